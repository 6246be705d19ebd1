package stun

import (
	"encoding/binary"
	"errors"
	"hash/crc32"
	"iter"
)

const (
	// HeaderSize is the length in bytes of a message without attributes.
	HeaderSize = 20

	cookie         = 0x2112A442
	fingerprintXOR = 0x5354554e // RFC 8489 §14.7

	sizeFingerprint  = 4
	sizeIntegrity    = 20 // HMAC-SHA1
	sizeIntegrity256 = 32 // HMAC-SHA256; truncated forms (RFC 8489 §14.6) are for usages that define them, TURN does not
)

// ErrMalformed means that the bytes are not exactly one well-formed message. RFC 8489 §6.3 wants silence then.
var ErrMalformed = errors.New("stun: malformed message")

// TransactionID ties an answer to its request.
type TransactionID [12]byte

// Message is a parsed message. It refers to the bytes it was parsed from.
type Message struct {
	Method        Method
	Class         Class
	TransactionID TransactionID

	raw         []byte
	visible     int // end of the attributes that count: those after an integrity are ignored (RFC 8489 §14.5)
	integrity   int // offset of MESSAGE-INTEGRITY, or 0
	sha256      int // offset of MESSAGE-INTEGRITY-SHA256, or 0
	fingerprint int // offset of FINGERPRINT, or 0
}

// IsMessage says whether b begins like a STUN message rather than ChannelData or something else.
func IsMessage(b []byte) bool {
	return len(b) >= HeaderSize && b[0]&0xc0 == 0 && binary.BigEndian.Uint32(b[4:]) == cookie
}

// Parse reads b, which must be exactly one message, and checks its form and its fingerprint. It does not check
// integrity, for which a key is needed.
func (m *Message) Parse(b []byte) error {
	if !IsMessage(b) || int(binary.BigEndian.Uint16(b[2:])) != len(b)-HeaderSize || len(b)%4 != 0 {
		return ErrMalformed
	}
	t := binary.BigEndian.Uint16(b)
	*m = Message{
		// The class lies in bits 4 and 8 of the type (RFC 8489 §5).
		Method: Method(t&0x000f | t>>1&0x0070 | t>>2&0x0f80), Class: Class(t>>4&1 | t>>7&2),
		TransactionID: TransactionID(b[8:20]), raw: b, visible: len(b),
	}
	for at := HeaderSize; at < len(b); {
		if len(b)-at < 4 {
			return ErrMalformed
		}
		size := int(binary.BigEndian.Uint16(b[at+2:]))
		next := at + 4 + (size+3)&^3
		if next > len(b) || m.fingerprint != 0 { // FINGERPRINT is the last (§14.7)
			return ErrMalformed
		}
		if !m.note(Attr(binary.BigEndian.Uint16(b[at:])), at, size) {
			return ErrMalformed
		}
		at = next
	}
	if m.fingerprint != 0 && fingerprint(b[:m.fingerprint]) != binary.BigEndian.Uint32(b[m.fingerprint+4:]) {
		return ErrMalformed
	}
	return nil
}

// note remembers where the attributes lie that protect a message.
func (m *Message) note(a Attr, at, size int) bool {
	switch a {
	case MessageIntegrity:
		if size != sizeIntegrity {
			return false
		}
		if m.integrity == 0 && m.sha256 == 0 {
			m.integrity, m.visible = at, min(m.visible, at)
		}
	case MessageIntegritySHA256:
		if size != sizeIntegrity256 {
			return false
		}
		if m.sha256 == 0 {
			m.sha256, m.visible = at, min(m.visible, at)
		}
	case Fingerprint:
		if size != sizeFingerprint {
			return false
		}
		m.fingerprint, m.visible = at, min(m.visible, at)
	}
	return true
}

// fingerprint is the CRC over everything before the attribute.
func fingerprint(before []byte) uint32 { return crc32.ChecksumIEEE(before) ^ fingerprintXOR }

// HasFingerprint says whether the message carried a (correct) FINGERPRINT.
func (m *Message) HasFingerprint() bool { return m.fingerprint != 0 }

// All yields the attributes that count, in order.
func (m *Message) All() iter.Seq2[Attr, []byte] {
	return func(yield func(Attr, []byte) bool) {
		for at := HeaderSize; at < m.visible; {
			size := int(binary.BigEndian.Uint16(m.raw[at+2:]))
			if !yield(Attr(binary.BigEndian.Uint16(m.raw[at:])), m.raw[at+4:at+4+size:at+4+size]) {
				return
			}
			at += 4 + (size+3)&^3
		}
	}
}

// Find says where in the message the value of the first attribute of a type lies; later ones are ignored
// (RFC 8489 §14).
func (m *Message) Find(a Attr) (start, end int, ok bool) {
	for at := HeaderSize; at < m.visible; {
		size := int(binary.BigEndian.Uint16(m.raw[at+2:]))
		if Attr(binary.BigEndian.Uint16(m.raw[at:])) == a {
			return at + 4, at + 4 + size, true
		}
		at += 4 + (size+3)&^3
	}
	return 0, 0, false
}

// Get returns the value of the first attribute of a type.
func (m *Message) Get(a Attr) (value []byte, ok bool) {
	start, end, ok := m.Find(a)
	if !ok {
		return nil, false
	}
	return m.raw[start:end:end], true
}

// Has says whether an attribute is there.
func (m *Message) Has(a Attr) bool {
	_, ok := m.Get(a)
	return ok
}

// Uint32 reads an attribute of four bytes.
func (m *Message) Uint32(a Attr) (value uint32, ok bool) {
	v, ok := m.Get(a)
	if !ok || len(v) != 4 {
		return 0, false
	}
	return binary.BigEndian.Uint32(v), true
}

// Code reads ERROR-CODE; 0 when there is none.
func (m *Message) Code() Code {
	v, ok := m.Get(ErrorCode)
	if !ok || len(v) < 4 {
		return 0
	}
	return Code(int(v[2]&7)*100 + int(v[3]))
}
