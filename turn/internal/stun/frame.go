package stun

import (
	"encoding/binary"
	"net/netip"
)

const (
	// ChannelHeaderSize is the length in bytes of ChannelData without its payload.
	ChannelHeaderSize = 4

	// MinChannel and MaxChannel bound channel numbers (RFC 8656 §12).
	MinChannel = 0x4000
	// MaxChannel is the last of them.
	MaxChannel = 0x4fff

	// Headroom is the space in bytes that PutDataIndication needs before a payload.
	Headroom = HeaderSize + 24 + 4
)

// ParseChannelData splits a datagram into channel number and payload. Bytes after the payload are padding, which UDP
// does not need but may have (RFC 8656 §12.5).
func ParseChannelData(b []byte) (channel uint16, payload []byte, ok bool) {
	if len(b) < ChannelHeaderSize {
		return 0, nil, false
	}
	channel = binary.BigEndian.Uint16(b)
	end := ChannelHeaderSize + int(binary.BigEndian.Uint16(b[2:]))
	if channel < MinChannel || channel > MaxChannel || end > len(b) || len(b)-end > 3 {
		return 0, nil, false
	}
	return channel, b[ChannelHeaderSize:end], true
}

// PutChannelHeader writes the header of ChannelData into the four bytes before a payload of n bytes.
func PutChannelHeader(b []byte, channel uint16, n int) {
	binary.BigEndian.PutUint16(b, channel)
	binary.BigEndian.PutUint16(b[2:], uint16(n))
}

// PutDataIndication writes a Data indication around the payload buf[start:end] without moving it: the header before it,
// in at most Headroom bytes, the padding after it, at most three. It returns where the message begins and ends.
func PutDataIndication(buf []byte, start, end int, peer netip.AddrPort, id TransactionID) (from, to int) {
	size := 8
	if !peer.Addr().Is4() {
		size = 20
	}
	n := end - start
	from = start - 4 - size - 4 - HeaderSize
	to = end + (4-n%4)%4
	h := buf[from:]
	binary.BigEndian.PutUint16(h, messageType(Data, Indication))
	binary.BigEndian.PutUint16(h[2:], uint16(to-from-HeaderSize))
	binary.BigEndian.PutUint32(h[4:], cookie)
	copy(h[8:], id[:])
	binary.BigEndian.PutUint16(h[20:], uint16(XORPeerAddress))
	binary.BigEndian.PutUint16(h[22:], uint16(size))
	putAddress(h[24:], peer, id)
	binary.BigEndian.PutUint16(h[24+size:], uint16(DataValue))
	binary.BigEndian.PutUint16(h[26+size:], uint16(n))
	clear(buf[end:to])
	return from, to
}

// FrameSize says how long the message or ChannelData is that a stream's bytes b begin with, padding included
// (RFC 8656 §12.5). It is 0 while b is too short to tell; ok is false when no frame begins so.
func FrameSize(b []byte) (size int, ok bool) {
	if len(b) == 0 {
		return 0, true
	}
	switch b[0] >> 6 {
	case 0:
		if len(b) < 8 {
			return 0, len(b) < 4 || b[3]%4 == 0
		}
		size = HeaderSize + int(binary.BigEndian.Uint16(b[2:]))
		return size, size%4 == 0 && binary.BigEndian.Uint32(b[4:]) == cookie
	case 1:
		if b[0] > MaxChannel>>8 {
			return 0, false
		}
		if len(b) < ChannelHeaderSize {
			return 0, true
		}
		return ChannelHeaderSize + (int(binary.BigEndian.Uint16(b[2:]))+3)&^3, true
	}
	return 0, false
}
