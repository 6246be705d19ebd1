package floor

import (
	"context"
	"errors"
	"time"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/desk/history"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// ErrNotFound means that there is no such conversation or visitor, or none that the asking person may see.
var ErrNotFound = errors.New("floor: not found")

const (
	// archiversAtOnce bounds what a rush of endings, or a start after a crash, asks of the disk.
	archiversAtOnce = 4
	// sweepEvery is how often conversations whose time is up are looked for.
	sweepEvery = time.Hour
	// sweepBatch is how many are looked up at once.
	sweepBatch = 200
	// archiveTime bounds one conversation's indexing or erasing.
	archiveTime = time.Minute
)

// archive enters a conversation that ended into the history, and takes it off the list of open ones last: whatever was cut short is done again at the next start.
// Nothing is entered of staff who are unsupervised; what they wrote goes when it is no longer shown (forget).
func (f *Floor) archive(rec Record) {
	if f.dir.people[rec.Agent].Unsupervised {
		return
	}
	siteName, agentName := f.dir.sites[rec.Site].Name, f.dir.people[rec.Agent].Name
	f.watches.Go(func() {
		select {
		case f.archivers <- struct{}{}:
			defer func() { <-f.archivers }()
		case <-f.running.Done():
			return
		}
		ctx, cancel := context.WithTimeout(context.Background(), archiveTime)
		defer cancel()
		if err := f.index(ctx, rec, siteName, agentName); err != nil {
			f.cfg.Log.Error().Err(err).Str("conversation", rec.ID).Msg("not entered into the history; the next start tries again")
		}
	})
}

func (f *Floor) index(ctx context.Context, rec Record, siteName, agentName string) error {
	rec, _, err := f.chats.get(ctx, rec.ID) // as it is by now: a rating may have come
	if err != nil {
		return err
	}
	d, err := f.document(ctx, rec)
	if err != nil {
		return err
	}
	d.SiteName, d.AgentName = siteName, agentName
	if err := f.cfg.History.Index(ctx, d); err != nil {
		return err
	}
	if _, _, err := f.chats.get(ctx, rec.ID); errors.Is(err, store.ErrNotFound) { // its visitor was forgotten meanwhile
		return f.cfg.History.Erase(ctx, d)
	}
	return f.open.drop(ctx, rec.ID)
}

// document is a conversation as the history takes it: what was said and noted, not what was whispered.
func (f *Floor) document(ctx context.Context, rec Record) (history.Document, error) {
	entries, err := f.cfg.Chat.Read(ctx, rec.ID, 0, 0)
	if err != nil {
		return history.Document{}, err
	}
	d := history.Document{Summary: summaryOf(rec)}
	for _, m := range entries {
		switch m.Kind {
		case chat.KindMessage, chat.KindNote, chat.KindAside, chat.KindFile:
			d.Texts = append(d.Texts, m.Text)
			if d.Snippet == "" && m.Kind == chat.KindMessage {
				d.Snippet = snippet(m.Text)
			}
		}
	}
	return d, nil
}

func summaryOf(rec Record) history.Summary {
	return history.Summary{
		ID: rec.ID, Site: rec.Site, Visitor: rec.Visitor, Name: rec.Name, Email: rec.Email, Group: rec.Group, Agent: rec.Agent, Staff: rec.Staff,
		State: string(rec.State), Reason: string(rec.Reason), Stars: rec.Stars, Started: rec.Started, Ended: rec.Ended,
	}
}

// Erase removes a conversation for good: from memory, the history, the log, and its record last, by which a next try would find the rest.
func (f *Floor) Erase(ctx context.Context, id string) error {
	rec, _, err := f.chats.get(ctx, id)
	if errors.Is(err, store.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	f.call(func() {
		if t := f.talks[id]; t != nil {
			f.forget(t)
		}
	})
	d, err := f.document(ctx, rec)
	if err == nil {
		err = f.cfg.History.Erase(ctx, d)
	}
	if err != nil {
		return err
	}
	if err := f.cfg.Chat.Remove(ctx, id); err != nil && !errors.Is(err, chat.ErrNotFound) {
		return err
	}
	whose, err := f.marks.keys(ctx, id+"/")
	for _, who := range whose {
		err = errors.Join(err, f.marks.drop(ctx, id+"/"+who))
	}
	return errors.Join(err, f.open.drop(ctx, id), f.chats.drop(ctx, id))
}

// ForgetVisitor ends what goes on with a visitor and removes everything of theirs for good. ErrNotFound if there is no such visitor.
func (f *Floor) ForgetVisitor(ctx context.Context, visitor string) error {
	v, _, err := f.visitors.get(ctx, visitor)
	if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrBadName) {
		return ErrNotFound
	}
	if err != nil {
		return err
	}
	ids := []string{v.Conversation}
	f.call(func() {
		for id, t := range f.talks {
			if t.rec.Visitor == visitor {
				f.stepped(t, f.finish(t, wire.ChatReasonAdmin, ""))
				ids = append(ids, id)
			}
		}
		f.route()
	})
	q := history.Query{Visitor: visitor}
	for more := true; more; more = q.Cursor != "" {
		page, err := f.cfg.History.Search(ctx, q, sweepBatch)
		if err != nil {
			return err
		}
		for _, s := range page.Summaries {
			ids = append(ids, s.ID)
		}
		q.Cursor = page.Cursor
	}
	for _, id := range ids {
		if err := f.Erase(ctx, id); err != nil {
			return err
		}
	}
	return f.visitors.drop(ctx, visitor)
}

// dropUnkept erases what an unsupervised person wrote with a visitor, once it is no longer shown.
func (f *Floor) dropUnkept(rec Record) {
	if !f.dir.people[rec.Agent].Unsupervised {
		return
	}
	f.watches.Go(func() {
		ctx, cancel := context.WithTimeout(context.Background(), archiveTime)
		defer cancel()
		if err := f.Erase(ctx, rec.ID); err != nil {
			f.cfg.Log.Error().Err(err).Str("conversation", rec.ID).Msg("not erased; the next start tries again")
		}
	})
}

// sweep erases what is older than its site keeps.
func (f *Floor) sweep() {
	for wait := time.NewTimer(0); ; wait.Reset(sweepEvery) {
		select {
		case <-wait.C:
			if err := f.sweepOnce(f.running, time.Now()); err != nil && f.running.Err() == nil {
				f.cfg.Log.Error().Err(err).Msg("old conversations not erased; tried again in an hour")
			}
		case <-f.running.Done():
			wait.Stop()
			return
		}
	}
}

func (f *Floor) sweepOnce(ctx context.Context, now time.Time) error {
	var sites map[string]siteEntry
	f.call(func() { sites = f.dir.sites })
	for id, site := range sites {
		before := now.AddDate(0, 0, -site.desk.RetentionDays)
		for {
			due, err := f.cfg.History.Due(ctx, id, before, sweepBatch)
			if err != nil {
				return err
			}
			for _, conversation := range due {
				if err := f.Erase(ctx, conversation); err != nil {
					return err
				}
			}
			if len(due) < sweepBatch {
				break
			}
		}
	}
	return nil
}

// VisitorsConversation returns a visitor's own, who proves to be that visitor by the token.
func (f *Floor) VisitorsConversation(ctx context.Context, site, visitor, token, id string) (Record, error) {
	v, err := f.known(ctx, site, wire.Visit{Visitor: visitor, Token: token})
	if err != nil {
		return Record{}, err
	}
	rec, _, err := f.chats.get(ctx, id)
	if errors.Is(err, store.ErrNotFound) || err == nil && (v.ID == "" || rec.Visitor != v.ID) {
		return Record{}, ErrNotFound
	}
	return rec, err
}

// AgentName is who has a conversation, or had it.
func (f *Floor) AgentName(person string) (name string) {
	f.call(func() { name = f.dir.people[person].Name })
	return name
}
