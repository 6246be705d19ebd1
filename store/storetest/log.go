package storetest

import (
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

var logTests = map[string]func(*testing.T, Engine){
	"records get numbers from 1 without gaps":              testAppendNumbers,
	"the same id is the same record":                       testAppendTwice,
	"of 50 that append one id, one succeeds":               testAppendRace,
	"all of 1,000 concurrent records are there, once":      testAppendMany,
	"streams and logs do not see each other":               testStreamsApart,
	"Read gives what comes after, up to the limit":         testRead,
	"Read lets its reader write":                           testReadAndWrite,
	"Read stops at the first error and returns it":         testReadStops,
	"records survive a restart":                            testRecordsSurvive,
	"Drop removes a stream, its watches and its numbering": testDrop,
	"a watcher gets every record after the call, in order": testLogWatch,
	"Watch then Read misses nothing and doubles nothing":   testLogWatchThenRead,
}

func testAppendNumbers(t *testing.T, e Engine) {
	f := open(t, e)
	l := f.log("talk")
	start := time.Now()
	for i := 1; i <= 5; i++ {
		rec := f.append(l, "s", fmt.Sprint("id", i), fmt.Sprint("body", i))
		if rec.Seq != uint64(i) || rec.ID != fmt.Sprint("id", i) || string(rec.Body) != fmt.Sprint("body", i) {
			t.Fatalf("record %d is %+v", i, rec)
		}
		if rec.Time.Location() != time.UTC || rec.Time.IsZero() {
			t.Fatalf("record has time %v; test began %v", rec.Time, start)
		}
	}
}

func testAppendTwice(t *testing.T, e Engine) {
	f := open(t, e)
	l := f.log("talk")
	first := f.append(l, "s", "one", "original")
	f.append(l, "s", "two", "")
	again, appended, err := l.Append(f.ctx, "s", "one", []byte("other"))
	f.must(err)
	if appended || again.Seq != first.Seq || string(again.Body) != "original" || !again.Time.Equal(first.Time) {
		t.Fatalf("appended %v: %+v, first %+v", appended, again, first)
	}
	if n := len(f.read(l, "s", 0, 0)); n != 2 {
		t.Fatalf("%d records", n)
	}
}

func testAppendRace(t *testing.T, e Engine) {
	f := open(t, e)
	l := f.log("talk")
	lost := errors.New("was there")
	if won := race(t, 50, lost, func(i int) error {
		rec, appended, err := l.Append(f.ctx, "s", "one", fmt.Append(nil, i))
		if err == nil && rec.Seq != 1 {
			t.Errorf("sequence number %d", rec.Seq)
		}
		if err == nil && !appended {
			return lost
		}
		return err
	}); won != 1 {
		t.Fatalf("%d appended the same id", won)
	}
}

func testAppendMany(t *testing.T, e Engine) {
	f := open(t, e)
	l := f.log("talk")
	race(t, 1000, nil, func(i int) error {
		_, _, err := l.Append(f.ctx, "s", fmt.Sprint(i), fmt.Append(nil, i))
		return err
	})
	ids := map[string]bool{}
	for i, rec := range f.read(l, "s", 0, 0) {
		if rec.Seq != uint64(i+1) || rec.ID != string(rec.Body) || ids[rec.ID] {
			t.Fatalf("record %d is %+v", i, rec)
		}
		ids[rec.ID] = true
	}
	if len(ids) != 1000 {
		t.Fatalf("%d records", len(ids))
	}
}

func testStreamsApart(t *testing.T, e Engine) {
	f := open(t, e)
	l, other := f.log("talk"), f.log("notes")
	for _, stream := range []string{"a", "aa", "a/b", "b"} {
		if rec := f.append(l, stream, "id", stream); rec.Seq != 1 {
			t.Fatalf("first record of %q has number %d", stream, rec.Seq)
		}
	}
	f.append(other, "a", "id", "other")
	for _, stream := range []string{"a", "aa", "a/b", "b"} {
		if recs := f.read(l, stream, 0, 0); len(recs) != 1 || string(recs[0].Body) != stream {
			t.Errorf("stream %q: %+v", stream, recs)
		}
		f.wantLast(l, stream, 1)
	}
}

func testRead(t *testing.T, e Engine) {
	f := open(t, e)
	l := f.log("talk")
	if recs := f.read(l, "none", 0, 0); recs != nil {
		t.Fatalf("an unknown stream has %d records", len(recs))
	}
	f.wantLast(l, "none", 0)
	const n = 300
	f.appendMany(l, "s", n)
	f.wantLast(l, "s", n)
	for _, c := range []struct {
		after uint64
		limit int
		first uint64
		len   int
	}{{0, 0, 1, n}, {0, 1, 1, 1}, {10, 5, 11, 5}, {10, 200, 11, 200}, {n - 1, 5, n, 1}, {n, 5, 0, 0}, {n + 7, 0, 0, 0}} {
		recs := f.read(l, "s", c.after, c.limit)
		if len(recs) != c.len || (c.len > 0 && recs[0].Seq != c.first) {
			t.Errorf("after %d, limit %d: %d records", c.after, c.limit, len(recs))
		}
	}
}

func testReadAndWrite(t *testing.T, e Engine) {
	f := open(t, e)
	l, b := f.log("talk"), f.bucket("things")
	f.append(l, "s", "1", "x")
	f.append(l, "s", "2", "y")
	f.must(l.Read(f.ctx, "s", 0, 2, func(r store.Record) error {
		f.create(b, r.ID, string(r.Body))
		return nil
	}))
	f.wantValue(b, "2", "y")
}

func testReadStops(t *testing.T, e Engine) {
	f := open(t, e)
	l := f.log("talk")
	f.append(l, "s", "1", "")
	f.append(l, "s", "2", "")
	enough, calls := errors.New("enough"), 0
	err := l.Read(f.ctx, "s", 0, 0, func(store.Record) error { calls++; return enough })
	if !errors.Is(err, enough) || calls != 1 {
		t.Fatalf("%d calls, error %v", calls, err)
	}
}

func testRecordsSurvive(t *testing.T, e Engine) {
	f := open(t, e)
	first := f.append(f.log("talk"), "s", "one", "body")
	f.append(f.log("talk"), "s", "empty", "")
	f.store = e.Reopen(t, f.store)
	l := f.log("talk")
	recs := f.read(l, "s", 0, 0)
	if len(recs) != 2 || string(recs[0].Body) != "body" || recs[0].ID != "one" || !recs[0].Time.Equal(first.Time) {
		t.Fatalf("after a restart: %+v", recs)
	}
	if _, appended, err := l.Append(f.ctx, "s", "one", nil); err != nil || appended {
		t.Fatalf("the same id after a restart: appended %v, %v", appended, err)
	}
	if rec := f.append(l, "s", "three", ""); rec.Seq != 3 {
		t.Fatalf("next number after a restart is %d", rec.Seq)
	}
}

func testDrop(t *testing.T, e Engine) {
	f := open(t, e)
	l := f.log("talk")
	if err := l.Drop(f.ctx, "s"); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("Drop of nothing: %v", err)
	}
	f.appendMany(l, "s", 200)
	f.append(l, "sibling", "1", "x")
	watch, err := l.Watch(f.ctx, "s")
	f.must(err)
	f.must(l.Drop(f.ctx, "s"))
	closed(t, watch)
	if recs := f.read(l, "s", 0, 0); recs != nil {
		t.Fatalf("%d records after Drop", len(recs))
	}
	f.wantLast(l, "s", 0)
	if rec := f.append(l, "s", "7", "new"); rec.Seq != 1 {
		t.Fatalf("numbering after Drop begins at %d", rec.Seq)
	}
	if recs := f.read(l, "sibling", 0, 0); len(recs) != 1 {
		t.Fatalf("the sibling has %d records", len(recs))
	}
}

func testLogWatch(t *testing.T, e Engine) {
	f := open(t, e)
	l := f.log("talk")
	f.append(l, "s", "before", "")
	watch, err := l.Watch(f.ctx, "s")
	f.must(err)
	const n = 300 // nobody reads meanwhile: a slow watcher loses nothing
	f.appendMany(l, "other", n)
	f.appendMany(l, "s", n)
	f.append(l, "s", "last", "end")
	for i := range n {
		if rec := next(t, watch); rec.Seq != uint64(i+2) || string(rec.Body) != "x" {
			t.Fatalf("record %d is %+v", i, rec)
		}
	}
	if rec := next(t, watch); rec.ID != "last" || rec.Seq != n+2 || string(rec.Body) != "end" {
		t.Fatalf("the last record is %+v", rec)
	}
}

func testLogWatchThenRead(t *testing.T, e Engine) {
	f := open(t, e)
	l := f.log("talk")
	const writers, each, n = 5, 30, 5 * 30
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range each {
				if _, _, err := l.Append(f.ctx, "s", fmt.Sprint(w, "-", i), nil); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	watch, err := l.Watch(f.ctx, "s")
	f.must(err)
	seen := uint64(0)
	f.must(l.Read(f.ctx, "s", 0, 0, func(r store.Record) error { seen = r.Seq; return nil }))
	for seen < n {
		rec := next(t, watch)
		if rec.Seq <= seen {
			continue
		}
		if rec.Seq != seen+1 {
			t.Fatalf("record %d after %d", rec.Seq, seen)
		}
		seen = rec.Seq
	}
	all.Wait()
}
