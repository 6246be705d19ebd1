package pairing

import (
	"crypto/rand"
	"errors"
	"fmt"
	"reflect"
	"strings"
	"testing"
	"unicode"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

func TestCodesAsPeopleTypeThem(t *testing.T) {
	for _, text := range []string{
		"482913207", "482 913 207", " 482-913-207\n", "482.913.207", "4 8 2 9 1 3 2 0 7", "482\u00a0913\u202f207", "482–913—207", "\u200e482913207\u200f",
		"４８２９１３２０７", "٤٨٢ ٩١٣ ٢٠٧", "۴۸۲۹۱۳۲۰۷", "४८२९१३२०७", "𝟒𝟖𝟐𝟗𝟏𝟑𝟐𝟎𝟕",
	} {
		if c, err := ParseCode(text); err != nil || c.Locator != "482913" || c.Secret != "207" || c.Display() != "482 913 207" {
			t.Errorf("%q reads as %q: %v", text, c.Digits(), err)
		}
	}
	for _, text := range []string{
		"", "-", "48291320", "4829132070", "482913207a", "482,913,207", "四八二九一三二〇七", "①②③④⑤⑥⑦⑧⑨", "48291320\xff",
		strings.Repeat(" ", 100) + "482913207",
	} {
		if c, err := ParseCode(text); !errors.Is(err, ErrMalformedCode) {
			t.Errorf("%q reads as %q: %v", text, c.Digits(), err)
		}
	}
}

// Every range of decimal digits in Unicode is made of whole sets of ten.
func TestDigitRanges(t *testing.T) {
	for _, r := range unicode.Nd.R16 {
		if r.Stride != 1 || (r.Hi-r.Lo+1)%10 != 0 {
			t.Errorf("range %x–%x, stride %d", r.Lo, r.Hi, r.Stride)
		}
	}
	for _, r := range unicode.Nd.R32 {
		if r.Stride != 1 || (r.Hi-r.Lo+1)%10 != 0 {
			t.Errorf("range %x–%x, stride %d", r.Lo, r.Hi, r.Stride)
		}
	}
}

func TestRandomDigitsAreUniform(t *testing.T) {
	var counts [10]int
	const n = 20_000
	for range n {
		d, err := randomDigits(rand.Reader, locatorDigits)
		if err != nil || !isDigits(d, locatorDigits) {
			t.Fatalf("%q, %v", d, err)
		}
		counts[d[0]-'0']++
	}
	for digit, count := range counts {
		if count < n/10-300 || count > n/10+300 { // seven standard deviations of 42
			t.Errorf("%d comes first %d times of %d", digit, count, n)
		}
	}
}

func FuzzParseCode(f *testing.F) {
	for _, text := range []string{"482 913 207", "４８２-９１３-２０７", "48291320", "\xff"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		c, err := ParseCode(text)
		if err != nil {
			if !errors.Is(err, ErrMalformedCode) {
				t.Errorf("%q: %v", text, err)
			}
			return
		}
		if !isDigits(c.Locator, locatorDigits) || !isDigits(c.Secret, secretDigits) {
			t.Errorf("%q reads as %q %q", text, c.Locator, c.Secret)
		}
		if again, err := ParseCode(c.Display()); err != nil || again != c {
			t.Errorf("%q does not read back: %v", c.Display(), err)
		}
	})
}

func FuzzDecodeRecord(f *testing.F) {
	seed := record{
		Pairing: Pairing{
			ID: strings.Repeat("a", idLength), Code: Code{"482913", "207"}, Site: "shop", AgentID: "ada", AgentName: "Ada", State: wire.StateLive,
			Grants: wire.Grants(), Created: fromMS(1), Expires: fromMS(2), Changed: fromMS(3),
		},
		OnlySite: "shop", CustomerDigest: digestOf("c"), LinkDigest: digestOf("l"), WrongGuesses: 1,
	}
	raw, err := seed.encode()
	if err != nil {
		f.Fatal(err)
	}
	if back, err := decodeRecord(raw); err != nil || !reflect.DeepEqual(back, seed) {
		f.Fatalf("a record reads back as %+v: %v", back, err)
	}
	f.Add(raw)
	f.Add([]byte(`{"id":"` + seed.ID + `","locator":"000000","secret":"000","state":"issued"}`))
	f.Add([]byte(`{}`))
	f.Fuzz(func(t *testing.T, raw []byte) {
		r, err := decodeRecord(raw)
		if err != nil {
			if !errors.Is(err, errDamagedRecord) {
				t.Error(err)
			}
			return
		}
		again, err := r.encode()
		if err != nil {
			t.Fatal(err)
		}
		if back, err := decodeRecord(again); err != nil || fmt.Sprintf("%+v", back) != fmt.Sprintf("%+v", r) {
			t.Errorf("%+v reads back as %+v: %v", r, back, err)
		}
	})
}
