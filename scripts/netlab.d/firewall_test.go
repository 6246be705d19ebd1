package main

import (
	"encoding/binary"
	"net/netip"
	"testing"
	"time"
)

// datagram6 makes a UDP packet over IPv6.
func datagram6(from, to string) []byte {
	source, destination := netip.MustParseAddrPort(from), netip.MustParseAddrPort(to)
	b := make([]byte, 48)
	b[0], b[6], b[7] = 0x60, protocolUDP, 64
	binary.BigEndian.PutUint16(b[4:], 8)
	copy(b[8:], source.Addr().AsSlice())
	copy(b[24:], destination.Addr().AsSlice())
	binary.BigEndian.PutUint16(b[40:], source.Port())
	binary.BigEndian.PutUint16(b[42:], destination.Port())
	return b
}

func TestAFirewallLetsInAnswersAlone(t *testing.T) {
	const mine, theirs = "[2001:db8:1::2]:5000", "[2001:db8:ffff::11]:443"
	s := &side{nat: newNAT(fullCone, netip.Addr{}, netip.Addr{}), firewall: newFirewall(address6Of(customer))}
	passes := func(through func(*packet, time.Time) bool, from, to string, at time.Time) bool {
		p, ok := parse(datagram6(from, to))
		if !ok {
			t.Fatal("not a packet")
		}
		return through(&p, at)
	}
	if passes(s.in, theirs, mine, noon) {
		t.Error("a stranger got in")
	}
	if !passes(s.out, mine, theirs, noon) || !passes(s.in, theirs, mine, noon.Add(udpIdle)) {
		t.Error("an answer did not get in")
	}
	if passes(s.in, theirs, mine, noon.Add(udpIdle+time.Second)) || passes(s.in, "[2001:db8:ffff::11]:444", mine, noon) {
		t.Error("something else got in")
	}
	if passes(s.out, "[2001:db8:9::2]:5000", theirs, noon) {
		t.Error("somebody else's address got out")
	}
	s.nat.become(udpBlocked)
	if passes(s.out, mine, theirs, noon) {
		t.Error("UDP got out")
	}
}
