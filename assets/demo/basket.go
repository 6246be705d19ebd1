package demo

import (
	"net/http"
	"net/url"
	"slices"
	"strconv"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"github.com/tandem-cobrowse/tandem/assets/demo/pottery"
)

// freeFrom is the order value from which standard delivery costs nothing; deliveryPrice is what it costs below.
// Express and wrapping are chosen in the checkout, whose script adds them to the sum.
const (
	freeFrom      pence = 6000
	deliveryPrice pence = 450
	expressPrice  pence = 900
	wrapPrice     pence = 300
)

func (s *shop) addToBasket(w http.ResponseWriter, r *http.Request) error {
	count, err := readCount(r)
	if err != nil {
		return err
	}
	added := line{Ware: r.PostForm.Get("ware"), Glaze: r.PostForm.Get("glaze"), Size: r.PostForm.Get("size"), Count: count}
	if added.Ware == studioWare {
		return badRequest("Please use the studio", "A mug of your own is ordered from the studio, where it gets its shape.")
	}
	return s.addLine(w, r, added)
}

// addLine puts a line into the basket, or raises the count of the one that is there.
func (s *shop) addLine(w http.ResponseWriter, r *http.Request, added line) error {
	if err := s.stock.check(added); err != nil {
		return err
	}
	lines, err := s.basket(r)
	if err != nil {
		return err
	}
	if i := findLine(lines, added.key()); i >= 0 {
		lines[i].Count += added.Count
		if err := s.stock.check(lines[i]); err != nil {
			return err
		}
	} else {
		lines = append(lines, added)
	}
	if len(lines) > maxLines {
		return fullBasket()
	}
	return s.keepBasket(w, r, lines, "?added="+url.QueryEscape(added.Ware))
}

func (s *shop) changeBasket(w http.ResponseWriter, r *http.Request) error {
	lines, i, err := s.lineOf(r)
	if err != nil {
		return err
	}
	count, err := readCount(r)
	if err != nil {
		return err
	}
	lines[i].Count = count
	if err := s.stock.check(lines[i]); err != nil {
		return err
	}
	return s.keepBasket(w, r, lines, "")
}

func (s *shop) removeFromBasket(w http.ResponseWriter, r *http.Request) error {
	lines, i, err := s.lineOf(r)
	if err != nil {
		return err
	}
	return s.keepBasket(w, r, slices.Delete(lines, i, i+1), "")
}

// lineOf finds the line that a form is about. Another tab may have taken it out meanwhile.
func (s *shop) lineOf(r *http.Request) ([]line, int, error) {
	lines, err := s.basket(r)
	if err != nil {
		return nil, 0, err
	}
	i := findLine(lines, r.PostForm.Get("line"))
	if i < 0 {
		return nil, 0, &problem{status: http.StatusNotFound, title: "That is not in your basket", href: "/basket", link: "Go to your basket",
			text: "It may have been taken out in another window."}
	}
	return lines, i, nil
}

func findLine(lines []line, key string) int {
	return slices.IndexFunc(lines, func(l line) bool { return l.key() == key })
}

func readCount(r *http.Request) (int, error) {
	count, err := strconv.Atoi(strings.TrimSpace(r.PostForm.Get("count")))
	if err != nil {
		return 0, badRequest("How many?", "The number of pieces is missing or is not a whole number. Please go back and enter one between 1 and "+strconv.Itoa(maxCount)+".")
	}
	return count, nil
}

func (s *shop) showBasket(w http.ResponseWriter, r *http.Request) error {
	lines, err := s.basket(r)
	if err != nil {
		return err
	}
	body := g.Group{s.crumbs("/", "Home", "", "Basket"), h.Div(h.Class("heading"), h.H1(g.Text("Your basket")))}
	if len(lines) == 0 {
		body = append(body, h.Section(h.Class("notice-page"),
			h.Img(h.Src(s.artURL("nesting-bowls", "samphire")), h.Alt(""), h.Width("220"), h.Height("220")),
			h.H2(g.Text("Nothing in it yet")), h.P(g.Text("Everything you add is kept here for thirty days.")),
			h.P(h.A(h.Class("button"), h.Href(s.url("/shop")), g.Text("See everything we make")))))
		return s.show(w, r, page{title: "Basket", body: body})
	}
	if added, ok := s.stock.bySlug[r.Form.Get("added")]; ok {
		body = append(body, h.P(h.Class("flash"), h.Role("status"), g.Text(added.name+" is in your basket.")))
	}
	body = append(body, h.Div(h.Class("with-sum"),
		h.Ul(h.Class("lines"), g.Map(lines, s.lineRow)),
		s.sum(lines, s.url("/checkout"), "Go to checkout"),
	))
	return s.show(w, r, page{title: "Basket", body: body})
}

// lineAbout is what a line is, in words: size, glaze and what is written on it.
func (s *shop) lineAbout(l line) string {
	about := []string{}
	if gl, ok := pottery.GlazeBySlug(l.Glaze); ok {
		about = append(about, gl.Name)
	}
	if sz, ok := s.stock.bySlug[l.Ware].size(l.Size); ok {
		about = append(about, sz.name+", "+sz.detail)
	}
	if l.Mug != nil {
		about = append(about, strconv.Itoa(l.Mug.Height)+" mm tall, "+strconv.Itoa(l.Mug.Rim)+" mm at the rim")
		if l.Mug.Words != "" {
			about = append(about, "“"+l.Mug.Words+"”")
		}
	}
	return strings.Join(about, " · ")
}

func (s *shop) linePicture(l line, edge string) g.Node {
	src := s.artURL(l.Ware, l.Glaze)
	if l.Mug != nil {
		src = s.mugURL(*l.Mug, l.Glaze)
	}
	return h.Img(h.Src(src), h.Alt(""), h.Width(edge), h.Height(edge))
}

func (s *shop) lineRow(l line) g.Node {
	item, id := s.stock.bySlug[l.Ware], "n-"+version([]byte(l.key()))
	name := h.A(h.Href(s.url("/shop/"+item.slug+"?glaze="+l.Glaze)), g.Text(item.name))
	if l.Mug != nil {
		name = g.Text(item.name)
	}
	return h.Li(h.Class("line"),
		h.Div(h.Class("picture"), s.linePicture(l, "120")),
		h.Div(h.Class("line-text"), h.H2(name), h.P(g.Text(s.lineAbout(l))), h.P(h.Class("small"), g.Text(s.stock.price(l).String()+" each"))),
		h.Form(h.Class("line-count"), h.Action(s.url("/basket/change")), h.Method("post"), h.Data("auto-submit", ""),
			h.Input(h.Type("hidden"), h.Name("line"), h.Value(l.key())),
			stepper(id, "count", "How many", l.Count),
			h.Button(h.Class("button quiet"), h.Type("submit"), g.Text("Change"))),
		h.P(h.Class("line-price"), g.Text((s.stock.price(l)*pence(l.Count)).String())),
		h.Form(h.Class("line-remove"), h.Action(s.url("/basket/remove")), h.Method("post"),
			h.Input(h.Type("hidden"), h.Name("line"), h.Value(l.key())),
			h.Button(h.Class("link"), h.Type("submit"), g.Text("Remove"), h.Span(h.Class("unseen"), g.Text(" "+item.name)))),
	)
}

// sum is the box with what an order comes to. It leads on by a link, or shows the lines when there is none.
func (s *shop) sum(lines []line, href, link string) g.Node {
	goods, carriage := s.stock.total(lines), deliveryPrice
	if goods >= freeFrom {
		carriage = 0
	}
	carriageText := carriage.String()
	if carriage == 0 {
		carriageText = "free"
	}
	inPence := func(p pence) string { return strconv.Itoa(int(p)) }
	return h.Aside(h.Class("sum"), h.Aria("label", "What it comes to"), h.Data("goods", inPence(goods)),
		h.Data("standard", inPence(carriage)), h.Data("express", inPence(expressPrice)), h.Data("wrap", inPence(wrapPrice)),
		h.H2(g.Text("What it comes to")),
		g.Iff(href == "", func() g.Node {
			return h.Ul(h.Class("sum-lines"), g.Map(lines, func(l line) g.Node {
				return h.Li(s.linePicture(l, "48"), h.Span(g.Text(s.stock.bySlug[l.Ware].name), h.Small(g.Text(s.lineAbout(l)))), h.Span(g.Textf("× %d", l.Count)))
			}))
		}),
		h.Dl(
			h.Dt(g.Text("Goods")), h.Dd(g.Text(goods.String())),
			h.Dt(g.Text("Delivery")), h.Dd(h.ID("sum-carriage"), g.Text(carriageText)),
			g.If(href == "", g.Group{h.Dt(g.Text("Gift wrap")), h.Dd(h.ID("sum-wrap"), g.Text("none"))}),
			h.Dt(h.Class("total"), g.Text("Together")), h.Dd(h.Class("total"), h.ID("sum-total"), g.Text((goods+carriage).String())),
		),
		g.If(carriage > 0, h.P(h.Class("small"), g.Text("Add "+(freeFrom-goods).String()+" more for free delivery."))),
		h.P(h.Class("small"), h.Button(h.Class("link"), h.Type("button"), h.Data("opens", "terms"), icon("lorry"), g.Text("Delivery and returns"))),
		g.If(href != "", h.A(h.Class("button wide"), h.Href(href), g.Text(link))),
		termsDialog(),
	)
}
