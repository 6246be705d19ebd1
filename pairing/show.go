package pairing

import (
	"context"
	"fmt"
	"net/netip"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// A customer may show a code, too, for an agent to type (P4): on the telephone, or where typing is hard. It is a pairing like any other, with
// the same table of steps, lifetime and rules about guessing; only the places are taken the other way round.
//
//	 customer's page             Service                        agent's console
//	─────────────────           ─────────                      ─────────────────
//	 Show ────────────────────► issued, with the token of this tab
//	   code 482 913 207           │  ◄──────────────────────── RedeemForStaff
//	                              ▼
//	                            redeemed ─► asking ─► …        the question is put as ever

// ShowRequest is what a customer's page says to get a code.
type ShowRequest struct {
	// Site is the page's.
	Site string
	// Secret is three digits made by the page; empty: made here.
	Secret string
	From   netip.Addr
}

// Shown is a new pairing of a customer's.
type Shown struct {
	Pairing
	Token string
}

// Show makes a code for a customer. Everybody may ask, so that it is throttled by address like a wrong code: a *Throttled.
func (s *Service) Show(ctx context.Context, q ShowRequest) (Shown, error) {
	if q.Secret != "" && !isDigits(q.Secret, secretDigits) {
		return Shown{}, fmt.Errorf("%w: a secret has %d digits", ErrBadRequest, secretDigits)
	}
	if _, err := s.shows.admit(q.From); err != nil {
		return Shown{}, err
	}
	token, digest, err := newToken(s.config.Random)
	if err != nil {
		return Shown{}, err
	}
	r, err := s.issue(ctx, IssueRequest{Site: q.Site, Secret: q.Secret}, func(r *record) { r.ForStaff, r.CustomerDigest = true, digest })
	if err != nil {
		return Shown{}, err
	}
	s.config.Logger.Info().Str("pairing", r.ID).Str("site", r.Site).Msg("code shown")
	return Shown{Pairing: r.public(r.Created), Token: token}, nil
}

// RedeemForStaff uses a customer's code up for that member of the staff: of all who ever call it with the same code, exactly one succeeds. Wrong
// guesses are treated as those of customers are.
func (s *Service) RedeemForStaff(ctx context.Context, code, staffID, name string, from netip.Addr) (Pairing, error) {
	if err := checkAgent(staffID, name); err != nil {
		return Pairing{}, err
	}
	p, err := s.try(ctx, code, from, func(r *record) error {
		if !r.ForStaff {
			return ErrWrongCode
		}
		r.AgentID, r.AgentName = staffID, name
		return nil
	})
	if err != nil {
		return Pairing{}, err
	}
	s.config.Logger.Info().Str("pairing", p.ID).Str("agent", staffID).Str("state", string(wire.StateRedeemed)).Msg("customer's code redeemed")
	return p, s.enlist(ctx, staffID, p.Created, p.ID)
}
