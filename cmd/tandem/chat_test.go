package main

import (
	"context"
	"reflect"
	"strings"
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

func TestC2WhatAVisitorReadIsReadInEveryTab(t *testing.T) {
	r := start(t)
	page, window, chat := chatting(t, r, r.administrator())
	second, _ := r.visitor(wire.Visit{Visit: "t2", Visitor: chat.Visitor, Token: chat.Token})
	window.send(wire.DeskSay{Conversation: chat.Conversation, ID: "a1", Text: "Good morning"})
	read := wait(page, text("Good morning")).Seq
	wait(second, text("Good morning"))
	page.send(wire.VisitorSeen{Delivered: read, Read: read})
	wait(second, func(m wire.ReadShown) bool { return m.Read == read })
	third, _ := r.visitor(wire.Visit{Visit: "t3", Visitor: chat.Visitor, Token: chat.Token})
	wait(third, func(m wire.ReadShown) bool { return m.Read == read })
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

func TestC5TheVisitorAndTheAgentHaveTheTranscript(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	page, window, chat := chatting(t, r, ada)
	window.send(wire.WriteNote{Conversation: chat.Conversation, ID: "n1", Text: "SECRET"})
	window.send(wire.DeskSay{Conversation: chat.Conversation, ID: "a1", Text: "Good morning"})
	wait(page, text("Good morning"))
	window.send(wire.EndConversation{Conversation: chat.Conversation})
	wait(page, func(m wire.ChatChanged) bool { return m.State == wire.ChatEnded })
	page.send(wire.Rate{Stars: 5, Comment: "Quick"})
	wait(page, func(m wire.ChatChanged) bool { return m.Stars == 5 })
	ask := m{"site_key": "demo", "visitor": chat.Visitor, "token": chat.Token, "conversation": chat.Conversation}
	for _, format := range []string{"text", "html"} {
		ask["format"] = format
		shop := r.page(r.shop())
		shop.header.Set("Content-Type", "application/json")
		got := shop.call("POST", "/api/v1/sdk/transcript", ask).want(t, 200, "")
		own := ada.call("GET", "/api/v1/conversations/"+chat.Conversation+"/transcript?format="+format, nil).want(t, 200, "")
		for _, file := range []reply{got, own} {
			if body := string(file.body); !strings.Contains(body, "Good morning") || strings.Contains(body, "SECRET") || !strings.HasPrefix(file.Header.Get("Content-Disposition"), "attachment") {
				t.Errorf("%s: %s", format, body)
			}
		}
	}
	ask["token"] = "wrong"
	shop := r.page(r.shop())
	shop.header.Set("Content-Type", "application/json")
	shop.call("POST", "/api/v1/sdk/transcript", ask).want(t, 404, "not_found")
}

func TestA3RightsAreHeldAtTheEdge(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	grace := ada.assistant()
	_, _, chat := chatting(t, r, ada)
	grace.call("GET", "/api/v1/conversations/"+chat.Conversation+"/entries", nil).want(t, 404, "not_found")
	grace.call("GET", "/api/v1/conversations/"+chat.Conversation+"/transcript", nil).want(t, 404, "not_found")
	grace.call("POST", "/api/v1/groups", m{"name": "Sales"}).want(t, 403, "no_right")
	grace.call("DELETE", "/api/v1/visitors/"+chat.Visitor, nil).want(t, 403, "no_right")
	grace.call("POST", "/api/v1/canned", m{"scope": "everybody", "short": "hi", "text": "Hi"}).want(t, 403, "no_right")
	grace.call("POST", "/api/v1/canned", m{"scope": "person", "short": "hi", "text": "Hi {visitor}"}).want(t, 201, "")
	graces, snapshot := grace.desk()
	if len(snapshot.Conversations) != 0 {
		t.Errorf("sees what a colleague has: %+v", snapshot.Conversations)
	}
	for _, m := range []wire.Message{
		wire.DeskSay{Conversation: chat.Conversation, ID: "x1", Text: "hello"}, wire.WriteNote{Conversation: chat.Conversation, ID: "x2", Text: "hello"},
		wire.Whisper{Conversation: chat.Conversation, ID: "x3", Text: "hello"}, wire.Follow{Conversation: chat.Conversation}, wire.Take{Conversation: chat.Conversation},
		wire.EndConversation{Conversation: chat.Conversation},
	} {
		graces.send(m)
		if f := wait(graces, func(wire.Fault) bool { return true }); f.Code != wire.FaultUnknownConversation {
			t.Errorf("%T: %+v", m, f)
		}
	}
}

func TestAVisitorIsForgottenOnRequest(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	page, window, chat := chatting(t, r, ada)
	page.send(wire.VisitorSay{ID: "v1", Text: "my number is 12345"})
	wait(window, text("my number is 12345"))
	window.send(wire.EndConversation{Conversation: chat.Conversation})
	wait(page, func(m wire.ChatChanged) bool { return m.State == wire.ChatEnded })
	found := func() int {
		list := ada.call("GET", "/api/v1/conversations?text=12345", nil).want(t, 200, "")
		return len(decode[struct{ Conversations []m }](t, list).Conversations)
	}
	for deadline := time.Now().Add(20 * time.Second); found() != 1; { // each look is a request: no need to wait in between
		if time.Now().After(deadline) {
			t.Fatal("never in the history")
		}
	}
	ada.call("DELETE", "/api/v1/visitors/"+chat.Visitor, nil).want(t, 204, "")
	if found() != 0 {
		t.Error("still in the history")
	}
	ada.call("GET", "/api/v1/conversations/"+chat.Conversation+"/entries", nil).want(t, 404, "not_found")
	ada.call("DELETE", "/api/v1/visitors/"+chat.Visitor, nil).want(t, 404, "not_found")
	_, welcome := r.visitor(wire.Visit{Visitor: chat.Visitor, Token: chat.Token})
	if welcome.Chat {
		t.Error("the visitor's chat is still there")
	}
}
