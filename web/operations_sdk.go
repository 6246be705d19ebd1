package web

import (
	"context"
	"errors"
	"slices"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// GetSdkSite implements GET /api/v1/sdk/site.
func (s *Server) GetSdkSite(ctx context.Context, r GetSdkSiteRequestObject) (GetSdkSiteResponseObject, error) {
	site, err := s.siteOf(ctx, r.Params.Key)
	if err == nil && r.Params.Around != nil && !slices.Contains(site.Origins, *r.Params.Around) {
		err = errForeignOrigin
	}
	return GetSdkSite200JSONResponse{Name: site.Name, Ask: site.Ask}, err
}

// RedeemCode implements POST /api/v1/sdk/redeem.
func (s *Server) RedeemCode(ctx context.Context, r RedeemCodeRequestObject) (RedeemCodeResponseObject, error) {
	body, err := sdkBody[RedeemRequest](r.JSONBody, r.TextBody)
	if err != nil {
		return nil, err
	}
	site, err := s.siteOf(ctx, body.SiteKey)
	if err != nil {
		return nil, err
	}
	got, err := s.pairings.Redeem(ctx, site.ID, body.Code, callerFrom(ctx).address)
	if err != nil {
		return nil, err
	}
	if err := s.hub.Changed(ctx, got.ID); err != nil {
		s.log.Warn().Err(err).Str("pairing", got.ID).Msg("redeemed, but the session did not start yet")
	}
	return RedeemCode200JSONResponse(s.seat(ctx, got, site)), nil
}

// seat is what a customer's page gets that has just come by a token. Whatever brought it is used up: the page must get the token, come what may,
// and learns the rest from its socket.
func (s *Server) seat(ctx context.Context, got pairing.Redeemed, site desk.Site) RedeemReply {
	messages, err := s.hub.Resume(ctx, got.ID, got.Token)
	if err != nil {
		s.log.Warn().Err(err).Str("pairing", got.ID).Msg("a token, but no first messages")
	}
	return RedeemReply{Session: got.ID, Token: got.Token, Messages: frames(messages), Origins: otherOrigins(ctx, site)}
}

// otherOrigins are where the site's pages live besides the calling one.
func otherOrigins(ctx context.Context, site desk.Site) OtherOrigins {
	others := OtherOrigins{}
	for _, o := range site.Origins {
		if o != callerFrom(ctx).origin {
			others = append(others, o)
		}
	}
	return others
}

// ResumeSession implements POST /api/v1/sdk/resume.
func (s *Server) ResumeSession(ctx context.Context, r ResumeSessionRequestObject) (ResumeSessionResponseObject, error) {
	body, err := sdkBody[ResumeRequest](r.JSONBody, r.TextBody)
	if err != nil {
		return nil, err
	}
	site, err := s.mayResume(ctx, body.Session, body.Token)
	if err != nil {
		return nil, err
	}
	messages, err := s.hub.Resume(ctx, body.Session, body.Token)
	if errors.Is(err, signaling.ErrEnded) {
		return nil, ended(messages)
	}
	return ResumeSession200JSONResponse{Messages: frames(messages), Origins: otherOrigins(ctx, site)}, err
}

// AnswerOffer implements POST /api/v1/sdk/answer.
func (s *Server) AnswerOffer(ctx context.Context, r AnswerOfferRequestObject) (AnswerOfferResponseObject, error) {
	body, err := sdkBody[AnswerRequest](r.JSONBody, r.TextBody)
	if err != nil {
		return nil, err
	}
	if _, err := s.mayResume(ctx, body.Session, body.Token); err != nil {
		return nil, err
	}
	return AnswerOffer204Response{}, s.hub.Answer(ctx, body.Session, body.Token, body.Attempt, body.Sdp)
}

// AddCandidate implements POST /api/v1/sdk/candidate.
func (s *Server) AddCandidate(ctx context.Context, r AddCandidateRequestObject) (AddCandidateResponseObject, error) {
	body, err := sdkBody[CandidateRequest](r.JSONBody, r.TextBody)
	if err != nil {
		return nil, err
	}
	if _, err := s.mayResume(ctx, body.Session, body.Token); err != nil {
		return nil, err
	}
	candidate := wire.Candidate{Attempt: body.Attempt, Candidate: body.Candidate, SDPMid: body.SdpMid}
	return AddCandidate204Response{}, s.hub.AddCandidate(ctx, body.Session, body.Token, candidate)
}

// siteOf returns the site with that key if the calling page is one of its pages. A key that does not exist is told apart from a page on the
// wrong origin by nobody.
func (s *Server) siteOf(ctx context.Context, key string) (desk.Site, error) {
	site, err := s.desk.SiteByKey(ctx, key)
	if errors.Is(err, desk.ErrNotFound) {
		return desk.Site{}, errForeignOrigin
	}
	if err != nil {
		return desk.Site{}, err
	}
	return site, callerFrom(ctx).belongsTo(site)
}

// mayResume checks the customer's token and that the page is one of the session's site, which it returns.
func (s *Server) mayResume(ctx context.Context, session, token string) (desk.Site, error) {
	p, err := s.pairings.Authenticate(ctx, session, token)
	if errors.Is(err, pairing.ErrNotFound) || errors.Is(err, pairing.ErrWrongToken) {
		return desk.Site{}, signaling.ErrUnknownSession
	}
	if err != nil {
		return desk.Site{}, err
	}
	site, err := s.desk.Site(ctx, p.Site)
	if errors.Is(err, desk.ErrNotFound) {
		return desk.Site{}, errForeignOrigin
	}
	if err != nil {
		return desk.Site{}, err
	}
	return site, callerFrom(ctx).belongsTo(site)
}

// ended says why, as the state that would have been sent does.
func ended(messages []wire.Message) error {
	r := *errSessionEnded
	for _, m := range messages {
		if state, ok := m.(wire.StateChanged); ok {
			r.reason = string(state.Reason)
		}
	}
	return &r
}

func frames(messages []wire.Message) Frames {
	out := Frames{}
	for _, m := range messages {
		out = append(out, wire.Encode(m))
	}
	return out
}
