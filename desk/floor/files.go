package floor

import (
	"strings"
	"time"
	"unicode"

	"golang.org/x/time/rate"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// What the two of a delivery may have passed on, in bytes: a connection takes some 10 KiB of either, and one who wanted to flood the other's socket
// gets no further than this. Beyond it, what comes is for nobody, and the next connection is tried later.
const (
	passBytes = 16 << 10 // a second
	passBurst = 256 << 10
)

// delivery is a file on its way from one browser to another, or on offer. The server introduces the two and keeps what became of it. Owned by the loop.
//
//	offerFile ──file_offered──► every window of the other side
//	                            takeFile by one of them ──file_ice──► both ──passFile──► their connection, of which the server sees nothing more
//	endFile by either, or overdueFiles ──file_ended──► both, and the entry in the conversation
type delivery struct {
	// id is the sender's; connection is ours, for the relay: nobody else can name it.
	id, connection string
	name           string
	size           int64
	from, to       fileEnd
	taken          bool
	// passing bounds what the two may have passed on.
	passing *rate.Limiter
	// since is when it was offered, or taken.
	since time.Time
}

// fileEnd is one of its two browsers.
type fileEnd struct {
	// who is a person's id, or markVisitor.
	who string
	// conn is nil while it is not there: of the taker before it is one, of both after a lost socket.
	conn Conn
	// lost is since when the socket is gone.
	lost time.Time
}

func (e *fileEnd) is(who string, conn Conn) bool { return e.who == who && e.conn == conn }

func (e *fileEnd) here(conn Conn) { e.conn, e.lost = conn, time.Time{} }

// offerFile puts a file on offer. Of one that is known, it says that its sender is back, or wants another connection.
func (f *Floor) offerFile(t *talk, who string, conn Conn, m wire.FileOffer) error {
	if d := t.files[m.ID]; d != nil {
		if d.from.who != who {
			return errNoFiles
		}
		d.from.here(conn)
		f.introduceFile(t, d)
		return nil
	}
	to, allowed := f.fileGoesTo(t, who)
	if !allowed {
		return errNoFiles
	}
	own := 0
	for _, d := range t.files {
		if d.from.who == who {
			own++
		}
	}
	if own >= wire.MaxFilesAtOnce {
		return errFilesFull
	}
	d := &delivery{id: m.ID, connection: newID(), name: fileName(m.Name), size: m.Size, from: fileEnd{who: who, conn: conn}, to: fileEnd{who: to}, since: time.Now(), passing: rate.NewLimiter(passBytes, passBurst)}
	if d.name == "" {
		return errForm
	}
	if t.files == nil {
		t.files = map[string]*delivery{}
	}
	t.files[m.ID] = d
	f.sending[t] = struct{}{}
	for _, window := range f.windowsOf(t, to) {
		f.askFor(t, d, window)
	}
	return nil
}

// fileGoesTo is who gets somebody's file, if that may be. It is the agent's right that decides: visitors have none.
func (f *Floor) fileGoesTo(t *talk, who string) (to string, allowed bool) {
	switch {
	case who == markVisitor:
		return t.rec.Agent, f.filesAllowed(t)
	case t.rec.Kind == wire.ConversationDirect:
		return other(t.rec.Pair, who), f.sendsFiles(who, t)
	default:
		return markVisitor, f.sendsFiles(who, t)
	}
}

// filesAllowed: the agent has the right, and has the conversation.
func (f *Floor) filesAllowed(t *talk) bool {
	return t.rec.State == wire.ChatActive && f.dir.may(t.rec.Agent, wire.RightFiles)
}

func (f *Floor) sendsFiles(person string, t *talk) bool {
	return f.dir.may(person, wire.RightFiles) && f.speaks(person, t)
}

// takeFile gives the file to the window that accepts it, and takes the question away from the others. Of one that is taken, it says that its taker is
// back: a socket that is dead may not be known to be.
func (f *Floor) takeFile(t *talk, who string, conn Conn, id string) error {
	d := t.files[id]
	if d == nil {
		return nil // the sender's socket is not back yet, and its offer comes again, or it is over with
	}
	if d.to.who != who {
		return errNoFiles
	}
	was := d.to.conn
	d.to.here(conn)
	if !d.taken {
		d.taken, d.since = true, time.Now()
		for _, window := range f.windowsOf(t, who) {
			if window != conn {
				window.Send(wire.FileEnded{Conversation: t.idFor(who), ID: d.id, Outcome: wire.FileElsewhere})
			}
		}
	} else if was != nil && was != conn {
		was.Send(wire.FileEnded{Conversation: t.idFor(who), ID: d.id, Outcome: wire.FileElsewhere})
	}
	f.introduceFile(t, d)
	return nil
}

// introduceFile gives both what they need to find each other, once both are there.
func (f *Floor) introduceFile(t *talk, d *delivery) {
	if !d.taken || d.from.conn == nil || d.to.conn == nil {
		return
	}
	relayOnly := f.dir.sites[t.rec.Site].RelayOnly
	// The relay tells two sides apart and does not care which is which.
	for side, end := range map[wire.Party]*fileEnd{wire.PartyAgent: &d.from, wire.PartyCustomer: &d.to} {
		end.conn.Send(wire.FileICE{Conversation: t.idFor(end.who), ID: d.id, Servers: f.cfg.Relay.ICE(d.connection, side), RelayOnly: relayOnly})
	}
}

// passFile passes a description or a candidate on to the other of the two. What comes too late, or from another window, is for nobody.
func (t *talk) passFile(conn Conn, id string, m wire.Message) error {
	d := t.files[id]
	if d == nil || !d.taken || !d.passing.AllowN(time.Now(), weight(m)) {
		return nil
	}
	to := &d.to
	if conn == d.to.conn {
		to = &d.from
	} else if conn != d.from.conn {
		return nil
	}
	if to.conn == nil {
		return nil
	}
	switch m := m.(type) {
	case wire.FileDescription:
		m.Conversation = t.idFor(to.who)
		to.conn.Send(m)
	case wire.FileCandidate:
		m.Conversation = t.idFor(to.who)
		to.conn.Send(m)
	}
	return nil
}

func weight(m wire.Message) int {
	switch m := m.(type) {
	case wire.FileDescription:
		return len(m.SDP)
	case wire.FileCandidate:
		return len(m.Candidate)
	}
	return 0
}

// endFile is the word of one of the two on what became of it.
func (f *Floor) endFile(t *talk, who string, conn Conn, m wire.FileEnd) error {
	d := t.files[m.ID]
	if d == nil {
		return nil // both may say so at once
	}
	allowed := false
	switch m.Outcome {
	case wire.FileSent, wire.FileBroken:
		allowed = d.taken && d.to.is(who, conn)
	case wire.FileDeclined:
		allowed = !d.taken && d.to.who == who
	case wire.FileCancelled, wire.FileLost:
		allowed = d.from.is(who, conn) || d.taken && d.to.is(who, conn)
	}
	if !allowed {
		return errNotNow
	}
	f.closeFile(t, d, m.Outcome)
	return nil
}

// askFor shows the question in one window.
func (f *Floor) askFor(t *talk, d *delivery, window Conn) {
	window.Send(wire.FileOffered{Conversation: t.idFor(d.to.who), ID: d.id, Name: d.name, Size: d.size, FromName: f.partName(t, d.from.who)})
}

// askAgain shows somebody's window, which has just opened, what waits for their answer.
func (f *Floor) askAgain(t *talk, who string, window Conn) {
	for _, d := range t.files {
		if d.to.who == who && !d.taken {
			f.askFor(t, d, window)
		}
	}
}

// idFor is how a message about a file names its conversation: visitors have one, and need not be told.
func (t *talk) idFor(who string) string {
	if who == markVisitor {
		return ""
	}
	return t.rec.ID
}

// windowsOf are the sockets of one side of a conversation.
func (f *Floor) windowsOf(t *talk, who string) (out []Conn) {
	if who == markVisitor {
		for p := range t.pages {
			out = append(out, p.conn)
		}
		return out
	}
	if p := f.people[who]; p != nil {
		for w := range p.windows {
			out = append(out, w.conn)
		}
	}
	return out
}

// fileName is a file's name on one line, without what would make it look like another: control characters, and those that turn the direction of writing.
func fileName(name string) string {
	return strings.TrimSpace(strings.Map(func(r rune) rune {
		if unicode.IsControl(r) || unicode.Is(unicode.Bidi_Control, r) {
			return -1
		}
		return r
	}, name))
}
