package load

import (
	"bytes"
	"fmt"
)

// line is one socket, of which words go to another one by way of the server.
type line struct {
	*conn
	// A word between before and after is a message of the server's protocol.
	before, after string
	// sign is in every message that passes a word on, and in no other.
	sign    string
	message []byte
}

func (l *line) say(word []byte) error {
	l.message = append(append(append(l.message[:0], l.before...), word...), l.after...)
	return l.write(l.message)
}

// hear waits for the other side's word.
func (l *line) hear(word []byte) error {
	for {
		message, err := l.read()
		if err != nil {
			return fmt.Errorf("load: waiting for %q: %w", word, err)
		}
		if !bytes.Contains(message, []byte(l.sign)) {
			continue
		}
		if !bytes.Contains(message, word) {
			return fmt.Errorf("load: %q came for %q", message, word)
		}
		return nil
	}
}

// rest reads until the line is closed, so that pings are answered.
func (l *line) rest() {
	for {
		if _, err := l.read(); err != nil {
			return
		}
	}
}
