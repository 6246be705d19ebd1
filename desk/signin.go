package desk

import (
	"context"
	"errors"
	"fmt"
	"net/netip"

	"github.com/tandem-cobrowse/tandem/store"
)

// SignIn returns the person with that e-mail address and password. Errors: ErrWrongSignIn, *ThrottledError, ErrBusy.
//
// A try is used up before the password is looked at, so that tries made at the same time cannot slip through together; who succeeds
// gets it back.
func (d *Desk) SignIn(ctx context.Context, from netip.Addr, email, password string) (Person, error) {
	address, account := addressKey(from), emailKey(email)
	if wait := d.byAddress.take(address); wait > 0 {
		return Person{}, &ThrottledError{wait}
	}
	if wait := d.byAccount.take(account); wait > 0 {
		d.byAddress.giveBack(address)
		return Person{}, &ThrottledError{wait}
	}
	r, err := d.personByEmail(ctx, email)
	if err != nil && !errors.Is(err, ErrNotFound) {
		return Person{}, err
	}
	ok, err := d.passwords.matches(ctx, password, r.PasswordHash)
	if err != nil {
		return Person{}, err
	}
	if !ok {
		return Person{}, ErrWrongSignIn
	}
	d.byAddress.giveBack(address)
	d.byAccount.giveBack(account)
	return d.complete(ctx, r.Person)
}

// PersonByEmail returns the member of the staff with that address, or ErrNotFound.
func (d *Desk) PersonByEmail(ctx context.Context, email string) (Person, error) {
	r, err := d.personByEmail(ctx, email)
	return r.Person, err
}

func (d *Desk) personByEmail(ctx context.Context, email string) (personRecord, error) {
	held, _, err := read[emailRecord](ctx, d.emails, emailKey(email))
	if err != nil {
		return personRecord{}, err
	}
	r, _, err := read[personRecord](ctx, d.staff, held.Person)
	if err == nil && emailKey(r.Email) != emailKey(email) {
		return personRecord{}, ErrNotFound // somebody's who has another by now
	}
	return r, err
}

// ResetPassword gives somebody a new password and signs them out everywhere. Errors: ErrNotFound, *InvalidError, ErrBusy.
func (d *Desk) ResetPassword(ctx context.Context, id, password string) error {
	if err := checkPassword(password); err != nil {
		return err
	}
	hash, err := d.passwords.hash(ctx, password)
	if err != nil {
		return err
	}
	for {
		r, entry, err := read[personRecord](ctx, d.staff, id)
		if err != nil {
			return err
		}
		r.PasswordHash = hash
		r.Epoch++
		_, err = d.staff.Update(ctx, id, encode(r), entry.Revision, 0)
		if errors.Is(err, store.ErrConflict) {
			continue // somebody changed the person in between; look again
		}
		if err != nil {
			return fmt.Errorf("desk: write password: %w", err)
		}
		return nil
	}
}
