package turn

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"sync"
	"sync/atomic"
	"time"

	"github.com/rs/zerolog"
)

// Server is a STUN and TURN server. It is safe for concurrent use.
type Server struct {
	*Issuer

	cfg         Config
	rules       atomic.Pointer[rules]
	ports       relayPorts
	table       *table
	nonces      *nonces
	strangers   *throttle
	connections *connectionCaps
	metrics     *metrics
	plane       engine
	listeners   []*listener
	endpoints   []Endpoint
	log         zerolog.Logger
	started     time.Time

	closing chan struct{} // closed by Close
	once    sync.Once
	running sync.WaitGroup // goroutines of ours

	mu      sync.Mutex
	streams map[*stream]struct{} // nil once closing
}

// New checks the configuration and starts to serve. On an error the caller still closes the listeners.
func New(cfg Config) (*Server, error) {
	cfg, err := cfg.complete()
	if err != nil {
		return nil, err
	}
	s := &Server{
		cfg: cfg, ports: relayPorts{relays: cfg.Relays, min: cfg.MinPort, max: cfg.MaxPort}, table: newTable(cfg.Limits),
		strangers: newThrottle(cfg.Limits.UnauthenticatedPerSecond), connections: newConnectionCaps(cfg.Limits),
		metrics: newMetrics(), endpoints: cfg.Listeners.endpoints(), log: cfg.Log, started: time.Now(),
		closing: make(chan struct{}), streams: make(map[*stream]struct{}),
	}
	s.rules.Store(s.rulesFor(cfg.Peers))
	if s.Issuer, err = NewIssuer(cfg.Secret); err != nil {
		return nil, err
	}
	if s.nonces, err = newNonces(cfg.lifetimes.nonce); err != nil {
		return nil, err
	}
	if err := s.metrics.register(cfg.Metrics); err != nil {
		return nil, fmt.Errorf("turn: register metrics: %w", err)
	}
	if err := s.start(); err != nil {
		s.metrics.unregister(cfg.Metrics)
		return nil, err
	}
	s.announce()
	return s, nil
}

// announce logs what is served, and what will not work.
func (s *Server) announce() {
	for _, r := range s.cfg.Relays {
		if !s.cfg.onLoopbackAlone() && (PeerPolicy{}).Check(r.advertised()) != nil {
			s.log.Warn().Stringer("relay", r.advertised()).
				Msg("the relay's address is not public: browsers elsewhere reach it only if the other side is relayed, too; set the external address")
		}
	}
	s.log.Info().Int("endpoints", len(s.endpoints)).Msg("TURN server is up")
}

// start makes a control plane for each endpoint and begins to read.
func (s *Server) start() (err error) {
	if s.plane, err = s.cfg.engine(s); err != nil {
		return err
	}
	s.ports.socket = s.plane.bind
	byEndpoint := make(map[Endpoint]*listener)
	defer func() {
		if err != nil {
			close(s.closing)
			err = errors.Join(err, s.stopControl())
			s.running.Wait()
			if s.plane != nil {
				err = errors.Join(err, s.plane.close())
			}
		}
	}()
	for _, e := range s.endpoints {
		l, err := newListener(s, e)
		if err != nil {
			return err
		}
		s.listeners = append(s.listeners, l)
		byEndpoint[e] = l
	}
	for _, l := range s.listeners {
		s.running.Go(func() { l.work(s) })
	}
	for _, c := range s.cfg.Listeners.UDP {
		if err := s.plane.listen(byEndpoint[Endpoint{UDP, addrPort(c.LocalAddr())}], c); err != nil {
			return err
		}
	}
	for transport, lns := range map[Transport][]net.Listener{TCP: s.cfg.Listeners.TCP, TLS: s.cfg.Listeners.TLS} {
		for _, ln := range lns {
			l := byEndpoint[Endpoint{transport, addrPort(ln.Addr())}]
			s.running.Go(func() { s.accept(l, ln) })
		}
	}
	return nil
}

func (s *Server) rulesFor(p PeerPolicy) *rules {
	var relays []netip.Addr
	for _, r := range s.cfg.Relays {
		relays = append(relays, r.Bind, r.advertised())
	}
	return newRules(p, s.cfg.onLoopbackAlone(), ownAddresses(), relays)
}

// SetPeers changes the peer policy. Permissions that it forbids stop passing packets at once.
func (s *Server) SetPeers(p PeerPolicy) {
	r := s.rulesFor(p)
	s.rules.Store(r)
	for _, a := range s.table.where(func(*allocation) bool { return true }) {
		a.judgeAgain(r)
	}
}

// Endpoints lists the addresses bound, for ICEURLs.
func (s *Server) Endpoints() []Endpoint { return append([]Endpoint(nil), s.endpoints...) }

// Allocations is how many allocations exist now.
func (s *Server) Allocations() int {
	s.table.mu.RLock()
	defer s.table.mu.RUnlock()
	return s.table.total
}

// EndSession ends the allocations of both sides of a session at once and refuses its credentials from now on.
func (s *Server) EndSession(session string) {
	s.End(session, s.cfg.Now())
	digest := sessionDigest(session)
	for _, a := range s.table.where(func(a *allocation) bool { return a.session == digest }) {
		a.end()
	}
}

// Carries reports whether either side of a session has an allocation.
func (s *Server) Carries(session string) bool {
	digest := sessionDigest(session)
	s.table.mu.RLock()
	defer s.table.mu.RUnlock()
	return s.table.session[digest] > 0
}

// admit lets packets of an allocation flow; dismiss stops them and gives back what it holds.
func (s *Server) admit(a *allocation) {
	s.table.add(a)
	s.metrics.began(a)
	s.log.Debug().Str("side", string(a.side)).Str("transport", string(a.client.listener.transport)).Msg("allocation made")
}

func (s *Server) dismiss(a *allocation) {
	a.end()
	s.table.remove(a)
	_ = a.port.close()
	s.metrics.ended(a, s.cfg.Now())
	s.log.Debug().Str("side", string(a.side)).Str("transport", string(a.client.listener.transport)).
		Dur("lived", s.cfg.Now().Sub(a.made)).Msg("allocation ended")
	s.table.release(a.identity, a.client.remote.Addr())
}

// Drain refuses new allocations and waits until the last is gone or ctx ends. Close still has to be called.
func (s *Server) Drain(ctx context.Context) error {
	s.table.close()
	select {
	case <-s.table.empty:
		return nil
	case <-ctx.Done():
		return fmt.Errorf("turn: drain: %w", ctx.Err())
	}
}

// Close ends every allocation, closes all sockets and waits until nothing runs any more or ctx ends. Drain first, if
// those who are connected shall finish.
func (s *Server) Close(ctx context.Context) error {
	s.table.close()
	done := make(chan error, 1)
	go func() { done <- s.stop() }()
	select {
	case err := <-done:
		return err
	case <-ctx.Done():
		return fmt.Errorf("turn: close: %w", ctx.Err())
	}
}

func (s *Server) stop() error {
	var errs []error
	s.once.Do(func() {
		close(s.closing)
		for _, lns := range [][]net.Listener{s.cfg.Listeners.TCP, s.cfg.Listeners.TLS} {
			for _, l := range lns {
				errs = append(errs, l.Close())
			}
		}
		s.mu.Lock()
		streams := s.streams
		s.streams = nil
		s.mu.Unlock()
		for st := range streams {
			s.running.Go(st.close) // TLS says goodbye to each, and some will not listen
		}
		errs = append(errs, s.stopControl())
		s.ports.close()
		<-s.table.empty
		s.running.Wait() // they may still send
		errs = append(errs, s.plane.close())
		s.metrics.unregister(s.cfg.Metrics)
	})
	return errors.Join(errs...)
}

func (s *Server) stopControl() error {
	var errs []error
	for _, l := range s.listeners {
		errs = append(errs, l.control.close())
	}
	return errors.Join(errs...)
}

// track remembers a connection for Close; false when it is too late.
func (s *Server) track(st *stream) bool {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.streams == nil {
		return false
	}
	s.streams[st] = struct{}{}
	return true
}

func (s *Server) untrack(st *stream) {
	s.mu.Lock()
	defer s.mu.Unlock()
	delete(s.streams, st)
}
