package history_test

import (
	"fmt"
	"math/rand/v2"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"go.uber.org/goleak"

	"github.com/tandem-cobrowse/tandem/desk/history"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

func open(t testing.TB) *history.History {
	t.Helper()
	dir := t.TempDir()
	if memory, err := os.MkdirTemp("/dev/shm", "tandem-history"); err == nil {
		dir = memory
		t.Cleanup(func() { _ = os.RemoveAll(memory) })
	}
	s, err := bolt.Open(t.Context(), bolt.Config{Path: filepath.Join(dir, "tandem.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = s.Close() })
	h, err := history.New(s)
	if err != nil {
		t.Fatal(err)
	}
	return h
}

var morning = time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)

func document(i int, texts ...string) history.Document {
	at := morning.Add(time.Duration(i) * time.Hour)
	return history.Document{Summary: history.Summary{
		ID: fmt.Sprintf("c%d", i), Site: "s1", Visitor: fmt.Sprintf("v%d", i%3), Name: "Zoë Núñez", Group: fmt.Sprintf("g%d", i%2), Staff: []string{fmt.Sprintf("p%d", i%4)},
		Started: at, Ended: at.Add(time.Minute),
	}, Texts: texts}
}

// ids runs a query through all of its pages.
func ids(t *testing.T, h *history.History, q history.Query) string {
	t.Helper()
	var out []string
	for {
		page, err := h.Search(t.Context(), q, 2)
		if err != nil {
			t.Fatal(err)
		}
		for _, s := range page.Summaries {
			out = append(out, s.ID)
		}
		if q.Cursor = page.Cursor; q.Cursor == "" {
			return strings.Join(out, " ")
		}
	}
}

func TestSearchFindsByTextPersonAndDateNewestFirst(t *testing.T) {
	h := open(t)
	for i, text := range []string{"My INVOICE is wrong", "the invoices, por favor: ¿qué importe?", "Straße 7", "日本語のテスト", "shipping and an invoice"} {
		if err := h.Index(t.Context(), document(i, text)); err != nil {
			t.Fatal(err)
		}
	}
	for name, c := range map[string]struct {
		query history.Query
		want  string
	}{
		"everything":             {history.Query{}, "c4 c3 c2 c1 c0"},
		"a word's beginning":     {history.Query{Text: "invo"}, "c4 c1 c0"},
		"all words":              {history.Query{Text: "invoice ship"}, "c4"},
		"without accents":        {history.Query{Text: "QUE nunez"}, "c1"},
		"another script":         {history.Query{Text: "日本"}, "c3"},
		"nothing":                {history.Query{Text: "refund"}, ""},
		"who took part":          {history.Query{Person: "p0"}, "c4 c0"},
		"no other whose id ends": {history.Query{Person: "p"}, ""},
		"the visitor":            {history.Query{Visitor: "v1"}, "c4 c1"},
		"the group and a word":   {history.Query{Group: "g0", Text: "invoice"}, "c4 c0"},
		"a span":                 {history.Query{From: morning.Add(time.Hour), To: morning.Add(3 * time.Hour)}, "c2 c1"},
		"from a time":            {history.Query{From: morning.Add(3 * time.Hour)}, "c4 c3"},
		"another month":          {history.Query{From: morning.AddDate(0, -3, 0), To: morning.AddDate(0, -1, 0)}, ""},
		"what one may see":       {history.Query{Anyone: &history.Scope{People: []string{"p1"}, Groups: []string{"g0"}}}, "c4 c2 c1 c0"},
		"nobody may see":         {history.Query{Anyone: &history.Scope{}}, ""},
	} {
		if got := ids(t, h, c.query); got != c.want {
			t.Errorf("%s: %q, want %q", name, got, c.want)
		}
	}
}

func TestErasedIsFoundByNothing(t *testing.T) {
	h := open(t)
	docs := []history.Document{document(0, "secret handshake"), document(1, "secret garden")}
	for range 2 { // indexing again is harmless
		if err := h.Index(t.Context(), docs...); err != nil {
			t.Fatal(err)
		}
	}
	due, err := h.Due(t.Context(), "s1", docs[0].Ended.Add(time.Second), 10)
	if err != nil || !slices.Equal(due, []string{"c0"}) {
		t.Errorf("due: %v, %v", due, err)
	}
	for range 2 { // so is erasing again
		if err := h.Erase(t.Context(), docs[0]); err != nil {
			t.Fatal(err)
		}
	}
	for _, q := range []history.Query{{}, {Text: "secret"}, {Group: "g0"}, {Person: "p0"}} {
		if got := ids(t, h, q); strings.Contains(got, "c0") {
			t.Errorf("%+v still finds %s", q, got)
		}
	}
	if got := ids(t, h, history.Query{Text: "secret"}); got != "c1" {
		t.Errorf("the other is gone: %q", got)
	}
}

func FuzzSearch(f *testing.F) {
	for _, text := range []string{"", "invoice", "日本 \x00 a/b.c ..", "İstanbul ǅ ﬁ", strings.Repeat("x", 300)} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		h := open(t)
		if err := h.Index(t.Context(), document(0, text)); err != nil {
			t.Fatal(err)
		}
		if _, err := h.Search(t.Context(), history.Query{Text: text, Cursor: text}, 5); err != nil {
			t.Fatal(err)
		}
	})
}

// BenchmarkSearch answers over 100,000 conversations of some thirty words each, out of 5,000 words that are used as words are (a few often, most rarely).
func BenchmarkSearch(b *testing.B) {
	const conversations, vocabulary = 100_000, 5000
	h := open(b)
	rng := rand.New(rand.NewPCG(1, 2))
	zipf := rand.NewZipf(rng, 1.1, 5, vocabulary-1)
	var batch []history.Document
	for i := range conversations {
		var text strings.Builder
		for range 30 {
			fmt.Fprintf(&text, "w%dx ", zipf.Uint64())
		}
		d := document(i, text.String())
		d.Started = morning.Add(-time.Duration(conversations-i) * 5 * time.Minute)
		d.Staff, d.Group, d.Visitor = []string{fmt.Sprint("p", i%50)}, fmt.Sprint("g", i%10), fmt.Sprint("v", i%30_000)
		if batch = append(batch, d); len(batch) == 1024 || i == conversations-1 {
			if err := h.Index(b.Context(), batch...); err != nil {
				b.Fatal(err)
			}
			batch = batch[:0]
		}
	}
	for name, q := range map[string]history.Query{
		"commonest-words": {Text: "w0x w1x"}, "two-letters": {Text: "w1"}, "rare-word": {Text: "w4000x"}, "person-and-word": {Text: "w1x", Person: "p7"},
		"month": {From: morning.AddDate(0, -2, 0), To: morning.AddDate(0, -1, 0), Text: "w0x"}, "nothing-asked": {}, "allowed": {Text: "w0x", Anyone: &history.Scope{Groups: []string{"g1", "g2"}}},
	} {
		b.Run(name, func(b *testing.B) {
			for b.Loop() {
				if _, err := h.Search(b.Context(), q, 50); err != nil {
					b.Fatal(err)
				}
			}
		})
	}
}
