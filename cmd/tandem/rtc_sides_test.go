package main

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/pion/webrtc/v4"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// rtcSide is what a console window and a customer's page have in common: a socket, read by one goroutine, and connections.
type rtcSide struct {
	t       *testing.T
	name    string
	session string // empty for the customer, whose socket has one session only
	relay   bool
	done    chan struct{}
	// states and live have all that happened, in order.
	states chan wire.StateChanged
	live   chan *rtcPeer

	mu       sync.Mutex
	socket   *websocket.Conn
	peers    map[string]*rtcPeer
	over     bool   // no more peers
	isLive   bool   // by the server's last word
	newest   string // the attempt that came up last
	watchers sync.WaitGroup
}

func newRTCSide(t *testing.T, name, session string, relay bool) *rtcSide {
	s := &rtcSide{
		t: t, name: name, session: session, relay: relay,
		states: make(chan wire.StateChanged, 256), live: make(chan *rtcPeer, 16), peers: map[string]*rtcPeer{},
	}
	t.Cleanup(func() {
		s.hangUp()
		s.mu.Lock()
		s.over = true // a watcher may be about to make the next spare
		s.mu.Unlock()
		for _, p := range s.peers {
			p.described()
			_ = p.pc.GracefulClose()
		}
		s.watchers.Wait()
	})
	return s
}

// connect opens the socket, says what comes first, and reads until the socket ends.
func (s *rtcSide) connect(b *browser, path, origin string, handle func(wire.Message), first ...wire.Message) {
	s.t.Helper()
	socket, _, err := b.dial(path, origin)
	if err != nil {
		s.t.Fatal(err)
	}
	socket.SetReadLimit(1 << 20)
	s.done = make(chan struct{})
	s.mu.Lock()
	s.socket = socket
	s.mu.Unlock()
	for _, m := range first {
		s.say(m)
	}
	go func() {
		defer close(s.done)
		for {
			_, frame, err := socket.Read(context.Background())
			if err != nil {
				return
			}
			m, err := wire.Decode(wire.FromServer, frame)
			if err != nil {
				s.t.Errorf("%s: %v", s.name, err)
				return
			}
			switch m := m.(type) {
			case wire.StateChanged:
				s.mu.Lock()
				s.isLive = m.State == wire.StateLive
				s.mu.Unlock()
				s.states <- m
			case wire.CandidateReady:
				if p := s.peer(m.Attempt); p != nil {
					s.check(p.candidate(wire.CandidateInit{Candidate: m.Candidate, SDPMid: m.SDPMid}))
				}
			default:
				handle(m)
			}
		}
	}()
}

// hangUp closes the socket alone.
func (s *rtcSide) hangUp() {
	if socket := s.current(); socket != nil {
		_ = socket.CloseNow()
		<-s.done
	}
}

// say sends if the socket is open: a side that lost it goes on without.
func (s *rtcSide) say(m wire.Message) {
	_ = s.current().Write(context.Background(), websocket.MessageText, wire.Encode(m))
}

func (s *rtcSide) current() *websocket.Conn {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.socket
}

// check fails the test, but for what was under way when its connection ended: that comes to nothing.
func (s *rtcSide) check(err error) {
	if err != nil && !errors.Is(err, webrtc.ErrConnectionClosed) {
		s.t.Errorf("%s: %v", s.name, err)
	}
}

func (s *rtcSide) peer(attempt string) *rtcPeer {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.peers[attempt]
}

// newPeer makes a connection and reports what becomes of it; then, if it is up, is called after that.
func (s *rtcSide) newPeer(attempt string, servers []wire.ICEServer, then func()) *rtcPeer {
	p, err := newRTCPeer(attempt, servers, s.relay, func(c wire.CandidateInit) {
		s.say(wire.Candidate{Session: s.session, Attempt: attempt, Candidate: c.Candidate, SDPMid: c.SDPMid})
	})
	if err != nil {
		s.t.Errorf("%s: %v", s.name, err)
		return nil
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.over {
		_ = p.pc.GracefulClose()
		return nil
	}
	s.peers[attempt] = p
	s.watchers.Go(func() {
		select {
		case <-p.down:
			return // never up: the hub's own clock, or the other side, will say so
		case <-p.up:
		}
		s.linkUp(p)
		s.live <- p
		then()
		<-p.down
		s.say(wire.Link{Session: s.session, Attempt: attempt})
	})
	return p
}

func (s *rtcSide) linkUp(p *rtcPeer) {
	path, err := p.path()
	s.check(err)
	s.mu.Lock()
	s.newest = p.attempt
	s.mu.Unlock()
	s.say(wire.Link{Session: s.session, Attempt: p.attempt, Up: true, Path: path})
}

// rtcAgent is a console window that follows one session and always has a spare offer ready.
type rtcAgent struct {
	*rtcSide
	browser *browser
	ice     []wire.ICEServer
	offers  int
	// spares has the offers that the server has, in order.
	spares chan string
}

func (a *rtcAgent) open(first ...wire.Message) {
	a.t.Helper()
	a.connect(a.browser, "/ws/agent", "http://"+a.browser.r.bound.HTTP, a.handle, append([]wire.Message{wire.Attach{Session: a.session}}, first...)...)
}

func (a *rtcAgent) handle(m wire.Message) {
	switch m := m.(type) {
	case wire.ICEServers:
		if a.learn(m.Servers) {
			a.offer()
		}
	case wire.OfferWanted:
		a.offer()
	case wire.AnswerReady:
		if p := a.peer(m.Attempt); p != nil {
			a.check(p.accept(webrtc.SDPTypeAnswer, m.SDP))
		}
	case wire.Pong:
		a.spares <- attemptNamed(m.N)
	case wire.Fault:
		// What is said of a spare that went with its socket is refused, and what was on its way when the page left; of the connection that is up, never.
		if m.Code != wire.FaultWrongState || a.peer(m.Ref) == nil || a.isOn(m.Ref) {
			a.t.Errorf("agent: %+v", m)
		}
	}
}

// isOn reports whether this is the connection that the two talk through.
func (s *rtcSide) isOn(attempt string) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	return s.isLive && s.newest == attempt
}

// learn keeps the servers and reports whether they are the first since the socket was opened.
func (a *rtcAgent) learn(servers []wire.ICEServer) bool {
	a.mu.Lock()
	defer a.mu.Unlock()
	first := a.ice == nil
	a.ice = servers
	return first
}

// offer makes the next spare.
func (a *rtcAgent) offer() {
	a.mu.Lock()
	a.offers++
	n, servers := uint32(a.offers), a.ice
	a.mu.Unlock()
	attempt := attemptNamed(n)
	p := a.newPeer(attempt, servers, a.offer)
	if p == nil {
		return
	}
	sdp, err := p.offer()
	a.check(err)
	a.say(wire.Offer{Session: a.session, Attempt: attempt, SDP: sdp})
	a.say(wire.Ping{N: n}) // answered once the server has dealt with the offer
	p.described()
}

func attemptNamed(n uint32) string { return fmt.Sprint("offer-", n) }

// awaitSpare waits until the server has an offer after the one that is up.
func (a *rtcAgent) awaitSpare(up string) {
	a.t.Helper()
	for {
		select {
		case attempt := <-a.spares:
			if attempt != up {
				return
			}
		case <-time.After(patience):
			a.t.Fatal("no spare")
		}
	}
}

// rtcPage is a customer's page.
type rtcPage struct {
	*rtcSide
	browser *browser
	id      string
	token   string
}

func (c *rtcPage) open(first ...wire.Message) {
	c.t.Helper()
	c.connect(c.browser, "/ws/customer", c.browser.r.shop(), c.handle, append([]wire.Message{wire.Hello{Session: c.id, Token: c.token}}, first...)...)
}

func (c *rtcPage) handle(m wire.Message) {
	switch m := m.(type) {
	case wire.OfferReady:
		if sdp, p := c.answer(m); p != nil {
			c.say(wire.Answer{Attempt: m.Attempt, SDP: sdp})
			p.described()
		}
	case wire.Fault:
		c.t.Errorf("customer: %+v", m)
	}
}

func (c *rtcPage) answer(m wire.OfferReady) (string, *rtcPeer) {
	if c.peer(m.Attempt) != nil {
		return "", nil // sent again in case it was lost
	}
	p := c.newPeer(m.Attempt, m.ICE.Servers, func() {})
	if p == nil {
		return "", nil
	}
	sdp, err := p.answer(m)
	c.check(err)
	return sdp, p
}

// resume is what the next page does first: one request, the answer to the offer that comes back, and the socket.
func (c *rtcPage) resume() {
	c.t.Helper()
	reply := decode[struct{ Messages []json.RawMessage }](c.t,
		c.browser.call("POST", "/api/v1/sdk/resume", m{"session": c.id, "token": c.token}).want(c.t, 200, ""))
	for _, frame := range reply.Messages {
		got, err := wire.Decode(wire.FromServer, frame)
		if err != nil {
			c.t.Fatal(err)
		}
		if offer, ok := got.(wire.OfferReady); ok {
			sdp, p := c.answer(offer)
			c.browser.call("POST", "/api/v1/sdk/answer", m{"session": c.id, "token": c.token, "attempt": offer.Attempt, "sdp": sdp}).want(c.t, 204, "")
			c.open()
			p.described() // candidates go by the socket
			return
		}
	}
	c.t.Fatal("no offer came with the reply")
}

// count is how many connections this side has made.
func (s *rtcSide) count() int {
	s.mu.Lock()
	defer s.mu.Unlock()
	return len(s.peers)
}
