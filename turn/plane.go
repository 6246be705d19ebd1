package turn

import (
	"math/rand/v2"
	"net"
	"net/netip"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

const (
	// headroom is the space before every packet read, in which the header for its next hop is written.
	headroom = 64

	// maxPacket is the largest packet relayed, in bytes. WebRTC stays below 1,500; nothing on a path with Ethernet in it
	// is larger without fragments.
	maxPacket = 2048
)

// packet is a part of a read buffer. The headroom before start and three bytes after end may be overwritten.
type packet struct {
	buf        []byte
	start, end int
}

func (p packet) bytes() []byte { return p.buf[p.start:p.end] }

// client is one client: the 5-tuple, and the way back to it.
type client struct {
	listener *listener
	remote   netip.AddrPort
	udp      socket  // either
	stream   *stream // or
}

// send sends a message or ChannelData at once. Like UDP it may lose it.
func (c client) send(frame []byte) {
	if c.stream != nil {
		c.stream.send(frame)
		return
	}
	c.udp.send(frame, c.remote)
}

// socket sends datagrams.
type socket interface {
	send(b []byte, to netip.AddrPort)
}

// relayPort is an allocation's socket.
type relayPort interface {
	socket
	close() error
}

// engine is a way of reading and writing datagrams. What may pass is decided here, the same for every engine.
type engine interface {
	// listen reads a listener's socket from now on, and owns it.
	listen(l *listener, conn *net.UDPConn) error
	// bind opens a relay socket.
	bind(at netip.AddrPort) (relayPort, error)
	// attach reads a relay socket of bind's for an allocation from now on. It closes it if it fails.
	attach(port relayPort, a *allocation) error
	// close stops reading the listeners and waits.
	close() error
}

// outbox takes what is to be sent. The bytes are valid until the engine's next read.
type outbox interface {
	toPeer(a *allocation, payload []byte, peer netip.AddrPort)
	toClient(c client, frame []byte)
}

// direct sends at once.
type direct struct{}

func (direct) toPeer(a *allocation, payload []byte, peer netip.AddrPort) { a.port.send(payload, peer) }
func (direct) toClient(c client, frame []byte)                           { c.send(frame) }

// fromClient takes one datagram or frame of a client's. Packets of allocations are relayed here and now; everything
// else is a stranger's until it has shown who it is.
func (s *Server) fromClient(c client, p packet, out outbox) {
	b := p.bytes()
	switch {
	case len(b) < stun.ChannelHeaderSize:
		s.metrics.dropped(dropMalformed)
	case b[0]>>6 == 1:
		s.channelData(c, p, out)
	case b[0] == 0 && b[1] == 0x16: // Send indication
		s.sendIndication(c, p, out)
	case b[0] == 0 && b[1] == 0x01 || c.stream != nil: // Binding costs next to nothing; a stream has a goroutine of its own
		s.fromStranger(c, b)
	default:
		c.listener.later(s, c, b)
	}
}

// channelData relays ChannelData (RFC 8656 §12.6).
func (s *Server) channelData(c client, p packet, out outbox) {
	channel, payload, ok := stun.ParseChannelData(p.bytes())
	if !ok {
		s.metrics.dropped(dropMalformed)
		return
	}
	a := s.table.of(c)
	if a == nil {
		s.metrics.dropped(dropNoAllocation)
		return
	}
	peers := a.peers.Load()
	peer, ok := peers.channels[channel]
	if b := a.sibling.Load(); !ok && b != nil { // the other family's
		a, peers = b, b.peers.Load()
		peer, ok = peers.channels[channel]
	}
	if !ok {
		s.metrics.dropped(dropNoChannel)
		return
	}
	p.start += stun.ChannelHeaderSize
	p.end = p.start + len(payload)
	s.toPeer(a, peers, peer, p, out)
}

// sendIndication relays a Send indication (RFC 8656 §11.2). There are no answers to indications, whatever is wrong.
func (s *Server) sendIndication(c client, p packet, out outbox) {
	var m stun.Message
	if m.Parse(p.bytes()) != nil || hasUnknown(&m) {
		s.metrics.dropped(dropMalformed)
		return
	}
	peer, ok1 := m.Address(stun.XORPeerAddress)
	start, end, ok2 := m.Find(stun.DataValue)
	if !ok1 || !ok2 || peer.Port() == 0 {
		s.metrics.dropped(dropMalformed)
		return
	}
	a := s.table.of(c)
	if a == nil {
		s.metrics.dropped(dropNoAllocation)
		return
	}
	if a = a.of(peer.Addr().Is4()); a == nil {
		s.metrics.dropped(dropNoPermission)
		return
	}
	p.start, p.end = p.start+start, p.start+end
	s.toPeer(a, a.peers.Load(), peer, p, out)
}

// hasUnknown finds attributes for which RFC 8489 §6.3.2 has an indication discarded.
func hasUnknown(m *stun.Message) bool {
	for a := range m.All() {
		if a.Required() && !understood(a) {
			return true
		}
	}
	return false
}

// toPeer sends a client's payload on to a peer: to another allocation in memory (the hairpin) or out of the relay port.
func (s *Server) toPeer(a *allocation, peers *peers, peer netip.AddrPort, p packet, out outbox) {
	v := peers.permissions[peer.Addr()]
	if v == peerDenied {
		s.metrics.dropped(dropNoPermission)
		return
	}
	size := p.end - p.start
	if a.rate != nil && !a.rate.allow(size, time.Now()) {
		s.metrics.dropped(dropRate)
		return
	}
	if b := s.table.at(peer); b != nil {
		s.hairpin(a, b, p, out)
		return
	}
	if v != peerAllowed {
		s.metrics.dropped(dropNoAllocation)
		return
	}
	s.metrics.relayed(toPeers, size)
	out.toPeer(a, p.bytes(), peer)
}

// hairpin hands a packet from allocation to allocation, as if it had left one relay port and arrived at the other:
// the receiver must have permitted the sender's relayed address. No relay port need be reachable from anywhere.
func (s *Server) hairpin(from, to *allocation, p packet, out outbox) {
	peers := to.peers.Load()
	if peers.permissions[from.relay.Addr()] == peerDenied {
		s.metrics.dropped(dropNoPermission)
		return
	}
	s.metrics.relayed(betweenRelays, p.end-p.start)
	s.deliver(to, peers, from.relay, p, out)
}

// fromPeer takes a datagram that arrived at a relay port (RFC 8656 §11.3). Packets from our own relay addresses come in
// memory, so one that arrives at a socket is from something else on this machine.
func (s *Server) fromPeer(a *allocation, peer netip.AddrPort, p packet, out outbox) {
	peers := a.peers.Load()
	if peers.permissions[peer.Addr()] != peerAllowed {
		s.metrics.dropped(dropNoPermission)
		return
	}
	s.metrics.relayed(toClients, p.end-p.start)
	s.deliver(a, peers, peer, p, out)
}

// deliver writes the header that the client expects before the payload and sends both.
func (s *Server) deliver(a *allocation, peers *peers, from netip.AddrPort, p packet, out outbox) {
	if a.rate != nil && !a.rate.allow(p.end-p.start, time.Now()) {
		s.metrics.dropped(dropRate)
		return
	}
	if channel, ok := peers.numbers[from]; ok {
		stun.PutChannelHeader(p.buf[p.start-stun.ChannelHeaderSize:], channel, p.end-p.start)
		p.start -= stun.ChannelHeaderSize
	} else {
		p.start, p.end = stun.PutDataIndication(p.buf, p.start, p.end, from, randomID())
	}
	if a.client.stream != nil { // padding is optional over UDP only (RFC 8656 §12.5)
		for (p.end-p.start)%4 != 0 {
			p.buf[p.end] = 0
			p.end++
		}
	}
	out.toClient(a.client, p.bytes())
}

// randomID marks indications, which nobody answers: it need not be unguessable.
func randomID() (id stun.TransactionID) {
	for i, v := 0, rand.Uint64(); i < 8; i, v = i+1, v>>8 { //nolint:gosec // see above
		id[i] = byte(v)
	}
	return id
}

// since is how long the server has run, by the monotonic clock.
func (s *Server) since() time.Duration { return time.Since(s.started) }
