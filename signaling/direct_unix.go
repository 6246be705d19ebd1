//go:build unix

package signaling

import "syscall"

// writeNow writes what the operating system takes at once, and never waits. What it did not take is for the writer.
func (s *socket) writeNow(b []byte) (n int) {
	if s.direct == nil {
		return 0
	}
	_ = s.direct.Write(func(fd uintptr) bool {
		n, _ = syscall.Write(int(fd), b) //nolint:gosec // a file descriptor is an int
		return true
	}) // whatever is wrong with the connection, the writer and the reader meet it, too
	return max(n, 0)
}
