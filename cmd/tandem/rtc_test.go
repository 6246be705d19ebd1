package main

import (
	"errors"
	"fmt"
	"strings"
	"sync"
	"sync/atomic"
	"testing"
	"time"

	"github.com/pion/ice/v4"
	"github.com/pion/webrtc/v4"

	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// channelsByID are the data channels of docs/protocol.md, "The link".
var channelsByID = []string{"control", "mirror", "pointer", "assets", "files"}

// patience is how long one step between two peers on one machine may take.
const patience = 20 * time.Second

// rtcPeer is one connection of one browser, with pion in the browser's place.
type rtcPeer struct {
	attempt string
	pc      *webrtc.PeerConnection
	// channels by label; all of them are open once up is closed.
	channels map[string]*webrtc.DataChannel
	// got has what came, as "label:text".
	got  chan string
	up   chan struct{}
	down chan struct{}
	// described is called once the local description is on its way: candidates wait for it, because nobody knows the attempt before.
	described func()

	mu    sync.Mutex
	early []webrtc.ICECandidateInit // that came before the remote description
}

// newRTCPeer makes a connection with the servers that the hub named. found gets every candidate, the empty one at the end included.
func newRTCPeer(attempt string, servers []wire.ICEServer, relayOnly bool, found func(wire.CandidateInit)) (*rtcPeer, error) {
	var engine webrtc.SettingEngine
	engine.SetIncludeLoopbackCandidate(true)
	engine.SetICEMulticastDNSMode(ice.MulticastDNSModeDisabled)
	engine.SetNetworkTypes([]webrtc.NetworkType{webrtc.NetworkTypeUDP4})
	engine.SetICETimeouts(2*time.Second, 3*time.Second, 300*time.Millisecond) // a dead path is told within seconds
	config := webrtc.Configuration{}
	for _, s := range servers {
		config.ICEServers = append(config.ICEServers, webrtc.ICEServer{URLs: s.URLs, Username: s.Username, Credential: s.Credential})
	}
	if relayOnly {
		config.ICETransportPolicy = webrtc.ICETransportPolicyRelay
		engine.SetRelayAcceptanceMinWait(0) // pion would wait two seconds for something better
	}
	pc, err := webrtc.NewAPI(webrtc.WithSettingEngine(engine)).NewPeerConnection(config)
	if err != nil {
		return nil, err
	}
	ready := make(chan struct{})
	p := &rtcPeer{
		described: sync.OnceFunc(func() { close(ready) }),
		attempt:   attempt, pc: pc, channels: map[string]*webrtc.DataChannel{},
		got: make(chan string, 64), up: make(chan struct{}), down: make(chan struct{}),
	}
	pc.OnICECandidate(func(c *webrtc.ICECandidate) {
		<-ready
		if c == nil {
			found(wire.CandidateInit{})
			return
		}
		init := c.ToJSON()
		found(wire.CandidateInit{Candidate: init.Candidate, SDPMid: *init.SDPMid})
	})
	failed := sync.OnceFunc(func() { close(p.down) })
	pc.OnConnectionStateChange(func(s webrtc.PeerConnectionState) {
		if s == webrtc.PeerConnectionStateFailed || s == webrtc.PeerConnectionStateClosed {
			failed()
		}
	})
	return p, p.openChannels()
}

// openChannels opens the channels that both sides know beforehand; up is closed when the last is open.
func (p *rtcPeer) openChannels() error {
	var open atomic.Int32
	for id, label := range channelsByID {
		number, yes := uint16(id), true
		options := &webrtc.DataChannelInit{ID: &number, Negotiated: &yes}
		if label == "pointer" {
			ordered, retransmits := false, uint16(0)
			options.Ordered, options.MaxRetransmits = &ordered, &retransmits
		}
		c, err := p.pc.CreateDataChannel(label, options)
		if err != nil {
			return err
		}
		c.OnOpen(func() {
			if int(open.Add(1)) == len(channelsByID) {
				close(p.up)
			}
		})
		c.OnMessage(func(m webrtc.DataChannelMessage) { p.got <- label + ":" + string(m.Data) })
		p.channels[label] = c
	}
	return nil
}

// offer makes the description of the agent's side. It asks to be the DTLS client, so that the customer, who speaks first, can.
func (p *rtcPeer) offer() (string, error) {
	d, err := p.pc.CreateOffer(nil)
	if err != nil {
		return "", err
	}
	if err := p.pc.SetLocalDescription(d); err != nil {
		return "", err
	}
	return strings.ReplaceAll(d.SDP, "a=setup:actpass", "a=setup:active"), nil
}

// answer takes an offer with its candidates and makes the customer's description.
func (p *rtcPeer) answer(m wire.OfferReady) (string, error) {
	if err := p.accept(webrtc.SDPTypeOffer, m.SDP); err != nil {
		return "", err
	}
	for _, c := range m.Candidates {
		if err := p.candidate(c); err != nil {
			return "", err
		}
	}
	d, err := p.pc.CreateAnswer(nil)
	if err != nil {
		return "", err
	}
	if !strings.Contains(d.SDP, "a=setup:passive") {
		return "", errors.New("the customer does not answer setup:passive")
	}
	return d.SDP, p.pc.SetLocalDescription(d)
}

// accept takes the other side's description and the candidates that were faster.
func (p *rtcPeer) accept(kind webrtc.SDPType, sdp string) error {
	if err := p.pc.SetRemoteDescription(webrtc.SessionDescription{Type: kind, SDP: sdp}); err != nil {
		return err
	}
	p.mu.Lock()
	early := p.early
	p.early = nil
	p.mu.Unlock()
	for _, c := range early {
		if err := p.pc.AddICECandidate(c); err != nil {
			return err
		}
	}
	return nil
}

func (p *rtcPeer) candidate(c wire.CandidateInit) error {
	if c.Candidate == "" {
		return nil
	}
	init := webrtc.ICECandidateInit{Candidate: c.Candidate, SDPMid: &c.SDPMid}
	p.mu.Lock()
	defer p.mu.Unlock()
	if p.pc.RemoteDescription() == nil {
		p.early = append(p.early, init)
		return nil
	}
	return p.pc.AddICECandidate(init)
}

// path is how the two reach each other.
func (p *rtcPeer) path() (wire.Path, error) {
	pair, err := p.pc.SCTP().Transport().ICETransport().GetSelectedCandidatePair()
	if err != nil || pair == nil {
		return "", fmt.Errorf("no pair: %w", err)
	}
	if pair.Local.Typ == webrtc.ICECandidateTypeRelay || pair.Remote.Typ == webrtc.ICECandidateTypeRelay {
		return wire.PathRelay, nil
	}
	return wire.PathDirect, nil
}

// talk sends a word on every channel, both ways, and waits for each to arrive.
func talk(t *testing.T, a, b *rtcPeer, word string) {
	t.Helper()
	for _, way := range []struct{ from, to *rtcPeer }{{a, b}, {b, a}} {
		missing := map[string]bool{}
		for label, c := range way.from.channels {
			if err := c.SendText(word); err != nil {
				t.Fatalf("%s on %s: %v", word, label, err)
			}
			missing[label+":"+word] = true
		}
		timeout := time.NewTimer(patience)
		defer timeout.Stop()
		for len(missing) > 0 {
			select {
			case got := <-way.to.got:
				delete(missing, got)
			case <-timeout.C:
				t.Fatalf("%q did not arrive on %v", word, missing)
			}
		}
	}
}
