package turn

import (
	"context"
	"crypto/tls"
	"errors"
	"io"
	"net"
	"net/http"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// onePort serves HTTP and TURN on one TLS port.
func onePort(t *testing.T) (at string, s *Server, splitter *Splitter) {
	t.Helper()
	l, err := net.Listen("tcp4", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	config := &tls.Config{Certificates: []tls.Certificate{selfSigned(t)}, NextProtos: []string{"h2", "http/1.1", ALPN}}
	splitter = newSplitter(tls.NewListener(l, config), 200*time.Millisecond)
	web := &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) { _, _ = io.WriteString(w, r.Proto) })}
	served := make(chan error, 1)
	go func() { served <- web.Serve(splitter.HTTP()) }()
	s = start(t, func(c *Config) { c.Listeners.TLS = append(c.Listeners.TLS, splitter.TURN()) })
	t.Cleanup(func() {
		if err := web.Shutdown(context.Background()); err != nil {
			t.Error(err)
		}
		if err := <-served; !errors.Is(err, http.ErrServerClosed) {
			t.Error(err)
		}
		if err := splitter.Close(); err != nil {
			t.Error(err)
		}
	})
	return l.Addr().String(), s, splitter
}

// O2: one TCP port carries HTTP/2, HTTP/1.1 and TURN over TLS.
func TestOnePortCarriesAll(t *testing.T) {
	at, s, _ := onePort(t)
	insecure := func(protos ...string) *tls.Config { return &tls.Config{InsecureSkipVerify: true, NextProtos: protos} }

	for _, c := range []struct {
		config *tls.Config
		h2     bool
		want   string
	}{
		{insecure("h2", "http/1.1"), true, "HTTP/2.0"},
		{insecure("http/1.1"), false, "HTTP/1.1"},
		{insecure(), false, "HTTP/1.1"}, // a client that knows no ALPN
	} {
		tr := &http.Transport{TLSClientConfig: c.config, ForceAttemptHTTP2: c.h2}
		res, err := (&http.Client{Transport: tr}).Get("https://" + at)
		if err != nil {
			t.Fatal(err)
		}
		body, err := io.ReadAll(res.Body)
		_ = res.Body.Close()
		tr.CloseIdleConnections()
		if err != nil || string(body) != c.want {
			t.Errorf("ALPN %q: %q, %v; want %s", c.config.NextProtos, body, err, c.want)
		}
	}
	for _, config := range []*tls.Config{insecure(), insecure(ALPN)} {
		conn, err := tls.Dial("tcp", at, config)
		if err != nil {
			t.Fatal(err)
		}
		c := turnclient.New(conn, true)
		good := s.Credentials("session", Customer, time.Now())
		c.Username, c.Password = good.Username, good.Password
		a, err := c.Allocate(nil)
		if err != nil {
			t.Fatalf("TURN, ALPN %q: %v", config.NextProtos, err)
		}
		if a.Mapped != addrPort(conn.LocalAddr()) {
			t.Errorf("mapped address %s, want %s", a.Mapped, conn.LocalAddr())
		}
		_ = c.Close()
	}
	if stun, turn := ICEURLs("127.0.0.1", s.Endpoints()); len(stun) != 1 || len(turn) != 3 {
		t.Errorf("URLs %q %q", stun, turn)
	}
}

// O2: neither silence nor garbage keeps the port busy.
func TestOnePortClosesWhatItCannotTell(t *testing.T) {
	at, _, splitter := onePort(t)
	plain := func() net.Conn {
		c, err := net.Dial("tcp", at)
		if err != nil {
			t.Fatal(err)
		}
		return c
	}
	secret := func(b ...byte) net.Conn {
		c, err := tls.Dial("tcp", at, &tls.Config{InsecureSkipVerify: true})
		if err != nil {
			t.Fatal(err)
		}
		_, _ = c.Write(b)
		return c
	}
	garbage := plain()
	_, _ = garbage.Write([]byte("no TLS at all, and then some more of it"))
	for name, c := range map[string]net.Conn{
		"silent":           plain(),
		"garbage":          garbage,
		"TLS, then silent": secret(),
		"half of a STUN":   secret(0, 1, 0),
		"nearly STUN":      secret(0, 1, 0, 0, 1, 2, 3, 4),
	} {
		t.Run(name, func(t *testing.T) { defer c.Close(); expectClosed(t, c) })
	}
	waitFor(t, "all to be cleared away", func() bool { return splitter.undecided.count() == 0 })
}
