package load

import (
	"fmt"
	"io"
	"slices"
	"time"
)

// delays of one kind of thing, in no order.
type delays []time.Duration

// at returns the value below which the part lies.
func (d delays) at(part float64) time.Duration {
	if len(d) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(d))
	return sorted[min(len(sorted)-1, int(part*float64(len(sorted))))]
}

// Row is what came of one part of a run.
type Row struct {
	What           string
	Count          int
	PerSecond      float64
	P50, P99, P999 time.Duration
}

// Report is what came of a run.
type Report struct {
	Rows []Row
	// IdleMemory is the server's resident set with the idle connected, in bytes; 0 for unknown.
	IdleMemory int64
	// RestedMemory is the same after the crowd's rest.
	RestedMemory int64
	// FloodMemory is the same at the end of a flood.
	FloodMemory int64
	// MessageTime is the server's processor time for each message passed on; 0 for unknown.
	MessageTime time.Duration
	// SessionsBefore and SessionMemory are the server's resident set, in bytes, before the live sessions and at their end, SessionShare what part of a processor it took while they
	// talked; 0 for unknown.
	SessionsBefore, SessionMemory int64
	SessionShare                  float64
	// Guessing is nil without guessers.
	Guessing *Guessing
}

func (r *Report) add(what string, count int, all time.Duration, took delays) {
	r.Rows = append(r.Rows, Row{What: what, Count: count, PerSecond: float64(count) / all.Seconds(), P50: took.at(0.5), P99: took.at(0.99), P999: took.at(0.999)})
}

func (r *Report) addTalk(what string, got conversation) {
	if len(got.took) > 0 {
		r.add(what, len(got.took), got.all, got.took)
	}
}

// Write prints the report for people.
func (r *Report) Write(w io.Writer) error {
	for _, row := range r.Rows {
		if _, err := fmt.Fprintf(w, "%-45s %7d  %8.0f/s  p50 %s  p99 %s  p99.9 %s\n", row.What, row.Count, row.PerSecond,
			row.P50.Round(time.Microsecond), row.P99.Round(time.Microsecond), row.P999.Round(time.Microsecond)); err != nil {
			return err
		}
	}
	if r.IdleMemory > 0 {
		if _, err := fmt.Fprintf(w, "the server's memory with the idle connected   %.1f MB\n", float64(r.IdleMemory)/1e6); err != nil {
			return err
		}
	}
	if r.RestedMemory > 0 {
		if _, err := fmt.Fprintf(w, "… after a rest                                  %.1f MB\n", float64(r.RestedMemory)/1e6); err != nil {
			return err
		}
	}
	if r.FloodMemory > 0 {
		if _, err := fmt.Fprintf(w, "the server's memory during the flood           %.1f MB\n", float64(r.FloodMemory)/1e6); err != nil {
			return err
		}
	}
	if r.MessageTime > 0 {
		if _, err := fmt.Fprintf(w, "the server's time for a message                %s\n", r.MessageTime); err != nil {
			return err
		}
	}
	if r.SessionMemory > 0 {
		if _, err := fmt.Fprintf(w, "the server, with the sessions                  %.1f MB (before: %.1f), %.1f %% of a processor\n", float64(r.SessionMemory)/1e6, float64(r.SessionsBefore)/1e6, 100*r.SessionShare); err != nil {
			return err
		}
	}
	if g := r.Guessing; g != nil {
		_, err := fmt.Fprintf(w, "%d addresses guessed %d times in %s: %d compared with %d codes, %d hits (%.2g expected); of %d customers who came meanwhile %d were refused\n",
			g.Addresses, g.Tried, g.For, g.Compared, g.Codes, g.Hits, g.Expected, g.Came, g.Refused)
		return err
	}
	return nil
}
