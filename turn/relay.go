package turn

import (
	"crypto/rand"
	"errors"
	"fmt"
	mathrand "math/rand/v2"
	"net/netip"
	"sync"
	"time"
)

// errNoRelayPort means that no port of the range could be bound; the client gets 508.
var errNoRelayPort = errors.New("turn: no relay port is free")

const (
	// portAttempts bounds the search for a free port. In a range that is three quarters full it fails once in 10^8.
	portAttempts = 64

	// reservationLifetime is how long the upper port of a pair is kept for a second Allocate (RFC 8656 §7.2).
	reservationLifetime = 30 * time.Second

	tokenSize = 8 // RESERVATION-TOKEN, RFC 8656 §18.9
)

// relayPorts opens relay sockets on the configured addresses and port range, and keeps those reserved by EVEN-PORT.
type relayPorts struct {
	relays   []Relay
	min, max uint16
	socket   func(at netip.AddrPort) (relayPort, error)

	mu       sync.Mutex
	reserved map[[tokenSize]byte]*reservation
	closed   bool
}

type reservation struct {
	relaySocket
	owner string
	timer *time.Timer
}

// relaySocket is an open port and the address that clients and peers know it by.
type relaySocket struct {
	port relayPort
	told netip.AddrPort
}

// open binds a random port of a family; an even one if asked for.
func (p *relayPorts) open(v4, even bool) (relaySocket, error) {
	for range portAttempts {
		port := p.min + uint16(mathrand.IntN(int(p.max-p.min)+1)) //nolint:gosec // math/rand/v2 is seeded by the system; ports are no secrets
		if even {
			port &^= 1
		}
		s, err := p.bind(v4, port)
		if err == nil {
			return s, nil
		}
	}
	return relaySocket{}, errNoRelayPort
}

// openPair binds an even port and keeps the next one for whoever of the same owner shows the token.
func (p *relayPorts) openPair(v4 bool, owner string) (s relaySocket, token []byte, err error) {
	for range portAttempts {
		if s, err = p.open(v4, true); err != nil {
			return relaySocket{}, nil, err
		}
		next, err := p.bind(v4, s.told.Port()+1)
		if err == nil {
			token, err := p.keep(next, owner)
			if err == nil {
				return s, token, nil
			}
			return relaySocket{}, nil, errors.Join(err, s.port.close(), next.port.close())
		}
		_ = s.port.close()
	}
	return relaySocket{}, nil, errNoRelayPort
}

func (p *relayPorts) bind(v4 bool, port uint16) (relaySocket, error) {
	r, ok := p.relayFor(v4)
	if !ok || port < p.min || port > p.max {
		return relaySocket{}, fmt.Errorf("%w: port %d", errNoRelayPort, port)
	}
	c, err := p.socket(netip.AddrPortFrom(r.Bind.Unmap(), port))
	if err != nil {
		return relaySocket{}, fmt.Errorf("%w: %w", errNoRelayPort, err)
	}
	return relaySocket{c, netip.AddrPortFrom(r.advertised().Unmap(), port)}, nil
}

// relayFor finds the relay of an address family.
func (p *relayPorts) relayFor(v4 bool) (Relay, bool) {
	for _, r := range p.relays {
		if r.Bind.Unmap().Is4() == v4 {
			return r, true
		}
	}
	return Relay{}, false
}

func (p *relayPorts) keep(s relaySocket, owner string) ([]byte, error) {
	var token [tokenSize]byte
	if _, err := rand.Read(token[:]); err != nil {
		return nil, err
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.closed {
		return nil, errClosing
	}
	if p.reserved == nil {
		p.reserved = make(map[[tokenSize]byte]*reservation)
	}
	p.reserved[token] = &reservation{relaySocket: s, owner: owner, timer: time.AfterFunc(reservationLifetime, func() {
		if s, err := p.take(token[:], owner); err == nil {
			_ = s.port.close()
		}
	})}
	return token[:], nil
}

// take hands out a reserved port, once.
func (p *relayPorts) take(token []byte, owner string) (relaySocket, error) {
	if len(token) != tokenSize {
		return relaySocket{}, errNoRelayPort
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	r := p.reserved[[tokenSize]byte(token)]
	if r == nil || r.owner != owner {
		return relaySocket{}, errNoRelayPort
	}
	r.timer.Stop()
	delete(p.reserved, [tokenSize]byte(token))
	return r.relaySocket, nil
}

// close gives back what is reserved.
func (p *relayPorts) close() {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.closed = true
	for token, r := range p.reserved {
		r.timer.Stop()
		_ = r.port.close()
		delete(p.reserved, token)
	}
}
