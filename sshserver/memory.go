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

// room is how much memory there is for more.
type room int32

const (
	roomy room = iota
	// tight: new terminals are drawn at common sizes, and less is kept of what can
	// be drawn again.
	tight
	// scarce: only who has joined, or leads, gets a screen.
	scarce
	// spent: only who leads does.
	spent
)

// What part of the limit may be alive before there is less room. The rest is for
// what is garbage between two collections.
var roomsEnd = [...]float64{tight: 0.40, scarce: 0.55, spent: 0.70}

// memory looks at what the process holds. It is safe for concurrent use.
type memory struct {
	limit int64 // bytes; math.MaxInt64 is none
	held  func() int64
	now   atomic.Int32
}

// newMemory takes the limit that holds for the process: that of GOMEMLIMIT, or
// of [LimitMemory].
func newMemory() *memory { return &memory{limit: debug.SetMemoryLimit(-1), held: aliveBytes} }

func (m *memory) room() room { return room(m.now.Load()) }

// look measures, and tells whether there is more or less room than before. It
// takes a margin to have more again, so that it does not go back and forth.
func (m *memory) look() (changed bool) {
	if m.limit == math.MaxInt64 {
		return false
	}
	const margin = 0.05
	part, before, is := float64(m.held())/float64(m.limit), m.room(), roomy
	for r := tight; r <= spent; r++ {
		end := roomsEnd[r]
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

// memoryEvery is how often the memory is looked at.
const memoryEvery = 200 * time.Millisecond

// watchMemory has the server hold less while there is little room, until ctx
// ends.
func (s *Server) watchMemory(ctx context.Context) {
	for safego.Sleep(ctx, memoryEvery) {
		if !s.memory.look() {
			continue
		}
		is := s.memory.room()
		s.log.Warn("memory", "room", int(is), "held", s.memory.held()>>20, "limit", s.memory.limit>>20)
		s.hub.Sizes.Tighten(is >= tight)
		s.cache.Shrink(is >= tight)
	}
}

// mayOpen tells whether there is room for another screen on a connection.
func (s *Server) mayOpen(c *Conn) bool {
	switch s.memory.room() {
	case spent:
		return c.trusted.Load()
	case scarce:
		return c.trusted.Load() || c.joined.Load()
	}
	return true
}

// aliveBytes is what was alive at the end of the last collection, and the stacks.
func aliveBytes() int64 {
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

// LimitMemory has the process hold no more memory than three quarters of what
// there is, unless GOMEMLIMIT says how much: it collects more often then, and
// the server lets in less, before the system ends it. It does nothing where it
// does not know how much there is, which is everywhere but on Linux.
func LimitMemory() {
	if debug.SetMemoryLimit(-1) != math.MaxInt64 {
		return
	}
	if there := systemMemory(); there > 0 {
		debug.SetMemoryLimit(there / 4 * 3)
	}
}

// systemMemory is how many bytes the computer has, or the container; 0 is not
// known.
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
