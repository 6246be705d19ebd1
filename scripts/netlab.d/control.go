//go:build linux

package main

import (
	"bufio"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net"
)

// request is one line on the control socket; the answer is one line too, with an error in it or without.
//
//	{"do":"where"}                                                   {"customer":"/proc/1/fd/3",…}: for nsenter --net
//	{"do":"nat","side":"customer","kind":"symmetric"}
//	{"do":"wire","side":"agent","up":{"rate":1000000,"delay_ms":100,"jitter_ms":50,"loss":0.1},"down":{…}}
//	{"do":"move","side":"customer"}                                  other addresses, private and public; the old ones are gone
//	{"do":"forward","side":"agent","port":9222}                      127.0.0.1:9222 here leads to 127.0.0.1:9222 there
//	{"do":"record","side":"customer"}                                begins a log of what passes that side's device
//	{"do":"recorded","side":"customer"}                              {"packets":[{"at_us":1,"out":true,"far":"198.51.100.10:443","what":"tls","bytes":60},…]}, and ends it
//	{"do":"counts"}                                                  {"to_server":{"packets":1,"bytes":60},…}
type request struct {
	Do   string  `json:"do"`
	Side place   `json:"side"`
	Kind natKind `json:"kind"`
	Up   *shape  `json:"up"`
	Down *shape  `json:"down"`
	Port uint16  `json:"port"`
}

type failure struct {
	Error string `json:"error"`
}

// control answers every connection, line by line, until the context ends.
func (r *rig) control(ctx context.Context, l net.Listener) {
	stop := context.AfterFunc(ctx, func() { _ = l.Close() })
	defer stop()
	for {
		c, err := l.Accept()
		if err != nil {
			return
		}
		r.group.Go(func() {
			stop := context.AfterFunc(ctx, func() { _ = c.Close() })
			defer stop()
			r.serve(ctx, c)
		})
	}
}

func (r *rig) serve(ctx context.Context, c io.ReadWriteCloser) {
	defer func() { _ = c.Close() }()
	out := json.NewEncoder(c)
	for lines := bufio.NewScanner(c); lines.Scan(); {
		var q request
		var answer any
		err := json.Unmarshal(lines.Bytes(), &q)
		if err == nil {
			answer, err = r.do(ctx, q)
		}
		if err != nil {
			answer = failure{err.Error()}
		}
		if out.Encode(answer) != nil {
			return
		}
	}
}

func (r *rig) do(ctx context.Context, q request) (any, error) {
	done := struct{}{}
	switch q.Do {
	case "where":
		return map[place]string{customer: r.ends[customer].path(), agent: r.ends[agent].path(), server: r.ends[server].path()}, nil
	case "nat":
		return done, r.lab.translate(q.Side, q.Kind)
	case "wire":
		return done, r.lab.reshape(ctx, q.Side, q.Up, q.Down)
	case "move":
		return done, r.move(q.Side)
	case "forward":
		n := r.ends[q.Side]
		if n == nil {
			return nil, fmt.Errorf("no such place: %q", q.Side)
		}
		return done, forward(ctx, &r.group, n, q.Port)
	case "record":
		if !r.lab.record(q.Side) {
			return nil, fmt.Errorf("%q has no log; the customer and the agent have", q.Side)
		}
		return done, nil
	case "recorded":
		return map[string][]passage{"packets": r.lab.recorded(q.Side)}, nil
	case "counts":
		return r.lab.counted(), nil
	default:
		return nil, fmt.Errorf("cannot do %q", q.Do)
	}
}

// move takes the old address away and gives the new one; the device stays up, as when a laptop is carried to another access point.
func (r *rig) move(p place) error {
	if r.six {
		return errors.New("nobody moves in a lab with IPv6 alone")
	}
	before, after, err := r.lab.move(p)
	if err != nil {
		return err
	}
	n := r.ends[p]
	// The route goes with the last address of the device.
	return errors.Join(
		n.ip("address add "+after.String()+"/24 dev eth0"),
		n.ip("address del "+before.String()+"/24 dev eth0"),
		n.ip("route replace default dev eth0"),
	)
}
