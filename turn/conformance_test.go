package turn

import (
	"errors"
	"net/netip"
	"strings"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// silence stands for "no answer" in the table.
const silence stun.Code = -1

// given is how far a client has come before the row's message.
type given int

const (
	stranger0 given = iota // nothing sent yet: no realm, no nonce
	known                  // has realm and nonce
	allocated              // has an allocation
)

// row is one clause: a message and what must come back. code 0 is success.
type row struct {
	clause string
	given  given
	method stun.Method
	add    func(*stun.Builder)
	bytes  func(c *turnclient.Client) []byte // instead of method and add
	code   stun.Code
	has    []stun.Attr
	hasNot []stun.Attr
	only   Transport // the row holds for this transport alone
	also   func(t *testing.T, m stun.Message)
}

func transport(protocol byte) func(*stun.Builder) {
	return func(b *stun.Builder) { b.Add(stun.RequestedTransport, []byte{protocol, 0, 0, 0}) }
}

func udpAnd(add func(*stun.Builder)) func(*stun.Builder) {
	return func(b *stun.Builder) { transport(stun.ProtocolUDP)(b); add(b) }
}

func attr(a stun.Attr, v ...byte) func(*stun.Builder) {
	return func(b *stun.Builder) { b.Add(a, v) }
}

func peerAt(addr string) func(*stun.Builder) {
	return func(b *stun.Builder) { b.AddAddress(stun.XORPeerAddress, netip.MustParseAddrPort(addr)) }
}

func both(adds ...func(*stun.Builder)) func(*stun.Builder) {
	return func(b *stun.Builder) {
		for _, add := range adds {
			add(b)
		}
	}
}

// raw builds a message by hand.
func raw(method stun.Method, class stun.Class, finish func(*stun.Builder)) func(*turnclient.Client) []byte {
	return func(*turnclient.Client) []byte {
		b := stun.Build(nil, method, class, stun.TransactionID{1, 2, 3})
		if finish != nil {
			finish(&b)
		}
		return b.Bytes()
	}
}

// signed builds a request as the client would and lets change edit it.
func signed(method stun.Method, add func(*stun.Builder), change func(*turnclient.Client)) func(*turnclient.Client) []byte {
	return func(c *turnclient.Client) []byte {
		change(c)
		id, _ := turnclient.NewID()
		return c.Build(method, id, add)
	}
}

func bindingRows() []row {
	return []row{
		{clause: "8489 §6.3.1: Binding is answered with the client's address", method: stun.Binding, has: []stun.Attr{stun.XORMappedAddress}},
		{clause: "8489 §14.7: a correct FINGERPRINT is answered in kind", bytes: raw(stun.Binding, stun.Request, func(b *stun.Builder) { b.AddFingerprint() }),
			also: func(t *testing.T, m stun.Message) {
				if !m.HasFingerprint() {
					t.Error("answer has no FINGERPRINT")
				}
			}},
		{clause: "8489 §6.3: a wrong FINGERPRINT is dropped", bytes: raw(stun.Binding, stun.Request, attr(stun.Fingerprint, 1, 2, 3, 4)), code: silence},
		{clause: "8489 §6.3.1: unknown required attribute: 420 and which", method: stun.Binding, add: attr(0x0003, 0, 0, 0, 6), code: stun.UnknownAttribute,
			has: []stun.Attr{stun.UnknownAttributes}, also: func(t *testing.T, m stun.Message) {
				if v, _ := m.Get(stun.UnknownAttributes); string(v) != "\x00\x03" {
					t.Errorf("UNKNOWN-ATTRIBUTES is %x", v)
				}
			}},
		{clause: "8489 §6.3.1: unknown optional attribute is ignored", method: stun.Binding, add: attr(0xbeef, 1, 2, 3, 4)},
		{clause: "8489 §6.3.2: Binding indication is not answered", bytes: raw(stun.Binding, stun.Indication, nil), code: silence},
		{clause: "8489 §6.3: a response is dropped", bytes: raw(stun.Binding, stun.Success, nil), code: silence},
		{clause: "8489 §6.3: an unknown method is dropped", bytes: raw(0x0ff, stun.Request, nil), code: silence},
		{clause: "6062: Connect is not offered", bytes: raw(stun.Connect, stun.Request, nil), code: silence},
		{clause: "8656 §11: Data is the server's to send", bytes: raw(stun.Data, stun.Indication, nil), code: silence},
		{clause: "8489 §6.3: no magic cookie (RFC 3489)", bytes: func(c *turnclient.Client) []byte {
			b := raw(stun.Binding, stun.Request, nil)(c)
			b[4] = 0
			return b
		}, code: silence, only: UDP},
		{clause: "8489 §6.3: shorter than it says", bytes: func(c *turnclient.Client) []byte {
			b := raw(stun.Binding, stun.Request, nil)(c)
			b[3] = 8
			return b
		}, code: silence, only: UDP},
		{clause: "8656 §12: reserved channel numbers are dropped", bytes: func(*turnclient.Client) []byte { return []byte{0x50, 0, 0, 0} }, code: silence, only: UDP},
	}
}

func authRows() []row {
	udp := transport(stun.ProtocolUDP)
	nonce := []stun.Attr{stun.Realm, stun.Nonce}
	without := func(skip stun.Attr) func(*turnclient.Client) []byte {
		return func(c *turnclient.Client) []byte {
			b := stun.Build(nil, stun.Allocate, stun.Request, stun.TransactionID{9})
			udp(&b)
			for _, a := range []stun.Attr{stun.Username, stun.Realm, stun.Nonce} {
				if a != skip {
					b.AddString(a, "x")
				}
			}
			b.AddIntegrity(stun.IntegritySHA1, []byte("x"))
			return b.Bytes()
		}
	}
	return []row{
		{clause: "8489 §9.2.4: no integrity: 401 with realm and nonce", method: stun.Allocate, add: udp, code: stun.Unauthorized, has: nonce,
			hasNot: []stun.Attr{stun.Username, stun.MessageIntegrity}},
		{clause: "8489 §9.2.4: Refresh of a stranger: 401", method: stun.Refresh, code: stun.Unauthorized, has: nonce},
		{clause: "8489 §9.2.4: CreatePermission of a stranger: 401", method: stun.CreatePermission, code: stun.Unauthorized, has: nonce},
		{clause: "8489 §9.2.4: ChannelBind of a stranger: 401", method: stun.ChannelBind, code: stun.Unauthorized, has: nonce},
		{clause: "8489 §6.3: authentication comes before unknown attributes", method: stun.Allocate, add: both(udp, attr(0x7777)), code: stun.Unauthorized},
		{clause: "8489 §9.2.4: no USERNAME: 400", bytes: without(stun.Username), code: stun.BadRequest},
		{clause: "8489 §9.2.4: no REALM: 400", bytes: without(stun.Realm), code: stun.BadRequest},
		{clause: "8489 §9.2.4: no NONCE: 400", bytes: without(stun.Nonce), code: stun.BadRequest},
		{clause: "8489 §9.2.4: a nonce that is not ours: 438 with a new one", bytes: without(0), code: stun.StaleNonce, has: nonce},
		{clause: "8489 §9.2.4: wrong password: 401", given: known, code: stun.Unauthorized, has: nonce,
			bytes: signed(stun.Allocate, udp, func(c *turnclient.Client) { c.Password = "guess" })},
		{clause: "8489 §9.2.4: unknown user: 401", given: known, code: stun.Unauthorized, has: nonce,
			bytes: signed(stun.Allocate, udp, func(c *turnclient.Client) { c.Username = "nobody" })},
		{clause: "8489 §9.2.4: user name of another: 401", given: known, code: stun.Unauthorized,
			bytes: signed(stun.Allocate, udp, func(c *turnclient.Client) { c.Username = strings.Replace(c.Username, "agent", "customer", 1) })},
		{clause: "8489 §9.2.4: another realm: 401", given: known, code: stun.Unauthorized,
			bytes: signed(stun.Allocate, udp, func(c *turnclient.Client) { c.Realm = "elsewhere" })},
		{clause: "8489 §9.2.4: MESSAGE-INTEGRITY-SHA256 is answered in kind", given: known, has: []stun.Attr{stun.XORRelayedAddress},
			bytes: signed(stun.Allocate, udp, func(c *turnclient.Client) { c.Integrity = stun.IntegritySHA256 }),
			also: func(t *testing.T, m stun.Message) {
				if m.Integrity() != stun.IntegritySHA256 {
					t.Error("answer is not protected by SHA-256")
				}
			}},
		{clause: "8489 §6.3.1: authenticated, unknown required attribute: 420", given: known, method: stun.Allocate, add: both(udp, attr(0x7777)),
			code: stun.UnknownAttribute, has: []stun.Attr{stun.UnknownAttributes}},
	}
}

func allocateRows() []row {
	relayed := []stun.Attr{stun.XORRelayedAddress, stun.XORMappedAddress, stun.Lifetime}
	lifetime := func(want uint32) func(*testing.T, stun.Message) {
		return func(t *testing.T, m stun.Message) {
			if got, _ := m.Uint32(stun.Lifetime); got != want {
				t.Errorf("LIFETIME %d, want %d", got, want)
			}
		}
	}
	parity := func(t *testing.T, m stun.Message) {
		if a, _ := m.Address(stun.XORRelayedAddress); a.Port()%2 != 0 {
			t.Errorf("relayed address %s has an odd port", a)
		}
	}
	udp := transport(stun.ProtocolUDP)
	asks := func(want uint32) func(*stun.Builder) {
		return udpAnd(func(b *stun.Builder) { b.AddUint32(stun.Lifetime, want) })
	}
	return []row{
		{clause: "8656 §7.2: an allocation, ten minutes by default", given: known, method: stun.Allocate, add: udp, has: relayed, also: lifetime(600)},
		{clause: "8656 §7.2: more is granted up to an hour", given: known, method: stun.Allocate, add: asks(7200), has: relayed, also: lifetime(3600)},
		{clause: "8656 §7.2: as asked for", given: known, method: stun.Allocate, add: asks(1800), also: lifetime(1800)},
		{clause: "8656 §7.2: never less than the default", given: known, method: stun.Allocate, add: asks(0), also: lifetime(600)},
		{clause: "8656 §18.2: LIFETIME of wrong size: 400", given: known, method: stun.Allocate, add: udpAnd(attr(stun.Lifetime, 1)), code: stun.BadRequest},
		{clause: "8656 §7.2: no REQUESTED-TRANSPORT: 400", given: known, method: stun.Allocate, code: stun.BadRequest},
		{clause: "8656 §7.2: malformed REQUESTED-TRANSPORT: 400", given: known, method: stun.Allocate, add: attr(stun.RequestedTransport, 17), code: stun.BadRequest},
		{clause: "8656 §7.2: REQUESTED-TRANSPORT of something else: 442", given: known, method: stun.Allocate, add: transport(33), code: stun.UnsupportedTransport},
		{clause: "6062 §5.1: a TCP relay over UDP: 400", given: known, method: stun.Allocate, add: transport(stun.ProtocolTCP), code: stun.BadRequest, only: UDP},
		{clause: "6062: a TCP relay is not offered: 442", given: known, method: stun.Allocate, add: transport(stun.ProtocolTCP), code: stun.UnsupportedTransport, only: TCP},
		{clause: "8656 §7.2: DONT-FRAGMENT is unknown here: 420", given: known, method: stun.Allocate, add: udpAnd(attr(stun.DontFragment)), code: stun.UnknownAttribute,
			also: func(t *testing.T, m stun.Message) {
				if v, _ := m.Get(stun.UnknownAttributes); string(v) != "\x00\x1a" {
					t.Errorf("UNKNOWN-ATTRIBUTES is %x", v)
				}
			}},
		{clause: "8656 §7.2: EVEN-PORT", given: known, method: stun.Allocate, add: udpAnd(attr(stun.EvenPort, 0)), has: relayed, hasNot: []stun.Attr{stun.ReservationToken}, also: parity},
		{clause: "8656 §7.2: EVEN-PORT with the next one kept", given: known, method: stun.Allocate, add: udpAnd(attr(stun.EvenPort, 0x80)),
			has: []stun.Attr{stun.ReservationToken}, also: parity},
		{clause: "8656 §18.6: EVEN-PORT of wrong size: 400", given: known, method: stun.Allocate, add: udpAnd(attr(stun.EvenPort, 0, 0)), code: stun.BadRequest},
		{clause: "8656 §7.2: EVEN-PORT with RESERVATION-TOKEN: 400", given: known, method: stun.Allocate, code: stun.BadRequest,
			add: udpAnd(both(attr(stun.EvenPort, 0), attr(stun.ReservationToken, 1, 2, 3, 4, 5, 6, 7, 8)))},
		{clause: "8656 §7.2: an unknown RESERVATION-TOKEN: 508", given: known, method: stun.Allocate,
			add: udpAnd(attr(stun.ReservationToken, 1, 2, 3, 4, 5, 6, 7, 8)), code: stun.InsufficientCapacity},
		{clause: "8656 §18.9: RESERVATION-TOKEN of wrong size: 400", given: known, method: stun.Allocate, add: udpAnd(attr(stun.ReservationToken, 1)), code: stun.BadRequest},
		{clause: "8656 §7.2: RESERVATION-TOKEN with a family: 400", given: known, method: stun.Allocate, code: stun.BadRequest,
			add: udpAnd(both(attr(stun.RequestedAddressFamily, 1, 0, 0, 0), attr(stun.ReservationToken, 1, 2, 3, 4, 5, 6, 7, 8)))},
		{clause: "8656 §7.2: REQUESTED-ADDRESS-FAMILY IPv4", given: known, method: stun.Allocate, add: udpAnd(attr(stun.RequestedAddressFamily, 1, 0, 0, 0)), has: relayed},
		{clause: "8656 §7.2: a family that is not served: 440", given: known, method: stun.Allocate, add: udpAnd(attr(stun.RequestedAddressFamily, 2, 0, 0, 0)), code: stun.FamilyNotSupported},
		{clause: "8656 §7.2: a family that does not exist: 440", given: known, method: stun.Allocate, add: udpAnd(attr(stun.RequestedAddressFamily, 3, 0, 0, 0)), code: stun.FamilyNotSupported},
		{clause: "8656 §18.10: a family of wrong size: 400", given: known, method: stun.Allocate, add: udpAnd(attr(stun.RequestedAddressFamily, 1)), code: stun.BadRequest},
		{clause: "8656 §7.2: a second family is declined, the first is served", given: known, method: stun.Allocate,
			add: udpAnd(attr(stun.AdditionalAddressFamily, 2, 0, 0, 0)), has: append([]stun.Attr{stun.AddressErrorCode}, relayed...)},
		{clause: "8656 §7.2: ADDITIONAL-ADDRESS-FAMILY IPv4: 400", given: known, method: stun.Allocate, add: udpAnd(attr(stun.AdditionalAddressFamily, 1, 0, 0, 0)), code: stun.BadRequest},
		{clause: "8656 §7.2: both kinds of family: 400", given: known, method: stun.Allocate, code: stun.BadRequest,
			add: udpAnd(both(attr(stun.AdditionalAddressFamily, 2, 0, 0, 0), attr(stun.RequestedAddressFamily, 1, 0, 0, 0)))},
		{clause: "8656 §7.2: a pair of ports in two families: 400", given: known, method: stun.Allocate, code: stun.BadRequest,
			add: udpAnd(both(attr(stun.AdditionalAddressFamily, 2, 0, 0, 0), attr(stun.EvenPort, 0x80)))},
		{clause: "8656 §7.2: a second Allocate on the same 5-tuple: 437", given: allocated, method: stun.Allocate, add: udp, code: stun.AllocationMismatch},
	}
}

func allocationRows() []row {
	channel := func(n uint16) func(*stun.Builder) { return attr(stun.ChannelNumber, byte(n>>8), byte(n), 0, 0) }
	return []row{
		{clause: "8656 §8.2: Refresh without allocation: 437", given: known, method: stun.Refresh, code: stun.AllocationMismatch},
		{clause: "8656 §10.2: CreatePermission without allocation: 437", given: known, method: stun.CreatePermission, add: peerAt("127.0.0.1:9"), code: stun.AllocationMismatch},
		{clause: "8656 §12.2: ChannelBind without allocation: 437", given: known, method: stun.ChannelBind, add: both(channel(0x4000), peerAt("127.0.0.1:9")), code: stun.AllocationMismatch},
		{clause: "8656 §5: another user's Refresh: 441", given: allocated, code: stun.WrongCredentials, bytes: signed(stun.Refresh, nil, becomeAnother)},
		{clause: "8656 §5: another user's CreatePermission: 441", given: allocated, code: stun.WrongCredentials, bytes: signed(stun.CreatePermission, peerAt("127.0.0.1:9"), becomeAnother)},
		{clause: "8656 §8.2: Refresh", given: allocated, method: stun.Refresh, has: []stun.Attr{stun.Lifetime}},
		{clause: "8656 §8.2: Refresh with 0 ends it", given: allocated, method: stun.Refresh, add: attr(stun.Lifetime, 0, 0, 0, 0), has: []stun.Attr{stun.Lifetime}},
		{clause: "8656 §8.2: Refresh of the other family: 443", given: allocated, method: stun.Refresh, add: attr(stun.RequestedAddressFamily, 2, 0, 0, 0), code: stun.PeerFamilyMismatch},
		{clause: "8656 §8.2: Refresh, LIFETIME of wrong size: 400", given: allocated, method: stun.Refresh, add: attr(stun.Lifetime, 0), code: stun.BadRequest},
		{clause: "8656 §10.2: CreatePermission", given: allocated, method: stun.CreatePermission, add: peerAt("127.0.0.1:9")},
		{clause: "8656 §9.1: the port of a permission does not count", given: allocated, method: stun.CreatePermission, add: peerAt("127.0.0.1:0")},
		{clause: "8656 §10.2: two peers at once", given: allocated, method: stun.CreatePermission, add: both(peerAt("127.0.0.1:9"), peerAt("127.0.0.2:9"))},
		{clause: "8656 §10.2: no peer: 400", given: allocated, method: stun.CreatePermission, code: stun.BadRequest},
		{clause: "8656 §10.2: malformed peer: 400", given: allocated, method: stun.CreatePermission, add: attr(stun.XORPeerAddress, 0, 1, 2), code: stun.BadRequest},
		{clause: "8656 §10.2: peer of another family: 443", given: allocated, method: stun.CreatePermission, add: peerAt("[2606:4700::1111]:9"), code: stun.PeerFamilyMismatch},
		{clause: "8656 §10.2: forbidden peer: 403", given: allocated, method: stun.CreatePermission, add: peerAt("10.0.0.1:9"), code: stun.Forbidden},
		{clause: "8656 §10.2: one forbidden among two: none", given: allocated, method: stun.CreatePermission, add: both(peerAt("127.0.0.1:9"), peerAt("10.0.0.1:9")), code: stun.Forbidden},
		{clause: "8656 §12.2: ChannelBind, lowest number", given: allocated, method: stun.ChannelBind, add: both(channel(0x4000), peerAt("127.0.0.1:9"))},
		{clause: "8656 §12.2: ChannelBind, highest number", given: allocated, method: stun.ChannelBind, add: both(channel(0x4fff), peerAt("127.0.0.1:9"))},
		{clause: "8656 §12.2: number below the range: 400", given: allocated, method: stun.ChannelBind, add: both(channel(0x3fff), peerAt("127.0.0.1:9")), code: stun.BadRequest},
		{clause: "8656 §12.2: number above the range: 400", given: allocated, method: stun.ChannelBind, add: both(channel(0x5001), peerAt("127.0.0.1:9")), code: stun.BadRequest},
		{clause: "8656 §12.2: no number: 400", given: allocated, method: stun.ChannelBind, add: peerAt("127.0.0.1:9"), code: stun.BadRequest},
		{clause: "8656 §12.2: no peer: 400", given: allocated, method: stun.ChannelBind, add: channel(0x4000), code: stun.BadRequest},
		{clause: "8656 §12.2: port 0: 400", given: allocated, method: stun.ChannelBind, add: both(channel(0x4000), peerAt("127.0.0.1:0")), code: stun.BadRequest},
		{clause: "8656 §12.2: forbidden peer: 403", given: allocated, method: stun.ChannelBind, add: both(channel(0x4000), peerAt("169.254.169.254:80")), code: stun.Forbidden},
		{clause: "8656 §12.2: peer of another family: 443", given: allocated, method: stun.ChannelBind, add: both(channel(0x4000), peerAt("[2606:4700::1111]:9")), code: stun.PeerFamilyMismatch},
		{clause: "8656 §12.2: number bound to another peer: 400", given: allocated, code: stun.BadRequest,
			bytes: signed(stun.ChannelBind, both(channel(0x4001), peerAt("127.0.0.1:10")), bound)},
		{clause: "8656 §12.2: peer bound to another number: 400", given: allocated, code: stun.BadRequest,
			bytes: signed(stun.ChannelBind, both(channel(0x4002), peerAt("127.0.0.1:9")), bound)},
		{clause: "8656 §12.2: binding again refreshes", given: allocated, bytes: signed(stun.ChannelBind, both(channel(0x4001), peerAt("127.0.0.1:9")), bound)},
		{clause: "8656 §11.2: Send without permission is dropped", given: allocated, code: silence,
			bytes: raw(stun.Send, stun.Indication, both(peerAt("127.0.0.1:9"), attr(stun.DataValue, 1)))},
		{clause: "8656 §11.2: Send without DATA is dropped", given: allocated, code: silence, bytes: raw(stun.Send, stun.Indication, peerAt("127.0.0.1:9"))},
		{clause: "8656 §12.6: ChannelData on an unbound number is dropped", given: allocated, code: silence,
			bytes: func(*turnclient.Client) []byte { return []byte{0x40, 9, 0, 1, 'x', 0, 0, 0} }},
	}
}

// becomeAnother gives a client the credentials of the session's other side.
func becomeAnother(c *turnclient.Client) {
	i, _ := NewIssuer(testSecret())
	other := i.Credentials("conformance", Customer, time.Now())
	c.Username, c.Password = other.Username, other.Password
}

// bound binds channel 0x4001.
func bound(c *turnclient.Client) { _ = c.Bind(0x4001, netip.MustParseAddrPort("127.0.0.1:9")) }

// O2: what RFC 8489 and RFC 8656 ask of a server, clause by clause, over UDP, TCP and TLS.
func TestConformance(t *testing.T) {
	s := start(t, func(c *Config) {
		withTLS(t)(c)
		c.Limits.UnauthenticatedPerSecond = 1 << 20
		c.Limits.AllocationsPerUser, c.Limits.AllocationsPerSession = 1000, 1000
	})
	var rows []row
	for _, part := range [][]row{bindingRows(), authRows(), allocateRows(), allocationRows()} {
		rows = append(rows, part...)
	}
	t.Logf("%d rows", len(rows))
	for _, transport := range []Transport{UDP, TCP, TLS} {
		t.Run(string(transport), func(t *testing.T) {
			for _, r := range rows {
				if r.only == "" || r.only == transport || r.only == TCP && transport == TLS {
					t.Run(strings.ReplaceAll(r.clause, "/", "-"), func(t *testing.T) { r.check(t, s, transport) })
				}
			}
		})
	}
}

func (r row) check(t *testing.T, s *Server, transport Transport) {
	c := connect(t, s, transport, s.Credentials("conformance", Agent, time.Now()))
	if r.given >= known {
		// A socket may have been given the port of an earlier row's, whose allocation another user could not end: this ends it.
		if err := c.Refresh(0); err != nil && code(err) != stun.AllocationMismatch {
			t.Fatalf("to learn realm and nonce: %v", err)
		}
	}
	if transport == UDP && r.given >= known {
		// Nothing tells the server that a socket is closed, and the next one may have its port.
		defer func() { _ = c.Refresh(0) }()
	}
	if r.given == allocated {
		if _, err := c.Allocate(nil); err != nil {
			t.Fatal(err)
		}
	}
	b := r.message(c)
	if err := c.Send(b); err != nil {
		t.Fatal(err)
	}
	if r.code == silence {
		r.expectSilence(t, c)
		return
	}
	answer, err := c.Receive(5 * time.Second)
	if err != nil {
		t.Fatal(err)
	}
	var m stun.Message
	if err := m.Parse(answer); err != nil {
		t.Fatalf("%v: %x", err, answer)
	}
	r.judge(t, m)
}

func (r row) message(c *turnclient.Client) []byte {
	if r.bytes != nil {
		return r.bytes(c)
	}
	id, _ := turnclient.NewID()
	return c.Build(r.method, id, r.add)
}

func (r row) judge(t *testing.T, m stun.Message) {
	if m.Code() != r.code || (r.code == 0) != (m.Class == stun.Success) {
		t.Fatalf("answered %d (class %d), want %d", m.Code(), m.Class, r.code)
	}
	for _, a := range r.has {
		if !m.Has(a) && a != stun.MessageIntegrity {
			t.Errorf("attribute %#x is missing", a)
		}
	}
	for _, a := range r.hasNot {
		if m.Has(a) {
			t.Errorf("attribute %#x should not be there", a)
		}
	}
	if r.also != nil {
		r.also(t, m)
	}
}

// expectSilence asks for something that is queued behind the row's message: its answer must be the first to come.
func (r row) expectSilence(t *testing.T, c *turnclient.Client) {
	id := stun.TransactionID{42}
	if err := c.Send(c.Build(stun.Refresh, id, nil)); err != nil {
		t.Fatal(err)
	}
	answer, err := c.Receive(5 * time.Second)
	if err != nil {
		t.Fatal(err)
	}
	var m stun.Message
	if err := m.Parse(answer); err != nil || m.TransactionID != id {
		t.Fatalf("answered with %x", answer)
	}
}

// code is the number of a refusal, 0 for none, -1 for another error.
func code(err error) stun.Code {
	var refused *turnclient.Refused
	switch {
	case err == nil:
		return 0
	case errors.As(err, &refused):
		return refused.Code
	default:
		return -1
	}
}
