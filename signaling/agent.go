package signaling

import (
	"errors"
	"maps"
	"slices"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// agentSide is a console window's socket with the sessions it follows. Owned by the socket's reader goroutine.
type agentSide struct {
	*socket
	attached map[string]*session
}

func (a *agentSide) handle(frame []byte) *ending {
	m, err := wire.Decode(wire.FromAgent, frame)
	if err != nil {
		a.hub.log.Info().Str("party", "agent").Err(err).Msg("bad message")
		return &ending{wire.CloseBadMessage, "bad message"}
	}
	if isLight(m) {
		return a.do(m)
	}
	return a.aside(func() *ending { return a.do(m) })
}

func (a *agentSide) do(m wire.Message) *ending {
	switch m := m.(type) {
	case wire.Ping:
		a.send(wire.Pong(m))
	case wire.Attach:
		return a.attach(m)
	case wire.Detach:
		a.in(m.Session, "", func(s *session) { s.detachAgent(a.socket) })
		delete(a.attached, m.Session)
	case wire.Ask:
		a.in(m.Session, "", func(s *session) { s.askAgain(a.socket) })
	case wire.Offer:
		a.in(m.Session, m.Attempt, func(s *session) { s.offered(a.socket, m) })
	case wire.Candidate:
		a.in(m.Session, m.Attempt, func(s *session) { s.candidateOfAgent(a.socket, m) })
	case wire.Link:
		a.in(m.Session, m.Attempt, func(s *session) { s.link(a.socket, m) })
	case wire.ICERequest:
		a.in(m.Session, "", func(s *session) { a.send(s.ice(wire.PartyAgent)) })
	case wire.Say:
		if !a.lines.Allow() {
			a.send(tooFast(m))
			return nil
		}
		a.in(m.Session, m.ID, func(s *session) { s.say(a.socket, m) })
	case wire.Stop:
		a.in(m.Session, "", func(s *session) { s.stop(a.socket) })
	}
	return nil
}

// in runs f in the turn of a session that this window follows. What comes over a socket after the window's next one took its place counts for nothing: a network that was away for
// seconds delivers then what had been sent before.
func (a *agentSide) in(session, ref string, f func(*session)) {
	s := a.attached[session]
	if s == nil {
		a.send(faultFor(session, ref, ErrUnknownSession))
		return
	}
	said := func() {
		if slices.Contains(s.agents, a.socket) {
			f(s)
		}
	}
	if !s.do(said) && !a.hub.isStopping() {
		a.send(faultFor(session, ref, ErrEnded)) // as often as it is asked: it stays known as one that is over
	}
}

func (a *agentSide) attach(m wire.Attach) *ending {
	maps.DeleteFunc(a.attached, func(_ string, s *session) bool { return s.isGone() })
	if len(a.attached) >= maxAttached {
		return &ending{wire.CloseTooMany, "too many sessions"}
	}
	ctx, cancel := a.hub.storeContext()
	defer cancel()
	for {
		s, rec, err := a.hub.open(ctx, m.Session)
		switch {
		case errors.Is(err, ErrClosed):
			return nil
		case err != nil:
			a.send(faultFor(m.Session, "", err))
			return nil
		case !rec.allows(a.agent):
			a.send(faultFor(m.Session, "", ErrUnknownSession))
			return nil
		case s == nil: // over: only the words are left
			a.send(rec.state(false, false))
			return nil
		}
		if s.do(func() { s.attachAgent(a.socket, m.ChatAfter) }) {
			a.attached[m.Session] = s
			return nil
		}
		// It ended in between: the record says how.
	}
}

// gone takes the window out of every session.
func (a *agentSide) gone() {
	for _, s := range a.attached {
		s.do(func() { s.detachAgent(a.socket) })
	}
}

func tooFast(m wire.Say) wire.Fault {
	return wire.Fault{Session: m.Session, Ref: m.ID, Code: wire.FaultTooFast, Message: "Too many messages at once. Please wait a moment and send it again."}
}
