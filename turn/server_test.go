package turn

import (
	"bytes"
	"context"
	"net"
	"net/netip"
	"testing"
	"time"

	pion "github.com/pion/turn/v5"
	"github.com/rs/zerolog"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// underTest is the engine that start uses; nil is the system's own. Tests of this package run one after the other.
var underTest func(*Server) (engine, error)

func testSecret() []byte { return bytes.Repeat([]byte{1}, SecretSize) }

// start runs a server on loopback and closes it after the test.
func start(t testing.TB, change func(*Config)) *Server {
	t.Helper()
	ls, err := Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{
		Listeners: ls, Realm: "example.org", Secret: testSecret(), Log: zerolog.New(zerolog.NewTestWriter(t)),
	}
	cfg.engine = underTest
	if change != nil {
		change(&cfg)
	}
	s, err := New(cfg)
	if err != nil {
		_ = ls.Close()
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := s.Close(ctx); err != nil {
			t.Errorf("close: %v", err)
		}
	})
	return s
}

// udpAddr is where a server listens for UDP (and TCP).
func (s *Server) udpAddr() netip.AddrPort { return s.endpoints[0].Addr }

// dial makes a pion client over the given transport; pion's client is the independent implementation that we are
// tested against.
func dial(t *testing.T, s *Server, transport Transport, c Credentials) *pion.Client {
	t.Helper()
	var conn net.PacketConn
	if transport == UDP {
		pc, err := net.ListenPacket("udp4", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		conn = pc
	} else {
		tc, err := net.Dial("tcp4", s.udpAddr().String())
		if err != nil {
			t.Fatal(err)
		}
		conn = pion.NewSTUNConn(tc)
	}
	cl, err := pion.NewClient(&pion.ClientConfig{
		STUNServerAddr: s.udpAddr().String(), TURNServerAddr: s.udpAddr().String(), Conn: conn,
		Username: c.Username, Password: c.Password, Realm: "example.org", LoggerFactory: quiet{},
	})
	if err != nil {
		t.Fatal(err)
	}
	if err := cl.Listen(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { cl.Close(); _ = conn.Close() })
	return cl
}

// O2: a relay carries packets both ways, over UDP and TCP.
func TestRelayCarriesPacketsBothWays(t *testing.T) {
	s := start(t, nil)
	for _, transport := range []Transport{UDP, TCP} {
		t.Run(string(transport), func(t *testing.T) {
			cl := dial(t, s, transport, s.Credentials("session", Customer, time.Now()))
			relay := allocate(t, cl)
			peer, err := net.ListenPacket("udp4", "127.0.0.1:0")
			if err != nil {
				t.Fatal(err)
			}
			defer peer.Close()
			carry(t, relay, peer, peer.LocalAddr())
			carry(t, peer, relay, relay.LocalAddr())
		})
	}
}

// allocate makes a relay and releases it before its client is closed.
func allocate(t *testing.T, cl *pion.Client) net.PacketConn {
	t.Helper()
	relay, err := cl.Allocate()
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = relay.Close() })
	return relay
}

// carry sends one packet and waits for it.
func carry(t *testing.T, from, to net.PacketConn, addr net.Addr) {
	t.Helper()
	want := []byte("packet for " + addr.String())
	if _, err := from.WriteTo(want, addr); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 1500)
	if err := to.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	n, _, err := to.ReadFrom(buf)
	if err != nil || !bytes.Equal(buf[:n], want) {
		t.Fatalf("got %q, %v; want %q", buf[:n], err, want)
	}
}

// O2: the end of a session is the end of its allocations, and of nobody else's.
func TestEndSessionEndsItsAllocations(t *testing.T) {
	s := start(t, nil)
	now := time.Now()
	ended := s.Credentials("ended", Customer, now)
	relay := allocate(t, dial(t, s, UDP, ended))
	other := allocate(t, dial(t, s, UDP, s.Credentials("other", Agent, now)))
	if !s.Carries("ended") || s.Carries("never") {
		t.Error("the server does not know whom it carries")
	}
	s.EndSession("ended")
	at := net.UDPAddrFromAddrPort(addrPort(relay.LocalAddr()))
	waitFor(t, "the relay port to be released", func() bool {
		c, err := net.ListenUDP("udp4", at)
		if err != nil {
			return false
		}
		return c.Close() == nil
	})
	if _, err := dial(t, s, UDP, ended).Allocate(); err == nil {
		t.Error("the ended session's credential still makes allocations")
	}
	peer, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer peer.Close()
	carry(t, other, peer, peer.LocalAddr())
}

// waitFor polls a condition of the kernel's that has no event.
func waitFor(t *testing.T, what string, done func() bool) {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 5*time.Second)
	defer cancel()
	tick := time.NewTicker(2 * time.Millisecond)
	defer tick.Stop()
	for !done() {
		select {
		case <-tick.C:
		case <-ctx.Done():
			t.Fatalf("waited 5 s for %s", what)
		}
	}
}
