package web

import (
	"context"
	"encoding/json"
	"errors"
	"net/http"
	"time"

	"github.com/alexedwards/scs/v2"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/store"
)

// How long a sign-in lasts.
const (
	// idleLifetime ends a sign-in that made no call; an agent's day with a long lunch is well below it.
	idleLifetime = 12 * time.Hour
	// absoluteLifetime ends every sign-in.
	absoluteLifetime = 7 * 24 * time.Hour
	// touchEvery is how often the idle lifetime of a sign-in in use is written down: not at every call, for each write reaches the disk.
	touchEvery = 5 * time.Minute
)

// What a sign-in holds.
const (
	keyPerson = "person"
	keyEpoch  = "epoch"
)

// cookieName follows the scheme: browsers take "__Host-" with Secure only, and Secure from plain http not at all (but for loopback in some).
func cookieName(secure bool) string {
	if secure {
		return "__Host-tandem"
	}
	return "tandem"
}

// newSessions does not use scs.New: that starts a goroutine for a store in memory which nobody could stop.
func newSessions(b store.Bucket, secure bool, onError func(http.ResponseWriter, *http.Request, error)) *scs.SessionManager {
	return &scs.SessionManager{
		Store: &sessionStore{b}, Codec: jsonCodec{}, HashTokenInStore: true,
		IdleTimeout: idleLifetime, Lifetime: absoluteLifetime, ErrorFunc: onError,
		Cookie: scs.SessionCookie{
			Name: cookieName(secure), Secure: secure, HttpOnly: true, SameSite: http.SameSiteLaxMode, Path: "/", Persist: true,
		},
	}
}

// signIn writes the person into a fresh session: the token changes, so that one planted before signing in is worth nothing.
func (s *Server) signIn(ctx context.Context, p desk.Person) error {
	if err := s.sessions.RenewToken(ctx); err != nil {
		return err
	}
	s.sessions.Put(ctx, keyPerson, p.ID)
	s.sessions.Put(ctx, keyEpoch, float64(p.Epoch))
	return nil
}

// signedIn returns who the session of ctx belongs to, or errNotSignedIn. Somebody who was removed or got a new password is signed out.
func (s *Server) signedIn(ctx context.Context) (desk.Person, error) {
	id := s.sessions.GetString(ctx, keyPerson)
	if id == "" {
		return desk.Person{}, errNotSignedIn
	}
	p, err := s.desk.Person(ctx, id)
	if errors.Is(err, desk.ErrNotFound) {
		return desk.Person{}, errNotSignedIn
	}
	if err == nil && s.sessions.GetFloat(ctx, keyEpoch) != float64(p.Epoch) {
		return desk.Person{}, errNotSignedIn
	}
	return p, err
}

// sessionStore keeps scs's sessions in a bucket. The keys are digests of the tokens (HashTokenInStore).
type sessionStore struct{ bucket store.Bucket }

var _ scs.CtxStore = (*sessionStore)(nil)

func (s *sessionStore) FindCtx(ctx context.Context, token string) ([]byte, bool, error) {
	e, err := s.bucket.Get(ctx, token)
	switch {
	case err == nil:
		return e.Value, true, nil
	case errors.Is(err, store.ErrNotFound), errors.Is(err, store.ErrBadName), errors.Is(err, store.ErrTooLarge):
		return nil, false, nil
	}
	return nil, false, err
}

// CommitCtx writes a session. Where nothing changed but the time of its last use, and that by little, it writes nothing.
func (s *sessionStore) CommitCtx(ctx context.Context, token string, value []byte, expiry time.Time) error {
	life := time.Until(expiry)
	if life <= 0 {
		return s.DeleteCtx(ctx, token)
	}
	for {
		e, err := s.bucket.Get(ctx, token)
		switch {
		case errors.Is(err, store.ErrNotFound):
			_, err = s.bucket.Create(ctx, token, value, life)
		case err == nil && string(e.Value) == string(value) && expiry.Sub(e.Expires).Abs() < touchEvery:
			return nil
		case err == nil:
			_, err = s.bucket.Update(ctx, token, value, e.Revision, life)
		}
		if errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrExists) || errors.Is(err, store.ErrNotFound) {
			continue // another request of the same session was faster
		}
		return err
	}
}

func (s *sessionStore) DeleteCtx(ctx context.Context, token string) error {
	for {
		e, err := s.bucket.Get(ctx, token)
		if err == nil {
			err = s.bucket.Delete(ctx, e.Key, e.Revision)
		}
		if errors.Is(err, store.ErrConflict) {
			continue
		}
		if errors.Is(err, store.ErrNotFound) || errors.Is(err, store.ErrBadName) || errors.Is(err, store.ErrTooLarge) {
			return nil
		}
		return err
	}
}

// The three calls without a context are part of scs's contract but not used by it when the ones above exist.

func (s *sessionStore) Find(token string) ([]byte, bool, error) {
	return s.FindCtx(context.Background(), token)
}

func (s *sessionStore) Commit(token string, b []byte, expiry time.Time) error {
	return s.CommitCtx(context.Background(), token, b, expiry)
}

func (s *sessionStore) Delete(token string) error { return s.DeleteCtx(context.Background(), token) }

// jsonCodec writes sessions as JSON with sorted names: legible, and equal sessions are equal bytes, which CommitCtx relies on.
type jsonCodec struct{}

type sessionValue struct {
	Deadline time.Time      `json:"deadline"`
	Values   map[string]any `json:"values"`
}

func (jsonCodec) Encode(deadline time.Time, values map[string]any) ([]byte, error) {
	return json.Marshal(sessionValue{deadline.UTC(), values})
}

func (jsonCodec) Decode(b []byte) (time.Time, map[string]any, error) {
	var v sessionValue
	err := json.Unmarshal(b, &v)
	return v.Deadline, v.Values, err
}
