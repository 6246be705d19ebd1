package mail

import (
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/mail"
	"strings"
	"unicode"

	"github.com/tandem-cobrowse/tandem/store"
)

// Security is how the connection to the server is protected.
type Security string

// The kinds of protection.
const (
	// StartTLS begins in the clear and goes no further without TLS (RFC 3207); port 587 as a rule.
	StartTLS Security = "starttls"
	// TLS from the first byte (RFC 8314); port 465 as a rule.
	TLS Security = "tls"
	// Plain is for a server on this machine or in the same network.
	Plain Security = "none"
)

// Settings say how mail leaves. Host "" stands for no mail at all.
type Settings struct {
	Host     string   `json:"host"`
	Port     int      `json:"port"`
	Security Security `json:"security"`
	User     string   `json:"user,omitempty"`
	Password string   `json:"password,omitempty"`
	// From is the address that letters come from, and FromName its name.
	From     string `json:"from"`
	FromName string `json:"from_name,omitempty"`
}

// InvalidError says which field is out of its limits.
type InvalidError struct{ Field, Wanted string }

func (e *InvalidError) Error() string { return e.Field + " must " + e.Wanted }

const settingsKey = "settings"

// Settings returns what was set, or the zero value.
func (s *Service) Settings(ctx context.Context) (Settings, error) {
	var v Settings
	e, err := s.settings.Get(ctx, settingsKey)
	if errors.Is(err, store.ErrNotFound) {
		return v, nil
	}
	if err == nil {
		err = json.Unmarshal(e.Value, &v)
	}
	return v, err
}

// SetSettings replaces them. An empty password keeps the one that is there, as long as host and user stay: it is not sent elsewhere. Error: *InvalidError.
func (s *Service) SetSettings(ctx context.Context, v Settings) error {
	if err := v.check(); err != nil {
		return err
	}
	for {
		e, err := s.settings.Get(ctx, settingsKey)
		absent := errors.Is(err, store.ErrNotFound)
		if err != nil && !absent {
			return err
		}
		var was Settings
		if !absent {
			if err := json.Unmarshal(e.Value, &was); err != nil {
				return err
			}
		}
		if v.Password == "" && v.User != "" && v.User == was.User && v.Host == was.Host {
			v.Password = was.Password
		}
		raw, err := json.Marshal(v) //nolint:gosec // G117: into the data file, from which it has to be sent
		if err != nil {
			return err
		}
		if absent {
			_, err = s.settings.Create(ctx, settingsKey, raw, 0)
		} else {
			_, err = s.settings.Update(ctx, settingsKey, raw, e.Revision, 0)
		}
		if errors.Is(err, store.ErrConflict) || errors.Is(err, store.ErrExists) || errors.Is(err, store.ErrNotFound) {
			continue // somebody else set them in between
		}
		s.look()
		return err
	}
}

func (v Settings) check() error {
	if v.Host == "" {
		return nil
	}
	switch {
	case len(v.Host) > 253 || strings.ContainsFunc(v.Host, func(r rune) bool { return unicode.IsSpace(r) || unicode.IsControl(r) || r == '/' }):
		return &InvalidError{"host", "be the name or address of a mail server"}
	case v.Port < 1 || v.Port > 65535:
		return &InvalidError{"port", "be 1 to 65535"}
	case v.Security != StartTLS && v.Security != TLS && v.Security != Plain:
		return &InvalidError{"security", "be starttls, tls or none"}
	case len(v.User) > 254 || len(v.Password) > 500 || len(v.FromName) > 200 || strings.ContainsFunc(v.FromName, unicode.IsControl):
		return &InvalidError{"user", "have at most 254 characters, the password 500, from_name 200"}
	case v.User != "" && v.Security == Plain && !loopback(v.Host):
		return &InvalidError{"security", "be starttls or tls where a password is sent to another machine"}
	}
	return CheckAddress("from", v.From)
}

func loopback(host string) bool { return host == "localhost" || host == "127.0.0.1" || host == "::1" }

// CheckAddress refuses what is no e-mail address by itself: names, lists, line ends. Whether mail arrives there is not known.
func CheckAddress(field, address string) error {
	a, err := mail.ParseAddress(address)
	if err != nil || a.Address != address || a.Name != "" || len(address) > 254 || strings.ContainsAny(address, "\r\n,;") {
		return &InvalidError{field, "be an e-mail address such as ada@example.org"}
	}
	return nil
}

// ErrOff means that nobody has said yet how mail leaves.
var ErrOff = fmt.Errorf("mail: not set up")
