package main

import (
	"context"
	"net/http"
	"path/filepath"
	"slices"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// returner is one of a crowd around a server that ends in order and is started again.
type returner struct {
	socket *websocket.Conn
	// wait is what the server asked for.
	wait time.Duration
	// gone is when the socket was closed, back when the next one answered; tries is how often it was dialled.
	gone, back time.Time
	tries      int
	err        error
}

// TestACrowdComesBackSpreadOut is O5 for a restart in order, under load: 500 sockets that talk are each told their own moment to come back, no tenth of the
// time gets more than twice its share of them, and all of them are let in.
func TestACrowdComesBackSpreadOut(t *testing.T) {
	t.Parallel() // it waits for three seconds, as the crowd is told to
	const people, parts = 500, 10
	data := filepath.Join(t.TempDir(), "tandem.db")
	r := startOn(t, data)
	ada := r.administrator()
	crowd := make([]returner, people)
	// The next process has a port of its own: that of the former one may have been given to somebody else meanwhile.
	var at atomic.Pointer[running]
	at.Store(r)
	dial := func(ctx context.Context) (*websocket.Conn, error) {
		server := at.Load()
		c, _, err := websocket.Dial(ctx, server.url("/ws/agent"), &websocket.DialOptions{
			HTTPClient: ada.client, HTTPHeader: http.Header{"Origin": {"http://" + server.bound.HTTP}}, Subprotocols: []string{wire.Subprotocol},
		})
		return c, err
	}
	var everybody sync.WaitGroup
	atOnce := make(chan struct{}, 32)
	for i := range crowd {
		everybody.Go(func() {
			atOnce <- struct{}{}
			defer func() { <-atOnce }()
			crowd[i].socket, crowd[i].err = dial(t.Context())
		})
	}
	everybody.Wait()
	for i := range crowd {
		if crowd[i].err != nil {
			t.Fatal(crowd[i].err)
		}
		everybody.Go(func() { crowd[i].stay(t.Context(), dial) })
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	at.Store(startOn(t, data))
	everybody.Wait()

	var waits, returns []time.Duration
	tries := 0
	for i := range crowd {
		p := &crowd[i]
		if p.err != nil {
			t.Fatal(p.err)
		}
		waits, returns, tries = append(waits, p.wait), append(returns, p.back.Sub(p.gone)), tries+p.tries
	}
	slices.Sort(waits)
	slices.Sort(returns)
	first, last := waits[0], waits[people-1]
	if first < 300*time.Millisecond || last > 3*time.Second {
		t.Errorf("told to come back after %s to %s", first, last)
	}
	most := 0
	for part := range parts {
		from := 300*time.Millisecond + time.Duration(part)*270*time.Millisecond
		begin, _ := slices.BinarySearch(waits, from)
		end, _ := slices.BinarySearch(waits, from+270*time.Millisecond)
		most = max(most, end-begin)
	}
	// A tenth of 500 is 50 ± 7: a hundred never come by chance.
	if most > 2*people/parts {
		t.Errorf("%d of %d were told to come within the same tenth of the time", most, people)
	}
	t.Logf("told to come back after %s to %s, at most %d of %d in one tenth of that; back after p50 %s, p99 %s, %d tries",
		first, last, most, people, returns[people/2], returns[people*99/100], tries)
}

// stay talks until the server says goodbye, waits for as long as it is told to, and comes back.
func (p *returner) stay(ctx context.Context, dial func(context.Context) (*websocket.Conn, error)) {
	if p.err = p.talk(ctx); p.err != nil {
		return
	}
	p.gone = time.Now()
	_ = p.socket.CloseNow() // closed by the server
	for wait := p.wait; ; wait = 500 * time.Millisecond {
		timer := time.NewTimer(wait)
		select {
		case <-timer.C:
		case <-ctx.Done():
			p.err = ctx.Err()
			return
		}
		p.tries++
		c, err := dial(ctx)
		if err != nil && p.tries < 60 {
			continue // the next process is not there yet
		}
		if p.err = err; err == nil {
			p.back = time.Now()
			_ = c.CloseNow()
		}
		return
	}
}

// talk says one word after the other, and returns nil once the server has said when to come back, and closed the socket.
func (p *returner) talk(ctx context.Context) error {
	const words = 100 // as many as one may say at once
	for n := uint32(1); ; n++ {
		if n <= words { // to a server that has closed already it counts for nothing: the goodbye is there to be read
			_ = p.socket.Write(ctx, websocket.MessageText, wire.Encode(wire.Ping{N: n}))
		}
		_, frame, err := p.socket.Read(ctx)
		if websocket.CloseStatus(err) == wire.CloseRestart && p.wait > 0 {
			return nil
		}
		if err != nil {
			return err
		}
		m, err := wire.Decode(wire.FromServer, frame)
		if err != nil {
			return err
		}
		if bye, ok := m.(wire.Bye); ok {
			p.wait = time.Duration(bye.RetryMS) * time.Millisecond
		}
	}
}
