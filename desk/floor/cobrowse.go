package floor

import (
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// cobrowse begins a co-browse from a conversation that one has. The question goes to the customer.
func (w *deskSide) cobrowse(conversation string) {
	f := w.f
	var site string
	err := errNoTalk
	f.call(func() {
		t := f.talks[conversation]
		if t == nil || !f.sees(w.id, t) {
			return
		}
		line := f.line(t, w.id)
		switch {
		case !f.dir.may(w.id, wire.RightCobrowse):
			err = errNoRight
		case t.rec.State != wire.ChatActive || t.rec.Agent != w.id:
			err = errNotNow
		case line.Cobrowse != wire.CobrowseReady:
			err = errNotAble
		default:
			site, err = t.rec.Site, nil
		}
	})
	if err != nil {
		w.fault(conversation, err)
		return
	}
	ctx, cancel := f.storeContext()
	defer cancel()
	me, err := f.cfg.Desk.Person(ctx, w.id)
	var session, token string
	if err == nil {
		session, token, err = f.cfg.Cobrowse.Begin(ctx, site, me)
	}
	if err != nil {
		w.fault(conversation, err)
		return
	}
	f.call(func() { f.cobrowseBegun(conversation, session, token, me.Name) })
}

func (f *Floor) cobrowseBegun(conversation, session, token, agentName string) {
	t := f.talks[conversation]
	if t == nil || !f.stepped(t, f.step(t, func(r *Record, _ time.Time) error { r.Session = session; return nil })) {
		return
	}
	f.event(t, wire.EventCobrowseStarted, agentName, session)
	for p := range t.pages {
		p.conn.Send(wire.CobrowseBegun{Session: session, Token: token, AgentName: agentName})
	}
	if p := f.people[t.rec.Agent]; p != nil {
		for w := range p.windows {
			w.conn.Send(wire.CobrowseStarted{Conversation: conversation, Session: session})
		}
	}
	f.announce(t)
}

// Ended implements signaling.Floor: the conversation goes on without the page, and another co-browse can be asked for (P8).
func (f *Floor) Ended(session string) {
	f.call(func() {
		for _, t := range f.talks {
			if t.rec.Session != session {
				continue
			}
			if f.stepped(t, f.step(t, func(r *Record, _ time.Time) error { r.Session = ""; return nil })) {
				f.announce(t)
			}
			return
		}
	})
}

// cobrowseOver follows the step that took a co-browse off the record: the log says so, and if it still goes on, for an agent who has the conversation no
// more, it ends. Nobody looks on who has handed the visitor over.
func (f *Floor) cobrowseOver(t *talk, session string) {
	f.event(t, wire.EventCobrowseEnded, "", session)
	f.watches.Go(func() {
		ctx, cancel := f.storeContext()
		defer cancel()
		if err := f.cfg.Cobrowse.End(ctx, session); err != nil {
			f.cfg.Log.Error().Err(err).Str("session", session).Msg("co-browse not ended with its agent's part in the conversation")
		}
	})
}
