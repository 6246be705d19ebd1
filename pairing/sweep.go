package pairing

import (
	"context"
	"errors"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// sweepBatch bounds the memory of one round.
const sweepBatch = 256

// sweep notes expired codes as such, so that those who watch are told, until the service closes.
func (s *Service) sweep() {
	tick := time.NewTicker(sweepEvery)
	defer tick.Stop()
	for {
		for {
			n, err := s.sweepOnce(s.running)
			if err != nil && s.running.Err() == nil && !errors.Is(err, store.ErrClosed) {
				s.config.Logger.Warn().Err(err).Msg("expired codes could not be noted")
			}
			if err != nil || n < sweepBatch {
				break
			}
		}
		select {
		case <-s.running.Done():
			return
		case <-tick.C:
		}
	}
}

// errEnough ends a scan early.
var errEnough = errors.New("enough")

// sweepOnce works off the oldest codes whose time has come. Several nodes may do so at once: the record decides, and who comes second
// finds nothing left to do.
func (s *Service) sweepOnce(ctx context.Context) (int, error) {
	now := s.now()
	var due []store.Entry
	err := s.dues.Scan(ctx, "", func(e store.Entry) error {
		if len(due) == sweepBatch || e.Key >= dueKey(now.Add(time.Millisecond), "") {
			return errEnough
		}
		due = append(due, e)
		return nil
	})
	if err != nil && !errors.Is(err, errEnough) {
		return 0, err
	}
	for _, e := range due {
		// What is not there, or has gone another way, needs no note.
		_, err := s.Move(ctx, idOfTimeKey(e.Key), wire.StateExpired, wire.ReasonNone)
		if err != nil && !errors.Is(err, ErrNotFound) && !errors.Is(err, ErrWrongState) {
			return 0, err
		}
		err = s.dues.Delete(ctx, e.Key, e.Revision)
		if err != nil && !errors.Is(err, store.ErrNotFound) && !errors.Is(err, store.ErrConflict) {
			return 0, err
		}
	}
	return len(due), nil
}

// Watch delivers every pairing that changes after the call, on whichever node, until ctx ends or the service closes; then the channel is
// closed. Who falls behind sees only the newest state of a pairing.
func (s *Service) Watch(ctx context.Context) (<-chan Pairing, error) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil, ErrClosed
	}
	ctx, cancel := context.WithCancel(ctx)
	unhook := context.AfterFunc(s.running, cancel)
	changes, err := s.pairings.Watch(ctx, "")
	if err != nil {
		unhook()
		cancel()
		return nil, err
	}
	out := make(chan Pairing)
	s.owned.Go(func() {
		defer cancel()
		defer unhook()
		defer close(out)
		for c := range changes {
			if c.Deleted {
				continue
			}
			r, err := decodeRecord(c.Value)
			if err != nil {
				s.config.Logger.Error().Err(err).Str("pairing", c.Key).Msg("change of a pairing cannot be read")
				continue
			}
			select {
			case out <- r.public(s.now()):
			case <-ctx.Done():
			}
		}
	})
	return out, nil
}
