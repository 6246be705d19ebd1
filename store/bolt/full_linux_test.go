package bolt_test

import (
	"context"
	"errors"
	"fmt"
	"os"
	"os/signal"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/tandem-cobrowse/tandem/store"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

// diskRoles are what a child can meet where file systems can be mounted and file sizes limited.
func diskRoles() map[string]func(args []string) error {
	return map[string]func(args []string) error{"full": childMeetsFullDisk, "limit": childMeetsSizeLimit, "read": childMeetsReadOnly}
}

// inOwnMounts gives a child a mount namespace: what it mounts is seen by nobody and gone with it. Who is not root is given a user namespace, too, and is root there.
func inOwnMounts(t *testing.T, role, dir string) error {
	t.Helper()
	cmd := child(t, role, dir)
	cmd.SysProcAttr = &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if uid, gid := os.Geteuid(), os.Getegid(); uid != 0 {
		cmd.SysProcAttr.Cloneflags |= syscall.CLONE_NEWUSER
		cmd.SysProcAttr.UidMappings = []syscall.SysProcIDMap{{HostID: uid, Size: 1}}
		cmd.SysProcAttr.GidMappings = []syscall.SysProcIDMap{{HostID: gid, Size: 1}}
	}
	return cmd.Run()
}

// TestFullDisk fills a small file system, where this system lets anybody mount one, and runs into a limit on the file's size everywhere.
func TestFullDisk(t *testing.T) {
	t.Parallel()
	t.Run("size limit", func(t *testing.T) {
		if err := child(t, "limit", t.TempDir()).Run(); err != nil {
			t.Fatal(err)
		}
	})
	t.Run("no room", func(t *testing.T) {
		err := inOwnMounts(t, "full", t.TempDir())
		if errors.Is(err, syscall.EPERM) || errors.Is(err, syscall.ENOSPC) { // of clone: user namespaces are forbidden, or there are too many
			t.Skipf("this system lets nobody but root mount a small file system: %v", err)
		}
		if err != nil {
			t.Fatal(err)
		}
	})
}

// TestReadOnly opens a file that cannot be written: by its mode, or for root by its file system.
func TestReadOnly(t *testing.T) {
	t.Parallel()
	path := filepath.Join(t.TempDir(), "tandem.db")
	if err := openAt(t, config(t, path)).Close(); err != nil {
		t.Fatal(err)
	}
	if os.Geteuid() == 0 {
		if err := inOwnMounts(t, "read", filepath.Dir(path)); err != nil {
			t.Fatal(err)
		}
		return
	}
	if err := os.Chmod(path, 0o400); err != nil {
		t.Fatal(err)
	}
	if err := refusesReadOnly(path); err != nil {
		t.Fatal(err)
	}
}

func refusesReadOnly(path string) error {
	if _, err := bolt.Open(context.Background(), bolt.Config{Path: path}); !errors.Is(err, store.ErrFull) {
		return fmt.Errorf("opening a read-only file: %w", err)
	}
	return nil
}

func childMeetsReadOnly(args []string) error {
	if err := errors.Join(
		syscall.Mount("none", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""),
		syscall.Mount(args[0], args[0], "", syscall.MS_BIND, ""),
		syscall.Mount("none", args[0], "", syscall.MS_BIND|syscall.MS_REMOUNT|syscall.MS_RDONLY, ""),
	); err != nil {
		return fmt.Errorf("mount read-only: %w", err)
	}
	return errors.Join(refusesReadOnly(filepath.Join(args[0], "tandem.db")), refusesReadOnly(filepath.Join(args[0], "new.db")))
}

func childMeetsFullDisk(args []string) error {
	if err := errors.Join(
		syscall.Mount("none", "/", "", syscall.MS_REC|syscall.MS_PRIVATE, ""),
		syscall.Mount("tmpfs", args[0], "tmpfs", 0, "size=8m"),
	); err != nil {
		return fmt.Errorf("mount a small file system: %w", err)
	}
	ballast := filepath.Join(args[0], "ballast")
	if err := os.WriteFile(ballast, make([]byte, 4<<20), 0o600); err != nil {
		return err
	}
	return meetFullDisk(args[0], func() error { return os.Remove(ballast) })
}

func childMeetsSizeLimit(args []string) error {
	signal.Ignore(syscall.SIGXFSZ)
	var limit syscall.Rlimit
	if err := syscall.Getrlimit(syscall.RLIMIT_FSIZE, &limit); err != nil {
		return err
	}
	low := syscall.Rlimit{Cur: 20 << 20, Max: limit.Max}
	if err := syscall.Setrlimit(syscall.RLIMIT_FSIZE, &low); err != nil {
		return err
	}
	return meetFullDisk(args[0], func() error { return syscall.Setrlimit(syscall.RLIMIT_FSIZE, &limit) })
}

// meetFullDisk writes until nothing goes any more, and looks whether exactly what was acknowledged is there: now, after a restart, and after there
// is room again, for which no restart is needed.
func meetFullDisk(dir string, makeRoom func() error) error {
	ctx, path := context.Background(), filepath.Join(dir, "tandem.db")
	s, err := bolt.Open(ctx, bolt.Config{Path: path})
	if err != nil {
		return err
	}
	kept, err := fill(ctx, s, "first")
	if !errors.Is(err, store.ErrFull) || kept == 0 {
		return fmt.Errorf("after %d records: %w", kept, err)
	}
	if err := holds(ctx, s, kept); err != nil {
		return fmt.Errorf("while full: %w", err)
	}
	if err := s.Close(); err != nil {
		return err
	}
	if err := bolt.Check(path, nil); err != nil {
		return err
	}
	if s, err = bolt.Open(ctx, bolt.Config{Path: path}); err != nil {
		return fmt.Errorf("open again while full: %w", err)
	}
	if err := holds(ctx, s, kept); err != nil {
		return fmt.Errorf("after a restart: %w", err)
	}
	more, err := fill(ctx, s, "second")
	if !errors.Is(err, store.ErrFull) {
		return fmt.Errorf("second fill: %w", err)
	}
	if err := makeRoom(); err != nil {
		return err
	}
	l, _ := s.Log("chat")
	if _, _, err := l.Append(ctx, "s", "after", make([]byte, 400<<10)); err != nil {
		return fmt.Errorf("with room again: %w", err)
	}
	return errors.Join(holds(ctx, s, kept+more+1), s.Close(), bolt.Check(path, nil))
}

// fill appends until nothing goes any more. The round is part of the ids: the same id would be the same record.
func fill(ctx context.Context, s *bolt.Store, round string) (int, error) {
	l, err := s.Log("chat")
	if err != nil {
		return 0, err
	}
	for n := 0; ; n++ {
		if _, _, err := l.Append(ctx, "s", fmt.Sprintf("%s-%d", round, n), make([]byte, 400<<10)); err != nil {
			return n, err
		}
	}
}

func holds(ctx context.Context, s *bolt.Store, want int) error {
	l, err := s.Log("chat")
	if err != nil {
		return err
	}
	got := 0
	if err := l.Read(ctx, "s", 0, 0, func(store.Record) error { got++; return nil }); err != nil {
		return err
	}
	if got != want {
		return fmt.Errorf("%d records, %d were acknowledged", got, want)
	}
	return nil
}
