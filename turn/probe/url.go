package probe

import (
	"errors"
	"fmt"
	"net"
	"strconv"
	"strings"

	"github.com/tandem-cobrowse/tandem/turn"
)

// errURL means that an address is not one of RFC 7064 or RFC 7065.
var errURL = errors.New("not an address of an ICE server")

// iceURL is a stun:, turn: or turns: address.
type iceURL struct {
	text      string
	stunOnly  bool
	transport turn.Transport
	host      string
	port      uint16
}

func parseURL(text string) (u iceURL, err error) {
	u.text = text
	scheme, rest, ok := strings.Cut(text, ":")
	if !ok {
		return u, fmt.Errorf("%w: %q", errURL, text)
	}
	rest, query, _ := strings.Cut(rest, "?")
	u.port = 3478
	switch scheme + "?" + query {
	case "stun?":
		u.stunOnly, u.transport = true, turn.UDP
	case "turn?", "turn?transport=udp":
		u.transport = turn.UDP
	case "turn?transport=tcp":
		u.transport = turn.TCP
	case "turns?", "turns?transport=tcp":
		u.transport, u.port = turn.TLS, 5349
	default:
		return u, fmt.Errorf("%w: %q", errURL, text)
	}
	u.host = rest
	if host, port, err := net.SplitHostPort(rest); err == nil {
		n, err := strconv.ParseUint(port, 10, 16)
		if err != nil || n == 0 {
			return u, fmt.Errorf("%w: port of %q", errURL, text)
		}
		u.host, u.port = host, uint16(n)
	}
	u.host = strings.Trim(u.host, "[]")
	if u.host == "" {
		return u, fmt.Errorf("%w: %q names no host", errURL, text)
	}
	return u, nil
}
