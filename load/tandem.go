package load

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// socket is a line that speaks Tandem's protocol, for either party.
type socket struct{ *line }

// attempt is the only one of each pair.
const attempt = "load"

// open opens a socket; session is the agent's, whose socket may have several, and empty for a customer.
func (t *Target) open(ctx context.Context, path, session string, header http.Header) (*socket, error) {
	header.Set("Sec-WebSocket-Protocol", wire.Subprotocol)
	c, err := dial(ctx, t.Base, path, header)
	if err != nil {
		return nil, err
	}
	before := fmt.Sprintf(`{"type":"candidate","attempt":%q,`, attempt)
	if session != "" {
		before += fmt.Sprintf(`"session":%q,`, session)
	}
	return &socket{&line{conn: c, before: before + `"sdp_mid":"0","candidate":"`, after: `"}`, sign: `"type":"candidate"`}}, nil
}

// customer opens a customer's socket and waits for the first state.
func (t *Target) customer(ctx context.Context, who ticket) (*socket, error) {
	s, err := t.open(ctx, "/ws/customer", "", http.Header{"Origin": {t.Origin}, "X-Forwarded-For": {who.address}})
	if err != nil {
		return nil, err
	}
	if err := errors.Join(s.send(wire.Hello{Session: who.Session, Token: who.Token}), await[wire.StateChanged](s)); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	return s, nil
}

// agent opens the signed-in agent's socket.
func (t *Target) agent(ctx context.Context, who ticket) (*socket, error) {
	header := http.Header{"Origin": {t.Base.String()}}
	for _, cookie := range t.client.Jar.Cookies(t.Base) {
		header.Add("Cookie", cookie.String())
	}
	return t.open(ctx, "/ws/agent", who.Session, header)
}

// couple brings an agent and a customer to where they exchange candidates.
func (t *Target) couple(ctx context.Context, who ticket) (agent, customer *line, err error) {
	a, err := t.agent(ctx, who)
	if err != nil {
		return nil, nil, err
	}
	c, err := t.customer(ctx, who)
	if err != nil {
		return nil, nil, errors.Join(err, a.Close())
	}
	for _, step := range []func() error{
		func() error { return a.send(wire.Attach{Session: who.Session}) },
		func() error { return await[wire.ICEServers](a) },
		func() error { return a.send(wire.Offer{Session: who.Session, Attempt: attempt, SDP: "v=0"}) },
		func() error { return c.send(wire.Consent{Grants: []wire.Grant{wire.GrantView}}) },
		func() error { return await[wire.OfferReady](c) },
		func() error { return c.send(wire.Answer{Attempt: attempt, SDP: "v=0"}) },
		func() error { return await[wire.AnswerReady](a) },
		func() error { return c.send(wire.Link{Attempt: attempt, Up: true, Path: wire.PathDirect}) },
	} {
		if err := step(); err != nil {
			return nil, nil, errors.Join(err, a.Close(), c.Close())
		}
	}
	return a.line, c.line, nil
}

func (s *socket) send(m wire.Message) error { return s.write(wire.Encode(m)) }

// await passes over everything up to a message of the type.
func await[M wire.Message](s *socket) error {
	for {
		frame, err := s.read()
		if err != nil {
			return fmt.Errorf("load: waiting for %T: %w", *new(M), err)
		}
		m, err := wire.Decode(wire.FromServer, frame)
		if err != nil {
			return err
		}
		if _, ok := m.(M); ok {
			return nil
		}
	}
}
