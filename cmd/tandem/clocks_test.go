//go:build clocks

package main

import (
	"bufio"
	"context"
	"fmt"
	"io"
	"net/http"
	"os"
	"path/filepath"
	"strconv"
	"sync/atomic"
	"testing"
	"time"
	_ "unsafe" // for go:linkname

	"github.com/coder/websocket"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/web"
)

// wallJump is what is added to the wall clock, in seconds; scripts/bench-clocks builds a runtime that does.
//
//go:linkname wallJump runtime.wallJump
var wallJump int64

// The program sets its clock to so many seconds from the real time as each line on its standard input says, and answers with a line.
func init() {
	if os.Getenv("BE_THE_PROGRAM") != "1" {
		return
	}
	go func() {
		for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
			seconds, err := strconv.ParseInt(lines.Text(), 10, 64)
			if err != nil {
				panic(err)
			}
			atomic.StoreInt64(&wallJump, seconds)
			fmt.Fprintln(os.Stderr, "clock set to", time.Now().Format(time.RFC3339), "by", seconds)
		}
	}()
}

// jumper is a server whose clock can be set.
type jumper struct {
	*running
	in io.Writer
}

func startJumper(t *testing.T) *jumper {
	t.Helper()
	data := filepath.Join(t.TempDir(), "tandem.db")
	c := asProcess(context.WithoutCancel(t.Context()), serveArgs(data)...)
	in, err := c.StdinPipe()
	if err != nil {
		t.Fatal(err)
	}
	return &jumper{startProcess(t, c, data), in}
}

// set sets the server's clock to that distance from the real time.
func (j *jumper) set(by time.Duration) {
	j.t.Helper()
	seconds := int64(by.Seconds())
	if _, err := fmt.Fprintln(j.in, seconds); err != nil {
		j.t.Fatal(err)
	}
	j.log.wait(j.t, fmt.Sprintf("by %d\n", seconds))
}

// clockPeople are in the midst of things when the clock is set.
type clockPeople struct {
	j               *jumper
	ada             *browser
	unused          web.IssuedPairing
	session         string
	agent, customer *websocket.Conn
	said            int
}

// meet signs an agent in, leaves a code unused, and has a customer who said yes on a socket.
func meetAt(j *jumper) *clockPeople {
	t := j.t
	t.Helper()
	p := &clockPeople{j: j, ada: j.administrator()}
	p.unused = issue(t, p.ada, m{})
	issued := issue(t, p.ada, m{})
	p.session = issued.ID
	page := j.page(j.shop())
	s := decode[struct{ Session, Token string }](t, redeem(page, issued.Code).want(t, 200, ""))
	var err error
	if p.agent, _, err = p.ada.dial("/ws/agent", "http://"+j.bound.HTTP); err != nil {
		t.Fatal(err)
	}
	send(t, p.agent, wire.Attach{Session: issued.ID})
	if p.customer, _, err = page.dial("/ws/customer", j.shop()); err != nil {
		t.Fatal(err)
	}
	send(t, p.customer, wire.Hello{Session: s.Session, Token: s.Token})
	send(t, p.customer, wire.Consent{Grants: []wire.Grant{wire.GrantView}})
	for next[wire.StateChanged](t, p.customer).State != wire.StateConnecting {
	}
	send(t, p.agent, wire.Offer{Session: p.session, Attempt: "a1", SDP: "v=0\r\n"})
	next[wire.OfferReady](t, p.customer)
	send(t, p.customer, wire.Answer{Attempt: "a1", SDP: "v=0\r\n"})
	next[wire.AnswerReady](t, p.agent)
	send(t, p.agent, wire.Link{Session: p.session, Attempt: "a1", Up: true, Path: wire.PathDirect})
	send(t, p.customer, wire.Link{Attempt: "a1", Up: true, Path: wire.PathDirect})
	for next[wire.StateChanged](t, p.customer).State != wire.StateLive {
	}
	return p
}

// goOn wants what must not notice any clock: the sign-in, the live session with its chat in order, relay credentials, and a new code from issue to use.
func (p *clockPeople) goOn() {
	t := p.j.t
	t.Helper()
	p.ada.call("GET", "/api/v1/me", nil).want(t, 200, "")
	p.said++
	send(t, p.customer, wire.Say{ID: fmt.Sprint("c", p.said), Text: "still here"})
	if said := next[wire.Said](t, p.agent); said.Seq != uint64(p.said) || said.Text != "still here" {
		t.Errorf("message %d: %+v", p.said, said)
	}
	state := decode[web.Pairing](t, p.ada.call("GET", "/api/v1/pairings/"+p.session, nil).want(t, 200, "")).State
	if state != "live" {
		t.Errorf("the live session is %s", state)
	}
	send(t, p.agent, wire.ICERequest{Session: p.session})
	if servers := next[wire.ICEServers](t, p.agent); len(servers.Servers) != 2 || servers.LifetimeMS <= 0 {
		t.Errorf("relay: %+v", servers)
	}
	fresh := issue(t, p.ada, m{})
	if left := time.Duration(fresh.ExpiresInMs) * time.Millisecond; left < 9*time.Minute || left > 10*time.Minute {
		t.Errorf("a new code lives for %s", left)
	}
	redeem(p.j.page(p.j.shop()), fresh.Code).want(t, 200, "")
}

// isOver wants the unused code to be of no use any more, and its agent to be told so.
func (p *clockPeople) isOver() {
	t := p.j.t
	t.Helper()
	// Expired (410), or as wrong as any other (404): for how long its digits are known to have been a code (pairing.Quarantine) is a matter of the clock, too.
	if got := redeem(p.j.page(p.j.shop()), p.unused.Code); got.StatusCode != http.StatusGone && got.StatusCode != http.StatusNotFound {
		t.Errorf("the unused code is answered with %s", got.Status)
	}
	if state := decode[web.Pairing](t, p.ada.call("GET", "/api/v1/pairings/"+p.unused.ID, nil).want(t, 200, "")).State; state != "expired" {
		t.Errorf("the unused code is %s", state)
	}
}

func TestTheClockIsSetForward(t *testing.T) {
	p := meetAt(startJumper(t))
	p.j.set(time.Hour)
	p.goOn()
	p.isOver()
	p.j.log.wait(t, "code expired") // is noted within a second (pairing/sweep.go)
	p.j.set(0)
	p.goOn()
	p.isOver() // and stays it
}

func TestTheClockIsSetBack(t *testing.T) {
	p := meetAt(startJumper(t))
	p.j.set(-time.Hour)
	p.goOn()
	redeem(p.j.page(p.j.shop()), p.unused.Code).want(t, 200, "")
	redeem(p.j.page(p.j.shop()), p.unused.Code).want(t, 410, "code_used")
	p.j.set(0)
	p.goOn()
	redeem(p.j.page(p.j.shop()), p.unused.Code).want(t, 410, "code_used")
}
