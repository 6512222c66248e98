package sshserver

import (
	"context"
	"math"
	"os"
	"runtime/debug"
	"runtime/metrics"
	"strconv"
	"strings"
	"sync/atomic"
	"time"

	"verkstad/model/safego"
)

// memoryLevel says how much memory there is for more.
type memoryLevel int32

const (
	roomy memoryLevel = iota
	// tight: new terminals are drawn at common sizes, and the cache of pictures is smaller.
	tight
	// scarce: only people who have joined, or lead, get a screen.
	scarce
	// spent: only facilitators get one.
	spent
)

// levelEnds is, for each level, the share of the limit that may be live when it begins. The
// rest is for garbage between two collections.
var levelEnds = [...]float64{tight: 0.40, scarce: 0.55, spent: 0.70}

// memory measures what the process holds. It is safe for concurrent use.
type memory struct {
	limit int64 // bytes; math.MaxInt64 means none
	held  func() int64
	now   atomic.Int32
}

// newMemory returns a memory with the limit of the process: that of GOMEMLIMIT, or of
// [LimitMemory].
func newMemory() *memory { return &memory{limit: debug.SetMemoryLimit(-1), held: liveBytes} }

func (m *memory) level() memoryLevel { return memoryLevel(m.now.Load()) }

// measure updates the level, and reports whether it has changed. Going back takes a margin,
// so that the level does not alternate.
func (m *memory) measure() (changed bool) {
	if m.limit == math.MaxInt64 {
		return false
	}
	const margin = 0.05
	part, before, is := float64(m.held())/float64(m.limit), m.level(), roomy
	for r := tight; r <= spent; r++ {
		end := levelEnds[r]
		if r <= before {
			end -= margin
		}
		if part >= end {
			is = r
		}
	}
	m.now.Store(int32(is))
	return is != before
}

// memoryEvery is how often memory is measured.
const memoryEvery = 200 * time.Millisecond

// watchMemory makes the server hold less while there is little memory, until ctx ends.
func (s *Server) watchMemory(ctx context.Context) {
	for safego.Sleep(ctx, memoryEvery) {
		if !s.memory.measure() {
			continue
		}
		is := s.memory.level()
		s.log.Warn("memory level changed", "level", int(is), "held", s.memory.held()>>20, "limit", s.memory.limit>>20)
		s.hub.Sizes.Tighten(is >= tight)
		s.cache.Shrink(is >= tight)
	}
}

// mayOpen reports whether there is memory for another screen on a connection.
func (s *Server) mayOpen(c *Conn) bool {
	switch s.memory.level() {
	case spent:
		return c.trusted.Load()
	case scarce:
		return c.trusted.Load() || c.joined.Load()
	}
	return true
}

// liveBytes returns the size of the heap that was live at the end of the last collection,
// and of the stacks.
func liveBytes() int64 {
	samples := []metrics.Sample{{Name: "/gc/heap/live:bytes"}, {Name: "/memory/classes/heap/stacks:bytes"}, {Name: "/memory/classes/metadata/other:bytes"}}
	metrics.Read(samples)
	var sum uint64
	for _, s := range samples {
		if s.Value.Kind() == metrics.KindUint64 {
			sum += s.Value.Uint64()
		}
	}
	return int64(sum)
}

// LimitMemory limits the process to three quarters of the memory that there is, unless
// GOMEMLIMIT sets a limit: it then collects more often, and the server accepts less, before
// the system kills it. It does nothing where the amount of memory is not known, which is
// everywhere but on Linux.
func LimitMemory() {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return
	}
	if there := systemMemory(); there > 0 {
		debug.SetMemoryLimit(there / 4 * 3)
	}
}

// systemMemory returns how many bytes the computer or the container has; 0 if not known.
func systemMemory() int64 {
	var there int64
	if raw, err := os.ReadFile("/proc/meminfo"); err == nil {
		_, rest, _ := strings.Cut(string(raw), "MemTotal:")
		if fields := strings.Fields(rest); len(fields) > 0 {
			kilobytes, _ := strconv.ParseInt(fields[0], 10, 64)
			there = kilobytes << 10
		}
	}
	// cgroup v2: memory.max is a number of bytes, or "max"
	if raw, err := os.ReadFile("/sys/fs/cgroup/memory.max"); err == nil {
		if most, err := strconv.ParseInt(strings.TrimSpace(string(raw)), 10, 64); err == nil && most > 0 {
			there = min(there, most)
		}
	}
	return there
}
