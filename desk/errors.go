package desk

import (
	"errors"
	"fmt"
	"time"
)

// What callers may meet. Everything else is the store's (store.ErrFull, …), wrapped with what was attempted.
var (
	// ErrNotFound: no such person, site or token.
	ErrNotFound = errors.New("desk: not found")
	// ErrWrongSignIn: the e-mail address or the password is wrong. Which of them is never said.
	ErrWrongSignIn = errors.New("desk: wrong e-mail address or password")
	// ErrEmailTaken: somebody of the staff has that e-mail address.
	ErrEmailTaken = errors.New("desk: e-mail address is taken")
	// ErrLastAdministrator: the removal would leave nobody who can administer.
	ErrLastAdministrator = errors.New("desk: the last administrator stays")
	// ErrLastGroup: everybody belongs to some group, so that one stays.
	ErrLastGroup = errors.New("desk: the last group stays")
	// ErrShortTaken: its owner has a canned text with that short name and language.
	ErrShortTaken = errors.New("desk: short name is taken")
	// ErrNoRight: this person may not do that.
	ErrNoRight = errors.New("desk: no right")
	// ErrSetUpDone: there is an administrator; set-up links are dead.
	ErrSetUpDone = errors.New("desk: set-up is done")
	// ErrWrongSetUpToken: the token is not that of a set-up link of this server.
	ErrWrongSetUpToken = errors.New("desk: wrong set-up token")
	// ErrWrongToken: the API token does not exist or was revoked.
	ErrWrongToken = errors.New("desk: wrong API token")
	// ErrNotTheirs: a shared favourite, and the person does not look after those.
	ErrNotTheirs = errors.New("desk: kept by administrators and supervisors")
	// ErrTooMany: as many favourites as there may be.
	ErrTooMany = errors.New("desk: too many favourites")
	// ErrBusy: too many passwords are being checked just now; try again in a moment.
	ErrBusy = errors.New("desk: busy")
)

// InvalidError says which field of a request is out of its limits, and what is allowed.
type InvalidError struct {
	Field  string // as it is called in the API
	Wanted string // what is allowed, as the end of "email must …"
}

func (e *InvalidError) Error() string { return e.Field + " must " + e.Wanted }

// ThrottledError says that there were too many tries, and when the next one makes sense.
type ThrottledError struct{ RetryAfter time.Duration }

func (e *ThrottledError) Error() string {
	return fmt.Sprintf("desk: too many tries, again in %s", e.RetryAfter)
}
