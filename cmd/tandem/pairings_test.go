package main

import (
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/web"
)

// redeem gives a code on the demo shop's page.
func redeem(page *browser, code string) reply {
	return page.call("POST", "/api/v1/sdk/redeem", m{"site_key": "demo", "code": code})
}

func issue(t *testing.T, by *browser, body m) web.IssuedPairing {
	t.Helper()
	return decode[web.IssuedPairing](t, by.call("POST", "/api/v1/pairings", body).want(t, 201, ""))
}

func TestP1AnAgentGetsACodeWithItsRemainingLife(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	got := issue(t, ada, m{"secret": "207"})
	if len(got.Code) != 9 || !strings.HasSuffix(got.Code, "207") {
		t.Errorf("code of %d digits", len(got.Code))
	}
	if left := got.ExpiresInMs; left < (9*time.Minute).Milliseconds() || left > (10*time.Minute).Milliseconds() {
		t.Errorf("%d ms left", left)
	}
	list := decode[web.PairingList](t, ada.call("GET", "/api/v1/pairings", nil).want(t, 200, ""))
	if len(list.Pairings) != 1 || list.Pairings[0].ID != got.ID || *list.Pairings[0].Code != got.Code || list.Pairings[0].State != "issued" {
		t.Errorf("own pairings: %+v", list)
	}
	grace := ada.assistant()
	grace.call("GET", "/api/v1/pairings/"+got.ID, nil).want(t, 404, "not_found")
	grace.call("DELETE", "/api/v1/pairings/"+got.ID, nil).want(t, 404, "not_found")
	if list := decode[web.PairingList](t, grace.call("GET", "/api/v1/pairings", nil)); len(list.Pairings) != 0 {
		t.Errorf("a colleague's pairings: %+v", list)
	}
	if strings.Contains(r.log.String(), got.Code) || strings.Contains(r.log.String(), got.Code[:6]) {
		t.Error("the log shows the code")
	}
}

func TestP2AProgramGetsALinkThatOneAgentCanOpen(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	grace := ada.assistant()
	crm := r.program(ada.token())

	got := issue(t, crm, m{})
	prefix := r.url("/console/#/join/")
	link, ok := strings.CutPrefix(got.AgentURL, prefix)
	if !ok || got.ID == "" || len(got.Code) != 9 {
		t.Fatalf("%+v", got)
	}
	claimed := decode[web.Pairing](t, grace.call("POST", "/api/v1/pairings/claim", m{"link": link}).want(t, 200, ""))
	if claimed.ID != got.ID || *claimed.AgentName != "Grace Hopper" || *claimed.Code != got.Code {
		t.Errorf("%+v", claimed)
	}
	ada.call("POST", "/api/v1/pairings/claim", m{"link": link}).want(t, 410, "link_used")
	grace.call("POST", "/api/v1/pairings/claim", m{"link": link}).want(t, 200, "") // a reload
	grace.call("POST", "/api/v1/pairings/claim", m{"link": link + "x"}).want(t, 404, "link_wrong")
	grace.call("POST", "/api/v1/pairings/claim", m{"link": ""}).want(t, 404, "link_wrong")

	crm.call("DELETE", "/api/v1/pairings/"+got.ID, nil).want(t, 204, "")
	crm.call("DELETE", "/api/v1/pairings/"+got.ID, nil).want(t, 204, "")
	grace.call("POST", "/api/v1/pairings/claim", m{"link": link}).want(t, 410, "session_ended")
	after := decode[web.Pairing](t, grace.call("GET", "/api/v1/pairings/"+got.ID, nil).want(t, 200, ""))
	if after.State != "withdrawn" || after.Code != nil {
		t.Errorf("%+v", after)
	}
}

func TestP2ARevokedTokenOpensNothing(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	made := decode[web.IssuedToken](t, ada.call("POST", "/api/v1/tokens", m{"name": "CRM"}).want(t, 201, ""))
	crm := r.program(made.Token)
	issue(t, crm, m{})
	ada.call("DELETE", "/api/v1/tokens/"+made.ID, nil).want(t, 204, "")
	got := crm.call("POST", "/api/v1/pairings", m{}).want(t, 401, "token_wrong")
	if got.Header.Get("WWW-Authenticate") == "" {
		t.Error("no WWW-Authenticate")
	}
	if list := ada.call("GET", "/api/v1/tokens", nil); strings.Contains(string(list.body), made.Token) || strings.Contains(r.log.String(), made.Token) {
		t.Error("the token was shown again, or logged")
	}
}

func TestP3OfFiftyPagesWithOneCodeOneGetsTheSession(t *testing.T) {
	r := start(t, "--trusted-proxies", "127.0.0.1")
	got := issue(t, r.administrator(), m{})
	pages := make([]*browser, 50)
	for i := range pages {
		pages[i] = r.page(r.shop())
		pages[i].header.Set("X-Forwarded-For", fmt.Sprintf("192.0.2.%d", i)) // fifty people, fifty addresses
	}
	var won, used atomic.Int32
	var wg sync.WaitGroup
	for _, p := range pages {
		wg.Go(func() {
			switch a := redeem(p, got.Code); a.StatusCode {
			case 200:
				won.Add(1)
			case 410:
				used.Add(1)
				a.want(t, 410, "code_used")
			default:
				t.Errorf("%s %s", a.Status, a.body)
			}
		})
	}
	wg.Wait()
	if won.Load() != 1 || used.Load() != 49 {
		t.Errorf("%d got the session, %d were told that the code was used", won.Load(), used.Load())
	}
}

func TestP3GuessingIsThrottledWhateverTheGuesserSaysOfTheirAddress(t *testing.T) {
	r := start(t) // no proxy is trusted
	got := issue(t, r.administrator(), m{})
	wrong := 0
	for ; wrong < 100; wrong++ {
		page := r.page(r.shop())
		page.header.Set("X-Forwarded-For", fmt.Sprintf("192.0.2.%d", wrong))
		a := redeem(page, fmt.Sprintf("%09d", wrong))
		if a.StatusCode == 429 {
			if a.want(t, 429, "too_many_tries").Header.Get("Retry-After") == "" {
				t.Error("no Retry-After")
			}
			break
		}
	}
	if wrong == 0 || wrong == 100 {
		t.Errorf("%d guesses were let through", wrong)
	}
	redeem(r.page(r.shop()), got.Code).want(t, 429, "too_many_tries") // from the guesser's own address
}

func TestP3AUsedOrWithdrawnCodeIsDeadAlsoAfterARestart(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	used, withdrawn := issue(t, ada, m{}), issue(t, ada, m{})
	page := r.page(r.shop())
	redeem(page, used.Code).want(t, 200, "")
	ada.call("DELETE", "/api/v1/pairings/"+withdrawn.ID, nil).want(t, 204, "")
	redeem(page, withdrawn.Code).want(t, 410, "code_withdrawn")
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	next := startOn(t, r.data)
	page = next.page(next.shop())
	redeem(page, used.Code).want(t, 410, "code_used")
	redeem(page, withdrawn.Code).want(t, 410, "code_withdrawn")
}

func TestACodeWorksOnItsSitesPagesOnly(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	other := decode[web.Site](t, ada.call("POST", "/api/v1/sites", m{"name": "Other", "origins": []string{"https://other.example"}}).want(t, 201, ""))
	code := issue(t, ada, m{"site_id": other.ID}).Code

	elsewhere := r.page("https://evil.example")
	got := redeem(elsewhere, code).want(t, 403, "origin_not_allowed")
	if got.Header.Get("Access-Control-Allow-Origin") != "" {
		t.Error("a foreign origin may read the answer")
	}
	// The key of one site on a page of another.
	page := r.page("https://other.example")
	page.call("POST", "/api/v1/sdk/redeem", m{"site_key": "demo", "code": code}).want(t, 403, "origin_not_allowed")
	page.call("GET", "/api/v1/sdk/site?key=demo", nil).want(t, 403, "origin_not_allowed")
	page.call("GET", "/api/v1/sdk/site?key=none", nil).want(t, 403, "origin_not_allowed")
	redeem(r.page(r.shop()), code).want(t, 404, "code_wrong") // the other site's code on the demo shop

	ok := page.call("POST", "/api/v1/sdk/redeem", m{"site_key": other.Key, "code": code}).want(t, 200, "")
	if ok.Header.Get("Access-Control-Allow-Origin") != "https://other.example" || ok.Header.Get("Access-Control-Allow-Credentials") != "" {
		t.Errorf("CORS: %v", ok.Header)
	}
	site := page.call("GET", "/api/v1/sdk/site?key="+other.Key, nil).want(t, 200, "")
	// A page in a frame asks whether the page around it is of its site.
	page.call("GET", "/api/v1/sdk/site?around=https://other.example&key="+other.Key, nil).want(t, 200, "")
	page.call("GET", "/api/v1/sdk/site?around=https://evil.example&key="+other.Key, nil).want(t, 403, "origin_not_allowed")
	page.call("GET", "/api/v1/sdk/site?around=&key="+other.Key, nil).want(t, 403, "origin_not_allowed")
	if site.field(t, "name") != "Other" {
		t.Errorf("%s", site.body)
	}
	// The session's token on a page of another site.
	s := decode[web.RedeemReply](t, ok)
	r.page(r.shop()).call("POST", "/api/v1/sdk/resume", m{"session": s.Session, "token": s.Token}).want(t, 403, "origin_not_allowed")
}

func TestABrowserMayAskBeforeItSendsJSON(t *testing.T) {
	r := start(t)
	page := r.page(r.shop())
	page.header.Set("Access-Control-Request-Method", "POST")
	got := page.call("OPTIONS", "/api/v1/sdk/redeem", nil).want(t, 204, "")
	if got.Header.Get("Access-Control-Allow-Origin") != r.shop() || got.Header.Get("Access-Control-Allow-Headers") != "Content-Type" {
		t.Errorf("%v", got.Header)
	}
	page.header.Set("Origin", "https://evil.example")
	page.call("OPTIONS", "/api/v1/sdk/redeem", nil).want(t, 403, "origin_not_allowed")
}

func TestM6TheNextPageResumesWithItsTokenUntilTheSessionIsOver(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	issued := issue(t, ada, m{})
	page := r.page(r.shop())
	page.header.Set("Content-Type", "application/json")
	s := decode[web.RedeemReply](t, redeem(page, issued.Code).want(t, 200, ""))
	if s.Session != issued.ID || len(s.Messages) == 0 || !strings.Contains(string(s.Messages[0]), `"type":"state"`) {
		t.Fatalf("session %q with %d messages", s.Session, len(s.Messages))
	}
	next := r.page(r.shop())
	back := decode[web.ResumeReply](t, next.call("POST", "/api/v1/sdk/resume", m{"session": s.Session, "token": s.Token}).want(t, 200, ""))
	if len(back.Messages) == 0 {
		t.Error("a resume without messages")
	}
	next.call("POST", "/api/v1/sdk/resume", m{"session": s.Session, "token": "guess"}).want(t, 401, "session_unknown")
	next.call("POST", "/api/v1/sdk/resume", m{"session": "none", "token": s.Token}).want(t, 401, "session_unknown")
	next.call("POST", "/api/v1/sdk/answer", m{"session": s.Session, "token": s.Token, "attempt": "none", "sdp": "v=0"}).want(t, 409, "wrong_state")
	next.call("POST", "/api/v1/sdk/answer", m{"session": s.Session, "token": s.Token, "attempt": "a", "sdp": strings.Repeat("x", 40<<10)}).want(t, 400, "bad_request")
	candidate := m{"session": s.Session, "token": s.Token, "attempt": "none", "candidate": "candidate:1", "sdp_mid": "0"}
	next.call("POST", "/api/v1/sdk/candidate", candidate).want(t, 409, "wrong_state")
	candidate["token"] = "guess"
	next.call("POST", "/api/v1/sdk/candidate", candidate).want(t, 401, "session_unknown")

	ada.call("DELETE", "/api/v1/pairings/"+s.Session, nil).want(t, 204, "")
	over := next.call("POST", "/api/v1/sdk/resume", m{"session": s.Session, "token": s.Token}).want(t, 410, "session_ended")
	if over.field(t, "reason") != "agent_stopped" {
		t.Errorf("%s", over.body)
	}
}
