package floor

import (
	"errors"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// person is a member of the staff at the desk. Owned by the loop.
type person struct {
	id      string
	windows map[*deskSide]struct{}
	duty    dutyRecord
	reason  wire.DutyReason
	// turn is when this person was offered somebody last; see Floor.turn.
	turn uint64
	// absent is since when there is no window; zero while there is one.
	absent time.Time
	// released: absent for so long that nobody is theirs any more.
	released bool
	// alive is the last sign of life.
	alive time.Time
}

// person returns somebody's place on the floor, made if need be.
func (f *Floor) person(id string) *person {
	p := f.people[id]
	if p == nil {
		p = &person{
			id: id, windows: map[*deskSide]struct{}{}, absent: time.Now(), alive: time.Now(),
			duty: dutyRecord{State: wire.DutyOff, Capacity: max(1, f.dir.people[id].Capacity)},
		}
		f.people[id] = p
	}
	return p
}

// present: at work, with a window or only just without.
func (p *person) present() bool { return p.duty.State != wire.DutyOff && p.absent.IsZero() }

// dutyOf reads what somebody chose last; available capacity is the administrator's until they choose.
func (f *Floor) dutyOf(id string) (dutyRecord, bool) {
	ctx, cancel := f.storeContext()
	defer cancel()
	d, _, err := f.duties.get(ctx, id)
	if err != nil && !errors.Is(err, store.ErrNotFound) {
		f.cfg.Log.Warn().Err(err).Msg("duty not read")
	}
	return d, err == nil
}

// setDuty changes somebody's duty, and what follows from it for the visitors they have.
func (f *Floor) setDuty(p *person, d dutyRecord, reason wire.DutyReason) {
	p.duty, p.reason, p.alive = d, reason, time.Now()
	ctx, cancel := f.storeContext()
	defer cancel()
	if err := f.duties.put(ctx, p.id, d); err != nil {
		f.cfg.Log.Warn().Err(err).Msg("duty not kept")
	}
	for w := range p.windows {
		w.conn.Send(wire.DutyChanged{State: d.State, Capacity: d.Capacity, Reason: reason})
	}
	switch d.State {
	case wire.DutyAway:
		f.release(p, wire.ChatReasonOffDuty, wire.ChatOffered)
	case wire.DutyOff:
		f.release(p, wire.ChatReasonOffDuty, wire.ChatOffered, wire.ChatActive)
		f.withdraw(p.id, wire.BesideInvited, wire.BesideJoined)
	}
	f.tellColleagues(p)
	f.route()
}

// release gives back what somebody has in the given states.
func (f *Floor) release(p *person, reason wire.ChatReason, states ...wire.ChatState) {
	for _, t := range f.talks {
		if t.rec.Kind == wire.ConversationVisitor && t.rec.Agent == p.id && oneOf(t.rec.State, states) {
			f.giveBack(t, reason, "")
		}
	}
}

func oneOf(s wire.ChatState, states []wire.ChatState) bool {
	for _, o := range states {
		if s == o {
			return true
		}
	}
	return false
}

// colleague is how others see somebody.
func (f *Floor) colleague(id string, load map[string]int) wire.Colleague {
	c := wire.Colleague{ID: id, Name: f.dir.people[id].Name, Groups: f.dir.people[id].AllGroups(), State: wire.DutyOff, Serves: f.serves(id), Load: load[id], Capacity: f.dir.people[id].Capacity}
	if p := f.people[id]; p != nil {
		c.Capacity = p.duty.Capacity
		if p.absent.IsZero() {
			c.State, c.Here = p.duty.State, true
		}
	}
	return c
}

// tellColleagues tells everybody who shares a group with somebody, and that person, what they do now.
func (f *Floor) tellColleagues(p *person) {
	m := wire.ColleagueChanged{Person: f.colleague(p.id, f.loads())}
	for id, other := range f.people {
		if f.dir.people[id].Shares(f.dir.people[p.id]) {
			for w := range other.windows {
				w.conn.Send(m)
			}
		}
	}
}
