package floor

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// filed returns what the conversation's log says of a file.
func (h *house) filed(conversation, id string) (chat.Message, bool) {
	h.t.Helper()
	synctest.Wait()
	for _, m := range must(h.chat.Read(h.t.Context(), conversation, 0, 0))(h.t) {
		if m.ID == id && m.Kind == chat.KindFile {
			return m, true
		}
	}
	return chat.Message{}, false
}

// sending has a visitor's file on its way to an agent.
func (h *house) sending(support string) (page *pageSide, adas *deskSide, conversation string) {
	h.t.Helper()
	adas, _ = h.onDuty(h.staff(desk.RoleAssistant), 1)
	page, _, chat := h.writes(support)
	adas.Take(wire.Accept{Conversation: chat.Conversation})
	page.Take(wire.FileOffer{ID: "f1", Name: "a.txt", Size: 5})
	adas.Take(wire.FileAccept{Conversation: chat.Conversation, ID: "f1"})
	synctest.Wait() // what the log tells everybody comes in its own time
	return page, adas, chat.Conversation
}

func TestC7AFileWhoseSenderStaysAwayIsLost(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		page, _, conversation := h.sending(support)
		page.Gone()
		time.Sleep(DefaultFileGrace - time.Second)
		if m, there := h.filed(conversation, "f1"); there {
			t.Fatalf("given up too soon: %+v", m)
		}
		time.Sleep(2 * time.Second)
		if m, _ := h.filed(conversation, "f1"); m.Outcome != wire.FileLost {
			t.Errorf("%+v", m)
		}
		if len(h.floor.sending) != 0 {
			t.Error("still being sent")
		}
	})
}

func TestC7AnOfferThatNobodyAnswersGoesAway(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		page, adas, conversation := h.sending(support)
		page.Take(wire.FileEnd{ID: "f1", Outcome: wire.FileCancelled})
		adas.Take(wire.FileOffer{Conversation: conversation, ID: "f2", Name: "b.txt", Size: 5})
		time.Sleep(DefaultFileWait + time.Second)
		if m, _ := h.filed(conversation, "f2"); m.Outcome != wire.FileLost {
			t.Errorf("%+v", m)
		}
	})
}

func TestC7WhatIsOnItsWayOutlastsTheConversation(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		page, adas, conversation := h.sending(support)
		page.Take(wire.FileOffer{ID: "f2", Name: "b.txt", Size: 5})
		adas.Take(wire.EndConversation{Conversation: conversation})
		if m, _ := h.filed(conversation, "f2"); m.Outcome != wire.FileCancelled {
			t.Errorf("the offer: %+v", m)
		}
		adas.Take(wire.FileEnd{Conversation: conversation, ID: "f1", Outcome: wire.FileSent})
		if m, _ := h.filed(conversation, "f1"); m.Outcome != wire.FileSent {
			t.Errorf("on its way: %+v", m)
		}
	})
}

func TestC7NobodyFloodsTheOther(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		page, adas, _ := h.sending(support)
		before := len(adas.conn.(*socket).got)
		for range 100 {
			page.Take(wire.FileDescription{ID: "f1", Attempt: "a1", SDP: string(make([]byte, wire.MaxSDP))})
		}
		if passed := len(adas.conn.(*socket).got) - before; passed != passBurst/wire.MaxSDP {
			t.Errorf("%d descriptions passed on", passed)
		}
	})
}

func TestC7WhatIsErasedGetsNoEntryOfAFile(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		_, _, conversation := h.sending(support)
		if err := h.floor.Erase(t.Context(), conversation); err != nil {
			t.Fatal(err)
		}
		if m, there := h.filed(conversation, "f1"); there {
			t.Errorf("%+v", m)
		}
	})
}

func TestC7ColleaguesSendEachOtherFiles(t *testing.T) {
	in(t, func(t *testing.T, h *house, _ string) {
		ada, bob := h.staff(desk.RoleAssistant), h.staff(desk.RoleAssistant)
		adas, _ := h.window(ada)
		bobs, shown := h.window(bob)
		synctest.Wait() // everybody knows of everybody
		adas.Take(wire.Direct{Person: bob.ID})
		synctest.Wait()
		id := directID(ada.ID, bob.ID)
		adas.Take(wire.FileOffer{Conversation: id, ID: "f1", Name: "a.txt", Size: 5})
		synctest.Wait()
		if asked, ok := last(shown, always[wire.FileOffered]); !ok || asked.FromName != ada.Name {
			t.Fatalf("asked %+v", asked)
		}
		bobs.Take(wire.FileAccept{Conversation: id, ID: "f1"})
		bobs.Take(wire.FileEnd{Conversation: id, ID: "f1", Outcome: wire.FileSent})
		if m, _ := h.filed(id, "f1"); m.Outcome != wire.FileSent || m.Person != ada.ID || m.To != bob.Name {
			t.Errorf("%+v", m)
		}
	})
}
