package pairing

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/store"
)

// Times and counts that are nobody's choice.
const (
	// DefaultLifetime of an unused code, and the limits of Config.Lifetime: a minute is what reading nine digits over a telephone takes,
	// and what lives longer than an hour only helps guessers.
	DefaultLifetime = 10 * time.Minute
	MinLifetime     = time.Minute
	MaxLifetime     = time.Hour
	// Quarantine is how long after its life a locator is not given to another pairing: who types a code too late is told so, and
	// does not come near somebody else's. The million locators bear 600 codes a second at the default lifetime.
	Quarantine = 15 * time.Minute
	// Retention of a pairing after its last step: a month of "who looked at what and when" for the people concerned and their data protection officer,
	// and no longer than that.
	Retention = 30 * 24 * time.Hour
	// maxWrongGuesses at one code burn it: its three secret digits are guessed with a chance of 5 in 1,000 by whoever knows the six others.
	maxWrongGuesses = 5
	// sweepEvery bounds how late an expired code is noted as such for those who watch; it is refused at once.
	sweepEvery = time.Second
)

// Buckets is the part of a store.Store that pairings need.
type Buckets interface {
	Bucket(name string) (store.Bucket, error)
}

// Config is what a Service is made of. Store is required; the zero value of anything else stands for its default.
type Config struct {
	Store Buckets
	// Lifetime of unused codes, MinLifetime to MaxLifetime.
	Lifetime time.Duration
	// Limits on wrong guesses.
	Limits Limits
	// Shows limits how many codes customers may have shown, in the same way: each counts as a wrong guess does.
	Shows Limits
	// Now is the clock of lifetimes; nil means time.Now.
	Now func() time.Time
	// Random makes codes and tokens; nil means crypto/rand.Reader.
	Random io.Reader
	// Logger gets one line per event: ids and states, never codes or tokens.
	Logger zerolog.Logger
}

func (c Config) withDefaults() (Config, error) {
	if c.Store == nil {
		return c, errors.New("pairing: Config needs a Store")
	}
	if c.Lifetime == 0 {
		c.Lifetime = DefaultLifetime
	}
	if c.Lifetime < MinLifetime || c.Lifetime > MaxLifetime {
		return c, fmt.Errorf("pairing: a code must live between %v and %v, not %v", MinLifetime, MaxLifetime, c.Lifetime)
	}
	if c.Now == nil {
		c.Now = time.Now
	}
	if c.Random == nil {
		c.Random = rand.Reader
	}
	return c, nil
}

// Service issues and redeems codes and keeps the pairings. Several may work on one store, each on its own node.
type Service struct {
	config Config
	guard  *guard
	shows  *guard // how many codes an address may have customers show

	pairings, locators, dues, agents store.Bucket
	recent                           recent

	running context.Context // ended by stop, in Close
	stop    context.CancelFunc
	owned   sync.WaitGroup

	mu     sync.Mutex // guards closed, and owned.Add against owned.Wait
	closed bool
}

// New starts a service.
func New(config Config) (*Service, error) {
	config, err := config.withDefaults()
	if err != nil {
		return nil, err
	}
	guard, err := newGuard(config.Limits, config.Now, config.Logger)
	if err != nil {
		return nil, err
	}
	shows, err := newGuard(config.Shows.orShows(), config.Now, config.Logger)
	if err != nil {
		return nil, err
	}
	s := &Service{config: config, guard: guard, shows: shows}
	for name, b := range map[string]*store.Bucket{
		"pairings": &s.pairings, "pairing.locators": &s.locators, "pairing.due": &s.dues, "pairing.agents": &s.agents,
	} {
		if *b, err = config.Store.Bucket(name); err != nil {
			return nil, err
		}
	}
	s.running, s.stop = context.WithCancel(context.Background())
	s.owned.Go(s.sweep)
	return s, nil
}

// Close ends the sweep and all watches and waits for them. The store stays open.
func (s *Service) Close() error {
	s.mu.Lock()
	if s.closed {
		s.mu.Unlock()
		return ErrClosed
	}
	s.closed = true
	s.mu.Unlock()
	s.stop()
	s.owned.Wait()
	return nil
}

// Get returns a pairing as it stands, or ErrNotFound.
func (s *Service) Get(ctx context.Context, id string) (Pairing, error) {
	r, _, err := s.load(ctx, id)
	if err != nil {
		return Pairing{}, err
	}
	return r.public(s.now()), nil
}

// now is in whole milliseconds, as everything is kept.
func (s *Service) now() time.Time { return s.config.Now().UTC().Truncate(time.Millisecond) }

func (s *Service) load(ctx context.Context, id string) (record, uint64, error) {
	if store.CheckKey(id) != nil {
		return record{}, 0, ErrNotFound
	}
	e, err := s.pairings.Get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return record{}, 0, ErrNotFound
	}
	if err != nil {
		return record{}, 0, fmt.Errorf("pairing %s: %w", id, err)
	}
	r, err := s.recent.read(e)
	return r, e.Revision, err
}

// change is the only way in which a record changes: fn decides on what is there now, and its decision holds only if nobody else has changed the
// record meanwhile; else fn decides anew. A code whose life is over is noted as expired before fn sees it.
func (s *Service) change(ctx context.Context, id string, fn func(r *record, now time.Time) error) (Pairing, error) {
	for {
		r, revision, err := s.load(ctx, id)
		if err != nil {
			return Pairing{}, err
		}
		now, decide := s.now(), fn
		expiring := r.due(now)
		if expiring {
			decide = expire
		}
		if err := decide(&r, now); err != nil {
			return r.public(now), err
		}
		switch err := s.save(ctx, r, revision); {
		case errors.Is(err, store.ErrConflict):
			continue
		case err == nil && expiring:
			s.config.Logger.Info().Str("pairing", id).Msg("code expired")
			continue
		case errors.Is(err, store.ErrNotFound):
			return Pairing{}, ErrNotFound
		case err != nil:
			return Pairing{}, fmt.Errorf("pairing %s: %w", id, err)
		}
		return r.public(now), nil
	}
}

func (s *Service) save(ctx context.Context, r record, revision uint64) error {
	raw, err := r.encode()
	if err != nil {
		return err
	}
	_, err = s.pairings.Update(ctx, r.ID, raw, revision, Retention)
	return err
}
