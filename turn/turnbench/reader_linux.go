package main

import (
	"encoding/binary"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
)

// mmsghdr is struct mmsghdr of recvmmsg(2).
type mmsghdr struct {
	hdr unix.Msghdr
	len uint32
}

const (
	reads    = 32
	headSize = 64 // enough of a packet to find its time stamp
)

// reader counts what arrives and how long it took.
type reader struct {
	epoll   int
	frames  bool
	count   int
	since   uint64 // earlier packets belong to the warm-up
	dropped int    // by the receivers' full buffers: arrived, and lost by us
	delays  []time.Duration
	events  [64]unix.EpollEvent
	hdrs    [reads]mmsghdr
	iovs    [reads]unix.Iovec
	heads   [reads][headSize]byte
}

func newReader(epoll int, frames bool) *reader {
	r := &reader{epoll: epoll, frames: frames, delays: make([]time.Duration, 0, 1<<21)}
	for i := range reads {
		r.iovs[i].Base = &r.heads[i][0]
		r.iovs[i].SetLen(headSize)
		r.hdrs[i].hdr.Iov = &r.iovs[i]
		r.hdrs[i].hdr.SetIovlen(1)
	}
	return r
}

// poll reads what is there without waiting.
func (r *reader) poll() bool {
	n, _, e := unix.RawSyscall6(unix.SYS_EPOLL_PWAIT, uintptr(r.epoll), uintptr(unsafe.Pointer(&r.events[0])), uintptr(len(r.events)), 0, 0, 0)
	if e != 0 || n == 0 {
		return false
	}
	for _, ev := range r.events[:n] {
		got, _, e := unix.RawSyscall6(unix.SYS_RECVMMSG, uintptr(ev.Fd), uintptr(unsafe.Pointer(&r.hdrs[0])), reads, unix.MSG_DONTWAIT, 0, 0)
		if e != 0 {
			continue
		}
		now := uint64(time.Now().UnixNano())
		for i := range int(got) {
			sent := r.stamp(r.heads[i][:])
			if sent < r.since {
				continue
			}
			r.count++
			if len(r.delays) < cap(r.delays) {
				r.delays = append(r.delays, time.Duration(now-sent))
			}
		}
	}
	return true
}

// stamp finds the time in the first bytes of a packet.
func (r *reader) stamp(head []byte) uint64 {
	at := 0
	switch {
	case !r.frames:
	case head[0]>>6 == 1:
		at = stun.ChannelHeaderSize
	default: // the Data indications of both servers begin with XOR-PEER-ADDRESS or DATA
		at = stun.HeaderSize + 4
		if stun.Attr(binary.BigEndian.Uint16(head[stun.HeaderSize:])) == stun.XORPeerAddress {
			at += 8 + 4
		}
	}
	return binary.BigEndian.Uint64(head[at:])
}

// drops is how many packets arrived at sockets whose buffers were full (SO_MEMINFO, SK_MEMINFO_DROPS).
func drops(fds []int) (sum int) {
	for _, fd := range fds {
		var info [9]uint32
		size := uint32(unsafe.Sizeof(info))
		_, _, e := unix.Syscall6(unix.SYS_GETSOCKOPT, uintptr(fd), unix.SOL_SOCKET, unix.SO_MEMINFO, uintptr(unsafe.Pointer(&info)), uintptr(unsafe.Pointer(&size)), 0)
		if e == 0 {
			sum += int(info[8])
		}
	}
	return sum
}
