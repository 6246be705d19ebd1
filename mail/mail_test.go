package mail_test

import (
	"errors"
	"io"
	"net"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"
	"github.com/rs/zerolog"
	"go.uber.org/goleak"

	"github.com/tandem-cobrowse/tandem/mail"
	"github.com/tandem-cobrowse/tandem/store"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// postOffice is a real SMTP server in this process.
type postOffice struct {
	got    chan string
	refuse func(to string) error
	// queue is where the service keeps its letters.
	queue store.Bucket
}

type counter struct {
	office *postOffice
	to     string
}

func (o *postOffice) NewSession(*smtp.Conn) (smtp.Session, error) { return &counter{office: o}, nil }

func (c *counter) Mail(string, *smtp.MailOptions) error { return nil }

func (c *counter) Rcpt(to string, _ *smtp.RcptOptions) error {
	c.to = to
	if c.office.refuse != nil {
		return c.office.refuse(to)
	}
	return nil
}

func (c *counter) Data(r io.Reader) error {
	body, err := io.ReadAll(r)
	c.office.got <- c.to + "\n" + string(body)
	return err
}

func (c *counter) Reset()        {}
func (c *counter) Logout() error { return nil }

// open starts a post office and a service that knows it.
func open(t *testing.T) (*postOffice, *mail.Service) {
	t.Helper()
	office := &postOffice{got: make(chan string, 10)}
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	server := smtp.NewServer(office)
	served := make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	t.Cleanup(func() {
		_ = server.Close()
		<-served
	})
	s, err := bolt.Open(t.Context(), bolt.Config{Path: filepath.Join(t.TempDir(), "tandem.db")})
	if err != nil {
		t.Fatal(err)
	}
	m, err := mail.New(t.Context(), s, zerolog.Nop())
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() {
		if err := errors.Join(m.Close(), s.Close()); err != nil {
			t.Error(err)
		}
	})
	port := l.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // a TCP listener's address is one
	if err := m.SetSettings(t.Context(), mail.Settings{Host: "127.0.0.1", Port: port, Security: mail.Plain, From: "help@example.org", FromName: "Pots"}); err != nil {
		t.Fatal(err)
	}
	if office.queue, err = s.Bucket("mail.queue"); err != nil {
		t.Fatal(err)
	}
	return office, m
}

func (o *postOffice) next(t *testing.T) string {
	t.Helper()
	select {
	case letter := <-o.got:
		return letter
	case <-time.After(30 * time.Second):
		t.Fatal("no letter came")
		return ""
	}
}

func TestALetterArrivesInItsLanguage(t *testing.T) {
	office, m := open(t)
	if err := m.Queue(t.Context(), mail.Words("es-MX").Transcript("l1", "zoe@example.org", "Pots\r\nBcc: evil@example.org", "09:30 Zoë: ¿Hola?", "<p>hi</p>")); err != nil {
		t.Fatal(err)
	}
	letter := office.next(t)
	for _, want := range []string{"zoe@example.org\n", `From: "Pots" <help@example.org>`, "Message-ID: <l1@example.org>", "multipart/alternative", "=C2=BFHola?"} {
		if !strings.Contains(letter, want) {
			t.Errorf("no %q in\n%s", want, letter)
		}
	}
	if strings.Contains(letter, "\nBcc:") {
		t.Errorf("a name broke out of its header:\n%s", letter)
	}
}

func TestWhatIsRefusedForGoodIsNotTriedAgainAndWhatIsRefusedForNowWaits(t *testing.T) {
	office, m := open(t)
	tried := make(chan string, 10)
	office.refuse = func(to string) error {
		tried <- to
		if strings.HasPrefix(to, "never") {
			return &smtp.SMTPError{Code: 550, Message: "no such person"}
		}
		return &smtp.SMTPError{Code: 451, Message: "later"}
	}
	changes, err := office.queue.Watch(t.Context(), "")
	if err != nil {
		t.Fatal(err)
	}
	for id, to := range map[string]string{"l1": "never@example.org", "l2": "later@example.org"} {
		if err := m.Queue(t.Context(), mail.Words("en").Reset(id, to, "https://help.example.org/")); err != nil {
			t.Fatal(err)
		}
	}
	for range 2 {
		select {
		case <-tried:
		case <-time.After(30 * time.Second):
			t.Fatal("not tried")
		}
	}
	for gone := false; !gone; {
		select {
		case c := <-changes:
			gone = c.Key == "l1" && c.Deleted
		case <-time.After(30 * time.Second):
			t.Fatal("what is refused for good is still in the queue")
		}
	}
	if m.Waits(t.Context(), "l1") || !m.Waits(t.Context(), "l2") {
		t.Error("what is refused for now does not wait alone")
	}
	var refused *mail.RefusedError
	if err := m.Test(t.Context(), mail.Words("en").Test("l3", "never@example.org")); !errors.As(err, &refused) || !strings.Contains(refused.Said, "550") || strings.Contains(refused.Said, "never@") {
		t.Errorf("the test says %v", err)
	}
}

func TestSettingsAreHeldToTheirLimits(t *testing.T) {
	_, m := open(t)
	good := mail.Settings{Host: "mail.example.org", Port: 587, Security: mail.StartTLS, User: "u", Password: "p", From: "help@example.org"}
	for name, change := range map[string]func(*mail.Settings){
		"host":     func(s *mail.Settings) { s.Host = "a b" },
		"port":     func(s *mail.Settings) { s.Port = 0 },
		"security": func(s *mail.Settings) { s.Security = mail.Plain },
		"from":     func(s *mail.Settings) { s.From = "x@example.org\r\nBcc: y@example.org" },
	} {
		bad := good
		change(&bad)
		var invalid *mail.InvalidError
		if err := m.SetSettings(t.Context(), bad); !errors.As(err, &invalid) || invalid.Field != name {
			t.Errorf("%s: %v", name, err)
		}
	}
	if err := m.SetSettings(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	good.Password = ""
	if err := m.SetSettings(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	if s, err := m.Settings(t.Context()); err != nil || s.Password != "p" {
		t.Errorf("the password was forgotten: %v", err)
	}
	good.Host = "evil.example.org"
	if err := m.SetSettings(t.Context(), good); err != nil {
		t.Fatal(err)
	}
	if s, _ := m.Settings(t.Context()); s.Password != "" {
		t.Error("the password would go to another host")
	}
	if err := m.SetSettings(t.Context(), mail.Settings{}); err != nil {
		t.Fatal(err)
	}
	if err := m.Queue(t.Context(), mail.Words("en").Test("l9", "zoe@example.org")); !errors.Is(err, mail.ErrOff) {
		t.Errorf("without settings: %v", err)
	}
}

func FuzzCheckAddress(f *testing.F) {
	for _, a := range []string{"zoe@example.org", "a@b\r\nBcc: c@d", `"a b"@c`, "<a@b>", "a@b,c@d", ""} {
		f.Add(a)
	}
	f.Fuzz(func(t *testing.T, address string) {
		if mail.CheckAddress("email", address) == nil && strings.ContainsAny(address, "\r\n,;<>") && !strings.HasPrefix(address, `"`) {
			t.Errorf("%q passes", address)
		}
	})
}
