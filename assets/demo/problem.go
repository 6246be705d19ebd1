package demo

import (
	"errors"
	"net/http"
	"strings"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// handler serves a page or says in words why it cannot. Its error is nil or a *problem; it has written nothing then.
type handler func(w http.ResponseWriter, r *http.Request) error

// problem is an error a customer reads: what happened, and where to go from here.
type problem struct {
	status      int
	title, text string
	// href and link lead on; the shelves when empty.
	href, link string
	// dropBasket takes the unreadable basket cookie away, so that the next page works.
	dropBasket bool
}

func (p *problem) Error() string { return p.title + ": " + p.text }

func notFound(title, text string) error {
	return &problem{status: http.StatusNotFound, title: title, text: text}
}

func badRequest(title, text string) error {
	return &problem{status: http.StatusBadRequest, title: title, text: text}
}

// guard checks what is common to all requests, and turns errors into pages.
func (s *shop) guard(serve handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		err := readForm(w, r)
		if err == nil {
			err = serve(w, r)
		}
		if err == nil {
			return
		}
		var p *problem
		if !errors.As(err, &p) {
			p = &problem{status: http.StatusInternalServerError, title: "Something cracked in the kiln",
				text: "This page could not be made, and it is our fault. Please try again in a moment."}
		}
		if p.dropBasket {
			s.dropCookie(w, r, basketCookie)
		}
		s.renderProblem(w, r, p)
	})
}

// readForm parses the query and, for a POST, a form of at most maxForm bytes.
func readForm(w http.ResponseWriter, r *http.Request) error {
	if r.Method == http.MethodPost {
		kind, _, _ := strings.Cut(r.Header.Get("Content-Type"), ";")
		if !strings.EqualFold(strings.TrimSpace(kind), "application/x-www-form-urlencoded") {
			return &problem{status: http.StatusUnsupportedMediaType, title: "That is not a form",
				text: "This address takes a form sent by one of our pages, and got something else."}
		}
		r.Body = http.MaxBytesReader(w, r.Body, maxForm)
	}
	err := r.ParseForm()
	var tooLarge *http.MaxBytesError
	switch {
	case errors.As(err, &tooLarge):
		return &problem{status: http.StatusRequestEntityTooLarge, title: "That is more than we can read",
			text: "The form is larger than 64 KB. Please shorten what you wrote and send it again."}
	case err != nil:
		return badRequest("We could not read that", "The address or the form is damaged. Please go back and try again.")
	}
	return nil
}

// noSuchPage answers what no route takes: 405 when the path exists for another method, else 404.
func (s *shop) noSuchPage(w http.ResponseWriter, r *http.Request) error {
	var allowed []string
	for _, method := range []string{http.MethodGet, http.MethodPost} {
		probe := &http.Request{Method: method, URL: r.URL, Host: r.Host}
		if _, pattern := s.mux.Handler(probe); strings.HasPrefix(pattern, method+" ") {
			allowed = append(allowed, method)
		}
	}
	if len(allowed) > 0 {
		w.Header().Set("Allow", strings.Join(allowed, ", "))
		return &problem{status: http.StatusMethodNotAllowed, title: "Not this way",
			text: "This address is part of a form. Please start from the page that shows it."}
	}
	return notFound("This shelf is empty", "There is no page at this address. It may have been moved, or mistyped.")
}

func (s *shop) renderProblem(w http.ResponseWriter, r *http.Request, p *problem) {
	href, link := p.href, p.link
	if href == "" {
		href, link = "/shop", "See everything we make"
	}
	s.render(w, r, p.status, page{
		title: p.title,
		body: h.Section(h.Class("notice-page"),
			h.Img(h.Src(s.artURL("moon-tea-bowl", "dusk")), h.Alt(""), h.Width("220"), h.Height("220")),
			h.P(h.Class("eyebrow"), g.Textf("Error %d", p.status)),
			h.H1(g.Text(p.title)),
			h.P(g.Text(p.text)),
			h.P(h.A(h.Class("button"), h.Href(s.url(href)), g.Text(link))),
		),
	})
}
