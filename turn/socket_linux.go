package turn

import (
	"encoding/binary"
	"net/netip"
	"strconv"
	"sync"
	"unsafe"

	"golang.org/x/sys/unix"
)

// rawSocket is a UDP socket that Go's network poller does not know: the loops wait for it themselves.
type rawSocket struct {
	ipv4 bool // of the socket; an IPv6 one may carry IPv4 in mapped form

	mu     sync.RWMutex // held for reading while fd is in use: a closed number may soon be another socket's
	fd     int
	closed bool

	loop  *loop  // that reads a relay socket; set once, before the allocation is known to anybody
	relay *relay // in that loop
}

// receiveBuffer holds what arrives while a loop is busy, in bytes: 10 ms at 100,000 packets/s of 1,000 bytes, each of
// which the kernel counts as 2,304. Without the capability to exceed it, net.core.rmem_max bounds it.
const receiveBuffer = 4 << 20

// relayBuffer is the same for one allocation.
const relayBuffer = 1 << 20

// openSocket binds a UDP socket.
func openSocket(at netip.AddrPort) (*rawSocket, error) {
	s := &rawSocket{ipv4: at.Addr().Is4()}
	family := unix.AF_INET6
	if s.ipv4 {
		family = unix.AF_INET
	}
	fd, err := unix.Socket(family, unix.SOCK_DGRAM|unix.SOCK_NONBLOCK|unix.SOCK_CLOEXEC, 0)
	if err != nil {
		return nil, err
	}
	s.fd = fd
	widen(fd, relayBuffer)
	if !s.ipv4 {
		if err := unix.SetsockoptInt(fd, unix.IPPROTO_IPV6, unix.IPV6_V6ONLY, 1); err != nil {
			_ = s.close()
			return nil, err
		}
	}
	var name unix.RawSockaddrInet6
	n := putSockaddr(&name, at, s.ipv4)
	if _, _, e := unix.Syscall(unix.SYS_BIND, uintptr(fd), uintptr(unsafe.Pointer(&name)), uintptr(n)); e != 0 {
		_ = s.close()
		return nil, e
	}
	return s, nil
}

// adoptSocket takes over a copy of an open descriptor.
func adoptSocket(fd int) (*rawSocket, error) {
	family, err := unix.GetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_DOMAIN)
	if err != nil {
		return nil, err
	}
	widen(fd, receiveBuffer)
	return &rawSocket{fd: fd, ipv4: family == unix.AF_INET}, nil
}

// widen asks for a receive buffer; less will do.
func widen(fd, size int) {
	if unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, size) != nil {
		_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUF, size) // as much as the system allows
	}
}

// send sends one datagram; what the kernel does not take is lost, as UDP may lose it.
func (s *rawSocket) send(b []byte, to netip.AddrPort) {
	var name unix.RawSockaddrInet6
	n := putSockaddr(&name, to, s.ipv4)
	s.mu.RLock()
	defer s.mu.RUnlock()
	if s.closed {
		return
	}
	// The socket never blocks, so the scheduler need not be told.
	_, _, _ = unix.RawSyscall6(unix.SYS_SENDTO, uintptr(s.fd), uintptr(unsafe.Pointer(unsafe.SliceData(b))), uintptr(len(b)), unix.MSG_DONTWAIT|unix.MSG_NOSIGNAL,
		uintptr(unsafe.Pointer(&name)), uintptr(n))
}

func (s *rawSocket) close() error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.closed {
		return nil
	}
	s.closed = true
	if s.loop != nil {
		s.loop.forget(s)
	}
	return unix.Close(s.fd)
}

// putSockaddr writes an address for a socket of a family and returns its length.
func putSockaddr(name *unix.RawSockaddrInet6, to netip.AddrPort, ipv4 bool) uint32 {
	port := networkOrder(to.Port())
	if ipv4 {
		n := (*unix.RawSockaddrInet4)(unsafe.Pointer(name))
		n.Family, n.Port, n.Addr = unix.AF_INET, port, to.Addr().As4()
		return unix.SizeofSockaddrInet4
	}
	*name = unix.RawSockaddrInet6{Family: unix.AF_INET6, Port: port, Addr: to.Addr().As16()}
	if zone := to.Addr().Zone(); zone != "" {
		id, _ := strconv.ParseUint(zone, 10, 32)
		name.Scope_id = uint32(id)
	}
	return unix.SizeofSockaddrInet6
}

// sockaddr reads an address, unmapped. The zone of a link-local one is the number of its interface.
func sockaddr(name *unix.RawSockaddrInet6) netip.AddrPort {
	port := networkOrder(name.Port)
	if name.Family == unix.AF_INET {
		return netip.AddrPortFrom(netip.AddrFrom4((*unix.RawSockaddrInet4)(unsafe.Pointer(name)).Addr), port)
	}
	a := netip.AddrFrom16(name.Addr).Unmap()
	if name.Scope_id != 0 {
		a = a.WithZone(strconv.FormatUint(uint64(name.Scope_id), 10))
	}
	return netip.AddrPortFrom(a, port)
}

// networkOrder turns a port between this machine's order of bytes and the network's.
func networkOrder(port uint16) uint16 {
	var b [2]byte
	binary.BigEndian.PutUint16(b[:], port)
	return binary.NativeEndian.Uint16(b[:])
}
