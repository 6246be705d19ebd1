package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// conversations shows package signaling the chat of its sessions.
type conversations struct{ chat *chat.Service }

var _ signaling.Chat = conversations{}

// milliseconds is RFC 3339 as wire.Said has it.
const milliseconds = "2006-01-02T15:04:05.000Z07:00"

// Append implements signaling.Chat.
func (c conversations) Append(ctx context.Context, session string, l signaling.Line) (wire.Said, bool, error) {
	m, fresh, err := c.chat.Append(ctx, session, chat.Draft{ID: l.ID, From: l.From, Name: l.Name, Text: l.Text, Page: l.Page})
	if errors.Is(err, chat.ErrBadText) || errors.Is(err, chat.ErrBadMessage) {
		return wire.Said{}, false, fmt.Errorf("%w: %w", signaling.ErrBadText, err)
	}
	return said(session, m), fresh, err
}

// Read implements signaling.Chat. What the server noted (chat.KindEvent) is told by the session's state.
func (c conversations) Read(ctx context.Context, session string, after uint64, limit int) ([]wire.Said, error) {
	newest, err := c.chat.Newest(ctx, session, after, limit)
	if err != nil {
		return nil, err
	}
	var out []wire.Said
	for _, m := range newest {
		if m.Kind == chat.KindMessage {
			out = append(out, said(session, m))
		}
	}
	return out, nil
}

func said(session string, m chat.Message) wire.Said {
	return wire.Said{Session: session, Seq: m.Seq, ID: m.ID, From: m.From, Name: m.Name, Text: m.Text, Page: m.Page, At: m.At.UTC().Format(milliseconds)}
}
