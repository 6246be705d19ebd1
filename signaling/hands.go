package signaling

import "sync"

// maxIdleHands is how many goroutines are kept for the next work. More work at once has more goroutines, which end with it.
const maxIdleHands = 64

// hands are goroutines that work for others: for readers, whose stacks then stay as small as waiting needs, and for sockets that have something to write,
// which need no goroutine while they have not. Taking one that has worked before costs less than starting one, whose stack has to grow each time.
type hands struct {
	work    chan func()
	enough  chan struct{} // a place for each that waits for work
	dones   sync.Pool     // of channels for wait
	closing <-chan struct{}
	running *sync.WaitGroup
}

func newHands(closing <-chan struct{}, running *sync.WaitGroup) *hands {
	return &hands{work: make(chan func()), enough: make(chan struct{}, maxIdleHands), closing: closing, running: running}
}

// start has f done and does not wait for it.
func (h *hands) start(f func()) {
	select {
	case h.work <- f:
	default:
		h.running.Go(func() { h.live(f) })
	}
}

// wait has f done and waits until it is.
func (h *hands) wait(f func()) {
	done, _ := h.dones.Get().(chan struct{})
	if done == nil {
		done = make(chan struct{}, 1)
	}
	h.start(func() {
		f()
		done <- struct{}{}
	})
	<-done
	h.dones.Put(done)
}

// live does one thing after the other, and ends when nothing is to do and enough others wait already.
func (h *hands) live(f func()) {
	for {
		f()
		select {
		case h.enough <- struct{}{}:
		default:
			return
		}
		select {
		case f = <-h.work:
			<-h.enough
		case <-h.closing:
			return
		}
	}
}
