package main

import (
	"errors"
	"fmt"
	"os"
	"os/exec"
	"runtime"
	"strings"

	"golang.org/x/sys/unix"
)

// namespace is a network namespace that lives as long as its descriptor or a process in it.
type namespace struct{ file *os.File }

// newNamespace makes one with its loopback up, and without IPv6 unless that is wanted.
func newNamespace(six bool) (*namespace, error) {
	n := &namespace{}
	err := onOwnThread(func() error {
		if err := unix.Unshare(unix.CLONE_NEWNET); err != nil {
			return fmt.Errorf("make a network namespace: %w", err)
		}
		var err error
		n.file, err = os.Open("/proc/thread-self/ns/net")
		return err
	})
	if err != nil {
		return nil, err
	}
	if six {
		return n, n.ip("link set lo up")
	}
	// Where the kernel has no IPv6 there is nothing to turn off.
	err = n.inside(func() error {
		err := os.WriteFile("/proc/sys/net/ipv6/conf/all/disable_ipv6", []byte("1"), 0)
		if errors.Is(err, os.ErrNotExist) {
			return nil
		}
		return err
	})
	return n, errors.Join(err, n.ip("link set lo up"))
}

// inside runs f in the namespace: the sockets and processes that it makes, from its own goroutine, belong there.
func (n *namespace) inside(f func() error) error {
	return onOwnThread(func() error {
		if err := unix.Setns(int(n.file.Fd()), unix.CLONE_NEWNET); err != nil {
			return fmt.Errorf("enter a network namespace: %w", err)
		}
		return f()
	})
}

// onOwnThread runs f on a thread that ends with it: one that was in another namespace must not serve other goroutines.
func onOwnThread(f func() error) error {
	result := make(chan error, 1)
	go func() {
		runtime.LockOSThread() // never unlocked, hence the end of the thread
		result <- f()
	}()
	return <-result
}

// ip runs iproute2's ip in the namespace.
func (n *namespace) ip(words string) error {
	return n.inside(func() error {
		out, err := exec.Command("ip", strings.Fields(words)...).CombinedOutput() //nolint:gosec,noctx // our own words; takes milliseconds
		if err != nil {
			return fmt.Errorf("ip %s: %w: %s", words, err, out)
		}
		return nil
	})
}

// path is where nsenter --net finds the namespace.
func (n *namespace) path() string { return fmt.Sprintf("/proc/%d/fd/%d", os.Getpid(), n.file.Fd()) }

// openTUN makes the namespace's eth0 and the way to everywhere through it. Not named tun0: browsers take that for a VPN and rank it lower.
func (n *namespace) openTUN(six bool, addresses ...string) (*os.File, error) {
	var device *os.File
	err := n.inside(func() error {
		fd, err := unix.Open("/dev/net/tun", unix.O_RDWR|unix.O_NONBLOCK|unix.O_CLOEXEC, 0)
		if err != nil {
			return fmt.Errorf("open /dev/net/tun: %w", err)
		}
		request, err := unix.NewIfreq("eth0")
		if err != nil {
			return err
		}
		request.SetUint16(unix.IFF_TUN | unix.IFF_NO_PI)
		if err := unix.IoctlIfreq(fd, unix.TUNSETIFF, request); err != nil {
			return errors.Join(fmt.Errorf("make a TUN device: %w", err), unix.Close(fd))
		}
		device = os.NewFile(uintptr(fd), "eth0")
		return nil
	})
	if err != nil {
		return nil, err
	}
	for _, a := range addresses {
		err = errors.Join(err, n.ip("address add dev eth0 "+a))
	}
	route := "route add default dev eth0"
	if six {
		route = "-6 " + route
	}
	return device, errors.Join(err, n.ip("link set eth0 up"), n.ip(route))
}

// canRun says what is missing; nil: nothing.
func canRun() error {
	if os.Geteuid() != 0 {
		return errors.New("making network namespaces takes root")
	}
	if _, err := exec.LookPath("ip"); err != nil {
		return errors.New("iproute2 is not installed")
	}
	n, err := newNamespace(false)
	if err != nil {
		return err
	}
	device, err := n.openTUN(false)
	if device != nil {
		err = errors.Join(err, device.Close())
	}
	return errors.Join(err, n.file.Close())
}
