package main

import (
	"context"
	"encoding/binary"
	"errors"
	"fmt"
	"net"
	"net/netip"
	"os"
	"runtime"
	"slices"
	"strconv"
	"sync"
	"time"
	"unsafe"

	"golang.org/x/sys/unix"

	"github.com/tandem-cobrowse/tandem/turn/internal/stun"
	"github.com/tandem-cobrowse/tandem/turn/internal/turnclient"
)

// measure runs one scenario against a fresh server.
func measure(ctx context.Context, o options, name string, s scenario) (result, error) {
	r := result{scenario: s, server: name}
	p, err := launch(ctx, name)
	if err != nil {
		return r, err
	}
	defer p.stop()
	if err := leaveCore0(); err != nil {
		return r, err
	}
	l, err := prepareLoad(p, s)
	if err != nil {
		return r, err
	}
	defer l.close()
	done := make(chan error)
	go func() {
		runtime.LockOSThread()
		done <- l.run(p, o.duration, &r)
	}()
	return r, <-done
}

// leaveCore0 binds every thread of this process to the last core; threads to come inherit it.
func leaveCore0() error {
	tasks, err := os.ReadDir("/proc/self/task")
	if err != nil {
		return err
	}
	for _, t := range tasks {
		id, err := strconv.Atoi(t.Name())
		if err != nil {
			return err
		}
		if err := pin(id, runtime.NumCPU()-1); err != nil && !errors.Is(err, unix.ESRCH) {
			return err
		}
	}
	return nil
}

// lane is one way that packets take: the socket they leave by, the frame they have.
type lane struct {
	fd    int
	to    unix.RawSockaddrInet4
	frame []byte
	stamp int // where in the frame the payload begins
}

// load is all lanes of a scenario and the sockets that packets arrive at.
type load struct {
	lanes     []lane
	receivers []int
	epoll     int
	frames    bool // receivers get ChannelData or Data indications, not bare payload
	rate      int
	indicated bool
	owned     []int
}

const channel = 0x4000

// member is a client that has its allocation.
type member struct {
	*turnclient.Client
	conn  *net.UDPConn
	relay netip.AddrPort
}

// prepareLoad makes allocations, permissions and channels, and hands their sockets to the load.
func prepareLoad(p *process, s scenario) (*load, error) {
	l := &load{rate: s.rate, frames: s.direction != toPeer, indicated: s.framing == "indication"}
	var err error
	if l.epoll, err = unix.EpollCreate1(0); err != nil {
		return nil, err
	}
	n := s.clients
	if s.direction == relays {
		n = max(2, n)
	}
	members, err := join(p, n)
	if err != nil {
		return nil, err
	}
	peer, err := net.ListenUDP("udp4", &net.UDPAddr{IP: net.IPv4(127, 0, 0, 1)})
	if err != nil {
		return nil, err
	}
	at := netip.MustParseAddrPort(peer.LocalAddr().String())
	peerFD, err := l.take(peer)
	if err != nil {
		return nil, err
	}
	server := sockaddr(p.addr)
	for i, m := range members {
		target := at
		if s.direction == relays {
			target = members[i^1%len(members)].relay
		}
		if err := l.permit(m, target); err != nil {
			return nil, err
		}
		fd, err := l.take(m.conn)
		if err != nil {
			return nil, err
		}
		ln := lane{fd: fd, to: server}
		switch {
		case s.direction == toClient:
			ln = lane{fd: peerFD, to: sockaddr(m.relay), frame: make([]byte, payloadSize)}
		case l.indicated:
			ln.frame, ln.stamp = indication(target)
		default:
			ln.frame, ln.stamp = channelData()
		}
		l.lanes = append(l.lanes, ln)
		if s.direction != toPeer {
			l.receivers = append(l.receivers, fd)
		}
	}
	if s.direction == toPeer {
		l.receivers = []int{peerFD}
	}
	if s.direction == relays && s.clients == 1 { // one speaks, the other listens
		l.lanes = l.lanes[:1]
	}
	return l, l.watch()
}

// permit gives a member what it needs to exchange packets with target.
func (l *load) permit(m member, target netip.AddrPort) error {
	if l.indicated {
		return m.Permit(target)
	}
	return m.Bind(channel, target)
}

// watch has epoll report the receivers, which get room for what comes while the load sends.
func (l *load) watch() error {
	for _, fd := range l.receivers {
		_ = unix.SetsockoptInt(fd, unix.SOL_SOCKET, unix.SO_RCVBUFFORCE, 4<<20)
		if err := unix.EpollCtl(l.epoll, unix.EPOLL_CTL_ADD, fd, &unix.EpollEvent{Events: unix.EPOLLIN, Fd: int32(fd)}); err != nil {
			return err
		}
	}
	return nil
}

// join makes n clients with allocations, 32 at a time.
func join(p *process, n int) ([]member, error) {
	members := make([]member, n)
	var wg sync.WaitGroup
	errs := make(chan error, n)
	turnstile := make(chan struct{}, 32)
	for i := range members {
		turnstile <- struct{}{}
		wg.Go(func() {
			defer func() { <-turnstile }()
			var err error
			if members[i], err = allocate(p); err != nil {
				errs <- err
			}
		})
	}
	wg.Wait()
	close(errs)
	return members, <-errs
}

// awaitServer makes an allocation and gives it back: the server is up.
func awaitServer(p *process) error {
	m, err := allocate(p)
	if err != nil {
		return err
	}
	return errors.Join(m.Refresh(0), m.Close())
}

func allocate(p *process) (member, error) {
	conn, err := net.DialUDP("udp4", nil, net.UDPAddrFromAddrPort(p.addr))
	if err != nil {
		return member{}, err
	}
	m := member{Client: turnclient.New(conn, false), conn: conn}
	m.Username, m.Password = p.user()
	var a turnclient.Allocation
	for range 50 { // the server may still be starting: its port refuses until it listens
		if a, err = m.Allocate(nil); err == nil {
			break
		}
		time.Sleep(20 * time.Millisecond)
	}
	m.relay = a.Relay
	return m, err
}

// take moves a socket out of the reach of Go's poller, whose wake-ups would be part of the load.
func (l *load) take(c *net.UDPConn) (int, error) {
	rc, err := c.SyscallConn()
	if err != nil {
		return 0, err
	}
	fd := -1
	if err := rc.Control(func(old uintptr) { fd, err = unix.Dup(int(old)) }); err != nil {
		return 0, err
	}
	if err != nil {
		return 0, err
	}
	l.owned = append(l.owned, fd)
	return fd, c.Close()
}

func (l *load) close() {
	for _, fd := range append(l.owned, l.epoll) {
		_ = unix.Close(fd)
	}
}

func channelData() (frame []byte, stamp int) {
	frame = make([]byte, stun.ChannelHeaderSize+payloadSize)
	stun.PutChannelHeader(frame, channel, payloadSize)
	return frame, stun.ChannelHeaderSize
}

func indication(peer netip.AddrPort) (frame []byte, stamp int) {
	b := stun.Build(nil, stun.Send, stun.Indication, stun.TransactionID{1})
	b.AddAddress(stun.XORPeerAddress, peer)
	b.Add(stun.DataValue, make([]byte, payloadSize))
	return b.Bytes(), len(b.Bytes()) - payloadSize
}

func sockaddr(a netip.AddrPort) unix.RawSockaddrInet4 {
	s := unix.RawSockaddrInet4{Family: unix.AF_INET, Addr: a.Addr().As4()}
	binary.BigEndian.PutUint16((*[2]byte)(unsafe.Pointer(&s.Port))[:], a.Port())
	return s
}

// burst is how many packets a lane sends at a time where the rate is unbounded.
const burst = 16

// run sends what is due and reads what has come, in turns, for a time, and then reads what is still under way.
func (l *load) run(p *process, duration time.Duration, r *result) error {
	in := newReader(l.epoll, l.frames)
	begun, before := time.Now(), time.Duration(0)
	warm := begun.Add(duration / 4)
	next, sent, measuring := 0, 0, false
	for now := begun; now.Before(warm.Add(duration)); now = time.Now() {
		if !measuring && now.After(warm) {
			var err error
			if before, err = p.cpu(); err != nil {
				return err
			}
			measuring, sent, in.count, in.delays, begun = true, 0, 0, in.delays[:0], now
			in.dropped, in.since = -drops(l.receivers), uint64(now.UnixNano())
		}
		if l.rate == 0 {
			l.lanes[next].sendBurst(now)
			next = (next + 1) % len(l.lanes)
			sent += burst
		} else {
			for due := min(int(now.Sub(begun).Seconds()*float64(l.rate))-sent, 32); due > 0; due-- {
				l.lanes[next].send(now)
				next = (next + 1) % len(l.lanes)
				sent++
			}
		}
		in.poll()
	}
	r.took = time.Since(begun)
	after, err := p.cpu()
	if err != nil {
		return err
	}
	atEnd := in.count + in.dropped + drops(l.receivers)
	for quiet := time.Now(); time.Since(quiet) < 200*time.Millisecond; {
		if in.poll() {
			quiet = time.Now()
		}
	}
	r.sent, r.cpu = sent, after-before
	if r.arrived = in.count + in.dropped + drops(l.receivers); l.rate == 0 {
		r.arrived = atEnd
	}
	slices.Sort(in.delays)
	if n := len(in.delays); n > 0 {
		r.p50, r.p99 = in.delays[n/2], in.delays[n*99/100]
	}
	if r.arrived == 0 {
		return fmt.Errorf("nothing arrived of %d packets", sent)
	}
	return nil
}

func (ln *lane) mark(now time.Time) {
	binary.BigEndian.PutUint64(ln.frame[ln.stamp:], uint64(now.UnixNano()))
}

func (ln *lane) send(now time.Time) {
	ln.mark(now)
	_, _, _ = unix.RawSyscall6(unix.SYS_SENDTO, uintptr(ln.fd), uintptr(unsafe.Pointer(&ln.frame[0])), uintptr(len(ln.frame)), unix.MSG_DONTWAIT,
		uintptr(unsafe.Pointer(&ln.to)), unix.SizeofSockaddrInet4)
}

// segmentSize is the control message for UDP_SEGMENT.
type segmentSize struct {
	hdr   unix.Cmsghdr
	value uint16
	_     [6]byte
}

// sendBurst sends the frame several times with one system call.
func (ln *lane) sendBurst(now time.Time) {
	ln.mark(now)
	var iovs [burst]unix.Iovec
	for i := range iovs {
		iovs[i].Base = &ln.frame[0]
		iovs[i].SetLen(len(ln.frame))
	}
	control := segmentSize{hdr: unix.Cmsghdr{Level: unix.IPPROTO_UDP, Type: unix.UDP_SEGMENT}, value: uint16(len(ln.frame))}
	control.hdr.SetLen(unix.SizeofCmsghdr + 2)
	msg := unix.Msghdr{Name: (*byte)(unsafe.Pointer(&ln.to)), Namelen: unix.SizeofSockaddrInet4, Iov: &iovs[0], Control: (*byte)(unsafe.Pointer(&control))}
	msg.SetIovlen(burst)
	msg.SetControllen(int(unsafe.Sizeof(control)))
	_, _, _ = unix.RawSyscall(unix.SYS_SENDMSG, uintptr(ln.fd), uintptr(unsafe.Pointer(&msg)), unix.MSG_DONTWAIT)
	runtime.KeepAlive(ln)
}
