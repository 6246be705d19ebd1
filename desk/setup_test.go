package desk

import (
	"errors"
	"fmt"
	"sync"
	"sync/atomic"
	"testing"
)

func firstRun(t *testing.T, d *Desk) string {
	t.Helper()
	token, needed, err := d.FirstRun(t.Context())
	if err != nil || !needed {
		t.Fatalf("needed=%v, %v", needed, err)
	}
	return token
}

func TestA1TheSetUpLinkMakesOneAdministratorUnderAnyRace(t *testing.T) {
	d, _ := openDesk(t)
	token := firstRun(t, d)
	var made, late atomic.Int32
	var wg sync.WaitGroup
	for i := range 30 {
		wg.Go(func() {
			n := ada("")
			n.Email = fmt.Sprintf("a%d@example.org", i)
			switch _, err := d.SetUp(t.Context(), token, n); {
			case err == nil:
				made.Add(1)
			case errors.Is(err, ErrSetUpDone):
				late.Add(1)
			default:
				t.Error(err)
			}
		})
	}
	wg.Wait()
	people, err := d.People(t.Context())
	if made.Load() != 1 || late.Load() != 29 || len(people) != 1 || err != nil {
		t.Fatalf("%d made, %d late, staff %+v, %v", made.Load(), late.Load(), people, err)
	}
	if p := people[0]; p.Role != RoleAdministrator {
		t.Errorf("the first one is %s", p.Role)
	}
	if _, needed, err := d.FirstRun(t.Context()); needed || err != nil {
		t.Errorf("afterwards: needed=%v, %v", needed, err)
	}
}

func TestASetUpLinkOfAnEarlierStartStillWorks(t *testing.T) {
	d, _ := openDesk(t)
	earlier, later := firstRun(t, d), firstRun(t, d)
	if _, err := d.SetUp(t.Context(), earlier, ada("")); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SetUp(t.Context(), later, ada("")); !errors.Is(err, ErrSetUpDone) {
		t.Errorf("got %v", err)
	}
}

func TestAWrongSetUpTokenMakesNobody(t *testing.T) {
	d, _ := openDesk(t)
	firstRun(t, d)
	for _, token := range []string{"", "x", newSecret()} {
		if _, err := d.SetUp(t.Context(), token, ada("")); !errors.Is(err, ErrWrongSetUpToken) {
			t.Errorf("%q: %v", token, err)
		}
	}
}

func TestAMistypedSetUpLeavesTheLinkAlive(t *testing.T) {
	d, _ := openDesk(t)
	token := firstRun(t, d)
	n := ada("")
	n.Password = "short"
	var invalid *InvalidError
	if _, err := d.SetUp(t.Context(), token, n); !errors.As(err, &invalid) {
		t.Fatal(err)
	}
	if _, err := d.SetUp(t.Context(), token, ada("")); err != nil {
		t.Error(err)
	}
}

func TestAnAdministratorWithoutAGuardEndsTheSetUp(t *testing.T) {
	d, _ := openDesk(t)
	token := firstRun(t, d)
	if _, err := d.addPerson(t.Context(), ada(RoleAdministrator)); err != nil { // and the process died here
		t.Fatal(err)
	}
	if _, err := d.SetUp(t.Context(), token, NewPerson{Name: "Eve", Email: "eve@example.org", Password: "correct horse"}); !errors.Is(err, ErrSetUpDone) {
		t.Errorf("got %v", err)
	}
}
