package turn

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// O5: a draining server serves who is there and admits nobody.
func TestDrainWaitsForThoseWhoAreThere(t *testing.T) {
	s := start(t, nil)
	peer := listenPeer(t)
	c, _ := relayed(t, s, UDP, Agent)
	if err := c.Bind(0x4000, addrPort(peer.LocalAddr())); err != nil {
		t.Fatal(err)
	}
	ctx, cancel := context.WithCancel(t.Context())
	cancel()
	if err := s.Drain(ctx); !errors.Is(err, context.Canceled) {
		t.Fatalf("drain with a live allocation: %v", err)
	}
	if _, err := connect(t, s, UDP, s.Credentials("late", Agent, time.Now())).Allocate(nil); code(err) != stun.InsufficientCapacity {
		t.Errorf("a newcomer: %v, want 508", err)
	}
	if err := c.SendOn(0x4000, []byte("still there")); err != nil {
		t.Fatal(err)
	}
	receive(t, peer, "still there")
	drained := make(chan error, 1)
	go func() { drained <- s.Drain(t.Context()) }()
	if err := c.Refresh(0); err != nil {
		t.Fatal(err)
	}
	if err := <-drained; err != nil {
		t.Errorf("drain: %v", err)
	}
}

// O5: closing ends live allocations of every transport, and gives every socket and collector back.
func TestCloseLeavesNothingOpen(t *testing.T) {
	before := openFiles(t)
	registry := prometheus.NewRegistry()
	ls, err := Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg := Config{Listeners: ls, Realm: "example.org", Secret: testSecret(), Log: zerolog.Nop(), Metrics: registry}
	withTLS(t)(&cfg)
	s, err := New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	for _, transport := range []Transport{UDP, TCP, TLS} {
		c := connect(t, s, transport, s.Credentials("session", Agent, time.Now()))
		if _, err := c.Allocate(func(b *stun.Builder) { b.Add(stun.EvenPort, []byte{0x80}) }); err != nil {
			t.Fatal(err)
		}
		defer c.Close()
	}
	for range 2 {
		if err := s.Close(t.Context()); err != nil {
			t.Fatal(err)
		}
	}
	if after := openFiles(t); after > before+3 { // our three clients'
		t.Errorf("%d descriptors before, %d after", before, after)
	}
	if families, err := registry.Gather(); err != nil || len(families) != 0 {
		t.Errorf("%d metrics are still registered, %v", len(families), err)
	}
}

// O2: a server without UDP relays all the same: port 443 alone is enough.
func TestServerWithoutUDP(t *testing.T) {
	s := start(t, func(c *Config) {
		for _, conn := range c.Listeners.UDP {
			_ = conn.Close()
		}
		c.Listeners.UDP = nil
	})
	peer := listenPeer(t)
	at := addrPort(peer.LocalAddr())
	c, relay := relayed(t, s, TCP, Agent)
	if err := c.Bind(0x4000, at); err != nil {
		t.Fatal(err)
	}
	if err := c.SendOn(0x4000, []byte("there")); err != nil {
		t.Fatal(err)
	}
	receive(t, peer, "there")
	if _, err := peer.WriteToUDPAddrPort([]byte("back"), relay); err != nil {
		t.Fatal(err)
	}
	expectChannelData(t, c, 0x4000, []byte("back"))
}

// O4: the counters tell what happens, and neither they nor the log name anybody.
func TestMetricsCountAndNameNobody(t *testing.T) {
	registry := prometheus.NewRegistry()
	var log lines
	s := start(t, func(c *Config) { c.Metrics, c.Log = registry, zerolog.New(&log) })
	peer := listenPeer(t)
	c, _ := relayed(t, s, UDP, Agent)
	if err := c.Bind(0x4000, addrPort(peer.LocalAddr())); err != nil {
		t.Fatal(err)
	}
	if err := c.Permit(netip.MustParseAddrPort("169.254.169.254:80")); code(err) != stun.Forbidden {
		t.Fatal(err)
	}
	if err := c.SendOn(0x4000, make([]byte, 100)); err != nil {
		t.Fatal(err)
	}
	receive(t, peer, string(make([]byte, 100)))
	for name, want := range map[string]float64{
		`tandem_turn_allocations{transport=udp}`:                       1,
		`tandem_turn_relayed_packets_total{direction=to_peer}`:         1,
		`tandem_turn_relayed_bytes_total{direction=to_peer}`:           100,
		`tandem_turn_denied_peers_total{class=link-local}`:             1,
		`tandem_turn_refused_total{code=401,method=allocate}`:          1,
		`tandem_turn_refused_total{code=403,method=create_permission}`: 1,
	} {
		if got := sample(t, registry, name); got != want {
			t.Errorf("%s is %v, want %v", name, got, want)
		}
	}
	if err := c.Refresh(0); err != nil {
		t.Fatal(err)
	}
	if got := sample(t, registry, `tandem_turn_allocations{transport=udp}`); got != 0 {
		t.Errorf("%v allocations after the last was deleted", got)
	}
	for _, secret := range []string{"127.0.0.1", c.Username, c.Password, "session"} {
		if strings.Contains(log.String(), secret) {
			t.Errorf("the log contains %q", secret)
		}
	}
}

// lines keeps a log that several goroutines write.
type lines struct {
	mu   sync.Mutex
	text strings.Builder
}

func (l *lines) Write(b []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.Write(b)
}

func (l *lines) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.text.String()
}

// sample finds one value by its name and labels.
func sample(t *testing.T, g prometheus.Gatherer, want string) float64 {
	t.Helper()
	families, err := g.Gather()
	if err != nil {
		t.Fatal(err)
	}
	for _, f := range families {
		for _, m := range f.GetMetric() {
			var labels []string
			for _, l := range m.GetLabel() {
				labels = append(labels, l.GetName()+"="+l.GetValue())
			}
			if f.GetName()+"{"+strings.Join(labels, ",")+"}" == want {
				return m.GetCounter().GetValue() + m.GetGauge().GetValue()
			}
		}
	}
	return 0
}

func TestListenTakesOnePortForBoth(t *testing.T) {
	ls, err := Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ls.Close()
	e := ls.endpoints()
	if len(e) != 2 || e[0].Transport != UDP || e[1].Transport != TCP || e[0].Addr != e[1].Addr {
		t.Errorf("endpoints %v", e)
	}
	if again, err := Listen(t.Context(), e[0].Addr.String()); err == nil {
		_ = again.Close()
		t.Error("the port could be taken for a second time")
	}
	if _, err := Listen(t.Context(), "nonsense"); err == nil {
		t.Error("an address without port was accepted")
	}
}

func TestDetectedRelaysAreOfTheListener(t *testing.T) {
	if r := DetectRelays(netip.MustParseAddr("127.0.0.1")); len(r) != 1 || r[0].Bind != netip.MustParseAddr("127.0.0.1") {
		t.Errorf("on loopback: %v", r)
	}
	for _, r := range DetectRelays(netip.IPv4Unspecified()) {
		if !r.Bind.IsValid() || r.Bind.IsUnspecified() {
			t.Errorf("everywhere: %v", r)
		}
	}
}

// O2: the external address comes from the public name, for relays that are not public themselves.
func TestExternalAddressComesFromThePublicName(t *testing.T) {
	names := &net.Resolver{PreferGo: true, Dial: func(context.Context, string, string) (net.Conn, error) { return nil, errors.New("no DNS in tests") }}
	private := []Relay{{Bind: netip.MustParseAddr("10.0.0.5")}, {Bind: netip.MustParseAddr("8.8.4.4")}, {Bind: netip.MustParseAddr("127.0.0.1")}}
	for host, want := range map[string]string{"9.9.9.9": "9.9.9.9", "10.1.1.1": "", "unknown.invalid": ""} {
		got := DetectExternal(t.Context(), private, host, names)
		if external := got[0].External; external.IsValid() != (want != "") || want != "" && external.String() != want {
			t.Errorf("%s: external address %v, want %q", host, external, want)
		}
		if got[1].External.IsValid() || got[2].External.IsValid() {
			t.Errorf("%s: a public or loopback relay got an external address: %v", host, got)
		}
	}
}
