package turn

import (
	"net"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// shortLived makes permissions and channels expire while a test looks on.
func shortLived(permission, channel time.Duration) func(*Config) {
	return func(c *Config) {
		c.lifetimes = defaultLifetimes()
		c.lifetimes.permission, c.lifetimes.channel = permission, channel
	}
}

// O2: an expired permission passes no packet in either direction, not even on a channel that is still bound.
func TestExpiredPermissionPassesNothing(t *testing.T) {
	s := start(t, shortLived(300*time.Millisecond, time.Minute))
	peer := listenPeer(t)
	c, relay := relayed(t, s, UDP, Customer)
	if err := c.Bind(0x4000, addrPort(peer.LocalAddr())); err != nil {
		t.Fatal(err)
	}
	a := s.table.at(relay)
	if err := c.SendOn(0x4000, []byte("alive")); err != nil {
		t.Fatal(err)
	}
	receive(t, peer, "alive")
	waitFor(t, "the permission to expire", func() bool { return len(a.peers.Load().permissions) == 0 })
	if err := c.SendOn(0x4000, []byte("expired")); err != nil {
		t.Fatal(err)
	}
	if _, err := peer.WriteToUDPAddrPort([]byte("expired"), relay); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "both packets to be dropped", func() bool { return dropped(t, s, dropNoPermission) == 2 })
	if err := c.Permit(addrPort(peer.LocalAddr())); err != nil {
		t.Fatal(err)
	}
	if err := c.SendOn(0x4000, []byte("again")); err != nil {
		t.Fatal(err)
	}
	receive(t, peer, "again")
}

// O2: an expired channel carries nothing, while the permission lets Send through.
func TestExpiredChannelCarriesNothing(t *testing.T) {
	s := start(t, shortLived(time.Minute, 300*time.Millisecond))
	peer := listenPeer(t)
	at := addrPort(peer.LocalAddr())
	c, relay := relayed(t, s, UDP, Customer)
	if err := c.Bind(0x4000, at); err != nil {
		t.Fatal(err)
	}
	a := s.table.at(relay)
	waitFor(t, "the channel to expire", func() bool { return len(a.peers.Load().channels) == 0 })
	if err := c.SendOn(0x4000, []byte("expired")); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the packet to be dropped", func() bool { return dropped(t, s, dropNoChannel) == 1 })
	if err := c.SendTo(at, []byte("sent")); err != nil {
		t.Fatal(err)
	}
	receive(t, peer, "sent")
	if _, err := peer.WriteToUDPAddrPort([]byte("back"), relay); err != nil {
		t.Fatal(err)
	}
	expectIndication(t, c, at, []byte("back"))
}

// O2: refreshing keeps permissions alive beyond their first lifetime.
func TestRefreshedPermissionLives(t *testing.T) {
	s := start(t, shortLived(400*time.Millisecond, time.Minute))
	peer := listenPeer(t)
	at := addrPort(peer.LocalAddr())
	c, _ := relayed(t, s, UDP, Customer)
	begun := time.Now()
	for time.Since(begun) < time.Second {
		if err := c.Permit(at); err != nil {
			t.Fatal(err)
		}
		if err := c.SendTo(at, []byte("alive")); err != nil {
			t.Fatal(err)
		}
		receive(t, peer, "alive")
	}
	if n := dropped(t, s, dropNoPermission); n != 0 {
		t.Errorf("%d packets dropped", n)
	}
}

// O2: a deleted allocation passes nothing, and its port is free again.
func TestDeletedAllocationPassesNothing(t *testing.T) {
	s := start(t, nil)
	peer := listenPeer(t)
	at := addrPort(peer.LocalAddr())
	c, relay := relayed(t, s, UDP, Customer)
	if err := c.Bind(0x4000, at); err != nil {
		t.Fatal(err)
	}
	if err := c.Refresh(0); err != nil {
		t.Fatal(err)
	}
	if err := c.SendOn(0x4000, []byte("x")); err != nil {
		t.Fatal(err)
	}
	waitFor(t, "the packet to be dropped", func() bool { return dropped(t, s, dropNoAllocation) == 1 })
	again, err := net.ListenUDP("udp4", net.UDPAddrFromAddrPort(relay))
	if err != nil {
		t.Fatalf("the relay port is still taken: %v", err)
	}
	_ = again.Close()
	if _, err := c.Allocate(nil); err != nil {
		t.Errorf("a new allocation on the same 5-tuple: %v", err)
	}
}

// A client that gives its allocation back and makes a new one from the same port keeps the new one, however quickly it
// does so.
func TestNextAllocationOfAClientStays(t *testing.T) {
	s := start(t, nil)
	c := connect(t, s, UDP, s.Credentials("session", Customer, time.Now()))
	for i := range 1000 {
		if _, err := c.Allocate(nil); err != nil {
			t.Fatalf("allocation %d: %v", i, err)
		}
		if err := c.Permit(addrPort(c.LocalAddr())); err != nil {
			t.Fatalf("permission of allocation %d: %v", i, err)
		}
		if err := c.Refresh(0); err != nil {
			t.Fatalf("end of allocation %d: %v", i, err)
		}
	}
}

// RFC 8656 §7.2: a client that lost the answer to its Allocate gets it again.
func TestRepeatedAllocateGetsTheSameAnswer(t *testing.T) {
	s := start(t, nil)
	c := connect(t, s, UDP, s.Credentials("session", Customer, time.Now()))
	if err := c.Refresh(0); code(err) != stun.AllocationMismatch {
		t.Fatal(err)
	}
	request := c.Build(stun.Allocate, stun.TransactionID{5}, transport(stun.ProtocolUDP))
	var answers []string
	for range 2 {
		if err := c.Send(request); err != nil {
			t.Fatal(err)
		}
		raw, err := c.Receive(5 * time.Second)
		if err != nil {
			t.Fatal(err)
		}
		answers = append(answers, string(raw))
	}
	if answers[0] != answers[1] || s.Allocations() != 1 {
		t.Errorf("%d allocations, answers\n%x\n%x", s.Allocations(), answers[0], answers[1])
	}
}

// O2: the upper port of a pair goes to whoever shows the token, once, and to nobody of another session.
func TestReservedPortGoesToItsOwner(t *testing.T) {
	s := start(t, nil)
	c := connect(t, s, UDP, s.Credentials("session", Customer, time.Now()))
	m, err := c.Do(stun.Allocate, udpAnd(attr(stun.EvenPort, 0x80)))
	if err != nil {
		t.Fatal(err)
	}
	lower, _ := m.Address(stun.XORRelayedAddress)
	token, _ := m.Get(stun.ReservationToken)
	take := func(session string) (uint16, error) {
		a, err := connect(t, s, UDP, s.Credentials(session, Customer, time.Now())).Allocate(attr(stun.ReservationToken, token...))
		return a.Relay.Port(), err
	}
	if _, err := take("another"); code(err) != stun.InsufficientCapacity {
		t.Errorf("another session's token: %v", err)
	}
	if port, err := take("session"); err != nil || port != lower.Port()+1 {
		t.Errorf("port %d, %v; want %d", port, err, lower.Port()+1)
	}
	if _, err := take("session"); code(err) != stun.InsufficientCapacity {
		t.Errorf("the token was good for a second time: %v", err)
	}
}

func receive(t testing.TB, c *net.UDPConn, want string) {
	t.Helper()
	buf := make([]byte, 4096)
	if err := c.SetReadDeadline(time.Now().Add(5 * time.Second)); err != nil {
		t.Fatal(err)
	}
	n, err := c.Read(buf)
	if err != nil || string(buf[:n]) != want {
		t.Fatalf("got %d bytes (%.20q), %v; want %d (%.20q)", n, buf[:n], err, len(want), want)
	}
}
