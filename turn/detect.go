package turn

import (
	"context"
	"net"
	"net/netip"
)

// DetectRelays chooses the addresses to relay on for a listener: its own address, or, where it listens on every
// interface, the ones that this machine reaches the world from (by its routes; nothing is sent).
func DetectRelays(listen netip.Addr) []Relay {
	listen = listen.Unmap()
	if listen.IsValid() && !listen.IsUnspecified() {
		return []Relay{{Bind: listen}}
	}
	var out []Relay
	for _, world := range []string{"192.0.2.1:9", "[2001:db8::1]:9"} { // documentation addresses: RFC 5737, RFC 3849
		if a, ok := routeTo(world); ok {
			out = append(out, Relay{Bind: a})
		}
	}
	if len(out) == 0 {
		out = append(out, Relay{Bind: netip.AddrFrom4([4]byte{127, 0, 0, 1})})
	}
	return out
}

// routeTo asks the routing table which local address leads to world. Connecting a UDP socket sends nothing.
func routeTo(world string) (netip.Addr, bool) {
	c, err := net.Dial("udp", world) //nolint:noctx // returns at once
	if err != nil {
		return netip.Addr{}, false
	}
	a := addrPort(c.LocalAddr()).Addr()
	_ = c.Close()
	return a, a.IsValid() && !a.IsUnspecified() && !a.IsLoopback()
}

// DetectExternal fills in the external addresses of relays behind a NAT from the server's public host name: where the
// name resolves to a public address that this machine does not have itself, that is the one that clients must be told.
// Relays that are public already, or already have an external address, stay as they are.
func DetectExternal(ctx context.Context, relays []Relay, publicHost string, resolver *net.Resolver) []Relay {
	out := append([]Relay(nil), relays...)
	addrs, err := resolver.LookupNetIP(ctx, "ip", publicHost)
	if err != nil {
		return out
	}
	for i, r := range out {
		if r.External.IsValid() || (PeerPolicy{}).Check(r.Bind) == nil || r.Bind.IsLoopback() {
			continue
		}
		for _, a := range addrs {
			a = a.Unmap()
			if a.Is4() == r.Bind.Unmap().Is4() && (PeerPolicy{}).Check(a) == nil {
				out[i].External = a
				break
			}
		}
	}
	return out
}

// ownAddresses lists the addresses of this machine's interfaces.
func ownAddresses() []netip.Addr {
	addrs, err := net.InterfaceAddrs()
	if err != nil {
		return nil
	}
	var out []netip.Addr
	for _, a := range addrs {
		if n, ok := a.(*net.IPNet); ok {
			if ip, ok := netip.AddrFromSlice(n.IP); ok {
				out = append(out, ip.Unmap())
			}
		}
	}
	return out
}
