package turn

import (
	"bytes"
	"errors"
	"strings"
	"testing"
	"time"
)

func newIssuer(t *testing.T) *Issuer {
	t.Helper()
	i, err := NewIssuer(bytes.Repeat([]byte{7}, SecretSize))
	if err != nil {
		t.Fatal(err)
	}
	return i
}

func TestCredentialsDifferBySessionAndSide(t *testing.T) {
	i, now := newIssuer(t), time.Now()
	seen := map[string]bool{}
	for _, session := range []string{"one", "two", "a:b"} {
		for _, side := range []Side{Customer, Agent} {
			c := i.Credentials(session, side, now)
			if seen[c.Username] || seen[c.Password] {
				t.Errorf("%s/%s shares a user name or password", session, side)
			}
			seen[c.Username], seen[c.Password] = true, true
			if strings.Contains(c.Username, session+":") && session != "a:b" {
				t.Errorf("user name %q shows the session", c.Username)
			}
		}
	}
}

// O2: short-lived credentials.
func TestCredentialsMakeAllocationsForTenMinutes(t *testing.T) {
	i, now := newIssuer(t), time.Unix(1_764_000_000, 0)
	c := i.Credentials("s", Agent, now)
	id, err := parseUsername(c.Username)
	if err != nil {
		t.Fatal(err)
	}
	for _, s := range []struct {
		after time.Duration
		want  error
	}{
		{0, nil},
		{CredentialLifetime, nil},
		{CredentialLifetime + time.Second, ErrCredentialExpired},
		{-clockSlack, nil},
		{-clockSlack - time.Second, ErrCredentialTooEarly},
	} {
		if err := i.mayAllocate(id, now.Add(s.after)); !errors.Is(err, s.want) {
			t.Errorf("after %v: %v, want %v", s.after, err, s.want)
		}
	}
	if short := i.CredentialsFor("s", Agent, now, time.Hour); !short.Expires.Equal(c.Expires) {
		t.Errorf("a life of an hour was not cut: %v", short.Expires)
	}
}

func TestEndedSessionGetsNoAllocation(t *testing.T) {
	i, now := newIssuer(t), time.Now()
	ended, _ := parseUsername(i.Credentials("ended", Customer, now).Username)
	other, _ := parseUsername(i.Credentials("other", Customer, now).Username)
	i.End("ended", now)
	if err := i.mayAllocate(ended, now); !errors.Is(err, ErrSessionEnded) {
		t.Errorf("ended session: %v", err)
	}
	if err := i.mayAllocate(other, now); err != nil {
		t.Errorf("another session: %v", err)
	}
	i.End("later", now.Add(time.Hour))
	if len(i.ended) != 1 {
		t.Errorf("%d ended sessions are remembered after their credentials have expired, want 1", len(i.ended))
	}
}

func TestForeignUserNamesAreRefused(t *testing.T) {
	digest := sessionDigest("s")
	for _, u := range []string{
		"", ":", "::", "1:" + digest, "x:" + digest + ":agent", "1:" + digest + ":root", "1:" + digest + ":agent:",
		"1:short:agent", "99999999999999999999:" + digest + ":agent", "1:" + digest + "A:agent",
	} {
		if _, err := parseUsername(u); !errors.Is(err, ErrMalformedUsername) {
			t.Errorf("%q: %v, want ErrMalformedUsername", u, err)
		}
	}
	if _, err := NewIssuer([]byte("short")); !errors.Is(err, ErrSecretSize) {
		t.Errorf("short secret: %v", err)
	}
}
