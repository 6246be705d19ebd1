package floor

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/history"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func said(text string) func(wire.Entry) bool {
	return func(e wire.Entry) bool { return e.Text == text }
}

func TestD5ASupervisorReadsAlongWhispersAndTakesOver(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		sue := h.staff(desk.RoleSupervisor)
		sues, suesSocket := h.window(sue)
		ada := h.staff(desk.RoleAssistant)
		adas, adasSocket := h.onDuty(ada, 1)
		_, page, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		adas.Take(wire.Follow{Conversation: chat.Conversation})
		sues.Take(wire.Follow{Conversation: chat.Conversation})
		synctest.Wait()
		if _, ok := last(suesSocket, said("Hello")); !ok {
			t.Error("the supervisor does not read along")
		}
		sues.Take(wire.Whisper{Conversation: chat.Conversation, ID: "w1", Text: "offer a refund"})
		sues.Take(wire.DeskSay{Conversation: chat.Conversation, ID: "s1", Text: "over your head"})
		adas.Take(wire.Whisper{Conversation: chat.Conversation, ID: "w2", Text: "to myself"})
		synctest.Wait()
		if e, ok := last(adasSocket, said("offer a refund")); !ok || e.Kind != wire.EntryWhisper {
			t.Error("the agent does not hear the whisper")
		}
		for _, text := range []string{"offer a refund", "over your head", "to myself"} {
			if _, ok := last(page, said(text)); ok {
				t.Errorf("the visitor reads %q", text)
			}
		}
		if _, ok := last(adasSocket, said("to myself")); ok {
			t.Error("an agent without the right whispers")
		}
		sues.Take(wire.Take{Conversation: chat.Conversation})
		h.is(chat.Conversation, wire.ChatActive, sue, "")
		if m, _ := last(page, always[wire.ChatChanged]); m.AgentName != sue.Name {
			t.Errorf("the visitor talks with %q", m.AgentName)
		}
	})
}

func TestD9AnAdministratorEndsAColleaguesConversation(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		roots, _ := h.window(h.staff(desk.RoleAdministrator))
		adas, adasSocket := h.onDuty(h.staff(desk.RoleAssistant), 1)
		_, page, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		roots.Take(wire.EndConversation{Conversation: chat.Conversation})
		synctest.Wait()
		if m, _ := last(page, always[wire.ChatChanged]); m.State != wire.ChatEnded || m.Reason != wire.ChatReasonAdmin {
			t.Errorf("the visitor is told %q, %q", m.State, m.Reason)
		}
		if m, _ := last(adasSocket, always[wire.ConversationChanged]); m.Conversation.State != wire.ChatEnded || m.Conversation.Reason != wire.ChatReasonAdmin {
			t.Errorf("the agent is told %q, %q", m.Conversation.State, m.Conversation.Reason)
		}
	})
}

func TestD5UnsupervisedStaffAreInNobodysListAndNotKept(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		sue, root := h.staff(desk.RoleSupervisor), h.staff(desk.RoleAdministrator)
		sues, suesSocket := h.window(sue)
		_, roots := h.window(root)
		ada := h.change(h.staff(desk.RoleAssistant), func(c *desk.ChangedPerson) { c.Unsupervised = true })
		adas, _ := h.onDuty(ada, 1)
		_, _, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		synctest.Wait()
		for _, s := range []*socket{suesSocket, roots} {
			if m, ok := last(s, always[wire.ConversationGone]); !ok || m.Conversation != chat.Conversation {
				t.Error("the line stayed when the conversation was taken")
			}
		}
		for _, m := range []wire.Message{wire.Follow{Conversation: chat.Conversation}, wire.Take{Conversation: chat.Conversation}} {
			sues.Take(m)
		}
		h.is(chat.Conversation, wire.ChatActive, ada, "")
		adas.Take(wire.EndConversation{Conversation: chat.Conversation})
		time.Sleep(DefaultLinger + time.Minute)
		synctest.Wait()
		if _, _, err := h.floor.chats.get(t.Context(), chat.Conversation); err == nil {
			t.Error("kept")
		}
		if entries, _ := h.chat.Read(t.Context(), chat.Conversation, 0, 0); len(entries) > 0 {
			t.Errorf("%d entries kept", len(entries))
		}
	})
}

func TestC8StaffWriteToStaffWhoAreNotThere(t *testing.T) {
	in(t, func(t *testing.T, h *house, _ string) {
		ada, bob, eve := h.staff(desk.RoleUser), h.staff(desk.RoleAssistant), h.staff(desk.RoleUser, h.group("Elsewhere").ID)
		adas, socket := h.window(ada)
		adas.Take(wire.Direct{Person: eve.ID})
		if f, _ := last(socket, always[wire.Fault]); f.Code != wire.FaultNobody {
			t.Errorf("somebody of no common group: %+v", f)
		}
		adas.Take(wire.Direct{Person: bob.ID})
		line, ok := last(socket, always[wire.ConversationChanged])
		if !ok || line.Conversation.Person != bob.ID || line.Conversation.Name != bob.Name {
			t.Fatalf("%+v", line)
		}
		id := line.Conversation.ID
		adas.Take(wire.DeskSay{Conversation: id, ID: "d1", Text: "lunch?"})
		synctest.Wait()
		bobs, bobsSocket := h.window(bob)
		m, _ := last(bobsSocket, always[wire.DeskSnapshot])
		if len(m.Conversations) != 1 || m.Conversations[0].Unread != 1 || m.Conversations[0].LastText != "lunch?" || m.Conversations[0].Name != ada.Name {
			t.Fatalf("at the next sign-in: %+v", m.Conversations)
		}
		adas.Take(wire.Follow{Conversation: id})
		bobs.Take(wire.DeskSeen{Conversation: id, Delivered: 1, Read: 1})
		if seen, ok := last(socket, always[wire.DeskSeenShown]); !ok || seen.Read != 1 {
			t.Errorf("%+v", seen)
		}
		eves, evesSocket := h.window(eve)
		eves.Take(wire.Follow{Conversation: id})
		if f, _ := last(evesSocket, always[wire.Fault]); f.Code != wire.FaultUnknownConversation {
			t.Errorf("a third reads along: %+v", f)
		}
	})
}

func TestD8VisitorsAreSeenAndInvitedOnceAndOnlyWhileSomebodyIsFree(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		rule := desk.Rule{Name: "long", Group: support, Page: "/*", Seconds: 30, Texts: desk.Texts{"en": "Questions?"}}
		settings := must(h.desk.SiteDesk(t.Context(), h.site.ID))(t)
		settings.Rules = []desk.Rule{rule}
		must(h.desk.SetSiteDesk(t.Context(), h.site.ID, settings))(t)
		h.reload()
		ada := h.staff(desk.RoleAssistant)
		page, socket := h.visit(wire.Visit{Visit: "t1"})
		time.Sleep(time.Minute)
		if _, ok := last(socket, always[wire.Invitation]); ok {
			t.Fatal("invited with nobody there")
		}
		adas, adasSocket := h.onDuty(ada, 1)
		adas.Take(wire.WatchVisitors{On: true})
		if v, ok := last(adasSocket, always[wire.VisitorChanged]); !ok || v.Visitor.Visit != "t1" || v.Visitor.Page == "" {
			t.Errorf("the list has %+v", v)
		}
		time.Sleep(idleCheck + time.Second)
		if i, ok := last(socket, always[wire.Invitation]); !ok || i.Text != "Questions?" {
			t.Fatal("not invited")
		}
		adas.Take(wire.InviteVisitor{Visit: "t1", Group: support, Text: "again"})
		if i, _ := last(socket, always[wire.Invitation]); i.Text == "again" {
			t.Error("invited twice in a visit")
		}
		page.Gone()
		time.Sleep(DefaultVisitGrace + time.Second)
		if v, ok := last(adasSocket, always[wire.VisitorGone]); !ok || v.Visit != "t1" {
			t.Error("still on the list")
		}
	})
}

func TestD8ARuleThatIsOffInvitesNobodyUntilItIsOn(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		rule := func(off bool) {
			settings := must(h.desk.SiteDesk(t.Context(), h.site.ID))(t)
			settings.Rules = []desk.Rule{{Name: "long", Group: support, Seconds: 30, Texts: desk.Texts{"en": "Questions?"}, Off: off}}
			must(h.desk.SetSiteDesk(t.Context(), h.site.ID, settings))(t)
			h.reload()
		}
		rule(true)
		h.onDuty(h.staff(desk.RoleAssistant), 1)
		_, socket := h.visit(wire.Visit{})
		time.Sleep(2 * time.Minute)
		if _, ok := last(socket, always[wire.Invitation]); ok {
			t.Fatal("invited by a rule that is off")
		}
		rule(false)
		time.Sleep(idleCheck + time.Second)
		if _, ok := last(socket, always[wire.Invitation]); !ok {
			t.Error("not invited by a rule that is on")
		}
	})
}

func TestRulesMatchPages(t *testing.T) {
	for _, c := range []struct {
		pattern, page string
		want          bool
	}{
		{"", "https://x/a", true}, {"/cart*", "https://x/cart/2?q=1#f", true}, {"/cart", "https://x/cart/", true}, {"/cart", "https://x/carts", false},
		{"*/help/*", "https://x/en/help/me", true}, {"/a*b*c", "https://x/aXbXbc", true}, {"/a*b*c", "https://x/aXbXb", false}, {"/", "https://x", true}, {"/x", "::bad", false},
	} {
		if got := matches(c.pattern, c.page); got != c.want {
			t.Errorf("%q on %q: %v", c.pattern, c.page, got)
		}
	}
}

func FuzzMatches(f *testing.F) {
	f.Add("/a*b", "https://x/ab")
	f.Add("****", "/")
	f.Fuzz(func(_ *testing.T, pattern, page string) {
		matches(pattern[:min(len(pattern), 300)], page[:min(len(page), wire.MaxPage)])
	})
}

func TestD2RetentionErasesWhatIsOld(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		settings := must(h.desk.SiteDesk(t.Context(), h.site.ID))(t)
		settings.RetentionDays = 1
		must(h.desk.SetSiteDesk(t.Context(), h.site.ID, settings))(t)
		h.reload()
		ada := h.staff(desk.RoleAssistant)
		adas, _ := h.onDuty(ada, 1)
		_, _, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		adas.Take(wire.EndConversation{Conversation: chat.Conversation})
		synctest.Wait()
		found := func() int {
			return len(must(h.cfg.History.Search(t.Context(), history.Query{Text: "hello"}, 5))(t).Summaries)
		}
		if found() != 1 {
			t.Fatal("not in the history")
		}
		time.Sleep(26 * time.Hour)
		synctest.Wait()
		if found() != 0 {
			t.Error("still in the history after its time")
		}
	})
}
