package turn

import (
	"crypto/rand"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"time"

	pion "github.com/pion/turn/v5"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// control drives pion's control plane for one listener: allocations, permissions, channels and all their timers. The
// front has judged and authenticated every request before; control writes a fresh one with what is left of it, under
// a key that only we know, and waits for the answer. So pion never sees a byte that a client wrote, and a client never
// one of pion's.
//
//	front ── do(request) ──▶ pipe.ReadFrom ──▶ pion ──▶ generator: our relay port
//	      ◀── answer ──────── pipe.WriteTo ◀──┘  └────▶ events: permissions and channels, into the allocation
//
// pion reads one packet at a time and answers before it reads the next. The next ReadFrom therefore means that there
// will be no answer, and do never has to guess by time.
type control struct {
	server   *Server
	listener *listener
	pipe     *pipe
	pion     *pion.Server
	key      []byte

	mu      sync.Mutex  // held for a whole request: what was checked stays true until it has been done
	nonce   []byte      // pion's, from its last 401 or 438
	current *allocation // the one that generator is to serve
	serial  uint64      // of the last allocation, for its tag
	buf     []byte
}

// request is what is left of a client's request.
type request struct {
	method   stun.Method
	from     netip.AddrPort
	user     string
	lifetime time.Duration
	family   byte
	peers    []netip.AddrPort
	channel  uint16
}

// errNoAnswer means that pion kept silent where RFC 8656 wants an answer.
var errNoAnswer = errors.New("turn: control plane gave no answer")

func newControl(s *Server, l *listener) (*control, error) {
	c := &control{server: s, listener: l, key: make([]byte, 16), buf: make([]byte, 0, 2048)}
	if _, err := rand.Read(c.key); err != nil {
		return nil, err
	}
	c.pipe = newPipe(net.UDPAddrFromAddrPort(l.addr))
	life := s.cfg.lifetimes
	var err error
	c.pion, err = pion.NewServer(pion.ServerConfig{
		Realm: s.cfg.Realm, LoggerFactory: quiet{}, InboundMTU: 2048,
		PacketConnConfigs: []pion.PacketConnConfig{{PacketConn: c.pipe, RelayAddressGenerator: generator{c}, PermissionHandler: c.mayPermit}},
		AuthHandler:       func(a *pion.RequestAttributes) (string, []byte, bool) { return a.Username, c.key, true },
		EventHandler:      c.events(), AllocationLifetime: life.allocation, PermissionTimeout: life.permission, ChannelBindTimeout: life.channel,
	})
	if err != nil {
		return nil, fmt.Errorf("turn: start control plane: %w", err)
	}
	return c, nil
}

// tag makes the address by which pion is to know an allocation. Each has one of its own, never used again: when pion's
// reader of a deleted allocation ends, it deletes whatever has the same addresses by then, which with the client's own
// address could be the client's next allocation.
func (c *control) tag() netip.AddrPort {
	c.serial++
	ip := [16]byte{0: 0xfd}
	binary.BigEndian.PutUint64(ip[8:], c.serial)
	return netip.AddrPortFrom(netip.AddrFrom16(ip), 1)
}

// do has pion carry out a request. The caller holds mu. The answer is valid until the next do.
func (c *control) do(r request) (stun.Message, error) {
	var m stun.Message
	for range 2 { // the nonce may have aged
		raw, err := c.pipe.roundTrip(c.write(r), net.UDPAddrFromAddrPort(r.from))
		if err != nil {
			return m, err
		}
		if err := m.Parse(raw); err != nil {
			return m, fmt.Errorf("turn: read control plane's answer: %w", err)
		}
		if code := m.Code(); code != stun.Unauthorized && code != stun.StaleNonce {
			return m, nil
		}
		nonce, _ := m.Get(stun.Nonce)
		c.nonce = append(c.nonce[:0], nonce...)
	}
	return m, errNoAnswer
}

func (c *control) write(r request) []byte {
	b := stun.Build(c.buf, r.method, stun.Request, stun.TransactionID{})
	switch r.method {
	case stun.Allocate:
		b.Add(stun.RequestedTransport, []byte{stun.ProtocolUDP, 0, 0, 0})
		b.Add(stun.RequestedAddressFamily, []byte{r.family, 0, 0, 0})
		b.AddUint32(stun.Lifetime, seconds(r.lifetime))
	case stun.Refresh:
		b.AddUint32(stun.Lifetime, seconds(r.lifetime))
	case stun.ChannelBind:
		b.AddUint32(stun.ChannelNumber, uint32(r.channel)<<16)
	}
	for _, p := range r.peers {
		b.AddAddress(stun.XORPeerAddress, p)
	}
	if len(c.nonce) > 0 {
		b.AddString(stun.Username, r.user)
		b.AddString(stun.Realm, c.server.cfg.Realm)
		b.Add(stun.Nonce, c.nonce)
		b.AddIntegrity(stun.IntegritySHA1, c.key)
	}
	return b.Bytes()
}

func seconds(d time.Duration) uint32 { return uint32(d / time.Second) }

// mayPermit is the last of the places that ask the rules; the front has asked already.
func (c *control) mayPermit(_ net.Addr, ip net.IP) bool {
	a, ok := netip.AddrFromSlice(ip)
	v, _ := c.server.rules.Load().check(a)
	return ok && v != peerDenied
}

// events copies what pion grants and withdraws into the allocations that the data plane reads.
func (c *control) events() pion.EventHandler {
	find := func(relay net.Addr) (*allocation, bool) {
		a := c.server.table.at(addrPort(relay))
		return a, a != nil
	}
	return pion.EventHandler{
		OnPermissionCreated: func(_, _ net.Addr, _, _, _ string, relay net.Addr, peer net.IP) {
			if a, ok := find(relay); ok {
				ip, _ := netip.AddrFromSlice(peer)
				v, _ := c.server.rules.Load().check(ip)
				a.permit(ip.Unmap(), v)
			}
		},
		OnPermissionDeleted: func(_, _ net.Addr, _, _, _ string, relay net.Addr, peer net.IP) {
			if a, ok := find(relay); ok {
				ip, _ := netip.AddrFromSlice(peer)
				a.forbid(ip.Unmap())
			}
		},
		OnChannelCreated: func(_, _ net.Addr, _, _, _ string, relay, peer net.Addr, channel uint16) {
			if a, ok := find(relay); ok {
				a.bind(channel, addrPort(peer))
			}
		},
		OnChannelDeleted: func(_, _ net.Addr, _, _, _ string, relay, _ net.Addr, channel uint16) {
			if a, ok := find(relay); ok {
				a.unbind(channel)
			}
		},
	}
}

// close ends pion's loop, which closes every allocation that is left.
func (c *control) close() error { return c.pion.Close() }

// generator gives pion the relay port that the front has opened for the Allocate in hand.
type generator struct{ *control }

func (g generator) Validate() error { return nil }

func (g generator) AllocatePacketConn(pion.AllocateListenerConfig) (net.PacketConn, net.Addr, error) {
	a := g.current
	if a == nil {
		return nil, nil, errNoRelayPort
	}
	g.current = nil
	return &lifeline{a: a, server: g.server, closed: make(chan struct{})}, net.UDPAddrFromAddrPort(a.relay), nil
}

// Relays to TCP peers (RFC 6062) are not offered: no browser asks for them, and they would reach services.
func (g generator) AllocateListener(pion.AllocateListenerConfig) (net.Listener, net.Addr, error) {
	return nil, nil, errNoRelayPort
}

func (g generator) AllocateConn(pion.AllocateConnConfig) (net.Conn, error) {
	return nil, errNoRelayPort
}
