package load

import (
	"context"
	"encoding/json"
	"fmt"
	"net/url"

	"github.com/coder/websocket"
)

// peerJS is a WebSocket to the PeerJS server (npm: peer), which passes messages on by their dst.
type peerJS struct {
	conn  *websocket.Conn
	other string
}

type peerMessage struct {
	Type    string `json:"type"`
	Dst     string `json:"dst,omitempty"`
	Payload struct {
		Candidate string `json:"candidate"`
		SDPMid    string `json:"sdpMid"`
	} `json:"payload"`
}

// openPeerJS connects under an id and waits for the server's word that it is open.
func openPeerJS(ctx context.Context, base *url.URL, id, other string) (*peerJS, error) {
	conn, err := dial(ctx, base, "/peerjs?key=peerjs&version=1.5.4&id="+id+"&token="+id, base.String(), "", nil)
	if err != nil {
		return nil, err
	}
	p := &peerJS{conn: conn, other: other}
	_, err = p.next(ctx, "OPEN")
	return p, err
}

func (p *peerJS) say(ctx context.Context, word string) error {
	m := peerMessage{Type: "CANDIDATE", Dst: p.other}
	m.Payload.Candidate, m.Payload.SDPMid = word, "0"
	raw, err := json.Marshal(m)
	if err != nil {
		return err
	}
	return p.conn.Write(ctx, websocket.MessageText, raw)
}

func (p *peerJS) hear(ctx context.Context) (string, error) {
	m, err := p.next(ctx, "CANDIDATE")
	return m.Payload.Candidate, err
}

func (p *peerJS) close() { _ = p.conn.CloseNow() }

func (p *peerJS) next(ctx context.Context, kind string) (peerMessage, error) {
	for {
		var m peerMessage
		_, raw, err := p.conn.Read(ctx)
		if err != nil {
			return m, fmt.Errorf("load: waiting for %s: %w", kind, err)
		}
		if err := json.Unmarshal(raw, &m); err != nil {
			return m, err
		}
		if m.Type == kind {
			return m, nil
		}
	}
}
