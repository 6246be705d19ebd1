package main

import (
	"context"
	"fmt"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
)

type tokenCmd struct {
	Create tokenCreateCmd `cmd:"" help:"Make an API token and print it, this once."`
	List   tokenListCmd   `cmd:"" help:"List the tokens, without their secrets."`
	Revoke tokenRevokeCmd `cmd:"" help:"Revoke a token."`
}

type tokenCreateCmd struct {
	Name string `arg:"" help:"What the token is for."`
}

func (c tokenCreateCmd) Run(ctx context.Context, in invocation, s settings) error {
	return withDesk(ctx, in, s, func(d *desk.Desk) error {
		_, secret, err := d.AddToken(ctx, c.Name)
		if err != nil {
			return err
		}
		_, err = fmt.Fprintln(in.Out, secret) // alone on its line, for scripts
		return err
	})
}

type tokenListCmd struct{}

func (tokenListCmd) Run(ctx context.Context, in invocation, s settings) error {
	return withDesk(ctx, in, s, func(d *desk.Desk) error {
		tokens, err := d.Tokens(ctx)
		if err != nil {
			return err
		}
		rows := [][]string{{"ID", "NAME", "CREATED"}}
		for _, t := range tokens {
			rows = append(rows, []string{t.ID, t.Name, t.Created.Format(time.DateOnly)})
		}
		return table(in.Out, rows, "No tokens yet. Make one: tandem token create NAME")
	})
}

type tokenRevokeCmd struct {
	ID string `arg:"" help:"The token's id (tandem token list)."`
}

func (c tokenRevokeCmd) Run(ctx context.Context, in invocation, s settings) error {
	return withDesk(ctx, in, s, func(d *desk.Desk) error {
		if err := notThere(d.RemoveToken(ctx, c.ID), "token", c.ID); err != nil {
			return err
		}
		_, err := fmt.Fprintln(in.Out, "Revoked.")
		return err
	})
}
