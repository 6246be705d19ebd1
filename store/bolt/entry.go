package bolt

import (
	"encoding/binary"
	"fmt"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// An entry in the file: one byte of format, revision and expiry (big-endian, 8 bytes each), then the value. Expiry is in milliseconds of
// Unix time, 0 for never.
const (
	entryFormat = 1
	entryHeader = 1 + 8 + 8
)

// entry is what a key holds. Its value points into the transaction's pages until it is cloned.
type entry struct {
	revision uint64
	expires  int64
	value    []byte
}

func (e entry) encode() []byte {
	raw := make([]byte, entryHeader, entryHeader+len(e.value))
	raw[0] = entryFormat
	binary.BigEndian.PutUint64(raw[1:], e.revision)
	putMS(raw[9:], e.expires)
	return append(raw, e.value...)
}

func decodeEntry(raw []byte) (entry, error) {
	if len(raw) < entryHeader || raw[0] != entryFormat {
		return entry{}, fmt.Errorf("%w: entry of %d bytes in no known format", ErrDamaged, len(raw))
	}
	e := entry{
		revision: binary.BigEndian.Uint64(raw[1:]),
		expires:  getMS(raw[9:]),
		value:    raw[entryHeader:],
	}
	if e.expires < 0 {
		return entry{}, fmt.Errorf("%w: entry with negative expiry", ErrDamaged)
	}
	return e, nil
}

// Times in the file are milliseconds of Unix time in 8 bytes, big-endian, so that they sort.
func putMS(b []byte, ms int64) { binary.BigEndian.PutUint64(b, uint64(ms)) } //nolint:gosec // getMS undoes it
func getMS(b []byte) int64     { return int64(binary.BigEndian.Uint64(b)) }  //nolint:gosec // putMS made it

// gone reports whether the entry's time has passed.
func (e entry) gone(now time.Time) bool {
	return e.expires != 0 && e.expires <= now.UnixMilli()
}

// export makes the caller's own copy.
func (e entry) export(key string) store.Entry {
	out := store.Entry{Key: key, Value: append([]byte{}, e.value...), Revision: e.revision}
	if e.expires != 0 {
		out.Expires = time.UnixMilli(e.expires).UTC()
	}
	return out
}

// expiry is when something written now with that time to live goes; the fraction of a millisecond is granted.
func expiry(now time.Time, ttl time.Duration) int64 {
	if ttl == 0 {
		return 0
	}
	return now.Add(ttl + time.Millisecond - 1).UnixMilli()
}
