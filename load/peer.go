package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"strings"
	"sync"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/transport/v4/stdnet"
	"github.com/pion/webrtc/v4"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// ErrNoRelay is returned where sessions are to be relayed, and the server names no relay over UDP or that does not answer from here.
var ErrNoRelay = errors.New("load: no relay over UDP for us (turn-listen)")

var errPeerDown = errors.New("load: a session's connection is down")

const (
	// upWithin is how long two peers may take to reach each other.
	upWithin = 20 * time.Second
	// heardAhead is how many words may wait until somebody asks for them.
	heardAhead = 16
)

// mirrorChannel is the data channel that pages travel over, by its id (docs/protocol.md, "The link").
const mirrorChannel = uint16(1)

// peer is one browser's end of a live session, with pion in the browser's place.
type peer struct {
	connection *webrtc.PeerConnection
	channel    *webrtc.DataChannel
	up, down   chan struct{}
	words      chan []byte
}

// newPeer is near if the other one is on this machine too: then it is on loopback, and nothing of it leaves the machine. With relayFrom, its only address is one at the relay, and
// it asks for that from there.
func newPeer(servers []webrtc.ICEServer, isNear, isRelayed bool, relayFrom netip.Addr) (*peer, error) {
	var engine webrtc.SettingEngine
	engine.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	engine.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4, webrtc.NetworkTypeUDP6})
	if isNear {
		engine.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
		engine.SetIncludeLoopbackCandidate(true)
		engine.SetIPFilter(net.IP.IsLoopback)
	}
	if relayFrom.IsValid() {
		own, err := stdnet.NewNet()
		if err != nil {
			return nil, fmt.Errorf("load: %w", err)
		}
		engine.SetNet(ownAddress{own, relayFrom})
	}
	config := webrtc.Configuration{ICEServers: servers}
	if isRelayed {
		config.ICETransportPolicy = webrtc.ICETransportPolicyRelay
		engine.SetRelayAcceptanceMinWait(0) // pion would wait two seconds for something better
	}
	connection, err := webrtc.NewAPI(webrtc.WithSettingEngine(engine)).NewPeerConnection(config)
	if err != nil {
		return nil, fmt.Errorf("load: %w", err)
	}
	p := &peer{connection: connection, up: make(chan struct{}), down: make(chan struct{}), words: make(chan []byte, heardAhead)}
	id, yes := mirrorChannel, true
	if p.channel, err = connection.CreateDataChannel("mirror", &webrtc.DataChannelInit{ID: &id, Negotiated: &yes}); err != nil {
		return nil, errors.Join(err, connection.Close())
	}
	p.channel.OnOpen(func() { close(p.up) })
	p.channel.OnMessage(func(m webrtc.DataChannelMessage) {
		select {
		case p.words <- m.Data:
		case <-p.down:
		}
	})
	fall := sync.OnceFunc(func() { close(p.down) })
	connection.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		if s == webrtc.PeerConnectionStateFailed || s == webrtc.PeerConnectionStateClosed {
			fall()
		}
	})
	return p, nil
}

// ownAddress has a peer ask the relay from an address of its own: what one may ask is limited (turn.Limits). Addresses of the machine's that the other peer reaches are not
// made by ListenPacket.
type ownAddress struct {
	*stdnet.Net
	address netip.Addr
}

// ListenPacket implements transport.Net; pion names 127.0.0.1.
func (n ownAddress) ListenPacket(network, _ string) (net.PacketConn, error) {
	return n.Net.ListenPacket(network, netip.AddrPortFrom(n.address, 0).String())
}

// describe takes a description of its own for its own and returns it with all candidates.
func (p *peer) describe(ctx context.Context, d webrtc.SessionDescription) (string, error) {
	gathered := webrtc.GatheringCompletePromise(p.connection)
	if err := p.connection.SetLocalDescription(d); err != nil {
		return "", fmt.Errorf("load: %w", err)
	}
	select {
	case <-gathered: // some seconds where a relay does not answer
	case <-ctx.Done():
		return "", ctx.Err()
	}
	return p.connection.LocalDescription().SDP, nil
}

func (p *peer) say(word []byte) error { return p.channel.Send(word) }

func (p *peer) hear(word []byte, within time.Duration) error {
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case got := <-p.words:
		if !bytes.Equal(got, word) {
			return fmt.Errorf("load: %.60q came for %.60q", got, word)
		}
		return nil
	case <-p.down:
		return errPeerDown
	case <-timer.C:
		return fmt.Errorf("load: waiting for %.60q: %w", word, os.ErrDeadlineExceeded)
	}
}

func (p *peer) check() error {
	select {
	case <-p.down:
		return errPeerDown
	default:
		return nil
	}
}

// browsers are both peers of a session. Where it is relayed, the agent's has an address at the relay and no other, as behind a firewall.
type browsers struct {
	isNear, isRelayed bool
	// relayFrom is where the agent asks the relay from; any address if it is not valid.
	relayFrom       netip.Addr
	agent, customer *peer
}

// serversOf tells the relays over UDP from those who only say from where somebody is seen.
func serversOf(named wire.ICEServers) (relays, others []webrtc.ICEServer) {
	for _, s := range named.Servers {
		server := webrtc.ICEServer{Username: s.Username, Credential: s.Credential}
		for _, url := range s.URLs {
			server.URLs = []string{url}
			switch {
			case !strings.HasPrefix(url, "turn"):
				others = append(others, server)
			case !strings.Contains(url, "transport=tcp"):
				relays = append(relays, server)
			}
		}
	}
	return relays, others
}

func (b *browsers) offer(ctx context.Context, named wire.ICEServers) (sdp string, err error) {
	relays, servers := serversOf(named)
	switch {
	case b.isRelayed && len(relays) == 0:
		return "", ErrNoRelay
	case b.isRelayed:
		servers = relays[:1]
	case b.isNear: // and is seen from where it is
		servers = nil
	}
	if b.agent, err = newPeer(servers, b.isNear, b.isRelayed, b.relayFrom); err != nil {
		return "", err
	}
	offer, err := b.agent.connection.CreateOffer(nil)
	if err != nil {
		return "", fmt.Errorf("load: %w", err)
	}
	if sdp, err = b.agent.describe(ctx, offer); err == nil && b.isRelayed && !strings.Contains(sdp, " typ relay") {
		err = fmt.Errorf("%w: %s", ErrNoRelay, servers[0].URLs[0])
	}
	return sdp, err
}

func (b *browsers) answer(ctx context.Context, offer wire.OfferReady) (sdp string, err error) {
	_, servers := serversOf(offer.ICE)
	if b.isNear {
		servers = nil
	}
	if b.customer, err = newPeer(servers, b.isNear, false, netip.Addr{}); err != nil {
		return "", err
	}
	if err := b.customer.connection.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer.SDP}); err != nil {
		return "", fmt.Errorf("load: %w", err)
	}
	answer, err := b.customer.connection.CreateAnswer(nil)
	if err != nil {
		return "", fmt.Errorf("load: %w", err)
	}
	return b.customer.describe(ctx, answer)
}

func (b *browsers) accept(ctx context.Context, answer wire.AnswerReady) (wire.Path, error) {
	if err := b.agent.connection.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeAnswer, SDP: answer.SDP}); err != nil {
		return "", fmt.Errorf("load: %w", err)
	}
	timer := time.NewTimer(upWithin)
	defer timer.Stop()
	for _, p := range []*peer{b.agent, b.customer} {
		select {
		case <-p.up:
		case <-p.down:
			return "", errPeerDown
		case <-ctx.Done():
			return "", ctx.Err()
		case <-timer.C:
			return "", fmt.Errorf("load: two peers do not reach each other within %s", upWithin)
		}
	}
	pair, err := b.agent.connection.SCTP().Transport().ICETransport().GetSelectedCandidatePair()
	if err != nil || pair == nil {
		return "", errors.Join(errPeerDown, err)
	}
	path := wire.PathDirect
	if pair.Local.Typ == webrtc.ICECandidateTypeRelay {
		path = wire.PathRelay
	}
	if b.isRelayed != (path == wire.PathRelay) {
		return "", fmt.Errorf("load: two peers reach each other in the wrong way: %s", path)
	}
	return path, nil
}

// Close implements io.Closer. Nothing of either goes on after it.
func (b *browsers) Close() error {
	var errs []error
	for _, p := range []*peer{b.agent, b.customer} {
		if p != nil {
			errs = append(errs, p.connection.GracefulClose())
		}
	}
	return errors.Join(errs...)
}
