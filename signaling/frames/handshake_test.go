package frames_test

import (
	"net"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"

	"github.com/tandem-cobrowse/tandem/signaling/frames"
)

// The example of RFC 6455 §1.3.
const handshake = "GET /chat HTTP/1.1\r\nHost: server.example.com\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n" +
	"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r\nSec-WebSocket-Protocol: chat, superchat\r\nSec-WebSocket-Version: 13\r\n\r\n"

// shake sends a request, with more behind it, and returns the answer and what became of it.
func shake(t *testing.T, request, more string) (answer string, up frames.Upgraded) {
	t.Helper()
	done := make(chan frames.Upgraded, 1)
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		up, err := frames.Upgrade(w, r, "superchat")
		if err == nil {
			_ = up.Conn.Close()
		}
		done <- up
	}))
	defer server.Close()
	conn, err := net.Dial("tcp", server.Listener.Addr().String())
	if err != nil {
		t.Fatal(err)
	}
	defer conn.Close()
	if _, err := conn.Write([]byte(request + more)); err != nil {
		t.Fatal(err)
	}
	buf := make([]byte, 4096)
	n, err := conn.Read(buf)
	if err != nil {
		t.Fatal(err)
	}
	return string(buf[:n]), <-done
}

func TestTheHandshakeIsThatOfTheRFC(t *testing.T) {
	early := string(whole(frames.Text, "early"))
	answer, up := shake(t, handshake, early)
	for _, line := range []string{"HTTP/1.1 101 ", "Upgrade: websocket\r\n", "Connection: Upgrade\r\n", "Sec-Websocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\n", "Sec-Websocket-Protocol: superchat\r\n"} {
		if !strings.Contains(answer, line) {
			t.Errorf("no %q in %q", line, answer)
		}
	}
	if up.Protocol != "superchat" || !strings.HasPrefix(early, string(up.Early)) {
		t.Errorf("%+v", up)
	}
	if answer, up = shake(t, strings.Replace(handshake, ", superchat", "", 1), ""); up.Protocol != "" || strings.Contains(answer, "Sec-Websocket-Protocol") {
		t.Errorf("an unknown protocol: %q", answer)
	}
}

func TestWhatIsNoHandshakeIsRefused(t *testing.T) {
	for replace, status := range map[[2]string]string{
		{"GET", "POST"}:                                     "405",
		{"Upgrade: websocket", "Upgrade: h2c"}:              "426",
		{"keep-alive, Upgrade", "keep-alive"}:               "426",
		{"Version: 13", "Version: 8"}:                       "400",
		{"dGhlIHNhbXBsZSBub25jZQ==", "c2hvcnQ="}:            "400",
		{"dGhlIHNhbXBsZSBub25jZQ==", "\x22\x22"}:            "400",
		{"Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==", ""}: "400",
	} {
		request := strings.Replace(handshake, replace[0], replace[1], 1)
		if replace[1] == "" {
			request = strings.Replace(request, "\r\n\r\n", "\r\n", 1) + "\r\n"
		}
		if answer, up := shake(t, request, ""); !strings.HasPrefix(answer, "HTTP/1.1 "+status) || up.Conn != nil {
			t.Errorf("%q: %q", replace[1], answer)
		}
	}
}
