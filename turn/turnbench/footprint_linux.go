package main

import (
	"context"
	"time"
)

// measureFootprint makes many allocations with a channel each and looks at what the server holds.
func measureFootprint(ctx context.Context, o options, name string) (footprint, error) {
	f := footprint{server: name, allocations: o.memory}
	p, err := launch(ctx, name)
	if err != nil {
		return f, err
	}
	defer p.stop()
	if err := leaveCore0(); err != nil {
		return f, err
	}
	if err := awaitServer(p); err != nil {
		return f, err
	}
	begun := time.Now()
	members, err := join(p, o.memory)
	if err != nil {
		return f, err
	}
	f.perSecond = float64(o.memory) / time.Since(begun).Seconds()
	for i, m := range members {
		if err := m.Bind(channel, members[i^1%len(members)].relay); err != nil {
			return f, err
		}
	}
	f.memory, err = p.memory()
	for _, m := range members {
		_ = m.Close()
	}
	return f, err
}
