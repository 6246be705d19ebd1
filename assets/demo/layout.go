package demo

import (
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

func (s *shop) header(r *http.Request, p page) g.Node {
	return h.Header(h.Class("site-header"),
		h.Div(h.Class("strip"),
			h.P(g.Text("A demo shop: look, click and order as you like. Nothing is sold or charged.")),
			h.A(h.Class("help-link"), h.Href(s.url("/help")), g.Attr("data-tandem-open"), icon("person"), g.Text("Help from a person")),
		),
		h.Div(h.Class("bar"),
			h.A(h.Class("logo"), h.Href(s.url("/")), logo(), h.Span(h.Strong(g.Text("Saltgrove")), h.Span(g.Text("Pottery")))),
			s.searchForm(p.asked),
			h.Nav(h.Class("personal"), h.Aria("label", "Yours"),
				h.A(h.Href(s.url(s.accountPath(r))), icon("key"), h.Span(g.Text(accountWord(r)))),
				h.A(h.Class("basket-link"), h.Href(s.url("/basket")), icon("basket"), h.Span(g.Text("Basket")), basketBadge(s.basketCount(r))),
			),
		),
		h.Nav(h.Class("shelves"), h.Aria("label", "Shelves"),
			s.navLink("/shop", "Everything", p.here == "shop"),
			g.Map(s.stock.categories, func(c category) g.Node {
				return s.navLink("/shop?category="+c.slug, c.name, p.here == c.slug)
			}),
			s.navLink("/studio/", "Mug studio", p.here == "studio"),
			s.navLink("/stores", "Find a shop", p.here == "stores"),
		),
	)
}

func (s *shop) navLink(path, text string, current bool) g.Node {
	return h.A(h.Href(s.url(path)), g.If(current, h.Aria("current", "page")), g.Text(text))
}

func (s *shop) searchForm(asked string) g.Node {
	return h.Form(h.Class("search"), h.Role("search"), h.Action(s.url("/search")), h.Method("get"),
		h.Label(h.Class("unseen"), h.For("q"), g.Text("Search the shop")),
		h.Input(h.ID("q"), h.Type("search"), h.Name("q"), h.Value(asked), h.Placeholder("Search: teapot, tide, gift…"),
			h.MaxLength(strconv.Itoa(maxQuery)), h.AutoComplete("off")),
		h.Button(h.Type("submit"), icon("search"), h.Span(h.Class("unseen"), g.Text("Search"))),
	)
}

func basketBadge(count int) g.Node {
	return h.Span(h.Class("badge"), g.If(count == 0, g.Attr("hidden")),
		g.Text(strconv.Itoa(count)), h.Span(h.Class("unseen"), g.Text(" in it")))
}

func (s *shop) footer() g.Node {
	return h.Footer(h.Class("site-footer"),
		h.Div(
			h.P(h.Class("logo"), logo(), h.Span(h.Strong(g.Text("Saltgrove")), h.Span(g.Text("Pottery")))),
			h.P(g.Text("Three potters, two wheels and one kiln in an old sail loft. Stoneware for every day since 1987, or so this page would have you believe.")),
		),
		h.Nav(h.Aria("label", "The shop"),
			h.H2(g.Text("The shop")),
			h.A(h.Href(s.url("/shop")), g.Text("Everything we make")),
			h.A(h.Href(s.url("/studio/")), g.Text("Design a mug")),
			h.A(h.Href(s.url("/stores")), g.Text("Find a shop")),
		),
		h.Nav(h.Aria("label", "Help"),
			h.H2(g.Text("Help")),
			h.A(h.Href(s.url("/help")), g.Text("Questions and answers")),
			h.A(h.Href(s.url("/delivery")), g.Text("Delivery and returns")),
			h.A(h.Href(s.url("/account")), g.Text("Your account")),
		),
		h.P(h.Class("small"), g.Text("Saltgrove Pottery is made up, and comes with Tandem to try co-browsing on. Please use invented details.")),
	)
}

// crumbs is the way from the front door to here: pairs of path and text, the last without a path.
func (s *shop) crumbs(pairs ...string) g.Node {
	var items g.Group
	for i := 0; i+1 < len(pairs); i += 2 {
		if pairs[i] == "" {
			items = append(items, h.Li(h.Aria("current", "page"), g.Text(pairs[i+1])))
			continue
		}
		items = append(items, h.Li(h.A(h.Href(s.url(pairs[i])), g.Text(pairs[i+1]))))
	}
	return h.Nav(h.Class("crumbs"), h.Aria("label", "You are here"), h.Ol(items))
}
