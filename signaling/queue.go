package signaling

import (
	"crypto/tls"
	"io"
	"sync"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/frames"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// queue is what waits to be written to a socket. It has a writer only while there is something to do.
type queue struct {
	mu      sync.Mutex // protects what follows; never held while anything waits
	waiting []byte     // frames, one after the other; lent
	frames  int        // in waiting and in what is being written
	bytes   int        // likewise
	writing bool
	// ending is set once, by the first who ends the connection; nothing is queued after it.
	ending *ending

	// shut is closed when the last is written and the writer has gone for good.
	shut chan struct{}
}

// send sends a message, or queues it: it never waits. A peer whose queue is full does not read: its connection is ended.
func (s *socket) send(m wire.Message) {
	payload := wire.Append(s.hub.buffers.Get(), m)
	s.sendFrame(frames.Text, payload)
	s.hub.buffers.Put(payload)
}

func (s *socket) sendFrame(op frames.Op, payload []byte) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ending != nil {
		return
	}
	if s.frames >= maxQueueFrames || s.bytes+len(payload) > maxQueueBytes || s.bytes > FairWaiting && s.hub.waiting.Load() > s.hub.cfg.MaxWaiting {
		s.waiting = nil
		s.ending = &ending{wire.CloseSlow, "too slow"}
		s.wakeLocked()
		return
	}
	if s.waiting == nil {
		s.waiting = s.hub.buffers.Get()
	}
	before := len(s.waiting)
	s.waiting = frames.Append(s.waiting, op, payload)
	if !s.writing {
		// Nothing is before it, and mostly the operating system has room: then nobody has to be woken.
		n := s.direct.now(s.waiting)
		if n == len(s.waiting) {
			s.hub.buffers.Put(s.waiting)
			s.waiting = nil
			return
		}
		s.waiting = s.waiting[:copy(s.waiting, s.waiting[n:])]
		before = 0
	}
	s.frames++
	s.countLocked(len(s.waiting) - before)
	s.wakeLocked()
}

// end closes the connection once what was queued before is written; it never blocks. Only the first call counts, except that peerGone cuts
// any other ending short. nil for one that somebody else has ended.
func (s *socket) end(e *ending) {
	if e == nil {
		return
	}
	s.mu.Lock()
	if s.ending == nil {
		s.ending = e
		s.wakeLocked()
	}
	s.mu.Unlock()
	if e == peerGone {
		s.cut()
	}
}

func (s *socket) isEnding() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ending != nil
}

// cut closes the transport under the WebSocket, so that every read and write returns at once. Closing TLS properly would wait for the peer.
func (s *socket) cut() {
	transport := s.conn
	if t, ok := transport.(*tls.Conn); ok {
		transport = t.NetConn()
	}
	_ = transport.Close() // closed already: fine
}

// wakeLocked starts the writer if none runs.
func (s *socket) wakeLocked() {
	if !s.writing {
		s.writing = true
		s.hub.hands.start(s.write)
	}
}

// write empties the queue, as much at a time as is waiting, ends the connection if that was asked for, and returns.
func (s *socket) write() {
	for {
		waiting, count, end := s.next()
		switch {
		case waiting != nil:
			if !s.put(waiting) {
				s.end(peerGone)
			}
			s.written(len(waiting), count)
			s.hub.buffers.Put(waiting)
		case end == nil:
			return
		default:
			s.farewell(end)
			close(s.shut)
			return
		}
	}
}

func (s *socket) put(b []byte) bool {
	if s.conn.SetWriteDeadline(time.Now().Add(s.hub.cfg.WriteTimeout)) != nil {
		return false
	}
	_, err := s.conn.Write(b)
	return err == nil && s.conn.SetWriteDeadline(time.Time{}) == nil // an old deadline would stop direct
}

// next returns all that waits, or how to end, or neither when there is nothing to do for now.
func (s *socket) next() (waiting []byte, count int, end *ending) {
	s.mu.Lock()
	defer s.mu.Unlock()
	waiting, s.waiting = s.waiting, nil
	if len(waiting) > 0 && s.ending != peerGone {
		return waiting, s.frames, nil
	}
	if s.ending == nil {
		s.writing = false // a send from now on starts the next writer
	}
	return nil, 0, s.ending
}

// written takes off the account what has left, or never will.
func (s *socket) written(size, count int) {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.countLocked(-size)
	s.frames -= count
}

// countLocked keeps the account of what waits, for this socket and for all.
func (s *socket) countLocked(size int) {
	s.bytes += size
	s.hub.waiting.Add(int64(size))
}

// settle takes what will never be written off the account.
func (s *socket) settle() {
	s.mu.Lock()
	defer s.mu.Unlock()
	s.countLocked(-s.bytes)
}

// How long, and how much, a peer may go on sending while the last word is on its way to it.
const (
	farewellTime = 5 * time.Second
	// refusalTime is for those who broke a rule, and may be about to break it many times more.
	refusalTime   = time.Second
	farewellBytes = 1 << 20
	// refusalBytes is what of theirs is read away, within lastLook.
	refusalBytes = 256 << 10
	lastLook     = 5 * time.Millisecond
)

// isRefusal: the peer broke a rule, or is one too many.
func (e *ending) isRefusal() bool {
	return e.code == wire.CloseBadMessage || e.code == wire.CloseTooLarge || e.code == wire.CloseTooMany || e.code == frames.CodeProtocol
}

func (s *socket) isRefused() bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.ending.isRefusal()
}

// linger gives a peer that broke a rule the time to read why, and takes what it has sent meanwhile all at once. To take it as it comes is what a flood
// of tiny frames is after (measured: half of the processor's time); not to take it would reset the connection, and the reason would be lost.
func (s *socket) linger() {
	patience := time.NewTimer(refusalTime)
	defer patience.Stop()
	select {
	case <-patience.C:
	case <-s.hub.stopping:
	}
	if s.conn.SetReadDeadline(time.Now().Add(lastLook)) == nil {
		_, _ = io.CopyN(io.Discard, s.conn, refusalBytes) // whatever ends it: the connection is closed next
	}
}

// farewell says the last word, and sets an end to the reader's waiting for the peer's.
func (s *socket) farewell(e *ending) {
	if e == peerGone {
		return
	}
	if !s.put(frames.AppendClose(nil, e.code, e.reason)) || s.conn.SetReadDeadline(time.Now().Add(farewellTime)) != nil {
		s.cut()
	}
}
