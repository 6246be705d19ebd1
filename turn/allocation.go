package turn

import (
	"maps"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// allocation is what the data plane knows of one allocation: whose it is, where its client and its relay are, and what
// may pass. pion decides how long it, its permissions and its channels live, and tells us by events; see control.go.
type allocation struct {
	identity
	client client         // where the client is and how to reach it
	relay  netip.AddrPort // as clients and peers know it
	port   relayPort      // the socket
	tag    netip.AddrPort // what pion knows it by, in place of the client's address
	made   time.Time
	rate   *rate // nil: unbounded

	answer cachedAnswer // the Allocate's, for its retransmissions

	// sibling is the relay of the other address family, where one Allocate made both (RFC 8656 §7.2); nil if there is
	// none. Each has its own port, permissions, channels and timers; client, limits of bytes and end are shared.
	sibling atomic.Pointer[allocation]

	once  sync.Once
	ended chan struct{} // closed by end

	mu    sync.Mutex // one writer of peers at a time
	dead  bool
	peers atomic.Pointer[peers]
}

// cachedAnswer lets a client that lost the answer to its Allocate ask again (RFC 8656 §7.2).
type cachedAnswer struct {
	id    stun.TransactionID
	bytes []byte
}

// peers is what may pass at one moment. The packets of an allocation read it without a lock; a change makes a new one.
type peers struct {
	permissions map[netip.Addr]verdict
	channels    map[uint16]netip.AddrPort
	numbers     map[netip.AddrPort]uint16
}

func newAllocation(id identity, c client) *allocation {
	a := &allocation{identity: id, client: c, ended: make(chan struct{})}
	a.peers.Store(&peers{})
	return a
}

// end stops all traffic at once and has pion delete the allocation.
func (a *allocation) end() {
	a.once.Do(func() {
		a.mu.Lock()
		a.dead = true
		a.peers.Store(&peers{})
		a.mu.Unlock()
		close(a.ended)
	})
}

// endBoth ends an allocation with all its families.
func (a *allocation) endBoth() {
	if b := a.sibling.Load(); b != nil {
		b.end()
	}
	a.end()
}

// of finds the part of an allocation that relays to peers of an address family; nil if there is none.
func (a *allocation) of(v4 bool) *allocation {
	if a.isIPv4() == v4 {
		return a
	}
	return a.sibling.Load()
}

// change replaces the peers by an edited copy.
func (a *allocation) change(edit func(*peers)) {
	a.mu.Lock()
	defer a.mu.Unlock()
	if a.dead {
		return
	}
	old := a.peers.Load()
	p := &peers{permissions: cloned(old.permissions), channels: cloned(old.channels), numbers: cloned(old.numbers)}
	edit(p)
	a.peers.Store(p)
}

func cloned[K comparable, V any](m map[K]V) map[K]V {
	if m == nil {
		return make(map[K]V)
	}
	return maps.Clone(m)
}

func (a *allocation) permit(peer netip.Addr, v verdict) {
	a.change(func(p *peers) { p.permissions[peer] = v })
}

func (a *allocation) forbid(peer netip.Addr) {
	a.change(func(p *peers) { delete(p.permissions, peer) })
}

func (a *allocation) bind(channel uint16, peer netip.AddrPort) {
	a.change(func(p *peers) { p.channels[channel], p.numbers[peer] = peer, channel })
}

func (a *allocation) unbind(channel uint16) {
	a.change(func(p *peers) {
		delete(p.numbers, p.channels[channel])
		delete(p.channels, channel)
	})
}

// judgeAgain applies changed rules to the permissions that were granted under others.
func (a *allocation) judgeAgain(r *rules) {
	a.change(func(p *peers) {
		for peer := range p.permissions {
			if v, _ := r.check(peer); v != peerDenied {
				p.permissions[peer] = v
			} else {
				p.permissions[peer] = peerDenied
			}
		}
	})
}

// isIPv4 is the address family that was asked for.
func (a *allocation) isIPv4() bool { return a.relay.Addr().Is4() }

// rate is a token bucket of bytes. It is refilled by the clock of whoever asks.
type rate struct {
	perSecond int64

	mu     sync.Mutex
	tokens int64
	last   time.Time
}

// newRate allows bursts of a quarter of a second, and never less than one large packet.
func newRate(bytesPerSecond int) *rate {
	if bytesPerSecond == 0 {
		return nil
	}
	return &rate{perSecond: int64(bytesPerSecond)}
}

// allow takes n bytes, or says that they are too many.
func (r *rate) allow(n int, now time.Time) bool {
	r.mu.Lock()
	defer r.mu.Unlock()
	burst := max(r.perSecond/4, 4096)
	if r.last.IsZero() {
		r.tokens = burst
	} else if gone := now.Sub(r.last); gone > 0 {
		r.tokens = min(burst, r.tokens+int64(gone.Seconds()*float64(r.perSecond)))
	}
	r.last = now
	if r.tokens < int64(n) {
		return false
	}
	r.tokens -= int64(n)
	return true
}
