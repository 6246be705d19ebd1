package signaling_test

import (
	"fmt"
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func TestC4EverybodySeesALineOnceItIsKept(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l)
	first, _ := s.agent()
	second, _ := s.agent()
	customer, _ := s.customer()
	customer.send(wire.Say{ID: "m1", Text: "hello"})
	for _, p := range []*peer{first, second, customer} {
		said := expect[wire.Said](p)
		if said.Seq != 1 || said.ID != "m1" || said.From != wire.PartyCustomer || said.Text != "hello" {
			t.Errorf("%+v", said)
		}
	}
	first.send(wire.Say{Session: sessionID, ID: "m1", Text: "good day"}) // the same id by another party is another line
	if said := expect[wire.Said](customer); said.Seq != 2 || said.From != wire.PartyAgent || said.Name != "Ada" {
		t.Errorf("%+v", said)
	}
	expect[wire.Said](first)
	expect[wire.Said](second)
	customer.send(wire.Say{ID: "m1", Text: "hello"}) // sent again after a reconnect: acknowledged, and no news to the others
	if said := expect[wire.Said](customer); said.Seq != 1 {
		t.Errorf("%+v", said)
	}
	none[wire.Said](t, first.barrier())
}

func TestALineThatIsNotKeptIsSeenByNobody(t *testing.T) {
	l := newLedger(wire.StateRedeemed)
	s := serve(t, l)
	agent, _ := s.agent()
	customer, _ := s.customer()
	l.refuse(errDisk)
	customer.send(wire.Say{ID: "m1", Text: "hello"})
	expect(customer, func(m wire.Fault) bool { return m.Code == wire.FaultStorage && m.Ref == "m1" })
	none[wire.Said](t, agent.barrier())
	l.refuse(nil)
	customer.send(wire.Say{ID: "m1", Text: "hello"})
	expect[wire.Said](agent)
	customer.send(wire.Say{ID: "m2", Text: ""})
	expect(customer, func(m wire.Fault) bool { return m.Code == wire.FaultBadText && m.Ref == "m2" })
}

func TestWhoComesBackGetsWhatTheyMissed(t *testing.T) {
	l := newLedger(wire.StateAsking)
	for i := range wire.MaxChatReplay + 10 {
		l.lines[sessionID] = append(l.lines[sessionID], wire.Said{Session: sessionID, Seq: uint64(i + 1), ID: fmt.Sprint(i), From: wire.PartyAgent, Text: "x"})
	}
	s := serve(t, l)
	all := s.open("/ws/customer", siteURL)
	all.send(wire.Hello{Session: sessionID, Token: token})
	if first := expect[wire.Said](all); first.Seq != 11 {
		t.Errorf("the newest %d begin with %d", wire.MaxChatReplay, first.Seq)
	}
	expect(all, func(m wire.Said) bool { return m.Seq == wire.MaxChatReplay+10 })
	rest := s.open("/ws/agent?as=ada", consoleAt)
	rest.send(wire.Attach{Session: sessionID, ChatAfter: wire.MaxChatReplay + 8})
	expect(rest, func(m wire.Said) bool { return m.Seq == wire.MaxChatReplay+9 })
	expect(rest, func(m wire.Said) bool { return m.Seq == wire.MaxChatReplay+10 })
	far := s.open("/ws/agent?as=ada", consoleAt)
	far.send(wire.Attach{Session: sessionID, ChatAfter: 1 << 40})
	none[wire.Said](t, far.barrier())
}

func TestAFloodOfLinesIsRefusedNotDropped(t *testing.T) {
	s := serve(t, newLedger(wire.StateAsking))
	customer, _ := s.customer()
	for i := range 30 {
		customer.send(wire.Say{ID: fmt.Sprint(i), Text: "x"})
	}
	kept, refused := 0, 0
	for kept+refused < 30 {
		m, ok := customer.next()
		if !ok {
			t.Fatal(customer.err)
		}
		switch m := m.(type) {
		case wire.Said:
			kept++
		case wire.Fault:
			if m.Code != wire.FaultTooFast || m.Ref == "" {
				t.Fatalf("%+v", m)
			}
			refused++
		}
	}
	if kept < 20 || refused == 0 {
		t.Errorf("%d kept, %d refused", kept, refused)
	}
}
