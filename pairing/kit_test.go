package pairing_test

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// swift answers wrong codes at once, for tests that are not about time.
var swift = pairing.Limits{Delay: time.Nanosecond}

// open makes a service on a store of its own.
func open(t *testing.T, c pairing.Config) *pairing.Service {
	t.Helper()
	return serve(t, openStore(t, filepath.Join(t.TempDir(), "tandem.db")), c)
}

func openStore(t *testing.T, path string) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(context.Background(), bolt.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func serve(t *testing.T, s pairing.Buckets, c pairing.Config) *pairing.Service {
	t.Helper()
	c.Store = s
	service, err := pairing.New(c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = service.Close() })
	return service
}

// issue asks for a code as agent Ada.
func issue(t *testing.T, s *pairing.Service) pairing.Issued {
	t.Helper()
	p, err := s.Issue(t.Context(), pairing.IssueRequest{AgentID: "ada", AgentName: "Ada Byron"})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

// issueMany asks for n codes at once.
func issueMany(t *testing.T, s *pairing.Service, n int) []pairing.Issued {
	t.Helper()
	all := make([]pairing.Issued, n)
	race(t, n, nil, func(i int) (err error) {
		all[i], err = s.Issue(t.Context(), pairing.IssueRequest{AgentID: "ada", AgentName: "Ada Byron"})
		return err
	})
	return all
}

// address is the i-th of addresses that share no network.
func address(i int) netip.Addr {
	return netip.AddrFrom4([4]byte{10 + byte(i>>16), byte(i >> 8), byte(i), 1})
}

func redeem(t *testing.T, s *pairing.Service, code pairing.Code) (pairing.Redeemed, error) {
	t.Helper()
	return s.Redeem(t.Context(), "shop", code.Digits(), address(0))
}

// other is the code with another secret.
func other(c pairing.Code, by int) pairing.Code {
	var n int
	if _, err := fmt.Sscanf("1"+c.Secret, "%d", &n); err != nil {
		panic(err)
	}
	c.Secret = fmt.Sprintf("%03d", (n+by)%1000)
	return c
}

func want(t *testing.T, got, sentinel error) {
	t.Helper()
	if !errors.Is(got, sentinel) {
		t.Fatalf("got %v, want %v", got, sentinel)
	}
}

func wantState(t *testing.T, s *pairing.Service, id string, state wire.State, reason wire.Reason) pairing.Pairing {
	t.Helper()
	p, err := s.Get(t.Context(), id)
	if err != nil || p.State != state || p.Reason != reason {
		t.Fatalf("pairing is %s (%s), want %s (%s): %v", p.State, p.Reason, state, reason, err)
	}
	return p
}

// race lets n go at once and counts those who succeed; the others must fail with the sentinel.
func race(t *testing.T, n int, sentinel error, try func(i int) error) int {
	t.Helper()
	var won atomic.Int32
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-start
			switch err := try(i); {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, sentinel):
				t.Error(err)
			}
		})
	}
	close(start)
	all.Wait()
	return int(won.Load())
}

// paths leads a fresh pairing to each state by the shortest way.
var paths = map[wire.State][]wire.State{
	wire.StateIssued:      nil,
	wire.StateExpired:     {wire.StateExpired},
	wire.StateWithdrawn:   {wire.StateWithdrawn},
	wire.StateRedeemed:    {wire.StateRedeemed},
	wire.StateAsking:      {wire.StateRedeemed, wire.StateAsking},
	wire.StateRefused:     {wire.StateRedeemed, wire.StateAsking, wire.StateRefused},
	wire.StateConnecting:  {wire.StateRedeemed, wire.StateAsking, wire.StateConnecting},
	wire.StateLive:        {wire.StateRedeemed, wire.StateAsking, wire.StateConnecting, wire.StateLive},
	wire.StateInterrupted: {wire.StateRedeemed, wire.StateAsking, wire.StateConnecting, wire.StateInterrupted},
	wire.StateEnded:       {wire.StateRedeemed, wire.StateEnded},
}

// lead brings a new pairing to a state; the customer consents to everything when asked.
func lead(t *testing.T, s *pairing.Service, to wire.State) pairing.Pairing {
	t.Helper()
	p := issue(t, s).Pairing
	for _, step := range paths[to] {
		var err error
		if step == wire.StateRedeemed {
			var r pairing.Redeemed
			r, err = redeem(t, s, p.Code)
			p = r.Pairing
		} else {
			p, err = s.Move(t.Context(), p.ID, step, wire.ReasonNone)
		}
		if err == nil && step == wire.StateAsking {
			p, err = s.Consent(t.Context(), p.ID, wire.Grants())
		}
		if err != nil {
			t.Fatalf("on the way to %s: %v", to, err)
		}
	}
	return p
}
