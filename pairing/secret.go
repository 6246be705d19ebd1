package pairing

import (
	"crypto/sha256"
	"crypto/subtle"
	"encoding/base32"
	"encoding/base64"
	"fmt"
	"io"
	"strings"
)

// idLength is that of 128 bits in base32 without padding.
const idLength = 26

// newID is 128 random bits. Ids are no secrets.
func newID(random io.Reader) (string, error) {
	var raw [16]byte
	if _, err := io.ReadFull(random, raw[:]); err != nil {
		return "", fmt.Errorf("pairing: read randomness: %w", err)
	}
	return strings.ToLower(base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(raw[:])), nil
}

// newToken is 256 random bits for whoever shall prove something later; only the digest is kept. A single round of SHA-256 without salt is
// enough for what cannot be guessed.
func newToken(random io.Reader) (token string, digest []byte, err error) {
	var raw [32]byte
	if _, err := io.ReadFull(random, raw[:]); err != nil {
		return "", nil, fmt.Errorf("pairing: read randomness: %w", err)
	}
	token = base64.RawURLEncoding.EncodeToString(raw[:])
	return token, digestOf(token), nil
}

func digestOf(token string) []byte {
	sum := sha256.Sum256([]byte(token))
	return sum[:]
}

// proves compares in constant time. A digest that is not there is proven by nothing.
func proves(token string, digest []byte) bool {
	return len(digest) == sha256.Size && subtle.ConstantTimeCompare(digestOf(token), digest) == 1
}

// A link token is the pairing's id, a dot, and a token: the first finds the record, the second is proof.
func joinLink(id, token string) string { return id + "." + token }

func splitLink(link string) (id, token string, err error) {
	id, token, ok := strings.Cut(link, ".")
	if !ok || len(id) != idLength || len(link) > 128 {
		return "", "", ErrWrongLink
	}
	return id, token, nil
}
