package turn

import (
	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// exchange is one request and what its answer needs.
type exchange struct {
	server    *Server
	client    client
	message   *stun.Message
	identity  identity
	key       []byte // of the user, once authenticated
	signature stun.Integrity
}

// fromStranger takes a STUN message that is not a Send indication: Binding is answered here, what belongs to TURN goes
// through the gate of authenticate. RFC 8489 §6.3 wants silence for what is malformed, and for classes and methods that
// make no sense at a server.
func (s *Server) fromStranger(c client, raw []byte) {
	var m stun.Message
	if err := m.Parse(raw); err != nil {
		s.metrics.dropped(dropMalformed)
		return
	}
	if m.Class != stun.Request {
		s.metrics.dropped(dropUnexpected)
		return
	}
	x := &exchange{server: s, client: c, message: &m}
	switch m.Method {
	case stun.Binding:
		x.binding()
	case stun.Allocate, stun.Refresh, stun.CreatePermission, stun.ChannelBind:
		x.turn()
	default:
		s.metrics.dropped(dropUnexpected)
	}
}

// binding tells a client its own address (RFC 8489 §6.3.1). It needs no credential.
func (x *exchange) binding() {
	if unknown := x.unknown(); len(unknown) > 0 {
		x.fail(stun.UnknownAttribute, unknown...)
		return
	}
	b := x.begin(stun.Success)
	b.AddAddress(stun.XORMappedAddress, x.client.remote)
	x.send(&b)
}

// turn carries out a TURN request. Checks come in the order of RFC 8489 §6.3 (authentication, then unknown attributes)
// and RFC 8656 §5 (the allocation, then the request's own).
func (x *exchange) turn() {
	c := x.client.listener.control
	c.mu.Lock()
	defer c.mu.Unlock()
	if !x.authenticate() {
		return
	}
	if unknown := x.unknown(); len(unknown) > 0 {
		x.fail(stun.UnknownAttribute, unknown...)
		return
	}
	a := x.server.table.of(x.client)
	if x.message.Method == stun.Allocate {
		x.allocate(c, a)
		return
	}
	switch {
	case a == nil:
		x.fail(stun.AllocationMismatch)
	case a.user != x.identity.user:
		x.fail(stun.WrongCredentials)
	case x.message.Method == stun.Refresh:
		x.refresh(c, a)
	case x.message.Method == stun.CreatePermission:
		x.createPermission(c, a)
	default:
		x.channelBind(c, a)
	}
}

// unknown lists the attributes that must be understood and are not (RFC 8489 §6.3.1). DONT-FRAGMENT is among them:
// RFC 8656 §7.2 wants it so where relayed packets cannot be sent with it.
func (x *exchange) unknown() []stun.Attr {
	var out []stun.Attr
	for a := range x.message.All() {
		if a.Required() && !understood(a) && len(out) < 8 { // eight of them make the point
			out = append(out, a)
		}
	}
	return out
}

func understood(a stun.Attr) bool {
	switch a {
	case stun.MappedAddress, stun.Username, stun.MessageIntegrity, stun.ErrorCode, stun.UnknownAttributes, stun.ChannelNumber,
		stun.Lifetime, stun.XORPeerAddress, stun.DataValue, stun.Realm, stun.Nonce, stun.XORRelayedAddress,
		stun.RequestedAddressFamily, stun.EvenPort, stun.RequestedTransport, stun.MessageIntegritySHA256, stun.PasswordAlgorithm,
		stun.Userhash, stun.XORMappedAddress, stun.ReservationToken:
		return true
	default:
		return false
	}
}

func (x *exchange) begin(class stun.Class) stun.Builder {
	return stun.Build(make([]byte, 0, 256), x.message.Method, class, x.message.TransactionID)
}

// fail answers with an error, protected by the user's key once there is one.
func (x *exchange) fail(code stun.Code, unknown ...stun.Attr) {
	b := x.begin(stun.Failure)
	b.AddError(code)
	if len(unknown) > 0 {
		v := make([]byte, 0, 16)
		for _, a := range unknown {
			v = append(v, byte(a>>8), byte(a))
		}
		b.Add(stun.UnknownAttributes, v)
	}
	x.server.metrics.refused(x.message.Method, code)
	x.send(&b)
}

// send finishes an answer and sends it, unless it goes to a stranger who has had enough of them.
func (x *exchange) send(b *stun.Builder) {
	if out := x.seal(b); x.mayAnswer() {
		x.client.send(out)
	}
}

func (x *exchange) seal(b *stun.Builder) []byte {
	if x.key != nil {
		b.AddIntegrity(x.signature, x.key)
	}
	if x.message.HasFingerprint() {
		b.AddFingerprint()
	}
	return b.Bytes()
}

// mayAnswer protects third parties: over UDP nobody has shown yet that the source address is theirs. A TCP client has.
func (x *exchange) mayAnswer() bool {
	s := x.server
	if x.key != nil || x.client.stream != nil || s.strangers.allow(x.client.remote.Addr(), s.since()) {
		return true
	}
	s.metrics.dropped(dropThrottled)
	return false
}
