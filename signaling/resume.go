package signaling

import (
	"context"
	"errors"
	"fmt"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Resume is what a customer's next page does before its socket is open: one request on a connection that the browser still has. It
// returns the state, the ICE servers and, if the agent has one ready, the offer, which then counts as taken. A page that held the
// session before has lost it. For a session that is over, the state comes with ErrEnded.
//
// The caller has checked that the page's origin is on the site's list.
func (h *Hub) Resume(ctx context.Context, session, token string) ([]wire.Message, error) {
	for {
		s, rec, err := h.enter(ctx, session, token)
		if err != nil {
			return nil, err
		}
		if s == nil {
			return []wire.Message{rec.state(false, false)}, ErrEnded
		}
		reply, err := call(ctx, s, s.resume)
		if errors.Is(err, ErrEnded) {
			continue // it ended in between: the record says how
		}
		return reply, err
	}
}

// Answer is the page's answer to the offer that came with Resume, or will: the page before may have had it from the agent's browser (the spare).
func (h *Hub) Answer(ctx context.Context, id, token, attempt, sdp string) error {
	return h.say(ctx, id, token, wire.Answer{Attempt: attempt, SDP: sdp}, func(s *session) error { return s.answer(attempt, sdp) })
}

// AddCandidate is a way to reach the page that its browser found after the answer, while the socket is not open.
func (h *Hub) AddCandidate(ctx context.Context, id, token string, m wire.Candidate) error {
	return h.say(ctx, id, token, m, func(s *session) error { return s.candidate(m) })
}

// say takes a message of a page that has no socket yet, and does with it what is done with one from there.
func (h *Hub) say(ctx context.Context, id, token string, m wire.Message, do func(*session) error) error {
	if err := wire.Check(wire.FromCustomer, m); err != nil {
		return fmt.Errorf("%w: %w", wire.ErrBadMessage, err)
	}
	s, _, err := h.enter(ctx, id, token)
	if err != nil {
		return err
	}
	if s == nil {
		return ErrEnded
	}
	_, err = call(ctx, s, func() (struct{}, error) { return struct{}{}, do(s) })
	return err
}

// Leave is a page's last word, past its socket: Firefox closes that before it lets the page say anything. attempt is the newest one that the page
// had; a word that the next page has overtaken counts for nothing.
func (h *Hub) Leave(ctx context.Context, session, token, attempt string, to wire.Destination) error {
	if err := wire.Check(wire.FromCustomer, wire.Leaving{To: to}); err != nil {
		return fmt.Errorf("%w: %w", wire.ErrBadMessage, err)
	}
	s, _, err := h.enter(ctx, session, token)
	if s == nil {
		return err
	}
	_, err = call(ctx, s, func() (struct{}, error) {
		if s.newest == attempt && consented(s.rec.State) {
			s.leaving(to)
		}
		return struct{}{}, nil
	})
	if errors.Is(err, ErrEnded) {
		return nil
	}
	return err
}

// enter opens the session for a customer who has its token.
func (h *Hub) enter(ctx context.Context, session, token string) (*session, Record, error) {
	ctx, cancel := context.WithTimeout(ctx, h.cfg.StoreTimeout)
	defer cancel()
	if err := h.cfg.Customers.Authenticate(ctx, session, token); err != nil {
		return nil, Record{}, err
	}
	return h.open(ctx, session)
}

func (s *session) resume() ([]wire.Message, error) {
	if err := s.reload(); err != nil {
		return nil, err
	}
	if s.over {
		return nil, ErrEnded
	}
	s.supersede()
	if err := s.backFromAway(); err != nil {
		return nil, err
	}
	s.leaving(wire.DestinationInside) // the page before this one is gone, whether it said so or not
	s.newest = ""
	if consented(s.rec.State) {
		if s.spare == nil {
			s.wantOffer()
		} else {
			s.take()
			s.current.viaHTTP = true
		}
	}
	s.presence()
	reply := []wire.Message{s.rec.state(len(s.agents) > 0, true), s.ice(wire.PartyCustomer)}
	if s.current != nil {
		reply = append(reply, s.offerReady())
	}
	return reply, nil
}
