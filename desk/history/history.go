package history

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"math"
	"slices"
	"strings"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// The buckets.
const (
	bucketSummaries = "history.summaries" // numbers backwards: the newest is the first
	bucketNumbers   = "history.numbers"   // conversation id → number
	bucketCounter   = "history.counter"   // one record: the next number
	bucketPostings  = "history.postings"
	bucketDue       = "history.due" // site "/" milliseconds of the end "-" conversation id
)

// ErrNotFound means that there is no such conversation in the history.
var ErrNotFound = errors.New("history: not found")

// Summary is what a list shows of a conversation.
type Summary struct {
	ID        string    `json:"id"`
	Site      string    `json:"site"`
	SiteName  string    `json:"site_name"`
	Visitor   string    `json:"visitor"`
	Name      string    `json:"name"`
	Email     string    `json:"email,omitempty"`
	Group     string    `json:"group"`
	Agent     string    `json:"agent,omitempty"`
	AgentName string    `json:"agent_name,omitempty"`
	Staff     []string  `json:"staff,omitempty"`
	State     string    `json:"state"`
	Reason    string    `json:"reason,omitempty"`
	Stars     int       `json:"stars,omitempty"`
	Started   time.Time `json:"started"`
	Ended     time.Time `json:"ended"`
	Snippet   string    `json:"snippet"`
}

// Document is a conversation with what was written in it.
type Document struct {
	Summary
	Texts []string
}

// History is the index. Its methods may be called from any goroutine; it owns none.
type History struct {
	summaries store.Bucket
	numbers   store.Bucket
	counter   store.Bucket
	due       store.Bucket
	postings  postings
}

// Buckets is the part of a store.Store that the history needs.
type Buckets interface {
	Bucket(name string) (store.Bucket, error)
}

// New opens the history.
func New(s Buckets) (*History, error) {
	h := &History{}
	for name, bucket := range map[string]*store.Bucket{
		bucketSummaries: &h.summaries, bucketNumbers: &h.numbers, bucketCounter: &h.counter, bucketDue: &h.due, bucketPostings: &h.postings.bucket,
	} {
		var err error
		if *bucket, err = s.Bucket(name); err != nil {
			return nil, fmt.Errorf("history: open bucket %s: %w", name, err)
		}
	}
	return h, nil
}

// Index takes conversations in. Words first and the summary last: what is found can be shown.
func (h *History) Index(ctx context.Context, documents ...Document) error {
	byWord := map[string][]uint64{}
	numbers := make([]uint64, len(documents))
	for i, d := range documents {
		n, err := h.number(ctx, d.ID)
		if err != nil {
			return fmt.Errorf("history: number %s: %w", d.ID, err)
		}
		numbers[i] = n
		for _, word := range d.terms() {
			byWord[word] = append(byWord[word], n)
		}
	}
	if err := h.postings.add(ctx, byWord); err != nil {
		return fmt.Errorf("history: write postings: %w", err)
	}
	for i, d := range documents {
		if err := create(ctx, h.due, dueKey(d.Site, d.Ended, d.ID), nil); err != nil {
			return err
		}
		raw, err := json.Marshal(d.Summary)
		if err != nil {
			return err
		}
		if err := put(ctx, h.summaries, summaryKey(numbers[i]), raw); err != nil {
			return err
		}
	}
	return nil
}

// Erase takes a conversation out again, words and all. The one that is not there is erased already.
func (h *History) Erase(ctx context.Context, d Document) error {
	n, err := h.lookUp(ctx, d.ID)
	if errors.Is(err, ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	byWord := map[string][]uint64{}
	for _, word := range d.terms() {
		byWord[word] = []uint64{n}
	}
	if err := h.postings.remove(ctx, byWord); err != nil {
		return err
	}
	for _, gone := range []struct {
		bucket store.Bucket
		key    string
	}{{h.summaries, summaryKey(n)}, {h.due, dueKey(d.Site, d.Ended, d.ID)}, {h.numbers, d.ID}} {
		if err := drop(ctx, gone.bucket, gone.key); err != nil {
			return err
		}
	}
	return nil
}

// Due returns the conversations of a site that ended before a time, oldest first, at most limit of them.
func (h *History) Due(ctx context.Context, site string, before time.Time, limit int) (ids []string, err error) {
	errEnough := errors.New("enough")
	err = h.due.Scan(ctx, site+"/", func(e store.Entry) error {
		at, id, _ := strings.Cut(strings.TrimPrefix(e.Key, site+"/"), "-")
		if at >= fmt.Sprintf("%014d", before.UnixMilli()) || len(ids) >= limit {
			return errEnough
		}
		ids = append(ids, id)
		return nil
	})
	if errors.Is(err, errEnough) {
		err = nil
	}
	return ids, err
}

// The marks of words that are none.
const (
	markPerson  = "p:"
	markVisitor = "v:"
	markGroup   = "g:"
	markMonth   = "m:"
	// markAll is under every conversation.
	markAll = "a:"
)

// terms are all words under which a conversation is found.
func (d Document) terms() []string {
	out := words(append([]string{d.Name, d.Email}, d.Texts...)...)
	for _, p := range d.Staff {
		out = append(out, markPerson+p)
	}
	return append(out, markVisitor+d.Visitor, markGroup+d.Group, monthOf(d.Started), markAll)
}

func monthOf(t time.Time) string { return markMonth + t.UTC().Format("200601") }

// summaryKey sorts the newest first.
func summaryKey(n uint64) string { return fmt.Sprintf("%020d", math.MaxUint64-n) }

func dueKey(site string, ended time.Time, id string) string {
	return fmt.Sprintf("%s/%014d-%s", site, ended.UnixMilli(), id)
}

// number gives a conversation its number, or returns the one it has. The counter moves first: a number may stay unused, and is never used twice.
func (h *History) number(ctx context.Context, id string) (uint64, error) {
	if n, err := h.lookUp(ctx, id); !errors.Is(err, ErrNotFound) {
		return n, err
	}
	n, err := h.count(ctx)
	if err != nil {
		return 0, err
	}
	_, err = h.numbers.Create(ctx, id, fmt.Appendf(nil, "%d", n), 0)
	if errors.Is(err, store.ErrExists) {
		return h.lookUp(ctx, id)
	}
	return n, err
}

func (h *History) lookUp(ctx context.Context, id string) (n uint64, err error) {
	e, err := h.numbers.Get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return 0, ErrNotFound
	}
	if err == nil {
		_, err = fmt.Sscan(string(e.Value), &n)
	}
	return n, err
}

func (h *History) count(ctx context.Context) (n uint64, err error) {
	for {
		e, err := h.counter.Get(ctx, "next")
		if errors.Is(err, store.ErrNotFound) {
			_, err = h.counter.Create(ctx, "next", []byte("1"), 0)
		} else if err == nil {
			if _, err = fmt.Sscan(string(e.Value), &n); err == nil {
				_, err = h.counter.Update(ctx, "next", fmt.Appendf(nil, "%d", n+1), e.Revision, 0)
			}
		}
		if !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrExists) {
			return n, err
		}
	}
}

func create(ctx context.Context, b store.Bucket, key string, value []byte) error {
	_, err := b.Create(ctx, key, value, 0)
	if errors.Is(err, store.ErrExists) {
		return nil
	}
	return err
}

func put(ctx context.Context, b store.Bucket, key string, value []byte) error {
	for {
		_, err := b.Create(ctx, key, value, 0)
		if !errors.Is(err, store.ErrExists) {
			return err
		}
		e, err := b.Get(ctx, key)
		if err == nil {
			_, err = b.Update(ctx, key, value, e.Revision, 0)
		}
		if !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
}

func drop(ctx context.Context, b store.Bucket, key string) error {
	for {
		e, err := b.Get(ctx, key)
		if err == nil {
			err = b.Delete(ctx, key, e.Revision)
		}
		if errors.Is(err, store.ErrNotFound) {
			return nil
		}
		if !errors.Is(err, store.ErrConflict) {
			return err
		}
	}
}

// sorted are a set's numbers, newest first.
func (s set) sorted() []uint64 {
	var out []uint64
	for n := range uint64(len(s)) * 64 {
		if s.has(n) {
			out = append(out, n)
		}
	}
	slices.Reverse(out)
	return out
}
