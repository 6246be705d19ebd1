package bolt

import (
	"context"
	"strings"
	"sync"

	"github.com/tandem-cobrowse/tandem/store"
)

// during returns a context that ends with ctx or when the store closes.
func (s *Store) during(ctx context.Context) (context.Context, context.CancelFunc) {
	ctx, cancel := context.WithCancel(ctx)
	unhook := context.AfterFunc(s.running, cancel)
	return ctx, func() { unhook(); cancel() }
}

// deliver hands v to whoever reads out, or gives up when ctx ends.
func deliver[T any](ctx context.Context, out chan<- T, v T) bool {
	select {
	case out <- v:
		return true
	case <-ctx.Done():
		return false
	}
}

// awaken leaves a sign in a channel of one; a second sign before the first was seen adds nothing.
func awaken(wake chan<- struct{}) {
	select {
	case wake <- struct{}{}:
	default:
	}
}

// await waits for a sign, or returns false when ctx ends.
func await(ctx context.Context, wake <-chan struct{}) bool {
	select {
	case <-wake:
		return true
	case <-ctx.Done():
		return false
	}
}

// registry is who watches what, by topic.
type registry[W comparable] struct {
	mu     sync.Mutex // guards topics
	topics map[string]map[W]struct{}
}

func (r *registry[W]) add(topic string, w W) {
	r.mu.Lock()
	defer r.mu.Unlock()
	if r.topics == nil {
		r.topics = make(map[string]map[W]struct{})
	}
	if r.topics[topic] == nil {
		r.topics[topic] = make(map[W]struct{})
	}
	r.topics[topic][w] = struct{}{}
}

func (r *registry[W]) remove(topic string, w W) {
	r.mu.Lock()
	defer r.mu.Unlock()
	delete(r.topics[topic], w)
	if len(r.topics[topic]) == 0 {
		delete(r.topics, topic)
	}
}

// each calls fn, which must not block, for everybody who watches the topic.
func (r *registry[W]) each(topic string, fn func(W)) {
	r.mu.Lock()
	defer r.mu.Unlock()
	for w := range r.topics[topic] {
		fn(w)
	}
}

// watcher keeps what one Watch has not delivered yet: the newest change of each key, in the order in which the keys first changed.
type watcher struct {
	prefix string
	wake   chan struct{} // of one

	mu    sync.Mutex // guards the rest
	order []string
	next  map[string]store.Change
}

func (w *watcher) push(c store.Change) {
	if !strings.HasPrefix(c.Key, w.prefix) {
		return
	}
	w.mu.Lock()
	if _, waiting := w.next[c.Key]; !waiting {
		w.order = append(w.order, c.Key)
	}
	w.next[c.Key] = c
	w.mu.Unlock()
	awaken(w.wake)
}

func (w *watcher) pop() (store.Change, bool) {
	w.mu.Lock()
	defer w.mu.Unlock()
	if len(w.order) == 0 {
		w.order = nil // lets go of the array that popping from the front has left behind
		return store.Change{}, false
	}
	c := w.next[w.order[0]]
	delete(w.next, w.order[0])
	w.order = w.order[1:]
	return c, true
}

func (b *bucket) Watch(ctx context.Context, prefix string) (<-chan store.Change, error) {
	if err := store.CheckPrefix(prefix); err != nil {
		return nil, err
	}
	if err := b.store.enter(); err != nil {
		return nil, err
	}
	defer b.store.leave()
	w := &watcher{prefix: prefix, wake: make(chan struct{}, 1), next: make(map[string]store.Change)}
	b.store.watchers.add(b.name, w)
	out := make(chan store.Change)
	ctx, cancel := b.store.during(ctx)
	b.store.own(func() {
		defer close(out)
		defer cancel()
		defer b.store.watchers.remove(b.name, w)
		for await(ctx, w.wake) {
			for c, ok := w.pop(); ok; c, ok = w.pop() {
				if !deliver(ctx, out, c) {
					return
				}
			}
		}
	})
	return out, nil
}

// announcing is what the writer does with a change once it is on disk.
func (b *bucket) announcing(c store.Change) func() {
	return func() {
		b.store.watchers.each(b.name, func(w *watcher) { w.push(c) })
	}
}
