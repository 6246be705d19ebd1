package floor

import (
	"slices"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// maxBeside is how many colleagues one conversation may have beside it: more is a meeting.
const maxBeside = 4

// Companion is a colleague beside a conversation. Its agent alone is responsible for it; of a companion only what they see and say follows.
//
//	consult ──► consulted ⇄ invited ──join──► joined ──the agent goes──► the agent
//	                └──────────┴── part, either ─┴──► (not beside it any more)
type Companion struct {
	Person string          `json:"person"`
	Part   wire.BesidePart `json:"part"`
}

// place is where somebody stands among those beside the conversation; -1 for nowhere.
func (r *Record) place(person string) int {
	return slices.IndexFunc(r.Beside, func(c Companion) bool { return c.Person == person })
}

// part is what somebody does beside the conversation; "" for nothing.
func (r *Record) part(person string) wire.BesidePart {
	if i := r.place(person); i >= 0 {
		return r.Beside[i].Part
	}
	return ""
}

// tidyBeside holds after every step: nobody is beside a conversation that no agent has, nor beside their own.
func (r *Record) tidyBeside() {
	if r.State != wire.ChatActive {
		r.Beside = nil
	}
	r.Beside = slices.DeleteFunc(r.Beside, func(c Companion) bool { return c.Person == r.Agent })
}

// consult asks a colleague beside a conversation that one has.
func (w *deskSide) consult(t *talk, m wire.Consult) error {
	f := w.f
	to, there := f.dir.people[m.Person]
	p := f.people[m.Person]
	if !there || m.Person == w.id || !f.dir.people[w.id].Shares(to) || p == nil || len(p.windows) == 0 {
		return errNobody
	}
	part := wire.BesideConsulted
	if m.Join {
		if !f.canHave(m.Person) {
			return errNobody
		}
		part = wire.BesideInvited
	}
	fresh, same := false, false
	err := f.step(t, func(r *Record, _ time.Time) error {
		i := r.place(m.Person)
		fresh, same = i < 0, i >= 0 && (r.Beside[i].Part == part || r.Beside[i].Part == wire.BesideJoined)
		switch {
		case r.State != wire.ChatActive || r.Agent != w.id || fresh && len(r.Beside) == maxBeside:
			return errNotNow
		case fresh:
			r.Beside = append(r.Beside, Companion{m.Person, part})
		case !same:
			r.Beside[i].Part = part
		}
		return nil
	})
	if err != nil || same {
		return err
	}
	if fresh {
		f.event(t, wire.EventConsultStarted, f.dir.people[w.id].Name, to.Name)
	}
	f.announce(t)
	return nil
}

// join comes into a conversation that one was invited to.
func (w *deskSide) join(t *talk) error {
	f := w.f
	if !f.canHave(w.id) {
		return errNoRight
	}
	err := f.step(t, func(r *Record, _ time.Time) error {
		if r.part(w.id) != wire.BesideInvited {
			return errNotNow
		}
		r.Beside[r.place(w.id)].Part = wire.BesideJoined
		r.Staff = addOnce(r.Staff, w.id)
		return nil
	})
	if err != nil {
		return err
	}
	f.event(t, wire.EventJoined, f.dir.people[w.id].Name, "")
	f.announce(t)
	return nil
}

// part ends somebody's part: one's own, or anybody's by who has the conversation or stands above. The agent's own is to leave it to who is in it with them.
func (w *deskSide) part(t *talk, person string) error {
	switch {
	case person == t.rec.Agent && person == w.id:
		return w.f.succeed(t, "")
	case person == w.id, w.commands(t):
		return w.f.parts(t, person)
	}
	return errNoRight
}

// leaveTo hands a conversation to a colleague who is in it already: there is nothing to ask them.
func (w *deskSide) leaveTo(t *talk, m wire.Transfer) error {
	if err := w.f.succeed(t, m.Person); err != nil {
		return err
	}
	w.handOver(t, m.Note)
	return nil
}

// canHave: may and can be responsible for a visitor just now.
func (f *Floor) canHave(person string) bool {
	p := f.people[person]
	return f.serves(person) && p != nil && p.present()
}

// parts takes somebody away from beside a conversation.
func (f *Floor) parts(t *talk, person string) error {
	event := wire.EventConsultEnded
	err := f.step(t, func(r *Record, _ time.Time) error {
		i := r.place(person)
		if i < 0 {
			return errNotNow
		}
		if r.Beside[i].Part == wire.BesideJoined {
			event = wire.EventParted
		}
		r.Beside = slices.Delete(r.Beside, i, i+1)
		return nil
	})
	if err != nil {
		return err
	}
	f.event(t, event, f.dir.people[person].Name, "")
	f.announce(t)
	return nil
}

// succeed gives a conversation, whose agent goes, to the colleague who is in it: to a certain one, or to the first who can have it. It is one
// compare-and-set, so that the visitor is nobody's at no time. errNotNow where there is no such colleague.
func (f *Floor) succeed(t *talk, to string) error {
	agent := t.rec.Agent
	err := f.step(t, func(r *Record, _ time.Time) error {
		i := slices.IndexFunc(r.Beside, func(c Companion) bool {
			return c.Part == wire.BesideJoined && (to == "" || c.Person == to) && f.canHave(c.Person)
		})
		if i < 0 || r.Agent != agent {
			return errNotNow
		}
		r.Agent, r.Reason, r.Parked = r.Beside[i].Person, wire.ChatReasonNone, false
		if heir := f.dir.people[r.Agent]; !heir.In(r.Group) {
			r.Group = heir.MainGroup
		}
		return nil
	})
	if err != nil {
		return err
	}
	f.turn++
	f.person(t.rec.Agent).turn = f.turn
	f.event(t, wire.EventParted, f.dir.people[agent].Name, f.dir.people[t.rec.Agent].Name)
	f.announce(t)
	f.reviewBeside(t)
	return nil
}

// withdraw takes somebody away from beside all conversations in which they have one of the parts.
func (f *Floor) withdraw(person string, parts ...wire.BesidePart) {
	for _, t := range f.talks {
		if slices.Contains(parts, t.rec.part(person)) {
			f.stepped(t, f.parts(t, person))
		}
	}
}

// reviewBeside takes away who is not on the staff any more, shares no group with the agent any more, or may not serve any more what they are in.
func (f *Floor) reviewBeside(t *talk) {
	agent := f.dir.people[t.rec.Agent]
	for _, c := range slices.Clone(t.rec.Beside) {
		p, there := f.dir.people[c.Person]
		if !there || !p.Shares(agent) || c.Part != wire.BesideConsulted && !f.serves(c.Person) {
			f.stepped(t, f.parts(t, c.Person))
		}
	}
}

// confers: takes part in what is said beside the conversation.
func (f *Floor) confers(person string, t *talk) bool {
	return len(t.rec.Beside) > 0 && (t.rec.Agent == person || t.rec.part(person) != "")
}

// besideOf are those beside the conversation as consoles show them.
func (f *Floor) besideOf(t *talk) (out []wire.Beside) {
	for _, c := range t.rec.Beside {
		out = append(out, wire.Beside{Person: c.Person, Name: f.dir.people[c.Person].Name, Part: c.Part})
	}
	return out
}

// inIt are the names of those whom the visitor hears beside the agent.
func (f *Floor) inIt(t *talk) (names []string) {
	for _, c := range t.rec.Beside {
		if c.Part == wire.BesideJoined {
			names = append(names, f.dir.people[c.Person].Name)
		}
	}
	return names
}
