package main

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/netip"
	"os"
	"os/exec"
	"strconv"
	"strings"
	"time"

	"github.com/rs/zerolog"

	"github.com/tandem-cobrowse/tandem/turn"
)

const realm = "bench.example.org"

// secret need not be one: the server lives for seconds, on loopback.
func secret() []byte { return bytes.Repeat([]byte{1}, turn.SecretSize) }

// serve is Tandem's server as a process: it prints its address and runs until its standard input ends.
func serve(ctx context.Context, stdout io.Writer) error {
	ls, err := turn.Listen(ctx, "127.0.0.1:0")
	if err != nil {
		return err
	}
	limits := turn.DefaultLimits()
	limits.AllocationsPerAddress, limits.AllocationsPerSession, limits.AllocationsPerUser = 1<<20, 1<<20, 1<<20
	limits.Allocations, limits.UnauthenticatedPerSecond = 1<<20, 1<<20
	s, err := turn.New(turn.Config{Listeners: ls, Realm: realm, Secret: secret(), Limits: limits, MinPort: 20000, Log: zerolog.Nop(), MaxPort: 65535})
	if err != nil {
		return errors.Join(err, ls.Close())
	}
	fmt.Fprintln(stdout, s.Endpoints()[0].Addr)
	_, _ = io.Copy(io.Discard, os.Stdin)
	ctx, cancel := context.WithTimeout(context.Background(), 10*time.Second)
	defer cancel()
	return s.Close(ctx)
}

// process is a server under measurement.
type process struct {
	cmd   *exec.Cmd
	stdin io.WriteCloser
	addr  netip.AddrPort
	user  func() (name, password string)
}

// launch starts a server on core 0.
func launch(ctx context.Context, name string) (*process, error) {
	switch name {
	case "tandem":
		return launchTandem(ctx)
	case "coturn":
		return launchCoturn(ctx)
	default:
		return nil, fmt.Errorf("no server is called %q", name)
	}
}

// onCore0 has a command start bound to core 0, so that it counts one processor from the beginning.
func onCore0(ctx context.Context, program string, args ...string) *exec.Cmd {
	all := append([]string{"-c", "0", program}, args...)
	return exec.CommandContext(ctx, "taskset", all...)
}

func launchTandem(ctx context.Context) (*process, error) {
	self, err := os.Executable()
	if err != nil {
		return nil, err
	}
	p := &process{cmd: onCore0(ctx, self, "serve")}
	p.cmd.Stderr = os.Stderr
	if p.stdin, err = p.cmd.StdinPipe(); err != nil {
		return nil, err
	}
	out, err := p.cmd.StdoutPipe()
	if err != nil {
		return nil, err
	}
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	line, err := bufio.NewReader(out).ReadString('\n')
	if err != nil {
		p.stop()
		return nil, fmt.Errorf("tandem did not start: %w", err)
	}
	if p.addr, err = netip.ParseAddrPort(strings.TrimSpace(line)); err != nil {
		p.stop()
		return nil, err
	}
	issuer, err := turn.NewIssuer(secret())
	if err != nil {
		p.stop()
		return nil, err
	}
	p.user = func() (string, string) {
		c := issuer.Credentials("bench", turn.Agent, time.Now())
		return c.Username, c.Password
	}
	return p, nil
}

// launchCoturn runs Debian's coturn with one relay thread for its one core, no logs, no quotas and no TLS.
func launchCoturn(ctx context.Context) (*process, error) {
	l, err := net.ListenPacket("udp4", "127.0.0.1:0")
	if err != nil {
		return nil, err
	}
	addr := netip.MustParseAddrPort(l.LocalAddr().String())
	_ = l.Close()
	p := &process{addr: addr, user: func() (string, string) { return "bench", "password" }}
	p.cmd = onCore0(ctx, "turnserver", "-n", "--listening-ip=127.0.0.1", "--relay-ip=127.0.0.1", "--listening-port="+strconv.Itoa(int(addr.Port())),
		"--min-port=20000", "--max-port=65535", "--lt-cred-mech", "--user=bench:password", "--realm="+realm, "--allow-loopback-peers", "--no-tls", "--no-dtls",
		"--no-cli", "--no-tcp-relay", "--no-rfc5780", "--relay-threads=1", "--log-file=/dev/null", "--no-stdout-log", "--pidfile=/dev/null", "--userdb=/dev/null/none")
	if err := p.cmd.Start(); err != nil {
		return nil, err
	}
	return p, nil
}

// stop ends the process and waits for it.
func (p *process) stop() {
	if p.stdin != nil {
		_ = p.stdin.Close()
	} else {
		_ = p.cmd.Process.Kill()
	}
	_ = p.cmd.Wait() // killed, or an error that it has printed
}

// cpu is the processor time of the process so far, by the scheduler's account of each thread.
func (p *process) cpu() (time.Duration, error) {
	dir := fmt.Sprintf("/proc/%d/task", p.cmd.Process.Pid)
	threads, err := os.ReadDir(dir)
	if err != nil {
		return 0, err
	}
	var sum time.Duration
	for _, t := range threads {
		b, err := os.ReadFile(dir + "/" + t.Name() + "/schedstat") // nanoseconds run, nanoseconds waited, slices
		if err != nil {
			continue // it has just ended
		}
		ns, err := strconv.ParseInt(strings.Fields(string(b))[0], 10, 64)
		if err != nil {
			return 0, err
		}
		sum += time.Duration(ns)
	}
	return sum, nil
}

// memory is what the process holds in memory, in bytes.
func (p *process) memory() (int64, error) {
	b, err := os.ReadFile(fmt.Sprintf("/proc/%d/statm", p.cmd.Process.Pid))
	if err != nil {
		return 0, err
	}
	pages, err := strconv.ParseInt(strings.Fields(string(b))[1], 10, 64)
	return pages * int64(os.Getpagesize()), err
}
