package turn

import (
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"

	"golang.org/x/sys/unix"
)

// batchEngine reads and writes many packets with one system call. Each UDP socket of the listeners has a loop of its own,
// which also owns the relay sockets of the clients that the kernel sends to it, so that a packet never changes threads:
//
//	clients ──▶ listener's socket ─┐              ┌─▶ relay socket ──▶ peer
//	                               ├─▶   loop   ──┤
//	peers ────▶ relay sockets ─────┘  (epoll)     └─▶ listener's socket ──▶ client
type batchEngine struct {
	server *Server

	mu      sync.Mutex
	loops   []*loop
	next    atomic.Uint32 // for allocations of clients that have no loop: those on TCP and TLS
	running sync.WaitGroup
}

func newEngine(s *Server) (engine, error) { return &batchEngine{server: s}, nil }

// listen moves a socket from Go's poller to a loop.
func (e *batchEngine) listen(l *listener, conn *net.UDPConn) error {
	rc, err := conn.SyscallConn()
	if err != nil {
		return fmt.Errorf("turn: read %s: %w", l.addr, err)
	}
	fd, dupErr := -1, error(nil)
	err = rc.Control(func(old uintptr) { fd, dupErr = unix.FcntlInt(old, unix.F_DUPFD_CLOEXEC, 0) })
	if err := errors.Join(err, dupErr); err != nil {
		return fmt.Errorf("turn: read %s: %w", l.addr, err)
	}
	s, err := adoptSocket(fd)
	if err != nil {
		return errors.Join(err, unix.Close(fd))
	}
	lp, err := e.start(l, s)
	if err != nil {
		return errors.Join(fmt.Errorf("turn: read %s: %w", l.addr, err), s.close())
	}
	e.mu.Lock()
	e.loops = append(e.loops, lp)
	e.mu.Unlock()
	return conn.Close() // the copy stays open, out of reach of the poller
}

func (e *batchEngine) start(l *listener, s *rawSocket) (*loop, error) {
	lp, err := newLoop(e.server, l, s)
	if err != nil {
		return nil, err
	}
	e.running.Go(lp.run)
	return lp, nil
}

func (e *batchEngine) bind(at netip.AddrPort) (relayPort, error) {
	s, err := openSocket(at)
	if err != nil {
		return nil, err
	}
	return s, nil
}

func (e *batchEngine) attach(port relayPort, a *allocation) error {
	s, ok := port.(*rawSocket)
	if !ok {
		return errNoRelayPort
	}
	lp, err := e.loopFor(a.client)
	if err == nil {
		err = lp.attach(s, a)
	}
	if err != nil {
		return errors.Join(err, s.close())
	}
	return nil
}

// loopFor finds the loop that reads a client's packets, or shares the others out.
func (e *batchEngine) loopFor(c client) (*loop, error) {
	e.mu.Lock()
	defer e.mu.Unlock()
	for _, lp := range e.loops {
		if c.udp != nil && c.udp == socket(lp.socket) {
			return lp, nil
		}
	}
	if len(e.loops) == 0 { // a server without UDP
		lp, err := e.start(nil, nil)
		if err != nil {
			return nil, err
		}
		e.loops = append(e.loops, lp)
	}
	return e.loops[int(e.next.Add(1))%len(e.loops)], nil
}

func (e *batchEngine) close() error {
	e.mu.Lock()
	loops := e.loops
	e.loops = nil
	e.mu.Unlock()
	var errs []error
	for _, lp := range loops {
		errs = append(errs, lp.stop())
	}
	e.running.Wait()
	for _, lp := range loops {
		errs = append(errs, lp.close())
	}
	return errors.Join(errs...)
}
