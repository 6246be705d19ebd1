package main

import (
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// cobrowse is a session between two pion peers that is up.
type cobrowse struct {
	t        *testing.T
	server   *running
	agent    *rtcAgent
	customer *rtcPage
	// The connection that is up, at either end.
	agentEnd, customerEnd *rtcPeer
}

// startCobrowse goes from an empty data file to two browsers that reach each other, relay only or not.
func startCobrowse(t *testing.T, relay bool) *cobrowse {
	t.Helper()
	r := start(t)
	ada := r.administrator()
	issued := issue(t, ada, m{})
	c := &cobrowse{t: t, server: r}
	c.agent = &rtcAgent{rtcSide: newRTCSide(t, "agent", issued.ID, relay), browser: ada, spares: make(chan string, 16)}
	c.agent.open()
	c.agent.await(wire.StateIssued)

	page := r.page(r.shop())
	s := decode[struct{ Session, Token string }](t, redeem(page, issued.Code).want(t, 200, ""))
	c.customer = &rtcPage{rtcSide: newRTCSide(t, "customer", "", relay), browser: page, id: s.Session, token: s.Token}
	c.customer.open()
	c.customer.await(wire.StateAsking)
	c.customer.say(wire.Consent{Grants: []wire.Grant{wire.GrantView}})
	c.awaitLive()
	return c
}

// await passes over the states up to the wanted one.
func (s *rtcSide) await(state wire.State) wire.StateChanged {
	s.t.Helper()
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	var passed []wire.State
	for {
		select {
		case m := <-s.states:
			if m.State == state {
				return m
			}
			passed = append(passed, m.State)
		case <-timeout.C:
			s.t.Fatalf("%s: not %s; passed %v", s.name, state, passed)
		}
	}
}

// awaitLive waits until both ends of one attempt are up, and says a word through it.
func (c *cobrowse) awaitLive() {
	c.t.Helper()
	c.agentEnd, c.customerEnd = nil, nil
	timeout := time.NewTimer(patience)
	defer timeout.Stop()
	for c.agentEnd == nil || c.customerEnd == nil || c.agentEnd.attempt != c.customerEnd.attempt {
		select {
		case c.agentEnd = <-c.agent.live:
		case c.customerEnd = <-c.customer.live:
		case <-timeout.C:
			c.t.Fatalf("no connection (agent %v, customer %v)", c.agentEnd != nil, c.customerEnd != nil)
		}
	}
	c.agent.await(wire.StateLive)
	c.customer.await(wire.StateLive)
	talk(c.t, c.agentEnd, c.customerEnd, "hello")
}

// restart ends the server and starts another on the same data file. Nobody's socket survives that.
func (c *cobrowse) restart(meanwhile func()) {
	c.t.Helper()
	if err := c.server.stop(); err != nil {
		c.t.Fatal(err)
	}
	<-c.agent.done
	<-c.customer.done
	meanwhile()
	c.server = startOn(c.t, c.server.data)
	// The new server has other ports; the cookie belongs to the host.
	ada := c.server.browser()
	ada.call("POST", "/api/v1/sign-in", m{"email": "ada@example.org", "password": adasPassword}).want(c.t, 200, "")
	c.agent.browser, c.customer.browser = ada, c.server.page(c.server.shop())
	c.agent.learn(nil)
}

func paths(t *testing.T, test func(t *testing.T, relay bool, path wire.Path)) {
	t.Run("direct", func(t *testing.T) { test(t, false, wire.PathDirect) })
	t.Run("relay only", func(t *testing.T) { test(t, true, wire.PathRelay) })
}

func TestTwoPeersMeetByACodeAndTalkOnEveryChannel(t *testing.T) {
	paths(t, func(t *testing.T, relay bool, want wire.Path) {
		c := startCobrowse(t, relay)
		for _, end := range []*rtcPeer{c.agentEnd, c.customerEnd} {
			if got, err := end.path(); got != want {
				t.Errorf("path %q, %v", got, err)
			}
		}
		c.customer.say(wire.Stop{})
		if ended := c.agent.await(wire.StateEnded); ended.Reason != wire.ReasonCustomerStopped {
			t.Errorf("reason %s", ended.Reason)
		}
	})
}

func TestM6TheNextPageIsSeenWithoutAnotherCodeOrYes(t *testing.T) {
	paths(t, func(t *testing.T, relay bool, _ wire.Path) {
		c := startCobrowse(t, relay)
		for range 3 {
			first := c.customerEnd
			c.agent.awaitSpare(c.agentEnd.attempt)
			c.customer.say(wire.Leaving{}) // pagehide
			// Only then the rest: a connection that ends, or a socket that is cut with something unread in it, may be known sooner than what was said before.
			if s := c.agent.await(wire.StateInterrupted); s.Reason != wire.ReasonNavigating {
				t.Errorf("reason %s", s.Reason)
			}
			c.customer.hangUp()
			if err := first.pc.GracefulClose(); err != nil {
				t.Fatal(err)
			}
			c.customer.resume()
			c.awaitLive()
			if c.customerEnd == first {
				t.Fatal("the same connection")
			}
		}
	})
}

func TestO5ADirectConnectionDoesNotNoticeARestart(t *testing.T) {
	c := startCobrowse(t, false)
	c.restart(func() { talk(t, c.agentEnd, c.customerEnd, "the server is away") })
	// Each says which connection it has, before anything else.
	c.agent.open(wire.Link{Session: c.agent.session, Attempt: c.agentEnd.attempt, Up: true, Path: wire.PathDirect})
	c.agent.await(wire.StateLive)
	c.customer.open(wire.Link{Attempt: c.customerEnd.attempt, Up: true, Path: wire.PathDirect})
	c.customer.await(wire.StateLive)
	talk(t, c.agentEnd, c.customerEnd, "the server is back")
	c.customer.say(wire.Say{ID: "m1", Text: "still here"})
	if n := c.customer.count(); n != 1 {
		t.Errorf("the customer made %d connections", n)
	}
	c.agent.say(wire.Stop{Session: c.agent.session})
	if s := c.customer.await(wire.StateEnded); s.Reason != wire.ReasonAgentStopped {
		t.Errorf("reason %s", s.Reason)
	}
}

func TestO5ARelayedConnectionComesBackAfterARestart(t *testing.T) {
	c := startCobrowse(t, true)
	lost := c.agentEnd
	c.restart(func() {
		for _, end := range []*rtcPeer{c.agentEnd, c.customerEnd} {
			<-end.down // the relay was the server's
		}
	})
	c.agent.open()
	c.customer.open()
	c.awaitLive()
	if c.agentEnd == lost {
		t.Fatal("the same connection")
	}
}
