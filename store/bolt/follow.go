package bolt

import (
	"context"
	"errors"
	"github.com/tandem-cobrowse/tandem/store"
)

// follower is one Watch of a stream. It keeps no records: they are in the file, it only needs to hear that there are more.
type follower struct {
	wake chan struct{} // of one
	end  context.CancelFunc
}

func (l *log) Watch(ctx context.Context, stream string) (<-chan store.Record, error) {
	if err := store.CheckKey(stream); err != nil {
		return nil, err
	}
	if err := l.store.enter(); err != nil {
		return nil, err
	}
	defer l.store.leave()
	ctx, cancel := l.store.during(ctx)
	f := &follower{wake: make(chan struct{}, 1), end: cancel}
	l.store.followers.add(l.topic(stream), f)
	after, err := l.Last(ctx, stream) // only now: a record between the two wakes the follower and is not skipped
	if err != nil {
		l.store.followers.remove(l.topic(stream), f)
		cancel()
		return nil, err
	}
	out := make(chan store.Record)
	l.store.own(func() {
		defer close(out)
		defer cancel()
		defer l.store.followers.remove(l.topic(stream), f)
		for await(ctx, f.wake) {
			err := l.Read(ctx, stream, after, 0, func(rec store.Record) error {
				after = rec.Seq
				if !deliver(ctx, out, rec) {
					return ctx.Err()
				}
				return nil
			})
			if err != nil {
				if ctx.Err() == nil && !errors.Is(err, store.ErrClosed) {
					l.store.config.Logger.Error().Err(err).Str("log", l.name).Msg("watch of a stream ended")
				}
				return
			}
		}
	})
	return out, nil
}

func (l *log) topic(stream string) string { return l.name + "\x00" + stream }

// wakeFollowers is what the writer does with an appended record once it is on disk; endFollowers, with a dropped stream.
func (l *log) wakeFollowers(stream string) {
	l.store.followers.each(l.topic(stream), func(f *follower) { awaken(f.wake) })
}

func (l *log) endFollowers(stream string) {
	l.store.followers.each(l.topic(stream), func(f *follower) { f.end() })
}
