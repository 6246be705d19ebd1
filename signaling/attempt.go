package signaling

import (
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// connection is what a session knows of the browsers' way to each other. The agent's side offers:
//
//	          offer                    taken                    link up
//	agent ───────────► spare ───────────────────────► current ───────────► up
//	          newer offers replace it       │            │                  │
//	                                        │            └──── lost ◄───────┘   link down, leaving, resume, AttemptTimeout
//	                            handed to the customer
//
// The spare is handed over when the customer is there, has said yes, and no connection is up or being made. If there is none then,
// one console window is asked for one. There is one exception: an offer from a window other than the one whose connection is current
// replaces that at once. The console was reloaded, or the agent went on in another window: the newest that offers is the one.
//
// A spare lives as long as the socket that brought it, because a window that is gone cannot use the answer. The current connection
// does not depend on sockets: whichever window speaks of it next is its owner.
type connection struct {
	spare   *offer
	current *attempt
	// newest is the attempt that the customer's page got last; "" for a page that has had none yet.
	newest string
	// asked is the window that was asked for an offer and has not made one yet.
	asked   *socket
	askedAt time.Time
	// lastOfferer is the window that offered last.
	lastOfferer *socket
}

// offer is one description of the agent's side with the candidates that followed it.
type offer struct {
	id         string
	sdp        string
	candidates []wire.CandidateInit
	// agent is the window whose connection this is; nil once its socket is gone.
	agent *socket
}

// add keeps a candidate that came after the offer.
func (o *offer) add(m wire.Candidate) {
	if len(o.candidates) < wire.MaxCandidates {
		o.candidates = append(o.candidates, wire.CandidateInit{Candidate: m.Candidate, SDPMid: m.SDPMid})
	}
}

// attempt is an offer that was handed over.
type attempt struct {
	offer
	since time.Time
	// viaHTTP: it went out in the reply to Resume, so the page has it before its socket is open.
	viaHTTP bool
	// viaSocket: it went out over a page's socket, and only there can that page answer it.
	viaSocket bool
	answered  bool
	up        bool
	// For whoever has no socket just now; at most MaxCandidates each, besides the answer.
	toAgent, toCustomer []wire.Message
}

// connected reports whether the browsers have a path to each other, as far as they said.
func (s *session) connected() bool { return s.current != nil && s.current.up }

// offered keeps an agent's offer as the spare, or hands it over at once.
func (s *session) offered(from *socket, m wire.Offer) {
	if s.current != nil && s.current.id == m.Attempt {
		from.send(faultFor(s.id, m.Attempt, ErrWrongState))
		return
	}
	s.spare = &offer{id: m.Attempt, sdp: m.SDP, agent: from, candidates: []wire.CandidateInit{}}
	s.asked, s.lastOfferer = nil, from
	if s.current != nil && s.current.agent != from {
		if old := s.current.agent; old != nil {
			old.send(faultFor(s.id, s.current.id, ErrWrongState)) // the agent went on in another window
		}
		s.current = nil
	}
	s.maybeDeliver()
}

// maybeDeliver hands the spare to a customer who waits for it, or asks for one.
func (s *session) maybeDeliver() {
	if s.customer == nil || s.current != nil || !consented(s.rec.State) {
		return
	}
	if s.spare == nil {
		s.wantOffer()
		return
	}
	s.take()
	s.current.viaSocket = true
	s.customer.send(s.offerReady())
}

// take makes the spare the current attempt and tells its owner.
func (s *session) take() {
	s.current = &attempt{offer: *s.spare, since: time.Now()}
	s.spare, s.newest = nil, s.current.id
	s.current.agent.send(wire.Taken{Session: s.id, Attempt: s.current.id})
}

// giveUp ends the current attempt with the page that has it. An offer that went to a page's socket and was not answered there is as good
// as new and becomes the spare again: the agent's browser often sees a page go before the page's own word is here, and the spare is then
// handed to a page that is closing.
func (s *session) giveUp() {
	if c := s.current; c != nil && c.viaSocket && !c.answered && c.agent != nil && s.spare == nil {
		s.spare = &c.offer
	}
	s.current = nil
}

// offerReady is the current attempt as the customer gets it.
func (s *session) offerReady() wire.OfferReady {
	c := s.current
	return wire.OfferReady{Session: s.id, Attempt: c.id, SDP: c.sdp, Candidates: c.candidates, ICE: s.ice(wire.PartyCustomer)}
}

// wantOffer asks one console window, preferably the one that offered before: two would replace each other's.
func (s *session) wantOffer() {
	if s.asked != nil || len(s.agents) == 0 {
		return
	}
	s.asked, s.askedAt = s.agents[len(s.agents)-1], time.Now()
	if slices.Contains(s.agents, s.lastOfferer) {
		s.asked = s.lastOfferer
	}
	s.asked.send(wire.OfferWanted{Session: s.id})
}

// forgetAgent takes a window that is gone out of the connection.
func (s *session) forgetAgent(from *socket) {
	if s.spare != nil && s.spare.agent == from {
		s.spare = nil
	}
	if s.current != nil && s.current.agent == from {
		s.current.agent = nil
	}
	if s.asked == from {
		s.asked = nil
	}
	if s.lastOfferer == from {
		s.lastOfferer = nil
	}
}

// answered passes the customer's answer on.
func (s *session) answered(from *socket, m wire.Answer) {
	if err := s.answer(m.Attempt, m.SDP); err != nil {
		from.send(faultFor(s.id, m.Attempt, err))
	}
}

func (s *session) answer(id, sdp string) error {
	c := s.current
	if c == nil || c.id != id || c.answered || c.sdp == "" {
		return ErrWrongState
	}
	c.answered = true
	s.toAgent(wire.AnswerReady{Session: s.id, Attempt: id, SDP: sdp})
	return nil
}

func (s *session) candidateOfCustomer(from *socket, m wire.Candidate) {
	if err := s.candidate(m); err != nil {
		from.send(faultFor(s.id, m.Attempt, err))
	}
}

func (s *session) candidate(m wire.Candidate) error {
	if s.current == nil || s.current.id != m.Attempt {
		return ErrWrongState
	}
	s.toAgent(wire.CandidateReady{Session: s.id, Attempt: m.Attempt, Candidate: m.Candidate, SDPMid: m.SDPMid})
	return nil
}

func (s *session) candidateOfAgent(from *socket, m wire.Candidate) {
	switch {
	case s.spare != nil && s.spare.id == m.Attempt && s.spare.agent == from:
		s.spare.add(m)
	case s.current != nil && s.current.id == m.Attempt:
		s.current.agent = from
		s.current.add(m) // for a page that gets the offer anew
		ready := wire.CandidateReady{Session: s.id, Attempt: m.Attempt, Candidate: m.Candidate, SDPMid: m.SDPMid}
		if s.customer != nil {
			s.customer.send(ready)
		} else if len(s.current.toCustomer) < wire.MaxCandidates {
			s.current.toCustomer = append(s.current.toCustomer, ready)
		}
	case s.current == nil && s.rec.State == wire.StateLive:
		// After a restart, before anybody said which connection is up: it may be this one, so it must not be refused.
	default:
		from.send(faultFor(s.id, m.Attempt, ErrWrongState))
	}
}

// toAgent sends to the window whose connection is current. If that has no socket just now, every window gets it: those who do not know
// the attempt pass over it. If there is none, it is kept for the next.
func (s *session) toAgent(m wire.Message) {
	switch c := s.current; {
	case c.agent != nil:
		c.agent.send(m)
	case len(s.agents) > 0:
		for _, a := range s.agents {
			a.send(m)
		}
	case len(c.toAgent) <= wire.MaxCandidates:
		c.toAgent = append(c.toAgent, m)
	}
}

func (s *session) flushToAgent(to *socket) {
	if s.current == nil {
		return
	}
	for _, m := range s.current.toAgent {
		to.send(m)
	}
	s.current.toAgent = nil
}

// flushToCustomer gives a page that is on its socket again what it missed of the current attempt. An offer that nobody answered may
// have been lost with the former socket: it is sent again, and a page that knows it passes over it.
func (s *session) flushToCustomer() {
	c := s.current
	if c == nil {
		return
	}
	if !c.viaHTTP && !c.answered && !c.up && c.sdp != "" {
		s.customer.send(s.offerReady())
	}
	for _, m := range c.toCustomer {
		s.customer.send(m)
	}
	c.viaHTTP, c.toCustomer = false, nil
}
