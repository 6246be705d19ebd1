package pairing

import (
	"slices"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// steps is the table of docs/protocol.md: where a pairing may go from each state. A test holds the two together.
var steps = map[wire.State][]wire.State{
	wire.StateIssued:      {wire.StateRedeemed, wire.StateExpired, wire.StateWithdrawn},
	wire.StateRedeemed:    {wire.StateAsking, wire.StateEnded},
	wire.StateAsking:      {wire.StateConnecting, wire.StateRefused, wire.StateEnded},
	wire.StateRefused:     {wire.StateAsking, wire.StateEnded},
	wire.StateConnecting:  {wire.StateLive, wire.StateInterrupted, wire.StateEnded},
	wire.StateLive:        {wire.StateInterrupted, wire.StateEnded},
	wire.StateInterrupted: {wire.StateConnecting, wire.StateLive, wire.StateInterrupted, wire.StateEnded},
	wire.StateEnded:       {},
	wire.StateExpired:     {},
	wire.StateWithdrawn:   {},
}

// Allowed reports whether one step leads from a state to another.
func Allowed(from, to wire.State) bool { return slices.Contains(steps[from], to) }

// consenting are the states in which the customer may say, or change, what they allow.
func consenting(s wire.State) bool {
	switch s {
	case wire.StateAsking, wire.StateConnecting, wire.StateLive, wire.StateInterrupted:
		return true
	default:
		return false
	}
}

// checkGrants wants each level at most once, and the weakest, to view, always.
func checkGrants(grants []wire.Grant) error {
	for i, g := range grants {
		if !slices.Contains(wire.Grants(), g) || slices.Contains(grants[:i], g) {
			return ErrBadGrants
		}
	}
	if !slices.Contains(grants, wire.GrantView) {
		return ErrBadGrants
	}
	return nil
}
