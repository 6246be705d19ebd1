package signaling

import (
	"time"

	"github.com/rs/zerolog"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// link takes a side's report on the path between the browsers. Either side's word on the newest attempt counts; what is said of an older
// one going away is no news.
//
// After a restart the server knows of no attempt: then the one that is reported up is taken for the newest. Both sides report it
// when their sockets come back, before anything else, so that a connection that never broke is left alone. One that went through a relay which is
// gone did break, and the browsers will take ten seconds or more to find out.
func (s *session) link(from *socket, m wire.Link) {
	if !consented(s.rec.State) {
		from.send(faultFor(s.id, m.Attempt, ErrWrongState))
		return
	}
	if m.Up {
		s.linkUp(from, m)
		return
	}
	switch {
	case s.current != nil && s.current.id == m.Attempt:
		s.lost()
	case s.current == nil && s.rec.State == wire.StateLive:
		s.lost()
	}
}

func (s *session) linkUp(from *socket, m wire.Link) {
	switch {
	case s.current == nil && m.Path == wire.PathRelay && !s.hub.cfg.Relay.Carries(s.id):
		s.lost()
		return
	case s.current == nil:
		s.current, s.newest = &attempt{offer: offer{id: m.Attempt}, since: time.Now()}, m.Attempt
	case s.current.id != m.Attempt:
		from.send(faultFor(s.id, m.Attempt, ErrWrongState))
		return
	}
	if from.party == wire.PartyAgent {
		s.current.agent = from
	}
	if !s.current.up {
		s.current.up = true
		s.event(zerolog.InfoLevel).Str("path", string(m.Path)).Str("by", string(from.party)).Msg("link up")
	}
	if s.rec.State != wire.StateLive {
		s.step(wire.StateLive, wire.ReasonNone)
	}
}

// lost gives up the current attempt, whether it was ever up or not, and goes on to the next.
func (s *session) lost() {
	s.current = nil
	if s.rec.State != wire.StateInterrupted {
		reason := wire.ReasonLinkLost
		switch {
		case s.customer == nil && s.expected():
			reason = wire.ReasonExpected
		case s.customer == nil:
			reason = wire.ReasonCustomerGone
		case len(s.agents) == 0:
			reason = wire.ReasonAgentGone
		}
		s.step(wire.StateInterrupted, reason)
	}
	s.maybeDeliver()
}
