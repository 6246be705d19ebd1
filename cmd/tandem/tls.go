package main

import (
	"crypto/tls"
	"errors"
	"fmt"
	"net"
	"os"
	"sync"
	"time"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/turn"
)

// certificate is a pair of files that is read again when it has changed, so that a renewal needs no restart.
type certificate struct {
	certFile, keyFile string
	log               zerolog.Logger

	mu     sync.Mutex // protects what follows
	loaded *tls.Certificate
	from   [2]time.Time // when the files that loaded came from were written
	looked time.Time
}

// lookEvery bounds how often the files are looked at.
const lookEvery = 10 * time.Second

func openCertificate(certFile, keyFile string, log zerolog.Logger) (*certificate, error) {
	if certFile == "" || keyFile == "" {
		return nil, errors.New("tls-cert and tls-key belong together: give both, or neither")
	}
	c := &certificate{certFile: certFile, keyFile: keyFile, log: log}
	if err := c.load(); err != nil {
		return nil, err
	}
	return c, nil
}

func (c *certificate) load() error {
	written, err := c.written()
	if err != nil {
		return fmt.Errorf("read the certificate: %w", err)
	}
	pair, err := tls.LoadX509KeyPair(c.certFile, c.keyFile)
	if err != nil {
		return fmt.Errorf("read the certificate %s with the key %s: %w", c.certFile, c.keyFile, err)
	}
	c.loaded, c.from = &pair, written
	return nil
}

func (c *certificate) written() (at [2]time.Time, err error) {
	for i, file := range []string{c.certFile, c.keyFile} {
		info, err := os.Stat(file)
		if err != nil {
			return at, err
		}
		at[i] = info.ModTime()
	}
	return at, nil
}

// get is for tls.Config.GetCertificate. A renewal that cannot be read leaves the former certificate in use.
func (c *certificate) get(*tls.ClientHelloInfo) (*tls.Certificate, error) {
	c.mu.Lock()
	defer c.mu.Unlock()
	if now := time.Now(); now.Sub(c.looked) >= lookEvery {
		c.looked = now
		if written, err := c.written(); err == nil && written != c.from {
			if err := c.load(); err != nil {
				c.log.Error().Err(err).Msg("the new certificate cannot be used; the former one stays")
			} else {
				c.log.Info().Msg("new certificate")
			}
		}
	}
	return c.loaded, nil
}

// secure puts TLS on a listener and tells HTTP from TURN on it, so that one port is enough (turn.Splitter).
func (c *certificate) secure(inner net.Listener) *turn.Splitter {
	return turn.NewSplitter(tls.NewListener(inner, &tls.Config{
		MinVersion: tls.VersionTLS12, GetCertificate: c.get, NextProtos: []string{"h2", "http/1.1", turn.ALPN},
	}))
}
