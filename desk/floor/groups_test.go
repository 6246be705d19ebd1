package floor

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func (h *house) changeGroup(id string, do func(*desk.Group)) {
	h.t.Helper()
	g := must(h.desk.Group(h.t.Context(), id))(h.t)
	do(&g)
	must(h.desk.ChangeGroup(h.t.Context(), id, g))(h.t)
	h.reload()
}

func (h *house) removeGroup(id, moveTo string) {
	h.t.Helper()
	must(h.desk.RemoveGroup(h.t.Context(), id, moveTo))(h.t)
	h.reload()
}

// starts reports why a conversation with a group did not begin; "" where it did.
func (h *house) starts(p *pageSide, s *socket, id, group string) wire.FaultCode {
	p.Take(wire.StartChat{ID: id, Group: group, Name: "Zoë", Language: "en", Text: "Hello"})
	synctest.Wait()
	f, _ := last(s, func(f wire.Fault) bool { return f.Ref == id })
	return f.Code
}

func TestD2AGroupWithNoConversationsIsRemovedWithAllThatNamesIt(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		sales := h.group("Sales").ID
		ada := h.staff(desk.RoleAssistant, sales)
		settings := must(h.desk.SiteDesk(t.Context(), h.site.ID))(t)
		settings.Groups = []string{sales, support}
		settings.Rules = []desk.Rule{{Name: "now", Group: sales, Texts: desk.Texts{"en": "Prices?"}}}
		must(h.desk.SetSiteDesk(t.Context(), h.site.ID, settings))(t)
		h.reload()
		page, socket := h.visit(wire.Visit{})
		h.removeGroup(sales, "")
		_, adasSocket := h.onDuty(ada, 1)
		if code := h.starts(page, socket, "r1", sales); code != wire.FaultNobody {
			t.Errorf("a conversation with a removed group: %q", code)
		}
		time.Sleep(2 * idleCheck)
		if _, ok := last(socket, always[wire.Invitation]); ok {
			t.Error("invited to a removed group")
		}
		_, next := h.visit(wire.Visit{})
		if m, _ := last(next, always[wire.Welcome]); len(m.Groups) != 1 || m.Groups[0].ID != support || !m.Groups[0].Open {
			t.Errorf("the next page may choose from %+v", m.Groups) // and its staff serves where it went
		}
		if m, _ := last(adasSocket, always[wire.DeskSnapshot]); len(m.Groups) != 1 {
			t.Errorf("the console has the groups %+v", m.Groups)
		}
		if code := h.starts(page, socket, "r2", support); code != "" {
			t.Errorf("the group that is left: %q", code)
		}
		if _, err := h.desk.RemoveGroup(t.Context(), support, ""); !errors.Is(err, desk.ErrLastGroup) {
			t.Errorf("the last group: %v", err)
		}
	})
}

func TestD2WhoIsOfferedWhenTheGroupIsRemovedIsAcceptedOrWaitsWhereItWasSaid(t *testing.T) {
	in(t, func(t *testing.T, h *house, _ string) {
		sales, billing := h.group("Sales").ID, h.group("Billing").ID
		ada := h.staff(desk.RoleAssistant, sales)
		h.onDuty(ada, 1)
		_, _, chat := h.writes(sales)
		h.removeGroup(sales, billing)
		h.is(chat.Conversation, wire.ChatOffered, ada, "")
		time.Sleep(desk.DefaultPickUp + time.Second)
		h.is(chat.Conversation, wire.ChatWaiting, nobody, wire.ChatReasonNotPickedUp)
		if r := h.state(chat.Conversation); r.Group != billing || !r.Returned {
			t.Errorf("%+v", r)
		}
	})
}

func TestD2AMessageThatWasLeftFollowsItsGroup(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		sales := h.group("Sales").ID
		page, _ := h.visit(wire.Visit{})
		page.Take(wire.LeaveMessage{ID: "l1", Group: sales, Name: "Zoë", Email: "zoe@example.org", Language: "en", Text: "Hello"})
		h.removeGroup(sales, support)
		_, socket := h.window(h.staff(desk.RoleAssistant, support))
		if m, _ := last(socket, always[wire.DeskSnapshot]); len(m.Conversations) != 1 || m.Conversations[0].Group != support || m.Conversations[0].State != wire.ChatLeft {
			t.Errorf("%+v", m.Conversations)
		}
	})
}

func TestC8AGroupThatTakesNoMessagesSaysSoAndKeepsWhatWasWrittenInItsQueue(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		h.changeGroup(support, func(g *desk.Group) { g.NoMessages = true })
		page, socket := h.visit(wire.Visit{})
		if m, _ := last(socket, always[wire.Welcome]); m.Groups[0].Messages || m.Groups[0].Open {
			t.Errorf("%+v", m.Groups)
		}
		page.Take(wire.LeaveMessage{ID: "l1", Group: support, Name: "Zoë", Email: "zoe@example.org", Language: "en", Text: "Hello"})
		if f, _ := last(socket, always[wire.Fault]); f.Ref != "l1" || f.Code != wire.FaultNobody {
			t.Errorf("a message that is not taken: %+v", f)
		}
		ada := h.staff(desk.RoleAssistant)
		adas, _ := h.onDuty(ada, 1)
		_, _, chat := h.writes(support)
		adas.Take(wire.SetDuty{State: wire.DutyOff, Capacity: 1})
		time.Sleep(DefaultNobodyGrace + idleCheck + time.Second)
		h.is(chat.Conversation, wire.ChatLeft, nobody, wire.ChatReasonClosed) // written in good faith: it is not thrown away
	})
}

func TestD6WhoWaitsWhenTheGroupsHoursEndIsServedWhileSomebodyIsThere(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		// The test's clock begins on Saturday 1 January 2000, midnight UTC: one o'clock in Madrid.
		h.changeGroup(support, func(g *desk.Group) {
			g.Hours = &desk.Hours{Zone: "Europe/Madrid", Week: []desk.Span{{Day: 6, From: "00:30", To: "01:30"}}}
		})
		ada := h.staff(desk.RoleAssistant)
		adas, _ := h.onDuty(ada, 1)
		_, _, has := h.writes(support)
		adas.Take(wire.Accept{Conversation: has.Conversation})
		_, _, waits := h.writes(support)
		time.Sleep(time.Second) // of two that come at the same instant either may be the first
		_, _, waitsLonger := h.writes(support)
		for range 40 {
			time.Sleep(time.Minute)
			adas.Take(wire.Alive{})
		}
		late, socket := h.visit(wire.Visit{})
		if code := h.starts(late, socket, "r1", support); code != wire.FaultNobody {
			t.Errorf("somebody new after hours: %q", code)
		}
		h.is(has.Conversation, wire.ChatActive, ada, "")
		h.is(waits.Conversation, wire.ChatWaiting, nobody, "")
		adas.Take(wire.EndConversation{Conversation: has.Conversation})
		h.is(waits.Conversation, wire.ChatOffered, ada, "")
		adas.Take(wire.Accept{Conversation: waits.Conversation})
		adas.Take(wire.EndConversation{Conversation: waits.Conversation})
		adas.Take(wire.SetDuty{State: wire.DutyOff, Capacity: 1}) // before the third
		time.Sleep(DefaultNobodyGrace + idleCheck + time.Second)
		h.is(waitsLonger.Conversation, wire.ChatLeft, nobody, wire.ChatReasonClosed)
	})
}

func TestD1WhoIsRemovedWhileTheyAreAskedGivesBackToTheHead(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada := h.staff(desk.RoleAssistant)
		h.onDuty(ada, 1)
		_, _, first := h.writes(support)
		_, _, second := h.writes(support)
		h.is(first.Conversation, wire.ChatOffered, ada, "")
		h.remove(ada)
		h.is(first.Conversation, wire.ChatWaiting, nobody, wire.ChatReasonAgentGone)
		bob := h.staff(desk.RoleAssistant)
		h.onDuty(bob, 1)
		h.is(first.Conversation, wire.ChatOffered, bob, wire.ChatReasonAgentGone)
		h.is(second.Conversation, wire.ChatWaiting, nobody, "")
	})
}

func TestD1WhenTheLastIsRemovedWhoWaitsLeavesAMessage(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada := h.staff(desk.RoleAssistant)
		adas, _ := h.onDuty(ada, 1)
		_, _, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		h.remove(ada)
		h.is(chat.Conversation, wire.ChatWaiting, nobody, wire.ChatReasonAgentGone)
		time.Sleep(DefaultNobodyGrace + idleCheck + time.Second)
		h.is(chat.Conversation, wire.ChatLeft, nobody, wire.ChatReasonClosed)
		if r := h.state(chat.Conversation); !slices.Contains(r.Staff, ada.ID) {
			t.Error("who had it is forgotten")
		}
	})
}
