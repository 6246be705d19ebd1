package load

import (
	"bytes"
	"errors"
	"fmt"
	"os"
	"time"
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

func (l *line) hear(word []byte, within time.Duration) error {
	if err := l.SetReadDeadline(time.Now().Add(within)); err != nil {
		return err
	}
	for {
		message, err := l.read()
		if err != nil {
			return fmt.Errorf("load: waiting for %.60q: %w", word, err)
		}
		if !bytes.Contains(message, []byte(l.sign)) {
			continue
		}
		if !bytes.Contains(message, word) {
			return fmt.Errorf("load: %.200q came for %.60q", message, word)
		}
		return nil
	}
}

// check passes over what has come.
func (l *line) check() error {
	if err := l.SetReadDeadline(time.Now().Add(time.Millisecond)); err != nil {
		return err
	}
	for {
		if _, err := l.read(); errors.Is(err, os.ErrDeadlineExceeded) {
			return nil
		} else if err != nil {
			return err
		}
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
