package floor

import (
	"context"
	"errors"
	"strings"
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// beginning is a conversation about to be: by start, or by leave.
type beginning struct {
	id, group, name, email, language, text string
	state                                  wire.ChatState
}

// start begins a conversation with a group.
func (p *pageSide) start(m wire.StartChat) {
	p.begins(beginning{m.ID, m.Group, m.Name, m.Email, m.Language, m.Text, wire.ChatWaiting})
}

// leave keeps a message for a group of which nobody is there.
func (p *pageSide) leave(m wire.LeaveMessage) {
	if strings.TrimSpace(m.Text) == "" || !strings.Contains(m.Email, "@") {
		p.fault(m.ID, errForm)
		return
	}
	p.begins(beginning{m.ID, m.Group, m.Name, m.Email, m.Language, m.Text, wire.ChatLeft})
}

// begins writes the records outside the loop, and then takes the conversation in.
func (p *pageSide) begins(b beginning) {
	id := idOf(p.site, p.hello.Visit, b.id)
	var err error
	again := false
	p.f.call(func() {
		t := p.talk
		switch {
		case t != nil && t.rec.ID == id: // sent again
			again = true
			p.conn.Send(p.f.chatFor(t, p.f.positions()[id]))
		case t != nil && t.isOpen() && t.rec.State != wire.ChatLeft:
			again = true // another tab was faster: that conversation it is
			p.conn.Send(p.f.chatFor(t, p.f.positions()[t.rec.ID]))
		default:
			err = p.f.mayBegin(p, b)
		}
	})
	if err != nil {
		p.fault(b.id, err)
	}
	if err != nil || again {
		return
	}
	if !p.f.pace.allow(p.from) {
		p.fault(b.id, errTooMany)
		return
	}
	ctx, cancel := p.f.storeContext()
	defer cancel()
	t, token, err := p.f.found(ctx, p, id, b)
	if err != nil {
		p.fault(b.id, err)
		return
	}
	p.f.call(func() { p.enterNew(t, token) })
}

// mayBegin: the group is one of the site's, and there, or takes messages.
func (f *Floor) mayBegin(p *pageSide, b beginning) error {
	site := f.dir.sites[p.site]
	for _, g := range f.dir.siteGroups(site) {
		if g.ID != b.group {
			continue
		}
		if (b.state == wire.ChatWaiting && !f.isOpen(b.group)) || (b.state == wire.ChatLeft && g.NoMessages) {
			return errNobody
		}
		return nil
	}
	return errNobody
}

// found writes a conversation's records and first lines: the index first, then the record, then its visitor. A crash in between leaves a line of
// the index that the next start passes over, or a conversation whose page asks for it again by the same id.
func (f *Floor) found(ctx context.Context, p *pageSide, id string, b beginning) (*talk, string, error) {
	now := time.Now().UTC().Truncate(time.Millisecond)
	visitor, returning := p.visitor, p.visitor != ""
	if visitor == "" {
		visitor = newID()
	}
	rec := Record{
		ID: id, Kind: wire.ConversationVisitor, Site: p.site, Visitor: visitor, Name: clean(b.name), Email: b.email, Language: b.language, Group: b.group,
		Returning: returning, State: b.state, Queued: now, Since: now, Started: now,
	}
	if _, err := f.open.create(ctx, id, struct{}{}); err != nil && !errors.Is(err, store.ErrExists) {
		return nil, "", err
	}
	revision, err := f.chats.create(ctx, id, rec)
	if errors.Is(err, store.ErrExists) {
		rec, revision, err = f.chats.get(ctx, id)
	}
	if err != nil {
		return nil, "", err
	}
	token, err := f.introduce(ctx, rec)
	if err != nil {
		return nil, "", err
	}
	if _, _, err := f.cfg.Chat.NoteOf(ctx, id, "started", chat.Event(wire.EventStarted), rec.Name, ""); err != nil {
		return nil, "", err
	}
	if strings.TrimSpace(b.text) != "" {
		if _, _, err := f.cfg.Chat.Append(ctx, id, chat.Draft{ID: b.id, From: wire.PartyCustomer, Name: rec.Name, Text: b.text}); err != nil {
			return nil, "", err
		}
	}
	t, err := f.prepare(ctx, rec, revision)
	return t, token, err
}

// introduce writes who the visitor is. A new one gets a token; so does one whose first answer was lost, in its stead.
func (f *Floor) introduce(ctx context.Context, rec Record) (token string, err error) {
	v := visitorRecord{ID: rec.Visitor, Site: rec.Site, Name: rec.Name, Email: rec.Email, Conversation: rec.ID, Seen: rec.Started}
	if rec.Returning {
		was, _, err := f.visitors.get(ctx, rec.Visitor)
		if err != nil {
			return "", err
		}
		v.Digest = was.Digest
	} else {
		token, v.Digest = newToken()
	}
	return token, f.visitors.put(ctx, v.ID, v)
}

// enterNew takes a new conversation in. In the loop.
func (p *pageSide) enterNew(t *talk, token string) {
	f := p.f
	if there := f.talks[t.rec.ID]; there != nil {
		t.unwatch()
		t = there
	} else {
		f.adopt(t)
	}
	p.visitor, p.visit.visitor, p.visit.name = t.rec.Visitor, t.rec.Visitor, t.rec.Name
	p.quit()
	if token != "" {
		m := f.chatFor(t, f.positions()[t.rec.ID])
		m.Visitor, m.Token = t.rec.Visitor, token
		p.conn.Send(m)
	}
	f.join(p, t, 0)
	f.tellVisit(p.visit)
	f.route()
}

// clean keeps a name on one line; a visitor without one is nobody in particular, which each screen words in its own language.
func clean(name string) string { return strings.Join(strings.Fields(name), " ") }
