package turn

import (
	"crypto/rand"
	"io"
	"net"
	"net/netip"
	"os"
	"runtime"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// O2: each limit refuses what is beyond it and forgets what has been given back.
func TestAllocationLimits(t *testing.T) {
	for name, c := range map[string]struct {
		limits Limits
		second Credentials
		want   stun.Code
	}{
		"by user":    {Limits{AllocationsPerUser: 1}, Credentials{Username: "session", Password: "agent"}, stun.QuotaReached},
		"by session": {Limits{AllocationsPerSession: 1}, Credentials{Username: "session", Password: "customer"}, stun.QuotaReached},
		"by address": {Limits{AllocationsPerAddress: 1}, Credentials{Username: "other", Password: "customer"}, stun.QuotaReached},
		"in total":   {Limits{Allocations: 1}, Credentials{Username: "other", Password: "customer"}, stun.InsufficientCapacity},
	} {
		t.Run(name, func(t *testing.T) {
			s := start(t, func(cfg *Config) { cfg.Limits = c.limits })
			now := time.Now()
			first := connect(t, s, UDP, s.Credentials("session", Agent, now))
			if _, err := first.Allocate(nil); err != nil {
				t.Fatal(err)
			}
			// A later credential of the same side is the same user.
			second := connect(t, s, TCP, s.Credentials(c.second.Username, Side(c.second.Password), now.Add(-time.Minute)))
			if _, err := second.Allocate(nil); code(err) != c.want {
				t.Errorf("second: %v, want %d", err, c.want)
			}
			if err := first.Refresh(0); err != nil {
				t.Fatal(err)
			}
			if _, err := second.Allocate(nil); err != nil {
				t.Errorf("after the first was given back: %v", err)
			}
		})
	}
}

func TestPermissionAndChannelLimits(t *testing.T) {
	s := start(t, func(c *Config) { c.Limits.Permissions, c.Limits.Channels = 3, 2 })
	c, _ := relayed(t, s, UDP, Agent)
	at := func(n byte) netip.AddrPort { return netip.AddrPortFrom(netip.AddrFrom4([4]byte{127, 0, 0, n}), 9) }
	for step, got := range []struct {
		err  error
		want stun.Code
	}{
		{c.Permit(at(1), at(2)), 0},
		{c.Permit(at(3), at(4)), stun.InsufficientCapacity},
		{c.Permit(at(1), at(2)), 0}, // a refresh is not counted
		{c.Bind(0x4000, at(1)), 0},
		{c.Bind(0x4001, at(3)), 0},
		{c.Bind(0x4002, at(4)), stun.InsufficientCapacity}, // a fourth permission
		{c.Bind(0x4002, at(2)), stun.InsufficientCapacity}, // a third channel
		{c.Bind(0x4001, at(3)), 0},
	} {
		if code(got.err) != got.want {
			t.Errorf("step %d: %v, want %d", step, got.err, got.want)
		}
	}
}

func TestBandwidthLimit(t *testing.T) {
	s := start(t, func(c *Config) { c.Limits.BytesPerSecond = 20_000 }) // a burst of 5,000
	peer := listenPeer(t)
	c, _ := relayed(t, s, UDP, Agent)
	if err := c.Bind(0x4000, addrPort(peer.LocalAddr())); err != nil {
		t.Fatal(err)
	}
	for range 20 {
		if err := c.SendOn(0x4000, make([]byte, 1000)); err != nil {
			t.Fatal(err)
		}
	}
	waitFor(t, "the surplus to be dropped", func() bool { return dropped(t, s, dropRate) >= 12 })
	waitFor(t, "the bucket to fill again", func() bool {
		if err := c.SendOn(0x4000, []byte("later")); err != nil {
			t.Fatal(err)
		}
		if err := peer.SetReadDeadline(time.Now().Add(50 * time.Millisecond)); err != nil {
			t.Fatal(err)
		}
		buf := make([]byte, 1500)
		for {
			n, err := peer.Read(buf)
			if err != nil {
				return false
			}
			if string(buf[:n]) == "later" {
				return true
			}
		}
	})
}

// O2: strangers get at most ten answers a second; whoever forges a source cannot have it flooded by us.
func TestStrangersAreThrottled(t *testing.T) {
	s := start(t, nil)
	c := connect(t, s, UDP, Credentials{})
	out, in := 0, 0
	const asked = 2000
	begun := time.Now()
	for i := range asked {
		b := stun.Build(nil, []stun.Method{stun.Binding, stun.Allocate}[i%2], stun.Request, stun.TransactionID{byte(i), byte(i >> 8)})
		out += len(b.Bytes())
		if err := c.Send(b.Bytes()); err != nil {
			t.Fatal(err)
		}
	}
	answers := 0
	for {
		raw, err := c.Receive(200 * time.Millisecond)
		if err != nil {
			break
		}
		in += len(raw)
		answers++
	}
	most := 10 + int(10*time.Since(begun).Seconds()) + 1
	if answers == 0 || answers > most || in > out {
		t.Errorf("%d answers (%d bytes) to %d requests (%d bytes), want at most %d", answers, in, asked, out, most)
	}
}

func TestThrottleRefills(t *testing.T) {
	th := newThrottle(10)
	a, b := netip.MustParseAddr("192.0.2.1"), netip.MustParseAddr("2001:db8::1")
	count := func(of netip.Addr, at time.Duration) (n int) {
		for range 50 {
			if th.allow(of, at) {
				n++
			}
		}
		return n
	}
	for _, step := range []struct {
		of   netip.Addr
		at   time.Duration
		want int
	}{{a, 0, 10}, {a, 0, 0}, {b, 0, 10}, {a, 500 * time.Millisecond, 5}, {a, time.Hour, 10}, {b, 100 * time.Millisecond, 1}} {
		if got := count(step.of, step.at); got != step.want {
			t.Errorf("%s at %v: %d answers, want %d", step.of, step.at, got, step.want)
		}
	}
	// One site's IPv6 addresses are one source.
	if count(netip.MustParseAddr("2001:db8::ffff"), 100*time.Millisecond) != 0 {
		t.Error("another address of the same /64 got more")
	}
}

func TestConnectionLimits(t *testing.T) {
	s := start(t, func(c *Config) { c.Limits.ConnectionsPerAddress = 2 })
	at := s.endpoint(t, TCP).String()
	var open []net.Conn
	for range 2 {
		c, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		defer c.Close()
		open = append(open, c)
		ask(t, c)
	}
	third, err := net.Dial("tcp", at)
	if err != nil {
		t.Fatal(err)
	}
	defer third.Close()
	expectClosed(t, third)
	_ = open[0].Close()
	waitFor(t, "a place to be free", func() bool {
		c, err := net.Dial("tcp", at)
		if err != nil {
			return false
		}
		defer c.Close()
		_, err = turnclient.New(c, true).Do(stun.Binding, nil)
		return err == nil
	})
}

// ask proves that a connection is served.
func ask(t testing.TB, c net.Conn) {
	t.Helper()
	if _, err := turnclient.New(c, true).Do(stun.Binding, nil); err != nil {
		t.Fatal(err)
	}
}

func expectClosed(t testing.TB, c net.Conn) {
	t.Helper()
	if err := c.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	if _, err := io.Copy(io.Discard, c); os.IsTimeout(err) {
		t.Error("the connection is still open after 5 s")
	}
}

// O2: garbage on TCP and TLS is closed at once and leaves nothing behind.
func TestGarbageConnectionsLeaveNothingBehind(t *testing.T) {
	s := start(t, withTLS(t))
	garbage := make([]byte, 512)
	if _, err := rand.Read(garbage); err != nil {
		t.Fatal(err)
	}
	garbage[0] = 0x80 // neither STUN, ChannelData nor TLS
	throw := func(n int) {
		for i := range n {
			c, err := net.Dial("tcp", s.endpoint(t, []Transport{TCP, TLS}[i%2]).String())
			if err != nil {
				t.Fatal(err)
			}
			_, _ = c.Write(garbage)
			expectClosed(t, c)
			_ = c.Close()
		}
	}
	throw(50)
	waitFor(t, "the first to be cleared away", func() bool { return s.connections.count() == 0 })
	files, goroutines := openFiles(t), runtime.NumGoroutine()
	throw(1000)
	waitFor(t, "all to be cleared away", func() bool {
		return s.connections.count() == 0 && openFiles(t) <= files && runtime.NumGoroutine() <= goroutines
	})
	c := connect(t, s, TLS, s.Credentials("session", Agent, time.Now()))
	if _, err := c.Allocate(nil); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}

func openFiles(t testing.TB) int {
	t.Helper()
	entries, err := os.ReadDir("/proc/self/fd")
	if err != nil {
		return 0 // not on this system
	}
	return len(entries)
}
