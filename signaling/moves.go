package signaling

import (
	"errors"
	"slices"
	"time"

	"github.com/rs/zerolog"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// step moves the session where nobody waits to hear of a failure: it is in the log, and tick comes back to it.
func (s *session) step(to wire.State, reason wire.Reason) {
	_ = s.move(to, reason)
}

// move moves the session and tells everybody, or says why not. What may be done is decided by Records alone.
func (s *session) move(to wire.State, reason wire.Reason) error {
	ctx, cancel := s.hub.storeContext()
	defer cancel()
	rec, err := s.hub.cfg.Records.Move(ctx, s.id, to, reason)
	switch {
	case err == nil:
		s.became(rec)
	case errors.Is(err, ErrWrongState), errors.Is(err, ErrUnknownSession):
		// Somebody else moved it meanwhile: go by what stands.
		if reloadErr := s.reload(); reloadErr != nil {
			return reloadErr
		}
		s.settle = time.Now().Add(settleDelay) // what is due by our clock alone is not tried in a circle
	default:
		s.event(zerolog.ErrorLevel).Err(err).Str("to", string(to)).Msg("state not kept")
		s.settle = time.Now().Add(settleDelay)
	}
	return err
}

// reload reads the record and tells everybody if it changed.
func (s *session) reload() error {
	ctx, cancel := s.hub.storeContext()
	defer cancel()
	rec, err := s.hub.cfg.Records.Get(ctx, s.id)
	if errors.Is(err, ErrUnknownSession) {
		// The record was deleted: for those who are still here that is the end.
		rec, err = s.rec, nil
		rec.State, rec.Reason = wire.StateEnded, wire.ReasonAdmin
	}
	if err != nil {
		s.event(zerolog.ErrorLevel).Err(err).Msg("record not read")
		s.settle = time.Now().Add(settleDelay)
		return err
	}
	if rec.State != s.rec.State || rec.Reason != s.rec.Reason || !slices.Equal(rec.Grants, s.rec.Grants) {
		s.became(rec)
	} else {
		s.rec = rec
	}
	return nil
}

// became takes a new record and does what follows from it.
func (s *session) became(rec Record) {
	if rec.State != s.rec.State {
		s.event(zerolog.InfoLevel).Str("from", string(s.rec.State)).Str("to", string(rec.State)).Str("reason", string(rec.Reason)).Msg("state")
	}
	s.rec = rec
	s.tellState()
	if rec.State == wire.StateRedeemed && s.customer != nil { // an agent typed the code that the customer shows
		s.step(wire.StateAsking, wire.ReasonNone)
		return
	}
	if !rec.State.Final() {
		return
	}
	s.over = true
	s.hub.cfg.Relay.EndSession(s.id)
	if floor := s.hub.cfg.Floor; floor != nil {
		s.hub.hands.start(func() { floor.Ended(s.id) })
	}
	if s.customer != nil {
		s.customer.end(over)
		s.customer = nil
	}
	// Console windows follow other sessions too and stay.
	s.agents = nil
}

// over ends a customer's socket after the state that says why.
var over = &ending{wire.CloseEnded, "session is over"}

// end is a stop by somebody on neither side.
func (s *session) end(reason wire.Reason) error {
	if s.rec.State == wire.StateIssued {
		return s.move(wire.StateWithdrawn, wire.ReasonNone)
	}
	return s.move(wire.StateEnded, reason)
}

// consent takes the customer's yes; later ones change what is allowed.
func (s *session) consent(from *socket, m wire.Consent) {
	first := s.rec.State == wire.StateAsking
	if !first && !consented(s.rec.State) {
		from.send(faultFor(s.id, "", ErrWrongState))
		return
	}
	ctx, cancel := s.hub.storeContext()
	defer cancel()
	rec, err := s.hub.cfg.Records.Consent(ctx, s.id, m.Grants)
	if err != nil {
		from.send(faultFor(s.id, "", err))
		return
	}
	if !first {
		s.became(rec)
		return
	}
	s.rec = rec
	if err := s.move(wire.StateConnecting, wire.ReasonNone); err != nil {
		from.send(faultFor(s.id, "", err))
		return
	}
	s.maybeDeliver()
}

func (s *session) refuse(from *socket) {
	s.stepFor(from, wire.StateAsking, wire.StateRefused, wire.ReasonNone)
}

// askAgain puts the question again after a refusal.
func (s *session) askAgain(from *socket) {
	s.stepFor(from, wire.StateRefused, wire.StateAsking, wire.ReasonNone)
}

// stepFor makes a step that somebody asked for and that is only good from one state.
func (s *session) stepFor(from *socket, state, to wire.State, reason wire.Reason) {
	err := ErrWrongState
	if s.rec.State == state {
		err = s.move(to, reason)
	}
	if err != nil {
		from.send(faultFor(s.id, "", err))
	}
}

// stop is either side's Stop button.
func (s *session) stop(from *socket) {
	reason := wire.ReasonCustomerStopped
	if from.party == wire.PartyAgent {
		reason = wire.ReasonAgentStopped
	}
	if err := s.end(reason); err != nil {
		from.send(faultFor(s.id, "", err))
	}
}

// leaving: the customer's page goes, and its connection with it. The agent's browser often sees that before the page's own word is here: then
// only the reason changes.
func (s *session) leaving(to wire.Destination) {
	s.giveUp()
	reason := s.reasonFor(to)
	switch s.rec.State {
	case wire.StateConnecting, wire.StateLive:
		s.step(wire.StateInterrupted, reason)
	case wire.StateInterrupted:
		if s.rec.Reason != reason {
			s.step(wire.StateInterrupted, reason)
		}
	}
}

// reasonFor is why a customer's page is gone that went there.
func (s *session) reasonFor(to wire.Destination) wire.Reason {
	switch {
	case to == wire.DestinationInside:
		return wire.ReasonNavigating
	case s.expected():
		return wire.ReasonExpected
	case to == wire.DestinationOutside:
		return wire.ReasonOutside
	}
	return wire.ReasonNavigating
}

// expected reports whether the site has said that the customer goes elsewhere and will be back.
func (s *session) expected() bool {
	return time.Now().Before(s.rec.AwayUntil)
}

// expectReturn takes the site's word that the customer will be away for a while.
func (s *session) expectReturn(from *socket, m wire.ExpectReturn) {
	ctx, cancel := s.hub.storeContext()
	defer cancel()
	rec, err := s.hub.cfg.Records.Expect(ctx, s.id, m.Title, time.Now().Add(time.Duration(m.Minutes)*time.Minute))
	if err != nil {
		from.send(faultFor(s.id, "", err))
		return
	}
	s.rec = rec
}

// backFromAway notes that a page of the site is here again. Only that ends an absence: when the link is up, this page's word may be here already that the
// customer is about to go.
func (s *session) backFromAway() error {
	if s.rec.AwayUntil.IsZero() {
		return nil
	}
	ctx, cancel := s.hub.storeContext()
	defer cancel()
	rec, err := s.hub.cfg.Records.Expect(ctx, s.id, "", time.Time{})
	if err != nil {
		return err
	}
	s.rec = rec
	return nil
}

// consented reports whether the customer's yes stands.
func consented(state wire.State) bool {
	return state == wire.StateConnecting || state == wire.StateLive || state == wire.StateInterrupted
}
