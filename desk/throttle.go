package desk

import (
	"container/list"
	"math"
	"net/netip"
	"sync"
	"time"
)

// SignInLimits say how many failed sign-ins are borne, by where they come from and by whom they aim at.
type SignInLimits struct {
	Address Limit
	Account Limit
}

// Limit is a bucket of tries: Burst at once, then one more every Every, for each of the Keys most recently seen.
type Limit struct {
	Burst int
	Every time.Duration
	Keys  int
}

// DefaultSignInLimits let a person mistype for a while and hold a guesser to some 4,300 tries an account and day, which is nothing
// against ten characters. The account's limit is the milder one in time, for it also hits its owner.
func DefaultSignInLimits() SignInLimits {
	return SignInLimits{
		Address: Limit{Burst: 20, Every: 30 * time.Second, Keys: 10_000},
		Account: Limit{Burst: 10, Every: 20 * time.Second, Keys: 10_000},
	}
}

// throttle counts failures by key in bounded memory: when it is full, the key that was seen longest ago is forgotten.
type throttle struct {
	limit Limit
	now   func() time.Time

	mu     sync.Mutex // protects what follows; never held across I/O
	order  *list.List // of *tries, most recently seen first
	byName map[string]*list.Element
}

type tries struct {
	key  string
	left float64 // of Limit.Burst
	at   time.Time
}

func newThrottle(l Limit, now func() time.Time) *throttle {
	return &throttle{limit: l, now: now, order: list.New(), byName: map[string]*list.Element{}}
}

// take uses up one try of key. A positive wait says that none is left, and when there will be one.
func (t *throttle) take(key string) (wait time.Duration) {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := t.seeLocked(key)
	if b.left < 1 {
		return time.Duration(math.Ceil((1 - b.left) * float64(t.limit.Every)))
	}
	b.left--
	return 0
}

// giveBack returns the try of somebody who succeeded.
func (t *throttle) giveBack(key string) {
	t.mu.Lock()
	defer t.mu.Unlock()
	b := t.seeLocked(key)
	b.left = min(b.left+1, float64(t.limit.Burst))
}

func (t *throttle) seeLocked(key string) *tries {
	now := t.now()
	if el, ok := t.byName[key]; ok {
		b := el.Value.(*tries)
		b.left = min(b.left+float64(now.Sub(b.at))/float64(t.limit.Every), float64(t.limit.Burst))
		b.at = now
		t.order.MoveToFront(el)
		return b
	}
	for len(t.byName) >= t.limit.Keys {
		last := t.order.Back()
		delete(t.byName, last.Value.(*tries).key)
		t.order.Remove(last)
	}
	b := &tries{key: key, left: float64(t.limit.Burst), at: now}
	t.byName[key] = t.order.PushFront(b)
	return b
}

// addressKey counts an IPv6 network of 64 bits as one, because whoever has one address there has them all.
func addressKey(a netip.Addr) string {
	a = a.Unmap().WithZone("")
	if a.Is6() {
		p, err := a.Prefix(64)
		if err == nil {
			return p.String()
		}
	}
	return a.String()
}
