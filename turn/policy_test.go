package turn

import (
	"errors"
	"net/netip"
	"testing"
)

// O2: no relay to private, loopback or link-local addresses, whatever form they are written in.
func TestPolicyDeniesEveryForbiddenClass(t *testing.T) {
	for _, c := range []struct{ peer, class string }{
		{"0.0.0.0", "unspecified"}, {"0.1.2.3", "unspecified"}, {"::", "unspecified"},
		{"127.0.0.1", "loopback"}, {"127.255.255.254", "loopback"}, {"::1", "loopback"},
		{"::ffff:127.0.0.1", "loopback"}, {"::ffff:0.0.0.0", "unspecified"}, {"::ffff:10.0.0.1", "private"},
		{"10.0.0.1", "private"}, {"172.16.0.1", "private"}, {"172.31.255.255", "private"}, {"192.168.1.1", "private"},
		{"fc00::1", "private"}, {"fd12:3456::1", "private"}, {"100.64.0.1", "shared"},
		{"169.254.169.254", "link-local"}, {"::ffff:169.254.169.254", "link-local"}, {"fe80::1", "link-local"},
		{"fe80::1%eth0", "link-local"}, {"febf::1", "link-local"}, {"fec0::1", "site-local"},
		{"224.0.0.1", "multicast"}, {"239.255.255.250", "multicast"}, {"ff02::1", "multicast"},
		{"255.255.255.255", "broadcast"}, {"240.0.0.1", "broadcast"}, {"::ffff:255.255.255.255", "broadcast"},
		{"192.0.0.170", "special"}, {"198.18.0.1", "special"}, {"192.88.99.1", "6to4"},
		{"64:ff9b::7f00:1", "translated"}, {"64:ff9b::a00:1", "translated"}, {"64:ff9b:1::a00:1", "translated"},
		{"::127.0.0.1", "translated"}, {"::10.0.0.1", "translated"}, {"::ffff:0:127.0.0.1", "translated"},
		{"2002:7f00:1::", "6to4"}, {"2002:a00:1::1", "6to4"}, {"2001:0:1::1", "teredo"}, {"100::1", "discard"},
		{"203.0.113.7", "own"}, {"::ffff:203.0.113.7", "own"}, {"2001:db8::7", "own"},
	} {
		r := newRules(PeerPolicy{}, false, []netip.Addr{netip.MustParseAddr("203.0.113.7"), netip.MustParseAddr("2001:db8::7")}, nil)
		if v, class := r.check(netip.MustParseAddr(c.peer)); v != peerDenied || class != c.class {
			t.Errorf("%s: verdict %d, class %q; want denied, %q", c.peer, v, class, c.class)
		}
	}
	if v, _ := newRules(PeerPolicy{}, false, nil, nil).check(netip.Addr{}); v != peerDenied {
		t.Error("an invalid address was not denied")
	}
}

func TestPolicyAllowsPublicPeers(t *testing.T) {
	for _, peer := range []string{"8.8.8.8", "::ffff:8.8.8.8", "203.0.113.7", "2606:4700::1111", "172.32.0.1", "100.128.0.1", "2001:4860::1"} {
		if err := (PeerPolicy{}).Check(netip.MustParseAddr(peer)); err != nil {
			t.Errorf("%s: %v", peer, err)
		}
	}
	if err := (PeerPolicy{}).Check(netip.MustParseAddr("10.0.0.1")); !errors.Is(err, ErrPeerForbidden) {
		t.Errorf("10.0.0.1: %v, want ErrPeerForbidden", err)
	}
}

func TestPolicyFollowsTheAdministrator(t *testing.T) {
	p := PeerPolicy{
		Allow: []netip.Prefix{netip.MustParsePrefix("10.20.0.0/16"), netip.MustParsePrefix("fd00:20::/32")},
		Deny:  []netip.Prefix{netip.MustParsePrefix("10.20.9.0/24"), netip.MustParsePrefix("8.8.8.0/24")},
	}
	for peer, want := range map[string]bool{
		"10.20.1.1": true, "::ffff:10.20.1.1": true, "fd00:20::1": true, "10.21.0.1": false,
		"10.20.9.1": false, "::ffff:10.20.9.1": false, "8.8.8.8": false, "8.8.4.4": true,
		"2002:a14:101::": false, "64:ff9b::a14:101": false, // allowing 10.20/16 does not allow its translated forms
	} {
		if got := p.Check(netip.MustParseAddr(peer)) == nil; got != want {
			t.Errorf("%s: allowed %v, want %v", peer, got, want)
		}
	}
}

// Both ends on our relay is the common case behind strict firewalls, so a permission for a relay address is granted;
// the verdict tells the data plane that such packets may not reach a socket.
func TestPolicyKnowsOurOwnRelays(t *testing.T) {
	relay := netip.MustParseAddr("10.0.0.5")
	own := []netip.Addr{relay, netip.MustParseAddr("10.0.0.6")}
	r := newRules(PeerPolicy{}, false, own, []netip.Addr{relay})
	for peer, want := range map[string]verdict{
		"10.0.0.5": peerOwnRelay, "::ffff:10.0.0.5": peerOwnRelay, "10.0.0.6": peerDenied, "127.0.0.1": peerDenied,
	} {
		if v, _ := r.check(netip.MustParseAddr(peer)); v != want {
			t.Errorf("%s: verdict %d, want %d", peer, v, want)
		}
	}
	denying := newRules(PeerPolicy{Deny: []netip.Prefix{netip.PrefixFrom(relay, 32)}}, false, own, []netip.Addr{relay})
	if v, _ := denying.check(relay); v != peerDenied {
		t.Error("the administrator's denial of our own relay was not followed")
	}
}

func TestPolicyAllowsLoopbackOnlyToALoopbackServer(t *testing.T) {
	r := newRules(PeerPolicy{}, true, nil, nil)
	for peer, want := range map[string]verdict{
		"127.0.0.1": peerAllowed, "::1": peerAllowed, "::ffff:127.0.0.1": peerAllowed, "10.0.0.1": peerDenied, "0.0.0.0": peerDenied,
	} {
		if v, _ := r.check(netip.MustParseAddr(peer)); v != want {
			t.Errorf("%s: verdict %d, want %d", peer, v, want)
		}
	}
}
