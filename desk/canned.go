package desk

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"regexp"
	"slices"
	"strings"
	"unicode/utf8"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// Scope is whose a canned text is.
type Scope string

// The scopes.
const (
	ScopePerson    Scope = "person"
	ScopeGroup     Scope = "group"
	ScopeEverybody Scope = "everybody"
)

// Canned is a text that is typed as /short. Placeholders in it are filled in by the console.
type Canned struct {
	ID    string `json:"id"`
	Scope Scope  `json:"scope"`
	// Owner is the person's or group's id; "" for everybody's.
	Owner    string `json:"owner,omitempty"`
	Short    string `json:"short"`
	Text     string `json:"text"`
	Language string `json:"language,omitempty"`
}

// maxCanned is how many one owner may have.
const maxCanned = 500

// key sorts by owner, and makes a short name unique for its owner and language: whoever creates the key has it.
func (c Canned) key() string {
	return fmt.Sprintf("%s/%s/%s/%s", c.Scope, cmp.Or(c.Owner, "-"), c.Short, cmp.Or(c.Language, "-"))
}

// shorts is what can be typed after a slash without thinking.
var shorts = regexp.MustCompile(`^[a-z0-9][a-z0-9_-]{0,31}$`)

// Canned returns the texts that a person may use: their own, their groups', everybody's; by short name.
func (d *Desk) Canned(ctx context.Context, p Person) ([]Canned, error) {
	texts, err := all[Canned](ctx, d.canned)
	if err != nil {
		return nil, err
	}
	texts = slices.DeleteFunc(texts, func(c Canned) bool { return !c.usableBy(p) })
	slices.SortFunc(texts, func(a, b Canned) int { return cmp.Or(cmp.Compare(a.Short, b.Short), cmp.Compare(a.key(), b.key())) })
	return texts, nil
}

func (c Canned) usableBy(p Person) bool {
	switch c.Scope {
	case ScopePerson:
		return c.Owner == p.ID
	case ScopeGroup:
		return p.In(c.Owner) || p.Role == RoleAdministrator
	}
	return true
}

// editableBy: one's own by oneself, the others by administrators.
func (c Canned) editableBy(p Person) bool {
	if c.Scope == ScopePerson {
		return c.Owner == p.ID
	}
	return p.Role == RoleAdministrator
}

// AddCanned adds a text for a person who may. Errors: *InvalidError, ErrNoRight, ErrShortTaken.
func (d *Desk) AddCanned(ctx context.Context, by Person, c Canned) (Canned, error) {
	c, err := d.cleanCanned(ctx, by, c)
	if err != nil {
		return Canned{}, err
	}
	n := 0
	err = d.canned.Scan(ctx, fmt.Sprintf("%s/%s/", c.Scope, cmp.Or(c.Owner, "-")), func(store.Entry) error { n++; return nil })
	if err != nil {
		return Canned{}, err
	}
	if n >= maxCanned {
		return Canned{}, &InvalidError{"canned", fmt.Sprintf("be at most %d for one owner", maxCanned)}
	}
	c.ID = newID()
	_, err = d.canned.Create(ctx, c.key(), encode(c), 0)
	if errors.Is(err, store.ErrExists) {
		return Canned{}, ErrShortTaken
	}
	return c, err
}

// ChangeCanned replaces a text. Errors: as AddCanned, ErrNotFound.
func (d *Desk) ChangeCanned(ctx context.Context, by Person, id string, c Canned) (Canned, error) {
	was, err := d.cannedByID(ctx, by, id)
	if err != nil {
		return Canned{}, err
	}
	if c, err = d.cleanCanned(ctx, by, c); err != nil {
		return Canned{}, err
	}
	c.ID = was.ID
	if c.key() == was.key() {
		return change(ctx, d.canned, c.key(), func(v *Canned) error { *v = c; return nil })
	}
	// The new one first: a crash between the two leaves the text twice, not nowhere.
	if _, err := d.canned.Create(ctx, c.key(), encode(c), 0); errors.Is(err, store.ErrExists) {
		return Canned{}, ErrShortTaken
	} else if err != nil {
		return Canned{}, err
	}
	return c, erase(ctx, d.canned, was.key())
}

// RemoveCanned removes a text. Errors: ErrNotFound, ErrNoRight.
func (d *Desk) RemoveCanned(ctx context.Context, by Person, id string) error {
	c, err := d.cannedByID(ctx, by, id)
	if err != nil {
		return err
	}
	return erase(ctx, d.canned, c.key())
}

func (d *Desk) cannedByID(ctx context.Context, by Person, id string) (Canned, error) {
	texts, err := d.Canned(ctx, by)
	if err != nil {
		return Canned{}, err
	}
	i := slices.IndexFunc(texts, func(c Canned) bool { return c.ID == id })
	if i < 0 {
		return Canned{}, ErrNotFound
	}
	if !texts[i].editableBy(by) {
		return Canned{}, ErrNoRight
	}
	return texts[i], nil
}

func (d *Desk) cleanCanned(ctx context.Context, by Person, c Canned) (Canned, error) {
	switch c.Scope {
	case ScopePerson:
		c.Owner = by.ID
	case ScopeGroup:
		if _, err := d.Group(ctx, c.Owner); err != nil {
			return c, &InvalidError{"group", "be a group that there is"}
		}
	case ScopeEverybody:
		c.Owner = ""
	default:
		return c, &InvalidError{"scope", "be person, group or everybody"}
	}
	if !c.editableBy(by) {
		return c, ErrNoRight
	}
	c.Text = strings.TrimSpace(c.Text)
	if n := utf8.RuneCountInString(c.Text); n < 1 || n > wire.MaxText || !utf8.ValidString(c.Text) {
		return c, &InvalidError{"text", fmt.Sprintf("have 1 to %d characters", wire.MaxText)}
	}
	if !shorts.MatchString(c.Short) {
		return c, &InvalidError{"short", "have 1 to 32 of a-z, 0-9, - and _"}
	}
	if len(c.Language) > 35 || (c.Language != "" && store.CheckName(c.Language) != nil) {
		return c, &InvalidError{"language", "be a language tag such as en"}
	}
	return c, nil
}
