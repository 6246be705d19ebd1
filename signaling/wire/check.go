package wire

import (
	"errors"
	"fmt"
	"slices"
	"unicode/utf8"
)

// Check holds a decoded message against the limits of vocabulary.go. Messages of the server are trusted by their readers.
func Check(d Direction, m Message) error {
	switch d {
	case FromVisitor:
		return checkVisitor(m)
	case FromDesk:
		return checkDesk(m)
	}
	switch m := m.(type) {
	case Hello:
		return errors.Join(id("session", m.Session), id("token", m.Token))
	case Consent:
		return grants(m.Grants)
	case Attach:
		return id("session", m.Session)
	case Detach:
		return id("session", m.Session)
	case Ask:
		return id("session", m.Session)
	case Offer:
		return errors.Join(id("session", m.Session), id("attempt", m.Attempt), sdp(m.SDP))
	case Answer:
		return errors.Join(id("attempt", m.Attempt), sdp(m.SDP))
	case Candidate:
		if len(m.Candidate) > MaxCandidate || len(m.SDPMid) > MaxID {
			return fmt.Errorf("candidate over %d bytes", MaxCandidate)
		}
		return errors.Join(sessionBy(d, m.Session), id("attempt", m.Attempt))
	case Link:
		if m.Up != (m.Path == PathDirect || m.Path == PathRelay) || (!m.Up && m.Path != "") {
			return errors.New(`path must be "direct" or "relay" when up, and absent when down`)
		}
		return errors.Join(sessionBy(d, m.Session), id("attempt", m.Attempt))
	case ICERequest:
		return sessionBy(d, m.Session)
	case Say:
		if n := utf8.RuneCountInString(m.Text); n > 2*MaxText {
			return fmt.Errorf("text of %d characters", n) // up to twice the limit is a fault that can be told, beyond it is abuse
		}
		if d == FromCustomer && m.Page != "" || len(m.Page) > MaxSentPage {
			return fmt.Errorf("page is an agent's to send, and has %d bytes at most", MaxSentPage)
		}
		return errors.Join(sessionBy(d, m.Session), id("id", m.ID))
	case Leaving:
		if m.To != "" && m.To != DestinationInside && m.To != DestinationOutside {
			return errors.New("unknown destination")
		}
	case ExpectReturn:
		if n := utf8.RuneCountInString(m.Title); (n == 0) != (m.Minutes == 0) || n > MaxAwayTitle || m.Minutes < 0 || m.Minutes > MaxAwayMinutes {
			return fmt.Errorf("a title of at most %d characters and 1 to %d minutes, or neither", MaxAwayTitle, MaxAwayMinutes)
		}
	case Stop:
		return sessionBy(d, m.Session)
	}
	return nil
}

// sessionBy wants a session id from agents, who follow several, and none from customers, who have one.
func sessionBy(d Direction, session string) error {
	if d == FromAgent {
		return id("session", session)
	}
	if d == FromCustomer && session != "" {
		return errors.New("session does not belong here")
	}
	return nil
}

// id allows 1 to MaxID characters of [A-Za-z0-9_-].
func id(field, s string) error {
	if s == "" || len(s) > MaxID {
		return fmt.Errorf("%s must have 1 to %d characters", field, MaxID)
	}
	for _, c := range []byte(s) {
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && c != '_' && c != '-' {
			return fmt.Errorf("%s may have letters, digits, _ and - only", field)
		}
	}
	return nil
}

func sdp(s string) error {
	if s == "" || len(s) > MaxSDP {
		return fmt.Errorf("sdp must have 1 to %d bytes", MaxSDP)
	}
	return nil
}

func grants(gs []Grant) error {
	if len(gs) > len(Grants()) || !slices.Contains(gs, GrantView) {
		return errors.New(`grants must contain "view" and name each level once`)
	}
	for i, g := range gs {
		if !slices.Contains(Grants(), g) || slices.Contains(gs[:i], g) {
			return errors.New("unknown or repeated grant")
		}
	}
	return nil
}
