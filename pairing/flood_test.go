package pairing_test

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"net/netip"
	"sync"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	"github.com/tandem-cobrowse/tandem/pairing"
)

// TestGuessers is the promise of docs/security.md, on a clock of its own: a hundred addresses guess for five minutes against a thousand live
// codes, all together 250 times a second; meanwhile customers come and get in at once, also those who mistype once.
func TestGuessers(t *testing.T) {
	t.Parallel()
	synctest.Test(t, func(t *testing.T) {
		s := open(t, pairing.Config{Lifetime: time.Hour})
		var codes []pairing.Code
		for _, p := range issueMany(t, s, 1000) {
			codes = append(codes, p.Code)
		}
		var tries, compared, hits atomic.Int64
		var guessers sync.WaitGroup
		end := time.Now().Add(5 * time.Minute)
		for g := range 100 {
			guessers.Go(func() {
				for ; time.Now().Before(end); time.Sleep(400 * time.Millisecond) {
					tries.Add(1)
					_, err := s.Redeem(t.Context(), "shop", fmt.Sprintf("%09d", rand.IntN(1e9)), address(g))
					switch {
					case errors.Is(err, pairing.ErrWrongCode):
						compared.Add(1)
					case err == nil:
						compared.Add(1)
						hits.Add(1)
					case !errors.Is(err, pairing.ErrTooManyTries):
						t.Error(err)
					}
				}
			})
		}
		for i, code := range codes[:60] {
			before := time.Now()
			customer := netip.AddrFrom4([4]byte{203, 0, byte(i), 1})
			if i%2 == 1 { // every other one mistypes first
				_, err := s.Redeem(t.Context(), "shop", other(code, 1).Digits(), customer)
				want(t, err, pairing.ErrWrongCode)
			}
			_, err := s.Redeem(t.Context(), "shop", code.Digits(), customer)
			want(t, err, nil)
			if took := time.Since(before); took > time.Second {
				t.Errorf("customer %d waited %v", i, took)
			}
			time.Sleep(5 * time.Second)
		}
		guessers.Wait()
		limit := int64(100*pairing.DefaultFreeTries + pairing.DefaultBurst + 300*pairing.DefaultRate + 1)
		if compared.Load() > limit {
			t.Errorf("%d guesses were compared, the limit is %d", compared.Load(), limit)
		}
		// Expected: limit × 1,000 / 10^9 = 0.0005; two hits happen by chance once in eight million runs.
		if hits.Load() > 1 {
			t.Errorf("%d hits", hits.Load())
		}
		t.Logf("%d tries, %d compared, %d hits", tries.Load(), compared.Load(), hits.Load())
	})
}

// TestRightCodesAtOnceAreNoGuesses: an office of forty behind one address, all of whom give their codes in the same moment, and somebody who guesses there, too.
func TestRightCodesAtOnceAreNoGuesses(t *testing.T) {
	t.Parallel()
	s := open(t, pairing.Config{})
	var office sync.WaitGroup
	for _, p := range issueMany(t, s, 40) {
		office.Go(func() {
			if _, err := s.Redeem(t.Context(), "shop", p.Code.Digits(), address(1)); err != nil {
				t.Error(err)
			}
		})
	}
	office.Wait()
	var compared atomic.Int64
	for range 40 {
		office.Go(func() {
			_, err := s.Redeem(t.Context(), "shop", fmt.Sprintf("%09d", rand.IntN(1e9)), address(1))
			if errors.Is(err, pairing.ErrWrongCode) {
				compared.Add(1)
			} else if !errors.Is(err, pairing.ErrTooManyTries) {
				t.Error(err)
			}
		})
	}
	office.Wait()
	if n := compared.Load(); n != pairing.DefaultPerAddress {
		t.Errorf("%d guesses at once were compared", n)
	}
}
