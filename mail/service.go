package mail

import (
	"context"
	"crypto/sha256"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"strings"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/store"
)

// The buckets.
const (
	bucketSettings = "mail.settings"
	bucketQueue    = "mail.queue"
)

const (
	// keepTrying is how long a letter is tried; mail servers do the same for days (RFC 5321 §4.5.4.1), but here somebody waits.
	keepTrying = 48 * time.Hour
	// firstPause doubles with every try, to longestPause.
	firstPause   = time.Minute
	longestPause = 2 * time.Hour
	// maxQueued bounds the letters that wait; a stranger may cause some of them.
	maxQueued = 10_000
	sendTime  = 45 * time.Second
)

// Letter is one message to one address.
type Letter struct {
	// ID is the writer's; the same id is sent once while it waits.
	ID string `json:"id"`
	To string `json:"to"`
	// Subject and Text, and HTML where there is more to show.
	Subject string `json:"subject"`
	Text    string `json:"text"`
	HTML    string `json:"html,omitempty"`
}

// queued is a letter that waits.
type queued struct {
	Letter
	Since time.Time `json:"since"`
	Next  time.Time `json:"next"`
	Tries int       `json:"tries"`
}

// ErrFull means that too many letters wait.
var ErrFull = errors.New("mail: the queue is full")

// Service keeps the queue and sends it.
type Service struct {
	settings, queue store.Bucket
	log             zerolog.Logger

	wake    chan struct{}
	running context.Context
	stop    context.CancelFunc
	worker  sync.WaitGroup
}

// Buckets is the part of a store.Store that mail needs.
type Buckets interface {
	Bucket(name string) (store.Bucket, error)
}

// New opens the queue and goes on with what waits.
func New(ctx context.Context, s Buckets, log zerolog.Logger) (*Service, error) {
	m := &Service{log: log, wake: make(chan struct{}, 1)}
	var err error
	if m.settings, err = s.Bucket(bucketSettings); err != nil {
		return nil, err
	}
	if m.queue, err = s.Bucket(bucketQueue); err != nil {
		return nil, err
	}
	m.running, m.stop = context.WithCancel(context.WithoutCancel(ctx))
	m.worker.Go(m.work)
	return m, nil
}

// Close ends the worker; what waits is kept.
func (s *Service) Close() error {
	s.stop()
	s.worker.Wait()
	return nil
}

// Queue keeps a letter until it is sent. Errors: ErrOff, ErrFull, *InvalidError.
func (s *Service) Queue(ctx context.Context, l Letter) error {
	settings, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	if settings.Host == "" {
		return ErrOff
	}
	if err := CheckAddress("email", l.To); err != nil {
		return err
	}
	n := 0
	if err := s.queue.Scan(ctx, "", func(store.Entry) error { n++; return nil }); err != nil {
		return err
	}
	if n >= maxQueued {
		return ErrFull
	}
	now := time.Now().UTC()
	raw, err := json.Marshal(queued{Letter: l, Since: now, Next: now})
	if err != nil {
		return err
	}
	if _, err := s.queue.Create(ctx, l.ID, raw, 0); err != nil && !errors.Is(err, store.ErrExists) {
		return fmt.Errorf("mail: queue: %w", err)
	}
	s.look()
	return nil
}

// look has the worker look at the queue.
func (s *Service) look() {
	select {
	case s.wake <- struct{}{}:
	default:
	}
}

func (s *Service) work() {
	for timer := time.NewTimer(0); ; {
		select {
		case <-timer.C:
		case <-s.wake:
		case <-s.running.Done():
			timer.Stop()
			return
		}
		timer.Reset(s.round())
	}
}

// round sends what is due and returns how long nothing will be.
func (s *Service) round() time.Duration {
	settings, err := s.Settings(s.running)
	var waiting []queued
	if err == nil && settings.Host != "" {
		err = s.queue.Scan(s.running, "", func(e store.Entry) error {
			var q queued
			if err := json.Unmarshal(e.Value, &q); err != nil {
				s.log.Error().Err(err).Msg("a letter cannot be read")
				return nil
			}
			waiting = append(waiting, q)
			return nil
		})
	}
	if err != nil && s.running.Err() == nil {
		s.log.Error().Err(err).Msg("mail queue not read")
	}
	pause := longestPause
	for _, q := range waiting {
		if wait := time.Until(q.Next); wait > 0 {
			pause = min(pause, wait)
			continue
		}
		if again := s.try(settings, q); again > 0 {
			pause = min(pause, again)
		}
	}
	return pause
}

// try sends one letter; the result is when to try again, 0 for never.
func (s *Service) try(settings Settings, q queued) time.Duration {
	ctx, cancel := context.WithTimeout(s.running, sendTime)
	defer cancel()
	err := send(ctx, settings, q.Letter)
	if s.running.Err() != nil {
		return 0 // the next process tries again
	}
	q.Tries++
	log := s.log.With().Str("letter", q.ID).Int("try", q.Tries).Logger()
	switch {
	case err == nil:
		log.Info().Msg("letter sent")
	case !forNow(err) || time.Since(q.Since) > keepTrying:
		log.Error().Err(errors.New(wordless(err))).Msg("letter given up")
	default:
		pause := min(firstPause<<min(q.Tries-1, 10), longestPause)
		log.Warn().Err(errors.New(wordless(err))).Dur("again_in", pause).Msg("letter not sent yet")
		q.Next = time.Now().UTC().Add(pause)
		if err := s.rewrite(q); err != nil {
			log.Error().Err(err).Msg("letter not written back")
		}
		return pause
	}
	if err := s.remove(q.ID); err != nil {
		log.Error().Err(err).Msg("letter not taken off the queue")
		return firstPause
	}
	return 0
}

func (s *Service) rewrite(q queued) error {
	raw, err := json.Marshal(q)
	if err != nil {
		return err
	}
	e, err := s.queue.Get(s.running, q.ID)
	if err == nil {
		_, err = s.queue.Update(s.running, q.ID, raw, e.Revision, 0)
	}
	return err
}

func (s *Service) remove(id string) error {
	e, err := s.queue.Get(s.running, id)
	if err == nil {
		err = s.queue.Delete(s.running, id, e.Revision)
	}
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	return err
}

// Waits reports whether a letter is in the queue.
func (s *Service) Waits(ctx context.Context, id string) bool {
	_, err := s.queue.Get(ctx, id)
	return err == nil
}

// IDOf makes a letter's id from what it is about: the same parts are the same letter.
func IDOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return hex.EncodeToString(sum[:16])
}
