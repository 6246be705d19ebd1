package signaling_test

import (
	"bytes"
	"fmt"
	"net/http"
	"strings"
	"testing"
	"testing/synctest"

	"github.com/coder/websocket"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func TestWhatIsNoMessageClosesTheSocket(t *testing.T) {
	hello := string(wire.Encode(wire.Hello{Session: sessionID, Token: token}))
	attach := string(wire.Encode(wire.Attach{Session: sessionID}))
	big := `{"type":"say","session":"s1","id":"1","text":"` + strings.Repeat("x", 1<<20) + `"}`
	bigSDP := string(wire.Encode(wire.Answer{Attempt: "a", SDP: strings.Repeat("a=x\r\n", 40<<10)}))
	for name, c := range map[string]struct {
		path   string
		frames []string
		binary bool
		code   websocket.StatusCode
	}{
		"customer, unknown type":         {"customer", []string{hello, `{"type":"bogus"}`}, false, wire.CloseBadMessage},
		"customer, extra field":          {"customer", []string{hello, `{"type":"stop","now":true}`}, false, wire.CloseBadMessage},
		"customer, not JSON":             {"customer", []string{hello, `stop`}, false, wire.CloseBadMessage},
		"customer, an agent's message":   {"customer", []string{hello, attach}, false, wire.CloseBadMessage},
		"customer, a second hello":       {"customer", []string{hello, hello}, false, wire.CloseBadMessage},
		"customer, no hello first":       {"customer", []string{`{"type":"stop"}`}, false, wire.CloseBadMessage},
		"customer, binary":               {"customer", []string{hello}, true, wire.CloseBadMessage},
		"customer, 1 MB before hello":    {"customer", []string{big}, false, wire.CloseTooLarge},
		"customer, 1 MB frame":           {"customer", []string{hello, big}, false, wire.CloseTooLarge},
		"customer, SDP of 200 KB":        {"customer", []string{hello, bigSDP}, false, wire.CloseTooLarge},
		"customer, SDP over 32 KiB":      {"customer", []string{hello, string(wire.Encode(wire.Answer{Attempt: "a", SDP: strings.Repeat("x", wire.MaxSDP+1)}))}, false, wire.CloseBadMessage},
		"customer, wrong token":          {"customer", []string{`{"type":"hello","session":"s1","token":"guess","chat_after":0}`}, false, wire.CloseUnauthorized},
		"customer, no such session":      {"customer", []string{`{"type":"hello","session":"s9","token":"token-of-s9","chat_after":0}`}, false, wire.CloseUnauthorized},
		"agent, unknown type":            {"agent", []string{attach, `{"type":"bogus"}`}, false, wire.CloseBadMessage},
		"agent, a customer's message":    {"agent", []string{hello}, false, wire.CloseBadMessage},
		"agent, no session named":        {"agent", []string{attach, `{"type":"stop"}`}, false, wire.CloseBadMessage},
		"agent, 1 MB frame":              {"agent", []string{attach, big}, false, wire.CloseTooLarge},
		"agent, binary":                  {"agent", []string{attach}, true, wire.CloseBadMessage},
		"agent, empty frame":             {"agent", []string{``}, false, wire.CloseBadMessage},
		"agent, faster than the limit":   {"agent", strings.Split(strings.Repeat(`{"type":"ping","n":1}|`, 300), "|"), false, wire.CloseTooMany},
		"customer, a session that ended": {"customer", []string{`{"type":"hello","session":"over","token":"token-of-over","chat_after":0}`}, false, wire.CloseEnded},
	} {
		t.Run(name, func(t *testing.T) {
			l := newLedger(wire.StateRedeemed)
			l.put("over", wire.StateEnded)
			s := serve(t, l)
			var p *peer
			if c.path == "agent" {
				p = s.open("/ws/agent?as=ada", consoleAt)
			} else {
				p = s.open("/ws/customer", siteURL)
			}
			for _, frame := range c.frames {
				if frame != "" || len(c.frames) == 1 {
					_ = p.conn.Write(t.Context(), websocket.MessageText, []byte(frame)) // the socket may be closed before the last is written
				}
			}
			if c.binary {
				p.write(websocket.MessageBinary, []byte{0, 1, 2, 0xff})
			}
			if code := p.closeCode(); code != c.code {
				t.Errorf("closed with %d (%v), want %d", code, p.err, c.code)
			}
			if s := l.state(); s.Final() {
				t.Errorf("session is %s", s)
			}
		})
	}
}

func TestOnlyTheRightOriginsMayConnect(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l)
	for _, c := range []struct{ path, origin string }{
		{"/ws/agent?as=ada", siteURL}, {"/ws/agent?as=ada", ""}, {"/ws/agent?as=ada", "null"},
		{"/ws/customer", consoleAt}, {"/ws/customer", "https://evil.example"}, {"/ws/customer", ""}, {"/ws/customer", siteURL + ".evil.example"},
	} {
		p, resp, err := s.connect(c.path, c.origin)
		if err == nil {
			_ = p.conn.CloseNow()
			t.Errorf("%s from %q was let in", c.path, c.origin)
			continue
		}
		if resp == nil || resp.StatusCode != http.StatusForbidden {
			t.Errorf("%s from %q: %v", c.path, c.origin, resp)
		}
	}
	other := s.open("/ws/customer", otherSite) // a site of ours, but not this session's
	other.send(wire.Hello{Session: sessionID, Token: token})
	if code := other.closeCode(); code != wire.CloseUnauthorized {
		t.Errorf("another site's page: closed with %d", code)
	}
}

func TestTheSubprotocolIsRequired(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	p, _, err := s.connect("/ws/customer", siteURL) //nolint:bodyclose // Dial closes it
	if err != nil {
		t.Fatal(err)
	}
	addr := p.raw.RemoteAddr().String()
	_ = p.conn.CloseNow()
	conn, _, err := websocket.Dial(t.Context(), "ws://"+addr+"/ws/customer", &websocket.DialOptions{ //nolint:bodyclose // Dial closes it
		HTTPClient: &http.Client{Transport: transport},
		HTTPHeader: http.Header{"Origin": []string{siteURL}},
	})
	if err != nil {
		t.Fatal(err)
	}
	_, _, err = conn.Read(t.Context())
	if code := websocket.CloseStatus(err); code != wire.CloseBadMessage {
		t.Errorf("closed with %d", code)
	}
}

func TestAPageThatDoesNotReadIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) { // in memory nothing is buffered below the hub's own queue
		s := serveInMemory(t, newLedger(wire.StateLive), func(c *signaling.Config) {
			c.MessagesPerSecond, c.MessageBurst = 1e6, 1e6
		})
		agent, _ := s.agent()
		page, _, err := s.connect("/ws/customer", siteURL) //nolint:bodyclose // Dial closes it
		if err != nil {
			t.Fatal(err)
		}
		page.send(wire.Hello{Session: sessionID, Token: token})
		expect(agent, func(m wire.StateChanged) bool { return m.CustomerHere })
		agent.send(linkUp(agent, "a1"))
		for range 1100 {
			agent.send(wire.Candidate{Session: sessionID, Attempt: "a1", Candidate: "c"})
		}
		agent.barrier()
		page.listen()
		if code := page.closeCode(); code != wire.CloseSlow {
			t.Errorf("closed with %d (%v)", code, page.err)
		}
		expect(agent, func(m wire.StateChanged) bool { return !m.CustomerHere })
	})
}

// What waits is bounded for all together, too: a crowd that does not read cannot take 4 MiB each.
func TestPagesThatDoNotReadShareABound(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateLive), func(c *signaling.Config) {
			c.MessagesPerSecond, c.MessageBurst, c.MaxWaiting = 1e6, 1e6, 2*signaling.FairWaiting
		})
		agent, _ := s.agent()
		page, _, err := s.connect("/ws/customer", siteURL) //nolint:bodyclose // Dial closes it
		if err != nil {
			t.Fatal(err)
		}
		page.send(wire.Hello{Session: sessionID, Token: token})
		expect(agent, func(m wire.StateChanged) bool { return m.CustomerHere })
		agent.send(linkUp(agent, "a1"))
		for range 100 { // 200 KB: far below one peer's own bound
			agent.send(wire.Candidate{Session: sessionID, Attempt: "a1", Candidate: strings.Repeat("c", wire.MaxCandidate)})
		}
		agent.barrier()
		page.listen()
		if code := page.closeCode(); code != wire.CloseSlow {
			t.Errorf("closed with %d (%v)", code, page.err)
		}
	})
}

func TestTooManyWindowsOnOneSession(t *testing.T) {
	s := serve(t, newLedger(wire.StateIssued))
	s.agent("w1")
	for range 7 {
		s.agent()
	}
	s.agent("w1") // in the place of its last socket
	ninth := s.open("/ws/agent?as=ada", consoleAt)
	ninth.send(wire.Attach{Session: sessionID})
	if code := ninth.closeCode(); code != wire.CloseTooMany {
		t.Errorf("closed with %d", code)
	}
}

func TestSocketsOfSomebodyWhoLeftAreClosed(t *testing.T) {
	s := serve(t, newLedger(wire.StateIssued))
	first, _ := s.agent()
	second, _ := s.agent()
	windows := []*peer{first, second}
	s.hub.CloseAgent("bob")
	windows[0].send(wire.Ping{N: 1})
	expect(windows[0], func(m wire.Pong) bool { return m.N == 1 })
	s.hub.CloseAgent(ada.ID)
	for _, w := range windows {
		if code := w.closeCode(); code != wire.CloseUnauthorized {
			t.Errorf("closed with %d", code)
		}
	}
}

func TestNothingSecretIsLogged(t *testing.T) {
	var log bytes.Buffer
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l, func(c *signaling.Config) { c.Log = newLog(&log) })
	agent, customer := goLive(s)
	customer.send(wire.Say{ID: "m1", Text: "SECRET-TEXT"})
	expect[wire.Said](agent)
	customer.write(websocket.MessageText, []byte(`{"type":"stop","SECRET":"SECRET"}`))
	customer.closeCode()
	s.stop()
	for _, secret := range []string{token, "SECRET", sdp, "Ada", "Shop", "127.0.0.1", "v=0"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("%q is in the log:\n%s", secret, log.String())
		}
	}
	for _, event := range []string{"attached", "state", "link up", "bad message"} {
		if !strings.Contains(log.String(), fmt.Sprintf(`"message":%q`, event)) {
			t.Errorf("%q is not in the log:\n%s", event, log.String())
		}
	}
}
