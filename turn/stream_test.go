package turn

import (
	"errors"
	"net"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// impatient shortens the deadlines of connections.
func impatient(c *Config) {
	c.lifetimes = defaultLifetimes()
	c.lifetimes.firstFrame, c.lifetimes.idleStranger, c.lifetimes.idleCheck = 100*time.Millisecond, 100*time.Millisecond, 50*time.Millisecond
}

// O2: connections that are silent, stop in the middle, drip or never finish their handshake are closed.
func TestStallingConnectionsAreClosed(t *testing.T) {
	s := start(t, func(c *Config) { withTLS(t)(c); impatient(c) })
	binding := stun.Build(nil, stun.Binding, stun.Request, stun.TransactionID{1})
	for name, c := range map[string]struct {
		transport Transport
		send      []byte
	}{
		"silent":                  {TCP, nil},
		"silent before handshake": {TLS, nil},
		"half a handshake":        {TLS, []byte{0x16, 3, 1, 2, 0, 1, 0, 1, 0xfc, 3, 3}},
		"half a message":          {TCP, binding.Bytes()[:12]},
		"one message, then none":  {TCP, binding.Bytes()},
		"half of ChannelData":     {TCP, []byte{0x40, 0, 4, 0, 1, 2, 3}},
		"HTTP":                    {TCP, []byte("GET / HTTP/1.1\r\nHost: example.org\r\n\r\n")},
		"a frame too long":        {TCP, []byte{0x40, 0, 0xff, 0xff}},
	} {
		t.Run(name, func(t *testing.T) {
			conn, err := net.Dial("tcp", s.endpoint(t, c.transport).String())
			if err != nil {
				t.Fatal(err)
			}
			defer conn.Close()
			if _, err := conn.Write(c.send); err != nil {
				t.Fatal(err)
			}
			expectClosed(t, conn)
		})
	}
}

// A message that comes byte by byte is read, as long as it comes in time; many in one write are read, too.
func TestFramesMayComeInAnyPieces(t *testing.T) {
	s := start(t, nil)
	conn, err := net.Dial("tcp", s.endpoint(t, TCP).String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	b := stun.Build(nil, stun.Binding, stun.Request, stun.TransactionID{1})
	for i := range b.Bytes() {
		if _, err := conn.Write(b.Bytes()[i : i+1]); err != nil {
			t.Fatal(err)
		}
	}
	var many []byte
	for range 200 {
		many = append(many, b.Bytes()...)
	}
	if _, err := conn.Write(many); err != nil {
		t.Fatal(err)
	}
	c := turnclient.New(conn, true)
	for i := range 201 {
		if _, err := c.Receive(5 * time.Second); err != nil {
			t.Fatalf("answer %d: %v", i, err)
		}
	}
}

// A silent connection with an allocation stays; it ends with the allocation's end. And closing the connection ends the
// allocation (RFC 8656 §3.1).
func TestConnectionAndAllocationEndTogether(t *testing.T) {
	s := start(t, impatient)
	c, relay := relayed(t, s, TCP, Agent)
	if _, err := c.Receive(300 * time.Millisecond); !errors.Is(err, turnclient.ErrNoAnswer) { // six idle checks
		t.Fatalf("while the allocation lives: %v", err)
	}
	s.EndSession("session")
	if _, err := c.Receive(5 * time.Second); err == nil || errors.Is(err, turnclient.ErrNoAnswer) {
		t.Errorf("after its end: %v, want a closed connection", err)
	}
	s2 := start(t, nil)
	c, relay = relayed(t, s2, TCP, Agent)
	_ = c.Close()
	waitFor(t, "the allocation to end", func() bool { return s2.table.at(relay) == nil })
}

// A client that does not read loses packets and, in the end, its connection; nobody else waits for it.
func TestSlowReaderHoldsUpNobody(t *testing.T) {
	s := start(t, nil)
	peer := listenPeer(t)
	at := addrPort(peer.LocalAddr())
	slow, relay := relayed(t, s, TCP, Customer)
	if err := slow.Bind(0x4000, at); err != nil {
		t.Fatal(err)
	}
	quick, quickRelay := relayed(t, s, TCP, Agent)
	if err := quick.Bind(0x4000, at); err != nil {
		t.Fatal(err)
	}
	payload := make([]byte, 1200)
	for range 20_000 { // 24 MB: more than the kernel's buffers and ours
		if _, err := peer.WriteToUDPAddrPort(payload, relay); err != nil {
			t.Fatal(err)
		}
	}
	if _, err := peer.WriteToUDPAddrPort([]byte("quick"), quickRelay); err != nil {
		t.Fatal(err)
	}
	expectChannelData(t, quick, 0x4000, []byte("quick"))
}
