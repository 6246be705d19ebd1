package turn

import (
	"context"
	"errors"
	"net"
	"net/netip"
	"sync"

	"github.com/pion/logging"
	pion "github.com/pion/turn/v5"
	"github.com/rs/zerolog"
)

// Server is a STUN and TURN server. It is safe for concurrent use.
type Server struct {
	*Issuer

	cfg       Config
	endpoints []Endpoint
	rules     *rules
	ports     relayPorts
	control   *pion.Server
	log       zerolog.Logger

	mu       sync.Mutex
	sessions map[string]map[*relaySocket]struct{} // by session digest
	open     sync.WaitGroup                       // one for each relay socket
}

// New checks the configuration and starts to serve. On an error the listeners stay the caller's.
func New(cfg Config) (*Server, error) {
	cfg, err := cfg.complete()
	if err != nil {
		return nil, err
	}
	issuer, err := NewIssuer(cfg.Secret)
	if err != nil {
		return nil, err
	}
	s := &Server{
		Issuer: issuer, cfg: cfg, endpoints: cfg.Listeners.endpoints(), log: cfg.Log,
		ports:    relayPorts{relays: cfg.Relays, min: cfg.MinPort, max: cfg.MaxPort},
		sessions: make(map[string]map[*relaySocket]struct{}),
	}
	var relays []netip.Addr
	for _, r := range cfg.Relays {
		relays = append(relays, r.Bind, r.advertised())
	}
	s.rules = newRules(cfg.Peers, cfg.onLoopbackAlone(), ownAddresses(), relays)
	s.control, err = pion.NewServer(s.pionConfig())
	if err != nil {
		return nil, err
	}
	return s, nil
}

// Endpoints lists the addresses bound, for ICEURLs.
func (s *Server) Endpoints() []Endpoint { return append([]Endpoint(nil), s.endpoints...) }

// EndSession closes the allocations of both sides of a session at once and refuses its credentials from now on.
func (s *Server) EndSession(session string) {
	s.End(session, s.cfg.Now())
	s.mu.Lock()
	defer s.mu.Unlock()
	for r := range s.sessions[sessionDigest(session)] {
		_ = r.UDPConn.Close() // its reader then deletes the allocation
	}
}

// Close stops listening and waits until the last allocation is gone or ctx ends.
func (s *Server) Close(ctx context.Context) error {
	err := s.control.Close()
	gone := make(chan struct{})
	go func() { s.open.Wait(); close(gone) }()
	select {
	case <-gone:
		return err
	case <-ctx.Done():
		return errors.Join(err, ctx.Err())
	}
}

func (s *Server) pionConfig() pion.ServerConfig {
	cfg := pion.ServerConfig{
		Realm: s.cfg.Realm, LoggerFactory: quiet{}, InboundMTU: 2048,
		AuthHandler: s.authenticate,
	}
	permit := func(_ net.Addr, ip net.IP) bool {
		a, ok := netip.AddrFromSlice(ip)
		v, _ := s.rules.check(a)
		return ok && v != peerDenied
	}
	for _, c := range s.cfg.Listeners.UDP {
		cfg.PacketConnConfigs = append(cfg.PacketConnConfigs, pion.PacketConnConfig{
			PacketConn: c, RelayAddressGenerator: generator{s}, PermissionHandler: permit,
		})
	}
	for _, ls := range [][]net.Listener{s.cfg.Listeners.TCP, s.cfg.Listeners.TLS} {
		for _, l := range ls {
			cfg.ListenerConfigs = append(cfg.ListenerConfigs, pion.ListenerConfig{
				Listener: l, RelayAddressGenerator: generator{s}, PermissionHandler: permit,
			})
		}
	}
	return cfg
}

// authenticate gives pion the key of a user. Age matters for new allocations only: a live relay must not die because
// its credential has aged.
func (s *Server) authenticate(a *pion.RequestAttributes) (user string, key []byte, ok bool) {
	id, err := parseUsername(a.Username)
	if err != nil {
		return "", nil, false
	}
	if a.Method.String() == "Allocate" && s.mayAllocate(id, s.cfg.Now()) != nil {
		return "", nil, false
	}
	return a.Username, pion.GenerateAuthKey(a.Username, s.cfg.Realm, s.password(a.Username)), true
}

// relaySocket is an allocation's socket, which its session can close.
type relaySocket struct {
	*net.UDPConn
	server  *Server
	session string
	once    sync.Once
}

func (r *relaySocket) Close() error {
	r.once.Do(func() {
		r.server.mu.Lock()
		delete(r.server.sessions[r.session], r)
		if len(r.server.sessions[r.session]) == 0 {
			delete(r.server.sessions, r.session)
		}
		r.server.mu.Unlock()
		r.server.open.Done()
	})
	return r.UDPConn.Close()
}

// generator opens relay sockets for pion.
type generator struct{ *Server }

func (g generator) Validate() error { return nil }

func (g generator) AllocatePacketConn(c pion.AllocateListenerConfig) (net.PacketConn, net.Addr, error) {
	id, err := parseUsername(c.UserID)
	if err != nil {
		return nil, nil, err
	}
	conn, told, err := g.ports.open(c.Network)
	if err != nil {
		return nil, nil, err
	}
	r := &relaySocket{UDPConn: conn, server: g.Server, session: id.session}
	g.mu.Lock()
	if g.sessions[id.session] == nil {
		g.sessions[id.session] = make(map[*relaySocket]struct{})
	}
	g.sessions[id.session][r] = struct{}{}
	g.open.Add(1)
	g.mu.Unlock()
	return r, net.UDPAddrFromAddrPort(told), nil
}

func (g generator) AllocateListener(pion.AllocateListenerConfig) (net.Listener, net.Addr, error) {
	return nil, nil, errNoRelayPort
}

func (g generator) AllocateConn(pion.AllocateConnConfig) (net.Conn, error) {
	return nil, errNoRelayPort
}

// quiet drops pion's log lines: they carry clients' addresses.
type quiet struct{}

func (quiet) NewLogger(string) logging.LeveledLogger { return quiet{} }
func (quiet) Trace(string)                           {}
func (quiet) Tracef(string, ...any)                  {}
func (quiet) Debug(string)                           {}
func (quiet) Debugf(string, ...any)                  {}
func (quiet) Info(string)                            {}
func (quiet) Infof(string, ...any)                   {}
func (quiet) Warn(string)                            {}
func (quiet) Warnf(string, ...any)                   {}
func (quiet) Error(string)                           {}
func (quiet) Errorf(string, ...any)                  {}
