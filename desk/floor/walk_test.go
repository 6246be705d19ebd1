package floor

import (
	"context"
	"flag"
	"fmt"
	"maps"
	"math/rand/v2"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/routing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// The walk is as long as there is time for: -steps 10000 -seeds 20 for a night.
var (
	walkSteps = flag.Int("steps", 600, "steps of each random walk")
	walkSeeds = flag.Int("seeds", 4, "random walks")
	firstSeed = flag.Uint64("seed", 1, "the first seed")
)

// TestD3NobodyIsLostDoubledOrPassedOver walks at random through a day at the desk: visitors come and go, agents come, crash, pick up, decline and hand on,
// groups and people are added and removed, the server restarts. After every step the promises must hold.
func TestD3NobodyIsLostDoubledOrPassedOver(t *testing.T) {
	for i := range *walkSeeds {
		seed := *firstSeed + uint64(i)
		t.Run(fmt.Sprint("seed ", seed), func(t *testing.T) {
			synctest.Test(t, func(t *testing.T) {
				w := newWalk(t, seed)
				for n := range *walkSteps {
					did := w.step()
					w.counts[did]++
					synctest.Wait()
					w.check(fmt.Sprintf("seed %d, step %d: %s", seed, n, did))
				}
				w.outcome()
			})
		})
	}
}

type walk struct {
	*house
	rng     *rand.Rand
	groups  []desk.Group
	agents  []desk.Person
	windows map[string][]*deskSide
	pages   []*walkPage
	// begun are all conversations that ever were.
	begun []string
	// before is who waited before the step, in which place.
	before map[string]routing.Visitor
	// offered are those that an agent was asked for before the step.
	offered map[string]string
	// joined are those who were in a conversation beside its agent before the step.
	joined map[string][]string
	// byHand: the step was a transfer or a restart, so that offers of it do not follow the queue.
	byHand bool
	// seen are all conversations, counts what became of them.
	seen   map[string]bool
	counts map[string]int
}

type walkPage struct {
	page *pageSide
	sock *socket
	chat wire.ChatChanged
}

func newWalk(t *testing.T, seed uint64) *walk {
	w := &walk{house: newHouse(t), rng: rand.New(rand.NewPCG(seed, 7)), windows: map[string][]*deskSide{}, before: map[string]routing.Visitor{}, offered: map[string]string{}, joined: map[string][]string{}, seen: map[string]bool{}, counts: map[string]int{}}
	w.groups = append(must(w.desk.Groups(t.Context()))(t), w.group("Sales"), w.group("Billing"))
	for range 5 {
		w.hire()
	}
	return w
}

func (w *walk) anyGroup() string { return w.groups[w.rng.IntN(len(w.groups))].ID }

func (w *walk) hire() {
	groups := []string{w.anyGroup()}
	if second := w.anyGroup(); w.rng.IntN(2) == 0 && second != groups[0] {
		groups = append(groups, second)
	}
	w.agents = append(w.agents, w.staff([]desk.Role{desk.RoleAssistant, desk.RoleSupervisor}[w.rng.IntN(2)], groups...))
}

// step does one thing at random and says what.
func (w *walk) step() string {
	w.byHand = false
	w.remember()
	steps := []struct {
		weight int
		do     func() string
	}{
		{20, w.arrive}, {6, w.closePage}, {4, w.comeBack}, {4, w.visitorEnds}, {10, w.openWindow}, {4, w.crash}, {10, w.setDuty}, {24, w.acceptOne},
		{4, w.declineOne}, {14, w.endOne}, {3, w.parkOne}, {5, w.transferOne}, {3, w.takeOne}, {10, w.sleep}, {1, w.restart}, {1, w.removeGroup},
		{1, w.removeAgent}, {8, w.askOne}, {8, w.joinOne}, {4, w.partOne},
	}
	total := 0
	for _, s := range steps {
		total += s.weight
	}
	n := w.rng.IntN(total)
	for _, s := range steps {
		if n -= s.weight; n < 0 {
			return s.do()
		}
	}
	return ""
}

func (w *walk) arrive() string {
	page, sock, chat := w.writes(w.anyGroup())
	if chat.Conversation == "" {
		return "a visitor finds nobody there"
	}
	w.pages = append(w.pages, &walkPage{page, sock, chat})
	w.begun = append(w.begun, chat.Conversation)
	return "a visitor arrives"
}

func (w *walk) pickPage(open bool) *walkPage {
	var some []*walkPage
	for _, p := range w.pages {
		if (p.page != nil) == open {
			some = append(some, p)
		}
	}
	if len(some) == 0 {
		return nil
	}
	return some[w.rng.IntN(len(some))]
}

func (w *walk) closePage() string {
	if p := w.pickPage(true); p != nil {
		p.page.Gone()
		p.page = nil
	}
	return "a page is closed"
}

func (w *walk) comeBack() string {
	if p := w.pickPage(false); p != nil {
		p.page, p.sock = w.visit(wire.Visit{Visitor: p.chat.Visitor, Token: p.chat.Token})
	}
	return "a visitor comes back"
}

func (w *walk) visitorEnds() string {
	if p := w.pickPage(true); p != nil {
		p.page.Take(wire.EndChat{})
	}
	return "a visitor ends"
}

func (w *walk) agent() desk.Person { return w.agents[w.rng.IntN(len(w.agents))] }

func (w *walk) openWindow() string {
	p := w.agent()
	if len(w.windows[p.ID]) < 2 {
		side, _ := w.window(p)
		w.windows[p.ID] = append(w.windows[p.ID], side)
	}
	return "a window opens"
}

func (w *walk) crash() string {
	p := w.agent()
	for _, side := range w.windows[p.ID] {
		side.Gone()
	}
	delete(w.windows, p.ID)
	return "an agent's windows vanish"
}

// somebody returns an open window, or nil.
func (w *walk) somebody() *deskSide {
	ids := slices.Sorted(maps.Keys(w.windows))
	if len(ids) == 0 {
		return nil
	}
	return w.windows[ids[w.rng.IntN(len(ids))]][0]
}

func (w *walk) setDuty() string {
	side := w.somebody()
	if side == nil {
		return ""
	}
	state := []wire.Duty{wire.DutyAvailable, wire.DutyAvailable, wire.DutyAvailable, wire.DutyAvailable, wire.DutyBusy, wire.DutyAway, wire.DutyOff}[w.rng.IntN(7)]
	side.Take(wire.SetDuty{State: state, Capacity: 1 + w.rng.IntN(3)})
	return "duty " + string(state)
}

// with runs do with a conversation in the state that somebody with a window has.
func (w *walk) with(state wire.ChatState, do func(*deskSide, string)) {
	var found [][2]string
	w.floor.call(func() {
		for _, id := range slices.Sorted(maps.Keys(w.floor.talks)) {
			t := w.floor.talks[id]
			if t.rec.State == state && len(w.windows[t.rec.Agent]) > 0 {
				found = append(found, [2]string{t.rec.Agent, id})
			}
		}
	})
	if len(found) > 0 {
		one := found[w.rng.IntN(len(found))]
		do(w.windows[one[0]][0], one[1])
	}
}

func (w *walk) acceptOne() string {
	w.with(wire.ChatOffered, func(s *deskSide, id string) { s.Take(wire.Accept{Conversation: id}) })
	return "one is accepted"
}

func (w *walk) declineOne() string {
	w.with(wire.ChatOffered, func(s *deskSide, id string) { s.Take(wire.Decline{Conversation: id}) })
	return "one is declined"
}

func (w *walk) endOne() string {
	w.with(wire.ChatActive, func(s *deskSide, id string) { s.Take(wire.EndConversation{Conversation: id}) })
	return "one is ended"
}

func (w *walk) parkOne() string {
	w.with(wire.ChatActive, func(s *deskSide, id string) { s.Take(wire.Park{Conversation: id, On: w.rng.IntN(2) == 0}) })
	return "one is parked"
}

func (w *walk) transferOne() string {
	w.byHand = true
	w.with(wire.ChatActive, func(s *deskSide, id string) {
		if w.rng.IntN(2) == 0 {
			s.Take(wire.Transfer{Conversation: id, Group: w.anyGroup(), Note: "please"})
		} else {
			s.Take(wire.Transfer{Conversation: id, Person: w.agent().ID})
		}
	})
	return "one is transferred"
}

func (w *walk) takeOne() string {
	side := w.somebody()
	if side == nil || len(w.begun) == 0 {
		return ""
	}
	side.Take(wire.Take{Conversation: w.begun[w.rng.IntN(len(w.begun))]})
	return "one is taken by hand"
}

func (w *walk) sleep() string {
	w.byHand = true // several things happen in it
	d := time.Duration(w.rng.IntN(40)) * time.Second
	time.Sleep(d)
	return "time passes: " + d.String()
}

// restart is a server that goes down and comes back; so do all windows and pages.
func (w *walk) restart() string {
	w.byHand = true
	if err := w.floor.Close(); err != nil {
		w.t.Fatal(err)
	}
	w.floor = must(New(context.WithoutCancel(w.t.Context()), w.cfg))(w.t)
	for id, sides := range w.windows {
		for i := range sides {
			sides[i], _ = w.window(desk.Person{ID: id})
		}
	}
	for _, p := range w.pages {
		if p.page != nil {
			p.page, p.sock = w.visit(wire.Visit{Visitor: p.chat.Visitor, Token: p.chat.Token})
		}
	}
	return "the server restarts"
}

func (w *walk) removeGroup() string {
	w.byHand = true
	if len(w.groups) > 1 {
		i := w.rng.IntN(len(w.groups))
		if _, err := w.desk.RemoveGroup(w.t.Context(), w.groups[i].ID, ""); err != nil {
			w.t.Fatal(err)
		}
		w.groups = slices.Delete(w.groups, i, i+1)
	}
	w.groups = append(w.groups, w.group(fmt.Sprint("Group ", w.rng.IntN(1000))))
	return "a group is removed and another added"
}

func (w *walk) removeAgent() string {
	w.byHand = true
	i := w.rng.IntN(len(w.agents))
	p := w.agents[i]
	if err := w.desk.RemovePerson(w.t.Context(), p.ID); err != nil {
		w.t.Fatal(err)
	}
	w.reload()
	for _, side := range w.windows[p.ID] {
		side.Gone()
	}
	delete(w.windows, p.ID)
	w.agents = slices.Delete(w.agents, i, i+1)
	w.hire()
	return "somebody leaves the staff and somebody comes"
}
