package floor

import (
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/desk/routing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// remember keeps how things were before a step.
func (w *walk) remember() {
	clear(w.before)
	clear(w.offered)
	clear(w.joined)
	w.floor.call(func() {
		for id, t := range w.floor.talks {
			switch t.rec.State {
			case wire.ChatWaiting:
				w.before[id] = queued(t)
			case wire.ChatOffered:
				w.offered[id] = t.rec.Agent
			}
			for _, c := range t.rec.Beside {
				if c.Part == wire.BesideJoined {
					w.joined[id] = append(w.joined[id], c.Person)
				}
			}
		}
	})
}

// check holds the floor to its promises.
func (w *walk) check(after string) {
	w.t.Helper()
	w.notLost(after)
	w.floor.call(func() {
		for _, t := range w.floor.talks {
			w.consistent(after, t)
			w.besideOne(after, t)
		}
		if v, a, ok := routing.Next(w.floor.waiting(nil), w.floor.free()); ok {
			w.t.Fatalf("%s: %s waits while %s is free", after, v, a)
		}
		w.fair(after)
	})
	if w.t.Failed() {
		w.t.FailNow()
	}
}

// notLost: every conversation is somewhere, and what is in memory is what is on disk.
func (w *walk) notLost(after string) {
	w.t.Helper()
	for _, id := range w.begun {
		w.seen[id] = true
		rec, _, err := w.floor.chats.get(w.t.Context(), id)
		if err != nil {
			w.t.Fatalf("%s: %s: %v", after, id, err)
		}
		w.floor.call(func() {
			t := w.floor.talks[id]
			switch {
			case t == nil && rec.State != wire.ChatEnded:
				w.t.Fatalf("%s: %s is %s and nobody knows", after, id, rec.State)
			case t != nil && (t.rec.State != rec.State || t.rec.Agent != rec.Agent || t.rec.Group != rec.Group || !slices.Equal(t.rec.Beside, rec.Beside)):
				w.t.Fatalf("%s: %s is %s of %s in memory, %s of %s on disk", after, id, t.rec.State, t.rec.Agent, rec.State, rec.Agent)
			}
		})
	}
	w.begun = slices.DeleteFunc(w.begun, func(id string) bool { return w.state(id).State == wire.ChatEnded && w.rng.IntN(4) == 0 }) // enough was seen of it
}

// consistent: in one hand or in none, and no hand that is not there.
func (w *walk) consistent(after string, t *talk) {
	r := t.rec
	held := r.State == wire.ChatOffered || r.State == wire.ChatActive
	if r.State != wire.ChatEnded && held != (r.Agent != "") {
		w.t.Errorf("%s: %s is %s with agent %q", after, r.ID, r.State, r.Agent)
	}
	if _, there := w.floor.dir.group(r.Group); !there && r.State != wire.ChatEnded {
		w.t.Errorf("%s: %s is in a group that is gone", after, r.ID)
	}
	if !held {
		return
	}
	p := w.floor.people[r.Agent]
	if _, there := w.floor.dir.people[r.Agent]; !there || p == nil {
		w.t.Errorf("%s: %s is with somebody who is not on the staff", after, r.ID)
		return
	}
	if p.absent.IsZero() && r.State == wire.ChatOffered && (p.duty.State == wire.DutyOff || p.duty.State == wire.DutyAway) {
		w.t.Errorf("%s: %s is offered to somebody who is %s", after, r.ID, p.duty.State)
	}
	if !p.absent.IsZero() && time.Since(p.absent) > w.cfg.AgentGrace+DefaultAgentGrace {
		w.t.Errorf("%s: %s is with somebody who has been gone for %s", after, r.ID, time.Since(p.absent))
	}
	if r.State == wire.ChatOffered && time.Since(r.Since) > w.floor.pickUp(t)+time.Second {
		w.t.Errorf("%s: %s has been offered for %s", after, r.ID, time.Since(r.Since))
	}
}

// fair: whoever was offered in this step passed nobody who stood before in the same group and could have been offered to the same agent.
func (w *walk) fair(after string) {
	if w.byHand {
		return
	}
	for id, t := range w.floor.talks {
		if t.rec.State != wire.ChatOffered || w.offered[id] == t.rec.Agent {
			continue
		}
		for _, other := range w.before {
			passed := w.floor.talks[other.ID]
			if passed == nil || passed.rec.State != wire.ChatWaiting || other.Group != t.rec.Group || slices.Contains(other.Declined, t.rec.Agent) {
				continue
			}
			pair := []routing.Visitor{queued(t), other}
			routing.Order(pair)
			if pair[0].ID == other.ID {
				w.t.Errorf("%s: %s was offered before %s", after, id, other.ID)
			}
		}
	}
}

// outcome: a walk in which nothing happens proves nothing.
func (w *walk) outcome() {
	w.t.Helper()
	ends := map[wire.ChatReason]int{}
	served := 0
	for id := range w.seen {
		rec := w.state(id)
		ends[rec.Reason]++
		if len(rec.Staff) > 0 {
			served++
		}
	}
	w.t.Logf("%d conversations, %d served; reasons %v; steps %v", len(w.seen), served, ends, w.counts)
	if *walkSteps >= 500 && (served < 10 || len(ends) < 2) {
		w.t.Errorf("only %d of %d served", served, len(w.seen))
	}
}
