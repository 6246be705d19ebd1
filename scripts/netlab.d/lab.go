package main

import (
	"context"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"sync"
	"time"
)

// place is one of the three ends.
type place string

const (
	customer place = "customer"
	agent    place = "agent"
	server   place = "server"
)

// The server's addresses. All are from the documentation ranges (RFC 5737), which a relay takes for public ones.
var (
	webAddress   = netip.MustParseAddr("198.51.100.10")
	relayAddress = netip.MustParseAddr("198.51.100.11")
)

// With IPv6 alone they are these (RFC 3849).
var (
	webAddress6   = netip.MustParseAddr("2001:db8:ffff::10")
	relayAddress6 = netip.MustParseAddr("2001:db8:ffff::11")
)

// address6Of is a person's only address in a lab with IPv6 alone.
func address6Of(p place) netip.Addr {
	return netip.AddrFrom16([16]byte{0x20, 0x01, 0x0d, 0xb8, 0, map[place]byte{customer: 1, agent: 2}[p], 15: 2})
}

// addressesOf are a person's private and public address; every move gives the next pair.
func addressesOf(p place, moves byte) (private, public netip.Addr) {
	third := map[place]byte{customer: 1, agent: 2}[p]
	return netip.AddrFrom4([4]byte{10, third, moves, 2}), netip.AddrFrom4([4]byte{203, 0, 113, third + 2*moves})
}

// maxMoves keeps the public addresses within their range.
const maxMoves = 120

// lab routes packets between the ends. It knows nothing of devices: send is what comes out of one, and the writers lead into them.
type lab struct {
	sides  map[place]*side
	server func([]byte)

	mu     sync.Mutex // guards the sides' translators and logs, and counts
	counts counts
}

// side is a person's access to the internet.
type side struct {
	place    place
	nat      *nat
	firewall *firewall // for IPv6
	moves    byte
	up, down *wire
	passages *passages
	device   func([]byte)
}

// counts are packets and bytes since the start, by the way they took.
type counts struct {
	ToServer   tally `json:"to_server"`
	FromServer tally `json:"from_server"`
	Between    tally `json:"between"` // directly between the two people
	Refused    tally `json:"refused"` // by a translator, or to nowhere
}

type tally struct {
	Packets uint64 `json:"packets"`
	Bytes   uint64 `json:"bytes"`
}

func (t *tally) add(b []byte) { t.Packets++; t.Bytes += uint64(len(b)) }

// newLab makes a lab without devices; device[p] gets the packets for p. The people begin behind full cones.
func newLab(device map[place]func([]byte)) *lab {
	l := &lab{sides: map[place]*side{}, server: device[server]}
	for _, p := range []place{customer, agent} {
		private, public := addressesOf(p, 0)
		s := &side{place: p, nat: newNAT(fullCone, private, public), firewall: newFirewall(address6Of(p)), device: device[p]}
		s.up = newWire(l.route)
		s.down = newWire(func(b []byte) { l.arrive(s, b) })
		l.sides[p] = s
	}
	return l
}

// run carries packets until the context ends. The seed decides which packets are lost.
func (l *lab) run(ctx context.Context, seed uint64) {
	var wires sync.WaitGroup
	for i, w := range []*wire{l.sides[customer].up, l.sides[customer].down, l.sides[agent].up, l.sides[agent].down} {
		random := rand.New(rand.NewPCG(seed, uint64(i))) //nolint:gosec // repeatable, not secret
		wires.Go(func() { w.run(ctx, random) })
	}
	wires.Wait()
}

// send takes a packet that a device has sent. The memory belongs to the lab from now on.
func (l *lab) send(from place, b []byte) {
	s := l.sides[from]
	if s == nil {
		l.route(b)
		return
	}
	p, ok := parse(b)
	now := time.Now()
	l.mu.Lock()
	if ok {
		s.passages.note(&p, true, now)
	}
	if ok = ok && s.out(&p, now); !ok {
		l.counts.Refused.add(b)
	}
	l.mu.Unlock()
	if ok {
		s.up.send(b)
	}
}

// route carries a packet over the backbone, which is perfect.
func (l *lab) route(b []byte) {
	p, ok := parse(b)
	if !ok {
		return
	}
	fromServer := isServer(p.from.Addr())
	to := l.sideAt(p.to.Addr())
	l.mu.Lock()
	switch {
	case isServer(p.to.Addr()):
		l.counts.ToServer.add(b)
	case to == nil:
		l.counts.Refused.add(b)
	case fromServer:
		l.counts.FromServer.add(b)
	default:
		l.counts.Between.add(b)
	}
	l.mu.Unlock()
	switch {
	case isServer(p.to.Addr()):
		l.server(b)
	case to != nil:
		to.down.send(b)
	}
}

// arrive is the last step to a person: from the wire through the translator.
func (l *lab) arrive(s *side, b []byte) {
	p, ok := parse(b)
	now := time.Now()
	l.mu.Lock()
	if ok = ok && s.in(&p, now); ok {
		s.passages.note(&p, false, now)
	} else {
		l.counts.Refused.add(b)
	}
	l.mu.Unlock()
	if ok {
		s.device(b)
	}
}

// out and in take a packet through what stands between the person and the internet: IPv4 through the translator, IPv6 through the firewall. Which protocols and
// ports get out is the same for both.
func (s *side) out(p *packet, now time.Time) bool {
	if p.from.Addr().Is6() {
		return s.nat.letsOut(p.flow) && s.firewall.out(p.flow, now)
	}
	return s.nat.out(p, now)
}

func (s *side) in(p *packet, now time.Time) bool {
	if p.to.Addr().Is6() {
		return s.firewall.in(p.flow, now)
	}
	return s.nat.in(p, now)
}

func isServer(a netip.Addr) bool {
	return a == webAddress || a == relayAddress || a == webAddress6 || a == relayAddress6
}

func (l *lab) sideAt(public netip.Addr) *side {
	l.mu.Lock()
	defer l.mu.Unlock()
	for _, s := range l.sides {
		if s.nat.public == public || s.firewall.address == public {
			return s
		}
	}
	return nil
}

// translate puts a side behind another kind of translator.
func (l *lab) translate(p place, kind natKind) error {
	s := l.sides[p]
	if s == nil {
		return fmt.Errorf("%q is behind no translator; the customer and the agent are", p)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	s.nat.become(kind)
	return nil
}

// move gives a side new addresses, private and public, as when a phone goes from one network to another, and returns the private ones.
func (l *lab) move(p place) (before, after netip.Addr, err error) {
	s := l.sides[p]
	if s == nil {
		return before, after, fmt.Errorf("%q does not move; the customer and the agent do", p)
	}
	l.mu.Lock()
	defer l.mu.Unlock()
	if s.moves == maxMoves {
		return before, after, fmt.Errorf("%q has moved %d times: no addresses are left", p, maxMoves)
	}
	s.moves++
	before = s.nat.private
	s.nat.private, s.nat.public = addressesOf(p, s.moves)
	s.nat.become(s.nat.kind)
	return before, s.nat.private, nil
}

// reshape changes a side's wires; nil leaves one as it is.
func (l *lab) reshape(ctx context.Context, p place, up, down *shape) error {
	s := l.sides[p]
	if s == nil {
		return fmt.Errorf("%q has no wires; the customer and the agent have", p)
	}
	if up != nil {
		if err := s.up.reshape(ctx, *up); err != nil {
			return err
		}
	}
	if down != nil {
		return s.down.reshape(ctx, *down)
	}
	return nil
}

func (l *lab) counted() counts {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.counts
}
