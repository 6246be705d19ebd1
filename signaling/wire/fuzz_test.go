package wire_test

import (
	"errors"
	"reflect"
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func FuzzDecodeFromCustomer(f *testing.F) { fuzz(f, wire.FromCustomer) }
func FuzzDecodeFromAgent(f *testing.F)    { fuzz(f, wire.FromAgent) }
func FuzzDecodeFromServer(f *testing.F)   { fuzz(f, wire.FromServer) }
func FuzzDecodeFromVisitor(f *testing.F)  { fuzz(f, wire.FromVisitor) }
func FuzzDecodeFromDesk(f *testing.F)     { fuzz(f, wire.FromDesk) }

// fuzz: whatever comes in, Decode gives ErrBadMessage or a message that survives its own encoding.
func fuzz(f *testing.F, d wire.Direction) {
	for _, m := range golden[d] {
		f.Add(wire.Encode(m))
	}
	for _, frame := range refused[d] {
		f.Add([]byte(frame))
	}
	f.Fuzz(func(t *testing.T, frame []byte) {
		m, err := wire.Decode(d, frame)
		if err != nil {
			if m != nil || !errors.Is(err, wire.ErrBadMessage) {
				t.Fatalf("Decode(%q) = %#v, %v", frame, m, err)
			}
			return
		}
		again, err := wire.Decode(d, wire.Encode(m))
		if err != nil || !reflect.DeepEqual(again, m) {
			t.Fatalf("%q became %#v, encoded and read again %#v, %v", frame, m, again, err)
		}
	})
}
