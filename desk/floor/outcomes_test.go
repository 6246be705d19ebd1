package floor

import (
	"testing"
	"testing/synctest"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// in runs a test on a floor whose clock is the test's.
func in(t *testing.T, f func(t *testing.T, h *house, support string)) {
	t.Helper()
	synctest.Test(t, func(t *testing.T) {
		h := newHouse(t)
		f(t, h, must(h.desk.Groups(t.Context()))(t)[0].ID)
	})
}

// is fails unless a conversation is in a state, with an agent, for a reason.
func (h *house) is(id string, state wire.ChatState, agent desk.Person, reason wire.ChatReason) {
	h.t.Helper()
	synctest.Wait()
	if r := h.state(id); r.State != state || r.Agent != agent.ID || r.Reason != reason {
		h.t.Fatalf("%s of %q because of %q, want %s of %q because of %q", r.State, r.Agent, r.Reason, state, agent.ID, reason)
	}
}

var nobody desk.Person

func TestD3NotPickedUpGoesToTheNextAndMakesAway(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada, bob := h.staff(desk.RoleAssistant), h.staff(desk.RoleAssistant)
		_, adas := h.onDuty(ada, 1)
		_, _, chat := h.writes(support)
		h.is(chat.Conversation, wire.ChatOffered, ada, "")
		h.onDuty(bob, 1)
		time.Sleep(desk.DefaultPickUp + time.Second)
		h.is(chat.Conversation, wire.ChatOffered, bob, wire.ChatReasonNotPickedUp)
		if d, ok := last(adas, always[wire.DutyChanged]); !ok || d.State != wire.DutyAway || d.Reason != wire.DutyReasonNotPickedUp {
			t.Errorf("who did not pick up is %+v", d)
		}
	})
}

func TestD3DeclinedIsNotOfferedToTheSameAgain(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada, bob := h.staff(desk.RoleAssistant), h.staff(desk.RoleAssistant)
		adas, _ := h.onDuty(ada, 1)
		_, _, chat := h.writes(support)
		adas.Take(wire.Decline{Conversation: chat.Conversation})
		h.is(chat.Conversation, wire.ChatWaiting, nobody, wire.ChatReasonDeclined)
		h.onDuty(bob, 1)
		h.is(chat.Conversation, wire.ChatOffered, bob, wire.ChatReasonDeclined)
	})
}

func TestD3LostNetworkGivesBackToTheHeadAndAReloadDoesNot(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada := h.staff(desk.RoleAssistant)
		adas, _ := h.onDuty(ada, 1)
		page, _, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		_, later, second := h.writes(support)
		adas.Gone()
		time.Sleep(DefaultAgentGrace / 2)
		adas, _ = h.window(ada)
		time.Sleep(DefaultAgentGrace)
		h.is(chat.Conversation, wire.ChatActive, ada, "")
		adas.Gone()
		time.Sleep(DefaultAgentGrace + time.Second)
		h.is(chat.Conversation, wire.ChatWaiting, nobody, wire.ChatReasonAgentGone)
		page.Take(wire.VisitorSay{ID: "v9", Text: "still there?"})
		if m, _ := last(later, always[wire.ChatChanged]); m.Position != 2 {
			t.Errorf("who came later is at %d", m.Position)
		}
		bob := h.staff(desk.RoleAssistant)
		h.onDuty(bob, 1)
		h.is(chat.Conversation, wire.ChatOffered, bob, wire.ChatReasonAgentGone)
		h.is(second.Conversation, wire.ChatWaiting, nobody, "")
	})
}

func TestD3OffDutyLeavesNobodyBehind(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada, bob := h.staff(desk.RoleAssistant), h.staff(desk.RoleAssistant)
		adas, _ := h.onDuty(ada, 2)
		_, _, first := h.writes(support)
		adas.Take(wire.Accept{Conversation: first.Conversation})
		_, _, second := h.writes(support)
		h.onDuty(bob, 1)
		adas.Take(wire.SetDuty{State: wire.DutyOff, Capacity: 2})
		synctest.Wait()
		taken := 0
		for _, id := range []string{first.Conversation, second.Conversation} {
			r := h.state(id)
			if r.Agent == ada.ID {
				t.Errorf("%s is still with who went home", id)
			}
			if r.Agent == bob.ID {
				taken++
			}
		}
		if taken != 1 {
			t.Errorf("bob, who takes one, was offered %d", taken)
		}
	})
}

func TestD4ATransferIsNeverNobodys(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		sales := h.group("Sales")
		ada, bob := h.staff(desk.RoleAssistant, support), h.staff(desk.RoleAssistant, sales.ID)
		adas, adasSocket := h.onDuty(ada, 2)
		_, _, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		adas.Take(wire.Transfer{Conversation: chat.Conversation, Group: sales.ID})
		if f, _ := last(adasSocket, always[wire.Fault]); f.Code != wire.FaultNobody {
			t.Errorf("handed to a group with nobody there: %+v", f)
		}
		h.is(chat.Conversation, wire.ChatActive, ada, "")
		h.onDuty(bob, 1)
		adas.Take(wire.Transfer{Conversation: chat.Conversation, Person: bob.ID, Note: "knows the prices"})
		h.is(chat.Conversation, wire.ChatOffered, bob, wire.ChatReasonTransferred)
		time.Sleep(desk.DefaultPickUp + time.Second)
		h.is(chat.Conversation, wire.ChatWaiting, nobody, wire.ChatReasonNotPickedUp) // in Sales, at the head, for whoever comes
		if r := h.state(chat.Conversation); r.Group != sales.ID || !r.Returned {
			t.Errorf("%+v", r)
		}
	})
}

func TestD2ARemovedGroupsVisitorsGoWhereItWasSaid(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		sales, billing := h.group("Sales"), h.group("Billing")
		ada := h.staff(desk.RoleAssistant, sales.ID)
		adas, _ := h.onDuty(ada, 1)
		_, _, had := h.writes(sales.ID)
		adas.Take(wire.Accept{Conversation: had.Conversation})
		_, _, waits := h.writes(sales.ID)
		must(h.desk.RemoveGroup(t.Context(), sales.ID, billing.ID))(t)
		h.reload()
		h.is(had.Conversation, wire.ChatActive, ada, "")
		h.is(waits.Conversation, wire.ChatWaiting, nobody, "")
		if r := h.state(waits.Conversation); r.Group != billing.ID {
			t.Errorf("who waited is in %s", r.Group)
		}
		if p := must(h.desk.Person(t.Context(), ada.ID))(t); p.MainGroup != billing.ID {
			t.Errorf("the staff is in %s", p.MainGroup)
		}
		adas.Take(wire.EndConversation{Conversation: had.Conversation})
		h.is(waits.Conversation, wire.ChatOffered, ada, "")
	})
}

func TestD1ARemovedPersonsVisitorsAreGivenBack(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada, bob := h.staff(desk.RoleAssistant), h.staff(desk.RoleAssistant)
		adas, _ := h.onDuty(ada, 1)
		_, _, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		h.onDuty(bob, 1)
		if err := h.desk.RemovePerson(t.Context(), ada.ID); err != nil {
			t.Fatal(err)
		}
		h.reload()
		h.is(chat.Conversation, wire.ChatOffered, bob, wire.ChatReasonAgentGone)
	})
}

func TestD6WhenNobodyIsLeftOnDutyWhoWaitsLeavesAMessage(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada := h.staff(desk.RoleAssistant)
		adas, _ := h.onDuty(ada, 1)
		page, socket, chat := h.writes(support)
		adas.Take(wire.SetDuty{State: wire.DutyOff, Capacity: 1})
		h.is(chat.Conversation, wire.ChatWaiting, nobody, wire.ChatReasonOffDuty)
		time.Sleep(DefaultNobodyGrace + idleCheck + time.Second)
		h.is(chat.Conversation, wire.ChatLeft, nobody, wire.ChatReasonClosed)
		if m, _ := last(socket, always[wire.ChatChanged]); m.State != wire.ChatLeft || m.Reason != wire.ChatReasonClosed {
			t.Errorf("the visitor is told %+v", m)
		}
		page.Take(wire.VisitorSay{ID: "v2", Text: "zoe@example.org"}) // what is written is kept for whoever comes
		synctest.Wait()
		_, adasNext := h.window(ada)
		if m, ok := last(adasNext, always[wire.DeskSnapshot]); !ok || len(m.Conversations) != 1 || m.Conversations[0].Unread != 2 {
			t.Errorf("at the next sign-in: %+v", m.Conversations)
		}
	})
}

func TestD6OutsideAPersonsHoursNobodyNewComes(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		// The test's clock begins on Saturday 1 January 2000, midnight UTC: one o'clock in Madrid.
		ada := h.change(h.staff(desk.RoleAssistant), func(c *desk.ChangedPerson) {
			c.Hours = &desk.Hours{Zone: "Europe/Madrid", Week: []desk.Span{{Day: 6, From: "00:30", To: "01:30"}}}
		})
		adas, socket := h.onDuty(ada, 2)
		_, _, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		for range 40 {
			time.Sleep(time.Minute)
			adas.Take(wire.Alive{})
		}
		if d, _ := last(socket, always[wire.DutyChanged]); d.State != wire.DutyBusy || d.Reason != wire.DutyReasonHours {
			t.Errorf("after hours: %+v", d)
		}
		h.is(chat.Conversation, wire.ChatActive, ada, "")
	})
}

func TestSilenceMakesAway(t *testing.T) {
	in(t, func(t *testing.T, h *house, _ string) {
		_, socket := h.onDuty(h.staff(desk.RoleAssistant), 1)
		time.Sleep(DefaultSilenceAway + idleCheck + time.Second)
		if d, _ := last(socket, always[wire.DutyChanged]); d.State != wire.DutyAway || d.Reason != wire.DutyReasonSilence {
			t.Errorf("after a long silence: %+v", d)
		}
	})
}
