package main

import (
	"bufio"
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"strings"

	"github.com/mattn/go-isatty"

	"github.com/tandem-cobrowse/tandem/desk"
)

type staffCmd struct {
	Add           staffAddCmd   `cmd:"" help:"Add somebody; the password is read from standard input."`
	List          staffListCmd  `cmd:"" help:"List the staff."`
	ResetPassword staffResetCmd `cmd:"" help:"Give somebody a new password, read from standard input, and sign them out."`
}

type staffAddCmd struct {
	Email string `arg:"" help:"What they sign in with."`
	Name  string `arg:"" help:"What customers see."`
	Role  string `help:"administrator, supervisor, assistant or user." default:"assistant" placeholder:"assistant"`
}

func (c staffAddCmd) Run(ctx context.Context, in invocation, s settings) error {
	return withDesk(ctx, in, s, func(d *desk.Desk) error {
		password, err := readPassword(in)
		if err != nil {
			return err
		}
		p, err := d.AddPerson(ctx, desk.NewPerson{Name: c.Name, Email: c.Email, Password: password, Role: desk.Role(c.Role)})
		if errors.Is(err, desk.ErrEmailTaken) {
			return fmt.Errorf("somebody with the e-mail address %s is there already (tandem staff list)", c.Email)
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(in.Out, "Added %s as %s (%s).\n", p.Name, p.Role, p.ID)
		return err
	})
}

type staffListCmd struct{}

func (staffListCmd) Run(ctx context.Context, in invocation, s settings) error {
	return withDesk(ctx, in, s, func(d *desk.Desk) error {
		people, err := d.People(ctx)
		if err != nil {
			return err
		}
		rows := [][]string{{"ID", "NAME", "E-MAIL", "ROLE"}}
		for _, p := range people {
			rows = append(rows, []string{p.ID, p.Name, p.Email, string(p.Role)})
		}
		return table(in.Out, rows, "Nobody yet. Start the server and open the set-up link, or: tandem staff add EMAIL NAME --role administrator")
	})
}

type staffResetCmd struct {
	Email string `arg:"" help:"The e-mail address of the person."`
}

func (c staffResetCmd) Run(ctx context.Context, in invocation, s settings) error {
	return withDesk(ctx, in, s, func(d *desk.Desk) error {
		p, err := d.PersonByEmail(ctx, c.Email)
		if err != nil {
			return notThere(err, "person with the e-mail address", c.Email)
		}
		password, err := readPassword(in)
		if err != nil {
			return err
		}
		if err := d.ResetPassword(ctx, p.ID, password); err != nil {
			return err
		}
		_, err = fmt.Fprintf(in.Out, "%s has a new password and is signed out everywhere.\n", p.Name)
		return err
	})
}

// readPassword takes one line from standard input, so that the password stands in no argument list and no shell history.
func readPassword(in invocation) (string, error) {
	if f, ok := in.In.(*os.File); ok && isatty.IsTerminal(f.Fd()) {
		if _, err := fmt.Fprint(in.Err, "Password (shown as you type): "); err != nil {
			return "", err
		}
	}
	line, err := bufio.NewReader(io.LimitReader(in.In, 4096)).ReadString('\n')
	if err != nil && !errors.Is(err, io.EOF) {
		return "", fmt.Errorf("read the password: %w", err)
	}
	line = strings.TrimRight(line, "\r\n")
	if line == "" {
		return "", errors.New("no password on standard input")
	}
	return line, nil
}
