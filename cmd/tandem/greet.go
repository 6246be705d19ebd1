package main

import (
	"context"
	"fmt"
	"io"
	"strings"
)

// bound is what the server answers on, for the people who started it and for tests.
type bound struct {
	HTTP, TURN string // addresses with ports; TURN is empty without a relay
	Metrics    string // empty without metrics
	Console    string
	SetUp      string // the one-time link; empty once there is an administrator
	Demo       string // empty without the shop
	Warnings   []string
}

func (h *house) bound(ctx context.Context) (bound, error) {
	b := bound{HTTP: h.address().String(), Metrics: h.metricsAt, Console: h.public.String() + "/console/"}
	if h.relay != nil {
		b.TURN = h.relay.Endpoints()[0].Addr.String()
	}
	token, needed, err := h.desk.FirstRun(ctx)
	if err != nil {
		return b, err
	}
	if needed {
		b.SetUp = b.Console + "#/setup/" + token
	}
	if h.demo != nil {
		b.Demo = h.public.String() + "/demo/"
		if h.settings.PublicURL == nil {
			// Another name of this machine, so that the shop is another origin than the console, as a real site is.
			b.Demo = h.scheme() + "://localhost:" + h.port() + "/demo/"
		}
	}
	b.Warnings = h.warnings()
	return b, nil
}

// warnings are the settings that work, but not for customers elsewhere.
func (h *house) warnings() []string {
	if h.onLoopback() && h.settings.PublicURL == nil {
		return nil
	}
	var w []string
	switch {
	case h.settings.PublicURL == nil:
		w = append(w, "Other machines can reach this server, but --public-url is not set: links and cookies are made for "+h.public.String()+".")
	case h.public.Scheme != "https" && !isLoopbackName(h.public.Hostname()):
		w = append(w, "--public-url is plain http: browsers refuse WebRTC and safe cookies there. Put https in front (docs/operations.md).")
	}
	if h.relay != nil && h.relay.Endpoints()[0].Addr.Addr().IsLoopback() {
		w = append(w, "STUN and TURN answer this machine only: customers behind strict firewalls cannot connect. Set --turn-listen 0.0.0.0:3478.")
	}
	return w
}

func isLoopbackName(host string) bool {
	return host == "localhost" || strings.HasSuffix(host, ".localhost") || host == "::1" || strings.HasPrefix(host, "127.")
}

// greet prints what a person needs to go on.
func greet(w io.Writer, b bound) error {
	var t strings.Builder
	fmt.Fprintf(&t, "\nTandem %s\n\n  Console    %s\n", version(), b.Console)
	if b.SetUp != "" {
		fmt.Fprintf(&t, "  Set up     %s\n             Open this first: it makes the first administrator, once.\n", b.SetUp)
	}
	if b.Demo != "" {
		fmt.Fprintf(&t, "  Demo shop  %s\n", b.Demo)
	}
	for _, warning := range b.Warnings {
		fmt.Fprintf(&t, "\n  Warning: %s\n", warning)
	}
	t.WriteString("\n")
	_, err := io.WriteString(w, t.String())
	return err
}
