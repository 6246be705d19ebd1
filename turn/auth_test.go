package turn

import (
	"encoding/base64"
	"net/netip"
	"sync/atomic"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// movable is a clock that a test moves.
type movable struct{ offset atomic.Int64 }

func (m *movable) now() time.Time      { return time.Now().Add(time.Duration(m.offset.Load())) }
func (m *movable) add(d time.Duration) { m.offset.Add(int64(d)) }

// O2: credentials that are old, of the future, tampered with or of another server make no allocation.
func TestOnlyFreshCredentialsOfOursAllocate(t *testing.T) {
	s := start(t, func(c *Config) { c.Limits.UnauthenticatedPerSecond = 1000 })
	now := time.Now()
	foreign, err := NewIssuer(append(testSecret()[1:], 2))
	if err != nil {
		t.Fatal(err)
	}
	good := s.Credentials("session", Agent, now)
	longer := good
	longer.Username = "9" + good.Username[1:]
	flipped := good
	flipped.Password = "A" + good.Password[1:]
	if good.Password[0] == 'A' {
		flipped.Password = "B" + good.Password[1:]
	}
	for name, c := range map[string]Credentials{
		"expired":            s.Credentials("session", Agent, now.Add(-CredentialLifetime-2*time.Second)),
		"of the future":      s.Credentials("session", Agent, now.Add(time.Hour)),
		"prolonged by hand":  longer,
		"password tampered":  flipped,
		"of another secret":  foreign.Credentials("session", Agent, now),
		"of nobody":          {Username: "nobody", Password: good.Password},
		"an empty user name": {Username: "", Password: good.Password},
	} {
		if _, err := connect(t, s, UDP, c).Allocate(nil); code(err) != stun.Unauthorized {
			t.Errorf("%s: %v, want 401", name, err)
		}
	}
	if _, err := connect(t, s, UDP, good).Allocate(nil); err != nil {
		t.Errorf("fresh: %v", err)
	}
}

// O2: a live relay outlives the credential that made it.
func TestAllocationOutlivesItsCredential(t *testing.T) {
	var clock movable
	s := start(t, func(c *Config) { c.Now = clock.now })
	c := connect(t, s, UDP, s.Credentials("session", Agent, clock.now()))
	if _, err := c.Allocate(nil); err != nil {
		t.Fatal(err)
	}
	clock.add(CredentialLifetime + time.Hour) // the nonce has aged, too: 438, and the client asks again
	if err := c.Refresh(time.Hour); err != nil {
		t.Errorf("refresh: %v", err)
	}
	if err := c.Permit(netip.MustParseAddrPort("127.0.0.1:9")); err != nil {
		t.Errorf("permission: %v", err)
	}
	if err := c.Refresh(0); err != nil {
		t.Errorf("delete: %v", err)
	}
	if _, err := c.Allocate(nil); code(err) != stun.Unauthorized {
		t.Errorf("a new allocation with the aged credential: %v, want 401", err)
	}
}

// O2: neither the other side nor another session can touch an allocation, even from the same address.
func TestAllocationBelongsToItsUser(t *testing.T) {
	s := start(t, nil)
	owner := s.Credentials("session", Agent, time.Now())
	c := connect(t, s, UDP, owner)
	if _, err := c.Allocate(nil); err != nil {
		t.Fatal(err)
	}
	for name, other := range map[string]Credentials{
		"other side":    s.Credentials("session", Customer, time.Now()),
		"other session": s.Credentials("another", Agent, time.Now()),
	} {
		c.Username, c.Password = other.Username, other.Password
		peer := netip.MustParseAddrPort("127.0.0.1:9")
		for what, err := range map[string]error{"Refresh": c.Refresh(0), "CreatePermission": c.Permit(peer), "ChannelBind": c.Bind(0x4000, peer)} {
			if code(err) != stun.WrongCredentials {
				t.Errorf("%s, %s: %v, want 441", name, what, err)
			}
		}
	}
	c.Username, c.Password = owner.Username, owner.Password
	if err := c.Refresh(time.Hour); err != nil {
		t.Errorf("the owner: %v", err)
	}
}

// RFC 8489 §16.1.2: a nonce is good for one client and for minutes.
func TestNonceIsBoundAndShortLived(t *testing.T) {
	n, err := newNonces(15 * time.Minute)
	if err != nil {
		t.Fatal(err)
	}
	now, client := time.Now(), netip.MustParseAddrPort("192.0.2.1:1000")
	nonce := n.make(client, now)
	forged := nonce
	forged[0] ^= 1
	for name, c := range map[string]struct {
		nonce  []byte
		client string
		after  time.Duration
		want   bool
	}{
		"fresh":        {nonce[:], "192.0.2.1:1000", 0, true},
		"aged":         {nonce[:], "192.0.2.1:1000", 14 * time.Minute, true},
		"expired":      {nonce[:], "192.0.2.1:1000", 16 * time.Minute, false},
		"another port": {nonce[:], "192.0.2.1:1001", 0, false},
		"another host": {nonce[:], "192.0.2.2:1000", 0, false},
		"forged":       {forged[:], "192.0.2.1:1000", 0, false},
		"cut":          {nonce[:21], "192.0.2.1:1000", 0, false},
		"no base64":    {[]byte("~~~~~~~~~~~~~~~~~~~~~~"), "192.0.2.1:1000", 0, false},
	} {
		if got := n.valid(c.nonce, netip.MustParseAddrPort(c.client), now.Add(c.after)); got != c.want {
			t.Errorf("%s: %v, want %v", name, got, c.want)
		}
	}
	if _, err := base64.RawURLEncoding.DecodeString(string(nonce[:])); err != nil {
		t.Error(err)
	}
}

// O2: when a session ends, its relays stop within five seconds, over every transport, and stay stopped.
func TestEndOfSessionStopsPackets(t *testing.T) {
	s := start(t, withTLS(t))
	peer := listenPeer(t)
	at := addrPort(peer.LocalAddr())
	var clients []*turnclient.Client
	for _, transport := range []Transport{UDP, TCP, TLS} {
		c, _ := relayed(t, s, transport, Customer)
		if err := c.Bind(0x4000, at); err != nil {
			t.Fatal(err)
		}
		clients = append(clients, c)
	}
	before := time.Now()
	s.EndSession("session")
	for _, c := range clients {
		if err := c.SendOn(0x4000, []byte("late")); err != nil {
			t.Fatal(err)
		}
	}
	waitFor(t, "the allocations to end", func() bool { return s.Allocations() == 0 })
	if gone := time.Since(before); gone > 5*time.Second {
		t.Errorf("took %v", gone)
	}
	for _, c := range clients {
		if _, err := c.Allocate(nil); code(err) != stun.Unauthorized {
			t.Errorf("a new allocation: %v, want 401", err)
		}
	}
	if err := peer.SetReadDeadline(time.Now()); err != nil {
		t.Fatal(err)
	}
	if n, err := peer.Read(make([]byte, 10)); err == nil {
		t.Errorf("%d bytes arrived after the end", n)
	}
}
