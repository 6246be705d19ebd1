package bolt_test

import (
	"errors"
	"os"
	"path/filepath"
	"syscall"
	"testing"
	"time"
)

// BenchmarkSync is what the disk alone takes for what one commit asks of it: some pages written and synced, then the page that names them (bbolt's tx.go,
// Commit). Nobody can append faster than that, and whoever comes during one commit waits for the next one, too.
func BenchmarkSync(b *testing.B) {
	const pages, size = 4 * 4096, 1 << 20
	f, err := os.Create(filepath.Join(b.TempDir(), "pages"))
	if err != nil {
		b.Fatal(err)
	}
	defer f.Close()
	data := make([]byte, size)
	if _, err := f.Write(data); err != nil {
		b.Fatal(err)
	}
	if err := f.Sync(); err != nil {
		b.Fatal(err)
	}
	var times latencies
	b.ResetTimer()
	for i := range b.N {
		data[0] = byte(i) //nolint:gosec // any other byte will do
		start := time.Now()
		_, first := f.WriteAt(data[:pages], int64(4096+i*pages%(size-2*pages)))
		err := errors.Join(first, syscall.Fdatasync(int(f.Fd())))
		_, second := f.WriteAt(data[:4096], 0)
		if err := errors.Join(err, second, syscall.Fdatasync(int(f.Fd()))); err != nil {
			b.Fatal(err)
		}
		times.all = append(times.all, time.Since(start))
	}
	times.report(b, b.N)
}
