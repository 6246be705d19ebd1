package pairing

import (
	"context"
	"net/netip"
)

// maxWaiting tries of one address wait for others of it to be decided, which takes some milliseconds each: an office whose people all give
// their codes at once. More are refused.
const maxWaiting = 256

// undecided are the tries of one address of which nobody knows yet whether they are right.
type undecided struct {
	count, waiting int
	// next is closed when one of them is decided.
	next chan struct{}
}

// enter is admit for a try that will be decided. Where only undecided ones stand in its way, it waits for them: five right codes at once are no guesses.
func (g *guard) enter(ctx context.Context, from netip.Addr) (*try, error) {
	for {
		t, before, err := g.enterOrWait(from)
		if before == nil {
			return t, err
		}
		select {
		case <-before:
			g.stopWaiting(from)
		case <-ctx.Done():
			g.stopWaiting(from)
			return nil, ctx.Err()
		}
	}
}

// enterOrWait returns a try, or what to wait for, or a *Throttled.
func (g *guard) enterOrWait(from netip.Addr) (t *try, before <-chan struct{}, err error) {
	address, _ := origin(from)
	g.mu.Lock()
	defer g.mu.Unlock()
	t, after := g.admitLocked(from)
	open := g.open[address]
	switch {
	case t == nil && (open == nil || open.count == 0 || open.waiting >= maxWaiting):
		return nil, nil, g.refuseLocked(after)
	case t == nil:
		open.waiting++
		return nil, open.next, nil
	case open == nil:
		open = &undecided{next: make(chan struct{})}
		g.open[address] = open
	}
	open.count++
	return t, nil, nil
}

func (g *guard) stopWaiting(from netip.Addr) {
	address, _ := origin(from)
	g.mu.Lock()
	defer g.mu.Unlock()
	open := g.open[address]
	open.waiting--
	g.tidyLocked(address, open)
}

// decided says that a try of enter's is known to be wrong, or has been given back.
func (t *try) decided() {
	g := t.guard
	g.mu.Lock()
	defer g.mu.Unlock()
	open := g.open[t.address]
	open.count--
	close(open.next)
	open.next = make(chan struct{})
	g.tidyLocked(t.address, open)
}

func (g *guard) tidyLocked(address netip.Prefix, open *undecided) {
	if open.count == 0 && open.waiting == 0 {
		delete(g.open, address)
	}
}
