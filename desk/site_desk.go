package desk

import (
	"context"
	"errors"
	"fmt"
	"regexp"
	"unicode/utf8"

	"github.com/tandem-cobrowse/tandem/store"
)

// SiteDesk is how the chat looks and behaves on one site.
type SiteDesk struct {
	// Chat: the widget offers it. Presence: pages tell the desk that they are open.
	Chat     bool `json:"chat"`
	Presence bool `json:"presence"`
	// Groups to choose from, in this order; empty stands for all.
	Groups []string `json:"groups,omitempty"`
	// Language is the one used where a text is missing in the visitor's.
	Language string `json:"language"`
	Label    Texts  `json:"label,omitempty"`
	Icon     string `json:"icon"`
	Colour   string `json:"colour,omitempty"`
	Corner   string `json:"corner"`
	Rules    []Rule `json:"rules,omitempty"`
	// RetentionDays is how long a conversation is kept after its end.
	RetentionDays int `json:"retention_days"`
}

// Rule invites visitors by itself. Zero values ask for nothing.
type Rule struct {
	Name  string `json:"name"`
	Group string `json:"group"`
	// Page is a pattern for the path, in which * stands for anything.
	Page      string `json:"page,omitempty"`
	Seconds   int    `json:"seconds,omitempty"`
	Pages     int    `json:"pages,omitempty"`
	Returning bool   `json:"returning,omitempty"`
	Texts     Texts  `json:"texts"`
	// Off: kept, and invites nobody.
	Off bool `json:"off,omitempty"`
}

// Limits of SiteDesk.
const (
	maxRules             = 50
	maxPattern           = 300
	defaultRetentionDays = 365
	maxRetentionDays     = 3650
)

// defaultSiteDesk is what a site has until somebody decides.
func defaultSiteDesk() SiteDesk {
	return SiteDesk{Chat: true, Presence: true, Language: "en", Icon: "chat", Corner: "bottom-right", RetentionDays: defaultRetentionDays}
}

// SiteDesk returns a site's settings. Error: ErrNotFound if there is no such site.
func (d *Desk) SiteDesk(ctx context.Context, site string) (SiteDesk, error) {
	if _, err := d.Site(ctx, site); err != nil {
		return SiteDesk{}, err
	}
	s, _, err := read[SiteDesk](ctx, d.siteDesks, site)
	if errors.Is(err, ErrNotFound) {
		return defaultSiteDesk(), nil
	}
	return s, err
}

// SetSiteDesk replaces a site's settings. Errors: ErrNotFound, *InvalidError.
func (d *Desk) SetSiteDesk(ctx context.Context, site string, s SiteDesk) (SiteDesk, error) {
	if _, err := d.Site(ctx, site); err != nil {
		return SiteDesk{}, err
	}
	if err := s.check(); err != nil {
		return SiteDesk{}, err
	}
	for {
		_, err := d.siteDesks.Create(ctx, site, encode(s), 0)
		if err == nil {
			return s, nil
		}
		if !errors.Is(err, store.ErrExists) {
			return SiteDesk{}, fmt.Errorf("desk: write site's desk: %w", err)
		}
		kept, err := change(ctx, d.siteDesks, site, func(was *SiteDesk) error { *was = s; return nil })
		if !errors.Is(err, ErrNotFound) {
			return kept, err
		}
	}
}

var colours = regexp.MustCompile(`^(#[0-9a-f]{6})?$`)

func (s SiteDesk) check() error {
	switch {
	case len(s.Groups) > MaxGroups:
		return &InvalidError{"groups", fmt.Sprintf("be at most %d", MaxGroups)}
	case s.Language == "" || len(s.Language) > 35 || store.CheckName(s.Language) != nil:
		return &InvalidError{"language", "be a language tag such as en"}
	case s.Icon != "chat" && s.Icon != "question" && s.Icon != "none":
		return &InvalidError{"icon", "be chat, question or none"}
	case !colours.MatchString(s.Colour):
		return &InvalidError{"colour", "be like #0b6e4f, or empty"}
	case s.Corner != "bottom-right" && s.Corner != "bottom-left":
		return &InvalidError{"corner", "be bottom-right or bottom-left"}
	case len(s.Rules) > maxRules:
		return &InvalidError{"rules", fmt.Sprintf("be at most %d", maxRules)}
	case s.RetentionDays < 1 || s.RetentionDays > maxRetentionDays:
		return &InvalidError{"retention_days", fmt.Sprintf("be 1 to %d", maxRetentionDays)}
	}
	for _, r := range s.Rules {
		if err := r.check(); err != nil {
			return err
		}
	}
	return s.Label.check("label")
}

func (r Rule) check() error {
	if _, err := cleanName(r.Name); err != nil {
		return err
	}
	if len(r.Page) > maxPattern || !utf8.ValidString(r.Page) || r.Seconds < 0 || r.Pages < 0 || len(r.Texts) == 0 {
		return &InvalidError{"rules", fmt.Sprintf("have patterns of at most %d bytes, spans and counts above 0, and a text", maxPattern)}
	}
	return r.Texts.check("texts")
}

// GroupsFor returns the groups that a site's visitors may choose from, in the site's order.
func (d *Desk) GroupsFor(ctx context.Context, s SiteDesk) ([]Group, error) {
	groups, err := d.Groups(ctx)
	return ChosenGroups(groups, s.Groups), err
}

// ChosenGroups picks groups by id, in the order of the ids; all of them where none was chosen or none of those is left: better somebody than nobody.
func ChosenGroups(groups []Group, ids []string) []Group {
	var out []Group
	for _, id := range ids {
		for _, g := range groups {
			if g.ID == id {
				out = append(out, g)
			}
		}
	}
	if len(out) == 0 {
		return groups
	}
	return out
}

// NameIn is the group's name for a visitor.
func (g Group) NameIn(language, otherwise string) string {
	if name := g.Names.In(language, otherwise); name != "" {
		return name
	}
	return g.Name
}
