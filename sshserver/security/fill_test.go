package security

import (
	"context"
	"fmt"
	"io"
	"math/rand/v2"
	"strings"
	"sync/atomic"
	"testing"
	"time"
)

// What fills a workshop rather than the door.
func init() {
	attacks = append(attacks,
		attack{name: "ghosts join, each with a fresh key, and go", wage: ghosts(64), swells: 6 * time.Second, after: sweptOut},
		attack{name: "1,700 connections write ideas", wage: writers(1700), swells: 10 * time.Second, after: roomIsMade},
		attack{name: "terminals of as many sizes as there are", wage: windows(1300), swells: 10 * time.Second, after: memoryHolds},
	)
}

var strangers atomic.Int64

// ghosts has n goroutines join as somebody new, again and again.
func ghosts(n int) func(context.Context, *besieged, string) {
	return func(ctx context.Context, s *besieged, from string) {
		many(ctx, n, func(ctx context.Context, _ int) {
			c, err := s.call(ctx, from, besiegedCode, newKey(s.t))
			if err != nil {
				return
			}
			defer c.Leave()
			_, _ = c.Line("join", "--name", fmt.Sprintf("Spöke %d", strangers.Add(1)), "--sector", "akademi")
		})
	}
}

// sweptOut holds that a facilitator can close the door, show the ghosts out, and
// open it again, while they come.
func sweptOut(t *testing.T, s *besieged) {
	c, err := s.call(t.Context(), "127.0.0.1", besiegedCode, s.leader)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Leave()
	for _, line := range []string{"door close", "sweep", "door open"} {
		answer, err := c.Line(strings.Fields(line)...)
		if err != nil {
			t.Errorf("%s: %v", line, err)
		}
		if line == "sweep" && strings.Contains(answer, "Ingen") {
			t.Error("no ghost was swept out")
		}
	}
	people, err := c.Line("people")
	if err != nil || !strings.Contains(people, "Stina Kvar") {
		t.Errorf("who stayed was swept out, too: %v", err)
	}
}

// writers has n connections join and write ideas as fast as they are taken.
func writers(n int) func(context.Context, *besieged, string) {
	return func(ctx context.Context, s *besieged, from string) {
		many(ctx, n, func(ctx context.Context, i int) {
			c, err := s.call(ctx, from, besiegedCode, newKey(s.t))
			if err != nil {
				return
			}
			defer c.Leave()
			if _, err := c.Line("join", "--name", fmt.Sprintf("Skriv %d", strangers.Add(1)), "--sector", "akademi"); err != nil {
				return
			}
			for n := 0; ctx.Err() == nil; n++ {
				if _, err := c.Line("idea", fmt.Sprintf("Skräp nummer %d av %d", n, i)); err != nil {
					return
				}
			}
		})
	}
}

// roomIsMade holds that a facilitator can write, and take away at once what
// strangers wrote.
func roomIsMade(t *testing.T, s *besieged) {
	c, err := s.call(t.Context(), "127.0.0.1", besiegedCode, s.leader)
	if err != nil {
		t.Fatal(err)
	}
	defer c.Leave()
	if _, err := c.Line("idea", "Den som leder skriver"); err != nil {
		t.Error(err)
	}
	if answer, err := c.Line("sweep", "--since", "10m", "--wrote", "--here", "--dry-run"); err != nil || !strings.Contains(answer, "följa med") {
		t.Errorf("a sweep would do %q (%v)", answer, err)
	}
}

// windows has n terminals, each of a size of its own, that change it now and then.
func windows(n int) func(context.Context, *besieged, string) {
	return func(ctx context.Context, s *besieged, from string) {
		many(ctx, n, func(ctx context.Context, i int) {
			c, err := s.call(ctx, fmt.Sprintf("127.0.2.%d", 1+i%50), besiegedCode, newKey(s.t))
			if err != nil {
				return
			}
			defer c.Leave()
			if _, err := c.Line("join", "--name", fmt.Sprintf("Vid %d", strangers.Add(1)), "--sector", "akademi"); err != nil {
				return
			}
			for ctx.Err() == nil {
				terminal, err := c.Open(40+rand.IntN(361), 12+rand.IntN(139), io.Discard)
				if err != nil {
					return
				}
				select {
				case <-terminal.Done():
				case <-time.After(time.Duration(3+rand.IntN(5)) * time.Second):
					_ = terminal.Close()
				case <-ctx.Done():
				}
			}
		})
	}
}

// mostMemory is how much a server may hold, however many come: half of the smallest
// computer that is hired out.
const mostMemory = 512 << 20

func memoryHolds(t *testing.T, s *besieged) {
	if held := s.memory(); held > mostMemory {
		t.Errorf("the server holds %d MB", held>>20)
	}
}
