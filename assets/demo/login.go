package demo

import (
	"crypto/subtle"
	"net/http"
	"time"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// The one account, printed on the log-in page. It guards nothing: it is there so that a log-in can be shown.
const (
	guestEmail    = "guest@saltgrove.example"
	guestPassword = "stoneware"
	guestLife     = time.Hour
)

func isGuest(r *http.Request) bool { return cookieValue(r, guestCookie) == "yes" }

func (s *shop) accountPath(r *http.Request) string {
	if isGuest(r) {
		return "/account"
	}
	return "/login"
}

func accountWord(r *http.Request) string {
	if isGuest(r) {
		return "Account"
	}
	return "Log in"
}

func loginFields() []field {
	return []field{
		{name: "email", label: "E-mail", kind: "email", autocomplete: "username", missing: "Please enter your e-mail address.", check: checkEmail, wide: true},
		{name: "password", label: "Password", kind: "password", autocomplete: "current-password", missing: "Please enter your password.", secret: true, wide: true},
	}
}

func (s *shop) showLogin(w http.ResponseWriter, r *http.Request) error {
	return s.loginPage(w, r, http.StatusOK, newAnswers(nil), "")
}

func (s *shop) login(w http.ResponseWriter, r *http.Request) error {
	a := newAnswers(r.PostForm)
	a.ask(loginFields()...)
	if len(a.wrong) > 0 {
		return s.loginPage(w, r, http.StatusUnprocessableEntity, a, "")
	}
	right := subtle.ConstantTimeCompare([]byte(a.get("email")+"\n"+a.values.Get("password")), []byte(guestEmail+"\n"+guestPassword))
	if right != 1 {
		return s.loginPage(w, r, http.StatusUnprocessableEntity, a, "This e-mail address and password do not belong together. The ones that work are shown below.")
	}
	s.setCookie(w, r, guestCookie, "yes", guestLife)
	http.Redirect(w, r, s.url("/account"), http.StatusSeeOther)
	return nil
}

func (s *shop) logout(w http.ResponseWriter, r *http.Request) error {
	s.dropCookie(w, r, guestCookie)
	http.Redirect(w, r, s.url("/login"), http.StatusSeeOther)
	return nil
}

func (s *shop) loginPage(w http.ResponseWriter, r *http.Request, status int, a *answers, refusal string) error {
	s.render(w, r, status, page{title: "Log in", body: h.Div(h.Class("login"),
		h.Img(h.Class("login-art"), h.Src(s.url("/art/scene/garden.svg")), h.Alt(""), h.Width("900"), h.Height("600")),
		h.Form(h.Action(s.url("/login")), h.Method("post"), g.Attr("novalidate"),
			h.H1(g.Text("Log in")),
			a.summary(),
			g.If(refusal != "", h.Div(h.Class("mistakes"), h.Role("alert"), h.TabIndex("-1"), h.P(g.Text(refusal)))),
			h.Div(h.Class("fields"), g.Map(loginFields(), a.input)),
			h.Button(h.Class("button wide"), h.Type("submit"), g.Text("Log in")),
			h.P(h.Class("aside"), g.Text("To look around, use "), h.Code(g.Text(guestEmail)), g.Text(" with the password "), h.Code(g.Text(guestPassword)), g.Text(".")),
		)),
	})
	return nil
}

// pastOrder is an order that the guest never made.
type pastOrder struct {
	number, day, state string
	wares              []string
	total              pence
}

func pastOrders() []pastOrder {
	return []pastOrder{
		{"SG-MUGS-4TWF", "3 November", "On its way", []string{"harbour-mug", "gull-teapot"}, 11100},
		{"SG-BOWL-2ABQ", "19 August", "Delivered", []string{"nesting-bowls"}, 7800},
		{"SG-DUNE-7XKP", "2 March", "Delivered", []string{"dune-vase", "bud-vase", "candle-holder"}, 11100},
	}
}

func (s *shop) account(w http.ResponseWriter, r *http.Request) error {
	if !isGuest(r) {
		http.Redirect(w, r, s.url("/login"), http.StatusSeeOther)
		return nil
	}
	return s.show(w, r, page{title: "Your account", body: g.Group{
		s.crumbs("/", "Home", "", "Your account"),
		h.Div(h.Class("heading"), h.H1(g.Text("Good day, Robin")), h.P(g.Text("Customer since the spring."))),
		h.Div(h.Class("halves"),
			h.Section(h.H2(g.Text("Your orders")), h.Ul(h.Class("orders"), g.Map(pastOrders(), s.orderRow))),
			h.Section(
				h.H2(g.Text("Your details")),
				// Marked to be hidden from whoever helps: the shop's own pages show how a site does that.
				h.Dl(h.Class("details"), h.Data("tandem", "mask"),
					h.Dt(g.Text("Name")), h.Dd(g.Text("Robin Example")),
					h.Dt(g.Text("E-mail")), h.Dd(g.Text(guestEmail)),
					h.Dt(g.Text("Address")), h.Dd(g.Text("12 Invented Street, Saltgrove SG1 2AB")),
					h.Dt(g.Text("Customer number")), h.Dd(g.Text("4471-0093"))),
				h.P(h.Class("small"), g.Text("These lines are hidden from anybody you share this page with.")),
				h.Form(h.Action(s.url("/logout")), h.Method("post"), h.Button(h.Class("button quiet"), h.Type("submit"), g.Text("Log out"))),
			)),
	}})
}

func (s *shop) orderRow(o pastOrder) g.Node {
	return h.Li(
		h.Div(h.Class("order-pictures"), g.Map(o.wares, func(slug string) g.Node {
			return h.Img(h.Src(s.artURL(slug, s.stock.bySlug[slug].glazes[0])), h.Alt(s.stock.bySlug[slug].name), h.Width("64"), h.Height("64"))
		})),
		h.Div(h.H3(g.Text(o.number)), h.P(h.Class("small"), g.Text(o.day+" · "+o.total.String()))),
		h.Span(h.Class("tag"), g.Text(o.state)))
}
