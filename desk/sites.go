package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// Site is a company's website that embeds the SDK.
type Site struct {
	ID string `json:"id"`
	// Key names the site in its pages (data-site). It is no secret: what protects the site is Origins.
	Key     string   `json:"key"`
	Name    string   `json:"name"`
	Origins []string `json:"origins"`
	// Ask: the customer is asked before anything is shown.
	Ask bool `json:"ask"`
	// RelayOnly: the browsers never connect directly.
	RelayOnly bool `json:"relay_only"`
	// Assets says which pictures, fonts and style sheets come through the customer's browser; empty, as in sites of older files, is AssetsNeeded.
	Assets Assets `json:"assets,omitempty"`
	// Viewer is where a co-browse opens at the agent's; empty in records of earlier versions, which means ViewerConsole.
	Viewer Viewer `json:"viewer,omitempty"`
	// Pages are what agents may send in a chat (I11).
	Pages   []Page    `json:"pages,omitempty"`
	Created time.Time `json:"created"`
}

// Assets says which pictures, fonts and style sheets of a site's pages the agent's browser gets from the customer's instead of from the site.
type Assets string

// The choices.
const (
	// AssetsNeeded: those that the agent's browser cannot load itself.
	AssetsNeeded Assets = "needed"
	// AssetsAll: all of them, so that the agent's browser asks the site for nothing.
	AssetsAll Assets = "all"
	// AssetsNone: none.
	AssetsNone Assets = "none"
)

func cleanAssets(a Assets) (Assets, error) {
	switch a {
	case "":
		return AssetsNeeded, nil
	case AssetsNeeded, AssetsAll, AssetsNone:
		return a, nil
	}
	return "", &InvalidError{"assets", "be needed, all or none"}
}

// Allows reports whether pages of that origin (the header's value) belong to the site.
func (s Site) Allows(origin string) bool { return slices.Contains(s.Origins, origin) }

// NewSite is what somebody has to say to add a site.
type NewSite struct {
	Name      string
	Origins   []string
	Ask       bool
	RelayOnly bool
	// Viewer is ViewerConsole if empty.
	Viewer Viewer
	Pages  []Page
	Assets Assets // AssetsNeeded if empty
	// Key is made if empty.
	Key string
}

// AddSite adds a site. Errors: *InvalidError; store.ErrExists if a given key is in use.
func (d *Desk) AddSite(ctx context.Context, n NewSite) (Site, error) {
	name, err := cleanName(n.Name)
	if err != nil {
		return Site{}, err
	}
	origins, err := cleanOrigins(n.Origins)
	if err != nil {
		return Site{}, err
	}
	assets, err := cleanAssets(n.Assets)
	if err != nil {
		return Site{}, err
	}
	viewer, pages, err := n.leading()
	if err != nil {
		return Site{}, err
	}
	s := Site{
		ID: newID(), Key: cmp.Or(n.Key, newID()[:12]), Name: name, Origins: origins,
		Ask: n.Ask, RelayOnly: n.RelayOnly, Assets: assets, Viewer: viewer, Pages: pages, Created: d.timestamp(),
	}
	if _, err := d.siteKeys.Create(ctx, s.Key, []byte(s.ID), 0); err != nil {
		return Site{}, fmt.Errorf("desk: take site key: %w", err)
	}
	if err := d.relist(ctx, s.ID, nil, origins); err != nil {
		return Site{}, err
	}
	if _, err := d.sites.Create(ctx, s.ID, encode(s), 0); err != nil {
		return Site{}, fmt.Errorf("desk: write site: %w", err)
	}
	return s, nil
}

// Site returns one site by its id, or ErrNotFound.
func (d *Desk) Site(ctx context.Context, id string) (Site, error) {
	s, _, err := read[Site](ctx, d.sites, id)
	return s, err
}

// SiteByKey returns the site that a page names, or ErrNotFound.
func (d *Desk) SiteByKey(ctx context.Context, key string) (Site, error) {
	e, err := d.siteKeys.Get(ctx, key)
	switch {
	case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrBadName), errors.Is(err, store.ErrTooLarge):
		return Site{}, ErrNotFound
	case err != nil:
		return Site{}, err
	}
	return d.Site(ctx, string(e.Value))
}

// Sites returns every site, by name.
func (d *Desk) Sites(ctx context.Context) ([]Site, error) {
	sites, err := all[Site](ctx, d.sites)
	slices.SortFunc(sites, func(a, b Site) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return sites, err
}

// RemoveSite removes a site; its key works no more. Error: ErrNotFound.
func (d *Desk) RemoveSite(ctx context.Context, id string) error {
	s, err := d.Site(ctx, id)
	if err != nil {
		return err
	}
	if err := erase(ctx, d.siteKeys, s.Key); err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err := d.relist(ctx, id, s.Origins, nil); err != nil {
		return err
	}
	return erase(ctx, d.sites, id)
}

// OriginKnown reports whether pages of that origin belong to any site.
func (d *Desk) OriginKnown(ctx context.Context, origin string) (bool, error) {
	errFound := errors.New("found")
	err := d.origins.Scan(ctx, originKey(origin, ""), func(store.Entry) error { return errFound })
	if errors.Is(err, errFound) {
		return true, nil
	}
	return false, err
}

func originKey(origin, site string) string { return digest(origin) + "/" + site }

// ChangeSite replaces what an administrator decides about a site; its id and key stay. Errors: ErrNotFound, *InvalidError.
func (d *Desk) ChangeSite(ctx context.Context, id string, n NewSite) (Site, error) {
	name, err := cleanName(n.Name)
	if err != nil {
		return Site{}, err
	}
	assets, err := cleanAssets(n.Assets)
	if err != nil {
		return Site{}, err
	}
	viewer, pages, err := n.leading()
	if err != nil {
		return Site{}, err
	}
	return d.changeSite(ctx, id, n.Origins, func(s *Site) {
		s.Name, s.Ask, s.RelayOnly, s.Assets, s.Viewer, s.Pages = name, n.Ask, n.RelayOnly, assets, viewer, pages
	})
}

// SetOrigins replaces a site's list. Errors: ErrNotFound, *InvalidError.
func (d *Desk) SetOrigins(ctx context.Context, id string, origins []string) error {
	_, err := d.changeSite(ctx, id, origins, func(*Site) {})
	return err
}

func (d *Desk) changeSite(ctx context.Context, id string, origins []string, change func(*Site)) (Site, error) {
	wanted, err := cleanOrigins(origins)
	if err != nil {
		return Site{}, err
	}
	for {
		s, entry, err := read[Site](ctx, d.sites, id)
		if err != nil {
			return Site{}, err
		}
		former := s.Origins
		s.Origins = wanted
		change(&s)
		_, err = d.sites.Update(ctx, id, encode(s), entry.Revision, 0)
		if errors.Is(err, store.ErrConflict) {
			continue // somebody changed the site in between; look again
		}
		if err != nil {
			return Site{}, fmt.Errorf("desk: write site: %w", err)
		}
		return s, d.relist(ctx, id, former, wanted)
	}
}

// relist brings the index of origins in line with a site.
func (d *Desk) relist(ctx context.Context, id string, former, wanted []string) error {
	for _, o := range wanted {
		if _, err := d.origins.Create(ctx, originKey(o, id), nil, 0); err != nil && !errors.Is(err, store.ErrExists) {
			return fmt.Errorf("desk: list origin: %w", err)
		}
	}
	for _, o := range former {
		if slices.Contains(wanted, o) {
			continue
		}
		if err := erase(ctx, d.origins, originKey(o, id)); err != nil && !errors.Is(err, ErrNotFound) {
			return fmt.Errorf("desk: take origin off: %w", err)
		}
	}
	return nil
}
