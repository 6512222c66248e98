package bench

import (
	"strings"
	"testing"

	"verkstad/sshserver/rehearse"
)

// TestEverybodySeesEveryIdea is the benchmark's room with a few people in it:
// each idea reaches each of the others, and stands on their screens.
func TestEverybodySeesEveryIdea(t *testing.T) {
	const people, ideas = 20, 5
	l := startLoad(t)
	l.ask(t, order{Do: "join", N: people, Address: startHall(t).address, Members: true, Sizes: [][2]int{{120, 40}, {80, 24}, {200, 60}}})
	for n := range ideas {
		if r := l.ask(t, order{Do: "idea"}); r.Missing > 0 || len(r.Times) != people-1 {
			t.Fatalf("idea %d: %d of %d saw it, %d missed it", n, len(r.Times), people-1, r.Missing)
		}
	}
	screen := l.ask(t, order{Do: "text"}).Text
	for n := range ideas {
		if !strings.Contains(screen, rehearse.Marker(n)) {
			t.Errorf("idea %d, %s, is not on the screen\n%s", n, rehearse.Marker(n), screen)
		}
	}
	l.stop()
}
