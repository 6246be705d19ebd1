package main

import (
	"strings"
	"sync"
	"sync/atomic"
	"testing"
)

func TestA1AFirstStartPrintsALinkThatMakesTheFirstAdministratorAndIsDeadAfterwards(t *testing.T) {
	r := start(t)
	if !strings.Contains(r.out.String(), r.bound.SetUp) || !strings.Contains(r.out.String(), r.bound.Demo) {
		t.Errorf("printed:\n%s", r.out)
	}
	ada := r.administrator()
	me := ada.call("GET", "/api/v1/me", nil).want(t, 200, "")
	if me.field(t, "email") != "ada@example.org" || me.field(t, "role") != "administrator" {
		t.Errorf("signed in as %s", me.body)
	}
	again := m{"token": r.setUpToken(), "name": "Eve", "email": "eve@example.org", "password": adasPassword}
	r.browser().call("POST", "/api/v1/setup", again).want(t, 410, "setup_done")

	if err := r.stop(); err != nil {
		t.Fatal(err)
	}
	next := startOn(t, r.data)
	if next.bound.SetUp != "" || strings.Contains(next.out.String(), "Set up") {
		t.Errorf("the next start printed a set-up link:\n%s", next.out)
	}
	next.browser().call("POST", "/api/v1/setup", again).want(t, 410, "setup_done")
	next.browser().call("POST", "/api/v1/sign-in", m{"email": "ada@example.org", "password": adasPassword}).want(t, 200, "")
}

func TestA1TwentyBrowsersWithOneSetUpLinkMakeOneAdministrator(t *testing.T) {
	r := start(t)
	token := r.setUpToken()
	var made, late atomic.Int32
	var wg sync.WaitGroup
	browsers := make([]*browser, 20)
	for i := range browsers {
		browsers[i] = r.browser()
	}
	for i, b := range browsers {
		wg.Go(func() {
			email := string(rune('a'+i)) + "@example.org"
			switch got := b.call("POST", "/api/v1/setup", m{"token": token, "name": "X", "email": email, "password": adasPassword}); got.StatusCode {
			case 201:
				made.Add(1)
			case 410, 503: // 503: passwords are hashed two at a time, and this one waited too long on a busy machine
				late.Add(1)
			default:
				t.Errorf("%s %s", got.Status, got.body)
			}
		})
	}
	wg.Wait()
	if made.Load() != 1 || late.Load() != 19 {
		t.Errorf("%d made, %d too late", made.Load(), late.Load())
	}
}

func TestAWrongOrMistypedSetUpLeavesTheLinkAlive(t *testing.T) {
	r := start(t)
	b := r.browser()
	b.call("POST", "/api/v1/setup", m{"token": "guess", "name": "Eve", "email": "eve@example.org", "password": adasPassword}).want(t, 403, "setup_token_wrong")
	short := b.call("POST", "/api/v1/setup", m{"token": r.setUpToken(), "name": "Ada", "email": "ada@example.org", "password": "short"}).want(t, 400, "bad_request")
	if short.field(t, "field") != "password" {
		t.Errorf("%s", short.body)
	}
	r.administrator()
}
