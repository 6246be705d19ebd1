package main

import (
	"context"
	"errors"
	"net"
	"net/http"
	"os"
	"sync"
)

// rig is the lab with what it needs of the kernel.
type rig struct {
	six     bool // IPv6 alone instead of IPv4 alone
	lab     *lab
	ends    map[place]*namespace
	devices map[place]*os.File
	front   *http.Server
	group   sync.WaitGroup // every goroutine of the rig
}

// maxPacket is a TUN device's MTU and more.
const maxPacket = 1 << 16

// newRig makes the namespaces, the devices and the front. What was made before an error goes with the process.
func newRig(six bool) (*rig, error) {
	r := &rig{six: six, ends: map[place]*namespace{}, devices: map[place]*os.File{}}
	writers := map[place]func([]byte){}
	for _, p := range []place{customer, agent, server} {
		n, err := newNamespace(six)
		if err != nil {
			return nil, err
		}
		device, err := n.openTUN(six, r.addresses(p)...)
		if err != nil {
			return nil, err
		}
		r.ends[p], r.devices[p] = n, device
		// A device whose queue is full drops the packet, as a card would.
		writers[p] = func(b []byte) { _, _ = device.Write(b) }
	}
	r.lab = newLab(writers)
	var err error
	r.front, err = newFront(r.ends[server].dial)
	return r, err
}

// addresses of an end's device, as ip(8) takes them. There is nobody else who could have an IPv6 address already, and nothing is waited for to find that out.
func (r *rig) addresses(p place) []string {
	private, _ := addressesOf(p, 0)
	switch {
	case r.six && p == server:
		return []string{webAddress6.String() + "/128 nodad", relayAddress6.String() + "/128 nodad"}
	case r.six:
		return []string{address6Of(p).String() + "/64 nodad"}
	case p == server:
		return []string{webAddress.String() + "/32", relayAddress.String() + "/32"}
	default:
		return []string{private.String() + "/24"}
	}
}

// run carries packets and obeys the control socket until the context ends.
func (r *rig) run(ctx context.Context, control net.Listener, seed uint64) error {
	at := webAddress
	if r.six {
		at = webAddress6
	}
	web, err := r.ends[server].listen(ctx, net.JoinHostPort(at.String(), "443"))
	if err != nil {
		return err
	}
	r.group.Go(func() { r.lab.run(ctx, seed) })
	for p, device := range r.devices {
		r.group.Go(func() { r.read(p, device) })
	}
	r.group.Go(func() { r.control(ctx, control) })
	r.group.Go(func() { _ = r.front.ServeTLS(web, "", "") })

	<-ctx.Done()
	err = r.front.Close()
	for _, p := range []place{customer, agent, server} {
		err = errors.Join(err, r.devices[p].Close())
	}
	r.group.Wait()
	for _, n := range r.ends {
		err = errors.Join(err, n.file.Close())
	}
	return err
}

// read hands over what a device sends, until it is closed.
func (r *rig) read(p place, device *os.File) {
	buffer := make([]byte, maxPacket)
	for {
		n, err := device.Read(buffer)
		if err != nil {
			return
		}
		r.lab.send(p, append([]byte(nil), buffer[:n]...))
	}
}
