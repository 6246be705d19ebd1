package floor

import (
	"testing"
	"testing/synctest"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// P8: when a co-browse is over the conversation is as before: its log says so, and another can be begun.
func TestP8AnEndedCobrowseLeavesTheConversationFree(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada := h.staff(desk.RoleAssistant)
		window, socket := h.onDuty(ada, 1)
		_, _, talk := h.writes(support)
		window.Take(wire.Accept{Conversation: talk.Conversation})
		for round := range 2 {
			window.Take(wire.StartCobrowse{Conversation: talk.Conversation})
			synctest.Wait()
			if got := h.state(talk.Conversation).Session; got != "x1" {
				t.Fatalf("round %d: the session is %q, want x1", round, got)
			}
			h.floor.Ended("another")
			if got := h.state(talk.Conversation).Session; got != "x1" {
				t.Errorf("round %d: another's end took it away", round)
			}
			h.floor.Ended("x1")
			synctest.Wait()
			if got := h.state(talk.Conversation).Session; got != "" {
				t.Errorf("round %d: the session is still %q", round, got)
			}
			if line, ok := last(socket, func(m wire.ConversationChanged) bool { return m.Conversation.ID == talk.Conversation }); !ok || line.Conversation.Session != "" {
				t.Errorf("round %d: the console has %+v", round, line)
			}
		}
	})
}
