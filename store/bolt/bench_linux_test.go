package bolt_test

import (
	"errors"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"syscall"
	"testing"
	"time"
)

// BenchmarkAppendPaced is the budget of the design: 1,000 durable appends a second, spread evenly, from as many writers as it takes. A latency
// counts from the moment at which the message was due, so that a stall is paid for by all who came during it. The file has kept some already, as it has twenty
// seconds after such a load began; and a hundred times a second the disk is asked, on a file beside it, for what one commit asks of it.
func BenchmarkAppendPaced(b *testing.B) {
	const rate, kept, writers = time.Second / 1000, 20_000, 500
	l := benchLog(b)
	var before, times, disk latencies
	var all sync.WaitGroup
	for w := range writers {
		all.Go(func() {
			for i := range kept / writers {
				before.append(b, l, w, -1-i, time.Now())
			}
		})
	}
	all.Wait()
	beside := pagesBeside(b)
	over := make(chan struct{})
	all.Go(func() { disk.all = beside.syncEvery(b, 10*time.Millisecond, over) })
	b.ResetTimer()
	tick := time.NewTicker(rate)
	defer tick.Stop()
	for start, sent := time.Now(), 0; sent < b.N; {
		<-tick.C
		for due := start.Add(time.Duration(sent) * rate); sent < b.N && !due.After(time.Now()); due = due.Add(rate) {
			i := sent
			all.Go(func() { times.append(b, l, i%1000, i/1000, due) })
			sent++
		}
	}
	close(over)
	all.Wait()
	times.report(b, b.N)
	if len(disk.all) > 0 {
		slices.Sort(disk.all)
		b.ReportMetric(milliseconds(disk.all[len(disk.all)/2]), "disk-p50-ms")
		b.ReportMetric(milliseconds(disk.all[len(disk.all)*99/100]), "disk-p99-ms")
		b.ReportMetric(milliseconds(disk.all[len(disk.all)-1]), "disk-max-ms")
	}
}

// pages is a file that the disk is asked to keep parts of, as a commit asks it: some pages written here and there and synced, then the page that names them
// (bbolt's tx.go, Commit). Nobody can append faster than that, and whoever comes during one commit waits for the next one, too.
type pages struct{ file *os.File }

// Counted at 1,000 appends a second: a commit writes some six pages besides the first.
const (
	pageBytes   = 4 << 10
	pagesBefore = 256
	pagesACall  = 6
)

func pagesBeside(b *testing.B) pages {
	b.Helper()
	file, err := os.Create(filepath.Join(b.TempDir(), "pages"))
	if err == nil {
		_, err = file.Write(make([]byte, pagesBefore*pageBytes))
	}
	if err := errors.Join(err, file.Sync()); err != nil {
		b.Fatal(err)
	}
	b.Cleanup(func() { _ = file.Close() })
	return pages{file}
}

// syncEvery returns how long each call took, until over is closed.
func (p pages) syncEvery(b *testing.B, every time.Duration, over <-chan struct{}) (took []time.Duration) {
	tick := time.NewTicker(every)
	defer tick.Stop()
	page := make([]byte, pageBytes)
	for i := 0; ; i++ {
		select {
		case <-over:
			return took
		case <-tick.C:
		}
		start := time.Now()
		var err error
		for k := range pagesACall {
			_, each := p.file.WriteAt(page, int64(pageBytes*(1+(i*pagesACall+k*31)%(pagesBefore-1))))
			err = errors.Join(err, each)
		}
		err = errors.Join(err, syscall.Fdatasync(int(p.file.Fd())))
		_, last := p.file.WriteAt(page, 0)
		if err := errors.Join(err, last, syscall.Fdatasync(int(p.file.Fd()))); err != nil {
			b.Error(err)
			return took
		}
		took = append(took, time.Since(start))
	}
}
