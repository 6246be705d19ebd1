package main

import (
	"bytes"
	"errors"
	"strings"
	"testing"

	"github.com/tandem-cobrowse/tandem/load"
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
	} {
		var out bytes.Buffer
		if err := run(t.Context(), invocation{Out: &out, Err: &out, Args: append([]string{"load"}, c.args...)}); !errors.Is(err, c.want) {
			t.Errorf("%v: %v, want %v", c.args, err, c.want)
		}
	}
}
