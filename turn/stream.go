package turn

import (
	"errors"
	"net"
	"net/netip"
	"sync"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// writeTime bounds one write to a TCP or TLS client.
const writeTime = 10 * time.Second

const (
	// streamFrame is the longest message or ChannelData accepted on a stream, in bytes.
	streamFrame = stun.HeaderSize + maxPacket
	// streamBacklog bounds what waits for a slow client, in bytes; what is beyond it is dropped, as UDP would.
	streamBacklog = 256 << 10
)

// stream is one TCP or TLS connection: a goroutine that reads frames and one that writes what has gathered.
type stream struct {
	conn net.Conn

	mu      sync.Mutex
	backlog []byte
	spare   []byte
	closed  bool
	wake    chan struct{} // has room for one
}

func newStream(conn net.Conn) *stream { return &stream{conn: conn, wake: make(chan struct{}, 1)} }

// send queues a frame; it never blocks.
func (st *stream) send(frame []byte) {
	st.mu.Lock()
	defer st.mu.Unlock()
	if st.closed || len(st.backlog)+len(frame) > streamBacklog {
		return
	}
	st.backlog = append(st.backlog, frame...)
	select {
	case st.wake <- struct{}{}:
	default:
	}
}

// write sends what gathers until the stream is closed or the client does not keep up.
func (st *stream) write() {
	for range st.wake {
		st.mu.Lock()
		b := st.backlog
		st.backlog, st.spare = st.spare[:0], nil
		st.mu.Unlock()
		if len(b) == 0 {
			continue
		}
		if st.conn.SetWriteDeadline(time.Now().Add(writeTime)) != nil {
			return
		}
		if _, err := st.conn.Write(b); err != nil {
			_ = st.conn.Close() // the reader notices and cleans up
			return
		}
		st.mu.Lock()
		st.spare = b
		st.mu.Unlock()
	}
}

func (st *stream) close() {
	st.mu.Lock()
	if !st.closed {
		st.closed = true
		close(st.wake)
	}
	st.mu.Unlock()
	_ = st.conn.Close() // not under the lock: TLS says goodbye first, and packets for this client must not wait
}

// serveStream owns a connection until it ends, and its allocation with it (RFC 8656 §3.1).
func (s *Server) serveStream(l *listener, conn net.Conn) {
	st := newStream(conn)
	c := client{listener: l, remote: addrPort(conn.RemoteAddr()), stream: st}
	written := make(chan struct{})
	go func() { defer close(written); st.write() }()
	if !s.track(st) {
		st.close()
	} else {
		s.readFrames(c, st)
		s.untrack(st)
	}
	st.close()
	<-written
	if a := s.table.of(c); a != nil && a.client.stream == st {
		a.endBoth()
	}
}

// readFrames hands every frame on until the client errs, is silent for too long or leaves.
func (s *Server) readFrames(c client, st *stream) {
	buf := make([]byte, headroom+streamFrame+4)
	have := headroom // end of what has been read
	life := s.cfg.lifetimes
	deadline := time.Now().Add(life.firstFrame)
	for {
		if st.conn.SetReadDeadline(deadline) != nil {
			return
		}
		n, err := st.conn.Read(buf[have : headroom+streamFrame])
		if err != nil && (!isTimeout(err) || have > headroom || s.table.of(c) == nil) {
			return
		}
		was := have
		rest, ok := s.frames(c, packet{buf, headroom, have + n})
		if !ok {
			s.metrics.dropped(dropMalformed)
			return
		}
		have = headroom + copy(buf[headroom:], buf[rest:was+n])
		switch {
		case have > headroom:
			if was == headroom || rest > headroom { // a new frame has begun
				deadline = time.Now().Add(life.firstFrame)
			}
		case s.table.of(c) != nil:
			deadline = time.Now().Add(life.idleCheck)
		default:
			deadline = time.Now().Add(life.idleStranger)
		}
	}
}

// frames hands on every whole frame of p and says where the rest begins.
func (s *Server) frames(c client, p packet) (rest int, ok bool) {
	at := p.start
	for at < p.end {
		size, ok := stun.FrameSize(p.buf[at:p.end])
		if !ok || size > streamFrame {
			return at, false
		}
		if size == 0 || at+size > p.end {
			break
		}
		// Relaying in place overwrites the headroom before a payload, which is behind us, and up to three bytes after
		// it, which are this frame's padding.
		s.fromClient(c, packet{p.buf, at, at + size}, direct{})
		at += size
	}
	return at, true
}

func isTimeout(err error) bool {
	var ne net.Error
	return errors.As(err, &ne) && ne.Timeout()
}

// accept serves a stream listener until it is closed.
func (s *Server) accept(l *listener, ln net.Listener) {
	const most = time.Second
	delay := 5 * time.Millisecond
	for {
		conn, err := ln.Accept()
		if err == nil {
			delay = 5 * time.Millisecond
			s.welcome(l, conn)
			continue
		}
		if errors.Is(err, net.ErrClosed) {
			return
		}
		select { // out of descriptors: others must go first
		case <-time.After(delay):
			delay = min(2*delay, most)
		case <-s.closing:
			return
		}
	}
}

// welcome gives a connection a goroutine if the caps allow.
func (s *Server) welcome(l *listener, conn net.Conn) {
	from := addrPort(conn.RemoteAddr()).Addr()
	if !s.connections.take(from) {
		s.metrics.dropped(dropConnection)
		_ = conn.Close()
		return
	}
	s.running.Go(func() {
		defer s.connections.give(from)
		open := s.metrics.connections.WithLabelValues(string(l.transport))
		open.Inc()
		defer open.Dec()
		s.serveStream(l, conn)
	})
}

// connectionCaps counts open connections.
type connectionCaps struct {
	most, mostEach int

	mu    sync.Mutex
	total int
	each  map[netip.Prefix]int
}

func newConnectionCaps(l Limits) *connectionCaps {
	return &connectionCaps{most: l.Connections, mostEach: l.ConnectionsPerAddress, each: make(map[netip.Prefix]int)}
}

func (c *connectionCaps) take(from netip.Addr) bool {
	c.mu.Lock()
	defer c.mu.Unlock()
	if c.total >= c.most || c.each[source(from)] >= c.mostEach {
		return false
	}
	c.total++
	c.each[source(from)]++
	return true
}

// count is how many are open now.
func (c *connectionCaps) count() int {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.total
}

func (c *connectionCaps) give(from netip.Addr) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.total--
	drop(c.each, source(from))
}
