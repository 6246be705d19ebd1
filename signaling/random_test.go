package signaling_test

import (
	"fmt"
	"math/rand/v2"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// play is one random life of a session: windows and tabs come, say anything that is a message, and go, while time passes, the disk fails
// and heals, and the server restarts.
type play struct {
	t         *testing.T
	rnd       *rand.Rand
	ledger    *ledger
	server    *server
	agents    []*peer
	customers []*peer
	everyone  []*peer
	attempts  int
	offered   map[string]bool
	consented bool
	// resumed is what came back over HTTP.
	resumed []wire.Message
}

// Whatever both sides do, in any order: no step is tried that the table does not have, nothing is handed over before a yes, what is handed over
// is what was offered, every frame is one that a browser can read, and nothing is left behind.
func TestAnySequenceOfMessagesKeepsTheRules(t *testing.T) {
	seeds := uint64(30)
	if testing.Short() {
		seeds = 10
	}
	for seed := range seeds {
		t.Run(fmt.Sprint(seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				states := []wire.State{wire.StateIssued, wire.StateRedeemed, wire.StateRedeemed, wire.StateAsking}
				p := &play{t: t, rnd: rand.New(rand.NewPCG(seed, 1)), offered: map[string]bool{}}
				p.ledger = newLedger(states[seed%4])
				p.server = serveInMemory(t, p.ledger)
				for range 200 {
					p.step()
				}
				p.server.stop()
				synctest.Wait()
				p.check()
			})
		})
	}
}

func (p *play) step() {
	switch n := p.rnd.IntN(100); {
	case n < 6 && len(p.agents) < 4:
		p.agents = append(p.agents, p.join("/ws/agent?as=ada", consoleAt, wire.Attach{Session: sessionID}))
	case n < 12 && len(p.customers) < 4:
		p.customers = append(p.customers, p.join("/ws/customer", siteURL, wire.Hello{Session: sessionID, Token: token}))
	case n < 14:
		p.agents = p.part(p.agents)
	case n < 16:
		p.customers = p.part(p.customers)
	case n < 19:
		reply, _ := p.server.hub.Resume(p.t.Context(), sessionID, token) // errors are part of the game
		p.resumed = append(p.resumed, reply...)
	case n < 21:
		_ = p.server.hub.Answer(p.t.Context(), sessionID, token, p.attempt(), sdp)
	case n < 23:
		time.Sleep(time.Duration(p.rnd.IntN(40_000)) * time.Millisecond)
	case n == 23 && p.rnd.IntN(4) == 0:
		p.restart()
	case n == 24:
		p.ledger.refuse(errDisk)
	case n < 30:
		p.ledger.refuse(nil)
	case n < 65 && len(p.agents) > 0:
		p.say(p.agents[p.rnd.IntN(len(p.agents))], p.ofAgent())
	case len(p.customers) > 0:
		p.say(p.customers[p.rnd.IntN(len(p.customers))], p.ofCustomer())
	}
	if p.rnd.IntN(3) > 0 {
		synctest.Wait() // sometimes one thing after the other, sometimes all at once
	}
}

func (p *play) join(path, origin string, first wire.Message) *peer {
	peer := p.server.open(path, origin)
	p.everyone = append(p.everyone, peer)
	p.say(peer, first)
	return peer
}

func (p *play) part(peers []*peer) []*peer {
	if len(peers) == 0 {
		return peers
	}
	i := p.rnd.IntN(len(peers))
	_ = peers[i].conn.CloseNow()
	return append(peers[:i:i], peers[i+1:]...)
}

func (p *play) restart() {
	p.server.stop()
	p.agents, p.customers = nil, nil
	p.server = serveInMemory(p.t, p.ledger)
}

func (p *play) say(to *peer, m wire.Message) {
	_ = to.conn.Write(p.t.Context(), 1, wire.Encode(m)) // the socket may be closed by now
}

// attempt names one of the latest few.
func (p *play) attempt() string {
	return fmt.Sprintf("a%d", max(0, p.attempts-p.rnd.IntN(3)))
}

func (p *play) ofAgent() wire.Message {
	switch n := p.rnd.IntN(40); {
	case n < 12:
		p.attempts++
		m := offer(fmt.Sprintf("a%d", p.attempts))
		p.offered[m.Attempt] = true
		return m
	case n < 18:
		return wire.Candidate{Session: sessionID, Attempt: p.attempt(), Candidate: "c"}
	case n < 26:
		return wire.Link{Session: sessionID, Attempt: p.attempt(), Up: true, Path: wire.PathRelay}
	case n < 30:
		return wire.Link{Session: sessionID, Attempt: p.attempt()}
	case n < 33:
		return wire.Say{Session: sessionID, ID: fmt.Sprint(p.rnd.IntN(20)), Text: "x"}
	case n < 36:
		return wire.Ask{Session: sessionID}
	case n < 37:
		return wire.Detach{Session: sessionID}
	case n < 39:
		return wire.ICERequest{Session: sessionID}
	case p.rnd.IntN(4) == 0:
		return wire.Stop{Session: sessionID}
	}
	return wire.Attach{Session: sessionID}
}

func (p *play) ofCustomer() wire.Message {
	switch n := p.rnd.IntN(40); {
	case n < 8:
		p.consented = true
		return viewOnly
	case n < 10:
		return wire.Refuse{}
	case n < 16:
		return wire.Answer{Attempt: p.attempt(), SDP: sdp}
	case n < 20:
		return wire.Candidate{Attempt: p.attempt(), Candidate: "c"}
	case n < 28:
		return wire.Link{Attempt: p.attempt(), Up: true, Path: wire.PathDirect}
	case n < 32:
		return wire.Link{Attempt: p.attempt()}
	case n < 35:
		return wire.Say{ID: fmt.Sprint(p.rnd.IntN(20)), Text: "x"}
	case n < 37:
		return wire.Leaving{}
	case n < 39:
		return wire.ICERequest{}
	case p.rnd.IntN(4) == 0:
		return wire.Stop{}
	}
	return wire.Ping{N: 1}
}

func (p *play) check() {
	p.t.Helper()
	if len(p.ledger.illegal) > 0 {
		p.t.Errorf("steps that are not in the table: %v", p.ledger.illegal)
	}
	for _, m := range p.resumed {
		p.checkMessage(m)
	}
	for _, peer := range p.everyone {
		for m := range peer.messages {
			p.checkMessage(m)
		}
		if peer.err != nil && strings.Contains(peer.err.Error(), wire.ErrBadMessage.Error()) {
			p.t.Errorf("the server sent what cannot be read: %v", peer.err)
		}
	}
}

func (p *play) checkMessage(m wire.Message) {
	switch m := m.(type) {
	case wire.OfferReady:
		if !p.consented {
			p.t.Errorf("%s was handed over before a yes", m.Attempt)
		}
		if m.SDP != sdp+m.Attempt || !p.offered[m.Attempt] {
			p.t.Errorf("%s was not offered like that: %q", m.Attempt, m.SDP)
		}
	case wire.StateChanged:
		if m.State == wire.StateLive && !p.consented {
			p.t.Error("live before a yes")
		}
	}
}
