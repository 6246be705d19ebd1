package signaling

import (
	"context"
	"errors"
	"math"
	"math/rand/v2"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
	"github.com/tandem-cobrowse/tandem/signaling/frames"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

var (
	// restarting ends every connection of a hub that closes.
	restarting = &ending{wire.CloseRestart, "the server restarts"}
	// crowded ends the connection of a page that has not said hello, because there are too many such.
	crowded = &ending{wire.CloseTooMany, "too many sockets"}
	// notOnTheStaff ends the connections of somebody who left.
	notOnTheStaff = &ending{wire.CloseUnauthorized, "not signed in any more"}
)

// Hub is every session and socket of one server.
type Hub struct {
	cfg Config
	log zerolog.Logger

	// stopping is closed when Close begins: there are no more turns, idle hands go.
	stopping chan struct{}
	// buffers are for reading; a socket holds one only while a message comes in.
	buffers frames.Buffers
	// waiting is how many bytes wait for peers.
	waiting atomic.Int64
	// hands work for sockets.
	hands *hands
	// running counts every goroutine of sockets and hands, and every timer of a session that is at work.
	running sync.WaitGroup
	// strangers are the customers' sockets that have not said hello.
	strangers strangers

	mu       sync.Mutex // protects what follows; never held across I/O
	closed   bool
	sessions map[string]*session
	sockets  map[*socket]struct{}
	// beat calls pulse while there are sockets.
	beat    *time.Timer
	beating bool
}

// New returns a hub that runs until Close.
func New(cfg Config) (*Hub, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	h := &Hub{
		cfg:      cfg,
		log:      cfg.Log,
		stopping: make(chan struct{}),
		sessions: map[string]*session{},
		sockets:  map[*socket]struct{}{},
	}
	h.hands = newHands(h.stopping, &h.running)
	h.beat = time.AfterFunc(math.MaxInt64, h.pulse)
	return h, nil
}

// Close tells every client to come back later (bye, then CloseRestart) and waits until all of it is gone, or for ctx. What the sessions
// were is in Records: the next server goes on from there.
func (h *Hub) Close(ctx context.Context) error {
	h.mu.Lock()
	if !h.closed {
		h.closed = true
		close(h.stopping)
	}
	open := make([]*socket, 0, len(h.sockets))
	for s := range h.sockets {
		open = append(open, s)
	}
	for _, s := range h.sessions {
		s.timer.Stop()
	}
	h.beat.Stop()
	h.mu.Unlock()
	for _, s := range open {
		s.send(bye(len(open)))
		s.end(restarting)
	}
	done := make(chan struct{})
	go func() {
		h.running.Wait()
		close(done)
	}()
	select {
	case <-done:
		return nil
	case <-ctx.Done():
		for _, s := range open {
			s.end(peerGone)
		}
		<-done
		return ctx.Err()
	}
}

// bye tells one of a crowd when to come back: each another time, over so long that they can be let in as they come.
func bye(crowd int) wire.Bye {
	span := max(retryMaxMS-retryMinMS, int64(crowd)*1000/returnsPerSecond)
	return wire.Bye{RetryMS: retryMinMS + rand.Int64N(span)} //nolint:gosec // G404: spreads a crowd, keeps no secret
}

// Changed tells the hub that a session's record was changed by somebody else: a code redeemed, expired or withdrawn. Whoever follows the
// session is told. Call it at start, too, for every session that is not over, so that its clock runs on.
func (h *Hub) Changed(ctx context.Context, id string) error {
	s, _, err := h.open(ctx, id)
	if s == nil {
		return err
	}
	_, err = call(ctx, s, func() (struct{}, error) { return struct{}{}, s.reload() })
	if errors.Is(err, ErrEnded) {
		return nil
	}
	return err
}

// End ends a session for somebody who is on none of its sockets, such as an administrator or the HTTP interface. A code that nobody used is
// withdrawn. Ending what is over is no error.
func (h *Hub) End(ctx context.Context, id string, reason wire.Reason) error {
	s, _, err := h.open(ctx, id)
	if s == nil {
		return err
	}
	_, err = call(ctx, s, func() (struct{}, error) { return struct{}{}, s.end(reason) })
	if errors.Is(err, ErrEnded) {
		return nil
	}
	return err
}

// CloseAgent closes every socket of somebody who is not on the staff any more. Their sessions are ended apart from that, by End.
func (h *Hub) CloseAgent(id string) {
	h.mu.Lock()
	var theirs []*socket
	for s := range h.sockets {
		if s.party == wire.PartyAgent && s.agent.ID == id {
			theirs = append(theirs, s)
		}
	}
	h.mu.Unlock()
	for _, s := range theirs {
		s.end(notOnTheStaff)
	}
}

// open returns the session, brought to life if need be, and its record. For one that is over there is none: nil.
func (h *Hub) open(ctx context.Context, id string) (*session, Record, error) {
	ctx, cancel := context.WithTimeout(ctx, h.cfg.StoreTimeout)
	defer cancel()
	rec, err := h.cfg.Records.Get(ctx, id)
	if err != nil {
		return nil, rec, err
	}
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return nil, rec, ErrClosed
	}
	if s := h.sessions[id]; s != nil {
		return s, rec, nil
	}
	if rec.State.Final() {
		return nil, rec, nil
	}
	s := newSession(h, rec)
	h.sessions[id] = s
	return s, rec, nil
}

// hold keeps Close waiting for one more, who says running.Done, unless it has begun.
func (h *Hub) hold() bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return false
	}
	h.running.Add(1)
	return true
}

// forget is called by a session that is over.
func (h *Hub) forget(s *session) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.sessions, s.id)
}

// adopt counts a new socket in and runs it, unless the hub is closing.
func (h *Hub) adopt(s *socket, run func()) bool {
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return false
	}
	h.sockets[s] = struct{}{}
	h.running.Go(run)
	if !h.beating {
		h.beatLocked()
	}
	return true
}

func (h *Hub) drop(s *socket) {
	h.mu.Lock()
	defer h.mu.Unlock()
	delete(h.sockets, s)
}

func (h *Hub) isStopping() bool {
	select {
	case <-h.stopping:
		return true
	default:
		return false
	}
}

// storeContext bounds one call of Records or Chat made by a session or reader.
func (h *Hub) storeContext() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), h.cfg.StoreTimeout)
}
