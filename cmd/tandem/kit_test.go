package main

import (
	"bytes"
	"context"
	"encoding/json"
	"io"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"sync"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tandem-cobrowse/tandem/desk"
)

// TestMain lets the test binary be the program itself, for tests that need a process of their own (process_test.go).
func TestMain(m *testing.M) {
	if os.Getenv("BE_THE_PROGRAM") == "1" {
		main()
		return
	}
	goleak.VerifyTestMain(m)
}

// cheap is what a check of a password costs here: a server signs its people in hundreds of times a run. Processes of their own (process_test.go) have the real costs,
// and desk tests those.
func cheap() desk.PasswordCosts {
	return desk.PasswordCosts{MemoryKiB: 64, Iterations: 1, AtOnce: 4, Wait: time.Minute}
}

// running is a whole server on ports of its own, in this process.
type running struct {
	t     *testing.T
	bound bound
	data  string
	log   *lockedBuffer
	out   *lockedBuffer
	stop  func() error
}

// start runs "tandem serve" with the arguments on a data file in a temporary folder and waits until it answers.
func start(t *testing.T, args ...string) *running {
	t.Helper()
	return startOn(t, filepath.Join(t.TempDir(), "tandem.db"), args...)
}

func startOn(t *testing.T, data string, args ...string) *running {
	t.Helper()
	ctx, cancel := context.WithCancel(context.WithoutCancel(t.Context()))
	r := &running{t: t, data: data, log: &lockedBuffer{}, out: &lockedBuffer{}}
	ready, done := make(chan bound, 1), make(chan error, 1)
	go func() {
		done <- run(ctx, invocation{
			Args: append([]string{"serve", "--listen", "127.0.0.1:0", "--turn-listen", "127.0.0.1:0", "--data", data}, args...),
			Out:  r.out, Err: r.log, ready: func(b bound) { ready <- b },
			passwords: cheap(),
		})
	}()
	r.stop = sync.OnceValue(func() error { cancel(); return <-done })
	t.Cleanup(func() {
		if err := r.stop(); err != nil {
			t.Errorf("the server ended with: %v", err)
		}
		if t.Failed() {
			t.Logf("the server's log:\n%s", r.log)
		}
	})
	select {
	case r.bound = <-ready:
	case err := <-done:
		done <- nil
		t.Fatalf("the server did not start: %v\n%s", err, r.log)
	}
	return r
}

// url is an address on the server, by 127.0.0.1: the console's.
func (r *running) url(path string) string { return "http://" + r.bound.HTTP + path }

// shop is the demo shop's origin.
func (r *running) shop() string { return strings.TrimSuffix(r.bound.Demo, "/demo/") }

// setUpToken is the token of the printed link.
func (r *running) setUpToken() string {
	r.t.Helper()
	_, token, ok := strings.Cut(r.bound.SetUp, "#/setup/")
	if !ok {
		r.t.Fatal("the server printed no set-up link")
	}
	return token
}

// browser is a client with cookies of its own, which sends the console's origin with its writes.
type browser struct {
	r      *running
	client *http.Client
	header http.Header
}

func (r *running) browser() *browser {
	r.t.Helper()
	jar, err := cookiejar.New(nil)
	if err != nil {
		r.t.Fatal(err)
	}
	transport := &http.Transport{}
	r.t.Cleanup(transport.CloseIdleConnections)
	b := &browser{r: r, client: &http.Client{Jar: jar, Transport: transport}, header: http.Header{}}
	b.header.Set("Origin", "http://"+r.bound.HTTP)
	return b
}

// program is a client with an API token and no origin.
func (r *running) program(token string) *browser {
	b := r.browser()
	b.header.Del("Origin")
	b.header.Set("Authorization", "Bearer "+token)
	return b
}

// page is a customer's page at an origin.
func (r *running) page(origin string) *browser {
	b := r.browser()
	b.header.Set("Origin", origin)
	b.header.Set("Content-Type", "text/plain")
	return b
}

// reply is an answer with its body read.
type reply struct {
	*http.Response
	body []byte
}

// call sends a request; body is sent as it is if it is a string, else as JSON.
func (b *browser) call(method, path string, body any) reply {
	b.r.t.Helper()
	answer, err := b.try(method, path, body)
	if err != nil {
		b.r.t.Fatal(err)
	}
	return answer
}

// try is call for a server that may go away meanwhile.
func (b *browser) try(method, path string, body any) (reply, error) {
	var from io.Reader
	switch v := body.(type) {
	case nil:
	case string:
		from = strings.NewReader(v)
	default:
		raw, err := json.Marshal(v)
		if err != nil {
			return reply{}, err
		}
		from = bytes.NewReader(raw)
	}
	req, err := http.NewRequestWithContext(b.r.t.Context(), method, b.r.url(path), from)
	if err != nil {
		return reply{}, err
	}
	req.Header = b.header.Clone()
	if req.Header.Get("Content-Type") == "" {
		req.Header.Set("Content-Type", "application/json")
	}
	resp, err := b.client.Do(req)
	if err != nil {
		return reply{}, err
	}
	defer resp.Body.Close()
	raw, err := io.ReadAll(resp.Body)
	if err != nil {
		return reply{}, err
	}
	return reply{resp, raw}, nil
}

// want fails the test unless the answer has the status and, for problems, the code.
func (r reply) want(t *testing.T, status int, code string) reply {
	t.Helper()
	if r.StatusCode != status {
		t.Fatalf("%s %s: %s %s, want %d %s", r.Request.Method, r.Request.URL.Path, r.Status, r.body, status, code)
	}
	if status >= 400 {
		if kind := r.Header.Get("Content-Type"); kind != "application/problem+json" {
			t.Errorf("%s: a problem as %q", r.Request.URL.Path, kind)
		}
		if got := r.field(t, "code"); got != code {
			t.Errorf("%s: code %q, want %q", r.Request.URL.Path, got, code)
		}
	}
	return r
}

// field reads one field of the JSON in the answer.
func (r reply) field(t *testing.T, name string) string {
	t.Helper()
	var fields map[string]any
	if err := json.Unmarshal(r.body, &fields); err != nil {
		t.Fatalf("%s: %v in %s", r.Request.URL.Path, err, r.body)
	}
	s, _ := fields[name].(string)
	return s
}

// decode reads the JSON in the answer.
func decode[T any](t *testing.T, r reply) T {
	t.Helper()
	var v T
	if err := json.Unmarshal(r.body, &v); err != nil {
		t.Fatalf("%v in %s", err, r.body)
	}
	return v
}

type m = map[string]any

const adasPassword = "correct horse battery"

// administrator sets the server up and returns Ada's browser.
func (r *running) administrator() *browser {
	r.t.Helper()
	b := r.browser()
	b.call("POST", "/api/v1/setup", m{"token": r.setUpToken(), "name": "Ada Byron", "email": "ada@example.org", "password": adasPassword}).want(r.t, 201, "")
	return b
}

// assistant has the administrator add Grace, and signs her in.
func (b *browser) assistant() *browser {
	b.r.t.Helper()
	const email = "grace@example.org"
	b.call("POST", "/api/v1/staff", m{"name": "Grace Hopper", "email": email, "password": adasPassword, "role": "assistant"}).want(b.r.t, 201, "")
	other := b.r.browser()
	other.call("POST", "/api/v1/sign-in", m{"email": email, "password": adasPassword}).want(b.r.t, 200, "")
	return other
}

// token has the administrator make an API token.
func (b *browser) token() string {
	b.r.t.Helper()
	return b.call("POST", "/api/v1/tokens", m{"name": "CRM"}).want(b.r.t, 201, "").field(b.r.t, "token")
}

// cookie returns the session's cookie.
func (b *browser) cookie() *http.Cookie {
	u, err := url.Parse(b.r.url("/"))
	if err != nil {
		b.r.t.Fatal(err)
	}
	for _, c := range b.client.Jar.Cookies(u) {
		return c
	}
	b.r.t.Fatal("no cookie")
	return nil
}

// lockedBuffer can be written by a server and read by a test at once.
type lockedBuffer struct {
	mu sync.Mutex
	b  bytes.Buffer
	// more is closed by the next write; nil while nobody waits for it.
	more chan struct{}
}

func (l *lockedBuffer) Write(p []byte) (int, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.more != nil {
		close(l.more)
		l.more = nil
	}
	return l.b.Write(p)
}

func (l *lockedBuffer) String() string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return l.b.String()
}

// wait returns when the words have been written.
func (l *lockedBuffer) wait(t *testing.T, words string) {
	t.Helper()
	patience := time.After(20 * time.Second)
	for {
		l.mu.Lock()
		said := strings.Contains(l.b.String(), words)
		if l.more == nil {
			l.more = make(chan struct{})
		}
		more := l.more
		l.mu.Unlock()
		if said {
			return
		}
		select {
		case <-more:
		case <-patience:
			t.Fatalf("nobody wrote %q", words)
		}
	}
}
