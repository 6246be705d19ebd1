package web

import (
	"context"

	"github.com/tandem-cobrowse/tandem/pairing"
)

// ShowCode implements POST /api/v1/sdk/code.
func (s *Server) ShowCode(ctx context.Context, r ShowCodeRequestObject) (ShowCodeResponseObject, error) {
	body, err := sdkBody[ShowCodeRequest](r.JSONBody, r.TextBody)
	if err != nil {
		return nil, err
	}
	site, err := s.siteOf(ctx, body.SiteKey)
	if err != nil {
		return nil, err
	}
	q := pairing.ShowRequest{Site: site.ID, From: callerFrom(ctx).address}
	if body.Secret != nil {
		q.Secret = *body.Secret
	}
	shown, err := s.pairings.Show(ctx, q)
	if err != nil {
		return nil, err
	}
	seat := s.seat(ctx, pairing.Redeemed(shown), site)
	return ShowCode200JSONResponse{Session: seat.Session, Token: seat.Token, Messages: seat.Messages, Origins: seat.Origins, Code: shown.Code.Digits()}, nil
}

// RedeemForStaff implements POST /api/v1/pairings/redeem.
func (s *Server) RedeemForStaff(ctx context.Context, r RedeemForStaffRequestObject) (RedeemForStaffResponseObject, error) {
	from := callerFrom(ctx)
	if err := s.mayCobrowse(ctx, *from.person); err != nil {
		return nil, err
	}
	p, err := s.pairings.RedeemForStaff(ctx, r.Body.Code, from.person.ID, from.person.Name, from.address)
	if err != nil {
		return nil, err
	}
	if err := s.hub.Changed(ctx, p.ID); err != nil { // the customer waits for it
		return nil, err
	}
	out, err := s.pairingOut(ctx, p)
	return RedeemForStaff200JSONResponse(out), err
}
