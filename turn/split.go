package turn

import (
	"context"
	"crypto/tls"
	"net"
	"sync"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// Splitter lets one TLS port carry HTTPS, WebSocket and TURN, so that port 443 alone is enough:
//
//	tls.NewListener ──▶ Splitter ──┬─▶ HTTP()   ALPN says h2 or http/1.1, or the first byte is no STUN
//	                               └─▶ TURN()   ALPN says stun.turn, or the first bytes are STUN
//
// Connections whose ALPN says HTTP are handed over as they are, so that net/http finds its *tls.Conn and speaks HTTP/2.
// Add ALPN (below) to tls.Config.NextProtos after HTTP's own, or clients that ask for it alone are refused by crypto/tls.
type Splitter struct {
	inner      net.Listener
	http, turn *branch
	undecided  *connectionCaps
	patience   time.Duration

	closed  chan struct{}
	once    sync.Once
	running sync.WaitGroup
	cancel  context.CancelFunc

	mu   sync.Mutex
	open map[net.Conn]struct{} // undecided connections; nil once closed
}

// ALPN is the protocol that TURN clients may ask for in their TLS handshake (RFC 7443).
const ALPN = "stun.turn"

const (
	// splitPatience bounds handshake and first bytes together.
	splitPatience = 10 * time.Second
	// Undecided connections: beyond these, new ones are closed unanswered.
	maxUndecided     = 4096
	maxUndecidedEach = 256
	splitBytes       = 8 // type, length and magic cookie
	firstByteOfSTUN  = 0x01
)

// NewSplitter takes over a listener, usually tls.NewListener's, and begins to accept.
func NewSplitter(inner net.Listener) *Splitter { return newSplitter(inner, splitPatience) }

func newSplitter(inner net.Listener, patience time.Duration) *Splitter {
	ctx, cancel := context.WithCancel(context.Background())
	s := &Splitter{
		inner: inner, undecided: newConnectionCaps(Limits{Connections: maxUndecided, ConnectionsPerAddress: maxUndecidedEach}),
		patience: patience, closed: make(chan struct{}), cancel: cancel, open: make(map[net.Conn]struct{}),
	}
	s.http = &branch{splitter: s, conns: make(chan net.Conn), done: make(chan struct{})}
	s.turn = &branch{splitter: s, conns: make(chan net.Conn), done: make(chan struct{})}
	s.running.Go(func() { s.accept(ctx) })
	return s
}

// HTTP is the listener for an http.Server.
func (s *Splitter) HTTP() net.Listener { return s.http }

// TURN is the listener for Listeners.TLS.
func (s *Splitter) TURN() net.Listener { return s.turn }

// Close closes the port and what has not been decided yet, and waits.
func (s *Splitter) Close() error {
	var err error
	s.once.Do(func() {
		close(s.closed)
		s.cancel()
		err = s.inner.Close()
		s.mu.Lock()
		open := s.open
		s.open = nil
		s.mu.Unlock()
		for c := range open {
			_ = c.Close()
		}
	})
	s.running.Wait()
	return err
}

func (s *Splitter) accept(ctx context.Context) {
	delay := 5 * time.Millisecond
	for {
		conn, err := s.inner.Accept()
		if err != nil {
			select {
			case <-s.closed:
				return
			case <-time.After(delay): // out of descriptors: others must go first
				delay = min(2*delay, time.Second)
				continue
			}
		}
		delay = 5 * time.Millisecond
		from := addrPort(conn.RemoteAddr()).Addr()
		if !s.undecided.take(from) {
			_ = conn.Close()
			continue
		}
		s.running.Go(func() {
			defer s.undecided.give(from)
			s.decide(ctx, conn)
		})
	}
}

// decide finds out what a connection is and hands it over, or closes it.
func (s *Splitter) decide(ctx context.Context, conn net.Conn) {
	if !s.track(conn) {
		_ = conn.Close()
		return
	}
	to, conn := s.sniff(ctx, conn)
	s.untrack(conn)
	if to == nil || conn.SetDeadline(time.Time{}) != nil {
		_ = conn.Close()
		return
	}
	select {
	case to.conns <- conn:
	case <-to.done:
		_ = conn.Close()
	case <-s.closed:
		_ = conn.Close()
	}
}

// sniff returns the branch of a connection, nil for none, and the connection with its first bytes put back.
func (s *Splitter) sniff(ctx context.Context, conn net.Conn) (*branch, net.Conn) {
	if conn.SetDeadline(time.Now().Add(s.patience)) != nil {
		return nil, conn
	}
	if t, ok := conn.(*tls.Conn); ok {
		if t.HandshakeContext(ctx) != nil {
			return nil, conn
		}
		switch t.ConnectionState().NegotiatedProtocol {
		case ALPN:
			return s.turn, conn
		case "":
		default:
			return s.http, conn
		}
	}
	head := make([]byte, 0, splitBytes)
	for {
		n, err := conn.Read(head[len(head):splitBytes])
		head = head[:len(head)+n]
		switch {
		case len(head) > 0 && head[0] > firstByteOfSTUN:
			return s.http, &replayed{Conn: conn, head: head}
		case len(head) == splitBytes:
			if _, ok := stun.FrameSize(head); !ok {
				return nil, conn
			}
			return s.turn, &replayed{Conn: conn, head: head}
		case err != nil:
			return nil, conn
		}
	}
}

func (s *Splitter) track(c net.Conn) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.open == nil {
		return false
	}
	s.open[c] = struct{}{}
	return true
}

func (s *Splitter) untrack(c net.Conn) {
	if r, ok := c.(*replayed); ok {
		c = r.Conn
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.open, c)
}

// replayed is a connection whose first bytes are read for a second time.
type replayed struct {
	net.Conn
	head []byte
}

func (r *replayed) Read(b []byte) (int, error) {
	if len(r.head) > 0 {
		n := copy(b, r.head)
		r.head = r.head[n:]
		return n, nil
	}
	return r.Conn.Read(b)
}

// branch is one of the two listeners. Closing it refuses what would come to it and leaves the other alone.
type branch struct {
	splitter *Splitter
	conns    chan net.Conn
	done     chan struct{}
	once     sync.Once
}

func (b *branch) Accept() (net.Conn, error) {
	select {
	case c := <-b.conns:
		return c, nil
	case <-b.done:
	case <-b.splitter.closed:
	}
	return nil, net.ErrClosed
}

func (b *branch) Close() error {
	b.once.Do(func() { close(b.done) })
	return nil
}

func (b *branch) Addr() net.Addr { return b.splitter.inner.Addr() }
