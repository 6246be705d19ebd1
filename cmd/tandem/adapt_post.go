package main

import (
	"context"
	"errors"
	"fmt"

	"github.com/tandem-cobrowse/tandem/desk/floor"
	"github.com/tandem-cobrowse/tandem/mail"
)

// letters words what the floor wants sent. The house's floor is there by the time that anybody can ask.
type letters struct{ house *house }

var _ floor.Post = letters{}

// Transcript implements floor.Post. The same conversation to the same address is one letter while it waits.
func (l letters) Transcript(ctx context.Context, rec floor.Record, to string) error {
	t, err := l.house.floor.Transcript(ctx, rec)
	if err != nil {
		return err
	}
	return forFloor(l.house.mail.Queue(ctx, mail.Words(rec.Language).Transcript(mail.IDOf("transcript", rec.ID, to), to, t.Title, t.Text(), t.HTML())))
}

// Answer implements floor.Post.
func (l letters) Answer(ctx context.Context, rec floor.Record, agent, id, text string) error {
	site, err := l.house.desk.Site(ctx, rec.Site)
	if err != nil {
		return err
	}
	return forFloor(l.house.mail.Queue(ctx, mail.Words(rec.Language).Answer(mail.IDOf("answer", rec.ID, id), rec.Email, site.Name, agent, text)))
}

func forFloor(err error) error {
	var invalid *mail.InvalidError
	switch {
	case errors.As(err, &invalid):
		return fmt.Errorf("%w: %w", floor.ErrBadAddress, err)
	case errors.Is(err, mail.ErrOff), errors.Is(err, mail.ErrFull):
		return fmt.Errorf("%w: %w", floor.ErrNoMail, err)
	}
	return err
}
