package signaling_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func TestM6TheAgentIsToldThatTheCustomerIsOutsideTheSite(t *testing.T) {
	for name, leave := range map[string]func(*server, *peer){
		"by its socket": func(_ *server, page *peer) { page.send(wire.Leaving{To: wire.DestinationOutside}) },
		"past a socket that the browser has closed": func(s *server, page *peer) {
			_ = page.conn.CloseNow()
			if err := s.hub.Leave(t.Context(), sessionID, token, "a1", wire.DestinationOutside); err != nil {
				t.Fatal(err)
			}
		},
	} {
		t.Run(name, func(t *testing.T) {
			s := serve(t, newLedger(wire.StateRedeemed))
			agent, page := goLive(s)
			leave(s, page)
			expect(agent, func(m wire.StateChanged) bool {
				return m.State == wire.StateInterrupted && m.Reason == wire.ReasonOutside
			})
		})
	}
}

func TestAPagesLastWordCorrectsWhatTheAgentsBrowserSawFirst(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, page := goLive(s)
	agent.send(wire.Link{Session: sessionID, Attempt: "a1"})
	expect(agent, func(m wire.StateChanged) bool { return m.Reason == wire.ReasonLinkLost })
	page.send(wire.Leaving{To: wire.DestinationOutside})
	expect(agent, func(m wire.StateChanged) bool { return m.Reason == wire.ReasonOutside })
}

// resumeOnto has the next page resume, and take the agent's spare offer under this attempt.
func resumeOnto(t *testing.T, s *server, agent *peer, attempt string) {
	t.Helper()
	agent.send(offer(attempt))
	agent.barrier()
	if _, err := s.hub.Resume(t.Context(), sessionID, token); err != nil {
		t.Fatal(err)
	}
}

func TestAWordThatTheNextPageHasOvertakenCountsForNothing(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, _ := goLive(s)
	resumeOnto(t, s, agent, "a2")
	agent.barrier()
	if err := s.hub.Leave(t.Context(), sessionID, token, "a1", wire.DestinationOutside); err != nil {
		t.Fatal(err)
	}
	none[wire.StateChanged](t, agent.barrier())
}

func TestM6ACustomerWhoIsExpectedBackIsWaitedFor(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateRedeemed))
		agent, page := goLive(s)
		page.send(wire.ExpectReturn{Title: "Example Pay", Minutes: 15})
		page.barrier()
		start := time.Now()
		page.send(wire.Leaving{To: wire.DestinationOutside})
		expect(agent, func(m wire.StateChanged) bool { return m.Reason == wire.ReasonExpected && m.AwayTitle == "Example Pay" })
		if m := expectState(agent, wire.StateEnded); m.Reason != wire.ReasonTimedOut {
			t.Errorf("reason: %s", m.Reason)
		}
		since(t, "ended", start, 15*time.Minute-time.Second, 15*time.Minute+time.Second)
	})
}

// The customer's page may know that it is seen, and be left, before the agent's browser has told the server that the link is up.
func TestM6AnAbsenceSaidBeforeTheLinkIsUpStands(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, _ := goLive(s)
	resumeOnto(t, s, agent, "a2")
	next, _ := s.customer()
	next.send(wire.ExpectReturn{Title: "Example Pay", Minutes: 15})
	next.barrier()
	agent.send(linkUp(agent, "a2"))
	expectState(agent, wire.StateLive)
	next.send(wire.Leaving{To: wire.DestinationOutside})
	expect(agent, func(m wire.StateChanged) bool { return m.Reason == wire.ReasonExpected && m.AwayTitle == "Example Pay" })
}

func TestM6AnAbsenceEndsWithTheNextPage(t *testing.T) {
	s := serve(t, newLedger(wire.StateRedeemed))
	agent, page := goLive(s)
	page.send(wire.ExpectReturn{Title: "Example Pay", Minutes: 15})
	page.send(wire.Leaving{To: wire.DestinationOutside})
	expect(agent, func(m wire.StateChanged) bool { return m.Reason == wire.ReasonExpected })
	if _, err := s.hub.Resume(t.Context(), sessionID, token); err != nil {
		t.Fatal(err)
	}
	back, _ := s.customer()
	back.send(wire.Leaving{To: wire.DestinationOutside})
	expect(agent, func(m wire.StateChanged) bool { return m.Reason == wire.ReasonOutside })
}

func TestAnAbsenceThatWasTakenBackIsNone(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateRedeemed))
		agent, page := goLive(s)
		page.send(wire.ExpectReturn{Title: "Example Pay", Minutes: 15})
		page.send(wire.ExpectReturn{})
		start := time.Now()
		page.send(wire.Leaving{})
		expect(agent, func(m wire.StateChanged) bool { return m.Reason == wire.ReasonNavigating && m.AwayTitle == "" })
		expectState(agent, wire.StateEnded)
		since(t, "ended", start, signaling.DefaultPatience, signaling.DefaultPatience+time.Second)
	})
}
