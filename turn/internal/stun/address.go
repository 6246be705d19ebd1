package stun

import (
	"encoding/binary"
	"net/netip"
)

// Address reads one of the XOR-…-ADDRESS attributes. The address is as the client wrote it, IPv4-mapped ones included.
func (m *Message) Address(a Attr) (addr netip.AddrPort, ok bool) {
	v, ok := m.Get(a)
	if !ok {
		return netip.AddrPort{}, false
	}
	return ParseAddress(v, m.TransactionID)
}

// ParseAddress reads the value of an XOR-…-ADDRESS attribute (RFC 8489 §14.2).
func ParseAddress(v []byte, id TransactionID) (addr netip.AddrPort, ok bool) {
	mask := addressMask(id)
	switch {
	case len(v) == 8 && v[1] == IPv4:
		var ip [4]byte
		for i := range ip {
			ip[i] = v[4+i] ^ mask[i]
		}
		return netip.AddrPortFrom(netip.AddrFrom4(ip), binary.BigEndian.Uint16(v[2:])^cookie>>16), true
	case len(v) == 20 && v[1] == IPv6:
		var ip [16]byte
		for i := range ip {
			ip[i] = v[4+i] ^ mask[i]
		}
		return netip.AddrPortFrom(netip.AddrFrom16(ip), binary.BigEndian.Uint16(v[2:])^cookie>>16), true
	}
	return netip.AddrPort{}, false
}

// putAddress writes the value of an XOR-…-ADDRESS attribute, of 8 or 20 bytes.
func putAddress(v []byte, addr netip.AddrPort, id TransactionID) int {
	mask := addressMask(id)
	binary.BigEndian.PutUint16(v[2:], addr.Port()^cookie>>16)
	v[0] = 0
	if a := addr.Addr(); a.Is4() {
		v[1] = IPv4
		ip := a.As4()
		for i := range ip {
			v[4+i] = ip[i] ^ mask[i]
		}
		return 8
	}
	v[1] = IPv6
	ip := addr.Addr().As16()
	for i := range ip {
		v[4+i] = ip[i] ^ mask[i]
	}
	return 20
}

// addressMask is what addresses are XORed with, so that NATs that rewrite addresses in payloads do not find them.
func addressMask(id TransactionID) (mask [16]byte) {
	binary.BigEndian.PutUint32(mask[:], cookie)
	copy(mask[4:], id[:])
	return mask
}
