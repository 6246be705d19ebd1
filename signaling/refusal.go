package signaling

import (
	"encoding/binary"
	"io"
	"time"

	"github.com/coder/websocket"
	"github.com/tandem-cobrowse/tandem/signaling/wire"
)

// How long, and how much, a peer that broke the rules may go on sending while the reason is on its way to it. Without any reading the connection would be reset, and
// the reason lost with it; the library's own closing handshake parses all that comes, for five seconds, which is what a flood is after (measured: half of
// the processor time).
const (
	farewellTime  = time.Second
	farewellBytes = 1 << 20
)

// opClose is the first byte of an unfragmented close frame, maxControl the length of its body at most (RFC 6455 §5.2, §5.5).
const (
	opClose    = 0x80 | 0x8
	maxControl = 125
)

// isRefusal: the peer broke a rule, or is one too many. Its reader has ended by then, or ends with the deadline that refuse sets.
func (e *ending) isRefusal() bool {
	return e.code == wire.CloseBadMessage || e.code == wire.CloseTooLarge || e.code == wire.CloseTooMany
}

// refuse tells the peer why, looks at nothing that it says to that, and closes the connection.
func (s *socket) refuse(e *ending) {
	if err := s.raw.SetDeadline(time.Now().Add(farewellTime)); err == nil {
		if _, err := s.raw.Write(closeFrame(e.code, e.reason)); err == nil {
			_, _ = io.CopyN(io.Discard, s.raw, farewellBytes) // whatever ends it: the connection is closed next
		}
	}
	_ = s.conn.CloseNow()
}

func closeFrame(code websocket.StatusCode, reason string) []byte {
	reason = reason[:min(len(reason), maxControl-2)]
	frame := []byte{opClose, byte(2 + len(reason))}            //nolint:gosec // at most maxControl
	frame = binary.BigEndian.AppendUint16(frame, uint16(code)) //nolint:gosec // codes are below 5000
	return append(frame, reason...)
}
