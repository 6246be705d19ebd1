package main

import (
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func TestD4AColleagueIsConsultedJoinsAndHasItWhenTheAgentLeaves(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	graces, snapshot := ada.assistant().desk()
	grace := snapshot.Me.ID
	graces.send(wire.SetDuty{State: wire.DutyBusy, Capacity: 1})
	wait(graces, func(m wire.DutyChanged) bool { return m.State == wire.DutyBusy })
	page, window, chat := chatting(t, r, ada)
	id := chat.Conversation
	_, adas := ada.desk()

	window.send(wire.Consult{Conversation: id, Person: grace})
	wait(graces, func(m wire.ConversationChanged) bool {
		return m.Conversation.ID == id && len(m.Conversation.Beside) == 1 && m.Conversation.Beside[0].Part == wire.BesideConsulted
	})
	graces.send(wire.Follow{Conversation: id})
	wait(graces, text("Hello"))
	window.send(wire.Aside{Conversation: id, ID: "a1", Text: "SECRET is this covered?"})
	wait(graces, text("SECRET is this covered?"))
	graces.send(wire.Aside{Conversation: id, ID: "g1", Text: "SECRET it is"})
	wait(window, text("SECRET it is"))

	window.send(wire.Consult{Conversation: id, Person: grace, Join: true})
	wait(graces, func(m wire.ConversationChanged) bool {
		return len(m.Conversation.Beside) == 1 && m.Conversation.Beside[0].Part == wire.BesideInvited
	})
	graces.send(wire.Join{Conversation: id})
	wait(page, func(m wire.ChatChanged) bool {
		return len(m.Others) == 1 && m.Others[0] == "Grace Hopper" && m.AgentName == "Ada Byron"
	})
	graces.send(wire.DeskSay{Conversation: id, ID: "g2", Text: "Good evening from Grace"})
	wait(page, text("Good evening from Grace"))

	window.send(wire.Part{Conversation: id, Person: adas.Me.ID})
	wait(page, func(m wire.ChatChanged) bool {
		return m.State == wire.ChatActive && m.AgentName == "Grace Hopper" && len(m.Others) == 0
	})
	graces.send(wire.DeskSay{Conversation: id, ID: "g3", Text: "Now it is the two of us"})
	wait(page, text("Now it is the two of us"))
	for _, m := range page.seen {
		if e, ok := m.(wire.Entry); ok && (e.Kind == wire.EntryAside || e.Event == wire.EventConsultStarted || e.Event == wire.EventConsultEnded) {
			t.Errorf("the visitor got %+v", e)
		}
	}
}
