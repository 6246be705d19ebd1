package routing_test

import (
	"fmt"
	"math/rand/v2"
	"slices"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/desk/routing"
)

// Against every other pair, by force: nobody earlier could have been served, nobody's turn was longer ago.
func TestD3TheFirstWhoCanBeServedByTheOneWhoseTurnItIs(t *testing.T) {
	rng := rand.New(rand.NewPCG(1, 2))
	for range 5000 {
		waiting, agents := view(rng)
		before := slices.Clone(waiting)
		v, a, ok := routing.Next(waiting, agents)
		possible := func(v routing.Visitor, a routing.Agent) bool {
			return a.Free > 0 && slices.Contains(a.Groups, v.Group) && !slices.Contains(v.Declined, a.ID)
		}
		routing.Order(before)
		found := false
		for _, visitor := range before {
			for _, agent := range agents {
				if !possible(visitor, agent) {
					continue
				}
				if !ok {
					t.Fatalf("%+v and %+v: nothing decided", visitor, agent)
				}
				if !found && visitor.ID != v {
					t.Fatalf("%s passed over for %s", visitor.ID, v)
				}
				found = true
				if visitor.ID == v && agent.Turn < turnOf(agents, a) {
					t.Fatalf("%s asked although %s was longer without", a, agent.ID)
				}
			}
			if found {
				break
			}
		}
		if ok && !found {
			t.Fatalf("%s to %s, which cannot be", v, a)
		}
	}
}

func turnOf(agents []routing.Agent, id string) uint64 {
	return agents[slices.IndexFunc(agents, func(a routing.Agent) bool { return a.ID == id })].Turn
}

func view(rng *rand.Rand) (waiting []routing.Visitor, agents []routing.Agent) {
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	for i := range rng.IntN(6) {
		v := routing.Visitor{ID: fmt.Sprint("v", i), Group: fmt.Sprint("g", rng.IntN(3)), Returned: rng.IntN(3) == 0, Queued: now.Add(time.Duration(rng.IntN(5)) * time.Second)}
		for a := range 4 {
			if rng.IntN(4) == 0 {
				v.Declined = append(v.Declined, fmt.Sprint("a", a))
			}
		}
		waiting = append(waiting, v)
	}
	for i := range rng.IntN(5) {
		a := routing.Agent{ID: fmt.Sprint("a", i), Free: rng.IntN(3), Turn: uint64(rng.IntN(10))}
		for g := range 3 {
			if rng.IntN(2) == 0 {
				a.Groups = append(a.Groups, fmt.Sprint("g", g))
			}
		}
		agents = append(agents, a)
	}
	return waiting, agents
}

// The work goes round: with everybody free all the time, nobody gets a second visitor before all have had one.
func TestD3TheWorkGoesRound(t *testing.T) {
	agents := []routing.Agent{{ID: "a", Groups: []string{"g"}, Free: 9}, {ID: "b", Groups: []string{"g"}, Free: 9}, {ID: "c", Groups: []string{"g"}, Free: 9}}
	var order string
	for turn := range uint64(6) {
		_, a, ok := routing.Next([]routing.Visitor{{ID: "v", Group: "g"}}, agents)
		if !ok {
			t.Fatal("nobody")
		}
		order += a
		agents[slices.IndexFunc(agents, func(o routing.Agent) bool { return o.ID == a })].Turn = turn + 1
	}
	if order != "abcabc" {
		t.Errorf("asked in the order %s", order)
	}
}
