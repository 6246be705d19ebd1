package floor

import (
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// invite shows an invitation in every page of a visit. Reports false where one was shown before, or the visitor writes already.
func (f *Floor) invite(v *visit, i wire.Invitation) bool {
	if t := f.ofVisitor[v.visitor]; v.invitation != nil || len(v.open) == 0 || (v.visitor != "" && t != nil && t.isOpen()) {
		return false
	}
	v.invitation = &i
	for p := range v.open {
		p.conn.Send(i)
	}
	f.tellVisit(v)
	return true
}

// inviteByRules invites whom a rule of their site fits, while somebody of its group is free.
func (f *Floor) inviteByRules(now time.Time) {
	for _, v := range f.visits {
		rule, due, ok := f.rule(v)
		if !ok || now.Before(due) || !f.anybodyFree(rule.Group) {
			continue
		}
		f.invite(v, wire.Invitation{ID: newID(), Group: rule.Group, Text: rule.Texts.In(v.language, f.dir.sites[v.site].desk.Language)})
	}
}

// inviteDue is when a rule may fit a visit by the mere passing of time. One that waits only for a free agent is looked at when an agent becomes free.
func (f *Floor) inviteDue(v *visit) (time.Time, bool) {
	_, due, ok := f.rule(v)
	return due, ok && due.After(time.Now())
}

// rule returns the rule that fits a visit soonest.
func (f *Floor) rule(v *visit) (best desk.Rule, due time.Time, ok bool) {
	if v.invitation != nil || len(v.open) == 0 {
		return best, due, false
	}
	for _, r := range f.dir.sites[v.site].desk.Rules {
		if r.Off || !matches(r.Page, v.page) || v.seen < r.Pages || (r.Returning && !v.returning) {
			continue
		}
		if at := v.pageSince.Add(time.Duration(r.Seconds) * time.Second); !ok || at.Before(due) {
			best, due, ok = r, at, true
		}
	}
	return best, due, ok
}

// anybodyFree reports whether a visitor of the group would be offered to somebody at once.
func (f *Floor) anybodyFree(group string) bool {
	for _, a := range f.free() {
		if f.dir.people[a.ID].In(group) && f.dir.openNow(group, time.Now()) {
			return true
		}
	}
	return false
}
