package main

import (
	"context"
	"errors"
	"fmt"
	"net"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"syscall"
	"testing"

	"github.com/tandem-cobrowse/tandem/web"
)

// startScarce runs the program itself in a process of its own, in which a line of shell has made something scarce.
func startScarce(t *testing.T, shell, data string, attr *syscall.SysProcAttr) (*running, *exec.Cmd) {
	t.Helper()
	c := asProcess(context.WithoutCancel(t.Context()), serveArgs(data)...)
	c.Args = append([]string{"sh", "-ec", shell + `; exec "$0" "$@"`}, c.Args...)
	sh, err := exec.LookPath("sh")
	if err != nil {
		t.Fatal(err)
	}
	c.Path, c.SysProcAttr = sh, attr
	return startProcess(t, c, data), c
}

// ends sends SIGTERM and wants a good end.
func ends(t *testing.T, c *exec.Cmd) {
	t.Helper()
	if err := errors.Join(c.Process.Signal(syscall.SIGTERM), c.Wait()); err != nil {
		t.Error(err)
	}
}

// TestDescriptorsRunOut: strangers open connections until the process has no descriptor left. Who is connected goes on, on disk, too; the log says what is
// wrong; and when the strangers are gone, newcomers get in again by themselves.
func TestDescriptorsRunOut(t *testing.T) {
	r, c := startScarce(t, "ulimit -n 64", filepath.Join(t.TempDir(), "tandem.db"), nil)
	ada := r.administrator()
	var strangers []net.Conn
	for range 100 { // those that the process does not take wait in the system's queue
		conn, err := net.Dial("tcp", r.bound.HTTP)
		if err != nil {
			t.Fatal(err)
		}
		defer conn.Close()
		strangers = append(strangers, conn)
	}
	r.log.wait(t, "too many open files")
	for range 10 {
		issue(t, ada, m{})
	}
	for _, conn := range strangers {
		_ = conn.Close()
	}
	grace := r.browser() // a connection of her own
	grace.call("GET", "/readyz", nil).want(t, 200, "")
	if got := decode[web.PairingList](t, ada.call("GET", "/api/v1/pairings", nil)); len(got.Pairings) != 10 {
		t.Errorf("%d pairings of 10", len(got.Pairings))
	}
	ends(t, c)
}

// inOwnMounts lets a process mount what nobody else sees: as root by itself, as anybody else in a user namespace in which it is root.
func inOwnMounts() *syscall.SysProcAttr {
	attr := &syscall.SysProcAttr{Cloneflags: syscall.CLONE_NEWNS}
	if uid, gid := os.Geteuid(), os.Getegid(); uid != 0 {
		attr.Cloneflags |= syscall.CLONE_NEWUSER
		attr.UidMappings = []syscall.SysProcIDMap{{HostID: uid, Size: 1}}
		attr.GidMappings = []syscall.SysProcIDMap{{HostID: gid, Size: 1}}
	}
	return attr
}

// try starts a process in such surroundings and says why that cannot be done.
func try(attr *syscall.SysProcAttr) error {
	c := exec.Command("mount", "--make-rprivate", "/")
	c.SysProcAttr = attr
	return c.Run()
}

// TestTheDiskIsFull: on a file system without room a code cannot be kept, and whoever asks for one is told so; what was there can be read. When there is
// room again, all goes on without a restart, and every code that was given out is there.
func TestTheDiskIsFull(t *testing.T) {
	if err := try(inOwnMounts()); err != nil {
		t.Skipf("this system lets nobody but root mount a small file system: %v", err)
	}
	dir := t.TempDir()
	shell := fmt.Sprintf("mount --make-rprivate / && mount -t tmpfs -o size=1m tmpfs %s", dir)
	r, c := startScarce(t, shell, filepath.Join(dir, "tandem.db"), inOwnMounts())
	ada := r.administrator()
	given := map[string]bool{issue(t, ada, m{}).ID: true}

	ballast := fmt.Sprintf("/proc/%d/root%s/ballast", c.Process.Pid, dir)
	if err := os.WriteFile(ballast, make([]byte, 2<<20), 0o600); !errors.Is(err, syscall.ENOSPC) {
		t.Fatalf("there is room for ballast: %v", err)
	}
	full := false
	for range 500 { // what the file has room for within itself is still kept
		got := ada.call("POST", "/api/v1/pairings", m{})
		if full = got.StatusCode != http.StatusCreated; full {
			got.want(t, http.StatusInsufficientStorage, "storage")
			break
		}
		given[decode[web.IssuedPairing](t, got).ID] = true
	}
	if !full {
		t.Fatal("the disk never was full")
	}
	ada.call("GET", "/api/v1/pairings", nil).want(t, 200, "")
	if err := os.Remove(ballast); err != nil {
		t.Fatal(err)
	}
	for range 10 {
		given[issue(t, ada, m{}).ID] = true
	}
	ada.call("GET", "/readyz", nil).want(t, 200, "")
	for id := range given {
		ada.call("GET", "/api/v1/pairings/"+id, nil).want(t, 200, "")
	}
	ends(t, c)
}
