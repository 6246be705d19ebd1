package desk

import (
	"context"
	"errors"
	"fmt"
	"net/netip"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// ResetLife is how long a link for a new password can be used.
const ResetLife = 30 * time.Minute

// resetRecord is kept under the digest of a link's token. Epoch makes links that were sent before a change of the password worthless.
type resetRecord struct {
	Person string `json:"person"`
	Epoch  uint64 `json:"epoch"`
}

// ErrWrongReset means that the link does not exist, was used, or is too old. Which of them is never said.
var ErrWrongReset = errors.New("desk: wrong reset link")

// RequestReset makes a token by which the person with that address may choose a new password. found is false where there is nobody, which the caller
// must not tell. Tries are counted by address and by account like those of signing in: *ThrottledError.
func (d *Desk) RequestReset(ctx context.Context, from netip.Addr, email string) (p Person, token string, found bool, err error) {
	for _, t := range []struct {
		throttle *throttle
		key      string
	}{{d.resetsByAddress, addressKey(from)}, {d.resetsByAccount, emailKey(email)}} {
		if wait := t.throttle.take(t.key); wait > 0 {
			return Person{}, "", false, &ThrottledError{wait}
		}
	}
	r, err := d.personByEmail(ctx, email)
	if errors.Is(err, ErrNotFound) {
		return Person{}, "", false, nil
	}
	if err != nil {
		return Person{}, "", false, err
	}
	token = newSecret()
	if _, err := d.resets.Create(ctx, digest(token), encode(resetRecord{r.ID, r.Epoch}), ResetLife); err != nil {
		return Person{}, "", false, fmt.Errorf("desk: keep reset token: %w", err)
	}
	return r.Person, token, true, nil
}

// Reset gives a new password to whom the token was sent and signs them out everywhere. It works once: whoever removes the record has it. Errors: ErrWrongReset,
// *InvalidError, ErrBusy.
func (d *Desk) Reset(ctx context.Context, token, password string) error {
	if err := checkPassword(password); err != nil {
		return err // before the token is used up
	}
	r, entry, err := read[resetRecord](ctx, d.resets, digest(token))
	if errors.Is(err, ErrNotFound) {
		return ErrWrongReset
	}
	if err != nil {
		return err
	}
	err = d.resets.Delete(ctx, entry.Key, entry.Revision)
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrConflict) {
		return ErrWrongReset
	}
	if err != nil {
		return fmt.Errorf("desk: use reset token: %w", err)
	}
	p, err := d.Person(ctx, r.Person)
	if errors.Is(err, ErrNotFound) || err == nil && p.Epoch != r.Epoch {
		return ErrWrongReset
	}
	if err != nil {
		return err
	}
	return d.ResetPassword(ctx, r.Person, password)
}
