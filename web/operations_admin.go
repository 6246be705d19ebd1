package web

import (
	"cmp"
	"context"
	"errors"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// ListSites implements GET /api/v1/sites.
func (s *Server) ListSites(ctx context.Context, _ ListSitesRequestObject) (ListSitesResponseObject, error) {
	sites, err := s.desk.Sites(ctx)
	return ListSites200JSONResponse{Sites: each(sites, siteOut)}, err
}

// CreateSite implements POST /api/v1/sites.
func (s *Server) CreateSite(ctx context.Context, r CreateSiteRequestObject) (CreateSiteResponseObject, error) {
	site, err := s.desk.AddSite(ctx, siteIn(r.Body))
	if err != nil {
		return nil, err
	}
	s.done(ctx, "site added", site.ID)
	return CreateSite201JSONResponse(siteOut(site)), nil
}

// ChangeSite implements PUT /api/v1/sites/{id}.
func (s *Server) ChangeSite(ctx context.Context, r ChangeSiteRequestObject) (ChangeSiteResponseObject, error) {
	site, err := s.desk.ChangeSite(ctx, r.ID, siteIn(r.Body))
	if err != nil {
		return nil, err
	}
	s.done(ctx, "site changed", site.ID)
	return ChangeSite200JSONResponse(siteOut(site)), nil
}

func siteIn(n *NewSite) desk.NewSite {
	out := desk.NewSite{Name: n.Name, Origins: n.Origins, Ask: n.Ask == nil || *n.Ask, RelayOnly: n.RelayOnly != nil && *n.RelayOnly}
	if n.Assets != nil {
		out.Assets = desk.Assets(*n.Assets)
	}
	if n.Viewer != nil {
		out.Viewer = desk.Viewer(*n.Viewer)
	}
	if n.Pages != nil {
		out.Pages = each(*n.Pages, func(p Page) desk.Page { return desk.Page{URL: p.URL, Label: p.Label} })
	}
	return out
}

// DeleteSite implements DELETE /api/v1/sites/{id}.
func (s *Server) DeleteSite(ctx context.Context, r DeleteSiteRequestObject) (DeleteSiteResponseObject, error) {
	if err := s.desk.RemoveSite(ctx, r.ID); err != nil {
		return nil, err
	}
	s.done(ctx, "site removed", r.ID)
	return DeleteSite204Response{}, nil
}

// ListStaff implements GET /api/v1/staff.
func (s *Server) ListStaff(ctx context.Context, _ ListStaffRequestObject) (ListStaffResponseObject, error) {
	people, err := s.desk.People(ctx)
	if err != nil {
		return nil, err
	}
	groups, err := s.desk.Groups(ctx)
	return ListStaff200JSONResponse{Staff: each(people, func(p desk.Person) Staff { return staffOut(p, groups) })}, err
}

// CreateStaff implements POST /api/v1/staff.
func (s *Server) CreateStaff(ctx context.Context, r CreateStaffRequestObject) (CreateStaffResponseObject, error) {
	p, err := s.desk.AddPerson(ctx, desk.NewPerson{Name: r.Body.Name, Email: r.Body.Email, Password: r.Body.Password, Role: desk.Role(r.Body.Role)})
	if err != nil {
		return nil, err
	}
	s.done(ctx, "person added", p.ID)
	groups, err := s.desk.Groups(ctx)
	return CreateStaff201JSONResponse(staffOut(p, groups)), err
}

// ChangeStaff implements PUT /api/v1/staff/{id}.
func (s *Server) ChangeStaff(ctx context.Context, r ChangeStaffRequestObject) (ChangeStaffResponseObject, error) {
	p, err := s.desk.ChangePerson(ctx, r.ID, desk.ChangedPerson{
		Name: r.Body.Name, Role: desk.Role(r.Body.Role), MainGroup: r.Body.MainGroup, Groups: r.Body.Groups, Rights: rightsChangeIn(&r.Body.Rights),
		Unsupervised: !r.Body.Supervised, Capacity: r.Body.Capacity, Hours: hoursIn(r.Body.Hours),
	})
	if err != nil {
		return nil, err
	}
	s.done(ctx, "person changed", p.ID)
	groups, err := s.desk.Groups(ctx)
	return ChangeStaff200JSONResponse(staffOut(p, groups)), err
}

// ChangeSignIn implements PUT /api/v1/staff/{id}/sign-in.
func (s *Server) ChangeSignIn(ctx context.Context, r ChangeSignInRequestObject) (ChangeSignInResponseObject, error) {
	p, err := s.desk.ChangeSignIn(ctx, r.ID, value(r.Body.Email), value(r.Body.Password))
	if err != nil {
		return nil, err
	}
	s.done(ctx, "sign-in changed", p.ID)
	s.hub.CloseAgent(r.ID)
	groups, err := s.desk.Groups(ctx)
	return ChangeSignIn200JSONResponse(staffOut(p, groups)), err
}

// DeleteStaff implements DELETE /api/v1/staff/{id}.
func (s *Server) DeleteStaff(ctx context.Context, r DeleteStaffRequestObject) (DeleteStaffResponseObject, error) {
	if err := s.desk.RemovePerson(ctx, r.ID); err != nil {
		return nil, err
	}
	s.done(ctx, "person removed", r.ID)
	if err := s.endSessionsOf(ctx, r.ID); err != nil {
		return nil, err
	}
	s.hub.CloseAgent(r.ID)
	return DeleteStaff204Response{}, nil
}

// endSessionsOf ends what somebody who left was looking at. Their sign-in ended with them.
func (s *Server) endSessionsOf(ctx context.Context, person string) error {
	pairings, err := s.pairings.List(ctx, person, maxPairings)
	for _, p := range pairings {
		if !p.State.Final() {
			err = errors.Join(err, s.hub.End(ctx, p.ID, wire.ReasonAdmin))
		}
	}
	return err
}

// ListTokens implements GET /api/v1/tokens.
func (s *Server) ListTokens(ctx context.Context, _ ListTokensRequestObject) (ListTokensResponseObject, error) {
	tokens, err := s.desk.Tokens(ctx)
	return ListTokens200JSONResponse{Tokens: each(tokens, tokenOut)}, err
}

// CreateToken implements POST /api/v1/tokens.
func (s *Server) CreateToken(ctx context.Context, r CreateTokenRequestObject) (CreateTokenResponseObject, error) {
	t, secret, err := s.desk.AddToken(ctx, r.Body.Name)
	if err != nil {
		return nil, err
	}
	s.done(ctx, "token made", t.ID)
	return CreateToken201JSONResponse{ID: t.ID, Name: t.Name, Token: secret, CreatedAt: t.Created}, nil
}

// DeleteToken implements DELETE /api/v1/tokens/{id}.
func (s *Server) DeleteToken(ctx context.Context, r DeleteTokenRequestObject) (DeleteTokenResponseObject, error) {
	if err := s.desk.RemoveToken(ctx, r.ID); err != nil {
		return nil, err
	}
	s.done(ctx, "token revoked", r.ID)
	return DeleteToken204Response{}, nil
}

// done logs what an administrator did, by ids.
func (s *Server) done(ctx context.Context, what, id string) {
	e := s.log.Info().Str("id", id)
	if p := callerFrom(ctx).person; p != nil {
		e = e.Str("by", p.ID)
	}
	e.Msg(what)
}

func each[From, To any](in []From, out func(From) To) []To {
	to := make([]To, len(in))
	for i, v := range in {
		to[i] = out(v)
	}
	return to
}

func siteOut(s desk.Site) Site {
	return Site{
		ID: s.ID, Key: s.Key, Name: s.Name, Origins: s.Origins, Ask: s.Ask, RelayOnly: s.RelayOnly,
		Assets: SiteAssets(cmp.Or(s.Assets, desk.AssetsNeeded)), Viewer: viewerOut(s), Pages: each(s.Pages, pageOut), CreatedAt: s.Created,
	}
}

func viewerOut(s desk.Site) Viewer { return Viewer(cmp.Or(s.Viewer, desk.ViewerConsole)) }

func pageOut(p desk.Page) Page { return Page{URL: p.URL, Label: p.Label} }

func staffOut(p desk.Person, groups []desk.Group) Staff {
	further := p.Groups
	if further == nil {
		further = []string{}
	}
	return Staff{
		ID: p.ID, Name: p.Name, Email: p.Email, Role: Role(p.Role), CreatedAt: p.Created, MainGroup: p.MainGroup, Groups: further, Capacity: p.Capacity,
		Supervised: !p.Unsupervised, Rights: rightsChangeOut(p.Rights), EffectiveRights: rightsOut(desk.RightsOf(p, groups)), Hours: hoursOut(p.Hours),
	}
}

func tokenOut(t desk.Token) Token { return Token{ID: t.ID, Name: t.Name, CreatedAt: t.Created} }
