package signaling_test

import (
	"context"
	"fmt"
	"io"
	"net"
	"runtime"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// crowd is everybody who means ill at once, each on connections of their own.
type crowd struct {
	server *server
	ctx    context.Context
	done   sync.WaitGroup
}

// each runs n of them until the crowd goes home. One that is thrown out comes back, after a moment.
func (c *crowd) each(n int, misbehave func(i int) error) {
	for i := range n {
		c.done.Go(func() {
			for c.ctx.Err() == nil {
				if err := misbehave(i); err != nil {
					select {
					case <-c.ctx.Done():
					case <-time.After(20 * time.Millisecond):
					}
				}
			}
		})
	}
}

// tcp opens a connection, has it used, and closes it when the crowd goes home.
func (c *crowd) tcp(use func(net.Conn) error) error {
	conn, err := c.server.dial(c.ctx)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(c.ctx, func() { _ = conn.Close() })
	defer stop()
	defer conn.Close()
	return use(conn)
}

// socket opens a customer's socket from the i-th address.
func (c *crowd) socket(i int, use func(*websocket.Conn) error) error {
	p, resp, err := c.server.connect(fmt.Sprintf("/ws/customer?from=10.%d.%d.%d", i>>16&255, i>>8&255, i&255), siteURL)
	if err != nil {
		if resp != nil {
			_ = resp.Body.Close()
		}
		return err
	}
	stop := context.AfterFunc(c.ctx, func() { _ = p.conn.CloseNow() })
	defer stop()
	defer func() { _ = p.conn.CloseNow() }()
	return use(p.conn)
}

func (c *crowd) writeForEver(conn *websocket.Conn, frame []byte) error {
	for {
		if err := conn.Write(c.ctx, websocket.MessageText, frame); err != nil {
			return err
		}
	}
}

// assemble lets a crowd of every kind loose; size is how many half-open handshakes there are, and the rest goes by it.
func assemble(c *crowd, l *ledger, size int) {
	c.each(size, func(int) error { // handshakes that never end
		return c.tcp(func(conn net.Conn) error {
			if _, err := io.WriteString(conn, "GET /ws/customer HTTP/1.1\r\nHost: hub\r\nUpgrade: webs"); err != nil {
				return err
			}
			_, err := conn.Read(make([]byte, 1))
			return err
		})
	})
	c.each(size/5, func(i int) error { // sockets that say nothing
		return c.socket(i, func(conn *websocket.Conn) error { _, _, err := conn.Read(c.ctx); return err })
	})
	c.each(size/100, func(i int) error { // frames beyond the limit
		return c.socket(i, func(conn *websocket.Conn) error { return c.writeForEver(conn, make([]byte, 4*wire.MaxFrame)) })
	})
	c.each(size/100, func(i int) error { // slow writers: a frame that comes a byte a time
		return c.socket(i, func(conn *websocket.Conn) error {
			w, err := conn.Writer(c.ctx, websocket.MessageText)
			for err == nil {
				if _, err = w.Write([]byte(" ")); err == nil {
					time.Sleep(10 * time.Millisecond)
				}
			}
			return err
		})
	})
	for i := range size / 100 { // storms on authenticated sockets, by people who never read what comes back
		l.put(fmt.Sprint("storm", i), wire.StateAsking)
	}
	c.each(size/100, func(i int) error {
		return c.socket(i, func(conn *websocket.Conn) error {
			hello := strings.NewReplacer("SESSION", fmt.Sprint("storm", i), "TOKEN", "token-of-"+fmt.Sprint("storm", i)).Replace(`{"type":"hello","session":"SESSION","token":"TOKEN","chat_after":0}`)
			if err := conn.Write(c.ctx, websocket.MessageText, []byte(hello)); err != nil {
				return err
			}
			return c.writeForEver(conn, []byte(`{"type":"ping","n":1}`))
		})
	})
}

// TestAFloodHoldsUpNobodyElse: half-open handshakes, silent sockets, slow writers and readers, giant frames and storms, all at once. What an agent and a customer say
// to each other meanwhile arrives, in order, and the memory that the server takes for the crowd is bounded. How long it takes depends on who else has
// the processor: scripts/bench signaling measures it.
func TestAFloodHoldsUpNobodyElse(t *testing.T) {
	const size = 500
	l := newLedger(wire.StateAsking)
	s := serve(t, l)
	agent, customer, attempt := pairUp(t, s)
	before := heap()

	ctx, cancel := context.WithCancel(t.Context())
	c := &crowd{server: s, ctx: ctx}
	assemble(c, l, size)
	delays := exchange(t, agent, customer, attempt, 3*time.Second)
	grown := heap() - before
	cancel()
	c.done.Wait()

	slices.Sort(delays)
	t.Logf("there and back during the flood: p50 %s, p99 %s; heap grew by %d KiB", delays[len(delays)/2], delays[len(delays)*99/100], grown>>10)
	// The crowd's own half of each connection is in this process, too: some 60 KiB each all in all.
	if most := int64(size+size/5+3*size/100) * 96 << 10; grown > most {
		t.Errorf("the heap grew by %d KiB for the crowd, at most %d expected", grown>>10, most>>10)
	}
	if p99 := delays[len(delays)*99/100]; p99 > 5*time.Second {
		t.Errorf("p99 %s", p99)
	}
}

// pairUp brings an agent and a customer to where they exchange candidates.
func pairUp(t *testing.T, s *server) (agent, customer *peer, attempt string) {
	t.Helper()
	agent, _ = s.agent()
	customer, _ = s.customer()
	agent.send(wire.Offer{Session: sessionID, Attempt: "a1", SDP: "v=0"})
	customer.send(wire.Consent{Grants: []wire.Grant{wire.GrantView}})
	expect[wire.OfferReady](customer)
	customer.send(wire.Answer{Attempt: "a1", SDP: "v=0"})
	expect[wire.AnswerReady](agent)
	customer.send(wire.Link{Attempt: "a1", Up: true, Path: wire.PathDirect})
	expectState(agent, wire.StateLive)
	return agent, customer, "a1"
}

// exchange sends candidates there and back, some 30 a second.
func exchange(t *testing.T, agent, customer *peer, attempt string, during time.Duration) []time.Duration {
	t.Helper()
	var delays []time.Duration
	ticks := time.NewTicker(30 * time.Millisecond)
	defer ticks.Stop()
	for i, until := 0, time.Now().Add(during); i < 10 || time.Now().Before(until); i++ {
		word := fmt.Sprint("candidate ", i)
		begun := time.Now()
		agent.send(wire.Candidate{Session: sessionID, Attempt: attempt, Candidate: word, SDPMid: "0"})
		if got := expect[wire.CandidateReady](customer); got.Candidate != word {
			t.Fatalf("%q came for %q", got.Candidate, word)
		}
		customer.send(wire.Candidate{Attempt: attempt, Candidate: word, SDPMid: "0"})
		if got := expect[wire.CandidateReady](agent); got.Candidate != word {
			t.Fatalf("%q came for %q", got.Candidate, word)
		}
		delays = append(delays, time.Since(begun))
		<-ticks.C
	}
	return delays
}

func heap() int64 {
	runtime.GC()
	var m runtime.MemStats
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc + m.StackInuse) //nolint:gosec // far below the limit
}
