package pairing

import (
	"encoding/binary"
	"errors"
	"net/netip"
	"testing"
	"time"

	"github.com/rs/zerolog"
)

// guarded is a guard with a clock that the test sets.
type guarded struct {
	*guard
	t   *testing.T
	now time.Time
}

func newGuarded(t *testing.T) *guarded {
	g := &guarded{t: t, now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)}
	guard, err := newGuard(Limits{}, func() time.Time { return g.now }, zerolog.Nop())
	if err != nil {
		t.Fatal(err)
	}
	g.guard = guard
	return g
}

// wrong lets an address guess n times and returns how many were admitted.
func (g *guarded) wrong(from string, n int) (admitted int) {
	g.t.Helper()
	for range n {
		if _, err := g.admit(netip.MustParseAddr(from)); err == nil {
			admitted++
		} else if !errors.Is(err, ErrTooManyTries) {
			g.t.Fatal(err)
		}
	}
	return admitted
}

func (g *guarded) expect(what string, got, want int) {
	g.t.Helper()
	if got != want {
		g.t.Errorf("%s: %d admitted, want %d", what, got, want)
	}
}

func TestOneAddressHasFiveTries(t *testing.T) {
	g := newGuarded(t)
	g.expect("an address", g.wrong("192.0.2.1", 100), DefaultPerAddress)
	g.expect("the same, written as IPv6", g.wrong("::ffff:192.0.2.1", 100), 0)
	g.expect("a /64", g.wrong("2001:db8::1", 100), DefaultPerAddress)
	g.expect("another of the /64", g.wrong("2001:db8::ffff:1", 100), 0)
	g.expect("another with a zone", g.wrong("2001:db8::3%eth0", 100), 0)
	g.expect("the next /64", g.wrong("2001:db8:0:1::1", 100), DefaultPerAddress)
	g.now = g.now.Add(2 * DefaultAddressWindow)
	g.expect("the address two windows later", g.wrong("192.0.2.1", 100), DefaultPerAddress)
}

func TestRightCodesCostNothing(t *testing.T) {
	g := newGuarded(t)
	office := netip.MustParseAddr("192.0.2.1")
	for range 1000 {
		try, err := g.admit(office)
		if err != nil {
			t.Fatal(err)
		}
		try.giveBack()
	}
	g.expect("the office after a thousand customers", g.wrong("192.0.2.1", 100), DefaultPerAddress)
	g.expect("budget", int(g.budget), DefaultBurst-(DefaultPerAddress-DefaultFreeTries))
}

// Those with wrong codes behind them share one budget; a newcomer never depends on it.
func TestFloodLeavesNewcomersAlone(t *testing.T) {
	g := newGuarded(t)
	admitted, newcomers := 0, 0
	const seconds = 300
	for second := range seconds {
		for i := range 100 {
			admitted += g.wrong(address(i), 3)
		}
		for range 10 {
			newcomers++
			g.expect("a newcomer during the flood", g.wrong(address(1000+newcomers), DefaultFreeTries), DefaultFreeTries)
		}
		g.now = g.now.Add(time.Second)
		if limit := 100*DefaultFreeTries + int(DefaultBurst) + second*int(DefaultRate) + 1; admitted > limit {
			t.Fatalf("after %d s %d guesses of the flood were admitted, the limit is %d", second, admitted, limit)
		}
	}
	if admitted < seconds {
		t.Errorf("only %d admitted: the budget was not used", admitted)
	}
}

// A whole network of fresh addresses is one guesser.
func TestNetworksAreCounted(t *testing.T) {
	for name, next := range map[string]func(i int) netip.Addr{
		"IPv4 /24": func(i int) netip.Addr { return netip.AddrFrom4([4]byte{192, 0, 2, byte(i)}) },
		"IPv6 /48": func(i int) netip.Addr {
			a := netip.MustParseAddr("2001:db8:7::1").As16()
			binary.BigEndian.PutUint16(a[6:], uint16(i))
			return netip.AddrFrom16(a)
		},
	} {
		g := newGuarded(t)
		admitted := 0
		for i := range 256 {
			admitted += g.wrong(next(i).String(), 2)
		}
		g.expect(name, admitted, DefaultFreePerNetwork+int(DefaultBurst))
	}
}

func TestGuessersAreForgotten(t *testing.T) {
	g := newGuarded(t)
	for i := range 100 {
		g.wrong(address(i), 5)
	}
	g.expect("a guesser, later", g.wrong(address(50), 1), 0)
	g.now = g.now.Add(2 * DefaultMemory)
	g.budget, g.filled = 0, g.now
	g.expect("a guesser, long after", g.wrong(address(50), 5), DefaultFreeTries)
}

func TestRetryAfterIsKept(t *testing.T) {
	g := newGuarded(t)
	for _, from := range []string{"192.0.2.1", "198.51.100.1"} {
		g.wrong(from, 5)
		throttled := new(Throttled)
		if _, err := g.admit(netip.MustParseAddr(from)); !errors.As(err, &throttled) {
			t.Fatal(err)
		}
		// The older half may not be the one in which the tries were: then it is said once more, and then it is true.
		for range 2 {
			g.now = g.now.Add(throttled.RetryAfter)
			if _, err := g.admit(netip.MustParseAddr(from)); err == nil {
				break
			} else if !errors.As(err, &throttled) {
				t.Fatal(err)
			}
		}
		g.expect("after waiting as told", g.wrong(from, 1), 1)
	}
}

func TestClockJumps(t *testing.T) {
	g := newGuarded(t)
	g.wrong("192.0.2.1", 5)
	g.now = g.now.Add(-time.Hour)
	g.expect("a newcomer after an hour back", g.wrong("198.51.100.1", 1), 1)
	g.now = g.now.Add(1000 * time.Hour)
	g.expect("an address after a thousand hours", g.wrong("192.0.2.1", 9), DefaultPerAddress)
}

// The sketch never counts too little, and seldom too much.
func TestSketch(t *testing.T) {
	now := time.Now()
	s := newSketch(knownColumns, time.Minute, now)
	const n = 20_000
	for i := range n {
		for range 1 + i%3 {
			s.add(netip.MustParsePrefix(address(i) + "/32"))
		}
	}
	strangers := 0
	for i := range n {
		if got := s.count(netip.MustParsePrefix(address(i) + "/32")); got < 1+i%3 {
			t.Fatalf("origin %d counted %d times, was added %d times", i, got, 1+i%3)
		}
		if s.count(netip.MustParsePrefix(address(n+i)+"/32")) > 0 {
			strangers++
		}
	}
	if expected := n / 10_000; strangers > 10*expected { // (1-exp(-20000/2^18))^4 is 3e-5
		t.Errorf("%d of %d strangers were taken for known", strangers, n)
	}
	m := s.add(netip.MustParsePrefix("2001:db8::/64"))
	s.turn(now.Add(time.Minute))
	if s.count(m.origin) != 1 {
		t.Error("forgotten after one window")
	}
	s.remove(m)
	s.turn(now.Add(2 * time.Minute))
	if s.count(m.origin) != 0 || s.count(netip.MustParsePrefix(address(2)+"/32")) != 0 {
		t.Error("remembered after two windows")
	}
	s.remove(m) // forgotten meanwhile: nothing to take back
}

// address is the i-th of addresses that share no /24.
func address(i int) string {
	return netip.AddrFrom4([4]byte{10 + byte(i>>16), byte(i >> 8), byte(i), 1}).String()
}
