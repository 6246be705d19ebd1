package bolt_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"sync"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

// childHolds keeps a data file open until its standard input ends.
func childHolds(args []string) error {
	s, err := bolt.Open(context.Background(), bolt.Config{Path: args[0]})
	if err != nil {
		return err
	}
	fmt.Println("open")
	_, err = io.Copy(io.Discard, os.Stdin)
	return errors.Join(err, s.Close())
}

func TestSecondProcessIsToldSoon(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "tandem.db")
	cmd := child(t, "hold", path)
	in, inErr := cmd.StdinPipe()
	out, outErr := cmd.StdoutPipe()
	if err := errors.Join(inErr, outErr, cmd.Start()); err != nil {
		t.Fatal(err)
	}
	if _, err := bufio.NewReader(out).ReadString('\n'); err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	if _, err := bolt.Open(t.Context(), config(t, path)); !errors.Is(err, bolt.ErrInUse) {
		t.Fatalf("opening a file that is in use: %v", err)
	}
	if took := time.Since(start); took > 3*time.Second {
		t.Errorf("it took %v to be told", took)
	}
	if err := bolt.Restore(t.Context(), new(bytes.Buffer), path, nil); !errors.Is(err, bolt.ErrInUse) {
		t.Errorf("restoring over a file that is in use: %v", err)
	}
	if err := errors.Join(in.Close(), cmd.Wait()); err != nil {
		t.Fatal(err)
	}
	openAt(t, config(t, path)) // free again
}

func TestForeignAndDamagedFilesAreRefusedUntouched(t *testing.T) {
	t.Parallel()
	whole := sampleFile(t)
	for name, c := range map[string]struct {
		content []byte
		want    error
	}{
		"text":                  {[]byte("dear diary"), bolt.ErrForeign},
		"zeros":                 {make([]byte, 64<<10), bolt.ErrForeign},
		"cut off":               {whole[:len(whole)/2], bolt.ErrDamaged},
		"cut off after a page":  {whole[:4096], bolt.ErrDamaged},
		"both meta pages wrong": {append(bytes.Repeat([]byte{0xff}, 2*4096), whole[2*4096:]...), bolt.ErrForeign},
	} {
		t.Run(name, func(t *testing.T) {
			path := filepath.Join(t.TempDir(), "tandem.db")
			if err := os.WriteFile(path, c.content, 0o600); err != nil {
				t.Fatal(err)
			}
			if _, err := bolt.Open(t.Context(), config(t, path)); !errors.Is(err, c.want) {
				t.Errorf("Open: %v, want %v", err, c.want)
			}
			if after, err := os.ReadFile(path); err != nil || !bytes.Equal(after, c.content) {
				t.Errorf("the file was changed: %v", err)
			}
		})
	}
	t.Run("no such folder", func(t *testing.T) {
		if _, err := bolt.Open(t.Context(), config(t, filepath.Join(t.TempDir(), "none", "tandem.db"))); !errors.Is(err, os.ErrNotExist) {
			t.Errorf("Open: %v", err)
		}
	})
}

// sampleFile is the content of a data file with something in it.
func sampleFile(t *testing.T) []byte {
	t.Helper()
	s := openAt(t, config(t, filepath.Join(t.TempDir(), "tandem.db")))
	fillSample(t, s)
	var copied bytes.Buffer
	if _, err := s.Backup(t.Context(), &copied); err != nil {
		t.Fatal(err)
	}
	return copied.Bytes()
}

func fillSample(t *testing.T, s *bolt.Store) {
	t.Helper()
	b, _ := s.Bucket("things")
	l, _ := s.Log("chat")
	for i := range 250 {
		if _, err := b.Create(t.Context(), fmt.Sprint("key", i), fmt.Append(nil, "value", i), time.Duration(i%2)*time.Hour); err != nil {
			t.Fatal(err)
		}
		if _, _, err := l.Append(t.Context(), fmt.Sprint("s", i%5), fmt.Sprint(i), make([]byte, 100)); err != nil {
			t.Fatal(err)
		}
	}
}

// TestBackupUnderLoad is O6: a copy taken while others write is consistent, and restoring it gives that moment's state back.
func TestBackupUnderLoad(t *testing.T) {
	t.Parallel()
	s := openAt(t, config(t, filepath.Join(t.TempDir(), "tandem.db")))
	l, _ := s.Log("chat")
	fillSample(t, s)
	ctx, cancel := context.WithCancel(t.Context())
	var writers sync.WaitGroup
	for w := range 4 {
		writers.Go(func() {
			for i := 0; ctx.Err() == nil; i++ {
				if _, _, err := l.Append(ctx, "load", fmt.Sprint(w, "-", i), make([]byte, 200)); err != nil && ctx.Err() == nil {
					t.Error(err)
				}
			}
		})
	}
	watch, err := l.Watch(ctx, "load")
	if err != nil {
		t.Fatal(err)
	}
	for range 100 {
		<-watch
	}
	before := len(records(t, l, "load"))
	var copied bytes.Buffer
	if _, err := s.Backup(t.Context(), &copied); err != nil {
		t.Fatal(err)
	}
	cancel()
	writers.Wait()

	path := filepath.Join(t.TempDir(), "restored.db")
	if err := bolt.Restore(t.Context(), &copied, path, nil); err != nil {
		t.Fatal(err)
	}
	restored := openAt(t, config(t, path))
	rl, _ := restored.Log("chat")
	got := records(t, rl, "load")
	if len(got) < before || len(got) > len(records(t, l, "load")) {
		t.Errorf("%d records in the backup, %d before it began", len(got), before)
	}
	if n := len(records(t, rl, "s3")); n != 50 {
		t.Errorf("stream s3 has %d records", n)
	}
}

func records(t *testing.T, l store.Log, stream string) (recs []store.Record) {
	t.Helper()
	if err := l.Read(t.Context(), stream, 0, 0, func(r store.Record) error { recs = append(recs, r); return nil }); err != nil {
		t.Fatal(err)
	}
	return recs
}

// stuck is a reader of backups that stops reading.
type stuck struct{ reached, release chan struct{} }

func (s stuck) Write(p []byte) (int, error) {
	s.reached <- struct{}{}
	<-s.release
	return len(p), nil
}

func TestCloseEndsABackup(t *testing.T) {
	t.Parallel()
	s := openAt(t, config(t, filepath.Join(t.TempDir(), "tandem.db")))
	fillSample(t, s)
	w := stuck{make(chan struct{}), make(chan struct{})}
	backup, closing := make(chan error, 1), make(chan error, 1)
	go func() { _, err := s.Backup(t.Context(), w); backup <- err }()
	<-w.reached
	b, _ := s.Bucket("things")
	changes, err := b.Watch(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	go func() { closing <- s.Close() }()
	<-changes // closed: Close has begun
	close(w.release)
	if err := <-backup; !errors.Is(err, store.ErrClosed) {
		t.Errorf("Backup: %v", err)
	}
	if err := <-closing; err != nil {
		t.Errorf("Close: %v", err)
	}
}

func TestRestoreKeepsTheFormerFile(t *testing.T) {
	t.Parallel()
	backup := sampleFile(t)
	path := filepath.Join(t.TempDir(), "tandem.db")
	s := openAt(t, config(t, path))
	b, _ := s.Bucket("former")
	if _, err := b.Create(t.Context(), "a", nil, 0); err != nil {
		t.Fatal(err)
	}
	if err := s.Close(); err != nil {
		t.Fatal(err)
	}
	for name, bad := range map[string][]byte{"cut off": backup[:len(backup)-4096], "empty": nil, "text": []byte("no backup")} {
		if err := bolt.Restore(t.Context(), bytes.NewReader(bad), path, nil); !errors.Is(err, bolt.ErrDamaged) && !errors.Is(err, bolt.ErrForeign) {
			t.Errorf("restoring a backup that is %s: %v", name, err)
		}
	}
	wantKey(t, path, "former", "a")
	for range 2 {
		if err := bolt.Restore(t.Context(), bytes.NewReader(backup), path, nil); err != nil {
			t.Fatal(err)
		}
		wantKey(t, path, "things", "key7")
	}
	left, err := filepath.Glob(path + "*")
	if err != nil || len(left) != 2 {
		t.Errorf("files after restoring: %q, %v", left, err)
	}
}

func TestFormerFileIsKeptOnce(t *testing.T) {
	t.Parallel()
	backup, path := sampleFile(t), filepath.Join(t.TempDir(), "tandem.db")
	s := openAt(t, config(t, path))
	b, _ := s.Bucket("former")
	_, err := b.Create(t.Context(), "a", nil, 0)
	if err := errors.Join(err, s.Close(), bolt.Restore(t.Context(), bytes.NewReader(backup), path, nil)); err != nil {
		t.Fatal(err)
	}
	wantKey(t, path+".before-restore", "former", "a")
}

func wantKey(t *testing.T, path, bucket, key string) {
	t.Helper()
	s := openAt(t, config(t, path))
	b, _ := s.Bucket(bucket)
	_, err := b.Get(t.Context(), key)
	if err := errors.Join(err, s.Close()); err != nil {
		t.Fatalf("key %q of %s: %v", key, path, err)
	}
}
