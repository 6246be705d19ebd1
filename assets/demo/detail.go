package demo

import (
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"github.com/tandem-cobrowse/tandem/assets/demo/pottery"
)

func (s *shop) detail(w http.ResponseWriter, r *http.Request) error {
	item, ok := s.stock.onShelf(r.PathValue("slug"))
	if !ok {
		return notFound("We do not make that", "There is no piece of this name. It may have been broken, or renamed.")
	}
	glaze := r.Form.Get("glaze")
	if !item.glazed(glaze) {
		glaze = item.glazes[0]
	}
	shelf, _ := s.stock.category(item.category)
	return s.show(w, r, page{title: item.name, here: item.category, body: g.Group{
		s.crumbs("/", "Home", "/shop?category="+shelf.slug, shelf.name, "", item.name),
		h.Article(h.Class("ware"), h.Data("ware", item.slug),
			s.gallery(item, glaze),
			h.Div(h.Class("ware-text"),
				h.P(h.Class("eyebrow"), g.Text("Made by "+item.maker)),
				h.H1(g.Text(item.name)),
				h.P(h.Class("lead"), g.Text(item.blurb)),
				h.P(h.Class("price large"), h.Data("price", strconv.Itoa(int(item.price))), g.Text(item.price.String())),
				s.buyForm(item, glaze),
				wareDetails(item),
			),
		),
		s.sizeGuide(),
		h.Section(h.Class("band"), h.H2(g.Text("Goes well with")), s.grid(s.neighbours(item), glaze)),
	}})
}

// neighbours are three wares from the shelf and one from elsewhere.
func (s *shop) neighbours(item ware) []ware {
	var near, far []ware
	for _, w := range s.stock.wares {
		switch {
		case w.slug == item.slug:
		case w.category == item.category:
			near = append(near, w)
		case w.maker == item.maker:
			far = append(far, w)
		}
	}
	near = near[:min(len(near), 3)]
	return append(near, far[:min(len(far), 4-len(near))]...)
}

func (s *shop) gallery(item ware, glaze string) g.Node {
	return h.Div(h.Class("gallery"),
		h.Div(h.Class("picture stage"),
			h.Img(h.ID("stage"), h.Src(s.artURL(item.slug, glaze)), h.Alt(item.name), h.Width("400"), h.Height("400"))),
		h.Ul(h.Class("thumbs"), g.Map(glazesOf(item), func(gl pottery.Glaze) g.Node {
			return h.Li(h.A(h.Href(s.url("/shop/"+item.slug+"?glaze="+gl.Slug)), h.Data("glaze", gl.Slug), g.If(gl.Slug == glaze, h.Aria("current", "true")),
				h.Img(h.Src(s.artURL(item.slug, gl.Slug)), h.Alt(item.name+" in "+gl.Name), h.Width("80"), h.Height("80"))))
		})),
	)
}

func (s *shop) buyForm(item ware, glaze string) g.Node {
	if item.stock == 0 {
		return h.Div(h.Class("soldout"),
			h.P(h.Strong(g.Text("Sold out.")), g.Text(" The next firing is at the end of the month. A shop near you may still have one.")),
			h.A(h.Class("button quiet"), h.Href(s.url("/stores")), g.Text("Find a shop")))
	}
	return h.Form(h.Class("buy"), h.Action(s.url("/basket/add")), h.Method("post"),
		h.Input(h.Type("hidden"), h.Name("ware"), h.Value(item.slug)),
		h.FieldSet(h.Legend(g.Text("Glaze")), h.Div(h.Class("pills"),
			g.Map(glazesOf(item), func(gl pottery.Glaze) g.Node {
				return h.Label(h.Class("pill"), h.Input(h.Type("radio"), h.Name("glaze"), h.Value(gl.Slug), g.If(gl.Slug == glaze, h.Checked())),
					h.Span(swatch(gl), g.Text(gl.Name)))
			}))),
		g.Iff(len(item.sizes) > 0, func() g.Node { return sizeChoice(item) }),
		h.Div(h.Class("buy-row"),
			stepper("count", "count", "How many", 1),
			h.Button(h.Class("button"), h.Type("submit"), icon("basket"), g.Text("Add to basket")),
		),
		h.P(h.Class("small"), g.Text(stockText(item.stock))),
	)
}

func sizeChoice(item ware) g.Node {
	return h.FieldSet(
		h.Legend(g.Text("Size "), h.Button(h.Class("link"), h.Type("button"), h.Data("opens", "size-guide"), icon("ruler"), g.Text("Size guide"))),
		h.Div(h.Class("pills"), g.Group(mapIndexed(item.sizes, func(i int, sz size) g.Node {
			return h.Label(h.Class("pill"), h.Input(h.Type("radio"), h.Name("size"), h.Value(sz.slug), h.Data("extra", strconv.Itoa(int(sz.extra))), g.If(i == 0, h.Checked())),
				h.Span(h.B(g.Text(sz.name)), h.Small(g.Text(sz.detail))))
		}))),
	)
}

// stepper is a number with a minus and a plus; the script brings the two buttons to life.
func stepper(id, name, label string, value int) g.Node {
	return h.Div(h.Class("stepper"), h.Data("stepper", ""),
		h.Label(h.For(id), g.Text(label)),
		h.Div(
			h.Button(h.Type("button"), h.Data("step", "-1"), h.Aria("label", "One fewer"), g.Text("−")),
			h.Input(h.ID(id), h.Type("number"), h.Name(name), h.Value(strconv.Itoa(value)), h.Min("1"), h.Max(strconv.Itoa(maxCount)), g.Attr("inputmode", "numeric"), h.Required()),
			h.Button(h.Type("button"), h.Data("step", "1"), h.Aria("label", "One more"), g.Text("+")),
		),
	)
}

func mapIndexed[T any](all []T, draw func(int, T) g.Node) []g.Node {
	nodes := make([]g.Node, 0, len(all))
	for i, v := range all {
		nodes = append(nodes, draw(i, v))
	}
	return nodes
}

func stockText(stock int) string {
	if stock < 10 {
		return "Only " + strconv.Itoa(stock) + " left. Leaves the workshop within two working days."
	}
	return "In stock. Leaves the workshop within two working days."
}

func wareDetails(item ware) g.Node {
	return h.Div(h.Class("accordion"),
		h.Details(g.Attr("open"), h.Summary(g.Text("About this piece")), h.P(g.Text(item.story))),
		h.Details(h.Summary(g.Text("Measures and care")),
			h.Dl(
				h.Dt(g.Text("Measures")), h.Dd(g.Text(item.measures)),
				h.Dt(g.Text("Clay")), h.Dd(g.Text("Iron-flecked stoneware, fired to 1,260 °C")),
				h.Dt(g.Text("Care")), h.Dd(g.Text("Dishwasher and microwave; no open flame")),
			)),
		h.Details(h.Summary(g.Text("Delivery")), h.P(g.Text("£4.50 within the country, free from £60. Breakages are replaced, no photograph asked for."))),
	)
}

// sizeGuide is a modal dialog; the button beside "Size" opens it.
func (s *shop) sizeGuide() g.Node {
	row := func(cells ...string) g.Node {
		return h.Tr(h.Th(h.Scope("row"), g.Text(cells[0])), g.Map(cells[1:], func(c string) g.Node { return h.Td(g.Text(c)) }))
	}
	return h.Dialog(h.ID("size-guide"), h.Aria("labelledby", "size-guide-title"),
		h.Form(h.Method("dialog"), h.Class("dialog-head"),
			h.H2(h.ID("size-guide-title"), g.Text("Size guide")),
			h.Button(h.Class("icon-button"), icon("close"), h.Span(h.Class("unseen"), g.Text("Close")))),
		h.P(g.Text("Clay shrinks by an eighth in the kiln and never twice the same: measures are true to half a centimetre.")),
		h.Div(h.Class("scroll-x"), h.Table(
			h.THead(h.Tr(h.Th(h.Scope("col"), g.Text("Piece")), h.Th(h.Scope("col"), g.Text("Small")), h.Th(h.Scope("col"), g.Text("Regular")), h.Th(h.Scope("col"), g.Text("Large")))),
			h.TBody(
				row("Mug", "220 ml · flat white", "330 ml · tea", "450 ml · a long morning"),
				row("Bowl", "–", "16 cm · porridge", "19 cm · soup"),
				row("Plate", "22 cm · lunch", "26 cm · supper", "30 cm · serving"),
				row("Jug", "250 ml · for two", "–", "600 ml · for a table"),
				row("Jar", "0.5 l · coffee", "1 l · flour", "2 l · pasta"),
			))),
		h.Form(h.Method("dialog"), h.Button(h.Class("button"), g.Text("Thank you"))),
	)
}
