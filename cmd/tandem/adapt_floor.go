package main

import (
	"context"
	"net/netip"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/floor"
	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// chatCobrowse begins co-browses from chats: a code is issued and used at once, which nobody ever sees. The house's hub is there by the time that anybody can ask.
type chatCobrowse struct{ house *house }

var _ floor.Cobrowse = chatCobrowse{}

// Begin implements floor.Cobrowse.
func (c chatCobrowse) Begin(ctx context.Context, site string, agent desk.Person) (session, token string, err error) {
	issued, err := c.house.pairings.Issue(ctx, pairing.IssueRequest{AgentID: agent.ID, AgentName: agent.Name, Site: site})
	if err != nil {
		return "", "", err
	}
	got, err := c.house.pairings.Redeem(ctx, site, issued.Code.Digits(), netip.Addr{})
	if err != nil {
		return "", "", err
	}
	return got.ID, got.Token, c.house.hub.Changed(ctx, got.ID)
}

// End implements floor.Cobrowse.
func (c chatCobrowse) End(ctx context.Context, session string) error {
	return c.house.hub.End(ctx, session, wire.ReasonAgentStopped)
}
