package signaling

import (
	"errors"
	"net"
	"sync/atomic"

	"github.com/tandem-cobrowse/tandem/signaling/frames"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"golang.org/x/time/rate"
)

// ending is how a connection is to be closed.
type ending struct {
	code   int
	reason string
}

// peerGone ends a connection without a closing handshake.
var peerGone = &ending{}

// socket is one WebSocket: a reader goroutine, and the queue of queue.go.
type socket struct {
	hub    *Hub
	conn   net.Conn
	direct *direct // with the queue's lock
	party  wire.Party
	agent  Agent  // for party agent
	window string // of an agent: which of their console windows it is; empty where that is not known

	// Owned by the reader goroutine.
	in       *frames.Reader
	messages *rate.Limiter
	lines    *rate.Limiter

	// heard is set by the reader at each sign of life, and taken by the hub's pulse, which owns what follows it.
	heard   atomic.Bool
	silence silence

	queue
}

func newSocket(h *Hub, up frames.Upgraded, party wire.Party) *socket {
	s := &socket{
		hub:      h,
		conn:     up.Conn,
		direct:   newDirect(up.Conn),
		party:    party,
		in:       frames.NewReader(up.Conn, up.Early, wire.MaxFrame, &h.buffers),
		messages: rate.NewLimiter(rate.Limit(h.cfg.MessagesPerSecond), h.cfg.MessageBurst),
		lines:    rate.NewLimiter(rate.Limit(h.cfg.LinesPerSecond), h.cfg.LineBurst),
	}
	s.shut = make(chan struct{})
	return s
}

// run reads until the connection ends and returns when nothing of it is left. handle gets one message at a time, which is valid during the
// call, and returns nil to go on; gone is called once, when nothing more will come.
func (s *socket) run(handle func(frame []byte) *ending, gone func()) {
	end, closed := s.readAll(handle)
	s.end(end)
	s.hub.hands.wait(gone)
	if !closed && !s.isRefused() {
		s.in.Drain(farewellBytes) // for as long as the writer lets it, see farewell
	}
	<-s.shut
	if !closed && s.isRefused() {
		s.linger()
	}
	s.settle()
	_ = s.conn.Close() // closed already, perhaps
	s.in.Close()
	s.hub.drop(s)
	s.hub.log.Debug().Str("party", string(s.party)).Int("code", s.ending.code).Msg("socket closed")
}

// readAll reads until the connection ends, or is being ended. closed: the peer has said its last word.
func (s *socket) readAll(handle func([]byte) *ending) (end *ending, closed bool) {
	for {
		op, payload, err := s.in.Next()
		if err == nil {
			s.heard.Store(true)
		}
		switch {
		case errors.Is(err, frames.ErrTooLarge):
			return &ending{wire.CloseTooLarge, "frame too large"}, false
		case errors.Is(err, frames.ErrProtocol):
			return &ending{frames.CodeProtocol, "against the protocol"}, false
		case err != nil:
			return peerGone, true
		case op == frames.Close:
			return &ending{frames.CodeNormal, ""}, true
		case s.isEnding():
			return nil, false
		case !s.messages.Allow():
			return &ending{wire.CloseTooMany, "too many messages"}, false
		case op == frames.Ping:
			s.sendFrame(frames.Pong, payload)
		case op == frames.Binary:
			return &ending{wire.CloseBadMessage, "text frames only"}, false
		case op == frames.Text:
			if end := handle(payload); end != nil {
				return end, false
			}
		}
	}
}

// aside has something done on another goroutine and waits for it: a stack that once grew takes its time to shrink to what waiting needs. Storage
// would leave 8 KiB with every socket (measured at 5,000 connections).
func (s *socket) aside(f func() *ending) (end *ending) {
	s.hub.hands.wait(func() { end = f() })
	return end
}

// isLight reports whether a message is only passed on or answered: then the reader does it itself.
func isLight(m wire.Message) bool {
	switch m.(type) {
	case wire.Candidate, wire.Ping:
		return true
	}
	return false
}
