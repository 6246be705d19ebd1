package load

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	// MostSessions are live at a time: a relay holds 512 allocations for one address (turn.Limits), and each session takes 0.7 MB of this process.
	MostSessions = 500
	// MostWord is the longest word in bytes: a piece of the mirror's frames (docs/protocol.md, "The link").
	MostWord = 16 << 10
	// leastWord has room for what tells a word from all others.
	leastWord = 80
	// relayEvery is how often one address asks for a relay: it is answered ten times a second (turn.Limits).
	relayEvery = 125 * time.Millisecond
)

// live has whole sessions, each between two peers, exchange words past the server or through its relay.
func (c *crowd) live(ctx context.Context, r *Report) error {
	if c.Sessions == 0 {
		return nil
	}
	var err error
	if r.SessionsBefore, err = process(c.Process).memory(); err != nil {
		return err
	}
	sessions, took := make([][2]end, c.Sessions), make(delays, c.Sessions)
	// Elsewhere all of them come from one address.
	pace := time.NewTicker(relayEvery)
	defer pace.Stop()
	_, all, err := each(ctx, c.Sessions, func(ctx context.Context, i int) error {
		if c.Target.Elsewhere && c.Relayed {
			select {
			case <-pace.C:
			case <-ctx.Done():
				return ctx.Err()
			}
		}
		begun := time.Now()
		both, err := c.begin(ctx, i)
		took[i] = time.Since(begun)
		sessions[i] = both
		return err
	})
	if err != nil {
		return err
	}
	way := "directly"
	if c.Relayed {
		way = "by the relay"
	}
	r.add("sessions, from a new code to the open channel", c.Sessions, all, took)
	got, err := c.converse(ctx, sessions, c.Size)
	r.addTalk(fmt.Sprintf("words of %d bytes, from peer to peer %s", c.Size, way), got)
	if err != nil || c.Process == 0 {
		return err
	}
	r.SessionShare = got.used.Seconds() / got.all.Seconds()
	r.SessionMemory, err = process(c.Process).memory()
	return err
}

// begin brings one session to where its peers reach each other.
func (c *crowd) begin(ctx context.Context, i int) (both [2]end, err error) {
	who, err := c.Target.pair(ctx)
	if err != nil {
		return both, err
	}
	b := &browsers{isNear: !c.Target.Elsewhere, isRelayed: c.Relayed}
	if b.isNear && b.isRelayed {
		b.relayFrom = network(sessionNetworks, i)
	}
	agent, customer, err := c.Target.couple(ctx, who, b)
	if err != nil {
		return both, errors.Join(err, b.Close())
	}
	c.keep(b, agent, customer)
	// The sockets stay open, and quiet: a live session hardly needs the server.
	c.resting.Go(agent.rest)
	c.resting.Go(customer.rest)
	return [2]end{b.agent, b.customer}, nil
}
