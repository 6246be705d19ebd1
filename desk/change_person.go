package desk

import (
	"context"
	"fmt"
	"slices"
)

// ChangedPerson is what an administrator decides about a member of the staff.
type ChangedPerson struct {
	Name      string
	Role      Role
	MainGroup string
	Groups    []string
	Rights    RightsChange
	// Unsupervised people's conversations are nobody else's, and are not kept.
	Unsupervised bool
	Capacity     int
	Hours        *Hours
}

// DefaultCapacity is how many conversations a person has at once unless somebody says otherwise.
const DefaultCapacity = 3

// maxCapacity is wire.MaxCapacity.
const maxCapacity = 50

// ChangePerson replaces all of it. Errors: ErrNotFound, *InvalidError, ErrLastAdministrator.
//
// An administrator who is to be none is discounted first, one who becomes one is counted last: the guard names too few for a moment, never
// one too many (see guardRecord).
func (d *Desk) ChangePerson(ctx context.Context, id string, c ChangedPerson) (Person, error) {
	if err := d.checkChange(ctx, &c); err != nil {
		return Person{}, err
	}
	was, err := d.Person(ctx, id)
	if err != nil {
		return Person{}, err
	}
	if was.Role == RoleAdministrator && c.Role != RoleAdministrator {
		if err := d.discount(ctx, id); err != nil {
			return Person{}, err
		}
	}
	r, err := change(ctx, d.staff, id, func(r *personRecord) error {
		r.Name, r.Role, r.MainGroup, r.Groups, r.Rights = c.Name, c.Role, c.MainGroup, c.Groups, c.Rights
		r.Unsupervised, r.Capacity, r.Hours = c.Unsupervised, c.Capacity, c.Hours
		return nil
	})
	if err != nil {
		return Person{}, err
	}
	if c.Role == RoleAdministrator {
		if err := d.count(ctx, id); err != nil {
			return Person{}, fmt.Errorf("desk: count administrator: %w", err)
		}
	}
	return r.Person, nil
}

func (d *Desk) checkChange(ctx context.Context, c *ChangedPerson) (err error) {
	if c.Name, err = cleanName(c.Name); err != nil {
		return err
	}
	if !c.Role.Valid() {
		return errRole
	}
	if c.Capacity < 1 || c.Capacity > maxCapacity {
		return &InvalidError{"capacity", fmt.Sprintf("be 1 to %d", maxCapacity)}
	}
	if len(c.Groups) > MaxGroups {
		return &InvalidError{"groups", fmt.Sprintf("be at most %d", MaxGroups)}
	}
	slices.Sort(c.Groups)
	c.Groups = slices.DeleteFunc(slices.Compact(c.Groups), func(g string) bool { return g == c.MainGroup })
	for _, g := range append([]string{c.MainGroup}, c.Groups...) {
		if _, err := d.Group(ctx, g); err != nil {
			return &InvalidError{"groups", "be groups that there are"}
		}
	}
	if err := c.Rights.check(); err != nil {
		return err
	}
	return c.Hours.check()
}
