package main

import (
	"context"
	"fmt"
	"strings"

	"github.com/tandem-cobrowse/tandem/desk"
)

type siteCmd struct {
	Add    siteAddCmd    `cmd:"" help:"Add a site and print the two lines of HTML for its pages."`
	List   siteListCmd   `cmd:"" help:"List the sites."`
	Remove siteRemoveCmd `cmd:"" help:"Remove a site."`
}

type siteAddCmd struct {
	Name      string   `arg:"" help:"What customers know the site as."`
	Origins   []string `arg:"" name:"origin" help:"Where its pages live, such as https://shop.example.org."`
	NoAsk     bool     `help:"Do not ask the customer: the code is consent enough."`
	RelayOnly bool     `help:"Never connect the browsers directly."`
	Assets    string   `help:"Pictures, fonts and style sheets that come through the customer's browser: needed (those that the agent's cannot load), all or none." enum:"needed,all,none" default:"needed"`
}

func (c siteAddCmd) Run(ctx context.Context, in invocation, s settings) error {
	return withDesk(ctx, in, s, func(d *desk.Desk) error {
		site, err := d.AddSite(ctx, desk.NewSite{Name: c.Name, Origins: c.Origins, Ask: !c.NoAsk, RelayOnly: c.RelayOnly, Assets: desk.Assets(c.Assets)})
		if err != nil {
			return err
		}
		from := "https://YOUR-TANDEM"
		if s.PublicURL != nil {
			from = s.PublicURL.String()
		}
		_, err = fmt.Fprintf(in.Out, "Added %q (%s).\n\nPut this into its pages:\n\n  <script src=\"%s/sdk.js\" data-site=\"%s\" async></script>\n", site.Name, site.ID, from, site.Key)
		return err
	})
}

type siteListCmd struct{}

func (siteListCmd) Run(ctx context.Context, in invocation, s settings) error {
	return withDesk(ctx, in, s, func(d *desk.Desk) error {
		sites, err := d.Sites(ctx)
		if err != nil {
			return err
		}
		rows := [][]string{{"ID", "KEY", "NAME", "ASK", "RELAY ONLY", "ORIGINS"}}
		for _, site := range sites {
			rows = append(rows, []string{site.ID, site.Key, site.Name, yesNo(site.Ask), yesNo(site.RelayOnly), strings.Join(site.Origins, " ")})
		}
		return table(in.Out, rows, "No sites yet. Add one: tandem site add NAME ORIGIN")
	})
}

type siteRemoveCmd struct {
	ID string `arg:"" help:"The site's id or key (tandem site list)."`
}

func (c siteRemoveCmd) Run(ctx context.Context, in invocation, s settings) error {
	return withDesk(ctx, in, s, func(d *desk.Desk) error {
		id := c.ID
		if site, err := d.SiteByKey(ctx, c.ID); err == nil {
			id = site.ID
		}
		if err := notThere(d.RemoveSite(ctx, id), "site", c.ID); err != nil {
			return err
		}
		_, err := fmt.Fprintln(in.Out, "Removed.")
		return err
	})
}
