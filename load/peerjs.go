package load

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
)

// openPeerJS connects to a PeerJS server (npm: peer), which passes messages on by their dst, under an id, and waits for its word that it is open.
func openPeerJS(ctx context.Context, base *url.URL, id, other string) (*line, error) {
	c, err := dial(ctx, base, "/peerjs?key=peerjs&version=1.5.4&id="+id+"&token="+id, http.Header{"Origin": {base.String()}})
	if err != nil {
		return nil, err
	}
	l := &line{
		conn:   c,
		before: fmt.Sprintf(`{"type":"CANDIDATE","dst":%q,"payload":{"candidate":"`, other),
		after:  `","sdpMid":"0"}}`,
		sign:   `"CANDIDATE"`,
	}
	for {
		message, err := l.read()
		if err != nil {
			return nil, errors.Join(fmt.Errorf("load: waiting to be let in: %w", err), l.Close())
		}
		if bytes.Contains(message, []byte(`"OPEN"`)) {
			return l, nil
		}
	}
}
