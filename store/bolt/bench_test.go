package bolt_test

import (
	"context"
	"fmt"
	"path/filepath"
	"slices"
	"sync"
	"testing"
	"time"

	"github.com/tandem-cobrowse/tandem/store"
)

// BenchmarkAppend is durable chat appends with 1, 100 and 1,000 writers who each wait for their own before the next. Conversations have
// 10 writers each, messages 120 bytes.
func BenchmarkAppend(b *testing.B) {
	for _, writers := range []int{1, 100, 1000} {
		b.Run(fmt.Sprint(writers, "-writers"), func(b *testing.B) {
			l := benchLog(b)
			each := (b.N + writers - 1) / writers
			var times latencies
			b.ResetTimer()
			var all sync.WaitGroup
			for w := range writers {
				all.Go(func() {
					for i := range each {
						times.append(b, l, w, i, time.Now())
					}
				})
			}
			all.Wait()
			times.report(b, each*writers)
		})
	}
}

// BenchmarkWake is how late a sleeper of a millisecond wakes while nothing else is asked of the process: what the machine does to every time that is
// measured on it.
func BenchmarkWake(b *testing.B) {
	const nap = time.Millisecond
	var times latencies
	for range b.N {
		start := time.Now()
		time.Sleep(nap)
		times.all = append(times.all, time.Since(start)-nap)
	}
	times.report(b, b.N)
}

func benchLog(b *testing.B) store.Log {
	b.Helper()
	s := openAt(b, config(b, filepath.Join(b.TempDir(), "tandem.db")))
	l, err := s.Log("chat")
	if err != nil {
		b.Fatal(err)
	}
	return l
}

type latencies struct {
	mu  sync.Mutex
	all []time.Duration
}

var benchBody = make([]byte, 120)

func (s *latencies) append(b *testing.B, l store.Log, writer, i int, since time.Time) {
	if _, _, err := l.Append(context.Background(), fmt.Sprint("conversation-", writer/10), fmt.Sprint(writer, ".", i), benchBody); err != nil {
		b.Error(err)
	}
	took := time.Since(since)
	s.mu.Lock()
	s.all = append(s.all, took)
	s.mu.Unlock()
}

func (s *latencies) report(b *testing.B, n int) {
	slices.Sort(s.all)
	b.ReportMetric(float64(n)/b.Elapsed().Seconds(), "appends/s")
	b.ReportMetric(milliseconds(s.all[len(s.all)/2]), "p50-ms")
	b.ReportMetric(milliseconds(s.all[len(s.all)*99/100]), "p99-ms")
	b.ReportMetric(milliseconds(s.all[len(s.all)-1]), "max-ms")
}

func milliseconds(d time.Duration) float64 { return float64(d.Microseconds()) / 1000 }
