package floor

import (
	"cmp"
	"errors"
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

func cmpStrings(a, b, a2, b2 string) int { return cmp.Or(cmp.Compare(a, b), cmp.Compare(a2, b2)) }

// accept takes what was offered to this person.
func (w *deskSide) accept(t *talk) error {
	if t.rec.Agent != w.id {
		return errNotNow
	}
	return w.f.assign(t, w.id, wire.ChatOffered)
}

// decline gives it back; this person is not asked again for it.
func (w *deskSide) decline(t *talk) error {
	if t.rec.State != wire.ChatOffered || t.rec.Agent != w.id {
		return errNotNow
	}
	w.f.giveBack(t, wire.ChatReasonDeclined, w.id)
	return nil
}

// take picks by hand: one that waits or was left in a group of one's own, or one that a supervised colleague has.
func (w *deskSide) take(t *talk) error {
	f := w.f
	switch {
	case t.rec.State == wire.ChatActive && f.supervises(w.id, t):
	case t.rec.State != wire.ChatActive && f.serves(w.id) && f.dir.people[w.id].In(t.rec.Group):
	default:
		return errNoRight
	}
	return f.assign(t, w.id, wire.ChatWaiting, wire.ChatOffered, wire.ChatLeft, wire.ChatActive)
}

// commands: has the conversation, or stands above who has it.
func (w *deskSide) commands(t *talk) bool {
	return t.rec.Kind == wire.ConversationVisitor && (t.rec.Agent == w.id && t.rec.State == wire.ChatActive || w.f.supervises(w.id, t))
}

// transfer hands an active conversation to a person, who is asked to take it, or to the head of a group's queue. It is never nobody's: until it is
// taken it waits like any other that came back.
func (w *deskSide) transfer(t *talk, m wire.Transfer) error {
	f := w.f
	if !w.commands(t) {
		return errNoRight
	}
	group, name := t.rec.Group, ""
	if m.Person != "" && t.rec.part(m.Person) == wire.BesideJoined {
		return w.leaveTo(t, m)
	}
	if m.Person != "" {
		to, there := f.dir.people[m.Person]
		p := f.people[m.Person]
		if !there || !f.serves(m.Person) || p == nil || !p.present() || p.duty.State == wire.DutyAway || m.Person == t.rec.Agent {
			return errNobody
		}
		name = to.Name
		if !to.In(group) {
			group = to.MainGroup
		}
	} else {
		g, there := f.dir.group(m.Group)
		if !there || !f.onDuty(g.ID) {
			return errNobody
		}
		group, name = g.ID, g.Name
	}
	err := f.step(t, func(r *Record, _ time.Time) error {
		if r.State != wire.ChatActive {
			return errNotNow
		}
		r.State, r.Reason, r.Agent, r.Group, r.Parked, r.Returned, r.Declined = wire.ChatWaiting, wire.ChatReasonTransferred, "", group, false, true, nil
		if m.Person != "" {
			r.State, r.Agent = wire.ChatOffered, m.Person
		} else {
			r.Declined = []string{w.id} // not back to who hands it on
		}
		return nil
	})
	if err != nil {
		return err
	}
	f.event(t, wire.EventTransferred, f.dir.people[w.id].Name, name)
	w.handOver(t, m.Note)
	f.announce(t)
	return nil
}

// handOver leaves the note for who comes next.
func (w *deskSide) handOver(t *talk, note string) {
	if note == "" {
		return
	}
	d := chat.Draft{ID: newID(), From: wire.PartyAgent, Name: w.f.dir.people[w.id].Name, Person: w.id, Text: note, Kind: chat.KindNote}
	if err := w.f.append(t.rec.ID, d, func(chat.Message) {}); err != nil {
		w.fault(t.rec.ID, err)
	}
}

func (w *deskSide) park(t *talk, on bool) error {
	if t.rec.Agent != w.id {
		return errNotNow
	}
	err := w.f.step(t, func(r *Record, _ time.Time) error {
		if r.State != wire.ChatActive {
			return errNotNow
		}
		r.Parked = on
		return nil
	})
	if err == nil {
		w.f.announce(t)
	}
	return err
}

// end ends a conversation that one has, or any by an administrator; what was left is put away by anybody who serves its group.
func (w *deskSide) end(t *talk) error {
	f := w.f
	mine := t.rec.Agent == w.id && t.rec.State == wire.ChatActive || t.rec.State == wire.ChatLeft && f.serves(w.id)
	switch {
	case !mine && t.rec.Kind == wire.ConversationVisitor && f.dir.may(w.id, wire.RightAdminister):
		return f.finish(t, wire.ChatReasonAdmin, f.dir.people[w.id].Name)
	case mine, w.commands(t):
		return f.finish(t, wire.ChatReasonAgentEnded, f.dir.people[w.id].Name)
	}
	return errNoRight
}

// direct opens the conversation with a colleague of a common group, whether they are there or not.
func (w *deskSide) direct(with string) {
	f := w.f
	var shared bool
	f.call(func() {
		to, there := f.dir.people[with]
		shared = there && with != w.id && f.dir.people[w.id].Shares(to)
	})
	if !shared {
		w.fault(with, errNobody)
		return
	}
	if err := f.pair(w.id, with); err != nil {
		w.fault(with, err)
		return
	}
	f.call(func() {
		if t := f.talks[directID(w.id, with)]; t != nil {
			w.shown[t.rec.ID] = true
			w.conn.Send(wire.ConversationChanged{Conversation: f.line(t, w.id)})
		}
	})
}

// pair makes the conversation of two people if there is none, and brings it in.
func (f *Floor) pair(a, b string) error {
	ctx, cancel := f.storeContext()
	defer cancel()
	now := time.Now().UTC().Truncate(time.Millisecond)
	id := directID(a, b)
	rec := Record{ID: id, Kind: wire.ConversationDirect, Pair: []string{a, b}, State: wire.ChatActive, Queued: now, Since: now, Started: now}
	if _, err := f.chats.create(ctx, id, rec); err != nil && !errors.Is(err, store.ErrExists) {
		return err
	}
	for _, key := range []string{a + "/" + b, b + "/" + a} {
		if _, err := f.pairs.create(ctx, key, struct{}{}); err != nil && !errors.Is(err, store.ErrExists) {
			return err
		}
	}
	return f.load(ctx, id)
}

// loadDirect brings somebody's direct conversations in, so that what was said while they were away is there at once.
func (f *Floor) loadDirect(person string) error {
	ctx, cancel := f.storeContext()
	defer cancel()
	colleagues, err := f.pairs.keys(ctx, person+"/")
	for _, with := range colleagues {
		err = errors.Join(err, f.load(ctx, directID(person, with)))
	}
	return err
}

func (w *deskSide) watchVisitors(on bool) {
	if on && !w.f.dir.may(w.id, wire.RightVisitors) {
		w.fault("", errNoRight)
		return
	}
	w.visitors = on
	if on {
		for _, v := range w.f.visits {
			w.conn.Send(wire.VisitorChanged{Visitor: w.f.onSite(v)})
		}
	}
}

// inviteByHand shows an invitation, once in a visit.
func (w *deskSide) inviteByHand(m wire.InviteVisitor) {
	f := w.f
	if !f.dir.may(w.id, wire.RightVisitors) || !f.serves(w.id) {
		w.fault(m.Visit, errNoRight)
		return
	}
	if !f.isOpen(m.Group) {
		w.fault(m.Visit, errNobody)
		return
	}
	for _, v := range f.visits {
		if v.id == m.Visit {
			if !f.invite(v, wire.Invitation{ID: newID(), Group: m.Group, Name: f.dir.people[w.id].Name, Text: m.Text}) {
				w.fault(m.Visit, errNotNow)
			}
			return
		}
	}
	w.fault(m.Visit, errNoTalk)
}
