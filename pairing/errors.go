package pairing

import (
	"errors"
	"fmt"
	"time"
)

// Errors of the service; test with errors.Is. Whatever else comes back is the store's.
var (
	// ErrMalformedCode: the text does not have nine digits. It was not counted as a guess.
	ErrMalformedCode = errors.New("pairing: a code has nine digits")
	// ErrWrongCode: no such code for this site. Whether the locator exists, and what became of it, is not told.
	ErrWrongCode = errors.New("pairing: wrong code")
	// ErrCodeUsed, ErrCodeExpired, ErrCodeWithdrawn: all nine digits are right, but they are good no more. They are told for Quarantine after
	// the code's life.
	ErrCodeUsed      = errors.New("pairing: code was used")
	ErrCodeExpired   = errors.New("pairing: code has expired")
	ErrCodeWithdrawn = errors.New("pairing: code was withdrawn")
	// ErrTooManyTries: too many wrong guesses; it is a *Throttled, which says when to come back. Nothing was looked up.
	ErrTooManyTries = errors.New("pairing: too many wrong codes")

	// ErrNotFound: no pairing has that id, or it ended longer than Retention ago.
	ErrNotFound = errors.New("pairing: not found")
	// ErrWrongToken: the customer's token is not that of the pairing.
	ErrWrongToken = errors.New("pairing: wrong token")
	// ErrWrongTicket: no customer is on the way to that origin with that ticket, or not any more.
	ErrWrongTicket = errors.New("pairing: wrong ticket")
	// ErrWrongLink: no pairing has that link.
	ErrWrongLink = errors.New("pairing: wrong link")
	// ErrLinkUsed: somebody else has claimed the pairing.
	ErrLinkUsed = errors.New("pairing: link was used")
	// ErrWrongState: the table of steps does not lead from where the pairing stands to where it should go.
	ErrWrongState = errors.New("pairing: not in this state")
	// ErrBadGrants: an unknown or repeated level, or none.
	ErrBadGrants = errors.New("pairing: bad grants")
	// ErrBadRequest: Issue or Claim got a value out of its limits.
	ErrBadRequest = errors.New("pairing: bad request")
	// ErrNoFreeCode: so many codes are out that no free one was found; try again in a minute.
	ErrNoFreeCode = errors.New("pairing: no free code")
	// ErrClosed: the service was closed.
	ErrClosed = errors.New("pairing: closed")
)

// Throttled is an ErrTooManyTries with the time after which a try has a chance again.
type Throttled struct{ RetryAfter time.Duration }

func (t *Throttled) Error() string {
	return fmt.Sprintf("%v: try again in %v", ErrTooManyTries, t.RetryAfter.Round(time.Second))
}

// Is makes a Throttled an ErrTooManyTries.
func (t *Throttled) Is(target error) bool { return target == ErrTooManyTries }
