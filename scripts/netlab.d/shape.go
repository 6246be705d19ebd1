package main

import (
	"encoding/json"
	"fmt"
	"math/rand/v2"
	"time"
)

// shape is how a wire treats packets. The zero shape delivers everything at once.
type shape struct {
	Rate      int64         // bits a second; 0: no limit
	Queue     int           // bytes that may wait for the rate; 0: defaultQueue
	Delay     time.Duration // one way
	Jitter    time.Duration // the delay varies evenly by ± this; packets keep their order
	Loss      float64       // 0 … 1
	Reorder   float64       // share of the packets that do not wait for those before them
	Duplicate float64
	Dark      bool // nothing passes
}

// defaultQueue is what a home router holds for its uplink.
const defaultQueue = 64 << 10

// shapeJSON is a shape as it is written: times in milliseconds.
type shapeJSON struct {
	Rate      int64   `json:"rate"`
	Queue     int     `json:"queue"`
	DelayMS   float64 `json:"delay_ms"`
	JitterMS  float64 `json:"jitter_ms"`
	Loss      float64 `json:"loss"`
	Reorder   float64 `json:"reorder"`
	Duplicate float64 `json:"duplicate"`
	Dark      bool    `json:"dark"`
}

// UnmarshalJSON implements json.Unmarshaler.
func (s *shape) UnmarshalJSON(b []byte) error {
	var j shapeJSON
	if err := json.Unmarshal(b, &j); err != nil {
		return err
	}
	for name, share := range map[string]float64{"loss": j.Loss, "reorder": j.Reorder, "duplicate": j.Duplicate} {
		if share < 0 || share > 1 {
			return fmt.Errorf("%s must be between 0 and 1, not %v", name, share)
		}
	}
	if j.Rate < 0 || j.Queue < 0 || j.DelayMS < 0 || j.JitterMS < 0 {
		return fmt.Errorf("a wire has no negative figures: %s", b)
	}
	*s = shape{
		Rate: j.Rate, Queue: j.Queue, Delay: milliseconds(j.DelayMS), Jitter: milliseconds(j.JitterMS),
		Loss: j.Loss, Reorder: j.Reorder, Duplicate: j.Duplicate, Dark: j.Dark,
	}
	return nil
}

func milliseconds(ms float64) time.Duration { return time.Duration(ms * float64(time.Millisecond)) }

// shaper decides when each packet arrives. It is deterministic for a given source of randomness.
type shaper struct {
	shape
	random *rand.Rand
	free   time.Time // when the sender has sent all it has
	last   time.Time // the latest arrival so far
}

// arrivals returns when a packet that is handed over now arrives: never, once, or twice.
func (s *shaper) arrivals(now time.Time, size int) []time.Time {
	left, ok := s.leave(now, size)
	if !ok || s.Dark || s.chance(s.Loss) {
		return nil
	}
	at := left.Add(s.Delay)
	if s.Jitter > 0 {
		at = at.Add(time.Duration((2*s.random.Float64() - 1) * float64(s.Jitter)))
	}
	if at.Before(left) {
		at = left
	}
	if !s.chance(s.Reorder) {
		if at.Before(s.last) {
			at = s.last
		}
		s.last = at
	}
	if s.chance(s.Duplicate) {
		return []time.Time{at, at}
	}
	return []time.Time{at}
}

// leave is when the packet's last bit is sent; false: the queue is full.
func (s *shaper) leave(now time.Time, size int) (time.Time, bool) {
	if s.Rate == 0 {
		return now, true
	}
	queue := s.Queue
	if queue == 0 {
		queue = defaultQueue
	}
	if s.free.Before(now) {
		s.free = now
	}
	waiting := int64(s.free.Sub(now).Seconds() * float64(s.Rate) / 8)
	if waiting+int64(size) > int64(queue) {
		return time.Time{}, false
	}
	s.free = s.free.Add(time.Duration(float64(size*8) / float64(s.Rate) * float64(time.Second)))
	return s.free, true
}

func (s *shaper) chance(p float64) bool { return p > 0 && s.random.Float64() < p }
