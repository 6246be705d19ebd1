package floor

import (
	"context"
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// ErrClosed means that the floor is closing.
var ErrClosed = errors.New("floor: closed")

// Floor is the live side of a desk. Its loop owns everything from dir on; all else is fixed after New.
type Floor struct {
	cfg      Config
	chats    table[Record]
	open     table[struct{}]
	visitors table[visitorRecord]
	duties   table[dutyRecord]
	marks    table[mark]
	pairs    table[struct{}]
	pace     *pace

	actions chan func()
	// running ends when Close begins: watches end, waiting calls give up.
	running context.Context
	stop    context.CancelFunc
	loop    sync.WaitGroup
	watches sync.WaitGroup
	// archivers holds one token for each conversation that is being archived.
	archivers chan struct{}
	// reloads counts the readings of the directory that have begun.
	reloads atomic.Uint64

	dir directory
	// reloaded is the number of the reading that dir is of.
	reloaded uint64
	people   map[string]*person
	visits   map[string]*visit
	talks    map[string]*talk
	// ofVisitor is the newest conversation of each visitor among talks.
	ofVisitor map[string]*talk
	// sending are the talks with files.
	sending map[*talk]struct{}
	// turn grows with every visitor that is offered.
	turn uint64
	// dirty are talks whose lines wait to be sent until flushAt.
	dirty   map[string]*talk
	flushAt time.Time
	// unstaffed is since when a group with people waiting has had nobody on duty.
	unstaffed map[string]time.Time
	// usual is how long an agent has had a conversation of a group, a moving average.
	usual map[string]time.Duration
	wake  *time.Timer
}

// New opens the floor and takes up what a former process left: who waited waits, in the same order; whose agent is not back in time returns to the head.
func New(ctx context.Context, cfg Config) (*Floor, error) {
	cfg, err := cfg.withDefaults()
	if err != nil {
		return nil, err
	}
	f := &Floor{
		cfg: cfg, actions: make(chan func()), archivers: make(chan struct{}, archiversAtOnce), pace: newPace(cfg.StartsPerMinute, cfg.StartBurst),
		people: map[string]*person{}, visits: map[string]*visit{}, talks: map[string]*talk{}, ofVisitor: map[string]*talk{},
		sending: map[*talk]struct{}{}, dirty: map[string]*talk{}, unstaffed: map[string]time.Time{}, usual: map[string]time.Duration{},
	}
	for name, bucket := range map[string]*store.Bucket{
		bucketChats: &f.chats.bucket, bucketOpen: &f.open.bucket, bucketVisitors: &f.visitors.bucket, bucketDuties: &f.duties.bucket,
		bucketMarks: &f.marks.bucket, bucketPairs: &f.pairs.bucket,
	} {
		if *bucket, err = cfg.Store.Bucket(name); err != nil {
			return nil, fmt.Errorf("floor: open bucket %s: %w", name, err)
		}
	}
	f.running, f.stop = context.WithCancel(context.WithoutCancel(ctx))
	if f.dir, err = readDirectory(ctx, cfg.Desk); err == nil {
		err = f.takeUp(ctx)
	}
	if err != nil {
		f.stop()
		f.watches.Wait()
		return nil, err
	}
	changes, err := cfg.Desk.Changes(f.running)
	if err != nil {
		return nil, errors.Join(err, f.Close())
	}
	f.wake = time.NewTimer(0)
	f.loop.Go(f.run)
	f.watches.Go(f.sweep)
	f.watches.Go(func() {
		for range changes {
			if err := f.Reload(f.running); err != nil && f.running.Err() == nil {
				cfg.Log.Error().Err(err).Msg("people, groups and sites not read anew")
			}
		}
	})
	return f, nil
}

// Close stops deciding and waits for what runs. Call it before the sockets are closed, or their end would be taken for people leaving.
func (f *Floor) Close() error {
	f.stop()
	f.loop.Wait()
	f.watches.Wait()
	return nil
}

func (f *Floor) run() {
	defer f.wake.Stop()
	for {
		select {
		case do := <-f.actions:
			do()
		case <-f.wake.C:
			f.tick(time.Now())
		case <-f.running.Done():
			return
		}
		f.wake.Reset(time.Until(f.nextDue()))
	}
}

// call has the loop run do and waits until it has. False: the floor is closing.
func (f *Floor) call(do func()) bool {
	done := make(chan struct{})
	select {
	case f.actions <- func() { defer close(done); do() }:
		<-done // every step of it has a time limit
		return true
	case <-f.running.Done():
		return false
	}
}

// storeContext bounds one write.
func (f *Floor) storeContext() (context.Context, context.CancelFunc) {
	return context.WithTimeout(context.Background(), f.cfg.StoreTimeout)
}

// takeUp loads every conversation that has not ended. It runs before the loop.
func (f *Floor) takeUp(ctx context.Context) error {
	ids, err := f.open.keys(ctx, "")
	if err != nil {
		return err
	}
	for _, id := range ids {
		rec, revision, err := f.chats.get(ctx, id)
		if errors.Is(err, store.ErrNotFound) { // a crash came between the index and the record
			if err := f.open.drop(ctx, id); err != nil {
				return err
			}
			continue
		}
		if err != nil {
			return err
		}
		if rec.State == wire.ChatEnded && !f.dir.people[rec.Agent].Unsupervised {
			f.archive(rec) // a crash came before it was
			continue
		}
		t, err := f.prepare(ctx, rec, revision)
		if err != nil {
			return err
		}
		f.adopt(t)
	}
	return nil
}

// Reload reads people, groups and sites anew. Call it when any of them changed.
func (f *Floor) Reload(ctx context.Context) error {
	number := f.reloads.Add(1)
	dir, err := readDirectory(ctx, f.cfg.Desk)
	if err != nil {
		return err
	}
	if !f.call(func() {
		if number > f.reloaded { // or else one that began later, and read what is newer, was quicker
			f.reloaded = number
			f.redirect(dir)
		}
	}) {
		return ErrClosed
	}
	return nil
}

// redirect takes a new directory: whose group is gone goes to the oldest, whose agent is gone back to the queue, and everybody gets a new snapshot.
func (f *Floor) redirect(dir directory) {
	f.dir = dir
	for _, t := range f.talks {
		f.mend(t)
	}
	for id, p := range f.people {
		if _, there := dir.people[id]; !there {
			delete(f.people, id)
			continue
		}
		for w := range p.windows {
			w.snapshot()
		}
	}
	f.route()
}
