package desk

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// setUpLinkLife is how long a set-up link can be used. A later start prints a new one.
const setUpLinkLife = 7 * 24 * time.Hour

type setUpRecord struct {
	Created time.Time `json:"created"`
}

// FirstRun returns the token for a set-up link while there is no administrator, and needed=false afterwards. Every call makes a new token,
// because only digests are kept; those printed before stay good until one of them is used. It belongs at the start of a server, for it also
// mends what a crash may have left of the administrators' count.
func (d *Desk) FirstRun(ctx context.Context) (token string, needed bool, err error) {
	done, err := d.SetUpDone(ctx)
	if err != nil {
		return "", false, err
	}
	if done {
		return "", false, d.recount(ctx)
	}
	token = newSecret()
	if _, err := d.setup.Create(ctx, digest(token), encode(setUpRecord{d.timestamp()}), setUpLinkLife); err != nil {
		return "", false, fmt.Errorf("desk: keep set-up token: %w", err)
	}
	return token, true, nil
}

// SetUpDone reports whether there is an administrator.
func (d *Desk) SetUpDone(ctx context.Context) (bool, error) {
	_, _, err := read[guardRecord](ctx, d.guard, guardKey)
	if !errors.Is(err, ErrNotFound) {
		return err == nil, err
	}
	ids, err := d.administrators(ctx)
	if err != nil || len(ids) == 0 {
		return false, err
	}
	// A crash came between the first administrator and the guard, or another SetUp is between the two this very moment. Either way that person
	// is the one; whoever creates the guard says so, and nobody may add to it here.
	err = d.foundGuard(ctx, ids[0])
	if errors.Is(err, store.ErrExists) {
		err = nil
	}
	return err == nil, err
}

// foundGuard names the first administrator. store.ErrExists: somebody else did.
func (d *Desk) foundGuard(ctx context.Context, id string) error {
	_, err := d.guard.Create(ctx, guardKey, encode(guardRecord{[]string{id}}), 0)
	return err
}

// SetUp makes the first administrator. It succeeds once in the life of a data file, whoever calls it at the same time. Errors:
// ErrSetUpDone, ErrWrongSetUpToken, *ThrottledError and those of AddPerson.
func (d *Desk) SetUp(ctx context.Context, token string, n NewPerson) (Person, error) {
	if done, err := d.SetUpDone(ctx); err != nil || done {
		return Person{}, orError(err, ErrSetUpDone)
	}
	if _, _, err := read[setUpRecord](ctx, d.setup, digest(token)); err != nil {
		if errors.Is(err, ErrNotFound) {
			return Person{}, ErrWrongSetUpToken
		}
		return Person{}, err
	}
	n.Role = RoleAdministrator
	p, err := d.addPerson(ctx, n)
	if err != nil {
		return Person{}, err
	}
	// The decision: one caller creates the guard, or finds itself named there already; the others take their person back.
	err = d.foundGuard(ctx, p.ID)
	if errors.Is(err, store.ErrExists) {
		var g guardRecord
		if g, _, err = read[guardRecord](ctx, d.guard, guardKey); err == nil && !slices.Contains(g.Administrators, p.ID) {
			err = ErrSetUpDone
		}
	}
	if err != nil {
		return Person{}, errors.Join(err, d.erasePerson(ctx, p))
	}
	return p, nil
}

func orError(err, otherwise error) error {
	if err != nil {
		return err
	}
	return otherwise
}
