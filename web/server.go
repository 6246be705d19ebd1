package web

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"time"

	"github.com/alexedwards/scs/v2"
	"github.com/labstack/echo/v4"
	"github.com/labstack/echo/v4/middleware"
	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/floor"
	"github.com/tandem-cobrowse/tandem/desk/history"
	"github.com/tandem-cobrowse/tandem/mail"
	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/store"
)

// Limits of the edge. WebSockets have their own, in signaling/wire; so has the demo shop.
const (
	maxBody   = 64 << 10 // bytes of a request's body: an SDP of 32 KiB escaped as JSON, with room to spare
	maxHeader = 16 << 10 // bytes of a request's headers

	headerTimeout = 10 * time.Second // from accepting a connection to the end of the headers
	readTimeout   = 30 * time.Second // … to the end of the body
	writeTimeout  = 60 * time.Second // … to the end of the answer: a slow phone fetching the console
	idleTimeout   = 5 * time.Minute  // of a kept connection, as long as browsers keep one: a customer's next page finds it warm and saves a handshake
)

// Config is what a Server is made of.
type Config struct {
	Desk     *desk.Desk
	Pairings *pairing.Service
	Hub      *signaling.Hub
	Chat     *chat.Service
	Floor    *floor.Floor
	History  *history.History
	Mail     *mail.Service
	// Sessions is where sign-ins are kept.
	Sessions store.Bucket
	// Static is the built front end (dist).
	Static fs.FS
	// Demo is the demo shop, mounted at /demo/. Nil: there is none.
	Demo http.Handler
	// PublicURL is where people and pages reach this server: scheme and host.
	PublicURL *url.URL
	// TrustedProxies may say in X-Forwarded-For whom they speak for.
	TrustedProxies []netip.Prefix
	// Ready returns an error while the server cannot do its work.
	Ready func(context.Context) error
	Log   zerolog.Logger
}

func (c Config) validate() error {
	switch {
	case c.Desk == nil, c.Pairings == nil, c.Hub == nil, c.Chat == nil, c.Floor == nil, c.History == nil, c.Mail == nil, c.Sessions == nil, c.Static == nil, c.Ready == nil:
		return errors.New("web: Desk, Pairings, Hub, Chat, Floor, History, Mail, Sessions, Static and Ready are needed")
	case c.PublicURL == nil || c.PublicURL.Host == "" || (c.PublicURL.Scheme != "http" && c.PublicURL.Scheme != "https"):
		return errors.New("web: PublicURL must be http(s)://host")
	}
	return nil
}

// Server answers HTTP. It owns no goroutine; sockets belong to the hub.
type Server struct {
	desk     *desk.Desk
	pairings *pairing.Service
	hub      *signaling.Hub
	chat     *chat.Service
	floor    *floor.Floor
	history  *history.History
	mail     *mail.Service
	sessions *scs.SessionManager
	crossing *http.CrossOriginProtection
	public   *url.URL
	ready    func(context.Context) error
	log      zerolog.Logger
	echo     *echo.Echo
}

// New wires the routes.
func New(c Config) (*Server, error) {
	if err := c.validate(); err != nil {
		return nil, err
	}
	s := &Server{
		desk: c.Desk, pairings: c.Pairings, hub: c.Hub, chat: c.Chat, floor: c.Floor, history: c.History, mail: c.Mail, public: c.PublicURL, ready: c.Ready, log: c.Log,
		crossing: http.NewCrossOriginProtection(), echo: echo.New(),
	}
	if err := s.crossing.AddTrustedOrigin(origin(c.PublicURL)); err != nil {
		return nil, err
	}
	s.sessions = newSessions(c.Sessions, c.PublicURL.Scheme == "https", func(w http.ResponseWriter, r *http.Request, err error) {
		s.fail(err, s.echo.NewContext(r, w))
	})
	files, err := newFiles(c.Static)
	if err != nil {
		return nil, err
	}
	s.echo.HTTPErrorHandler = s.fail
	s.echo.Binder = strictJSON{}
	s.echo.IPExtractor = addressExtractor(c.TrustedProxies)
	s.echo.Use(s.secureHeaders, s.trace, s.recoverPanic)
	s.routes(files, c.Demo)
	return s, nil
}

func (s *Server) routes(files *files, demo http.Handler) {
	zip := newZips().middleware
	RegisterHandlersWithOptions(s.echo, NewStrictHandler(s, nil), RegisterHandlersOptions{
		OperationMiddlewares: s.gates(zip, middleware.BodyLimit(fmt.Sprint(maxBody))),
	})
	s.echo.OPTIONS("/api/v1/sdk/*", s.preflight)
	s.echo.GET("/api/v1/openapi.yaml", serveSpecification, zip)

	s.echo.GET("/console/preview", s.servePreview, echo.WrapMiddleware(s.withSession(staff)), s.admitStaff(staff))

	s.echo.GET("/ws/agent", s.serveAgent) // no zip: it would hold the handshake back for ever
	s.echo.GET("/ws/customer", s.serveCustomer)
	s.echo.GET("/ws/desk", s.serveDesk)
	s.echo.GET("/ws/visitor", s.serveVisitor)

	s.echo.GET("/healthz", func(c echo.Context) error { return c.String(http.StatusOK, "ok\n") })
	s.echo.GET("/readyz", s.serveReady)

	s.echo.GET("/", func(c echo.Context) error { return c.Redirect(http.StatusFound, "/console/") })
	s.echo.GET("/console", func(c echo.Context) error { return c.Redirect(http.StatusFound, "/console/") })
	for _, path := range []string{"/sdk.js", "/sdk/*", "/console/*"} {
		s.echo.Match([]string{http.MethodGet, http.MethodHead}, path, files.serve)
	}
	if demo != nil {
		s.echo.GET("/demo", func(c echo.Context) error { return c.Redirect(http.StatusFound, "/demo/") })
		s.echo.Any("/demo/*", echo.WrapHandler(demo), zip)
	}
}

// ServeHTTP implements http.Handler.
func (s *Server) ServeHTTP(w http.ResponseWriter, r *http.Request) { s.echo.ServeHTTP(w, r) }

// HTTP returns an http.Server with the timeouts of the edge; the caller runs it and shuts it down.
func (s *Server) HTTP() *http.Server {
	return &http.Server{
		Handler: s, ReadHeaderTimeout: headerTimeout, ReadTimeout: readTimeout, WriteTimeout: writeTimeout, IdleTimeout: idleTimeout,
		MaxHeaderBytes: maxHeader, ErrorLog: s.stdLog(),
	}
}

func (s *Server) serveReady(c echo.Context) error {
	if err := s.ready(c.Request().Context()); err != nil {
		s.log.Warn().Err(err).Msg("not ready")
		return c.String(http.StatusServiceUnavailable, "not ready\n")
	}
	return c.String(http.StatusOK, "ready\n")
}

// origin is a URL's origin as browsers write it.
func origin(u *url.URL) string { return u.Scheme + "://" + u.Host }

// addressExtractor takes the connection's own address unless a trusted proxy speaks for somebody else.
func addressExtractor(proxies []netip.Prefix) echo.IPExtractor {
	if len(proxies) == 0 {
		return echo.ExtractIPDirect()
	}
	options := []echo.TrustOption{echo.TrustLoopback(false), echo.TrustLinkLocal(false), echo.TrustPrivateNet(false)}
	for _, p := range proxies {
		options = append(options, echo.TrustIPRange(&net.IPNet{IP: p.Addr().AsSlice(), Mask: net.CIDRMask(p.Bits(), p.Addr().BitLen())}))
	}
	return echo.ExtractIPFromXFFHeader(options...)
}

// address is where a request comes from; the zero Addr if that cannot be read, which then counts as one address like any other.
func address(c echo.Context) netip.Addr {
	a, _ := netip.ParseAddr(c.RealIP()) //nolint:errcheck // see above
	return a
}
