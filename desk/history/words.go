package history

import (
	"fmt"
	"slices"
	"strings"
	"unicode"

	"golang.org/x/text/unicode/norm"
)

// Limits of the index.
const (
	// maxWord in letters; the rest of a longer one is not looked at.
	maxWord = 32
	// maxWords of one conversation: a long day's talk has less than half.
	maxWords = 4000
	// maxTerms of one query.
	maxTerms = 8
)

// words returns the distinct words of texts, without case and accents, each written so that it can be part of a key.
func words(texts ...string) []string {
	seen := map[string]bool{}
	for _, text := range texts {
		for _, word := range strings.FieldsFunc(fold(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
			if len(seen) >= maxWords {
				break
			}
			seen[encodeWord(word)] = true
		}
	}
	out := make([]string, 0, len(seen))
	for w := range seen {
		out = append(out, w)
	}
	slices.Sort(out)
	return out
}

// fold takes case and accents off.
func fold(text string) string {
	return strings.Map(func(r rune) rune {
		if unicode.Is(unicode.Mn, r) {
			return -1
		}
		return unicode.ToLower(r)
	}, norm.NFKD.String(text))
}

// encodeWord keeps a-z and 0-9 and writes any other letter as its number between dots, so that the beginning of a word is that of its key.
func encodeWord(word string) string {
	var b strings.Builder
	n := 0
	for _, r := range word {
		if n++; n > maxWord {
			break
		}
		if r >= 'a' && r <= 'z' || r >= '0' && r <= '9' {
			b.WriteRune(r)
		} else {
			fmt.Fprintf(&b, ".%x.", r)
		}
	}
	return b.String()
}
