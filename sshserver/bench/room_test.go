package bench

import (
	"strings"
	"testing"
	"time"

	"verkstad/sshserver/loadtest"
)

// TestEverybodySeesEveryIdea is the benchmark's room with a few people in it:
// each idea reaches each of the others, one at a time and in a burst, and
// stands on their screens, which show in every cell what a fresh one does.
func TestEverybodySeesEveryIdea(t *testing.T) {
	const people, ideas = 20, 5
	l := startLoad(t)
	o := startVerkstad(t).server().join(people)
	o.Sizes = [][2]int{{120, 40}, {80, 24}, {200, 60}}
	l.ask(t, o)
	for n := range ideas {
		l.ask(t, order{Do: "type"})
		if r := l.ask(t, order{Do: "enter"}); r.Missing > 0 || len(r.Times) != people-1 {
			t.Fatalf("idea %d: %d of %d saw it, %d missed it", n, len(r.Times), people-1, r.Missing)
		}
	}
	screen := l.ask(t, order{Do: "text"}).Text
	for n := range ideas {
		if !strings.Contains(screen, loadtest.Marker(n)) {
			t.Errorf("idea %d, %s, is not on the screen\n%s", n, loadtest.Marker(n), screen)
		}
	}
	r := l.ask(t, order{Do: "burst", Rate: 50, For: time.Second})
	r.add(l.ask(t, order{Do: "seen"}))
	if r.Missing > 0 || len(r.Times) != r.Ideas*(people-1) {
		t.Errorf("a burst of %d ideas: %d times seen by %d, missed %d times", r.Ideas, len(r.Times), people-1, r.Missing)
	}
	if r := l.ask(t, order{Do: "type slowly", For: 500 * time.Millisecond}); len(r.Echo) < writers {
		t.Errorf("%d people typed for half a second, and saw %d letters", writers, len(r.Echo))
	}
	l.ask(t, order{Do: "compare"})
	l.stop()
}
