package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"runtime/debug"
	"slices"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// drainTime is how long running requests, sockets and the relay may take to end at shutdown, each.
const drainTime = 10 * time.Second

// garbagePercent is how much garbage may come together before it is collected, in parts of a hundred of what is in use; GOGC says otherwise. With
// 5,000 customers who wait, Go's own 100 costs 15 MB (120.8 against 105.4) and saves 1 to 2 % of the processor time under load.
const garbagePercent = 50

type serveCmd struct{}

// Run starts the server and returns when ctx has ended and all of it has stopped.
func (serveCmd) Run(ctx context.Context, in invocation, s settings) (err error) {
	log := newLogger(in.Err, s)
	if !slices.ContainsFunc(in.Env, func(v string) bool { return strings.HasPrefix(v, "GOGC=") }) {
		debug.SetGCPercent(garbagePercent)
	}
	h := &house{settings: s, passwords: in.passwords, log: log}
	defer func() { err = errors.Join(err, h.close()) }()
	if err := h.open(ctx); err != nil {
		return err
	}
	at, err := h.bound(ctx)
	if err != nil {
		return err
	}
	server := h.web.HTTP()
	failed := make(chan error, 1)
	go func() { failed <- server.Serve(h.listener) }()

	if err := greet(in.Out, at); err != nil {
		return errors.Join(err, server.Close(), <-failed)
	}
	log.Info().Str("http", at.HTTP).Str("turn", at.TURN).Str("version", version()).Msg("started")
	if in.ready != nil {
		in.ready(at)
	}
	follow, stop := context.WithCancel(ctx)
	followed := make(chan error, 1)
	go func() { followed <- h.follow(follow) }()

	select {
	case <-ctx.Done():
		log.Info().Msg("stopping")
	case err = <-failed:
		failed <- http.ErrServerClosed
	case err = <-followed:
		followed <- nil
	}
	stop()
	return errors.Join(err, <-followed, shutDown(server, failed))
}

// shutDown lets running requests end and then closes what is left. Sockets are not the HTTP server's any more; the hub ends them afterwards.
func shutDown(server *http.Server, failed <-chan error) error {
	ctx, cancel := context.WithTimeout(context.Background(), drainTime)
	defer cancel()
	err := server.Shutdown(ctx)
	if errors.Is(err, context.DeadlineExceeded) {
		err = server.Close()
	}
	if served := <-failed; !errors.Is(served, http.ErrServerClosed) {
		err = errors.Join(err, served)
	}
	return err
}

// follow hands the hub the sessions that a former process left open, so that their clocks run on, and then tells it what happens to
// pairings elsewhere: codes that expire or are withdrawn, and, with several nodes, all the rest.
func (h *house) follow(ctx context.Context) error {
	changes, err := h.pairings.Watch(ctx)
	if err != nil {
		return fmt.Errorf("watch the pairings: %w", err)
	}
	open, err := h.pairings.Unfinished(ctx)
	if err != nil && ctx.Err() == nil {
		return err
	}
	for _, p := range open {
		h.tell(ctx, p.ID)
	}
	for p := range changes {
		switch p.State {
		case wire.StateRedeemed, wire.StateExpired, wire.StateWithdrawn, wire.StateEnded:
			h.tell(ctx, p.ID)
		}
	}
	if ctx.Err() == nil {
		return errors.New("the watch of the pairings ended by itself")
	}
	return nil
}

func (h *house) tell(ctx context.Context, session string) {
	if err := h.hub.Changed(ctx, session); err != nil && ctx.Err() == nil {
		h.log.Warn().Err(err).Str("session", session).Msg("the session was not told of a change")
	}
}

// listen opens the HTTP address and words the usual failures.
func listen(ctx context.Context, address string, log zerolog.Logger) (net.Listener, error) {
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", address)
	if err != nil {
		return nil, fmt.Errorf("cannot answer on %s: %w (is something else running there? --listen takes another address)", address, err)
	}
	log.Debug().Str("address", l.Addr().String()).Msg("listening")
	return l, nil
}
