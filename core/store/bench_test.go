//go:build unix

package store

import (
	"fmt"
	"runtime"
	"strconv"
	"sync"
	"sync/atomic"
	"syscall"
	"testing"
	"time"

	"go.etcd.io/bbolt"

	"github.com/drayhq/dray/core/ledger"
)

// cpu gives how much of it this process has used.
func cpu() time.Duration {
	var usage syscall.Rusage
	_ = syscall.Getrusage(syscall.RUSAGE_SELF, &usage)
	return time.Duration(usage.Utime.Nano() + usage.Stime.Nano())
}

func BenchmarkIntendDone(b *testing.B) {
	for _, many := range []int{1, 64, 256} {
		for _, full := range []bool{false, true} {
			b.Run(fmt.Sprintf("%d at once/full=%v", many, full), func(b *testing.B) {
				s := open(b, b.TempDir(), Options{})
				if full {
					fill(b, s, s.options.Results)
				}
				var commits atomic.Int64
				s.commit = func(tx *bbolt.Tx) error { commits.Add(1); return tx.Commit() }
				result := reply()
				var next atomic.Int64
				var workers sync.WaitGroup
				b.ResetTimer()
				before := cpu()
				for range many {
					workers.Go(func() {
						for n := next.Add(1); n <= int64(b.N); n = next.Add(1) {
							intendDone(b, s, ledger.Key{Run: "r_bench" + strconv.FormatInt(n*7919%1e9, 36), Step: 2}, result)
						}
					})
				}
				workers.Wait()
				flush(b, s)
				b.ReportMetric(float64(b.N)/b.Elapsed().Seconds(), "pairs/s")
				b.ReportMetric(2*float64(b.N)/float64(commits.Load()), "ops/commit")
				b.ReportMetric(float64((cpu()-before).Nanoseconds())/float64(b.N), "cpu-ns/pair")
			})
		}
	}
}

func BenchmarkLook(b *testing.B) {
	s := open(b, b.TempDir(), Options{})
	fill(b, s, 100_000)
	b.Run("known", func(b *testing.B) {
		for i := 0; b.Loop(); i++ {
			if _, ok, err := s.Look(ledger.Key{Run: "r_fill" + strconv.Itoa(i%100_000), Step: 2}); err != nil || !ok {
				b.Fatal(ok, err)
			}
		}
	})
	b.Run("unknown", func(b *testing.B) {
		for b.Loop() {
			if _, ok, err := s.Look(ledger.Key{Run: "r_nobody", Step: 2}); err != nil || ok {
				b.Fatal(ok, err)
			}
		}
	})
}

func BenchmarkOpen(b *testing.B) {
	dir := b.TempDir()
	s := open(b, dir, Options{})
	fill(b, s, 100_000)
	size := s.Stats().FileBytes
	s.Close()
	for b.Loop() {
		var before, after runtime.MemStats
		runtime.GC()
		runtime.ReadMemStats(&before)
		s, err := Open(dir, Options{})
		if err != nil {
			b.Fatal(err)
		}
		runtime.GC()
		runtime.ReadMemStats(&after)
		b.ReportMetric(float64(after.HeapAlloc)-float64(before.HeapAlloc), "heap-B")
		b.ReportMetric(float64(size), "file-B")
		s.Close()
	}
}
