package signaling

import (
	"bytes"
	"context"
	"errors"
	"io"
	"math"
	"net"
	"time"

	"github.com/coder/websocket"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"golang.org/x/time/rate"
)

// errTooLarge: a frame over wire.MaxFrame.
var errTooLarge = errors.New("signaling: frame too large")

// ending is how a connection is to be closed.
type ending struct {
	code   websocket.StatusCode
	reason string
}

// peerGone ends a connection without a closing handshake.
var peerGone = &ending{}

// socket is one WebSocket: a reader goroutine, a timer for pings, and the queue of queue.go.
type socket struct {
	hub   *Hub
	conn  *websocket.Conn
	raw   net.Conn // below conn, for dropping it
	party wire.Party
	agent Agent // for party agent

	// Owned by the reader goroutine.
	messages *rate.Limiter
	lines    *rate.Limiter

	pinger *time.Timer
	queue
}

// run reads until the connection ends and returns when nothing of it is left. handle gets one frame at a time, which is valid during the
// call, and returns nil to go on; gone is called once, when nothing more will come.
func (s *socket) run(handle func(frame []byte) *ending, gone func()) {
	s.pinger.Reset(s.hub.cfg.PingInterval)
	end := s.readOne(handle)
	for end == nil {
		end = s.readOne(handle)
	}
	s.end(end)
	s.pinger.Stop()
	gone()
	<-s.shut
	s.hub.drop(s)
	s.hub.log.Debug().Str("party", string(s.party)).Int("code", int(s.ending.code)).Msg("socket closed")
}

func newSocket(h *Hub, conn *websocket.Conn, raw net.Conn, party wire.Party) *socket {
	conn.SetReadLimit(-1) // readFrame keeps our own limit, which has a closing code of its own
	s := &socket{
		hub:      h,
		conn:     conn,
		raw:      raw,
		party:    party,
		messages: rate.NewLimiter(rate.Limit(h.cfg.MessagesPerSecond), h.cfg.MessageBurst),
		lines:    rate.NewLimiter(rate.Limit(h.cfg.LinesPerSecond), h.cfg.LineBurst),
	}
	s.shut = make(chan struct{})
	s.pinger = time.AfterFunc(math.MaxInt64, s.ping)
	return s
}

func (s *socket) readOne(handle func([]byte) *ending) *ending {
	// The context never ends: a read ends when the connection does, by the peer, a failed ping or end.
	kind, r, err := s.conn.Reader(context.Background())
	if err != nil {
		return peerGone
	}
	buf, _ := s.hub.frames.Get().(*bytes.Buffer)
	if buf == nil {
		buf = new(bytes.Buffer)
	}
	defer s.hub.frames.Put(buf)
	buf.Reset()
	switch err := readFrame(buf, r); {
	case errors.Is(err, errTooLarge):
		return &ending{wire.CloseTooLarge, "frame too large"}
	case err != nil:
		return peerGone
	case kind != websocket.MessageText:
		return &ending{wire.CloseBadMessage, "text frames only"}
	case !s.messages.Allow():
		return &ending{wire.CloseTooMany, "too many messages"}
	}
	var end *ending
	aside(func() { end = handle(buf.Bytes()) })
	return end
}

// aside runs f on a goroutine of its own and waits for it. A stack that once grew does not shrink to what an idle goroutine needs: decoding and
// storage would leave 8 KiB with every socket and session for good, where 2 to 4 are enough to wait (measured at 5,000 connections).
func aside(f func()) {
	done := make(chan struct{})
	go func() {
		defer close(done)
		f()
	}()
	<-done
}

func readFrame(buf *bytes.Buffer, r io.Reader) error {
	if _, err := buf.ReadFrom(io.LimitReader(r, wire.MaxFrame+1)); err != nil {
		return err
	}
	if buf.Len() > wire.MaxFrame {
		return errTooLarge
	}
	return nil
}

// ping asks the peer for a sign of life and arms the timer again. A peer that gives none is dropped.
func (s *socket) ping() {
	if !s.hold() {
		return
	}
	defer s.hub.running.Done()
	ctx, cancel := context.WithTimeout(context.Background(), s.hub.cfg.PingTimeout)
	defer cancel()
	if err := s.conn.Ping(ctx); err != nil {
		s.end(peerGone)
		return
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ending == nil {
		s.pinger.Reset(s.hub.cfg.PingInterval)
	}
}

// hold keeps the hub waiting for one more goroutine of this socket, unless it is ending.
func (s *socket) hold() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ending != nil {
		return false
	}
	s.hub.running.Add(1)
	return true
}
