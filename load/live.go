package load

import (
	"context"
	"errors"
	"fmt"
	"time"
)

const (
	// MostSessions are live at a time: a relay holds 512 allocations for one address (turn.Limits), and one takes 0.7 MB of this process.
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
	sessions := make([][2]end, c.Sessions)
	// Elsewhere all of them come from one address.
	turn := time.NewTicker(relayEvery)
	defer turn.Stop()
	took, all, err := each(ctx, c.Sessions, func(ctx context.Context, i int) error {
		if c.Target.Elsewhere && c.Relayed {
			<-turn.C
		}
		who, err := c.Target.pair(ctx)
		if err != nil {
			return err
		}
		both := &browsers{isRelayed: c.Relayed}
		if !c.Target.Elsewhere {
			both.address = network(192, i)
		}
		a, b, err := c.Target.couple(ctx, who, both)
		if err != nil {
			return errors.Join(err, both.Close())
		}
		c.keep(both, a, b)
		// The sockets stay open, and quiet: a live session hardly needs the server.
		c.resting.Go(a.rest)
		c.resting.Go(b.rest)
		sessions[i] = [2]end{both.agent, both.customer}
		return nil
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
	if c.Process != 0 {
		r.SessionShare = got.used.Seconds() / got.all.Seconds()
		memory, wrong := process(c.Process).memory()
		if wrong != nil {
			return wrong
		}
		r.SessionMemory = memory
	}
	return err
}
