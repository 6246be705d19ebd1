package main

import (
	"bytes"
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"crypto/x509/pkix"
	"encoding/pem"
	"math/big"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/turn"
	"github.com/tandem-cobrowse/tandem/turn/probe"
)

// newCertificate writes a certificate for 127.0.0.1, signed by itself, with that serial number, and returns the files and those who trust it.
func newCertificate(t *testing.T, folder string, serial int64) (certFile, keyFile string, pool *x509.CertPool) {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(serial), Subject: pkix.Name{CommonName: "tandem test"}, IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
		NotBefore: time.Now().Add(-time.Hour), NotAfter: time.Now().Add(time.Hour), IsCA: true, BasicConstraintsValid: true,
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	keyDER, err := x509.MarshalPKCS8PrivateKey(key)
	if err != nil {
		t.Fatal(err)
	}
	certFile, keyFile = filepath.Join(folder, "cert.pem"), filepath.Join(folder, "key.pem")
	certPEM := pem.EncodeToMemory(&pem.Block{Type: "CERTIFICATE", Bytes: der})
	for file, text := range map[string][]byte{certFile: certPEM, keyFile: pem.EncodeToMemory(&pem.Block{Type: "PRIVATE KEY", Bytes: keyDER})} {
		if err := os.WriteFile(file, text, 0o600); err != nil {
			t.Fatal(err)
		}
	}
	pool = x509.NewCertPool()
	pool.AppendCertsFromPEM(certPEM)
	return certFile, keyFile, pool
}

func TestO2OnePortCarriesHTTPSAndTURN(t *testing.T) {
	cert, key, pool := newCertificate(t, t.TempDir(), 1)
	r := start(t, "--tls-cert", cert, "--tls-key", key)
	transport := &http.Transport{TLSClientConfig: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12}, ForceAttemptHTTP2: true}
	defer transport.CloseIdleConnections()
	response, err := (&http.Client{Transport: transport}).Get("https://" + r.bound.HTTP + "/readyz")
	if err != nil || response.StatusCode != http.StatusOK || response.ProtoMajor != 2 {
		t.Fatalf("HTTPS: %+v, %v", response, err)
	}
	_ = response.Body.Close()

	at, err := ask[relayURLs](t.Context(), r.data, "/turn/urls", nil)
	if err != nil {
		t.Fatal(err)
	}
	secure := ""
	for _, u := range at.TURN {
		if strings.HasPrefix(u, "turns:") {
			secure = u
		}
	}
	if secure != "turns:"+r.bound.HTTP+"?transport=tcp" {
		t.Fatalf("TURN over TLS is offered as %q", secure)
	}
	checks := probe.Run(t.Context(), probe.Config{
		URLs: []string{secure}, TLS: &tls.Config{RootCAs: pool, MinVersion: tls.VersionTLS12},
		Credentials: func(side turn.Side) turn.Credentials {
			c, err := ask[turn.Credentials](t.Context(), r.data, "/turn/credentials", credentialsQuery("one-port", side, time.Minute))
			if err != nil {
				t.Error(err)
			}
			return c
		},
	})
	var said bytes.Buffer
	if err := probe.Write(&said, checks); err != nil || probe.Failed(checks) || len(checks) < 3 {
		t.Errorf("through the one port: %v\n%s", err, &said)
	}
}

func TestO2TheOnePortIsEnough(t *testing.T) {
	cert, key, _ := newCertificate(t, t.TempDir(), 1)
	r := start(t, "--tls-cert", cert, "--tls-key", key, "--turn-listen", "tls")
	at, err := ask[relayURLs](t.Context(), r.data, "/turn/urls", nil)
	if err != nil || len(at.STUN) != 0 || len(at.TURN) != 1 || at.TURN[0] != "turns:"+r.bound.HTTP+"?transport=tcp" {
		t.Errorf("offered: %+v, %v", at, err)
	}
	var out, log bytes.Buffer
	err = run(t.Context(), invocation{Args: []string{"serve", "--listen", "127.0.0.1:0", "--turn-listen", "tls", "--data", filepath.Join(t.TempDir(), "x.db")}, Out: &out, Err: &log})
	if err == nil || !strings.Contains(err.Error(), "tls-cert") {
		t.Errorf("without a certificate: %v", err)
	}
}

func TestO3ARenewedCertificateIsUsedWithoutARestart(t *testing.T) {
	folder := t.TempDir()
	certFile, keyFile, _ := newCertificate(t, folder, 1)
	c, err := openCertificate(certFile, keyFile, zerolog.Nop())
	if err != nil {
		t.Fatal(err)
	}
	serial := func() int64 {
		c.looked = time.Time{} // the next look is due
		got, err := c.get(nil)
		if err != nil {
			t.Fatal(err)
		}
		leaf, err := x509.ParseCertificate(got.Certificate[0])
		if err != nil {
			t.Fatal(err)
		}
		return leaf.SerialNumber.Int64()
	}
	newCertificate(t, folder, 2)
	later := time.Now().Add(time.Minute)
	for _, file := range []string{certFile, keyFile} {
		if err := os.Chtimes(file, later, later); err != nil {
			t.Fatal(err)
		}
	}
	if got := serial(); got != 2 {
		t.Errorf("serial %d after the renewal", got)
	}
	if err := os.WriteFile(certFile, []byte("half a fi"), 0o600); err != nil {
		t.Fatal(err)
	}
	if got := serial(); got != 2 {
		t.Errorf("serial %d while the files are being written", got)
	}
}

func TestCertificateAndKeyBelongTogether(t *testing.T) {
	cert, _, _ := newCertificate(t, t.TempDir(), 1)
	data := filepath.Join(t.TempDir(), "tandem.db")
	for _, args := range [][]string{{"--tls-cert", cert}, {"--tls-key", cert}, {"--tls-cert", cert, "--tls-key", "/nowhere.pem"}} {
		var out, log bytes.Buffer
		err := run(t.Context(), invocation{Args: append([]string{"serve", "--listen", "127.0.0.1:0", "--turn-listen", "off", "--data", data}, args...), Out: &out, Err: &log})
		if err == nil || !strings.Contains(err.Error(), "cert") {
			t.Errorf("%v: %v", args, err)
		}
	}
}
