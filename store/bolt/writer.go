package bolt

import (
	"context"
	"errors"
	"fmt"
	"runtime"

	"go.etcd.io/bbolt"

	"github.com/tandem-cobrowse/tandem/store"
)

// maxBatch bounds the writes of one transaction, and with it the memory of dirty pages and the time that the first of them waits.
const maxBatch = 1024

// op is one write on its way to the writer. apply first decides and only then writes: when it refuses (store.ErrExists, ErrConflict,
// ErrNotFound) it has changed nothing. It returns what to tell the watchers once the write is on disk, or nil if it wrote nothing.
type op struct {
	ctx   context.Context
	apply func(*bbolt.Tx) (announce func(), err error)
	done  chan error // of one, so that the writer never waits for a caller that left

	announce func()
	err      error
}

// nothing is the announcement of a write that no watcher cares for.
func nothing() {}

// do has the writer apply a change and waits until it is on disk. What apply stores in its caller's variables may be read only
// if do returned nil or apply's own refusal: after a context's end the writer may still be at it.
func (s *Store) do(ctx context.Context, apply func(*bbolt.Tx) (func(), error)) error {
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	o := &op{ctx: ctx, apply: apply, done: make(chan error, 1)}
	select {
	case s.ops <- o:
	case <-ctx.Done():
		return ctx.Err()
	}
	select {
	case err := <-o.done:
		return err
	case <-ctx.Done():
		return ctx.Err()
	}
}

// write is the writer: the only goroutine that opens write transactions.
func (s *Store) write() {
	batch := make([]*op, 0, maxBatch)
	for first := range s.ops {
		batch = s.gather(append(batch[:0], first))
		err := s.commit(batch)
		for i, o := range batch {
			if err != nil {
				o.err = err
			} else if o.announce != nil {
				o.announce()
			}
			o.done <- o.err
			batch[i] = nil
		}
	}
}

// gather adds everything that waits. Those whom the last commit set free are about to write again: letting them run first makes one
// large commit out of a small and a large one.
func (s *Store) gather(batch []*op) []*op {
	for yielded := false; len(batch) < maxBatch; {
		select {
		case o, open := <-s.ops:
			if !open {
				return batch
			}
			batch = append(batch, o)
		default:
			if yielded {
				return batch
			}
			yielded = true
			runtime.Gosched()
		}
	}
	return batch
}

// commit applies a batch in one transaction. An error means that nothing at all was kept, and is everybody's: even a refusal may rest on a write
// of the same batch.
func (s *Store) commit(batch []*op) error {
	tx, err := s.db.Begin(true)
	if err != nil {
		return cannotWrite(err)
	}
	wrote := false
	for _, o := range batch {
		if o.err = o.ctx.Err(); o.err != nil {
			continue
		}
		o.announce, o.err = o.apply(tx)
		if o.err != nil && !refusal(o.err) {
			return errors.Join(cannotWrite(o.err), tx.Rollback())
		}
		wrote = wrote || o.announce != nil
	}
	if !wrote {
		return tx.Rollback()
	}
	if err := tx.Commit(); err != nil {
		return cannotWrite(err)
	}
	return nil
}

func refusal(err error) bool {
	return errors.Is(err, store.ErrExists) || errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrNotFound)
}

func cannotWrite(err error) error {
	if errors.Is(err, ErrDamaged) {
		return err
	}
	return fmt.Errorf("%w: %w", store.ErrFull, err)
}
