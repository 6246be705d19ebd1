package main

import (
	"encoding/json"
	"strings"
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func TestC5WhatRunsIsInTheHistoryAndOpensForWhoHandedItOn(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	grace := ada.assistant()
	_, window, chat := chatting(t, r, ada)
	found := func(who *browser) (out []m) {
		t.Helper()
		var list struct{ Conversations []m }
		if err := json.Unmarshal(who.call("GET", "/api/v1/conversations?text=hel", nil).want(t, 200, "").body, &list); err != nil {
			t.Fatal(err)
		}
		return list.Conversations
	}
	if got := found(grace); len(got) != 0 {
		t.Fatalf("who had no part in it finds %v", got)
	}
	graces, snapshot := grace.desk()
	graces.send(wire.SetDuty{State: wire.DutyAvailable, Capacity: 1})
	wait(window, func(m wire.ColleagueChanged) bool {
		return m.Person.ID == snapshot.Me.ID && m.Person.State == wire.DutyAvailable
	})
	window.send(wire.Transfer{Conversation: chat.Conversation, Person: snapshot.Me.ID})
	wait(graces, func(m wire.ConversationChanged) bool { return m.Conversation.PickUpMS > 0 })
	graces.send(wire.Accept{Conversation: chat.Conversation})
	wait(window, func(m wire.ConversationChanged) bool {
		return m.Conversation.Agent == snapshot.Me.ID && m.Conversation.State == wire.ChatActive
	})
	window.send(wire.Whisper{Conversation: chat.Conversation, ID: "w1", Text: "hello, offer a refund"})
	wait(window, text("hello, offer a refund"))
	window.send(wire.Take{Conversation: chat.Conversation})
	wait(graces, func(m wire.ConversationGone) bool { return m.Conversation == chat.Conversation })

	got := found(grace) // it is Ada's again
	if len(got) != 1 || got[0]["id"] != chat.Conversation || got[0]["state"] != string(wire.ChatActive) || got[0]["ended_at"] != nil || got[0]["passage"] != "Hello" {
		t.Fatalf("who handed it on finds %v", got)
	}
	for who, hears := range map[*browser]bool{grace: false, ada: true} {
		body := string(who.call("GET", "/api/v1/conversations/"+chat.Conversation+"/entries", nil).want(t, 200, "").body)
		if !strings.Contains(body, "Hello") || strings.Contains(body, "refund") != hears {
			t.Errorf("hears whispers %v: %s", hears, body)
		}
	}
	window.send(wire.EndConversation{Conversation: chat.Conversation})
	wait(window, func(m wire.ConversationChanged) bool { return m.Conversation.State == wire.ChatEnded })
	for { // the history takes it in beside the answer
		if got = found(grace); len(got) == 1 && got[0]["ended_at"] != nil {
			break
		}
	}
	grace.call("GET", "/api/v1/conversations/"+chat.Conversation+"/transcript", nil).want(t, 200, "")
}
