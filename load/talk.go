package load

import (
	"context"
	"errors"
	"fmt"
	"math/rand/v2"
	"os"
	"sync"
	"time"
)

// A word may take lastWord. Whoever waits for one looks after whoever said it every lookAfter.
const (
	lastWord  = 10 * time.Second
	lookAfter = time.Second
)

// end is either of two who exchange words: a line, or a peer.
type end interface {
	say(word []byte) error
	// hear waits for the other's word; os.ErrDeadlineExceeded if it does not come in time.
	hear(word []byte, within time.Duration) error
	// check returns why this end is over, or nil.
	check() error
}

// exchange has the pairs say a word to each other through the server, there and back, again and again.
func (c *crowd) exchange(ctx context.Context, r *Report) error {
	if c.Pairs == 0 {
		return nil
	}
	pairs := make([][2]end, c.Pairs)
	if _, _, err := each(ctx, c.Pairs, func(ctx context.Context, i int) error {
		a, b, err := c.meet(ctx, i)
		if err != nil {
			return err
		}
		c.keep(a, b)
		pairs[i] = [2]end{a, b}
		return nil
	}); err != nil {
		return err
	}
	got, err := c.converse(ctx, pairs, 0)
	r.addTalk("messages passed on, from socket to socket", got)
	r.MessageTime = got.perWord()
	return err
}

func (c *crowd) meet(ctx context.Context, i int) (a, b *line, err error) {
	if c.PeerJS {
		left, right := fmt.Sprint("left", i), fmt.Sprint("right", i)
		if a, err = openPeerJS(ctx, c.Target.Base, left, right); err != nil {
			return nil, nil, err
		}
		if b, err = openPeerJS(ctx, c.Target.Base, right, left); err != nil {
			return nil, nil, errors.Join(err, a.Close())
		}
		return a, b, nil
	}
	who, err := c.Target.pair(ctx)
	if err != nil {
		return nil, nil, err
	}
	return c.Target.couple(ctx, who, nobody{})
}

// conversation is what came of many talking at the same time.
type conversation struct {
	took delays
	// all is how long they talked, used the processor time that the server took meanwhile.
	all, used time.Duration
}

// perWord is the server's time for each word.
func (c conversation) perWord() time.Duration {
	if len(c.took) == 0 {
		return 0
	}
	return c.used / time.Duration(len(c.took))
}

// converse has all pairs talk, in words of at least so many bytes. What was said until somebody failed counts.
func (c *crowd) converse(ctx context.Context, pairs [][2]end, size int) (got conversation, err error) {
	before, err := process(c.Process).time()
	if err != nil {
		return got, err
	}
	took, errs := make([]delays, len(pairs)), make([]error, len(pairs))
	begun := time.Now()
	var talking sync.WaitGroup
	for i, p := range pairs {
		talking.Go(func() { took[i], errs[i] = c.talk(ctx, p, begun.Add(c.For), size) })
	}
	talking.Wait()
	got.all = time.Since(begun)
	for _, d := range took {
		got.took = append(got.took, d...)
	}
	after, err := process(c.Process).time()
	got.used = after - before
	for _, wrong := range errs {
		if wrong != nil { // and the others mostly of the same
			return got, errors.Join(ctx.Err(), wrong, err)
		}
	}
	return got, err
}

// talk returns how long each word took from one end to the other. At a rate, the words of a pair are due evenly and those of many pairs at times of their own; one that is
// late counts from when it was due.
func (c *crowd) talk(ctx context.Context, p [2]end, until time.Time, size int) (delays, error) {
	var between time.Duration
	due := time.Now()
	if c.Rate > 0 {
		between = time.Duration(float64(time.Second) / (2 * c.Rate))
		due = due.Add(rand.N(between)) //nolint:gosec // G404: spreads them
	}
	var took delays
	var word []byte
	for side := 0; time.Now().Before(until); side = 1 - side {
		word = fmt.Appendf(word[:0], "candidate:%d 1 udp 2130706431 192.0.2.1 54321 typ host", len(took))
		for len(word) < size {
			word = append(word, '.')
		}
		begun := time.Now()
		if c.Rate > 0 {
			var err error
			if begun, err = wait(ctx, due); err != nil {
				return took, err
			}
			due = due.Add(between)
		}
		if err := pass(p[side], p[1-side], word); err != nil {
			return took, err
		}
		took = append(took, time.Since(begun))
	}
	return took, nil
}

// wait waits until something is due and returns the time. If that has passed, it is the time when it was due.
func wait(ctx context.Context, due time.Time) (time.Time, error) {
	ahead := time.Until(due)
	if ahead <= 0 {
		return due, nil
	}
	err := pause(ctx, ahead)
	return time.Now(), err
}

// pass has one end say a word and waits until the other one has heard it. A server that closes the first, because it says too much, leaves the second waiting.
func pass(from, to end, word []byte) error {
	if err := from.say(word); err != nil {
		return err
	}
	for begun := time.Now(); ; {
		err := to.hear(word, lookAfter)
		if !errors.Is(err, os.ErrDeadlineExceeded) || time.Since(begun) > lastWord {
			return err
		}
		if err := from.check(); err != nil {
			return err
		}
	}
}
