package turn

import (
	"net/netip"
	"runtime"
	"sync"
	"time"

	"golang.org/x/sys/unix"
)

// loop waits for its sockets and moves their packets. It is an outbox: what is to be sent gathers until the packets that
// have been read are through.
type loop struct {
	server *Server
	socket *rawSocket // the listener's; nil in a server without UDP
	client client     // with everything but the remote address

	epoll int
	wake  int // eventfd: stop

	mu     sync.Mutex
	relays map[int32]*relay // by descriptor

	// The rest is the loop's own.
	in      *inbox
	clients sendQueue // to clients, by the listener's socket
	peers   sendQueue // to peers, one relay after the other
	touched []*relay  // that have something queued
	pace    pace
}

// relay is a relay socket in a loop, with the packets that wait to leave by it.
type relay struct {
	socket  *rawSocket
	owner   *allocation
	waiting []outgoing
}

type outgoing struct {
	payload []byte
	peer    netip.AddrPort
}

// newLoop makes a loop for a listener's socket, or for relay sockets alone.
func newLoop(s *Server, l *listener, sock *rawSocket) (*loop, error) {
	lp := &loop{server: s, socket: sock, relays: make(map[int32]*relay), in: newInbox()}
	var err error
	if lp.epoll, err = unix.EpollCreate1(unix.EPOLL_CLOEXEC); err != nil {
		return nil, err
	}
	if lp.wake, err = unix.Eventfd(0, unix.EFD_NONBLOCK|unix.EFD_CLOEXEC); err != nil {
		_ = unix.Close(lp.epoll)
		return nil, err
	}
	fds := []int{lp.wake}
	if sock != nil {
		lp.client = client{listener: l, udp: sock}
		lp.clients.segment, lp.peers.segment = canSegment(sock.fd), canSegment(sock.fd)
		fds = append(fds, sock.fd)
	}
	for _, fd := range fds {
		if err := lp.watch(fd); err != nil {
			_ = unix.Close(lp.epoll)
			_ = unix.Close(lp.wake)
			return nil, err
		}
	}
	return lp, nil
}

func (lp *loop) watch(fd int) error {
	return unix.EpollCtl(lp.epoll, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(fd)})
}

// attach has the loop read an allocation's socket. Closing the socket takes it out of epoll by itself.
func (lp *loop) attach(s *rawSocket, a *allocation) error {
	s.relay = &relay{socket: s, owner: a}
	lp.mu.Lock()
	lp.relays[int32(s.fd)] = s.relay
	lp.mu.Unlock()
	s.loop = lp
	if err := lp.watch(s.fd); err != nil {
		lp.forget(s)
		return err
	}
	return nil
}

// forget is called by a relay socket before it closes its descriptor.
func (lp *loop) forget(s *rawSocket) {
	lp.mu.Lock()
	defer lp.mu.Unlock()
	if r := lp.relays[int32(s.fd)]; r != nil && r.socket == s {
		delete(lp.relays, int32(s.fd))
	}
}

// run moves packets until stop.
func (lp *loop) run() {
	runtime.LockOSThread() // for the timer slack, which is the thread's; the thread ends with the goroutine
	lp.pace.prepare()
	events := make([]unix.EpollEvent, 128)
	for {
		n, err := unix.EpollWait(lp.epoll, events, -1)
		if err != nil && err != unix.EINTR {
			return
		}
		moved := 0
		for _, ev := range events[:max(n, 0)] {
			switch {
			case int(ev.Fd) == lp.wake:
				return
			case lp.socket != nil && int(ev.Fd) == lp.socket.fd:
				moved += lp.readClients()
			default:
				moved += lp.readRelay(ev.Fd)
			}
			if !lp.in.room() {
				lp.flush()
			}
		}
		lp.flush()
		lp.pace.wait(moved)
	}
}

func (lp *loop) readClients() int {
	from, to := lp.in.read(lp.socket.fd)
	c := lp.client
	for i := from; i < to; i++ {
		if p, ok := lp.in.packet(i); ok {
			c.remote = lp.in.source(i)
			lp.server.fromClient(c, p, lp)
		} else {
			lp.server.metrics.dropped(dropTooLong)
		}
	}
	return to - from
}

func (lp *loop) readRelay(fd int32) int {
	lp.mu.Lock()
	r := lp.relays[fd]
	lp.mu.Unlock()
	if r == nil {
		return 0
	}
	r.socket.mu.RLock()
	from, to := 0, 0
	if !r.socket.closed {
		from, to = lp.in.read(r.socket.fd)
	}
	r.socket.mu.RUnlock()
	for i := from; i < to; i++ {
		if p, ok := lp.in.packet(i); ok {
			lp.server.fromPeer(r.owner, lp.in.source(i), p, lp)
		} else {
			lp.server.metrics.dropped(dropTooLong)
		}
	}
	return to - from
}

// toPeer queues at the relay, if it is this loop's; packets of one relay keep their order.
func (lp *loop) toPeer(a *allocation, payload []byte, peer netip.AddrPort) {
	s, ok := a.port.(*rawSocket)
	if !ok || s.loop != lp {
		a.port.send(payload, peer)
		return
	}
	r := s.relay
	if len(r.waiting) == 0 {
		lp.touched = append(lp.touched, r)
	}
	r.waiting = append(r.waiting, outgoing{payload, peer})
}

// toClient queues for the clients of the same listener, whichever of its loops they belong to: all its sockets have the
// same address.
func (lp *loop) toClient(c client, frame []byte) {
	if c.udp == nil || lp.socket == nil || c.listener != lp.client.listener {
		c.send(frame)
		return
	}
	lp.clients.add(frame, c.remote, lp.socket.ipv4)
}

// flush sends everything that is queued and gives the packets' memory back.
func (lp *loop) flush() {
	if lp.clients.msgs > 0 {
		lp.clients.flush(lp.socket)
	}
	for i, r := range lp.touched {
		if len(r.waiting) == 1 {
			r.socket.send(r.waiting[0].payload, r.waiting[0].peer)
		} else {
			for _, o := range r.waiting {
				lp.peers.add(o.payload, o.peer, r.socket.ipv4)
			}
			lp.peers.flush(r.socket)
		}
		clear(r.waiting)
		r.waiting = r.waiting[:0]
		lp.touched[i] = nil
	}
	lp.touched = lp.touched[:0]
	lp.in.reset()
}

// stop has run return.
func (lp *loop) stop() error {
	_, err := unix.Write(lp.wake, []byte{1, 0, 0, 0, 0, 0, 0, 0})
	return err
}

// close gives back the descriptors of a loop that has returned.
func (lp *loop) close() error {
	err := unix.Close(lp.epoll)
	if e := unix.Close(lp.wake); err == nil {
		err = e
	}
	if lp.socket != nil {
		if e := lp.socket.close(); err == nil {
			err = e
		}
	}
	return err
}

// pace lets packets gather when they come fast, as network cards do (interrupt moderation): a round of the loop costs
// two context switches however many packets it moves. Below the threshold nothing waits.
type pace struct {
	since time.Time // of the window
	moved int       // in the window
	busy  bool
}

const (
	paceWindow    = 2 * time.Millisecond
	paceThreshold = 20 // packets a window: 10,000/s
	paceWait      = 150 * time.Microsecond
	paceEnough    = perRead / 2 // moved in one round: there is no need to wait for more
)

// prepare makes short waits short: a thread's timers are otherwise 50 µs late.
func (p *pace) prepare() { _ = unix.Prctl(unix.PR_SET_TIMERSLACK, 1, 0, 0, 0) }

// wait is called after every round.
func (p *pace) wait(moved int) {
	now := time.Now()
	p.moved += moved
	if gone := now.Sub(p.since); gone >= paceWindow {
		p.busy = gone < 2*paceWindow && p.moved >= paceThreshold
		p.since, p.moved = now, 0
	}
	if p.busy && moved < paceEnough {
		ts := unix.NsecToTimespec(int64(paceWait))
		_ = unix.Nanosleep(&ts, nil)
	}
}
