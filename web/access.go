package web

import (
	"context"
	"net/http"
	"net/netip"
	"slices"
	"strings"

	"github.com/labstack/echo/v4"

	"github.com/tandem-cobrowse/tandem/desk"
)

// access is who may make a call. What stands here is what openapi.yaml says under "security"; a test compares the two.
type access int

const (
	// anybody from the console's own pages: signing in and out.
	anybody access = iota
	// staff: somebody signed in.
	staff
	// administrators: somebody signed in whose role is administrator.
	administrators
	// staffOrProgram: somebody signed in, or a program with an API token.
	staffOrProgram
	// customers: pages of a site, without cookies.
	customers
)

// accessTo is every call of the API by its operationId.
func accessTo() map[string]access {
	return map[string]access{
		"requestPasswordReset": anybody, "confirmPasswordReset": anybody,
		"mailTranscript": staff, "getMail": administrators, "changeMail": administrators, "testMail": administrators,
		"setUp": anybody, "signIn": anybody, "signOut": anybody,
		"getMe": staff, "listPairings": staff, "claimPairing": staff, "redeemForStaff": staff, "listMessages": staff,
		"createPairing": staffOrProgram, "getPairing": staffOrProgram, "endPairing": staffOrProgram,
		"listFavourites": staff, "createFavourite": staff, "changeFavourite": staff, "deleteFavourite": staff,
		"listSites": administrators, "createSite": administrators, "changeSite": administrators, "deleteSite": administrators,
		"listStaff": administrators, "createStaff": administrators, "deleteStaff": administrators,
		"listTokens": administrators, "createToken": administrators, "deleteToken": administrators,
		"listGroups": staff, "listCanned": staff, "createCanned": staff, "changeCanned": staff, "deleteCanned": staff,
		"createGroup": administrators, "changeGroup": administrators, "deleteGroup": administrators, "changeStaff": administrators, "changeSignIn": administrators,
		"getSiteDesk": administrators, "changeSiteDesk": administrators,
		"listConversations": staff, "listEntries": staff, "getTranscript": staff, "deleteVisitor": administrators,
		"getSdkDesk": customers, "getSdkTranscript": customers,
		"getSdkSite": customers, "redeemCode": customers, "resumeSession": customers, "answerOffer": customers, "addCandidate": customers,
		"showCode": customers, "leavePage": customers, "listPagesToWarm": customers, "departFor": customers, "arriveWith": customers,
	}
}

// caller is who makes a call, as far as it is known; operations find it in their context.
type caller struct {
	address netip.Addr
	// person is set for staff, program for API tokens; never both.
	person  *desk.Person
	program *desk.Token
	// origin is the Origin header of a customer's page; "" if there is none.
	origin string
}

type callerKey struct{}

func callerFrom(ctx context.Context) caller {
	c, _ := ctx.Value(callerKey{}).(caller)
	return c
}

// gates builds the middleware of every call: what all have in common, then who may pass. That is settled before the body is read.
func (s *Server) gates(all ...echo.MiddlewareFunc) map[string][]echo.MiddlewareFunc {
	out := map[string][]echo.MiddlewareFunc{}
	for operation, who := range accessTo() {
		if who == customers {
			out[operation] = append(slices.Clone(all), s.admitCustomer)
			continue
		}
		out[operation] = append(slices.Clone(all), echo.WrapMiddleware(s.withSession(who)), s.admitStaff(who))
	}
	return out
}

// withSession loads and saves the cookie's session, but not for a program: a token needs no cookie and gets none.
func (s *Server) withSession(who access) func(http.Handler) http.Handler {
	return func(next http.Handler) http.Handler {
		saved := s.sessions.LoadAndSave(next)
		return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
			if _, is := bearer(r); is && who == staffOrProgram {
				next.ServeHTTP(w, r)
				return
			}
			saved.ServeHTTP(w, r)
		})
	}
}

func (s *Server) admitStaff(who access) echo.MiddlewareFunc {
	return func(next echo.HandlerFunc) echo.HandlerFunc {
		return func(c echo.Context) error {
			r := c.Request()
			from := caller{address: address(c)}
			if secret, is := bearer(r); is && who == staffOrProgram {
				program, err := s.desk.CheckToken(r.Context(), secret)
				if err != nil {
					return err
				}
				from.program = &program
			} else {
				if err := s.crossing.Check(r); err != nil {
					return errCrossOrigin
				}
				if err := s.identify(r.Context(), who, &from); err != nil {
					return err
				}
			}
			c.SetRequest(r.WithContext(context.WithValue(r.Context(), callerKey{}, from)))
			return next(c)
		}
	}
}

// identify finds out who is signed in and whether that is enough.
func (s *Server) identify(ctx context.Context, who access, from *caller) error {
	if who == anybody {
		return nil
	}
	p, err := s.signedIn(ctx)
	if err != nil {
		return err
	}
	if who == administrators && p.Role != desk.RoleAdministrator {
		return errNoRight
	}
	from.person = &p
	return nil
}

// bearer returns the token of an Authorization header.
func bearer(r *http.Request) (secret string, is bool) {
	scheme, secret, ok := strings.Cut(r.Header.Get("Authorization"), " ")
	return strings.TrimSpace(secret), ok && strings.EqualFold(scheme, "Bearer")
}

// admitCustomer lets a page of any site through, and read the answer; the operation then compares its origin with the one site that is meant.
// Browsers leave the header out when a page gets something from its own origin (the demo shop), and what is no browser could as well send a
// false one: codes and tokens are what protects a session.
func (s *Server) admitCustomer(next echo.HandlerFunc) echo.HandlerFunc {
	return func(c echo.Context) error {
		r := c.Request()
		from := caller{address: address(c), origin: r.Header.Get("Origin")}
		if err := s.shareWith(c, from.origin); err != nil {
			return err
		}
		c.SetRequest(r.WithContext(context.WithValue(r.Context(), callerKey{}, from)))
		return next(c)
	}
}

// shareWith lets pages of that origin read the answer if it belongs to any site, or refuses.
func (s *Server) shareWith(c echo.Context, origin string) error {
	header := c.Response().Header()
	header.Add("Vary", "Origin")
	if origin == "" {
		return nil
	}
	known, err := s.desk.OriginKnown(c.Request().Context(), origin)
	if err != nil {
		return err
	}
	if !known {
		return errForeignOrigin
	}
	header.Set("Access-Control-Allow-Origin", origin)
	header.Set("Access-Control-Expose-Headers", "Retry-After")
	return nil
}

// preflight answers a browser that asks whether a page may send application/json (text/plain needs no asking).
func (s *Server) preflight(c echo.Context) error {
	if err := s.shareWith(c, c.Request().Header.Get("Origin")); err != nil {
		return err
	}
	header := c.Response().Header()
	header.Set("Access-Control-Allow-Methods", "GET, POST")
	header.Set("Access-Control-Allow-Headers", "Content-Type")
	header.Set("Access-Control-Max-Age", "7200")
	return c.NoContent(http.StatusNoContent)
}

// belongsTo refuses a page that is not one of the site's.
func (c caller) belongsTo(site desk.Site) error {
	if c.origin != "" && !site.Allows(c.origin) {
		return errForeignOrigin
	}
	return nil
}
