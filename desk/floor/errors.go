package floor

import (
	"errors"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// What a Post may return.
var (
	// ErrBadAddress: that is no e-mail address.
	ErrBadAddress = errors.New("floor: bad address")
	// ErrNoMail: no mail is set up, or too much of it waits.
	ErrNoMail = errors.New("floor: no mail")
)

// What is refused, as faults.
var (
	errNoTalk    = errors.New("floor: no conversation")
	errNoRight   = errors.New("floor: no right")
	errNobody    = errors.New("floor: nobody there")
	errForm      = errors.New("floor: form")
	errTooMany   = errors.New("floor: too many conversations from one address")
	errNoFiles   = errors.New("floor: no files")
	errFilesFull = errors.New("floor: too many files at once")
	errNotAble   = errors.New("floor: the page cannot co-browse")
	errFollowed  = errors.New("floor: too many followed")
)

// faultOf words a refusal.
func faultOf(ref string, err error, log zerolog.Logger) wire.Fault {
	for _, known := range []struct {
		is      error
		code    wire.FaultCode
		message string
	}{
		{errNoTalk, wire.FaultUnknownConversation, "There is no such conversation, or you have no part in it."},
		{errNoRight, wire.FaultNoRight, "You have no right to do this. Ask an administrator."},
		{errNoFiles, wire.FaultNoRight, "Files cannot be sent here."},
		{errFilesFull, wire.FaultTooFast, "Too many files at once. Wait until some have arrived."},
		{errNobody, wire.FaultNobody, "Nobody is there just now. Leave a message instead."},
		{errForm, wire.FaultBadField, "A message needs a text, and an e-mail address for the answer."},
		{errTooMany, wire.FaultTooFast, "Too many conversations were begun from here. Please wait a minute."},
		{ErrBadAddress, wire.FaultBadField, "This is no e-mail address."},
		{ErrNoMail, wire.FaultWrongState, "This server sends no mail just now."},
		{errNotNow, wire.FaultWrongState, "The conversation is not in a state that allows this."},
		{errNotAble, wire.FaultWrongState, "The visitor's page cannot co-browse just now."},
		{errFollowed, wire.FaultTooFast, "This window shows too many conversations. Close some."},
		{chat.ErrBadText, wire.FaultBadText, "The message is empty, too long, or has characters that cannot be shown."},
		{chat.ErrBadMessage, wire.FaultBadText, "The message is empty, too long, or has characters that cannot be shown."},
	} {
		if errors.Is(err, known.is) {
			return wire.Fault{Ref: ref, Code: known.code, Message: known.message}
		}
	}
	log.Error().Err(err).Msg("floor: refused")
	return wire.Fault{Ref: ref, Code: wire.FaultStorage, Message: "The server cannot write just now; nothing was kept. Try again."}
}
