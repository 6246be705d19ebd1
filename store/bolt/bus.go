package bolt

import (
	"bytes"
	"context"
	"sync"

	"github.com/tandem-cobrowse/tandem/store"
)

// bus delivers within the process. A subscription costs its channel and no goroutine.
type bus struct {
	mu     sync.RWMutex // guards the rest; the owner of the write lock may close channels
	closed bool
	topics map[string]map[*subscription]struct{}
	ending sync.WaitGroup // subscriptions whose channel is not closed yet
}

type subscription struct {
	out    chan []byte
	unhook func() bool
}

func (b *bus) Publish(ctx context.Context, subject string, body []byte) error {
	if err := checkMessage(ctx, subject, body); err != nil {
		return err
	}
	b.mu.RLock()
	defer b.mu.RUnlock()
	if b.closed {
		return store.ErrClosed
	}
	if len(b.topics[subject]) == 0 {
		return nil
	}
	body = bytes.Clone(body)
	for s := range b.topics[subject] {
		select {
		case s.out <- body:
		default: // BusBacklog behind: it loses this one
		}
	}
	return nil
}

func (b *bus) Subscribe(ctx context.Context, subject string) (<-chan []byte, error) {
	if err := checkMessage(ctx, subject, nil); err != nil {
		return nil, err
	}
	b.mu.Lock()
	defer b.mu.Unlock()
	if b.closed {
		return nil, store.ErrClosed
	}
	s := &subscription{out: make(chan []byte, store.BusBacklog)}
	if b.topics == nil {
		b.topics = make(map[string]map[*subscription]struct{})
	}
	if b.topics[subject] == nil {
		b.topics[subject] = make(map[*subscription]struct{})
	}
	b.topics[subject][s] = struct{}{}
	b.ending.Add(1)
	s.unhook = context.AfterFunc(ctx, func() { b.end(subject, s) })
	return s.out, nil
}

// end takes a subscription off; it runs exactly once for each.
func (b *bus) end(subject string, s *subscription) {
	b.mu.Lock()
	defer b.mu.Unlock()
	defer b.ending.Done()
	delete(b.topics[subject], s)
	if len(b.topics[subject]) == 0 {
		delete(b.topics, subject)
	}
	close(s.out)
}

// close ends all subscriptions and waits for those that are just ending by themselves.
func (b *bus) close() {
	b.mu.Lock()
	b.closed = true
	open := make(map[*subscription]string)
	for subject, subs := range b.topics {
		for s := range subs {
			open[s] = subject
		}
	}
	b.mu.Unlock()
	for s, subject := range open {
		if s.unhook() {
			b.end(subject, s)
		}
	}
	b.ending.Wait()
}

func checkMessage(ctx context.Context, subject string, body []byte) error {
	if err := ctx.Err(); err != nil {
		return err
	}
	if err := store.CheckName(subject); err != nil {
		return err
	}
	return store.CheckValue(body)
}
