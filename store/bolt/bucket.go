package bolt

import (
	"bytes"
	"context"
	"errors"
	"time"

	"go.etcd.io/bbolt"

	"github.com/tandem-cobrowse/tandem/store"
)

// bucket is one bucket of the store; root is its name in the file.
type bucket struct {
	store *Store
	name  string
	root  []byte
}

func (b *bucket) Get(ctx context.Context, key string) (store.Entry, error) {
	if err := store.CheckKey(key); err != nil {
		return store.Entry{}, err
	}
	var out store.Entry
	err := b.store.view(ctx, func(tx *bbolt.Tx) error {
		e, err := b.find(tx, key)
		if err != nil {
			return err
		}
		out = e.export(key)
		return nil
	})
	return out, err
}

func (b *bucket) Create(ctx context.Context, key string, value []byte, ttl time.Duration) (uint64, error) {
	if err := checkWrite(key, value, ttl); err != nil {
		return 0, err
	}
	var revision uint64
	err := b.store.do(ctx, func(tx *bbolt.Tx) (func(), error) {
		if _, err := b.find(tx, key); err == nil {
			return nil, store.ErrExists
		} else if !errors.Is(err, store.ErrNotFound) {
			return nil, err
		}
		e, err := b.put(tx, key, value, ttl)
		if err != nil {
			return nil, err
		}
		revision = e.Revision
		return b.announcing(store.Change{Entry: e}), nil
	})
	if err != nil {
		return 0, err
	}
	return revision, nil
}

func (b *bucket) Update(ctx context.Context, key string, value []byte, revision uint64, ttl time.Duration) (uint64, error) {
	if err := checkWrite(key, value, ttl); err != nil {
		return 0, err
	}
	var updated uint64
	err := b.store.do(ctx, func(tx *bbolt.Tx) (func(), error) {
		if err := b.expect(tx, key, revision); err != nil {
			return nil, err
		}
		e, err := b.put(tx, key, value, ttl)
		if err != nil {
			return nil, err
		}
		updated = e.Revision
		return b.announcing(store.Change{Entry: e}), nil
	})
	if err != nil {
		return 0, err
	}
	return updated, nil
}

func (b *bucket) Delete(ctx context.Context, key string, revision uint64) error {
	if err := store.CheckKey(key); err != nil {
		return err
	}
	return b.store.do(ctx, func(tx *bbolt.Tx) (func(), error) {
		if err := b.expect(tx, key, revision); err != nil {
			return nil, err
		}
		if err := remove(tx, b.name, key); err != nil {
			return nil, err
		}
		return b.announcing(store.Change{Entry: store.Entry{Key: key}, Deleted: true}), nil
	})
}

func (b *bucket) Scan(ctx context.Context, prefix string, fn func(store.Entry) error) error {
	if err := store.CheckPrefix(prefix); err != nil {
		return err
	}
	return b.store.view(ctx, func(tx *bbolt.Tx) error {
		root := tx.Bucket(b.root)
		if root == nil {
			return nil
		}
		now, c := b.store.config.Now(), root.Cursor()
		for k, raw := c.Seek([]byte(prefix)); k != nil && bytes.HasPrefix(k, []byte(prefix)); k, raw = c.Next() {
			e, err := decodeEntry(raw)
			if err != nil {
				return err
			}
			if e.gone(now) {
				continue
			}
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := fn(e.export(string(k))); err != nil {
				return err
			}
		}
		return nil
	})
}

// find returns the live entry of a key, or store.ErrNotFound.
func (b *bucket) find(tx *bbolt.Tx, key string) (entry, error) {
	root := tx.Bucket(b.root)
	if root == nil {
		return entry{}, store.ErrNotFound
	}
	raw := root.Get([]byte(key))
	if raw == nil {
		return entry{}, store.ErrNotFound
	}
	e, err := decodeEntry(raw)
	if err != nil {
		return entry{}, err
	}
	if e.gone(b.store.config.Now()) {
		return entry{}, store.ErrNotFound
	}
	return e, nil
}

// expect refuses unless the key is there at that revision.
func (b *bucket) expect(tx *bbolt.Tx, key string, revision uint64) error {
	e, err := b.find(tx, key)
	if err == nil && e.revision != revision {
		return store.ErrConflict
	}
	return err
}

// put writes the key with a fresh revision; the bucket's sequence survives deletions, so that no revision comes twice.
func (b *bucket) put(tx *bbolt.Tx, key string, value []byte, ttl time.Duration) (store.Entry, error) {
	root, err := tx.CreateBucketIfNotExists(b.root)
	if err != nil {
		return store.Entry{}, err
	}
	if err := forgetExpiry(tx, b.name, key, root.Get([]byte(key))); err != nil {
		return store.Entry{}, err
	}
	revision, err := root.NextSequence()
	if err != nil {
		return store.Entry{}, err
	}
	e := entry{revision: revision, expires: expiry(b.store.config.Now(), ttl), value: value}
	if err := noteExpiry(tx, b.name, key, e.expires); err != nil {
		return store.Entry{}, err
	}
	return e.export(key), root.Put([]byte(key), e.encode())
}

// remove takes a key and its note of expiry out of the file.
func remove(tx *bbolt.Tx, bucket, key string) error {
	root := tx.Bucket([]byte("b/" + bucket))
	if root == nil {
		return nil
	}
	if err := forgetExpiry(tx, bucket, key, root.Get([]byte(key))); err != nil {
		return err
	}
	return root.Delete([]byte(key))
}

func checkWrite(key string, value []byte, ttl time.Duration) error {
	if ttl < 0 {
		return store.ErrBadTTL
	}
	if err := store.CheckKey(key); err != nil {
		return err
	}
	return store.CheckValue(value)
}
