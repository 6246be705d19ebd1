package store

import (
	"context"
	"errors"
	"time"
)

// Errors that every engine returns, wrapped or not; test with errors.Is.
var (
	// ErrNotFound: the key (or log) is not there, or its time to live has passed.
	ErrNotFound = errors.New("store: not found")
	// ErrExists: Create found the key already there.
	ErrExists = errors.New("store: exists")
	// ErrConflict: Update or Delete named a revision that is no longer the current one.
	ErrConflict = errors.New("store: revision conflict")
	// ErrTooLarge: a key is longer than MaxKey or a value longer than MaxValue.
	ErrTooLarge = errors.New("store: key or value too large")
	// ErrBadName: a name or key that CheckName or CheckKey refuses.
	ErrBadName = errors.New("store: bad name")
	// ErrBadTTL: a time to live below zero.
	ErrBadTTL = errors.New("store: negative time to live")
	// ErrClosed: the store was closed.
	ErrClosed = errors.New("store: closed")
	// ErrFull: the disk has no room, or the file cannot be written; nothing of the write was kept.
	ErrFull = errors.New("store: cannot write")
)

// Limits that every engine enforces, on the way in.
const (
	MaxKey   = 512     // bytes
	MaxValue = 1 << 20 // bytes (1 MiB): the largest value NATS takes without configuration
	// BusBacklog in messages: a call's offer and its candidates come in bursts of about thirty.
	BusBacklog = 64
)

// Store is one engine: it hands out buckets and logs by name, creating them on first use.
//
// A call whose context ends returns the context's error. For a write that had already been handed to the disk this leaves open
// whether it was kept: every write here can be repeated or looked up without harm (compare-and-set, message ids).
type Store interface {
	Bucket(name string) (Bucket, error)
	Log(name string) (Log, error)
	Bus() Bus
	// Close ends all watches and subscriptions and waits for running calls; everything after it returns ErrClosed.
	Close() error
}

// Entry is one key's present value. Revision grows with every change of the key and is never used twice for it.
type Entry struct {
	Key      string
	Value    []byte
	Revision uint64
	// Expires is zero for an entry that stays.
	Expires time.Time
}

// Change is one step seen by a watcher. Deleted entries carry the key alone.
type Change struct {
	Entry
	Deleted bool
}

// Bucket is a set of keys whose writes are compare-and-set. Every write is on disk before it returns. Slices that come out belong to the caller.
type Bucket interface {
	// Get returns the entry or ErrNotFound.
	Get(ctx context.Context, key string) (Entry, error)
	// Create writes a key that is not there, or returns ErrExists. ttl 0 means for ever; an expired key counts as absent.
	Create(ctx context.Context, key string, value []byte, ttl time.Duration) (revision uint64, err error)
	// Update replaces the value if the key is at the given revision, else ErrConflict (ErrNotFound if it is gone).
	// ttl counts from now and replaces the former one; 0 means for ever.
	Update(ctx context.Context, key string, value []byte, revision uint64, ttl time.Duration) (uint64, error)
	// Delete removes the key if it is at the given revision, else ErrConflict or ErrNotFound.
	Delete(ctx context.Context, key string, revision uint64) error
	// Scan calls fn for every live key with the prefix, in byte order, on one consistent view; it stops at fn's first error and returns it.
	// fn must not write to the store.
	Scan(ctx context.Context, prefix string, fn func(Entry) error) error
	// Watch delivers changes made after the call to keys with the prefix until ctx ends; then the channel is closed.
	// A watcher that falls behind loses nothing but sees only the newest change of a key. Expiry is not reported.
	// Watch first and Scan then, and no change is missed.
	Watch(ctx context.Context, prefix string) (<-chan Change, error)
}

// Record is one line of a log.
type Record struct {
	// Seq starts at 1 and has no gaps.
	Seq uint64
	// ID is the writer's own id for the record: appending it again returns the first one's Seq.
	ID   string
	Time time.Time
	Body []byte
}

// Log is an append-only sequence per stream ("conversation" for the chat). Streams and record ids are keys (CheckKey).
type Log interface {
	// Append writes one record durably and returns it. If the stream already has a record with that id, it is returned
	// unchanged with appended=false.
	Append(ctx context.Context, stream, id string, body []byte) (rec Record, appended bool, err error)
	// Read calls fn for the records of stream with Seq > after, in order, at most limit of them (0: all); it stops at fn's first
	// error and returns it. A stream that is not there has no records. fn may take its time and may write to the store.
	Read(ctx context.Context, stream string, after uint64, limit int, fn func(Record) error) error
	// Last returns the sequence number of the stream's newest record, 0 if there is no such stream.
	Last(ctx context.Context, stream string) (uint64, error)
	// Watch delivers the records appended to stream after the call, all of them and in order, until ctx ends or the stream is
	// dropped; then the channel is closed. Watch first and Read then, and skip what has been read: nothing is missed or doubled.
	Watch(ctx context.Context, stream string) (<-chan Record, error)
	// Drop removes a stream and all of its records; ErrNotFound if there is none. A later Append begins again at Seq 1.
	Drop(ctx context.Context, stream string) error
}

// Bus carries small messages between the parts of one or more nodes, at most once, in order per publisher and subject.
type Bus interface {
	// Publish never blocks on a slow subscriber: one that is BusBacklog messages behind loses those that come next.
	Publish(ctx context.Context, subject string, body []byte) error
	// Subscribe delivers until ctx ends; then the channel is closed. Subscribers of a subject may share the slices: do not write to them.
	Subscribe(ctx context.Context, subject string) (<-chan []byte, error)
}
