package floor

import (
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// deskSide is one console window. Take and Gone run on the socket's goroutine; all fields after id are the loop's.
type deskSide struct {
	f    *Floor
	conn Conn
	id   string

	// shown are the conversations that the window has a line of.
	shown    map[string]bool
	follows  map[string]*catchUp
	visitors bool
}

// Desk implements signaling.Floor.
func (f *Floor) Desk(w *signaling.Window, a signaling.Agent) signaling.Party {
	return f.window(w, a.ID)
}

// window opens somebody's window: their direct conversations are brought in, and the snapshot goes out.
func (f *Floor) window(conn Conn, id string) *deskSide {
	w := &deskSide{f: f, conn: conn, id: id, shown: map[string]bool{}, follows: map[string]*catchUp{}}
	if err := f.loadDirect(id); err != nil {
		f.cfg.Log.Error().Err(err).Msg("direct conversations not read")
	}
	chosen, known := f.dutyOf(id)
	f.call(func() {
		p := f.person(id)
		if known && (len(p.windows) == 0) {
			p.duty = chosen
		}
		p.windows[w] = struct{}{}
		p.absent, p.released, p.alive = time.Time{}, false, time.Now()
		w.snapshot()
		for t := range f.sending {
			f.askAgain(t, id, conn)
		}
		f.tellColleagues(p)
		f.route()
	})
	return w
}

// Gone implements signaling.Party.
func (w *deskSide) Gone() {
	w.f.call(func() {
		p := w.f.people[w.id]
		if p == nil {
			return
		}
		for id := range w.follows {
			w.unfollow(id)
		}
		delete(p.windows, w)
		w.f.filesGone(w.conn)
		if len(p.windows) == 0 {
			p.absent = time.Now()
			w.f.tellColleagues(p)
		}
	})
}

// Take implements signaling.Party.
func (w *deskSide) Take(m wire.Message) *signaling.Refused {
	switch m := m.(type) {
	case wire.SetDuty:
		w.f.call(func() { w.f.setDuty(w.f.person(w.id), dutyRecord(m), wire.DutyReasonNone) })
	case wire.Alive:
		w.f.call(func() { w.f.person(w.id).alive = time.Now() })
	case wire.DeskSay:
		w.write(m.Conversation, chat.Draft{ID: m.ID, Text: m.Text}, w.f.speaks, errNoRight)
	case wire.WriteNote:
		w.write(m.Conversation, chat.Draft{ID: m.ID, Text: m.Text, Kind: chat.KindNote}, w.f.sees, errNoRight)
	case wire.Whisper:
		w.write(m.Conversation, chat.Draft{ID: m.ID, Text: m.Text, Kind: chat.KindWhisper}, w.f.supervises, errNoRight)
	case wire.Aside:
		w.write(m.Conversation, chat.Draft{ID: m.ID, Text: m.Text, Kind: chat.KindAside}, w.f.confers, errNoRight)
	case wire.Direct:
		w.direct(m.Person)
	case wire.StartCobrowse:
		w.cobrowse(m.Conversation)
	case wire.WatchVisitors:
		w.f.call(func() { w.watchVisitors(m.On) })
	case wire.InviteVisitor:
		w.f.call(func() { w.inviteByHand(m) })
	default:
		w.work(m)
	}
	return nil
}

// work is what happens to a conversation that the window shows.
func (w *deskSide) work(m wire.Message) {
	switch m := m.(type) {
	case wire.Follow:
		w.on(m.Conversation, func(t *talk) error { return w.follow(t, m.After) })
	case wire.Unfollow:
		w.f.call(func() { w.unfollow(m.Conversation) })
	case wire.Accept:
		w.on(m.Conversation, func(t *talk) error { return w.accept(t) })
	case wire.Decline:
		w.on(m.Conversation, func(t *talk) error { return w.decline(t) })
	case wire.Take:
		w.on(m.Conversation, func(t *talk) error { return w.take(t) })
	case wire.DeskTyping:
		w.on(m.Conversation, func(t *talk) error { w.f.personTypes(w, t, m.On); return nil })
	case wire.DeskSeen:
		w.on(m.Conversation, func(t *talk) error { w.f.see(t, w.id, mark{m.Delivered, m.Read}); return nil })
	case wire.Transfer:
		w.on(m.Conversation, func(t *talk) error { return w.transfer(t, m) })
	case wire.Park:
		w.on(m.Conversation, func(t *talk) error { return w.park(t, m.On) })
	case wire.EndConversation:
		w.on(m.Conversation, func(t *talk) error { return w.end(t) })
	case wire.Consult:
		w.on(m.Conversation, func(t *talk) error { return w.consult(t, m) })
	case wire.Join:
		w.on(m.Conversation, func(t *talk) error { return w.join(t) })
	case wire.Part:
		w.on(m.Conversation, func(t *talk) error { return w.part(t, m.Person) })
	default:
		w.files(m)
	}
}

// files is what has to do with a file. One that is on its way goes on even where the conversation is somebody else's by now.
func (w *deskSide) files(m wire.Message) {
	switch m := m.(type) {
	case wire.FileOffer:
		w.onFile(m.Conversation, m.ID, func(t *talk) error { return w.f.offerFile(t, w.id, w.conn, m) })
	case wire.FileAccept:
		w.onFile(m.Conversation, m.ID, func(t *talk) error { return w.f.takeFile(t, w.id, w.conn, m.ID) })
	case wire.FileDescription:
		w.onFile(m.Conversation, m.ID, func(t *talk) error { return t.passFile(w.conn, m.ID, m) })
	case wire.FileCandidate:
		w.onFile(m.Conversation, m.ID, func(t *talk) error { return t.passFile(w.conn, m.ID, m) })
	case wire.FileEnd:
		w.onFile(m.Conversation, m.ID, func(t *talk) error { return w.f.endFile(t, w.id, w.conn, m) })
	}
}

func (w *deskSide) onFile(conversation, ref string, do func(*talk) error) {
	w.f.call(func() {
		t, err := w.f.talks[conversation], errNoTalk
		if t != nil && (w.f.sees(w.id, t) || t.hasFileOf(w.id)) {
			err = do(t)
		}
		if err != nil {
			w.fault(ref, err)
		}
	})
}

// on runs do on a conversation that this person sees, and then whatever follows for those who wait.
func (w *deskSide) on(conversation string, do func(*talk) error) {
	w.f.call(func() {
		t, err := w.f.talks[conversation], errNoTalk
		if t != nil && w.f.sees(w.id, t) {
			err = do(t)
		}
		if err != nil {
			w.fault(conversation, err)
		}
		w.f.route()
	})
}

// write appends what this person writes, if they may, outside the loop: the disk may take its time.
func (w *deskSide) write(conversation string, d chat.Draft, may func(string, *talk) bool, otherwise error) {
	err := errNoTalk
	w.f.call(func() {
		t := w.f.talks[conversation]
		switch {
		case t == nil || !w.f.sees(w.id, t):
		case !may(w.id, t):
			err = otherwise
		default:
			d.From, d.Name, d.Person, err = wire.PartyAgent, w.f.dir.people[w.id].Name, w.id, nil
			w.f.person(w.id).alive = time.Now()
		}
	})
	if err == nil {
		err = w.f.append(conversation, d, func(m chat.Message) { w.conn.Send(EntryOf(conversation, m)) })
	}
	switch {
	case err != nil:
		w.fault(d.ID, err)
	case d.Kind == "":
		w.f.answerByMail(conversation, d)
	}
}

// snapshot sends the window all that it may see.
func (w *deskSide) snapshot() {
	f, me, load := w.f, w.f.dir.people[w.id], w.f.loads()
	m := wire.DeskSnapshot{
		Me: f.colleague(w.id, load), Rights: append([]wire.Right{}, f.dir.rights[w.id]...), Groups: []wire.DeskGroup{}, People: []wire.Colleague{},
		Conversations: []wire.Conversation{},
	}
	if p := f.people[w.id]; p != nil {
		m.Me.State = p.duty.State
	}
	for _, g := range f.dir.groups {
		m.Groups = append(m.Groups, wire.DeskGroup{ID: g.ID, Name: g.Name, Mine: me.In(g.ID), Open: g.Hours.Open(time.Now())})
	}
	for id, p := range f.dir.people {
		if id != w.id && me.Shares(p) {
			m.People = append(m.People, f.colleague(id, load))
		}
	}
	slices.SortFunc(m.People, func(a, b wire.Colleague) int { return cmpStrings(a.Name, b.Name, a.ID, b.ID) })
	clear(w.shown)
	for id, t := range f.talks {
		if f.sees(w.id, t) {
			w.shown[id] = true
			m.Conversations = append(m.Conversations, f.line(t, w.id))
		}
	}
	slices.SortFunc(m.Conversations, func(a, b wire.Conversation) int { return cmpStrings(a.Started, b.Started, a.ID, b.ID) })
	w.conn.Send(m)
}

// hide takes a line away.
func (w *deskSide) hide(t *talk) {
	if w.shown[t.rec.ID] {
		delete(w.shown, t.rec.ID)
		w.unfollow(t.rec.ID)
		w.conn.Send(wire.ConversationGone{Conversation: t.rec.ID})
	}
}

func (w *deskSide) follow(t *talk, after uint64) error {
	if len(w.follows) >= maxFollowed {
		return errFollowed
	}
	c := &catchUp{}
	w.follows[t.rec.ID] = c
	t.windows[w] = struct{}{}
	id := t.rec.ID
	c.begin(w.f, t, after, func(m chat.Message) {
		if m.Kind != chat.KindWhisper || t.rec.part(w.id) == "" { // whispers are the agent's
			w.conn.Send(EntryOf(id, m))
		}
	})
	return nil
}

// feed passes a new entry on.
func (w *deskSide) feed(t *talk, m chat.Message) {
	if c := w.follows[t.rec.ID]; c != nil {
		c.feed(t, m)
	}
}

func (w *deskSide) unfollow(conversation string) {
	if c := w.follows[conversation]; c != nil {
		c.halt()
	}
	delete(w.follows, conversation)
	if t := w.f.talks[conversation]; t != nil {
		delete(t.windows, w)
	}
}

func (w *deskSide) fault(ref string, err error) { w.conn.Send(faultOf(ref, err, w.f.cfg.Log)) }
