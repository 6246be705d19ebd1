package signaling

import (
	"context"
	"crypto/tls"
	"sync"

	"github.com/coder/websocket"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// queue is what waits to be written to a socket. Its writer goroutine lives only while there is something to do.
type queue struct {
	mu      sync.Mutex // protects what follows; never held across I/O
	frames  [][]byte
	bytes   int // in frames
	writing bool
	// ending is set once, by the first who ends the connection; nothing is queued after it.
	ending *ending

	// shut is closed when the connection is closed and the writer has gone for good.
	shut chan struct{}
}

// send queues a message; it never blocks. A peer whose queue is full does not read: its connection is ended.
func (s *socket) send(m wire.Message) {
	frame := wire.Encode(m)
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.ending != nil {
		return
	}
	if len(s.frames) >= maxQueueFrames || s.bytes+len(frame) > maxQueueBytes {
		s.frames, s.bytes = nil, 0
		s.ending = &ending{wire.CloseSlow, "too slow"}
	} else {
		s.frames = append(s.frames, frame)
		s.bytes += len(frame)
	}
	s.wakeLocked()
}

// end closes the connection once what was queued before is written; it never blocks. Only the first call counts, except that peerGone cuts
// any other ending short.
func (s *socket) end(e *ending) {
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

// cut closes the transport under the WebSocket, so that every read, write and closing handshake returns at once. Closing TLS properly
// would wait for the peer.
func (s *socket) cut() {
	transport := s.raw
	if t, ok := transport.(*tls.Conn); ok {
		transport = t.NetConn()
	}
	_ = transport.Close() // closed already: fine
}

// wakeLocked starts the writer if none runs.
func (s *socket) wakeLocked() {
	if s.writing {
		return
	}
	s.writing = true
	s.hub.running.Go(s.write)
}

// write empties the queue, ends the connection if that was asked for, and returns.
func (s *socket) write() {
	for {
		frame, end := s.next()
		switch {
		case frame != nil:
			ctx, cancel := context.WithTimeout(context.Background(), s.hub.cfg.WriteTimeout)
			err := s.conn.Write(ctx, websocket.MessageText, frame)
			cancel()
			if err != nil {
				s.end(peerGone)
			}
		case end == nil:
			return
		default:
			switch {
			case end == peerGone:
				_ = s.conn.CloseNow() // frees the connection; there is nobody to tell
			case end.isRefusal():
				s.refuse(end)
			default:
				_ = s.conn.Close(end.code, end.reason) // at most ten seconds, for a peer that does not answer
			}
			close(s.shut)
			return
		}
	}
}

// next returns the next frame, or how to end, or neither when there is nothing to do for now.
func (s *socket) next() ([]byte, *ending) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.frames) > 0 && s.ending != peerGone {
		frame := s.frames[0]
		s.frames[0] = nil
		s.frames = s.frames[1:]
		s.bytes -= len(frame)
		return frame, nil
	}
	s.frames = nil
	if s.ending == nil {
		s.writing = false // a send from now on starts the next writer
	}
	return nil, s.ending
}
