package main

import (
	"context"
	"errors"
	"fmt"
	"net/url"
	"time"

	"github.com/tandem-cobrowse/tandem/load"
)

// loadCmd measures a server. It is hidden: nobody needs it to help people. Each of its customers comes from an address of their own, if the server takes this machine
// for a trusted proxy (--trusted-proxies 127.0.0.1).
type loadCmd struct {
	At        *url.URL      `required:"" help:"The server: scheme and host. It must be on this machine, or --elsewhere."`
	Elsewhere bool          `help:"The server is not on this machine, and it is mine."`
	PeerJS    bool          `name:"peerjs" help:"It is a PeerJS server."`
	Origin    string        `help:"Of the customers' pages."`
	SiteKey   string        `default:"demo" help:"Of the site that they belong to."`
	Email     string        `help:"Of an agent."`
	Password  string        `help:"Of that agent."`
	PID       int           `name:"pid" help:"The server's process, for its memory and time."`
	Idle      int           `help:"Customers who wait on a socket."`
	Rest      time.Duration `help:"How long they are left alone before the server's memory is looked at again."`
	Pairings  int           `help:"Codes issued and given."`
	Pairs     int           `help:"Agents and customers who exchange messages through the server."`
	Sessions  int           `help:"Live sessions, whose peers exchange words past the server."`
	Relayed   bool          `help:"They do so through its relay."`
	Size      int           `default:"600" help:"Of the sessions' words, in bytes."`
	Flood     int           `help:"Handshakes that are half open, and all that goes with such."`
	Guessers  int           `help:"Addresses that guess codes."`
	Codes     int           `default:"1000" help:"Codes that live while they do."`
	Rate      float64       `help:"Words a second that each of a pair or a session says; 0: as soon as the other has answered."`
	For       time.Duration `default:"10s" help:"How long the pairs, then the sessions, the guessers and the flood go on."`
}

func (c loadCmd) Run(ctx context.Context, in invocation) error {
	report, err := load.Run(ctx, load.Config{
		Target: &load.Target{Base: c.At, Origin: c.Origin, SiteKey: c.SiteKey, Email: c.Email, Password: c.Password, Elsewhere: c.Elsewhere},
		PeerJS: c.PeerJS, Process: c.PID, Idle: c.Idle, Rest: c.Rest, Pairings: c.Pairings, Pairs: c.Pairs, Sessions: c.Sessions, Relayed: c.Relayed, Size: c.Size,
		Rate: c.Rate, For: c.For, Flood: c.Flood, Guessers: c.Guessers, Codes: c.Codes,
	})
	if wrong := report.Write(in.Out); wrong != nil {
		return wrong
	}
	if errors.Is(err, load.ErrTooMany) {
		return fmt.Errorf("%w; a lower --rate stays within them, or more --pairs where none is named", err)
	}
	return err
}
