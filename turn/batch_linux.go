package turn

import (
	"net/netip"
	"unsafe"

	"golang.org/x/sys/unix"
)

// mmsghdr is struct mmsghdr of recvmmsg(2): Go pads it as C does.
type mmsghdr struct {
	hdr unix.Msghdr
	len uint32
}

const (
	// slots is how many packets a loop holds between two flushes.
	slots = 256
	// perRead bounds how many come from one socket at a time, so that none starves the others.
	perRead = 64
)

// inbox is the memory that packets are read into, many with one system call. Packets stay valid until reset.
type inbox struct {
	hdrs  [slots]mmsghdr
	iovs  [slots]unix.Iovec
	names [slots]unix.RawSockaddrInet6
	bufs  [slots][headroom + maxPacket + 4]byte
	used  int
}

func newInbox() *inbox {
	in := &inbox{}
	for i := range slots {
		in.iovs[i].Base = &in.bufs[i][headroom]
		in.iovs[i].SetLen(maxPacket)
		h := &in.hdrs[i].hdr
		h.Name = (*byte)(unsafe.Pointer(&in.names[i]))
		h.Iov = &in.iovs[i]
		h.SetIovlen(1)
	}
	return in
}

// room says whether a whole read fits.
func (in *inbox) room() bool { return slots-in.used >= perRead }

func (in *inbox) reset() { in.used = 0 }

// read takes up to perRead datagrams from a socket that does not block, and says which slots they are in.
func (in *inbox) read(fd int) (from, to int) {
	from = in.used
	for i := from; i < from+perRead; i++ {
		in.hdrs[i].hdr.Namelen = unix.SizeofSockaddrInet6
	}
	n, _, e := unix.RawSyscall6(unix.SYS_RECVMMSG, uintptr(fd), uintptr(unsafe.Pointer(&in.hdrs[from])), perRead, unix.MSG_DONTWAIT, 0, 0)
	if e != 0 { // nothing there, or an ICMP error for something sent before
		return from, from
	}
	in.used += int(n)
	return from, in.used
}

// packet returns what is in a slot; false where it was longer than maxPacket and has lost its end.
func (in *inbox) packet(i int) (p packet, ok bool) {
	return packet{in.bufs[i][:], headroom, headroom + int(in.hdrs[i].len)}, in.hdrs[i].hdr.Flags&unix.MSG_TRUNC == 0
}

func (in *inbox) source(i int) netip.AddrPort { return sockaddr(&in.names[i]) }

// maxSegments and maxSegmented bound one send with generic segmentation offload: UDP_MAX_SEGMENTS, and what fits into one
// IP packet.
const (
	maxSegments  = 64
	maxSegmented = 65_000
)

// sendQueue gathers datagrams for one socket and sends them with one system call. Runs of one size to one address become
// one message that the kernel cuts up (UDP_SEGMENT, Linux 4.18), which saves most of the way through its layers.
type sendQueue struct {
	segment bool // the kernel can cut
	hdrs    [slots]mmsghdr
	iovs    [slots]unix.Iovec
	names   [slots]unix.RawSockaddrInet6
	control [slots]segmentSize
	to      [slots]netip.AddrPort
	size    [slots]int // of a segment
	total   [slots]int
	msgs    int
	parts   int
}

// segmentSize is the control message that carries a segment's size.
type segmentSize struct {
	hdr   unix.Cmsghdr
	value uint16
	_     [6]byte
}

// add queues a datagram. The queue has room for as many as an inbox.
func (q *sendQueue) add(b []byte, to netip.AddrPort, ipv4 bool) {
	if len(b) == 0 {
		b = empty[:0:1]
	}
	iov := &q.iovs[q.parts]
	iov.Base = unsafe.SliceData(b)
	iov.SetLen(len(b))
	q.parts++
	if q.joins(len(b), to) {
		i := q.msgs - 1
		h := &q.hdrs[i].hdr
		h.SetIovlen(int(h.Iovlen) + 1)
		q.total[i] += len(b)
		q.control[i] = segmentSize{hdr: unix.Cmsghdr{Level: unix.IPPROTO_UDP, Type: unix.UDP_SEGMENT}, value: uint16(q.size[i])}
		q.control[i].hdr.SetLen(unix.SizeofCmsghdr + 2)
		h.Control = (*byte)(unsafe.Pointer(&q.control[i]))
		h.SetControllen(int(unsafe.Sizeof(segmentSize{})))
		return
	}
	i := q.msgs
	q.msgs++
	q.to[i], q.size[i], q.total[i] = to, len(b), len(b)
	h := &q.hdrs[i].hdr
	*h = unix.Msghdr{Name: (*byte)(unsafe.Pointer(&q.names[i])), Iov: iov, Namelen: putSockaddr(&q.names[i], to, ipv4)}
	h.SetIovlen(1)
}

var empty [1]byte

// joins says whether a datagram continues the run before it: to the same address, all of one size but for the last.
func (q *sendQueue) joins(n int, to netip.AddrPort) bool {
	if !q.segment || q.msgs == 0 || n == 0 {
		return false
	}
	i := q.msgs - 1
	count := int(q.hdrs[i].hdr.Iovlen)
	return q.to[i] == to && n <= q.size[i] && q.total[i] == count*q.size[i] && count < maxSegments && q.total[i]+n <= maxSegmented
}

// flush sends what has been queued. What the kernel does not take is lost, as UDP may lose it.
func (q *sendQueue) flush(s *rawSocket) {
	s.mu.RLock()
	defer s.mu.RUnlock()
	for at := 0; at < q.msgs && !s.closed; {
		n, _, e := unix.RawSyscall6(unix.SYS_SENDMMSG, uintptr(s.fd), uintptr(unsafe.Pointer(&q.hdrs[at])), uintptr(q.msgs-at),
			unix.MSG_DONTWAIT|unix.MSG_NOSIGNAL, 0, 0)
		switch {
		case e == 0:
			at += int(n)
		case e == unix.EINTR:
		case q.hdrs[at].hdr.Controllen > 0 && (e == unix.EIO || e == unix.EINVAL):
			q.segment = false // the device cannot; from now on one by one
			at++
		default:
			at++ // the first of them cannot be sent
		}
	}
	q.msgs, q.parts = 0, 0
}

// canSegment asks the kernel.
func canSegment(fd int) bool {
	_, err := unix.GetsockoptInt(fd, unix.IPPROTO_UDP, unix.UDP_SEGMENT)
	return err == nil
}
