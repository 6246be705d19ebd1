package wire

import (
	"errors"
	"fmt"
	"unicode/utf8"
)

// checkVisitor holds a visitor's message against the limits.
func checkVisitor(m Message) error {
	switch m := m.(type) {
	case Visit:
		return errors.Join(id("site_key", m.SiteKey), id("visit", m.Visit), visitor(m), page(m.Page, m.Title), language(m.Language), ability(m.Cobrowse))
	case PageChanged:
		if m.Cobrowse == "" {
			return page(m.Page, m.Title)
		}
		return errors.Join(page(m.Page, m.Title), ability(m.Cobrowse))
	case StartChat:
		return errors.Join(id("id", m.ID), id("group", m.Group), who(m.Name, m.Email), language(m.Language), short("text", m.Text, 2*MaxText), maybeID("invitation", m.Invitation))
	case LeaveMessage:
		return errors.Join(id("id", m.ID), id("group", m.Group), who(m.Name, m.Email), language(m.Language), short("text", m.Text, 2*MaxText))
	case VisitorSay:
		return errors.Join(id("id", m.ID), short("text", m.Text, 2*MaxText))
	case Rate:
		if m.Stars < 1 || m.Stars > 5 {
			return errors.New("stars must be 1 to 5")
		}
		return short("comment", m.Comment, MaxText)
	case MailTranscript:
		return short("email", m.Email, MaxMailAddress)
	case AnswerInvitation:
		return id("id", m.ID)
	}
	return checkFile(FromVisitor, m)
}

// checkDesk holds a console's message against the limits.
func checkDesk(m Message) error {
	switch m := m.(type) {
	case SetDuty:
		return duty(m)
	case Follow:
		return id("conversation", m.Conversation)
	case Unfollow:
		return id("conversation", m.Conversation)
	case Accept:
		return id("conversation", m.Conversation)
	case Decline:
		return id("conversation", m.Conversation)
	case Take:
		return id("conversation", m.Conversation)
	case DeskSay:
		return errors.Join(id("conversation", m.Conversation), id("id", m.ID), short("text", m.Text, 2*MaxText))
	case WriteNote:
		return errors.Join(id("conversation", m.Conversation), id("id", m.ID), short("text", m.Text, 2*MaxText))
	case Whisper:
		return errors.Join(id("conversation", m.Conversation), id("id", m.ID), short("text", m.Text, 2*MaxText))
	}
	return checkDeskWork(m)
}

// checkDeskWork is the rest of checkDesk: what moves conversations rather than fills them.
func checkDeskWork(m Message) error {
	switch m := m.(type) {
	case DeskTyping:
		return id("conversation", m.Conversation)
	case DeskSeen:
		return id("conversation", m.Conversation)
	case Transfer:
		if (m.Person == "") == (m.Group == "") {
			return errors.New("transfer needs a person or a group")
		}
		return errors.Join(id("conversation", m.Conversation), maybeID("person", m.Person), maybeID("group", m.Group), short("note", m.Note, MaxText))
	case Park:
		return id("conversation", m.Conversation)
	case EndConversation:
		return id("conversation", m.Conversation)
	case StartCobrowse:
		return id("conversation", m.Conversation)
	case InviteVisitor:
		return errors.Join(id("visit", m.Visit), id("group", m.Group), short("text", m.Text, MaxText))
	case Direct:
		return id("person", m.Person)
	}
	return checkBeside(m)
}

func visitor(v Visit) error {
	if (v.Visitor == "") != (v.Token == "") {
		return errors.New("visitor and token go together")
	}
	return errors.Join(maybeID("visitor", v.Visitor), maybeID("token", v.Token))
}

func duty(m SetDuty) error {
	switch m.State {
	case DutyAvailable, DutyBusy, DutyAway, DutyOff:
	default:
		return errors.New("unknown duty")
	}
	if m.Capacity < 1 || m.Capacity > MaxCapacity {
		return fmt.Errorf("capacity must be 1 to %d", MaxCapacity)
	}
	return nil
}

func ability(a CobrowseAbility) error {
	switch a {
	case CobrowseReady, CobrowseTooOld, CobrowseSlow, CobrowseOff:
		return nil
	}
	return errors.New("unknown cobrowse")
}

func page(address, title string) error {
	if address == "" || len(address) > MaxPage {
		return fmt.Errorf("page must have 1 to %d bytes", MaxPage)
	}
	return short("title", title, MaxTitle)
}

func who(name, email string) error {
	if len(email) > MaxMailAddress {
		return fmt.Errorf("email of over %d bytes", MaxMailAddress)
	}
	return short("name", name, MaxPersonName)
}

// language allows what BCP 47 tags are made of; which languages there are is the widget's business.
func language(s string) error {
	if len(s) > 35 { // RFC 5646 §4.4.1
		return errors.New("language of over 35 bytes")
	}
	return id("language", s)
}

func maybeID(field, s string) error {
	if s == "" {
		return nil
	}
	return id(field, s)
}

func short(field, s string, most int) error {
	if n := utf8.RuneCountInString(s); n > most {
		return fmt.Errorf("%s of %d characters, at most %d", field, n, most)
	}
	return nil
}

// Paced reports whether a message is one that people write, which they do no faster than the limit of chat lines, and returns its id.
func Paced(m Message) (ref string, paced bool) {
	switch m := m.(type) {
	case StartChat:
		return m.ID, true
	case LeaveMessage:
		return m.ID, true
	case VisitorSay:
		return m.ID, true
	case FileOffer:
		return m.ID, true
	case MailTranscript:
		return MailRef, true
	case Rate:
		return "", true
	case DeskSay:
		return m.ID, true
	case WriteNote:
		return m.ID, true
	case Whisper:
		return m.ID, true
	case Aside:
		return m.ID, true
	case InviteVisitor:
		return m.Visit, true
	}
	return "", false
}
