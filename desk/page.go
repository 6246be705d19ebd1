package desk

import (
	"fmt"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// MaxAddress of a page, in bytes: as long as an agent's browser may send one (maxUrl in assets/src/act/event.ts).
const MaxAddress = 2048

// cleanAddress returns the address of a web page as browsers write it. field is its name in the API.
func cleanAddress(field, address string) (string, error) {
	invalid := &InvalidError{field, `be the address of a web page, such as "https://shop.example.org/help", without a password in it`}
	address = strings.TrimSpace(address)
	if len(address) > MaxAddress || strings.ContainsFunc(address, func(r rune) bool { return unicode.IsSpace(r) || !unicode.IsPrint(r) }) {
		return "", invalid
	}
	u, err := url.Parse(address)
	if err != nil || u.Hostname() == "" || u.User != nil {
		return "", invalid
	}
	u.Scheme, u.Host = strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	if u.Scheme != "https" && u.Scheme != "http" {
		return "", invalid
	}
	if u.Path == "" {
		u.Path = "/"
	}
	if clean := u.String(); len(clean) <= MaxAddress {
		return clean, nil
	}
	return "", invalid // what is no ASCII got longer
}

// cleanLabel trims what people call a page.
func cleanLabel(field, label string) (string, error) {
	label = strings.TrimSpace(label)
	if n := utf8.RuneCountInString(label); n < 1 || n > MaxName || strings.ContainsFunc(label, func(r rune) bool { return !unicode.IsPrint(r) }) {
		return "", &InvalidError{field, fmt.Sprintf("have 1 to %d printable characters", MaxName)}
	}
	return label, nil
}
