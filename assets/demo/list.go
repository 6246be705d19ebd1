package demo

import (
	"cmp"
	"net/http"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"

	"github.com/tandem-cobrowse/tandem/assets/demo/pottery"
)

// order is a way to sort the shelves.
type order struct {
	slug, name string
	compare    func(a, b ware) int
}

func orders() []order {
	return []order{
		{"shelf", "As on the shelf", nil},
		{"price-up", "Price, lowest first", func(a, b ware) int { return cmp.Compare(a.price, b.price) }},
		{"price-down", "Price, highest first", func(a, b ware) int { return cmp.Compare(b.price, a.price) }},
		{"name", "Name", func(a, b ware) int { return strings.Compare(a.name, b.name) }},
	}
}

// wanted is what a customer asks the shelves for.
type wanted struct {
	category, glaze string
	inStock         bool
	order           order
}

// readWanted refuses what is on no menu: such an address was not made by one of our pages.
func (s *shop) readWanted(r *http.Request) (wanted, error) {
	want := wanted{category: r.Form.Get("category"), glaze: r.Form.Get("glaze"), inStock: r.Form.Get("stock") == "in", order: orders()[0]}
	if _, ok := s.stock.category(want.category); want.category != "" && !ok {
		return want, notFound("We have no such shelf", "There is nothing under this category. It may have been renamed.")
	}
	if _, ok := pottery.GlazeBySlug(want.glaze); want.glaze != "" && !ok {
		return want, badRequest("We do not mix that glaze", "The address names a glaze that we do not have. Please choose one from the list.")
	}
	if sort := r.Form.Get("sort"); sort != "" {
		i := slices.IndexFunc(orders(), func(o order) bool { return o.slug == sort })
		if i < 0 {
			return want, badRequest("We cannot sort like that", "The address asks for an order that we do not know. Please choose one from the list.")
		}
		want.order = orders()[i]
	}
	return want, nil
}

func (c catalogue) find(want wanted) []ware {
	var found []ware
	for _, w := range c.wares {
		if (want.category == "" || w.category == want.category) && (want.glaze == "" || w.glazed(want.glaze)) && (!want.inStock || w.stock > 0) {
			found = append(found, w)
		}
	}
	if want.order.compare != nil {
		slices.SortStableFunc(found, want.order.compare)
	}
	return found
}

// matching finds wares that have every one of the words in their name, text, glazes or potter's name.
func (c catalogue) matching(words []string) []ware {
	var found []ware
	for _, w := range c.wares {
		shelf, _ := c.category(w.category)
		text := strings.ToLower(strings.Join(append([]string{w.name, w.blurb, w.story, w.maker, shelf.name}, w.glazes...), " "))
		if !slices.ContainsFunc(words, func(word string) bool { return !strings.Contains(text, word) }) {
			found = append(found, w)
		}
	}
	return found
}

func (s *shop) list(w http.ResponseWriter, r *http.Request) error {
	want, err := s.readWanted(r)
	if err != nil {
		return err
	}
	title, text, here := "Everything we make", "Twenty-four things for the table, the stove and the window sill.", "shop"
	if c, ok := s.stock.category(want.category); ok {
		title, text, here = c.name, c.text, c.slug
	}
	found := s.stock.find(want)
	return s.show(w, r, page{title: title, here: here, body: g.Group{
		s.crumbs("/", "Home", "", title),
		h.Div(h.Class("heading"), h.H1(g.Text(title)), h.P(g.Text(text))),
		h.Div(h.Class("with-side"),
			s.filters(want),
			h.Section(h.H2(h.Class("unseen"), g.Text("Pieces")),
				h.P(h.Class("count"), h.Role("status"), g.Textf("%d of %d pieces", len(found), len(s.stock.wares))),
				g.If(len(found) == 0, h.P(h.Class("empty"), g.Text("Nothing on the shelves is like that. Take one of the filters off, or look at everything."))),
				s.grid(found, want.glaze),
			),
		),
	}})
}

func (s *shop) filters(want wanted) g.Node {
	choice := func(value, text string) g.Node {
		return h.Label(h.Class("choice"), h.Input(h.Type("radio"), h.Name("category"), h.Value(value), g.If(want.category == value, h.Checked())), h.Span(g.Text(text)))
	}
	return h.Form(h.Class("filters"), h.Action(s.url("/shop")), h.Method("get"), h.Data("auto-submit", ""),
		h.FieldSet(h.Legend(g.Text("Shelf")),
			choice("", "Everything"),
			g.Map(s.stock.categories, func(c category) g.Node { return choice(c.slug, c.name) }),
		),
		h.Div(h.Class("field"), h.Label(h.For("glaze"), g.Text("Glaze")),
			h.Select(h.ID("glaze"), h.Name("glaze"), h.Option(h.Value(""), g.Text("Any")),
				g.Map(pottery.Glazes(), func(gl pottery.Glaze) g.Node {
					return h.Option(h.Value(gl.Slug), g.If(gl.Slug == want.glaze, h.Selected()), g.Text(gl.Name))
				}))),
		h.Div(h.Class("field"), h.Label(h.For("sort"), g.Text("Sort by")),
			h.Select(h.ID("sort"), h.Name("sort"), g.Map(orders(), func(o order) g.Node {
				return h.Option(h.Value(o.slug), g.If(o.slug == want.order.slug, h.Selected()), g.Text(o.name))
			}))),
		h.Label(h.Class("choice"), h.Input(h.Type("checkbox"), h.Name("stock"), h.Value("in"), g.If(want.inStock, h.Checked())), h.Span(g.Text("Only what is in stock"))),
		h.Button(h.Class("button quiet"), h.Type("submit"), g.Text("Show")),
	)
}

// grid shows wares as cards, in the given glaze where they have it.
func (s *shop) grid(wares []ware, glaze string) g.Node {
	return h.Ul(h.Class("grid"), g.Map(wares, func(w ware) g.Node { return s.card(w, glaze) }))
}

func (s *shop) card(w ware, glaze string) g.Node {
	if !w.glazed(glaze) {
		glaze = w.glazes[0]
	}
	from := ""
	if len(w.sizes) > 1 && w.sizes[1].extra > 0 {
		from = "from "
	}
	return h.Li(h.Class("card"),
		h.A(h.Href(s.url("/shop/"+w.slug)),
			h.Div(h.Class("picture"),
				h.Img(h.Src(s.artURL(w.slug, glaze)), h.Alt(w.name), h.Width("400"), h.Height("400"), h.Loading("lazy")),
				g.If(w.stock == 0, h.Span(h.Class("tag sold"), g.Text("Sold out"))),
				g.If(w.fresh, h.Span(h.Class("tag"), g.Text("New"))),
			),
			h.H3(g.Text(w.name)),
			h.P(h.Class("blurb"), g.Text(w.blurb)),
			h.P(h.Class("price"), g.Text(from+w.price.String())),
		),
		h.Div(h.Class("swatches"), h.Aria("label", "Glazes"), h.Role("img"), g.Map(glazesOf(w), swatch)),
	)
}

func (s *shop) search(w http.ResponseWriter, r *http.Request) error {
	asked := strings.TrimSpace(r.Form.Get("q"))
	if utf8.RuneCountInString(asked) > maxQuery || !utf8.ValidString(asked) {
		return badRequest("That is a long search", "Please search for at most 80 letters; one or two words find most.")
	}
	words := strings.Fields(strings.ToLower(asked))
	var found []ware
	if len(words) > 0 {
		found = s.stock.matching(words)
	}
	return s.show(w, r, page{title: "Search", asked: asked, body: g.Group{
		s.crumbs("/", "Home", "", "Search"),
		h.Div(h.Class("heading"),
			g.If(asked == "", h.H1(g.Text("What are you looking for?"))),
			g.If(asked != "", h.H1(g.Text("“"+asked+"”"))),
			h.P(h.Role("status"), g.Text(foundText(asked, len(found))))),
		h.H2(h.Class("unseen"), g.Text("Pieces")),
		s.grid(found, strings.ToLower(asked)),
		g.Iff(len(found) == 0, func() g.Node {
			return g.Group{h.H2(g.Text("Other people like these")), s.grid(s.stock.wares[:4], "")}
		}),
	}})
}

func foundText(asked string, count int) string {
	switch {
	case asked == "":
		return "Type a word above: a thing, a glaze, or a potter's name."
	case count == 0:
		return "Nothing has these words in it. Try fewer or shorter ones."
	case count == 1:
		return "One piece."
	default:
		return "Pieces that have all of these words: " + strconv.Itoa(count) + "."
	}
}
