package pairing

import (
	"bytes"
	"context"
	"encoding/base64"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

const (
	// TicketLifetime is how long a customer may take from one origin of a site to another: redirects and a slow page included.
	TicketLifetime = time.Minute
	// maxOtherTokens is how many further origins of a site a customer may be on; beyond it the oldest token is forgotten.
	maxOtherTokens = 8
	// ticketBytes of randomness, made by the customer's page.
	ticketBytes = 32
)

// ticket takes one customer to one other origin, once. Storage in a browser belongs to one origin, so that the token stays behind.
//
//	page on a.example                      service                         page on b.example
//	Depart(session, token, ticket, b) ───► digest, origin, expiry
//	b.example/#tandem=session.ticket ──────────────────────────────────────► off the address at once
//	                                       Arrive(b, session, ticket) ◄────
//	                                       a token of its own ─────────────►
type ticket struct {
	Digest    []byte `json:"digest,omitempty"`
	Origin    string `json:"origin,omitempty"`
	ExpiresMS int64  `json:"expires_ms,omitempty"`
	// From is the digest of the address that announced it; an IPv6 address counts by its /64.
	From []byte `json:"from,omitempty"`
}

// Arrived is a customer on another origin.
type Arrived struct {
	Redeemed
	// SameAddress: the page that arrived asks from the address of the page that departed. Where it is not so, somebody may have handed the
	// ticket to somebody else, who has consented to nothing yet.
	SameAddress bool
}

// Depart notes that the customer is about to arrive at another origin of the site with a ticket that their page made. The caller has checked token and
// origin. A newer ticket replaces an older one. ErrBadRequest if the ticket has not the size of one.
func (s *Service) Depart(ctx context.Context, id, text, origin string, from netip.Addr) error {
	if raw, err := base64.RawURLEncoding.DecodeString(text); err != nil || len(raw) != ticketBytes {
		return fmt.Errorf("%w: a ticket has %d bytes", ErrBadRequest, ticketBytes)
	}
	_, err := s.change(ctx, id, func(r *record, now time.Time) error {
		if !sharing(r.State) {
			return fmt.Errorf("%w: a ticket while %s", ErrWrongState, r.State)
		}
		r.Ticket = ticket{Digest: digestOf(text), Origin: origin, ExpiresMS: now.Add(TicketLifetime).UnixMilli(), From: addressDigest(from)}
		return nil
	})
	return err
}

// Arrive uses a ticket up and gives the page at its other end a token of its own: of all who ever call it with the same ticket, exactly one succeeds.
// origin is the calling page's, as its browser says. ErrWrongTicket for anything that does not fit.
func (s *Service) Arrive(ctx context.Context, id, text, origin string, from netip.Addr) (Arrived, error) {
	token, digest, err := newToken(s.config.Random)
	if err != nil {
		return Arrived{}, err
	}
	same := false
	p, err := s.change(ctx, id, func(r *record, now time.Time) error {
		if !proves(text, r.Ticket.Digest) || r.Ticket.Origin != origin || now.UnixMilli() >= r.Ticket.ExpiresMS || !sharing(r.State) {
			return ErrWrongTicket
		}
		same = bytes.Equal(r.Ticket.From, addressDigest(from))
		r.Ticket = ticket{}
		r.OtherDigests = append(r.OtherDigests, digest)
		if n := len(r.OtherDigests); n > maxOtherTokens {
			r.OtherDigests = r.OtherDigests[n-maxOtherTokens:]
		}
		return nil
	})
	if errors.Is(err, ErrNotFound) {
		return Arrived{}, ErrWrongTicket
	}
	if err != nil {
		return Arrived{}, err
	}
	s.config.Logger.Info().Str("pairing", id).Msg("customer on another origin")
	return Arrived{Redeemed: Redeemed{Pairing: p, Token: token}, SameAddress: same}, nil
}

func addressDigest(from netip.Addr) []byte {
	address, _ := origin(from)
	return digestOf(address.String())
}

// Expect keeps where the site says that the customer goes and until when they are expected back; an empty title takes it back, or says that they are.
// It ends with the customer's yes. ErrWrongState unless that stands.
func (s *Service) Expect(ctx context.Context, id, title string, until time.Time) (Pairing, error) {
	return s.change(ctx, id, func(r *record, _ time.Time) error {
		if !sharing(r.State) {
			return fmt.Errorf("%w: an absence while %s", ErrWrongState, r.State)
		}
		r.AwayTitle, r.AwayUntil = title, until.UTC().Truncate(time.Millisecond)
		if title == "" {
			r.AwayUntil = time.Time{}
		}
		return nil
	})
}

// knowsCustomer compares a token with every one that the customer was given.
func (r *record) knowsCustomer(token string) bool {
	known := proves(token, r.CustomerDigest)
	for _, digest := range r.OtherDigests {
		known = proves(token, digest) || known
	}
	return known
}

// sharing are the states in which the customer's yes stands.
func sharing(s wire.State) bool {
	return s == wire.StateConnecting || s == wire.StateLive || s == wire.StateInterrupted
}
