package main

import (
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func anyOf[M wire.Message](M) bool { return true }

func TestC7AVisitorsFileIsAskedForIntroducedAndNoted(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	page, window, chat := chatting(t, r, ada)
	other, _ := ada.desk()
	if !wait(window, func(m wire.ConversationChanged) bool { return m.Conversation.State == wire.ChatActive }).Conversation.Files {
		t.Fatal("an administrator who may not send files")
	}

	page.send(wire.FileOffer{ID: "f1", Name: "in\u202evoice\t.pdf ", Size: 3 << 20})
	for _, w := range []*chatSocket{window, other} {
		asked := wait(w, anyOf[wire.FileOffered])
		if want := (wire.FileOffered{Conversation: chat.Conversation, ID: "f1", Name: "invoice.pdf", Size: 3 << 20, FromName: "Zoë"}); asked != want {
			t.Fatalf("asked %+v, want %+v", asked, want)
		}
	}
	window.send(wire.FileAccept{Conversation: chat.Conversation, ID: "f1"})
	if gone := wait(other, anyOf[wire.FileEnded]); gone.Outcome != wire.FileElsewhere {
		t.Errorf("the other window: %+v", gone)
	}
	from, to := wait(page, anyOf[wire.FileICE]), wait(window, anyOf[wire.FileICE])
	users := map[string]bool{}
	for _, ice := range []wire.FileICE{from, to} {
		last := ice.Servers[len(ice.Servers)-1]
		users[last.Username] = last.Credential != ""
	}
	if len(users) != 2 || from.Conversation != "" || to.Conversation != chat.Conversation {
		t.Errorf("servers: %+v, %+v", from, to)
	}

	page.send(wire.FileDescription{ID: "f1", Attempt: "a1", SDP: "v=0 offer"})
	page.send(wire.FileCandidate{ID: "f1", Attempt: "a1", Candidate: "candidate:1", SDPMid: "0"})
	if got, want := wait(window, anyOf[wire.FileDescription]), (wire.FileDescription{Conversation: chat.Conversation, ID: "f1", Attempt: "a1", SDP: "v=0 offer"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}
	wait(window, anyOf[wire.FileCandidate])
	other.send(wire.FileDescription{Conversation: chat.Conversation, ID: "f1", Attempt: "a1", SDP: "v=0 not its own"})
	other.send(wire.FileEnd{Conversation: chat.Conversation, ID: "f1", Outcome: wire.FileSent})
	wait(other, anyOf[wire.Fault])
	window.send(wire.FileDescription{Conversation: chat.Conversation, ID: "f1", Attempt: "a1", SDP: "v=0 answer"})
	if got, want := wait(page, anyOf[wire.FileDescription]), (wire.FileDescription{ID: "f1", Attempt: "a1", SDP: "v=0 answer"}); got != want {
		t.Errorf("%+v, want %+v", got, want)
	}

	window.send(wire.FileEnd{Conversation: chat.Conversation, ID: "f1", Outcome: wire.FileSent})
	for _, s := range []*chatSocket{page, window} {
		if ended := wait(s, anyOf[wire.FileEnded]); ended.Outcome != wire.FileSent {
			t.Errorf("ended %+v", ended)
		}
		e := wait(s, func(e wire.Entry) bool { return e.Kind == wire.EntryFile })
		if e.ID != "f1" || e.From != wire.PartyCustomer || e.Text != "invoice.pdf" || e.Size != 3<<20 || e.To != "Ada Byron" || e.Outcome != wire.FileSent {
			t.Errorf("entry %+v", e)
		}
	}
}

func TestC7AnAgentsFileOutlastsBothSockets(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	page, window, chat := chatting(t, r, ada)
	offer := wire.FileOffer{Conversation: chat.Conversation, ID: "f2", Name: "form.pdf", Size: 10 << 20}
	window.send(offer)
	wait(page, func(m wire.FileOffered) bool { return m.FromName == "Ada Byron" && m.Conversation == "" })
	page.send(wire.FileAccept{ID: "f2"})
	wait(window, anyOf[wire.FileICE])
	wait(page, anyOf[wire.FileICE])

	for _, s := range []*chatSocket{page, window} {
		if err := s.conn.CloseNow(); err != nil {
			t.Fatal(err)
		}
	}
	window, _ = ada.desk()
	window.send(wire.Follow{Conversation: chat.Conversation})
	window.send(offer)
	page, _ = r.visitor(wire.Visit{Visitor: chat.Visitor, Token: chat.Token})
	page.send(wire.FileAccept{ID: "f2"})
	wait(page, anyOf[wire.FileICE])
	wait(window, anyOf[wire.FileICE])
	window.send(wire.FileDescription{Conversation: chat.Conversation, ID: "f2", Attempt: "a2", SDP: "v=0 again"})
	wait(page, anyOf[wire.FileDescription])
	page.send(wire.FileEnd{ID: "f2", Outcome: wire.FileBroken})
	if e := wait(window, func(e wire.Entry) bool { return e.Kind == wire.EntryFile }); e.Outcome != wire.FileBroken || e.Person == "" || e.To != "Zoë" {
		t.Errorf("entry %+v", e)
	}
}

func TestC7WhoHasNoRightSendsNothingAndNobodyMustTakeAnything(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	page, window, chat := chatting(t, r, ada)
	page.send(wire.FileOffer{ID: "f1", Name: "a.txt", Size: 1})
	wait(window, anyOf[wire.FileOffered])
	window.send(wire.FileEnd{Conversation: chat.Conversation, ID: "f1", Outcome: wire.FileDeclined})
	if ended := wait(page, anyOf[wire.FileEnded]); ended.Outcome != wire.FileDeclined {
		t.Errorf("%+v", ended)
	}

	// An offer goes with the conversation that it belongs to.
	page.send(wire.FileOffer{ID: "f2", Name: "b.txt", Size: 1})
	wait(window, anyOf[wire.FileOffered])
	graces, _ := ada.assistant().desk()
	graces.send(wire.FileAccept{Conversation: chat.Conversation, ID: "f2"})
	if f := wait(graces, anyOf[wire.Fault]); f.Code != wire.FaultUnknownConversation {
		t.Errorf("a colleague took it: %+v", f)
	}
	window.send(wire.EndConversation{Conversation: chat.Conversation})
	if ended := wait(page, func(m wire.FileEnded) bool { return m.ID == "f2" }); ended.Outcome != wire.FileCancelled {
		t.Errorf("%+v", ended)
	}
	page.send(wire.FileOffer{ID: "f3", Name: "c.txt", Size: 1})
	if f := wait(page, anyOf[wire.Fault]); f.Code != wire.FaultNoRight || f.Ref != "f3" {
		t.Errorf("after the end: %+v", f)
	}
}

func TestC7OneSideHasEightFilesOnOfferAtMost(t *testing.T) {
	r := start(t)
	page, _, _ := chatting(t, r, r.administrator())
	for i := range wire.MaxFilesAtOnce + 1 {
		page.send(wire.FileOffer{ID: "f" + string(rune('0'+i)), Name: "a.txt", Size: 1})
	}
	if f := wait(page, anyOf[wire.Fault]); f.Code != wire.FaultTooFast || f.Ref != "f8" {
		t.Errorf("%+v", f)
	}
}
