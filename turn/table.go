package turn

import (
	"errors"
	"net/netip"
	"sync"
)

// Reasons for not getting an allocation.
var (
	errQuota    = errors.New("turn: quota reached")  // 486
	errCapacity = errors.New("turn: server is full") // 508
	errClosing  = errors.New("turn: server is closing")
)

// table finds allocations by both of their ends and counts them against the limits. A listener and a client's address
// make the 5-tuple of RFC 8656 §3: the listener stands for transport, server address and port. The listeners' indexes of
// their clients are kept here, under the same lock.
type table struct {
	limits Limits

	mu      sync.RWMutex
	byRelay index
	session map[string]int
	user    map[string]int
	address map[netip.Prefix]int
	total   int
	closing bool
	empty   chan struct{} // closed when the table is closing and has nothing left
}

func newTable(l Limits) *table {
	return &table{
		limits: l, byRelay: newIndex(),
		session: make(map[string]int), user: make(map[string]int), address: make(map[netip.Prefix]int),
		empty: make(chan struct{}),
	}
}

// source is what is counted together as one address: an IPv6 site gets a /64 and can use all of it.
func source(a netip.Addr) netip.Prefix {
	bits := 32
	if a.Is6() {
		bits = 64
	}
	p, _ := a.Prefix(bits) // fails for an invalid address only, and then the zero prefix will do
	return p
}

// reserve counts an allocation that is about to be made. Whoever reserves must release.
func (t *table) reserve(id identity, from netip.Addr) error {
	t.mu.Lock()
	defer t.mu.Unlock()
	switch {
	case t.closing:
		return errClosing
	case t.session[id.session] >= t.limits.AllocationsPerSession, t.user[id.owner()] >= t.limits.AllocationsPerUser,
		t.address[source(from)] >= t.limits.AllocationsPerAddress:
		return errQuota
	case t.total >= t.limits.Allocations:
		return errCapacity
	}
	t.session[id.session]++
	t.user[id.owner()]++
	t.address[source(from)]++
	t.total++
	return nil
}

func (t *table) release(id identity, from netip.Addr) {
	t.mu.Lock()
	defer t.mu.Unlock()
	drop(t.session, id.session)
	drop(t.user, id.owner())
	drop(t.address, source(from))
	t.total--
	t.signalEmpty()
}

func drop[K comparable](m map[K]int, k K) {
	if m[k]--; m[k] <= 0 {
		delete(m, k)
	}
}

func (t *table) add(a *allocation) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.byRelay.put(a.relay, a)
	if a.sibling.Load() == nil { // or else the client has one already, by which this one is found
		a.client.listener.clients.put(a.client.remote, a)
	}
}

// join lets packets find the second family of an allocation by the first. False if the first has ended meanwhile.
func (t *table) join(first, second *allocation) bool {
	t.mu.Lock()
	defer t.mu.Unlock()
	if t.byRelay.get(first.relay) != first {
		return false
	}
	first.sibling.Store(second)
	return true
}

func (t *table) remove(a *allocation) {
	t.mu.Lock()
	defer t.mu.Unlock()
	t.byRelay.drop(a.relay, a)
	clients, remote := a.client.listener.clients, a.client.remote
	b := a.sibling.Swap(nil)
	if b == nil {
		clients.drop(remote, a)
		return
	}
	b.sibling.Store(nil)
	if clients.get(remote) == a {
		clients.put(remote, b)
	}
}

// of finds a client's allocation; nil if it has none.
func (t *table) of(c client) *allocation {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return c.listener.clients.get(c.remote)
}

// at finds the allocation of a relayed address; nil if there is none.
func (t *table) at(relay netip.AddrPort) *allocation {
	t.mu.RLock()
	defer t.mu.RUnlock()
	return t.byRelay.get(relay)
}

// where lists the allocations that match, so that they can be closed or changed without the table's lock.
func (t *table) where(match func(*allocation) bool) []*allocation {
	t.mu.RLock()
	defer t.mu.RUnlock()
	var out []*allocation
	for _, a := range t.byRelay.v4 {
		if match(a) {
			out = append(out, a)
		}
	}
	for _, a := range t.byRelay.v6 {
		if match(a) {
			out = append(out, a)
		}
	}
	return out
}

// close admits no more allocations. empty is closed when the last has gone.
func (t *table) close() {
	t.mu.Lock()
	defer t.mu.Unlock()
	if !t.closing {
		t.closing = true
		t.signalEmpty()
	}
}

func (t *table) signalEmpty() {
	if t.closing && t.total == 0 {
		select {
		case <-t.empty:
		default:
			close(t.empty)
		}
	}
}
