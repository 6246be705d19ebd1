package bolt_test

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"sync"
	"testing"

	"github.com/tandem-cobrowse/tandem/store/bolt"
)

// backupOf returns a backup of a file of the given schema that was open and written to meanwhile.
func backupOf(t *testing.T, schema int) []byte {
	t.Helper()
	c := config(t, oldFile(t))
	c.Migrations = steps()[:schema-1]
	s := openAt(t, c)
	l, err := s.Log("chat")
	if err != nil {
		t.Fatal(err)
	}
	done := make(chan struct{})
	var writers sync.WaitGroup
	for w := range 4 {
		writers.Go(func() {
			for i := 0; ; i++ {
				select {
				case <-done:
					return
				default:
				}
				if _, _, err := l.Append(t.Context(), "busy", fmt.Sprint(w, "-", i), []byte("hello")); err != nil {
					t.Error(err)
					return
				}
			}
		})
	}
	var backup bytes.Buffer
	_, err = s.Backup(t.Context(), &backup)
	close(done)
	writers.Wait()
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatal(err)
	}
	return backup.Bytes()
}

func TestO6BackupsOfTheLastTwoSchemasAreRestoredAndMigrated(t *testing.T) {
	t.Parallel()
	for schema := 1; schema <= 3; schema++ {
		backup := backupOf(t, schema)
		path := filepath.Join(t.TempDir(), "tandem.db")
		if err := openAt(t, config(t, path)).Close(); err != nil { // what is there before, and is kept
			t.Fatal(err)
		}
		if err := bolt.Restore(t.Context(), bytes.NewReader(backup), path, steps()); err != nil {
			t.Fatalf("schema %d: %v", schema, err)
		}
		c := config(t, path)
		c.Migrations = steps()
		s := openAt(t, c)
		b, bErr := s.Bucket("things")
		l, lErr := s.Log("chat")
		e, getErr := b.Get(t.Context(), "a")
		if err := errors.Join(bErr, lErr, getErr); err != nil {
			t.Fatalf("schema %d: %v", schema, err)
		}
		if said := records(t, l, "s"); string(e.Value) != "VALUE" || string(said[0].Body) != "s/id:hello" {
			t.Errorf("schema %d became %q and %q", schema, e.Value, said[0].Body)
		}
		for i, rec := range records(t, l, "busy") {
			// What was written before the migration has its mark; the log goes on without a gap.
			if want := "busy/" + rec.ID + ":hello"; rec.Seq != uint64(i+1) || schema < 3 && string(rec.Body) != want {
				t.Fatalf("schema %d: record %d is %d %q, want %q", schema, i, rec.Seq, rec.Body, want)
			}
		}
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
		_, keptErr := os.Stat(fmt.Sprintf("%s.schema-%d", path, schema))
		_, formerErr := os.Stat(path + ".before-restore")
		if (keptErr == nil) != (schema < 3) || formerErr != nil {
			t.Errorf("schema %d: copies: %v, %v", schema, keptErr, formerErr)
		}
	}
}

func TestO6AnOlderProgramRefusesANewerBackupAndKeepsItsFile(t *testing.T) {
	t.Parallel()
	path := oldFile(t)
	before, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	for known := range 2 {
		if err := bolt.Restore(t.Context(), bytes.NewReader(backupOf(t, known+2)), path, steps()[:known]); !errors.Is(err, bolt.ErrVersion) {
			t.Errorf("schema %d by a program of %d: %v", known+2, known+1, err)
		}
	}
	if after, err := os.ReadFile(path); err != nil || !bytes.Equal(before, after) {
		t.Errorf("the file was touched: %v", err)
	}
}
