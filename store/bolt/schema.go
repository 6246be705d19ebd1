package bolt

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"strconv"

	"go.etcd.io/bbolt"

	"github.com/tandem-cobrowse/tandem/store"
)

var (
	metaRoot  = []byte("tandem")
	schemaKey = []byte("schema")
)

// Migration is one step from a schema version to the next.
type Migration struct {
	// Name says in a few words what changes; it goes into the log.
	Name string
	// Apply makes the change. An error undoes all steps of this opening.
	Apply func(*Edit) error
}

// Edit is what a migration may do. All of it is one transaction with the new version number.
type Edit struct{ tx *bbolt.Tx }

// Values rewrites a bucket: fn gets every key's value, expired ones too, and returns the new value, or nil to remove the key.
// Revision and expiry stay.
func (e *Edit) Values(bucket string, fn func(key string, value []byte) ([]byte, error)) error {
	root := e.tx.Bucket([]byte("b/" + bucket))
	return rewrite(root, nil, func(k, raw []byte) ([]byte, error) {
		old, err := decodeEntry(raw)
		if err != nil {
			return nil, err
		}
		value, err := fn(string(k), bytes.Clone(old.value))
		if err != nil {
			return nil, err
		}
		if value == nil {
			return nil, forgetExpiry(e.tx, bucket, string(k), raw)
		}
		old.value = value
		return old.encode(), store.CheckValue(value)
	})
}

// Records rewrites a log: fn gets every record and returns its new body. Records cannot be removed: sequence numbers have no gaps.
func (e *Edit) Records(log string, fn func(stream string, rec store.Record) ([]byte, error)) error {
	root := e.tx.Bucket([]byte("l/" + log))
	return rewrite(root, isRecord, func(k, raw []byte) ([]byte, error) {
		stream, _, _ := bytes.Cut(k, []byte{0})
		rec, err := decodeRecord(seqOf(k), raw)
		if err != nil {
			return nil, err
		}
		if rec.Body, err = fn(string(stream), rec); err != nil {
			return nil, err
		}
		return encodeRecord(rec), store.CheckValue(rec.Body)
	})
}

func isRecord(k []byte) bool {
	_, rest, _ := bytes.Cut(k, []byte{0})
	return len(rest) == 1+8 && rest[0] == 'r'
}

// rewrite replaces or, where change returns nil, removes what is under the keys that match. Keys are gathered first: writing moves cursors.
func rewrite(root *bbolt.Bucket, match func(k []byte) bool, change func(k, raw []byte) ([]byte, error)) error {
	if root == nil {
		return nil
	}
	var keys [][]byte
	c := root.Cursor()
	for k, _ := c.First(); k != nil; k, _ = c.Next() {
		if match == nil || match(k) {
			keys = append(keys, bytes.Clone(k))
		}
	}
	for _, k := range keys {
		raw, err := change(k, root.Get(k))
		switch {
		case err != nil:
			return err
		case raw == nil:
			err = root.Delete(k)
		default:
			err = root.Put(k, raw)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// adoptSchema stamps a new file with this program's version, accepts one that has it, and migrates an older one.
func (s *Store) adoptSchema(ctx context.Context) error {
	want := 1 + len(s.config.Migrations)
	have, err := schemaOf(s.db)
	switch {
	case err != nil:
		return fmt.Errorf("%w: %s", err, s.config.Path)
	case have == want:
		return nil
	case have > want:
		return fmt.Errorf("%w: %s has schema %d, this program knows up to %d: use a newer program, or the copy that was kept before the migration",
			ErrVersion, s.config.Path, have, want)
	case have == 0:
		if err := s.db.Update(func(tx *bbolt.Tx) error { return stampSchema(tx, want) }); err != nil {
			return cannotWrite(err)
		}
		return nil
	default:
		return s.migrate(ctx, have, want)
	}
}

// migrate keeps a copy of the file and then takes all the steps in one transaction.
func (s *Store) migrate(ctx context.Context, have, want int) error {
	kept := fmt.Sprintf("%s.schema-%d", s.config.Path, have)
	if err := s.copyTo(ctx, kept); err != nil {
		return fmt.Errorf("keep a copy before migrating from schema %d: %w", have, err)
	}
	err := s.db.Update(func(tx *bbolt.Tx) error {
		for v := have; v < want; v++ {
			step := s.config.Migrations[v-1]
			s.config.Logger.Info().Int("from", v).Int("to", v+1).Str("step", step.Name).Str("copy", kept).Msg("migrating the data file")
			if err := step.Apply(&Edit{tx: tx}); err != nil {
				return fmt.Errorf("step %d to %d (%s): %w", v, v+1, step.Name, err)
			}
		}
		return stampSchema(tx, want)
	})
	if err != nil {
		return fmt.Errorf("%w: %s is unchanged, copy in %s: %w", ErrMigration, s.config.Path, kept, err)
	}
	return nil
}

// schemaOf reads a file's version; 0 is a file with nothing in it.
func schemaOf(db *bbolt.DB) (version int, err error) {
	err = db.View(func(tx *bbolt.Tx) error {
		meta := tx.Bucket(metaRoot)
		if meta == nil {
			if first, _ := tx.Cursor().First(); first != nil {
				return ErrForeign
			}
			return nil
		}
		if version, err = strconv.Atoi(string(meta.Get(schemaKey))); err != nil || version < 1 {
			return errors.Join(ErrForeign, err)
		}
		return nil
	})
	return version, err
}

func stampSchema(tx *bbolt.Tx, version int) error {
	meta, err := tx.CreateBucketIfNotExists(metaRoot)
	if err != nil {
		return err
	}
	return meta.Put(schemaKey, []byte(strconv.Itoa(version)))
}
