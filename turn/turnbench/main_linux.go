package main

import (
	"context"
	"errors"
	"flag"
	"fmt"
	"io"
	"os"
	"os/exec"
	"os/signal"
	"strconv"
	"strings"
	"syscall"
	"time"

	"golang.org/x/sys/unix"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, os.Args[1:], os.Stdout); err != nil {
		fmt.Fprintln(os.Stderr, "turnbench:", err)
		os.Exit(1)
	}
}

// options are the command line's.
type options struct {
	out      string
	duration time.Duration
	clients  []int
	only     string
	servers  []string
	nice     int
	memory   int
	flood    time.Duration
}

func run(ctx context.Context, args []string, stdout io.Writer) error {
	if len(args) > 0 && args[0] == "serve" {
		return serve(ctx, stdout)
	}
	o, err := parse(args)
	if err != nil {
		return err
	}
	if err := prepare(o); err != nil {
		return err
	}
	var results []result
	for _, s := range o.scenarios() {
		for _, name := range o.servers {
			if ctx.Err() != nil {
				return ctx.Err()
			}
			r, err := measure(ctx, o, name, s)
			if err != nil {
				return fmt.Errorf("%s, %s: %w", name, s, err)
			}
			results = append(results, r)
			fmt.Fprintln(stdout, r)
		}
	}
	var sizes []footprint
	var floods []flooded
	for _, name := range o.servers {
		if o.memory > 0 {
			f, err := measureFootprint(ctx, o, name)
			if err != nil {
				return fmt.Errorf("%s, %d allocations: %w", name, o.memory, err)
			}
			sizes = append(sizes, f)
			fmt.Fprintln(stdout, f)
		}
		if o.flood > 0 {
			f, err := measureFlood(ctx, o, name)
			if err != nil {
				return fmt.Errorf("%s, flood: %w", name, err)
			}
			floods = append(floods, f)
			fmt.Fprintln(stdout, f)
		}
	}
	if o.out == "" {
		return nil
	}
	return writeSection(o.out, report(o, results, sizes, floods))
}

func parse(args []string) (options, error) {
	var o options
	var clients, servers string
	f := flag.NewFlagSet("turnbench", flag.ContinueOnError)
	f.StringVar(&o.out, "o", "", "write the table to its part of this file")
	f.DurationVar(&o.duration, "t", 2*time.Second, "measure each row for this long")
	f.StringVar(&clients, "clients", "1,100,1000", "numbers of clients")
	f.StringVar(&o.only, "only", "", "only rows whose name contains this")
	f.StringVar(&servers, "servers", "coturn,tandem", "what to measure")
	f.IntVar(&o.nice, "nice", 0, "priority of server and load; below 0 on a machine that does other things, as root")
	f.IntVar(&o.memory, "memory", 5000, "allocations to hold for the memory row; 0 leaves it out")
	f.DurationVar(&o.flood, "flood", 0, "throw garbage for this long and see that nothing is left of it; 0 leaves it out")
	if err := f.Parse(args); err != nil {
		return o, err
	}
	for text := range strings.SplitSeq(clients, ",") {
		n, err := strconv.Atoi(text)
		if err != nil || n < 1 {
			return o, fmt.Errorf("-clients: %q is no number of clients", text)
		}
		o.clients = append(o.clients, n)
	}
	o.servers = strings.Split(servers, ",")
	return o, nil
}

// prepare pins this process to the last core and sees that coturn is there.
func prepare(o options) error {
	for _, s := range o.servers {
		if s != "coturn" {
			continue
		}
		if _, err := exec.LookPath("turnserver"); err != nil {
			return errors.New("coturn is not installed; on Debian: apt-get install coturn (or leave it out: -servers tandem)")
		}
	}
	if o.nice != 0 {
		if err := unix.Setpriority(unix.PRIO_PROCESS, 0, o.nice); err != nil {
			return fmt.Errorf("priority %d: %w", o.nice, err)
		}
		// Where the scheduler groups processes by session, the group's priority counts among groups.
		if err := os.WriteFile("/proc/self/autogroup", []byte(strconv.Itoa(o.nice)), 0); err != nil && !errors.Is(err, os.ErrNotExist) {
			return fmt.Errorf("priority %d of the session: %w", o.nice, err)
		}
	}
	var all unix.CPUSet
	if err := unix.SchedGetaffinity(0, &all); err != nil {
		return err
	}
	if all.Count() < 2 {
		return errors.New("two processor cores are needed: one for the server, one for the load")
	}
	return nil
}

// pin binds a process, or the calling thread (0), to one core.
func pin(pid, core int) error {
	var set unix.CPUSet
	set.Set(core)
	return unix.SchedSetaffinity(pid, &set)
}
