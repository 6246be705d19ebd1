package pairing_test

import (
	"path/filepath"
	"sync/atomic"
	"testing"

	"github.com/tandem-cobrowse/tandem/pairing"
	"github.com/tandem-cobrowse/tandem/store/bolt"
)

// BenchmarkPairing is a code issued and redeemed, by 100 pairs of people at a time.
func BenchmarkPairing(b *testing.B) {
	file, err := bolt.Open(b.Context(), bolt.Config{Path: filepath.Join(b.TempDir(), "tandem.db")})
	if err != nil {
		b.Fatal(err)
	}
	defer file.Close()
	s, err := pairing.New(pairing.Config{Store: file})
	if err != nil {
		b.Fatal(err)
	}
	defer s.Close()
	var n atomic.Int64
	b.SetParallelism(50) // times GOMAXPROCS
	b.RunParallel(func(pb *testing.PB) {
		for pb.Next() {
			p, err := s.Issue(b.Context(), pairing.IssueRequest{AgentID: "ada", AgentName: "Ada"})
			if err != nil {
				b.Error(err)
				return
			}
			if _, err := s.Redeem(b.Context(), "shop", p.Code.Digits(), address(int(n.Add(1)))); err != nil {
				b.Error(err)
				return
			}
		}
	})
	b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pairings/s")
}
