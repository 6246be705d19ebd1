package floor

import (
	"errors"
	"slices"
	"testing"
	"testing/synctest"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/history"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// finds are the conversations that somebody finds, running ones first.
func (h *house) finds(who desk.Person, q history.Query) (ids []string) {
	h.t.Helper()
	running := must(h.floor.Running(h.t.Context(), who.ID, q, 50))(h.t)
	q.Anyone = h.floor.Scope(who.ID)
	over := must(h.cfg.History.Search(h.t.Context(), q, 50))(h.t)
	for _, s := range append(running, over.Summaries...) {
		ids = append(ids, s.ID)
	}
	return ids
}

// may fails unless somebody finds a conversation, and can open it, or neither.
func (h *house) may(who desk.Person, id string, want bool) {
	h.t.Helper()
	if got := slices.Contains(h.finds(who, history.Query{Text: "hello"}), id); got != want {
		h.t.Errorf("%s finds it: %v, want %v", who.Name, got, want)
	}
	if _, err := h.floor.Reading(h.t.Context(), who.ID, id); (err == nil) != want || (err != nil && !errors.Is(err, ErrNotFound)) {
		h.t.Errorf("%s opens it: %v, want %v", who.Name, err, want)
	}
}

func TestC5WhoeverFindsAConversationMayOpenItWhileItRunsAndAfterwards(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		sales := h.group("Sales").ID
		ada, bob, eve := h.staff(desk.RoleAssistant, support, sales), h.staff(desk.RoleAssistant, sales), h.staff(desk.RoleAssistant, support)
		searches := h.change(h.staff(desk.RoleAssistant, sales), func(c *desk.ChangedPerson) { c.Rights.Grant = []wire.Right{wire.RightHistory} })
		sue, other, root := h.staff(desk.RoleSupervisor, support), h.staff(desk.RoleSupervisor, h.group("Elsewhere").ID), h.staff(desk.RoleAdministrator)
		adas, _ := h.onDuty(ada, 1)
		_, _, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		h.may(ada, chat.Conversation, true)
		h.may(bob, chat.Conversation, false)
		bobs, _ := h.onDuty(bob, 1)
		adas.Take(wire.Transfer{Conversation: chat.Conversation, Person: bob.ID})
		bobs.Take(wire.Accept{Conversation: chat.Conversation})
		h.is(chat.Conversation, wire.ChatActive, bob, "")
		all := func() {
			t.Helper()
			for _, may := range []desk.Person{ada, bob, searches, sue, root} { // ada handed it on; sue supervises ada
				h.may(may, chat.Conversation, true)
			}
			for _, not := range []desk.Person{eve, other} {
				h.may(not, chat.Conversation, false)
			}
		}
		all()
		bobs.Take(wire.EndConversation{Conversation: chat.Conversation})
		synctest.Wait()
		all()
	})
}

func TestD5WhatSomebodyUnsupervisedHasIsFoundByNobodyElse(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada, root := h.staff(desk.RoleAssistant), h.staff(desk.RoleAdministrator)
		bob := h.change(h.staff(desk.RoleAssistant), func(c *desk.ChangedPerson) { c.Unsupervised = true })
		adas, _ := h.onDuty(ada, 1)
		_, _, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		bobs, _ := h.onDuty(bob, 1)
		adas.Take(wire.Transfer{Conversation: chat.Conversation, Person: bob.ID})
		bobs.Take(wire.Accept{Conversation: chat.Conversation})
		h.is(chat.Conversation, wire.ChatActive, bob, "")
		h.may(bob, chat.Conversation, true)
		h.may(ada, chat.Conversation, false)
		h.may(root, chat.Conversation, false)
	})
}

func TestD5WhispersAreReadAgainByThoseWhoSuperviseAndTheAgent(t *testing.T) {
	withPair(t, func(t *testing.T, p *pair) {
		p.adas.Take(wire.Consult{Conversation: p.talk, Person: p.bob.ID})
		p.beside(wire.BesideConsulted)
		for who, want := range map[string]bool{p.ada.ID: true, p.bob.ID: false, p.staff(desk.RoleSupervisor).ID: true} {
			if r := must(p.floor.Reading(t.Context(), who, p.talk))(t); r.Whispers != want {
				t.Errorf("%s reads whispers: %v", who, r.Whispers)
			}
		}
	})
}

func TestC5RunningConversationsAreSearchedAsTheEndedAre(t *testing.T) {
	in(t, func(t *testing.T, h *house, support string) {
		ada, bob := h.staff(desk.RoleAssistant), h.staff(desk.RoleAssistant)
		adas, _ := h.onDuty(ada, 2)
		_, _, chat := h.writes(support)
		adas.Take(wire.Accept{Conversation: chat.Conversation})
		adas.Take(wire.WriteNote{Conversation: chat.Conversation, ID: "n1", Text: "Envío 4711 en el depósito"})
		synctest.Wait()
		started := h.state(chat.Conversation).Started
		queries := map[string]struct {
			q    history.Query
			want bool
		}{
			"nothing asked":  {history.Query{}, true},
			"accents, case":  {history.Query{Text: "ENVIO depos"}, true},
			"the name":       {history.Query{Text: "zoe"}, true},
			"one letter":     {history.Query{Text: "e"}, false},
			"one word lacks": {history.Query{Text: "envio lighthouse"}, false},
			"with her":       {history.Query{Person: ada.ID}, true},
			"with another":   {history.Query{Person: bob.ID}, false},
			"that visitor":   {history.Query{Visitor: chat.Visitor}, true},
			"its group":      {history.Query{Group: support}, true},
			"another group":  {history.Query{Group: "sales"}, false},
			"that day":       {history.Query{From: started, To: started.AddDate(0, 0, 1)}, true},
			"before":         {history.Query{To: started}, false},
			"after":          {history.Query{From: started.AddDate(0, 0, 1)}, false},
		}
		check := func(when string) {
			t.Helper()
			for name, c := range queries {
				if got := slices.Equal(h.finds(ada, c.q), []string{chat.Conversation}); got != c.want {
					t.Errorf("%s, %s: found %v", when, name, got)
				}
			}
		}
		check("running")
		adas.Take(wire.EndConversation{Conversation: chat.Conversation})
		synctest.Wait()
		check("over")
	})
}
