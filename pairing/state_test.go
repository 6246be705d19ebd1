package pairing_test

import (
	"errors"
	"os"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func TestEveryStepOfTheTableAndNoOther(t *testing.T) {
	t.Parallel()
	s := open(t, pairing.Config{Limits: swift})
	for from := range paths {
		for to := range paths {
			p := lead(t, s, from)
			moved, err := s.Move(t.Context(), p.ID, to, wire.ReasonAdmin)
			if allowed := pairing.Allowed(from, to) && to != wire.StateRedeemed; !allowed {
				if !errors.Is(err, pairing.ErrWrongState) || moved.State != from {
					t.Errorf("%s to %s: %v, now %s", from, to, err, moved.State)
				}
				wantState(t, s, p.ID, from, wire.ReasonNone)
				continue
			}
			if err != nil || moved.State != to || moved.Changed.Before(p.Changed) {
				t.Errorf("%s to %s: %v, now %s", from, to, err, moved.State)
			}
			wantState(t, s, p.ID, to, wire.ReasonAdmin)
		}
	}
}

// TestTableIsTheProtocols compares the code with what docs/protocol.md tells everybody.
func TestTableIsTheProtocols(t *testing.T) {
	t.Parallel()
	raw, err := os.ReadFile("../docs/protocol.md")
	if err != nil {
		t.Fatal(err)
	}
	_, table, found := strings.Cut(string(raw), "| from | may go to |")
	if !found {
		t.Fatal("docs/protocol.md has no table of steps")
	}
	table, _, _ = strings.Cut(table, "\n\n")
	states, documented := regexp.MustCompile("`([a-z]+)`"), map[wire.State][]wire.State{}
	for line := range strings.Lines(table) {
		cells := strings.Split(line, "|")
		if len(cells) < 3 {
			continue
		}
		for _, from := range states.FindAllStringSubmatch(cells[1], -1) {
			documented[wire.State(from[1])] = nil
			for _, to := range states.FindAllStringSubmatch(cells[2], -1) {
				documented[wire.State(from[1])] = append(documented[wire.State(from[1])], wire.State(to[1]))
			}
		}
	}
	if len(documented) != len(paths) {
		t.Errorf("%d states are documented, there are %d", len(documented), len(paths))
	}
	for from := range paths {
		for to := range paths {
			if code, doc := pairing.Allowed(from, to), slices.Contains(documented[from], to); code != doc {
				t.Errorf("%s to %s: code says %v, docs/protocol.md %v", from, to, code, doc)
			}
		}
		if final := !slices.ContainsFunc(documented[from], func(wire.State) bool { return true }); final != from.Final() {
			t.Errorf("%s: final %v in docs/protocol.md, %v in wire", from, final, from.Final())
		}
	}
}

// P6, P8: nothing connects without consent, and a question put anew wants a fresh one.
func TestConsent(t *testing.T) {
	t.Parallel()
	s := open(t, pairing.Config{Limits: swift})
	for state := range paths {
		p := lead(t, s, state)
		_, err := s.Consent(t.Context(), p.ID, []wire.Grant{wire.GrantView})
		switch state {
		case wire.StateAsking, wire.StateConnecting, wire.StateLive, wire.StateInterrupted:
			want(t, err, nil)
		default:
			want(t, err, pairing.ErrWrongState)
		}
	}
	p := lead(t, s, wire.StateRedeemed)
	move := func(to wire.State, sentinel error) {
		t.Helper()
		_, err := s.Move(t.Context(), p.ID, to, wire.ReasonNone)
		want(t, err, sentinel)
	}
	move(wire.StateAsking, nil)
	move(wire.StateConnecting, pairing.ErrWrongState)
	for _, bad := range [][]wire.Grant{nil, {}, {wire.GrantPoint}, {wire.GrantView, wire.GrantView}, {wire.GrantView, "fly"}} {
		_, err := s.Consent(t.Context(), p.ID, bad)
		want(t, err, pairing.ErrBadGrants)
	}
	given := []wire.Grant{wire.GrantView, wire.GrantFill}
	_, err := s.Consent(t.Context(), p.ID, given)
	want(t, err, nil)
	move(wire.StateRefused, nil)
	move(wire.StateAsking, nil)
	move(wire.StateConnecting, pairing.ErrWrongState) // the former yes was taken back
	_, err = s.Consent(t.Context(), p.ID, given)
	want(t, err, nil)
	move(wire.StateConnecting, nil)
	if now := wantState(t, s, p.ID, wire.StateConnecting, ""); !slices.Equal(now.Grants, given) {
		t.Errorf("grants are %q", now.Grants)
	}
}
