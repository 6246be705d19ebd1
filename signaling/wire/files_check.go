package wire

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// checkFile holds a message about a file against the limits; d is FromVisitor or FromDesk.
func checkFile(d Direction, m Message) error {
	switch m := m.(type) {
	case FileOffer:
		if n := utf8.RuneCountInString(m.Name); m.Size < 1 || m.Size > MaxFile || n < 1 || n > MaxFileName {
			return fmt.Errorf("a file has a name of 1 to %d characters and 1 to %d bytes", MaxFileName, MaxFile)
		}
		return errors.Join(conversationBy(d, m.Conversation), id("id", m.ID))
	case FileAccept:
		return errors.Join(conversationBy(d, m.Conversation), id("id", m.ID))
	case FileDescription:
		return errors.Join(conversationBy(d, m.Conversation), id("id", m.ID), id("attempt", m.Attempt), sdp(m.SDP))
	case FileCandidate:
		if len(m.Candidate) > MaxCandidate || len(m.SDPMid) > MaxID {
			return fmt.Errorf("candidate over %d bytes", MaxCandidate)
		}
		return errors.Join(conversationBy(d, m.Conversation), id("id", m.ID), id("attempt", m.Attempt))
	case FileEnd:
		switch m.Outcome {
		case FileSent, FileDeclined, FileCancelled, FileBroken, FileLost:
		case FileElsewhere:
			return errors.New("only the server knows of other windows")
		default:
			return errors.New("unknown outcome")
		}
		return errors.Join(conversationBy(d, m.Conversation), id("id", m.ID))
	}
	return nil
}

// conversationBy wants a conversation of the desk, which follows several, and none of visitors, who have one.
func conversationBy(d Direction, conversation string) error {
	if d == FromDesk {
		return id("conversation", conversation)
	}
	if conversation != "" {
		return errors.New("conversation does not belong here")
	}
	return nil
}
