package turn

import (
	"crypto/hmac"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/binary"
	"net/netip"
	"time"
)

// nonces makes and checks nonces without keeping any. Each is bound to the client's address and port and lives for
// minutes, so that a request seen on the wire is of no use to anybody else, and soon to nobody (RFC 8489 §16.1.2).
//
//	nonce   base64url( expiry, 4 bytes of Unix seconds │ HMAC-SHA256(key, expiry, address, port), 12 bytes )
type nonces struct {
	key      [32]byte
	lifetime time.Duration
}

const (
	nonceSize    = 22 // characters
	nonceMACSize = 12 // bytes: 96 bits against guessing within the nonce's life
)

func newNonces(lifetime time.Duration) (*nonces, error) {
	n := &nonces{lifetime: lifetime}
	_, err := rand.Read(n.key[:])
	return n, err
}

func (n *nonces) make(client netip.AddrPort, now time.Time) [nonceSize]byte {
	return n.sign(uint32(now.Add(n.lifetime).Unix()), client)
}

func (n *nonces) valid(nonce []byte, client netip.AddrPort, now time.Time) bool {
	var raw [nonceSize]byte
	if len(nonce) != nonceSize {
		return false
	}
	if _, err := base64.RawURLEncoding.Decode(raw[:], nonce); err != nil {
		return false
	}
	expiry := binary.BigEndian.Uint32(raw[:4])
	want := n.sign(expiry, client)
	return hmac.Equal(nonce, want[:]) && now.Unix() <= int64(expiry)
}

func (n *nonces) sign(expiry uint32, client netip.AddrPort) (out [nonceSize]byte) {
	var signed [4 + 16 + 2]byte
	binary.BigEndian.PutUint32(signed[:], expiry)
	ip := client.Addr().As16()
	copy(signed[4:], ip[:])
	binary.BigEndian.PutUint16(signed[20:], client.Port())
	mac := hmac.New(sha256.New, n.key[:])
	mac.Write(signed[:])
	sum := mac.Sum(nil)
	base64.RawURLEncoding.Encode(out[:], append(signed[:4:4], sum[:nonceMACSize]...))
	return out
}
