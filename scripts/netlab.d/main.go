//go:build linux

package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"net"
	"os"
	"os/signal"
	"syscall"
	"time"
)

const usage = `usage:
netlab check              says whether this machine can run the lab; 0: it can, 3: it cannot
netlab run -socket PATH   runs it until standard input ends`

// exitUnable tells the script that this is no failure.
const exitUnable = 3

var errUnable = errors.New("the network lab does not run here")

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdin, os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, err)
		if errors.Is(err, errUnable) {
			os.Exit(exitUnable)
		}
		os.Exit(1)
	}
}

func run(ctx context.Context, args []string, stdin io.Reader, stdout io.Writer) error {
	if len(args) == 0 {
		return errors.New(usage)
	}
	switch args[0] {
	case "check":
		if err := canRun(); err != nil {
			return fmt.Errorf("%w: %w", errUnable, err)
		}
		return nil
	case "run":
		return serve(ctx, args[1:], stdin, stdout)
	default:
		return errors.New(usage)
	}
}

func serve(ctx context.Context, args []string, stdin io.Reader, stdout io.Writer) error {
	flags := flag.NewFlagSet("run", flag.ContinueOnError)
	socket := flags.String("socket", "", "where to listen for commands")
	six := flags.Bool("six", false, "IPv6 alone instead of IPv4 alone")
	seed := flags.Uint64("seed", 1, "decides which packets are lost")
	longest := flags.Duration("for", 2*time.Hour, "ends after this long at the latest")
	if err := flags.Parse(args); err != nil {
		return err
	}
	ctx, cancel := context.WithTimeout(ctx, *longest)
	defer cancel()
	r, err := newRig(*six)
	if err != nil {
		return err
	}
	var c net.ListenConfig
	control, err := c.Listen(ctx, "unix", *socket)
	if err != nil {
		return err
	}
	// Whoever started this holds the other end of standard input, and the kernel closes it when they are gone.
	go func() {
		defer cancel()
		_, _ = io.Copy(io.Discard, stdin)
	}()
	if _, err := fmt.Fprintln(stdout, "ready"); err != nil {
		return err
	}
	return r.run(ctx, control, *seed)
}
