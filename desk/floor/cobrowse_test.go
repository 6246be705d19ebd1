package floor

import (
	"slices"
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

// D4, D9: who hands a visitor on does not look on. The next agent's co-browse begins with a question of its own. With the conversation its co-browse is over.
func TestD4ACobrowseEndsWhereItsAgentNoLongerHasTheConversation(t *testing.T) {
	for name, goes := range map[string]func(*pair){
		"to a person": func(p *pair) { p.adas.Take(wire.Transfer{Conversation: p.talk, Person: p.bob.ID}) },
		"to a group":  func(p *pair) { p.adas.Take(wire.Transfer{Conversation: p.talk, Group: p.state(p.talk).Group}) },
		"by the end":  func(p *pair) { p.adas.Take(wire.EndConversation{Conversation: p.talk}) },
		"off duty":    func(p *pair) { p.adas.Take(wire.SetDuty{State: wire.DutyOff, Capacity: 1}) },
		"to who is in it": func(p *pair) {
			p.joined()
			p.adas.Take(wire.Part{Conversation: p.talk, Person: p.ada.ID})
		},
	} {
		t.Run(name, func(t *testing.T) {
			withPair(t, func(t *testing.T, p *pair) {
				p.adas.Take(wire.StartCobrowse{Conversation: p.talk})
				if got := p.state(p.talk).Session; got != "x1" {
					t.Fatalf("the session is %q", got)
				}
				goes(p)
				synctest.Wait()
				if got := p.state(p.talk).Session; got != "" || !slices.Equal(p.ended, []string{"x1"}) {
					t.Errorf("the session is %q, ended were %v", got, p.ended)
				}
				p.visitorIsTold("the end of it", func(e wire.Entry) bool { return e.Event == wire.EventCobrowseEnded }, true)
			})
		})
	}
}
