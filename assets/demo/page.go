package demo

import (
	"bytes"
	"net/http"
	"net/url"

	g "maragu.dev/gomponents"
	h "maragu.dev/gomponents/html"
)

// page is what a handler fills in; the layout is put around it.
type page struct {
	title string
	// here marks an entry of the navigation as the current one.
	here string
	body g.Node
	// framed pages are shown inside another page of the shop: no header, no footer, and no SDK of their own, because
	// a frame of the same site is shared together with the page around it.
	framed bool
	// asked is what the search field shows.
	asked string
}

// render writes a page with its status. It renders into memory first, so that an answer is whole or absent.
func (s *shop) render(w http.ResponseWriter, r *http.Request, status int, p page) {
	sdk := ""
	if !p.framed {
		sdk = s.sdk(r)
	}
	var b bytes.Buffer
	if err := s.document(r, p, sdk).Render(&b); err != nil {
		http.Error(w, "This page could not be made.", http.StatusInternalServerError)
		return
	}
	header := w.Header()
	header.Set("Content-Type", "text/html; charset=utf-8")
	header.Set("Cache-Control", "private, no-cache")
	header.Set("Content-Security-Policy", contentPolicy(sdk))
	header.Set("X-Content-Type-Options", "nosniff")
	header.Set("Referrer-Policy", "same-origin")
	w.WriteHeader(status)
	_, _ = w.Write(b.Bytes()) // the customer has gone when this fails, and nobody is left to tell
}

// show writes an ordinary page.
func (s *shop) show(w http.ResponseWriter, r *http.Request, p page) error {
	s.render(w, r, http.StatusOK, p)
	return nil
}

// contentPolicy allows the shop itself and the host that the SDK comes from. Mirrored pictures are data: and blob:.
func contentPolicy(sdk string) string {
	host, socket := "", ""
	if u, err := url.Parse(sdk); err == nil && u.Host != "" && (u.Scheme == "http" || u.Scheme == "https") {
		host = " " + u.Scheme + "://" + u.Host
		socket = host + " ws" + u.Scheme[len("http"):] + "://" + u.Host
	}
	return "default-src 'self'; script-src 'self'" + host + "; style-src 'self'" + host + "; img-src 'self' data: blob:" + host +
		"; font-src 'self'" + host + "; connect-src 'self'" + socket +
		"; frame-ancestors 'self'; form-action 'self'; base-uri 'none'; object-src 'none'"
}

func (s *shop) document(r *http.Request, p page, sdk string) g.Node {
	return h.Doctype(h.HTML(h.Lang("en"),
		h.Head(
			h.Meta(h.Charset("utf-8")),
			h.Meta(h.Name("viewport"), h.Content("width=device-width, initial-scale=1")),
			h.Meta(h.Name("color-scheme"), h.Content("light dark")),
			h.TitleEl(g.Text(p.title), g.If(!p.framed, g.Text(" · Saltgrove Pottery"))),
			h.Link(h.Rel("icon"), h.Href(s.artURL("harbour-mug", "tide")), h.Type("image/svg+xml")),
			h.Link(h.Rel("stylesheet"), h.Href(s.staticURL("demo.css"))),
			h.Script(h.Src(s.staticURL("demo.js")), h.Defer()),
			g.If(sdk != "", h.Script(h.Src(sdk), h.Data("site", s.siteKey), h.Async())),
		),
		g.If(p.framed, h.Body(h.Class("framed"), h.Main(p.body))),
		g.Iff(!p.framed, func() g.Node {
			return h.Body(
				h.A(h.Class("skip"), h.Href("#main"), g.Text("Skip to the content")),
				s.header(r, p),
				h.Main(h.ID("main"), p.body),
				s.footer(),
			)
		}),
	))
}
