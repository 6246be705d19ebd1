package signaling

import (
	"slices"
	"time"

	"github.com/rs/zerolog"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// attachAgent lets a console window follow the session, anew or after it lost its socket.
func (s *session) attachAgent(from *socket, chatAfter uint64) {
	if err := s.reload(); err != nil {
		from.send(faultFor(s.id, "", err))
		return
	}
	if !s.rec.allows(from.agent) {
		from.send(faultFor(s.id, "", ErrUnknownSession))
		return
	}
	if s.over {
		from.send(s.rec.state(false, false))
		return
	}
	if !s.admit(from) {
		from.end(&ending{wire.CloseTooMany, "too many windows on one session"})
		return
	}
	s.presence()
	from.send(s.ice(wire.PartyAgent))
	s.replay(from, chatAfter)
	s.flushToAgent(from)
	// An offer follows by itself: there is no need to ask for one.
	if s.rec.State == wire.StateLive && s.current == nil && s.customer == nil {
		// After a restart: a customer who closed the tab meanwhile will never say so. Long enough for a socket that comes back late.
		s.settle = time.Now().Add(s.hub.cfg.AttemptTimeout)
	}
}

// admit takes a console window's socket in, in the place of the one that the window had before; false if there is no room.
func (s *session) admit(from *socket) bool {
	if slices.Contains(s.agents, from) {
		return true
	}
	i := slices.IndexFunc(s.agents, func(a *socket) bool { return a.window != "" && a.window == from.window && a.agent.ID == from.agent.ID })
	switch {
	case i >= 0:
		s.agents[i].end(&ending{wire.CloseSuperseded, "the window has another socket"})
		s.forgetAgent(s.agents[i])
		s.agents[i] = from
	case len(s.agents) >= maxAgentSockets:
		return false
	default:
		s.agents = append(s.agents, from)
	}
	s.event(zerolog.InfoLevel).Str("party", "agent").Msg("attached")
	return true
}

func (s *session) detachAgent(from *socket) {
	i := slices.Index(s.agents, from)
	if i < 0 {
		return
	}
	s.agents = slices.Delete(s.agents, i, i+1)
	s.event(zerolog.InfoLevel).Str("party", "agent").Msg("detached")
	s.forgetAgent(from)
	if len(s.agents) == 0 && s.rec.State == wire.StateConnecting && !s.connected() {
		s.step(wire.StateInterrupted, wire.ReasonAgentGone)
	}
	s.presence()
	s.maybeDeliver()
}

// attachCustomer makes the socket the customer's; an older one belongs to another tab, or to a network that is gone.
func (s *session) attachCustomer(from *socket, chatAfter uint64) {
	s.supersede()
	s.customer = from
	s.event(zerolog.InfoLevel).Str("party", "customer").Msg("attached")
	if err := s.reload(); err != nil {
		from.end(&ending{wire.CloseInternal, "storage"})
		return
	}
	if s.over {
		return
	}
	if s.rec.State == wire.StateRedeemed {
		s.step(wire.StateAsking, wire.ReasonNone)
	}
	s.presence()
	from.send(s.ice(wire.PartyCustomer))
	s.replay(from, chatAfter)
	s.flushToCustomer()
	if s.rec.State == wire.StateLive && s.current == nil {
		s.settle = time.Now().Add(settleDelay) // after a restart: the page says next which link it has, if any
		return
	}
	s.maybeDeliver()
}

// supersede ends the customer's socket in favour of another page.
func (s *session) supersede() {
	if s.customer != nil {
		s.customer.end(&ending{wire.CloseSuperseded, "another tab took over"})
		s.customer = nil
	}
}

func (s *session) detachCustomer(from *socket) {
	if s.customer != from {
		return
	}
	s.customer = nil
	s.event(zerolog.InfoLevel).Str("party", "customer").Msg("detached")
	if (s.rec.State == wire.StateConnecting || s.rec.State == wire.StateLive) && !s.connected() {
		s.step(wire.StateInterrupted, wire.ReasonCustomerGone)
	}
	s.presence()
}

// presence tells everybody how things stand after somebody came or went.
func (s *session) presence() {
	if len(s.agents) > 0 || s.customer != nil {
		s.lonely = time.Time{}
	} else if s.lonely.IsZero() {
		s.lonely = time.Now()
	}
	s.tellState()
}

// tellState sends the state to everybody.
func (s *session) tellState() {
	s.tell(s.rec.state(len(s.agents) > 0, s.customer != nil))
}

// tell sends a message to everybody.
func (s *session) tell(m wire.Message) {
	for _, a := range s.agents {
		a.send(m)
	}
	if s.customer != nil {
		s.customer.send(m)
	}
}
