package signaling

import (
	"net"
	"net/http"
	"net/netip"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/frames"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Agent is who stands behind a console window's socket, as the sign-in said.
type Agent struct {
	ID   string
	Name string
}

// ServeAgent turns the request of a signed-in agent's console into a socket and returns; the socket lives on its own until it or the hub closes. The query's window names the
// console window, in at most wire.MaxID characters: its next socket takes this one's place.
func (h *Hub) ServeAgent(w http.ResponseWriter, r *http.Request, agent Agent) {
	if !h.cfg.Origins.Console(r.Header.Get("Origin")) {
		http.Error(w, "This origin may not open the console's socket.", http.StatusForbidden)
		return
	}
	window := r.URL.Query().Get("window")
	if len(window) > wire.MaxID {
		http.Error(w, "The name of the window is too long.", http.StatusBadRequest)
		return
	}
	s := h.upgrade(w, r, wire.PartyAgent)
	if s == nil {
		return
	}
	s.agent, s.window = agent, window
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
	up, err := frames.Upgrade(w, r, wire.Subprotocol)
	if err != nil {
		h.log.Debug().Err(err).Str("party", string(party)).Msg("handshake refused")
		return nil
	}
	if up.Protocol == "" {
		// Told after the handshake, because browsers hide the status of a failed one from the page.
		lastWord(up.Conn, nil, &ending{wire.CloseBadMessage, "subprotocol " + wire.Subprotocol + " wanted"})
		return nil
	}
	return newSocket(h, up, party)
}

// lastWord closes a connection that no socket came of, after the frames that go before.
func lastWord(conn net.Conn, before []byte, e *ending) {
	if conn.SetWriteDeadline(time.Now().Add(refusalTime)) == nil {
		_, _ = conn.Write(frames.AppendClose(before, e.code, e.reason)) // who is not there need not be told
	}
	_ = conn.Close()
}

func (h *Hub) start(s *socket, run func()) bool {
	if h.adopt(s, run) {
		return true
	}
	lastWord(s.conn, frames.Append(nil, frames.Text, wire.Encode(bye(1))), restarting)
	return false
}
