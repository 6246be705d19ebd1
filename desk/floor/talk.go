package floor

import (
	"context"
	"errors"
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// markVisitor is the visitor's key among a conversation's marks.
const markVisitor = "visitor"

// talk is a conversation in memory. Owned by the loop once adopted.
type talk struct {
	rec      Record
	revision uint64

	// pages are the visitor's; windows are the consoles that follow.
	pages   map[*pageSide]struct{}
	windows map[*deskSide]struct{}
	marks   map[string]mark
	// files are on offer or on their way, by their senders' ids; nil for none.
	files map[string]*delivery
	// said are the newest messages, for counting what is unread.
	said []saidBy
	// last is the newest entry that a list shows, lastSeq the newest of all.
	last    chat.Message
	lastSeq uint64
	// told is the position in the queue that the pages know.
	told int
	// gone is since when the visitor has no page open; zero while one is.
	gone time.Time

	entries <-chan chat.Message
	unwatch context.CancelFunc
}

type saidBy struct {
	seq uint64
	// by is a person's id, or markVisitor.
	by string
}

// remembered is how much of a log is read for counting what is unread.
const remembered = wire.MaxChatReplay

// prepare makes a talk of a record: it watches first and reads then, so that nothing is missed. It does not touch what the loop owns.
func (f *Floor) prepare(ctx context.Context, rec Record, revision uint64) (*talk, error) {
	t := &talk{
		rec: rec, revision: revision, pages: map[*pageSide]struct{}{}, windows: map[*deskSide]struct{}{}, marks: map[string]mark{}, gone: time.Now(),
	}
	watching, unwatch := context.WithCancel(f.running)
	t.unwatch = unwatch
	var err error
	if t.entries, err = f.cfg.Chat.Watch(watching, rec.ID); err != nil {
		unwatch()
		return nil, err
	}
	newest, err := f.cfg.Chat.Newest(ctx, rec.ID, 0, remembered)
	for _, m := range newest {
		t.note(m)
	}
	if err == nil {
		err = f.readMarks(ctx, t)
	}
	if err != nil {
		unwatch()
		return nil, err
	}
	return t, nil
}

func (f *Floor) readMarks(ctx context.Context, t *talk) error {
	whose, err := f.marks.keys(ctx, t.rec.ID+"/")
	for _, who := range whose {
		m, _, getErr := f.marks.get(ctx, t.rec.ID+"/"+who)
		if getErr != nil && !errors.Is(getErr, store.ErrNotFound) {
			return getErr
		}
		t.marks[who] = m
	}
	return err
}

// note counts an entry in.
func (t *talk) note(m chat.Message) {
	t.lastSeq = max(t.lastSeq, m.Seq)
	if m.Kind == chat.KindEvent {
		return
	}
	t.last = m
	by := m.Person
	if m.From == wire.PartyCustomer {
		by = markVisitor
	}
	t.said = append(t.said, saidBy{m.Seq, by})
	if len(t.said) > 2*remembered {
		t.said = slices.Clone(t.said[len(t.said)-remembered:])
	}
}

// adopt takes a prepared talk in and starts its watch.
func (f *Floor) adopt(t *talk) {
	f.talks[t.rec.ID] = t
	if t.rec.Visitor != "" {
		f.ofVisitor[t.rec.Visitor] = t
	}
	f.watches.Go(func() {
		for m := range t.entries {
			f.call(func() { f.entered(t, m) })
		}
	})
	if t.rec.Agent != "" {
		f.person(t.rec.Agent) // absent from now on, until a window opens
	}
	for _, c := range t.rec.Beside {
		f.person(c.Person)
	}
	f.mend(t)
}

// forget drops a talk from memory; what it was is in the store.
func (f *Floor) forget(t *talk) {
	t.unwatch()
	f.dropFiles(t)
	delete(f.talks, t.rec.ID)
	delete(f.dirty, t.rec.ID)
	if f.ofVisitor[t.rec.Visitor] == t {
		delete(f.ofVisitor, t.rec.Visitor)
	}
	for page := range t.pages {
		page.talk = nil
		page.halt()
	}
	for w := range t.windows {
		w.unfollow(t.rec.ID)
	}
	for _, p := range f.people {
		for w := range p.windows {
			w.hide(t)
		}
	}
}

// entered passes a new entry on.
func (f *Floor) entered(t *talk, m chat.Message) {
	if m.Seq <= t.lastSeq || f.talks[t.rec.ID] != t {
		return // read before the watch began
	}
	t.note(m)
	for page := range t.pages {
		page.feed(t, m)
	}
	for w := range t.windows {
		w.feed(t, m)
	}
	f.soil(t)
}

// soil has a talk's lines sent with the next flush.
func (f *Floor) soil(t *talk) {
	if len(f.dirty) == 0 {
		f.flushAt = time.Now().Add(flushEvery)
	}
	f.dirty[t.rec.ID] = t
}

// unread counts what others have said after somebody's mark.
func (t *talk) unread(who string) int {
	n, read := 0, t.marks[who].Read
	for i := len(t.said) - 1; i >= 0 && t.said[i].seq > read; i-- {
		if t.said[i].by != who {
			n++
		}
	}
	return n
}

func (t *talk) isOpen() bool { return t.rec.State != wire.ChatEnded }

// waits: in the queue, whether it is offered to somebody just now or not.
func (t *talk) waits() bool {
	return t.rec.State == wire.ChatWaiting || t.rec.State == wire.ChatOffered
}
