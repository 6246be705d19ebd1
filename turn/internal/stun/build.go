package stun

import (
	"crypto/hmac"
	"crypto/sha1" //nolint:gosec // RFC 8489 §14.5: MESSAGE-INTEGRITY is HMAC-SHA1
	"crypto/sha256"
	"encoding/binary"
	"net/netip"
)

// Builder writes a message. Attributes go in the order they are added; integrity and fingerprint come last.
type Builder struct {
	b []byte
}

// Build begins a message in the space of buf, whose contents are overwritten.
func Build(buf []byte, method Method, class Class, id TransactionID) Builder {
	b := append(buf[:0], make([]byte, HeaderSize)...)
	binary.BigEndian.PutUint16(b, messageType(method, class))
	binary.BigEndian.PutUint32(b[4:], cookie)
	copy(b[8:], id[:])
	return Builder{b}
}

func messageType(m Method, c Class) uint16 {
	return uint16(m)&0x000f | uint16(m)&0x0070<<1 | uint16(m)&0x0f80<<2 | uint16(c)&1<<4 | uint16(c)&2<<7
}

// Bytes finishes the message. Its space is that of buf, if it was large enough.
func (b *Builder) Bytes() []byte {
	binary.BigEndian.PutUint16(b.b[2:], uint16(len(b.b)-HeaderSize))
	return b.b
}

// Add adds an attribute.
func (b *Builder) Add(a Attr, value []byte) {
	b.b = binary.BigEndian.AppendUint16(b.b, uint16(a))
	b.b = binary.BigEndian.AppendUint16(b.b, uint16(len(value)))
	b.b = append(b.b, value...)
	for len(b.b)%4 != 0 {
		b.b = append(b.b, 0)
	}
}

// AddString adds an attribute that is text.
func (b *Builder) AddString(a Attr, value string) { b.Add(a, []byte(value)) }

// AddUint32 adds an attribute of four bytes.
func (b *Builder) AddUint32(a Attr, value uint32) {
	var v [4]byte
	binary.BigEndian.PutUint32(v[:], value)
	b.Add(a, v[:])
}

// AddError adds ERROR-CODE without a reason phrase: the number says it all, and the answer stays small.
func (b *Builder) AddError(code Code) {
	b.Add(ErrorCode, []byte{0, 0, byte(code / 100), byte(code % 100)})
}

// AddAddress adds one of the XOR-…-ADDRESS attributes (RFC 8489 §14.2).
func (b *Builder) AddAddress(a Attr, addr netip.AddrPort) {
	var v [20]byte
	n := putAddress(v[:], addr, TransactionID(b.b[8:20]))
	b.Add(a, v[:n])
}

// AddIntegrity protects everything added so far with a key.
func (b *Builder) AddIntegrity(kind Integrity, key []byte) {
	switch kind {
	case IntegritySHA1:
		b.Add(MessageIntegrity, macUpTo(hmac.New(sha1.New, key), b.b, len(b.b), sizeIntegrity, nil))
	case IntegritySHA256:
		b.Add(MessageIntegritySHA256, macUpTo(hmac.New(sha256.New, key), b.b, len(b.b), sizeIntegrity256, nil))
	case NoIntegrity:
	}
}

// AddFingerprint ends a message with its checksum.
func (b *Builder) AddFingerprint() {
	binary.BigEndian.PutUint16(b.b[2:], uint16(len(b.b)+8-HeaderSize))
	b.AddUint32(Fingerprint, fingerprint(b.b))
}
