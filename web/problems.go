package web

import (
	"errors"
	"fmt"
	"math"
	"net/http"
	"strconv"
	"strings"
	"time"

	"github.com/labstack/echo/v4"
	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/mail"
	"github.com/tandem-cobrowse/tandem/pairing"
)

// refusal is an error that already knows what the caller is told.
type refusal struct {
	status int
	code   ProblemCode
	detail string
	field  string
	reason string
	retry  time.Duration
	cause  error
}

func (r *refusal) Error() string {
	if r.cause != nil {
		return fmt.Sprintf("%s: %v", r.code, r.cause)
	}
	return string(r.code)
}

func (r *refusal) Unwrap() error { return r.cause }

// What the edge itself refuses.
var (
	errNotSignedIn   = &refusal{status: http.StatusUnauthorized, code: ProblemCodeNotSignedIn, detail: "Sign in first."}
	errWrongToken    = &refusal{status: http.StatusUnauthorized, code: ProblemCodeTokenWrong, detail: "This API token does not exist or was revoked."}
	errNoRight       = &refusal{status: http.StatusForbidden, code: ProblemCodeNoRight, detail: "You have no right to do this. Ask an administrator."}
	errCrossOrigin   = &refusal{status: http.StatusForbidden, code: ProblemCodeCrossOrigin, detail: "This call is taken from the console's own pages only."}
	errForeignOrigin = &refusal{
		status: http.StatusForbidden, code: ProblemCodeOriginNotAllowed,
		detail: "This page's origin is not on the list of a site with this key. An administrator can add it.",
	}
	errNotFound  = &refusal{status: http.StatusNotFound, code: ProblemCodeNotFound, detail: "There is nothing here by that name."}
	errMediaType = &refusal{
		status: http.StatusUnsupportedMediaType, code: ProblemCodeUnsupportedMediaType,
		detail: "Send JSON, as application/json (the SDK's calls also take it as text/plain).",
	}
)

// badRequest says which field is at fault; field may be empty.
func badRequest(field, detail string) *refusal {
	return &refusal{status: http.StatusBadRequest, code: ProblemCodeBadRequest, detail: detail, field: field}
}

// refusalFor is the one place where errors become what a caller is told.
func refusalFor(err error) *refusal {
	var (
		known     *refusal
		invalid   *desk.InvalidError
		throttled *desk.ThrottledError
		fromEcho  *echo.HTTPError
		guessing  *pairing.Throttled
		badMail   *mail.InvalidError
		refused   *mail.RefusedError
	)
	switch {
	case errors.As(err, &known):
		return known
	case errors.As(err, &invalid):
		return badRequest(invalid.Field, "The "+invalid.Field+" must "+invalid.Wanted+".")
	case errors.As(err, &badMail):
		return badRequest(badMail.Field, "The "+badMail.Field+" must "+badMail.Wanted+".")
	case errors.As(err, &refused):
		return &refusal{status: http.StatusBadGateway, code: ProblemCodeMailRefused, detail: "The letter was not taken: " + refused.Said, cause: err}
	case errors.As(err, &throttled):
		return tooManyTries(throttled.RetryAfter)
	case errors.As(err, &guessing):
		return tooManyTries(guessing.RetryAfter)
	}
	for _, t := range told() {
		if errors.Is(err, t.is) {
			r := t.refusal
			r.cause = err
			return &r
		}
	}
	if errors.As(err, &fromEcho) {
		return refusalForStatus(fromEcho.Code)
	}
	return &refusal{status: http.StatusInternalServerError, code: ProblemCodeInternal, detail: "Something went wrong in the server. It is in the server's log.", cause: err}
}

func tooManyTries(wait time.Duration) *refusal {
	return &refusal{
		status: http.StatusTooManyRequests, code: ProblemCodeTooManyTries, retry: wait,
		detail: fmt.Sprintf("Too many tries. Wait %d seconds and try again.", seconds(wait)),
	}
}

// refusalForStatus words what the router and its middleware refuse.
func refusalForStatus(status int) *refusal {
	switch status {
	case http.StatusNotFound:
		return errNotFound
	case http.StatusMethodNotAllowed:
		return &refusal{status: status, code: ProblemCodeMethodNotAllowed, detail: "This address does not take that method."}
	case http.StatusRequestEntityTooLarge:
		return &refusal{status: status, code: ProblemCodeBodyTooLarge, detail: fmt.Sprintf("The body is over %d KiB.", maxBody>>10)}
	case http.StatusUnsupportedMediaType:
		return errMediaType
	case http.StatusBadRequest:
		return badRequest("", "The request cannot be read.")
	}
	return &refusal{status: status, code: ProblemCodeInternal, detail: http.StatusText(status) + "."}
}

func seconds(d time.Duration) int { return max(1, int(math.Ceil(d.Seconds()))) }

// fail answers a request that ended in an error. It is echo's only error handler.
func (s *Server) fail(err error, c echo.Context) {
	r := refusalFor(err)
	if r.status >= http.StatusInternalServerError && c.Request().Context().Err() == nil {
		level := zerolog.ErrorLevel
		if r.retry > 0 { // busy, not broken
			level = zerolog.WarnLevel
		}
		s.log.WithLevel(level).Err(err).Str("method", c.Request().Method).Str("route", c.Path()).Int("status", r.status).Msg("request failed")
	}
	if c.Response().Committed {
		return
	}
	header := c.Response().Header()
	header.Set("Cache-Control", "no-store")
	if r.retry > 0 {
		header.Set("Retry-After", strconv.Itoa(seconds(r.retry)))
	}
	if r.code == ProblemCodeTokenWrong {
		header.Set("WWW-Authenticate", `Bearer error="invalid_token"`)
	}
	if err := r.write(c); err != nil {
		s.log.Debug().Err(err).Msg("answer not written")
	}
}

// write sends a problem to programs and a line of text to people who strayed outside the API.
func (r *refusal) write(c echo.Context) error {
	if !strings.HasPrefix(c.Request().URL.Path, "/api/") {
		return c.String(r.status, r.detail+"\n")
	}
	p := Problem{Type: "about:blank", Title: http.StatusText(r.status), Status: r.status, Code: r.code, Detail: r.detail}
	if r.field != "" {
		p.Field = &r.field
	}
	if r.reason != "" {
		p.Reason = &r.reason
	}
	c.Response().Header().Set(echo.HeaderContentType, "application/problem+json")
	return c.JSON(r.status, p)
}
