package main

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"time"

	"github.com/tandem-cobrowse/tandem/turn"
	"github.com/tandem-cobrowse/tandem/turn/probe"
)

// errSick: doctor found something; what, it has printed.
var errSick = errors.New("sharing would fail for somebody: see above")

type doctorCmd struct {
	Timeout time.Duration `help:"How long each check may take." default:"5s"`
}

// Run does what a customer's browser would, from this machine through the public address, and prints a line a check.
func (c doctorCmd) Run(ctx context.Context, in invocation, s settings) error {
	at, err := ask[relayURLs](ctx, s.Data, "/turn/urls", nil)
	if err != nil {
		return err
	}
	checks := []probe.Check{checkWeb(ctx, at.Public, c.Timeout)}
	if len(at.TURN) == 0 {
		checks = append(checks, probe.Check{
			What: "relay", Detail: "turn-listen is off",
			Remedy: "Customers behind strict firewalls cannot connect. Set turn-listen, for example to 0.0.0.0:3478.",
		})
	}
	checks = append(checks, probe.Run(ctx, probe.Config{
		URLs: append(at.STUN, at.TURN...), Timeout: c.Timeout,
		Credentials: func(side turn.Side) turn.Credentials {
			got, err := ask[turn.Credentials](ctx, s.Data, "/turn/credentials", credentialsQuery("doctor", side, turn.CredentialLifetime))
			if err != nil {
				return turn.Credentials{} // the check that uses it says what came of it
			}
			return got
		},
	})...)
	if err := probe.Write(in.Out, checks); err != nil {
		return err
	}
	if probe.Failed(checks) {
		return errSick
	}
	return nil
}

// checkWeb asks for the server's health as a browser would, by the public address.
func checkWeb(ctx context.Context, public string, timeout time.Duration) probe.Check {
	check := probe.Check{What: "web " + public}
	ctx, cancel := context.WithTimeout(ctx, timeout)
	defer cancel()
	begun := time.Now()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, public+"/readyz", nil)
	if err == nil {
		var response *http.Response
		if response, err = http.DefaultClient.Do(request); err == nil {
			check.OK, check.Detail = response.StatusCode == http.StatusOK, response.Status
			err = response.Body.Close()
		}
	}
	check.Took = time.Since(begun)
	if err != nil {
		check.Detail = err.Error()
	}
	if !check.OK {
		check.Remedy = "Browsers cannot reach the server here. See that the name resolves to it, that the port is open, and that a proxy in front passes requests on; or set public-url."
	}
	return check
}

func credentialsQuery(session string, side turn.Side, ttl time.Duration) url.Values {
	return url.Values{"session": {session}, "side": {string(side)}, "ttl": {ttl.String()}}
}

type turnCmd struct {
	Credentials turnCredentialsCmd `cmd:"" help:"Make a user name and password for the relay, for tools such as turnutils_uclient or a trickle-ICE page."`
}

type turnCredentialsCmd struct {
	TTL     time.Duration `name:"ttl" default:"10m" help:"How long an allocation can be begun with them; 1s to 10m."`
	Session string        `default:"test" help:"The session that they count for; its end takes the relays with it."`
}

func (c turnCredentialsCmd) Run(ctx context.Context, in invocation, s settings) error {
	if c.TTL < time.Second || c.TTL > turn.CredentialLifetime {
		return fmt.Errorf("--ttl must be from 1s to %s, not %s", turn.CredentialLifetime, c.TTL)
	}
	at, err := ask[relayURLs](ctx, s.Data, "/turn/urls", nil)
	if err != nil {
		return err
	}
	got, err := ask[turn.Credentials](ctx, s.Data, "/turn/credentials", credentialsQuery(c.Session, turn.Agent, c.TTL))
	if err != nil {
		return err
	}
	rows := [][]string{{"USERNAME", got.Username}, {"PASSWORD", got.Password}, {"UNTIL", got.Expires.UTC().Format(time.RFC3339)}}
	for _, u := range append(at.STUN, at.TURN...) {
		rows = append(rows, []string{"URL", u})
	}
	return table(in.Out, rows, "")
}
