package desk

import (
	"errors"
	"fmt"
	"net/netip"
	"sync"
	"testing"
	"time"
)

func addr(s string) netip.Addr { return netip.MustParseAddr(s) }

func TestSignInTakesTheRightPasswordOnly(t *testing.T) {
	d, _ := openDesk(t)
	p := addPerson(t, d, ada(RoleAssistant))
	got, err := d.SignIn(t.Context(), addr("192.0.2.1"), " ADA@example.org", "correct horse")
	if err != nil || got.ID != p.ID {
		t.Errorf("%+v, %v", got, err)
	}
	for _, c := range [][2]string{{"ada@example.org", "wrong horse"}, {"ada@example.org", ""}, {"bob@example.org", "correct horse"}, {"", ""}} {
		if _, err := d.SignIn(t.Context(), addr("192.0.2.1"), c[0], c[1]); !errors.Is(err, ErrWrongSignIn) {
			t.Errorf("%q: %v", c, err)
		}
	}
}

func TestANewPasswordEndsTheOldOnesSignIns(t *testing.T) {
	d, _ := openDesk(t)
	p := addPerson(t, d, ada(RoleAssistant))
	if err := d.ResetPassword(t.Context(), p.ID, "battery staple"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.SignIn(t.Context(), addr("192.0.2.1"), p.Email, "correct horse"); !errors.Is(err, ErrWrongSignIn) {
		t.Errorf("the old password: %v", err)
	}
	now, err := d.SignIn(t.Context(), addr("192.0.2.1"), p.Email, "battery staple")
	if err != nil || now.Epoch <= p.Epoch {
		t.Errorf("epoch %d after %d, %v", now.Epoch, p.Epoch, err)
	}
}

func TestGuessingAtOneAccountIsThrottledWhereverItComesFrom(t *testing.T) {
	d, now := openDesk(t)
	p := addPerson(t, d, ada(RoleAssistant))
	var wrong int
	var throttled *ThrottledError
	for i := range 50 {
		_, err := d.SignIn(t.Context(), addr(fmt.Sprintf("192.0.2.%d", i)), p.Email, "wrong horse")
		if errors.As(err, &throttled) {
			break
		}
		wrong++
	}
	if wrong != 10 || throttled == nil || throttled.RetryAfter != 20*time.Second {
		t.Fatalf("%d tries, then %v", wrong, throttled)
	}
	*now = now.Add(throttled.RetryAfter)
	if _, err := d.SignIn(t.Context(), addr("198.51.100.7"), p.Email, "correct horse"); err != nil {
		t.Errorf("the owner, after the wait they were told: %v", err)
	}
}

func TestGuessingFromOneAddressIsThrottledWhicheverTheAccount(t *testing.T) {
	d, _ := openDesk(t)
	p := addPerson(t, d, ada(RoleAssistant))
	var wrong int
	for i := range 50 { // one /64 is one address
		_, err := d.SignIn(t.Context(), addr(fmt.Sprintf("2001:db8::%x", i+1)), fmt.Sprintf("a%d@example.org", i), "wrong horse")
		if !errors.Is(err, ErrWrongSignIn) {
			break
		}
		wrong++
	}
	if wrong != 20 {
		t.Errorf("%d tries", wrong)
	}
	if _, err := d.SignIn(t.Context(), addr("2001:db8:0:1::1"), p.Email, "correct horse"); err != nil {
		t.Errorf("somebody else: %v", err)
	}
}

func TestTriesMadeTogetherDoNotSlipThroughTheThrottle(t *testing.T) {
	d, _ := openDesk(t)
	p := addPerson(t, d, ada(RoleAssistant))
	var mu sync.Mutex
	var wrong int
	var wg sync.WaitGroup
	for i := range 60 {
		wg.Go(func() {
			if _, err := d.SignIn(t.Context(), addr(fmt.Sprintf("192.0.2.%d", i)), p.Email, "wrong horse"); errors.Is(err, ErrWrongSignIn) {
				mu.Lock()
				wrong++
				mu.Unlock()
			}
		})
	}
	wg.Wait()
	if wrong != 10 {
		t.Errorf("%d guesses were looked at, want 10", wrong)
	}
}

func TestSuccessfulSignInsAreNotCounted(t *testing.T) {
	d, _ := openDesk(t)
	p := addPerson(t, d, ada(RoleAssistant))
	for range 40 {
		if _, err := d.SignIn(t.Context(), addr("192.0.2.1"), p.Email, "correct horse"); err != nil {
			t.Fatal(err)
		}
	}
}

func TestTheThrottleForgetsRatherThanGrows(t *testing.T) {
	now := time.Now()
	th := newThrottle(Limit{Burst: 1, Every: time.Minute, Keys: 100}, func() time.Time { return now })
	for i := range 10_000 {
		th.take(fmt.Sprint(i))
	}
	if len(th.byName) != 100 || th.order.Len() != 100 {
		t.Errorf("%d and %d keys kept", len(th.byName), th.order.Len())
	}
}

func TestPasswordsWaitForTheirTurn(t *testing.T) {
	c := cheap()
	c.AtOnce, c.Wait = 1, time.Nanosecond
	p, err := newPasswords(c)
	if err != nil {
		t.Fatal(err)
	}
	p.turn <- struct{}{} // somebody else is at it
	if _, err := p.hash(t.Context(), "correct horse"); !errors.Is(err, ErrBusy) {
		t.Errorf("got %v", err)
	}
	<-p.turn
}
