package web

import (
	"net/http"
	"net/url"

	"github.com/labstack/echo/v4"

	"github.com/tandem-cobrowse/tandem/signaling"
)

// serveAgent hands a signed-in console's socket over to the hub. A handshake is a GET and passes every rule about cross-origin writes, and
// cookies come with it, so that the origin is looked at here.
func (s *Server) serveAgent(c echo.Context) error {
	return s.serveStaff(c, s.hub.ServeAgent)
}

func (s *Server) serveStaff(c echo.Context, serve func(http.ResponseWriter, *http.Request, signaling.Agent)) error {
	r := c.Request()
	if !s.ownOrigin(r) {
		return errCrossOrigin
	}
	token := ""
	if cookie, err := r.Cookie(s.sessions.Cookie.Name); err == nil {
		token = cookie.Value
	}
	ctx, err := s.sessions.Load(r.Context(), token)
	if err != nil {
		return err
	}
	p, err := s.signedIn(ctx)
	if err != nil {
		return err
	}
	serve(c.Response().Writer, r, signaling.Agent{ID: p.ID, Name: p.Name})
	return nil
}

// serveDesk hands a signed-in console's socket of the desk over to the hub; the same rules.
func (s *Server) serveDesk(c echo.Context) error {
	return s.serveStaff(c, s.hub.ServeDesk)
}

// serveVisitor hands the socket of a page with the chat over to the hub.
func (s *Server) serveVisitor(c echo.Context) error {
	s.hub.ServeVisitor(c.Response().Writer, c.Request(), address(c))
	return nil
}

// serveCustomer hands a page's socket over to the hub, which checks the origin against the sites and, at hello, the token.
func (s *Server) serveCustomer(c echo.Context) error {
	s.hub.ServeCustomer(c.Response().Writer, c.Request(), address(c))
	return nil
}

// ownOrigin reports whether a request comes from a page of the very host that it goes to, or of the public URL (a proxy may have
// changed the host).
func (s *Server) ownOrigin(r *http.Request) bool {
	from := r.Header.Get("Origin")
	if from == origin(s.public) {
		return true
	}
	u, err := url.Parse(from)
	return err == nil && u.Host != "" && u.Host == r.Host && (u.Scheme == "http" || u.Scheme == "https")
}
