package history

import (
	"strings"
	"unicode"
	"unicode/utf8"
)

// passageAround is how many characters of a text are shown before and after what was found.
const passageAround = 70

// Passage returns the part of the first text in which a word of the query occurs, with what stands around it; "" where none does.
func Passage(query string, texts []string) string {
	wanted := words(query)
	for _, text := range texts {
		if at, end := find(wanted, text); end > 0 {
			return around(text, at, end)
		}
	}
	return ""
}

// find returns where the first word begins and ends, in bytes, that one of the wanted words is the beginning of; 0, 0 for none.
func find(wanted []string, text string) (from, to int) {
	start := -1
	for i, r := range text + " " {
		isWord := unicode.IsLetter(r) || unicode.IsDigit(r) || unicode.Is(unicode.Mn, r)
		switch {
		case isWord && start < 0:
			start = i
		case !isWord && start >= 0:
			if begins(wanted, text[start:i]) {
				return start, i
			}
			start = -1
		}
	}
	return 0, 0
}

// begins compares as the index does: without case and accents, whole words where there is one letter only.
func begins(wanted []string, word string) bool {
	for _, w := range words(word) {
		for _, q := range wanted {
			if w == q || (len(q) >= minPrefix && strings.HasPrefix(w, q)) {
				return true
			}
		}
	}
	return false
}

// around cuts between words where it can, and says with an ellipsis where it did.
func around(text string, from, to int) string {
	before, after := text[:from], text[to:]
	if cut := back(before, passageAround); cut > 0 {
		if space := strings.IndexFunc(before[cut:], unicode.IsSpace); space >= 0 {
			cut += space + 1
		}
		before = "… " + before[cut:]
	}
	if cut := ahead(after, passageAround); cut < len(after) {
		if space := strings.LastIndexFunc(after[:cut], unicode.IsSpace); space > 0 {
			cut = space
		}
		after = after[:cut] + " …"
	}
	return strings.Join(strings.Fields(before+text[from:to]+after), " ")
}

// back is where the last n characters of s begin, ahead where the first n end.
func back(s string, n int) int {
	for ; n > 0 && s != ""; n-- {
		_, size := utf8.DecodeLastRuneInString(s)
		s = s[:len(s)-size]
	}
	return len(s)
}

func ahead(s string, n int) int {
	for i := range s {
		if n--; n < 0 {
			return i
		}
	}
	return len(s)
}
