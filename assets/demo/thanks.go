package demo

import (
	"crypto/rand"
	"net/http"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// orderLetters are those of crypto/rand.Text (RFC 4648 base32): no 0, 1 or 8 to be misread on the telephone.
const orderLetters = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567"

// newOrderNumber is seven random letters and a check letter: SG-K7QM-2R5T.
func newOrderNumber() string {
	letters := rand.Text()[:7]
	letters += string(checkLetter(letters))
	return "SG-" + letters[:4] + "-" + letters[4:]
}

// checkLetter finds one wrong letter and most swapped neighbours, so that the page does not show just any text.
func checkLetter(letters string) byte {
	sum := 0
	for i := range len(letters) {
		sum += (2*i + 1) * strings.IndexByte(orderLetters, letters[i])
	}
	return orderLetters[sum%len(orderLetters)]
}

func isOrderNumber(number string) bool {
	head, rest, ok := strings.Cut(number, "-")
	front, back, ok2 := strings.Cut(rest, "-")
	letters := front + back
	if !ok || !ok2 || head != "SG" || len(front) != 4 || len(back) != 4 || strings.Trim(letters, orderLetters) != "" {
		return false
	}
	return checkLetter(letters[:7]) == letters[7]
}

func (s *shop) thanks(w http.ResponseWriter, r *http.Request) error {
	number := r.PathValue("number")
	if !isOrderNumber(number) {
		return notFound("We have no such order", "An order number looks like SG-K7QM-2R5T. Please check the one you have.")
	}
	lines, err := s.stock.decodeBasket(cookieValue(r, orderCookie))
	if err != nil {
		lines = nil // the page stands without them
	}
	return s.show(w, r, page{title: "Thank you", body: h.Section(h.Class("thanks"),
		h.Img(h.Src(s.url("/art/scene/breakfast.svg")), h.Alt(""), h.Width("900"), h.Height("600")),
		h.Div(
			h.P(h.Class("eyebrow"), g.Text("Order received")),
			h.H1(g.Text("Thank you!")),
			h.P(h.Class("lead"), g.Text("Your order number is "), h.Strong(h.Class("number"), h.ID("order-number"), g.Text(number))),
			h.P(g.Text("On a real shop's page, a confirmation would now be on its way to you. Here nothing was kept, sent or charged.")),
			g.Iff(len(lines) > 0, func() g.Node {
				return h.Ul(h.Class("sum-lines"), g.Map(lines, func(l line) g.Node {
					return h.Li(s.linePicture(l, "56"), h.Span(g.Text(s.stock.bySlug[l.Ware].name), h.Small(g.Text(s.lineAbout(l)))), h.Span(g.Textf("× %d", l.Count)))
				}))
			}),
			h.Ol(h.Class("steps"),
				h.Li(h.B(g.Text("Today")), g.Text(" We check each piece by ringing it.")),
				h.Li(h.B(g.Text("Tomorrow")), g.Text(" It is packed in straw and newspaper.")),
				h.Li(h.B(g.Text("On your day")), g.Text(" The van comes, and the driver rings twice."))),
			h.P(h.A(h.Class("button"), h.Href(s.url("/")), g.Text("Back to the shop"))),
		),
	)})
}
