package main

import (
	"net/http"
	"strings"
	"testing"
)

// who makes a call in a scenario.
type who string

const (
	stranger  who = "a stranger"
	assistant who = "an assistant"
	admin     who = "an administrator"
	program   who = "a program"
	customer  who = "a customer's page"
)

// TestWhoMayCallWhat walks every call as everybody. 0 stands for "let through": what comes of it is another test's business.
func TestWhoMayCallWhat(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	clients := map[who]*browser{
		stranger: r.browser(), admin: ada, assistant: ada.assistant(), program: r.program(ada.token()),
		customer: r.page(r.shop()),
	}
	type row struct {
		call                                                  string
		stranger, assistant, administrator, program, customer int
	}
	for _, c := range []row{
		{"GET /api/v1/me", 401, 0, 0, 401, 401},
		{"GET /api/v1/pairings", 401, 0, 0, 401, 401},
		{"POST /api/v1/pairings", 401, 0, 0, 0, 403},
		{"GET /api/v1/pairings/none", 401, 0, 0, 0, 401},
		{"DELETE /api/v1/pairings/none", 401, 0, 0, 0, 403},
		{"POST /api/v1/pairings/claim", 401, 0, 0, 401, 403},
		{"GET /api/v1/pairings/none/messages", 401, 0, 0, 401, 401},
		{"GET /api/v1/favourites", 401, 0, 0, 401, 401},
		{"POST /api/v1/favourites", 401, 0, 0, 401, 403},
		{"PUT /api/v1/favourites/none", 401, 0, 0, 401, 403},
		{"DELETE /api/v1/favourites/none", 401, 0, 0, 401, 403},
		{"GET /api/v1/sites", 401, 403, 0, 401, 401},
		{"POST /api/v1/sites", 401, 403, 0, 401, 403},
		{"PUT /api/v1/sites/none", 401, 403, 0, 401, 403},
		{"DELETE /api/v1/sites/none", 401, 403, 0, 401, 403},
		{"GET /api/v1/staff", 401, 403, 0, 401, 401},
		{"POST /api/v1/staff", 401, 403, 0, 401, 403},
		{"DELETE /api/v1/staff/none", 401, 403, 0, 401, 403},
		{"GET /api/v1/tokens", 401, 403, 0, 401, 401},
		{"POST /api/v1/tokens", 401, 403, 0, 401, 403},
		{"DELETE /api/v1/tokens/none", 401, 403, 0, 401, 403},
	} {
		method, path, _ := strings.Cut(c.call, " ")
		for caller, want := range map[who]int{stranger: c.stranger, assistant: c.assistant, admin: c.administrator, program: c.program, customer: c.customer} {
			t.Run(c.call+" by "+string(caller), func(t *testing.T) {
				got := clients[caller].call(method, path, "{}")
				code := map[int]string{401: "not_signed_in", 403: "no_right"}[want]
				if want == 403 && caller == customer {
					code = "cross_origin"
				}
				if want != 0 {
					got.want(t, want, code)
				} else if got.StatusCode == 401 || got.StatusCode == 403 || got.StatusCode >= 500 {
					t.Errorf("%s %s", got.Status, got.body)
				}
			})
		}
	}
}

func TestWhatIsSentIsHeldAgainstItsLimits(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	shop := r.page(r.shop())
	big := `{"name":"` + strings.Repeat("x", 1<<20) + `"}`
	for name, c := range map[string]struct {
		by           *browser
		method, path string
		body         any
		status       int
		code, field  string
	}{
		"1 MB from the console":         {ada, "POST", "/api/v1/sites", big, 413, "body_too_large", ""},
		"1 MB from a page":              {shop, "POST", "/api/v1/sdk/redeem", big, 413, "body_too_large", ""},
		"1 MB at the sign-in":           {r.browser(), "POST", "/api/v1/sign-in", big, 413, "body_too_large", ""},
		"an unknown field":              {ada, "POST", "/api/v1/tokens", `{"name":"x","admin":true}`, 400, "bad_request", "admin"},
		"an unknown field as text":      {shop, "POST", "/api/v1/sdk/redeem", `{"site_key":"demo","code":"123456789","x":1}`, 400, "bad_request", "x"},
		"a number for a name":           {ada, "POST", "/api/v1/tokens", `{"name":7}`, 400, "bad_request", "name"},
		"two objects":                   {ada, "POST", "/api/v1/tokens", `{"name":"x"}{"name":"y"}`, 400, "bad_request", ""},
		"no JSON":                       {ada, "POST", "/api/v1/tokens", "name=x", 400, "bad_request", ""},
		"nothing":                       {ada, "POST", "/api/v1/tokens", "", 400, "bad_request", ""},
		"an origin with a path":         {ada, "POST", "/api/v1/sites", m{"name": "x", "origins": []string{"https://x.example/shop"}}, 400, "bad_request", "origins"},
		"a site without origins":        {ada, "POST", "/api/v1/sites", m{"name": "x", "origins": []string{}}, 400, "bad_request", "origins"},
		"a secret of letters":           {ada, "POST", "/api/v1/pairings", m{"secret": "abc"}, 400, "bad_request", ""},
		"a site that is not there":      {ada, "POST", "/api/v1/pairings", m{"site_id": "none"}, 400, "bad_request", "site_id"},
		"a code of eight digits":        {shop, "POST", "/api/v1/sdk/redeem", m{"site_key": "demo", "code": "12345678"}, 400, "bad_request", ""},
		"a negative number":             {ada, "GET", "/api/v1/pairings/none/messages?after=-1", nil, 404, "not_found", ""},
		"a word for a number":           {ada, "GET", "/api/v1/pairings/none/messages?after=x", nil, 400, "bad_request", ""},
		"a role that does not exist":    {ada, "POST", "/api/v1/staff", m{"name": "x", "email": "x@example.org", "password": adasPassword, "role": "king"}, 400, "bad_request", "role"},
		"an address that is taken":      {ada, "POST", "/api/v1/staff", m{"name": "x", "email": "ADA@example.org", "password": adasPassword, "role": "assistant"}, 409, "email_taken", ""},
		"a path that does not exist":    {ada, "GET", "/api/v1/nothing", nil, 404, "not_found", ""},
		"a method that does not exist":  {ada, "PUT", "/api/v1/sites", "{}", 405, "method_not_allowed", ""},
		"an id that could be no key":    {ada, "DELETE", "/api/v1/sites/%00%2F..", nil, 404, "not_found", ""},
		"a pairing that does not exist": {ada, "GET", "/api/v1/pairings/%F0%9F%92%A9", nil, 404, "not_found", ""},
	} {
		t.Run(name, func(t *testing.T) {
			got := c.by.call(c.method, c.path, c.body).want(t, c.status, c.code)
			if got.field(t, "field") != c.field || got.field(t, "detail") == "" {
				t.Errorf("%s", got.body)
			}
		})
	}
	form := r.browser()
	form.header.Set("Content-Type", "application/x-www-form-urlencoded")
	form.call("POST", "/api/v1/sign-in", "email=ada@example.org&password="+adasPassword).want(t, 415, "unsupported_media_type")
}

func TestWritesWithTheCookieAreTakenFromTheConsolesOriginOnly(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	for _, origin := range []string{"https://evil.example", r.shop(), "null", "http://" + r.bound.HTTP + ".evil.example"} {
		ada.header.Set("Origin", origin)
		ada.call("POST", "/api/v1/tokens", m{"name": "x"}).want(t, 403, "cross_origin")
	}
	ada.header.Del("Origin")
	ada.header.Set("Sec-Fetch-Site", "cross-site")
	ada.call("POST", "/api/v1/tokens", m{"name": "x"}).want(t, 403, "cross_origin")
	ada.header.Set("Sec-Fetch-Site", "same-site")
	ada.call("POST", "/api/v1/sign-out", "{}").want(t, 403, "cross_origin")
	ada.header.Del("Sec-Fetch-Site")
	ada.call("GET", "/api/v1/me", nil).want(t, 200, "")
}

func TestASignInEndsWithSigningOutRemovalAndANewStart(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	grace := ada.assistant()
	id := grace.call("GET", "/api/v1/me", nil).want(t, 200, "").field(t, "id")

	kept := *grace.cookie()
	grace.call("POST", "/api/v1/sign-out", "{}").want(t, 204, "")
	grace.call("GET", "/api/v1/me", nil).want(t, 401, "not_signed_in")
	thief := r.browser()
	thief.header.Set("Cookie", kept.Name+"="+kept.Value)
	thief.call("GET", "/api/v1/me", nil).want(t, 401, "not_signed_in")

	grace.call("POST", "/api/v1/sign-in", m{"email": "Grace@example.org", "password": adasPassword}).want(t, 200, "")
	if again := grace.cookie(); again.Value == kept.Value {
		t.Error("the cookie of the former sign-in is used again")
	}
	ada.call("DELETE", "/api/v1/staff/"+id, nil).want(t, 204, "")
	grace.call("GET", "/api/v1/me", nil).want(t, 401, "not_signed_in")
	me := ada.call("GET", "/api/v1/me", nil).want(t, 200, "").field(t, "id")
	ada.call("DELETE", "/api/v1/staff/"+me, nil).want(t, 409, "last_administrator")
}

func TestTheCookieIsOutOfReachForScriptsAndOtherSites(t *testing.T) {
	r := start(t)
	got := r.browser().call("POST", "/api/v1/setup", m{"token": r.setUpToken(), "name": "Ada", "email": "ada@example.org", "password": adasPassword}).want(t, 201, "")
	c := got.Cookies()[0]
	if c.Name != "tandem" || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("over http: %+v", c)
	}
	r = start(t, "--public-url", "https://help.example.org")
	b := r.browser()
	b.header.Set("Origin", "https://help.example.org")
	got = b.call("POST", "/api/v1/setup", m{"token": r.setUpToken(), "name": "Ada", "email": "ada@example.org", "password": adasPassword}).want(t, 201, "")
	c = got.Cookies()[0]
	if c.Name != "__Host-tandem" || !c.Secure || !c.HttpOnly || c.SameSite != http.SameSiteLaxMode || c.Path != "/" || c.Domain != "" {
		t.Errorf("over https: %+v", c)
	}
	if got.Header.Get("Strict-Transport-Security") == "" {
		t.Error("no Strict-Transport-Security")
	}
}

func TestGuessingPasswordsIsThrottledWithAWaitToTell(t *testing.T) {
	r := start(t)
	r.administrator()
	b := r.browser()
	for range 10 {
		b.call("POST", "/api/v1/sign-in", m{"email": "ada@example.org", "password": "wrong horse battery"}).want(t, 401, "sign_in_wrong")
	}
	got := b.call("POST", "/api/v1/sign-in", m{"email": "ada@example.org", "password": adasPassword}).want(t, 429, "too_many_tries")
	if got.Header.Get("Retry-After") == "" {
		t.Error("no Retry-After")
	}
	for _, secret := range []string{"ada@example.org", "wrong horse", adasPassword, r.setUpToken()} {
		if strings.Contains(r.log.String(), secret) {
			t.Errorf("the log names %q", secret)
		}
	}
}
