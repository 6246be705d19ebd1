package pairing

import (
	"context"
	"errors"
	"net/netip"
	"sync"
	"time"

	"github.com/rs/zerolog"
)

// Limits on wrong guesses. The zero value of a field stands for its default; docs/security.md has the arithmetic.
type Limits struct {
	// PerAddress is how many wrong codes one address (IPv6: one /64) may give within AddressWindow, counted until it is over for a second time at most.
	PerAddress    int
	AddressWindow time.Duration
	// Memory is how long, at least, an address is remembered for its wrong codes; twice that at most.
	Memory time.Duration
	// FreeTries is how many wrong codes an address may have behind it and still not depend on the Rate of all.
	FreeTries int
	// FreePerNetwork is how many wrong codes a network (IPv4: /24, IPv6: /48) may have behind it for its addresses to have their FreeTries.
	FreePerNetwork int
	// Rate in tries a second, and Burst, are what all others share: those with wrong codes behind them.
	Rate  float64
	Burst float64
	// Delay is when a wrong code is answered, counted from the question: how long the look-up took must not show whether the locator
	// exists, and looking up is done within a few milliseconds.
	Delay time.Duration
}

// The defaults of Limits.
const (
	DefaultPerAddress     = 5
	DefaultAddressWindow  = 30 * time.Second
	DefaultMemory         = 10 * time.Minute
	DefaultFreeTries      = 2
	DefaultFreePerNetwork = 32
	DefaultRate           = 1.0
	DefaultBurst          = 20.0
	DefaultDelay          = 250 * time.Millisecond
)

func (l Limits) withDefaults() (Limits, error) {
	if l.PerAddress < 0 || l.AddressWindow < 0 || l.Memory < 0 || l.FreeTries < 0 || l.FreePerNetwork < 0 || l.Rate < 0 || l.Burst < 0 || l.Delay < 0 {
		return l, errors.New("pairing: a limit is negative")
	}
	orDefault(&l.PerAddress, DefaultPerAddress)
	orDefault(&l.AddressWindow, DefaultAddressWindow)
	orDefault(&l.Memory, DefaultMemory)
	orDefault(&l.FreeTries, DefaultFreeTries)
	orDefault(&l.FreePerNetwork, DefaultFreePerNetwork)
	orDefault(&l.Rate, DefaultRate)
	orDefault(&l.Burst, DefaultBurst)
	orDefault(&l.Delay, DefaultDelay)
	return l, nil
}

func orDefault[T comparable](field *T, standard T) {
	var zero T
	if *field == zero {
		*field = standard
	}
}

// guard decides who may try a code. A try counts as wrong from the moment it is admitted until it is known to be right, so that a thousand at once
// are not all admitted on the strength of the same clean record; where nothing but undecided tries stands in the way, the next waits for them (open.go).
//
// All of its memory is two sketches of fixed size (sketch.go), however many addresses there are. Where a sketch errs, it takes somebody for
// a guesser who is none, and that one then shares the common Rate.
type guard struct {
	limits Limits
	now    func() time.Time
	log    zerolog.Logger

	mu      sync.Mutex // guards the rest
	recent  *sketch    // wrong codes within AddressWindow, by address
	known   *sketch    // within Memory, by address and by network
	budget  float64    // what is left of the common Rate
	filled  time.Time  // when budget was reckoned
	refused int        // since the last line in the log
	logged  time.Time
	open    map[netip.Prefix]*undecided // by address
}

func newGuard(limits Limits, now func() time.Time, log zerolog.Logger) (*guard, error) {
	limits, err := limits.withDefaults()
	if err != nil {
		return nil, err
	}
	return &guard{
		limits: limits, now: now, log: log, budget: limits.Burst, filled: now(), logged: now(), open: map[netip.Prefix]*undecided{},
		recent: newSketch(recentColumns, limits.AddressWindow, now()),
		known:  newSketch(knownColumns, limits.Memory, now()),
	}, nil
}

// try is one admitted attempt to redeem a code.
type try struct {
	guard            *guard
	began            time.Time
	address          netip.Prefix
	recent, net, adr mark
	paid             bool // from the common budget
}

// admit lets an address try one code, or returns a *Throttled.
func (g *guard) admit(from netip.Addr) (*try, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	t, after := g.admitLocked(from)
	if t == nil {
		return nil, g.refuseLocked(after)
	}
	return t, nil
}

// admitLocked returns nil and when to come back for one that is not admitted.
func (g *guard) admitLocked(from netip.Addr) (t *try, after time.Duration) {
	address, network := origin(from)
	now := g.now()
	g.recent.turn(now)
	g.known.turn(now)
	if g.recent.count(address) >= g.limits.PerAddress {
		return nil, g.recent.fades(now)
	}
	free := g.known.count(address) < g.limits.FreeTries && g.known.count(network) < g.limits.FreePerNetwork
	if !free {
		g.fillLocked(now)
		if g.budget < 1 {
			return nil, time.Duration((1 - g.budget) / g.limits.Rate * float64(time.Second))
		}
		g.budget--
	}
	return &try{
		guard: g, began: time.Now(), address: address, recent: g.recent.add(address), adr: g.known.add(address), net: g.known.add(network), paid: !free,
	}, 0
}

// giveBack forgets a try that was no wrong guess.
func (t *try) giveBack() {
	g := t.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	g.recent.remove(t.recent)
	g.known.remove(t.adr)
	g.known.remove(t.net)
	if t.paid {
		g.budget = min(g.budget+1, g.limits.Burst)
	}
}

// wait holds a wrong guess's answer back for the rest of Delay.
func (t *try) wait(ctx context.Context) error {
	timer := time.NewTimer(t.guard.limits.Delay - time.Since(t.began))
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

func (g *guard) fillLocked(now time.Time) {
	if passed := now.Sub(g.filled); passed > 0 {
		g.budget = min(g.budget+passed.Seconds()*g.limits.Rate, g.limits.Burst)
	}
	g.filled = now
}

// refuseLocked counts; the log gets a line a minute at most, and no addresses.
func (g *guard) refuseLocked(after time.Duration) error {
	g.refused++
	if now := g.now(); now.Sub(g.logged) >= time.Minute {
		g.log.Warn().Int("refused", g.refused).Msg("codes are being guessed")
		g.refused, g.logged = 0, now
	}
	return &Throttled{RetryAfter: max(after, time.Second)}
}

// origin is what counts as one address and as one network. Whoever has an IPv6 address has a /64, and easily a /48.
func origin(from netip.Addr) (address, network netip.Prefix) {
	from = from.Unmap().WithZone("")
	addressBits, networkBits := 64, 48
	if from.Is4() {
		addressBits, networkBits = 32, 24
	}
	// An address that is not valid gives prefixes that are not valid, the same for all such.
	address, _ = from.Prefix(addressBits)
	network, _ = from.Prefix(networkBits)
	return address, network
}

// The defaults of Config.Shows. A code takes one of the million locators for its life and Quarantine, so that strangers with many behind
// them hold 3,000 of them (2 a second for 25 minutes), and an office behind one address can help itself.
const (
	DefaultShowsPerAddress = 10
	DefaultShowsWindow     = 5 * time.Minute
	DefaultShowsRate       = 2.0
	DefaultShowsBurst      = 50.0
)

// orShows fills in what differs from the defaults for guesses.
func (l Limits) orShows() Limits {
	orDefault(&l.PerAddress, DefaultShowsPerAddress)
	orDefault(&l.AddressWindow, DefaultShowsWindow)
	orDefault(&l.FreeTries, DefaultShowsPerAddress)
	orDefault(&l.Rate, DefaultShowsRate)
	orDefault(&l.Burst, DefaultShowsBurst)
	return l
}
