package web

import (
	"context"
	"slices"
	"strings"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/desk/floor"
	"github.com/tandem-cobrowse/tandem/desk/history"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

const (
	// maxFound is a page of the history.
	maxFound = 50
	// maxEntries is a page of a conversation.
	maxEntries = 500
)

// ListConversations implements GET /api/v1/conversations.
func (s *Server) ListConversations(ctx context.Context, r ListConversationsRequestObject) (ListConversationsResponseObject, error) {
	me, p := callerFrom(ctx).person, r.Params
	q := history.Query{
		Text: value(p.Text), Person: value(p.Person), Visitor: value(p.Visitor), Group: value(p.Group), From: value(p.From), To: value(p.To),
		Cursor: value(p.Cursor), Anyone: s.floor.Scope(me.ID),
	}
	var running []history.Summary
	if q.Cursor == "" { // those that are not over come first, and once
		var err error
		if running, err = s.floor.Running(ctx, me.ID, q, maxFound); err != nil {
			return nil, err
		}
	}
	page, err := s.history.Search(ctx, q, maxFound)
	if err != nil {
		return nil, err
	}
	running = slices.DeleteFunc(running, func(r history.Summary) bool { // one that ended this very moment
		return slices.ContainsFunc(page.Summaries, func(s history.Summary) bool { return s.ID == r.ID })
	})
	page.Summaries = append(running, page.Summaries...)
	out := ListConversations200JSONResponse{Conversations: each(page.Summaries, conversationOut), Cursor: given(page.Cursor)}
	if q.Text == "" {
		return out, nil
	}
	for i := range out.Conversations {
		passage, err := s.passage(ctx, out.Conversations[i].ID, q.Text)
		if err != nil {
			return nil, err
		}
		out.Conversations[i].Passage = given(passage)
	}
	return out, nil
}

// passage is where a conversation has the words that were looked for; "" where they are in its name or address alone.
func (s *Server) passage(ctx context.Context, conversation, text string) (string, error) {
	entries, err := s.chat.Read(ctx, conversation, 0, maxEntries)
	entries = slices.DeleteFunc(entries, func(m chat.Message) bool { return m.Kind == chat.KindWhisper }) // which nobody finds
	return history.Passage(text, each(entries, func(m chat.Message) string { return m.Text })), err
}

func conversationOut(c history.Summary) Conversation {
	out := Conversation{
		ID: c.ID, State: c.State, Group: c.Group, Name: c.Name, Visitor: c.Visitor, SiteName: c.SiteName, StartedAt: c.Started, Snippet: c.Snippet,
		Reason: given(c.Reason), Agent: given(c.Agent), AgentName: given(c.AgentName), Email: given(c.Email), Stars: given(c.Stars),
	}
	if !c.Ended.IsZero() {
		out.EndedAt = &c.Ended
	}
	return out
}

// ListEntries implements GET /api/v1/conversations/{id}/entries.
func (s *Server) ListEntries(ctx context.Context, r ListEntriesRequestObject) (ListEntriesResponseObject, error) {
	rec, err := s.floor.Reading(ctx, callerFrom(ctx).person.ID, r.ID)
	if err != nil {
		return nil, err
	}
	after := value(r.Params.After)
	if after < 0 {
		return nil, badRequest("after", "The field after must not be negative.")
	}
	entries, err := s.readAgain(ctx, rec, uint64(after))
	return ListEntries200JSONResponse{Entries: entries}, err
}

// readAgain is a page of a conversation: full, unless it is the last.
func (s *Server) readAgain(ctx context.Context, rec floor.Reading, after uint64) ([]Frame, error) {
	out := []Frame{}
	for {
		entries, err := s.chat.Read(ctx, rec.ID, after, maxEntries)
		if err != nil {
			return nil, err
		}
		for _, m := range entries {
			after = m.Seq
			if m.Kind == chat.KindWhisper && !rec.Whispers {
				continue
			}
			if out = append(out, wire.Encode(floor.EntryOf(rec.ID, m))); len(out) == maxEntries {
				return out, nil
			}
		}
		if len(entries) < maxEntries {
			return out, nil
		}
	}
}

// GetTranscript implements GET /api/v1/conversations/{id}/transcript.
func (s *Server) GetTranscript(ctx context.Context, r GetTranscriptRequestObject) (GetTranscriptResponseObject, error) {
	rec, err := s.floor.Reading(ctx, callerFrom(ctx).person.ID, r.ID)
	if err != nil {
		return nil, err
	}
	t, err := s.floor.Transcript(ctx, rec.Record)
	if err != nil {
		return nil, err
	}
	if value(r.Params.Format) == TranscriptFormatHTML {
		page := t.HTML()
		return GetTranscript200TextHTMLResponse{
			Body: strings.NewReader(page), ContentLength: int64(len(page)), Headers: GetTranscript200ResponseHeaders{ContentDisposition: attachment(rec.ID, "html")},
		}, nil
	}
	return GetTranscript200TextResponse{Body: t.Text(), Headers: GetTranscript200ResponseHeaders{ContentDisposition: attachment(rec.ID, "txt")}}, nil
}

// GetSdkTranscript implements POST /api/v1/sdk/transcript.
func (s *Server) GetSdkTranscript(ctx context.Context, r GetSdkTranscriptRequestObject) (GetSdkTranscriptResponseObject, error) {
	body, err := sdkBody[TranscriptRequest](r.JSONBody, r.TextBody)
	if err != nil {
		return nil, err
	}
	site, err := s.siteOf(ctx, body.SiteKey)
	if err != nil {
		return nil, err
	}
	rec, err := s.floor.VisitorsConversation(ctx, site.ID, body.Visitor, body.Token, body.Conversation)
	if err != nil {
		return nil, err
	}
	t, err := s.floor.Transcript(ctx, rec)
	if err != nil {
		return nil, err
	}
	if value(body.Format) == TranscriptFormatHTML {
		page := t.HTML()
		return GetSdkTranscript200TextHTMLResponse{
			Body: strings.NewReader(page), ContentLength: int64(len(page)), Headers: GetSdkTranscript200ResponseHeaders{ContentDisposition: attachment(rec.ID, "html")},
		}, nil
	}
	return GetSdkTranscript200TextResponse{Body: t.Text(), Headers: GetSdkTranscript200ResponseHeaders{ContentDisposition: attachment(rec.ID, "txt")}}, nil
}

// attachment has a browser keep the file rather than show it: it is full of what strangers wrote.
func attachment(id, kind string) *string {
	return given(`attachment; filename="conversation-` + id + "." + kind + `"`)
}

// DeleteVisitor implements DELETE /api/v1/visitors/{id}.
func (s *Server) DeleteVisitor(ctx context.Context, r DeleteVisitorRequestObject) (DeleteVisitorResponseObject, error) {
	if err := s.floor.ForgetVisitor(ctx, r.ID); err != nil {
		return nil, err
	}
	s.done(ctx, "visitor forgotten", r.ID)
	return DeleteVisitor204Response{}, nil
}
