//go:build linux

package main

import (
	"context"
	"errors"
	"io"
	"net"
	"strconv"
	"sync"
)

// dial opens a connection from within a namespace.
func (n *namespace) dial(ctx context.Context, _, address string) (c net.Conn, err error) {
	err = n.inside(func() error {
		var d net.Dialer
		c, err = d.DialContext(ctx, "tcp", address)
		return err
	})
	return c, err
}

// listen opens a listener within a namespace.
func (n *namespace) listen(ctx context.Context, address string) (l net.Listener, err error) {
	err = n.inside(func() error {
		var c net.ListenConfig
		l, err = c.Listen(ctx, "tcp", address)
		return err
	})
	return l, err
}

// forward makes a port of a namespace's loopback reachable at the same port of this program's own loopback, until the context ends. The ports are
// the same because a browser checks under which name it is called.
func forward(ctx context.Context, group *sync.WaitGroup, to *namespace, port uint16) error {
	address := net.JoinHostPort("127.0.0.1", strconv.Itoa(int(port)))
	var c net.ListenConfig
	l, err := c.Listen(ctx, "tcp", address)
	if err != nil {
		return err
	}
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	group.Go(func() {
		defer stop()
		for {
			from, err := l.Accept()
			if err != nil {
				return // the context has ended
			}
			group.Go(func() { _ = join(ctx, from, func() (net.Conn, error) { return to.dial(ctx, "tcp", address) }) })
		}
	})
	return nil
}

// join copies both ways until either side or the context ends.
func join(ctx context.Context, a net.Conn, dial func() (net.Conn, error)) error {
	defer func() { _ = a.Close() }()
	b, err := dial()
	if err != nil {
		return err
	}
	defer func() { _ = b.Close() }()
	ended := make(chan error, 2)
	for _, pair := range [][2]net.Conn{{a, b}, {b, a}} {
		go func() {
			_, err := io.Copy(pair[0], pair[1])
			ended <- err
		}()
	}
	select {
	case err = <-ended:
	case <-ctx.Done():
	}
	err = errors.Join(err, a.Close(), b.Close())
	other := <-ended // the other direction ends with the connections
	if errors.Is(other, net.ErrClosed) {
		other = nil
	}
	return errors.Join(err, other)
}
