package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"net/netip"
	"net/url"
	"strconv"

	"github.com/prometheus/client_golang/prometheus"
	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/assets"
	"github.com/tandem-cobrowse/tandem/chat"
	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/floor"
	"github.com/tandem-cobrowse/tandem/desk/history"
	"github.com/tandem-cobrowse/tandem/mail"
	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/store"
	"github.com/tandem-cobrowse/tandem/store/bolt"
	"github.com/tandem-cobrowse/tandem/turn"
	"github.com/tandem-cobrowse/tandem/web"
)

// house is everything that runs while the server does, in the order in which it is opened; it is closed the other way round.
type house struct {
	settings  settings
	passwords desk.PasswordCosts
	log       zerolog.Logger

	data     *bolt.Store
	server   store.Bucket
	desk     *desk.Desk
	pairings *pairing.Service
	chat     *chat.Service
	listener net.Listener // for HTTP: with TLS, the splitter's
	overTLS  net.Listener // for TURN over TLS on the same port; nil without TLS
	public   *url.URL
	registry *prometheus.Registry
	relay    *turn.Server
	issuer   *turn.Issuer
	history  *history.History
	floor    *floor.Floor
	mail     *mail.Service
	hub      *signaling.Hub
	demo     http.Handler
	web      *web.Server

	metricsAt string // empty without metrics
	closers   []func() error
}

// open opens everything. What was opened before an error is closed by close, which the caller calls anyway.
func (h *house) open(ctx context.Context) error {
	for _, step := range []func(context.Context) error{h.openData, h.openListener, h.openRelay, h.openHub, h.openDemo, h.openWeb, h.openMetrics, h.openControl} {
		if err := step(ctx); err != nil {
			return err
		}
	}
	return nil
}

// close closes what is open, the newest first.
func (h *house) close() error {
	var errs []error
	for i := len(h.closers) - 1; i >= 0; i-- {
		errs = append(errs, h.closers[i]())
	}
	h.closers = nil
	return errors.Join(errs...)
}

func (h *house) later(f func() error) { h.closers = append(h.closers, f) }

// laterWithin is later for what waits for others to finish.
func (h *house) laterWithin(f func(context.Context) error) {
	h.later(func() error {
		ctx, cancel := context.WithTimeout(context.Background(), drainTime)
		defer cancel()
		if err := f(ctx); err != nil && !errors.Is(err, context.DeadlineExceeded) {
			return err
		}
		return nil // those who were too slow have been cut off
	})
}

func (h *house) openData(ctx context.Context) (err error) {
	h.registry = newRegistry()
	if h.data, err = openData(ctx, h.settings.Data, h.log); err != nil {
		return err
	}
	h.later(h.data.Close)
	if h.server, err = h.data.Bucket(bucketServer); err != nil {
		return err
	}
	if h.desk, err = desk.New(desk.Config{Store: h.data, Passwords: h.passwords}); err != nil {
		return err
	}
	if err = h.desk.EnsureGroup(ctx); err != nil {
		return err
	}
	if h.pairings, err = pairing.New(pairing.Config{Store: h.data, Logger: h.log}); err != nil {
		return err
	}
	h.later(h.pairings.Close)
	if h.chat, err = chat.New(h.data, h.log); err != nil {
		return err
	}
	h.later(h.chat.Close)
	return nil
}

func (h *house) openListener(ctx context.Context) (err error) {
	var cert *certificate
	if h.settings.TLSCert != "" || h.settings.TLSKey != "" {
		if cert, err = openCertificate(h.settings.TLSCert, h.settings.TLSKey, h.log); err != nil {
			return err
		}
	}
	if h.listener, err = listen(ctx, h.settings.Listen, h.log); err != nil {
		return err
	}
	if cert == nil {
		// The HTTP server closes it first; this is for errors before there is one.
		h.later(func() error { _ = h.listener.Close(); return nil })
	} else {
		split := cert.secure(h.listener)
		h.later(split.Close)
		h.listener, h.overTLS = split.HTTP(), split.TURN()
	}
	h.public = h.settings.PublicURL
	if h.public == nil {
		h.public = &url.URL{Scheme: h.scheme(), Host: "127.0.0.1:" + h.port()}
	}
	return nil
}

// scheme is what the server itself speaks; a proxy in front may speak another.
func (h *house) scheme() string {
	if h.overTLS != nil {
		return "https"
	}
	return "http"
}

func (h *house) address() netip.AddrPort {
	a, _ := netip.ParseAddrPort(h.listener.Addr().String()) //nolint:errcheck // a TCP listener's address is one
	return a
}

func (h *house) port() string { return strconv.Itoa(int(h.address().Port())) }

// onLoopback: nobody but this machine can reach the server.
func (h *house) onLoopback() bool { return h.address().Addr().Unmap().IsLoopback() }

func (h *house) openRelay(ctx context.Context) error {
	if h.settings.TurnListen == "" {
		if h.overTLS != nil {
			return h.overTLS.Close()
		}
		return nil
	}
	secret, err := keptSecret(ctx, h.server, keyTurnSecret, turn.SecretSize)
	if err != nil {
		return err
	}
	if h.issuer, err = turn.NewIssuer(secret); err != nil {
		return err
	}
	var listeners turn.Listeners
	if h.settings.TurnListen == turnOverTLSOnly {
		if h.overTLS == nil {
			return errors.New("turn-listen is tls, but there is no certificate: give tls-cert and tls-key")
		}
	} else if listeners, err = turn.Listen(ctx, h.settings.TurnListen); err != nil {
		return fmt.Errorf("cannot answer STUN and TURN on %s: %w (--turn-listen takes another address, tls, or off)", h.settings.TurnListen, err)
	}
	if h.overTLS != nil {
		listeners.TLS = append(listeners.TLS, h.overTLS)
	}
	if h.relay, err = turn.New(h.relayConfig(ctx, secret, listeners)); err != nil {
		return errors.Join(err, listeners.Close())
	}
	h.laterWithin(h.relay.Close)
	return nil
}

func (h *house) relayConfig(ctx context.Context, secret []byte, listeners turn.Listeners) turn.Config {
	c := turn.Config{
		Listeners: listeners, Realm: h.public.Hostname(), Secret: secret, Log: h.log, Metrics: h.registry,
		MinPort: h.settings.TurnMinPort, MaxPort: h.settings.TurnMaxPort, Peers: turn.PeerPolicy{Allow: h.settings.TurnAllowPeers},
	}
	a := h.address()
	if len(listeners.TCP) > 0 {
		a, _ = netip.ParseAddrPort(listeners.TCP[0].Addr().String()) //nolint:errcheck // a TCP listener's address is one
	}
	c.Relays = turn.DetectRelays(a.Addr())
	switch {
	case len(h.settings.TurnExternalIP) > 0:
		c.Relays = withExternal(c.Relays, h.settings.TurnExternalIP)
	case a.Addr().IsUnspecified():
		c.Relays = turn.DetectExternal(ctx, c.Relays, h.public.Hostname(), net.DefaultResolver)
	}
	return c
}

// withExternal gives each relay address the outside address of its family.
func withExternal(relays []turn.Relay, external []netip.Addr) []turn.Relay {
	for i := range relays {
		for _, a := range external {
			if a.Is4() == relays[i].Bind.Unmap().Is4() {
				relays[i].External = a
			}
		}
	}
	return relays
}

func (h *house) openHub(ctx context.Context) (err error) {
	s := sessions{h.pairings, h.desk}
	if h.mail, err = mail.New(ctx, h.data, h.log); err != nil {
		return err
	}
	h.later(h.mail.Close)
	if h.history, err = history.New(h.data); err != nil {
		return err
	}
	ice := newICE(s, h.relay, h.public)
	if h.floor, err = floor.New(ctx, floor.Config{
		Desk: h.desk, Chat: h.chat, History: h.history, Store: h.data, Cobrowse: chatCobrowse{h}, Post: letters{h}, Relay: fileServers{ice}, Log: h.log,
	}); err != nil {
		return err
	}
	h.hub, err = signaling.New(signaling.Config{
		Records: s, Customers: s, Origins: s, Pages: s, Chat: conversations{h.chat}, Relay: ice, Floor: h.floor, Log: h.log,
	})
	if err != nil {
		return errors.Join(err, h.floor.Close())
	}
	h.laterWithin(h.hub.Close)
	h.later(h.floor.Close) // before the sockets: their end is nobody's leaving
	return nil
}

func (h *house) openDemo(ctx context.Context) (err error) {
	on := h.settings.Demo == "on" || h.settings.Demo == "auto" && h.onLoopback()
	origins := []string{h.scheme() + "://localhost:" + h.port(), h.scheme() + "://127.0.0.1:" + h.port()}
	if h.settings.PublicURL != nil {
		origins = append(origins, h.public.String())
	}
	if h.demo, err = openDemo(ctx, on, h.server, h.desk, origins, assets.Dist()); err != nil {
		return fmt.Errorf("open the demo shop: %w", err)
	}
	return nil
}

func (h *house) openWeb(context.Context) (err error) {
	sessions, err := h.data.Bucket("web.sessions")
	if err != nil {
		return err
	}
	h.web, err = web.New(web.Config{
		Desk: h.desk, Pairings: h.pairings, Hub: h.hub, Chat: h.chat, Floor: h.floor, History: h.history, Mail: h.mail, Sessions: sessions, Static: assets.Dist(), Demo: h.demo,
		PublicURL: h.public, TrustedProxies: h.settings.TrustedProxies, Ready: h.ready, Log: h.log,
	})
	return err
}

// ready reads something from the data file: what can be read is there, and what cannot be written is told by the call that tries.
func (h *house) ready(ctx context.Context) error {
	_, err := h.desk.SetUpDone(ctx)
	return err
}
