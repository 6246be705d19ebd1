package wire_test

import (
	"bytes"
	"encoding/json"
	"flag"
	"os"
	"path/filepath"
	"reflect"
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

var update = flag.Bool("update", false, "write the golden samples anew")

// ice is what a session's servers look like in every sample.
var ice = wire.ICEServers{
	Session: "s1",
	Servers: []wire.ICEServer{
		{URLs: []string{"stun:192.0.2.1:3478"}},
		{URLs: []string{"turn:192.0.2.1:3478?transport=udp", "turn:192.0.2.1:3478?transport=tcp"}, Username: "1767225600:s1:agent", Credential: "c2VjcmV0"},
	},
	LifetimeMS: 600_000,
}

// golden has at least one sample of every message; optional fields appear with and without.
var golden = map[wire.Direction]map[string]wire.Message{
	wire.FromCustomer: {
		"hello":         wire.Hello{Session: "s1", Token: "tok-1", ChatAfter: 7},
		"consent":       wire.Consent{Grants: []wire.Grant{wire.GrantView, wire.GrantPoint}},
		"refuse":        wire.Refuse{},
		"answer":        wire.Answer{Attempt: "a1", SDP: "v=0\r\no=- 1 1 IN IP4 127.0.0.1\r\n"},
		"candidate":     wire.Candidate{Attempt: "a1", Candidate: "candidate:1 1 udp 2122260223 192.0.2.7 50000 typ host", SDPMid: "0"},
		"candidate-end": wire.Candidate{Attempt: "a1"},
		"link-up":       wire.Link{Attempt: "a1", Up: true, Path: wire.PathDirect},
		"link-down":     wire.Link{Attempt: "a1"},
		"ice_request":   wire.ICERequest{},
		"say":           wire.Say{ID: "m1", Text: "Grüße, 世界 👋 <b>\u2028"},
		"stop":          wire.Stop{},
		"leaving":       wire.Leaving{},
		"leaving-site":  wire.Leaving{To: wire.DestinationOutside},
		"expect_return": wire.ExpectReturn{Title: "Paying at Example Pay", Minutes: 15},
		"expect-none":   wire.ExpectReturn{},
		"ping":          wire.Ping{N: 1},
	},
	wire.FromAgent: {
		"attach":      wire.Attach{Session: "s1", ChatAfter: 0},
		"detach":      wire.Detach{Session: "s1"},
		"ask":         wire.Ask{Session: "s1"},
		"offer":       wire.Offer{Session: "s1", Attempt: "a1", SDP: "v=0\r\no=- 2 1 IN IP4 127.0.0.1\r\n"},
		"candidate":   wire.Candidate{Session: "s1", Attempt: "a1", Candidate: "candidate:2 1 udp 2122260223 192.0.2.8 50001 typ host", SDPMid: "0"},
		"link-up":     wire.Link{Session: "s1", Attempt: "a1", Up: true, Path: wire.PathRelay},
		"link-down":   wire.Link{Session: "s1", Attempt: "a1"},
		"ice_request": wire.ICERequest{Session: "s1"},
		"say":         wire.Say{Session: "s1", ID: "m2", Text: "hello"},
		"say-page":    wire.Say{Session: "s1", ID: "m3", Text: "Payment", Page: "https://pay.example/"},
		"stop":        wire.Stop{Session: "s1"},
		"ping":        wire.Ping{N: 4294967295},
	},
	wire.FromServer: {
		"state-issued": wire.StateChanged{Session: "s1", State: wire.StateIssued, AgentName: "Ada", SiteName: "Shop", Ask: true, Grants: []wire.Grant{}, AgentHere: true, ExpiresInMS: 599_000},
		"state-live":   wire.StateChanged{Session: "s1", State: wire.StateLive, AgentName: "Ada", SiteName: "Shop", Grants: []wire.Grant{wire.GrantView}, AgentHere: true, CustomerHere: true, RunningMS: 65_000},
		"state-ended":  wire.StateChanged{Session: "s1", State: wire.StateEnded, Reason: wire.ReasonTimedOut, AgentName: "Ada", SiteName: "Shop", Grants: []wire.Grant{}},
		"state-away":   wire.StateChanged{Session: "s1", State: wire.StateInterrupted, Reason: wire.ReasonExpected, AgentName: "Ada", SiteName: "Shop", Grants: []wire.Grant{wire.GrantView}, AgentHere: true, AwayTitle: "Example Pay"},
		"ice":          ice,
		"offer": wire.OfferReady{
			Session: "s1", Attempt: "a1", SDP: "v=0\r\n", ICE: ice,
			Candidates: []wire.CandidateInit{{Candidate: "candidate:1 1 udp 1 192.0.2.7 50000 typ host", SDPMid: "0"}},
		},
		"taken":        wire.Taken{Session: "s1", Attempt: "a1"},
		"offer_wanted": wire.OfferWanted{Session: "s1"},
		"answer":       wire.AnswerReady{Session: "s1", Attempt: "a1", SDP: "v=0\r\n"},
		"candidate":    wire.CandidateReady{Session: "s1", Attempt: "a1", Candidate: "", SDPMid: ""},
		"said-page":    wire.Said{Session: "s1", Seq: 9, ID: "m3", From: wire.PartyAgent, Name: "Ada", Text: "Payment", Page: "https://pay.example/", At: "2026-11-22T00:00:00.000Z"},
		"said":         wire.Said{Session: "s1", Seq: 8, ID: "m1", From: wire.PartyCustomer, Name: "Customer", Text: "hello", At: "2026-11-22T00:00:00.000Z"},
		"fault":        wire.Fault{Session: "s1", Code: wire.FaultBadText, Message: "The message is empty.", Ref: "m1"},
		"fault-bare":   wire.Fault{Code: wire.FaultTooFast, Message: "Slow down."},
		"bye":          wire.Bye{RetryMS: 1200},
		"pong":         wire.Pong{N: 1},
	},
	wire.FromVisitor: fromVisitor,
	wire.ToVisitor:   toVisitor,
	wire.FromDesk:    fromDesk,
	wire.ToDesk:      toDesk,
}

var directionNames = map[wire.Direction]string{
	wire.FromCustomer: "customer", wire.FromAgent: "agent", wire.FromServer: "server",
	wire.FromVisitor: "visitor", wire.ToVisitor: "to-visitor", wire.FromDesk: "desk", wire.ToDesk: "to-desk",
}

func TestGoldenSamplesAreWhatIsSentAndRead(t *testing.T) {
	for d, samples := range golden {
		covered := map[string]bool{}
		for name, m := range samples {
			covered[wire.TypeOf(m)] = true
			path := filepath.Join("testdata", "golden", directionNames[d]+"."+name+".json")
			if *update {
				if err := os.WriteFile(path, append(wire.Encode(m), '\n'), 0o644); err != nil {
					t.Fatal(err)
				}
			}
			frame, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("no sample of %s: %v (go test ./signaling/wire -update)", name, err)
			}
			if !bytes.Equal(bytes.TrimSpace(frame), wire.Encode(m)) {
				t.Errorf("%s: Encode gives\n%s\nbut the sample is\n%s", path, wire.Encode(m), frame)
			}
			got, err := wire.Decode(d, frame)
			if err != nil || !reflect.DeepEqual(got, m) {
				t.Errorf("%s: Decode = %#v, %v", path, got, err)
			}
		}
		for _, m := range wire.Messages(d) {
			if !covered[wire.TypeOf(m)] {
				t.Errorf("no golden sample of %s from the %s", wire.TypeOf(m), directionNames[d])
			}
		}
	}
}

func TestNoGoldenSampleIsLeftOver(t *testing.T) {
	paths, err := filepath.Glob("testdata/golden/*.json")
	if err != nil {
		t.Fatal(err)
	}
	want := 0
	for _, samples := range golden {
		want += len(samples)
	}
	if len(paths) != want {
		t.Errorf("%d files, %d samples", len(paths), want)
	}
}

// Fields that a reader counts on are never null: a nil list would be.
func TestEncodedListsAreNeverNull(t *testing.T) {
	for _, samples := range golden {
		for name, m := range samples {
			var fields map[string]any
			if err := json.Unmarshal(wire.Encode(m), &fields); err != nil {
				t.Fatal(err)
			}
			for field, v := range fields {
				if v == nil {
					t.Errorf("%s: %s is null", name, field)
				}
			}
		}
	}
}
