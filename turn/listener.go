package turn

import (
	"net/netip"
)

// listener is one address that clients reach over one transport, and what they share: pion's control plane and the
// queue of requests that wait for it.
type listener struct {
	transport Transport
	addr      netip.AddrPort
	control   *control
	waiting   chan stranger
	clients   index // that have an allocation; the table's lock protects it
}

// stranger is a datagram that must pass the gate.
type stranger struct {
	client client
	bytes  []byte
}

// maxWaiting bounds the queue. Clients repeat what is dropped (RFC 8489 §6.2.1).
const maxWaiting = 1024

func newListener(s *Server, e Endpoint) (*listener, error) {
	l := &listener{transport: e.Transport, addr: e.Addr, waiting: make(chan stranger, maxWaiting), clients: newIndex()}
	var err error
	l.control, err = newControl(s, l)
	return l, err
}

// later queues a request, so that reading goes on while pion works.
func (l *listener) later(s *Server, c client, b []byte) {
	select {
	case l.waiting <- stranger{c, append([]byte(nil), b...)}:
	default:
		s.metrics.dropped(dropBusy)
	}
}

// work serves the queue until the server closes.
func (l *listener) work(s *Server) {
	for {
		select {
		case r := <-l.waiting:
			s.fromStranger(r.client, r.bytes)
		case <-s.closing:
			return
		}
	}
}
