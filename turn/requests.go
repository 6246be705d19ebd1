package turn

import (
	"errors"
	"net/netip"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// allocate makes an allocation (RFC 8656 §7.2). The caller holds c.mu, so that a check stays true until pion has acted.
func (x *exchange) allocate(c *control, existing *allocation) {
	if existing != nil {
		if existing.answer.id == x.message.TransactionID && existing.user == x.identity.user {
			x.client.send(existing.answer.bytes) // the first answer was lost
			return
		}
		x.fail(stun.AllocationMismatch)
		return
	}
	want, code := x.wanted()
	if code != 0 {
		x.fail(code)
		return
	}
	first, token, code := x.open(c, want, want.family, nil)
	if code != 0 {
		x.fail(code)
		return
	}
	var second *allocation
	if want.dual {
		second, _, code = x.open(c, want, other(want.family), first)
	}
	first.answer = cachedAnswer{x.message.TransactionID, x.allocated(first, second, want, token, code)}
	if second != nil {
		second.answer = first.answer // it outlives the first if that alone is given up
	}
	x.client.send(first.answer.bytes)
}

// open makes the relay of one address family and has pion keep its time. first is that of the other family, if this is
// the second. A code other than 0 refuses it.
func (x *exchange) open(c *control, want wanted, family byte, first *allocation) (a *allocation, token []byte, code stun.Code) {
	s, from := x.server, x.client.remote.Addr()
	if _, ok := s.ports.relayFor(family == stun.IPv4); !ok {
		return nil, nil, stun.FamilyNotSupported
	}
	if err := s.table.reserve(x.identity, from); err != nil {
		return nil, nil, codeOf(err)
	}
	port, token, err := x.openPort(want, family)
	if err != nil {
		s.table.release(x.identity, from)
		return nil, nil, stun.InsufficientCapacity
	}
	a = newAllocation(x.identity, x.client)
	a.relay, a.port, a.made, a.tag = port.told, port.port, s.cfg.Now(), c.tag()
	if first == nil {
		a.rate = newRate(s.cfg.Limits.BytesPerSecond)
	} else {
		a.rate = first.rate
		a.sibling.Store(first)
	}
	if err := s.plane.attach(port.port, a); err != nil {
		s.table.release(x.identity, from)
		return nil, nil, stun.InsufficientCapacity
	}
	s.admit(a)
	c.current = a
	r := request{method: stun.Allocate, from: a.tag, user: x.identity.user, lifetime: want.lifetime, family: family}
	if m, err := c.do(r); err != nil || m.Class != stun.Success {
		if c.current != nil { // pion has not taken it over, so nobody else will clear it away
			c.current = nil
			s.dismiss(a)
		}
		return nil, nil, stun.InsufficientCapacity
	}
	if first != nil && !s.table.join(first, a) {
		a.end()
		return nil, nil, stun.InsufficientCapacity
	}
	return a, token, 0
}

// allocated is the answer to a successful Allocate. refused is why a second family that was asked for is not there.
func (x *exchange) allocated(first, second *allocation, want wanted, token []byte, refused stun.Code) []byte {
	b := x.begin(stun.Success)
	b.AddAddress(stun.XORRelayedAddress, first.relay)
	if second != nil {
		b.AddAddress(stun.XORRelayedAddress, second.relay)
	}
	b.AddUint32(stun.Lifetime, seconds(want.lifetime))
	b.AddAddress(stun.XORMappedAddress, x.client.remote)
	if token != nil {
		b.Add(stun.ReservationToken, token)
	}
	if want.dual && second == nil {
		if refused != stun.FamilyNotSupported {
			refused = stun.InsufficientCapacity // RFC 8656 §18.13 knows these two
		}
		b.Add(stun.AddressErrorCode, []byte{other(want.family), 0, byte(refused / 100), byte(refused % 100)})
	}
	return x.seal(&b)
}

func other(family byte) byte {
	if family == stun.IPv4 {
		return stun.IPv6
	}
	return stun.IPv4
}

// wanted is what an Allocate asks for.
type wanted struct {
	lifetime time.Duration
	family   byte
	even     bool
	pair     bool // keep the next port, too
	token    []byte
	dual     bool // a relay of the other family, too
}

// wanted reads an Allocate in the order of RFC 8656 §7.2; a code other than 0 refuses it.
func (x *exchange) wanted() (w wanted, code stun.Code) {
	m := x.message
	transport, ok := m.Get(stun.RequestedTransport)
	switch {
	case !ok || len(transport) != 4:
		return w, stun.BadRequest
	case transport[0] == stun.ProtocolTCP && x.client.stream == nil:
		return w, stun.BadRequest // RFC 6062 §5.1: not over UDP
	case transport[0] != stun.ProtocolUDP:
		return w, stun.UnsupportedTransport
	}
	even, hasEven := m.Get(stun.EvenPort)
	family, hasFamily := m.Get(stun.RequestedAddressFamily)
	second, hasSecond := m.Get(stun.AdditionalAddressFamily)
	token, hasToken := m.Get(stun.ReservationToken)
	switch {
	case hasEven && len(even) != 1, hasFamily && len(family) != 4, hasSecond && (len(second) != 4 || second[0] != stun.IPv6),
		hasToken && len(token) != tokenSize,
		hasToken && (hasEven || hasFamily || hasSecond),
		hasSecond && (hasFamily || hasEven && even[0]&0x80 != 0):
		return w, stun.BadRequest
	}
	if w.lifetime, ok = x.lifetime(); !ok {
		return w, stun.BadRequest
	}
	if w.lifetime < x.server.cfg.lifetimes.allocation {
		w.lifetime = x.server.cfg.lifetimes.allocation // only a Refresh may ask for less
	}
	w.token, w.even, w.pair, w.dual = token, hasEven, hasEven && even[0]&0x80 != 0, hasSecond
	if w.family = x.defaultFamily(); hasFamily {
		w.family = family[0]
	}
	if w.family != stun.IPv4 && w.family != stun.IPv6 {
		return w, stun.FamilyNotSupported
	}
	return w, 0
}

// defaultFamily is IPv4 (RFC 8656 §7.2), except on a server that relays over IPv6 alone.
func (x *exchange) defaultFamily() byte {
	if _, ok := x.server.ports.relayFor(true); ok {
		return stun.IPv4
	}
	return stun.IPv6
}

// lifetime is min(what the client asks for, our maximum), or the default (RFC 8656 §7.2, §8.2).
func (x *exchange) lifetime() (d time.Duration, ok bool) {
	life := x.server.cfg.lifetimes
	if !x.message.Has(stun.Lifetime) {
		return life.allocation, true
	}
	s, ok := x.message.Uint32(stun.Lifetime)
	return min(time.Duration(s)*time.Second, life.maxAllocation), ok
}

func (x *exchange) openPort(w wanted, family byte) (s relaySocket, token []byte, err error) {
	ports, v4 := &x.server.ports, family == stun.IPv4
	switch {
	case w.token != nil:
		s, err = ports.take(w.token, x.identity.owner())
	case w.pair:
		s, token, err = ports.openPair(v4, x.identity.owner())
	default:
		s, err = ports.open(v4, w.even)
	}
	return s, token, err
}

func codeOf(err error) stun.Code {
	if errors.Is(err, errQuota) {
		return stun.QuotaReached
	}
	return stun.InsufficientCapacity
}

// refresh prolongs or ends an allocation: both families, or the one that is named (RFC 8656 §8.2).
func (x *exchange) refresh(c *control, a *allocation) {
	lifetime, ok := x.lifetime()
	parts := []*allocation{a}
	if b := a.sibling.Load(); b != nil {
		parts = append(parts, b)
	}
	if family, has := x.message.Get(stun.RequestedAddressFamily); has {
		switch {
		case len(family) != 4:
			ok = false
		case a.of(family[0] == stun.IPv4) == nil:
			x.fail(stun.PeerFamilyMismatch)
			return
		default:
			parts = []*allocation{a.of(family[0] == stun.IPv4)}
		}
	}
	if !ok {
		x.fail(stun.BadRequest)
		return
	}
	if lifetime > 0 {
		lifetime = max(lifetime, x.server.cfg.lifetimes.allocation)
	}
	for _, part := range parts {
		if !x.carryOut(c, part, request{method: stun.Refresh, lifetime: lifetime}) {
			return
		}
	}
	b := x.begin(stun.Success)
	b.AddUint32(stun.Lifetime, seconds(lifetime))
	x.send(&b)
}

// carryOut has pion do what has been checked, and passes its refusal on.
func (x *exchange) carryOut(c *control, a *allocation, r request) bool {
	r.from, r.user = a.tag, x.identity.user
	m, err := c.do(r)
	switch {
	case errors.Is(err, errNoAnswer):
		x.fail(stun.AllocationMismatch) // it expired just now
	case err != nil:
		x.fail(stun.ServerError)
	case m.Class != stun.Success:
		x.fail(m.Code())
	default:
		return true
	}
	return false
}

// peer judges the address of a peer: 400, 443 or 403, or 0 where it may be granted, by the part of the allocation that
// relays to its family.
func (x *exchange) peer(a *allocation, value []byte) (*allocation, netip.AddrPort, stun.Code) {
	addr, ok := stun.ParseAddress(value, x.message.TransactionID)
	if !ok {
		return nil, addr, stun.BadRequest
	}
	if v, class := x.server.rules.Load().check(addr.Addr()); v == peerDenied {
		x.server.metrics.deniedPeer(class)
		return nil, addr, stun.Forbidden
	}
	part := a.of(addr.Addr().Is4())
	if part == nil || addr.Addr().Is4In6() {
		return nil, addr, stun.PeerFamilyMismatch
	}
	return part, addr, 0
}
