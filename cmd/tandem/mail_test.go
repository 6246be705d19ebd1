package main

import (
	"io"
	"net"
	"regexp"
	"strings"
	"testing"
	"time"

	"github.com/emersion/go-smtp"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// postOffice is a real mail server in this process.
type postOffice struct{ got chan string }

type counter struct{ office *postOffice }

func (o *postOffice) NewSession(*smtp.Conn) (smtp.Session, error) { return counter{o}, nil }
func (c counter) Mail(string, *smtp.MailOptions) error            { return nil }
func (c counter) Rcpt(string, *smtp.RcptOptions) error            { return nil }
func (c counter) Reset()                                          {}
func (c counter) Logout() error                                   { return nil }

func (c counter) Data(r io.Reader) error {
	body, err := io.ReadAll(r)
	c.office.got <- strings.ReplaceAll(string(body), "=\r\n", "") // quoted-printable's soft line ends
	return err
}

// mails starts a mail server and has the administrator name it.
func (b *browser) mails() *postOffice {
	b.r.t.Helper()
	l, err := net.Listen("tcp", "127.0.0.1:0")
	if err != nil {
		b.r.t.Fatal(err)
	}
	office := &postOffice{got: make(chan string, 10)}
	server, served := smtp.NewServer(office), make(chan error, 1)
	go func() { served <- server.Serve(l) }()
	b.r.t.Cleanup(func() { _ = server.Close(); <-served })
	port := l.Addr().(*net.TCPAddr).Port //nolint:forcetypeassert // a TCP listener's address is one
	b.call("PUT", "/api/v1/mail", m{"host": "127.0.0.1", "port": port, "security": "none", "user": "", "from": "help@example.org", "from_name": "Shop"}).want(b.r.t, 200, "")
	return office
}

func (o *postOffice) next(t *testing.T, want string) string {
	t.Helper()
	for {
		select {
		case letter := <-o.got:
			if strings.Contains(letter, want) {
				return letter
			}
		case <-time.After(30 * time.Second):
			t.Fatalf("no letter with %q", want)
		}
	}
}

func TestA2APasswordIsResetByMail(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	stranger := r.browser()
	ada.call("POST", "/api/v1/mail/test", m{"email": "ada@example.org"}).want(t, 409, "mail_off")
	office := ada.mails()
	ada.call("POST", "/api/v1/mail/test", m{"email": "ada@example.org"}).want(t, 204, "")
	office.next(t, "Mail works")
	known := stranger.call("POST", "/api/v1/password-reset", m{"email": "ada@example.org"}).want(t, 204, "")
	unknown := stranger.call("POST", "/api/v1/password-reset", m{"email": "nobody@example.org"}).want(t, 204, "")
	if string(known.body) != string(unknown.body) {
		t.Error("the answers differ")
	}
	token := regexp.MustCompile(`#/reset/([A-Za-z0-9_-]+)`).FindStringSubmatch(office.next(t, "/console/#/reset/"))[1]
	stranger.call("POST", "/api/v1/password-reset/confirm", m{"token": token, "password": "a new password"}).want(t, 204, "")
	stranger.call("POST", "/api/v1/password-reset/confirm", m{"token": token, "password": "a new password"}).want(t, 410, "reset_wrong")
	ada.call("GET", "/api/v1/me", nil).want(t, 401, "not_signed_in")
	stranger.call("POST", "/api/v1/sign-in", m{"email": "ada@example.org", "password": "a new password"}).want(t, 200, "")
}

func TestC8AnAnswerReachesAVisitorWhoHasGone(t *testing.T) {
	r := start(t)
	ada := r.administrator()
	office := ada.mails()
	page, welcome := r.visitor(wire.Visit{})
	page.send(wire.LeaveMessage{ID: "r2", Group: welcome.Groups[0].ID, Name: "Zoë", Email: "zoe@example.org", Language: "en", Text: "Call me back"})
	left := wait(page, func(m wire.ChatChanged) bool { return m.State == wire.ChatLeft })
	page.send(wire.MailTranscript{Email: "zoe@example.org"})
	office.next(t, "Call me back")
	window, _ := ada.desk()
	if err := page.conn.CloseNow(); err != nil {
		t.Fatal(err)
	}
	wait(window, func(m wire.ConversationChanged) bool { return !m.Conversation.Here })
	window.send(wire.Take{Conversation: left.Conversation})
	wait(window, func(m wire.ConversationChanged) bool { return m.Conversation.State == wire.ChatActive })
	window.send(wire.DeskSay{Conversation: left.Conversation, ID: "a1", Text: "We will call at noon"})
	office.next(t, "We will call at noon")
}
