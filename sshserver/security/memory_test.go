package security

import (
	"fmt"
	"io"
	"math/rand/v2"
	"os"
	"strings"
	"sync"
	"testing"
	"time"

	"verkstad/sshserver/sshtest"
)

// crowd has n people join, each with a terminal of a size, and holds them until
// the test ends. People who are not let in are left out.
func (s *besieged) crowd(n int, size func(i int) (w, h int)) {
	s.t.Helper()
	var coming sync.WaitGroup
	doors := make(chan struct{}, 16)
	for i := range n {
		coming.Go(func() {
			doors <- struct{}{}
			defer func() { <-doors }()
			c, err := s.call(s.t.Context(), fmt.Sprintf("127.0.2.%d", 1+i%50), besiegedCode, newKey(s.t))
			if err != nil {
				return
			}
			s.t.Cleanup(c.Leave)
			if _, err = c.Line("join", "--name", fmt.Sprintf("Vid %d", i), "--sector", "akademi"); err == nil {
				_, _ = c.Open(40, 12, io.Discard)
				w, h := size(i)
				_, _ = c.Open(w, h, io.Discard)
			}
		})
	}
	coming.Wait()
}

// writes makes the facilitator put n ideas on the board, one at a time, from number
// on.
func (s *besieged) writes(from, n int) {
	s.t.Helper()
	c, err := s.call(s.t.Context(), "127.0.0.1", besiegedCode, s.leader)
	if err != nil {
		s.t.Fatal(err)
	}
	defer c.Leave()
	for i := range n {
		if _, err := c.Line("idea", fmt.Sprintf("Verktygspool nummer %d i en by där fler vill låna och laga det som annars slängs", from+i)); err != nil {
			s.t.Fatal(err)
		}
	}
}

// measuresOld reports whether another build than this one is measured.
func measuresOld() bool { return os.Getenv("VERKSTAD_BINARY") != "" }

// besiegeMany starts a server that takes many at once.
func besiegeMany(t *testing.T) *besieged {
	if testing.Short() {
		t.Skip("takes half a minute")
	}
	if measuresOld() {
		return besiege(t)
	}
	return besiege(t, "--rehearsed")
}

// settles returns the MB that the server holds once that is at most so much, or after half
// a minute. A garbage collector that gets little of the processor, on a computer that does
// much else, lets the heap grow beyond its goal, and gives it back with the next cycle:
// further ideas, from number next on, bring that about.
func (s *besieged) settles(most, next int) (held int) {
	s.t.Helper()
	for i := range 60 {
		if held = int(s.memory() >> 20); held <= most {
			break
		}
		s.writes(next+i, 1)
		time.Sleep(500 * time.Millisecond) // the pace at which memory is given back
	}
	return held
}

// TestTerminalsOfAllSizesAreBounded has people at terminals of which no two have
// the same size, each with a second one, while ideas come.
func TestTerminalsOfAllSizesAreBounded(t *testing.T) {
	s := besiegeMany(t)
	people, most := 300, 270
	if long {
		people, most = 1300, 512
	}
	s.crowd(people, func(int) (int, int) { return 40 + rand.IntN(361), 12 + rand.IntN(139) })
	for i := range 30 {
		s.writes(i, 1)
		time.Sleep(50 * time.Millisecond) // the pace of the load: each is a picture of its own
	}
	held := s.settles(most, 30)
	t.Logf("%d terminals of differing sizes: %d MB", people, held)
	if held > most && !measuresOld() {
		t.Errorf("the server holds %d MB, want at most %d", held, most)
	}
}

// TestMemoryGrowsAsTheBoardDoes has people watch while ideas come one by one,
// each of which is a new picture of a longer list to all. The slower the ideas
// come, the more of the pictures are drawn and kept, up to the 64 MB that the cache may
// hold. The heap may be twice what lives in it: the pictures and about 20 MB besides. The
// program itself is 26 MB.
func TestMemoryGrowsAsTheBoardDoes(t *testing.T) {
	s := besiegeMany(t)
	people, ideas, most := 60, 2000, 210
	if long {
		people, ideas, most = 200, 5000, 300
	}
	s.crowd(people, func(i int) (int, int) {
		size := [...][2]int{{120, 40}, {80, 24}, {100, 30}, {132, 43}}[i%4]
		return size[0], size[1]
	})
	s.writes(0, 400)
	first := s.memory() >> 20
	s.writes(400, ideas-400)
	held := s.settles(most, ideas)
	t.Logf("%d people: %d MB with 400 ideas, %d MB with %d", people, first, held, ideas)
	if held > most && !measuresOld() {
		t.Errorf("the server holds %d MB, want at most %d", held, most)
	}
}

// TestAServerWithLittleMemoryGoesOn has more people come than there is memory
// for: the server lets in no more screens than it can hold, and the facilitator
// still comes in.
func TestAServerWithLittleMemoryGoesOn(t *testing.T) {
	t.Setenv("GOMEMLIMIT", "90MiB")
	s := besiegeMany(t)
	s.crowd(600, func(i int) (int, int) { return 80 + i%100, 24 + i%30 })
	s.writes(0, 20)
	sshtest.Eventually(t, "the server's notice of its memory", func() bool { return strings.Contains(s.log(), "memory level changed") })
	if held := s.memory() >> 20; held > 200 {
		t.Errorf("the server holds %d MB", held)
	}
	p, _, err := s.comes(t.Context(), patience, attackerAddress, besiegedCode+"+projector", s.leader)
	if err != nil {
		t.Fatal(err)
	}
	if _, _, _, err := p.looks("Belägrad"); err != nil {
		t.Error(err)
	}
}
