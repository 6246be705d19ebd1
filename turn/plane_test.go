package turn

import (
	"net/netip"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// sink is an outbox and a way back that count and forget.
type sink struct{ packets int }

func (s *sink) toPeer(*allocation, []byte, netip.AddrPort) { s.packets++ }
func (s *sink) toClient(client, []byte)                    { s.packets++ }

// path is one way through the data plane: what is fed in, again and again.
type path struct {
	name string
	feed func(out outbox)
}

// paths sets up a server with two relays and a peer, and lists every way a packet can take.
func paths(t testing.TB) []path {
	s := start(t, nil)
	a, relayA := relayed(t, s, UDP, Customer)
	b, relayB := relayed(t, s, UDP, Agent)
	peer := netip.MustParseAddrPort("127.0.0.9:9")
	plain := netip.MustParseAddrPort("127.0.0.8:9")
	for _, err := range []error{a.Bind(0x4000, peer), a.Permit(plain), a.Bind(0x4001, relayB), b.Bind(0x4001, relayA)} {
		if err != nil {
			t.Fatal(err)
		}
	}
	owner := s.table.at(relayA)
	buf := make([]byte, headroom+maxPacket+4)
	message := func(raw []byte) packet {
		return packet{buf, headroom, headroom + copy(buf[headroom:], raw)}
	}
	channel := func(n uint16) []byte {
		raw := make([]byte, stun.ChannelHeaderSize+1000)
		stun.PutChannelHeader(raw, n, 1000)
		return raw
	}
	indication := raw(stun.Send, stun.Indication, both(peerAt(peer.String()), func(b *stun.Builder) { b.Add(stun.DataValue, make([]byte, 1000)) }))(nil)
	toPeer, toRelay := channel(0x4000), channel(0x4001)
	return []path{
		{"channel to peer", func(out outbox) { s.fromClient(owner.client, message(toPeer), out) }},
		{"indication to peer", func(out outbox) { s.fromClient(owner.client, message(indication), out) }},
		{"peer to channel", func(out outbox) { s.fromPeer(owner, peer, packet{buf, headroom, headroom + 1000}, out) }},
		{"peer to indication", func(out outbox) { s.fromPeer(owner, plain, packet{buf, headroom, headroom + 1000}, out) }},
		{"relay to relay", func(out outbox) { s.fromClient(owner.client, message(toRelay), out) }},
	}
}

// A packet of an allocation costs no memory, whichever way it takes.
func TestPacketsAllocateNothing(t *testing.T) {
	for _, p := range paths(t) {
		var out sink
		const runs = 100
		if n := testing.AllocsPerRun(runs, func() { p.feed(&out) }); n != 0 {
			t.Errorf("%s: %v allocations a packet", p.name, n)
		}
		if out.packets != runs+1 {
			t.Errorf("%s: %d packets of %d passed", p.name, out.packets, runs+1)
		}
	}
}

func BenchmarkPlane(b *testing.B) {
	for _, p := range paths(b) {
		b.Run(p.name, func(b *testing.B) {
			b.ReportAllocs()
			b.SetBytes(1000)
			var out sink
			for b.Loop() {
				p.feed(&out)
			}
		})
	}
}

func BenchmarkAllocate(b *testing.B) {
	s := start(b, func(c *Config) {
		c.Limits.UnauthenticatedPerSecond, c.Limits.AllocationsPerUser, c.Limits.AllocationsPerSession = 1<<20, 1<<20, 1<<20
	})
	c := connect(b, s, UDP, s.Credentials("bench", Agent, time.Now()))
	for b.Loop() {
		if _, err := c.Allocate(nil); err != nil {
			b.Fatal(err)
		}
		if err := c.Refresh(0); err != nil {
			b.Fatal(err)
		}
	}
}
