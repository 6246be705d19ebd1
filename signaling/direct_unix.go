//go:build unix

package signaling

import (
	"net"
	"syscall"
)

// direct writes to a connection past its writer. Made once for each connection: what does the writing would be garbage at every message otherwise.
type direct struct {
	conn  syscall.RawConn
	write func(fd uintptr) bool
	// What is to be written, and how much of it was.
	b []byte
	n int
}

// newDirect returns nil for TLS, whose records are made elsewhere.
func newDirect(conn net.Conn) *direct {
	c, ok := conn.(syscall.Conn)
	if !ok {
		return nil
	}
	raw, err := c.SyscallConn()
	if err != nil {
		return nil // then everything goes by the writer
	}
	d := &direct{conn: raw}
	d.write = func(fd uintptr) bool {
		d.n, _ = syscall.Write(int(fd), d.b) //nolint:gosec // a file descriptor is an int
		return true
	}
	return d
}

// now writes what the operating system takes at once, and never waits. What it did not take is for the writer. One call at a time.
func (d *direct) now(b []byte) int {
	if d == nil {
		return 0
	}
	d.b, d.n = b, 0
	_ = d.conn.Write(d.write) // whatever is wrong with the connection, the writer and the reader meet it, too
	d.b = nil
	return max(d.n, 0)
}
