package turn

import (
	"bytes"
	"net"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// recorder is a client's way back, and an outbox, that keep what is sent.
type recorder struct {
	answers [][]byte
	peers   []netip.AddrPort
	frames  [][]byte
}

func (r *recorder) send(b []byte, _ netip.AddrPort) { r.answers = append(r.answers, bytes.Clone(b)) }

func (r *recorder) toPeer(_ *allocation, _ []byte, peer netip.AddrPort) {
	r.peers = append(r.peers, peer)
}

func (r *recorder) toClient(_ client, frame []byte) { r.frames = append(r.frames, bytes.Clone(frame)) }

// fuzzed is a server with one allocation that has one permission and one channel, for one peer.
type fuzzed struct {
	server *Server
	owner  client // of the allocation
	peer   netip.AddrPort
}

func newFuzzed(f *testing.F) fuzzed {
	s := start(f, func(c *Config) { c.Limits.UnauthenticatedPerSecond = 1 << 20 })
	c, relay := relayed(f, s, UDP, Agent)
	peer := netip.MustParseAddrPort("127.0.0.9:9")
	if err := c.Bind(0x4000, peer); err != nil {
		f.Fatal(err)
	}
	return fuzzed{s, s.table.at(relay).client, peer}
}

// seeds are messages of every kind, signed ones among them.
func seeds(f *testing.F, s *Server) {
	c := turnclient.New(&net.UDPConn{}, false)
	good := s.Credentials("session", Agent, time.Now())
	c.Username, c.Password, c.Realm = good.Username, good.Password, "example.org"
	udp := transport(stun.ProtocolUDP)
	for _, rows := range [][]row{bindingRows(), authRows()[:9], allocateRows()[:3]} {
		for _, r := range rows {
			f.Add(r.message(c))
		}
	}
	f.Add(c.Build(stun.Allocate, stun.TransactionID{1}, udp))
	f.Add(raw(stun.Send, stun.Indication, both(peerAt("127.0.0.9:9"), attr(stun.DataValue, 1, 2, 3)))(c))
	f.Add(raw(stun.Send, stun.Indication, both(peerAt("127.0.0.1:9"), attr(stun.DataValue, 1)))(c))
	f.Add([]byte{0x40, 0, 0, 3, 1, 2, 3, 0})
	f.Add([]byte{0x40, 1, 0, 3, 1, 2, 3})
	f.Add([]byte("GET / HTTP/1.1\r\n\r\n"))
}

// FuzzFront: no datagram of a stranger gets more than an error or its own address, and every answer is well-formed.
func FuzzFront(f *testing.F) {
	z := newFuzzed(f)
	seeds(f, z.server)
	f.Fuzz(func(t *testing.T, raw []byte) {
		var r recorder
		c := client{listener: z.owner.listener, remote: netip.MustParseAddrPort("192.0.2.1:1000"), udp: &r}
		z.server.fromStranger(c, bytes.Clone(raw))
		if len(r.answers) > 1 {
			t.Fatalf("%d answers", len(r.answers))
		}
		for _, a := range r.answers {
			var m, request stun.Message
			if err := m.Parse(a); err != nil || request.Parse(raw) != nil {
				t.Fatalf("%x answered with %x: %v", raw, a, err)
			}
			if m.TransactionID != request.TransactionID || m.Class == stun.Success && m.Method != stun.Binding {
				t.Fatalf("a stranger was answered with %x", a)
			}
		}
	})
}

// FuzzPlane: whatever the owner of an allocation sends, packets leave for the permitted peer only, and the bytes around
// a packet are left alone.
func FuzzPlane(f *testing.F) {
	z := newFuzzed(f)
	seeds(f, z.server)
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > maxPacket || len(raw) > 1 && raw[0] == 0 && raw[1] != 0x16 {
			return // requests are FuzzFront's
		}
		var r recorder
		buf := append(make([]byte, headroom), raw...)
		buf = append(buf, 0xee, 0xee, 0xee, 0xee)
		z.server.fromClient(z.owner, packet{buf, headroom, headroom + len(raw)}, &r)
		for _, p := range r.peers {
			if p.Addr() != z.peer.Addr() {
				t.Fatalf("%x left for %s", raw, p)
			}
		}
		if len(r.peers)+len(r.frames) > 1 || len(r.answers) > 0 || buf[len(buf)-1] != 0xee {
			t.Fatalf("%x: %d packets, %d frames, %d answers", raw, len(r.peers), len(r.frames), len(r.answers))
		}
	})
}

// FuzzFrames: a stream's bytes are cut into frames without loss, and what is left is shorter than a frame.
func FuzzFrames(f *testing.F) {
	z := newFuzzed(f)
	seeds(f, z.server)
	f.Add(bytes.Repeat([]byte{0x40, 0, 0, 3, 1, 2, 3, 0}, 9))
	f.Fuzz(func(t *testing.T, raw []byte) {
		if len(raw) > streamFrame {
			return
		}
		ours, theirs := net.Pipe()
		defer ours.Close()
		defer theirs.Close()
		c := client{listener: z.owner.listener, remote: netip.MustParseAddrPort("192.0.2.1:1000"), stream: newStream(ours)}
		buf := append(make([]byte, headroom), raw...)
		rest, ok := z.server.frames(c, packet{append(buf, 0, 0, 0, 0), headroom, headroom + len(raw)})
		if rest < headroom || rest > headroom+len(raw) || !ok && rest == headroom+len(raw) {
			t.Fatalf("%x: %d left, %v", raw, headroom+len(raw)-rest, ok)
		}
	})
}

// FuzzUsername: what is accepted is written the way we write it.
func FuzzUsername(f *testing.F) {
	i, _ := NewIssuer(testSecret())
	f.Add(i.Credentials("session", Customer, time.Now()).Username)
	f.Add("1:" + sessionDigest("x") + ":agent")
	f.Fuzz(func(t *testing.T, user string) {
		id, err := parseUsername(user)
		if err == nil && (id.user != user || !strings.HasSuffix(user, ":"+id.owner())) {
			t.Fatalf("%q became %+v", user, id)
		}
	})
}
