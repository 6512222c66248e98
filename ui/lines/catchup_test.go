package lines

import (
	"strings"
	"testing"
)

// TestWhoJoinsLateIsToldWhatTheOthersKnow joins before the first phase, in a later one, and
// anew.
func TestWhoJoinsLateIsToldWhatTheOthersKnow(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa, bo := r.caller("Eva", facilitator), r.caller("Åsa"), r.caller("Bo")
	if got := asa.does("join --name Åsa --sector academia"); strings.Contains(got, "\n") {
		t.Errorf("before the first phase join answers %q", got)
	}
	eva.does("goto 5")
	first, second := asa.does("question Hur kan vi dela verktyg?"), asa.does("question Hur bygger vi av det som rivs?")
	has(t, r.caller("Cia").does("join --name Cia --sector public"), "The questions so far:", "  Hur kan vi dela verktyg?", "  Hur bygger vi av det som rivs?")
	eva.does("choose %s", first)
	eva.does("choose %s", second)
	got := bo.does("join --name Bo --sector public")
	has(t, got, "Welcome, Bo. You are person 3.", "On the board: 2 questions", "The questions we go on with:", "  Hur kan vi dela verktyg?", "What to do now:")
	if !strings.Contains(got, "We are at step 5 of ") {
		t.Errorf("join answers\n%s", got)
	}
	if got := bo.does("join --name Bosse"); strings.Contains(got, "We are at step") {
		t.Errorf("who is in already is told\n%s", got)
	}
}
