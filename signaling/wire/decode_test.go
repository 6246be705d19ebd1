package wire_test

import (
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Every frame here must be refused: each is one fault away from a good one.
var refused = map[wire.Direction][]string{
	wire.FromCustomer: {
		``, ` `, `null`, `[]`, `"hello"`, `1`, `{}`, `{"type":null}`, `{"type":1}`, `{"type":""}`, `{"type":"attach","session":"s","chat_after":0}`,
		"\x00\x01\xff", `{"type":"refuse"`, `{"type":"refuse"}{"type":"refuse"}`, `{"type":"refuse"} x`,
		`{"type":"refuse","extra":1}`, `{"type":"Refuse"}`, `{"Type":"refuse"}`, `{"type":"refuse","type":"bogus"}`,
		`{"type":"hello","session":"s","token":"t"}`, `{"type":"hello","session":"s","token":"t","Chat_After":0}`,
		`{"type":"hello","session":"","token":"t","chat_after":0}`, `{"type":"hello","session":"s","token":"a b","chat_after":0}`,
		`{"type":"hello","session":"s","token":"t","chat_after":-1}`, `{"type":"hello","session":"s","token":"t","chat_after":1.5}`,
		`{"type":"hello","session":null,"token":"t","chat_after":0}`, `{"type":"hello","session":["s"],"token":"t","chat_after":0}`,
		`{"type":"consent","grants":null}`, `{"type":"consent","grants":[]}`, `{"type":"consent","grants":["point"]}`,
		`{"type":"consent","grants":["view","view"]}`, `{"type":"consent","grants":["view","root"]}`,
		`{"type":"answer","attempt":"a","sdp":""}`, `{"type":"answer","attempt":"","sdp":"v=0"}`,
		`{"type":"candidate","session":"s","attempt":"a","candidate":"","sdp_mid":""}`,
		`{"type":"link","attempt":"a","up":true}`, `{"type":"link","attempt":"a","up":true,"path":"pigeon"}`,
		`{"type":"link","attempt":"a","up":false,"path":"relay"}`, `{"type":"link","attempt":"a","up":"true","path":"relay"}`,
		`{"type":"say","session":"s","id":"1","text":"x"}`, `{"type":"say","id":"","text":"x"}`,
		`{"type":"candidate","attempt":"a","candidate":null,"sdp_mid":""}`, `{"type":"say","id":"1","text": null }`,
		`{"type":"ping","n":1,"n":1}`, `{"type":"ping","\u006e":1}`, `{"type":"ping","n":1]`, `{"type":"ping","n":}`, `{"type":"ping","n":01}`, `{"type":"ping" "n":1}`, `{"type":"ping",,"n":1}`,
		`{"type":"ping","n":1,}`, `{"type":"say","id":"1","text":"x}`, `{"type":"say","id":"1","text":"\x"}`, "{\"type\":\"say\",\"id\":\"1\",\"text\":\"\n\"}", `{"type":"consent","grants":["view"}`,
		`{"type":"stop","session":"s"}`, `{"type":"ping","n":-1}`, `{"type":"ping","n":4294967296}`,
	},
	wire.FromAgent: {
		`{"type":"hello","session":"s","token":"t","chat_after":0}`, `{"type":"consent","grants":["view"]}`,
		`{"type":"candidate","attempt":"a","candidate":"","sdp_mid":""}`, `{"type":"stop"}`, `{"type":"say","id":"1","text":"x"}`,
		`{"type":"link","attempt":"a","up":false}`, `{"type":"ice_request"}`, `{"type":"offer","session":"s","attempt":"a","sdp":1}`,
		`{"type":"offer","session":"../s","attempt":"a","sdp":"v=0"}`,
	},
	wire.FromServer:  {`{"type":"hello","session":"s","token":"t","chat_after":0}`, `{"type":"taken","session":"s"}`},
	wire.FromVisitor: refusedOfVisitor,
	wire.FromDesk:    refusedOfDesk,
}

func TestMalformedFramesAreRefused(t *testing.T) {
	for d, frames := range refused {
		for _, frame := range frames {
			if m, err := wire.Decode(d, []byte(frame)); !errors.Is(err, wire.ErrBadMessage) {
				t.Errorf("%s: %q: %#v, %v", directionNames[d], frame, m, err)
			}
		}
	}
}

// Each limit at its last good value and one beyond.
func TestLimitsHoldExactly(t *testing.T) {
	x := func(n int) string { return strings.Repeat("x", n) }
	cases := map[string]struct {
		frame string
		limit int
	}{
		"session":   {`{"type":"hello","session":"%s","token":"t","chat_after":0}`, wire.MaxID},
		"token":     {`{"type":"hello","session":"s","token":"%s","chat_after":0}`, wire.MaxID},
		"attempt":   {`{"type":"answer","attempt":"%s","sdp":"v"}`, wire.MaxID},
		"sdp":       {`{"type":"answer","attempt":"a","sdp":"%s"}`, wire.MaxSDP},
		"candidate": {`{"type":"candidate","attempt":"a","candidate":"%s","sdp_mid":""}`, wire.MaxCandidate},
		"sdp_mid":   {`{"type":"candidate","attempt":"a","candidate":"","sdp_mid":"%s"}`, wire.MaxID},
		"text":      {`{"type":"say","id":"1","text":"%s"}`, 2 * wire.MaxText},
	}
	for name, c := range cases {
		if _, err := wire.Decode(wire.FromCustomer, fmt.Appendf(nil, c.frame, x(c.limit))); err != nil {
			t.Errorf("%s of %d refused: %v", name, c.limit, err)
		}
		if _, err := wire.Decode(wire.FromCustomer, fmt.Appendf(nil, c.frame, x(c.limit+1))); !errors.Is(err, wire.ErrBadMessage) {
			t.Errorf("%s of %d taken: %v", name, c.limit+1, err)
		}
	}
	pad := func(n int) []byte { return []byte(`{"type":"stop"}` + strings.Repeat(" ", n-len(`{"type":"stop"}`))) }
	if _, err := wire.Decode(wire.FromCustomer, pad(wire.MaxFrame)); err != nil {
		t.Errorf("a frame of MaxFrame refused: %v", err)
	}
	if _, err := wire.Decode(wire.FromCustomer, pad(wire.MaxFrame+1)); !errors.Is(err, wire.ErrBadMessage) {
		t.Errorf("a frame over MaxFrame taken: %v", err)
	}
}

// The largest legal description still fits a frame, however a browser escapes its line ends.
func TestLargestDescriptionFitsAFrame(t *testing.T) {
	lines := strings.Repeat("a=candidate:1 1 udp 1 192.0.2.1 9 typ host\r\n", wire.MaxSDP/44)
	frame := wire.Encode(wire.Offer{Session: strings.Repeat("s", wire.MaxID), Attempt: strings.Repeat("a", wire.MaxID), SDP: lines})
	if _, err := wire.Decode(wire.FromAgent, frame); err != nil {
		t.Fatal(err)
	}
}

// A refusal must not carry what was refused into a log.
func TestErrorsDoNotQuoteSecrets(t *testing.T) {
	for _, frame := range []string{
		`{"type":"hello","session":"s","token":"SECRET SECRET","chat_after":0}`,
		`{"type":"SECRET"}`, `{"type":"stop","SECRET":1}`, `{"type":"hello","session":"s","token":{"SECRET":1},"chat_after":0}`,
		`{"type":"say","id":"1","text":1234567,"SECRET":"SECRET"}`,
	} {
		if _, err := wire.Decode(wire.FromCustomer, []byte(frame)); err == nil || strings.Contains(err.Error(), "SECRET") {
			t.Errorf("%q: %v", frame, err)
		}
	}
}

// A frame has as many fields as its message at most, so that a crowd of small ones costs nothing.
func TestFieldsAreCounted(t *testing.T) {
	for d := wire.FromCustomer; d <= wire.ToDesk; d++ {
		for _, m := range wire.Messages(d) {
			if n := reflect.TypeOf(m).NumField(); n > 24 {
				t.Errorf("%T has %d fields: skim's limit comes near", m, n)
			}
		}
	}
	frame := `{"type":"ping","n":1` + strings.Repeat(`,"x":0`, 10_000) + `}`
	if _, err := wire.Decode(wire.FromAgent, []byte(frame)); !errors.Is(err, wire.ErrBadMessage) {
		t.Errorf("10,002 fields: %v", err)
	}
}
