package storetest

import (
	"context"
	"errors"
	"fmt"
	"testing"

	"github.com/tandem-cobrowse/tandem/store"
)

var watchTests = map[string]func(*testing.T, Engine){
	"a watcher sees creation, update and deletion in order": testWatchOrder,
	"a watcher sees its prefix and what comes after only":   testWatchPrefix,
	"a slow watcher sees the newest change of every key":    testSlowWatcher,
	"Watch then Scan misses nothing":                        testWatchThenScan,
	"what a watcher is told can be read at once":            testWatchThenGet,
	"a watch ends with its context":                         testWatchEnds,
}

func testWatchOrder(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	changes, err := b.Watch(f.ctx, "")
	f.must(err)
	first := f.create(b, "a", "one")
	if c := next(t, changes); c.Deleted || c.Key != "a" || string(c.Value) != "one" || c.Revision != first {
		t.Fatalf("creation shows as %+v", c)
	}
	second, err := b.Update(f.ctx, "a", []byte("two"), first, life)
	f.must(err)
	if c := next(t, changes); c.Deleted || string(c.Value) != "two" || c.Revision != second || c.Expires.IsZero() {
		t.Fatalf("update shows as %+v", c)
	}
	f.must(b.Delete(f.ctx, "a", second))
	if c := next(t, changes); !c.Deleted || c.Key != "a" {
		t.Fatalf("deletion shows as %+v", c)
	}
}

func testWatchPrefix(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	f.create(b, "p/before", "")
	changes, err := b.Watch(f.ctx, "p/")
	f.must(err)
	f.create(b, "q", "")
	f.create(f.bucket("others"), "p/other", "")
	f.create(b, "p/after", "")
	if c := next(t, changes); c.Key != "p/after" {
		t.Fatalf("saw %q", c.Key)
	}
}

func testSlowWatcher(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	changes, err := b.Watch(f.ctx, "")
	f.must(err)
	const keys, rounds = 10, 20
	revisions := make([]uint64, keys)
	for round := range rounds {
		for k := range keys {
			key, value := fmt.Sprintf("k%02d", k), fmt.Append(nil, round)
			if round == 0 {
				revisions[k], err = b.Create(f.ctx, key, value, 0)
			} else {
				revisions[k], err = b.Update(f.ctx, key, value, revisions[k], 0)
			}
			f.must(err)
		}
	}
	last := map[string]uint64{}
	for complete := 0; complete < keys; {
		c := next(t, changes)
		if c.Revision <= last[c.Key] {
			t.Fatalf("%s went from revision %d to %d", c.Key, last[c.Key], c.Revision)
		}
		last[c.Key] = c.Revision
		if string(c.Value) == fmt.Sprint(rounds-1) {
			complete++
		}
	}
}

func testWatchThenScan(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	const keys = 100
	written := make(chan error, 1)
	go func() {
		for i := range keys {
			if _, err := b.Create(f.ctx, fmt.Sprint("k", i), nil, 0); err != nil {
				written <- err
				return
			}
		}
		written <- nil
	}()
	changes, err := b.Watch(f.ctx, "")
	f.must(err)
	seen := map[string]bool{}
	f.must(b.Scan(f.ctx, "", func(e store.Entry) error { seen[e.Key] = true; return nil }))
	for len(seen) < keys {
		seen[next(t, changes).Key] = true
	}
	f.must(<-written)
}

func testWatchThenGet(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	changes, err := b.Watch(f.ctx, "")
	f.must(err)
	for i := range 50 {
		go func() {
			if _, err := b.Create(f.ctx, fmt.Sprint("k", i), nil, 0); err != nil {
				t.Error(err)
			}
		}()
	}
	for range 50 {
		f.wantValue(b, next(t, changes).Key, "")
	}
}

func testWatchEnds(t *testing.T, e Engine) {
	f := open(t, e)
	b, l := f.bucket("things"), f.log("talk")
	ctx, cancel := context.WithCancel(f.ctx)
	changes, err := b.Watch(ctx, "")
	f.must(err)
	records, err := l.Watch(ctx, "s")
	f.must(err)
	messages, err := f.store.Bus().Subscribe(ctx, "s")
	f.must(err)
	cancel()
	closed(t, changes)
	closed(t, records)
	closed(t, messages)
	f.create(b, "a", "") // nobody listens, nobody minds
	f.append(l, "s", "1", "")
	f.must(f.store.Bus().Publish(f.ctx, "s", nil))
	if _, err := b.Watch(f.ctx, "bad prefix"); !errors.Is(err, store.ErrBadName) {
		t.Errorf("Watch with a bad prefix: %v", err)
	}
}
