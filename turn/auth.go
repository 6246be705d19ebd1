package turn

import (
	"errors"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// authenticate is the long-term credential mechanism (RFC 8489 §9.2.4). It answers itself when it says no.
//
//	no integrity                       401 with realm and nonce: how every client begins
//	user name, realm or nonce missing  400
//	nonce old, foreign or of another   438 with a new one
//	unknown user, wrong password       401
//	credential too old to allocate     401
func (x *exchange) authenticate() bool {
	m, s := x.message, x.server
	if m.Integrity() == stun.NoIntegrity {
		x.challenge(stun.Unauthorized)
		return false
	}
	username, ok1 := m.Get(stun.Username)
	realm, ok2 := m.Get(stun.Realm)
	nonce, ok3 := m.Get(stun.Nonce)
	if !ok1 || !ok2 || !ok3 {
		x.fail(stun.BadRequest)
		return false
	}
	now := s.cfg.Now()
	if !s.nonces.valid(nonce, x.client.remote, now) {
		x.challenge(stun.StaleNonce)
		return false
	}
	id, err := parseUsername(string(username))
	key := stun.LongTermKey(string(username), s.cfg.Realm, s.password(string(username)))
	if err != nil || string(realm) != s.cfg.Realm || !m.CheckIntegrity(key) {
		s.metrics.authFailed("credentials")
		x.challenge(stun.Unauthorized)
		return false
	}
	if m.Method == stun.Allocate && s.table.of(x.client) == nil {
		if err := s.mayAllocate(id, now); err != nil {
			s.metrics.authFailed(authFailure(err))
			x.challenge(stun.Unauthorized)
			return false
		}
	}
	x.identity, x.key, x.signature = id, key, m.Integrity()
	return true
}

// challenge refuses and says how to do better.
func (x *exchange) challenge(code stun.Code) {
	b := x.begin(stun.Failure)
	b.AddError(code)
	b.AddString(stun.Realm, x.server.cfg.Realm)
	nonce := x.server.nonces.make(x.client.remote, x.server.cfg.Now())
	b.Add(stun.Nonce, nonce[:])
	x.server.metrics.refused(x.message.Method, code)
	x.send(&b)
}

// authFailure names a refusal for the metrics.
func authFailure(err error) string {
	switch {
	case errors.Is(err, ErrCredentialExpired):
		return "expired"
	case errors.Is(err, ErrCredentialTooEarly):
		return "future"
	case errors.Is(err, ErrSessionEnded):
		return "ended"
	default:
		return "credentials"
	}
}
