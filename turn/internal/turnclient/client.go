// Package turnclient is a small TURN client over one connection. It asks one thing at a time and waits for the answer; it
// serves Tandem's own checks, tests and benchmark, where every byte sent must be known.
package turnclient

import (
	"crypto/rand"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// Refused is an answer with an error.
type Refused struct {
	Method stun.Method
	Code   stun.Code
}

func (r *Refused) Error() string { return fmt.Sprintf("turn: refused with %d", r.Code) }

// ErrNoAnswer means that the server kept silent.
var ErrNoAnswer = errors.New("turn: no answer")

const (
	// retransmit is the first of RFC 8489 §6.2.1's waits; each is twice the one before.
	retransmit = 500 * time.Millisecond
	// attempts makes 500 ms + 1 s + 2 s + 4 s in all.
	attempts = 4
	maxFrame = 4096
)

// Client asks over one connection. It is not safe for concurrent use.
type Client struct {
	conn   net.Conn
	stream bool

	Username, Password string
	Realm              string // learnt from the first 401
	nonce              []byte
	Integrity          stun.Integrity

	read    []byte   // what a stream has brought and nobody has taken yet
	pending [][]byte // frames that came while an answer was awaited
}

// New makes a client of an open connection: a connected UDP socket, or a stream (TCP, TLS).
func New(conn net.Conn, stream bool) *Client {
	return &Client{conn: conn, stream: stream, Integrity: stun.IntegritySHA1}
}

// Close closes the connection.
func (c *Client) Close() error { return c.conn.Close() }

// LocalAddr is where the server's answers go.
func (c *Client) LocalAddr() net.Addr { return c.conn.LocalAddr() }

// Do sends a request, signed if there are credentials, and waits for its answer. It takes up the realm and nonce of a 401
// or 438 and asks again, once. An error answer is a *Refused.
func (c *Client) Do(method stun.Method, add func(*stun.Builder)) (stun.Message, error) {
	var m stun.Message
	for range 3 {
		id, err := NewID()
		if err != nil {
			return m, err
		}
		raw := c.Build(method, id, add)
		if m, err = c.transact(raw, id); err != nil {
			return m, err
		}
		if m.Class == stun.Success {
			return m, c.verify(&m)
		}
		if code := m.Code(); c.Username == "" || code != stun.StaleNonce && (code != stun.Unauthorized || c.nonce != nil) {
			return m, &Refused{method, code}
		}
		realm, _ := m.Get(stun.Realm)
		nonce, _ := m.Get(stun.Nonce)
		c.Realm, c.nonce = string(realm), append([]byte(nil), nonce...)
	}
	return m, &Refused{method, m.Code()}
}

// verify checks that an answer comes from somebody who knows our password.
func (c *Client) verify(m *stun.Message) error {
	if c.nonce == nil || m.Method == stun.Binding || m.CheckIntegrity(c.key()) {
		return nil
	}
	return errors.New("turn: the answer's integrity is wrong")
}

func (c *Client) key() []byte { return stun.LongTermKey(c.Username, c.Realm, c.Password) }

// Build writes a request as Do would.
func (c *Client) Build(method stun.Method, id stun.TransactionID, add func(*stun.Builder)) []byte {
	b := stun.Build(nil, method, stun.Request, id)
	if add != nil {
		add(&b)
	}
	if c.nonce != nil {
		b.AddString(stun.Username, c.Username)
		b.AddString(stun.Realm, c.Realm)
		b.Add(stun.Nonce, c.nonce)
		b.AddIntegrity(c.Integrity, c.key())
	}
	return b.Bytes()
}

// NewID draws a transaction id.
func NewID() (id stun.TransactionID, err error) {
	_, err = rand.Read(id[:])
	return id, err
}

// transact repeats a request over UDP until its answer comes.
func (c *Client) transact(raw []byte, id stun.TransactionID) (stun.Message, error) {
	wait, tries := retransmit, attempts
	if c.stream {
		wait, tries = 10*time.Second, 1
	}
	for range tries {
		if err := c.Send(raw); err != nil {
			return stun.Message{}, err
		}
		m, err := c.await(id, time.Now().Add(wait))
		if !errors.Is(err, ErrNoAnswer) {
			return m, err
		}
		wait *= 2
	}
	return stun.Message{}, ErrNoAnswer
}

func (c *Client) await(id stun.TransactionID, deadline time.Time) (stun.Message, error) {
	for {
		raw, err := c.frame(deadline)
		if err != nil {
			return stun.Message{}, err
		}
		var m stun.Message
		if m.Parse(raw) == nil && m.TransactionID == id && m.Class != stun.Indication {
			return m, nil
		}
		c.pending = append(c.pending, raw)
	}
}

// Send sends bytes as they are.
func (c *Client) Send(raw []byte) error {
	_, err := c.conn.Write(raw)
	return err
}

// Receive returns the next frame, whatever it is.
func (c *Client) Receive(wait time.Duration) ([]byte, error) {
	if len(c.pending) > 0 {
		raw := c.pending[0]
		c.pending = c.pending[1:]
		return raw, nil
	}
	return c.frame(time.Now().Add(wait))
}

// frame reads one datagram, or one frame of a stream.
func (c *Client) frame(deadline time.Time) ([]byte, error) {
	for {
		if c.stream {
			size, ok := stun.FrameSize(c.read)
			if !ok {
				return nil, stun.ErrMalformed
			}
			if size > 0 && size <= len(c.read) {
				raw := c.read[:size:size]
				c.read = c.read[size:]
				return raw, nil
			}
		}
		if err := c.conn.SetReadDeadline(deadline); err != nil {
			return nil, err
		}
		buf := make([]byte, maxFrame)
		n, err := c.conn.Read(buf)
		var ne net.Error
		switch {
		case errors.As(err, &ne) && ne.Timeout():
			return nil, ErrNoAnswer
		case errors.Is(err, io.EOF):
			return nil, fmt.Errorf("turn: the server closed the connection: %w", err)
		case err != nil:
			return nil, err
		case !c.stream:
			return buf[:n], nil
		}
		c.read = append(c.read, buf[:n]...)
	}
}

// Allocation is what an Allocate brings.
type Allocation struct {
	Relay, Mapped netip.AddrPort
	Lifetime      time.Duration
}

// Allocate asks for a UDP relay; add may add to the request.
func (c *Client) Allocate(add func(*stun.Builder)) (Allocation, error) {
	m, err := c.Do(stun.Allocate, func(b *stun.Builder) {
		b.Add(stun.RequestedTransport, []byte{stun.ProtocolUDP, 0, 0, 0})
		if add != nil {
			add(b)
		}
	})
	if err != nil {
		return Allocation{}, err
	}
	relay, ok1 := m.Address(stun.XORRelayedAddress)
	mapped, ok2 := m.Address(stun.XORMappedAddress)
	life, ok3 := m.Uint32(stun.Lifetime)
	if !ok1 || !ok2 || !ok3 {
		return Allocation{}, stun.ErrMalformed
	}
	return Allocation{relay, mapped, time.Duration(life) * time.Second}, nil
}

// Refresh prolongs the allocation, or ends it with a lifetime of 0.
func (c *Client) Refresh(lifetime time.Duration) error {
	_, err := c.Do(stun.Refresh, func(b *stun.Builder) { b.AddUint32(stun.Lifetime, uint32(lifetime/time.Second)) })
	return err
}

// Permit asks for permissions for all peers at once.
func (c *Client) Permit(peers ...netip.AddrPort) error {
	_, err := c.Do(stun.CreatePermission, func(b *stun.Builder) {
		for _, p := range peers {
			b.AddAddress(stun.XORPeerAddress, p)
		}
	})
	return err
}

// Bind gives a peer a channel number.
func (c *Client) Bind(channel uint16, peer netip.AddrPort) error {
	_, err := c.Do(stun.ChannelBind, func(b *stun.Builder) {
		b.AddUint32(stun.ChannelNumber, uint32(channel)<<16)
		b.AddAddress(stun.XORPeerAddress, peer)
	})
	return err
}

// SendTo relays a payload by a Send indication.
func (c *Client) SendTo(peer netip.AddrPort, payload []byte) error {
	id, err := NewID()
	if err != nil {
		return err
	}
	b := stun.Build(nil, stun.Send, stun.Indication, id)
	b.AddAddress(stun.XORPeerAddress, peer)
	b.Add(stun.DataValue, payload)
	return c.Send(b.Bytes())
}

// SendOn relays a payload by ChannelData, padded as streams need it.
func (c *Client) SendOn(channel uint16, payload []byte) error {
	b := make([]byte, stun.ChannelHeaderSize, stun.ChannelHeaderSize+len(payload)+3)
	stun.PutChannelHeader(b, channel, len(payload))
	b = append(b, payload...)
	for len(b)%4 != 0 {
		b = append(b, 0)
	}
	return c.Send(b)
}
