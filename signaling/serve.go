package signaling

import (
	"bufio"
	"net"
	"net/http"
	"net/netip"

	"github.com/coder/websocket"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// bufferSize of an idle connection's reader and writer, in bytes; net/http's own are four times that. Longer frames pass them by.
const bufferSize = 1 << 10

// Agent is who stands behind a console window's socket, as the sign-in said.
type Agent struct {
	ID   string
	Name string
}

// ServeAgent turns the request of a signed-in agent's console into a socket and returns; the socket lives on its own until it or the hub closes.
func (h *Hub) ServeAgent(w http.ResponseWriter, r *http.Request, agent Agent) {
	if !h.cfg.Origins.Console(r.Header.Get("Origin")) {
		http.Error(w, "This origin may not open the console's socket.", http.StatusForbidden)
		return
	}
	s := h.upgrade(w, r, wire.PartyAgent)
	if s == nil {
		return
	}
	s.agent = agent
	a := &agentSide{socket: s, attached: map[string]*session{}}
	h.start(s, func() { s.run(a.handle, a.gone) })
}

// ServeCustomer turns the request of a customer's page, which comes from the address, into a socket and returns. Who it is, is known at its hello;
// of sockets that have not said hello there may be so many from one address.
func (h *Hub) ServeCustomer(w http.ResponseWriter, r *http.Request, from netip.Addr) {
	h.serveStranger(w, r, from, func(s *socket, origin string, n *stranger) func() {
		c := &customerSide{socket: s, origin: origin, newcomer: n}
		return c.run
	})
}

// serveStranger turns the request of a site's page into a socket that has yet to say who it is, as far as its address may have more of those.
// begin makes what runs it; whoever gets to know who it is takes it from the strangers.
func (h *Hub) serveStranger(w http.ResponseWriter, r *http.Request, from netip.Addr, begin func(s *socket, origin string, n *stranger) (run func())) {
	origin := r.Header.Get("Origin")
	if !h.cfg.Origins.Site(r.Context(), origin, "") {
		http.Error(w, "This origin is on no site's list.", http.StatusForbidden)
		return
	}
	n, closeEldest := h.strangers.admit(from)
	if closeEldest != nil {
		closeEldest()
	}
	if n == nil {
		w.Header().Set("Retry-After", "10")
		http.Error(w, "There are too many sockets from this address that have not said who they are.", http.StatusTooManyRequests)
		return
	}
	s := h.upgrade(w, r, wire.PartyCustomer)
	if s == nil {
		h.strangers.leave(n)
		return
	}
	h.strangers.opened(n, func() { s.end(crowded) })
	if !h.start(s, begin(s, origin, n)) {
		h.strangers.leave(n)
	}
}

// upgrade answers the handshake, or says why not and returns nil.
func (h *Hub) upgrade(w http.ResponseWriter, r *http.Request, party wire.Party) *socket {
	if h.isStopping() {
		w.Header().Set("Retry-After", "1")
		http.Error(w, "The server restarts.", http.StatusServiceUnavailable)
		return nil
	}
	lean := &leanHijacker{ResponseWriter: w}
	conn, err := websocket.Accept(lean, r, &websocket.AcceptOptions{
		Subprotocols:       []string{wire.Subprotocol},
		InsecureSkipVerify: true, // Origins has checked, by its own lists
		CompressionMode:    websocket.CompressionDisabled,
	})
	if err != nil {
		h.log.Debug().Str("party", string(party)).Msg("handshake refused")
		return nil
	}
	s := newSocket(h, conn, lean.conn, party)
	if conn.Subprotocol() != wire.Subprotocol {
		// Told after the handshake, because browsers hide the status of a failed one from the page.
		_ = conn.Close(wire.CloseBadMessage, "subprotocol "+wire.Subprotocol+" wanted")
		return nil
	}
	return s
}

func (h *Hub) start(s *socket, run func()) bool {
	if h.adopt(s, run) {
		return true
	}
	_ = s.conn.Close(restarting.code, restarting.reason)
	return false
}

// leanHijacker gives websocket.Accept small buffers and remembers the connection.
type leanHijacker struct {
	http.ResponseWriter
	conn net.Conn
}

// Hijack implements http.Hijacker.
func (l *leanHijacker) Hijack() (net.Conn, *bufio.ReadWriter, error) {
	conn, rw, err := http.NewResponseController(l.ResponseWriter).Hijack()
	if err != nil {
		return nil, nil, err
	}
	l.conn = conn
	if rw.Reader.Buffered() > 0 || rw.Writer.Buffered() > 0 {
		return conn, rw, nil // a peer that did not wait for our answer keeps the buffers that hold its words
	}
	return conn, bufio.NewReadWriter(bufio.NewReaderSize(conn, bufferSize), bufio.NewWriterSize(conn, bufferSize)), nil
}

// Unwrap lets http.ResponseController find what it looks for.
func (l *leanHijacker) Unwrap() http.ResponseWriter { return l.ResponseWriter }
