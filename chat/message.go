package chat

import (
	"cmp"
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// Kind is what an entry of a conversation is.
type Kind string

// The kinds.
const (
	// KindMessage: somebody wrote Text.
	KindMessage Kind = "message"
	// KindEvent: the server noted Event.
	KindEvent Kind = "event"
	// KindNote, KindWhisper and KindAside are words among the staff: a customer's side never gets them.
	KindNote    Kind = "note"
	KindWhisper Kind = "whisper"
	KindAside   Kind = "aside"
	// KindFile: a file went from one browser to the other, or should have. Text is its name; what was in it is not kept.
	KindFile Kind = "file"
)

// Public reports whether the customer's side may see entries of the kind. What is not known is not public.
func (k Kind) Public() bool { return k == KindMessage || k == KindEvent || k == KindFile }

// Event is what the server noted.
type Event string

// The events.
const (
	EventStarted Event = "started"
	EventEnded   Event = "ended"
)

// maxName in characters, of who wrote.
const maxName = 200

// Message is one entry of a conversation, as it stands in the log.
type Message struct {
	// Seq starts at 1 in each conversation and has no gaps.
	Seq uint64
	// ID is the author's own.
	ID   string
	Kind Kind
	From wire.Party
	Name string
	// Text of a message; of an event, what belongs to it (why it ended).
	Text  string
	Event Event
	// Person is the author's id where From is the agent and the desk keeps the conversation.
	Person string
	// Size of a file in bytes, To whom it was for, and Outcome what became of it.
	Size    int64
	To      string
	Outcome wire.FileOutcome
	// Page is the address of a page that Text is the label of; empty for what is no page.
	Page string
	// At is when it was written to the log: UTC, in milliseconds. Order is Seq's alone, clocks may jump.
	At time.Time
}

// Public reports whether the customer's side may see the entry. Whom an agent asks beside a conversation it is not told; what is not known is not public.
func (m Message) Public() bool {
	if m.Kind != KindEvent {
		return m.Kind.Public()
	}
	switch wire.ChatEvent(m.Event) {
	case wire.EventStarted, wire.EventAssigned, wire.EventReturned, wire.EventTransferred, wire.EventCobrowseStarted, wire.EventCobrowseEnded,
		wire.EventJoined, wire.EventParted, wire.EventLeft, wire.EventRated, wire.EventEnded:
		return true
	}
	return false
}

// Draft is a message that somebody sends.
type Draft struct {
	// ID has 1 to wire.MaxID characters of [A-Za-z0-9_.-].
	ID   string
	From wire.Party
	Name string
	Text string
	// Kind is KindMessage where it is empty.
	Kind   Kind
	Person string
	// Size, To and Outcome are a file's alone.
	Size    int64
	To      string
	Outcome wire.FileOutcome
	// Page is the address of a page that Text is the label of. Who may send which, others have checked.
	Page string
}

// clean checks a draft and returns it as it is kept: text without white space around it, with \n for every end of a line.
func (d Draft) clean() (Draft, error) {
	if d.From != wire.PartyAgent && d.From != wire.PartyCustomer {
		return d, fmt.Errorf("%w: from %q", ErrBadMessage, d.From)
	}
	if err := checkID(d.ID); err != nil {
		return d, err
	}
	d.Kind = cmp.Or(d.Kind, KindMessage)
	if !d.Kind.Public() && d.From != wire.PartyAgent || d.Kind == KindEvent || d.Kind != KindFile && (d.Size != 0 || d.To != "" || d.Outcome != "") {
		return d, fmt.Errorf("%w: %s from %s", ErrBadMessage, d.Kind, d.From)
	}
	for _, name := range []string{d.Name, d.To} {
		if !utf8.ValidString(name) || utf8.RuneCountInString(name) > maxName || strings.ContainsFunc(name, unicode.IsControl) {
			return d, fmt.Errorf("%w: the name is too long or has characters that cannot be shown", ErrBadMessage)
		}
	}
	if !utf8.ValidString(d.Text) {
		return d, fmt.Errorf("%w: not UTF-8", ErrBadText)
	}
	d.Text = strings.TrimSpace(strings.ReplaceAll(d.Text, "\r\n", "\n"))
	if strings.ContainsFunc(d.Text, unprintable) {
		return d, fmt.Errorf("%w: control characters", ErrBadText)
	}
	if n := utf8.RuneCountInString(d.Text); n < 1 || n > wire.MaxText {
		return d, fmt.Errorf("%w: %d characters", ErrBadText, n)
	}
	return d, nil
}

// unprintable: control characters (Unicode category Cc) other than the two that people type.
func unprintable(r rune) bool { return unicode.IsControl(r) && r != '\n' && r != '\t' }

func checkID(id string) error {
	if len(id) > wire.MaxID || store.CheckName(id) != nil {
		return fmt.Errorf("%w: an id has 1 to %d characters of [A-Za-z0-9_.-]", ErrBadMessage, wire.MaxID)
	}
	return nil
}

// stored is the JSON of a record's body. Fields are added, never given another meaning.
type stored struct {
	Kind    Kind             `json:"kind"`
	From    wire.Party       `json:"from"`
	Name    string           `json:"name,omitempty"`
	Text    string           `json:"text,omitempty"`
	Event   Event            `json:"event,omitempty"`
	By      string           `json:"by,omitempty"`
	Size    int64            `json:"size,omitempty"`
	To      string           `json:"to,omitempty"`
	Outcome wire.FileOutcome `json:"outcome,omitempty"`
	Page    string           `json:"page,omitempty"`
}

var errDamaged = errors.New("chat: damaged record")

// recordID keeps the parties' ids apart.
func recordID(from wire.Party, id string) string { return string(from) + "/" + id }

func decode(rec store.Record) (Message, error) {
	var s stored
	if err := json.Unmarshal(rec.Body, &s); err != nil {
		return Message{}, fmt.Errorf("%w %d: %w", errDamaged, rec.Seq, err)
	}
	from, id, ok := strings.Cut(rec.ID, "/")
	if !ok || from != string(s.From) || !slices.Contains([]Kind{KindMessage, KindEvent, KindNote, KindWhisper, KindAside, KindFile}, s.Kind) || (s.Kind == KindEvent) != (s.From == wire.PartySystem) {
		return Message{}, fmt.Errorf("%w %d: %s from %s with id %q", errDamaged, rec.Seq, s.Kind, s.From, rec.ID)
	}
	return Message{
		Seq: rec.Seq, ID: id, Kind: s.Kind, From: s.From, Name: s.Name, Text: s.Text, Event: s.Event, Person: s.By, Size: s.Size, To: s.To, Outcome: s.Outcome,
		Page: s.Page, At: rec.Time,
	}, nil
}
