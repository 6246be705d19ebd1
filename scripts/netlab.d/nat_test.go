package main

import (
	"net/netip"
	"testing"
	"time"
)

var (
	inside  = netip.MustParseAddr("10.1.0.2")
	outside = netip.MustParseAddr("203.0.113.1")
	noon    = time.Date(2026, 1, 1, 12, 0, 0, 0, time.UTC)
)

// sent puts a packet through and returns from where it seems to come, empty if it was dropped.
func sent(n *nat, protocol byte, from, to string, now time.Time) string {
	p, _ := parse(datagram(protocol, from, to, "x"))
	if !n.out(&p, now) {
		return ""
	}
	return p.from.String()
}

// received puts a packet through from the other side and returns where it arrives.
func received(n *nat, protocol byte, from, to string, now time.Time) string {
	p, _ := parse(datagram(protocol, from, to, "x"))
	if !n.in(&p, now) {
		return ""
	}
	return p.to.String()
}

func TestWhatEachKindLetsIn(t *testing.T) {
	const from, server = "10.1.0.2:5000", "198.51.100.11:443"
	for kind, want := range map[natKind]struct{ theSame, otherPort, otherAddress bool }{
		fullCone:       {true, true, true},
		restricted:     {true, true, false},
		portRestricted: {true, false, false},
		symmetric:      {true, false, false},
	} {
		t.Run(string(kind), func(t *testing.T) {
			n := newNAT(kind, inside, outside)
			mapped := sent(n, protocolUDP, from, server, noon)
			for remote, wanted := range map[string]bool{server: want.theSame, "198.51.100.11:444": want.otherPort, "203.0.113.2:443": want.otherAddress} {
				if got := received(n, protocolUDP, remote, mapped, noon); (got == from) != wanted {
					t.Errorf("from %s: %q", remote, got)
				}
			}
			if got := received(n, protocolUDP, server, "203.0.113.1:19999", noon); got != "" {
				t.Errorf("a port that nobody opened leads to %s", got)
			}
		})
	}
}

func TestOnlyTheSymmetricKindMapsByRemote(t *testing.T) {
	for _, kind := range []natKind{fullCone, restricted, portRestricted, symmetric} {
		n := newNAT(kind, inside, outside)
		first := sent(n, protocolUDP, "10.1.0.2:5000", "198.51.100.11:443", noon)
		second := sent(n, protocolUDP, "10.1.0.2:5000", "203.0.113.2:20000", noon)
		if (first != second) != (kind == symmetric) {
			t.Errorf("%s: %s, then %s", kind, first, second)
		}
		if other := sent(n, protocolUDP, "10.1.0.2:5001", "198.51.100.11:443", noon); other == first {
			t.Errorf("%s: two sockets share %s", kind, other)
		}
	}
}

func TestFirewalls(t *testing.T) {
	for kind, want := range map[natKind]struct{ udp, tcp, tcp443 bool }{
		fullCone:   {true, true, true},
		udpBlocked: {false, true, true},
		only443:    {false, false, true},
	} {
		n := newNAT(kind, inside, outside)
		const from = "10.1.0.2:5000"
		if got := sent(n, protocolUDP, from, "198.51.100.11:443", noon) != ""; got != want.udp {
			t.Errorf("%s: UDP %v", kind, got)
		}
		if got := sent(n, protocolTCP, from, "198.51.100.11:3478", noon) != ""; got != want.tcp {
			t.Errorf("%s: TCP %v", kind, got)
		}
		if got := sent(n, protocolTCP, from, "198.51.100.11:443", noon) != ""; got != want.tcp443 {
			t.Errorf("%s: TCP 443 %v", kind, got)
		}
	}
}

func TestTCPIsTrackedByConnection(t *testing.T) {
	n := newNAT(fullCone, inside, outside)
	mapped := sent(n, protocolTCP, "10.1.0.2:5000", "198.51.100.10:443", noon)
	if got := received(n, protocolTCP, "203.0.113.2:443", mapped, noon); got != "" {
		t.Error("a stranger's TCP came in")
	}
	if got := received(n, protocolTCP, "198.51.100.10:443", mapped, noon); got != "10.1.0.2:5000" {
		t.Errorf("the answer went to %q", got)
	}
}

func TestAMappingEndsWhenNothingIsSentThroughIt(t *testing.T) {
	n := newNAT(fullCone, inside, outside)
	const from, to = "10.1.0.2:5000", "198.51.100.11:443"
	mapped := sent(n, protocolUDP, from, to, noon)
	if received(n, protocolUDP, to, mapped, noon.Add(udpIdle)) == "" {
		t.Error("ended early")
	}
	if received(n, protocolUDP, to, mapped, noon.Add(udpIdle+time.Second)) != "" {
		t.Error("what came in kept it alive")
	}
	if again := sent(n, protocolUDP, from, to, noon.Add(time.Hour)); again == mapped {
		t.Errorf("the same mapping after an hour: %s", again)
	}
}

func TestANewRouterKnowsNothing(t *testing.T) {
	n := newNAT(fullCone, inside, outside)
	const from, to = "10.1.0.2:5000", "198.51.100.11:443"
	mapped := sent(n, protocolUDP, from, to, noon)
	n.become(restricted)
	if received(n, protocolUDP, to, mapped, noon) != "" {
		t.Error("the mapping outlived its router")
	}
	if sent(n, protocolUDP, "10.9.0.2:5000", to, noon) != "" {
		t.Error("an address that is not ours got out")
	}
}

func TestPortsGoRound(t *testing.T) {
	n := newNAT(fullCone, inside, outside)
	n.next = 65_535
	first := sent(n, protocolUDP, "10.1.0.2:1", "198.51.100.11:443", noon)
	second := sent(n, protocolUDP, "10.1.0.2:2", "198.51.100.11:443", noon)
	if first != "203.0.113.1:65535" || second != "203.0.113.1:20000" {
		t.Errorf("%s, then %s", first, second)
	}
}

func TestUnknownKindsAreRefused(t *testing.T) {
	var k natKind
	if k.UnmarshalText([]byte("symmetric")) != nil || k != symmetric || k.UnmarshalText([]byte("magic")) == nil {
		t.Error("kinds are not checked")
	}
}
