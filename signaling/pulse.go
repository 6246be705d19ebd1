package signaling

import (
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/frames"
)

// pulseEvery is how often the hub looks who is there: it bounds how late a ping, and the end of a peer that gives no sign of life, may be.
const pulseEvery = time.Second

// silence is since when nothing was heard of a peer, and since when it has been asked for a sign of life; zero for not. Owned by the pulse.
type silence struct{ since, asked time.Time }

// pulse asks those who have said nothing for a while whether they are there, and drops those who do not say. One clock for all: a timer for each
// socket would cost more than the socket's part in this.
func (h *Hub) pulse() {
	now := time.Now()
	h.mu.Lock()
	defer h.mu.Unlock()
	if h.closed {
		return
	}
	for s := range h.sockets {
		h.feelLocked(s, now)
	}
	h.beatLocked()
}

// beatLocked arms the pulse while there is somebody to feel it.
func (h *Hub) beatLocked() {
	if h.closed || len(h.sockets) == 0 {
		h.beating = false
		return
	}
	h.beating = true
	h.beat.Reset(pulseEvery)
}

func (h *Hub) feelLocked(s *socket, now time.Time) {
	switch {
	case s.heard.Swap(false) || s.silence.since.IsZero():
		s.silence = silence{since: now}
	case !s.silence.asked.IsZero():
		if now.Sub(s.silence.asked) >= h.cfg.PingTimeout {
			s.end(peerGone)
		}
	case now.Sub(s.silence.since) >= h.cfg.PingInterval-pulseEvery:
		s.silence.asked = now
		s.sendFrame(frames.Ping, nil)
	}
}
