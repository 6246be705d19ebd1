package bolt

import (
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"runtime"
	"runtime/debug"
	"strconv"
	"time"

	"go.etcd.io/bbolt"
)

const (
	// lockWait is how long Open waits for a file that another process holds: long enough for one that is just going down.
	lockWait = time.Second
	// mapAhead is the address space reserved for the file, 1 GiB. Within it the file grows without waiting for readers; beyond, bbolt maps
	// anew, which waits until all transactions that read (a backup, for example) are over. Address space costs no memory.
	mapAhead = 1 << 30
)

// openFile opens, locks and maps the data file, and makes it if it is not there. It finds files that are cut off before their missing
// pages are touched, which would be a fault that kills the process.
func openFile(path string) (db *bbolt.DB, err error) {
	_, statErr := os.Stat(path)
	// Reading a damaged file through the map may fault, and bbolt answers some damage with a panic: both become ErrDamaged.
	defer debug.SetPanicOnFault(debug.SetPanicOnFault(true))
	defer func() {
		if r := recover(); r != nil {
			db, err = nil, fmt.Errorf("%w: %s: %v", ErrDamaged, path, r)
		}
	}()
	db, err = bbolt.Open(path, 0o600, &bbolt.Options{
		Timeout: lockWait, FreelistType: bbolt.FreelistMapType, InitialMmapSize: mapSize(), NoStatistics: true,
	})
	if err != nil {
		return nil, openError(path, err)
	}
	if err := checkLength(db, path); err != nil {
		return nil, errors.Join(err, db.Close())
	}
	if errors.Is(statErr, os.ErrNotExist) {
		if err := syncFolder(path); err != nil {
			return nil, errors.Join(openError(path, err), db.Close())
		}
	}
	return db, nil
}

// checkLength compares the file's length with the pages that it says it has.
func checkLength(db *bbolt.DB, path string) error {
	info, err := os.Stat(path)
	if err != nil {
		return openError(path, err)
	}
	return db.View(func(tx *bbolt.Tx) error {
		if tx.Size() > info.Size() {
			return fmt.Errorf("%w: %s: %d bytes of %d", ErrDamaged, path, info.Size(), tx.Size())
		}
		return nil
	})
}

// mapSize is 0, the file's own size, where addresses are scarce and on Windows, where mapping more than the file makes the file larger.
func mapSize() int {
	if strconv.IntSize < 64 || runtime.GOOS == "windows" {
		return 0
	}
	return mapAhead
}

// syncFolder makes a file's new or changed name survive a power failure.
func syncFolder(path string) error {
	folder, err := os.Open(filepath.Dir(path))
	if err != nil {
		return err
	}
	return errors.Join(folder.Sync(), folder.Close())
}
