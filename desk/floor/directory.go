package floor

import (
	"context"
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// directory is what the desk says of people, groups and sites: read as a whole when anything of it changes, and never changed in place.
type directory struct {
	people map[string]desk.Person
	rights map[string]desk.Rights
	groups []desk.Group
	sites  map[string]siteEntry
	// heirs are where removed groups went.
	heirs map[string]string
}

type siteEntry struct {
	desk.Site
	desk desk.SiteDesk
}

func readDirectory(ctx context.Context, d *desk.Desk) (directory, error) {
	dir := directory{people: map[string]desk.Person{}, rights: map[string]desk.Rights{}, sites: map[string]siteEntry{}}
	var err error
	if dir.groups, err = d.Groups(ctx); err != nil {
		return dir, err
	}
	people, err := d.People(ctx)
	if err != nil {
		return dir, err
	}
	for _, p := range people {
		dir.people[p.ID], dir.rights[p.ID] = p, desk.RightsOf(p, dir.groups)
	}
	if dir.heirs, err = d.Heirs(ctx); err != nil {
		return dir, err
	}
	sites, err := d.Sites(ctx)
	if err != nil {
		return dir, err
	}
	for _, s := range sites {
		settings, err := d.SiteDesk(ctx, s.ID)
		if err != nil {
			continue // removed this very moment
		}
		dir.sites[s.ID] = siteEntry{s, settings}
	}
	return dir, nil
}

func (d directory) group(id string) (desk.Group, bool) {
	i := slices.IndexFunc(d.groups, func(g desk.Group) bool { return g.ID == id })
	if i < 0 {
		return desk.Group{}, false
	}
	return d.groups[i], true
}

// heir is where a group went that is not there any more: as was said when it was removed, or the oldest group.
func (d directory) heir(group string) string {
	for range d.heirs { // each removal leads on at most once
		if group = d.heirs[group]; group == "" {
			break
		}
		if _, there := d.group(group); there {
			return group
		}
	}
	return desk.Oldest(d.groups).ID
}

// siteGroups are the groups that a site's visitors may choose from, in its order.
func (d directory) siteGroups(s siteEntry) []desk.Group {
	return desk.ChosenGroups(d.groups, s.desk.Groups)
}

func (d directory) may(person string, right wire.Right) bool { return d.rights[person].May(right) }

// openNow reports whether a group is within its hours.
func (d directory) openNow(group string, now time.Time) bool {
	g, ok := d.group(group)
	return ok && g.Hours.Open(now)
}
