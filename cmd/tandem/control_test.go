package main

import (
	"bytes"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
)

// command runs one command of the program on the server's data file.
func (r *running) command(args ...string) (string, error) {
	var out bytes.Buffer
	err := run(r.t.Context(), invocation{Args: append(args, "--data", r.data), Out: &out, Err: r.log})
	return out.String(), err
}

func TestO4DoctorTriesWhatABrowserWould(t *testing.T) {
	r := start(t)
	said, err := r.command("doctor")
	if err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	for _, want := range []string{"web http://", "stun:127.0.0.1", "?transport=udp", "?transport=tcp"} {
		if !strings.Contains(said, want) {
			t.Errorf("no line with %q in\n%s", want, said)
		}
	}
	off := start(t, "--turn-listen", "off")
	if said, err := off.command("doctor"); err == nil || !strings.Contains(said, "turn-listen") {
		t.Errorf("without a relay: %v\n%s", err, said)
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if _, err := r.command("doctor"); err == nil || !strings.Contains(err.Error(), "not running") {
		t.Errorf("without a server: %v", err)
	}
}

func TestCredentialsOfTheRelayForTools(t *testing.T) {
	r := start(t)
	said, err := r.command("turn", "credentials", "--ttl", "2m", "--session", "mine")
	if err != nil || !strings.Contains(said, "USERNAME") || !strings.Contains(said, "PASSWORD") || !strings.Contains(said, "turn:"+r.bound.TURN) {
		t.Errorf("%v\n%s", err, said)
	}
	for _, ttl := range []string{"0s", "11m", "-1m"} {
		if said, err := r.command("turn", "credentials", "--ttl="+ttl); err == nil {
			t.Errorf("--ttl %s: %s", ttl, said)
		}
	}
	info, err := os.Stat(controlPath(r.data))
	if err != nil || info.Mode().Perm() != 0o600 {
		t.Errorf("the control socket: %v, %v", info.Mode(), err)
	}
}

func TestO6ABackupOfARunningServerCanBeRestored(t *testing.T) {
	r := start(t)
	r.administrator()
	copied := filepath.Join(t.TempDir(), "copy.db")
	if said, err := r.command("backup", copied); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	if _, err := r.command("backup", copied); err == nil {
		t.Error("a backup was written over another file")
	}
	if _, err := r.command("restore", copied); err == nil || !strings.Contains(err.Error(), "stop it first") {
		t.Errorf("restored under a running server: %v", err)
	}
	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	if err := os.WriteFile(r.data, []byte("lost"), 0o600); err != nil {
		t.Fatal(err)
	}
	if said, err := r.command("restore", copied); err != nil {
		t.Fatalf("%v\n%s", err, said)
	}
	again := startOn(t, r.data)
	again.browser().call("POST", "/api/v1/sign-in", m{"email": "ada@example.org", "password": adasPassword}).want(t, 200, "")
}

func TestO4MetricsAnswerOnAnAddressOfTheirOwn(t *testing.T) {
	r := start(t, "--metrics-listen", "127.0.0.1:0")
	response, err := http.Get("http://" + r.bound.Metrics + "/metrics")
	if err != nil {
		t.Fatal(err)
	}
	text, err := io.ReadAll(response.Body)
	_ = response.Body.Close()
	if err != nil || !strings.Contains(string(text), "tandem_turn_") || !strings.Contains(string(text), "go_goroutines") {
		t.Errorf("%v\n%.500s", err, text)
	}
	http.DefaultTransport.(*http.Transport).CloseIdleConnections() //nolint:forcetypeassert // it is one
	if got := r.browser().call("GET", "/metrics", nil); got.StatusCode != http.StatusNotFound {
		t.Errorf("metrics for everybody: %s", got.Status)
	}
}
