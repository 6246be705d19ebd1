package bolt

import (
	"errors"
	"fmt"
	"io/fs"
	"syscall"

	berrors "go.etcd.io/bbolt/errors"

	"github.com/tandem-cobrowse/tandem/store"
)

// Errors of opening, migrating and restoring a data file; test with errors.Is.
var (
	// ErrInUse: another process has the data file open.
	ErrInUse = errors.New("bolt: data file is in use by another process")
	// ErrVersion: the file was written by a newer program, or no migration leads from its schema to this program's.
	ErrVersion = errors.New("bolt: data file has another schema version")
	// ErrForeign: the file is no data file of Tandem.
	ErrForeign = errors.New("bolt: not a Tandem data file")
	// ErrDamaged: the file is a data file, but cut off or inconsistent. Restore a backup.
	ErrDamaged = errors.New("bolt: data file is damaged")
	// ErrMigration: a migration failed. The file is as it was, and a copy of it lies beside it.
	ErrMigration = errors.New("bolt: migration failed")
)

// openError turns what bbolt or the system said about a file into one of our sentinels.
func openError(path string, err error) error {
	var sentinel error
	switch {
	case errors.Is(err, berrors.ErrTimeout):
		return fmt.Errorf("%w: %s", ErrInUse, path)
	case errors.Is(err, berrors.ErrInvalid), errors.Is(err, berrors.ErrVersionMismatch):
		sentinel = ErrForeign
	case errors.Is(err, berrors.ErrChecksum):
		sentinel = ErrDamaged
	case errors.Is(err, fs.ErrNotExist):
		return fmt.Errorf("bolt: open data file: %w", err)
	case unwritable(err):
		sentinel = store.ErrFull
	default:
		sentinel = ErrDamaged
	}
	return fmt.Errorf("%w: %s: %w", sentinel, path, err)
}

// unwritable: the file or the disk is read-only, full, over a quota or a limit.
func unwritable(err error) bool {
	for _, e := range []error{
		fs.ErrPermission, syscall.EROFS, syscall.ENOSPC, syscall.EDQUOT, syscall.EFBIG, syscall.EIO, syscall.EISDIR, syscall.EMFILE, syscall.ENFILE,
	} {
		if errors.Is(err, e) {
			return true
		}
	}
	return false
}
