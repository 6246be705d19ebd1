package desk

import (
	"cmp"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// MaxFavourites is how many pages one person may keep for themselves, and how many there may be for all. Two that are added at the same moment may
// come out one above it.
const MaxFavourites = 200

// sharedOwner stands in a key where the owner's id would. It is no id: those are longer.
const sharedOwner = "all"

// Favourite is a page to which customers are led again and again (I9).
type Favourite struct {
	ID    string `json:"id"`
	Label string `json:"label"`
	URL   string `json:"url"`
	// Owner is whose it is; empty for a shared one, which all of the staff have in their menu.
	Owner   string    `json:"owner,omitempty"`
	Created time.Time `json:"created"`
}

// Shared reports whether it is everybody's.
func (f Favourite) Shared() bool { return f.Owner == "" }

// NewFavourite is what somebody has to say to keep a page.
type NewFavourite struct {
	Label string
	URL   string
	// Shared: for all of the staff. Whether it is shared cannot be changed later.
	Shared bool
}

func (n NewFavourite) clean() (NewFavourite, error) {
	label, err := cleanLabel("label", n.Label)
	if err != nil {
		return n, err
	}
	address, err := cleanAddress("url", n.URL)
	return NewFavourite{Label: label, URL: address, Shared: n.Shared}, err
}

// keepsShared says who looks after the pages that all have.
func (p Person) keepsShared() bool { return p.Role == RoleAdministrator || p.Role == RoleSupervisor }

// Favourites returns the person's own pages and the shared ones, by label.
func (d *Desk) Favourites(ctx context.Context, p Person) ([]Favourite, error) {
	return d.favouritesOf(ctx, p.ID, sharedOwner)
}

func (d *Desk) favouritesOf(ctx context.Context, owners ...string) ([]Favourite, error) {
	found := []Favourite{}
	for _, owner := range owners {
		err := d.favourites.Scan(ctx, owner+"/", func(e store.Entry) error {
			var f Favourite
			if err := json.Unmarshal(e.Value, &f); err != nil {
				return fmt.Errorf("desk: favourite %q does not decode: %w", e.Key, err)
			}
			found = append(found, f)
			return nil
		})
		if err != nil {
			return nil, err
		}
	}
	slices.SortFunc(found, func(a, b Favourite) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Label), strings.ToLower(b.Label)), cmp.Compare(a.ID, b.ID))
	})
	return found, nil
}

// SharedFavourites returns the pages that all of the staff have, by label.
func (d *Desk) SharedFavourites(ctx context.Context) ([]Favourite, error) {
	return d.favouritesOf(ctx, sharedOwner)
}

// AddFavourite keeps a page. Errors: *InvalidError, ErrNotTheirs, ErrTooMany.
func (d *Desk) AddFavourite(ctx context.Context, p Person, n NewFavourite) (Favourite, error) {
	n, err := n.clean()
	if err != nil {
		return Favourite{}, err
	}
	f, owner := Favourite{ID: newID(), Label: n.Label, URL: n.URL, Owner: p.ID, Created: d.timestamp()}, p.ID
	if n.Shared {
		if !p.keepsShared() {
			return Favourite{}, ErrNotTheirs
		}
		f.Owner, owner = "", sharedOwner
	}
	count := 0
	if err := d.favourites.Scan(ctx, owner+"/", func(store.Entry) error { count++; return nil }); err != nil {
		return Favourite{}, err
	}
	if count >= MaxFavourites {
		return Favourite{}, ErrTooMany
	}
	if _, err := d.favourites.Create(ctx, owner+"/"+f.ID, encode(f), 0); err != nil {
		return Favourite{}, fmt.Errorf("desk: write favourite: %w", err)
	}
	return f, nil
}

// ChangeFavourite replaces label and address. Errors: ErrNotFound, *InvalidError, ErrNotTheirs.
func (d *Desk) ChangeFavourite(ctx context.Context, p Person, id string, n NewFavourite) (Favourite, error) {
	n, err := n.clean()
	if err != nil {
		return Favourite{}, err
	}
	for {
		key, f, entry, err := d.favourite(ctx, p, id)
		if err != nil {
			return Favourite{}, err
		}
		f.Label, f.URL = n.Label, n.URL
		_, err = d.favourites.Update(ctx, key, encode(f), entry.Revision, 0)
		switch {
		case errors.Is(err, store.ErrConflict):
			continue // somebody changed it in between; look again
		case errors.Is(err, store.ErrNotFound):
			return Favourite{}, ErrNotFound
		case err != nil:
			return Favourite{}, fmt.Errorf("desk: write favourite: %w", err)
		}
		return f, nil
	}
}

// RemoveFavourite forgets a page. Errors: ErrNotFound, ErrNotTheirs.
func (d *Desk) RemoveFavourite(ctx context.Context, p Person, id string) error {
	key, _, _, err := d.favourite(ctx, p, id)
	if err != nil {
		return err
	}
	return erase(ctx, d.favourites, key)
}

// favourite finds one that the person may change: their own, or a shared one if they look after those. Of other people's nobody learns anything.
func (d *Desk) favourite(ctx context.Context, p Person, id string) (string, Favourite, store.Entry, error) {
	for _, owner := range []string{p.ID, sharedOwner} {
		key := owner + "/" + id
		f, entry, err := read[Favourite](ctx, d.favourites, key)
		if errors.Is(err, ErrNotFound) {
			continue
		}
		if err == nil && f.Shared() && !p.keepsShared() {
			err = ErrNotTheirs
		}
		return key, f, entry, err
	}
	return "", Favourite{}, store.Entry{}, ErrNotFound
}

// eraseFavourites forgets what somebody kept who left the staff.
func (d *Desk) eraseFavourites(ctx context.Context, person string) error {
	var keys []string
	err := d.favourites.Scan(ctx, person+"/", func(e store.Entry) error {
		keys = append(keys, e.Key)
		return nil
	})
	for _, key := range keys {
		if gone := erase(ctx, d.favourites, key); gone != nil && !errors.Is(gone, ErrNotFound) {
			err = errors.Join(err, gone)
		}
	}
	return err
}
