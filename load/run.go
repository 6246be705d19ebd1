package load

import (
	"context"
	"fmt"
	"io"
	"sync"
	"sync/atomic"
	"time"
)

// What a run may ask for at most: of people, and of time. A machine has some 28,000 ports towards one address.
const (
	MostPeople = 20_000
	MostTime   = time.Hour
)

// atOnce is how many connect at a time; a server sees that after a restart of its own.
const atOnce = 64

// Config is one run. Zero counts leave their part out.
type Config struct {
	Target *Target
	// PeerJS: the target is a PeerJS server, which knows no pairings.
	PeerJS bool
	// Process is the server's, for its memory and time; 0 for unknown.
	Process int
	// Rest is how long the idle are left alone before the server's memory is looked at again; 0: it is not.
	Rest time.Duration
	// Idle customers wait on a socket; Pairings are made one after the other by atOnce people; Pairs exchange messages through the server.
	Idle, Pairings, Pairs int
	// Sessions are live: an agent and a customer each who exchange words of Size bytes from peer to peer, through the server's relay if they are Relayed.
	Sessions, Size int
	Relayed        bool
	// Flood is how many handshakes are half open, with all that goes with such (flood.go). Whoever measures what it does to others does that in a process of
	// their own.
	Flood int
	// Guessers are addresses that guess codes while so many Codes live, of whom real customers give some.
	Guessers, Codes int
	// Rate of words a second that each of a pair or a session says; 0: as soon as the other has answered.
	Rate float64
	// For is how long the pairs, then the sessions, the guessers and the flood go on.
	For time.Duration
}

func (c Config) validate() error {
	if c.Idle < 0 || c.Pairings < 0 || c.Pairs < 0 || c.Rate < 0 || c.Flood < 0 || c.Idle+2*c.Pairs+c.Flood > MostPeople || c.Flood > 0 && (c.PeerJS || c.Target.Elsewhere) || c.Pairings > MostPeople {
		return fmt.Errorf("%w: from 0 to %d people", ErrTooMuch, MostPeople)
	}
	if c.Guessers < 0 || c.Guessers > MostGuessers || c.Codes < 0 || c.Codes > MostPeople || c.Guessers > 0 && (c.PeerJS || c.Target.Elsewhere) {
		return fmt.Errorf("%w: from 0 to %d guessers, of Tandem's codes and on this machine", ErrTooMuch, MostGuessers)
	}
	if c.Sessions < 0 || c.Sessions > MostSessions || c.Sessions > 0 && (c.PeerJS || c.Size < leastWord || c.Size > MostWord) {
		return fmt.Errorf("%w: from 0 to %d sessions at Tandem, with words of %d to %d bytes", ErrTooMuch, MostSessions, leastWord, MostWord)
	}
	if c.For <= 0 || c.For > MostTime || c.Rest < 0 || c.Rest > MostTime {
		return fmt.Errorf("%w: for at most %s", ErrTooMuch, MostTime)
	}
	return nil
}

// Run plays the crowd and reports. Whatever it opened is closed when it returns.
func Run(ctx context.Context, c Config) (Report, error) {
	var r Report
	if err := c.validate(); err != nil {
		return r, err
	}
	if err := c.Target.check(ctx); err != nil {
		return r, err
	}
	if !c.PeerJS {
		if err := c.Target.signIn(ctx, atOnce); err != nil {
			return r, err
		}
		defer c.Target.close()
	}
	crowd := &crowd{Config: c}
	defer crowd.leave()
	stop := context.AfterFunc(ctx, crowd.hangUp)
	defer stop()
	for _, part := range []func(context.Context, *Report) error{crowd.pair, crowd.wait, crowd.exchange, crowd.live, crowd.guess, crowd.flood} {
		if err := part(ctx, &r); err != nil {
			return r, err
		}
	}
	return r, nil
}

type crowd struct {
	Config
	mu sync.Mutex
	// open is what has to be closed at the end: lines and peers.
	open []io.Closer
	// resting are those who read until their line is closed.
	resting sync.WaitGroup
}

func (c *crowd) keep(opened ...io.Closer) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.open = append(c.open, opened...)
}

// hangUp closes every line and peer; whoever speaks or listens on one gets an error.
func (c *crowd) hangUp() {
	c.mu.Lock()
	open := c.open
	c.open = nil
	c.mu.Unlock()
	var closing sync.WaitGroup
	for _, o := range open {
		closing.Go(func() { _ = o.Close() }) // closed already, perhaps
	}
	closing.Wait()
}

func (c *crowd) leave() {
	c.hangUp()
	c.resting.Wait()
}

// each does something n times, atOnce at a time, and returns how long each took; the first error ends it.
func each(ctx context.Context, n int, do func(ctx context.Context, i int) error) (delays, time.Duration, error) {
	ctx, cancel := context.WithCancelCause(ctx)
	defer cancel(nil)
	took := make(delays, n)
	var at atomic.Int64
	var workers sync.WaitGroup
	begun := time.Now()
	for range min(atOnce, n) {
		workers.Go(func() {
			for i := int(at.Add(1)) - 1; i < n && ctx.Err() == nil; i = int(at.Add(1)) - 1 {
				since := time.Now()
				if err := do(ctx, i); err != nil {
					cancel(err)
				}
				took[i] = time.Since(since)
			}
		})
	}
	workers.Wait()
	return took, time.Since(begun), context.Cause(ctx)
}

// pair measures whole pairings: a code issued and given.
func (c *crowd) pair(ctx context.Context, r *Report) error {
	if c.Pairings == 0 || c.PeerJS {
		return nil
	}
	took, all, err := each(ctx, c.Pairings, func(ctx context.Context, _ int) error {
		_, err := c.Target.pair(ctx)
		return err
	})
	r.add("pairings (issue and redeem, both on disk)", c.Pairings, all, took)
	return err
}

// wait opens the sockets of those who wait, and looks at what they cost.
func (c *crowd) wait(ctx context.Context, r *Report) error {
	if c.Idle == 0 {
		return nil
	}
	tickets := make([]ticket, c.Idle)
	if !c.PeerJS {
		if _, _, err := each(ctx, c.Idle, func(ctx context.Context, i int) (err error) {
			tickets[i], err = c.Target.pair(ctx)
			return err
		}); err != nil {
			return err
		}
	}
	took, all, err := each(ctx, c.Idle, func(ctx context.Context, i int) error {
		l, err := c.come(ctx, i, tickets[i])
		if err != nil {
			return err
		}
		c.keep(l)
		c.resting.Go(l.rest)
		return nil
	})
	if err != nil {
		return err
	}
	r.add("connects, up to the server's first word", c.Idle, all, took)
	if r.IdleMemory, err = process(c.Process).memory(); err != nil || c.Rest == 0 {
		return err
	}
	if err := pause(ctx, c.Rest); err != nil {
		return err
	}
	r.RestedMemory, err = process(c.Process).memory()
	return err
}

func (c *crowd) come(ctx context.Context, i int, who ticket) (*line, error) {
	if c.PeerJS {
		return openPeerJS(ctx, c.Target.Base, fmt.Sprint("idle", i), "")
	}
	s, err := c.Target.customer(ctx, who)
	if err != nil {
		return nil, err
	}
	return s.line, nil
}

func pause(ctx context.Context, d time.Duration) error {
	timer := time.NewTimer(d)
	defer timer.Stop()
	select {
	case <-timer.C:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}
