package floor

import (
	"context"
	"errors"
	"net/netip"
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// pageSide is one page of a visitor's. Take and Gone run on the socket's goroutine; fields from visit on are the loop's.
type pageSide struct {
	f      *Floor
	conn   Conn
	origin string
	from   netip.Addr

	// site, visit and visitor are set at the first message. visitor is "" until there is a record.
	site  string
	hello wire.Visit

	visit   *visit
	visitor string
	talk    *talk
	catchUp
}

// Page implements signaling.Floor.
func (f *Floor) Page(w *signaling.Window, origin string, from netip.Addr) signaling.Party {
	return f.page(w, origin, from)
}

func (f *Floor) page(conn Conn, origin string, from netip.Addr) *pageSide {
	return &pageSide{f: f, conn: conn, origin: origin, from: from}
}

var (
	unauthorized = &signaling.Refused{Code: wire.CloseUnauthorized, Reason: "not authorized"}
	outOfOrder   = &signaling.Refused{Code: wire.CloseBadMessage, Reason: "visit comes first, and once"}
	broken       = &signaling.Refused{Code: wire.CloseInternal, Reason: "storage"}
	crowded      = &signaling.Refused{Code: wire.CloseTooMany, Reason: "too many pages"}
)

// Take implements signaling.Party.
func (p *pageSide) Take(m wire.Message) *signaling.Refused {
	if first, ok := m.(wire.Visit); ok == (p.site != "") {
		return outOfOrder
	} else if ok {
		return p.enter(first)
	}
	switch m := m.(type) {
	case wire.PageChanged:
		p.f.call(func() {
			p.visit.see(m.Page, m.Title, time.Now())
			if m.Cobrowse != "" {
				p.visit.cobrowse = m.Cobrowse
			}
			p.f.tellVisit(p.visit)
			p.f.soilTalk(p.talk)
		})
	case wire.StartChat:
		p.start(m)
	case wire.LeaveMessage:
		p.leave(m)
	case wire.VisitorSay:
		p.write(chat.Draft{ID: m.ID, Text: m.Text})
	case wire.FileOffer:
		p.onFile(m.ID, func(t *talk) error { return p.f.offerFile(t, markVisitor, p.conn, m) })
	case wire.FileAccept:
		p.onFile(m.ID, func(t *talk) error { return p.f.takeFile(t, markVisitor, p.conn, m.ID) })
	case wire.FileDescription:
		p.onFile(m.ID, func(t *talk) error { return t.passFile(p.conn, m.ID, m) })
	case wire.FileCandidate:
		p.onFile(m.ID, func(t *talk) error { return t.passFile(p.conn, m.ID, m) })
	case wire.FileEnd:
		p.onFile(m.ID, func(t *talk) error { return p.f.endFile(t, markVisitor, p.conn, m) })
	case wire.VisitorTyping:
		p.f.call(func() { p.f.visitorTypes(p, m.On) })
	case wire.VisitorSeen:
		p.f.call(func() {
			if p.talk != nil {
				p.f.see(p.talk, markVisitor, mark{m.Delivered, m.Read})
			}
		})
	case wire.EndChat:
		p.onTalk("", func(t *talk) error { return p.f.finish(t, wire.ChatReasonVisitorEnded, t.rec.Name) })
	case wire.Rate:
		p.onTalk("", func(t *talk) error { return p.f.rate(t, m) })
	case wire.AnswerInvitation:
		p.f.call(func() { p.f.tellVisit(p.visit) })
	case wire.MailTranscript:
		p.mailTranscript(m.Email)
	}
	return nil
}

// enter is the first message: where the page is, and who the visitor is.
func (p *pageSide) enter(m wire.Visit) *signaling.Refused {
	ctx, cancel := p.f.storeContext()
	defer cancel()
	site, err := p.f.cfg.Desk.SiteByKey(ctx, m.SiteKey)
	switch {
	case errors.Is(err, desk.ErrNotFound), err == nil && !site.Allows(p.origin):
		return unauthorized
	case err != nil:
		return broken
	}
	known, err := p.f.known(ctx, site.ID, m)
	if err != nil {
		return broken
	}
	if known.Conversation != "" {
		if err := p.f.load(ctx, known.Conversation); err != nil {
			return broken
		}
	}
	p.site, p.hello = site.ID, m
	var refused *signaling.Refused
	p.f.call(func() { refused = p.arrive(known) })
	return refused
}

// known returns who a token belongs to; nobody where it is not good any more, so that the browser starts anew.
func (f *Floor) known(ctx context.Context, site string, m wire.Visit) (visitorRecord, error) {
	if m.Visitor == "" {
		return visitorRecord{}, nil
	}
	v, _, err := f.visitors.get(ctx, m.Visitor)
	if errors.Is(err, store.ErrNotFound) || (err == nil && (v.Site != site || !proves(m.Token, v.Digest))) {
		return visitorRecord{}, nil
	}
	return v, err
}

// load brings a conversation into memory, if it is not too old for its visitor to see.
func (f *Floor) load(ctx context.Context, id string) error {
	there := false
	f.call(func() { there = f.talks[id] != nil })
	if there {
		return nil
	}
	rec, revision, err := f.chats.get(ctx, id)
	if errors.Is(err, store.ErrNotFound) || (err == nil && rec.State == wire.ChatEnded && time.Since(rec.Ended) > f.cfg.Linger) {
		return nil
	}
	if err != nil {
		return err
	}
	t, err := f.prepare(ctx, rec, revision)
	if err != nil {
		return err
	}
	f.call(func() {
		if f.talks[id] != nil {
			t.unwatch() // another page was faster
			return
		}
		f.adopt(t)
	})
	return nil
}

// arrive puts the page into its visit and its conversation. In the loop.
func (p *pageSide) arrive(known visitorRecord) *signaling.Refused {
	f, now := p.f, time.Now()
	key := visitKey(p.site, p.hello.Visit)
	v := f.visits[key]
	if v == nil {
		if len(f.visits) >= f.cfg.MaxVisits {
			return crowded
		}
		v = &visit{id: p.hello.Visit, site: p.site, since: now, pageSince: now, open: map[*pageSide]struct{}{}}
		f.visits[key] = v
	}
	if len(v.open) >= maxPagesOpen {
		return crowded
	}
	v.language, v.returning, v.cobrowse, v.left = p.hello.Language, v.returning || p.hello.Returning || known.ID != "", p.hello.Cobrowse, time.Time{}
	v.visitor, v.name = known.ID, known.Name
	v.see(p.hello.Page, p.hello.Title, now)
	v.open[p] = struct{}{}
	p.visit, p.visitor = v, known.ID
	t := f.ofVisitor[known.ID]
	if known.ID == "" {
		t = nil
	}
	p.conn.Send(wire.Welcome{Groups: f.groupsOpen(p.site, v.language), Chat: t != nil})
	if t != nil {
		f.join(p, t, p.hello.ChatAfter)
	} else if v.invitation != nil && known.ID == "" {
		p.conn.Send(*v.invitation) // the next page of the visit shows it on
	}
	f.tellVisit(v)
	return nil
}

// join has a page follow its conversation.
func (f *Floor) join(p *pageSide, t *talk, after uint64) {
	p.talk = t
	t.pages[p] = struct{}{}
	t.gone = time.Time{}
	p.conn.Send(f.chatFor(t, f.positions()[t.rec.ID]))
	if m := t.marks[markVisitor]; m.Read > 0 {
		p.conn.Send(wire.ReadShown{Read: m.Read})
	}
	p.begin(f, t, after, func(m chat.Message) { p.show(m) })
	f.askAgain(t, markVisitor, p.conn)
	if m := t.marks[t.rec.Agent]; t.rec.Agent != "" && m != (mark{}) {
		p.conn.Send(wire.SeenShown(m))
	}
	f.announce(t)
}

// show sends an entry, if it is one that visitors may see.
func (p *pageSide) show(m chat.Message) {
	if !m.Public() {
		return
	}
	e := EntryOf(p.conversation, m)
	e.Person = ""
	p.conn.Send(e)
}

// Gone implements signaling.Party.
func (p *pageSide) Gone() {
	p.f.call(func() {
		if p.visit == nil {
			return
		}
		delete(p.visit.open, p)
		if len(p.visit.open) == 0 {
			p.visit.left = time.Now()
		}
		p.f.filesGone(p.conn)
		p.quit()
	})
}

// quit takes the page out of its conversation.
func (p *pageSide) quit() {
	t := p.talk
	if t == nil {
		return
	}
	p.talk = nil
	p.halt()
	delete(t.pages, p)
	if len(t.pages) == 0 {
		t.gone = time.Now()
		p.f.announce(t)
	}
}

// onTalk runs do on the page's conversation and says so where it cannot be done.
func (p *pageSide) onTalk(ref string, do func(*talk) error) {
	p.f.call(func() {
		err := errNoTalk
		if p.talk != nil {
			err = do(p.talk)
		}
		if err != nil {
			p.fault(ref, err)
		}
		p.f.route()
	})
}

// onFile is onTalk for files, which change nothing for those who wait.
func (p *pageSide) onFile(ref string, do func(*talk) error) {
	p.f.call(func() {
		err := errNoTalk
		if p.talk != nil {
			err = do(p.talk)
		}
		if err != nil {
			p.fault(ref, err)
		}
	})
}

// write appends what the visitor says to their conversation, outside the loop: the disk may take its time.
func (p *pageSide) write(d chat.Draft) {
	var id string
	err := errNoTalk
	p.f.call(func() {
		if t := p.talk; t != nil && t.isOpen() {
			id, d.From, d.Name, err = t.rec.ID, wire.PartyCustomer, t.rec.Name, nil
		}
	})
	if err == nil {
		err = p.f.append(id, d, func(m chat.Message) { p.repeat(m) })
	}
	if err != nil {
		p.fault(d.ID, err)
	}
}

// repeat answers a message that was sent again.
func (p *pageSide) repeat(m chat.Message) {
	p.f.call(func() {
		if p.talk != nil {
			p.show(m)
		}
	})
}

func (p *pageSide) fault(ref string, err error) { p.conn.Send(faultOf(ref, err, p.f.cfg.Log)) }
