package main

import (
	"encoding/binary"
	"net/netip"
	"testing"
)

// datagram makes a UDP or TCP packet with right checksums and a few bytes in it.
func datagram(protocol byte, from, to string, payload string) []byte {
	source, destination := netip.MustParseAddrPort(from), netip.MustParseAddrPort(to)
	header := map[byte]int{protocolTCP: 20, protocolUDP: 8}[protocol]
	b := make([]byte, 20+header+len(payload))
	b[0], b[8], b[9] = 0x45, 64, protocol
	binary.BigEndian.PutUint16(b[2:], uint16(len(b)))
	a := source.Addr().As4()
	copy(b[12:], a[:])
	a = destination.Addr().As4()
	copy(b[16:], a[:])
	binary.BigEndian.PutUint16(b[20:], source.Port())
	binary.BigEndian.PutUint16(b[22:], destination.Port())
	copy(b[20+header:], payload)
	if protocol == protocolUDP {
		binary.BigEndian.PutUint16(b[24:], uint16(header+len(payload)))
	}
	binary.BigEndian.PutUint16(b[10:], ^fold(b[:20], 0))
	at := map[byte]int{protocolTCP: 36, protocolUDP: 26}[protocol]
	binary.BigEndian.PutUint16(b[at:], ^fold(b[20:], pseudo(b)))
	return b
}

// pseudo is the sum of the pseudo header (RFC 768).
func pseudo(b []byte) uint32 {
	return uint32(fold(b[12:20], 0)) + uint32(b[9]) + uint32(len(b)-20)
}

func fold(b []byte, sum uint32) uint16 {
	for i := 0; i < len(b); i++ {
		sum += uint32(b[i]) << (8 * (1 - i%2))
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	return uint16(sum)
}

func TestRewrittenPacketsHaveRightChecksums(t *testing.T) {
	for name, protocol := range map[string]byte{"UDP": protocolUDP, "TCP": protocolTCP} {
		t.Run(name, func(t *testing.T) {
			for port := uint16(1); port < 2000; port += 7 {
				b := datagram(protocol, "10.1.0.2:50000", "198.51.100.11:443", "odd")
				p, ok := parse(b)
				if !ok {
					t.Fatal("not a packet")
				}
				p.setFrom(netip.AddrPortFrom(netip.MustParseAddr("203.0.113.1"), port))
				p.setTo(netip.AddrPortFrom(netip.MustParseAddr("203.0.113.2"), ^port))
				if fold(b[:20], 0) != 0xffff || fold(b[20:], pseudo(b)) != 0xffff {
					t.Fatalf("port %d: wrong checksum", port)
				}
				if again, _ := parse(b); again.flow != p.flow {
					t.Fatalf("written %v, read %v", p.flow, again.flow)
				}
			}
		})
	}
}

func TestAPacketWithoutUDPChecksumKeepsNone(t *testing.T) {
	b := datagram(protocolUDP, "10.1.0.2:1", "198.51.100.11:2", "")
	b[26], b[27] = 0, 0
	p, _ := parse(b)
	p.setFrom(netip.MustParseAddrPort("203.0.113.1:9"))
	if b[26] != 0 || b[27] != 0 {
		t.Error("a checksum appeared")
	}
}

func TestOtherThanWholeTCPAndUDPIsPassedOver(t *testing.T) {
	good := datagram(protocolUDP, "10.1.0.2:1", "198.51.100.11:2", "x")
	for name, change := range map[string]func([]byte) []byte{
		"IPv6":          func(b []byte) []byte { b[0] = 0x60; return b },
		"ICMP":          func(b []byte) []byte { b[9] = 1; return b },
		"a fragment":    func(b []byte) []byte { b[7] = 1; return b },
		"more to come":  func(b []byte) []byte { b[6] = 0x20; return b },
		"cut short":     func(b []byte) []byte { return b[:25] },
		"nothing":       func([]byte) []byte { return nil },
		"a false IHL":   func(b []byte) []byte { b[0] = 0x44; return b },
		"IHL too large": func(b []byte) []byte { b[0] = 0x4f; return b },
	} {
		if _, ok := parse(change(append([]byte(nil), good...))); ok {
			t.Errorf("%s was taken for a packet", name)
		}
	}
}
