package turn

import (
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// dual makes a client with relays of both families.
func dual(t *testing.T, s *Server, transport Transport) (c *turnclient.Client, relay4, relay6 netip.AddrPort) {
	t.Helper()
	c = connect(t, s, transport, s.Credentials("dual", Agent, time.Now()))
	if err := c.Refresh(0); code(err) != stun.AllocationMismatch {
		t.Fatalf("to learn realm and nonce: %v", err)
	}
	m, err := c.Do(stun.Allocate, udpAnd(attr(stun.AdditionalAddressFamily, stun.IPv6, 0, 0, 0)))
	if err != nil {
		t.Fatal(err)
	}
	for a, v := range m.All() {
		if at, ok := stun.ParseAddress(v, m.TransactionID); ok && a == stun.XORRelayedAddress {
			if at.Addr().Is4() {
				relay4 = at
			} else {
				relay6 = at
			}
		}
	}
	if !relay4.IsValid() || !relay6.IsValid() || m.Has(stun.AddressErrorCode) {
		t.Fatalf("relayed addresses %v and %v", relay4, relay6)
	}
	return c, relay4, relay6
}

func startDual(t *testing.T, change func(*Config)) *Server {
	t.Helper()
	return start(t, func(c *Config) {
		withTLS(t)(c)
		c.Relays = []Relay{{Bind: netip.MustParseAddr("127.0.0.1")}, {Bind: netip.MustParseAddr("::1")}}
		if change != nil {
			change(c)
		}
	})
}

func peerOn(t *testing.T, bind string) (*net.UDPConn, netip.AddrPort) {
	t.Helper()
	c, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.MustParseAddrPort(bind)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c, addrPort(c.LocalAddr())
}

// O2: RFC 8656 §7.2: one Allocate for both families; packets pass to and from peers of either, by channel and by
// indication, and each peer sees them come from the relayed address of its own family.
func TestDualAllocationRelaysToBothFamilies(t *testing.T) {
	for _, transport := range []Transport{UDP, TCP, TLS} {
		t.Run(string(transport), func(t *testing.T) {
			s := startDual(t, nil)
			c, relay4, relay6 := dual(t, s, transport)
			for i, bind := range []string{"127.0.0.1:0", "[::1]:0"} {
				peer, at := peerOn(t, bind)
				relay := []netip.AddrPort{relay4, relay6}[i]
				if err := c.Permit(at); err != nil {
					t.Fatal(err)
				}
				if err := c.SendTo(at, []byte("indicated")); err != nil {
					t.Fatal(err)
				}
				expectAt(t, peer, relay, "indicated")
				number := uint16(0x4000 + i)
				if err := c.Bind(number, at); err != nil {
					t.Fatal(err)
				}
				if err := c.SendOn(number, []byte("channelled")); err != nil {
					t.Fatal(err)
				}
				expectAt(t, peer, relay, "channelled")
				if _, err := peer.WriteToUDPAddrPort([]byte("back"), relay); err != nil {
					t.Fatal(err)
				}
				frame, err := c.Receive(5 * time.Second)
				if err != nil || !strings.HasPrefix(string(frame[4:]), "back") || frame[1] != byte(i) {
					t.Fatalf("from the peer came %q: %v", frame, err)
				}
			}
		})
	}
}

func expectAt(t *testing.T, peer *net.UDPConn, from netip.AddrPort, want string) {
	t.Helper()
	buf := make([]byte, 100)
	if err := peer.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	n, source, err := peer.ReadFromUDPAddrPort(buf)
	if err != nil || string(buf[:n]) != want || netip.AddrPortFrom(source.Addr().Unmap(), source.Port()) != from {
		t.Fatalf("%q from %v, want %q from %v: %v", buf[:n], source, want, from, err)
	}
}

// O2: permissions for peers of both families in one request are granted all or not at all; a channel number is the
// client's, whatever the family.
func TestDualAllocationGrantsByFamily(t *testing.T) {
	s := startDual(t, nil)
	c, relay4, relay6 := dual(t, s, UDP)
	if err := c.Permit(netip.MustParseAddrPort("127.0.0.1:9"), netip.MustParseAddrPort("[fe80::1]:9")); code(err) != stun.Forbidden {
		t.Errorf("one of two is forbidden: %v", err)
	}
	for _, relay := range []netip.AddrPort{relay4, relay6} {
		if n := len(s.table.at(relay).peers.Load().permissions); n != 0 {
			t.Errorf("%v: %d permissions, want none", relay, n)
		}
	}
	if err := c.Permit(netip.MustParseAddrPort("127.0.0.1:9"), netip.MustParseAddrPort("[::1]:9")); err != nil {
		t.Errorf("both: %v", err)
	}
	if err := c.Bind(0x4000, netip.MustParseAddrPort("127.0.0.1:9")); err != nil {
		t.Fatal(err)
	}
	if err := c.Bind(0x4000, netip.MustParseAddrPort("[::1]:9")); code(err) != stun.BadRequest {
		t.Errorf("the number of the other family's channel: %v", err)
	}
}

// O2: RFC 8656 §8.2: a Refresh that names a family is for that one alone; the other stays, under the same 5-tuple. One
// that names none is for both.
func TestDualAllocationEndsByFamilyOrWhole(t *testing.T) {
	for name, first := range map[string]byte{"IPv4 first": stun.IPv4, "IPv6 first": stun.IPv6} {
		t.Run(name, func(t *testing.T) {
			s := startDual(t, nil)
			c, relay4, relay6 := dual(t, s, UDP)
			gone, stays := relay4, relay6
			if first == stun.IPv6 {
				gone, stays = relay6, relay4
			}
			end := func(family byte) error {
				_, err := c.Do(stun.Refresh, both(attr(stun.Lifetime, 0, 0, 0, 0), attr(stun.RequestedAddressFamily, family, 0, 0, 0)))
				return err
			}
			if err := end(first); err != nil {
				t.Fatal(err)
			}
			if s.table.at(gone) != nil || s.table.at(stays) == nil || s.Allocations() != 1 {
				t.Fatalf("%d allocations are left", s.Allocations())
			}
			if err := end(first); code(err) != stun.PeerFamilyMismatch {
				t.Errorf("the family that is gone: %v", err)
			}
			if err := c.Permit(netip.AddrPortFrom(stays.Addr(), 9)); err != nil {
				t.Errorf("the family that stays: %v", err)
			}
			if err := c.Refresh(0); err != nil || s.Allocations() != 0 {
				t.Errorf("%d allocations at the end: %v", s.Allocations(), err)
			}
		})
	}
	t.Run("whole", func(t *testing.T) {
		s := startDual(t, nil)
		c, _, _ := dual(t, s, UDP)
		if err := c.Refresh(10 * time.Minute); err != nil {
			t.Fatal(err)
		}
		if err := c.Refresh(0); err != nil || s.Allocations() != 0 {
			t.Errorf("%d allocations after a Refresh of 0: %v", s.Allocations(), err)
		}
		_, _, _ = dual(t, s, TCP)
		s.EndSession("dual")
		waitFor(t, "the session's end", func() bool { return s.Allocations() == 0 })
	})
	t.Run("with its connection", func(t *testing.T) {
		s := startDual(t, nil)
		c, _, _ := dual(t, s, TCP)
		_ = c.Close()
		waitFor(t, "the end of both", func() bool { return s.Allocations() == 0 })
	})
}

// O2: RFC 8656 §7.2: where only one family can be had, the client gets that and is told why the other is not there.
func TestDualAllocationInPart(t *testing.T) {
	v4, v6 := Relay{Bind: netip.MustParseAddr("127.0.0.1")}, Relay{Bind: netip.MustParseAddr("::1")}
	for name, row := range map[string]struct {
		relays  []Relay
		perUser int
		missing byte
		why     stun.Code
	}{
		"no IPv6":    {[]Relay{v4}, 8, stun.IPv6, stun.FamilyNotSupported},
		"no IPv4":    {[]Relay{v6}, 8, stun.IPv4, stun.FamilyNotSupported},
		"over quota": {[]Relay{v4, v6}, 1, stun.IPv6, stun.InsufficientCapacity},
	} {
		t.Run(name, func(t *testing.T) {
			s := startDual(t, func(c *Config) { c.Relays, c.Limits.AllocationsPerUser = row.relays, row.perUser })
			c := connect(t, s, UDP, s.Credentials("part", Agent, time.Now()))
			m, err := c.Do(stun.Allocate, udpAnd(attr(stun.AdditionalAddressFamily, stun.IPv6, 0, 0, 0)))
			if err != nil {
				t.Fatal(err)
			}
			why, _ := m.Get(stun.AddressErrorCode)
			if len(why) < 4 || why[0] != row.missing || stun.Code(why[2])*100+stun.Code(why[3]) != row.why || s.Allocations() != 1 {
				t.Errorf("ADDRESS-ERROR-CODE %x with %d allocations", why, s.Allocations())
			}
		})
	}
}
