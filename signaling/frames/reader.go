package frames

import (
	"encoding/binary"
	"errors"
	"io"
)

// Errors of Reader.Next; others are the connection's.
var (
	// ErrProtocol: the peer does not keep to RFC 6455. Nothing more can be read.
	ErrProtocol = errors.New("frames: against the protocol")
	// ErrTooLarge: a message over the limit.
	ErrTooLarge = errors.New("frames: message too large")
)

const (
	// near is the size of a Reader's own buffer, in bytes: a candidate, the message of which there are most, has some 250.
	near = 512
	// maxFragments of one message. Browsers send whole messages; a proxy may divide them.
	maxFragments = 64
)

// Reader takes apart what a peer sends. It is for one goroutine at a time.
type Reader struct {
	conn    io.Reader
	buffers *Buffers
	limit   int

	// near[from:to] is what has come and is not taken yet.
	near     [near]byte
	from, to int
	broken   bool // ErrProtocol was returned

	// Of the frame that is coming in, and of the message that it is part of.
	key       [4]byte
	at, left  int // how far into its payload, and how much of that is still to come
	message   Op  // Continuation between messages
	fragments int
	far       []byte // lent; nil while near is enough
	done      bool   // far has been handed out
}

// NewReader reads from a connection what comes after early, messages of limit bytes at most.
func NewReader(conn io.Reader, early []byte, limit int, buffers *Buffers) *Reader {
	r := &Reader{conn: conn, buffers: buffers, limit: limit}
	if r.to = copy(r.near[:], early); r.to < len(early) {
		// Somebody who said that much without waiting for an answer keeps what it takes to hold it.
		r.conn = io.MultiReader(&leftover{early[r.to:]}, conn)
	}
	return r
}

// leftover is what early had beyond near.
type leftover struct{ rest []byte }

func (l *leftover) Read(p []byte) (int, error) {
	if len(l.rest) == 0 {
		return 0, io.EOF
	}
	n := copy(p, l.rest)
	l.rest = l.rest[n:]
	return n, nil
}

// Next returns the next message, or a control frame, which may come amid the fragments of a message. The payload is good until the next call.
func (r *Reader) Next() (Op, []byte, error) {
	r.release()
	for {
		op, final, err := r.head()
		if err == nil {
			err = r.joins(op)
		}
		if err != nil {
			return 0, nil, err
		}
		switch {
		case op.control():
			payload, err := r.whole()
			return op, payload, err
		case final && r.far == nil && r.left <= len(r.near):
			payload, err := r.whole()
			return r.end(), payload, err
		}
		if err := r.gather(); err != nil {
			return 0, nil, err
		}
		if final {
			r.done = true
			return r.end(), r.far, nil
		}
	}
}

// release gives a message's buffer back.
func (r *Reader) release() {
	if r.done {
		r.buffers.Put(r.far)
		r.far, r.done = nil, false
	}
}

// Close gives back what the Reader has been lent. Nothing can be read afterwards.
func (r *Reader) Close() {
	if r.far != nil {
		r.buffers.Put(r.far)
		r.far = nil
	}
	r.broken = true
}

// end ends a message and returns what it was.
func (r *Reader) end() Op {
	op := r.message
	r.message, r.fragments = Continuation, 0
	return op
}

// head takes a frame's head, all of it or nothing.
func (r *Reader) head() (op Op, final bool, err error) {
	if r.broken {
		return 0, false, ErrProtocol
	}
	if err := r.fill(2); err != nil {
		return 0, false, err
	}
	first, second := r.near[r.from], r.near[r.from+1]
	op, final = Op(first&bitsOp), first&bitFinal != 0
	length, size := uint64(second&bitsShort), 2
	switch length {
	case len16:
		size += 2
	case len64:
		size += 8
	}
	if first&bitsRSV != 0 || second&bitMasked == 0 || !op.known() || op.control() && (!final || size > 2) {
		return r.breaks()
	}
	if err := r.fill(size + maskBytes); err != nil {
		return 0, false, err
	}
	switch head := r.near[r.from:]; length {
	case len16:
		length = uint64(binary.BigEndian.Uint16(head[2:]))
	case len64:
		length = binary.BigEndian.Uint64(head[2:])
	}
	if length > 1<<62 {
		return r.breaks()
	}
	copy(r.key[:], r.near[r.from+size:])
	r.from += size + maskBytes
	r.at, r.left = 0, int(length) //nolint:gosec // at most 1<<62
	return op, final, nil
}

// joins holds a frame that has begun against the message that it is part of.
func (r *Reader) joins(op Op) error {
	if op.control() {
		return nil
	}
	if (op == Continuation) == (r.message == Continuation) || r.fragments == maxFragments {
		_, _, err := r.breaks()
		return err
	}
	r.fragments++
	if op != Continuation {
		r.message = op
	}
	if r.left > r.limit-len(r.far) {
		return ErrTooLarge
	}
	return nil
}

func (r *Reader) breaks() (Op, bool, error) {
	r.broken = true
	return 0, false, ErrProtocol
}

// whole takes a payload that fits near.
func (r *Reader) whole() ([]byte, error) {
	if err := r.fill(r.left); err != nil {
		return nil, err
	}
	payload := r.near[r.from : r.from+r.left]
	mask(r.key, 0, payload)
	r.from += r.left
	r.left = 0
	return payload, nil
}

// gather takes a payload into far. That grows as bytes come and not by what the head promises, so that a promise costs nobody anything.
func (r *Reader) gather() error {
	if r.far == nil {
		r.far = r.buffers.Get()
	}
	for r.left > 0 {
		if len(r.far) == cap(r.far) {
			r.far = append(r.far, 0)[:len(r.far)]
		}
		space := r.far[len(r.far):min(cap(r.far), len(r.far)+r.left)]
		n := copy(space, r.near[r.from:r.to])
		r.from += n
		if n == 0 {
			var err error
			if n, err = r.conn.Read(space); n == 0 && err != nil {
				return eof(err)
			}
		}
		mask(r.key, r.at, space[:n])
		r.at += n
		r.left -= n
		r.far = r.far[:len(r.far)+n]
	}
	return nil
}

// fill waits until near has n bytes.
func (r *Reader) fill(n int) error {
	if r.from == r.to {
		r.from, r.to = 0, 0
	}
	if r.from+n > len(r.near) {
		r.to = copy(r.near[:], r.near[r.from:r.to])
		r.from = 0
	}
	for r.to-r.from < n {
		got, err := r.conn.Read(r.near[r.to:])
		r.to += got
		if got == 0 && err != nil {
			return eof(err)
		}
	}
	return nil
}

// eof: a connection that ends where it must not is an error like any other.
func eof(err error) error {
	if errors.Is(err, io.EOF) {
		return io.ErrUnexpectedEOF
	}
	return err
}
