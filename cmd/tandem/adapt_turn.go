package main

import (
	"context"
	"net/netip"
	"net/url"
	"slices"
	"strconv"
	"time"

	"github.com/tandem-cobrowse/tandem/desk"
	"github.com/tandem-cobrowse/tandem/desk/floor"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"github.com/tandem-cobrowse/tandem/turn"
)

// lookUp bounds the reading of a session's site.
const lookUp = 2 * time.Second

// iceServers gives out STUN and TURN servers to sessions. Without a relay (turn-listen off) there are none, and browsers try what they have.
type iceServers struct {
	sessions sessions
	relay    *turn.Server // nil: none
	stun     []string
	turn     []string
}

var _ signaling.Relay = iceServers{}

func newICE(s sessions, relay *turn.Server, public *url.URL) iceServers {
	i := iceServers{sessions: s, relay: relay}
	if relay != nil {
		plain, overTLS := []turn.Endpoint{}, []turn.Endpoint{}
		for _, e := range relay.Endpoints() {
			if e.Transport == turn.TLS {
				overTLS = append(overTLS, e)
			} else {
				plain = append(plain, e)
			}
		}
		if len(plain) > 0 {
			i.stun, i.turn = turn.ICEURLs(relayHost(plain[0].Addr.Addr(), public), plain)
		}
		_, secure := turn.ICEURLs(public.Hostname(), publicPort(overTLS, public)) // the name that the certificate is for
		i.turn = append(i.turn, secure...)
	}
	return i
}

// publicPort gives the endpoints the port of the public address, which a NAT or a container may have mapped.
func publicPort(endpoints []turn.Endpoint, public *url.URL) []turn.Endpoint {
	port := uint64(443)
	if given, err := strconv.ParseUint(public.Port(), 10, 16); err == nil {
		port = given
	}
	for i, e := range endpoints {
		endpoints[i].Addr = netip.AddrPortFrom(e.Addr.Addr(), uint16(port)) //nolint:gosec // parsed as 16 bits
	}
	return endpoints
}

// relayHost is the name under which browsers find the relay: the very address it listens on, or, where it listens on all of them, the public one.
func relayHost(listen netip.Addr, public *url.URL) string {
	if listen.IsUnspecified() {
		return public.Hostname()
	}
	return listen.String()
}

// ICE implements signaling.Relay.
func (i iceServers) ICE(session string, party wire.Party) wire.ICEServers {
	servers, lifetime := i.servers(session, party)
	return wire.ICEServers{Session: session, Servers: servers, RelayOnly: i.relayOnly(session), LifetimeMS: lifetime.Milliseconds()}
}

func (i iceServers) servers(session string, party wire.Party) (servers []wire.ICEServer, lifetime time.Duration) {
	servers = []wire.ICEServer{}
	if i.relay == nil {
		return servers, turn.CredentialLifetime
	}
	side := turn.Customer
	if party == wire.PartyAgent {
		side = turn.Agent
	}
	now := time.Now()
	c := i.relay.Credentials(session, side, now)
	if len(i.stun) > 0 {
		servers = append(servers, wire.ICEServer{URLs: i.stun})
	}
	return append(servers, wire.ICEServer{URLs: i.turn, Username: c.Username, Credential: c.Password}), c.Expires.Sub(now)
}

// EndSession implements signaling.Relay.
func (i iceServers) EndSession(session string) {
	if i.relay != nil {
		i.relay.EndSession(session)
	}
}

// Carries implements signaling.Relay. Without a relay of our own, what is relayed goes through another, and nothing is known of it.
func (i iceServers) Carries(session string) bool {
	return i.relay == nil || i.relay.Carries(session)
}

// relayOnly is the site's choice. If it cannot be read, the addresses stay hidden.
func (i iceServers) relayOnly(session string) bool {
	ctx, cancel := context.WithTimeout(context.Background(), lookUp)
	defer cancel()
	p, err := i.sessions.pairings.Get(ctx, session)
	if err != nil {
		return true
	}
	if p.Site == "" {
		// The agent gathers addresses before the code is used. If it may be used on a site that hides them, they must not be in that offer.
		sites, err := i.sessions.desk.Sites(ctx)
		return err != nil || slices.ContainsFunc(sites, func(s desk.Site) bool { return s.RelayOnly })
	}
	site, err := i.sessions.desk.Site(ctx, p.Site)
	return err != nil || site.RelayOnly
}

// fileServers gives out the same servers for files in chats.
type fileServers struct{ iceServers }

var _ floor.Relay = fileServers{}

// ICE implements floor.Relay.
func (i fileServers) ICE(connection string, side wire.Party) []wire.ICEServer {
	servers, _ := i.servers(connection, side)
	return servers
}
