package lines

import (
	"strings"
	"testing"
)

// TestAHiddenCandidateIsNotRead holds that a card that is hidden after it was voted
// on is called hidden in what participants read of the vote, and stays in what who
// leads reads.
func TestAHiddenCandidateIsNotRead(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector akademi")
	eva.does("goto gather --start")
	asa.does(`idea "Ett elakt ord"`)
	asa.does(`idea "Lagarkafé"`)
	eva.does("reveal")
	eva.does("goto vote")
	eva.does("round open 1 2 --open --dots 3")
	asa.does("vote 1=2 2=1")
	eva.does("hide 1")
	has(t, asa.does("vote"), "1\t2\thidden candidate", "2\t1\tLagarkafé")
	has(t, eva.does("round close"), "1\t2\t1\t1\t-\tEtt elakt ord")
	for _, line := range []string{"results", "results 1"} {
		out := asa.does("%s", line)
		has(t, out, "1\t2\t1\t1\t-\thidden candidate")
		if strings.Contains(out, "elakt") {
			t.Errorf("%s tells\n%s", line, out)
		}
	}
	eva.does("show 1")
	has(t, asa.does("results"), "1\t2\t1\t1\t-\tEtt elakt ord")
}
