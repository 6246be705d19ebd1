package signaling

import (
	"net/http"
	"net/netip"
	"time"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// Floor is where visitors and staff meet: package desk/floor. The hub keeps its sockets, and knows nothing of what is said.
type Floor interface {
	// Desk is called for each console window that opens the desk's socket.
	Desk(w *Window, a Agent) Party
	// Page is called for each page that opens a visitor's socket, from an origin and an address.
	Page(w *Window, origin string, from netip.Addr) Party
	// Ended is called once a co-browse is over, whoever ended it and whether or not it began in a chat. It may take its time.
	Ended(session string)
}

// Party gets what one socket sends, one message at a time.
type Party interface {
	// Take gets a message. Another result than nil ends the socket.
	Take(m wire.Message) *Refused
	// Gone is called once, when nothing more will come.
	Gone()
}

// Refused ends a socket with one of wire's close codes.
type Refused struct {
	Code   int
	Reason string
}

// Window is a socket as the floor sees it. Its methods never block and may be called from anywhere.
type Window struct{ socket *socket }

// Send queues a message.
func (w *Window) Send(m wire.Message) { w.socket.send(m) }

// End closes the socket once what was sent before is written.
func (w *Window) End(r Refused) {
	w.socket.end(&ending{r.Code, r.Reason})
}

// ServeDesk turns the request of a signed-in person's console into a socket of the desk.
func (h *Hub) ServeDesk(w http.ResponseWriter, r *http.Request, agent Agent) {
	if h.cfg.Floor == nil || !h.cfg.Origins.Console(r.Header.Get("Origin")) {
		http.Error(w, "This origin may not open the console's socket.", http.StatusForbidden)
		return
	}
	s := h.upgrade(w, r, wire.PartyAgent)
	if s == nil {
		return
	}
	s.agent = agent
	side := &floorSide{socket: s, from: wire.FromDesk, party: h.cfg.Floor.Desk(&Window{s}, agent)}
	if !h.start(s, func() { s.run(side.handle, side.party.Gone) }) {
		side.party.Gone()
	}
}

// ServeVisitor turns the request of a page with the chat into a visitor's socket. Who it is, is known at its first message; until then it is
// a stranger like a customer's socket before its hello, with the same limits.
func (h *Hub) ServeVisitor(w http.ResponseWriter, r *http.Request, from netip.Addr) {
	if h.cfg.Floor == nil {
		http.Error(w, "There is no chat on this server.", http.StatusForbidden)
		return
	}
	h.serveStranger(w, r, from, func(s *socket, origin string, n *stranger) func() {
		side := &floorSide{socket: s, from: wire.FromVisitor, party: h.cfg.Floor.Page(&Window{s}, origin, from)}
		return func() { side.greeted(n) }
	})
}

// floorSide is a socket of the floor's. Owned by the socket's reader goroutine.
type floorSide struct {
	*socket
	from  wire.Direction
	party Party
	// heard is called at the first message that the party took; nil afterwards, and for the desk.
	heard func()
}

// greeted runs a visitor's socket, and closes one that does not say who it is in time.
func (f *floorSide) greeted(n *stranger) {
	silence := time.AfterFunc(f.hub.cfg.HelloTimeout, func() { f.end(&ending{wire.CloseHelloTimeout, "no visit"}) })
	defer silence.Stop()
	defer f.hub.strangers.leave(n)
	f.heard = func() {
		silence.Stop()
		f.hub.strangers.leave(n)
	}
	f.run(f.handle, f.party.Gone)
}

func (f *floorSide) handle(frame []byte) *ending {
	m, err := wire.Decode(f.from, frame)
	if err != nil {
		f.hub.log.Info().Str("party", string(f.socket.party)).Err(err).Msg("bad message")
		return &ending{wire.CloseBadMessage, "bad message"}
	}
	if ping, ok := m.(wire.Ping); ok {
		f.send(wire.Pong(ping))
		return nil
	}
	if ref, paced := wire.Paced(m); paced && !f.lines.Allow() {
		f.send(wire.Fault{Ref: ref, Code: wire.FaultTooFast, Message: "Too many messages at once. Please wait a moment and send it again."})
		return nil
	}
	var refused *Refused
	f.hub.hands.wait(func() { refused = f.party.Take(m) })
	if refused != nil {
		return &ending{refused.Code, refused.Reason}
	}
	if f.heard != nil {
		f.heard()
		f.heard = nil
	}
	return nil
}
