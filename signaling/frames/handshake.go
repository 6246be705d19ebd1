package frames

import (
	"crypto/sha1" //nolint:gosec // G505: the protocol's choice; it proves that the server speaks WebSocket, and keeps no secret
	"encoding/base64"
	"errors"
	"fmt"
	"net"
	"net/http"
	"strings"
)

// ErrHandshake is wrapped by everything that is wrong with a handshake; the peer has been told by then.
var ErrHandshake = errors.New("frames: no WebSocket handshake")

const (
	version = "13"
	// acceptSuffix and keyBytes are of §1.3 and §4.1.
	acceptSuffix = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
	keyBytes     = 16
)

// Upgraded is a connection that speaks WebSocket from now on.
type Upgraded struct {
	Conn net.Conn
	// Early is what the peer sent before it had our answer.
	Early []byte
	// Protocol is the wanted subprotocol, if the peer speaks it, else "".
	Protocol string
}

// Upgrade answers a handshake, whose origin the caller has looked at, and takes the connection over; or says what is wrong with it.
func Upgrade(w http.ResponseWriter, r *http.Request, protocol string) (Upgraded, error) {
	header := w.Header()
	if status, wrong := check(r); wrong != "" {
		header.Set("Connection", "Upgrade")
		header.Set("Upgrade", "websocket")
		header.Set("Sec-WebSocket-Version", version)
		http.Error(w, "This address answers WebSockets only: "+wrong+".", status)
		return Upgraded{}, fmt.Errorf("%w: %s", ErrHandshake, wrong)
	}
	header.Set("Connection", "Upgrade")
	header.Set("Upgrade", "websocket")
	header.Set("Sec-WebSocket-Accept", accept(key(r)))
	got := Upgraded{}
	if has(r.Header, "Sec-WebSocket-Protocol", protocol) {
		got.Protocol = protocol
		header.Set("Sec-WebSocket-Protocol", protocol)
	}
	w.WriteHeader(http.StatusSwitchingProtocols)
	conn, buffered, err := http.NewResponseController(w).Hijack()
	if err != nil {
		return Upgraded{}, fmt.Errorf("%w: %w", ErrHandshake, err)
	}
	got.Conn = conn
	if n := buffered.Reader.Buffered(); n > 0 {
		early, err := buffered.Peek(n)
		if err != nil {
			return Upgraded{}, errors.Join(fmt.Errorf("%w: %w", ErrHandshake, err), conn.Close())
		}
		got.Early = append(got.Early, early...) // a copy: the buffer, four times as large, goes
	}
	return got, nil
}

// check holds a request against §4.2.1.
func check(r *http.Request) (status int, wrong string) {
	raw, err := base64.StdEncoding.DecodeString(key(r))
	switch {
	case r.Method != http.MethodGet:
		return http.StatusMethodNotAllowed, "the method must be GET"
	case !r.ProtoAtLeast(1, 1) || r.ProtoMajor != 1:
		return http.StatusUpgradeRequired, "the handshake is of HTTP/1.1"
	case !has(r.Header, "Connection", "upgrade") || !has(r.Header, "Upgrade", "websocket"):
		return http.StatusUpgradeRequired, "Connection: Upgrade and Upgrade: websocket are missing"
	case r.Header.Get("Sec-WebSocket-Version") != version:
		return http.StatusBadRequest, "Sec-WebSocket-Version must be " + version
	case err != nil || len(raw) != keyBytes || len(r.Header.Values("Sec-WebSocket-Key")) != 1:
		return http.StatusBadRequest, "one Sec-WebSocket-Key of 16 bytes is needed"
	}
	return 0, ""
}

func key(r *http.Request) string { return strings.TrimSpace(r.Header.Get("Sec-WebSocket-Key")) }

func accept(key string) string {
	sum := sha1.Sum([]byte(key + acceptSuffix)) //nolint:gosec // G401: see the import
	return base64.StdEncoding.EncodeToString(sum[:])
}

// has reports whether one of a header's comma-separated words is the one.
func has(h http.Header, name, word string) bool {
	for _, line := range h.Values(name) {
		for _, one := range strings.Split(line, ",") {
			if strings.EqualFold(strings.TrimSpace(one), word) {
				return true
			}
		}
	}
	return false
}
