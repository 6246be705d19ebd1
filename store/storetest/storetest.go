// Package storetest is what every storage engine has to prove: the promises of package store, as tests.
//
//	func TestConformance(t *testing.T) {
//		storetest.Run(t, storetest.Engine{Open: …, Reopen: …, Pass: …})
//	}
//
// The tests use the contract alone and never look into an engine. Each runs on a store of its own.
package storetest

import (
	"context"
	"fmt"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// Engine is how the suite gets at the engine under test.
type Engine struct {
	// Open returns a new, empty store that ends with the test.
	Open func(t *testing.T) store.Store
	// Reopen closes the store and opens the same data again, as a restart of the server would.
	Reopen func(t *testing.T, s store.Store) store.Store
	// Pass lets at least d go by on the clock by which the engine expires entries.
	Pass func(t *testing.T, d time.Duration)
}

// patience is how long the suite waits for something that must happen.
const patience = 10 * time.Second

// Run runs the whole suite.
func Run(t *testing.T, e Engine) {
	for _, group := range []map[string]func(*testing.T, Engine){bucketTests, expiryTests, watchTests, logTests, busTests, lifeTests} {
		for name, test := range group {
			t.Run(name, func(t *testing.T) { test(t, e) })
		}
	}
}

// fixture shortens the tests: a store, its context, and calls that must succeed.
type fixture struct {
	*testing.T
	store store.Store
	ctx   context.Context
}

func open(t *testing.T, e Engine) *fixture {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), 6*patience)
	t.Cleanup(cancel)
	return &fixture{T: t, store: e.Open(t), ctx: ctx}
}

func (f *fixture) bucket(name string) store.Bucket {
	f.Helper()
	b, err := f.store.Bucket(name)
	f.must(err)
	return b
}

func (f *fixture) log(name string) store.Log {
	f.Helper()
	l, err := f.store.Log(name)
	f.must(err)
	return l
}

func (f *fixture) must(err error) {
	f.Helper()
	if err != nil {
		f.Fatal(err)
	}
}

func (f *fixture) create(b store.Bucket, key, value string) uint64 {
	f.Helper()
	revision, err := b.Create(f.ctx, key, []byte(value), 0)
	f.must(err)
	return revision
}

func (f *fixture) wantValue(b store.Bucket, key, value string) store.Entry {
	f.Helper()
	e, err := b.Get(f.ctx, key)
	f.must(err)
	if string(e.Value) != value || e.Key != key {
		f.Fatalf("key %q holds %q under %q, want %q", key, e.Value, e.Key, value)
	}
	return e
}

func (f *fixture) append(l store.Log, stream, id, body string) store.Record {
	f.Helper()
	rec, appended, err := l.Append(f.ctx, stream, id, []byte(body))
	f.must(err)
	if !appended {
		f.Fatalf("record %q was taken for one that is there", id)
	}
	return rec
}

// appendMany appends n records with body "x" at once; who comes first is open.
func (f *fixture) appendMany(l store.Log, stream string, n int) {
	f.Helper()
	race(f.T, n, nil, func(i int) error {
		_, _, err := l.Append(f.ctx, stream, fmt.Sprint(i), []byte("x"))
		return err
	})
}

func (f *fixture) read(l store.Log, stream string, after uint64, limit int) []store.Record {
	f.Helper()
	var recs []store.Record
	f.must(l.Read(f.ctx, stream, after, limit, func(r store.Record) error {
		recs = append(recs, r)
		return nil
	}))
	return recs
}

func (f *fixture) wantLast(l store.Log, stream string, want uint64) {
	f.Helper()
	last, err := l.Last(f.ctx, stream)
	f.must(err)
	if last != want {
		f.Fatalf("stream %q ends at %d, want %d", stream, last, want)
	}
}

// next waits for one value of a channel.
func next[T any](t *testing.T, from <-chan T) T {
	t.Helper()
	select {
	case v, open := <-from:
		if !open {
			t.Fatal("channel closed, expected a value")
		}
		return v
	case <-time.After(patience):
		t.Fatal("nothing came")
	}
	panic("unreachable")
}

// closed waits for the end of a channel and returns what came before.
func closed[T any](t *testing.T, from <-chan T) []T {
	t.Helper()
	var got []T
	for deadline := time.After(patience); ; {
		select {
		case v, open := <-from:
			if !open {
				return got
			}
			got = append(got, v)
		case <-deadline:
			t.Fatal("channel stays open")
		}
	}
}
