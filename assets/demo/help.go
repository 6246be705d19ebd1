package demo

import (
	"net/http"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// help is where the link "Help from a person" leads when the SDK is not there to take the click.
func (s *shop) help(w http.ResponseWriter, r *http.Request) error {
	entry := func(question, answer string) g.Node {
		return h.Details(h.Summary(g.Text(question)), h.P(g.Text(answer)))
	}
	return s.show(w, r, page{title: "Help", body: g.Group{
		s.crumbs("/", "Home", "", "Help"),
		h.Div(h.Class("heading"), h.H1(g.Text("How can we help?")), h.P(g.Text("Ask a person at the top of any page, or see whether somebody has asked before."))),
		h.Div(h.Class("halves"),
			h.Section(h.Class("accordion"),
				entry("Can somebody look at this page with me?", "Yes. Choose “Help from a person”. You get a code field, and nothing is shared before you say yes. You can stop at any moment."),
				entry("May I put it in the dishwasher?", "All of it. The bare foot may darken over the years, which we like."),
				entry("Why does my mug look different from the picture?", "Because yours was thrown by a person on another day. If you mind, send it back."),
				entry("Do you take commissions?", "The studio is the quickest way. For more than twenty of anything, write to us in January."),
				entry("Is there lead in the glaze?", "No, nor cadmium. We mix every glaze ourselves and have it tested each spring."),
				entry("When is the next kiln opened?", "The last Friday of the month, at noon. There is soup."),
			),
			h.Section(h.Class("card-box"),
				h.H2(g.Text("Reach us")),
				h.Dl(h.Class("details"),
					h.Dt(g.Text("Telephone")), h.Dd(g.Text("01632 960 114, weekdays 9 to 17")),
					h.Dt(g.Text("E-mail")), h.Dd(g.Text("hello@saltgrove.example")),
					h.Dt(g.Text("Workshop")), h.Dd(g.Text("The Sail Loft, 1 Slip Lane, Saltgrove"))),
				h.P(h.A(h.Href(s.url("/stores")), g.Text("Find a shop near you"))))),
	}})
}
