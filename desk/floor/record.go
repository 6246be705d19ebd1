package floor

import (
	"context"
	"crypto/rand"
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// The buckets. Values are JSON.
const (
	bucketChats    = "desk.chats"    // conversation id
	bucketOpen     = "desk.open"     // conversation id, while it has not ended: what a start of the server has to look at
	bucketVisitors = "desk.visitors" // visitor id
	bucketDuties   = "desk.duties"   // person id: what they last chose
	bucketMarks    = "desk.marks"    // conversation "/" person, or "visitor"
	bucketPairs    = "desk.pairs"    // person "/" colleague: there is a direct conversation
)

// Record is a conversation as it is kept.
type Record struct {
	ID   string                `json:"id"`
	Kind wire.ConversationKind `json:"kind"`
	// Of a visitor's conversation.
	Site     string `json:"site,omitempty"`
	Visitor  string `json:"visitor,omitempty"`
	Name     string `json:"name,omitempty"`
	Email    string `json:"email,omitempty"`
	Language string `json:"language,omitempty"`
	Group    string `json:"group,omitempty"`
	// Returning: the visitor had written before.
	Returning bool `json:"returning,omitempty"`
	// Pair are the two of a direct conversation.
	Pair []string `json:"pair,omitempty"`

	State  wire.ChatState  `json:"state"`
	Reason wire.ChatReason `json:"reason,omitempty"`
	// Agent has it or is offered it.
	Agent  string `json:"agent,omitempty"`
	Parked bool   `json:"parked,omitempty"`
	// Beside are colleagues whom the agent asked, in the order of asking; only while it is active.
	Beside []Companion `json:"beside,omitempty"`
	// Returned: at the head of the queue.
	Returned bool      `json:"returned,omitempty"`
	Declined []string  `json:"declined,omitempty"`
	Queued   time.Time `json:"queued"`
	Since    time.Time `json:"since"`
	Started  time.Time `json:"started"`
	Ended    time.Time `json:"ended,omitzero"`
	// Staff took part, in order of appearance.
	Staff []string `json:"staff,omitempty"`
	// Session is the co-browse that goes on, if one does.
	Session string `json:"session,omitempty"`
	Stars   int    `json:"stars,omitempty"`
	Comment string `json:"comment,omitempty"`
}

// visitorRecord is somebody who has written.
type visitorRecord struct {
	ID     string `json:"id"`
	Site   string `json:"site"`
	Digest string `json:"digest"` // of the token
	Name   string `json:"name,omitempty"`
	Email  string `json:"email,omitempty"`
	// Conversation is the newest one.
	Conversation string    `json:"conversation"`
	Seen         time.Time `json:"seen"`
}

// mark is up to where somebody has got and read a conversation.
type mark struct {
	Delivered uint64 `json:"delivered"`
	Read      uint64 `json:"read"`
}

// dutyRecord is what somebody chose last.
type dutyRecord struct {
	State    wire.Duty `json:"state"`
	Capacity int       `json:"capacity"`
}

// table is one bucket of JSON records.
type table[T any] struct{ bucket store.Bucket }

// get returns a record and its revision; store.ErrNotFound.
func (t table[T]) get(ctx context.Context, key string) (v T, revision uint64, err error) {
	e, err := t.bucket.Get(ctx, key)
	if err != nil {
		return v, 0, err
	}
	if err := json.Unmarshal(e.Value, &v); err != nil {
		return v, 0, fmt.Errorf("floor: record %q does not decode: %w", key, err)
	}
	return v, e.Revision, nil
}

func (t table[T]) create(ctx context.Context, key string, v T) (uint64, error) {
	return t.bucket.Create(ctx, key, encode(v), 0)
}

func (t table[T]) update(ctx context.Context, key string, v T, revision uint64) (uint64, error) {
	return t.bucket.Update(ctx, key, encode(v), revision, 0)
}

// put writes a record whatever was there.
func (t table[T]) put(ctx context.Context, key string, v T) error {
	for {
		_, err := t.create(ctx, key, v)
		if !errors.Is(err, store.ErrExists) {
			return err
		}
		e, err := t.bucket.Get(ctx, key)
		if err == nil {
			_, err = t.update(ctx, key, v, e.Revision)
		}
		if !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
}

// drop removes a record whatever its revision is; one that is not there is fine.
func (t table[T]) drop(ctx context.Context, key string) error {
	for {
		e, err := t.bucket.Get(ctx, key)
		if err == nil {
			err = t.bucket.Delete(ctx, key, e.Revision)
		}
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
}

// keys lists what is after the prefix.
func (t table[T]) keys(ctx context.Context, prefix string) (out []string, err error) {
	err = t.bucket.Scan(ctx, prefix, func(e store.Entry) error {
		out = append(out, strings.TrimPrefix(e.Key, prefix))
		return nil
	})
	return out, err
}

// encode cannot fail for the records of this package, which hold nothing but strings, numbers and times.
func encode(v any) []byte {
	b, err := json.Marshal(v)
	if err != nil {
		panic(fmt.Sprintf("floor: %T does not marshal: %v", v, err))
	}
	return b
}

// idOf makes an id from what must give the same one again.
func idOf(parts ...string) string {
	sum := sha256.Sum256([]byte(strings.Join(parts, "\x00")))
	return base32ID(sum[:16])
}

// newID returns 128 random bits. Ids are not secrets.
func newID() string {
	var b [16]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	return base32ID(b[:])
}

func base32ID(b []byte) string {
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(b))
}

// newToken returns 256 random bits, and what is kept of them.
func newToken() (token, digest string) {
	var b [32]byte
	_, _ = rand.Read(b[:]) // never fails since Go 1.24
	token = base64.RawURLEncoding.EncodeToString(b[:])
	return token, digestOf(token)
}

func digestOf(token string) string {
	sum := sha256.Sum256([]byte(token))
	return hex.EncodeToString(sum[:])
}

func proves(token, digest string) bool {
	return subtle.ConstantTimeCompare([]byte(digestOf(token)), []byte(digest)) == 1
}

// directID is the conversation of two people, whoever begins it.
func directID(a, b string) string {
	if b < a {
		a, b = b, a
	}
	return "d-" + idOf(a, b)
}

func addOnce(list []string, s string) []string {
	if s == "" || slices.Contains(list, s) {
		return list
	}
	return append(slices.Clone(list), s)
}
