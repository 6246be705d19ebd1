package stun

import (
	"crypto/hmac"
	"crypto/md5"  //nolint:gosec // RFC 8489 §9.2.2: the long-term key is an MD5 digest
	"crypto/sha1" //nolint:gosec // RFC 8489 §14.5: MESSAGE-INTEGRITY is HMAC-SHA1
	"crypto/sha256"
	"encoding/binary"
	"hash"
)

// LongTermKey is the key of the long-term credential mechanism (RFC 8489 §9.2.2) for ASCII names and passwords.
func LongTermKey(username, realm, password string) []byte {
	sum := md5.Sum([]byte(username + ":" + realm + ":" + password)) //nolint:gosec // see above
	return sum[:]
}

// Integrity is the attribute that protects a message.
type Integrity uint8

// The kinds of protection.
const (
	NoIntegrity Integrity = iota
	IntegritySHA1
	IntegritySHA256
)

// Integrity says which attribute protects the message; the stronger where both do.
func (m *Message) Integrity() Integrity {
	switch {
	case m.sha256 != 0:
		return IntegritySHA256
	case m.integrity != 0:
		return IntegritySHA1
	}
	return NoIntegrity
}

// CheckIntegrity says whether the message was made by somebody who knows key and has not been changed since. Where both
// attributes are there, both must be right.
func (m *Message) CheckIntegrity(key []byte) bool {
	if m.Integrity() == NoIntegrity {
		return false
	}
	return (m.integrity == 0 || m.checkAt(m.integrity, sizeIntegrity, hmac.New(sha1.New, key))) &&
		(m.sha256 == 0 || m.checkAt(m.sha256, sizeIntegrity256, hmac.New(sha256.New, key)))
}

// checkAt compares the HMAC of the attribute at an offset. The length in the header is counted as if the message ended
// with this attribute (RFC 8489 §14.5).
func (m *Message) checkAt(at, size int, mac hash.Hash) bool {
	var sum [sizeIntegrity256]byte
	return hmac.Equal(macUpTo(mac, m.raw, at, size, sum[:0]), m.raw[at+4:at+4+size])
}

func macUpTo(mac hash.Hash, raw []byte, at, size int, sum []byte) []byte {
	var length [2]byte
	binary.BigEndian.PutUint16(length[:], uint16(at+4+size-HeaderSize))
	mac.Write(raw[:2])
	mac.Write(length[:])
	mac.Write(raw[4:at])
	return mac.Sum(sum)
}
