package web

import (
	"errors"
	"fmt"
	"log"
	"net/http"
	"runtime/debug"
	"strings"
	"sync"
	"time"

	"github.com/labstack/echo/v4"
)

// The content security policies. Nothing is inline anywhere, and the console's scripts may not turn text into code or HTML at all.
const (
	// consolePolicy: frame-src lets the replica's blank page in; connect-src 'self' covers the socket.
	consolePolicy = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; " +
		"connect-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; " +
		"require-trusted-types-for 'script'; trusted-types 'none'"

	// replicaPolicy is for the page into which the mirror builds what the customer sees: it may look like anything, and do nothing. The page
	// is framed by the console with sandbox="allow-same-origin"; the sandbox here holds even if it is opened by itself.
	replicaPolicy = "default-src 'none'; style-src 'unsafe-inline' 'self' https: http: blob: data:; img-src 'self' https: http: blob: data:; " +
		"font-src 'self' https: http: blob: data:; media-src https: http: blob: data:; frame-src 'self'; " +
		"base-uri https: http:; form-action 'none'; frame-ancestors 'self'; sandbox allow-same-origin"

	// inertPolicy is for everything that is no page: answers of the API, scripts, problems.
	inertPolicy = "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'"
)

// blankPage is where the console builds the page that the customer sees.
const blankPage = "/console/replica.html"

const permissions = "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), microphone=(), payment=(), usb=()"

// secureHeaders sets what every answer carries. The demo shop writes its own content security policy.
func (s *Server) secureHeaders(next echo.HandlerFunc) echo.HandlerFunc {
	https := s.public.Scheme == "https"
	return func(c echo.Context) error {
		h, path := c.Response().Header(), c.Request().URL.Path
		h.Set("X-Content-Type-Options", "nosniff")
		h.Set("Permissions-Policy", permissions)
		if https {
			h.Set("Strict-Transport-Security", "max-age=31536000")
		}
		switch {
		case strings.HasPrefix(path, "/demo"):
			h.Set("Referrer-Policy", "strict-origin-when-cross-origin")
			return next(c)
		case path == blankPage:
			h.Set("Content-Security-Policy", replicaPolicy)
			h.Set("X-Frame-Options", "SAMEORIGIN")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
		case strings.HasPrefix(path, "/console"):
			h.Set("Content-Security-Policy", consolePolicy)
			h.Set("X-Frame-Options", "DENY")
			h.Set("Cross-Origin-Opener-Policy", "same-origin")
			h.Set("Cross-Origin-Resource-Policy", "same-origin")
		case isSDK(path):
			h.Set("Content-Security-Policy", inertPolicy)
			h.Set("Access-Control-Allow-Origin", "*")
			h.Set("Cross-Origin-Resource-Policy", "cross-origin")
		default:
			h.Set("Content-Security-Policy", inertPolicy)
			h.Set("X-Frame-Options", "DENY")
			h.Set("Cache-Control", "no-store")
			if !strings.HasPrefix(path, "/api/v1/sdk/") {
				h.Set("Cross-Origin-Resource-Policy", "same-origin")
			}
		}
		h.Set("Referrer-Policy", "no-referrer")
		return next(c)
	}
}

// isSDK says whether a path is part of what customers' sites load.
func isSDK(path string) bool { return path == "/sdk.js" || strings.HasPrefix(path, "/sdk/") }

// trace writes one line for each request at debug level: the route, not the address asked for, and nothing of who asked.
func (s *Server) trace(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		start := time.Now()
		err := next(c)
		if e := s.log.Debug(); e.Enabled() {
			status := c.Response().Status
			if err != nil && !c.Response().Committed {
				status = refusalFor(err).status
			}
			e.Str("method", c.Request().Method).Str("route", c.Path()).Int("status", status).Dur("ms", time.Since(start)).Msg("request")
		}
		return err
	}
}

// recoverPanic turns a fault of the program into an answer and a line in the log; net/http would only drop the connection.
func (s *Server) recoverPanic(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) (err error) {
		defer func() {
			switch p := recover(); {
			case p == nil:
			case isAbort(p):
				panic(p) // net/http's own way to drop a connection
			default:
				err = fmt.Errorf("web: panic: %v\n%s", p, debug.Stack())
			}
		}()
		return next(c)
	}
}

func isAbort(p any) bool {
	err, ok := p.(error)
	return ok && errors.Is(err, http.ErrAbortHandler)
}

// stdLog takes what net/http has to say: broken handshakes and the like, mostly somebody else's fault.
func (s *Server) stdLog() *log.Logger {
	return log.New(&httpLog{s: s}, "", 0)
}

type httpLog struct {
	s *Server

	mu   sync.Mutex
	told time.Time // when it was last said that nobody can be let in
}

func (l *httpLog) Write(b []byte) (int, error) {
	text := strings.TrimSpace(string(b))
	if refused, is := strings.CutPrefix(text, "http: Accept error: "); is {
		l.nobodyLetIn(refused)
		return len(b), nil
	}
	// The text names addresses, which do not belong in the log; what happened is before the first of them.
	what, _, _ := strings.Cut(text, " from ")
	l.s.log.Debug().Str("what", what).Msg("http")
	return len(b), nil
}

// nobodyLetIn says once a minute what net/http meets as often as once in five milliseconds. The reason stands between the last colon and what is done about it.
func (l *httpLog) nobodyLetIn(text string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if !l.told.IsZero() && time.Since(l.told) < time.Minute {
		return
	}
	l.told = time.Now()
	why, _, _ := strings.Cut(text, "; retrying")
	why = why[strings.LastIndex(why, ": ")+1:]
	l.s.log.Error().Str("why", strings.TrimSpace(why)).
		Msg("new connections cannot be taken; those that are open go on. For too many open files, raise the limit (LimitNOFILE of the systemd unit, ulimit -n)")
}
