package history

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"slices"
	"sync"

	"github.com/tandem-cobrowse/tandem/store"
)

const (
	// chunkSize in conversations.
	chunkSize = 1024
	// writersAtOnce share the store's group commits: one document's words are some hundred keys.
	writersAtOnce = 128
)

// postings is the bucket word "/" chunk → numbers.
type postings struct{ bucket store.Bucket }

func postingKey(word string, chunk uint64) string { return fmt.Sprintf("%s/%08d", word, chunk) }

// add enters numbers under words. All numbers of one call for one word and chunk are one write.
func (p postings) add(ctx context.Context, byWord map[string][]uint64) error {
	return p.change(ctx, byWord, func(have, some []uint64) []uint64 {
		have = append(have, some...)
		slices.Sort(have)
		return slices.Compact(have)
	})
}

// remove takes numbers off words.
func (p postings) remove(ctx context.Context, byWord map[string][]uint64) error {
	return p.change(ctx, byWord, func(have, some []uint64) []uint64 {
		return slices.DeleteFunc(have, func(n uint64) bool { return slices.Contains(some, n) })
	})
}

func (p postings) change(ctx context.Context, byWord map[string][]uint64, do func(have, some []uint64) []uint64) error {
	byKey := map[string][]uint64{}
	for word, numbers := range byWord {
		for _, n := range numbers {
			key := postingKey(word, n/chunkSize)
			byKey[key] = append(byKey[key], n)
		}
	}
	var (
		writers sync.WaitGroup
		mu      sync.Mutex
		first   error
		turn    = make(chan struct{}, writersAtOnce)
	)
	for key, numbers := range byKey {
		turn <- struct{}{}
		writers.Go(func() {
			defer func() { <-turn }()
			if err := p.rewrite(ctx, key, func(have []uint64) []uint64 { return do(have, numbers) }); err != nil {
				mu.Lock()
				defer mu.Unlock()
				first = errors.Join(first, err)
			}
		})
	}
	writers.Wait()
	return first
}

func (p postings) rewrite(ctx context.Context, key string, do func([]uint64) []uint64) error {
	for {
		e, err := p.bucket.Get(ctx, key)
		absent := errors.Is(err, store.ErrNotFound)
		if err != nil && !absent {
			return err
		}
		have, err := unpack(nil, e.Value)
		if err != nil {
			return err
		}
		numbers := do(have)
		switch {
		case absent && len(numbers) == 0:
			return nil
		case absent:
			_, err = p.bucket.Create(ctx, key, pack(numbers), 0)
		case len(numbers) == 0:
			err = p.bucket.Delete(ctx, key, e.Revision)
		default:
			_, err = p.bucket.Update(ctx, key, pack(numbers), e.Revision, 0)
		}
		if !errors.Is(err, store.ErrConflict) && !errors.Is(err, store.ErrExists) && !errors.Is(err, store.ErrNotFound) {
			return err
		}
	}
}

// find returns the numbers under every word that begins with the prefix, or under exactly that word, as a set by number.
func (p postings) find(ctx context.Context, word string, exact bool) (set, error) {
	if exact {
		word += "/"
	}
	var found set
	var numbers []uint64
	err := p.bucket.Scan(ctx, word, func(e store.Entry) (err error) {
		if numbers, err = unpack(numbers[:0], e.Value); err != nil {
			return err
		}
		for _, n := range numbers {
			found.put(n)
		}
		return nil
	})
	return found, err
}

// pack writes ascending numbers as their differences. The chunk is in the key, but the numbers are whole: a few bytes in two thousand.
func pack(numbers []uint64) []byte {
	out := make([]byte, 0, 2*len(numbers)+8)
	var last uint64
	for _, n := range numbers {
		out = binary.AppendUvarint(out, n-last)
		last = n
	}
	return out
}

var errDamaged = errors.New("history: damaged posting")

func unpack(into []uint64, packed []byte) ([]uint64, error) {
	var last uint64
	for len(packed) > 0 {
		d, n := binary.Uvarint(packed)
		if n <= 0 {
			return nil, errDamaged
		}
		last += d
		into, packed = append(into, last), packed[n:]
	}
	return into, nil
}

// set is a set of numbers, one bit each: 100,000 conversations are 12 KiB.
type set []uint64

func (s *set) put(n uint64) {
	for uint64(len(*s)) <= n/64 {
		*s = append(*s, 0)
	}
	(*s)[n/64] |= 1 << (n % 64)
}

func (s set) has(n uint64) bool { return n/64 < uint64(len(s)) && s[n/64]&(1<<(n%64)) != 0 }

// and leaves what is in both.
func (s set) and(o set) set {
	out := slices.Clone(s[:min(len(s), len(o))])
	for i := range out {
		out[i] &= o[i]
	}
	return out
}

// or leaves what is in either.
func (s set) or(o set) set {
	if len(o) > len(s) {
		s, o = o, s
	}
	out := slices.Clone(s)
	for i := range o {
		out[i] |= o[i]
	}
	return out
}
