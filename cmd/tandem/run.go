package main

import (
	"context"
	"fmt"
	"io"

	"github.com/alecthomas/kong"

	"github.com/tandem-cobrowse/tandem/desk"
)

// invocation is everything that a call of the program gets from outside.
type invocation struct {
	Args []string
	Env  []string // as os.Environ
	In   io.Reader
	Out  io.Writer // what people asked for
	Err  io.Writer // logs and warnings

	// ready, if set, is called once the server answers, with the addresses that it really has.
	ready func(bound)
	// passwords is what a check of a password costs; the zero value means desk.DefaultPasswordCosts. For tests, which sign in hundreds of people.
	passwords desk.PasswordCosts
}

// grammar is the command line. The settings are flags of every command, so that "tandem site list --data x" and "tandem --data x site list"
// are the same.
type grammar struct {
	Flags flags `embed:""`

	Serve   serveCmd   `cmd:"" default:"1" help:"Run the server (the default)."`
	Version versionCmd `cmd:"" help:"Print the version."`
	Site    siteCmd    `cmd:"" help:"Sites on which people can be helped."`
	Staff   staffCmd   `cmd:"" help:"The people who help."`
	Token   tokenCmd   `cmd:"" help:"API tokens for other programs."`
	Doctor  doctorCmd  `cmd:"" help:"Try everything that a customer's browser would, and say what to do about what fails."`
	Turn    turnCmd    `cmd:"" help:"The relay."`
	Backup  backupCmd  `cmd:"" help:"Copy the data file, while the server runs, too."`
	Restore restoreCmd `cmd:"" help:"Put a copy in the data file's place."`
	Load    loadCmd    `cmd:"" hidden:"" help:"Play a crowd against a server of one's own, and measure it."`
}

const about = `Tandem lets a support agent and a customer look at the same web page together.

Settings come from flags, TANDEM_* environment variables (TANDEM_LISTEN for --listen), tandem.yml (listen: …) and defaults, in this order.`

// run does what the arguments say. It returns when it is done or ctx has ended and everything it started has stopped.
func run(ctx context.Context, in invocation) error {
	var g grammar
	helped := false
	parser, err := kong.New(&g,
		kong.Name("tandem"), kong.Description(about), kong.UsageOnError(),
		kong.ConfigureHelp(kong.HelpOptions{Compact: true, WrapUpperBound: 120}),
		kong.Writers(in.Out, in.Err), kong.Exit(func(int) { helped = true }),
	)
	if err != nil {
		return err
	}
	command, err := parser.Parse(in.Args)
	if helped {
		return nil
	}
	if err != nil {
		return fmt.Errorf("%w (tandem --help shows what there is)", err)
	}
	settings, warnings, err := resolve(g.Flags, in.Env)
	if err != nil {
		return err
	}
	for _, w := range warnings {
		if _, err := fmt.Fprintln(in.Err, "tandem: "+w); err != nil {
			return err
		}
	}
	command.BindTo(ctx, (*context.Context)(nil))
	return command.Run(in, settings)
}
