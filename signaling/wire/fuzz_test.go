package wire_test

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
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
		// What we read and write ourselves is what encoding/json would.
		reference := reflect.New(reflect.TypeOf(m))
		if err := json.Unmarshal(frame, reference.Interface()); err != nil || !reflect.DeepEqual(reference.Elem().Interface(), m) {
			t.Fatalf("%q became %#v, and with encoding/json %#v, %v", frame, m, reference.Elem(), err)
		}
		if got, want := wire.Encode(m), marshalled(t, m); !bytes.Equal(got, want) {
			t.Fatalf("%#v became %s, and with encoding/json %s", m, got, want)
		}
		again, err := wire.Decode(d, wire.Encode(m))
		if err != nil || !reflect.DeepEqual(again, m) {
			t.Fatalf("%q became %#v, encoded and read again %#v, %v", frame, m, again, err)
		}
	})
}

// marshalled is a frame as encoding/json would make it.
func marshalled(t *testing.T, m wire.Message) []byte {
	t.Helper()
	body, err := json.Marshal(m)
	if err != nil {
		t.Fatal(err)
	}
	frame := fmt.Appendf(nil, `{"type":%q`, wire.TypeOf(m))
	if len(body) > 2 {
		frame = append(frame, ',')
	}
	return append(frame, body[1:]...)
}

func TestEveryMessageIsEncodedAsEncodingJSONWould(t *testing.T) {
	for _, samples := range golden {
		for name, m := range samples {
			if got, want := wire.Encode(m), marshalled(t, m); !bytes.Equal(got, want) {
				t.Errorf("%s: %s, and with encoding/json %s", name, got, want)
			}
		}
	}
}

func BenchmarkCandidate(b *testing.B) {
	m := wire.Candidate{Session: "s1", Attempt: "a1", Candidate: "candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host", SDPMid: "0"}
	frame := wire.Encode(m)
	b.Run("decode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			if _, err := wire.Decode(wire.FromAgent, frame); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("encode", func(b *testing.B) {
		b.ReportAllocs()
		for b.Loop() {
			frame = wire.Append(frame[:0], m)
		}
	})
}
