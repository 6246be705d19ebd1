package desk

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"
)

func TestAnEmailAddressBelongsToOnePerson(t *testing.T) {
	d, _ := openDesk(t)
	var added, taken atomic.Int32
	var wg sync.WaitGroup
	for i := range 20 {
		wg.Go(func() {
			n := ada(RoleAssistant)
			n.Email = []string{"ada@example.org", "Ada@Example.org", " ADA@EXAMPLE.ORG "}[i%3]
			switch _, err := d.AddPerson(t.Context(), n); {
			case err == nil:
				added.Add(1)
			case errors.Is(err, ErrEmailTaken):
				taken.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	wg.Wait()
	if added.Load() != 1 || taken.Load() != 19 {
		t.Errorf("%d added, %d told that the address is taken", added.Load(), taken.Load())
	}
}

func TestAnAddressIsFreeAgainAfterItsPersonLeft(t *testing.T) {
	d, _ := openDesk(t)
	addPerson(t, d, NewPerson{"Grace", "grace@example.org", "correct horse", RoleAdministrator})
	p := addPerson(t, d, ada(RoleAdministrator))
	if err := d.RemovePerson(t.Context(), p.ID); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Person(t.Context(), p.ID); !errors.Is(err, ErrNotFound) {
		t.Errorf("removed person: %v", err)
	}
	if again := addPerson(t, d, ada(RoleAssistant)); again.ID == p.ID {
		t.Error("an id was used twice")
	}
}

func TestAnAddressWithoutItsPersonIsTakenOverAfterACrash(t *testing.T) {
	d, now := openDesk(t)
	if err := d.takeEmail(t.Context(), "ada@example.org", newID()); err != nil { // and the process died here
		t.Fatal(err)
	}
	if _, err := d.AddPerson(t.Context(), ada(RoleAssistant)); !errors.Is(err, ErrEmailTaken) {
		t.Errorf("while the other call may still be running: %v", err)
	}
	*now = now.Add(2 * addingTakes)
	addPerson(t, d, ada(RoleAssistant))
}

func TestTheLastAdministratorStays(t *testing.T) {
	d, _ := openDesk(t)
	var admins []Person
	for i := range 8 {
		n := ada(RoleAdministrator)
		n.Email = fmt.Sprintf("a%d@example.org", i)
		admins = append(admins, addPerson(t, d, n))
	}
	var stayed atomic.Int32
	var wg sync.WaitGroup
	for _, p := range admins { // all of them are removed at the same time
		wg.Go(func() {
			switch err := d.RemovePerson(t.Context(), p.ID); {
			case errors.Is(err, ErrLastAdministrator):
				stayed.Add(1)
			case err != nil:
				t.Error(err)
			}
		})
	}
	wg.Wait()
	people, err := d.People(t.Context())
	if err != nil || len(people) != 1 || stayed.Load() != 1 {
		t.Errorf("%d people, %d refusals, %v", len(people), stayed.Load(), err)
	}
}

func TestAnAdministratorWhomACrashLeftUncountedCounts(t *testing.T) {
	d, _ := openDesk(t)
	first := addPerson(t, d, ada(RoleAdministrator))
	if _, err := d.addPerson(t.Context(), NewPerson{"Grace", "grace@example.org", "correct horse", RoleAdministrator}); err != nil {
		t.Fatal(err) // not counted: the process died before the guard was written
	}
	if _, needed, err := d.FirstRun(t.Context()); needed || err != nil { // the next start
		t.Fatal(needed, err)
	}
	if err := d.RemovePerson(t.Context(), first.ID); err != nil {
		t.Errorf("there is another administrator: %v", err)
	}
}

func TestWhatPeopleTypeIsHeldAgainstItsLimits(t *testing.T) {
	d, _ := openDesk(t)
	for name, c := range map[string]struct {
		change func(*NewPerson)
		field  string
	}{
		"no name":            {func(n *NewPerson) { n.Name = "  " }, "name"},
		"81 characters":      {func(n *NewPerson) { n.Name = strings.Repeat("ä", 81) }, "name"},
		"a line break":       {func(n *NewPerson) { n.Name = "Ada\nByron" }, "name"},
		"a text override":    {func(n *NewPerson) { n.Name = "Ada \u202e" }, "name"},
		"broken UTF-8":       {func(n *NewPerson) { n.Name = "Ada\xff" }, "name"},
		"no @":               {func(n *NewPerson) { n.Email = "ada" }, "email"},
		"a display name":     {func(n *NewPerson) { n.Email = "Ada <ada@example.org>" }, "email"},
		"255 bytes":          {func(n *NewPerson) { n.Email = strings.Repeat("a", 243) + "@example.org" }, "email"},
		"9 characters":       {func(n *NewPerson) { n.Password = "123456789" }, "password"},
		"257 characters":     {func(n *NewPerson) { n.Password = strings.Repeat("x", 257) }, "password"},
		"an unheard-of role": {func(n *NewPerson) { n.Role = "king" }, "role"},
	} {
		t.Run(name, func(t *testing.T) {
			n := ada(RoleAssistant)
			c.change(&n)
			_, err := d.AddPerson(t.Context(), n)
			var invalid *InvalidError
			if !errors.As(err, &invalid) || invalid.Field != c.field {
				t.Errorf("got %v, want the field %q named", err, c.field)
			}
		})
	}
	n := ada(RoleAssistant)
	n.Name, n.Password = strings.Repeat("ä", 80), strings.Repeat("ä", 256)
	addPerson(t, d, n)
}

func TestTheDefaultPasswordHashIsArgon2idAt19MiB(t *testing.T) {
	p, err := newPasswords(DefaultPasswordCosts())
	if err != nil {
		t.Fatal(err)
	}
	start := time.Now()
	h, err := p.hash(t.Context(), "correct horse")
	if err != nil || !strings.HasPrefix(h, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("%q, %v", h, err)
	}
	t.Logf("one hash takes %s", time.Since(start).Round(time.Millisecond))
}
