package desk

import (
	"context"
	"errors"
	"fmt"
)

// ChangeSignIn gives somebody another e-mail address, a new password, or both; what is empty stays. It signs them out everywhere, and links for a new
// password that went to the old address are worth nothing. Errors: ErrNotFound, *InvalidError, ErrEmailTaken, ErrBusy.
//
// The new address is taken first and the old one given up last. What a crash in between leaves is an address that leads to somebody who has another:
// nobody can sign in by it, and it can be taken over.
func (d *Desk) ChangeSignIn(ctx context.Context, id, email, password string) (Person, error) {
	was, err := d.Person(ctx, id)
	if err != nil {
		return Person{}, err
	}
	if email == "" {
		email = was.Email
	}
	if email, err = cleanEmail(email); err != nil {
		return Person{}, err
	}
	hash := ""
	if password != "" {
		if err := checkPassword(password); err != nil {
			return Person{}, err
		}
		if hash, err = d.passwords.hash(ctx, password); err != nil {
			return Person{}, err
		}
	}
	moves := emailKey(email) != emailKey(was.Email)
	if moves {
		if err := d.takeEmail(ctx, email, id); err != nil {
			return Person{}, err
		}
	}
	r, err := change(ctx, d.staff, id, func(r *personRecord) error {
		r.Email = email
		if hash != "" {
			r.PasswordHash = hash
		}
		r.Epoch++
		return nil
	})
	if err != nil {
		return Person{}, fmt.Errorf("desk: change sign-in: %w", err)
	}
	if moves {
		if err := erase(ctx, d.emails, emailKey(was.Email)); err != nil && !errors.Is(err, ErrNotFound) {
			return Person{}, fmt.Errorf("desk: give up address: %w", err)
		}
	}
	return d.complete(ctx, r.Person)
}
