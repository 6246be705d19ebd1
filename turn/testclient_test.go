package turn

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/tls"
	"crypto/x509"
	"math/big"
	"net"
	"net/netip"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// selfSigned makes a certificate for 127.0.0.1.
func selfSigned(t testing.TB) tls.Certificate {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	template := &x509.Certificate{
		SerialNumber: big.NewInt(1), NotAfter: time.Now().Add(time.Hour), IPAddresses: []net.IP{net.IPv4(127, 0, 0, 1)},
	}
	der, err := x509.CreateCertificate(rand.Reader, template, template, &key.PublicKey, key)
	if err != nil {
		t.Fatal(err)
	}
	return tls.Certificate{Certificate: [][]byte{der}, PrivateKey: key}
}

// withTLS adds a TLS listener.
func withTLS(t testing.TB) func(*Config) {
	cert := selfSigned(t)
	return func(c *Config) {
		l, err := net.Listen("tcp4", "127.0.0.1:0")
		if err != nil {
			t.Fatal(err)
		}
		c.Listeners.TLS = append(c.Listeners.TLS, tls.NewListener(l, &tls.Config{Certificates: []tls.Certificate{cert}}))
	}
}

// endpoint finds where a transport is served.
func (s *Server) endpoint(t testing.TB, transport Transport) netip.AddrPort {
	t.Helper()
	for _, e := range s.endpoints {
		if e.Transport == transport {
			return e.Addr
		}
	}
	t.Fatalf("no endpoint for %s", transport)
	return netip.AddrPort{}
}

// connect opens a connection to a server, with or without credentials.
func connect(t testing.TB, s *Server, transport Transport, c Credentials) *turnclient.Client {
	t.Helper()
	at := s.endpoint(t, transport).String()
	var conn net.Conn
	var err error
	switch transport {
	case UDP:
		conn, err = net.Dial("udp", at)
	case TCP:
		conn, err = net.Dial("tcp", at)
	case TLS:
		conn, err = tls.Dial("tcp", at, &tls.Config{InsecureSkipVerify: true}) // the test made the certificate
	}
	if err != nil {
		t.Fatal(err)
	}
	cl := turnclient.New(conn, transport != UDP)
	cl.Username, cl.Password = c.Username, c.Password
	t.Cleanup(func() { _ = cl.Close() })
	return cl
}
