package turn

import (
	"encoding/binary"
	"net/netip"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// createPermission grants all the peers of a request or none (RFC 8656 §10.2).
func (x *exchange) createPermission(c *control, a *allocation) {
	var granted []netip.AddrPort
	known := a.peers.Load().permissions
	fresh := 0
	for attr, value := range x.message.All() {
		if attr != stun.XORPeerAddress {
			continue
		}
		peer, code := x.peer(a, value)
		if code != 0 {
			x.fail(code)
			return
		}
		if _, ok := known[peer.Addr()]; !ok {
			fresh++
		}
		granted = append(granted, peer)
	}
	switch {
	case len(granted) == 0:
		x.fail(stun.BadRequest)
	case len(known)+fresh > x.server.cfg.Limits.Permissions:
		x.fail(stun.InsufficientCapacity)
	case x.carryOut(c, a, request{method: stun.CreatePermission, peers: granted}):
		b := x.begin(stun.Success)
		x.send(&b)
	}
}

// channelBind gives a peer a number, which saves 32 bytes on every packet (RFC 8656 §12.2).
func (x *exchange) channelBind(c *control, a *allocation) {
	number, ok := x.message.Get(stun.ChannelNumber)
	value, hasPeer := x.message.Get(stun.XORPeerAddress)
	if !ok || !hasPeer || len(number) != 4 {
		x.fail(stun.BadRequest)
		return
	}
	channel := binary.BigEndian.Uint16(number)
	peer, code := x.peer(a, value)
	known := a.peers.Load()
	bound, taken := known.channels[channel]
	other, elsewhere := known.numbers[peer]
	_, permitted := known.permissions[peer.Addr()]
	limits := x.server.cfg.Limits
	switch {
	case channel < stun.MinChannel || channel > stun.MaxChannel:
		x.fail(stun.BadRequest)
	case code != 0:
		x.fail(code)
	case peer.Port() == 0, taken && bound != peer, elsewhere && other != channel:
		x.fail(stun.BadRequest)
	case !taken && len(known.channels) >= limits.Channels, !permitted && len(known.permissions) >= limits.Permissions:
		x.fail(stun.InsufficientCapacity)
	case x.carryOut(c, a, request{method: stun.ChannelBind, peers: []netip.AddrPort{peer}, channel: channel}):
		b := x.begin(stun.Success)
		x.send(&b)
	}
}
