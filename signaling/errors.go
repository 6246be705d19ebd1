package signaling

import (
	"errors"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Errors that callers and the interfaces of Config use; test with errors.Is.
var (
	// ErrUnknownSession: there is no such session, or it is not this agent's.
	ErrUnknownSession = errors.New("signaling: unknown session")
	// ErrUnauthorized: the token does not belong to the session, or the origin not to its site.
	ErrUnauthorized = errors.New("signaling: not authorized")
	// ErrWrongState: the session's state does not allow it now.
	ErrWrongState = errors.New("signaling: not in this state")
	// ErrEnded: the session is over.
	ErrEnded = errors.New("signaling: session is over")
	// ErrBadText: a chat message is empty, too long or has control characters.
	ErrBadText = errors.New("signaling: bad text")
	// ErrPageNotListed: the page is not on the list of the session's site.
	ErrPageNotListed = errors.New("signaling: page is not on the list")
	// ErrClosed: the hub is closing; try again in a moment.
	ErrClosed = errors.New("signaling: closed")
)

// faultFor says why something was refused. What is not one of our own errors came from the storage.
func faultFor(session, ref string, err error) wire.Fault {
	f := wire.Fault{Session: session, Ref: ref}
	switch {
	case errors.Is(err, ErrUnknownSession), errors.Is(err, ErrUnauthorized):
		f.Code, f.Message = wire.FaultUnknownSession, "There is no such session, or it is not yours."
	case errors.Is(err, ErrEnded):
		f.Code, f.Message = wire.FaultWrongState, "The session is over."
	case errors.Is(err, ErrWrongState):
		f.Code, f.Message = wire.FaultWrongState, "The session is not in a state that allows this."
	case errors.Is(err, ErrPageNotListed):
		f.Code, f.Message = wire.FaultPageNotListed, "This page is not on the list of the site. An administrator can add it."
	case errors.Is(err, ErrBadText):
		f.Code, f.Message = wire.FaultBadText, "The message is empty, too long, or has characters that cannot be shown."
	default:
		f.Code, f.Message = wire.FaultStorage, "The server cannot write just now. Please try again."
	}
	return f
}
