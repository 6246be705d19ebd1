package pairing

import (
	"slices"
	"strings"
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

func TestWhatIsRememberedIsWhatTheStoreHas(t *testing.T) {
	entry := func(revision uint64, name string, grants ...wire.Grant) store.Entry {
		r := record{Pairing: Pairing{
			ID: strings.Repeat("a", idLength), Code: Code{Locator: "482913", Secret: "207"}, AgentName: name, State: wire.StateLive, Grants: grants,
		}, OtherDigests: [][]byte{{1}, {2}}}
		raw, err := r.encode()
		if err != nil {
			t.Fatal(err)
		}
		return store.Entry{Key: r.ID, Value: raw, Revision: revision}
	}
	var c recent
	read := func(e store.Entry) record {
		r, err := c.read(e)
		if err != nil {
			t.Fatal(err)
		}
		return r
	}
	first := entry(1, "Ada", wire.GrantView)
	mine := read(first)
	mine.AgentName, mine.Grants[0] = "Mallory", "everything"
	mine.OtherDigests[0] = nil
	_ = append(mine.OtherDigests[:1], []byte{9})
	again := read(first)
	if again.AgentName != "Ada" || !slices.Equal(again.Grants, []wire.Grant{wire.GrantView}) || len(again.OtherDigests) != 2 || again.OtherDigests[0][0] != 1 || again.OtherDigests[1][0] != 2 {
		t.Errorf("somebody else's change is seen: %+v", again)
	}
	if next := read(entry(2, "Grace", wire.GrantView)); next.AgentName != "Grace" {
		t.Errorf("the record of another revision: %+v", next)
	}
	for i := range 3 * mostRecent {
		e := first
		e.Key = strings.Repeat("b", 10) + string(rune('a'+i%26)) + string(rune('a'+i/26))
		read(e)
		if len(c.known) > mostRecent {
			t.Fatalf("%d records are remembered", len(c.known))
		}
	}
	if _, err := c.read(store.Entry{Key: "x", Value: []byte("{"), Revision: 1}); err == nil {
		t.Error("a damaged record was read")
	}
}
