package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"syscall"
	"testing"
	"time"

	"github.com/coder/websocket"
	"go.etcd.io/bbolt"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// asProcess returns the test binary as the program (see TestMain).
func asProcess(ctx context.Context, args ...string) *exec.Cmd {
	c := exec.CommandContext(ctx, os.Args[0], args...)
	c.Env = append(os.Environ(), "BE_THE_PROGRAM=1")
	return c
}

func serveArgs(data string) []string {
	return []string{"serve", "--listen", "127.0.0.1:0", "--turn-listen", "127.0.0.1:0", "--data", data, "--log-format", "json"}
}

// startProcess starts the program in a process of its own and waits until it has said where it answers. It is killed at the test's end at the latest.
func startProcess(t *testing.T, c *exec.Cmd, data string) *running {
	t.Helper()
	r := &running{t: t, data: data, log: &lockedBuffer{}}
	c.Stderr = r.log
	out, err := c.StdoutPipe()
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Start(); err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		_ = c.Process.Kill() // gone already, if all went well
		_ = c.Wait()
		if t.Failed() {
			t.Logf("the server's log:\n%s", r.log)
		}
	})
	for lines := bufio.NewScanner(out); r.bound.Demo == "" && lines.Scan(); {
		name, at, _ := strings.Cut(strings.TrimSpace(lines.Text()), "  ")
		switch at = strings.TrimSpace(at); {
		case strings.Contains(at, "#/setup/"):
			r.bound.SetUp = at
		case name == "Console":
			r.bound.HTTP = strings.TrimSuffix(strings.TrimPrefix(at, "http://"), "/console/")
		case name == "Demo shop":
			r.bound.Demo = at
		}
	}
	if r.bound.Demo == "" {
		t.Fatalf("the server did not start:\n%s", r.log)
	}
	return r
}

func TestSIGTERMTellsOpenSocketsAndExits0(t *testing.T) {
	data := filepath.Join(t.TempDir(), "tandem.db")
	c := asProcess(context.WithoutCancel(t.Context()), serveArgs(data)...)
	r := startProcess(t, c, data)
	transport := &http.Transport{}
	defer transport.CloseIdleConnections()
	socket, _, err := websocket.Dial(t.Context(), r.url("/ws/customer"), &websocket.DialOptions{
		HTTPClient: &http.Client{Transport: transport}, HTTPHeader: http.Header{"Origin": {r.shop()}}, Subprotocols: []string{wire.Subprotocol},
	})
	if err != nil {
		t.Fatal(err)
	}
	defer func() { _ = socket.CloseNow() }()
	idle, err := net.Dial("tcp", r.bound.HTTP) // a connection that never says anything
	if err != nil {
		t.Fatal(err)
	}
	defer idle.Close()

	begun := time.Now()
	if err := c.Process.Signal(syscall.SIGTERM); err != nil {
		t.Fatal(err)
	}
	next[wire.Bye](t, socket)
	if _, _, err := socket.Read(t.Context()); websocket.CloseStatus(err) != wire.CloseRestart {
		t.Errorf("closed with %v", err)
	}
	if err := c.Wait(); err != nil {
		t.Errorf("exit: %v", err)
	}
	if took := time.Since(begun); took > drainTime {
		t.Errorf("took %s", took)
	}
}

func TestASecondProcessOnOneDataFileSaysSoAndExits1(t *testing.T) {
	r := start(t)
	for _, args := range [][]string{serveArgs(r.data), {"site", "list", "--data", r.data}} {
		var said bytes.Buffer
		c := asProcess(t.Context(), args...)
		c.Stderr = &said
		err := c.Run()
		var exit *exec.ExitError
		if !errors.As(err, &exit) || exit.ExitCode() != 1 {
			t.Errorf("%v: %v", args, err)
		}
		if got := said.String(); !strings.Contains(got, "another tandem is running on "+r.data) || strings.Count(got, "\n") != 1 {
			t.Errorf("%v said %q", args, got)
		}
	}
	r.browser().call("GET", "/readyz", nil).want(t, 200, "")
}

func TestAnUnusableDataFileIsExplained(t *testing.T) {
	dir := t.TempDir()
	foreign := filepath.Join(dir, "foreign.db")
	if err := os.WriteFile(foreign, []byte(strings.Repeat("no data file\n", 2000)), 0o600); err != nil {
		t.Fatal(err)
	}
	stranger := filepath.Join(dir, "stranger.db") // bbolt's, but of another program
	db, err := bbolt.Open(stranger, 0o600, nil)
	if err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(db.Update(func(tx *bbolt.Tx) error { _, err := tx.CreateBucket([]byte("x")); return err }), db.Close()); err != nil {
		t.Fatal(err)
	}
	for path, want := range map[string]string{
		foreign:                                 "is not a data file of tandem",
		stranger:                                "is not a data file of tandem",
		dir:                                     "cannot be written",
		"/proc/tandem.db":                       "", // whatever the system calls it: an error, and no panic
		filepath.Join(dir, "none", "tandem.db"): "open the data file",
	} {
		var out, log bytes.Buffer
		err := run(t.Context(), invocation{Args: serveArgs(path), Out: &out, Err: &log})
		if err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%s: %v, want %q", path, err, want)
		}
	}
}

func TestATakenAddressIsExplained(t *testing.T) {
	r := start(t)
	for _, flag := range []string{"--listen", "--turn-listen"} {
		taken := map[string]string{"--listen": r.bound.HTTP, "--turn-listen": r.bound.HTTP}[flag]
		args := append(serveArgs(filepath.Join(t.TempDir(), "other.db")), flag, taken)
		var out, log bytes.Buffer
		err := run(t.Context(), invocation{Args: args, Out: &out, Err: &log})
		if err == nil || !strings.Contains(err.Error(), taken) || !strings.Contains(err.Error(), flag+" takes another address") {
			t.Errorf("%s: %v", flag, err)
		}
	}
}

func TestWhatWouldNotWorkForCustomersElsewhereIsWarnedOf(t *testing.T) {
	quiet := start(t)
	if len(quiet.bound.Warnings) != 0 {
		t.Errorf("a first try on one machine: %q", quiet.bound.Warnings)
	}
	open := start(t, "--listen", "0.0.0.0:0")
	if len(open.bound.Warnings) != 2 || !strings.Contains(open.bound.Warnings[0], "--public-url is not set") || open.bound.Demo != "" {
		t.Errorf("%+v", open.bound)
	}
	plain := start(t, "--listen", "0.0.0.0:0", "--public-url", "http://help.example.org")
	if !strings.Contains(strings.Join(plain.bound.Warnings, ""), "plain http") {
		t.Errorf("%q", plain.bound.Warnings)
	}
	good := start(t, "--listen", "0.0.0.0:0", "--public-url", "https://help.example.org", "--turn-listen", "off")
	if len(good.bound.Warnings) != 0 || !strings.HasPrefix(good.bound.Console, "https://help.example.org/console/") {
		t.Errorf("%+v", good.bound)
	}
}
