package web

import (
	"net/http"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tandem-cobrowse/tandem/store"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func openBucket(t *testing.T) store.Bucket {
	t.Helper()
	s, err := bolt.Open(t.Context(), bolt.Config{Path: filepath.Join(t.TempDir(), "tandem.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	b, err := s.Bucket("web.sessions")
	if err != nil {
		t.Fatal(err)
	}
	return b
}

func TestASessionInUseIsNotWrittenAtEveryCall(t *testing.T) {
	b := openBucket(t)
	s := &sessionStore{b}
	revision := func(value string, expiry time.Time) uint64 {
		t.Helper()
		if err := s.CommitCtx(t.Context(), "token", []byte(value), expiry); err != nil {
			t.Fatal(err)
		}
		e, err := b.Get(t.Context(), "token")
		if err != nil || string(e.Value) != value {
			t.Fatalf("%q, %v", e.Value, err)
		}
		return e.Revision
	}
	now := time.Now()
	first := revision("a", now.Add(time.Hour))
	if again := revision("a", now.Add(time.Hour+touchEvery/2)); again != first {
		t.Error("written for a little idle time")
	}
	later := revision("a", now.Add(time.Hour+2*touchEvery))
	if later == first {
		t.Error("not written for much idle time")
	}
	if changed := revision("b", now.Add(time.Hour+2*touchEvery)); changed == later {
		t.Error("not written for another value")
	}
}

func TestCallsOfOneSessionAtOnceDoNotGetInEachOthersWay(t *testing.T) {
	s := &sessionStore{openBucket(t)}
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			if err := s.CommitCtx(t.Context(), "token", []byte{byte(i)}, time.Now().Add(time.Hour)); err != nil {
				t.Error(err)
			}
			if i%5 == 0 {
				if err := s.DeleteCtx(t.Context(), "token"); err != nil {
					t.Error(err)
				}
			}
		})
	}
	wg.Wait()
}

func TestTheStoreHoldsNoTokenThatOpensASession(t *testing.T) {
	b := openBucket(t)
	m := newSessions(b, true, func(http.ResponseWriter, *http.Request, error) {})
	ctx, err := m.Load(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	m.Put(ctx, keyPerson, "ada")
	m.Put(ctx, keyEpoch, float64(7))
	token, _, err := m.Commit(ctx)
	if err != nil {
		t.Fatal(err)
	}
	err = b.Scan(t.Context(), "", func(e store.Entry) error {
		if e.Key == token {
			t.Error("the token itself is the key")
		}
		// The store rounds a life up to whole milliseconds.
		if life := time.Until(e.Expires); life > idleLifetime+time.Millisecond || life < idleLifetime-time.Minute {
			t.Errorf("kept for %s", life)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
	back, err := m.Load(t.Context(), token)
	if err != nil || m.GetString(back, keyPerson) != "ada" || m.GetFloat(back, keyEpoch) != 7 {
		t.Errorf("%v, %v", m.Keys(back), err)
	}
	for _, wrong := range []string{"", token + "x", "\x00", string(make([]byte, 4096))} {
		back, err := m.Load(t.Context(), wrong)
		if err != nil || m.GetString(back, keyPerson) != "" {
			t.Errorf("a wrong token: %v", err)
		}
	}
}
