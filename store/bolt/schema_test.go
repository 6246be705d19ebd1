package bolt_test

import (
	"bytes"
	"errors"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

// Two steps as a real change would make them: values renamed, one kind dropped; then records rewritten.
func steps() []bolt.Migration {
	return []bolt.Migration{
		{Name: "upper-case values", Apply: func(e *bolt.Edit) error {
			return e.Values("things", func(key string, value []byte) ([]byte, error) {
				if strings.HasPrefix(key, "drop") {
					return nil, nil
				}
				return bytes.ToUpper(value), nil
			})
		}},
		{Name: "mark records", Apply: func(e *bolt.Edit) error {
			return e.Records("chat", func(stream string, r store.Record) ([]byte, error) {
				return append([]byte(stream+"/"+r.ID+":"), r.Body...), nil
			})
		}},
	}
}

// oldFile is a data file of schema 1.
func oldFile(t *testing.T) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "tandem.db")
	s := openAt(t, config(t, path))
	b, _ := s.Bucket("things")
	l, _ := s.Log("chat")
	_, aErr := b.Create(t.Context(), "a", []byte("value"), time.Hour)
	_, dropErr := b.Create(t.Context(), "drop", []byte("value"), time.Hour)
	_, _, sayErr := l.Append(t.Context(), "s", "id", []byte("hello"))
	if err := errors.Join(aErr, dropErr, sayErr, s.Close()); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestMigrationThroughTwoVersions(t *testing.T) {
	t.Parallel()
	path := oldFile(t)
	for version := 1; version <= 3; version++ {
		c := config(t, path)
		c.Migrations = steps()[:version-1]
		s := openAt(t, c)
		b, _ := s.Bucket("things")
		l, _ := s.Log("chat")
		e, err := b.Get(t.Context(), "a")
		if err != nil {
			t.Fatal(err)
		}
		recs := records(t, l, "s")
		want := []string{"", "value hello", "VALUE hello", "VALUE s/id:hello"}[version]
		if got := string(e.Value) + " " + string(recs[0].Body); got != want || len(recs) != 1 || e.Revision != 1 || e.Expires.IsZero() {
			t.Errorf("schema %d holds %q, want %q", version, got, want)
		}
		if _, err := b.Get(t.Context(), "drop"); (err == nil) != (version == 1) {
			t.Errorf("schema %d: dropped key: %v", version, err)
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	for version := 1; version <= 2; version++ { // the copies open with the program of their time
		c := config(t, path+".schema-"+string(rune('0'+version)))
		c.Migrations = steps()[:version-1]
		if err := openAt(t, c).Close(); err != nil {
			t.Error(err)
		}
	}
	if _, err := bolt.Open(t.Context(), config(t, path)); !errors.Is(err, bolt.ErrVersion) {
		t.Errorf("opening with an older program: %v", err)
	}
	if err := bolt.Check(path, nil); !errors.Is(err, bolt.ErrVersion) {
		t.Errorf("checking with an older program: %v", err)
	}
}

func TestTwoStepsAtOnce(t *testing.T) {
	t.Parallel()
	c := config(t, oldFile(t))
	c.Migrations = steps()
	s := openAt(t, c)
	l, _ := s.Log("chat")
	if recs := records(t, l, "s"); string(recs[0].Body) != "s/id:hello" {
		t.Errorf("record is %q", recs[0].Body)
	}
}

func TestFailedMigrationChangesNothing(t *testing.T) {
	t.Parallel()
	path := oldFile(t)
	broken := errors.New("broken step")
	c := config(t, path)
	c.Migrations = append(steps()[:1], bolt.Migration{Name: "break", Apply: func(*bolt.Edit) error { return broken }})
	for range 2 { // the second try finds the copy of the first
		_, err := bolt.Open(t.Context(), c)
		if !errors.Is(err, bolt.ErrMigration) || !errors.Is(err, broken) {
			t.Fatalf("Open: %v", err)
		}
	}
	s := openAt(t, config(t, path))
	b, _ := s.Bucket("things")
	if e, err := b.Get(t.Context(), "a"); err != nil || string(e.Value) != "value" {
		t.Errorf("after the failure: %q, %v", e.Value, err)
	}
}

func TestOtherPeoplesBoltFileIsForeign(t *testing.T) {
	t.Parallel()
	path := oldFile(t)
	raw, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	// The bucket that makes it ours, under another name of the same length: keys are not part of a checksum.
	raw = bytes.ReplaceAll(raw, []byte("tandem"), []byte("tanned"))
	if err := os.WriteFile(path, raw, 0o600); err != nil {
		t.Fatal(err)
	}
	if _, err := bolt.Open(t.Context(), config(t, path)); !errors.Is(err, bolt.ErrForeign) {
		t.Errorf("Open: %v", err)
	}
}
