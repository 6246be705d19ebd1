package floor

import (
	"cmp"
	"context"
	"errors"
	"slices"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/history"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// maxLookedThrough is how many conversations that are not over one search for words reads, the newest ones: 20 to 40 µs each, from the page cache.
const maxLookedThrough = 1000

// reads reports whether somebody may read a conversation again: whoever finds it in the history may open it, and what the inbox shows besides.
//
//	took part                 also after they handed it on
//	right history             those of one's groups
//	right supervise           those in which supervised colleagues of a common group took part
//	right administer          all
//
// While somebody unsupervised has it, or had it last, nobody finds it but that person and who is beside it.
func (f *Floor) reads(person string, rec Record) bool {
	t := &talk{rec: rec}
	if f.sees(person, t) {
		return true
	}
	return rec.Kind == wire.ConversationVisitor && !f.unsupervised(t) && f.scope(person).Has(rec.Staff, rec.Group)
}

// scope is what somebody may search in; nil stands for everything, which has nothing of unsupervised people in it.
func (f *Floor) scope(person string) *history.Scope {
	if f.dir.may(person, wire.RightAdminister) {
		return nil
	}
	scope := &history.Scope{People: []string{person}}
	if f.dir.may(person, wire.RightHistory) {
		scope.Groups = f.dir.people[person].AllGroups()
	}
	if f.dir.may(person, wire.RightSupervise) {
		scope.People = append(scope.People, supervised(f.dir, f.dir.people[person])...)
	}
	return scope
}

func supervised(dir directory, by desk.Person) (out []string) {
	for id, p := range dir.people {
		if id != by.ID && !p.Unsupervised && by.Shares(p) {
			out = append(out, id)
		}
	}
	return out
}

// Reading is a conversation that somebody reads again.
type Reading struct {
	Record
	// Whispers are for those who supervise, and the one whom they are for.
	Whispers bool
}

// Reading returns a conversation that somebody may read, open or over; ErrNotFound for any other.
func (f *Floor) Reading(ctx context.Context, person, id string) (Reading, error) {
	rec, _, err := f.chats.get(ctx, id)
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrBadName) {
		return Reading{}, ErrNotFound
	}
	if err != nil {
		return Reading{}, err
	}
	r, may := Reading{Record: rec}, false
	f.call(func() {
		may = f.reads(person, rec)
		r.Whispers = rec.Agent == person || f.dir.may(person, wire.RightSupervise) || f.dir.may(person, wire.RightAdminister)
	})
	if !may {
		return Reading{}, ErrNotFound
	}
	return r, nil
}

// Scope is what somebody may search in; nil stands for everything.
func (f *Floor) Scope(person string) (scope *history.Scope) {
	f.call(func() { scope = f.scope(person) })
	return scope
}

// Running searches the conversations that are not over, which the history's index does not have yet: at most limit of them, newest first.
func (f *Floor) Running(ctx context.Context, person string, q history.Query, limit int) ([]history.Summary, error) {
	var open []Record
	names := map[string]string{}
	f.call(func() {
		for _, t := range f.talks {
			if t.isOpen() && t.rec.Kind == wire.ConversationVisitor && f.reads(person, t.rec) {
				open = append(open, t.rec)
				names[t.rec.Site], names[t.rec.Agent] = f.dir.sites[t.rec.Site].Name, f.dir.people[t.rec.Agent].Name
			}
		}
	})
	slices.SortFunc(open, func(a, b Record) int { return cmp.Or(b.Started.Compare(a.Started), cmp.Compare(a.ID, b.ID)) })
	q.Anyone = nil // asked already, by what is so now
	var out []history.Summary
	for _, rec := range open[:min(len(open), maxLookedThrough)] {
		if !q.Covers(summaryOf(rec)) {
			continue
		}
		d, err := f.document(ctx, rec)
		if err != nil {
			return nil, err
		}
		if !q.Matches(d) {
			continue
		}
		d.SiteName, d.AgentName = names[rec.Site], names[rec.Agent]
		if out = append(out, d.Summary); len(out) == limit {
			break
		}
	}
	return out, nil
}
