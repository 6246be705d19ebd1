package demo

import (
	"net/http"
	"net/url"
	"slices"
	"time"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

const dateLayout = "2006-01-02"

// checkoutFields are the fields in the order of the page. Which of them are asked depends on the answers.
type checkoutFields struct {
	person, address, when, account, card []field
}

func (s *shop) checkoutFields() checkoutFields {
	now := s.now()
	return checkoutFields{
		person: []field{
			{name: "name", label: "Name", kind: "text", autocomplete: "name", missing: "Please tell us your name."},
			{name: "email", label: "E-mail", kind: "email", autocomplete: "email", missing: "Please enter your e-mail address.", check: checkEmail},
			{name: "phone", label: "Telephone", kind: "tel", autocomplete: "tel", hint: "Only for the driver.", check: checkPhone},
		},
		address: []field{
			{name: "street", label: "Street and number", kind: "text", autocomplete: "address-line1", missing: "Please enter your street and number.", wide: true},
			{name: "street2", label: "Flat, floor, care of", kind: "text", autocomplete: "address-line2", wide: true},
			{name: "town", label: "Town", kind: "text", autocomplete: "address-level2", missing: "Please enter your town."},
			{name: "postcode", label: "Postcode", kind: "text", autocomplete: "postal-code", missing: "Please enter your postcode.", check: checkPostcode},
		},
		when: []field{
			{name: "day", label: "Delivery day", kind: "date", min: now.AddDate(0, 0, 2).Format(dateLayout), max: now.Add(deliveryAhead).Format(dateLayout),
				hint: "From the day after tomorrow, not on Sundays.", check: func(v string) string { return checkDay(v, now) }},
			{name: "note", label: "A note for the driver, or for the card", kind: "textarea", hint: "Up to 400 letters.", wide: true},
		},
		account: []field{{name: "password", label: "Choose a password", kind: "password", autocomplete: "new-password", secret: true,
			missing: "Please choose a password, or untick “Open an account”.", hint: "At least 8 characters; a short sentence is best.", check: checkPassword}},
		card: []field{
			{name: "card-name", label: "Name on the card", kind: "text", autocomplete: "cc-name", missing: "Please enter the name on the card.", secret: true, wide: true},
			{name: "card-number", label: "Card number", kind: "text", autocomplete: "cc-number", mode: "numeric", missing: "Please enter the card number.", secret: true, wide: true, hint: "Nothing is charged. Try 4242 4242 4242 4242.", check: checkCard},
			{name: "card-expiry", label: "Expiry (MM/YY)", kind: "text", autocomplete: "cc-exp", missing: "Please enter when the card expires.", secret: true, hint: "As printed on the front.", check: func(v string) string { return checkExpiry(v, now) }},
			{name: "card-code", label: "Security code", kind: "text", autocomplete: "cc-csc", mode: "numeric", missing: "Please enter the security code.", secret: true, hint: "Three or four digits on the back.", check: checkCode},
		},
	}
}

func (s *shop) showCheckout(w http.ResponseWriter, r *http.Request) error {
	lines, err := s.filledBasket(r)
	if err != nil {
		return err
	}
	a := newAnswers(url.Values{"country": {"GB"}, "speed": {"standard"}, "pay": {"card"}})
	return s.checkoutPage(w, r, http.StatusOK, lines, a)
}

func (s *shop) filledBasket(r *http.Request) ([]line, error) {
	lines, err := s.basket(r)
	if err == nil && len(lines) == 0 {
		err = &problem{status: http.StatusConflict, title: "Your basket is empty", text: "There is nothing to order yet."}
	}
	return lines, err
}

// placeOrder checks the form. Nothing of it is kept: the order's number is all that leaves this function.
func (s *shop) placeOrder(w http.ResponseWriter, r *http.Request) error {
	lines, err := s.filledBasket(r)
	if err != nil {
		return err
	}
	a := newAnswers(r.PostForm)
	s.checkCheckout(a)
	if len(a.wrong) > 0 {
		return s.checkoutPage(w, r, http.StatusUnprocessableEntity, lines, a)
	}
	value, err := encodeBasket(lines)
	if err != nil {
		return err
	}
	s.setCookie(w, r, orderCookie, value, orderLife)
	s.dropCookie(w, r, basketCookie)
	http.Redirect(w, r, s.url("/thanks/"+newOrderNumber()), http.StatusSeeOther)
	return nil
}

func (s *shop) checkCheckout(a *answers) {
	f := s.checkoutFields()
	a.ask(f.person...)
	if a.get("speed") != "collect" {
		a.ask(f.address...)
	}
	a.ask(f.when...)
	if a.get("account") == "yes" {
		a.ask(f.account...)
	}
	if a.get("pay") == "card" {
		a.ask(f.card...)
	}
	choose := func(name, label string, allowed ...string) {
		a.ask(field{name: name, missing: "Please choose " + label + ".", check: func(v string) string {
			if !slices.Contains(allowed, v) {
				return "Please choose " + label + " from those offered."
			}
			return ""
		}})
	}
	choose("country", "a country", countryCodes()...)
	choose("speed", "how it should travel", "standard", "express", "collect")
	choose("pay", "how to pay", "card", "invoice")
	a.ask(field{name: "terms", missing: "Please agree to the terms of delivery."})
}

func (s *shop) checkoutPage(w http.ResponseWriter, r *http.Request, status int, lines []line, a *answers) error {
	f := s.checkoutFields()
	inputs := func(fields []field) g.Node { return h.Div(h.Class("fields"), g.Map(fields, a.input)) }
	form := h.Form(h.Class("checkout"), h.Action(s.url("/checkout")), h.Method("post"), g.Attr("novalidate"),
		a.summary(),
		h.FieldSet(h.Legend(g.Text("1. You")), inputs(f.person)),
		h.FieldSet(h.Legend(g.Text("2. How it travels")),
			h.Div(h.ID("speed"), h.Class("choices"),
				a.radio("speed", "standard", "Standard", "3 to 5 days, £4.50, free from £60"),
				a.radio("speed", "express", "Express", "the next working day, £9.00"),
				a.radio("speed", "collect", "Collect", "from a shop near you, free")),
			g.If(a.wrong["speed"] != "", h.P(h.Class("wrong"), g.Text(a.wrong["speed"])))),
		h.FieldSet(h.ID("address-fields"), h.Class("reveal"), h.Legend(g.Text("3. Where to")), inputs(f.address), countrySelect(a)),
		h.FieldSet(h.Legend(g.Text("4. When")), inputs(f.when),
			a.tick("wrap", "Wrap it as a gift, in paper printed with the bayfish (£3.00)")),
		h.FieldSet(h.Legend(g.Text("5. Account")),
			h.Label(h.Class("choice"), h.Input(h.Type("checkbox"), h.ID("account"), h.Name("account"), h.Value("yes"), g.If(a.get("account") == "yes", h.Checked())), h.Span(g.Text("Open an account, to see this order again"))),
			h.Div(h.ID("account-fields"), h.Class("fields reveal"), g.Map(f.account, a.input))),
		h.FieldSet(h.Legend(g.Text("6. Payment")),
			h.Div(h.ID("pay"), h.Class("choices"), a.radio("pay", "card", "Card", "charged when we send it"), a.radio("pay", "invoice", "Invoice", "pay within 14 days")),
			h.Div(h.ID("card-fields"), h.Class("fields reveal"), g.Map(f.card, a.input))),
		a.tick("news", "Tell me when a kiln is opened (about once a month)"),
		a.tick("terms", "I agree to the terms of delivery and returns"),
		h.Div(h.Class("submit-row"),
			// The agent may help with the form; only the customer's own hand sends the order.
			h.Button(h.Class("button large"), h.Type("submit"), h.Data("tandem", "noclick"), g.Text("Place the order")),
			h.P(h.Class("small"), g.Text("This is a demo: nothing is ordered, and nothing you type is kept."))),
	)
	s.render(w, r, status, page{title: "Checkout", body: g.Group{
		s.crumbs("/", "Home", "/basket", "Basket", "", "Checkout"),
		h.Div(h.Class("heading"), h.H1(g.Text("Checkout"))),
		h.Div(h.Class("with-sum"), form, s.sum(lines, "", "")),
	}})
	return nil
}

func countrySelect(a *answers) g.Node {
	return h.Div(h.Class("field"), h.Label(h.For("country"), g.Text("Country")),
		h.Select(h.ID("country"), h.Name("country"), h.AutoComplete("country"),
			g.Map(countries(), func(c country) g.Node {
				return h.Option(h.Value(c.code), g.If(a.get("country") == c.code, h.Selected()), g.Text(c.name))
			})),
		g.If(a.wrong["country"] != "", h.P(h.Class("wrong"), g.Text(a.wrong["country"]))))
}

// daysAhead tells whether day lies within the time for which deliveries are planned.
func daysAhead(day, now time.Time) bool {
	earliest := now.AddDate(0, 0, 2).Truncate(24 * time.Hour)
	return !day.Before(earliest) && day.Before(now.Add(deliveryAhead))
}
