package pairing_test

import (
	"bytes"
	"encoding/base64"
	"errors"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

const payOrigin = "https://pay.shop.example"

// newTicket is what a page makes: 32 bytes.
func newTicket(fill byte) string {
	return base64.RawURLEncoding.EncodeToString(bytes.Repeat([]byte{fill}, 32))
}

// shared is a pairing whose customer has said yes, and their token.
func shared(t *testing.T, s *pairing.Service) pairing.Redeemed {
	t.Helper()
	got, err := redeem(t, s, issue(t, s).Code)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.Move(t.Context(), got.ID, wire.StateAsking, wire.ReasonNone); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Consent(t.Context(), got.ID, []wire.Grant{wire.GrantView}); err != nil {
		t.Fatal(err)
	}
	for _, to := range []wire.State{wire.StateConnecting, wire.StateLive} {
		if _, err := s.Move(t.Context(), got.ID, to, wire.ReasonNone); err != nil {
			t.Fatal(err)
		}
	}
	return got
}

func TestATicketWorksOnceAndForItsOriginAlone(t *testing.T) {
	s := open(t, pairing.Config{Limits: swift})
	p := shared(t, s)
	if err := s.Depart(t.Context(), p.ID, newTicket(1), payOrigin, address(0)); err != nil {
		t.Fatal(err)
	}
	for name, try := range map[string]struct{ id, ticket, origin string }{
		"another origin":  {p.ID, newTicket(1), "https://evil.example"},
		"another ticket":  {p.ID, newTicket(2), payOrigin},
		"no ticket":       {p.ID, "", payOrigin},
		"another session": {"aaaaaaaaaaaaaaaaaaaaaaaaaa", newTicket(1), payOrigin},
	} {
		if _, err := s.Arrive(t.Context(), try.id, try.ticket, try.origin, address(0)); !errors.Is(err, pairing.ErrWrongTicket) {
			t.Errorf("%s: %v", name, err)
		}
	}
	var there pairing.Redeemed
	won := race(t, 50, pairing.ErrWrongTicket, func(int) error {
		got, err := s.Arrive(t.Context(), p.ID, newTicket(1), payOrigin, address(0))
		if err == nil {
			there = got.Redeemed
			if !got.SameAddress {
				t.Error("the same address is taken for another")
			}
		}
		return err
	})
	if won != 1 {
		t.Fatalf("the ticket worked %d times", won)
	}
	for _, token := range []string{p.Token, there.Token} {
		if _, err := s.Authenticate(t.Context(), p.ID, token); err != nil {
			t.Errorf("a token of the customer's does not work: %v", err)
		}
	}
	if there.Token == p.Token {
		t.Error("both origins have the same token")
	}
}

func TestATicketDiesAfterAMinuteAndWithItsSession(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	s := open(t, pairing.Config{Limits: swift, Now: func() time.Time { return now }})
	p := shared(t, s)
	if err := s.Depart(t.Context(), p.ID, newTicket(1), payOrigin, address(0)); err != nil {
		t.Fatal(err)
	}
	now = now.Add(pairing.TicketLifetime)
	_, err := s.Arrive(t.Context(), p.ID, newTicket(1), payOrigin, address(0))
	want(t, err, pairing.ErrWrongTicket)
	if err := s.Depart(t.Context(), p.ID, newTicket(2), payOrigin, address(0)); err != nil {
		t.Fatal(err)
	}
	there, err := s.Arrive(t.Context(), p.ID, newTicket(2), payOrigin, address(0))
	if err != nil {
		t.Fatal(err)
	}
	if err := s.Depart(t.Context(), p.ID, newTicket(3), payOrigin, address(0)); err != nil {
		t.Fatal(err)
	}
	if _, err := s.Move(t.Context(), p.ID, wire.StateEnded, wire.ReasonCustomerStopped); err != nil {
		t.Fatal(err)
	}
	_, err = s.Arrive(t.Context(), p.ID, newTicket(3), payOrigin, address(0))
	want(t, err, pairing.ErrWrongTicket)
	_, err = s.Authenticate(t.Context(), p.ID, there.Token)
	want(t, err, pairing.ErrWrongToken)
	want(t, s.Depart(t.Context(), p.ID, newTicket(4), payOrigin, address(0)), pairing.ErrWrongState)
}

func TestTicketsHaveTheSizeOfOne(t *testing.T) {
	s := open(t, pairing.Config{Limits: swift})
	p := shared(t, s)
	for _, bad := range []string{"", newTicket(1)[1:], newTicket(1) + "AA", "not base64!"} {
		want(t, s.Depart(t.Context(), p.ID, bad, payOrigin, address(0)), pairing.ErrBadRequest)
	}
}

func TestTheOldestOfTooManyTokensIsForgotten(t *testing.T) {
	s := open(t, pairing.Config{Limits: swift})
	p := shared(t, s)
	var tokens []string
	for i := range 9 {
		if err := s.Depart(t.Context(), p.ID, newTicket(byte(i)), payOrigin, address(0)); err != nil {
			t.Fatal(err)
		}
		there, err := s.Arrive(t.Context(), p.ID, newTicket(byte(i)), payOrigin, address(0))
		if err != nil {
			t.Fatal(err)
		}
		tokens = append(tokens, there.Token)
	}
	_, err := s.Authenticate(t.Context(), p.ID, tokens[0])
	want(t, err, pairing.ErrWrongToken)
	for _, token := range append(tokens[1:], p.Token) {
		if _, err := s.Authenticate(t.Context(), p.ID, token); err != nil {
			t.Fatal(err)
		}
	}
}

func TestAnAbsenceIsKeptUntilItIsTakenBack(t *testing.T) {
	s := open(t, pairing.Config{Limits: swift})
	p := shared(t, s)
	until := time.Now().Add(15 * time.Minute)
	if _, err := s.Expect(t.Context(), p.ID, "Example Pay", until); err != nil {
		t.Fatal(err)
	}
	away, err := s.Move(t.Context(), p.ID, wire.StateInterrupted, wire.ReasonExpected)
	if err != nil || away.AwayTitle != "Example Pay" || !away.AwayUntil.Equal(until.UTC().Truncate(time.Millisecond)) {
		t.Fatalf("away %q until %v: %v", away.AwayTitle, away.AwayUntil, err)
	}
	// The page that is here again may be about to go, too, and has said so before its link was up.
	live, err := s.Move(t.Context(), p.ID, wire.StateLive, wire.ReasonNone)
	if err != nil || live.AwayTitle != "Example Pay" {
		t.Fatalf("with the link up: %q: %v", live.AwayTitle, err)
	}
	back, err := s.Expect(t.Context(), p.ID, "", time.Time{})
	if err != nil || back.AwayTitle != "" || !back.AwayUntil.IsZero() {
		t.Fatalf("back, and still away: %q until %v: %v", back.AwayTitle, back.AwayUntil, err)
	}
}

func TestAnAbsenceEndsWithTheCustomersYes(t *testing.T) {
	s := open(t, pairing.Config{Limits: swift})
	p := shared(t, s)
	if _, err := s.Expect(t.Context(), p.ID, "Example Pay", time.Now().Add(15*time.Minute)); err != nil {
		t.Fatal(err)
	}
	ended, err := s.Move(t.Context(), p.ID, wire.StateEnded, wire.ReasonTimedOut)
	if err != nil || ended.AwayTitle != "" || !ended.AwayUntil.IsZero() {
		t.Fatalf("over, and still away: %q until %v: %v", ended.AwayTitle, ended.AwayUntil, err)
	}
}

func TestATicketInOtherHandsIsKnown(t *testing.T) {
	s := open(t, pairing.Config{Limits: swift})
	p := shared(t, s)
	if err := s.Depart(t.Context(), p.ID, newTicket(1), payOrigin, address(1)); err != nil {
		t.Fatal(err)
	}
	got, err := s.Arrive(t.Context(), p.ID, newTicket(1), payOrigin, address(2))
	if err != nil || got.SameAddress {
		t.Fatalf("another address is taken for the same: %v", err)
	}
}
