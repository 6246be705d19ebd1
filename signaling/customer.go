package signaling

import (
	"errors"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// customerSide is the socket of a customer's page. Owned by the socket's reader goroutine.
type customerSide struct {
	*socket
	origin  string
	session *session // nil before hello
	// newcomer is this socket among the strangers, until its hello.
	newcomer *stranger
}

// run closes a page that does not say who it is in time.
func (c *customerSide) run() {
	silence := time.AfterFunc(c.hub.cfg.HelloTimeout, func() {
		c.end(&ending{wire.CloseHelloTimeout, "no hello"})
	})
	defer silence.Stop()
	defer c.hub.strangers.leave(c.newcomer)
	c.socket.run(func(frame []byte) *ending {
		if c.session == nil {
			end := c.aside(func() *ending { return c.hello(frame) })
			if end == nil {
				silence.Stop()
				c.hub.strangers.leave(c.newcomer)
			}
			return end
		}
		m, bad := c.decode(frame)
		switch {
		case bad != nil:
			return bad
		case isLight(m):
			return c.handle(m)
		}
		return c.aside(func() *ending { return c.handle(m) })
	}, c.gone)
}

func (c *customerSide) decode(frame []byte) (wire.Message, *ending) {
	m, err := wire.Decode(wire.FromCustomer, frame)
	if err != nil {
		c.hub.log.Info().Str("party", "customer").Err(err).Msg("bad message")
		return nil, &ending{wire.CloseBadMessage, "bad message"}
	}
	return m, nil
}

func (c *customerSide) hello(frame []byte) *ending {
	m, bad := c.decode(frame)
	if bad != nil {
		return bad
	}
	hello, ok := m.(wire.Hello)
	if !ok {
		return &ending{wire.CloseBadMessage, "hello must come first"}
	}
	ctx, cancel := c.hub.storeContext()
	defer cancel()
	err := c.hub.cfg.Customers.Authenticate(ctx, hello.Session, hello.Token)
	for err == nil {
		var s *session
		var rec Record
		s, rec, err = c.hub.open(ctx, hello.Session)
		switch {
		case err != nil:
		case !c.hub.cfg.Origins.Site(ctx, c.origin, rec.Site):
			err = ErrUnauthorized
		case s == nil: // over
			c.send(rec.state(false, false))
			return over
		case s.do(func() { s.attachCustomer(c.socket, hello.ChatAfter) }):
			c.session = s
			return nil
		}
	}
	switch {
	case errors.Is(err, ErrUnknownSession), errors.Is(err, ErrUnauthorized):
		return &ending{wire.CloseUnauthorized, "not authorized"}
	case errors.Is(err, ErrClosed):
		return restarting
	}
	c.hub.log.Error().Err(err).Msg("cannot read a session")
	return &ending{wire.CloseInternal, "storage"}
}

func (c *customerSide) handle(m wire.Message) *ending {
	s := c.session
	switch m := m.(type) {
	case wire.Hello:
		return &ending{wire.CloseBadMessage, "a second hello"}
	case wire.Ping:
		c.send(wire.Pong(m))
	case wire.Consent:
		c.in(func() { s.consent(c.socket, m) })
	case wire.Refuse:
		c.in(func() { s.refuse(c.socket) })
	case wire.Answer:
		c.in(func() { s.answered(c.socket, m) })
	case wire.Candidate:
		c.in(func() { s.candidateOfCustomer(c.socket, m) })
	case wire.Link:
		c.in(func() { s.link(c.socket, m) })
	case wire.ICERequest:
		c.in(func() { c.send(s.ice(wire.PartyCustomer)) })
	case wire.Say:
		if !c.lines.Allow() {
			c.send(tooFast(m))
			return nil
		}
		c.in(func() { s.say(c.socket, m) })
	case wire.Stop:
		c.in(func() { s.stop(c.socket) })
	case wire.Leaving:
		c.in(func() { s.leaving(m.To) })
	case wire.ExpectReturn:
		c.in(func() { s.expectReturn(c.socket, m) })
	}
	return nil
}

// in runs f in the session's turn, if this page is still the one: what a page says after another took over counts for nothing. Where the session
// is over, this socket has been told so, or will be.
func (c *customerSide) in(f func()) {
	s := c.session
	s.do(func() {
		if s.customer == c.socket {
			f()
		}
	})
}

func (c *customerSide) gone() {
	if s := c.session; s != nil {
		s.do(func() { s.detachCustomer(c.socket) })
	}
}
