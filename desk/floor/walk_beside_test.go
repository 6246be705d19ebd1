package floor

import (
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func (w *walk) askOne() string {
	w.with(wire.ChatActive, func(s *deskSide, id string) {
		s.Take(wire.Consult{Conversation: id, Person: w.agent().ID, Join: w.rng.IntN(3) > 0})
	})
	return "a colleague is asked"
}

// anyBeside picks somebody beside a conversation who has a window.
func (w *walk) anyBeside(part wire.BesidePart) (side *deskSide, id string) {
	w.floor.call(func() {
		for _, t := range w.floor.talks {
			for _, c := range t.rec.Beside {
				if windows := w.windows[c.Person]; len(windows) > 0 && (part == "" || c.Part == part) && (id == "" || t.rec.ID < id) {
					side, id = windows[0], t.rec.ID
				}
			}
		}
	})
	return side, id
}

func (w *walk) joinOne() string {
	if side, id := w.anyBeside(wire.BesideInvited); side != nil {
		side.Take(wire.Join{Conversation: id})
	}
	return "a colleague joins"
}

func (w *walk) partOne() string {
	side, id := w.anyBeside("")
	switch {
	case side == nil:
	case w.rng.IntN(2) == 0:
		side.Take(wire.Part{Conversation: id, Person: side.id})
	default:
		w.with(wire.ChatActive, func(s *deskSide, id string) { s.Take(wire.Part{Conversation: id, Person: s.id}) })
	}
	return "somebody leaves a conversation"
}

// besideOne: beside a conversation that an agent has, on the staff, once, and not for long without a window; and who can have it is never passed over.
func (w *walk) besideOne(after string, t *talk) {
	seen := map[string]bool{}
	for _, c := range t.rec.Beside {
		p := w.floor.people[c.Person]
		_, there := w.floor.dir.people[c.Person]
		switch {
		case t.rec.State != wire.ChatActive || c.Person == t.rec.Agent || seen[c.Person] || !there || p == nil:
			w.t.Errorf("%s: %s is %s of %s, with %+v beside it", after, t.rec.ID, t.rec.State, t.rec.Agent, t.rec.Beside)
			continue
		case !p.absent.IsZero() && time.Since(p.absent) > w.cfg.AgentGrace+DefaultAgentGrace:
			w.t.Errorf("%s: %s has somebody beside it who has been gone for %s", after, t.rec.ID, time.Since(p.absent))
		case c.Part == wire.BesideJoined && !slices.Contains(t.rec.Staff, c.Person):
			w.t.Errorf("%s: %s does not remember who joined", after, t.rec.ID)
		}
		seen[c.Person] = true
	}
	for _, c := range w.joined[t.rec.ID] {
		if p := w.floor.people[c]; t.rec.State == wire.ChatWaiting && !w.byHand && p != nil && p.present() && w.floor.serves(c) {
			w.t.Errorf("%s: %s waits although %s was in it", after, t.rec.ID, c)
		}
	}
}
