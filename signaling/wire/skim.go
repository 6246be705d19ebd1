package wire

import (
	"bytes"
	"errors"
)

// maxMembers of one object; no message has as many. usual is how many of them a message of a browser's has at most, for room on the stack.
const (
	maxMembers = 32
	usual      = 8
)

// member of the object that a frame is.
type member struct{ name, value []byte }

var (
	errNoObject = errors.New("not one JSON object")
	errTooMany  = errors.New("too many fields")
)

// skim divides a frame into the members of its object and appends them to into. It finds where each value ends and no more: whether what is there is JSON is found
// out by whoever reads the value. Names are taken as they stand; one that is written with escapes is no name of ours.
func skim(frame []byte, into []member) ([]member, error) {
	rest, ok := after(frame, '{')
	if !ok {
		return nil, errNoObject
	}
	if end, ok := after(rest, '}'); ok {
		return into, onlySpace(end)
	}
	for {
		var m member
		if m.name, rest, ok = text(space(rest)); !ok {
			return nil, errNoObject
		}
		if rest, ok = after(rest, ':'); !ok {
			return nil, errNoObject
		}
		if m.value, rest, ok = value(space(rest)); !ok {
			return nil, errNoObject
		}
		if len(into) == maxMembers {
			return nil, errTooMany
		}
		m.name = m.name[1 : len(m.name)-1]
		into = append(into, m)
		if next, ok := after(rest, ','); ok {
			rest = next
			continue
		}
		if rest, ok = after(rest, '}'); !ok {
			return nil, errNoObject
		}
		return into, onlySpace(rest)
	}
}

func onlySpace(b []byte) error {
	if len(space(b)) > 0 {
		return errNoObject
	}
	return nil
}

// space passes over white space (RFC 8259 §2).
func space(b []byte) []byte {
	for len(b) > 0 && (b[0] == ' ' || b[0] == '\t' || b[0] == '\n' || b[0] == '\r') {
		b = b[1:]
	}
	return b
}

// after passes over white space and one sign.
func after(b []byte, sign byte) ([]byte, bool) {
	b = space(b)
	if len(b) == 0 || b[0] != sign {
		return b, false
	}
	return b[1:], true
}

// text takes a string, with its quotes.
func text(b []byte) (s, rest []byte, ok bool) {
	if len(b) == 0 || b[0] != '"' {
		return nil, nil, false
	}
	for i := 1; ; {
		end := bytes.IndexByte(b[i:], '"')
		if end < 0 {
			return nil, nil, false
		}
		i += end
		slashes := 0
		for b[i-1-slashes] == '\\' { // the opening quote ends this at the latest
			slashes++
		}
		if i++; slashes%2 == 0 {
			return b[:i], b[i:], true
		}
	}
}

// value takes a value of any kind.
func value(b []byte) (v, rest []byte, ok bool) {
	if len(b) == 0 {
		return nil, nil, false
	}
	if b[0] == '"' {
		return text(b)
	}
	depth := 0
	for i := 0; i < len(b); i++ {
		switch b[i] {
		case '"':
			s, _, ok := text(b[i:])
			if !ok {
				return nil, nil, false
			}
			i += len(s) - 1
		case '{', '[':
			depth++
		case '}', ']':
			if depth == 0 {
				return b[:i], b[i:], i > 0
			}
			if depth--; depth == 0 {
				return b[:i+1], b[i+1:], true
			}
		case ',', ' ', '\t', '\n', '\r':
			if depth == 0 {
				return b[:i], b[i:], i > 0
			}
		}
	}
	return nil, nil, false
}
