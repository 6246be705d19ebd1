package floor

import (
	"context"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Transcript is a conversation as its visitor may keep it.
func (f *Floor) Transcript(ctx context.Context, rec Record) (chat.Transcript, error) {
	entries, err := f.cfg.Chat.Read(ctx, rec.ID, 0, 0)
	t := chat.Transcript{Started: rec.Started, Language: rec.Language, Entries: entries}
	f.call(func() { t.Title = f.dir.sites[rec.Site].Name })
	return t, err
}

// mailTranscript sends the visitor their conversation. Addresses are limited like new conversations: letters to strangers cost somebody's good name.
func (p *pageSide) mailTranscript(to string) {
	var rec Record
	p.f.call(func() {
		if p.talk != nil {
			rec = p.talk.rec
		}
	})
	err := errNoTalk
	switch {
	case rec.ID == "":
	case !p.f.pace.allow(p.from):
		err = errTooMany
	default:
		ctx, cancel := p.f.storeContext()
		defer cancel()
		err = p.f.cfg.Post.Transcript(ctx, rec, to)
	}
	if err != nil {
		p.fault(wire.MailRef, err)
	}
}

// answerByMail sends what an agent wrote to a visitor who has no page open and left an address (C8). In the loop, but for the queueing.
func (f *Floor) answerByMail(conversation string, d chat.Draft) {
	var rec Record
	f.call(func() {
		t := f.talks[conversation]
		if t != nil && t.rec.Kind == wire.ConversationVisitor && len(t.pages) == 0 && t.rec.Email != "" {
			rec = t.rec
		}
	})
	if rec.ID == "" {
		return
	}
	ctx, cancel := f.storeContext()
	defer cancel()
	if err := f.cfg.Post.Answer(ctx, rec, d.Name, d.ID, d.Text); err != nil {
		f.cfg.Log.Info().Err(err).Str("conversation", rec.ID).Msg("answer not sent by mail")
	}
}
