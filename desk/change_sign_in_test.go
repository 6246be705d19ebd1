package desk

import (
	"errors"
	"testing"
	"time"
)

func TestA2AnAdministratorChangesHowSomebodySignsIn(t *testing.T) {
	d, _ := openDesk(t)
	p := addPerson(t, d, ada(RoleAssistant))
	_, link, _, err := d.RequestReset(t.Context(), addr("192.0.2.1"), p.Email)
	if err != nil {
		t.Fatal(err)
	}
	changed, err := d.ChangeSignIn(t.Context(), p.ID, " Lovelace@example.org ", "")
	if err != nil || changed.Email != "Lovelace@example.org" || changed.Epoch <= p.Epoch {
		t.Fatalf("%+v, %v", changed, err)
	}
	signs := func(email, password string, want error) {
		t.Helper()
		if _, err := d.SignIn(t.Context(), addr("192.0.2.1"), email, password); !errors.Is(err, want) {
			t.Errorf("%s with %q: %v, want %v", email, password, err, want)
		}
	}
	signs("lovelace@example.org", "correct horse", nil)
	signs("ada@example.org", "correct horse", ErrWrongSignIn)
	if err := d.Reset(t.Context(), link, "battery staple"); !errors.Is(err, ErrWrongReset) {
		t.Errorf("the link that went to the old address: %v", err)
	}
	if _, err := d.ChangeSignIn(t.Context(), p.ID, "", "battery staple"); err != nil {
		t.Fatal(err)
	}
	signs("lovelace@example.org", "battery staple", nil)
	signs("lovelace@example.org", "correct horse", ErrWrongSignIn)
	addPerson(t, d, ada(RoleAssistant)) // the old address is free
}

func TestA2AnAddressThatSomebodyHasIsNotGivenToAnother(t *testing.T) {
	d, _ := openDesk(t)
	p := addPerson(t, d, ada(RoleAssistant))
	grace := addPerson(t, d, NewPerson{"Grace", "grace@example.org", "correct horse", RoleAssistant})
	if _, err := d.ChangeSignIn(t.Context(), grace.ID, "ADA@example.org", ""); !errors.Is(err, ErrEmailTaken) {
		t.Errorf("%v", err)
	}
	for _, c := range [][2]string{{"not an address", ""}, {"", "short"}} {
		var invalid *InvalidError
		if _, err := d.ChangeSignIn(t.Context(), grace.ID, c[0], c[1]); !errors.As(err, &invalid) {
			t.Errorf("%q: %v", c, err)
		}
	}
	if _, err := d.ChangeSignIn(t.Context(), "nobody", "x@example.org", ""); !errors.Is(err, ErrNotFound) {
		t.Errorf("%v", err)
	}
	for _, email := range []string{p.Email, grace.Email} {
		if _, err := d.SignIn(t.Context(), addr("192.0.2.1"), email, "correct horse"); err != nil {
			t.Errorf("%s: %v", email, err)
		}
	}
}

// A crash between the writes leaves an address that leads to somebody who has another.
func TestA2AnAddressThatWasTakenAndNotGivenIsTakenOver(t *testing.T) {
	d, now := openDesk(t)
	p := addPerson(t, d, ada(RoleAssistant))
	if err := d.takeEmail(t.Context(), "lovelace@example.org", p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SignIn(t.Context(), addr("192.0.2.1"), "lovelace@example.org", "correct horse"); !errors.Is(err, ErrWrongSignIn) {
		t.Errorf("by an address that was never given: %v", err)
	}
	grace := addPerson(t, d, NewPerson{"Grace", "grace@example.org", "correct horse", RoleAssistant})
	if _, err := d.ChangeSignIn(t.Context(), grace.ID, "lovelace@example.org", ""); !errors.Is(err, ErrEmailTaken) {
		t.Errorf("while somebody may still be writing it: %v", err)
	}
	*now = now.Add(addingTakes + time.Second)
	if _, err := d.ChangeSignIn(t.Context(), grace.ID, "lovelace@example.org", ""); err != nil {
		t.Errorf("afterwards: %v", err)
	}
}
