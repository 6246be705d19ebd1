package turn

import (
	"errors"
	"fmt"
	"net/netip"
	"slices"
)

// ErrPeerForbidden is what every denial of a peer address wraps. A client gets 403 (RFC 8656 §9.2, §12.2).
var ErrPeerForbidden = errors.New("turn: peer address is forbidden")

// PeerPolicy says where a relay may send to and receive from. The built-in list denies everything that is not a
// public unicast address, because whoever holds a credential would otherwise reach the server's own network through
// it. The order is: Deny, then Allow, then the built-in list.
//
// The zero value is the safe default.
type PeerPolicy struct {
	// Allow lists ranges that the administrator opens in spite of the built-in list, such as an office's 10.20.0.0/16.
	Allow []netip.Prefix

	// Deny lists further ranges that are closed. Deny wins over Allow.
	Deny []netip.Prefix
}

// deniedRange is one entry of the built-in list; class names it in logs and metrics.
type deniedRange struct {
	class  string
	prefix netip.Prefix
}

// builtinDenied returns DESIGN §6's list, after IPv4-mapped addresses have been unmapped. Translated forms (NAT64, 6to4,
// Teredo, IPv4-compatible, SIIT) are denied whole: each carries an IPv4 address that nothing else would check.
func builtinDenied() []deniedRange {
	return []deniedRange{
		{"unspecified", netip.MustParsePrefix("0.0.0.0/8")}, // "this network", RFC 1122 §3.2.1.3; 0.0.0.0 reaches loopback on Linux
		{"loopback", netip.MustParsePrefix("127.0.0.0/8")},
		{"private", netip.MustParsePrefix("10.0.0.0/8")},
		{"private", netip.MustParsePrefix("172.16.0.0/12")},
		{"private", netip.MustParsePrefix("192.168.0.0/16")},
		{"shared", netip.MustParsePrefix("100.64.0.0/10")}, // carrier NAT, RFC 6598
		{"link-local", netip.MustParsePrefix("169.254.0.0/16")},
		{"special", netip.MustParsePrefix("192.0.0.0/24")},  // RFC 6890
		{"special", netip.MustParsePrefix("198.18.0.0/15")}, // RFC 2544
		{"6to4", netip.MustParsePrefix("192.88.99.0/24")},   // relay anycast, RFC 7526
		{"multicast", netip.MustParsePrefix("224.0.0.0/4")},
		{"broadcast", netip.MustParsePrefix("240.0.0.0/4")}, // reserved, with 255.255.255.255
		{"unspecified", netip.MustParsePrefix("::/128")},
		{"loopback", netip.MustParsePrefix("::1/128")},
		{"translated", netip.MustParsePrefix("::/96")},           // IPv4-compatible, RFC 4291 §2.5.5.1
		{"translated", netip.MustParsePrefix("::ffff:0:0:0/96")}, // SIIT, RFC 2765
		{"translated", netip.MustParsePrefix("64:ff9b::/96")},    // NAT64, RFC 6052
		{"translated", netip.MustParsePrefix("64:ff9b:1::/48")},  // local NAT64, RFC 8215
		{"discard", netip.MustParsePrefix("100::/64")},           // RFC 6666
		{"teredo", netip.MustParsePrefix("2001::/32")},           // RFC 4380
		{"6to4", netip.MustParsePrefix("2002::/16")},             // RFC 3056
		{"private", netip.MustParsePrefix("fc00::/7")},           // unique local
		{"link-local", netip.MustParsePrefix("fe80::/10")},
		{"site-local", netip.MustParsePrefix("fec0::/10")}, // RFC 3879
		{"multicast", netip.MustParsePrefix("ff00::/8")},
	}
}

// verdict is what the rules say about one peer address.
type verdict uint8

const (
	// peerDenied: no permission, no packet.
	peerDenied verdict = iota
	// peerAllowed: an ordinary peer, reached through the relay socket.
	peerAllowed
	// peerOwnRelay: one of our own relay addresses. Packets go from allocation to allocation in memory and never to
	// a socket, so a permission for it opens no other port of this machine.
	peerOwnRelay
)

// rules is a PeerPolicy completed by what the server knows of itself. It is immutable; a change of configuration makes
// a new one.
type rules struct {
	allow, deny []netip.Prefix
	denied      []deniedRange
	loopback    bool // loopback peers are allowed: the server listens on loopback alone
	own         map[netip.Addr]bool
	relay       map[netip.Addr]bool
}

// newRules completes a policy. own are all of this machine's addresses, relay those that allocations are given out on
// (as bound and as advertised).
func newRules(p PeerPolicy, loopback bool, own, relay []netip.Addr) *rules {
	r := &rules{
		allow: slices.Clone(p.Allow), deny: slices.Clone(p.Deny), denied: builtinDenied(), loopback: loopback,
		own: make(map[netip.Addr]bool, len(own)), relay: make(map[netip.Addr]bool, len(relay)),
	}
	for _, a := range own {
		r.own[a.Unmap()] = true
	}
	for _, a := range relay {
		r.relay[a.Unmap()] = true
	}
	return r
}

// check judges a peer address, which may come in any form a client can write it. The class names the reason of a
// denial and is empty otherwise.
func (r *rules) check(peer netip.Addr) (v verdict, class string) {
	if !peer.IsValid() {
		return peerDenied, "invalid"
	}
	peer = peer.Unmap().WithZone("")
	if contains(r.deny, peer) {
		return peerDenied, "configured"
	}
	ordinary, class := r.checkOrdinary(peer)
	switch {
	case ordinary:
		return peerAllowed, ""
	case r.relay[peer]:
		return peerOwnRelay, ""
	default:
		return peerDenied, class
	}
}

// checkOrdinary says whether packets to peer may leave through a socket.
func (r *rules) checkOrdinary(peer netip.Addr) (ok bool, class string) {
	if r.loopback && peer.IsLoopback() {
		return true, ""
	}
	if contains(r.allow, peer) {
		return true, ""
	}
	if r.own[peer] || r.relay[peer] {
		return false, "own"
	}
	for _, d := range r.denied {
		if d.prefix.Contains(peer) {
			return false, d.class
		}
	}
	return true, ""
}

// Check reports whether a client could be granted a permission for peer under this policy by a server that owns no
// address at all. It wraps ErrPeerForbidden.
func (p PeerPolicy) Check(peer netip.Addr) error {
	if v, class := newRules(p, false, nil, nil).check(peer); v == peerDenied {
		return fmt.Errorf("%w: %s (%s)", ErrPeerForbidden, peer, class)
	}
	return nil
}

func contains(prefixes []netip.Prefix, a netip.Addr) bool {
	for _, p := range prefixes {
		if p.Contains(a) {
			return true
		}
	}
	return false
}
