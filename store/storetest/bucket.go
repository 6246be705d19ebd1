package storetest

import (
	"bytes"
	"errors"
	"fmt"
	"slices"
	"strings"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tandem-cobrowse/tandem/store"
)

var bucketTests = map[string]func(*testing.T, Engine){
	"Create then Get gives the value":                       testCreateGet,
	"Create refuses a key that is there":                    testCreateExists,
	"Update and Delete need the present revision":           testRevisions,
	"a revision never comes back after Delete":              testRevisionAfterDelete,
	"of 50 that create one key, one succeeds":               testCreateRace,
	"of 50 that update one revision, one succeeds":          testUpdateRace,
	"100 increments by compare-and-set give 100":            testCounter,
	"Scan gives the prefix in byte order":                   testScan,
	"Scan stops at the first error and returns it":          testScanStops,
	"buckets do not see each other":                         testBucketsApart,
	"bad names, keys, times and sizes are refused":          testBadInput,
	"the largest key and value are kept":                    testLimits,
	"slices that come out belong to the caller":             testCopies,
	"values, also empty ones, survive a restart":            testSurvives,
	"a call with an ended context fails and writes nothing": testEndedContext,
}

func testCreateGet(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	if _, err := b.Get(f.ctx, "a"); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("Get before Create: %v", err)
	}
	revision := f.create(b, "a", "one")
	got := f.wantValue(b, "a", "one")
	if got.Revision != revision || !got.Expires.IsZero() {
		t.Fatalf("got revision %d, expiry %v; created as %d, for ever", got.Revision, got.Expires, revision)
	}
}

func testCreateExists(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	f.create(b, "a", "one")
	if _, err := b.Create(f.ctx, "a", []byte("two"), 0); !errors.Is(err, store.ErrExists) {
		t.Fatalf("second Create: %v", err)
	}
	f.wantValue(b, "a", "one")
}

func testRevisions(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	if _, err := b.Update(f.ctx, "a", nil, 1, 0); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("Update of nothing: %v", err)
	}
	if err := b.Delete(f.ctx, "a", 1); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("Delete of nothing: %v", err)
	}
	first := f.create(b, "a", "one")
	second, err := b.Update(f.ctx, "a", []byte("two"), first, 0)
	f.must(err)
	if second <= first {
		t.Fatalf("revision went from %d to %d", first, second)
	}
	if _, err := b.Update(f.ctx, "a", []byte("three"), first, 0); !errors.Is(err, store.ErrConflict) {
		t.Fatalf("Update at an old revision: %v", err)
	}
	if err := b.Delete(f.ctx, "a", first); !errors.Is(err, store.ErrConflict) {
		t.Fatalf("Delete at an old revision: %v", err)
	}
	f.wantValue(b, "a", "two")
	f.must(b.Delete(f.ctx, "a", second))
	if _, err := b.Get(f.ctx, "a"); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("Get after Delete: %v", err)
	}
}

func testRevisionAfterDelete(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	seen := map[uint64]bool{}
	for range 3 {
		revision := f.create(b, "a", "x")
		if seen[revision] {
			t.Fatalf("revision %d came twice", revision)
		}
		seen[revision] = true
		f.must(b.Delete(f.ctx, "a", revision))
	}
}

// race runs n at once and returns how many succeeded; all others must have failed with the sentinel.
func race(t *testing.T, n int, sentinel error, try func(i int) error) int {
	t.Helper()
	var won atomic.Int32
	var all sync.WaitGroup
	start := make(chan struct{})
	for i := range n {
		all.Go(func() {
			<-start
			switch err := try(i); {
			case err == nil:
				won.Add(1)
			case !errors.Is(err, sentinel):
				t.Error(err)
			}
		})
	}
	close(start)
	all.Wait()
	return int(won.Load())
}

func testCreateRace(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	if won := race(t, 50, store.ErrExists, func(i int) error {
		_, err := b.Create(f.ctx, "a", fmt.Append(nil, i), 0)
		return err
	}); won != 1 {
		t.Fatalf("%d created the same key", won)
	}
}

func testUpdateRace(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	revision := f.create(b, "a", "start")
	if won := race(t, 50, store.ErrConflict, func(i int) error {
		_, err := b.Update(f.ctx, "a", fmt.Append(nil, i), revision, 0)
		return err
	}); won != 1 {
		t.Fatalf("%d updated the same revision", won)
	}
}

func testCounter(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	f.create(b, "n", "")
	var all sync.WaitGroup
	for range 10 {
		all.Go(func() {
			for done := 0; done < 10; {
				got, err := b.Get(f.ctx, "n")
				if err != nil {
					t.Error(err)
					return
				}
				_, err = b.Update(f.ctx, "n", append(got.Value, '+'), got.Revision, 0)
				if err == nil {
					done++
				} else if !errors.Is(err, store.ErrConflict) {
					t.Error(err)
					return
				}
			}
		})
	}
	all.Wait()
	f.wantValue(b, "n", strings.Repeat("+", 100))
}

func testScan(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	for _, key := range []string{"p/b", "q", "p/a", "p", "p/a/x", "p0", "A"} {
		f.create(b, key, "v"+key)
	}
	for prefix, want := range map[string][]string{
		"":    {"A", "p", "p/a", "p/a/x", "p/b", "p0", "q"},
		"p/":  {"p/a", "p/a/x", "p/b"},
		"zzz": nil,
	} {
		var got []string
		f.must(b.Scan(f.ctx, prefix, func(e store.Entry) error {
			if string(e.Value) != "v"+e.Key || e.Revision == 0 {
				t.Errorf("entry %q has value %q, revision %d", e.Key, e.Value, e.Revision)
			}
			got = append(got, e.Key)
			return nil
		}))
		if !slices.Equal(got, want) {
			t.Errorf("prefix %q: %q, want %q", prefix, got, want)
		}
	}
}

func testScanStops(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	f.create(b, "a", "")
	f.create(b, "b", "")
	enough, calls := errors.New("enough"), 0
	err := b.Scan(f.ctx, "", func(store.Entry) error { calls++; return enough })
	if !errors.Is(err, enough) || calls != 1 {
		t.Fatalf("%d calls, error %v", calls, err)
	}
}

func testBucketsApart(t *testing.T, e Engine) {
	f := open(t, e)
	one, two := f.bucket("one"), f.bucket("two")
	f.create(one, "a", "1")
	f.create(two, "a", "2")
	f.wantValue(one, "a", "1")
	f.wantValue(f.bucket("two"), "a", "2")
}

func testBadInput(t *testing.T, e Engine) {
	f := open(t, e)
	b, l := f.bucket("things"), f.log("talk")
	bad := map[string]error{
		"": store.ErrBadName, "ä": store.ErrBadName, "a b": store.ErrBadName, "a\x00": store.ErrBadName, "a*": store.ErrBadName,
		"a>": store.ErrBadName, strings.Repeat("k", store.MaxKey+1): store.ErrTooLarge,
	}
	for key, want := range bad {
		_, getErr := b.Get(f.ctx, key)
		_, createErr := b.Create(f.ctx, key, nil, 0)
		_, updateErr := b.Update(f.ctx, key, nil, 1, 0)
		_, _, streamErr := l.Append(f.ctx, key, "id", nil)
		_, _, idErr := l.Append(f.ctx, "stream", key, nil)
		_, bucketErr := f.store.Bucket(key)
		_, logErr := f.store.Log(key)
		publishErr := f.store.Bus().Publish(f.ctx, key, nil)
		for call, err := range map[string]error{"Get": getErr, "Create": createErr, "Update": updateErr, "Append stream": streamErr, "Append id": idErr,
			"Delete": b.Delete(f.ctx, key, 1), "Drop": l.Drop(f.ctx, key), "Bucket": bucketErr, "Log": logErr, "Publish": publishErr} {
			if !errors.Is(err, want) {
				t.Errorf("%s with %.20q: %v, want %v", call, key, err, want)
			}
		}
	}
	for _, name := range []string{".", ".a", "a.", "a..b", "a/b"} {
		if _, err := f.store.Bucket(name); !errors.Is(err, store.ErrBadName) {
			t.Errorf("bucket %q: %v", name, err)
		}
	}
	big := make([]byte, store.MaxValue+1)
	_, createErr := b.Create(f.ctx, "a", big, 0)
	_, _, appendErr := l.Append(f.ctx, "s", "i", big)
	if !errors.Is(createErr, store.ErrTooLarge) || !errors.Is(appendErr, store.ErrTooLarge) {
		t.Errorf("a byte over MaxValue: Create %v, Append %v", createErr, appendErr)
	}
	if _, err := b.Create(f.ctx, "a", nil, -1); !errors.Is(err, store.ErrBadTTL) {
		t.Errorf("negative time to live: %v", err)
	}
}

func testLimits(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	key, value := strings.Repeat("k", store.MaxKey), strings.Repeat("v", store.MaxValue)
	f.create(b, key, value)
	f.wantValue(b, key, value)
}

func testCopies(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	in := []byte("value")
	_, err := b.Create(f.ctx, "a", in, 0)
	f.must(err)
	in[0] = 'X'
	got := f.wantValue(b, "a", "value")
	clear(got.Value)
	f.wantValue(b, "a", "value")
	f.must(b.Scan(f.ctx, "", func(e store.Entry) error { clear(e.Value); return nil }))
	f.wantValue(b, "a", "value")
}

func testSurvives(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	f.create(b, "empty", "")
	big := bytes.Repeat([]byte("0123456789"), 10_000)
	revision := f.create(b, "big", string(big))
	f.store = e.Reopen(t, f.store)
	b = f.bucket("things")
	f.wantValue(b, "empty", "")
	if got := f.wantValue(b, "big", string(big)); got.Revision != revision {
		t.Fatalf("revision %d became %d", revision, got.Revision)
	}
	if later := f.create(b, "later", ""); later <= revision {
		t.Fatalf("revision %d after a restart, %d before", later, revision)
	}
}
