package main

import (
	"context"
	"encoding/json"
	"fmt"

	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/store"
)

// conversations keeps what is said in sessions.
type conversations struct{ log store.Log }

var _ signaling.Chat = conversations{}

type spoken struct {
	From wire.Party `json:"from"`
	Name string     `json:"name"`
	Text string     `json:"text"`
}

// Append implements signaling.Chat.
func (c conversations) Append(ctx context.Context, session string, line signaling.Line) (wire.Said, bool, error) {
	if line.Text == "" || len([]rune(line.Text)) > wire.MaxText {
		return wire.Said{}, false, signaling.ErrBadText
	}
	body, err := json.Marshal(spoken{line.From, line.Name, line.Text})
	if err != nil {
		return wire.Said{}, false, err
	}
	rec, fresh, err := c.log.Append(ctx, session, string(line.From)+":"+line.ID, body)
	if err != nil {
		return wire.Said{}, false, err
	}
	said, err := saidFrom(session, rec)
	return said, fresh, err
}

// Read implements signaling.Chat and web.Chat.
func (c conversations) Read(ctx context.Context, session string, after uint64, limit int) ([]wire.Said, error) {
	var all []wire.Said
	err := c.log.Read(ctx, session, after, 0, func(rec store.Record) error {
		said, err := saidFrom(session, rec)
		all = append(all, said)
		return err
	})
	return all[max(0, len(all)-limit):], err
}

func saidFrom(session string, rec store.Record) (wire.Said, error) {
	var s spoken
	if err := json.Unmarshal(rec.Body, &s); err != nil {
		return wire.Said{}, fmt.Errorf("chat record %d: %w", rec.Seq, err)
	}
	id := rec.ID[len(s.From)+1:]
	return wire.Said{Session: session, Seq: rec.Seq, ID: id, From: s.From, Name: s.Name, Text: s.Text, At: rec.Time.UTC().Format("2006-01-02T15:04:05.000Z07:00")}, nil
}
