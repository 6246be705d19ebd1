package bolt

import (
	"bytes"
	"context"
	"fmt"
	"time"

	"go.etcd.io/bbolt"

	"github.com/tandem-cobrowse/tandem/store"
)

// A read holds bbolt's snapshot for one chunk at a time, so that a slow reader keeps no old pages alive. Both bounds are checked after a record.
const (
	chunkRecords = 128
	chunkBytes   = 256 << 10
)

// log is one log of the store; root is its name in the file.
type log struct {
	store *Store
	name  string
	root  []byte
}

func (l *log) Append(ctx context.Context, stream, id string, body []byte) (store.Record, bool, error) {
	if err := store.CheckKey(stream); err != nil {
		return store.Record{}, false, err
	}
	if err := checkWrite(id, body, 0); err != nil {
		return store.Record{}, false, err
	}
	var rec store.Record
	appended := false
	err := l.store.do(ctx, func(tx *bbolt.Tx) (func(), error) {
		root, err := tx.CreateBucketIfNotExists(l.root)
		if err != nil {
			return nil, err
		}
		if at := root.Get(idKey(stream, id)); at != nil {
			rec, err = decodeRecord(seqOf(at), root.Get(recordKey(stream, seqOf(at))))
			return nil, err
		}
		rec = store.Record{
			Seq: head(root, stream) + 1, ID: id, Body: bytes.Clone(body),
			Time: l.store.config.Now().UTC().Truncate(time.Millisecond),
		}
		key := recordKey(stream, rec.Seq)
		if err := root.Put(key, encodeRecord(rec)); err != nil {
			return nil, err
		}
		appended = true
		return func() { l.wakeFollowers(stream) }, root.Put(idKey(stream, id), key[len(key)-8:])
	})
	if err != nil {
		return store.Record{}, false, err
	}
	return rec, appended, nil
}

func (l *log) Read(ctx context.Context, stream string, after uint64, limit int, fn func(store.Record) error) error {
	if err := store.CheckKey(stream); err != nil {
		return err
	}
	for left := limit; ; {
		chunk, more, err := l.chunk(ctx, stream, after, left)
		if err != nil {
			return err
		}
		for _, rec := range chunk {
			if err := ctx.Err(); err != nil {
				return err
			}
			if err := fn(rec); err != nil {
				return err
			}
			after = rec.Seq
		}
		if left -= len(chunk); !more || (limit > 0 && left <= 0) {
			return nil
		}
	}
}

func (l *log) Last(ctx context.Context, stream string) (seq uint64, err error) {
	if err := store.CheckKey(stream); err != nil {
		return 0, err
	}
	err = l.store.view(ctx, func(tx *bbolt.Tx) error {
		if root := tx.Bucket(l.root); root != nil {
			seq = head(root, stream)
		}
		return nil
	})
	return seq, err
}

func (l *log) Drop(ctx context.Context, stream string) error {
	if err := store.CheckKey(stream); err != nil {
		return err
	}
	return l.store.do(ctx, func(tx *bbolt.Tx) (func(), error) {
		root := tx.Bucket(l.root)
		if root == nil || head(root, stream) == 0 {
			return nil, store.ErrNotFound
		}
		for _, prefix := range [][]byte{idPrefix(stream), recordPrefix(stream)} {
			if err := removeAll(root, prefix); err != nil {
				return nil, fmt.Errorf("drop stream: %w", err)
			}
		}
		return func() { l.endFollowers(stream) }, nil
	})
}

// chunk copies the next records; more says that there may be others.
func (l *log) chunk(ctx context.Context, stream string, after uint64, limit int) (recs []store.Record, more bool, err error) {
	err = l.store.view(ctx, func(tx *bbolt.Tx) error {
		root := tx.Bucket(l.root)
		if root == nil {
			return nil
		}
		prefix, size := recordPrefix(stream), 0
		c := root.Cursor()
		for k, raw := c.Seek(recordKey(stream, after+1)); k != nil && bytes.HasPrefix(k, prefix); k, raw = c.Next() {
			rec, err := decodeRecord(seqOf(k), raw)
			if err != nil {
				return err
			}
			recs = append(recs, rec)
			if size += len(raw); len(recs) == limit || len(recs) == chunkRecords || size >= chunkBytes {
				more = true
				return nil
			}
		}
		return nil
	})
	return recs, more, err
}

// head is the last sequence number of a stream, 0 if there is no such stream.
func head(root *bbolt.Bucket, stream string) uint64 {
	c, prefix := root.Cursor(), recordPrefix(stream)
	k, _ := c.Seek(append([]byte(stream), 0, 'r'+1))
	if k == nil {
		k, _ = c.Last()
	} else {
		k, _ = c.Prev()
	}
	if !bytes.HasPrefix(k, prefix) {
		return 0
	}
	return seqOf(k)
}

// removeAll deletes every key with the prefix; keys are gathered first because deleting moves a cursor.
func removeAll(root *bbolt.Bucket, prefix []byte) error {
	var keys [][]byte
	c := root.Cursor()
	for k, _ := c.Seek(prefix); k != nil && bytes.HasPrefix(k, prefix); k, _ = c.Next() {
		keys = append(keys, bytes.Clone(k))
	}
	for _, k := range keys {
		if err := root.Delete(k); err != nil {
			return err
		}
	}
	return nil
}
