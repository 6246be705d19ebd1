package signaling

import (
	"context"
	"slices"
	"time"

	"github.com/rs/zerolog"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// session is one co-browse in memory. Its loop (run) owns every field below actions; all methods but do are for the loop alone.
type session struct {
	id  string
	hub *Hub
	log zerolog.Logger

	// actions has no buffer: what was sent will run.
	actions chan func()
	// gone is closed when the loop has ended.
	gone chan struct{}

	rec      Record
	agents   []*socket // in order of arrival
	customer *socket
	// lonely is since when nobody is on a socket; zero while somebody is.
	lonely time.Time
	// settle is when what could not be settled at once is looked at again: a step that the storage refused, a live session of which
	// nobody has said yet that its link is there. Zero if there is nothing.
	settle time.Time
	over   bool
	connection
}

func newSession(h *Hub, rec Record) *session {
	return &session{
		id:      rec.Session,
		hub:     h,
		log:     h.log.With().Str("session", rec.Session).Logger(),
		actions: make(chan func()),
		gone:    make(chan struct{}),
		rec:     rec,
		lonely:  time.Now(),
	}
}

// run is the loop. It ends when the session is over or the hub closes.
func (s *session) run() {
	timer := time.NewTimer(time.Until(s.deadline()))
	defer timer.Stop()
	for !s.over {
		select {
		case f := <-s.actions:
			aside(f)
		case <-timer.C:
			aside(func() { s.tick(time.Now()) })
		case <-s.hub.stopping:
			s.over = true
		}
		timer.Reset(time.Until(s.deadline()))
	}
	s.hub.forget(s)
	close(s.gone)
}

// do has the loop run f, and reports false when there is no loop any more. It returns when f has begun.
func (s *session) do(f func()) bool {
	select {
	case s.actions <- f:
		return true
	case <-s.gone:
		return false
	}
}

func (s *session) isGone() bool {
	select {
	case <-s.gone:
		return true
	default:
		return false
	}
}

// call has the loop run f and waits for what it returns. ErrEnded when there is no loop any more, ErrClosed when the hub closes.
func call[T any](ctx context.Context, s *session, f func() (T, error)) (T, error) {
	var result T
	var err error
	done := make(chan struct{})
	action := func() {
		result, err = f()
		close(done)
	}
	select {
	case s.actions <- action:
		<-done // every step of f has a time limit of its own
		return result, err
	case <-s.gone:
		if s.hub.isStopping() {
			return result, ErrClosed
		}
		return result, ErrEnded
	case <-ctx.Done():
		return result, ctx.Err()
	}
}

// deadline is when tick has something to do next.
func (s *session) deadline() time.Time {
	var next time.Time
	sooner := func(t time.Time) {
		if next.IsZero() || t.Before(next) {
			next = t
		}
	}
	switch s.rec.State {
	case wire.StateIssued:
		sooner(s.rec.Expires)
	case wire.StateLive:
		if !s.lonely.IsZero() {
			sooner(s.lonely.Add(s.hub.cfg.Patience))
		}
	default:
		sooner(s.patience())
	}
	if s.current != nil && !s.current.up {
		sooner(s.current.since.Add(s.hub.cfg.AttemptTimeout))
	}
	if s.asked != nil {
		sooner(s.askedAt.Add(s.hub.cfg.AttemptTimeout))
	}
	if !s.settle.IsZero() {
		// A step that failed is not tried again before this, however long it is overdue.
		return s.settle
	}
	if next.IsZero() {
		return time.Now().Add(s.hub.cfg.Patience)
	}
	return next
}

// patience is when a session that does not go on is over: later for a customer who is expected back.
func (s *session) patience() time.Time {
	end := s.rec.Since.Add(s.hub.cfg.Patience)
	if s.rec.AwayUntil.After(end) {
		return s.rec.AwayUntil
	}
	return end
}

// tick does what is due.
func (s *session) tick(now time.Time) {
	s.settle = time.Time{}
	due := func(t time.Time) bool { return !t.IsZero() && !now.Before(t) }
	state := s.rec.State
	switch {
	case state == wire.StateIssued:
		if due(s.rec.Expires) {
			s.step(wire.StateExpired, wire.ReasonNone)
		}
	case state == wire.StateLive && due(s.lonely) && due(s.lonely.Add(s.hub.cfg.Patience)):
		s.step(wire.StateEnded, wire.ReasonTimedOut)
	case state == wire.StateRedeemed && s.customer != nil:
		s.step(wire.StateAsking, wire.ReasonNone)
	case consented(state) && state != wire.StateLive && s.connected():
		s.step(wire.StateLive, wire.ReasonNone)
	case state == wire.StateLive && s.current == nil && s.customer != nil:
		s.lost()
	case state != wire.StateLive && due(s.patience()):
		s.step(wire.StateEnded, wire.ReasonTimedOut)
	}
	if s.current != nil && !s.current.up && due(s.current.since.Add(s.hub.cfg.AttemptTimeout)) {
		s.lost()
	}
	if s.asked != nil && due(s.askedAt.Add(s.hub.cfg.AttemptTimeout)) {
		s.asked = nil
		s.maybeDeliver()
	}
}

func (s *session) ice(party wire.Party) wire.ICEServers {
	servers := s.hub.cfg.Relay.ICE(s.id, party)
	servers.Session = s.id
	if servers.Servers == nil {
		servers.Servers = []wire.ICEServer{}
	}
	return servers
}

// allows reports whether the agent may follow the session.
func (r Record) allows(a Agent) bool { return slices.Contains(r.Agents, a.ID) }

// state is the record as both sides read it.
func (r Record) state(agentHere, customerHere bool) wire.StateChanged {
	m := wire.StateChanged{
		Session:      r.Session,
		State:        r.State,
		Reason:       r.Reason,
		AgentName:    r.AgentName,
		SiteName:     r.SiteName,
		Ask:          r.Ask,
		Assets:       r.Assets,
		Grants:       r.Grants,
		AgentHere:    agentHere,
		CustomerHere: customerHere,
	}
	if r.Reason == wire.ReasonExpected {
		m.AwayTitle = r.AwayTitle
	}
	if m.Grants == nil {
		m.Grants = []wire.Grant{}
	}
	if r.State == wire.StateIssued {
		m.ExpiresInMS = max(1, time.Until(r.Expires).Milliseconds())
	}
	return m
}
