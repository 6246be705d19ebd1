package main

import (
	"fmt"
	"net/netip"
	"slices"
	"time"
)

// natKind is what stands between a person and the internet. The first four let everything out and differ in what they let in (RFC 3489 §5);
// in the words of RFC 4787 the mapping is endpoint-independent for the first three and address-and-port-dependent for the fourth.
type natKind string

const (
	fullCone       natKind = "full-cone"       // who knows the mapped address reaches it
	restricted     natKind = "restricted"      // … whose address has been sent to
	portRestricted natKind = "port-restricted" // … whose address and port have been sent to
	symmetric      natKind = "symmetric"       // another mapping for each address and port that is sent to
	udpBlocked     natKind = "udp-blocked"     // no UDP at all
	only443        natKind = "only-443"        // nothing but TCP to port 443
)

var natKinds = []natKind{fullCone, restricted, portRestricted, symmetric, udpBlocked, only443}

const (
	// udpIdle is how long a mapping lives that nothing is sent through (RFC 4787 §4.3: not less than two minutes).
	udpIdle = 2 * time.Minute
	// tcpIdle likewise (RFC 5382 §5).
	tcpIdle = 124 * time.Minute
	// firstPort is the first public port; the next mapping gets the next one. Nobody's own port is kept, as behind a crowded NAT.
	firstPort = 20_000
)

// nat translates between one private address and one public address. It is not safe for use by several goroutines.
type nat struct {
	kind            natKind
	private, public netip.Addr
	next            uint16
	byInside        map[insideKey]*mapping
	byPort          map[portKey]*mapping
}

// insideKey finds the mapping of what goes out. The remote is empty unless the mapping depends on it.
type insideKey struct {
	protocol       byte
	inside, remote netip.AddrPort
}

type portKey struct {
	protocol byte
	port     uint16
}

type mapping struct {
	key    insideKey
	port   uint16
	sentTo []netip.AddrPort
	used   time.Time
}

func newNAT(kind natKind, private, public netip.Addr) *nat {
	n := &nat{private: private, public: public, next: firstPort}
	n.become(kind)
	return n
}

// become changes the kind and forgets every mapping, as a new router would. Ports that were in use are not given out at once: to the server they are
// still connections.
func (n *nat) become(kind natKind) {
	n.kind = kind
	n.byInside = map[insideKey]*mapping{}
	n.byPort = map[portKey]*mapping{}
}

// out translates a packet on its way to the internet; false: it does not get there.
func (n *nat) out(p *packet, now time.Time) bool {
	if p.from.Addr() != n.private || !n.letsOut(p.flow) {
		return false
	}
	m := n.mapped(p.flow, now)
	m.used = now
	if !slices.Contains(m.sentTo, p.to) {
		m.sentTo = append(m.sentTo, p.to)
	}
	p.setFrom(netip.AddrPortFrom(n.public, m.port))
	return true
}

// in translates a packet that comes from the internet; false: it does not get in. What comes in keeps no mapping alive (RFC 4787 §4.3).
func (n *nat) in(p *packet, now time.Time) bool {
	m := n.byPort[portKey{p.protocol, p.to.Port()}]
	if p.to.Addr() != n.public || m == nil || m.expired(now) || !n.letsIn(m, p.from) {
		return false
	}
	p.setTo(m.key.inside)
	return true
}

func (n *nat) letsOut(f flow) bool {
	switch n.kind {
	case udpBlocked:
		return f.protocol == protocolTCP
	case only443:
		return f.protocol == protocolTCP && f.to.Port() == 443
	default:
		return true
	}
}

// letsIn: a TCP connection is tracked as such by every kind; only for UDP they differ.
func (n *nat) letsIn(m *mapping, from netip.AddrPort) bool {
	switch {
	case m.key.protocol == protocolTCP:
		return slices.Contains(m.sentTo, from)
	case n.kind == fullCone:
		return true
	case n.kind == restricted:
		return slices.ContainsFunc(m.sentTo, func(a netip.AddrPort) bool { return a.Addr() == from.Addr() })
	default:
		return slices.Contains(m.sentTo, from)
	}
}

func (n *nat) mapped(f flow, now time.Time) *mapping {
	key := insideKey{protocol: f.protocol, inside: f.from}
	if n.kind == symmetric {
		key.remote = f.to
	}
	if m := n.byInside[key]; m != nil && !m.expired(now) {
		return m
	}
	m := &mapping{key: key, port: n.freePort(f.protocol, now), used: now}
	n.byInside[key] = m
	n.byPort[portKey{f.protocol, m.port}] = m
	return m
}

// freePort goes round; a lab never has 45,000 mappings at once.
func (n *nat) freePort(protocol byte, now time.Time) uint16 {
	for {
		port := n.next
		if n.next++; n.next == 0 {
			n.next = firstPort
		}
		m := n.byPort[portKey{protocol, port}]
		if m == nil {
			return port
		}
		if m.expired(now) {
			delete(n.byInside, m.key)
			return port
		}
	}
}

func (m *mapping) expired(now time.Time) bool {
	return now.Sub(m.used) > idleOf(m.key.protocol)
}

func idleOf(protocol byte) time.Duration {
	if protocol == protocolTCP {
		return tcpIdle
	}
	return udpIdle
}

// UnmarshalText implements encoding.TextUnmarshaler.
func (k *natKind) UnmarshalText(text []byte) error {
	if !slices.Contains(natKinds, natKind(text)) {
		return fmt.Errorf("no such NAT: %q; there are %q", text, natKinds)
	}
	*k = natKind(text)
	return nil
}
