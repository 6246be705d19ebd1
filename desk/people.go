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

// Role is the short word for a usual set of rights; RightsOf says what somebody may do in the end.
type Role string

// The roles.
const (
	// RoleAdministrator may do everything.
	RoleAdministrator Role = "administrator"
	// RoleSupervisor is an assistant who reads along with supervised colleagues.
	RoleSupervisor Role = "supervisor"
	// RoleAssistant helps customers.
	RoleAssistant Role = "assistant"
	// RoleUser talks with colleagues only.
	RoleUser Role = "user"
)

var errRole = &InvalidError{"role", fmt.Sprintf("be %s, %s, %s or %s", RoleAdministrator, RoleSupervisor, RoleAssistant, RoleUser)}

// Valid reports whether r is one of the roles.
func (r Role) Valid() bool {
	return slices.Contains([]Role{RoleAdministrator, RoleSupervisor, RoleAssistant, RoleUser}, r)
}

// Person is a member of the staff.
type Person struct {
	ID      string    `json:"id"`
	Name    string    `json:"name"`
	Email   string    `json:"email"`
	Role    Role      `json:"role"`
	Created time.Time `json:"created"`
	// Epoch grows when the password changes; a sign-in of an older one is no longer good.
	Epoch uint64 `json:"epoch"`
	// MainGroup, and Groups beside it. Nobody shares a conversation with people of other groups. Empty only in the record of somebody who was
	// added before there were groups: the oldest one then.
	MainGroup string   `json:"main_group,omitempty"`
	Groups    []string `json:"groups,omitempty"`
	// Rights is how this person differs from the role and the groups.
	Rights RightsChange `json:"rights"`
	// Unsupervised: nobody reads along, and conversations are not kept.
	Unsupervised bool `json:"unsupervised,omitempty"`
	// Capacity is how many conversations at once; never 0 in what the desk returns.
	Capacity int    `json:"capacity,omitempty"`
	Hours    *Hours `json:"hours,omitempty"`
}

// In reports whether the person belongs to the group.
func (p Person) In(group string) bool {
	return p.MainGroup == group || slices.Contains(p.Groups, group)
}

// AllGroups lists the main group first.
func (p Person) AllGroups() []string { return append([]string{p.MainGroup}, p.Groups...) }

// Shares reports whether two people have a group in common.
func (p Person) Shares(other Person) bool { return slices.ContainsFunc(p.AllGroups(), other.In) }

// NewPerson is what somebody has to say to add a person.
type NewPerson struct {
	Name     string
	Email    string
	Password string
	Role     Role
}

// personRecord is how a Person is kept.
type personRecord struct {
	Person
	PasswordHash string `json:"password_hash"`
}

// emailRecord says whose an address is. At lets a later call take over an address whose owner was never written (a crash between the two).
type emailRecord struct {
	Person string    `json:"person"`
	At     time.Time `json:"at"`
}

// addingTakes is longer than any AddPerson or ChangeSignIn between its two writes.
const addingTakes = time.Minute

// Person returns one member of the staff, or ErrNotFound.
func (d *Desk) Person(ctx context.Context, id string) (Person, error) {
	r, _, err := read[personRecord](ctx, d.staff, id)
	if err != nil {
		return Person{}, err
	}
	return d.complete(ctx, r.Person)
}

// complete fills in what older records do not have.
func (d *Desk) complete(ctx context.Context, p Person) (Person, error) {
	p.Capacity = cmp.Or(p.Capacity, DefaultCapacity)
	if p.MainGroup == "" {
		groups, err := d.Groups(ctx)
		if err != nil {
			return Person{}, err
		}
		p.MainGroup = Oldest(groups).ID
	}
	return p, nil
}

// People returns the whole staff, by name.
func (d *Desk) People(ctx context.Context) ([]Person, error) {
	records, err := all[personRecord](ctx, d.staff)
	if err != nil {
		return nil, err
	}
	people := make([]Person, len(records))
	for i, r := range records {
		if people[i], err = d.complete(ctx, r.Person); err != nil {
			return nil, err
		}
	}
	slices.SortFunc(people, func(a, b Person) int {
		return cmp.Or(cmp.Compare(strings.ToLower(a.Name), strings.ToLower(b.Name)), cmp.Compare(a.ID, b.ID))
	})
	return people, nil
}

// AddPerson adds a member of the staff. Errors: *InvalidError, ErrEmailTaken, ErrBusy.
func (d *Desk) AddPerson(ctx context.Context, n NewPerson) (Person, error) {
	p, err := d.addPerson(ctx, n)
	if err != nil || p.Role != RoleAdministrator {
		return p, err
	}
	if err := d.count(ctx, p.ID); err != nil {
		return Person{}, fmt.Errorf("desk: count administrator: %w", err)
	}
	return p, nil
}

// addPerson takes the e-mail address first and then writes the person: of two calls with one address, one gets it.
func (d *Desk) addPerson(ctx context.Context, n NewPerson) (Person, error) {
	r, err := d.newPerson(ctx, n)
	if err != nil {
		return Person{}, err
	}
	if err := d.takeEmail(ctx, r.Email, r.ID); err != nil {
		return Person{}, err
	}
	if _, err := d.staff.Create(ctx, r.ID, encode(r), 0); err != nil {
		return Person{}, fmt.Errorf("desk: write person: %w", err)
	}
	return r.Person, nil
}

func (d *Desk) newPerson(ctx context.Context, n NewPerson) (personRecord, error) {
	name, err := cleanName(n.Name)
	if err != nil {
		return personRecord{}, err
	}
	email, err := cleanEmail(n.Email)
	if err != nil {
		return personRecord{}, err
	}
	if err := checkPassword(n.Password); err != nil {
		return personRecord{}, err
	}
	if !n.Role.Valid() {
		return personRecord{}, errRole
	}
	hash, err := d.passwords.hash(ctx, n.Password)
	if err != nil {
		return personRecord{}, err
	}
	p, err := d.complete(ctx, Person{ID: newID(), Name: name, Email: email, Role: n.Role, Created: d.timestamp(), Epoch: 1})
	return personRecord{p, hash}, err
}

func (d *Desk) takeEmail(ctx context.Context, email, id string) error {
	key, mine := emailKey(email), encode(emailRecord{Person: id, At: d.timestamp()})
	_, err := d.emails.Create(ctx, key, mine, 0)
	if !errors.Is(err, store.ErrExists) {
		return err
	}
	held, entry, err := read[emailRecord](ctx, d.emails, key)
	if errors.Is(err, ErrNotFound) {
		return ErrEmailTaken // given up this very moment: let the caller try again
	}
	if err != nil {
		return err
	}
	holder, err := d.Person(ctx, held.Person)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return err
	}
	if err == nil && emailKey(holder.Email) == key {
		return ErrEmailTaken
	}
	if held.Person != id && d.now().Sub(held.At) < addingTakes {
		return ErrEmailTaken
	}
	if _, err := d.emails.Update(ctx, key, mine, entry.Revision, 0); err != nil {
		return fmt.Errorf("%w: %w", ErrEmailTaken, err)
	}
	return nil
}

// RemovePerson takes somebody off the staff. Errors: ErrNotFound, ErrLastAdministrator.
func (d *Desk) RemovePerson(ctx context.Context, id string) error {
	r, _, err := read[personRecord](ctx, d.staff, id)
	if err != nil {
		return err
	}
	if r.Role != RoleAdministrator {
		return d.erasePerson(ctx, r.Person)
	}
	if err := d.discount(ctx, id); err != nil {
		return err
	}
	if err := d.erasePerson(ctx, r.Person); err != nil {
		return err
	}
	return d.uncount(ctx, id)
}

// erasePerson removes the person first: an address whose person is gone can be taken over, the reverse could not be mended.
func (d *Desk) erasePerson(ctx context.Context, p Person) error {
	if err := erase(ctx, d.staff, p.ID); err != nil {
		return err
	}
	err := erase(ctx, d.emails, emailKey(p.Email))
	if errors.Is(err, ErrNotFound) {
		err = nil
	}
	return errors.Join(err, d.eraseFavourites(ctx, p.ID))
}

// erase removes a record whatever its revision is by now.
func erase(ctx context.Context, b store.Bucket, key string) error {
	for {
		e, err := b.Get(ctx, key)
		if err == nil {
			err = b.Delete(ctx, key, e.Revision)
		}
		switch {
		case errors.Is(err, store.ErrConflict):
			continue // somebody wrote it in between; look again
		case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrBadName), errors.Is(err, store.ErrTooLarge):
			return ErrNotFound
		}
		return err
	}
}
