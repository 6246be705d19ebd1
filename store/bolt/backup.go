package bolt

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"

	"go.etcd.io/bbolt"

	"github.com/tandem-cobrowse/tandem/store"
)

// Backup writes a consistent copy of the data file, as of now, while the store goes on working. What comes out is itself a data file.
// A slow w delays nobody but makes the file grow meanwhile, since pages that the copy still needs are not reused: write to a file first.
func (s *Store) Backup(ctx context.Context, w io.Writer) (int64, error) {
	if err := s.enter(); err != nil {
		return 0, err
	}
	defer s.leave()
	n, err := writeCopy(ctx, s.db, interruptible{s.running, w})
	if err != nil && s.running.Err() != nil {
		err = errors.Join(store.ErrClosed, err)
	}
	return n, err
}

func writeCopy(ctx context.Context, db *bbolt.DB, w io.Writer) (n int64, err error) {
	err = db.View(func(tx *bbolt.Tx) error {
		n, err = tx.WriteTo(interruptible{ctx, w})
		return err
	})
	if err != nil {
		return n, fmt.Errorf("bolt: backup after %d bytes: %w", n, err)
	}
	return n, nil
}

// interruptible fails at the first write after its context's end.
type interruptible struct {
	ctx context.Context
	w   io.Writer
}

func (i interruptible) Write(p []byte) (int, error) {
	if err := i.ctx.Err(); err != nil {
		return 0, err
	}
	return i.w.Write(p)
}

// copyTo keeps a copy of the file under another name, complete or not at all. A copy that is already there is replaced.
func (s *Store) copyTo(ctx context.Context, path string) error {
	return placeFile(path, func(f *os.File) error {
		_, err := writeCopy(ctx, s.db, f)
		return err
	})
}

// Restore puts a backup in the place of the data file at path, which no process may have open (ErrInUse). The backup is read completely and
// checked page by page before anything is touched; a data file that is there is kept as path.before-restore.
// It returns ErrForeign, ErrDamaged or ErrVersion for what this program, with those migrations, could not open.
func Restore(ctx context.Context, backup io.Reader, path string, migrations []Migration) error {
	unlock, err := lockExisting(path)
	if err != nil {
		return err
	}
	defer unlock()
	return placeFile(path, func(f *os.File) error {
		if _, err := io.Copy(interruptible{ctx, f}, backup); err != nil {
			return fmt.Errorf("bolt: read backup: %w", err)
		}
		if err := Check(f.Name(), migrations); err != nil {
			return err
		}
		return keepFormer(path)
	})
}

// keepFormer gives the data file at path a second name, which stays when the first goes to the restored file.
func keepFormer(path string) error {
	kept := path + ".before-restore"
	if err := os.Remove(kept); err != nil && !errors.Is(err, os.ErrNotExist) {
		return openError(kept, err)
	}
	if err := os.Link(path, kept); err != nil && !errors.Is(err, os.ErrNotExist) {
		return openError(kept, err)
	}
	return nil
}

// Check opens a data file that no process uses and looks at every page of it; it changes nothing.
func Check(path string, migrations []Migration) (err error) {
	if info, err := os.Stat(path); err != nil || info.Size() == 0 {
		return errors.Join(fmt.Errorf("%w: %s is empty or not there", ErrForeign, path), err)
	}
	db, err := openFile(path)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, db.Close()) }()
	version, err := schemaOf(db)
	if err != nil || version == 0 {
		return errors.Join(fmt.Errorf("%w: %s", ErrForeign, path), err)
	}
	if known := 1 + len(migrations); version > known {
		return fmt.Errorf("%w: backup has schema %d, this program knows up to %d", ErrVersion, version, known)
	}
	return db.View(func(tx *bbolt.Tx) error {
		var found error
		for problem := range tx.Check() {
			found = errors.Join(found, fmt.Errorf("%w: %w", ErrDamaged, problem))
		}
		return found
	})
}

// lockExisting takes the lock of a data file that is there, so that no server can be using or opening it.
func lockExisting(path string) (unlock func(), err error) {
	if _, err := os.Stat(path); errors.Is(err, os.ErrNotExist) {
		return func() {}, nil
	}
	db, err := openFile(path)
	if errors.Is(err, ErrInUse) {
		return nil, err
	}
	if err != nil {
		return func() {}, nil //nolint:nilerr // too damaged to open: a good reason to restore
	}
	return func() { _ = db.Close() }, nil
}

// placeFile has fill write a file beside path, makes it durable and renames it to path.
func placeFile(path string, fill func(*os.File) error) error {
	f, err := os.CreateTemp(filepath.Dir(path), filepath.Base(path)+".*.tmp")
	if err != nil {
		return openError(path, err)
	}
	err = fill(f)
	if err == nil {
		err = f.Sync()
	}
	err = errors.Join(err, f.Close())
	if err == nil {
		err = os.Rename(f.Name(), path)
	}
	if err != nil {
		if unwritable(err) {
			err = openError(path, err)
		}
		return errors.Join(err, os.Remove(f.Name()))
	}
	return syncFolder(path)
}
