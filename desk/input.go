package desk

import (
	"fmt"
	"net/mail"
	"net/url"
	"strings"
	"unicode"
	"unicode/utf8"
)

// Limits of what people type.
const (
	MaxName     = 80  // characters
	MaxEmail    = 254 // bytes, RFC 5321 §4.5.3.1.3 less the angle brackets
	MinPassword = 10  // characters
	MaxPassword = 256 // characters
	MaxOrigins  = 50
	maxOrigin   = 300 // bytes: a host name of 253, a scheme and a port
)

// cleanName trims a name and refuses what cannot be shown on one line.
func cleanName(name string) (string, error) {
	name = strings.TrimSpace(name)
	if n := utf8.RuneCountInString(name); n < 1 || n > MaxName || !utf8.ValidString(name) {
		return "", &InvalidError{"name", fmt.Sprintf("have 1 to %d characters", MaxName)}
	}
	for _, r := range name {
		if !unicode.IsPrint(r) {
			return "", &InvalidError{"name", "have printable characters only"}
		}
	}
	return name, nil
}

// cleanEmail returns the address without blanks around it. Whether mail arrives there is not known.
func cleanEmail(email string) (string, error) {
	email = strings.TrimSpace(email)
	invalid := &InvalidError{"email", "be an e-mail address such as ada@example.org"}
	if len(email) > MaxEmail {
		return "", invalid
	}
	a, err := mail.ParseAddress(email)
	if err != nil || a.Address != email || a.Name != "" {
		return "", invalid
	}
	return email, nil
}

// emailKey is the same for addresses that differ in case only: hardly any mail server tells them apart, and people do not.
func emailKey(email string) string { return digest(strings.ToLower(strings.TrimSpace(email))) }

func checkPassword(password string) error {
	if n := utf8.RuneCountInString(password); n < MinPassword || n > MaxPassword || !utf8.ValidString(password) {
		return &InvalidError{"password", fmt.Sprintf("have %d to %d characters", MinPassword, MaxPassword)}
	}
	return nil
}

// CleanOrigin returns an origin as browsers send it (RFC 6454 §6.2): lower case, no path, no port where it is the scheme's own.
func CleanOrigin(origin string) (string, error) {
	invalid := &InvalidError{"origins", `be origins such as "https://shop.example.org" or "http://localhost:8080": scheme and host, no path`}
	u, err := url.Parse(strings.TrimSpace(origin))
	if err != nil || len(origin) > maxOrigin || u.Hostname() == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || (u.Path != "" && u.Path != "/") {
		return "", invalid
	}
	scheme, host := strings.ToLower(u.Scheme), strings.ToLower(u.Host)
	switch scheme {
	case "https":
		host = strings.TrimSuffix(host, ":443")
	case "http":
		host = strings.TrimSuffix(host, ":80")
	default:
		return "", invalid
	}
	for _, r := range host { // a name outside ASCII is sent in punycode by browsers
		if r > unicode.MaxASCII || r == '*' || r == '"' || r == '\'' || r == ';' || r == ',' {
			return "", invalid
		}
	}
	return scheme + "://" + strings.TrimSuffix(host, ":"), nil
}

func cleanOrigins(origins []string) ([]string, error) {
	if len(origins) < 1 || len(origins) > MaxOrigins {
		return nil, &InvalidError{"origins", fmt.Sprintf("have 1 to %d entries", MaxOrigins)}
	}
	var out []string
	seen := map[string]bool{}
	for _, o := range origins {
		clean, err := CleanOrigin(o)
		if err != nil {
			return nil, err
		}
		if !seen[clean] {
			seen[clean] = true
			out = append(out, clean)
		}
	}
	return out, nil
}
