package floor

import (
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// sees reports whether a conversation is in somebody's inbox.
//
//	a direct one              its two people
//	waiting, offered, left    who serves its group, and administrators
//	active                    who is beside it
//	active, ended             who has it; and if that person is supervised: who has the right history in its group, supervisors who share
//	                          a group with that person, administrators
func (f *Floor) sees(person string, t *talk) bool {
	if t.rec.Kind == wire.ConversationDirect {
		return slices.Contains(t.rec.Pair, person)
	}
	me := f.dir.people[person]
	if t.rec.Agent == person || t.rec.part(person) != "" || f.dir.may(person, wire.RightAdminister) && !f.unsupervised(t) {
		return true
	}
	if t.rec.State != wire.ChatActive && t.rec.State != wire.ChatEnded {
		return f.serves(person) && me.In(t.rec.Group)
	}
	if f.unsupervised(t) {
		return false
	}
	return f.dir.may(person, wire.RightHistory) && me.In(t.rec.Group) || f.supervises(person, t)
}

// unsupervised: in the hands of somebody of whom nobody may read along.
func (f *Floor) unsupervised(t *talk) bool {
	return t.rec.Agent != "" && (t.rec.State == wire.ChatActive || t.rec.State == wire.ChatEnded) && f.dir.people[t.rec.Agent].Unsupervised
}

// supervises: may whisper to and take over from who has the conversation.
func (f *Floor) supervises(person string, t *talk) bool {
	agent, ok := f.dir.people[t.rec.Agent]
	return ok && t.rec.Agent != person && !agent.Unsupervised && f.dir.may(person, wire.RightSupervise) &&
		(f.dir.people[person].Shares(agent) || f.dir.may(person, wire.RightAdminister))
}

// announce tells the visitor's pages and every console that shows the conversation how it stands now.
func (f *Floor) announce(t *talk) {
	f.tellPages(t, f.positions()[t.rec.ID])
	f.tellWindows(t)
	f.reviewFiles(t)
	if t.rec.Agent != "" {
		if p := f.people[t.rec.Agent]; p != nil {
			f.tellColleagues(p)
		}
	}
	delete(f.dirty, t.rec.ID)
}

func (f *Floor) tellWindows(t *talk) {
	for id, p := range f.people {
		if len(p.windows) == 0 {
			continue
		}
		if !f.sees(id, t) {
			for w := range p.windows {
				w.hide(t)
			}
			continue
		}
		m := wire.ConversationChanged{Conversation: f.line(t, id)}
		for w := range p.windows {
			w.shown[t.rec.ID] = true
			w.conn.Send(m)
		}
	}
}

// flush sends the lines that new entries changed.
func (f *Floor) flush() {
	for _, t := range f.dirty {
		f.tellWindows(t)
	}
	clear(f.dirty)
}

func (f *Floor) soilTalk(t *talk) {
	if t != nil {
		f.soil(t)
	}
}

// tellPages sends the visitor their conversation.
func (f *Floor) tellPages(t *talk, place int) {
	t.told = place
	m := f.chatFor(t, place)
	for p := range t.pages {
		p.conn.Send(m)
	}
}

// chatFor is a conversation as its visitor sees it.
func (f *Floor) chatFor(t *talk, place int) wire.ChatChanged {
	g, _ := f.dir.group(t.rec.Group)
	m := wire.ChatChanged{
		Conversation: t.rec.ID, State: t.rec.State, Reason: t.rec.Reason, Group: t.rec.Group, Stars: t.rec.Stars, Files: f.filesAllowed(t),
		GroupName: g.NameIn(t.rec.Language, f.dir.sites[t.rec.Site].desk.Language),
	}
	if t.rec.State == wire.ChatOffered {
		m.State = wire.ChatWaiting // who is asked is not the visitor's business
	}
	switch {
	case t.waits():
		m.Position, m.WaitMS = place, f.expectedWait(t, place).Milliseconds()
	case t.rec.State == wire.ChatActive:
		m.AgentName, m.Others = f.dir.people[t.rec.Agent].Name, f.inIt(t)
	}
	return m
}

// groupsOpen is what a page is told of its site's groups.
func (f *Floor) groupsOpen(site, language string) []wire.GroupOpen {
	s := f.dir.sites[site]
	out := []wire.GroupOpen{}
	for _, g := range f.dir.siteGroups(s) {
		out = append(out, wire.GroupOpen{
			ID: g.ID, Name: g.NameIn(language, s.desk.Language), Greeting: g.Greetings.In(language, s.desk.Language), Open: f.isOpen(g.ID), Messages: !g.NoMessages,
		})
	}
	return out
}

// line is a conversation as somebody's inbox shows it.
func (f *Floor) line(t *talk, person string) wire.Conversation {
	r := t.rec
	mine := t.marks[person]
	c := wire.Conversation{
		ID: r.ID, Kind: r.Kind, State: r.State, Reason: r.Reason, Group: r.Group, Agent: r.Agent, AgentName: f.dir.people[r.Agent].Name, Name: r.Name,
		Email: r.Email, Language: r.Language, Visitor: r.Visitor, Returning: r.Returning, Site: r.Site, SiteName: f.dir.sites[r.Site].Name, Here: len(t.pages) > 0,
		Pages: []wire.PageSeen{}, Session: r.Session, Parked: r.Parked, LastSeq: t.lastSeq, LastText: snippet(t.last.Text), LastFrom: t.last.From,
		Beside: f.besideOf(t), Read: mine.Read, Unread: t.unread(person), Stars: r.Stars, Comment: r.Comment, Started: stamp(r.Started), Since: stamp(r.Since),
	}
	if t.last.Seq > 0 {
		c.LastAt = stamp(t.last.At)
	}
	theirs := t.marks[markVisitor]
	if r.Kind == wire.ConversationDirect {
		c.Person = other(r.Pair, person)
		c.Name, theirs = f.dir.people[c.Person].Name, t.marks[c.Person]
	}
	c.TheirDelivered, c.TheirRead = theirs.Delivered, theirs.Read
	c.Files = f.sendsFiles(person, t)
	if t.waits() {
		c.Position = f.positions()[r.ID]
	}
	if r.State == wire.ChatOffered && r.Agent == person {
		c.PickUpMS = max(1, time.Until(r.Since.Add(f.pickUp(t))).Milliseconds())
	}
	f.whereabouts(t, &c)
	return c
}

// whereabouts fills in the page that the visitor opened last.
func (f *Floor) whereabouts(t *talk, c *wire.Conversation) {
	var v *visit
	for p := range t.pages {
		if v == nil || p.visit.pageSince.After(v.pageSince) {
			v = p.visit
		}
	}
	if v != nil {
		c.Page, c.PageTitle, c.Pages, c.Cobrowse = v.page, v.title, append(c.Pages, v.pages...), v.cobrowse
	}
}

func other(pair []string, person string) string {
	for _, id := range pair {
		if id != person {
			return id
		}
	}
	return person
}

func snippet(text string) string {
	if r := []rune(text); len(r) > maxSnippet {
		return string(r[:maxSnippet])
	}
	return text
}
