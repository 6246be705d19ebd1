package pairing

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// Redeemed is a pairing that has its customer, and the token by which that customer's tab is known from now on.
type Redeemed struct {
	Pairing
	Token string
}

// Redeem uses a code up: of all who ever call it with the same code, exactly one succeeds. site is the one whose page asks, from the
// address that asks. Wrong guesses are answered slowly, counted, and throttled (docs/security.md).
func (s *Service) Redeem(ctx context.Context, site, code string, from netip.Addr) (Redeemed, error) {
	token, digest, err := newToken(s.config.Random)
	if err != nil {
		return Redeemed{}, err
	}
	p, err := s.try(ctx, code, from, func(r *record) error {
		if r.ForStaff || (r.OnlySite != "" && r.OnlySite != site) {
			return ErrWrongCode
		}
		r.CustomerDigest, r.Site = digest, site
		return nil
	})
	if err != nil {
		return Redeemed{}, err
	}
	s.config.Logger.Info().Str("pairing", p.ID).Str("site", p.Site).Msg("code redeemed")
	return Redeemed{Pairing: p, Token: token}, nil
}

// try is one attempt to use a code up, by whoever: seat says whether it is theirs to use, and gives them their place in the record.
func (s *Service) try(ctx context.Context, code string, from netip.Addr, seat func(*record) error) (Pairing, error) {
	c, err := ParseCode(code)
	if err != nil {
		return Pairing{}, err
	}
	try, err := s.guard.enter(ctx, from)
	if err != nil {
		return Pairing{}, err
	}
	p, err := s.use(ctx, c, seat)
	wrong := errors.Is(err, ErrWrongCode)
	if !wrong && (err == nil || ctx.Err() == nil) {
		try.giveBack() // all nine digits were right, or the store failed. Who hangs up in the middle pays.
	}
	try.decided()
	if wrong {
		return Pairing{}, errors.Join(err, try.wait(ctx))
	}
	return p, err
}

// use finds the pairing and redeems it if the secret is right and the code still good. The comparison counts only if the record is then written at
// the same revision: of a thousand guesses at once, no more than maxWrongGuesses are ever compared with effect.
func (s *Service) use(ctx context.Context, c Code, seat func(*record) error) (Pairing, error) {
	e, err := s.locators.Get(ctx, c.Locator)
	if errors.Is(err, store.ErrNotFound) {
		return Pairing{}, ErrWrongCode
	}
	if err != nil {
		return Pairing{}, fmt.Errorf("look up a code: %w", err)
	}
	var at located
	if err := json.Unmarshal(e.Value, &at); err != nil {
		return Pairing{}, fmt.Errorf("%w: locator: %w", errDamagedRecord, err)
	}
	wrong := false
	p, err := s.change(ctx, at.ID, func(r *record, now time.Time) error {
		right := subtle.ConstantTimeCompare([]byte(c.Secret), []byte(r.Code.Secret)) == 1
		switch {
		case r.Code.Locator != c.Locator:
			return ErrWrongCode
		case right:
			seated := *r
			if err := seat(&seated); err != nil {
				return err // nothing of this is theirs to know
			}
			if err := redeem(&seated, now); err != nil {
				return err
			}
			*r = seated
			return nil
		case r.State != wire.StateIssued:
			return ErrWrongCode
		}
		wrong = true
		return guessedWrong(r, now)
	})
	switch {
	case errors.Is(err, ErrNotFound): // a crash left the locator alone
		return Pairing{}, ErrWrongCode
	case err != nil:
		return Pairing{}, err
	case wrong:
		if p.State == wire.StateWithdrawn {
			s.config.Logger.Warn().Str("pairing", p.ID).Msg("code burnt by wrong guesses")
		}
		return Pairing{}, ErrWrongCode
	}
	return p, nil
}

// redeem is the step that may happen once; whoever has all nine digits is told why it cannot.
func redeem(r *record, now time.Time) error {
	switch r.State {
	case wire.StateIssued:
		return r.step(wire.StateRedeemed, wire.ReasonNone, now)
	case wire.StateExpired:
		return ErrCodeExpired
	case wire.StateWithdrawn:
		return ErrCodeWithdrawn
	default:
		return ErrCodeUsed
	}
}

// guessedWrong counts, and takes the code back at the last straw.
func guessedWrong(r *record, now time.Time) error {
	if r.WrongGuesses++; r.WrongGuesses >= maxWrongGuesses {
		return r.step(wire.StateWithdrawn, wire.ReasonGuessed, now)
	}
	return nil
}

func expire(r *record, now time.Time) error {
	return r.step(wire.StateExpired, wire.ReasonNone, now)
}

// Authenticate returns the pairing whose customer has that token; ErrNotFound or ErrWrongToken. It also knows pairings that are over.
func (s *Service) Authenticate(ctx context.Context, id, token string) (Pairing, error) {
	r, _, err := s.load(ctx, id)
	if err != nil {
		return Pairing{}, err
	}
	if !r.knowsCustomer(token) {
		return Pairing{}, ErrWrongToken
	}
	return r.public(s.now()), nil
}
