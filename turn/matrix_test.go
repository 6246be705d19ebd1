package turn

import (
	"net/netip"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// O2: whatever the form, and whatever the way: no forbidden peer is granted, and nothing is sent to one.
func TestNoForbiddenPeerIsGranted(t *testing.T) {
	v4 := []string{
		"0.0.0.0", "0.1.2.3", "127.0.0.1", "127.1.2.3", "10.0.0.1", "172.16.0.1", "172.31.255.255", "192.168.0.1", "100.64.0.1",
		"169.254.169.254", "192.0.0.1", "198.18.0.1", "192.88.99.1", "224.0.0.1", "239.255.255.255", "240.0.0.1", "255.255.255.255",
		"203.0.113.200", // this machine's, but not a relay's
	}
	v6 := []string{
		"::", "::1", "::2", "fe80::1", "fec0::1", "fc00::1", "fd00::1", "ff02::1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1",
		"2002:7f00:1::1", "2001::1", "100::1", "::ffff:0:7f00:1",
	}
	for _, p := range v4 { // mapped and translated
		b := netip.MustParseAddr(p).As4()
		mapped := netip.AddrFrom16([16]byte{10: 0xff, 11: 0xff, 12: b[0], 13: b[1], 14: b[2], 15: b[3]})
		nat64 := netip.AddrFrom16([16]byte{0: 0, 1: 0x64, 2: 0xff, 3: 0x9b, 12: b[0], 13: b[1], 14: b[2], 15: b[3]})
		sixToFour := netip.AddrFrom16([16]byte{0: 0x20, 1: 0x02, 2: b[0], 3: b[1], 4: b[2], 5: b[3], 15: 1})
		compatible := netip.AddrFrom16([16]byte{12: b[0], 13: b[1], 14: b[2], 15: b[3]})
		v6 = append(v6, mapped.String(), nat64.String(), sixToFour.String(), compatible.String())
	}
	s := start(t, func(c *Config) {
		c.Relays = []Relay{
			{Bind: netip.MustParseAddr("127.0.0.1"), External: netip.MustParseAddr("203.0.113.1")},
			{Bind: netip.MustParseAddr("::1"), External: netip.MustParseAddr("2001:db8::1")},
		}
	})
	own := []netip.Addr{netip.MustParseAddr("203.0.113.200"), netip.MustParseAddr("203.0.113.1")}
	s.rules.Store(newRules(PeerPolicy{}, false, own, []netip.Addr{netip.MustParseAddr("203.0.113.1"), netip.MustParseAddr("2001:db8::1")}))

	granted := 0
	for family, peers := range map[byte][]string{stun.IPv4: v4, stun.IPv6: v6} {
		c := connect(t, s, UDP, s.Credentials("matrix", Agent, time.Now()))
		if _, err := c.Allocate(attr(stun.RequestedAddressFamily, family, 0, 0, 0)); err != nil {
			t.Fatal(err)
		}
		for _, p := range peers {
			granted += tryEveryWay(t, s, c, netip.AddrPortFrom(netip.MustParseAddr(p), 9))
		}
	}
	if granted != 0 {
		t.Errorf("%d forbidden peers granted", granted)
	}
}

// tryEveryWay counts the ways in which a peer is not refused.
func tryEveryWay(t *testing.T, s *Server, c *turnclient.Client, peer netip.AddrPort) (granted int) {
	t.Helper()
	if err := c.Permit(peer); code(err) != stun.Forbidden {
		t.Errorf("CreatePermission for %s: %v", peer, err)
		granted++
	}
	if err := c.Bind(0x4000, peer); code(err) != stun.Forbidden {
		t.Errorf("ChannelBind to %s: %v", peer, err)
		granted++
	}
	if err := c.SendTo(peer, []byte("x")); err != nil {
		t.Fatal(err)
	}
	if err := c.Refresh(time.Hour); err != nil { // answered after the indication has been dealt with
		t.Fatal(err)
	}
	for _, a := range s.table.where(func(*allocation) bool { return true }) {
		if p := a.peers.Load(); len(p.permissions) > 0 || len(p.channels) > 0 {
			t.Errorf("%s: permissions %v, channels %v", peer, p.permissions, p.channels)
			granted++
		}
	}
	return granted
}

// O2: a change of the policy stops what it forbids at once, in both directions.
func TestChangedPolicyStopsPackets(t *testing.T) {
	s := start(t, nil)
	cl := dial(t, s, UDP, s.Credentials("s", Customer, time.Now()))
	relay, peer := allocate(t, cl), listenPeer(t)
	carry(t, relay, peer, peer.LocalAddr())
	carry(t, peer, relay, relay.LocalAddr())
	s.SetPeers(PeerPolicy{Deny: []netip.Prefix{netip.MustParsePrefix("127.0.0.0/8")}})
	before := dropped(t, s, dropNoPermission)
	for range 3 {
		if _, err := relay.WriteTo([]byte("x"), peer.LocalAddr()); err != nil {
			t.Fatal(err)
		}
		if _, err := peer.WriteTo([]byte("x"), relay.LocalAddr()); err != nil {
			t.Fatal(err)
		}
	}
	waitFor(t, "six packets to be dropped", func() bool { return dropped(t, s, dropNoPermission) == before+6 })
	s.SetPeers(PeerPolicy{})
	carry(t, relay, peer, peer.LocalAddr())
}
