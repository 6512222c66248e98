package sshserver

import (
	"math"
	"testing"
)

func TestMemoryHasSteps(t *testing.T) {
	m := &memory{limit: 1000}
	held := int64(0)
	m.held = func() int64 { return held }
	for _, step := range []struct {
		held    int64
		is      memoryLevel
		changed bool
	}{
		{100, roomy, false}, {410, tight, true}, {380, tight, false}, {340, roomy, true}, {600, scarce, true},
		{710, spent, true}, {660, spent, false}, {640, scarce, true}, {100, roomy, true},
	} {
		held = step.held
		if changed := m.measure(); changed != step.changed || m.level() != step.is {
			t.Errorf("with %d of 1000: %d, changed %v; want %d", held, m.level(), changed, step.is)
		}
	}
	m.limit, held = math.MaxInt64, math.MaxInt64
	if m.measure() {
		t.Error("without a limit there is no end")
	}
}

// TestWithoutMemoryOnlyThoseGetAScreenWhoMust has strangers, somebody who has
// joined, and a facilitator come while memory runs out.
func TestWithoutMemoryOnlyThoseGetAScreenWhoMust(t *testing.T) {
	s := &Server{memory: &memory{}}
	stranger, joined, leads := &Conn{}, &Conn{}, &Conn{}
	joined.joined.Store(true)
	leads.trusted.Store(true)
	for is, want := range map[memoryLevel][3]bool{
		roomy: {true, true, true}, tight: {true, true, true}, scarce: {false, true, true}, spent: {false, false, true},
	} {
		s.memory.now.Store(int32(is))
		if got := [3]bool{s.mayOpen(stranger), s.mayOpen(joined), s.mayOpen(leads)}; got != want {
			t.Errorf("at step %d: %v, want %v", is, got, want)
		}
	}
}
