package load

import (
	"bytes"
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

// ErrNoRelay is returned where sessions are to be relayed and the server names no relay.
var ErrNoRelay = errors.New("load: the server has no relay for us (turn-listen)")

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

// newPeer is on loopback, where nothing of it leaves the machine, if it has an address there.
func newPeer(servers []webrtc.ICEServer, address netip.Addr, isRelayed bool) (*peer, error) {
	var engine webrtc.SettingEngine
	engine.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	engine.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4, webrtc.NetworkTypeUDP6})
	if address.IsValid() {
		engine.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
		engine.SetIncludeLoopbackCandidate(true)
		engine.SetIPFilter(net.IP.IsLoopback)
		own, err := stdnet.NewNet()
		if err != nil {
			return nil, fmt.Errorf("load: %w", err)
		}
		engine.SetNet(ownAddress{own, address})
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

// ownAddress has a peer ask the relay from an address of its own: what one may ask is limited (turn.Limits).
type ownAddress struct {
	*stdnet.Net
	address netip.Addr
}

// ListenPacket implements transport.Net; pion names any address.
func (n ownAddress) ListenPacket(network, _ string) (net.PacketConn, error) {
	return n.Net.ListenPacket(network, netip.AddrPortFrom(n.address, 0).String())
}

// describe takes a description of its own for its own and returns it with all candidates.
func (p *peer) describe(d webrtc.SessionDescription, err error) (string, error) {
	if err != nil {
		return "", fmt.Errorf("load: %w", err)
	}
	gathered := webrtc.GatheringCompletePromise(p.connection)
	if err := p.connection.SetLocalDescription(d); err != nil {
		return "", fmt.Errorf("load: %w", err)
	}
	<-gathered // of this machine's own, and of a relay that answers or does not: some seconds
	return p.connection.LocalDescription().SDP, nil
}

func (p *peer) say(word []byte) error { return p.channel.Send(word) }

func (p *peer) hear(word []byte, within time.Duration) error {
	timer := time.NewTimer(within)
	defer timer.Stop()
	select {
	case got := <-p.words:
		if !bytes.Equal(got, word) {
			return fmt.Errorf("load: %q came for %q", got, word)
		}
		return nil
	case <-p.down:
		return errPeerDown
	case <-timer.C:
		return fmt.Errorf("load: waiting for %q: %w", word, os.ErrDeadlineExceeded)
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
	// address is theirs on loopback, unless the server is elsewhere.
	address         netip.Addr
	isRelayed       bool
	agent, customer *peer
}

func (b *browsers) offer(named wire.ICEServers) (sdp string, err error) {
	var relays, others []webrtc.ICEServer
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
	if b.isRelayed && len(relays) == 0 {
		return "", ErrNoRelay
	}
	servers := others // who says from where we are seen; on loopback that is where we are
	if b.address.IsValid() {
		servers = nil
	}
	if b.isRelayed {
		servers = relays[:1]
	}
	if b.agent, err = newPeer(servers, b.address, b.isRelayed); err != nil {
		return "", err
	}
	return b.agent.describe(b.agent.connection.CreateOffer(nil))
}

func (b *browsers) answer(offer wire.OfferReady) (sdp string, err error) {
	if b.customer, err = newPeer(nil, b.address, false); err != nil {
		return "", err
	}
	if err := b.customer.connection.SetRemoteDescription(webrtc.SessionDescription{Type: webrtc.SDPTypeOffer, SDP: offer.SDP}); err != nil {
		return "", fmt.Errorf("load: %w", err)
	}
	return b.customer.describe(b.customer.connection.CreateAnswer(nil))
}

func (b *browsers) accept(answer wire.AnswerReady) (wire.Path, error) {
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
		case <-timer.C:
			return "", fmt.Errorf("load: two peers do not reach each other within %s", upWithin)
		}
	}
	pair, err := b.agent.connection.SCTP().Transport().ICETransport().GetSelectedCandidatePair()
	if err != nil || pair == nil {
		return "", errors.Join(errPeerDown, err)
	}
	if pair.Local.Typ == webrtc.ICECandidateTypeRelay {
		return wire.PathRelay, nil
	}
	return wire.PathDirect, nil
}

// Close implements io.Closer.
func (b *browsers) Close() error {
	var errs []error
	for _, p := range []*peer{b.agent, b.customer} {
		if p != nil {
			errs = append(errs, p.connection.Close())
		}
	}
	return errors.Join(errs...)
}
