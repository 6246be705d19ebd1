package web

import (
	"context"
	"errors"
	"net/http"
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// maxPairings is how many of their own pairings a member of the staff is shown.
const maxPairings = 50

var errSessionEnded = &refusal{status: http.StatusGone, code: ProblemCodeSessionEnded, detail: "This session is over. Ask for a new code."}

// CreatePairing implements POST /api/v1/pairings.
func (s *Server) CreatePairing(ctx context.Context, r CreatePairingRequestObject) (CreatePairingResponseObject, error) {
	var q pairing.IssueRequest
	if p := callerFrom(ctx).person; p != nil {
		if err := s.mayCobrowse(ctx, *p); err != nil {
			return nil, err
		}
		q.AgentID, q.AgentName = p.ID, p.Name
	}
	if r.Body.Secret != nil {
		q.Secret = *r.Body.Secret
	}
	if r.Body.SiteID != nil && *r.Body.SiteID != "" {
		site, err := s.desk.Site(ctx, *r.Body.SiteID)
		if errors.Is(err, desk.ErrNotFound) {
			return nil, badRequest("site_id", "There is no such site.")
		}
		if err != nil {
			return nil, err
		}
		q.Site = site.ID
	}
	issued, err := s.pairings.Issue(ctx, q)
	if err != nil {
		return nil, err
	}
	return CreatePairing201JSONResponse{
		ID: issued.ID, Code: issued.Code.Digits(), AgentURL: origin(s.public) + "/console/#/join/" + issued.Link,
		ExpiresAt: issued.Expires, ExpiresInMs: time.Until(issued.Expires).Milliseconds(),
	}, nil
}

// mayCobrowse holds back who was not given the right; the console's buttons say so beforehand.
func (s *Server) mayCobrowse(ctx context.Context, p desk.Person) error {
	groups, err := s.desk.Groups(ctx)
	if err != nil {
		return err
	}
	if !desk.RightsOf(p, groups).May(wire.RightCobrowse) {
		return errNoRight
	}
	return nil
}

// ListPairings implements GET /api/v1/pairings.
func (s *Server) ListPairings(ctx context.Context, _ ListPairingsRequestObject) (ListPairingsResponseObject, error) {
	own, err := s.pairings.List(ctx, callerFrom(ctx).person.ID, maxPairings)
	if err != nil {
		return nil, err
	}
	list := ListPairings200JSONResponse{Pairings: []Pairing{}}
	for _, p := range own {
		out, err := s.pairingOut(ctx, p)
		if err != nil {
			return nil, err
		}
		list.Pairings = append(list.Pairings, out)
	}
	return list, nil
}

// ClaimPairing implements POST /api/v1/pairings/claim.
func (s *Server) ClaimPairing(ctx context.Context, r ClaimPairingRequestObject) (ClaimPairingResponseObject, error) {
	me := callerFrom(ctx).person
	if err := s.mayCobrowse(ctx, *me); err != nil {
		return nil, err
	}
	p, err := s.pairings.Claim(ctx, r.Body.Link, me.ID, me.Name)
	if errors.Is(err, pairing.ErrWrongState) {
		return nil, errSessionEnded
	}
	if err != nil {
		return nil, err
	}
	if err := s.hub.Changed(ctx, p.ID); err != nil { // a customer may be waiting for an agent already
		return nil, err
	}
	out, err := s.pairingOut(ctx, p)
	return ClaimPairing200JSONResponse(out), err
}

// GetPairing implements GET /api/v1/pairings/{id}.
func (s *Server) GetPairing(ctx context.Context, r GetPairingRequestObject) (GetPairingResponseObject, error) {
	p, err := s.pairingFor(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	out, err := s.pairingOut(ctx, p)
	return GetPairing200JSONResponse(out), err
}

// EndPairing implements DELETE /api/v1/pairings/{id}.
func (s *Server) EndPairing(ctx context.Context, r EndPairingRequestObject) (EndPairingResponseObject, error) {
	p, err := s.pairingFor(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	reason := wire.ReasonAgentStopped
	if who := callerFrom(ctx); who.person == nil || who.person.ID != p.AgentID {
		reason = wire.ReasonAdmin
	}
	return EndPairing204Response{}, s.hub.End(ctx, p.ID, reason)
}

// ListMessages implements GET /api/v1/pairings/{id}/messages.
func (s *Server) ListMessages(ctx context.Context, r ListMessagesRequestObject) (ListMessagesResponseObject, error) {
	p, err := s.pairingFor(ctx, r.ID)
	if err != nil {
		return nil, err
	}
	var after uint64
	if r.Params.After != nil {
		if *r.Params.After < 0 {
			return nil, badRequest("after", "The field after must not be negative.")
		}
		after = uint64(*r.Params.After)
	}
	said, err := s.chat.Read(ctx, p.ID, after, wire.MaxChatReplay)
	if err != nil {
		return nil, err
	}
	list := ListMessages200JSONResponse{Messages: []Message{}}
	for _, m := range said {
		if m.Kind == chat.KindMessage {
			seq := int64(m.Seq) //nolint:gosec // G115: counts messages from 1
			list.Messages = append(list.Messages, Message{Seq: seq, ID: m.ID, From: Party(m.From), Name: m.Name, Text: m.Text, At: m.At})
		}
	}
	return list, nil
}

// pairingFor returns a pairing if it is the caller's business: the agent's own, and any for administrators and programs. Others are told
// that there is none.
func (s *Server) pairingFor(ctx context.Context, id string) (pairing.Pairing, error) {
	p, err := s.pairings.Get(ctx, id)
	if err != nil {
		return pairing.Pairing{}, err
	}
	who := callerFrom(ctx)
	if who.program != nil || who.person.Role == desk.RoleAdministrator || who.person.ID == p.AgentID {
		return p, nil
	}
	return pairing.Pairing{}, errNotFound
}

func (s *Server) pairingOut(ctx context.Context, p pairing.Pairing) (Pairing, error) {
	out := Pairing{ID: p.ID, State: SessionState(p.State), CreatedAt: p.Created}
	out.Reason, out.AgentName = optional(string(p.Reason)), optional(p.AgentName)
	if p.State == wire.StateIssued {
		code, left := p.Code.Digits(), max(0, time.Until(p.Expires).Milliseconds())
		out.Code, out.ExpiresAt, out.ExpiresInMs = &code, &p.Expires, &left
	}
	if p.Site == "" {
		return out, nil
	}
	out.SiteID = &p.Site
	site, err := s.desk.Site(ctx, p.Site)
	if errors.Is(err, desk.ErrNotFound) {
		return out, nil // removed since
	}
	out.SiteName = &site.Name
	return out, err
}

func optional(s string) *string {
	if s == "" {
		return nil
	}
	return &s
}
