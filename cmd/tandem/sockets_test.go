package main

import (
	"context"
	"net/http"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/web"
)

// dial opens a socket as a page of that origin; status is that of the answer.
func (b *browser) dial(path, origin string) (*websocket.Conn, int, error) {
	ctx, cancel := context.WithTimeout(b.r.t.Context(), 10*time.Second)
	defer cancel()
	header := http.Header{}
	if origin != "" {
		header.Set("Origin", origin)
	}
	c, resp, err := websocket.Dial(ctx, b.r.url(path), &websocket.DialOptions{HTTPClient: b.client, HTTPHeader: header, Subprotocols: []string{wire.Subprotocol}})
	status := 0
	if resp != nil {
		status = resp.StatusCode
	}
	if c != nil {
		b.r.t.Cleanup(func() { _ = c.CloseNow() })
	}
	return c, status, err
}

func send(t *testing.T, c *websocket.Conn, m wire.Message) {
	t.Helper()
	if err := c.Write(t.Context(), websocket.MessageText, wire.Encode(m)); err != nil {
		t.Fatal(err)
	}
}

// next reads until a message of the wanted type comes.
func next[M wire.Message](t *testing.T, c *websocket.Conn) M {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 10*time.Second)
	defer cancel()
	for {
		_, frame, err := c.Read(ctx)
		if err != nil {
			t.Fatal(err)
		}
		got, err := wire.Decode(wire.FromServer, frame)
		if err != nil {
			t.Fatal(err)
		}
		if wanted, ok := got.(M); ok {
			return wanted
		}
	}
}

func TestSocketsOpenForTheirOwnOriginsOnly(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	console := "http://" + r.bound.HTTP
	for _, c := range []struct {
		who    string
		by     *browser
		path   string
		origin string
		status int
	}{
		{"the console", ada, "/ws/agent", console, 101},
		{"nobody", r.browser(), "/ws/agent", console, 401},
		{"a foreign page with the cookie", ada, "/ws/agent", "https://evil.example", 403},
		{"the shop with the cookie", ada, "/ws/agent", r.shop(), 403},
		{"a page without origin", ada, "/ws/agent", "", 403},
		{"a sandboxed page", ada, "/ws/agent", "null", 403},
		{"the shop", r.browser(), "/ws/customer", r.shop(), 101},
		{"a page of no site", r.browser(), "/ws/customer", "https://evil.example", 403},
		{"no page", r.browser(), "/ws/customer", "", 403},
	} {
		if _, status, err := c.by.dial(c.path, c.origin); status != c.status {
			t.Errorf("%s at %s: %d, %v, want %d", c.who, c.path, status, err, c.status)
		}
	}
}

func TestACodeLeadsTwoSocketsToTheQuestionAndTheYes(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	issued := issue(t, ada, m{})
	agent, _, err := ada.dial("/ws/agent", "http://"+r.bound.HTTP)
	if err != nil {
		t.Fatal(err)
	}
	send(t, agent, wire.Attach{Session: issued.ID})
	if s := next[wire.StateChanged](t, agent); s.State != wire.StateIssued || s.ExpiresInMS <= 0 {
		t.Errorf("%+v", s)
	}
	if servers := next[wire.ICEServers](t, agent); len(servers.Servers) != 2 || servers.Servers[1].Credential == "" || servers.RelayOnly {
		t.Errorf("%+v", servers)
	}
	page := r.page(r.shop())
	s := decode[struct{ Session, Token string }](t, redeem(page, issued.Code).want(t, 200, ""))
	customer, _, err := page.dial("/ws/customer", r.shop())
	if err != nil {
		t.Fatal(err)
	}
	send(t, customer, wire.Hello{Session: s.Session, Token: s.Token})
	for asked := next[wire.StateChanged](t, customer); ; asked = next[wire.StateChanged](t, customer) {
		if asked.State != wire.StateAsking {
			continue
		}
		if asked.AgentName != "Ada Byron" || asked.SiteName == "" || !asked.Ask {
			t.Errorf("the question: %+v", asked)
		}
		break
	}
	send(t, customer, wire.Consent{Grants: []wire.Grant{wire.GrantView}})
	for next[wire.StateChanged](t, agent).State != wire.StateConnecting { // the agent sees every step on the way
	}
	send(t, customer, wire.Say{ID: "c1", Text: "Good morning!"})
	if said := next[wire.Said](t, agent); said.Text != "Good morning!" || said.Seq == 0 {
		t.Errorf("%+v", said)
	}
	list := ada.call("GET", "/api/v1/pairings/"+issued.ID+"/messages?after=0", nil).want(t, 200, "")
	if msgs := decode[struct{ Messages []struct{ Text, From string } }](t, list).Messages; len(msgs) == 0 || msgs[len(msgs)-1].Text != "Good morning!" {
		t.Errorf("%s", list.body)
	}

	// P8: either side's stop reaches the other at once; here the REST call's.
	ada.call("DELETE", "/api/v1/pairings/"+issued.ID, nil).want(t, 204, "")
	for next[wire.StateChanged](t, customer).State != wire.StateEnded {
	}
}

func TestSomebodyWhoLeftSeesNothingMore(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	grace := ada.assistant()
	p := decode[web.IssuedPairing](t, grace.call("POST", "/api/v1/pairings", m{}).want(t, 201, ""))
	window, _, err := grace.dial("/ws/agent", "http://"+r.bound.HTTP)
	if err != nil {
		t.Fatal(err)
	}
	id := grace.call("GET", "/api/v1/me", nil).want(t, 200, "").field(t, "id")
	ada.call("DELETE", "/api/v1/staff/"+id, nil).want(t, 204, "")
	for err == nil {
		_, _, err = window.Read(t.Context())
	}
	if websocket.CloseStatus(err) != wire.CloseUnauthorized {
		t.Errorf("the window was closed with %v", err)
	}
	grace.call("GET", "/api/v1/me", nil).want(t, 401, "not_signed_in")
	redeem := r.page(r.shop()).call("POST", "/api/v1/sdk/redeem", m{"site_key": "demo", "code": p.Code})
	if redeem.StatusCode == 200 {
		t.Error("a code of somebody who left was taken")
	}
}
