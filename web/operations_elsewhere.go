package web

import (
	"context"

	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// LeavePage implements POST /api/v1/sdk/leave.
func (s *Server) LeavePage(ctx context.Context, r LeavePageRequestObject) (LeavePageResponseObject, error) {
	body, err := sdkBody[LeaveRequest](r.JSONBody, r.TextBody)
	if err != nil {
		return nil, err
	}
	if _, err := s.mayResume(ctx, body.Session, body.Token); err != nil {
		return nil, err
	}
	return LeavePage204Response{}, s.hub.Leave(ctx, body.Session, body.Token, body.Attempt, wire.Destination(body.To))
}

// DepartFor implements POST /api/v1/sdk/depart.
func (s *Server) DepartFor(ctx context.Context, r DepartForRequestObject) (DepartForResponseObject, error) {
	body, err := sdkBody[DepartRequest](r.JSONBody, r.TextBody)
	if err != nil {
		return nil, err
	}
	site, err := s.mayResume(ctx, body.Session, body.Token)
	if err != nil {
		return nil, err
	}
	if !site.Allows(body.Origin) {
		return nil, errForeignOrigin
	}
	return DepartFor204Response{}, s.pairings.Depart(ctx, body.Session, body.Ticket, body.Origin, callerFrom(ctx).address)
}

// ArriveWith implements POST /api/v1/sdk/arrive. The origin that counts is the one that the browser says, and it must say one.
func (s *Server) ArriveWith(ctx context.Context, r ArriveWithRequestObject) (ArriveWithResponseObject, error) {
	body, err := sdkBody[ArriveRequest](r.JSONBody, r.TextBody)
	if err != nil {
		return nil, err
	}
	from := callerFrom(ctx)
	if from.origin == "" {
		return nil, pairing.ErrWrongTicket
	}
	got, err := s.pairings.Arrive(ctx, body.Session, body.Ticket, from.origin, from.address)
	if err != nil {
		return nil, err
	}
	site, err := s.desk.Site(ctx, got.Site)
	if err != nil {
		return nil, err
	}
	// The list may have changed within the ticket's minute; the token is of no use anywhere else.
	if err := from.belongsTo(site); err != nil {
		return nil, err
	}
	seat := s.seat(ctx, got.Redeemed, site)
	return ArriveWith200JSONResponse{Session: seat.Session, Token: seat.Token, Messages: seat.Messages, Origins: seat.Origins, SameAddress: got.SameAddress}, nil
}
