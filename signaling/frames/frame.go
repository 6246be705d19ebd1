package frames

import "encoding/binary"

// Op is what a frame is (RFC 6455 §5.2).
type Op byte

// The ops. Those from Close on are control frames, which are never fragmented.
const (
	Continuation Op = 0x0
	Text         Op = 0x1
	Binary       Op = 0x2
	Close        Op = 0x8
	Ping         Op = 0x9
	Pong         Op = 0xA
)

// MaxControl is the most that a control frame carries (§5.5).
const MaxControl = 125

// CodeNormal and CodeProtocol are the protocol's own close codes that Tandem uses (§7.4.1).
const (
	CodeNormal   = 1000
	CodeProtocol = 1002
)

// The bits of a frame's first two bytes.
const (
	bitFinal  = 0x80
	bitsRSV   = 0x70
	bitsOp    = 0x0f
	bitMasked = 0x80
	bitsShort = 0x7f
	len16     = 126 // in place of a length: it follows in two bytes
	len64     = 127 // … in eight
	maskBytes = 4
	// maxHead is the length of the longest head: two bytes, eight of length, the mask.
	maxHead = 2 + 8 + maskBytes
)

func (op Op) control() bool { return op >= Close }

func (op Op) known() bool { return op <= Binary || op >= Close && op <= Pong }

// Append appends a whole frame of the server's.
func Append(dst []byte, op Op, payload []byte) []byte {
	return append(appendHead(dst, op, 0, len(payload)), payload...)
}

// AppendClose appends a close frame; a reason that is too long for it is cut.
func AppendClose(dst []byte, code int, reason string) []byte {
	reason = reason[:min(len(reason), MaxControl-2)]
	dst = appendHead(dst, Close, 0, 2+len(reason))
	dst = binary.BigEndian.AppendUint16(dst, uint16(code)) //nolint:gosec // codes are below 5000
	return append(dst, reason...)
}

// AppendMasked appends a whole frame of a client's: for tests, and for the crowds of package load.
func AppendMasked(dst []byte, op Op, key [4]byte, payload []byte) []byte {
	dst = append(appendHead(dst, op, bitMasked, len(payload)), key[:]...)
	at := len(dst)
	dst = append(dst, payload...)
	mask(key, 0, dst[at:])
	return dst
}

func appendHead(dst []byte, op Op, masked byte, n int) []byte {
	dst = append(dst, bitFinal|byte(op))
	switch {
	case n < len16:
		return append(dst, masked|byte(n)) //nolint:gosec // less than len16
	case n < 1<<16:
		return binary.BigEndian.AppendUint16(append(dst, masked|len16), uint16(n))
	default:
		return binary.BigEndian.AppendUint64(append(dst, masked|len64), uint64(n)) //nolint:gosec // a length is not negative
	}
}

// mask puts the mask on, or takes it off, of bytes that begin at the given place of a payload (§5.3).
func mask(key [4]byte, at int, b []byte) {
	for ; at%maskBytes != 0 && len(b) > 0; at++ {
		b[0] ^= key[at%maskBytes]
		b = b[1:]
	}
	k := uint64(binary.LittleEndian.Uint32(key[:]))
	k |= k << 32
	for ; len(b) >= 8; b = b[8:] {
		binary.LittleEndian.PutUint64(b, binary.LittleEndian.Uint64(b)^k)
	}
	for i := range b {
		b[i] ^= key[i%maskBytes]
	}
}
