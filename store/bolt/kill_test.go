package bolt_test

import (
	"bufio"
	"context"
	"errors"
	"flag"
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"testing"

	"github.com/tandem-cobrowse/tandem/store"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

var kills = flag.Int("kills", 5, "how often TestKill kills a writing process")

const killWriters = 8

// childWrites appends records and uses up codes as fast as it can, and prints a line for each acknowledgement. It ends by being killed.
func childWrites(args []string) error {
	path, run := args[0], args[1]
	ctx := context.Background()
	s, err := bolt.Open(ctx, bolt.Config{Path: path})
	if err != nil {
		return err
	}
	l, _ := s.Log("chat")
	b, _ := s.Bucket("codes")
	failed := make(chan error)
	for w := range killWriters {
		go func() { failed <- writeForEver(ctx, l, b, fmt.Sprint("s", w), run) }()
	}
	return <-failed
}

func writeForEver(ctx context.Context, l store.Log, b store.Bucket, stream, run string) error {
	for i := 0; ; i++ {
		id := fmt.Sprint(run, "-", i)
		if _, _, err := l.Append(ctx, stream, id, []byte(stream+id)); err != nil {
			return err
		}
		fmt.Printf("said %s %s\n", stream, id)
		code := stream + "/" + id
		revision, err := b.Create(ctx, code, []byte("issued"), 0)
		if err != nil {
			return err
		}
		fmt.Printf("issued %s\n", code)
		if i%2 == 1 {
			continue
		}
		if _, err := b.Update(ctx, code, []byte("used"), revision, 0); err != nil {
			return err
		}
		fmt.Printf("used %s\n", code)
	}
}

// acknowledged is all that killed processes have been told is on disk.
type acknowledged struct {
	said  map[string][]string // ids by stream, in order
	codes map[string]string
}

// TestKill is C4 and P3 under kill -9: every acknowledged message is there, once and in order; every code stays used or unused.
func TestKill(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "tandem.db")
	acks := acknowledged{said: map[string][]string{}, codes: map[string]string{}}
	for run := range *kills {
		writeUntilKilled(t, path, run, 1+rand.IntN(2000), &acks)
		if err := bolt.Check(path, nil); err != nil {
			t.Fatalf("after kill %d: %v", run+1, err)
		}
		s := openAt(t, config(t, path))
		acks.verify(t, s)
		if err := s.Close(); err != nil {
			t.Fatal(err)
		}
	}
	n := 0
	for _, ids := range acks.said {
		n += len(ids)
	}
	t.Logf("%d kills, %d acknowledged messages, %d codes", *kills, n, len(acks.codes))
}

// writeUntilKilled kills the child right after so many acknowledgements have come out of it, and notes all that did come out.
func writeUntilKilled(t *testing.T, path string, run, after int, acks *acknowledged) {
	t.Helper()
	cmd := child(t, "write", path, strconv.Itoa(run))
	out, err := cmd.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := cmd.Start(); err != nil {
		t.Fatal(err)
	}
	lines := bufio.NewReader(out)
	for n := 1; ; n++ {
		line, err := lines.ReadString('\n')
		if err != nil {
			break // a line without its end was not an acknowledgement
		}
		switch word := strings.Fields(line); word[0] {
		case "said":
			acks.said[word[1]] = append(acks.said[word[1]], word[2])
		default:
			acks.codes[word[1]] = word[0]
		}
		if n == after {
			if err := cmd.Process.Kill(); err != nil && !errors.Is(err, os.ErrProcessDone) {
				t.Fatal(err)
			}
		}
	}
	_ = cmd.Wait() // "signal: killed"
	if code := cmd.ProcessState.ExitCode(); code != -1 {
		t.Fatalf("the child ended by itself with code %d", code)
	}
}

func (a *acknowledged) verify(t *testing.T, s *bolt.Store) {
	t.Helper()
	l, _ := s.Log("chat")
	for stream, ids := range a.said {
		at, seen, want := map[string]int{}, 0, 0
		if err := l.Read(t.Context(), stream, 0, 0, func(rec store.Record) error {
			seen++
			if _, twice := at[rec.ID]; twice || rec.Seq != uint64(seen) || string(rec.Body) != stream+rec.ID {
				return fmt.Errorf("record %d of %s is %d %q %q", seen, stream, rec.Seq, rec.ID, rec.Body)
			}
			at[rec.ID] = seen
			return nil
		}); err != nil {
			t.Fatal(err)
		}
		for _, id := range ids {
			if at[id] <= want {
				t.Fatalf("%s: %s is at %d, the one acknowledged before it at %d", stream, id, at[id], want)
			}
			want = at[id]
		}
	}
	b, _ := s.Bucket("codes")
	for code, state := range a.codes {
		e, err := b.Get(t.Context(), code)
		if err != nil {
			t.Fatalf("code %s: %v", code, err)
		}
		// What was acknowledged as issued may have been used by a write that the kill left unanswered, never the reverse.
		if got := string(e.Value); got != state && (state != "issued" || got != "used") {
			t.Fatalf("code %s is %s, was acknowledged as %s", code, got, state)
		}
	}
}
