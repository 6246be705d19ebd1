package signaling

import (
	"context"
	"slices"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// session is one co-browse in memory. Whoever has its turn owns every field below turn; all methods but do, call, ring and isGone are for them alone.
// Everybody else waits: for storage, too, since what is said of a session has an order. A goroutine for each session would do the same and cost the
// many that wait for nothing but their customer a stack each.
type session struct {
	id  string
	hub *Hub
	// gone is set when the session is over: there are no turns any more.
	gone atomic.Bool

	turn chan struct{} // holds one

	rec      Record
	agents   []*socket // in order of arrival
	customer *socket
	// lonely is since when nobody is on a socket; zero while somebody is.
	lonely time.Time
	// settle is when what could not be settled at once is looked at again: a step that the storage refused, a live session of which
	// nobody has said yet that its link is there. Zero if there is nothing.
	settle time.Time
	over   bool
	// timer rings at alarm, or before: it is not moved when that becomes later.
	timer *time.Timer
	alarm time.Time
	connection
}

func newSession(h *Hub, rec Record) *session {
	s := &session{id: rec.Session, hub: h, turn: make(chan struct{}, 1), rec: rec, lonely: time.Now()}
	s.alarm = s.deadline()
	s.timer = time.AfterFunc(time.Until(s.alarm), s.ring)
	return s
}

// do waits for a turn and runs f in it; false, without having run it, when the session is over or the hub closes.
func (s *session) do(f func()) bool {
	s.turn <- struct{}{}
	return s.use(f)
}

// use runs f in the turn that the caller has, and gives it up.
func (s *session) use(f func()) bool {
	defer func() { <-s.turn }()
	if s.over || s.hub.isStopping() {
		return false
	}
	f()
	if s.over {
		s.gone.Store(true)
		s.timer.Stop()
		s.hub.forget(s)
		return true
	}
	if next := s.deadline(); s.alarm.IsZero() || next.Before(s.alarm) {
		s.alarm = next
		s.timer.Reset(time.Until(next))
	}
	return true
}

// ring is the timer's.
func (s *session) ring() {
	if !s.hub.hold() {
		return
	}
	defer s.hub.running.Done()
	s.do(func() {
		s.alarm = time.Time{}
		if now := time.Now(); !now.Before(s.deadline()) {
			s.tick(now)
		}
	})
}

func (s *session) isGone() bool { return s.gone.Load() || s.hub.isStopping() }

// call is do for those outside, who may give up waiting, with what f returns. ErrEnded when the session is over, ErrClosed when the hub closes.
func call[T any](ctx context.Context, s *session, f func() (T, error)) (T, error) {
	var result T
	if !s.hub.hold() {
		return result, ErrClosed
	}
	defer s.hub.running.Done()
	select {
	case s.turn <- struct{}{}:
	case <-ctx.Done():
		return result, ctx.Err()
	}
	var err error
	if !s.use(func() { result, err = f() }) { // every step of f has a time limit of its own
		err = ErrEnded
		if s.hub.isStopping() {
			err = ErrClosed
		}
	}
	return result, err
}

// event begins a line in the log.
func (s *session) event(level zerolog.Level) *zerolog.Event {
	return s.hub.log.WithLevel(level).Str("session", s.id)
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
	case state == wire.StateLive && s.current == nil && (s.customer != nil || len(s.agents) > 0):
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
	if !r.Begun.IsZero() {
		m.RunningMS = max(1, time.Since(r.Begun).Milliseconds())
	}
	return m
}
