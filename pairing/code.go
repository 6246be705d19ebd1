package pairing

import (
	"crypto/rand"
	"fmt"
	"io"
	"math/big"
	"strings"
	"unicode"
)

const (
	locatorDigits = 6
	secretDigits  = 3
	// maxCodeText in bytes: nine digits of four bytes each with a separator between all of them.
	maxCodeText = 64
)

// Code is what an agent reads to a customer. The locator finds the pairing on the server; the secret is the agent's browser's own, and the
// two are kept apart everywhere because the secret is to stay between the two browsers one day.
type Code struct {
	Locator string // six digits
	Secret  string // three digits
}

// ParseCode reads what a person typed: nine digits of any script (full-width and Arabic-Indic ones are what some keyboards give), with spaces, hyphens
// and dots of any kind wherever they like. Anything else is ErrMalformedCode.
func ParseCode(text string) (Code, error) {
	if len(text) > maxCodeText {
		return Code{}, ErrMalformedCode
	}
	var digits strings.Builder
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Nd, r):
			digits.WriteByte('0' + digitValue(r))
		case unicode.IsSpace(r), unicode.Is(unicode.Pd, r), unicode.Is(unicode.Cf, r), r == '.', r == '·':
		default:
			return Code{}, ErrMalformedCode
		}
	}
	if digits.Len() != locatorDigits+secretDigits {
		return Code{}, ErrMalformedCode
	}
	return Code{Locator: digits.String()[:locatorDigits], Secret: digits.String()[locatorDigits:]}, nil
}

// digitValue is the value of a decimal digit. Unicode keeps the ten digits of a script together and in order (its stability policy
// promises it since version 6.3), and every range of the table begins with a zero.
func digitValue(r rune) byte {
	c := uint32(r) //nolint:gosec // runes of the table are not negative
	for _, t := range unicode.Nd.R16 {
		if uint32(t.Lo) <= c && c <= uint32(t.Hi) {
			return byte((c - uint32(t.Lo)) % 10)
		}
	}
	for _, t := range unicode.Nd.R32 {
		if t.Lo <= c && c <= t.Hi {
			return byte((c - t.Lo) % 10)
		}
	}
	return 0
}

// Digits is the code as nine digits.
func (c Code) Digits() string { return c.Locator + c.Secret }

// Display is the code as people read it: "482 913 207".
func (c Code) Display() string {
	d := c.Digits()
	if len(d) != locatorDigits+secretDigits {
		return d
	}
	return d[:3] + " " + d[3:6] + " " + d[6:]
}

// String keeps codes out of logs.
func (c Code) String() string { return "(code)" }

// GoString keeps them out of logs with %#v, too.
func (c Code) GoString() string { return c.String() }

// randomDigits is n uniform digits.
func randomDigits(random io.Reader, n int) (string, error) {
	limit := new(big.Int).Exp(big.NewInt(10), big.NewInt(int64(n)), nil)
	v, err := rand.Int(random, limit)
	if err != nil {
		return "", fmt.Errorf("pairing: read randomness: %w", err)
	}
	return fmt.Sprintf("%0*d", n, v), nil
}

func isDigits(s string, n int) bool {
	return len(s) == n && strings.Trim(s, "0123456789") == ""
}
