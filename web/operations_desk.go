package web

import (
	"context"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
)

// ListGroups implements GET /api/v1/groups.
func (s *Server) ListGroups(ctx context.Context, _ ListGroupsRequestObject) (ListGroupsResponseObject, error) {
	groups, err := s.desk.Groups(ctx)
	return ListGroups200JSONResponse{Groups: each(groups, groupOut)}, err
}

// CreateGroup implements POST /api/v1/groups.
func (s *Server) CreateGroup(ctx context.Context, r CreateGroupRequestObject) (CreateGroupResponseObject, error) {
	g, err := s.desk.AddGroup(ctx, groupIn(r.Body))
	if err != nil {
		return nil, err
	}
	s.done(ctx, "group added", g.ID)
	return CreateGroup201JSONResponse(groupOut(g)), nil
}

// ChangeGroup implements PUT /api/v1/groups/{id}.
func (s *Server) ChangeGroup(ctx context.Context, r ChangeGroupRequestObject) (ChangeGroupResponseObject, error) {
	g, err := s.desk.ChangeGroup(ctx, r.ID, groupIn(r.Body))
	if err != nil {
		return nil, err
	}
	s.done(ctx, "group changed", g.ID)
	return ChangeGroup200JSONResponse(groupOut(g)), nil
}

// DeleteGroup implements DELETE /api/v1/groups/{id}.
func (s *Server) DeleteGroup(ctx context.Context, r DeleteGroupRequestObject) (DeleteGroupResponseObject, error) {
	moveTo := ""
	if r.Params.MoveTo != nil {
		moveTo = *r.Params.MoveTo
	}
	if _, err := s.desk.RemoveGroup(ctx, r.ID, moveTo); err != nil {
		return nil, err
	}
	s.done(ctx, "group removed", r.ID)
	return DeleteGroup204Response{}, nil
}

// ListCanned implements GET /api/v1/canned.
func (s *Server) ListCanned(ctx context.Context, _ ListCannedRequestObject) (ListCannedResponseObject, error) {
	texts, err := s.desk.Canned(ctx, *callerFrom(ctx).person)
	return ListCanned200JSONResponse{Canned: each(texts, cannedOut)}, err
}

// CreateCanned implements POST /api/v1/canned.
func (s *Server) CreateCanned(ctx context.Context, r CreateCannedRequestObject) (CreateCannedResponseObject, error) {
	c, err := s.desk.AddCanned(ctx, *callerFrom(ctx).person, cannedIn(r.Body))
	return CreateCanned201JSONResponse(cannedOut(c)), err
}

// ChangeCanned implements PUT /api/v1/canned/{id}.
func (s *Server) ChangeCanned(ctx context.Context, r ChangeCannedRequestObject) (ChangeCannedResponseObject, error) {
	c, err := s.desk.ChangeCanned(ctx, *callerFrom(ctx).person, r.ID, cannedIn(r.Body))
	return ChangeCanned200JSONResponse(cannedOut(c)), err
}

// DeleteCanned implements DELETE /api/v1/canned/{id}.
func (s *Server) DeleteCanned(ctx context.Context, r DeleteCannedRequestObject) (DeleteCannedResponseObject, error) {
	return DeleteCanned204Response{}, s.desk.RemoveCanned(ctx, *callerFrom(ctx).person, r.ID)
}

// GetSiteDesk implements GET /api/v1/sites/{id}/desk.
func (s *Server) GetSiteDesk(ctx context.Context, r GetSiteDeskRequestObject) (GetSiteDeskResponseObject, error) {
	settings, err := s.desk.SiteDesk(ctx, r.ID)
	return GetSiteDesk200JSONResponse(siteDeskOut(settings)), err
}

// ChangeSiteDesk implements PUT /api/v1/sites/{id}/desk.
func (s *Server) ChangeSiteDesk(ctx context.Context, r ChangeSiteDeskRequestObject) (ChangeSiteDeskResponseObject, error) {
	settings, err := s.desk.SetSiteDesk(ctx, r.ID, siteDeskIn(r.Body))
	if err != nil {
		return nil, err
	}
	s.done(ctx, "site's desk changed", r.ID)
	return ChangeSiteDesk200JSONResponse(siteDeskOut(settings)), nil
}

// GetSdkDesk implements GET /api/v1/sdk/desk.
func (s *Server) GetSdkDesk(ctx context.Context, r GetSdkDeskRequestObject) (GetSdkDeskResponseObject, error) {
	site, err := s.siteOf(ctx, r.Params.Key)
	if err != nil {
		return nil, err
	}
	language := ""
	if r.Params.Language != nil {
		language = *r.Params.Language
	}
	settings, err := s.desk.SiteDesk(ctx, site.ID)
	if err != nil {
		return nil, err
	}
	groups, err := s.desk.GroupsFor(ctx, settings)
	if err != nil {
		return nil, err
	}
	out := GetSdkDesk200JSONResponse{
		Chat: settings.Chat && len(groups) > 0, Presence: settings.Presence, Language: settings.Language, Label: settings.Label.In(language, settings.Language),
		Icon: EntryIcon(settings.Icon), Colour: settings.Colour, Corner: Corner(settings.Corner), Groups: []SdkGroup{},
	}
	for _, g := range groups {
		out.Groups = append(out.Groups, SdkGroup{
			ID: g.ID, Name: g.NameIn(language, settings.Language), Greeting: g.Greetings.In(language, settings.Language), Open: g.Hours.Open(time.Now()),
		})
	}
	return out, nil
}

func groupIn(n *NewGroup) desk.Group {
	g := desk.Group{Name: n.Name, Hours: hoursIn(n.Hours), Rights: rightsChangeIn(n.Rights), Names: textsIn(n.Names), Greetings: textsIn(n.Greetings)}
	g.NoMessages = n.Messages != nil && !*n.Messages
	if n.PickUpSeconds != nil {
		g.PickUp = time.Duration(*n.PickUpSeconds) * time.Second
	}
	return g
}

func groupOut(g desk.Group) Group {
	return Group{
		ID: g.ID, Name: g.Name, Names: textsOut(g.Names), Greetings: textsOut(g.Greetings), Hours: hoursOut(g.Hours), PickUpSeconds: int(g.PickUp.Seconds()),
		Messages: !g.NoMessages,
		Rights:   rightsChangeOut(g.Rights), Open: g.Hours.Open(time.Now()), CreatedAt: g.Created,
	}
}

func cannedIn(n *NewCanned) desk.Canned {
	c := desk.Canned{Scope: desk.Scope(n.Scope), Short: n.Short, Text: n.Text}
	if n.Group != nil {
		c.Owner = *n.Group
	}
	if n.Language != nil {
		c.Language = *n.Language
	}
	return c
}

func cannedOut(c desk.Canned) Canned {
	out := Canned{ID: c.ID, Scope: CannedScope(c.Scope), Short: c.Short, Text: c.Text}
	if c.Scope == desk.ScopeGroup {
		out.Group = &c.Owner
	}
	if c.Language != "" {
		out.Language = &c.Language
	}
	return out
}

func siteDeskIn(n *SiteDesk) desk.SiteDesk {
	s := desk.SiteDesk{
		Chat: n.Chat, Presence: n.Presence, Groups: n.Groups, Language: n.Language, Label: desk.Texts(n.Label), Icon: string(n.Icon), Colour: n.Colour,
		Corner: string(n.Corner), RetentionDays: n.RetentionDays,
	}
	for _, r := range n.Rules {
		rule := desk.Rule{Name: r.Name, Group: r.Group, Texts: desk.Texts(r.Texts)}
		rule.Page, rule.Seconds, rule.Pages, rule.Returning, rule.Off = value(r.Page), value(r.Seconds), value(r.Pages), value(r.Returning), value(r.Off)
		s.Rules = append(s.Rules, rule)
	}
	return s
}

func siteDeskOut(s desk.SiteDesk) SiteDesk {
	return SiteDesk{
		Chat: s.Chat, Presence: s.Presence, Groups: append([]string{}, s.Groups...), Language: s.Language, Label: textsOut(s.Label), Icon: EntryIcon(s.Icon),
		Colour: s.Colour, Corner: Corner(s.Corner), RetentionDays: s.RetentionDays,
		Rules: each(s.Rules, func(r desk.Rule) InvitationRule {
			return InvitationRule{
				Name: r.Name, Group: r.Group, Texts: textsOut(r.Texts), Page: given(r.Page), Seconds: given(r.Seconds), Pages: given(r.Pages), Returning: given(r.Returning),
				Off: given(r.Off),
			}
		}),
	}
}

func textsOut(t desk.Texts) Texts {
	if t == nil {
		return Texts{}
	}
	return Texts(t)
}

func textsIn(t *Texts) desk.Texts {
	if t == nil {
		return nil
	}
	return desk.Texts(*t)
}

// value is what an optional field says, or the zero value; given is the reverse.
func value[T any](p *T) (v T) {
	if p != nil {
		v = *p
	}
	return v
}

func given[T comparable](v T) *T {
	var zero T
	if v == zero {
		return nil
	}
	return &v
}

func hoursIn(h *Hours) *desk.Hours {
	if h == nil {
		return nil
	}
	out := &desk.Hours{Zone: h.Zone}
	for _, s := range h.Week {
		out.Week = append(out.Week, desk.Span(s))
	}
	for _, d := range h.Holidays {
		out.Holidays = append(out.Holidays, desk.Holiday{From: d.From, To: d.To, Name: d.Name})
	}
	return out
}

func hoursOut(h *desk.Hours) *Hours {
	if h == nil {
		return nil
	}
	return &Hours{
		Zone: h.Zone, Week: each(h.Week, func(s desk.Span) Span { return Span(s) }), Holidays: each(h.Holidays, func(d desk.Holiday) Holiday { return Holiday{From: d.From, To: d.To, Name: d.Name} }),
	}
}
