package bolt_test

import (
	"context"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"go.uber.org/goleak"

	"github.com/tandem-cobrowse/tandem/store"
	"github.com/tandem-cobrowse/tandem/store/bolt"
	"github.com/tandem-cobrowse/tandem/store/storetest"
)

func TestMain(m *testing.M) {
	if runChild() {
		return
	}
	goleak.VerifyTestMain(m)
}

// clock is a settable one: expiry is tested without waiting.
type clock struct {
	mu  sync.Mutex
	now time.Time
}

func newClock() *clock { return &clock{now: time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)} }

func (c *clock) Now() time.Time {
	c.mu.Lock()
	defer c.mu.Unlock()
	return c.now
}

func (c *clock) pass(d time.Duration) {
	c.mu.Lock()
	defer c.mu.Unlock()
	c.now = c.now.Add(d)
}

func config(t testing.TB, path string) bolt.Config {
	return bolt.Config{Path: path, Logger: zerolog.New(zerolog.NewTestWriter(t))}
}

// openAt opens a store that the end of the test closes, if the test has not.
func openAt(t testing.TB, c bolt.Config) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(context.Background(), c)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func TestConformance(t *testing.T) {
	t.Parallel()
	paths, times := map[store.Store]bolt.Config{}, newClock()
	remember := func(t *testing.T, c bolt.Config) store.Store {
		s := openAt(t, c)
		paths[s] = c
		return s
	}
	storetest.Run(t, storetest.Engine{
		Open: func(t *testing.T) store.Store {
			c := config(t, filepath.Join(t.TempDir(), "tandem.db"))
			c.Now, c.SweepEvery = times.Now, time.Millisecond
			return remember(t, c)
		},
		Reopen: func(t *testing.T, s store.Store) store.Store {
			if err := s.Close(); err != nil {
				t.Fatal(err)
			}
			return remember(t, paths[s])
		},
		Pass: func(_ *testing.T, d time.Duration) { times.pass(d) },
	})
}
