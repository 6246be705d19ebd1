package mail

import (
	"context"
	"errors"
	"fmt"
	"strings"

	gomail "github.com/wneessen/go-mail"
)

// send hands one letter to the mail server of the settings.
func send(ctx context.Context, s Settings, l Letter) error {
	m := gomail.NewMsg()
	if err := m.FromFormat(s.FromName, s.From); err != nil {
		return fmt.Errorf("mail: from: %w", err)
	}
	if err := m.To(l.To); err != nil {
		return fmt.Errorf("mail: to: %w", err)
	}
	_, domain, _ := strings.Cut(s.From, "@")
	m.SetMessageIDWithValue(l.ID + "@" + domain)
	m.SetDate()
	m.Subject(l.Subject)
	m.SetBodyString(gomail.TypeTextPlain, l.Text)
	if l.HTML != "" {
		m.AddAlternativeString(gomail.TypeTextHTML, l.HTML)
	}
	c, err := client(s)
	if err != nil {
		return err
	}
	return c.DialAndSendWithContext(ctx, m)
}

func client(s Settings) (*gomail.Client, error) {
	options := []gomail.Option{gomail.WithPort(s.Port), gomail.WithTimeout(sendTime)}
	switch s.Security {
	case TLS:
		options = append(options, gomail.WithSSL())
	case Plain:
		options = append(options, gomail.WithTLSPolicy(gomail.NoTLS))
	default:
		options = append(options, gomail.WithTLSPolicy(gomail.TLSMandatory))
	}
	if s.User != "" {
		auth := gomail.SMTPAuthAutoDiscover
		if s.Security == Plain {
			auth = gomail.SMTPAuthPlainNoEnc // on this machine only; Settings.check holds that
		}
		options = append(options, gomail.WithSMTPAuth(auth), gomail.WithUsername(s.User), gomail.WithPassword(s.Password))
	}
	c, err := gomail.NewClient(s.Host, options...)
	if err != nil {
		return nil, fmt.Errorf("mail: %w", err)
	}
	return c, nil
}

// Test sends one letter at once, past the queue, and returns what the server says to it.
func (s *Service) Test(ctx context.Context, l Letter) error {
	settings, err := s.Settings(ctx)
	if err != nil {
		return err
	}
	if settings.Host == "" {
		return ErrOff
	}
	if err := CheckAddress("email", l.To); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, sendTime)
	defer cancel()
	if err := send(ctx, settings, l); err != nil {
		return &RefusedError{wordless(err)}
	}
	return nil
}

// RefusedError is what the mail server, or the way to it, said.
type RefusedError struct{ Said string }

func (e *RefusedError) Error() string { return "mail: not sent: " + e.Said }

// forNow reports whether another try makes sense: the server said so, or was not reached.
func forNow(err error) bool {
	var refused *gomail.SendError
	if errors.As(err, &refused) && refused.ErrorCode() >= 500 {
		return false
	}
	return true
}

// wordless leaves addresses out of what is logged or shown.
func wordless(err error) string {
	words := strings.Fields(err.Error())
	for i, w := range words {
		if strings.Contains(w, "@") {
			words[i] = "(address)"
		}
	}
	text := strings.Join(words, " ")
	return text[:min(len(text), 300)]
}
