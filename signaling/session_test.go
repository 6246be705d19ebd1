package signaling_test

import (
	"errors"
	"slices"
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

const sdp = "v=0\r\n"

func offer(attempt string) wire.Offer {
	return wire.Offer{Session: sessionID, Attempt: attempt, SDP: sdp + attempt}
}

func linkUp(p *peer, attempt string) wire.Link {
	return wire.Link{Session: p.session(), Attempt: attempt, Up: true, Path: wire.PathDirect}
}

func linkDown(p *peer, attempt string) wire.Link {
	return wire.Link{Session: p.session(), Attempt: attempt}
}

var viewOnly = wire.Consent{Grants: []wire.Grant{wire.GrantView}}

// goLive takes both sides from redeemed to a link that is up under attempt a1.
func goLive(s *server, window ...string) (agent, customer *peer) {
	agent, _ = s.agent(window...)
	agent.send(offer("a1"))
	customer, _ = s.customer()
	customer.send(viewOnly)
	expect[wire.OfferReady](customer)
	expect[wire.Taken](agent)
	customer.send(wire.Answer{Attempt: "a1", SDP: sdp})
	expect[wire.AnswerReady](agent)
	agent.send(linkUp(agent, "a1"))
	expectState(agent, wire.StateLive)
	expectState(customer, wire.StateLive)
	return agent, customer
}

func TestFromTheCodeToLiveAndStop(t *testing.T) {
	l := newLedger(wire.StateIssued)
	s := serve(t, l)
	agent, first := s.agent()
	if first.State != wire.StateIssued || !first.AgentHere || first.CustomerHere || first.ExpiresInMS <= 0 || first.AgentName != "Ada" || first.SiteName != "Shop" {
		t.Errorf("first state: %+v", first)
	}
	if ice := expect[wire.ICEServers](agent); ice.Session != sessionID || ice.Servers[0].Username != "agent" {
		t.Errorf("ice: %+v", ice)
	}
	agent.send(offer("a1"))
	agent.send(wire.Candidate{Session: sessionID, Attempt: "a1", Candidate: "c1", SDPMid: "0"})
	agent.barrier()

	if _, err := l.Move(t.Context(), sessionID, wire.StateRedeemed, ""); err != nil { // POST /api/v1/sdk/redeem
		t.Fatal(err)
	}
	if err := s.hub.Changed(t.Context(), sessionID); err != nil {
		t.Fatal(err)
	}
	expectState(agent, wire.StateRedeemed)

	customer, asked := s.customer()
	if asked.State != wire.StateAsking || !asked.Ask {
		t.Errorf("customer's first state: %+v", asked)
	}
	if ice := expect[wire.ICEServers](customer); ice.Servers[0].Username != "customer" {
		t.Errorf("ice: %+v", ice)
	}
	expect(agent, func(m wire.StateChanged) bool { return m.State == wire.StateAsking && m.CustomerHere })

	customer.send(wire.Consent{Grants: []wire.Grant{wire.GrantView, wire.GrantPoint}})
	if m := expectState(agent, wire.StateConnecting); !slices.Equal(m.Grants, []wire.Grant{wire.GrantView, wire.GrantPoint}) {
		t.Errorf("grants: %v", m.Grants)
	}
	got := expect[wire.OfferReady](customer)
	if got.Attempt != "a1" || got.SDP != sdp+"a1" || len(got.Candidates) != 1 || got.Candidates[0].Candidate != "c1" || len(got.ICE.Servers) != 1 {
		t.Errorf("offer: %+v", got)
	}
	expect(agent, func(m wire.Taken) bool { return m.Attempt == "a1" })

	customer.send(wire.Answer{Attempt: "a1", SDP: "answer"})
	expect(agent, func(m wire.AnswerReady) bool { return m.Attempt == "a1" && m.SDP == "answer" })
	customer.send(wire.Candidate{Attempt: "a1", Candidate: "c2"})
	expect(agent, func(m wire.CandidateReady) bool { return m.Candidate == "c2" })
	agent.send(wire.Candidate{Session: sessionID, Attempt: "a1", Candidate: "c3"})
	expect(customer, func(m wire.CandidateReady) bool { return m.Candidate == "c3" })

	customer.send(linkUp(customer, "a1"))
	expectState(agent, wire.StateLive)
	agent.send(linkUp(agent, "a1"))
	agent.send(wire.Stop{Session: sessionID})
	if m := expectState(agent, wire.StateEnded); m.Reason != wire.ReasonAgentStopped {
		t.Errorf("reason: %s", m.Reason)
	}
	expectState(customer, wire.StateEnded)
	if code := customer.closeCode(); code != wire.CloseEnded {
		t.Errorf("customer closed with %d", code)
	}
	if ended := l.relaysEnded(); !slices.Equal(ended, []string{sessionID}) {
		t.Errorf("relay ended for %v", ended)
	}
	agent.send(wire.Ping{N: 7}) // the console follows other sessions too: its socket stays
	expect(agent, func(m wire.Pong) bool { return m.N == 7 })
	for range 3 { // over is over, and not unknown
		agent.send(wire.Ask{Session: sessionID})
		if m := expect[wire.Fault](agent); m.Code != wire.FaultWrongState {
			t.Errorf("%+v", m)
		}
	}
}

func TestP8EitherSideStopsAtOnce(t *testing.T) {
	for _, state := range []wire.State{wire.StateRedeemed, wire.StateAsking, wire.StateRefused, wire.StateConnecting, wire.StateLive, wire.StateInterrupted} {
		for _, byAgent := range []bool{true, false} {
			l := newLedger(state)
			s := serve(t, l)
			agent, _ := s.agent()
			customer, _ := s.customer()
			want := wire.ReasonCustomerStopped
			if byAgent {
				want = wire.ReasonAgentStopped
				agent.send(wire.Stop{Session: sessionID})
			} else {
				customer.send(wire.Stop{})
			}
			if m := expectState(agent, wire.StateEnded); m.Reason != want {
				t.Errorf("from %s: %s", state, m.Reason)
			}
			if code := customer.closeCode(); code != wire.CloseEnded {
				t.Errorf("from %s: customer closed with %d", state, code)
			}
			s.stop()
		}
	}
}

func TestStoppingAnUnusedCodeWithdrawsIt(t *testing.T) {
	l := newLedger(wire.StateIssued)
	agent, _ := serve(t, l).agent()
	agent.send(wire.Stop{Session: sessionID})
	expectState(agent, wire.StateWithdrawn)
}

func TestARefusalCanBeAskedAgain(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l)
	agent, _ := s.agent()
	customer, _ := s.customer()
	agent.send(wire.Ask{Session: sessionID}) // not refused yet
	expect(agent, func(m wire.Fault) bool { return m.Code == wire.FaultWrongState })
	customer.send(wire.Refuse{})
	expectState(agent, wire.StateRefused)
	customer.send(viewOnly) // too late
	expect(customer, func(m wire.Fault) bool { return m.Code == wire.FaultWrongState })
	agent.send(wire.Ask{Session: sessionID})
	expectState(customer, wire.StateAsking)
	customer.send(viewOnly)
	expectState(agent, wire.StateConnecting)
}

func TestGrantsChangeWhileItRuns(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, customer := goLive(s)
	customer.send(wire.Consent{Grants: []wire.Grant{wire.GrantView, wire.GrantFill}})
	m := expect(agent, func(m wire.StateChanged) bool { return len(m.Grants) == 2 })
	if m.State != wire.StateLive {
		t.Errorf("state: %s", m.State)
	}
}

func TestASecondTabTakesTheSessionOver(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, first := goLive(s)
	second, state := s.customer()
	if code := first.closeCode(); code != wire.CloseSuperseded {
		t.Errorf("first tab closed with %d", code)
	}
	if state.State != wire.StateLive {
		t.Errorf("second tab: %s", state.State)
	}
	second.send(wire.Say{ID: "1", Text: "still here"})
	expect[wire.Said](agent)
}

func TestOnlyItsAgentsMayFollowASession(t *testing.T) {
	s := serve(t, newLedger(wire.StateIssued))
	eve := s.open("/ws/agent?as=eve", consoleAt)
	for _, id := range []string{sessionID, "no-such"} { // the same words for both: nothing is learnt
		eve.send(wire.Attach{Session: id})
		expect(eve, func(m wire.Fault) bool { return m.Code == wire.FaultUnknownSession && m.Session == id })
	}
	eve.send(wire.Stop{Session: sessionID})
	expect(eve, func(m wire.Fault) bool { return m.Code == wire.FaultUnknownSession })
}

func TestAfterDetachNothingMoreComes(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l)
	agent, _ := s.agent()
	agent.barrier()
	agent.send(wire.Detach{Session: sessionID})
	agent.send(wire.Stop{Session: sessionID})
	expect(agent, func(m wire.Fault) bool { return m.Code == wire.FaultUnknownSession })
	_, state := s.customer()
	if state.AgentHere {
		t.Error("agent is said to be here")
	}
}

func TestEndAndChangedFromOutside(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	l.put("s2", wire.StateIssued)
	s := serve(t, l)
	agent, customer := goLive(s)
	if err := s.hub.End(t.Context(), sessionID, wire.ReasonAdmin); err != nil {
		t.Fatal(err)
	}
	if m := expectState(agent, wire.StateEnded); m.Reason != wire.ReasonAdmin {
		t.Errorf("reason: %s", m.Reason)
	}
	if code := customer.closeCode(); code != wire.CloseEnded {
		t.Errorf("customer closed with %d", code)
	}
	if err := s.hub.End(t.Context(), sessionID, wire.ReasonAdmin); err != nil {
		t.Errorf("ending it again: %v", err)
	}
	if err := s.hub.End(t.Context(), "no-such", wire.ReasonAdmin); !errors.Is(err, signaling.ErrUnknownSession) {
		t.Errorf("ending what is not there: %v", err)
	}
	agent.send(wire.Attach{Session: "s2"})
	expectState(agent, wire.StateIssued)
	if _, err := l.Move(t.Context(), "s2", wire.StateExpired, ""); err != nil {
		t.Fatal(err)
	}
	if err := s.hub.Changed(t.Context(), "s2"); err != nil {
		t.Fatal(err)
	}
	expectState(agent, wire.StateExpired)
	agent.send(wire.Attach{Session: "s2"}) // over: only the words are left
	expectState(agent, wire.StateExpired)
}
