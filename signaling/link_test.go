package signaling_test

import (
	"errors"
	"strconv"
	"testing"

	"github.com/coder/websocket"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// none fails if a message of the type is among those that came.
func none[M wire.Message](t *testing.T, came []wire.Message) {
	t.Helper()
	for _, m := range came {
		if _, is := m.(M); is {
			t.Errorf("unexpected %s", wire.Encode(m))
		}
	}
}

func TestTheSpareWaitsForConsent(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, _ := s.agent()
	agent.send(offer("a1"))
	agent.send(offer("a2")) // a newer one replaces it
	agent.barrier()
	customer, _ := s.customer()
	none[wire.OfferReady](t, customer.barrier())
	customer.send(viewOnly)
	if got := expect[wire.OfferReady](customer); got.Attempt != "a2" {
		t.Errorf("got %s", got.Attempt)
	}
	expect(agent, func(m wire.Taken) bool { return m.Attempt == "a2" })
}

func TestACustomerWhoWaitsHasAnOfferAskedFor(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, _ := s.agent()
	customer, _ := s.customer()
	customer.send(viewOnly)
	expect[wire.OfferWanted](agent)
	agent.send(offer("a1"))
	expect[wire.OfferReady](customer)
}

func TestASpareKeepsAtMost64LateCandidates(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, _ := s.agent()
	agent.send(offer("a1"))
	for i := range wire.MaxCandidates + 1 {
		agent.send(wire.Candidate{Session: sessionID, Attempt: "a1", Candidate: strconv.Itoa(i)})
	}
	agent.barrier()
	customer, _ := s.customer()
	customer.send(viewOnly)
	if got := expect[wire.OfferReady](customer); len(got.Candidates) != wire.MaxCandidates {
		t.Errorf("%d candidates", len(got.Candidates))
	}
}

func TestALostLinkGoesOnWithTheSpare(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l)
	agent, customer := goLive(s)
	agent.send(offer("a2"))
	none[wire.OfferReady](t, customer.barrier())
	customer.send(linkDown(customer, "a1"))
	if m := expectState(agent, wire.StateInterrupted); m.Reason != wire.ReasonLinkLost {
		t.Errorf("reason: %s", m.Reason)
	}
	expect(customer, func(m wire.OfferReady) bool { return m.Attempt == "a2" })
	expect(agent, func(m wire.Taken) bool { return m.Attempt == "a2" })
	agent.send(linkDown(agent, "a1")) // the other side's word on the old one is no news
	customer.send(linkUp(customer, "a2"))
	expectState(agent, wire.StateLive)
	agent.send(linkDown(agent, "a1"))
	if agent.barrier(); l.state() != wire.StateLive {
		t.Errorf("state: %s", l.state())
	}
}

func TestAnOfferHandedToAClosingPageGoesToTheNextPage(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, customer := goLive(s)
	agent.send(offer("a2"))
	agent.send(linkDown(agent, "a1")) // the agent's browser sees the page go first
	expect(customer, func(m wire.OfferReady) bool { return m.Attempt == "a2" })
	agent.send(wire.Candidate{Session: sessionID, Attempt: "a2", Candidate: "late"})
	agent.barrier()
	reply, err := s.hub.Resume(t.Context(), sessionID, token)
	if err != nil {
		t.Fatal(err)
	}
	next, is := reply[len(reply)-1].(wire.OfferReady)
	if !is || next.Attempt != "a2" || len(next.Candidates) != 1 {
		t.Errorf("got %s", wire.Encode(reply[len(reply)-1]))
	}
	none[wire.OfferWanted](t, agent.barrier())
}

func TestWhatIsSaidOfAStaleAttemptIsRefused(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, customer := goLive(s)
	stale := func(m wire.Fault) bool { return m.Code == wire.FaultWrongState && m.Ref == "old" }
	customer.send(wire.Answer{Attempt: "old", SDP: sdp})
	expect(customer, stale)
	customer.send(wire.Candidate{Attempt: "old"})
	expect(customer, stale)
	customer.send(linkUp(customer, "old"))
	expect(customer, stale)
	agent.send(wire.Candidate{Session: sessionID, Attempt: "old"})
	expect(agent, stale)
	customer.send(wire.Answer{Attempt: "a1", SDP: "again"}) // an answer counts once
	expect(customer, func(m wire.Fault) bool { return m.Ref == "a1" })
	none[wire.AnswerReady](t, agent.barrier())
}

func TestAReloadedConsoleGetsThePageAtOnce(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l)
	before, customer := goLive(s)
	_ = before.conn.CloseNow()
	expect(customer, func(m wire.StateChanged) bool { return !m.AgentHere && m.State == wire.StateLive })
	after, _ := s.agent()
	after.send(offer("b1"))
	expect(customer, func(m wire.OfferReady) bool { return m.Attempt == "b1" })
	expect(after, func(m wire.Taken) bool { return m.Attempt == "b1" })
	customer.send(wire.Answer{Attempt: "b1", SDP: sdp})
	expect[wire.AnswerReady](after)
}

func TestAConsoleThatOnlyLostItsSocketKeepsItsLink(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	before, customer := goLive(s)
	_ = before.conn.CloseNow()
	expect(customer, func(m wire.StateChanged) bool { return !m.AgentHere })
	after, _ := s.agent()
	after.send(linkUp(after, "a1")) // what it still has comes first
	after.send(offer("a2"))
	after.barrier()
	none[wire.OfferReady](t, customer.barrier())
}

// A network that was away for seconds delivers what a window said over its last socket after what it says over the next one.
func TestWhatAWindowSaidOverItsLastSocketCountsForNothing(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	last, customer := goLive(s, "w1")
	next, _ := s.agent("w1")
	next.send(linkUp(next, "a1"))
	next.send(offer("a2"))
	next.barrier()
	_ = last.conn.Write(t.Context(), websocket.MessageText, wire.Encode(offer("late"))) // the socket may be closed by now
	if code := last.closeCode(); code != wire.CloseSuperseded {
		t.Errorf("the last socket was closed with %d", code)
	}
	none[wire.Fault](t, next.barrier())
	none[wire.OfferReady](t, customer.barrier())
	customer.send(linkDown(customer, "a1"))
	expect(customer, func(m wire.OfferReady) bool { return m.Attempt == "a2" })
}

func TestTheNewestWindowThatOffersHasThePage(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	first, customer := goLive(s)
	second, state := s.agent()
	if state.State != wire.StateLive {
		t.Errorf("second window sees %s", state.State)
	}
	second.send(offer("b1"))
	expect(customer, func(m wire.OfferReady) bool { return m.Attempt == "b1" })
	expect(first, func(m wire.Fault) bool { return m.Code == wire.FaultWrongState && m.Ref == "a1" })
	customer.send(linkUp(customer, "b1"))
	customer.send(linkDown(customer, "a1"))
	second.barrier()
	first.send(wire.Stop{Session: sessionID}) // both follow it to the end
	expectState(second, wire.StateEnded)
}

func TestASpareGoesWithItsWindow(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	first, _ := s.agent()
	second, _ := s.agent()
	first.send(offer("a1"))
	first.barrier()
	_ = first.conn.CloseNow()
	expect(second, func(m wire.StateChanged) bool { return m.AgentHere })
	customer, _ := s.customer()
	// The hub learns of the closed window at some time before or after the consent; the customer's page is never left with a dead offer.
	customer.send(viewOnly)
	expect[wire.OfferWanted](second)
	second.send(offer("b1"))
	expect(customer, func(m wire.OfferReady) bool { return m.Attempt == "b1" })
}

func TestM6TheNextPageGoesOnByOneRequest(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l)
	agent, page1 := goLive(s)
	agent.send(offer("a2"))
	agent.send(wire.Candidate{Session: sessionID, Attempt: "a2", Candidate: "c1"})
	agent.barrier()
	page1.send(wire.Leaving{})
	if m := expectState(agent, wire.StateInterrupted); m.Reason != wire.ReasonNavigating {
		t.Errorf("reason: %s", m.Reason)
	}
	reply, err := s.hub.Resume(t.Context(), sessionID, token)
	if err != nil || len(reply) != 3 {
		t.Fatalf("resume: %v, %v", reply, err)
	}
	state, isState := reply[0].(wire.StateChanged)
	_, isICE := reply[1].(wire.ICEServers)
	got, isOffer := reply[2].(wire.OfferReady)
	if !isState || !isICE || !isOffer || state.State != wire.StateInterrupted || !state.CustomerHere || got.Attempt != "a2" || len(got.Candidates) != 1 {
		t.Errorf("reply: %+v", reply)
	}
	if code := page1.closeCode(); code != wire.CloseSuperseded {
		t.Errorf("the page before closed with %d", code)
	}
	expect(agent, func(m wire.Taken) bool { return m.Attempt == "a2" })
	agent.send(wire.Candidate{Session: sessionID, Attempt: "a2", Candidate: "late"}) // before there is a socket
	agent.barrier()

	if err := s.hub.Answer(t.Context(), sessionID, token, "a2", "answer"); err != nil {
		t.Fatal(err)
	}
	expect(agent, func(m wire.AnswerReady) bool { return m.Attempt == "a2" && m.SDP == "answer" })
	if err := s.hub.AddCandidate(t.Context(), sessionID, token, wire.Candidate{Attempt: "a2", Candidate: "found later", SDPMid: "0"}); err != nil {
		t.Fatal(err)
	}
	expect(agent, func(m wire.CandidateReady) bool {
		return m.Attempt == "a2" && m.Candidate == "found later" && m.SDPMid == "0"
	})
	page2, _ := s.customer()
	expect(page2, func(m wire.CandidateReady) bool { return m.Candidate == "late" })
	none[wire.OfferReady](t, page2.barrier())
	page2.send(linkUp(page2, "a2"))
	expectState(agent, wire.StateLive)
}

func TestResumeWithoutASpareHasOneAskedFor(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, _ := goLive(s)
	reply, err := s.hub.Resume(t.Context(), sessionID, token)
	if err != nil || len(reply) != 2 {
		t.Fatalf("resume: %v, %v", reply, err)
	}
	expect[wire.OfferWanted](agent)
	agent.send(offer("a2"))
	agent.barrier()
	page2, _ := s.customer()
	expect(page2, func(m wire.OfferReady) bool { return m.Attempt == "a2" })
}

// The page before may have had the spare from the agent's browser, so that the next one answers it beside its request to resume.
func TestAnAnswerAheadOfTheResumeIsRefusedAndHarmsNothing(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, _ := goLive(s)
	agent.send(offer("a2"))
	agent.barrier()
	ahead := []error{
		s.hub.Answer(t.Context(), sessionID, token, "a2", "too early"),
		s.hub.AddCandidate(t.Context(), sessionID, token, wire.Candidate{Attempt: "a2", Candidate: "too early"}),
	}
	for _, err := range ahead {
		if !errors.Is(err, signaling.ErrWrongState) {
			t.Errorf("ahead of the resume: %v", err)
		}
	}
	if _, err := s.hub.Resume(t.Context(), sessionID, token); err != nil {
		t.Fatal(err)
	}
	if err := s.hub.Answer(t.Context(), sessionID, token, "a2", "in time"); err != nil {
		t.Fatal(err)
	}
	expect(agent, func(m wire.AnswerReady) bool { return m.Attempt == "a2" && m.SDP == "in time" })
}

func TestResumeIsForWhoeverHasTheToken(t *testing.T) {
	l := newLedger(wire.StateLive)
	l.put("s2", wire.StateEnded)
	s := serve(t, l)
	if _, err := s.hub.Resume(t.Context(), sessionID, "guess"); !errors.Is(err, signaling.ErrUnauthorized) {
		t.Errorf("wrong token: %v", err)
	}
	if _, err := s.hub.Resume(t.Context(), "s9", "token-of-s9"); !errors.Is(err, signaling.ErrUnknownSession) {
		t.Errorf("no such session: %v", err)
	}
	reply, err := s.hub.Resume(t.Context(), "s2", "token-of-s2")
	if !errors.Is(err, signaling.ErrEnded) || len(reply) != 1 || reply[0].(wire.StateChanged).State != wire.StateEnded {
		t.Errorf("over: %v, %v", reply, err)
	}
	for name, err := range map[string]error{
		"wrong token": s.hub.Answer(t.Context(), sessionID, "guess", "a", sdp),
		"no attempt":  s.hub.Answer(t.Context(), sessionID, token, "a", sdp),
		"over":        s.hub.Answer(t.Context(), "s2", "token-of-s2", "a", sdp),
		"no sdp":      s.hub.Answer(t.Context(), sessionID, token, "a", ""),
		"200 KB":      s.hub.Answer(t.Context(), sessionID, token, "a", string(make([]byte, 200<<10))),

		"candidate, wrong token": s.hub.AddCandidate(t.Context(), sessionID, "guess", wire.Candidate{Attempt: "a"}),
		"candidate, no attempt":  s.hub.AddCandidate(t.Context(), sessionID, token, wire.Candidate{Attempt: "a"}),
		"candidate, over":        s.hub.AddCandidate(t.Context(), "s2", "token-of-s2", wire.Candidate{Attempt: "a"}),
		"candidate, 4 KB":        s.hub.AddCandidate(t.Context(), sessionID, token, wire.Candidate{Attempt: "a", Candidate: string(make([]byte, 4<<10))}),
	} {
		want := map[string]error{
			"wrong token": signaling.ErrUnauthorized, "no attempt": signaling.ErrWrongState, "over": signaling.ErrEnded,
			"no sdp": wire.ErrBadMessage, "200 KB": wire.ErrBadMessage,
			"candidate, wrong token": signaling.ErrUnauthorized, "candidate, no attempt": signaling.ErrWrongState, "candidate, over": signaling.ErrEnded,
			"candidate, 4 KB": wire.ErrBadMessage,
		}[name]
		if !errors.Is(err, want) {
			t.Errorf("%s: %v, want %v", name, err, want)
		}
	}
}

func TestAnOfferThatMayHaveBeenLostIsSentAgain(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, _ := s.agent()
	agent.send(offer("a1"))
	agent.barrier()
	customer, _ := s.customer()
	customer.send(viewOnly)
	expect[wire.OfferReady](customer)
	_ = customer.conn.CloseNow()
	again, _ := s.customer()
	expect(again, func(m wire.OfferReady) bool { return m.Attempt == "a1" })
}

func TestAnAnswerWaitsForTheAgentsSocket(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, _ := s.agent()
	agent.send(offer("a1"))
	agent.barrier()
	customer, _ := s.customer()
	customer.send(viewOnly)
	expect[wire.OfferReady](customer)
	_ = agent.conn.CloseNow()
	expect(customer, func(m wire.StateChanged) bool { return !m.AgentHere })
	customer.send(wire.Answer{Attempt: "a1", SDP: "answer"})
	customer.send(wire.Candidate{Attempt: "a1", Candidate: "c1"})
	customer.barrier()
	back, _ := s.agent()
	expect(back, func(m wire.AnswerReady) bool { return m.SDP == "answer" })
	expect(back, func(m wire.CandidateReady) bool { return m.Candidate == "c1" })
}

func TestASocketThatDropsDoesNotTouchALiveSession(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l)
	agent, customer := goLive(s)
	_ = customer.conn.CloseNow()
	expect(agent, func(m wire.StateChanged) bool { return !m.CustomerHere && m.State == wire.StateLive })
	again, state := s.customer()
	if state.State != wire.StateLive {
		t.Errorf("back to %s", state.State)
	}
	again.send(linkUp(again, "a1"))
	none[wire.OfferReady](t, again.barrier())
	_ = again.conn.CloseNow()
	expect(agent, func(m wire.StateChanged) bool { return !m.CustomerHere })
	agent.send(linkDown(agent, "a1"))
	if m := expectState(agent, wire.StateInterrupted); m.Reason != wire.ReasonCustomerGone {
		t.Errorf("reason: %s", m.Reason)
	}
}

func TestASocketThatDropsBeforeThereIsALinkInterrupts(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, _ := s.agent()
	customer, _ := s.customer()
	customer.send(viewOnly)
	expectState(agent, wire.StateConnecting)
	_ = customer.conn.CloseNow()
	if m := expectState(agent, wire.StateInterrupted); m.Reason != wire.ReasonCustomerGone {
		t.Errorf("reason: %s", m.Reason)
	}
}

func TestO5ARestartLeavesADirectLinkAlone(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l)
	agent, customer := goLive(s)
	agent.send(wire.Say{Session: sessionID, ID: "m1", Text: "before"})
	expect[wire.Said](customer)
	s.stop()
	for name, p := range map[string]*peer{"agent": agent, "customer": customer} {
		if bye := expect[wire.Bye](p); bye.RetryMS < 300 || bye.RetryMS > 3000 {
			t.Errorf("%s: come back after %d ms", name, bye.RetryMS)
		}
		if code := p.closeCode(); code != wire.CloseRestart {
			t.Errorf("%s closed with %d", name, code)
		}
	}
	if l.state() != wire.StateLive {
		t.Fatalf("state after the stop: %s", l.state())
	}

	s = serve(t, l)
	agent, _ = s.agent()
	agent.send(linkUp(agent, "a1"))
	agent.send(offer("a2"))
	expect(agent, func(m wire.Said) bool { return m.Text == "before" })
	agent.barrier()
	customer, state := s.customer()
	if state.State != wire.StateLive {
		t.Errorf("back to %s", state.State)
	}
	customer.send(linkUp(customer, "a1"))
	none[wire.OfferReady](t, customer.barrier())
	customer.send(linkDown(customer, "a1")) // and the way on is there
	expect(customer, func(m wire.OfferReady) bool { return m.Attempt == "a2" })
}

func TestARestartAfterWhichNobodySpeaksOfALink(t *testing.T) {
	s := serve(t, newLedger(wire.StateLive))
	agent, _ := s.agent()
	customer, _ := s.customer()
	expectState(customer, wire.StateInterrupted)
	expect[wire.OfferWanted](agent)
}

func TestARestartTakesWhatItRelayedWithIt(t *testing.T) {
	relayed := func(p *peer) wire.Link {
		l := linkUp(p, "a1")
		l.Path = wire.PathRelay
		return l
	}
	l := newLedger(wire.StateLive)
	l.carriesNothing = true
	s := serve(t, l)
	agent, _ := s.agent()
	agent.send(relayed(agent))
	agent.send(offer("a2"))
	agent.barrier()
	customer, state := s.customer()
	if state.State != wire.StateInterrupted {
		t.Errorf("back to %s", state.State)
	}
	customer.send(relayed(customer))
	expect(customer, func(m wire.OfferReady) bool { return m.Attempt == "a2" })
}

func TestARestartThatTheLinkDidNotSurvive(t *testing.T) {
	l := newLedger(wire.StateLive)
	s := serve(t, l)
	agent, _ := s.agent()
	customer, _ := s.customer()
	agent.send(wire.Candidate{Session: sessionID, Attempt: "a1", Candidate: "late"}) // of a link that may be up: not refused
	none[wire.Fault](t, agent.barrier())
	agent.send(linkDown(agent, "a1"))
	expectState(customer, wire.StateInterrupted)
	expect[wire.OfferWanted](agent)
	agent.send(offer("a2"))
	expect(customer, func(m wire.OfferReady) bool { return m.Attempt == "a2" })
}
