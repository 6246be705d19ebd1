package history

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// Query is what is looked for; empty fields ask for nothing.
type Query struct {
	// Text are words that must all occur, by their beginnings.
	Text string
	// Person took part; Visitor wrote; Group had it.
	Person, Visitor, Group string
	// From and To bound when it began: From ≤ began < To.
	From, To time.Time
	// Cursor is the one of the former page.
	Cursor string
	// Anyone limits the search to conversations of any of these people and groups; nil stands for no limit.
	Anyone *Scope
}

// Scope is what somebody may look into.
type Scope struct {
	People []string
	Groups []string
}

// Page is what was found, newest first.
type Page struct {
	Summaries []Summary
	// Cursor leads to the next page; "" on the last.
	Cursor string
}

// minPrefix is how many letters stand for the words that begin with them; fewer would be half the dictionary.
const minPrefix = 2

// maxMonths of a search by date; a longer span is looked through by the summaries alone.
const maxMonths = 36

// Search returns one page of at most limit conversations.
func (h *History) Search(ctx context.Context, q Query, limit int) (out Page, err error) {
	found, err := h.candidates(ctx, q)
	if err != nil {
		return Page{}, err
	}
	below, badCursor := strconv.ParseUint(q.Cursor, 10, 64)
	for _, n := range found.sorted() {
		if q.Cursor != "" && (badCursor != nil || n >= below) {
			continue
		}
		s, err := h.summary(ctx, n)
		if errors.Is(err, ErrNotFound) {
			continue // erased this very moment, or not indexed to its end
		}
		if err != nil {
			return Page{}, err
		}
		if s.Started.Before(q.From) || (!q.To.IsZero() && !s.Started.Before(q.To)) {
			continue
		}
		out.Summaries = append(out.Summaries, s)
		if len(out.Summaries) == limit {
			out.Cursor = strconv.FormatUint(n, 10)
			break
		}
	}
	return out, nil
}

// candidates are the numbers that every part of the query leads to.
func (h *History) candidates(ctx context.Context, q Query) (set, error) {
	text := words(q.Text)
	slices.SortFunc(text, func(a, b string) int { return len(b) - len(a) }) // long words are rare ones
	var all set
	first := true
	narrow := func(s set, err error) error {
		if first {
			all, first = s, false
		} else {
			all = all.and(s)
		}
		return err
	}
	for _, word := range text[:min(len(text), maxTerms)] {
		if err := narrow(h.postings.find(ctx, word, len(word) < minPrefix)); err != nil {
			return nil, err
		}
	}
	for mark, id := range map[string]string{markPerson: q.Person, markVisitor: q.Visitor, markGroup: q.Group} {
		if id != "" {
			if err := narrow(h.postings.find(ctx, mark+id, true)); err != nil {
				return nil, err
			}
		}
	}
	if months := q.months(); len(months) > 0 {
		if err := narrow(h.any(ctx, months)); err != nil {
			return nil, err
		}
	}
	if q.Anyone != nil {
		if err := narrow(h.any(ctx, q.Anyone.terms())); err != nil {
			return nil, err
		}
	}
	if first {
		return h.postings.find(ctx, markAll, true)
	}
	return all, nil
}

// any is the union of exact words.
func (h *History) any(ctx context.Context, words []string) (set, error) {
	var all set
	for _, word := range words {
		s, err := h.postings.find(ctx, word, true)
		if err != nil {
			return nil, err
		}
		all = all.or(s)
	}
	return all, nil
}

func (s Scope) terms() []string {
	var out []string
	for _, p := range s.People {
		out = append(out, markPerson+p)
	}
	for _, g := range s.Groups {
		out = append(out, markGroup+g)
	}
	return out
}

// months are those that the query's span touches; none if it has no beginning, or is too long to be worth it.
func (q Query) months() []string {
	if q.From.IsZero() || q.To.IsZero() {
		return nil
	}
	var out []string
	for t := time.Date(q.From.UTC().Year(), q.From.UTC().Month(), 1, 0, 0, 0, 0, time.UTC); t.Before(q.To); t = t.AddDate(0, 1, 0) {
		if out = append(out, monthOf(t)); len(out) > maxMonths {
			return nil
		}
	}
	return out
}

func (h *History) summary(ctx context.Context, n uint64) (s Summary, err error) {
	e, err := h.summaries.Get(ctx, summaryKey(n))
	if errors.Is(err, store.ErrNotFound) {
		return s, ErrNotFound
	}
	if err == nil {
		err = json.Unmarshal(e.Value, &s)
	}
	return s, err
}
