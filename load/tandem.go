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
	if err := s.send(wire.Hello{Session: who.Session, Token: who.Token}); err != nil {
		return nil, errors.Join(err, s.Close())
	}
	if _, err := await[wire.StateChanged](s); err != nil {
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

// sides are what an agent and a customer have to say to find each other.
type sides interface {
	// offer is the agent's description, answer the customer's.
	offer(ctx context.Context, ice wire.ICEServers) (sdp string, err error)
	answer(ctx context.Context, offer wire.OfferReady) (sdp string, err error)
	// accept takes the answer and returns how the two reach each other, once they do.
	accept(ctx context.Context, answer wire.AnswerReady) (wire.Path, error)
}

// nobody is there: the two have their sockets and no more.
type nobody struct{}

func (nobody) offer(context.Context, wire.ICEServers) (string, error)  { return "v=0", nil }
func (nobody) answer(context.Context, wire.OfferReady) (string, error) { return "v=0", nil }
func (nobody) accept(context.Context, wire.AnswerReady) (wire.Path, error) {
	return wire.PathDirect, nil
}

// couple brings an agent and a customer to where their session is live.
func (t *Target) couple(ctx context.Context, who ticket, between sides) (agent, customer *line, err error) {
	a, err := t.agent(ctx, who)
	if err != nil {
		return nil, nil, err
	}
	c, err := t.customer(ctx, who)
	if err != nil {
		return nil, nil, errors.Join(err, a.Close())
	}
	stop := context.AfterFunc(ctx, func() { _, _ = a.Close(), c.Close() })
	defer stop()
	if err := introduce(ctx, a, c, who.Session, between); err != nil {
		return nil, nil, errors.Join(err, a.Close(), c.Close())
	}
	return a.line, c.line, nil
}

// introduce goes through docs/protocol.md, "Agent's side" and "Customer's side", from attach to the link.
func introduce(ctx context.Context, a, c *socket, session string, between sides) error {
	if err := a.send(wire.Attach{Session: session}); err != nil {
		return err
	}
	ice, err := await[wire.ICEServers](a)
	if err != nil {
		return err
	}
	sdp, err := between.offer(ctx, ice)
	if err != nil {
		return err
	}
	if err := errors.Join(a.send(wire.Offer{Session: session, Attempt: attempt, SDP: sdp}), c.send(wire.Consent{Grants: []wire.Grant{wire.GrantView}})); err != nil {
		return err
	}
	offer, err := await[wire.OfferReady](c)
	if err != nil {
		return err
	}
	if sdp, err = between.answer(ctx, offer); err != nil {
		return err
	}
	if err := c.send(wire.Answer{Attempt: attempt, SDP: sdp}); err != nil {
		return err
	}
	answer, err := await[wire.AnswerReady](a)
	if err != nil {
		return err
	}
	path, err := between.accept(ctx, answer)
	if err != nil {
		return err
	}
	return c.send(wire.Link{Attempt: attempt, Up: true, Path: path})
}

func (s *socket) send(m wire.Message) error { return s.write(wire.Encode(m)) }

// await passes over everything up to a message of the type, but for a fault.
func await[M wire.Message](s *socket) (M, error) {
	for {
		var wanted M
		frame, err := s.read()
		if err != nil {
			return wanted, fmt.Errorf("load: waiting for %T: %w", wanted, err)
		}
		m, err := wire.Decode(wire.FromServer, frame)
		if err != nil {
			return wanted, err
		}
		switch m := m.(type) {
		case M:
			return m, nil
		case wire.Fault:
			return wanted, fmt.Errorf("load: waiting for %T: the server says %s: %s", wanted, m.Code, m.Message)
		}
	}
}
