package desk

import (
	"errors"
	"net/netip"
	"testing"
	"time"
)

func TestA2AResetLinkWorksOnceForThirtyMinutesAndSaysNothingOfWhoExists(t *testing.T) {
	d, now := openDesk(t)
	addPerson(t, d, ada(RoleAdministrator))
	from := netip.MustParseAddr("192.0.2.1")
	ask := func() string {
		t.Helper()
		_, token, found, err := d.RequestReset(t.Context(), from, "ADA@example.org")
		if err != nil || !found {
			t.Fatal(found, err)
		}
		return token
	}
	if _, token, found, err := d.RequestReset(t.Context(), from, "nobody@example.org"); found || err != nil || token != "" {
		t.Errorf("nobody: %q, %v, %v", token, found, err)
	}
	first, second := ask(), ask()
	if err := d.Reset(t.Context(), first, "short"); err == nil || errors.Is(err, ErrWrongReset) {
		t.Errorf("a short password: %v", err)
	}
	if err := d.Reset(t.Context(), first, "a new password"); err != nil {
		t.Fatal(err)
	}
	for name, token := range map[string]string{"again": first, "one from before": second, "none": "x"} {
		if err := d.Reset(t.Context(), token, "another password"); !errors.Is(err, ErrWrongReset) {
			t.Errorf("%s: %v", name, err)
		}
	}
	if _, err := d.SignIn(t.Context(), from, "ada@example.org", "a new password"); err != nil {
		t.Error(err)
	}
	var throttled *ThrottledError
	for range 20 {
		_, _, _, err := d.RequestReset(t.Context(), from, "ada@example.org")
		if errors.As(err, &throttled) {
			*now = now.Add(time.Hour)
			return
		}
	}
	t.Error("twenty links at once")
}
