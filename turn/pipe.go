package turn

import (
	"net"
	"sync"
	"time"
)

// pipe is the socket that pion reads from: one request at a time goes in and its answer comes out. Closing a pipe from
// either end ends pion's loop.
type pipe struct {
	local net.Addr

	requests chan parcel
	answers  chan []byte   // nil: there was none
	closed   chan struct{} // nobody will ask any more
	once     sync.Once

	answer []byte // of the request in hand; pion's goroutine alone touches it
	asked  bool
}

type parcel struct {
	bytes []byte
	from  net.Addr
}

func newPipe(local net.Addr) *pipe {
	return &pipe{local: local, requests: make(chan parcel), answers: make(chan []byte), closed: make(chan struct{})}
}

// roundTrip hands a request over and waits for the answer. One caller at a time.
func (p *pipe) roundTrip(b []byte, from net.Addr) ([]byte, error) {
	select {
	case p.requests <- parcel{b, from}:
	case <-p.closed:
		return nil, net.ErrClosed
	}
	a := <-p.answers // pion reads again, come what may
	if a == nil {
		return nil, errNoAnswer
	}
	return a, nil
}

// ReadFrom first delivers the answer to the request before.
func (p *pipe) ReadFrom(b []byte) (int, net.Addr, error) {
	if p.asked {
		p.asked = false
		p.answers <- p.answer
		p.answer = nil
	}
	select {
	case r := <-p.requests:
		p.asked = true
		return copy(b, r.bytes), r.from, nil
	case <-p.closed:
		return 0, nil, net.ErrClosed
	}
}

// WriteTo takes an answer. Nothing else is ever written: packets of peers do not come through pion.
func (p *pipe) WriteTo(b []byte, _ net.Addr) (int, error) {
	p.answer = append([]byte(nil), b...)
	return len(b), nil
}

func (p *pipe) Close() error {
	p.once.Do(func() { close(p.closed) })
	return nil
}

func (p *pipe) LocalAddr() net.Addr              { return p.local }
func (p *pipe) SetDeadline(time.Time) error      { return nil }
func (p *pipe) SetReadDeadline(time.Time) error  { return nil }
func (p *pipe) SetWriteDeadline(time.Time) error { return nil }

// lifeline is the relay socket that pion sees: it carries no packet and ends the allocation in either direction. pion
// closes it when the allocation dies; end makes pion's reader fail, upon which pion deletes the allocation.
type lifeline struct {
	a      *allocation
	server *Server
	once   sync.Once
	closed chan struct{}
}

func (l *lifeline) ReadFrom([]byte) (int, net.Addr, error) {
	select {
	case <-l.closed:
	case <-l.a.ended:
	}
	return 0, nil, net.ErrClosed
}

func (l *lifeline) Close() error {
	l.once.Do(func() {
		close(l.closed)
		l.server.dismiss(l.a)
	})
	return nil
}

func (l *lifeline) WriteTo([]byte, net.Addr) (int, error) { return 0, net.ErrClosed }
func (l *lifeline) LocalAddr() net.Addr                   { return net.UDPAddrFromAddrPort(l.a.relay) }
func (l *lifeline) SetDeadline(time.Time) error           { return nil }
func (l *lifeline) SetReadDeadline(time.Time) error       { return nil }
func (l *lifeline) SetWriteDeadline(time.Time) error      { return nil }
