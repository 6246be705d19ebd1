package turn

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"
)

// What New refuses.
var (
	ErrSecretSize  = errors.New("turn: secret must have 32 bytes")
	ErrNoListener  = errors.New("turn: nothing to listen on")
	ErrRealm       = errors.New("turn: realm must have 1 to 127 bytes without quotes")
	ErrRelay       = errors.New("turn: relay address is unusable")
	ErrPortRange   = errors.New("turn: relay port range is empty or below 1024")
	ErrLimit       = errors.New("turn: limit must not be negative")
	ErrServerEnded = errors.New("turn: server is closed")
)

// Config says what a Server serves, to whom, and how much. New checks it before it has any effect.
type Config struct {
	// Listeners are the open sockets; Listen makes them. The Server owns them from a successful New on.
	Listeners Listeners

	// Realm is shown to clients in the 401 that asks for credentials, usually the host name.
	Realm string

	// Secret is what credentials are derived from, SecretSize bytes; nodes of one site share it.
	Secret []byte

	// Relays are the addresses that relay ports are opened on, at most one for each address family. Empty: DetectRelays
	// for the first listener's address.
	Relays []Relay

	// MinPort and MaxPort bound the relay ports, both included. Zero: 49152 to 65535 (RFC 8656 §7.2).
	MinPort, MaxPort uint16

	// Peers says where relays may send to. Loopback peers are allowed only while every listener is on loopback.
	Peers PeerPolicy

	// Limits bound what clients can take. Zero fields stand for DefaultLimits.
	Limits Limits

	// Log gets one line for each event; no addresses, no user names.
	Log zerolog.Logger

	// Metrics, if set, gets the collectors.
	Metrics prometheus.Registerer

	// Now is the clock that credentials and nonces are judged by. Nil: time.Now.
	Now func() time.Time

	lifetimes lifetimes
	engine    func(*Server) (engine, error) // nil: the quickest for this system
}

// Relay is an address that relay ports are opened on.
type Relay struct {
	// Bind is an address of this machine.
	Bind netip.Addr
	// External is the address that clients are told, where a NAT maps it to Bind one to one. Invalid: Bind.
	External netip.Addr
}

func (r Relay) advertised() netip.Addr {
	if r.External.IsValid() {
		return r.External
	}
	return r.Bind
}

// Limits bound what clients can take. A client beyond one of the first six gets 486 or 508 and can come back when
// something has been released. An allocation for both address families counts as two; its bytes are counted together.
type Limits struct {
	Allocations           int // in total
	AllocationsPerSession int
	AllocationsPerUser    int
	AllocationsPerAddress int // by a client's IP address (IPv6: /64); offices share one
	Permissions           int // of one allocation
	Channels              int // of one allocation

	Connections           int // accepted TCP and TLS connections in total
	ConnectionsPerAddress int

	// UnauthenticatedPerSecond bounds answers to requests without a valid credential, for each source address. What is
	// beyond it gets no answer: such answers are larger than what they answer and could be aimed at somebody.
	UnauthenticatedPerSecond int

	// BytesPerSecond bounds what one allocation relays in both directions together. Zero: unbounded.
	BytesPerSecond int
}

// DefaultLimits fit a two-core machine and an office of a few hundred people behind one address.
func DefaultLimits() Limits {
	return Limits{
		Allocations: 10_000, AllocationsPerSession: 64, AllocationsPerUser: 32, AllocationsPerAddress: 512,
		Permissions: 64, Channels: 64,
		Connections: 8_000, ConnectionsPerAddress: 512,
		UnauthenticatedPerSecond: 10,
	}
}

func (l Limits) withDefaults() Limits {
	d := DefaultLimits()
	for _, f := range []struct{ have, want *int }{
		{&l.Allocations, &d.Allocations}, {&l.AllocationsPerSession, &d.AllocationsPerSession},
		{&l.AllocationsPerUser, &d.AllocationsPerUser}, {&l.AllocationsPerAddress, &d.AllocationsPerAddress},
		{&l.Permissions, &d.Permissions}, {&l.Channels, &d.Channels},
		{&l.Connections, &d.Connections}, {&l.ConnectionsPerAddress, &d.ConnectionsPerAddress},
		{&l.UnauthenticatedPerSecond, &d.UnauthenticatedPerSecond},
	} {
		if *f.have == 0 {
			*f.have = *f.want
		}
	}
	return l
}

func (l Limits) validate() error {
	for _, v := range []int{
		l.Allocations, l.AllocationsPerSession, l.AllocationsPerUser, l.AllocationsPerAddress, l.Permissions, l.Channels,
		l.Connections, l.ConnectionsPerAddress, l.UnauthenticatedPerSecond, l.BytesPerSecond,
	} {
		if v < 0 {
			return ErrLimit
		}
	}
	return nil
}

// lifetimes are RFC 8656's; tests shorten them.
type lifetimes struct {
	allocation    time.Duration // default and least, §3.2
	maxAllocation time.Duration // §7.2 recommends one hour
	permission    time.Duration // §9: five minutes
	channel       time.Duration // §12: ten minutes
	nonce         time.Duration

	// firstFrame bounds the way from the accept of a connection to its first whole message, TLS handshake included, and
	// from the first byte of every later message to its last.
	firstFrame time.Duration
	// idleStranger is how long a connection without an allocation may be silent.
	idleStranger time.Duration
	// idleCheck is how often a silent connection with an allocation is looked at; the allocation's lifetime decides.
	idleCheck time.Duration
}

func defaultLifetimes() lifetimes {
	return lifetimes{
		allocation: 10 * time.Minute, maxAllocation: time.Hour, permission: 5 * time.Minute, channel: 10 * time.Minute,
		nonce: 15 * time.Minute, firstFrame: 10 * time.Second, idleStranger: 30 * time.Second, idleCheck: time.Minute,
	}
}

// complete checks the configuration and fills in what was left out.
func (c Config) complete() (Config, error) {
	if len(c.Secret) != SecretSize {
		return c, ErrSecretSize
	}
	if len(c.Listeners.addrs()) == 0 {
		return c, ErrNoListener
	}
	if n := len(c.Realm); n == 0 || n > 127 || containsQuote(c.Realm) {
		return c, ErrRealm
	}
	if c.MinPort == 0 && c.MaxPort == 0 {
		c.MinPort, c.MaxPort = 49152, 65535
	}
	if c.MinPort < 1024 || c.MaxPort < c.MinPort {
		return c, ErrPortRange
	}
	if err := c.Limits.validate(); err != nil {
		return c, err
	}
	c.Limits = c.Limits.withDefaults()
	if c.lifetimes == (lifetimes{}) {
		c.lifetimes = defaultLifetimes()
	}
	if c.engine == nil {
		c.engine = newEngine
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if len(c.Relays) == 0 {
		c.Relays = DetectRelays(c.Listeners.addrs()[0].Addr())
	}
	return c, validateRelays(c.Relays)
}

func validateRelays(relays []Relay) error {
	if len(relays) == 0 {
		return fmt.Errorf("%w: this machine has no address to relay on", ErrRelay)
	}
	seen := map[bool]bool{}
	for _, r := range relays {
		b, a := r.Bind.Unmap(), r.advertised().Unmap()
		switch {
		case !b.IsValid() || b.IsMulticast() || a.IsUnspecified() || a.IsMulticast():
			return fmt.Errorf("%w: %s as %s", ErrRelay, r.Bind, r.advertised())
		case b.Is4() != a.Is4():
			return fmt.Errorf("%w: %s and %s are of different families", ErrRelay, r.Bind, r.External)
		case seen[b.Is4()]:
			return fmt.Errorf("%w: two addresses of one family", ErrRelay)
		}
		seen[b.Is4()] = true
	}
	return nil
}

// onLoopbackAlone says whether nobody but this machine can reach any listener.
func (c Config) onLoopbackAlone() bool {
	for _, a := range c.Listeners.addrs() {
		if !a.Addr().Unmap().IsLoopback() {
			return false
		}
	}
	return true
}

func containsQuote(s string) bool {
	for _, r := range s {
		if r == '"' || r == '\\' || r < ' ' {
			return true
		}
	}
	return false
}

// addrPort reads the address of a socket, unmapped.
func addrPort(a net.Addr) netip.AddrPort {
	var ap netip.AddrPort
	switch a := a.(type) {
	case *net.UDPAddr:
		ap = a.AddrPort()
	case *net.TCPAddr:
		ap = a.AddrPort()
	}
	return netip.AddrPortFrom(ap.Addr().Unmap(), ap.Port())
}
