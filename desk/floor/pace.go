package floor

import (
	"net/netip"
	"sync"

	"golang.org/x/time/rate"
)

// maxPaced bounds the addresses that are remembered; beyond it, the table begins anew, which lets each of them through once more.
const maxPaced = 50_000

// pace limits what strangers may begin, by address: an IPv4 address, or the /64 that a household or an office has of IPv6.
type pace struct {
	perSecond rate.Limit
	burst     int

	mu sync.Mutex // protects by
	by map[netip.Prefix]*rate.Limiter
}

func newPace(perMinute float64, burst int) *pace {
	return &pace{perSecond: rate.Limit(perMinute / 60), burst: burst, by: map[netip.Prefix]*rate.Limiter{}}
}

func (p *pace) allow(from netip.Addr) bool {
	from = from.Unmap()
	bits := 32
	if from.Is6() {
		bits = 64
	}
	key, _ := from.Prefix(bits) //nolint:errcheck // no address: all of those count as one
	p.mu.Lock()
	defer p.mu.Unlock()
	l := p.by[key]
	if l == nil {
		if len(p.by) >= maxPaced {
			clear(p.by)
		}
		l = rate.NewLimiter(p.perSecond, p.burst)
		p.by[key] = l
	}
	return l.Allow()
}
