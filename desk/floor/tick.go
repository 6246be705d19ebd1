package floor

import (
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// idleCheck is how often the loop looks around when nothing is due.
const idleCheck = 30 * time.Second

// nextDue is when tick has something to do next.
func (f *Floor) nextDue() time.Time {
	next := time.Now().Add(idleCheck)
	sooner := func(t time.Time) {
		if t.Before(next) {
			next = t
		}
	}
	if len(f.dirty) > 0 {
		sooner(f.flushAt)
	}
	for _, t := range f.talks {
		if due, ok := f.due(t); ok {
			sooner(due)
		}
	}
	for _, p := range f.people {
		if !p.absent.IsZero() && !p.released {
			sooner(p.absent.Add(f.cfg.AgentGrace))
		}
	}
	for _, since := range f.unstaffed {
		sooner(since.Add(f.cfg.NobodyGrace))
	}
	for t := range f.sending {
		for _, d := range t.files {
			sooner(d.due(f.cfg))
		}
	}
	for _, v := range f.visits {
		if !v.left.IsZero() {
			sooner(v.left.Add(f.cfg.VisitGrace))
		}
		if due, ok := f.inviteDue(v); ok {
			sooner(due)
		}
	}
	return next
}

// due is when a conversation wants something by itself.
func (f *Floor) due(t *talk) (time.Time, bool) {
	switch {
	case t.rec.Kind != wire.ConversationVisitor:
		return time.Time{}, false
	case t.rec.State == wire.ChatEnded:
		return t.rec.Ended.Add(f.cfg.Linger), true
	case t.rec.State == wire.ChatOffered:
		return t.rec.Since.Add(f.pickUp(t)), true
	case !t.gone.IsZero() && t.rec.State != wire.ChatLeft:
		return t.gone.Add(f.cfg.VisitorGrace), true
	}
	return time.Time{}, false
}

func (f *Floor) pickUp(t *talk) time.Duration {
	g, _ := f.dir.group(t.rec.Group)
	return g.PickUp
}

// tick does what is due.
func (f *Floor) tick(now time.Time) {
	f.absentAgents(now)
	for _, t := range f.talks {
		if due, ok := f.due(t); ok && !now.Before(due) {
			f.overdue(t)
		}
	}
	f.overdueFiles(now)
	f.unstaffedGroups(now)
	f.silentAgents(now)
	f.visitsOver(now)
	f.inviteByRules(now)
	f.route()
	if len(f.dirty) > 0 && !now.Before(f.flushAt) {
		f.flush()
	}
}

// absentAgents takes the visitors of those who have had no window for too long.
func (f *Floor) absentAgents(now time.Time) {
	for _, p := range f.people {
		if !p.absent.IsZero() && !p.released && !now.Before(p.absent.Add(f.cfg.AgentGrace)) {
			p.released = true
			p.duty.State = wire.DutyOff // in memory only: at the next window it is as it was chosen
			f.release(p, wire.ChatReasonAgentGone, wire.ChatOffered, wire.ChatActive)
			f.withdraw(p.id, wire.BesideConsulted, wire.BesideInvited, wire.BesideJoined)
			f.tellColleagues(p)
		}
	}
}

func (f *Floor) overdue(t *talk) {
	switch t.rec.State {
	case wire.ChatEnded:
		f.forget(t)
		f.dropUnkept(t.rec)
	case wire.ChatOffered:
		p := f.person(t.rec.Agent)
		if f.giveBack(t, wire.ChatReasonNotPickedUp, "") && p.duty.State == wire.DutyAvailable {
			// Else the same person would be asked again at once, and the visitor wait for nobody.
			f.setDuty(p, dutyRecord{wire.DutyAway, p.duty.Capacity}, wire.DutyReasonNotPickedUp)
		}
	default:
		f.stepped(t, f.finish(t, wire.ChatReasonVisitorGone, ""))
	}
}

// unstaffedGroups turns those who wait in a group with nobody on duty into messages, after a while: somebody may only be reloading a page.
func (f *Floor) unstaffedGroups(now time.Time) {
	waiting := map[string]bool{}
	for _, t := range f.talks {
		if t.rec.State == wire.ChatWaiting {
			waiting[t.rec.Group] = true
		}
	}
	for group := range waiting {
		since, counted := f.unstaffed[group]
		switch {
		case f.onDuty(group):
			delete(f.unstaffed, group)
		case !counted:
			f.unstaffed[group] = now
		case !now.Before(since.Add(f.cfg.NobodyGrace)):
			for _, t := range f.talks {
				if t.rec.State == wire.ChatWaiting && t.rec.Group == group {
					f.leave(t)
				}
			}
			delete(f.unstaffed, group)
		}
	}
	for group := range f.unstaffed {
		if !waiting[group] {
			delete(f.unstaffed, group)
		}
	}
}

// silentAgents makes those away who do nothing, and those busy whose service hours are over: nobody new comes, whom they have they keep.
func (f *Floor) silentAgents(now time.Time) {
	for id, p := range f.people {
		if p.duty.State != wire.DutyAvailable || !p.absent.IsZero() {
			continue
		}
		switch {
		case !now.Before(p.alive.Add(f.cfg.SilenceAway)):
			f.setDuty(p, dutyRecord{wire.DutyAway, p.duty.Capacity}, wire.DutyReasonSilence)
		case !f.dir.people[id].Hours.Open(now):
			f.setDuty(p, dutyRecord{wire.DutyBusy, p.duty.Capacity}, wire.DutyReasonHours)
		}
	}
}
