package load

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"sync"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/frames"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Parts of a flood, by its size, which is how many handshakes are half open: a tenth are sockets that say nothing, and a hundredth each are the rest.
const (
	silentPart = 10
	otherPart  = 100
)

const (
	// dribble is how often a slow writer writes a byte.
	dribble = 10 * time.Millisecond
	// comeBack is when one who was thrown out is there again. Of all kinds together that makes some 1,500 new connections a second at a size of 10,000; to ward
	// off many times more of them is a firewall's work.
	comeBack = time.Second
)

// flood is everybody who means ill at once, each on connections of their own, until the context ends.
type flood struct {
	*crowd
	ctx  context.Context
	done sync.WaitGroup
}

// flood lets them loose.
func (c *crowd) flood(ctx context.Context, r *Report) error {
	if c.Flood == 0 {
		return nil
	}
	stormers := make([]ticket, c.Flood/otherPart)
	if _, _, err := each(ctx, len(stormers), func(ctx context.Context, i int) (err error) {
		stormers[i], err = c.Target.pair(ctx)
		return err
	}); err != nil {
		return err
	}
	flooding, recede := context.WithTimeout(ctx, c.For)
	defer recede()
	f := &flood{crowd: c, ctx: flooding}
	f.each(c.Flood, func(int) error { return f.halfOpen() })
	f.each(c.Flood/silentPart, func(int) error {
		return f.stranger(func(s *socket) error { _, _, err := s.next(); return err })
	})
	f.each(c.Flood/otherPart, func(int) error {
		giant := frames.AppendMasked(nil, frames.Text, maskKey, make([]byte, 4*wire.MaxFrame))
		return f.stranger(func(s *socket) error { return f.repeat(s, giant) })
	})
	f.each(c.Flood/otherPart, func(int) error {
		long := frames.AppendMasked(nil, frames.Text, maskKey, make([]byte, wire.MaxFrame))
		return f.stranger(func(s *socket) error { return f.slowly(s, long) })
	})
	f.each(len(stormers), func(i int) error { // who never reads what comes back
		return f.known(stormers[i], frames.AppendMasked(nil, frames.Text, maskKey, wire.Encode(wire.Ping{N: 1})))
	})
	f.each(len(stormers), func(int) error { // the tiniest of frames
		return f.stranger(func(s *socket) error { return f.repeat(s, frames.AppendMasked(nil, frames.Pong, maskKey, nil)) })
	})
	<-flooding.Done()
	var err error
	r.FloodMemory, err = process(c.Process).memory()
	f.done.Wait()
	return errors.Join(err, ctx.Err())
}

// each has n of them misbehave again and again.
func (f *flood) each(n int, misbehave func(i int) error) {
	for i := range n {
		f.done.Go(func() {
			for f.ctx.Err() == nil {
				if misbehave(i) != nil && pause(f.ctx, comeBack) != nil {
					return
				}
			}
		})
	}
}

// halfOpen begins a handshake and waits for the server to lose patience.
func (f *flood) halfOpen() error {
	conn, err := (&net.Dialer{}).DialContext(f.ctx, "tcp", f.Target.Base.Host)
	if err != nil {
		return err
	}
	defer f.closing(conn)()
	if _, err := io.WriteString(conn, "GET /ws/customer HTTP/1.1\r\nHost: server\r\nUpgrade: webs"); err != nil {
		return err
	}
	_, err = conn.Read(make([]byte, 1))
	return err
}

// stranger opens a socket and misuses it before it has said who it is.
func (f *flood) stranger(use func(*socket) error) error {
	s, err := f.Target.open(f.ctx, "/ws/customer", "", http.Header{"Origin": {f.Target.Origin}, "X-Forwarded-For": {f.Target.address()}})
	if err != nil {
		return err
	}
	defer f.closing(s)()
	return use(s)
}

// known storms on a socket of a customer's.
func (f *flood) known(who ticket, frame []byte) error {
	s, err := f.Target.customer(f.ctx, who)
	if err != nil {
		return err
	}
	defer f.closing(s)()
	return f.repeat(s, frame)
}

// closing closes a connection when the flood ends, or when what it returns is called.
func (f *flood) closing(c io.Closer) func() {
	stop := context.AfterFunc(f.ctx, func() { _ = c.Close() })
	return func() {
		stop()
		_ = c.Close() // closed already, perhaps
	}
}

func (f *flood) repeat(s *socket, frame []byte) error {
	for {
		if _, err := s.Write(frame); err != nil {
			return err
		}
	}
}

func (f *flood) slowly(s *socket, frame []byte) error {
	for i := range frame {
		if _, err := s.Write(frame[i : i+1]); err != nil {
			return err
		}
		if err := pause(f.ctx, dribble); err != nil {
			return err
		}
	}
	return nil
}
