package floor

import (
	"time"

	"github.com/tandem-cobrowse/tandem/desk/routing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// route offers those who wait to those who are free until nothing is left to decide, and tells the others where they stand.
func (f *Floor) route() {
	failed := map[string]bool{}
	for {
		visitor, agent, ok := routing.Next(f.waiting(failed), f.free())
		if !ok {
			break
		}
		if !f.offer(f.talks[visitor], agent) {
			failed[visitor] = true // the store refuses: the next tick tries again
		}
	}
	f.tellPositions()
}

// waiting is the queue.
func (f *Floor) waiting(but map[string]bool) []routing.Visitor {
	var out []routing.Visitor
	for id, t := range f.talks {
		if t.rec.State == wire.ChatWaiting && !but[id] {
			out = append(out, queued(t))
		}
	}
	return out
}

func queued(t *talk) routing.Visitor {
	return routing.Visitor{ID: t.rec.ID, Group: t.rec.Group, Returned: t.rec.Returned, Queued: t.rec.Queued, Declined: t.rec.Declined}
}

// free are those who take visitors now.
func (f *Floor) free() []routing.Agent {
	var out []routing.Agent
	load := f.loads()
	for id, p := range f.people {
		if p.duty.State != wire.DutyAvailable || len(p.windows) == 0 || !f.serves(id) {
			continue
		}
		if n := p.duty.Capacity - load[id]; n > 0 {
			out = append(out, routing.Agent{ID: id, Groups: f.dir.people[id].AllGroups(), Free: n, Turn: p.turn})
		}
	}
	return out
}

// loads counts what everybody has: offered or active, not parked.
func (f *Floor) loads() map[string]int {
	load := map[string]int{}
	for _, t := range f.talks {
		if t.rec.Kind == wire.ConversationVisitor && (t.rec.State == wire.ChatOffered || t.rec.State == wire.ChatActive) && !t.rec.Parked {
			load[t.rec.Agent]++
		}
	}
	return load
}

func (f *Floor) serves(person string) bool { return f.dir.may(person, wire.RightServe) }

// onDuty reports whether somebody of the group is at work, taking visitors or not.
func (f *Floor) onDuty(group string) bool {
	for id, p := range f.people {
		if p.present() && f.serves(id) && f.dir.people[id].In(group) {
			return true
		}
	}
	return false
}

// isOpen is what visitors are told of a group.
func (f *Floor) isOpen(group string) bool {
	return f.dir.openNow(group, time.Now()) && f.onDuty(group)
}

// positions returns each waiting conversation's place in its group's queue, from 1. Those who are offered stand before the others.
func (f *Floor) positions() map[string]int {
	var all []routing.Visitor
	for _, t := range f.talks {
		if t.waits() {
			all = append(all, queued(t))
		}
	}
	routing.Order(all)
	place, next := map[string]int{}, map[string]int{}
	for _, v := range all {
		next[v.Group]++
		place[v.ID] = next[v.Group]
	}
	return place
}

// tellPositions tells the pages of those whose place changed.
func (f *Floor) tellPositions() {
	place := f.positions()
	for id, t := range f.talks {
		if t.waits() && t.told != place[id] {
			f.tellPages(t, place[id])
			f.soil(t)
		}
	}
}

// expectedWait is what the present group's agents would need for those before: each conversation takes the group's usual time, of which nothing is known at first.
func (f *Floor) expectedWait(t *talk, place int) time.Duration {
	agents, usual := 0, f.usual[t.rec.Group]
	for id, p := range f.people {
		if p.present() && f.serves(id) && f.dir.people[id].In(t.rec.Group) {
			agents += p.duty.Capacity
		}
	}
	if agents == 0 || usual == 0 {
		return 0
	}
	return usual * time.Duration(place) / time.Duration(agents)
}
