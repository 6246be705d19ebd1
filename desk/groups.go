package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode/utf8"

	"github.com/tandem-cobrowse/tandem/store"
)

// Group is a part of the staff that visitors may choose: sales, support and so on.
type Group struct {
	ID   string `json:"id"`
	Name string `json:"name"`
	// Names and Greetings by language, for visitors.
	Names     Texts  `json:"names,omitempty"`
	Greetings Texts  `json:"greetings,omitempty"`
	Hours     *Hours `json:"hours,omitempty"`
	// PickUp is how long an agent has to take an offered visitor.
	PickUp time.Duration `json:"pick_up"`
	// NoMessages: nothing can be left while nobody is there. So named because messages are the rule, also in records that do not say.
	NoMessages bool         `json:"no_messages,omitempty"`
	Rights     RightsChange `json:"rights"`
	Created    time.Time    `json:"created"`
}

// Texts is one text in several languages, by language tag.
type Texts map[string]string

// In returns the text in a language; else in its main language ("pt" for "pt-BR"), else in the other one given, else "".
func (t Texts) In(language, otherwise string) string {
	short, _, _ := strings.Cut(language, "-")
	return cmp.Or(t[language], t[short], t[otherwise])
}

// Limits of groups.
const (
	MaxGroups     = 100
	maxTexts      = 40
	maxText       = 1000 // characters
	DefaultPickUp = 30 * time.Second
	minPickUp     = 5 * time.Second
	maxPickUp     = 10 * time.Minute
)

// firstGroup is the id of the group that a server has from the beginning.
const firstGroup = "support"

// EnsureGroup makes the first group if there is none: everybody belongs to one, and a visitor has somebody to ask.
func (d *Desk) EnsureGroup(ctx context.Context) error {
	groups, err := d.Groups(ctx)
	if err != nil || len(groups) > 0 {
		return err
	}
	g := Group{
		ID: firstGroup, Name: "Support", Names: Texts{"en": "Support", "es": "Asistencia"}, PickUp: DefaultPickUp, Created: d.timestamp(),
		Greetings: Texts{"en": "Hello! How can we help you?", "es": "¡Hola! ¿En qué podemos ayudarle?"},
	}
	if _, err := d.groups.Create(ctx, g.ID, encode(g), 0); err != nil && !errors.Is(err, store.ErrExists) {
		return fmt.Errorf("desk: write the first group: %w", err)
	}
	return nil
}

// Groups returns every group, by name.
func (d *Desk) Groups(ctx context.Context) ([]Group, error) {
	groups, err := all[Group](ctx, d.groups)
	slices.SortFunc(groups, func(a, b Group) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return groups, err
}

// Oldest returns the group that was there first: where those belong who belong nowhere.
func Oldest(groups []Group) Group {
	if len(groups) == 0 {
		return Group{}
	}
	return slices.MinFunc(groups, func(a, b Group) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
}

// Group returns one group, or ErrNotFound.
func (d *Desk) Group(ctx context.Context, id string) (Group, error) {
	g, _, err := read[Group](ctx, d.groups, id)
	return g, err
}

// AddGroup adds a group; ID and Created are made. Error: *InvalidError.
func (d *Desk) AddGroup(ctx context.Context, g Group) (Group, error) {
	groups, err := d.Groups(ctx)
	if err != nil {
		return Group{}, err
	}
	if len(groups) >= MaxGroups {
		return Group{}, &InvalidError{"groups", fmt.Sprintf("be at most %d", MaxGroups)}
	}
	if g, err = g.clean(); err != nil {
		return Group{}, err
	}
	g.ID, g.Created = newID(), d.timestamp()
	if _, err := d.groups.Create(ctx, g.ID, encode(g), 0); err != nil {
		return Group{}, fmt.Errorf("desk: write group: %w", err)
	}
	return g, nil
}

// ChangeGroup replaces what an administrator decides about a group. Errors: ErrNotFound, *InvalidError.
func (d *Desk) ChangeGroup(ctx context.Context, id string, g Group) (Group, error) {
	wanted, err := g.clean()
	if err != nil {
		return Group{}, err
	}
	return change(ctx, d.groups, id, func(was *Group) error {
		wanted.ID, wanted.Created = was.ID, was.Created
		*was = wanted
		return nil
	})
}

// RemoveGroup removes a group and moves its staff to another: to moveTo, or to the oldest one left. It returns where they went. Who waits in
// the group follows by Heirs. Errors: ErrNotFound, ErrLastGroup.
func (d *Desk) RemoveGroup(ctx context.Context, id, moveTo string) (Group, error) {
	groups, err := d.Groups(ctx)
	if err != nil {
		return Group{}, err
	}
	left := slices.DeleteFunc(slices.Clone(groups), func(g Group) bool { return g.ID == id })
	if len(left) == len(groups) {
		return Group{}, ErrNotFound
	}
	if len(left) == 0 {
		return Group{}, ErrLastGroup
	}
	heir := Oldest(left)
	if moveTo != "" {
		i := slices.IndexFunc(left, func(g Group) bool { return g.ID == moveTo })
		if i < 0 {
			return Group{}, &InvalidError{"move_to", "be another group"}
		}
		heir = left[i]
	}
	if _, err := d.heirs.Create(ctx, id, []byte(heir.ID), 0); err != nil && !errors.Is(err, store.ErrExists) {
		return Group{}, fmt.Errorf("desk: write where a group went: %w", err)
	}
	if err := d.moveStaff(ctx, id, heir.ID); err != nil {
		return Group{}, err
	}
	return heir, erase(ctx, d.groups, id)
}

// Heirs returns where the visitors and staff of removed groups went, by the removed group.
func (d *Desk) Heirs(ctx context.Context) (map[string]string, error) {
	heirs := map[string]string{}
	err := d.heirs.Scan(ctx, "", func(e store.Entry) error { heirs[e.Key] = string(e.Value); return nil })
	return heirs, err
}

func (d *Desk) moveStaff(ctx context.Context, from, to string) error {
	people, err := d.People(ctx)
	if err != nil {
		return err
	}
	for _, p := range people {
		if !p.In(from) {
			continue
		}
		_, err := change(ctx, d.staff, p.ID, func(r *personRecord) error {
			if r.MainGroup == from {
				r.MainGroup = to
			}
			r.Groups = slices.DeleteFunc(r.Groups, func(g string) bool { return g == from || g == r.MainGroup })
			return nil
		})
		if err != nil && !errors.Is(err, ErrNotFound) {
			return err
		}
	}
	return nil
}

func (g Group) clean() (Group, error) {
	name, err := cleanName(g.Name)
	if err != nil {
		return g, err
	}
	g.Name, g.PickUp = name, cmp.Or(g.PickUp, DefaultPickUp)
	if g.PickUp < minPickUp || g.PickUp > maxPickUp {
		return g, &InvalidError{"pick_up_seconds", fmt.Sprintf("be %d to %d", int(minPickUp.Seconds()), int(maxPickUp.Seconds()))}
	}
	return g, errors.Join(g.Names.check("names"), g.Greetings.check("greetings"), g.Hours.check(), g.Rights.check())
}

func (t Texts) check(field string) error {
	if len(t) > maxTexts {
		return &InvalidError{field, fmt.Sprintf("have at most %d languages", maxTexts)}
	}
	for language, text := range t {
		if language == "" || len(language) > 35 || !utf8.ValidString(text) || utf8.RuneCountInString(text) > maxText {
			return &InvalidError{field, fmt.Sprintf("have texts of at most %d characters by language tag", maxText)}
		}
	}
	return nil
}

// change rewrites one record until nobody else was faster. do may run several times.
func change[T any](ctx context.Context, b store.Bucket, key string, do func(*T) error) (T, error) {
	for {
		v, entry, err := read[T](ctx, b, key)
		if err != nil {
			return v, err
		}
		if err := do(&v); err != nil {
			return v, err
		}
		_, err = b.Update(ctx, key, encode(v), entry.Revision, 0)
		switch {
		case errors.Is(err, store.ErrConflict):
			continue
		case errors.Is(err, store.ErrNotFound):
			return v, ErrNotFound
		case err != nil:
			return v, fmt.Errorf("desk: write %q: %w", key, err)
		}
		return v, nil
	}
}
