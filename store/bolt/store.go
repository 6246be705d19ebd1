package bolt

import (
	"context"
	"errors"
	"sync"
	"time"

	"github.com/rs/zerolog"
	"go.etcd.io/bbolt"

	"github.com/tandem-cobrowse/tandem/store"
)

// Config says where the data is and with what the store measures time.
type Config struct {
	// Path of the data file; it is made if it is not there, with mode 0600.
	Path string
	// Now is the clock for expiry and for records' times; nil means time.Now.
	Now func() time.Time
	// SweepEvery is how often room of expired entries is given back; 0 means 30 s.
	SweepEvery time.Duration
	// Migrations lead from one schema version to the next, the first from 1 to 2. The file's version is 1 + len(Migrations).
	Migrations []Migration
	// Logger gets one line per migration and per sweep that fails.
	Logger zerolog.Logger
}

func (c Config) validate() (Config, error) {
	if c.Path == "" {
		return c, errors.New("bolt: no path for the data file")
	}
	if c.SweepEvery < 0 {
		return c, errors.New("bolt: negative sweep interval")
	}
	if c.SweepEvery == 0 {
		c.SweepEvery = 30 * time.Second
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	return c, nil
}

// Store is an open data file. Its methods may be called from any goroutine.
type Store struct {
	config Config
	db     *bbolt.DB

	ops     chan *op        // to the writer; closed when no caller is left
	running context.Context // ended by stop, in Close: watches, sweeper and backups end
	stop    context.CancelFunc
	owned   sync.WaitGroup

	watchers  registry[*watcher]
	followers registry[*follower]
	bus       bus

	mu     sync.Mutex // guards closed, and calls.Add against calls.Wait
	closed bool
	calls  sync.WaitGroup
}

var _ store.Store = (*Store)(nil)

// Open opens or makes the data file, migrates it if it is older, and starts the store. It returns ErrInUse within a second or so
// if another process has the file, ErrVersion, ErrForeign, ErrDamaged or ErrMigration as they say, and store.ErrFull if the
// file or its folder cannot be written.
func Open(ctx context.Context, config Config) (*Store, error) {
	config, err := config.validate()
	if err != nil {
		return nil, err
	}
	db, err := openFile(config.Path)
	if err != nil {
		return nil, err
	}
	s := &Store{config: config, db: db, ops: make(chan *op, maxBatch)}
	if err := s.adoptSchema(ctx); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	s.running, s.stop = context.WithCancel(context.Background())
	s.owned.Go(s.write)
	s.owned.Go(s.sweep)
	return s, nil
}

// Bucket returns the bucket of that name; it takes room when something is written to it.
func (s *Store) Bucket(name string) (store.Bucket, error) {
	if err := store.CheckName(name); err != nil {
		return nil, err
	}
	return &bucket{store: s, name: name, root: []byte("b/" + name)}, nil
}

// Log returns the log of that name; it takes room when something is appended to it.
func (s *Store) Log(name string) (store.Log, error) {
	if err := store.CheckName(name); err != nil {
		return nil, err
	}
	return &log{store: s, name: name, root: []byte("l/" + name)}, nil
}

// Bus returns the store's bus, which reaches this process alone.
func (s *Store) Bus() store.Bus { return &s.bus }

// Close ends watches, subscriptions and backups, waits for running calls, and gives the file free.
func (s *Store) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return store.ErrClosed
	}
	s.closed = true
	s.mu.Unlock()

	s.stop()
	s.bus.close()
	s.calls.Wait()
	close(s.ops)
	s.owned.Wait()
	return s.db.Close()
}

// enter counts a call in, so that Close can wait for it; who entered must leave.
func (s *Store) enter() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return store.ErrClosed
	}
	s.calls.Add(1)
	return nil
}

func (s *Store) leave() { s.calls.Done() }

// own runs a goroutine that Close waits for. It may only be called between enter and leave.
func (s *Store) own(run func()) { s.owned.Go(run) }

// view runs fn on one consistent state of the file.
func (s *Store) view(ctx context.Context, fn func(*bbolt.Tx) error) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := s.enter(); err != nil {
		return err
	}
	defer s.leave()
	return s.db.View(fn)
}
