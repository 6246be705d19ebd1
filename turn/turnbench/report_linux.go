package main

import (
	"fmt"
	"os"
	"runtime"
	"strings"
	"time"
)

// report writes the table, each server's figures side by side.
func report(o options, results []result, sizes []footprint, floods []flooded) string {
	var b strings.Builder
	b.WriteString("## TURN\n\n")
	fmt.Fprintf(&b, "By `scripts/bench turn` on %s: %d cores (%s), Linux %s, %s, loopback, %d-byte payloads, %v a row.\n",
		time.Now().UTC().Format(time.DateOnly), runtime.NumCPU(), processor(), kernel(), runtime.Version(), payloadSize, o.duration)
	b.WriteString("The server has core 0, the load another; both servers in one run, one after the other in each row. µs are processor time of the\n" +
		"server for each packet relayed, user and kernel together; ratio is Tandem's to coturn's. Ratios count, absolutes are this machine's.\n\n")
	b.WriteString("| case | clients | rate | coturn µs | Tandem µs | ratio | coturn kpps | Tandem kpps | coturn lost | Tandem lost | coturn p99 | Tandem p99 |\n")
	b.WriteString("|---|---|---|---|---|---|---|---|---|---|---|---|\n")
	for i := 0; i < len(results); i += len(o.servers) {
		row := map[string]result{}
		for _, r := range results[i : i+len(o.servers)] {
			row[r.server] = r
		}
		c, t := row["coturn"], row["tandem"]
		s := results[i].scenario
		rate := "saturated"
		if s.rate > 0 {
			rate = fmt.Sprintf("%d kpps", s.rate/1000)
		}
		fmt.Fprintf(&b, "| %s, %s | %d | %s | %.1f | %.1f | %s | %.0f | %.0f | %s | %s | %s | %s |\n", s.direction, s.framing, s.clients, rate,
			c.perPacket(), t.perPacket(), ratio(t.perPacket(), c.perPacket()), c.perSecond()/1000, t.perSecond()/1000, lost(c), lost(t), delay(c), delay(t))
	}
	for _, f := range sizes {
		fmt.Fprintf(&b, "\n%s holds %d allocations with a channel each in %.0f MB, and made %.0f a second.\n", title(f.server), f.allocations, float64(f.memory)/1e6, f.perSecond)
	}
	for _, f := range floods {
		fmt.Fprintf(&b, "\n%s, after %v of garbage (%d datagrams, %d connections): %v; before: %v.\n", title(f.server), o.flood, f.datagrams, f.connections, f.after, f.before)
	}
	return b.String()
}

// writeSection puts a text between its two marks in a page; the rest stays as it is.
func writeSection(path, text string) error {
	const begin, end = "<!-- turn: written by scripts/bench -->", "<!-- turn: end -->"
	page, err := os.ReadFile(path)
	if err != nil {
		return err
	}
	before, rest, _ := strings.Cut(string(page), begin)
	_, after, found := strings.Cut(rest, end)
	if !found {
		before, after = strings.TrimRight(string(page), "\n")+"\n\n", "\n"
	}
	return os.WriteFile(path, []byte(before+begin+"\n\n"+strings.TrimSpace(text)+"\n\n"+end+after), 0o644)
}

// lost and delay mean something only where the server can keep up.
func lost(r result) string {
	if r.rate == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f %%", r.loss())
}

func delay(r result) string {
	if r.rate == 0 {
		return "–"
	}
	return r.p99.Round(10 * time.Microsecond).String()
}

func ratio(a, b float64) string {
	if a == 0 || b == 0 {
		return "–"
	}
	return fmt.Sprintf("%.2f", a/b)
}

func title(name string) string { return strings.ToUpper(name[:1]) + name[1:] }

func processor() string {
	b, err := os.ReadFile("/proc/cpuinfo")
	if err != nil {
		return "unknown"
	}
	for line := range strings.SplitSeq(string(b), "\n") {
		if name, value, ok := strings.Cut(line, ":"); ok && strings.TrimSpace(name) == "model name" {
			return strings.TrimSpace(value)
		}
	}
	return runtime.GOARCH
}

func kernel() string {
	b, err := os.ReadFile("/proc/sys/kernel/osrelease")
	if err != nil {
		return "unknown"
	}
	return strings.TrimSpace(string(b))
}
