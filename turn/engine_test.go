package turn

import (
	"bytes"
	"fmt"
	"net"
	"net/netip"
	"testing"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// The engines are held equal by one suite: everything that moves or stops packets runs on the portable one, too.
func TestPortableEngineDoesTheSame(t *testing.T) {
	underTest = newPortableEngine
	defer func() { underTest = nil }()
	for name, test := range map[string]func(*testing.T){
		"both ways":             TestRelayCarriesPacketsBothWays,
		"every size and header": TestPacketsOfEverySizeArrive,
		"hairpin":               TestHairpinNeedsNoReachableRelayPort,
		"hairpin's permission":  TestHairpinNeedsTheReceiversPermission,
		"own relay address":     TestOwnRelayAddressIsReachedInMemoryOnly,
		"expired permission":    TestExpiredPermissionPassesNothing,
		"expired channel":       TestExpiredChannelCarriesNothing,
		"refreshed permission":  TestRefreshedPermissionLives,
		"deleted allocation":    TestDeletedAllocationPassesNothing,
		"changed policy":        TestChangedPolicyStopsPackets,
		"end of session":        TestEndOfSessionStopsPackets,
		"bandwidth":             TestBandwidthLimit,
		"bursts":                TestBurstsKeepTheirOrder,
		"IPv6":                  TestIPv6,
	} {
		t.Run(name, test)
	}
}

// O2: every size that fits passes unchanged, in both directions, with and without a channel.
func TestPacketsOfEverySizeArrive(t *testing.T) {
	s := start(t, nil)
	peer := listenPeer(t)
	at := addrPort(peer.LocalAddr())
	for _, transport := range []Transport{UDP, TCP} {
		c, relay := relayed(t, s, transport, Agent)
		if err := c.Bind(0x4000, at); err != nil {
			t.Fatal(err)
		}
		for _, size := range []int{0, 1, 2, 3, 4, 5, 1199, 1200, 1472, 2000, maxPacket - stun.ChannelHeaderSize} {
			payload := bytes.Repeat([]byte{byte(size), byte(size >> 8)}, size)[:size]
			if err := c.SendOn(0x4000, payload); err != nil {
				t.Fatal(err)
			}
			receive(t, peer, string(payload))
			if _, err := peer.WriteToUDPAddrPort(payload, relay); err != nil {
				t.Fatal(err)
			}
			expectChannelData(t, c, 0x4000, payload)
		}
	}
	if _, err := peer.WriteToUDPAddrPort(make([]byte, maxPacket+1), s.table.where(func(*allocation) bool { return true })[0].relay); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "what is too long to be dropped", func() bool { return dropped(t, s, dropTooLong) == 1 })
}

// O2: a burst arrives whole and in order, also where the engine sends runs of packets as one.
func TestBurstsKeepTheirOrder(t *testing.T) {
	s := start(t, nil)
	peer := listenPeer(t)
	if err := peer.SetReadBuffer(1 << 20); err != nil {
		t.Fatal(err)
	}
	at := addrPort(peer.LocalAddr())
	c, relay := relayed(t, s, UDP, Agent)
	if err := c.Bind(0x4000, at); err != nil {
		t.Fatal(err)
	}
	sizes := []int{100, 100, 100, 99, 100, 100, 1, 0, 0, 7, 7, 7, 8, 8, 3}
	payload := func(i int) []byte {
		return bytes.Repeat([]byte{byte(i)}, sizes[i%len(sizes)])
	}
	for round := range 20 {
		for i := range 3 * len(sizes) {
			if err := c.SendOn(0x4000, payload(i)); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 3 * len(sizes) {
			receive(t, peer, string(payload(i)))
		}
		for i := range 3 * len(sizes) {
			if _, err := peer.WriteToUDPAddrPort(payload(i), relay); err != nil {
				t.Fatal(err)
			}
		}
		for i := range 3 * len(sizes) {
			expectChannelData(t, c, 0x4000, payload(i))
		}
		if t.Failed() {
			t.Fatalf("in round %d", round)
		}
	}
}

// O2: IPv6, for clients and for relays, and between the families.
func TestIPv6(t *testing.T) {
	probe, err := net.ListenPacket("udp6", "[::1]:0")
	if err != nil {
		t.Logf("this machine has no IPv6: %v", err)
		return
	}
	_ = probe.Close()
	ls, err := Listen(t.Context(), "[::1]:0")
	if err != nil {
		t.Fatal(err)
	}
	loop4, loop6 := netip.MustParseAddr("127.0.0.1"), netip.MustParseAddr("::1")
	s := start(t, func(c *Config) {
		_ = c.Listeners.Close()
		c.Listeners, c.Relays = ls, []Relay{{Bind: loop4}, {Bind: loop6}}
	})
	for family, bind := range map[byte]netip.Addr{stun.IPv4: loop4, stun.IPv6: loop6} {
		t.Run(fmt.Sprint(bind), func(t *testing.T) {
			peer, err := net.ListenUDP("udp", net.UDPAddrFromAddrPort(netip.AddrPortFrom(bind, 0)))
			if err != nil {
				t.Fatal(err)
			}
			defer peer.Close()
			at := addrPort(peer.LocalAddr())
			c := connect(t, s, UDP, s.Credentials("six", Agent, s.cfg.Now()))
			a, err := c.Allocate(attr(stun.RequestedAddressFamily, family, 0, 0, 0))
			if err != nil {
				t.Fatal(err)
			}
			if a.Mapped.Addr() != loop6 || a.Relay.Addr() != bind {
				t.Errorf("mapped %s, relayed %s", a.Mapped, a.Relay)
			}
			if err := c.Permit(at); err != nil {
				t.Fatal(err)
			}
			if err := c.SendTo(at, []byte("six")); err != nil {
				t.Fatal(err)
			}
			receive(t, peer, "six")
			if _, err := peer.WriteToUDPAddrPort([]byte("back"), a.Relay); err != nil {
				t.Fatal(err)
			}
			expectIndication(t, c, at, []byte("back"))
			if err := c.Refresh(0); err != nil {
				t.Fatal(err)
			}
		})
	}
}
