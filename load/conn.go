package load

import (
	"bufio"
	"context"
	"crypto/rand"
	"crypto/tls"
	"encoding/base64"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"

	"github.com/tandem-cobrowse/tandem/signaling/frames"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// conn is a browser's end of a WebSocket, as cheap as it can be: the crowd shares the machine with the server that it measures.
type conn struct {
	net.Conn
	in  *bufio.Reader
	out []byte
}

const (
	nearBytes = 1 << 10
	mostBytes = 1 << 20
)

// maskKey: the server need not be kept from guessing it, which is what masks are for.
var maskKey = [4]byte{0x5a, 0x3c, 0x96, 0xe1}

// ErrClosed says that the server has closed a socket of the crowd.
var ErrClosed = errors.New("load: the server closed the socket")

// ErrTooMany is an ErrClosed because a socket said more than the server lets one say, or too many were open.
var ErrTooMany = fmt.Errorf("%w: beyond its limits", ErrClosed)

// dial opens a WebSocket; header has what goes with the handshake.
func dial(ctx context.Context, base *url.URL, path string, header http.Header) (*conn, error) {
	var dialer interface {
		DialContext(ctx context.Context, network, address string) (net.Conn, error)
	} = &net.Dialer{}
	host, port := base.Host, "80"
	if base.Scheme == "https" {
		dialer, port = &tls.Dialer{}, "443"
	}
	if base.Port() == "" {
		host = net.JoinHostPort(base.Hostname(), port)
	}
	transport, err := dialer.DialContext(ctx, "tcp", host)
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	c := &conn{Conn: transport, in: bufio.NewReaderSize(transport, nearBytes)}
	if err := c.handshake(ctx, base.String()+path, header); err != nil {
		return nil, errors.Join(fmt.Errorf("load: %s: %w", path, err), transport.Close())
	}
	return c, nil
}

func (c *conn) handshake(ctx context.Context, address string, header http.Header) error {
	stop := context.AfterFunc(ctx, func() { _ = c.Close() })
	defer stop()
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return err
	}
	var key [16]byte
	_, _ = rand.Read(key[:]) // never fails
	request.Header = header.Clone()
	request.Header.Set("Connection", "Upgrade")
	request.Header.Set("Upgrade", "websocket")
	request.Header.Set("Sec-WebSocket-Version", "13")
	request.Header.Set("Sec-WebSocket-Key", base64.StdEncoding.EncodeToString(key[:]))
	if err := request.Write(c); err != nil {
		return err
	}
	response, err := http.ReadResponse(c.in, request)
	if err != nil {
		return err
	}
	_ = response.Body.Close() // there is none
	if response.StatusCode != http.StatusSwitchingProtocols {
		return errors.New(response.Status)
	}
	return nil
}

// write says one text message.
func (c *conn) write(payload []byte) error { return c.frame(frames.Text, payload) }

func (c *conn) frame(op frames.Op, payload []byte) error {
	c.out = frames.AppendMasked(c.out[:0], op, maskKey, payload)
	_, err := c.Write(c.out)
	return err
}

// read returns the next text message, good until the next call. Pings on the way are answered.
func (c *conn) read() ([]byte, error) {
	for {
		op, payload, err := c.next()
		switch {
		case err != nil:
			return nil, err
		case op == frames.Text:
			return payload, nil
		case op == frames.Ping:
			if err := c.frame(frames.Pong, payload); err != nil {
				return nil, err
			}
		case op == frames.Close:
			return nil, closed(payload)
		}
	}
}

// closed tells what is in a close frame (RFC 6455 §5.5.1): a code and a reason, or nothing.
func closed(payload []byte) error {
	if len(payload) < 2 {
		return ErrClosed
	}
	code, reason := binary.BigEndian.Uint16(payload), payload[2:]
	if code == wire.CloseTooMany {
		return fmt.Errorf("%w: %d %s", ErrTooMany, code, reason)
	}
	return fmt.Errorf("%w: %d %s", ErrClosed, code, reason)
}

// next takes one frame of the server's, who divides none and masks none.
func (c *conn) next() (frames.Op, []byte, error) {
	head, err := c.in.Peek(2)
	if err != nil {
		return 0, nil, err
	}
	op, n, size := frames.Op(head[0]&0x0f), int(head[1]), 2
	if n == 126 || n == 127 {
		size += 2 + 6*(n-126)
		if head, err = c.in.Peek(size); err != nil {
			return 0, nil, err
		}
		if n == 126 {
			n = int(binary.BigEndian.Uint16(head[2:]))
		} else {
			n = int(min(binary.BigEndian.Uint64(head[2:]), mostBytes+1)) //nolint:gosec // bounded
		}
	}
	if n > mostBytes {
		return 0, nil, fmt.Errorf("load: a frame over %d bytes", mostBytes)
	}
	if size+n <= c.in.Size() { // no copy
		frame, err := c.in.Peek(size + n)
		if err != nil {
			return 0, nil, err
		}
		_, err = c.in.Discard(size + n)
		return op, frame[size:], err
	}
	if _, err := c.in.Discard(size); err != nil {
		return 0, nil, err
	}
	payload := make([]byte, n)
	_, err = io.ReadFull(c.in, payload)
	return op, payload, err
}
