package store

import (
	"fmt"
	"strings"
)

// CheckName allows what every engine can use as the name of a bucket, log or subject: 1 to MaxKey characters of [A-Za-z0-9_.-],
// with no dot first, last or doubled (subjects of NATS are lists of words between dots).
func CheckName(name string) error {
	if err := checkChars(name, "_.-"); err != nil {
		return err
	}
	if name[0] == '.' || name[len(name)-1] == '.' || strings.Contains(name, "..") {
		return fmt.Errorf("%w %q: a dot must stand between other characters", ErrBadName, name)
	}
	return nil
}

// CheckKey allows what every engine can use as a key, stream or record id: 1 to MaxKey characters of [A-Za-z0-9_.-/@:+].
func CheckKey(key string) error {
	return checkChars(key, "_.-/@:+")
}

// CheckPrefix is CheckKey for the prefix of a Scan or Watch, which may be empty: all keys.
func CheckPrefix(prefix string) error {
	if prefix == "" {
		return nil
	}
	return CheckKey(prefix)
}

// CheckValue holds a value, a record's body or a message to MaxValue.
func CheckValue(value []byte) error {
	if len(value) > MaxValue {
		return fmt.Errorf("%w: value of %d bytes", ErrTooLarge, len(value))
	}
	return nil
}

func checkChars(s, extra string) error {
	if s == "" {
		return fmt.Errorf("%w: empty", ErrBadName)
	}
	if len(s) > MaxKey {
		return fmt.Errorf("%w: key or name of %d bytes", ErrTooLarge, len(s))
	}
	for i := range len(s) {
		c := s[i]
		if (c < '0' || c > '9') && (c < 'A' || c > 'Z') && (c < 'a' || c > 'z') && strings.IndexByte(extra, c) < 0 {
			return fmt.Errorf("%w %q", ErrBadName, s)
		}
	}
	return nil
}
