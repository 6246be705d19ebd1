package main

import (
	"context"
	"crypto/rand"
	"errors"
	"fmt"
	"net"
	"os"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// holdings is what a process holds.
type holdings struct {
	files   int
	threads int
	memory  int64 // bytes resident
}

func (h holdings) String() string {
	return fmt.Sprintf("%d descriptors, %d threads, %.1f MB", h.files, h.threads, float64(h.memory)/1e6)
}

func (p *process) holds() (holdings, error) {
	dir := fmt.Sprintf("/proc/%d/", p.cmd.Process.Pid)
	files, err1 := os.ReadDir(dir + "fd")
	threads, err2 := os.ReadDir(dir + "task")
	memory, err3 := p.memory()
	return holdings{len(files), len(threads), memory}, errors.Join(err1, err2, err3)
}

// flooded is what a server holds before and after strangers have thrown garbage at it.
type flooded struct {
	server        string
	datagrams     int
	connections   int
	before, after holdings
}

func (f flooded) String() string {
	return fmt.Sprintf("%-8s %d garbage datagrams and %d garbage connections: %v before, %v after", f.server, f.datagrams, f.connections, f.before, f.after)
}

// garbageConnections is how many are thrown, beside the datagrams.
const garbageConnections = 10_000

// measureFlood throws garbage for a time and looks at what is left of it. The server has to answer afterwards.
func measureFlood(ctx context.Context, o options, name string) (flooded, error) {
	f := flooded{server: name, connections: garbageConnections}
	p, err := launch(ctx, name)
	if err != nil {
		return f, err
	}
	defer p.stop()
	if err := leaveCore0(); err != nil {
		return f, err
	}
	if err := awaitServer(p); err != nil {
		return f, err
	}
	if err := throwConnections(p, 100); err != nil { // what grows once, by first use, has grown
		return f, err
	}
	if f.before, err = p.holds(); err != nil {
		return f, err
	}
	begun := time.Now()
	if err := throwConnections(p, garbageConnections); err != nil {
		return f, err
	}
	if f.datagrams, err = throwDatagrams(p, begun.Add(o.flood)); err != nil {
		return f, err
	}
	time.Sleep(time.Second) // connections that the server is still closing
	if f.after, err = p.holds(); err != nil {
		return f, err
	}
	return f, awaitServer(p)
}

func throwConnections(p *process, n int) error {
	garbage := make([]byte, 600)
	for range n {
		if _, err := rand.Read(garbage); err != nil {
			return err
		}
		c, err := net.Dial("tcp", p.addr.String())
		if err != nil {
			return err
		}
		_, _ = c.Write(garbage)
		_ = c.Close()
	}
	return nil
}

// throwDatagrams sends noise, cut messages and requests without credentials from ever new ports.
func throwDatagrams(p *process, until time.Time) (n int, err error) {
	request := stun.Build(nil, stun.Allocate, stun.Request, stun.TransactionID{1})
	request.Add(stun.RequestedTransport, []byte{stun.ProtocolUDP, 0, 0, 0})
	binding := stun.Build(nil, stun.Binding, stun.Request, stun.TransactionID{1})
	noise := make([]byte, 200)
	for time.Now().Before(until) {
		c, err := net.Dial("udp", p.addr.String())
		if err != nil {
			return n, err
		}
		for range 250 {
			if _, err := rand.Read(noise); err != nil {
				return n, err
			}
			for _, b := range [][]byte{noise, request.Bytes(), request.Bytes()[:24], binding.Bytes()} {
				_, _ = c.Write(b)
				n++
			}
		}
		_ = c.Close()
	}
	return n, nil
}
