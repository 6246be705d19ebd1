package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"github.com/tandem-cobrowse/tandem/store"
)

// guardRecord names the administrators in one place, so that "the first" and "not the last" are decided by one compare-and-set each, whoever
// else is adding or removing.
//
//	add       write the person ──► count
//	remove    discount (not the last) ──► erase the person ──► uncount
//	start     count whom a crash left uncounted ──► uncount again if they were erased meanwhile
//
// So the guard may lag behind the staff after a crash by naming fewer administrators than there are, and never names somebody who is gone
// for longer than it takes to say so.
type guardRecord struct {
	Administrators []string `json:"administrators"`
}

// count adds an administrator to the guard.
func (d *Desk) count(ctx context.Context, id string) error {
	return d.changeGuard(ctx, func(ids []string) ([]string, error) {
		if slices.Contains(ids, id) {
			return ids, nil
		}
		return append(ids, id), nil
	})
}

// discount takes an administrator off, unless that were the last: ErrLastAdministrator.
func (d *Desk) discount(ctx context.Context, id string) error {
	return d.changeGuard(ctx, func(ids []string) ([]string, error) {
		rest := slices.DeleteFunc(slices.Clone(ids), func(s string) bool { return s == id })
		if len(rest) == 0 {
			return nil, ErrLastAdministrator
		}
		return rest, nil
	})
}

// uncount takes off somebody who is gone.
func (d *Desk) uncount(ctx context.Context, id string) error {
	return d.changeGuard(ctx, func(ids []string) ([]string, error) {
		return slices.DeleteFunc(slices.Clone(ids), func(s string) bool { return s == id }), nil
	})
}

// recount mends the guard after a crash between an administrator's record and their being counted.
func (d *Desk) recount(ctx context.Context) error {
	g, _, err := read[guardRecord](ctx, d.guard, guardKey)
	if err != nil {
		return err
	}
	ids, err := d.administrators(ctx)
	if err != nil {
		return err
	}
	for _, id := range ids {
		if slices.Contains(g.Administrators, id) {
			continue
		}
		if err := d.count(ctx, id); err != nil {
			return err
		}
		if _, err := d.Person(ctx, id); errors.Is(err, ErrNotFound) {
			if err := d.uncount(ctx, id); err != nil {
				return err
			}
		}
	}
	return nil
}

// administrators looks through the staff itself.
func (d *Desk) administrators(ctx context.Context) ([]string, error) {
	people, err := d.People(ctx)
	if err != nil {
		return nil, err
	}
	var ids []string
	for _, p := range people {
		if p.Role == RoleAdministrator {
			ids = append(ids, p.ID)
		}
	}
	return ids, nil
}

func (d *Desk) changeGuard(ctx context.Context, change func([]string) ([]string, error)) error {
	for {
		g, entry, err := read[guardRecord](ctx, d.guard, guardKey)
		absent := errors.Is(err, ErrNotFound)
		if err != nil && !absent {
			return err
		}
		if g.Administrators, err = change(g.Administrators); err != nil {
			return err
		}
		if absent {
			_, err = d.guard.Create(ctx, guardKey, encode(g), 0)
		} else {
			_, err = d.guard.Update(ctx, guardKey, encode(g), entry.Revision, 0)
		}
		if errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrExists) || errors.Is(err, store.ErrNotFound) {
			continue // somebody else was faster; look again
		}
		if err != nil {
			return fmt.Errorf("desk: write guard: %w", err)
		}
		return nil
	}
}
