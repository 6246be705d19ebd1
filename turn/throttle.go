package turn

import (
	"hash/maphash"
	"net/netip"
	"sync"
	"time"
)

// throttle bounds how many answers strangers at one address get in a second. Over UDP the source of a request can be
// forged and our answer is larger than the request: without a bound we would amplify somebody's flood. Its memory is
// fixed: addresses that fall into the same slot share it, and the hash is seeded, so that nobody can choose to.
type throttle struct {
	perSecond float64
	seed      maphash.Seed

	mu    sync.Mutex
	slots []slot
}

type slot struct {
	tokens float32
	last   uint32 // milliseconds since start
}

const throttleSlots = 1 << 15 // 256 KiB

func newThrottle(perSecond int) *throttle {
	return &throttle{perSecond: float64(perSecond), seed: maphash.MakeSeed(), slots: make([]slot, throttleSlots)}
}

// allow says whether one more answer may go to an address. since is the time since the server started.
func (t *throttle) allow(to netip.Addr, since time.Duration) bool {
	i := maphash.Comparable(t.seed, source(to)) % throttleSlots
	now := uint32(since.Milliseconds()) + 1
	t.mu.Lock()
	defer t.mu.Unlock()
	s := &t.slots[i]
	full := float32(t.perSecond)
	switch {
	case s.last == 0:
		s.tokens = full
	case now > s.last:
		s.tokens = min(full, s.tokens+float32(float64(now-s.last)*t.perSecond/1000))
	}
	s.last = now
	if s.tokens < 1 {
		return false
	}
	s.tokens--
	return true
}
