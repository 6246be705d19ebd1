package bolt

import (
	"bytes"
	"fmt"
	"path/filepath"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/tandem-cobrowse/tandem/store"
)

// FuzzDecode feeds the three decoders of what is in the file: they refuse or they read, and what they read encodes to the same bytes.
func FuzzDecode(f *testing.F) {
	f.Add(entry{revision: 7, expires: 1_800_000_000_000, value: []byte("value")}.encode())
	f.Add(encodeRecord(store.Record{ID: "id", Time: time.UnixMilli(1_800_000_000_000), Body: []byte("body")}))
	f.Add(expiryNote("things", "key", 1_800_000_000_000))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if e, err := decodeEntry(raw); err == nil && !bytes.Equal(e.encode(), raw) {
			t.Errorf("entry %+v encodes to other bytes", e)
		}
		if r, err := decodeRecord(1, raw); err == nil && !bytes.Equal(encodeRecord(r), raw) {
			t.Errorf("record %+v encodes to other bytes", r)
		}
		if bucket, key, expires, err := parseExpiryNote(raw); err == nil && !bytes.Equal(expiryNote(bucket, key, expires), raw) {
			t.Errorf("note of %q %q %d encodes to other bytes", bucket, key, expires)
		}
	})
}

func TestSweepIsBoundedAndLeavesNothing(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	s, err := Open(t.Context(), Config{Path: filepath.Join(t.TempDir(), "tandem.db"), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	defer s.Close()
	b, _ := s.Bucket("things")
	const n = 2*sweepBatch + 10
	done := make(chan error)
	for i := range n {
		go func() {
			_, err := b.Create(t.Context(), fmt.Sprint(i), nil, time.Minute)
			done <- err
		}()
	}
	for range n {
		if err := <-done; err != nil {
			t.Fatal(err)
		}
	}
	for _, step := range []struct {
		passes time.Duration
		want   int
	}{{0, 0}, {time.Minute, sweepBatch}, {0, sweepBatch}, {0, 10}, {0, 0}} {
		now = now.Add(step.passes)
		if got, err := s.sweepOnce(); err != nil || got != step.want {
			t.Fatalf("swept %d, want %d: %v", got, step.want, err)
		}
	}
	if err := s.db.View(func(tx *bbolt.Tx) error {
		for _, root := range []string{"ttl", "b/things"} {
			if left := tx.Bucket([]byte(root)).Stats().KeyN; left != 0 {
				return fmt.Errorf("%d keys left in %s", left, root)
			}
		}
		return nil
	}); err != nil {
		t.Error(err)
	}
}

func TestEndedWatchesAreForgotten(t *testing.T) {
	t.Parallel()
	s, err := Open(t.Context(), Config{Path: filepath.Join(t.TempDir(), "tandem.db")})
	if err != nil {
		t.Fatal(err)
	}
	b, _ := s.Bucket("things")
	l, _ := s.Log("chat")
	_, watchErr := b.Watch(t.Context(), "")
	_, followErr := l.Watch(t.Context(), "s")
	_, busErr := s.Bus().Subscribe(t.Context(), "s")
	if watchErr != nil || followErr != nil || busErr != nil {
		t.Fatal(watchErr, followErr, busErr)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	if n := len(s.watchers.topics) + len(s.followers.topics) + len(s.bus.topics); n != 0 {
		t.Errorf("%d topics left", n)
	}
}
