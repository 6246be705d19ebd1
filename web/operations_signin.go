package web

import (
	"context"

	"github.com/tandem-cobrowse/tandem/desk"
)

// SetUp implements POST /api/v1/setup.
func (s *Server) SetUp(ctx context.Context, r SetUpRequestObject) (SetUpResponseObject, error) {
	p, err := s.desk.SetUp(ctx, r.Body.Token, desk.NewPerson{Name: r.Body.Name, Email: r.Body.Email, Password: r.Body.Password})
	if err != nil {
		return nil, err
	}
	s.log.Info().Str("person", p.ID).Msg("first administrator made")
	if err := s.signIn(ctx, p); err != nil {
		return nil, err
	}
	me, err := s.me(ctx, p)
	return SetUp201JSONResponse(me), err
}

// SignIn implements POST /api/v1/sign-in.
func (s *Server) SignIn(ctx context.Context, r SignInRequestObject) (SignInResponseObject, error) {
	p, err := s.desk.SignIn(ctx, callerFrom(ctx).address, r.Body.Email, r.Body.Password)
	if err != nil {
		s.log.Info().Str("why", string(refusalFor(err).code)).Msg("sign-in refused")
		return nil, err
	}
	if err := s.signIn(ctx, p); err != nil {
		return nil, err
	}
	s.log.Info().Str("person", p.ID).Msg("signed in")
	me, err := s.me(ctx, p)
	return SignIn200JSONResponse(me), err
}

// SignOut implements POST /api/v1/sign-out.
func (s *Server) SignOut(ctx context.Context, _ SignOutRequestObject) (SignOutResponseObject, error) {
	return SignOut204Response{}, s.sessions.Destroy(ctx)
}

// GetMe implements GET /api/v1/me.
func (s *Server) GetMe(ctx context.Context, _ GetMeRequestObject) (GetMeResponseObject, error) {
	me, err := s.me(ctx, *callerFrom(ctx).person)
	return GetMe200JSONResponse(me), err
}

func (s *Server) me(ctx context.Context, p desk.Person) (Me, error) {
	sites, err := s.desk.Sites(ctx)
	if err != nil {
		return Me{}, err
	}
	groups, err := s.desk.Groups(ctx)
	if err != nil {
		return Me{}, err
	}
	me := Me{ID: p.ID, Name: p.Name, Email: p.Email, Role: Role(p.Role), Rights: rightsOut(desk.RightsOf(p, groups)), Sites: []SiteName{}}
	for _, site := range sites {
		me.Sites = append(me.Sites, SiteName{ID: site.ID, Name: site.Name, Origins: site.Origins, Viewer: viewerOut(site), Pages: each(site.Pages, pageOut)})
	}
	return me, nil
}
