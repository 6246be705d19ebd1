package pairing

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Move makes one step of the table, or returns ErrWrongState with the pairing as it stands. Only Redeem leads to redeemed.
func (s *Service) Move(ctx context.Context, id string, to wire.State, reason wire.Reason) (Pairing, error) {
	p, err := s.change(ctx, id, func(r *record, now time.Time) error {
		if to == wire.StateRedeemed {
			return fmt.Errorf("%w: a code is redeemed by Redeem", ErrWrongState)
		}
		return r.step(to, reason, now)
	})
	if err == nil {
		s.config.Logger.Info().Str("pairing", id).Str("state", string(to)).Str("reason", string(reason)).Msg("pairing moved")
	}
	return p, err
}

// Withdraw takes an unused code back. ErrWrongState if it was used or its life is over.
func (s *Service) Withdraw(ctx context.Context, id string) (Pairing, error) {
	return s.Move(ctx, id, wire.StateWithdrawn, wire.ReasonNone)
}

// Consent keeps what the customer allows: with their yes, before the step to connecting, and whenever they change it. Putting the question anew
// takes it all back.
func (s *Service) Consent(ctx context.Context, id string, grants []wire.Grant) (Pairing, error) {
	if err := checkGrants(grants); err != nil {
		return Pairing{}, err
	}
	return s.change(ctx, id, func(r *record, _ time.Time) error {
		if !consenting(r.State) {
			return fmt.Errorf("%w: consent while %s", ErrWrongState, r.State)
		}
		r.Grants = slices.Clone(grants)
		return nil
	})
}

// Claim makes the pairing behind a link that member of the staff's. The link works for one person; that person may claim again, so that a reload
// does no harm. ErrWrongLink, ErrLinkUsed, or ErrWrongState when the pairing is over.
func (s *Service) Claim(ctx context.Context, link, staffID, name string) (Pairing, error) {
	if err := checkAgent(staffID, name); err != nil {
		return Pairing{}, err
	}
	id, token, err := splitLink(link)
	if err != nil {
		return Pairing{}, err
	}
	r, _, err := s.load(ctx, id)
	if errors.Is(err, ErrNotFound) || err == nil && !proves(token, r.LinkDigest) {
		return Pairing{}, ErrWrongLink
	}
	if err != nil {
		return Pairing{}, err
	}
	if r.AgentID == "" && !r.State.Final() {
		if err := s.enlist(ctx, staffID, r.Created, id); err != nil {
			return Pairing{}, fmt.Errorf("claim pairing %s: %w", id, err)
		}
	}
	p, err := s.change(ctx, id, func(r *record, _ time.Time) error {
		switch {
		case r.AgentID != "" && r.AgentID != staffID:
			return ErrLinkUsed
		case r.State.Final():
			return fmt.Errorf("%w: it is %s", ErrWrongState, r.State)
		}
		r.AgentID, r.AgentName = staffID, name
		return nil
	})
	if err != nil {
		return Pairing{}, err
	}
	s.config.Logger.Info().Str("pairing", id).Str("agent", staffID).Msg("link claimed")
	return p, nil
}
