package floor

import (
	"strconv"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// see moves somebody's marks forward, never back, and tells the other side. Marks are kept, so that what was read stays read.
func (f *Floor) see(t *talk, who string, m mark) {
	was := t.marks[who]
	now := mark{max(was.Delivered, min(m.Delivered, t.lastSeq)), max(was.Read, min(m.Read, t.lastSeq))}
	now.Delivered = max(now.Delivered, now.Read)
	if now == was {
		return
	}
	t.marks[who] = now
	ctx, cancel := f.storeContext()
	defer cancel()
	if err := f.marks.put(ctx, t.rec.ID+"/"+who, now); err != nil {
		f.cfg.Log.Warn().Err(err).Str("conversation", t.rec.ID).Msg("mark not kept")
	}
	f.tellSeen(t, who, now)
	f.soil(t)
}

// tellSeen: the visitor learns the agent's marks, and on each page what they have read on others; the staff the visitor's, the two of a direct conversation
// each other's.
func (f *Floor) tellSeen(t *talk, who string, m mark) {
	if who == markVisitor {
		for p := range t.pages {
			p.conn.Send(wire.ReadShown{Read: m.Read})
		}
	}
	if who == t.rec.Agent {
		for p := range t.pages {
			p.conn.Send(wire.SeenShown(m))
		}
		return
	}
	from := wire.PartyAgent
	switch {
	case who == markVisitor:
		from = wire.PartyCustomer
	case t.rec.Kind != wire.ConversationDirect:
		return // somebody who reads along leaves no trace
	}
	for w := range t.windows {
		if w.id != who {
			w.conn.Send(wire.DeskSeenShown{Conversation: t.rec.ID, From: from, Delivered: m.Delivered, Read: m.Read})
		}
	}
}

// visitorTypes passes on that the visitor types.
func (f *Floor) visitorTypes(p *pageSide, on bool) {
	if p.talk == nil || !p.talk.isOpen() {
		return
	}
	for w := range p.talk.windows {
		w.conn.Send(wire.DeskTypingShown{Conversation: p.talk.rec.ID, From: wire.PartyCustomer, Name: p.talk.rec.Name, On: on})
	}
}

// personTypes passes on that somebody of the staff types, if they are the one whom the others hear.
func (f *Floor) personTypes(w *deskSide, t *talk, on bool) {
	if !f.speaks(w.id, t) {
		return
	}
	name := f.dir.people[w.id].Name
	for p := range t.pages {
		p.conn.Send(wire.TypingShown{Name: name, On: on})
	}
	for o := range t.windows {
		if o.id != w.id {
			o.conn.Send(wire.DeskTypingShown{Conversation: t.rec.ID, From: wire.PartyAgent, Name: name, On: on})
		}
	}
}

// speaks: may say something that the other side hears.
func (f *Floor) speaks(person string, t *talk) bool {
	if t.rec.Kind == wire.ConversationDirect {
		return f.sees(person, t)
	}
	return t.rec.State == wire.ChatActive && (t.rec.Agent == person || t.rec.part(person) == wire.BesideJoined)
}

// rate keeps what the visitor thinks, once the conversation is over.
func (f *Floor) rate(t *talk, m wire.Rate) error {
	err := f.step(t, func(r *Record, _ time.Time) error {
		if r.State != wire.ChatEnded {
			return errNotNow
		}
		r.Stars, r.Comment = m.Stars, m.Comment
		return nil
	})
	if err == nil {
		f.event(t, wire.EventRated, t.rec.Name, strconv.Itoa(m.Stars))
		f.archive(t.rec)
		f.announce(t)
	}
	return err
}
