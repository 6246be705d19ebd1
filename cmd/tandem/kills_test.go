package main

import (
	"context"
	"flag"
	"math/rand/v2"
	"path/filepath"
	"sync"
	"sync/atomic"
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store/bolt"
	"github.com/tandem-cobrowse/tandem/web"
)

// Three kills take a second; `scripts/bench kills` does 200.
var serverKills = flag.Int("server-kills", 3, "how often TestKillsOfTheServer kills the server")

const (
	// talksAtOnce conversations have two writers each, and each life of the server sees some codes issued and used by so many people.
	talksAtOnce, codeUsers = 6, 4
	// mostAcks is the most that a life of the server acknowledges before it is killed.
	mostAcks = 200
	// newTalks is after how many kills other conversations begin: a session that nobody says yes to ends after five minutes.
	newTalks = 20
)

// TestKillsOfTheServer is C4, P3 and O5 under kill -9 of the whole program at random moments: every acknowledged chat message is there, once and in order,
// every code stays used or unused, and the data file opens. People behave as our own clients do: they come back, and say again what was not acknowledged.
func TestKillsOfTheServer(t *testing.T) {
	data := filepath.Join(t.TempDir(), "tandem.db")
	crowd := &mourners{t: t}
	for life := range *serverKills {
		crowd.meet(data)
		if life%newTalks == 0 {
			crowd.begin()
		}
		crowd.liveUntilKilled(1 + rand.IntN(mostAcks))
		if err := bolt.Check(data, nil); err != nil {
			t.Fatalf("after kill %d: %v", life+1, err)
		}
	}
	crowd.meet(data)
	messages := 0
	for _, talk := range crowd.talks {
		messages += talk.verify(crowd.ada)
	}
	issued, used := crowd.codes.verify(crowd.ada, crowd.page)
	t.Logf("%d kills: %d acknowledged messages, %d codes used and %d unused, all as acknowledged", *serverKills, messages, used, issued)
	crowd.kill()
}

// mourners are the people around a server that is killed again and again.
type mourners struct {
	t    *testing.T
	ada  *browser
	page *browser
	// kill ends the present process and waits until it is gone.
	kill  func()
	talks []*killTalk
	codes killCodes
}

// meet starts the next process on the data file; cookies outlive it.
func (m *mourners) meet(data string) {
	m.t.Helper()
	c := asProcess(context.WithoutCancel(m.t.Context()), append(serveArgs(data), "--trusted-proxies", "127.0.0.1")...)
	r := startProcess(m.t, c, data)
	m.kill = sync.OnceFunc(func() {
		_ = c.Process.Kill() // it may have been killed already
		_ = c.Wait()
	})
	if m.ada == nil {
		m.ada, m.page = r.administrator(), r.page(r.shop())
		return
	}
	m.ada.moveTo(r, "http://"+r.bound.HTTP)
	m.page.moveTo(r, r.shop())
}

// moveTo has a browser talk to another process of the same server.
func (b *browser) moveTo(r *running, origin string) {
	b.r = r
	b.header.Set("Origin", origin)
}

// begin opens conversations; those before get no more words.
func (m *mourners) begin() {
	m.t.Helper()
	for range talksAtOnce {
		m.page.header.Set("X-Forwarded-For", m.codes.address())
		code := issue(m.t, m.ada, map[string]any{})
		got := decode[struct{ Session, Token string }](m.t, redeem(m.page, code.Code).want(m.t, 200, ""))
		m.talks = append(m.talks, newKillTalk(wire.Hello{Session: got.Session, Token: got.Token}))
	}
}

// liveUntilKilled has everybody write and use codes until so many acknowledgements have come; then the process is killed, in the midst of the others.
func (m *mourners) liveUntilKilled(acks int) {
	m.t.Helper()
	reached, killed := make(chan struct{}), atomic.Bool{}
	var count atomic.Int64
	acked := func() {
		if count.Add(1) == int64(acks) {
			close(reached)
		}
	}
	complain := func(err error) {
		if !killed.Load() {
			m.t.Errorf("before any kill: %v", err)
		}
	}
	var everybody sync.WaitGroup
	for _, talk := range m.talks[len(m.talks)-talksAtOnce:] {
		for _, w := range talk.writers {
			everybody.Go(func() { complain(w.live(m.t.Context(), m.ada, m.page, acked)) })
		}
	}
	for range codeUsers {
		everybody.Go(func() { complain(m.codes.live(m.ada, m.page, acked)) })
	}
	select {
	case <-reached:
	case <-m.t.Context().Done():
	}
	killed.Store(true)
	m.kill()
	everybody.Wait()
}

// messagesOf reads a session's chat over the REST interface.
func messagesOf(t *testing.T, by *browser, session string) []web.Message {
	t.Helper()
	var all []web.Message
	for {
		path := "/api/v1/pairings/" + session + "/messages"
		if len(all) > 0 {
			path += "?after=" + formatSeq(all[len(all)-1].Seq)
		}
		some := decode[web.MessageList](t, by.call("GET", path, nil).want(t, 200, "")).Messages
		if len(some) == 0 {
			return all
		}
		all = append(all, some...)
	}
}
