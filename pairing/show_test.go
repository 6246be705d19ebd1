package pairing_test

import (
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func show(t *testing.T, s *pairing.Service, from int) pairing.Shown {
	t.Helper()
	p, err := s.Show(t.Context(), pairing.ShowRequest{Site: "shop", From: address(from)})
	if err != nil {
		t.Fatal(err)
	}
	return p
}

func typeCode(t *testing.T, s *pairing.Service, code pairing.Code, staff string) (pairing.Pairing, error) {
	t.Helper()
	return s.RedeemForStaff(t.Context(), code.Digits(), staff, staff, address(0))
}

func TestP4ACodeThatACustomerShowsWorksOnce(t *testing.T) {
	s := open(t, pairing.Config{Limits: swift})
	p := show(t, s, 1)
	if _, err := s.Authenticate(t.Context(), p.ID, p.Token); err != nil {
		t.Fatalf("the page that shows the code is not known: %v", err)
	}
	won := race(t, 20, pairing.ErrCodeUsed, func(i int) error {
		_, err := s.RedeemForStaff(t.Context(), p.Code.Digits(), "ada", "Ada", address(i))
		return err
	})
	if won != 1 {
		t.Fatalf("the code worked %d times", won)
	}
	got := wantState(t, s, p.ID, wire.StateRedeemed, wire.ReasonNone)
	if got.AgentID != "ada" || got.Site != "shop" {
		t.Errorf("agent %q at site %q", got.AgentID, got.Site)
	}
	list, err := s.List(t.Context(), "ada", 10)
	if err != nil || len(list) != 1 || list[0].ID != p.ID {
		t.Errorf("not on the agent's list: %v, %v", list, err)
	}
}

func TestP4EachCodeIsForTheOtherSideAlone(t *testing.T) {
	s := open(t, pairing.Config{Limits: swift})
	shown, issued := show(t, s, 1), issue(t, s)
	_, err := s.Redeem(t.Context(), "shop", shown.Code.Digits(), address(2))
	want(t, err, pairing.ErrWrongCode)
	_, err = typeCode(t, s, issued.Code, "bo")
	want(t, err, pairing.ErrWrongCode)
	wantState(t, s, shown.ID, wire.StateIssued, wire.ReasonNone)
	wantState(t, s, issued.ID, wire.StateIssued, wire.ReasonNone)
}

func TestP4AShownCodeExpiresAndIsBurntByGuesses(t *testing.T) {
	now := time.Date(2026, 11, 22, 10, 0, 0, 0, time.UTC)
	s := open(t, pairing.Config{Limits: swift, Now: func() time.Time { return now }})
	guessed := show(t, s, 1)
	for i := range 5 {
		_, err := s.RedeemForStaff(t.Context(), other(guessed.Code, i+1).Digits(), "ada", "Ada", address(10+i))
		want(t, err, pairing.ErrWrongCode)
	}
	wantState(t, s, guessed.ID, wire.StateWithdrawn, wire.ReasonGuessed)
	late := show(t, s, 1)
	now = now.Add(pairing.DefaultLifetime)
	_, err := typeCode(t, s, late.Code, "ada")
	want(t, err, pairing.ErrCodeExpired)
}

func TestP4NobodyCanUseUpTheCodes(t *testing.T) {
	s := open(t, pairing.Config{Limits: swift})
	for range pairing.DefaultShowsPerAddress {
		show(t, s, 1)
	}
	_, err := s.Show(t.Context(), pairing.ShowRequest{Site: "shop", From: address(1)})
	want(t, err, pairing.ErrTooManyTries)
	show(t, s, 2)
	_, err = s.Show(t.Context(), pairing.ShowRequest{Site: "shop", Secret: "12", From: address(3)})
	want(t, err, pairing.ErrBadRequest)
}
