package main

import (
	"encoding/binary"
	"net/netip"
)

// Protocol numbers of both families.
const (
	protocolTCP = 6
	protocolUDP = 17
)

// flow is whom a packet is from and to.
type flow struct {
	protocol byte
	from, to netip.AddrPort
}

// packet is an IPv4 or IPv6 packet with a TCP or UDP header, whole and unfragmented as far as its headers tell.
type packet struct {
	flow
	bytes     []byte
	transport int // where the TCP or UDP header begins
}

// parse reads the headers. What is not TCP or UDP, or is a fragment, is not a packet of this lab.
func parse(b []byte) (packet, bool) {
	if len(b) > 0 && b[0]>>4 == 6 {
		return parse6(b)
	}
	if len(b) < 20 || b[0]>>4 != 4 {
		return packet{}, false
	}
	header := int(b[0]&15) * 4
	protocol := b[9]
	atLeast := map[byte]int{protocolTCP: 20, protocolUDP: 8}[protocol]
	const moreFragmentsOrOffset = 0x3fff
	if header < 20 || atLeast == 0 || len(b) < header+atLeast || binary.BigEndian.Uint16(b[6:])&moreFragmentsOrOffset != 0 {
		return packet{}, false
	}
	p := packet{bytes: b, transport: header}
	p.protocol = protocol
	p.from = netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[12:16])), binary.BigEndian.Uint16(b[header:]))
	p.to = netip.AddrPortFrom(netip.AddrFrom4([4]byte(b[16:20])), binary.BigEndian.Uint16(b[header+2:]))
	return p, true
}

// parse6 likewise. TCP and UDP come right after the header, or not at all: nobody here sends extension headers (RFC 8200 §4).
func parse6(b []byte) (packet, bool) {
	const header = 40
	if len(b) < header {
		return packet{}, false
	}
	atLeast := map[byte]int{protocolTCP: 20, protocolUDP: 8}[b[6]]
	if atLeast == 0 || len(b) < header+atLeast {
		return packet{}, false
	}
	p := packet{bytes: b, transport: header}
	p.protocol = b[6]
	p.from = netip.AddrPortFrom(netip.AddrFrom16([16]byte(b[8:24])), binary.BigEndian.Uint16(b[header:]))
	p.to = netip.AddrPortFrom(netip.AddrFrom16([16]byte(b[24:40])), binary.BigEndian.Uint16(b[header+2:]))
	return p, true
}

// setFrom writes another source, checksums included; over IPv4 alone.
func (p *packet) setFrom(a netip.AddrPort) { p.from = a; p.rewrite(12, p.transport, a) }

// setTo writes another destination, likewise.
func (p *packet) setTo(a netip.AddrPort) { p.to = a; p.rewrite(16, p.transport+2, a) }

func (p *packet) rewrite(address, port int, a netip.AddrPort) {
	ip := a.Addr().As4()
	var after [6]byte
	copy(after[:], ip[:])
	binary.BigEndian.PutUint16(after[4:], a.Port())

	const headerSum = 10
	p.patch(headerSum, p.bytes[address:address+4], after[:4])
	if sum, has := p.transportSum(); has {
		p.patch(sum, p.bytes[address:address+4], after[:4]) // in the pseudo header
		p.patch(sum, p.bytes[port:port+2], after[4:])
		if p.protocol == protocolUDP && binary.BigEndian.Uint16(p.bytes[sum:]) == 0 {
			binary.BigEndian.PutUint16(p.bytes[sum:], 0xffff) // 0 would say that there is none (RFC 768)
		}
	}
	copy(p.bytes[address:], after[:4])
	copy(p.bytes[port:], after[4:])
}

// transportSum is where the TCP or UDP checksum is; UDP may have none.
func (p *packet) transportSum() (at int, has bool) {
	if p.protocol == protocolTCP {
		return p.transport + 16, true
	}
	at = p.transport + 6
	return at, binary.BigEndian.Uint16(p.bytes[at:]) != 0
}

// patch corrects the checksum at `at` for words that change: HC' = ~(~HC + ~m + m') (RFC 1624 §3).
func (p *packet) patch(at int, before, after []byte) {
	sum := uint32(^binary.BigEndian.Uint16(p.bytes[at:]))
	for i := 0; i < len(before); i += 2 {
		sum += uint32(^binary.BigEndian.Uint16(before[i:])) + uint32(binary.BigEndian.Uint16(after[i:]))
	}
	for sum > 0xffff {
		sum = sum>>16 + sum&0xffff
	}
	binary.BigEndian.PutUint16(p.bytes[at:], ^uint16(sum))
}
