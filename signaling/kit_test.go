package signaling_test

import (
	"context"
	"errors"
	"io"
	"net"
	"net/http"
	"net/netip"
	"slices"
	"strings"
	"sync"
	"testing"
	"time"

	"github.com/coder/websocket"
	"github.com/rs/zerolog"
	"github.com/tandem-cobrowse/tandem/signaling"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
	"go.uber.org/goleak"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

const (
	sessionID = "s1"
	token     = "token-of-s1"
	siteURL   = "https://shop.example"
	otherSite = "https://other.example"
	consoleAt = "https://console.example"
)

var ada = signaling.Agent{ID: "ada", Name: "Ada"}

// edges is the table of docs/protocol.md; the real one is in package pairing.
var edges = map[wire.State][]wire.State{
	wire.StateIssued:      {wire.StateRedeemed, wire.StateExpired, wire.StateWithdrawn},
	wire.StateRedeemed:    {wire.StateAsking, wire.StateEnded},
	wire.StateAsking:      {wire.StateConnecting, wire.StateRefused, wire.StateEnded},
	wire.StateRefused:     {wire.StateAsking, wire.StateEnded},
	wire.StateConnecting:  {wire.StateLive, wire.StateInterrupted, wire.StateEnded},
	wire.StateLive:        {wire.StateInterrupted, wire.StateEnded},
	wire.StateInterrupted: {wire.StateConnecting, wire.StateLive, wire.StateInterrupted, wire.StateEnded},
}

// ledger is records, tokens, chat and relay in memory. It outlives the hubs of a test, as a data file outlives a process.
type ledger struct {
	mu      sync.Mutex
	records map[string]signaling.Record
	lines   map[string][]wire.Said
	ended   []string
	// illegal are the steps that were tried though the table has no such edge.
	illegal []string
	// fail, if set, is returned by every write.
	fail error
	// carriesNothing: the relay has been restarted.
	carriesNothing bool
}

func newLedger(state wire.State) *ledger {
	l := &ledger{records: map[string]signaling.Record{}, lines: map[string][]wire.Said{}}
	l.put(sessionID, state)
	return l
}

func (l *ledger) put(id string, state wire.State) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.records[id] = signaling.Record{
		Session: id, State: state, Agents: []string{ada.ID}, AgentName: ada.Name, Site: "shop", SiteName: "Shop", Ask: true,
		Expires: time.Now().Add(10 * time.Minute), Since: time.Now(),
	}
}

func (l *ledger) Get(_ context.Context, id string) (signaling.Record, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if r, ok := l.records[id]; ok {
		return r, nil
	}
	return signaling.Record{}, signaling.ErrUnknownSession
}

func (l *ledger) Move(_ context.Context, id string, to wire.State, reason wire.Reason) (signaling.Record, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r, ok := l.records[id]
	switch {
	case !ok:
		return r, signaling.ErrUnknownSession
	case l.fail != nil:
		return r, l.fail
	case !slices.Contains(edges[r.State], to):
		l.illegal = append(l.illegal, string(r.State)+"→"+string(to))
		return r, signaling.ErrWrongState
	}
	r.State, r.Reason, r.Since = to, reason, time.Now()
	if to == wire.StateLive && r.Begun.IsZero() {
		r.Begun = r.Since
	}
	l.records[id] = r
	return r, nil
}

func (l *ledger) Consent(_ context.Context, id string, grants []wire.Grant) (signaling.Record, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.records[id]
	if l.fail != nil {
		return r, l.fail
	}
	r.Grants = grants
	l.records[id] = r
	return r, nil
}

func (l *ledger) Expect(_ context.Context, id, title string, until time.Time) (signaling.Record, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	r := l.records[id]
	if l.fail != nil {
		return r, l.fail
	}
	r.AwayTitle, r.AwayUntil = title, until
	l.records[id] = r
	return r, nil
}

func (l *ledger) Authenticate(_ context.Context, id, tok string) error {
	l.mu.Lock()
	defer l.mu.Unlock()
	switch _, ok := l.records[id]; {
	case !ok:
		return signaling.ErrUnknownSession
	case tok != "token-of-"+id:
		return signaling.ErrUnauthorized
	}
	return nil
}

func (l *ledger) Append(_ context.Context, id string, line signaling.Line) (wire.Said, bool, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	if l.fail != nil {
		return wire.Said{}, false, l.fail
	}
	if line.Text == "" {
		return wire.Said{}, false, signaling.ErrBadText
	}
	for _, s := range l.lines[id] {
		if s.ID == line.ID && s.From == line.From {
			return s, false, nil
		}
	}
	said := wire.Said{
		Session: id, Seq: uint64(len(l.lines[id]) + 1), ID: line.ID, From: line.From, Name: line.Name, Text: line.Text,
		At: time.Now().UTC().Format("2006-01-02T15:04:05.000Z"),
	}
	l.lines[id] = append(l.lines[id], said)
	return said, true, nil
}

func (l *ledger) Read(_ context.Context, id string, after uint64, limit int) ([]wire.Said, error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	lines := l.lines[id][min(int(after), len(l.lines[id])):]
	return slices.Clone(lines[max(0, len(lines)-limit):]), nil
}

func (l *ledger) ICE(_ string, party wire.Party) wire.ICEServers {
	return wire.ICEServers{Servers: []wire.ICEServer{{URLs: []string{"stun:192.0.2.1:3478"}, Username: string(party)}}, LifetimeMS: 600_000}
}

func (l *ledger) EndSession(id string) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.ended = append(l.ended, id)
}

func (l *ledger) Carries(string) bool { return !l.carriesNothing }

func (l *ledger) Console(origin string) bool { return origin == consoleAt }
func (l *ledger) Site(_ context.Context, origin, site string) bool {
	return origin == siteURL && (site == "" || site == "shop") || origin == otherSite && (site == "" || site == "other")
}

func (l *ledger) state() wire.State {
	r, _ := l.Get(context.Background(), sessionID)
	return r.State
}

func (l *ledger) relaysEnded() []string {
	l.mu.Lock()
	defer l.mu.Unlock()
	return slices.Clone(l.ended)
}

// refuse makes every write fail with err from now on; nil heals it.
func (l *ledger) refuse(err error) {
	l.mu.Lock()
	defer l.mu.Unlock()
	l.fail = err
}

// server is a hub behind a real HTTP server.
type server struct {
	t      testing.TB
	hub    *signaling.Hub
	http   *http.Server
	dial   func(ctx context.Context) (net.Conn, error)
	closed bool
}

type option func(*signaling.Config)

// serve starts a hub on loopback.
func serve(t testing.TB, l *ledger, options ...option) *server {
	t.Helper()
	listener, err := (&net.ListenConfig{}).Listen(t.Context(), "tcp", "127.0.0.1:0")
	if err != nil {
		t.Fatal(err)
	}
	return serveOn(t, l, listener, func(ctx context.Context) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, "tcp", listener.Addr().String())
	}, options...)
}

func serveOn(t testing.TB, l *ledger, listener net.Listener, dial func(context.Context) (net.Conn, error), options ...option) *server {
	t.Helper()
	cfg := signaling.Config{Records: l, Customers: l, Chat: l, Relay: l, Origins: l, Log: zerolog.Nop()}
	for _, o := range options {
		o(&cfg)
	}
	hub, err := signaling.New(cfg)
	if err != nil {
		t.Fatal(err)
	}
	mux := http.NewServeMux()
	mux.HandleFunc("/ws/agent", func(w http.ResponseWriter, r *http.Request) {
		hub.ServeAgent(w, r, signaling.Agent{ID: r.URL.Query().Get("as"), Name: "Ada"})
	})
	mux.HandleFunc("/ws/customer", func(w http.ResponseWriter, r *http.Request) {
		from, _ := netip.ParseAddr(r.URL.Query().Get("from")) // none: the zero address, one for all
		hub.ServeCustomer(w, r, from)
	})
	s := &server{t: t, hub: hub, dial: dial, http: &http.Server{Handler: mux, ReadHeaderTimeout: 5 * time.Second}}
	done := make(chan struct{})
	go func() {
		_ = s.http.Serve(listener)
		close(done)
	}()
	t.Cleanup(func() {
		s.stop()
		<-done
	})
	return s
}

// stop goes the way of a real shutdown: the hub first.
func (s *server) stop() {
	if s.closed {
		return
	}
	s.closed = true
	ctx, cancel := context.WithTimeout(context.Background(), 20*time.Second)
	defer cancel()
	if err := s.hub.Close(ctx); err != nil {
		s.t.Errorf("close: %v", err)
	}
	_ = s.http.Close()
}

// peer is one browser's socket.
type peer struct {
	t        testing.TB
	customer bool
	conn     *websocket.Conn
	raw      net.Conn
	messages chan wire.Message
	// err is why reading ended, once messages is closed.
	err error
}

func (s *server) connect(path, origin string) (*peer, *http.Response, error) {
	p := &peer{t: s.t, customer: strings.HasPrefix(path, "/ws/customer"), messages: make(chan wire.Message, 4096)}
	transport := &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
		conn, err := s.dial(ctx)
		p.raw = conn
		return conn, err
	}}
	conn, resp, err := websocket.Dial(context.Background(), "ws://hub"+path, &websocket.DialOptions{ //nolint:bodyclose // Dial closes it
		HTTPClient:   &http.Client{Transport: transport},
		HTTPHeader:   http.Header{"Origin": []string{origin}},
		Subprotocols: []string{wire.Subprotocol},
	})
	if err != nil {
		transport.CloseIdleConnections()
		return nil, resp, err
	}
	p.conn = conn
	conn.SetReadLimit(1 << 20)
	return p, resp, nil
}

// listen begins to read.
func (p *peer) listen() *peer {
	done := make(chan struct{})
	go func() {
		defer close(done)
		defer close(p.messages)
		for {
			_, frame, err := p.conn.Read(context.Background())
			if err != nil {
				p.err = err
				return
			}
			m, err := wire.Decode(wire.FromServer, frame)
			if err != nil {
				p.err = err
				return
			}
			p.messages <- m
		}
	}()
	p.t.Cleanup(func() {
		_ = p.conn.CloseNow()
		<-done
	})
	return p
}

func (s *server) open(path, origin string) *peer {
	s.t.Helper()
	p, _, err := s.connect(path, origin) //nolint:bodyclose // Dial closes it
	if err != nil {
		s.t.Fatalf("connect: %v", err)
	}
	return p.listen()
}

// agent opens a console window on the session and waits for its first state. A name of the window, if there is one, is for a window that comes back.
func (s *server) agent(window ...string) (*peer, wire.StateChanged) {
	s.t.Helper()
	p := s.open("/ws/agent?as=ada&window="+strings.Join(window, ""), consoleAt)
	p.send(wire.Attach{Session: sessionID})
	return p, expect[wire.StateChanged](p)
}

// customer opens the customer's page and waits for its first state.
func (s *server) customer() (*peer, wire.StateChanged) {
	s.t.Helper()
	p := s.open("/ws/customer", siteURL)
	p.send(wire.Hello{Session: sessionID, Token: token})
	return p, expect[wire.StateChanged](p)
}

func (p *peer) send(m wire.Message) {
	p.t.Helper()
	p.write(websocket.MessageText, wire.Encode(m))
}

func (p *peer) write(kind websocket.MessageType, frame []byte) {
	p.t.Helper()
	if err := p.conn.Write(context.Background(), kind, frame); err != nil {
		p.t.Logf("write: %v", err)
	}
}

// next is the next message, whatever it is.
func (p *peer) next() (wire.Message, bool) {
	p.t.Helper()
	select {
	case m, ok := <-p.messages:
		return m, ok
	case <-time.After(p.limit()):
		p.t.Fatal("nothing came")
		return nil, false
	}
}

// limit of waiting: the clock of an in-memory connection is synctest's, and costs nothing.
func (p *peer) limit() time.Duration {
	if _, real := p.raw.(*net.TCPConn); real {
		return 10 * time.Second
	}
	return time.Hour
}

// expect passes over everything up to the first message of the type that fits.
func expect[M wire.Message](p *peer, fits ...func(M) bool) M {
	p.t.Helper()
	timeout := time.NewTimer(p.limit())
	defer timeout.Stop()
	var passed []string
	for {
		select {
		case m, ok := <-p.messages:
			if !ok {
				p.t.Fatalf("closed (%v) while waiting for %T; passed over %s", p.err, *new(M), strings.Join(passed, ", "))
			}
			if m, ok := m.(M); ok && (len(fits) == 0 || fits[0](m)) {
				return m
			}
			passed = append(passed, string(wire.Encode(m)))
		case <-timeout.C:
			p.t.Fatalf("no %T; passed over %s", *new(M), strings.Join(passed, ", "))
		}
	}
}

// expectState waits for a state.
func expectState(p *peer, state wire.State) wire.StateChanged {
	p.t.Helper()
	return expect(p, func(m wire.StateChanged) bool { return m.State == state })
}

// barrier waits until the server has dealt with all that p said, and returns what came in between.
func (p *peer) barrier() []wire.Message {
	p.t.Helper()
	const n = 4_000_000_000
	p.send(wire.ICERequest{Session: p.session()}) // through the session's loop…
	p.send(wire.Ping{N: n})                       // …and through the reader
	var between []wire.Message
	ice, pong := false, false
	for !ice || !pong {
		m, ok := p.next()
		if !ok {
			p.t.Fatalf("closed: %v", p.err)
		}
		switch m := m.(type) {
		case wire.ICEServers:
			ice = true
		case wire.Pong:
			pong = pong || m.N == n
		default:
			between = append(between, m)
		}
	}
	return between
}

func (p *peer) session() string {
	if p.customer {
		return ""
	}
	return sessionID
}

// closeCode waits for the end of the connection and returns its code, -1 if there was none.
func (p *peer) closeCode() websocket.StatusCode {
	p.t.Helper()
	for {
		if _, ok := p.next(); !ok {
			return websocket.CloseStatus(p.err)
		}
	}
}

var errDisk = errors.New("disk is full")

// newLog writes where only the hub writes, until it is closed.
func newLog(w io.Writer) zerolog.Logger { return zerolog.New(zerolog.SyncWriter(w)) }
