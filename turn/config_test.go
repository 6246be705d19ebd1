package turn

import (
	"bytes"
	"errors"
	"net/netip"
	"slices"
	"testing"
)

func TestConfigIsRefusedBeforeAnyEffect(t *testing.T) {
	ls, err := Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	defer ls.Close()
	addr := netip.MustParseAddr
	for name, c := range map[string]struct {
		change func(*Config)
		want   error
	}{
		"short secret":                    {func(c *Config) { c.Secret = c.Secret[:31] }, ErrSecretSize},
		"no listener":                     {func(c *Config) { c.Listeners = Listeners{} }, ErrNoListener},
		"no realm":                        {func(c *Config) { c.Realm = "" }, ErrRealm},
		"realm with a quote":              {func(c *Config) { c.Realm = `a"b` }, ErrRealm},
		"ports reversed":                  {func(c *Config) { c.MinPort, c.MaxPort = 2000, 1999 }, ErrPortRange},
		"privileged ports":                {func(c *Config) { c.MinPort, c.MaxPort = 80, 90 }, ErrPortRange},
		"negative limit":                  {func(c *Config) { c.Limits.Channels = -1 }, ErrLimit},
		"multicast relay":                 {func(c *Config) { c.Relays = []Relay{{Bind: addr("224.0.0.1")}} }, ErrRelay},
		"relay advertised as unspecified": {func(c *Config) { c.Relays = []Relay{{Bind: addr("0.0.0.0")}} }, ErrRelay},
		"families mixed":                  {func(c *Config) { c.Relays = []Relay{{Bind: addr("10.0.0.1"), External: addr("2001:db8::1")}} }, ErrRelay},
		"two of one family":               {func(c *Config) { c.Relays = []Relay{{Bind: addr("10.0.0.1")}, {Bind: addr("10.0.0.2")}} }, ErrRelay},
	} {
		cfg := Config{Listeners: ls, Realm: "example.org", Secret: bytes.Repeat([]byte{1}, SecretSize)}
		c.change(&cfg)
		if s, err := New(cfg); s != nil || !errors.Is(err, c.want) {
			t.Errorf("%s: %v, want %v", name, err, c.want)
		}
	}
}

func TestURLsAreOneOfEachKindQuickestFirst(t *testing.T) {
	at := netip.MustParseAddrPort
	stun, turn := ICEURLs("turn.example.org", []Endpoint{
		{TLS, at("[::]:443")}, {TCP, at("[::]:3478")}, {UDP, at("0.0.0.0:3478")}, {UDP, at("[::]:3479")}, {TLS, at("[::]:5349")},
	})
	if want := []string{"stun:turn.example.org:3478"}; !slices.Equal(stun, want) {
		t.Errorf("STUN URLs %q, want %q", stun, want)
	}
	want := []string{
		"turn:turn.example.org:3478?transport=udp", "turn:turn.example.org:3478?transport=tcp", "turns:turn.example.org:443?transport=tcp",
	}
	if !slices.Equal(turn, want) {
		t.Errorf("TURN URLs %q, want %q", turn, want)
	}
	if stun, _ := ICEURLs("::1", []Endpoint{{UDP, at("[::1]:3478")}}); stun[0] != "stun:[::1]:3478" {
		t.Errorf("IPv6 host: %q", stun)
	}
}
