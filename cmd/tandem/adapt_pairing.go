package main

import (
	"context"
	"errors"
	"fmt"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// sessions shows package signaling the pairings, with what the desk knows of their sites.
type sessions struct {
	pairings *pairing.Service
	desk     *desk.Desk
}

var (
	_ signaling.Records       = sessions{}
	_ signaling.Authenticator = sessions{}
	_ signaling.Origins       = sessions{}
	_ signaling.Pages         = sessions{}
)

// Get implements signaling.Records.
func (s sessions) Get(ctx context.Context, session string) (signaling.Record, error) {
	p, err := s.pairings.Get(ctx, session)
	return s.record(ctx, p, err)
}

// Move implements signaling.Records.
func (s sessions) Move(ctx context.Context, session string, to wire.State, reason wire.Reason) (signaling.Record, error) {
	p, err := s.pairings.Move(ctx, session, to, reason)
	return s.record(ctx, p, err)
}

// Consent implements signaling.Records.
func (s sessions) Consent(ctx context.Context, session string, grants []wire.Grant) (signaling.Record, error) {
	p, err := s.pairings.Consent(ctx, session, grants)
	return s.record(ctx, p, err)
}

// Expect implements signaling.Records.
func (s sessions) Expect(ctx context.Context, session, title string, until time.Time) (signaling.Record, error) {
	p, err := s.pairings.Expect(ctx, session, title, until)
	return s.record(ctx, p, err)
}

func (s sessions) record(ctx context.Context, p pairing.Pairing, err error) (signaling.Record, error) {
	switch {
	case errors.Is(err, pairing.ErrNotFound):
		return signaling.Record{}, signaling.ErrUnknownSession
	case errors.Is(err, pairing.ErrWrongState):
		return signaling.Record{}, fmt.Errorf("%w: %w", signaling.ErrWrongState, err)
	case err != nil:
		return signaling.Record{}, err
	}
	r := signaling.Record{
		Session: p.ID, State: p.State, Reason: p.Reason, Grants: p.Grants, AgentName: p.AgentName,
		Site: p.Site, Ask: true, Expires: p.Expires, Since: p.Changed, Begun: p.Begun,
		AwayTitle: p.AwayTitle, AwayUntil: p.AwayUntil,
	}
	if p.AgentID != "" {
		r.Agents = []string{p.AgentID}
	}
	site, err := s.desk.Site(ctx, p.Site)
	switch {
	case errors.Is(err, desk.ErrNotFound): // not known before the code is used, or removed since: ask
	case err != nil:
		return signaling.Record{}, err
	default:
		r.SiteName, r.Ask, r.Assets = site.Name, site.Ask, wire.Assets(site.Assets)
	}
	return r, nil
}

// Authenticate implements signaling.Authenticator.
func (s sessions) Authenticate(ctx context.Context, session, token string) error {
	_, err := s.pairings.Authenticate(ctx, session, token)
	switch {
	case errors.Is(err, pairing.ErrNotFound):
		return signaling.ErrUnknownSession
	case errors.Is(err, pairing.ErrWrongToken):
		return signaling.ErrUnauthorized
	}
	return err
}

// Console implements signaling.Origins. Package web has compared the origin with the host of the very request, which is stricter than any list
// that could be kept here; nothing else calls ServeAgent.
func (sessions) Console(origin string) bool { return origin != "" }

// Site implements signaling.Origins. Where the store cannot tell, the answer is no.
func (s sessions) Site(ctx context.Context, origin, site string) bool {
	if site == "" {
		known, err := s.desk.OriginKnown(ctx, origin)
		return err == nil && known
	}
	found, err := s.desk.Site(ctx, site)
	return err == nil && found.Allows(origin)
}

// Page implements signaling.Pages.
func (s sessions) Page(ctx context.Context, session, address string) (url, label string, err error) {
	p, err := s.pairings.Get(ctx, session)
	if errors.Is(err, pairing.ErrNotFound) {
		return "", "", signaling.ErrUnknownSession
	}
	if err != nil {
		return "", "", err
	}
	site, err := s.desk.Site(ctx, p.Site)
	if errors.Is(err, desk.ErrNotFound) {
		return "", "", signaling.ErrPageNotListed
	}
	if err != nil {
		return "", "", err
	}
	page, ok := site.Page(address)
	if !ok {
		return "", "", signaling.ErrPageNotListed
	}
	return page.URL, page.Label, nil
}
