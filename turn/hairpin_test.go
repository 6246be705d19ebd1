package turn

import (
	"bytes"
	"net"
	"net/netip"
	"testing"
	"time"

	dto "github.com/prometheus/client_model/go"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// dropped reads the counter of a cause.
func dropped(t testing.TB, s *Server, cause string) int {
	t.Helper()
	var m dto.Metric
	if err := s.metrics.cause[cause].Write(&m); err != nil {
		t.Fatal(err)
	}
	return int(m.GetCounter().GetValue())
}

func listenPeer(t testing.TB) *net.UDPConn {
	t.Helper()
	c, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

// relayed makes a client with an allocation.
func relayed(t testing.TB, s *Server, transport Transport, side Side) (*turnclient.Client, netip.AddrPort) {
	t.Helper()
	c := connect(t, s, transport, s.Credentials("session", side, time.Now()))
	a, err := c.Allocate(nil)
	if err != nil {
		t.Fatal(err)
	}
	return c, a.Relay
}

// O2: two browsers that both need a relay reach each other through ours, even if no relay port can be reached from
// anywhere: here clients are told an address at which nothing listens.
func TestHairpinNeedsNoReachableRelayPort(t *testing.T) {
	nowhere := Relay{Bind: netip.MustParseAddr("127.0.0.1"), External: netip.MustParseAddr("203.0.113.1")}
	for _, from := range []Transport{UDP, TCP, TLS} {
		for _, to := range []Transport{UDP, TCP, TLS} {
			t.Run(string(from)+" to "+string(to), func(t *testing.T) {
				s := start(t, func(c *Config) { withTLS(t)(c); c.Relays = []Relay{nowhere} })
				a, relayA := relayed(t, s, from, Customer)
				b, relayB := relayed(t, s, to, Agent)
				if err := a.Bind(0x4001, relayB); err != nil {
					t.Fatal(err)
				}
				if err := b.Permit(relayA); err != nil {
					t.Fatal(err)
				}
				for _, size := range []int{0, 1, 2, 3, 4, 1200} {
					payload := bytes.Repeat([]byte{byte(size)}, size)
					if err := a.SendOn(0x4001, payload); err != nil {
						t.Fatal(err)
					}
					expectIndication(t, b, relayA, payload)
					if err := b.SendTo(relayA, payload); err != nil {
						t.Fatal(err)
					}
					expectChannelData(t, a, 0x4001, payload)
				}
			})
		}
	}
}

func expectIndication(t testing.TB, c *turnclient.Client, from netip.AddrPort, payload []byte) {
	t.Helper()
	raw, err := c.Receive(5 * time.Second)
	if err != nil {
		t.Fatal(err)
	}
	var m stun.Message
	if err := m.Parse(raw); err != nil || m.Method != stun.Data || m.Class != stun.Indication {
		t.Fatalf("%v: %x is no Data indication", err, raw)
	}
	at, _ := m.Address(stun.XORPeerAddress)
	got, _ := m.Get(stun.DataValue)
	if at != from || !bytes.Equal(got, payload) {
		t.Fatalf("%d bytes from %s, want %d from %s", len(got), at, len(payload), from)
	}
}

func expectChannelData(t testing.TB, c *turnclient.Client, channel uint16, payload []byte) {
	t.Helper()
	raw, err := c.Receive(5 * time.Second)
	if err != nil {
		t.Fatal(err)
	}
	number, got, ok := stun.ParseChannelData(raw)
	if !ok || number != channel || !bytes.Equal(got, payload) {
		t.Fatalf("%x: channel %#x, %d bytes; want %#x, %d", raw, number, len(got), channel, len(payload))
	}
}

// O2: the hairpin obeys the receiver's permissions as a socket would.
func TestHairpinNeedsTheReceiversPermission(t *testing.T) {
	s := start(t, nil)
	a, relayA := relayed(t, s, UDP, Customer)
	b, relayB := relayed(t, s, UDP, Agent)
	if err := a.Permit(relayB); err != nil {
		t.Fatal(err)
	}
	if err := a.SendTo(relayB, []byte("early")); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the packet to be dropped", func() bool { return dropped(t, s, dropNoPermission) == 1 })
	if err := b.Permit(relayA); err != nil {
		t.Fatal(err)
	}
	if err := a.SendTo(relayB, []byte("in time")); err != nil {
		t.Fatal(err)
	}
	expectIndication(t, b, relayA, []byte("in time"))
}

// O2: a permission for our own relay address opens no other port of this machine.
func TestOwnRelayAddressIsReachedInMemoryOnly(t *testing.T) {
	s := start(t, nil)
	s.rules.Store(newRules(PeerPolicy{}, false, nil, []netip.Addr{netip.MustParseAddr("127.0.0.1")}))
	service := listenPeer(t)
	a, relayA := relayed(t, s, UDP, Customer)
	at := addrPort(service.LocalAddr())
	if err := a.Bind(0x4000, at); err != nil {
		t.Fatal(err)
	}
	if err := a.SendOn(0x4000, []byte("x")); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the packet to be dropped", func() bool { return dropped(t, s, dropNoAllocation) == 1 })
	if _, err := service.WriteToUDPAddrPort([]byte("x"), relayA); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the packet from a service to be dropped", func() bool { return dropped(t, s, dropNoPermission) == 1 })
}
