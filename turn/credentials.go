package turn

import (
	"crypto/hmac"
	"crypto/sha256"
	"encoding/base32"
	"encoding/base64"
	"errors"
	"strconv"
	"strings"
	"sync"
	"time"
)

const (
	// CredentialLifetime is how long a credential can make allocations: long enough for a person to answer a question
	// between receiving it and connecting. What it made lives on after that.
	CredentialLifetime = 10 * time.Minute

	// SecretSize is the length in bytes of the key that credentials are derived from.
	SecretSize = 32

	// clockSlack is how far the clocks of two nodes that share a secret may lie apart.
	clockSlack = 30 * time.Second
)

// Side tells the two ends of a session apart. Each has a user name of its own, so that neither can touch the other's
// allocations (RFC 8656 §5: 441 Wrong Credentials).
type Side string

// The two sides of a session.
const (
	Customer Side = "customer"
	Agent    Side = "agent"
)

// Reasons to refuse a user name. All of them reach a client as 401.
var (
	ErrMalformedUsername  = errors.New("turn: user name was not made here")
	ErrCredentialExpired  = errors.New("turn: credential has expired")
	ErrCredentialTooEarly = errors.New("turn: credential is from the future")
	ErrSessionEnded       = errors.New("turn: session has ended")
)

// Credentials let one side of one session make allocations until they expire.
type Credentials struct {
	Username string
	Password string
	Expires  time.Time
}

// Issuer derives credentials from a secret and checks them without keeping any: the user name carries expiry, session
// and side, the password is its HMAC. Nodes that share the secret accept each other's.
//
//	user name   1764000000:K5QXE3DFON2GS33OEBXWMICUN4:customer     (expiry, digest of the session id, side)
//	password    base64url(HMAC-SHA256(secret, "turn password" 0x00 user name))
//
// An Issuer is safe for concurrent use.
type Issuer struct {
	secret []byte

	mu    sync.Mutex
	ended map[string]time.Time // session digest → when the last credential of it has expired everywhere
}

// NewIssuer takes the secret, of SecretSize bytes.
func NewIssuer(secret []byte) (*Issuer, error) {
	if len(secret) != SecretSize {
		return nil, ErrSecretSize
	}
	return &Issuer{secret: append([]byte(nil), secret...), ended: make(map[string]time.Time)}, nil
}

// Credentials makes a credential for one side of a session, good for CredentialLifetime.
func (i *Issuer) Credentials(session string, side Side, now time.Time) Credentials {
	return i.credentials(session, side, now, CredentialLifetime)
}

// CredentialsFor is Credentials with a shorter life; ttl is cut to CredentialLifetime.
func (i *Issuer) CredentialsFor(session string, side Side, now time.Time, ttl time.Duration) Credentials {
	return i.credentials(session, side, now, min(ttl, CredentialLifetime))
}

func (i *Issuer) credentials(session string, side Side, now time.Time, ttl time.Duration) Credentials {
	expires := now.Add(ttl).Truncate(time.Second)
	user := strconv.FormatInt(expires.Unix(), 10) + ":" + sessionDigest(session) + ":" + string(side)
	return Credentials{Username: user, Password: i.password(user), Expires: expires}
}

// End refuses every credential of session from now on.
func (i *Issuer) End(session string, now time.Time) {
	i.mu.Lock()
	defer i.mu.Unlock()
	for digest, until := range i.ended {
		if now.After(until) {
			delete(i.ended, digest)
		}
	}
	i.ended[sessionDigest(session)] = now.Add(CredentialLifetime + 2*clockSlack)
}

func (i *Issuer) password(user string) string {
	mac := hmac.New(sha256.New, i.secret)
	mac.Write([]byte("turn password\x00"))
	mac.Write([]byte(user))
	return base64.RawURLEncoding.EncodeToString(mac.Sum(nil))
}

// identity is what a user name says, once its form has been checked.
type identity struct {
	user    string
	session string // digest, see sessionDigest
	side    Side
	expires time.Time
}

// owner is the same for all credentials of one side of a session.
func (id identity) owner() string { return id.session + ":" + string(id.side) }

// parseUsername reads a user name. It does not judge its age.
func parseUsername(user string) (identity, error) {
	stamp, rest, ok1 := strings.Cut(user, ":")
	session, side, ok2 := strings.Cut(rest, ":")
	unix, err := strconv.ParseInt(stamp, 10, 64)
	if !ok1 || !ok2 || err != nil || len(session) != sessionDigestSize || (Side(side) != Customer && Side(side) != Agent) {
		return identity{}, ErrMalformedUsername
	}
	return identity{user: user, session: session, side: Side(side), expires: time.Unix(unix, 0)}, nil
}

// mayAllocate says whether a credential can make an allocation at this moment. Whether the client knows the password is
// shown by MESSAGE-INTEGRITY, not here.
func (i *Issuer) mayAllocate(id identity, now time.Time) error {
	switch {
	case now.After(id.expires):
		return ErrCredentialExpired
	case id.expires.After(now.Add(CredentialLifetime + clockSlack)):
		return ErrCredentialTooEarly
	case i.hasEnded(id.session):
		return ErrSessionEnded
	}
	return nil
}

func (i *Issuer) hasEnded(digest string) bool {
	i.mu.Lock()
	defer i.mu.Unlock()
	_, ended := i.ended[digest]
	return ended
}

const sessionDigestSize = 26 // 128 bits in base32

// sessionDigest stands for a session in user names, which travel in clear over UDP and turn up in tools' logs.
func sessionDigest(session string) string {
	sum := sha256.Sum256([]byte(session))
	return base32.StdEncoding.WithPadding(base32.NoPadding).EncodeToString(sum[:16])
}
