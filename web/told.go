package web

import (
	"net/http"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/floor"
	"github.com/tandem-cobrowse/tandem/mail"
	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// telling is what is said about an error of one of the packages below.
type telling struct {
	is error
	refusal
}

// told are the errors that a caller can do something about.
func told() []telling {
	say := func(is error, status int, code ProblemCode, detail string) telling {
		return telling{is, refusal{status: status, code: code, detail: detail}}
	}
	busy := func(is error, detail string) telling {
		return telling{is, refusal{status: http.StatusServiceUnavailable, code: ProblemCodeTooBusy, detail: detail, retry: 2 * time.Second}}
	}
	return []telling{
		say(desk.ErrNotFound, http.StatusNotFound, ProblemCodeNotFound, errNotFound.detail),
		say(desk.ErrWrongSignIn, http.StatusUnauthorized, ProblemCodeSignInWrong, "The e-mail address or the password is wrong."),
		say(desk.ErrEmailTaken, http.StatusConflict, ProblemCodeEmailTaken, "Somebody of the staff has this e-mail address."),
		say(desk.ErrLastAdministrator, http.StatusConflict, ProblemCodeLastAdministrator, "This is the last administrator. Make somebody else one first."),
		say(desk.ErrNotTheirs, http.StatusForbidden, ProblemCodeNoRight, "Shared pages are looked after by administrators and supervisors."),
		say(desk.ErrTooMany, http.StatusConflict, ProblemCodeLimitReached, "There is no room for another page. Remove one first."),
		say(desk.ErrLastGroup, http.StatusConflict, ProblemCodeLastGroup, "This is the last group. Add another one first."),
		say(desk.ErrShortTaken, http.StatusConflict, ProblemCodeShortTaken, "There is a text with this short name and language already."),
		say(desk.ErrNoRight, http.StatusForbidden, ProblemCodeNoRight, errNoRight.detail),
		say(desk.ErrSetUpDone, http.StatusGone, ProblemCodeSetupDone, "This server is set up already. Sign in instead."),
		say(desk.ErrWrongSetUpToken, http.StatusForbidden, ProblemCodeSetupTokenWrong, "This set-up link is not good. Use the one that the server printed at its last start."),
		say(desk.ErrWrongToken, http.StatusUnauthorized, ProblemCodeTokenWrong, errWrongToken.detail),
		busy(desk.ErrBusy, "Too many people sign in just now. Try again in a moment."),

		say(desk.ErrWrongReset, http.StatusGone, ProblemCodeResetWrong, "This link is not good any more. Ask for a new one."),
		say(mail.ErrOff, http.StatusConflict, ProblemCodeMailOff, "No mail server is set up. An administrator can do that."),
		busy(mail.ErrFull, "Too much mail waits to be sent. Try again later."),
		say(floor.ErrNotFound, http.StatusNotFound, ProblemCodeNotFound, errNotFound.detail),
		busy(floor.ErrClosed, "The server is restarting. Try again in a moment."),

		say(pairing.ErrMalformedCode, http.StatusBadRequest, ProblemCodeBadRequest, "A code has nine digits."),
		say(pairing.ErrWrongCode, http.StatusNotFound, ProblemCodeCodeWrong, "No code like this is waiting. Ask for it again and type all nine digits."),
		say(pairing.ErrCodeUsed, http.StatusGone, ProblemCodeCodeUsed, "This code was used already. Ask for a new one."),
		say(pairing.ErrCodeExpired, http.StatusGone, ProblemCodeCodeExpired, "This code has expired. Ask for a new one."),
		say(pairing.ErrCodeWithdrawn, http.StatusGone, ProblemCodeCodeWithdrawn, "This code was taken back. Ask for a new one."),
		say(pairing.ErrWrongTicket, http.StatusNotFound, ProblemCodeTicketWrong, "Nobody is on the way to this page with this ticket."),
		say(pairing.ErrNotFound, http.StatusNotFound, ProblemCodeNotFound, errNotFound.detail),
		say(pairing.ErrWrongLink, http.StatusNotFound, ProblemCodeLinkWrong, "This link is not good. Ask for a new one."),
		say(pairing.ErrLinkUsed, http.StatusGone, ProblemCodeLinkUsed, "Somebody else has opened this link; it works once. Ask for a new one."),
		say(pairing.ErrWrongState, http.StatusConflict, ProblemCodeWrongState, "The session is not in a state that allows this."),
		say(pairing.ErrBadRequest, http.StatusBadRequest, ProblemCodeBadRequest, "The secret must have three digits."),
		busy(pairing.ErrNoFreeCode, "So many codes are out that there was no free one. Try again in a minute."),
		busy(pairing.ErrClosed, "The server is restarting. Try again in a moment."),

		say(signaling.ErrUnknownSession, http.StatusUnauthorized, ProblemCodeSessionUnknown, "There is no such session, or this page has no part in it."),
		say(signaling.ErrUnauthorized, http.StatusUnauthorized, ProblemCodeSessionUnknown, "There is no such session, or this page has no part in it."),
		say(signaling.ErrWrongState, http.StatusConflict, ProblemCodeWrongState, "The session is not in a state that allows this."),
		say(signaling.ErrEnded, http.StatusGone, ProblemCodeSessionEnded, "The session is over."),
		busy(signaling.ErrClosed, "The server is restarting. Try again in a moment."),
		say(wire.ErrBadMessage, http.StatusBadRequest, ProblemCodeBadRequest, "The attempt or the sdp is out of its limits."),

		say(store.ErrFull, http.StatusInsufficientStorage, ProblemCodeStorage, "The server cannot write its data just now. Nothing was changed."),
		busy(store.ErrClosed, "The server is restarting. Try again in a moment."),
	}
}
