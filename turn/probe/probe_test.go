package probe

import (
	"bytes"
	"context"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"
	"go.uber.org/goleak"

	"github.com/tandem-cobrowse/tandem/turn"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func start(t *testing.T, change func(*turn.Config)) (*turn.Server, []string) {
	t.Helper()
	ls, err := turn.Listen(t.Context(), "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	cfg := turn.Config{Listeners: ls, Realm: "example.org", Secret: bytes.Repeat([]byte{1}, turn.SecretSize), Log: zerolog.Nop()}
	if change != nil {
		change(&cfg)
	}
	s, err := turn.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
		defer cancel()
		if err := s.Close(ctx); err != nil {
			t.Error(err)
		}
	})
	stun, urls := turn.ICEURLs("127.0.0.1", s.Endpoints())
	return s, append(stun, urls...)
}

func ours(s *turn.Server) func(turn.Side) turn.Credentials {
	return func(side turn.Side) turn.Credentials { return s.Credentials("probe", side, time.Now()) }
}

// O4: the probe tries everything a customer's browser would.
func TestProbeFindsAHealthyServerHealthy(t *testing.T) {
	s, urls := start(t, nil)
	checks := Run(t.Context(), Config{URLs: urls, Credentials: ours(s)})
	if len(checks) != 1+4+4 || Failed(checks) {
		t.Errorf("%+v", checks)
	}
	var out strings.Builder
	if err := Write(&out, checks); err != nil || strings.Count(out.String(), "\n") != len(checks) {
		t.Errorf("%v\n%s", err, out.String())
	}
	if n := s.Allocations(); n > 2 { // those of noWayIn over TCP may still be closing
		t.Errorf("%d allocations left behind", n)
	}
}

// O4: … and says what is wrong and what to do.
func TestProbeSaysWhatToDo(t *testing.T) {
	s, urls := start(t, nil)
	_, private := start(t, func(c *turn.Config) {
		c.Peers.Allow = []netip.Prefix{netip.MustParsePrefix("169.254.0.0/16")}
	})
	free, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	nobody := free.Addr().String()
	_ = free.Close()
	foreign, err := turn.NewIssuer(bytes.Repeat([]byte{9}, turn.SecretSize))
	if err != nil {
		t.Fatal(err)
	}
	theirs := func(side turn.Side) turn.Credentials { return foreign.Credentials("probe", side, time.Now()) }
	for name, c := range map[string]struct {
		url         string
		credentials func(turn.Side) turn.Credentials
		remedy      string
	}{
		"nobody listens":      {"turn:" + nobody + "?transport=tcp", ours(s), "Nothing listens on TCP port"},
		"nobody listens, UDP": {"stun:" + nobody, ours(s), "Nothing listens on UDP port"},
		"another secret":      {urls[1], theirs, "does not know our secret"},
		"no TLS there":        {"turns:" + strings.TrimSuffix(strings.TrimPrefix(urls[2], "turn:"), "?transport=tcp"), ours(s), "Is it really Tandem"},
		"a way in":            {private[1], ours(s), "Take the range out"},
		"not an address":      {"https://example.org", ours(s), "Correct the address"},
		"not a port":          {"turn:127.0.0.1:99999", ours(s), "Correct the address"},
		"no host":             {"turn:", ours(s), "Correct the address"},
	} {
		checks := Run(t.Context(), Config{URLs: []string{c.url}, Credentials: c.credentials, Timeout: 2 * time.Second})
		last := checks[len(checks)-1]
		if !Failed(checks) || !strings.Contains(last.Remedy, c.remedy) {
			t.Errorf("%s: %+v, want a remedy with %q", name, last, c.remedy)
		}
	}
}
