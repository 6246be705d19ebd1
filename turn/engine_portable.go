package turn

import (
	"errors"
	"net"
	"net/netip"
	"sync"
)

// portableEngine reads every socket by a goroutine of its own, one packet at a time. It runs on every system and is
// what the others are tested against.
type portableEngine struct {
	server *Server

	mu      sync.Mutex
	conns   []*net.UDPConn
	readers sync.WaitGroup
}

func newPortableEngine(s *Server) (engine, error) { return &portableEngine{server: s}, nil }

// udpSocket sends one datagram at a time.
type udpSocket struct{ conn *net.UDPConn }

// send drops what the kernel does not take; UDP promises no more.
func (u udpSocket) send(b []byte, to netip.AddrPort) { _, _ = u.conn.WriteToUDPAddrPort(b, to) }

func (u udpSocket) close() error { return u.conn.Close() }

func (e *portableEngine) listen(l *listener, conn *net.UDPConn) error {
	e.mu.Lock()
	e.conns = append(e.conns, conn)
	e.mu.Unlock()
	c := client{listener: l, udp: udpSocket{conn}}
	e.read(conn, func(from netip.AddrPort, p packet) {
		c.remote = from
		e.server.fromClient(c, p, direct{})
	})
	return nil
}

func (e *portableEngine) bind(at netip.AddrPort) (relayPort, error) {
	network := "udp6"
	if at.Addr().Is4() {
		network = "udp4"
	}
	conn, err := net.ListenUDP(network, net.UDPAddrFromAddrPort(at))
	if err != nil {
		return nil, err
	}
	return udpSocket{conn}, nil
}

func (e *portableEngine) attach(port relayPort, a *allocation) error {
	s, ok := port.(udpSocket)
	if !ok {
		return errNoRelayPort
	}
	e.read(s.conn, func(from netip.AddrPort, p packet) { e.server.fromPeer(a, from, p, direct{}) })
	return nil
}

// read starts a goroutine that calls take for every datagram until conn is closed.
func (e *portableEngine) read(conn *net.UDPConn, take func(netip.AddrPort, packet)) {
	e.readers.Go(func() {
		buf := make([]byte, headroom+maxPacket+4)
		for {
			n, from, err := conn.ReadFromUDPAddrPort(buf[headroom : headroom+maxPacket+1])
			switch {
			case errors.Is(err, net.ErrClosed):
				return
			case err != nil: // an ICMP error for something sent before: the next read goes on
			case n > maxPacket:
				e.server.metrics.dropped(dropTooLong)
			default:
				take(netip.AddrPortFrom(from.Addr().Unmap(), from.Port()), packet{buf, headroom, headroom + n})
			}
		}
	})
}

func (e *portableEngine) close() error {
	var errs []error
	e.mu.Lock()
	for _, c := range e.conns {
		errs = append(errs, c.Close())
	}
	e.mu.Unlock()
	e.readers.Wait()
	return errors.Join(errs...)
}
