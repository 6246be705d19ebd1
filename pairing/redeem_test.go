package pairing_test

import (
	"bytes"
	"fmt"
	"net/netip"
	"path/filepath"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// P3: a code works exactly once, under any race, on any number of nodes.
func TestCodeWorksOnce(t *testing.T) {
	t.Parallel()
	shared := openStore(t, filepath.Join(t.TempDir(), "tandem.db"))
	nodes := []*pairing.Service{serve(t, shared, pairing.Config{}), serve(t, shared, pairing.Config{})}
	for round := range 5 {
		p := issue(t, nodes[0])
		tokens := make(chan string, 50)
		if won := race(t, 50, pairing.ErrCodeUsed, func(i int) error {
			r, err := nodes[i%2].Redeem(t.Context(), fmt.Sprint("shop", i), p.Code.Display(), address(i))
			if err == nil {
				tokens <- r.Token
			}
			return err
		}); won != 1 {
			t.Fatalf("round %d: %d customers redeemed one code", round, won)
		}
		token := <-tokens
		got, err := nodes[1].Authenticate(t.Context(), p.ID, token)
		want(t, err, nil)
		if got.State != wire.StateRedeemed || !strings.HasPrefix(got.Site, "shop") {
			t.Errorf("after redeeming: %s at %q", got.State, got.Site)
		}
		for _, bad := range []string{"", token + "x", token[1:], strings.ToUpper(token)} {
			_, err = nodes[0].Authenticate(t.Context(), p.ID, bad)
			want(t, err, pairing.ErrWrongToken)
		}
		_, err = nodes[0].Authenticate(t.Context(), "nobody", token)
		want(t, err, pairing.ErrNotFound)
	}
}

// P3: used, expired or withdrawn, a code never works again, also after a restart; who has all nine digits is told what became of it.
func TestDeadCodesStayDead(t *testing.T) {
	t.Parallel()
	now := time.Date(2026, 11, 22, 9, 0, 0, 0, time.UTC)
	config := pairing.Config{Limits: swift, Now: func() time.Time { return now }}
	path := filepath.Join(t.TempDir(), "tandem.db")
	file := openStore(t, path)
	s := serve(t, file, config)
	used, expired, withdrawn := issue(t, s), issue(t, s), issue(t, s)
	_, err := redeem(t, s, used.Code)
	want(t, err, nil)
	_, err = s.Withdraw(t.Context(), withdrawn.ID)
	want(t, err, nil)
	later := now.Add(pairing.DefaultLifetime)
	for restart := range 2 {
		if restart == 1 {
			want(t, s.Close(), nil)
			now = later
			want(t, file.Close(), nil)
			file = openStore(t, path)
			s = serve(t, file, config)
		}
		for code, sentinel := range map[pairing.Code]error{
			used.Code: pairing.ErrCodeUsed, withdrawn.Code: pairing.ErrCodeWithdrawn,
			other(used.Code, 1): pairing.ErrWrongCode, other(withdrawn.Code, 1): pairing.ErrWrongCode,
		} {
			_, err := s.Redeem(t.Context(), "shop", code.Digits(), address(restart))
			want(t, err, sentinel)
		}
	}
	_, err = redeem(t, s, expired.Code)
	want(t, err, pairing.ErrCodeExpired)
	wantState(t, s, expired.ID, wire.StateExpired, "")
	_, err = s.Withdraw(t.Context(), used.ID)
	want(t, err, pairing.ErrWrongState)
	_, err = s.Withdraw(t.Context(), "nothing")
	want(t, err, pairing.ErrNotFound)
}

// A withdrawal and a redemption race: one of them happens.
func TestWithdrawalAgainstRedemption(t *testing.T) {
	t.Parallel()
	s := open(t, pairing.Config{})
	for i := range 20 {
		p := issue(t, s)
		redeemed := make(chan error, 1)
		go func() {
			_, err := s.Redeem(t.Context(), "shop", p.Code.Digits(), address(i))
			redeemed <- err
		}()
		_, withdrawErr := s.Withdraw(t.Context(), p.ID)
		redeemErr := <-redeemed
		switch wantedState := map[bool]wire.State{true: wire.StateWithdrawn, false: wire.StateRedeemed}[withdrawErr == nil]; wantedState {
		case wire.StateWithdrawn:
			want(t, redeemErr, pairing.ErrCodeWithdrawn)
			wantState(t, s, p.ID, wantedState, "")
		default:
			want(t, withdrawErr, pairing.ErrWrongState)
			want(t, redeemErr, nil)
			wantState(t, s, p.ID, wantedState, "")
		}
	}
}

// P3: five wrong guesses at its locator burn a code.
func TestFiveWrongGuessesBurnACode(t *testing.T) {
	t.Parallel()
	s := open(t, pairing.Config{Limits: swift})
	p := issue(t, s)
	for i := range 5 {
		wantState(t, s, p.ID, wire.StateIssued, "")
		_, err := s.Redeem(t.Context(), "shop", other(p.Code, i+1).Digits(), address(i))
		want(t, err, pairing.ErrWrongCode)
	}
	wantState(t, s, p.ID, wire.StateWithdrawn, wire.ReasonGuessed)
	_, err := s.Redeem(t.Context(), "shop", p.Code.Digits(), address(9))
	want(t, err, pairing.ErrCodeWithdrawn)
}

// All other secrets at once, from as many addresses: the fifth burns the code, whatever the race.
func TestAllSecretsAtOnce(t *testing.T) {
	t.Parallel()
	s := open(t, pairing.Config{Limits: swift})
	p := issue(t, s)
	race(t, 999, pairing.ErrWrongCode, func(i int) error {
		_, err := s.Redeem(t.Context(), "shop", other(p.Code, i+1).Digits(), address(i))
		return err
	})
	wantState(t, s, p.ID, wire.StateWithdrawn, wire.ReasonGuessed)
}

func TestCodeForOneSite(t *testing.T) {
	t.Parallel()
	s := open(t, pairing.Config{Limits: swift})
	p, err := s.Issue(t.Context(), pairing.IssueRequest{Site: "shop", Secret: "207"})
	want(t, err, nil)
	if p.Code.Secret != "207" || len(p.Code.Locator) != 6 || p.State != wire.StateIssued || p.AgentID != "" {
		t.Fatalf("issued %#v", p.Pairing)
	}
	_, err = s.Redeem(t.Context(), "elsewhere", p.Code.Digits(), address(1))
	want(t, err, pairing.ErrWrongCode)
	_, err = s.Redeem(t.Context(), "shop", p.Code.Digits(), address(2))
	want(t, err, nil)
}

func TestMalformedCodesAreNotGuesses(t *testing.T) {
	t.Parallel()
	s := open(t, pairing.Config{})
	p := issue(t, s)
	for range 1000 {
		_, err := s.Redeem(t.Context(), "shop", "48291320", address(0))
		want(t, err, pairing.ErrMalformedCode)
	}
	_, err := redeem(t, s, p.Code)
	want(t, err, nil)
}

// A thousand guesses from one address are throttled; the customer behind the same address gets in once they have stopped.
func TestAThousandGuessesThenTheCustomer(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := open(t, pairing.Config{})
		p := issue(t, s)
		admitted, start := 0, time.Now()
		for i := range 1000 {
			_, err := s.Redeem(t.Context(), "shop", fmt.Sprintf("%09d", i), netip.MustParseAddr("2001:db8::1"))
			if throttled := new(pairing.Throttled); !asThrottled(err, &throttled) {
				want(t, err, pairing.ErrWrongCode)
				admitted++
			} else if throttled.RetryAfter < time.Second || throttled.RetryAfter > time.Minute {
				t.Fatalf("come back after %v", throttled.RetryAfter)
			}
		}
		if admitted != pairing.DefaultPerAddress {
			t.Errorf("%d guesses admitted", admitted)
		}
		if took := time.Since(start); took != time.Duration(admitted)*pairing.DefaultDelay {
			t.Errorf("%d wrong guesses were answered in %v", admitted, took)
		}
		_, err := s.Redeem(t.Context(), "shop", p.Code.Digits(), netip.MustParseAddr("2001:db8::2")) // same /64
		throttled := new(pairing.Throttled)
		if !asThrottled(err, &throttled) {
			t.Fatal(err)
		}
		time.Sleep(2 * pairing.DefaultAddressWindow)
		_, err = s.Redeem(t.Context(), "shop", p.Code.Digits(), netip.MustParseAddr("2001:db8::1"))
		want(t, err, nil)
	})
}

// What is logged names pairings, never codes, tokens or links.
func TestNoSecretsInTheLog(t *testing.T) {
	t.Parallel()
	var log bytes.Buffer
	s := open(t, pairing.Config{Limits: swift, Logger: zerolog.New(zerolog.SyncWriter(&log))})
	p := issue(t, s)
	_, err := s.Redeem(t.Context(), "shop", other(p.Code, 1).Digits(), address(7))
	want(t, err, pairing.ErrWrongCode)
	r, err := redeem(t, s, p.Code)
	want(t, err, nil)
	_, err = s.Move(t.Context(), p.ID, wire.StateEnded, wire.ReasonAdmin)
	want(t, err, nil)
	_, linkToken, _ := strings.Cut(p.Link, ".")
	text := log.String() + fmt.Sprintf("%v %+v %#v", p.Code, p.Pairing, p.Code)
	for _, secret := range []string{p.Code.Digits(), p.Code.Display(), p.Code.Locator, r.Token, linkToken, address(7).String()} {
		if strings.Contains(text, secret) {
			t.Errorf("%q is in: %s", secret, text)
		}
	}
	if !strings.Contains(log.String(), p.ID) {
		t.Error("the pairing is not named")
	}
}
