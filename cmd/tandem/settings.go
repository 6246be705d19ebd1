package main

import (
	"fmt"
	"net"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"strings"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/desk"
)

// flags are the settings as kong sees them: given or not. What they mean and which values are allowed is in settingsTable.
type flags struct {
	Config         *string `help:"Settings file; tandem.yml is read if it is there." placeholder:"FILE"`
	Listen         *string `help:"Where to answer HTTP and WebSockets." placeholder:"127.0.0.1:8080"`
	TurnListen     *string `help:"Where to answer STUN and TURN, UDP and TCP; tls for the HTTPS port alone; or off." placeholder:"127.0.0.1:3478"`
	PublicURL      *string `name:"public-url" help:"Where people and pages reach this server." placeholder:"URL"`
	Data           *string `help:"The data file." placeholder:"./tandem.db"`
	TLSCert        *string `name:"tls-cert" help:"Certificate chain (PEM); with it the server answers HTTPS, and TURN over TLS on the same port." placeholder:"FILE"`
	TLSKey         *string `name:"tls-key" help:"The certificate's private key (PEM)." placeholder:"FILE"`
	TurnExternalIP *string `name:"turn-external-ip" help:"Addresses under which relays are seen from outside, behind a NAT; found out if left out." placeholder:"IP,…"`
	TurnRelayPorts *string `help:"Ports that relays use." placeholder:"49152-65535"`
	TurnAllowPeers *string `help:"Private networks that relays may reach all the same." placeholder:"NET,…"`
	MetricsListen  *string `help:"Where to answer Prometheus (/metrics), or off." placeholder:"off"`
	TrustedProxies *string `help:"Addresses of proxies whose X-Forwarded-For is believed." placeholder:"NET,…"`
	Demo           *string `help:"The demo shop: on, off, or auto (while only this machine can reach the server)." placeholder:"auto"`
	LogLevel       *string `help:"debug, info, warn or error." placeholder:"info"`
	LogFormat      *string `help:"pretty, json, or auto (pretty on a terminal)." placeholder:"auto"`
}

// settings are what the server runs with.
type settings struct {
	Listen         string
	TurnListen     string   // empty: no STUN or TURN
	PublicURL      *url.URL // nil: as listened on
	Data           string
	TLSCert        string // empty: plain HTTP
	TLSKey         string
	TurnExternalIP []netip.Addr
	TurnMinPort    uint16
	TurnMaxPort    uint16
	TurnAllowPeers []netip.Prefix
	MetricsListen  string // empty: no metrics
	TrustedProxies []netip.Prefix
	Demo           string
	LogLevel       zerolog.Level
	LogFormat      string
}

// turnOverTLSOnly is turn-listen's value for a server that has the one HTTPS port and no other.
const turnOverTLSOnly = "tls"

// setting is one row: a name (the flag's and the file's; the environment's is made from it), a default, and what it takes.
type setting struct {
	name     string
	fallback string
	wanted   string // the end of "… must be …"
	flag     func(flags) *string
	set      func(*settings, string) bool // false: not allowed
}

func settingsTable() []setting {
	return []setting{
		{
			"listen", "127.0.0.1:8080", `an address and port such as 127.0.0.1:8080, :8080 or [::1]:8080`,
			func(f flags) *string { return f.Listen },
			func(s *settings, v string) bool { s.Listen = v; return hostPort(v) },
		},
		{
			"turn-listen", "127.0.0.1:3478", `an address and port such as 127.0.0.1:3478 or 0.0.0.0:3478, "tls", or "off"`,
			func(f flags) *string { return f.TurnListen },
			func(s *settings, v string) bool {
				s.TurnListen = strings.TrimSuffix(v, "off")
				return v == "off" || v == turnOverTLSOnly || hostPort(v)
			},
		},
		{
			"public-url", "", `http or https, host and port only, such as https://help.example.org`,
			func(f flags) *string { return f.PublicURL },
			setPublicURL,
		},
		{
			"data", "./tandem.db", "the path of a file",
			func(f flags) *string { return f.Data },
			func(s *settings, v string) bool { s.Data = v; return v != "" },
		},
		{
			"tls-cert", "", "the path of a PEM file",
			func(f flags) *string { return f.TLSCert },
			func(s *settings, v string) bool { s.TLSCert = v; return true },
		},
		{
			"tls-key", "", "the path of a PEM file",
			func(f flags) *string { return f.TLSKey },
			func(s *settings, v string) bool { s.TLSKey = v; return true },
		},
		{
			"turn-external-ip", "", "one IPv4 address, one IPv6 address, or one of each with a comma between them",
			func(f flags) *string { return f.TurnExternalIP },
			setExternalIP,
		},
		{
			"turn-relay-ports", "49152-65535", "two ports from 1024 to 65535, such as 49152-65535",
			func(f flags) *string { return f.TurnRelayPorts },
			setRelayPorts,
		},
		{
			"turn-allow-peers", "", "addresses or networks with commas between them, such as 10.20.0.0/16",
			func(f flags) *string { return f.TurnAllowPeers },
			func(s *settings, v string) (ok bool) { s.TurnAllowPeers, ok = networks(v); return ok },
		},
		{
			"metrics-listen", "off", `an address and port such as 127.0.0.1:9464, or "off"`,
			func(f flags) *string { return f.MetricsListen },
			func(s *settings, v string) bool {
				s.MetricsListen = strings.TrimSuffix(v, "off")
				return v == "off" || hostPort(v)
			},
		},
		{
			"trusted-proxies", "", "addresses or networks with commas between them, such as 10.0.0.7, 192.0.2.0/24",
			func(f flags) *string { return f.TrustedProxies },
			func(s *settings, v string) (ok bool) { s.TrustedProxies, ok = networks(v); return ok },
		},
		{
			"demo", "auto", "auto, on or off",
			func(f flags) *string { return f.Demo },
			func(s *settings, v string) bool { s.Demo = v; return v == "auto" || v == "on" || v == "off" },
		},
		{
			"log-level", "info", "debug, info, warn or error",
			func(f flags) *string { return f.LogLevel },
			func(s *settings, v string) bool {
				var err error
				s.LogLevel, err = zerolog.ParseLevel(v)
				return err == nil && s.LogLevel >= zerolog.DebugLevel && s.LogLevel <= zerolog.ErrorLevel && v != ""
			},
		},
		{
			"log-format", "auto", "auto, pretty or json",
			func(f flags) *string { return f.LogFormat },
			func(s *settings, v string) bool { s.LogFormat = v; return v == "auto" || v == "pretty" || v == "json" },
		},
	}
}

// env is the setting's name in the environment.
func (s setting) env() string {
	return "TANDEM_" + strings.ToUpper(strings.ReplaceAll(s.name, "-", "_"))
}

func hostPort(v string) bool {
	host, port, err := net.SplitHostPort(v)
	if err != nil {
		return false
	}
	if _, err := strconv.ParseUint(port, 10, 16); err != nil {
		return false
	}
	if host == "" || host == "localhost" {
		return true
	}
	_, err = netip.ParseAddr(host)
	return err == nil
}

func setPublicURL(s *settings, v string) bool {
	if v == "" {
		s.PublicURL = nil
		return true
	}
	origin, err := desk.CleanOrigin(v)
	if err != nil {
		return false
	}
	s.PublicURL, err = url.Parse(origin)
	return err == nil
}

// networks reads a list of addresses and networks.
func networks(v string) (out []netip.Prefix, ok bool) {
	for part := range strings.SplitSeq(v, ",") {
		part = strings.TrimSpace(part)
		if part == "" {
			continue
		}
		p, err := netip.ParsePrefix(part)
		if a, addrErr := netip.ParseAddr(part); addrErr == nil {
			p, err = a.Prefix(a.BitLen())
		}
		if err != nil {
			return nil, false
		}
		out = append(out, p.Masked())
	}
	return out, true
}

func setExternalIP(s *settings, v string) bool {
	s.TurnExternalIP = nil
	for part := range strings.SplitSeq(v, ",") {
		if part = strings.TrimSpace(part); part == "" {
			continue
		}
		a, err := netip.ParseAddr(part)
		if err != nil || a.Zone() != "" || slices.ContainsFunc(s.TurnExternalIP, func(o netip.Addr) bool { return o.Is4() == a.Unmap().Is4() }) {
			return false
		}
		s.TurnExternalIP = append(s.TurnExternalIP, a.Unmap())
	}
	return true
}

func setRelayPorts(s *settings, v string) bool {
	low, high, ok := strings.Cut(v, "-")
	from, err := strconv.ParseUint(low, 10, 16)
	to, err2 := strconv.ParseUint(high, 10, 16)
	s.TurnMinPort, s.TurnMaxPort = uint16(from), uint16(to) //nolint:gosec // parsed as 16 bits
	return ok && err == nil && err2 == nil && from >= 1024 && from <= to
}

// wrong words a refused value: where it stands, what it is and what is allowed.
func (s setting) wrong(where, value string) error {
	return fmt.Errorf("%s must be %s, not %q", where, s.wanted, value)
}
