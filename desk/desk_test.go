package desk

import (
	"context"
	"path/filepath"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/store/bolt"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// cheap costs keep the tests quick; DefaultPasswordCosts are tested once.
func cheap() PasswordCosts {
	return PasswordCosts{MemoryKiB: 64, Iterations: 1, AtOnce: 4, Wait: 10 * time.Second}
}

// openDesk returns a desk on a real data file whose clock stands still until told otherwise.
func openDesk(t *testing.T) (*Desk, *time.Time) {
	t.Helper()
	s, err := bolt.Open(t.Context(), bolt.Config{Path: filepath.Join(t.TempDir(), "tandem.db")})
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := s.Close(); err != nil {
			t.Error(err)
		}
	})
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	d, err := New(Config{Store: s, Passwords: cheap(), Now: func() time.Time { return now }})
	if err != nil {
		t.Fatal(err)
	}
	return d, &now
}

func ada(role Role) NewPerson {
	return NewPerson{Name: "Ada Byron", Email: "ada@example.org", Password: "correct horse", Role: role}
}

func addPerson(t *testing.T, d *Desk, n NewPerson) Person {
	t.Helper()
	p, err := d.AddPerson(context.WithoutCancel(t.Context()), n)
	if err != nil {
		t.Fatal(err)
	}
	return p
}
