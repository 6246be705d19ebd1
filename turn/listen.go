package turn

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"runtime"
	"strconv"
)

// Listeners are the open sockets of a Server.
type Listeners struct {
	// UDP sockets. Several on one address share its load.
	UDP []*net.UDPConn

	// TCP listeners.
	TCP []net.Listener

	// TLS listeners: what they accept is read and written in clear, such as tls.NewListener's or a Splitter's.
	TLS []net.Listener
}

// portTries is how often Listen looks for a port that is free for both UDP and TCP.
const portTries = 16

// Listen opens addr ("127.0.0.1:3478", ":3478") for UDP, once for each processor where the system can spread packets
// over sockets, and for TCP. Port 0 takes one that is free for both.
func Listen(ctx context.Context, addr string) (Listeners, error) {
	host, port, err := net.SplitHostPort(addr)
	if err != nil {
		return Listeners{}, fmt.Errorf("turn: listen on %q: %w", addr, err)
	}
	for try := 1; ; try++ {
		ls, err := listenBoth(ctx, host, port)
		if err == nil {
			return ls, nil
		}
		if port != "0" || try == portTries {
			return Listeners{}, fmt.Errorf("turn: listen on %s: %w", addr, err)
		}
	}
}

// listenBoth binds TCP first: several processes can share a UDP port with SO_REUSEPORT, and a second server by mistake
// must fail before it takes packets from the first.
func listenBoth(ctx context.Context, host, port string) (ls Listeners, err error) {
	defer func() {
		if err != nil {
			err = errors.Join(err, ls.Close())
		}
	}()
	var plain net.ListenConfig
	l, err := plain.Listen(ctx, "tcp", net.JoinHostPort(host, port))
	if err != nil {
		return ls, err
	}
	ls.TCP = append(ls.TCP, l)
	port = strconv.Itoa(int(addrPort(l.Addr()).Port()))
	lc := net.ListenConfig{Control: shareLoad}
	for range udpShards() {
		pc, err := lc.ListenPacket(ctx, "udp", net.JoinHostPort(host, port))
		if err != nil {
			return ls, err
		}
		conn, ok := pc.(*net.UDPConn)
		if !ok {
			return ls, errors.Join(ErrNoListener, pc.Close())
		}
		ls.UDP = append(ls.UDP, conn)
	}
	return ls, nil
}

// udpShards is how many UDP sockets one address gets: with two, a loss of 10 % at 100,000 packets/s became none.
func udpShards() int {
	if !canShareLoad {
		return 1
	}
	return min(runtime.GOMAXPROCS(0), 8)
}

// Close closes every socket. A Server does it itself.
func (l Listeners) Close() error {
	var errs []error
	for _, c := range l.UDP {
		errs = append(errs, c.Close())
	}
	for _, s := range [][]net.Listener{l.TCP, l.TLS} {
		for _, c := range s {
			errs = append(errs, c.Close())
		}
	}
	return errors.Join(errs...)
}

// addrs lists the addresses bound, UDP first.
func (l Listeners) addrs() []netip.AddrPort {
	var out []netip.AddrPort
	for _, e := range l.endpoints() {
		out = append(out, e.Addr)
	}
	return out
}

// Transport is how a client speaks to the server.
type Transport string

// The transports of RFC 8656 §3.
const (
	UDP Transport = "udp"
	TCP Transport = "tcp"
	TLS Transport = "tls"
)

// Endpoint is an address that a client can reach the server at.
type Endpoint struct {
	Transport Transport
	Addr      netip.AddrPort
}

// endpoints lists what is bound, shards once, UDP before TCP before TLS.
func (l Listeners) endpoints() []Endpoint {
	var out []Endpoint
	seen := map[Endpoint]bool{}
	add := func(t Transport, a net.Addr) {
		e := Endpoint{t, addrPort(a)}
		if !seen[e] {
			seen[e] = true
			out = append(out, e)
		}
	}
	for _, c := range l.UDP {
		add(UDP, c.LocalAddr())
	}
	for _, c := range l.TCP {
		add(TCP, c.Addr())
	}
	for _, c := range l.TLS {
		add(TLS, c.Addr())
	}
	return out
}

// ICEURLs makes the URLs of RFC 7064 and 7065 for a browser's RTCIceServer, quickest first and at most one of each kind,
// because every further one slows gathering. Give TLS endpoints a host that their certificate names.
func ICEURLs(host string, endpoints []Endpoint) (stun, turn []string) {
	done := map[Transport]bool{}
	for _, t := range []Transport{UDP, TCP, TLS} {
		for _, e := range endpoints {
			if e.Transport != t || done[t] {
				continue
			}
			done[t] = true
			at := net.JoinHostPort(host, strconv.Itoa(int(e.Addr.Port())))
			switch t {
			case UDP:
				stun = append(stun, "stun:"+at)
				turn = append(turn, "turn:"+at+"?transport=udp")
			case TCP:
				turn = append(turn, "turn:"+at+"?transport=tcp")
			case TLS:
				turn = append(turn, "turns:"+at+"?transport=tcp")
			}
		}
	}
	return stun, turn
}
