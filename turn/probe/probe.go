// Package probe does to a TURN server what browsers do, and says in words what does not work and what to do about it.
// It is what `tandem doctor` runs.
//
//	for each URL and each address of its host:
//	    answer        STUN Binding: is anybody there, and which address does it see us come from
//	    relay         two allocations, of customer and agent: is the relayed address one that browsers can use
//	    both ways     a packet from relay to relay, there and back
//	    no way in     a permission for the cloud's metadata address: it must be refused
package probe

import (
	"context"
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"time"

	"github.com/tandem-cobrowse/tandem/turn"
	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// Config says what to probe.
type Config struct {
	// URLs are ICE servers' as browsers get them: stun:, turn: and turns:.
	URLs []string

	// Credentials makes fresh ones for a side of a session of the probe's own.
	Credentials func(turn.Side) turn.Credentials

	// TLS is for turns:. Nil checks certificates as browsers do, against the system's authorities.
	TLS *tls.Config

	// Timeout bounds each check. Zero: five seconds.
	Timeout time.Duration
}

// Check is one line of the result.
type Check struct {
	What   string // such as "turn:example.org:3478?transport=udp 192.0.2.1, relay"
	OK     bool
	Took   time.Duration
	Detail string // what was seen
	Remedy string // what to do, where OK is false
}

// Run tries everything and never fails itself: what goes wrong is a Check that is not OK.
func Run(ctx context.Context, cfg Config) []Check {
	if cfg.Timeout == 0 {
		cfg.Timeout = 5 * time.Second
	}
	var out []Check
	for _, text := range cfg.URLs {
		u, err := parseURL(text)
		if err != nil {
			out = append(out, Check{What: text, Detail: err.Error(), Remedy: "Correct the address that browsers are given."})
			continue
		}
		addrs, err := net.DefaultResolver.LookupNetIP(ctx, "ip", u.host)
		if err != nil {
			out = append(out, Check{What: text + ", name", Detail: err.Error(), Remedy: "Give " + u.host + " an address in the DNS."})
			continue
		}
		for _, a := range addrs {
			out = append(out, probe(ctx, cfg, u, a.Unmap())...)
		}
	}
	return out
}

// Failed says whether sharing would fail for somebody.
func Failed(checks []Check) bool {
	for _, c := range checks {
		if !c.OK {
			return true
		}
	}
	return false
}

// target is one URL at one address.
type target struct {
	cfg  Config
	url  iceURL
	addr netip.Addr
}

// probe runs the checks of one address, up to the first that fails: those after it would only repeat its message.
func probe(ctx context.Context, cfg Config, u iceURL, addr netip.Addr) []Check {
	t := target{cfg, u, addr}
	steps := []struct {
		name string
		run  func(context.Context) (string, error)
	}{{"answer", t.answer}, {"relay", t.relay}, {"both ways", t.bothWays}, {"no way in", t.noWayIn}}
	if u.stunOnly {
		steps = steps[:1]
	}
	var out []Check
	for _, s := range steps {
		begun := time.Now()
		ctx, cancel := context.WithTimeout(ctx, cfg.Timeout)
		detail, err := s.run(ctx)
		cancel()
		c := Check{What: fmt.Sprintf("%s %s, %s", u.text, addr, s.name), OK: err == nil, Took: time.Since(begun), Detail: detail}
		if err != nil {
			c.Detail, c.Remedy = err.Error(), t.remedy(err)
		}
		out = append(out, c)
		if err != nil {
			break
		}
	}
	return out
}

// dial opens a connection and closes it when ctx ends, so that no check hangs.
func (t target) dial(ctx context.Context, side turn.Side) (*turnclient.Client, func(), error) {
	at := netip.AddrPortFrom(t.addr, t.url.port).String()
	var conn net.Conn
	var err error
	switch t.url.transport {
	case turn.UDP:
		conn, err = (&net.Dialer{}).DialContext(ctx, "udp", at)
	case turn.TCP:
		conn, err = (&net.Dialer{}).DialContext(ctx, "tcp", at)
	case turn.TLS:
		config := &tls.Config{}
		if t.cfg.TLS != nil {
			config = t.cfg.TLS.Clone()
		}
		config.ServerName = t.url.host
		conn, err = (&tls.Dialer{Config: config}).DialContext(ctx, "tcp", at)
	}
	if err != nil {
		return nil, nil, err
	}
	stop := context.AfterFunc(ctx, func() { _ = conn.Close() })
	c := turnclient.New(conn, t.url.transport != turn.UDP)
	if side != "" {
		credentials := t.cfg.Credentials(side)
		c.Username, c.Password = credentials.Username, credentials.Password
	}
	return c, func() { stop(); _ = c.Close() }, nil
}

func (t target) answer(ctx context.Context) (string, error) {
	c, done, err := t.dial(ctx, "")
	if err != nil {
		return "", err
	}
	defer done()
	m, err := c.Do(stun.Binding, nil)
	if err != nil {
		return "", err
	}
	mapped, ok := m.Address(stun.XORMappedAddress)
	if !ok {
		return "", stun.ErrMalformed
	}
	return "we are seen as " + mapped.String(), nil
}

// errPrivateRelay means that browsers are told an address that only this network knows.
var errPrivateRelay = errors.New("the relayed address is not public")

func (t target) relay(ctx context.Context) (string, error) {
	c, done, err := t.dial(ctx, turn.Customer)
	if err != nil {
		return "", err
	}
	defer done()
	a, err := c.Allocate(nil)
	if err != nil {
		return "", err
	}
	public := (turn.PeerPolicy{}).Check(t.addr) == nil
	if public && (turn.PeerPolicy{}).Check(a.Relay.Addr()) != nil {
		return "", fmt.Errorf("%w: %s", errPrivateRelay, a.Relay)
	}
	return "relayed as " + a.Relay.String(), c.Refresh(0)
}

// bothWays sends from relay to relay and back, as two browsers do that both need one.
func (t target) bothWays(ctx context.Context) (string, error) {
	a, doneA, err := t.dial(ctx, turn.Customer)
	if err != nil {
		return "", err
	}
	defer doneA()
	b, doneB, err := t.dial(ctx, turn.Agent)
	if err != nil {
		return "", err
	}
	defer doneB()
	relayA, err := a.Allocate(nil)
	if err != nil {
		return "", err
	}
	relayB, err := b.Allocate(nil)
	if err != nil {
		return "", err
	}
	if err := errors.Join(a.Permit(relayB.Relay), b.Permit(relayA.Relay)); err != nil {
		return "", err
	}
	begun := time.Now()
	if err := errors.Join(pass(a, b, relayB.Relay, "there"), pass(b, a, relayA.Relay, "and back")); err != nil {
		return "", err
	}
	took := time.Since(begun)
	return fmt.Sprintf("there and back in %v", took.Round(10*time.Microsecond)), errors.Join(a.Refresh(0), b.Refresh(0))
}

// pass sends a payload until it arrives: UDP may lose it.
func pass(from, to *turnclient.Client, relay netip.AddrPort, payload string) error {
	for range 5 {
		if err := from.SendTo(relay, []byte(payload)); err != nil {
			return err
		}
		raw, err := to.Receive(500 * time.Millisecond)
		if errors.Is(err, turnclient.ErrNoAnswer) {
			continue
		}
		if err != nil {
			return err
		}
		var m stun.Message
		if m.Parse(raw) == nil {
			if v, _ := m.Get(stun.DataValue); string(v) == payload {
				return nil
			}
		}
	}
	return errNotRelayed
}

var (
	errNotRelayed = errors.New("packets do not pass from relay to relay")
	errWayIn      = errors.New("the relay lets clients reach 169.254.169.254")
)

// noWayIn asks for a permission that must not be given.
func (t target) noWayIn(ctx context.Context) (string, error) {
	c, done, err := t.dial(ctx, turn.Customer)
	if err != nil {
		return "", err
	}
	defer done()
	if _, err := c.Allocate(nil); err != nil {
		return "", err
	}
	err = c.Permit(netip.MustParseAddrPort("169.254.169.254:80"))
	var refused *turnclient.Refused
	switch {
	case err == nil:
		return "", errWayIn
	case errors.As(err, &refused) && (refused.Code == stun.Forbidden || refused.Code == stun.PeerFamilyMismatch):
		return "private addresses are refused", c.Refresh(0)
	default:
		return "", err
	}
}
