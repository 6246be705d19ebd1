package turn

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net"
	"net/netip"
)

// errNoRelayPort means that no port of the range could be bound; the client gets 508.
var errNoRelayPort = errors.New("turn: no relay port is free")

// relayPorts opens relay sockets on the configured addresses and port range.
type relayPorts struct {
	relays   []Relay
	min, max uint16
}

// portAttempts bounds the search for a free port. In a range that is three quarters full it fails once in 10^8.
const portAttempts = 64

// open binds a random port for the family of "udp4" or "udp6" and says which address clients are told.
func (p relayPorts) open(network string) (*net.UDPConn, netip.AddrPort, error) {
	r, ok := p.relayFor(network == "udp4")
	if !ok {
		return nil, netip.AddrPort{}, fmt.Errorf("%w: no %s address", errNoRelayPort, network)
	}
	for range portAttempts {
		port := p.min + uint16(rand.IntN(int(p.max-p.min)+1))
		c, err := net.ListenUDP(network, net.UDPAddrFromAddrPort(netip.AddrPortFrom(r.Bind, port)))
		if err == nil {
			return c, netip.AddrPortFrom(r.advertised(), port), nil
		}
	}
	return nil, netip.AddrPort{}, errNoRelayPort
}

// relayFor finds the relay of an address family.
func (p relayPorts) relayFor(v4 bool) (Relay, bool) {
	for _, r := range p.relays {
		if r.Bind.Unmap().Is4() == v4 {
			return r, true
		}
	}
	return Relay{}, false
}
