package signaling_test

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/coder/websocket"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// since fails unless between low and high have passed since start.
func since(t *testing.T, what string, start time.Time, low, high time.Duration) {
	t.Helper()
	if d := time.Since(start); d < low || d > high {
		t.Errorf("%s after %v, want %v to %v", what, d, low, high)
	}
}

func TestASocketThatSaysNothingIsClosed(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateRedeemed))
		start := time.Now()
		silent := s.open("/ws/customer", siteURL)
		if code := silent.closeCode(); code != wire.CloseHelloTimeout {
			t.Errorf("closed with %d (%v)", code, silent.err)
		}
		since(t, "closed", start, signaling.DefaultHelloTimeout, signaling.DefaultHelloTimeout+time.Second)
	})
}

func TestAVanishedPeerIsNoticedWithin30Seconds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateRedeemed))
		agent, _ := s.agent()
		page, _, err := s.connect("/ws/customer", siteURL) //nolint:bodyclose // Dial closes it
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = page.conn.CloseNow() }()
		start := time.Now()
		page.send(wire.Hello{Session: sessionID, Token: token}) // and never reads: its pongs do not come
		expect(agent, func(m wire.StateChanged) bool { return m.CustomerHere })
		expect(agent, func(m wire.StateChanged) bool { return !m.CustomerHere })
		since(t, "noticed", start, 0, 30*time.Second)
	})
}

func TestAnIdlePeerThatIsThereStays(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateRedeemed))
		agent, customer := goLive(s)
		time.Sleep(24 * time.Hour) // of the bubble's time
		none[wire.Said](t, agent.barrier())
		customer.barrier()
	})
}

func TestP9NothingWaitsForever(t *testing.T) {
	for _, state := range []wire.State{wire.StateRedeemed, wire.StateAsking, wire.StateRefused, wire.StateConnecting, wire.StateInterrupted} {
		t.Run(string(state), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				s := serveInMemory(t, newLedger(state))
				start := time.Now()
				agent, _ := s.agent()
				if m := expectState(agent, wire.StateEnded); m.Reason != wire.ReasonTimedOut {
					t.Errorf("reason: %s", m.Reason)
				}
				since(t, "ended", start, signaling.DefaultPatience, signaling.DefaultPatience+time.Second)
			})
		})
	}
}

func TestAnUnusedCodeExpires(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateIssued))
		start := time.Now()
		agent, first := s.agent()
		if first.ExpiresInMS != 600_000 {
			t.Errorf("expires in %d ms", first.ExpiresInMS)
		}
		expectState(agent, wire.StateExpired)
		since(t, "expired", start, 10*time.Minute, 10*time.Minute+time.Second)
	})
}

func TestASessionThatNobodyIsOnEnds(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLedger(wire.StateLive)
		s := serveInMemory(t, l)
		if err := s.hub.Changed(t.Context(), sessionID); err != nil { // as at start
			t.Fatal(err)
		}
		time.Sleep(signaling.DefaultPatience - time.Second)
		agent, _ := s.agent()
		agent.send(linkUp(agent, "a1"))
		agent.barrier()
		time.Sleep(time.Hour) // an agent who watches keeps it
		if l.state() != wire.StateLive {
			t.Fatalf("state: %s", l.state())
		}
		_ = agent.conn.CloseNow()
		time.Sleep(signaling.DefaultPatience + time.Minute)
		if l.state() != wire.StateEnded {
			t.Errorf("state: %s", l.state())
		}
	})
}

func TestP9ACustomerWhoLeftWhileTheServerWasDown(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLedger(wire.StateLive)
		s := serveInMemory(t, l)
		start := time.Now()
		agent, _ := s.agent() // whose link broke meanwhile: it reports none
		agent.send(offer("a2"))
		if m := expectState(agent, wire.StateInterrupted); m.Reason != wire.ReasonCustomerGone {
			t.Errorf("reason: %s", m.Reason)
		}
		since(t, "noticed", start, signaling.DefaultAttemptTimeout, signaling.DefaultAttemptTimeout+time.Second)
		if m := expectState(agent, wire.StateEnded); m.Reason != wire.ReasonTimedOut {
			t.Errorf("ended: %s", m.Reason)
		}
		since(t, "ended", start, signaling.DefaultPatience, signaling.DefaultPatience+signaling.DefaultAttemptTimeout+time.Second)
	})
}

func TestP9ACustomerWhoComesBackLateAfterARestartIsNotGivenUp(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateLive))
		agent, _ := s.agent()
		time.Sleep(signaling.DefaultAttemptTimeout - 5*time.Second)
		customer, _ := s.customer()
		customer.send(linkUp(customer, "a1"))
		customer.barrier()
		time.Sleep(time.Minute)
		for _, m := range agent.barrier() {
			if m, ok := m.(wire.StateChanged); ok && m.State != wire.StateLive {
				t.Errorf("state: %s (%s)", m.State, m.Reason)
			}
		}
	})
}

func TestP9HowLongItHasBeenGoingOnSurvivesAReload(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateRedeemed))
		before, first := s.agent()
		if first.RunningMS != 0 {
			t.Errorf("running for %d ms before it began", first.RunningMS)
		}
		_ = before.conn.CloseNow()
		goLive(s)
		time.Sleep(65 * time.Second)
		if _, state := s.agent(); state.RunningMS < 65_000 || state.RunningMS > 66_000 {
			t.Errorf("running for %d ms, want 65 s", state.RunningMS)
		}
	})
}

func TestAnAttemptThatComesToNothingIsFollowedByTheNext(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateRedeemed))
		agent, _ := s.agent()
		agent.send(offer("a1"))
		agent.barrier()
		customer, _ := s.customer()
		customer.send(viewOnly)
		expect[wire.OfferReady](customer)
		start := time.Now()
		agent.send(offer("a2")) // from the same window: kept as the spare
		expect(customer, func(m wire.OfferReady) bool { return m.Attempt == "a2" })
		since(t, "the next", start, signaling.DefaultAttemptTimeout, signaling.DefaultAttemptTimeout+time.Second)
		if m := expectState(agent, wire.StateInterrupted); m.Reason != wire.ReasonLinkLost {
			t.Errorf("reason: %s", m.Reason)
		}
		expect[wire.OfferWanted](agent) // and when that comes to nothing too, another is asked for…
		start = time.Now()
		expect[wire.OfferWanted](agent) // …and again if the window does not react
		since(t, "asked again", start, signaling.DefaultAttemptTimeout, signaling.DefaultAttemptTimeout+time.Second)
	})
}

func TestWhatTheStorageRefusesIsTriedAgain(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		l := newLedger(wire.StateRedeemed)
		s := serveInMemory(t, l)
		agent, _ := s.agent()
		agent.send(offer("a1"))
		agent.barrier()
		customer, _ := s.customer()
		customer.send(viewOnly)
		expect[wire.OfferReady](customer)
		l.refuse(errDisk)
		customer.send(linkUp(customer, "a1"))
		customer.send(wire.Stop{})
		expect(customer, func(m wire.Fault) bool { return m.Code == wire.FaultStorage })
		time.Sleep(time.Minute)
		l.refuse(nil)
		expectState(agent, wire.StateLive)
	})
}

func TestCloseDoesNotWaitForPeersForever(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateRedeemed))
		deaf, _, err := s.connect("/ws/customer", siteURL) //nolint:bodyclose // Dial closes it
		if err != nil {
			t.Fatal(err)
		}
		defer func() { _ = deaf.conn.CloseNow() }()
		deaf.send(wire.Hello{Session: sessionID, Token: token})
		start := time.Now()
		_ = s.hub.Close(t.Context())
		since(t, "closed", start, 0, 25*time.Second)
		if _, _, err := s.connect("/ws/customer", siteURL); err == nil { //nolint:bodyclose // there is none
			t.Error("a closed hub let somebody in")
		}
	})
}

func TestHalfOpenHandshakesAndFramesAreNotKept(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateRedeemed))
		customer, _ := s.customer()
		// The head of a frame of 100 bytes, masked, and then nothing.
		if _, err := customer.raw.Write([]byte{0x81, 0x80 | 100, 1, 2, 3, 4, 'x'}); err != nil {
			t.Fatal(err)
		}
		start := time.Now()
		if code := customer.closeCode(); code != websocket.StatusCode(-1) {
			t.Errorf("closed with %d", code)
		}
		since(t, "dropped", start, 0, 30*time.Second)
	})
}

// TestARestartDoesNotBringEverybodyBackAtOnce: each is told a time of its own, spread over what the protocol says.
func TestARestartDoesNotBringEverybodyBackAtOnce(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		s := serveInMemory(t, newLedger(wire.StateRedeemed))
		windows := make([]*peer, 200)
		for i := range windows {
			windows[i] = s.open("/ws/agent?as=ada", consoleAt)
		}
		s.stop()
		const first, last, parts = 300, 3000, 9
		var told [parts]int
		for _, w := range windows {
			after := expect[wire.Bye](w).RetryMS
			if after < first || after >= last {
				t.Fatalf("back after %d ms", after)
			}
			told[(after-first)*parts/(last-first)]++
			if code := w.closeCode(); code != wire.CloseRestart {
				t.Errorf("closed with %d", code)
			}
		}
		for i, n := range told { // 22 are expected in each; 3 or fewer come once in ten million runs
			if n <= 3 {
				t.Errorf("%d of 200 in part %d of %d: %v", n, i+1, parts, told)
			}
		}
	})
}
