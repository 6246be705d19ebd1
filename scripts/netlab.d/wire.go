package main

import (
	"container/heap"
	"context"
	"math/rand/v2"
	"time"
)

// wire carries packets one way, shaped. One loop owns it.
type wire struct {
	in      chan []byte
	shapes  chan shape
	deliver func([]byte)
}

// wireBacklog is how many packets may wait for the loop itself; more are dropped, as by a card whose ring is full.
const wireBacklog = 4096

func newWire(deliver func([]byte)) *wire {
	return &wire{in: make(chan []byte, wireBacklog), shapes: make(chan shape), deliver: deliver}
}

// send hands a packet over; the memory belongs to the wire from now on.
func (w *wire) send(b []byte) {
	select {
	case w.in <- b:
	default:
	}
}

// reshape returns when the new shape is in force. What is in flight arrives as it would have.
func (w *wire) reshape(ctx context.Context, s shape) error {
	select {
	case w.shapes <- s:
		return nil
	case <-ctx.Done():
		return ctx.Err()
	}
}

// run carries packets until the context ends.
func (w *wire) run(ctx context.Context, random *rand.Rand) {
	shaper := shaper{random: random}
	var flying arrivalQueue
	timer := time.NewTimer(time.Hour)
	defer timer.Stop()
	for order := uint64(0); ; {
		select {
		case <-ctx.Done():
			return
		case shaper.shape = <-w.shapes:
			// What was scheduled under another shape does not hold newer packets back.
			shaper.free, shaper.last = time.Time{}, time.Time{}
		case b := <-w.in:
			for _, at := range shaper.arrivals(time.Now(), len(b)) {
				order++
				heap.Push(&flying, arrival{at, order, b})
			}
		case <-timer.C:
		}
		w.land(&flying, timer)
	}
}

// land delivers what has arrived and sets the timer for what is next.
func (w *wire) land(flying *arrivalQueue, timer *time.Timer) {
	for now := time.Now(); len(*flying) > 0; {
		next := (*flying)[0]
		if wait := next.at.Sub(now); wait > 0 {
			timer.Reset(wait)
			return
		}
		heap.Pop(flying)
		// A duplicate is a packet of its own: whoever gets it may write into it.
		w.deliver(append([]byte(nil), next.bytes...))
	}
}

type arrival struct {
	at    time.Time
	order uint64
	bytes []byte
}

// arrivalQueue is a heap, the earliest first; of those at the same time, the one that was sent first.
type arrivalQueue []arrival

func (q arrivalQueue) Len() int { return len(q) }
func (q arrivalQueue) Less(i, j int) bool {
	if q[i].at.Equal(q[j].at) {
		return q[i].order < q[j].order
	}
	return q[i].at.Before(q[j].at)
}
func (q arrivalQueue) Swap(i, j int) { q[i], q[j] = q[j], q[i] }
func (q *arrivalQueue) Push(x any)   { *q = append(*q, x.(arrival)) } //nolint:forcetypeassert // only arrivals are pushed
func (q *arrivalQueue) Pop() any {
	old := *q
	last := old[len(old)-1]
	*q = old[:len(old)-1]
	return last
}
