package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"github.com/tandem-cobrowse/tandem/store"
)

// sweepBatch bounds the entries that one transaction removes, so that a million codes that expire at once delay no writer for long.
const sweepBatch = 256

var ttlRoot = []byte("ttl")

// noteExpiry enters a key into the list that the sweeper works through, ordered by time.
func noteExpiry(tx *bbolt.Tx, bucket, key string, expires int64) error {
	if expires == 0 {
		return nil
	}
	notes, err := tx.CreateBucketIfNotExists(ttlRoot)
	if err != nil {
		return err
	}
	return notes.Put(expiryNote(bucket, key, expires), []byte{})
}

// forgetExpiry takes the note of a key's former entry, given as it is in the file, off the list.
func forgetExpiry(tx *bbolt.Tx, bucket, key string, raw []byte) error {
	if raw == nil {
		return nil
	}
	e, err := decodeEntry(raw)
	if err != nil {
		return err
	}
	if notes := tx.Bucket(ttlRoot); notes != nil && e.expires != 0 {
		return notes.Delete(expiryNote(bucket, key, e.expires))
	}
	return nil
}

func expiryNote(bucket, key string, expires int64) []byte {
	note := make([]byte, 8, 8+len(bucket)+1+len(key))
	putMS(note, expires)
	note = append(note, bucket...)
	note = append(note, 0)
	return append(note, key...)
}

func parseExpiryNote(note []byte) (bucket, key string, expires int64, err error) {
	if len(note) >= 8 {
		if name, rest, ok := bytes.Cut(note[8:], []byte{0}); ok {
			return string(name), string(rest), getMS(note), nil
		}
	}
	return "", "", 0, fmt.Errorf("%w: expiry note of %d bytes", ErrDamaged, len(note))
}

// sweep gives the room of expired entries back until the store closes.
func (s *Store) sweep() {
	tick := time.NewTicker(s.config.SweepEvery)
	defer tick.Stop()
	for {
		select {
		case <-s.running.Done():
			return
		case <-tick.C:
		}
		for {
			n, err := s.sweepOnce()
			if err != nil && !errors.Is(err, store.ErrClosed) {
				s.config.Logger.Warn().Err(err).Msg("expired entries could not be removed")
			}
			if err != nil || n < sweepBatch {
				break
			}
		}
	}
}

// sweepOnce removes up to sweepBatch expired entries in one transaction.
func (s *Store) sweepOnce() (int, error) {
	due := 0
	err := s.do(context.Background(), func(tx *bbolt.Tx) (func(), error) {
		notes := expiredNotes(tx, s.config.Now())
		for _, note := range notes {
			if err := sweepNote(tx, note); err != nil {
				return nil, err
			}
		}
		due = len(notes)
		if due == 0 {
			return nil, nil
		}
		return nothing, nil
	})
	if err != nil {
		return 0, err
	}
	return due, nil
}

// sweepNote removes a note and the entry that it is about, if that is still the one that the key holds.
func sweepNote(tx *bbolt.Tx, note []byte) error {
	bucket, key, expires, err := parseExpiryNote(note)
	if err != nil {
		return err
	}
	if root := tx.Bucket([]byte("b/" + bucket)); root != nil {
		if raw := root.Get([]byte(key)); raw != nil {
			if e, err := decodeEntry(raw); err != nil {
				return err
			} else if e.expires == expires {
				return remove(tx, bucket, key)
			}
		}
	}
	return tx.Bucket(ttlRoot).Delete(note)
}

// expiredNotes copies the oldest notes whose time has passed.
func expiredNotes(tx *bbolt.Tx, now time.Time) [][]byte {
	list := tx.Bucket(ttlRoot)
	if list == nil {
		return nil
	}
	var notes [][]byte
	c := list.Cursor()
	for note, _ := c.First(); note != nil && len(notes) < sweepBatch; note, _ = c.Next() {
		if len(note) >= 8 && getMS(note) > now.UnixMilli() {
			break
		}
		notes = append(notes, bytes.Clone(note))
	}
	return notes
}
