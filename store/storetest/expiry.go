package storetest

import (
	"errors"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

var expiryTests = map[string]func(*testing.T, Engine){
	"an entry is there until its time has passed":    testExpires,
	"an expired key can be created again, by one":    testCreateAfterExpiry,
	"Update replaces the time to live":               testUpdateTTL,
	"an expired entry stays gone after a restart":    testExpiryAfterRestart,
	"a thousand entries expire and the others stay":  testManyExpire,
	"a key written anew outlives its former expiry":  testRewrittenOutlives,
	"an expired entry cannot be updated nor deleted": testExpiredWrites,
	"Scan leaves expired entries out":                testScanExpired,
	"Get tells when an entry will go":                testExpiresIsTold,
}

// life is long enough for a slow machine to still find an entry, and short enough to wait for.
const life = 2 * time.Second

func testExpires(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	_, err := b.Create(f.ctx, "a", []byte("x"), life)
	f.must(err)
	f.wantValue(b, "a", "x")
	e.Pass(t, life)
	if _, err := b.Get(f.ctx, "a"); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("Get after expiry: %v", err)
	}
}

func testCreateAfterExpiry(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	first, err := b.Create(f.ctx, "a", nil, life)
	f.must(err)
	e.Pass(t, life)
	if won := race(t, 20, store.ErrExists, func(int) error {
		revision, err := b.Create(f.ctx, "a", []byte("new"), 0)
		if err == nil && revision <= first {
			t.Errorf("revision %d after %d", revision, first)
		}
		return err
	}); won != 1 {
		t.Fatalf("%d created the expired key", won)
	}
	f.wantValue(b, "a", "new")
}

func testUpdateTTL(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	stays, err := b.Create(f.ctx, "stays", nil, life)
	f.must(err)
	_, err = b.Update(f.ctx, "stays", []byte("x"), stays, 0)
	f.must(err)
	goes := f.create(b, "goes", "")
	_, err = b.Update(f.ctx, "goes", nil, goes, life)
	f.must(err)
	e.Pass(t, life)
	f.wantValue(b, "stays", "x")
	if _, err := b.Get(f.ctx, "goes"); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("Get after expiry: %v", err)
	}
}

func testExpiryAfterRestart(t *testing.T, e Engine) {
	f := open(t, e)
	_, err := f.bucket("things").Create(f.ctx, "a", nil, life)
	f.must(err)
	f.store = e.Reopen(t, f.store)
	e.Pass(t, life)
	if _, err := f.bucket("things").Get(f.ctx, "a"); !errors.Is(err, store.ErrNotFound) {
		t.Fatalf("Get after expiry: %v", err)
	}
}

func testManyExpire(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	if won := race(t, 1000, nil, func(i int) error {
		_, err := b.Create(f.ctx, "goes/"+string(rune('a'+i%26))+"/"+time.Duration(i).String(), nil, life)
		return err
	}); won != 1000 {
		t.Fatalf("%d of 1000 created", won)
	}
	f.create(b, "stays", "x")
	e.Pass(t, life)
	f.wantValue(b, "stays", "x")
	f.must(b.Scan(f.ctx, "goes/", func(e store.Entry) error {
		t.Errorf("%q is still there", e.Key)
		return nil
	}))
}

func testRewrittenOutlives(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	first, err := b.Create(f.ctx, "a", nil, life)
	f.must(err)
	f.must(b.Delete(f.ctx, "a", first))
	_, err = b.Create(f.ctx, "a", []byte("new"), 10*life)
	f.must(err)
	e.Pass(t, life)
	f.wantValue(b, "a", "new")
}

func testExpiredWrites(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	revision, err := b.Create(f.ctx, "a", nil, life)
	f.must(err)
	e.Pass(t, life)
	if _, err := b.Update(f.ctx, "a", nil, revision, 0); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Update after expiry: %v", err)
	}
	if err := b.Delete(f.ctx, "a", revision); !errors.Is(err, store.ErrNotFound) {
		t.Errorf("Delete after expiry: %v", err)
	}
}

func testScanExpired(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	_, err := b.Create(f.ctx, "goes", nil, life)
	f.must(err)
	f.create(b, "stays", "")
	e.Pass(t, life)
	var got []string
	f.must(b.Scan(f.ctx, "", func(e store.Entry) error { got = append(got, e.Key); return nil }))
	if len(got) != 1 || got[0] != "stays" {
		t.Fatalf("Scan gives %q", got)
	}
}

func testExpiresIsTold(t *testing.T, e Engine) {
	f := open(t, e)
	b := f.bucket("things")
	_, err := b.Create(f.ctx, "short", nil, life)
	f.must(err)
	_, err = b.Create(f.ctx, "long", nil, life+time.Hour)
	f.must(err)
	short, long := f.wantValue(b, "short", ""), f.wantValue(b, "long", "")
	if gap := long.Expires.Sub(short.Expires); gap < time.Hour || gap > time.Hour+patience {
		t.Fatalf("expiry of %v and %v", short.Expires, long.Expires)
	}
}
