// Package routing decides which visitor is offered to whom. It is a pure function of who waits and who is free; package floor asks it again
// after every step, until there is nothing to decide.
//
//	visitors: those given back first, then by arrival ──► the first for whom somebody is free
//	agents:   of the group, free, not declined it      ──► the one whose turn was longest ago
//
// So nobody waits while somebody of the group is free, a later visitor never passes an earlier one of the same group, and
// the work goes round.
package routing

import (
	"cmp"
	"slices"
	"time"
)

// Visitor is one who waits.
type Visitor struct {
	ID    string
	Group string
	// Returned: an agent gave the visitor back; such stand at the head.
	Returned bool
	Queued   time.Time
	// Declined are the agents who said no.
	Declined []string
}

// Agent is one who takes visitors now.
type Agent struct {
	ID     string
	Groups []string
	// Free is how many more the agent may be offered.
	Free int
	// Turn grows with every visitor that anybody is offered: the lowest was longest ago.
	Turn uint64
}

// Order sorts those who wait as they will be served.
func Order(waiting []Visitor) {
	slices.SortFunc(waiting, func(a, b Visitor) int {
		return cmp.Or(first(a.Returned, b.Returned), a.Queued.Compare(b.Queued), cmp.Compare(a.ID, b.ID))
	})
}

// Next returns the next pair, or ok false if nobody who waits can be offered to anybody. It sorts waiting.
func Next(waiting []Visitor, agents []Agent) (visitor, agent string, ok bool) {
	Order(waiting)
	for _, v := range waiting {
		best := -1
		for i, a := range agents {
			if a.Free > 0 && slices.Contains(a.Groups, v.Group) && !slices.Contains(v.Declined, a.ID) && (best < 0 || sooner(a, agents[best])) {
				best = i
			}
		}
		if best >= 0 {
			return v.ID, agents[best].ID, true
		}
	}
	return "", "", false
}

func sooner(a, b Agent) bool { return cmp.Or(cmp.Compare(a.Turn, b.Turn), cmp.Compare(a.ID, b.ID)) < 0 }

// first sorts true before false.
func first(a, b bool) int {
	switch {
	case a == b:
		return 0
	case a:
		return -1
	}
	return 1
}
