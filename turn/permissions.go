package turn

import (
	"encoding/binary"
	"net/netip"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// createPermission grants all the peers of a request or none (RFC 8656 §10.2).
func (x *exchange) createPermission(c *control, a *allocation) {
	granted := make(map[*allocation][]netip.AddrPort, 2)
	for attr, value := range x.message.All() {
		if attr != stun.XORPeerAddress {
			continue
		}
		part, peer, code := x.peer(a, value)
		if code != 0 {
			x.fail(code)
			return
		}
		granted[part] = append(granted[part], peer)
	}
	if len(granted) == 0 {
		x.fail(stun.BadRequest)
		return
	}
	for part, peers := range granted {
		if part.withPermissions(peers) > x.server.cfg.Limits.Permissions {
			x.fail(stun.InsufficientCapacity)
			return
		}
	}
	for part, peers := range granted {
		if !x.carryOut(c, part, request{method: stun.CreatePermission, peers: peers}) {
			return
		}
	}
	b := x.begin(stun.Success)
	x.send(&b)
}

// withPermissions is how many permissions there will be once these are granted, too.
func (a *allocation) withPermissions(granted []netip.AddrPort) int {
	known := a.peers.Load().permissions
	n := len(known)
	for _, peer := range granted {
		if _, ok := known[peer.Addr()]; !ok {
			n++
		}
	}
	return n
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
	part, peer, code := x.peer(a, value)
	switch {
	case channel < stun.MinChannel || channel > stun.MaxChannel:
		x.fail(stun.BadRequest)
		return
	case code != 0:
		x.fail(code)
		return
	case peer.Port() == 0 || part.otherUses(channel):
		x.fail(stun.BadRequest)
		return
	}
	known := part.peers.Load()
	bound, taken := known.channels[channel]
	other, elsewhere := known.numbers[peer]
	_, permitted := known.permissions[peer.Addr()]
	limits := x.server.cfg.Limits
	switch {
	case taken && bound != peer, elsewhere && other != channel:
		x.fail(stun.BadRequest)
	case !taken && len(known.channels) >= limits.Channels, !permitted && len(known.permissions) >= limits.Permissions:
		x.fail(stun.InsufficientCapacity)
	case x.carryOut(c, part, request{method: stun.ChannelBind, peers: []netip.AddrPort{peer}, channel: channel}):
		b := x.begin(stun.Success)
		x.send(&b)
	}
}

// otherUses says whether a channel number is bound to a peer of the other family: numbers are the client's, not the relay's.
func (a *allocation) otherUses(channel uint16) bool {
	b := a.sibling.Load()
	if b == nil {
		return false
	}
	_, taken := b.peers.Load().channels[channel]
	return taken
}
