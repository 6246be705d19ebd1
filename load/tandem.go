package load

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"

	"github.com/coder/websocket"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// line is one socket, of which words go to another one by way of the server.
type line interface {
	say(ctx context.Context, word string) error
	// hear returns the next word of the other side.
	hear(ctx context.Context) (string, error)
	close()
}

// socket is a WebSocket that speaks Tandem's protocol, for either party.
type socket struct {
	conn    *websocket.Conn
	session string // set for the agent, whose socket may have several
}

// attempt is the only one of each pair.
const attempt = "load"

func dial(ctx context.Context, base *url.URL, path, origin, protocol string, jar http.CookieJar) (*websocket.Conn, error) {
	options := &websocket.DialOptions{HTTPHeader: http.Header{"Origin": {origin}}, HTTPClient: &http.Client{Jar: jar, Transport: &http.Transport{DisableKeepAlives: true}}}
	if protocol != "" {
		options.Subprotocols = []string{protocol}
	}
	conn, _, err := websocket.Dial(ctx, base.String()+path, options) //nolint:bodyclose // Dial closes it
	if err != nil {
		return nil, fmt.Errorf("load: %s: %w", path, err)
	}
	conn.SetReadLimit(1 << 20)
	return conn, nil
}

// customer opens a customer's socket and waits for the first state.
func (t *Target) customer(ctx context.Context, who ticket) (*socket, error) {
	conn, err := dial(ctx, t.Base, "/ws/customer", t.Origin, wire.Subprotocol, nil)
	if err != nil {
		return nil, err
	}
	s := &socket{conn: conn}
	return s, errors.Join(s.send(ctx, wire.Hello{Session: who.Session, Token: who.Token}), await[wire.StateChanged](ctx, s))
}

// couple brings an agent and a customer to where they exchange candidates.
func (t *Target) couple(ctx context.Context, who ticket) (agent, customer line, err error) {
	conn, err := dial(ctx, t.Base, "/ws/agent", t.Base.String(), wire.Subprotocol, t.client.Jar)
	if err != nil {
		return nil, nil, err
	}
	a := &socket{conn: conn, session: who.Session}
	c, err := t.customer(ctx, who)
	if err != nil {
		return nil, nil, err
	}
	for _, step := range []func() error{
		func() error { return a.send(ctx, wire.Attach{Session: who.Session}) },
		func() error { return await[wire.ICEServers](ctx, a) },
		func() error { return a.send(ctx, wire.Offer{Session: who.Session, Attempt: attempt, SDP: "v=0"}) },
		func() error { return c.send(ctx, wire.Consent{Grants: []wire.Grant{wire.GrantView}}) },
		func() error { return await[wire.OfferReady](ctx, c) },
		func() error { return c.send(ctx, wire.Answer{Attempt: attempt, SDP: "v=0"}) },
		func() error { return await[wire.AnswerReady](ctx, a) },
		func() error { return c.send(ctx, wire.Link{Attempt: attempt, Up: true, Path: wire.PathDirect}) },
	} {
		if err := step(); err != nil {
			return nil, nil, err
		}
	}
	return a, c, nil
}

func (s *socket) send(ctx context.Context, m wire.Message) error {
	return s.conn.Write(ctx, websocket.MessageText, wire.Encode(m))
}

func (s *socket) say(ctx context.Context, word string) error {
	return s.send(ctx, wire.Candidate{Session: s.session, Attempt: attempt, Candidate: word, SDPMid: "0"})
}

func (s *socket) hear(ctx context.Context) (string, error) {
	got, err := next[wire.CandidateReady](ctx, s)
	return got.Candidate, err
}

func (s *socket) close() { _ = s.conn.CloseNow() }

func await[M wire.Message](ctx context.Context, s *socket) error {
	_, err := next[M](ctx, s)
	return err
}

// next passes over everything up to a message of the type.
func next[M wire.Message](ctx context.Context, s *socket) (M, error) {
	for {
		_, frame, err := s.conn.Read(ctx)
		if err != nil {
			return *new(M), fmt.Errorf("load: waiting for %T: %w", *new(M), err)
		}
		m, err := wire.Decode(wire.FromServer, frame)
		if err != nil {
			return *new(M), err
		}
		if m, ok := m.(M); ok {
			return m, nil
		}
	}
}
