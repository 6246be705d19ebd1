package demo

import (
	"net/http"
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// slide is one picture of the carousel.
type slide struct{ scene, eyebrow, title, text, path, link string }

func slides() []slide {
	return []slide{
		{"kiln", "November firing", "Fresh from the kiln", "Four days of fire, two of cooling, and a morning of holding our breath. Here is what came out.", "/shop", "See the new pieces"},
		{"breakfast", "The breakfast table", "Mornings deserve stoneware", "Bowls with steep sides, mugs for three fingers, and a jug that does not drip.", "/shop?category=bowls", "Lay the table"},
		{"studio", "The mug studio", "Shape one yourself", "Pull the wall, choose a glaze, write a name. We throw it within the fortnight.", "/studio/", "Go to the wheel"},
		{"garden", "For the sill", "Something to put the garden in", "Planters with a saucer that fits, and vases for what you found on the way home.", "/shop?category=vases", "Vases and planters"},
	}
}

func (s *shop) home(w http.ResponseWriter, r *http.Request) error {
	var fresh []ware
	for _, item := range s.stock.wares {
		if item.fresh {
			fresh = append(fresh, item)
		}
	}
	return s.show(w, r, page{title: "Stoneware for every day", here: "home", body: g.Group{
		s.carousel(),
		h.Section(h.Class("band"),
			h.Div(h.Class("band-head"), h.H2(g.Text("New from the kiln")), h.A(h.Href(s.url("/shop")), g.Text("Everything we make"))),
			s.grid(fresh, "")),
		h.Section(h.Class("band"), h.H2(g.Text("By shelf")),
			h.Ul(h.Class("tiles"), g.Map(s.stock.categories, func(c category) g.Node {
				return h.Li(h.A(h.Href(s.url("/shop?category="+c.slug)),
					h.Img(h.Src(s.artURL(c.cover, c.coverGlaze)), h.Alt(""), h.Width("160"), h.Height("160"), h.Loading("lazy")),
					h.Span(h.B(g.Text(c.name)), h.Small(g.Text(c.text)))))
			}))),
		h.Section(h.Class("story"),
			h.Img(h.Src(s.url("/art/scene/studio.svg")), h.Alt("The potter's bench"), h.Width("900"), h.Height("600"), h.Loading("lazy")),
			h.Div(
				h.P(h.Class("eyebrow"), g.Text("The workshop")),
				h.H2(g.Text("Three potters in an old sail loft")),
				h.P(g.Text("Ida throws the mugs and pots, Tom presses plates and paints the fish, Noor makes everything that is smaller than her hand. The clay comes from the fell, the ash in the glaze from the baker's oven.")),
				h.BlockQuote(h.P(g.Text("“I have had the same mug for nineteen years. It has outlived two cars.”")), h.Cite(g.Text("a customer from Whitsand"))),
				h.A(h.Class("button quiet"), h.Href(s.url("/stores")), g.Text("Visit us")))),
		h.Ul(h.Class("promises"),
			h.Li(h.B(g.Text("Free from £60")), h.Span(g.Text("within the country"))),
			h.Li(h.B(g.Text("Broken? Replaced.")), h.Span(g.Text("no photograph asked for"))),
			h.Li(h.B(g.Text("Thirty days")), h.Span(g.Text("to change your mind"))),
			h.Li(h.B(g.Text("A person answers")), h.Span(g.Text("weekdays, nine to five")))),
	}})
}

// carousel is a row that scrolls and snaps by itself; the script adds the arrows' and dots' work.
func (s *shop) carousel() g.Node {
	all := slides()
	return h.Section(h.Class("carousel"), h.Data("carousel", ""), h.Aria("roledescription", "carousel"), h.Aria("label", "What is new"),
		h.Div(h.Class("track"), h.TabIndex("0"), h.Data("track", ""), g.Group(mapIndexed(all, func(i int, sl slide) g.Node {
			heading := h.H2
			if i == 0 {
				heading = h.H1
			}
			return h.Article(h.Class("slide slide-"+sl.scene), h.Aria("roledescription", "slide"), h.Aria("label", strconv.Itoa(i+1)+" of "+strconv.Itoa(len(all))),
				h.Div(h.Class("slide-text"), h.P(h.Class("eyebrow"), g.Text(sl.eyebrow)), heading(g.Text(sl.title)), h.P(g.Text(sl.text)),
					h.A(h.Class("button"), h.Href(s.url(sl.path)), g.Text(sl.link))),
				h.Img(h.Src(s.url("/art/scene/"+sl.scene+".svg")), h.Alt(""), h.Width("900"), h.Height("600")))
		}))),
		h.Div(h.Class("carousel-controls"),
			h.Button(h.Type("button"), h.Class("icon-button"), h.Data("go", "-1"), icon("back"), h.Span(h.Class("unseen"), g.Text("Previous"))),
			h.Div(h.Class("dots"), g.Group(mapIndexed(all, func(i int, sl slide) g.Node {
				return h.Button(h.Type("button"), h.Data("slide", strconv.Itoa(i)), h.Aria("label", sl.title), g.If(i == 0, h.Aria("current", "true")))
			}))),
			h.Button(h.Type("button"), h.Class("icon-button"), h.Data("go", "1"), icon("on"), h.Span(h.Class("unseen"), g.Text("Next")))),
	)
}
