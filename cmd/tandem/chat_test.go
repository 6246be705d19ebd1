package main

import (
	"context"
	"reflect"
	"testing"
	"time"

	"github.com/coder/websocket"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// chatSocket is one end of the chat: a visitor's page, or a window of the desk.
type chatSocket struct {
	t    *testing.T
	conn *websocket.Conn
	from wire.Direction
	// seen is all that came, for what must never come.
	seen []wire.Message
}

func (s *chatSocket) send(m wire.Message) {
	s.t.Helper()
	send(s.t, s.conn, m)
}

// wait reads until a message of the type fits.
func wait[M wire.Message](s *chatSocket, fits func(M) bool) M {
	s.t.Helper()
	ctx, cancel := context.WithTimeout(s.t.Context(), 20*time.Second)
	defer cancel()
	for {
		_, frame, err := s.conn.Read(ctx)
		if err != nil {
			var wanted M
			s.t.Fatalf("no %s: %v\n%v", reflect.TypeOf(wanted).Name(), err, s.seen)
		}
		m, err := wire.Decode(s.from, frame)
		if err != nil {
			s.t.Fatal(err)
		}
		s.seen = append(s.seen, m)
		if got, ok := m.(M); ok && fits(got) {
			return got
		}
	}
}

func text(want string) func(wire.Entry) bool {
	return func(e wire.Entry) bool { return e.Text == want }
}

// desk opens a window of the desk.
func (b *browser) desk() (*chatSocket, wire.DeskSnapshot) {
	b.r.t.Helper()
	conn, status, err := b.dial("/ws/desk", "http://"+b.r.bound.HTTP)
	if err != nil {
		b.r.t.Fatalf("desk: %d %v", status, err)
	}
	s := &chatSocket{t: b.r.t, conn: conn, from: wire.ToDesk}
	return s, wait(s, func(wire.DeskSnapshot) bool { return true })
}

// visitor opens a page of the shop with the chat.
func (r *running) visitor(v wire.Visit) (*chatSocket, wire.Welcome) {
	r.t.Helper()
	conn, status, err := r.browser().dial("/ws/visitor", r.shop())
	if err != nil {
		r.t.Fatalf("visitor: %d %v", status, err)
	}
	s := &chatSocket{t: r.t, conn: conn, from: wire.ToVisitor}
	v.SiteKey, v.Page, v.Language, v.Cobrowse = "demo", r.shop()+"/demo/", "en", wire.CobrowseReady
	if v.Visit == "" {
		v.Visit = "t1"
	}
	s.send(v)
	return s, wait(s, func(wire.Welcome) bool { return true })
}

// chatting has a visitor and an agent in an active conversation.
func chatting(t *testing.T, r *running, agent *browser) (page, window *chatSocket, chat wire.ChatChanged) {
	t.Helper()
	window, _ = agent.desk()
	window.send(wire.SetDuty{State: wire.DutyAvailable, Capacity: 3})
	wait(window, func(m wire.DutyChanged) bool { return m.State == wire.DutyAvailable })
	page, welcome := r.visitor(wire.Visit{})
	if len(welcome.Groups) != 1 || !welcome.Groups[0].Open {
		t.Fatalf("groups: %+v", welcome.Groups)
	}
	page.send(wire.StartChat{ID: "r1", Group: welcome.Groups[0].ID, Name: "Zoë", Language: "en", Text: "Hello"})
	chat = wait(page, func(m wire.ChatChanged) bool { return m.Token != "" })
	wait(window, func(m wire.ConversationChanged) bool { return m.Conversation.PickUpMS > 0 })
	window.send(wire.Accept{Conversation: chat.Conversation})
	window.send(wire.Follow{Conversation: chat.Conversation})
	wait(window, text("Hello"))
	wait(page, func(m wire.ChatChanged) bool { return m.State == wire.ChatActive && m.AgentName == "Ada Byron" })
	return page, window, chat
}

func TestC1VisitorAndAgentWriteAndNothingIsLostOrDoubled(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	page, window, chat := chatting(t, r, ada)
	window.send(wire.DeskSay{Conversation: chat.Conversation, ID: "a1", Text: "Good morning"})
	wait(page, text("Good morning"))
	wait(window, text("Good morning"))
	page.send(wire.VisitorSay{ID: "v1", Text: "I have a question"})
	page.send(wire.VisitorSay{ID: "v1", Text: "I have a question"})
	page.send(wire.VisitorSay{ID: "v2", Text: "Or two"})
	wait(window, text("Or two"))
	page.send(wire.VisitorTyping{On: true})
	wait(window, func(m wire.DeskTypingShown) bool { return m.On && m.From == wire.PartyCustomer })
	window.send(wire.DeskSeen{Conversation: chat.Conversation, Delivered: 9, Read: 9})
	if seen := wait(page, func(wire.SeenShown) bool { return true }); seen.Read < 4 || seen.Read > 6 {
		t.Errorf("read up to %d, which nobody has written", seen.Read)
	}
	count := 0
	for _, m := range window.seen {
		if e, ok := m.(wire.Entry); ok && e.ID == "v1" {
			count++
		}
	}
	if count != 1 {
		t.Errorf("v1 came %d times", count)
	}
	if err := page.conn.CloseNow(); err != nil {
		t.Fatal(err)
	}
	next, welcome := r.visitor(wire.Visit{Visitor: chat.Visitor, Token: chat.Token})
	if !welcome.Chat {
		t.Fatal("the next page has no chat")
	}
	for _, want := range []string{"Hello", "Good morning", "I have a question", "Or two"} {
		wait(next, text(want))
	}
}

func TestC6NotesAndWhispersNeverReachTheVisitor(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	page, window, chat := chatting(t, r, ada)
	window.send(wire.WriteNote{Conversation: chat.Conversation, ID: "n1", Text: "SECRET pays late"})
	wait(window, text("SECRET pays late"))
	window.send(wire.DeskSay{Conversation: chat.Conversation, ID: "a1", Text: "after the note"})
	wait(page, text("after the note"))
	again, _ := r.visitor(wire.Visit{Visitor: chat.Visitor, Token: chat.Token})
	wait(again, text("after the note"))
	for _, m := range append(page.seen, again.seen...) {
		e, ok := m.(wire.Entry)
		if ok && (e.Kind == wire.EntryNote || e.Kind == wire.EntryWhisper || e.Person != "") {
			t.Errorf("the visitor got %+v", e)
		}
	}
}

func TestC4ChatSurvivesARestartOfTheServer(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	page, window, chat := chatting(t, r, ada)
	page.send(wire.VisitorSay{ID: "v1", Text: "before the restart"})
	wait(window, text("before the restart"))
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	again := startOn(t, r.data)
	back := again.browser()
	back.call("POST", "/api/v1/sign-in", m{"email": "ada@example.org", "password": adasPassword}).want(t, 200, "")
	window, snapshot := back.desk()
	if len(snapshot.Conversations) != 1 || snapshot.Conversations[0].State != wire.ChatActive || snapshot.Me.State != wire.DutyAvailable {
		t.Fatalf("after the restart: %+v", snapshot)
	}
	page, _ = again.visitor(wire.Visit{Visitor: chat.Visitor, Token: chat.Token})
	wait(page, text("before the restart"))
	window.send(wire.DeskSay{Conversation: chat.Conversation, ID: "a9", Text: "and on it goes"})
	wait(page, text("and on it goes"))
}

func TestP5CobrowseBeginsFromAChatWithoutACode(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	page, window, chat := chatting(t, r, ada)
	window.send(wire.StartCobrowse{Conversation: chat.Conversation})
	begun := wait(page, func(wire.CobrowseBegun) bool { return true })
	started := wait(window, func(wire.CobrowseStarted) bool { return true })
	if begun.Session == "" || begun.Session != started.Session || begun.AgentName != "Ada Byron" {
		t.Fatalf("%+v, %+v", begun, started)
	}
	customer, _, err := r.browser().dial("/ws/customer", r.shop())
	if err != nil {
		t.Fatal(err)
	}
	send(t, customer, wire.Hello{Session: begun.Session, Token: begun.Token})
	if state := next[wire.StateChanged](t, customer); state.State != wire.StateAsking || !state.Ask {
		t.Errorf("the customer is not asked: %+v", state)
	}
	agent, _, err := ada.dial("/ws/agent", "http://"+r.bound.HTTP)
	if err != nil {
		t.Fatal(err)
	}
	send(t, agent, wire.Attach{Session: started.Session})
	next[wire.StateChanged](t, agent)
}

func TestC8NobodyThereAMessageIsLeftAndSeenAtTheNextSignIn(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	page, welcome := r.visitor(wire.Visit{})
	group := welcome.Groups[0]
	if group.Open {
		t.Fatal("open with nobody there")
	}
	page.send(wire.StartChat{ID: "r1", Group: group.ID, Name: "Zoë", Language: "en"})
	if f := wait(page, func(wire.Fault) bool { return true }); f.Code != wire.FaultNobody || f.Ref != "r1" {
		t.Fatalf("%+v", f)
	}
	page.send(wire.LeaveMessage{ID: "r2", Group: group.ID, Name: "Zoë", Email: "zoe@example.org", Language: "en", Text: "Call me back"})
	wait(page, func(m wire.ChatChanged) bool { return m.State == wire.ChatLeft })
	window, snapshot := ada.desk()
	if len(snapshot.Conversations) != 1 || snapshot.Conversations[0].LastText != "Call me back" || snapshot.Conversations[0].Unread != 1 {
		t.Fatalf("%+v", snapshot.Conversations)
	}
	window.send(wire.Take{Conversation: snapshot.Conversations[0].ID})
	wait(page, func(m wire.ChatChanged) bool { return m.State == wire.ChatActive })
}
