package main

import (
	"bytes"
	"errors"
	"net/url"
	"os"
	"strconv"
	"strings"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/load"
	"github.com/tandem-cobrowse/tandem/pairing"
)

func TestLoadPlaysACrowdAndMeasures(t *testing.T) {
	r := start(t, "--trusted-proxies", "127.0.0.1")
	r.administrator()
	var out bytes.Buffer
	err := run(t.Context(), invocation{Out: &out, Err: &out, Args: []string{
		"load", "--at", "http://" + r.bound.HTTP, "--origin", r.shop(), "--email", "ada@example.org", "--password", adasPassword,
		"--pairings", "8", "--idle", "8", "--pairs", "2", "--rate", "50", "--for", "200ms",
	}})
	if err != nil {
		t.Fatalf("%v\n%s", err, &out)
	}
	for _, what := range []string{"pairings", "connects", "messages passed on", "p99.9"} {
		if !strings.Contains(out.String(), what) {
			t.Errorf("no %q in:\n%s", what, &out)
		}
	}
}

func TestLoadIsForServersOfOnesOwn(t *testing.T) {
	for _, c := range []struct {
		args []string
		want error
	}{
		{[]string{"--at", "http://192.0.2.1", "--idle", "1"}, load.ErrElsewhere},
		{[]string{"--at", "http://127.0.0.1:1", "--idle", "20001"}, load.ErrTooMuch},
		{[]string{"--at", "http://127.0.0.1:1", "--idle", "1", "--for", "2h"}, load.ErrTooMuch},
		{[]string{"--at", "http://127.0.0.1:1", "--sessions", "501"}, load.ErrTooMuch},
		{[]string{"--at", "http://127.0.0.1:1", "--sessions", "1", "--size", "16385"}, load.ErrTooMuch},
		{[]string{"--at", "http://127.0.0.1:1", "--sessions", "1", "--peerjs"}, load.ErrTooMuch},
	} {
		var out bytes.Buffer
		if err := run(t.Context(), invocation{Out: &out, Err: &out, Args: append([]string{"load"}, c.args...)}); !errors.Is(err, c.want) {
			t.Errorf("%v: %v, want %v", c.args, err, c.want)
		}
	}
}

func TestLoadHoldsLiveSessions(t *testing.T) {
	for name, more := range map[string][]string{"from peer to peer directly": nil, "from peer to peer by the relay": {"--relayed"}} {
		t.Run(name, func(t *testing.T) {
			r := start(t, "--trusted-proxies", "127.0.0.1")
			r.administrator()
			var out bytes.Buffer
			err := run(t.Context(), invocation{Out: &out, Err: &out, Args: append([]string{
				"load", "--at", "http://" + r.bound.HTTP, "--origin", r.shop(), "--email", "ada@example.org", "--password", adasPassword, "--pid", strconv.Itoa(os.Getpid()),
				"--sessions", "4", "--size", "1000", "--rate", "50", "--for", "200ms",
			}, more...)})
			if err != nil {
				t.Fatalf("%v\n%s", err, &out)
			}
			for _, what := range []string{"sessions, from a new code", "words of 1000 bytes, " + name, "% of a processor"} {
				if !strings.Contains(out.String(), what) {
					t.Errorf("no %q in:\n%s", what, &out)
				}
			}
		})
	}
}

func TestLoadTellsThatThereIsNoRelay(t *testing.T) {
	r := start(t, "--trusted-proxies", "127.0.0.1", "--turn-listen", "off")
	r.administrator()
	var out bytes.Buffer
	err := run(t.Context(), invocation{Out: &out, Err: &out, Args: []string{
		"load", "--at", "http://" + r.bound.HTTP, "--origin", r.shop(), "--email", "ada@example.org", "--password", adasPassword, "--sessions", "1", "--relayed", "--for", "200ms",
	}})
	if !errors.Is(err, load.ErrNoRelay) {
		t.Errorf("%v, want %v", err, load.ErrNoRelay)
	}
}

func TestLoadTellsThatASocketSaidTooMuch(t *testing.T) {
	r := start(t, "--trusted-proxies", "127.0.0.1")
	r.administrator()
	var out bytes.Buffer
	// One pair as fast as it is answered passes the burst (signaling.DefaultMessageBurst) long before its time is over.
	err := run(t.Context(), invocation{Out: &out, Err: &out, Args: []string{
		"load", "--at", "http://" + r.bound.HTTP, "--origin", r.shop(), "--email", "ada@example.org", "--password", adasPassword, "--pairs", "1", "--for", "1m",
	}})
	if !errors.Is(err, load.ErrTooMany) || !strings.Contains(err.Error(), "--rate") {
		t.Errorf("%v, want %v and what to do", err, load.ErrTooMany)
	}
}

// TestGuessersOverSockets is pairing.TestGuessers over real sockets, in short: a hundred loopback addresses guess as fast as they are answered. scripts/bench guessing
// is the long form.
func TestGuessersOverSockets(t *testing.T) {
	r := start(t)
	r.administrator()
	at, err := url.Parse("http://" + r.bound.HTTP)
	if err != nil {
		t.Fatal(err)
	}
	const guessers, codes, during = 100, 100, time.Second
	begun := time.Now()
	report, err := load.Run(t.Context(), load.Config{
		Target:   &load.Target{Base: at, Origin: r.shop(), SiteKey: "demo", Email: "ada@example.org", Password: adasPassword},
		Guessers: guessers, Codes: codes, For: during,
	})
	if err != nil {
		t.Fatal(err)
	}
	g := report.Guessing
	t.Logf("%+v; %+v", *g, report.Rows)
	// docs/security.md: two free tries each, and what all share: 20, and one a second.
	most := guessers*pairing.DefaultFreeTries + int(pairing.DefaultBurst+(time.Since(begun).Seconds()+1)*pairing.DefaultRate)
	if g.Tried == 0 || g.Compared > most || g.Hits > 0 {
		t.Errorf("%d guesses, %d compared (at most %d), %d hits", g.Tried, g.Compared, most, g.Hits)
	}
	if g.Refused > 0 {
		t.Errorf("%d customers came and %d were refused", g.Came, g.Refused)
	}
}
