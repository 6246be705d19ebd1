package desk

import (
	"slices"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// RightsChange is how a person or a group differs from what a role stands for.
type RightsChange struct {
	Grant []wire.Right `json:"grant,omitempty"`
	Deny  []wire.Right `json:"deny,omitempty"`
}

// Rights is a set of rights in the order of AllRights.
type Rights []wire.Right

// AllRights lists every right.
func AllRights() Rights {
	return Rights{
		wire.RightServe, wire.RightCobrowse, wire.RightControl, wire.RightFiles, wire.RightMail, wire.RightVisitors, wire.RightHistory,
		wire.RightSupervise, wire.RightAdminister,
	}
}

// May reports whether the right is among them. Who may administer may do everything.
func (r Rights) May(right wire.Right) bool {
	return slices.Contains(r, right) || slices.Contains(r, wire.RightAdminister)
}

// rights of a role, before anybody differs.
func (r Role) rights() Rights {
	assistant := Rights{wire.RightServe, wire.RightCobrowse, wire.RightControl, wire.RightFiles, wire.RightMail, wire.RightVisitors}
	switch r {
	case RoleAdministrator:
		return AllRights()
	case RoleSupervisor:
		return append(assistant, wire.RightHistory, wire.RightSupervise)
	case RoleAssistant:
		return assistant
	}
	return nil
}

// RightsOf is what a person may do: the role's rights, changed by the groups (all of them; a no of one is above a yes of another), changed
// by the person's own. An administrator's rights are never taken away: what could undo that would be gone with them.
func RightsOf(p Person, groups []Group) Rights {
	if p.Role == RoleAdministrator {
		return AllRights()
	}
	has := map[wire.Right]bool{}
	for _, right := range p.Role.rights() {
		has[right] = true
	}
	var mine []RightsChange
	for _, g := range groups {
		if p.In(g.ID) {
			mine = append(mine, g.Rights)
		}
	}
	apply(has, mine...)
	apply(has, p.Rights)
	delete(has, wire.RightAdminister) // that is the role's alone
	var out Rights
	for _, right := range AllRights() {
		if has[right] {
			out = append(out, right)
		}
	}
	return out
}

func apply(has map[wire.Right]bool, changes ...RightsChange) {
	for _, c := range changes {
		for _, right := range c.Grant {
			has[right] = true
		}
	}
	for _, c := range changes {
		for _, right := range c.Deny {
			delete(has, right)
		}
	}
}

func (c RightsChange) check() error {
	for _, right := range slices.Concat(c.Grant, c.Deny) {
		if !slices.Contains(AllRights(), right) || right == wire.RightAdminister {
			return &InvalidError{"rights", "be rights of a person other than administer, which the role gives"}
		}
	}
	return nil
}
