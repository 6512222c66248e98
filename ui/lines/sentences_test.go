package lines

import (
	"fmt"
	"testing"
)

// TestARefusalSaysWhatItIsAbout holds that commands which cannot be done as they were
// written say so in a sentence of their own.
func TestARefusalSaysWhatItIsAbout(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector academia")
	for _, n := range []string{"0", "-3", "99999", "tre"} {
		eva.fails(Usage, ": 1 to 5000", "tickets %s", n)
	}
	for _, name := range []string{"Åsa", "Bo"} {
		asa.fails(Usage, "joined already", "claim %s", name)
	}
	for _, n := range []string{"0", "4", "1441", "-1"} {
		least := 5 // of a check-in
		if n == "1441" || n == "-1" {
			least = 0 // of any
		}
		eva.fails(Usage, fmt.Sprintf("--minutes must be a whole number from %d to 1440, not %s.", least, n), "agenda set 1 --minutes %s", n)
		eva.fails(Usage, fmt.Sprintf("--minutes ska vara ett heltal från %d till 1440, inte %s.", least, n), "--lang sv agenda set 1 --minutes %s", n)
	}
	eva.does("agenda set 1 --minutes 5")
	eva.fails(Usage, "--lang en after the command", "lang en")
}
