package lines

import "testing"

// TestARefusalSaysWhatItIsAbout holds that commands which cannot be done as they were
// written say so in a sentence of their own.
func TestARefusalSaysWhatItIsAbout(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector academia")
	for _, n := range []string{"0", "-3", "99999", "tre"} {
		eva.fails(Usage, "from 1 to 5000", "tickets %s", n)
	}
	for _, name := range []string{"Åsa", "Bo"} {
		asa.fails(Usage, "joined already", "claim %s", name)
	}
	eva.fails(Usage, "--lang en after the command", "lang en")
}
