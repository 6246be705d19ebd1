package floor

import (
	"context"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// pair is an agent in a conversation, and a colleague with a window of their own.
type pair struct {
	*house
	ada, bob         desk.Person
	adas, bobs       *deskSide
	adaSees, bobSees *socket
	visitorSees      *socket
	talk             string
	visitor, token   string
}

func withPair(t *testing.T, do func(t *testing.T, p *pair)) {
	t.Helper()
	in(t, func(t *testing.T, h *house, support string) {
		p := &pair{house: h, ada: h.staff(desk.RoleAssistant), bob: h.staff(desk.RoleAssistant)}
		p.adas, p.adaSees = h.onDuty(p.ada, 2)
		var chat wire.ChatChanged
		_, p.visitorSees, chat = h.writes(support)
		p.talk, p.visitor, p.token = chat.Conversation, chat.Visitor, chat.Token
		p.adas.Take(wire.Accept{Conversation: p.talk})
		p.adas.Take(wire.Follow{Conversation: p.talk})
		p.bobs, p.bobSees = h.window(p.bob)
		p.bobs.Take(wire.SetDuty{State: wire.DutyBusy, Capacity: 1})
		do(t, p)
	})
}

// joined has the colleague in the conversation.
func (p *pair) joined() {
	p.adas.Take(wire.Consult{Conversation: p.talk, Person: p.bob.ID, Join: true})
	p.bobs.Take(wire.Join{Conversation: p.talk})
	p.beside(wire.BesideJoined)
}

// beside fails unless the colleague has that part, by the record.
func (p *pair) beside(want wire.BesidePart) {
	p.t.Helper()
	synctest.Wait()
	if r := p.state(p.talk); r.part(p.bob.ID) != want {
		p.t.Fatalf("the colleague's part is %q, want %q", r.part(p.bob.ID), want)
	}
}

func (p *pair) refused(s *socket, code wire.FaultCode) {
	p.t.Helper()
	synctest.Wait()
	if f, ok := last(s, always[wire.Fault]); !ok || f.Code != code {
		p.t.Errorf("refused with %+v, want %s", f, code)
	}
}

func (p *pair) visitorIsTold(what string, fits func(wire.Entry) bool, want bool) {
	p.t.Helper()
	synctest.Wait()
	if _, got := last(p.visitorSees, fits); got != want {
		p.t.Errorf("the visitor is told of %s: %v, want %v", what, got, want)
	}
}

func event(kind wire.ChatEvent, name string) func(wire.Entry) bool {
	return func(e wire.Entry) bool { return e.Event == kind && e.Name == name }
}

func TestD4AConsultIsBesideTheConversationAndTheVisitorKnowsNothing(t *testing.T) {
	withPair(t, func(t *testing.T, p *pair) {
		p.bobs.Take(wire.Follow{Conversation: p.talk})
		p.refused(p.bobSees, wire.FaultUnknownConversation)
		p.adas.Take(wire.Consult{Conversation: p.talk, Person: p.bob.ID})
		p.beside(wire.BesideConsulted)
		p.bobs.Take(wire.Follow{Conversation: p.talk})
		p.adas.Take(wire.Aside{Conversation: p.talk, ID: "a1", Text: "is this covered?"})
		p.bobs.Take(wire.Aside{Conversation: p.talk, ID: "b1", Text: "it is"})
		p.bobs.Take(wire.DeskSay{Conversation: p.talk, ID: "b2", Text: "hello from nowhere"})
		p.refused(p.bobSees, wire.FaultNoRight)
		p.bobs.Take(wire.Join{Conversation: p.talk})
		p.refused(p.bobSees, wire.FaultWrongState)
		for _, text := range []string{"Hello", "is this covered?"} {
			if _, ok := last(p.bobSees, said(text)); !ok {
				t.Errorf("the colleague does not read %q", text)
			}
		}
		if e, _ := last(p.adaSees, said("it is")); e.Kind != wire.EntryAside || e.Name != p.bob.Name {
			t.Errorf("the agent reads %+v", e)
		}
		if line, _ := last(p.adaSees, always[wire.ConversationChanged]); len(line.Conversation.Beside) != 1 || line.Conversation.Beside[0].Name != p.bob.Name {
			t.Errorf("beside: %+v", line.Conversation.Beside)
		}
		if r := p.state(p.talk); r.Agent != p.ada.ID || len(r.Staff) != 1 {
			t.Errorf("%+v", r)
		}
		p.bobs.Take(wire.Part{Conversation: p.talk, Person: p.bob.ID})
		p.beside("")
		if m, ok := last(p.bobSees, always[wire.ConversationGone]); !ok || m.Conversation != p.talk {
			t.Error("the line stayed when the consult was over")
		}
		p.adas.Take(wire.Aside{Conversation: p.talk, ID: "a2", Text: "to nobody"})
		p.refused(p.adaSees, wire.FaultNoRight)
		for _, text := range []string{"is this covered?", "it is", "hello from nowhere", "to nobody"} {
			p.visitorIsTold(text, said(text), false)
		}
		p.visitorIsTold("the consult", func(e wire.Entry) bool {
			return e.Event == wire.EventConsultStarted || e.Event == wire.EventConsultEnded || e.Kind == wire.EntryAside
		}, false)
	})
}

func TestD4AskedIsWhoSharesAGroupAndIsThere(t *testing.T) {
	withPair(t, func(t *testing.T, p *pair) {
		gone, clerk := p.staff(desk.RoleAssistant), p.staff(desk.RoleUser)
		stranger := p.staff(desk.RoleAssistant, p.group("Sales").ID)
		p.onDuty(stranger, 1)
		p.window(clerk)
		for _, who := range []string{stranger.ID, gone.ID, p.ada.ID, "nobody"} {
			p.adas.Take(wire.Consult{Conversation: p.talk, Person: who})
			p.refused(p.adaSees, wire.FaultNobody)
		}
		p.adas.Take(wire.Consult{Conversation: p.talk, Person: clerk.ID, Join: true}) // serves nobody
		p.refused(p.adaSees, wire.FaultNobody)
		p.bobs.Take(wire.Consult{Conversation: p.talk, Person: clerk.ID})
		p.refused(p.bobSees, wire.FaultUnknownConversation)
		if r := p.state(p.talk); len(r.Beside) != 0 {
			t.Fatalf("beside: %+v", r.Beside)
		}
		p.adas.Take(wire.Consult{Conversation: p.talk, Person: clerk.ID}) // who serves nobody can give advice
		if r := p.state(p.talk); r.part(clerk.ID) != wire.BesideConsulted {
			t.Errorf("beside: %+v", r.Beside)
		}
	})
}

func TestD4AConferenceIsInTheOpenAndOneStaysResponsible(t *testing.T) {
	withPair(t, func(t *testing.T, p *pair) {
		p.adas.Take(wire.Consult{Conversation: p.talk, Person: p.bob.ID})
		p.joined()
		p.visitorIsTold("who joined", event(wire.EventJoined, p.bob.Name), true)
		p.bobs.Take(wire.DeskSay{Conversation: p.talk, ID: "b1", Text: "I know this one"})
		p.visitorIsTold("what they say", said("I know this one"), true)
		if m, _ := last(p.visitorSees, always[wire.ChatChanged]); m.AgentName != p.ada.Name || len(m.Others) != 1 || m.Others[0] != p.bob.Name {
			t.Errorf("the visitor talks with %q and %q", m.AgentName, m.Others)
		}
		if m, _ := last(p.adaSees, func(m wire.ColleagueChanged) bool { return m.Person.ID == p.bob.ID }); m.Person.Load != 0 {
			t.Errorf("the colleague's load is %d", m.Person.Load)
		}
		p.bobs.Take(wire.EndConversation{Conversation: p.talk}) // not theirs to end
		p.refused(p.bobSees, wire.FaultNoRight)
		p.adas.Take(wire.Part{Conversation: p.talk, Person: p.bob.ID})
		p.beside("")
		p.visitorIsTold("who left", event(wire.EventParted, p.bob.Name), true)
		p.is(p.talk, wire.ChatActive, p.ada, "")
		p.bobs.Take(wire.DeskSay{Conversation: p.talk, ID: "b2", Text: "one more thing"})
		p.refused(p.bobSees, wire.FaultUnknownConversation)
	})
}

func TestD4WhoIsInItHasItWhenTheAgentGoes(t *testing.T) {
	for name, goes := range map[string]func(*pair){
		"leaves":       func(p *pair) { p.adas.Take(wire.Part{Conversation: p.talk, Person: p.ada.ID}) },
		"hands on":     func(p *pair) { p.adas.Take(wire.Transfer{Conversation: p.talk, Person: p.bob.ID, Note: "yours"}) },
		"off duty":     func(p *pair) { p.adas.Take(wire.SetDuty{State: wire.DutyOff, Capacity: 1}) },
		"no window":    func(p *pair) { p.adas.Gone(); time.Sleep(DefaultAgentGrace + time.Second) },
		"not on staff": func(p *pair) { p.remove(p.ada) },
	} {
		t.Run(name, func(t *testing.T) {
			withPair(t, func(t *testing.T, p *pair) {
				p.joined()
				goes(p)
				p.is(p.talk, wire.ChatActive, p.bob, "")
				p.beside("")
				p.visitorIsTold("the queue", func(e wire.Entry) bool { return e.Event == wire.EventReturned }, false)
				if m, _ := last(p.visitorSees, always[wire.ChatChanged]); m.State != wire.ChatActive || m.AgentName != p.bob.Name || len(m.Others) != 0 {
					t.Errorf("the visitor talks with %+v", m)
				}
			})
		})
	}
}

func TestD4WhereWhoIsInItCannotHaveItItGoesToTheHead(t *testing.T) {
	withPair(t, func(t *testing.T, p *pair) {
		p.adas.Take(wire.Consult{Conversation: p.talk, Person: p.bob.ID, Join: true}) // invited, and not in it
		p.adas.Take(wire.Part{Conversation: p.talk, Person: p.ada.ID})
		p.refused(p.adaSees, wire.FaultWrongState)
		p.is(p.talk, wire.ChatActive, p.ada, "")
		p.bobs.Take(wire.Join{Conversation: p.talk})
		p.bobs.Gone()
		p.adas.Take(wire.SetDuty{State: wire.DutyOff, Capacity: 1})
		p.is(p.talk, wire.ChatWaiting, nobody, wire.ChatReasonOffDuty)
		if r := p.state(p.talk); !r.Returned || len(r.Beside) != 0 {
			t.Errorf("%+v", r)
		}
	})
}

func TestD4WhoGoesIsNoLongerBesideIt(t *testing.T) {
	for name, goes := range map[string]func(*pair){
		"off duty":     func(p *pair) { p.bobs.Take(wire.SetDuty{State: wire.DutyOff, Capacity: 1}) },
		"no window":    func(p *pair) { p.bobs.Gone(); time.Sleep(DefaultAgentGrace + time.Second) },
		"not on staff": func(p *pair) { p.remove(p.bob) },
		"other group": func(p *pair) {
			sales := p.group("Sales").ID
			p.change(p.bob, func(c *desk.ChangedPerson) { c.MainGroup = sales })
		},
		"no right": func(p *pair) { p.change(p.bob, func(c *desk.ChangedPerson) { c.Role = desk.RoleUser }) },
	} {
		t.Run(name, func(t *testing.T) {
			withPair(t, func(t *testing.T, p *pair) {
				p.joined()
				goes(p)
				p.beside("")
				p.is(p.talk, wire.ChatActive, p.ada, "")
			})
		})
	}
}

func TestD4AConferenceOutlivesTheServer(t *testing.T) {
	withPair(t, func(t *testing.T, p *pair) {
		p.joined()
		if err := p.floor.Close(); err != nil {
			t.Fatal(err)
		}
		p.floor = must(New(context.WithoutCancel(t.Context()), p.cfg))(t)
		p.bobs, p.bobSees = p.window(p.bob)
		page, sees := p.visit(wire.Visit{Visitor: p.visitor, Token: p.token})
		p.bobs.Take(wire.DeskSay{Conversation: p.talk, ID: "b1", Text: "still here"})
		synctest.Wait()
		if _, ok := last(sees, said("still here")); !ok {
			t.Error("the colleague is not in it any more")
		}
		time.Sleep(DefaultAgentGrace + idleCheck) // the agent does not come back
		p.is(p.talk, wire.ChatActive, p.bob, "")
		page.Gone()
	})
}

func TestD5AWhisperIsTheAgentsAlone(t *testing.T) {
	withPair(t, func(t *testing.T, p *pair) {
		sues, _ := p.window(p.staff(desk.RoleSupervisor))
		p.adas.Take(wire.Consult{Conversation: p.talk, Person: p.bob.ID})
		p.bobs.Take(wire.Follow{Conversation: p.talk})
		sues.Take(wire.Whisper{Conversation: p.talk, ID: "w1", Text: "offer a refund"})
		synctest.Wait()
		if _, ok := last(p.bobSees, said("offer a refund")); ok {
			t.Error("a colleague beside it hears the whisper")
		}
		if _, ok := last(p.adaSees, said("offer a refund")); !ok {
			t.Error("the agent does not")
		}
	})
}
