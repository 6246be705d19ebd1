package main

import (
	"context"
	"fmt"
	"net/http"
	"net/netip"
	"strconv"
	"sync"

	"github.com/coder/websocket"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/web"
)

// linesPerLife is what a socket may say at once (signaling.DefaultLineBurst), less some to spare.
const linesPerLife = 18

func formatSeq(seq int64) string { return strconv.FormatInt(seq, 10) }

// killTalk is a conversation between an agent and a customer.
type killTalk struct {
	hello   wire.Hello
	writers [2]*killWriter
}

func newKillTalk(hello wire.Hello) *killTalk {
	return &killTalk{hello: hello, writers: [2]*killWriter{{party: wire.PartyCustomer, hello: hello}, {party: wire.PartyAgent, hello: hello}}}
}

// killWriter says one line after the other, each once the one before has been acknowledged.
type killWriter struct {
	party wire.Party
	hello wire.Hello
	// said are the ids that were acknowledged, in order; pending is the one that was not yet, and is said again.
	said    []string
	pending string
	// seen is the last sequence number that came.
	seen uint64
}

// live writes until the server is gone, and returns the error by which that showed.
func (w *killWriter) live(ctx context.Context, ada, page *browser, acked func()) error {
	c, err := w.open(ctx, ada, page)
	if err != nil {
		return err
	}
	defer func() { _ = c.CloseNow() }()
	for range linesPerLife {
		if w.pending == "" {
			w.pending = fmt.Sprint(w.party, "-", len(w.said))
		}
		say := wire.Say{ID: w.pending, Text: "I am " + w.pending}
		if w.party == wire.PartyAgent {
			say.Session = w.hello.Session
		}
		if err := c.Write(ctx, websocket.MessageText, wire.Encode(say)); err != nil {
			return err
		}
		if err := w.hear(ctx, c); err != nil {
			return err
		}
		acked()
	}
	for {
		if _, _, err := c.Read(ctx); err != nil {
			return err
		}
	}
}

// open takes up the conversation where this writer left it.
func (w *killWriter) open(ctx context.Context, ada, page *browser) (*websocket.Conn, error) {
	by, path, first := page, "/ws/customer", wire.Message(wire.Hello{Session: w.hello.Session, Token: w.hello.Token, ChatAfter: w.seen})
	if w.party == wire.PartyAgent {
		by, path, first = ada, "/ws/agent", wire.Attach{Session: w.hello.Session, ChatAfter: w.seen}
	}
	c, _, err := websocket.Dial(ctx, by.r.url(path), &websocket.DialOptions{
		HTTPClient: by.client, HTTPHeader: http.Header{"Origin": by.header["Origin"]}, Subprotocols: []string{wire.Subprotocol},
	})
	if err != nil {
		return nil, err
	}
	return c, c.Write(ctx, websocket.MessageText, wire.Encode(first))
}

// hear waits until the pending line has been acknowledged.
func (w *killWriter) hear(ctx context.Context, c *websocket.Conn) error {
	for {
		_, frame, err := c.Read(ctx)
		if err != nil {
			return err
		}
		m, err := wire.Decode(wire.FromServer, frame)
		if err != nil {
			return err
		}
		switch m := m.(type) {
		case wire.Fault:
			return fmt.Errorf("refused: %s %s", m.Code, m.Message)
		case wire.Said:
			w.seen = max(w.seen, m.Seq)
			if m.From == w.party && m.ID == w.pending {
				w.said, w.pending = append(w.said, w.pending), ""
				return nil
			}
		}
	}
}

// verify looks for every acknowledged line, once and in order, and returns how many there were.
func (k *killTalk) verify(ada *browser) int {
	t := ada.r.t
	t.Helper()
	at := map[string]int64{}
	for i, m := range messagesOf(t, ada, k.hello.Session) {
		if m.Seq != int64(i)+1 {
			t.Errorf("message %d has the number %d", i+1, m.Seq)
		}
		if at[m.ID] != 0 {
			t.Errorf("%s is there twice", m.ID)
		}
		if m.Text != "I am "+m.ID {
			t.Errorf("%s says %q", m.ID, m.Text)
		}
		at[m.ID] = m.Seq
	}
	count := 0
	for _, w := range k.writers {
		last := int64(0)
		for _, id := range w.said {
			if at[id] <= last {
				t.Errorf("%s is at %d, the one before it at %d", id, at[id], last)
			}
			last = at[id]
			count++
		}
	}
	return count
}

// killCodes are codes that people had and used while the server was killed. The zero value is ready.
type killCodes struct {
	mu    sync.Mutex
	came  uint32
	known []*killCode
}

type killCode struct {
	web.IssuedPairing
	// given: somebody has tried to use it. used: and was told that it worked.
	given, used bool
}

// address is another one each time, in a network of its own: wrong guesses are counted by address.
func (k *killCodes) address() string {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.came++
	return netip.AddrFrom4([4]byte{10, byte(k.came >> 8), byte(k.came), 1}).String() //nolint:gosec // wraps round after 65,536
}

// live issues codes and uses every other one until the server is gone, and returns the error by which that showed.
func (k *killCodes) live(ada, page *browser, acked func()) error {
	for i := 0; ; i++ {
		issued, err := ada.try("POST", "/api/v1/pairings", m{})
		if err != nil {
			return err
		}
		if issued.StatusCode != http.StatusCreated {
			return fmt.Errorf("issue: %s %s", issued.Status, issued.body)
		}
		code := &killCode{IssuedPairing: decode[web.IssuedPairing](ada.r.t, issued), given: i%2 == 0}
		k.mu.Lock()
		k.known = append(k.known, code)
		k.mu.Unlock()
		acked()
		if !code.given {
			continue
		}
		got, err := k.give(code, page)
		if err != nil {
			return err
		}
		if got.StatusCode != http.StatusOK {
			return fmt.Errorf("redeem: %s %s", got.Status, got.body)
		}
		code.used = true
		acked()
	}
}

func (k *killCodes) give(code *killCode, page *browser) (reply, error) {
	mine := *page
	mine.header = page.header.Clone()
	mine.header.Set("X-Forwarded-For", k.address())
	return mine.try("POST", "/api/v1/sdk/redeem", m{"site_key": "demo", "code": code.Code})
}

// verify gives every code once more: the used ones do not work again, the unused ones do. It returns how many there were of each.
func (k *killCodes) verify(ada, page *browser) (unused, used int) {
	t := ada.r.t
	t.Helper()
	for _, code := range k.known {
		state := decode[web.Pairing](t, ada.call("GET", "/api/v1/pairings/"+code.ID, nil).want(t, 200, "")).State
		got, err := k.give(code, page)
		if err != nil {
			t.Fatal(err)
		}
		switch {
		case code.used:
			used++
			if state == "issued" || got.StatusCode == http.StatusOK {
				t.Errorf("a used code is %s, and given again %s", state, got.Status)
			}
		case !code.given:
			unused++
			if state != "issued" || got.StatusCode != http.StatusOK {
				t.Errorf("an unused code is %s, and given %s", state, got.Status)
			}
		default: // its use was under way when the server was killed: it is used or not, and the answer agrees
			if (state == "issued") != (got.StatusCode == http.StatusOK) {
				t.Errorf("a code in between is %s, and given %s", state, got.Status)
			}
		}
	}
	return unused, used
}
