package chat_test

import (
	"context"
	"errors"
	"fmt"
	"path/filepath"
	"strings"
	"sync"
	"testing"

	"github.com/rs/zerolog"
	"go.uber.org/goleak"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func openStore(t *testing.T, path string) *bolt.Store {
	t.Helper()
	s, err := bolt.Open(context.Background(), bolt.Config{Path: path})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	return s
}

func open(t *testing.T, s *bolt.Store) *chat.Service {
	t.Helper()
	c, err := chat.New(s, zerolog.New(zerolog.NewTestWriter(t)))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = c.Close() })
	return c
}

func fresh(t *testing.T) *chat.Service {
	t.Helper()
	return open(t, openStore(t, filepath.Join(t.TempDir(), "tandem.db")))
}

func say(t *testing.T, c *chat.Service, from wire.Party, id, text string) chat.Message {
	t.Helper()
	m, isNew, err := c.Append(t.Context(), "talk", chat.Draft{ID: id, From: from, Name: "Ada", Text: text})
	if err != nil || !isNew {
		t.Fatalf("fresh %v, %v", isNew, err)
	}
	return m
}

func texts(ms []chat.Message) string {
	var all []string
	for i, m := range ms {
		if i > 0 && m.Seq != ms[i-1].Seq+1 {
			all = append(all, "(gap)")
		}
		all = append(all, m.Text)
	}
	return strings.Join(all, " ")
}

// C4: what was acknowledged is there after a restart, in order, and sending it again adds nothing.
func TestConversationSurvivesARestart(t *testing.T) {
	path := filepath.Join(t.TempDir(), "tandem.db")
	file := openStore(t, path)
	c := open(t, file)
	first := say(t, c, wire.PartyAgent, "1", "good morning")
	if first.Seq != 1 || first.Kind != chat.KindMessage || first.From != wire.PartyAgent || first.Name != "Ada" || first.ID != "1" || first.At.IsZero() {
		t.Errorf("message is %+v", first)
	}
	say(t, c, wire.PartyCustomer, "1", "hello") // the same id, another party
	if _, _, err := c.Note(t.Context(), "talk", "end", chat.EventEnded, string(wire.ReasonAgentStopped)); err != nil {
		t.Fatal(err)
	}
	if err := errors.Join(c.Close(), file.Close()); err != nil {
		t.Fatal(err)
	}
	c = open(t, openStore(t, path))
	again, isNew, err := c.Append(t.Context(), "talk", chat.Draft{ID: "1", From: wire.PartyAgent, Name: "Bob", Text: "other"})
	if err != nil || isNew || again != first {
		t.Errorf("sent again: fresh %v, %+v, %v", isNew, again, err)
	}
	_, isNew, err = c.Note(t.Context(), "talk", "end", chat.EventEnded, "")
	if err != nil || isNew {
		t.Errorf("noted again: fresh %v, %v", isNew, err)
	}
	all, err := c.Read(t.Context(), "talk", 0, 0)
	if err != nil || texts(all) != "good morning hello agent_stopped" {
		t.Fatalf("after a restart: %q, %v", texts(all), err)
	}
	if e := all[2]; e.Kind != chat.KindEvent || e.From != wire.PartySystem || e.Event != chat.EventEnded {
		t.Errorf("event is %+v", e)
	}
}

func TestTextsThatAreRefused(t *testing.T) {
	c := fresh(t)
	good := chat.Draft{ID: "1", From: wire.PartyCustomer, Name: "Ada", Text: "hello"}
	with := func(change func(*chat.Draft)) chat.Draft { d := good; change(&d); return d }
	for name, r := range map[string]struct {
		draft chat.Draft
		want  error
	}{
		"empty":             {with(func(d *chat.Draft) { d.Text = "" }), chat.ErrBadText},
		"white space":       {with(func(d *chat.Draft) { d.Text = " \n\t\u00a0\u3000" }), chat.ErrBadText},
		"too long":          {with(func(d *chat.Draft) { d.Text = strings.Repeat("ä", wire.MaxText+1) }), chat.ErrBadText},
		"not UTF-8":         {with(func(d *chat.Draft) { d.Text = "a\xff" }), chat.ErrBadText},
		"escape":            {with(func(d *chat.Draft) { d.Text = "a\x1b[31m" }), chat.ErrBadText},
		"zero":              {with(func(d *chat.Draft) { d.Text = "a\x00b" }), chat.ErrBadText},
		"lone CR":           {with(func(d *chat.Draft) { d.Text = "a\rb" }), chat.ErrBadText},
		"C1 control":        {with(func(d *chat.Draft) { d.Text = "a\u0085b" }), chat.ErrBadText},
		"no id":             {with(func(d *chat.Draft) { d.ID = "" }), chat.ErrBadMessage},
		"long id":           {with(func(d *chat.Draft) { d.ID = strings.Repeat("x", wire.MaxID+1) }), chat.ErrBadMessage},
		"id with a slash":   {with(func(d *chat.Draft) { d.ID = "agent/1" }), chat.ErrBadMessage},
		"from the system":   {with(func(d *chat.Draft) { d.From = wire.PartySystem }), chat.ErrBadMessage},
		"from nobody":       {with(func(d *chat.Draft) { d.From = "" }), chat.ErrBadMessage},
		"name with newline": {with(func(d *chat.Draft) { d.Name = "a\nb" }), chat.ErrBadMessage},
		"long name":         {with(func(d *chat.Draft) { d.Name = strings.Repeat("x", 201) }), chat.ErrBadMessage},
	} {
		if _, _, err := c.Append(t.Context(), "talk", r.draft); !errors.Is(err, r.want) {
			t.Errorf("%s: %v, want %v", name, err, r.want)
		}
	}
	if _, _, err := c.Append(t.Context(), "no such/ name", good); !errors.Is(err, chat.ErrBadMessage) {
		t.Errorf("bad conversation: %v", err)
	}
	if all, err := c.Read(t.Context(), "talk", 0, 0); err != nil || len(all) != 0 {
		t.Errorf("%d messages kept, %v", len(all), err)
	}
}

func TestTextsAsTheyAreKept(t *testing.T) {
	c := fresh(t)
	n := 0
	for text, want := range map[string]string{
		"  hello \n": "hello",
		"a\r\nb\tc":  "a\nb\tc",
		strings.Repeat("😀", wire.MaxText) + "  ": strings.Repeat("😀", wire.MaxText),
		"<b>&\u2028\"\\":   "<b>&\u2028\"\\",
		"שלום\u200f 👩‍👩‍👧": "שלום\u200f 👩‍👩‍👧",
	} {
		n++
		if got := say(t, c, wire.PartyAgent, fmt.Sprint(n), text); got.Text != want {
			t.Errorf("%.20q is kept as %.20q", text, got.Text)
		}
	}
}

func TestReadAndNewest(t *testing.T) {
	c := fresh(t)
	for i := 1; i <= 10; i++ {
		say(t, c, wire.PartyAgent, fmt.Sprint(i), fmt.Sprint(i))
	}
	for _, r := range []struct {
		after        uint64
		limit        int
		read, newest string
	}{
		{0, 3, "1 2 3", "8 9 10"},
		{7, 2, "8 9", "9 10"},
		{7, 500, "8 9 10", "8 9 10"},
		{10, 5, "", ""},
		{99, 5, "", ""},
	} {
		read, readErr := c.Read(t.Context(), "talk", r.after, r.limit)
		newest, newestErr := c.Newest(t.Context(), "talk", r.after, r.limit)
		if err := errors.Join(readErr, newestErr); err != nil || texts(read) != r.read || texts(newest) != r.newest {
			t.Errorf("after %d, limit %d: Read %q, Newest %q, %v", r.after, r.limit, texts(read), texts(newest), err)
		}
	}
	none, err := c.Newest(t.Context(), "nobody", 0, 5)
	if err != nil || len(none) != 0 {
		t.Errorf("unknown conversation: %d messages, %v", len(none), err)
	}
}

// C4: everybody sees one order, nothing twice, nothing missing, also those who come in the middle.
func TestEverybodySeesOneOrder(t *testing.T) {
	file := openStore(t, filepath.Join(t.TempDir(), "tandem.db"))
	nodes := []*chat.Service{open(t, file), open(t, file)}
	const authors, each = 10, 20
	var all sync.WaitGroup
	seen := make([]string, 6)
	for i := range seen {
		watch, err := nodes[i%2].Watch(t.Context(), "talk")
		if err != nil {
			t.Fatal(err)
		}
		if i == len(seen)/2 {
			for a := range authors {
				all.Go(func() {
					for n := range each {
						d := chat.Draft{ID: fmt.Sprint(a, "-", n), From: wire.PartyCustomer, Text: fmt.Sprint(a, "-", n)}
						for range 2 { // everything is sent twice
							if _, _, err := nodes[a%2].Append(t.Context(), "talk", d); err != nil {
								t.Error(err)
							}
						}
					}
				})
			}
		}
		all.Go(func() {
			got, err := nodes[i%2].Read(t.Context(), "talk", 0, 0)
			if err != nil {
				t.Error(err)
				return
			}
			for len(got) < authors*each {
				if m := <-watch; len(got) == 0 || m.Seq > got[len(got)-1].Seq {
					got = append(got, m)
				}
			}
			seen[i] = texts(got)
		})
	}
	all.Wait()
	for i := range seen {
		if seen[i] != seen[0] || strings.Contains(seen[i], "(gap)") || len(strings.Fields(seen[i])) != authors*each {
			t.Errorf("watcher %d saw %q, the first %q", i, seen[i], seen[0])
		}
	}
}

func TestRemove(t *testing.T) {
	c := fresh(t)
	say(t, c, wire.PartyAgent, "1", "hello")
	watch, err := c.Watch(t.Context(), "talk")
	if err != nil {
		t.Fatal(err)
	}
	if err := c.Remove(t.Context(), "talk"); err != nil {
		t.Fatal(err)
	}
	if _, open := <-watch; open {
		t.Error("something came after the end")
	}
	if err := c.Remove(t.Context(), "talk"); !errors.Is(err, chat.ErrNotFound) {
		t.Errorf("second removal: %v", err)
	}
	if all, err := c.Read(t.Context(), "talk", 0, 0); err != nil || len(all) != 0 {
		t.Errorf("%d messages left, %v", len(all), err)
	}
}

func TestCloseEndsWatches(t *testing.T) {
	c := fresh(t)
	watch, err := c.Watch(t.Context(), "talk")
	if err != nil {
		t.Fatal(err)
	}
	say(t, c, wire.PartyAgent, "1", "nobody reads this")
	if err := c.Close(); err != nil {
		t.Fatal(err)
	}
	for range watch {
		continue
	}
	if _, err := c.Watch(t.Context(), "talk"); !errors.Is(err, chat.ErrClosed) {
		t.Errorf("Watch after Close: %v", err)
	}
	if err := c.Close(); !errors.Is(err, chat.ErrClosed) {
		t.Errorf("second Close: %v", err)
	}
}
