package turn

import (
	"syscall"

	"golang.org/x/sys/unix"
)

// canShareLoad says that several sockets can be bound to one address and the kernel spreads packets over them by the
// hash of their addresses, so that a client always meets the same one.
const canShareLoad = true

func shareLoad(_, _ string, c syscall.RawConn) error {
	var sockErr error
	err := c.Control(func(fd uintptr) {
		sockErr = unix.SetsockoptInt(int(fd), unix.SOL_SOCKET, unix.SO_REUSEPORT, 1)
	})
	if err != nil {
		return err
	}
	return sockErr
}
