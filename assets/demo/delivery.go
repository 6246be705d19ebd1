package demo

import (
	"net/http"
	"slices"
	"strconv"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// country is somewhere we send to: what the first kilogram and each further one cost, and how long it takes.
type country struct {
	code, name  string
	first, more pence
	days        string
}

func countries() []country {
	return []country{
		{"GB", "United Kingdom", 450, 60, "3 to 5 days"},
		{"IE", "Ireland", 850, 110, "4 to 6 days"},
		{"FR", "France", 1150, 150, "5 to 8 days"},
		{"DE", "Germany", 1150, 150, "5 to 8 days"},
		{"NL", "Netherlands", 1100, 150, "5 to 8 days"},
		{"DK", "Denmark", 1250, 170, "6 to 9 days"},
		{"ES", "Spain", 1350, 190, "6 to 9 days"},
		{"CH", "Switzerland", 1650, 240, "7 to 10 days"},
	}
}

func countryCodes() []string {
	codes := []string{}
	for _, c := range countries() {
		codes = append(codes, c.code)
	}
	return codes
}

// parcelLimit is what the carrier takes in one parcel, in kilograms.
const parcelLimit = 20

func termsText() g.Node {
	return g.Group{
		h.H3(g.Text("Packing")),
		h.P(g.Text("Straw, newspaper and a box in a box. We send nothing that we would not drop from a table.")),
		h.H3(g.Text("Breakages")),
		h.P(g.Text("If it arrives in more pieces than it left in, write to us and we throw you another. No photograph, no form.")),
		h.H3(g.Text("Returns")),
		h.P(g.Text("Thirty days, unused, at your cost; seconds and studio mugs stay with you unless they are faulty. The money goes back the way it came within a week.")),
		h.H3(g.Text("Customs")),
		h.P(g.Text("Outside the country the carrier may ask for duty. We declare the price you paid, to the penny.")),
	}
}

func termsDialog() g.Node {
	return h.Dialog(h.ID("terms"), h.Aria("labelledby", "terms-title"),
		h.Form(h.Method("dialog"), h.Class("dialog-head"),
			h.H2(h.ID("terms-title"), g.Text("Delivery and returns")),
			h.Button(h.Class("icon-button"), icon("close"), h.Span(h.Class("unseen"), g.Text("Close")))),
		h.Div(h.Class("scroll-y"), h.TabIndex("0"), termsText()),
		h.Form(h.Method("dialog"), h.Button(h.Class("button"), g.Text("Understood"))))
}

func (s *shop) delivery(w http.ResponseWriter, r *http.Request) error {
	return s.show(w, r, page{title: "Delivery and returns", body: g.Group{
		s.crumbs("/", "Home", "", "Delivery"),
		h.Div(h.Class("heading"), h.H1(g.Text("Delivery and returns")), h.P(g.Text("Free within the country from £60. Wednesdays and Fridays the van goes out."))),
		h.Div(h.Class("halves"),
			h.Section(h.Class("prose"), h.H2(h.Class("unseen"), g.Text("Terms")), termsText()),
			h.Section(
				h.H2(g.Text("What will it cost?")),
				h.IFrame(h.Class("calculator"), h.Src(s.url("/delivery/cost")), h.Title("Delivery cost calculator"), h.Width("480"), h.Height("440")),
			),
		),
	}})
}

// deliveryCost is the calculator shown in a frame. It answers a form of its own and never leaves the frame.
func (s *shop) deliveryCost(w http.ResponseWriter, r *http.Request) error {
	code, kilos, express := r.Form.Get("country"), 3, r.Form.Get("express") == "yes"
	if code == "" {
		code = "GB"
	}
	if text := r.Form.Get("kg"); text != "" {
		var err error
		if kilos, err = strconv.Atoi(text); err != nil || kilos < 1 || kilos > parcelLimit {
			return badRequest("How heavy?", "A parcel weighs between 1 and "+strconv.Itoa(parcelLimit)+" whole kilograms.")
		}
	}
	i := slices.IndexFunc(countries(), func(c country) bool { return c.code == code })
	if i < 0 {
		return badRequest("We do not send there", "The address names a country that we do not send to. Please choose one from the list.")
	}
	to := countries()[i]
	return s.show(w, r, page{title: "Delivery cost", framed: true, body: g.Group{
		h.H1(h.Class("unseen"), g.Text("What will it cost?")),
		h.Form(h.Class("cost"), h.Action(s.url("/delivery/cost")), h.Method("get"),
			h.Div(h.Class("field"), h.Label(h.For("country"), g.Text("To")),
				h.Select(h.ID("country"), h.Name("country"), g.Map(countries(), func(c country) g.Node {
					return h.Option(h.Value(c.code), g.If(c.code == code, h.Selected()), g.Text(c.name))
				}))),
			h.Div(h.Class("field"), h.Label(h.For("kg"), g.Text("Weight")),
				h.Div(h.Class("slider"), h.Input(h.ID("kg"), h.Type("range"), h.Name("kg"), h.Min("1"), h.Max(strconv.Itoa(parcelLimit)), h.Value(strconv.Itoa(kilos))),
					g.El("output", h.For("kg"), h.Data("unit", " kg"), g.Textf("%d kg", kilos))),
				h.P(h.Class("hint"), g.Text("A mug is half a kilogram, a teapot one and a half."))),
			h.Label(h.Class("choice"), h.Input(h.Type("checkbox"), h.Name("express"), h.Value("yes"), g.If(express, h.Checked())), h.Span(g.Text("Express"))),
			h.Button(h.Class("button"), h.Type("submit"), g.Text("Work it out"))),
		h.P(h.Class("result"), h.Role("status"),
			h.Strong(g.Text(parcelPrice(to, kilos, express).String())), g.Text(" to "+to.name+", "+travelTime(to, express)+".")),
	}})
}

// parcelPrice doubles for express, as the carrier's list does.
func parcelPrice(to country, kilos int, express bool) pence {
	price := to.first + to.more*pence(kilos-1)
	if express {
		price *= 2
	}
	return price
}

func travelTime(to country, express bool) string {
	if express {
		return "next working day but one"
	}
	return to.days
}
