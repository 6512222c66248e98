package lines

import (
	"strings"
	"testing"
)

// TestSeveralAreDeletedAtOnce takes things off the board by numbers and ranges, and lays
// them back.
func TestSeveralAreDeletedAtOnce(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector academia")
	eva.does("goto 3")
	for _, text := range []string{"Ett", "Två", "Tre", "Fyra"} {
		asa.does("idea %s", text)
	}
	before := eva.does("board")
	asa.fails(Refused, "only the facilitator", "delete 1-3")
	eva.fails(Refused, "no number 900", "delete 1 900-999")
	eva.fails(Usage, "runs backwards", "delete 3-1")
	if got := eva.does("delete 1, 2-3 2"); got != "3 things were taken away. Take it back with undo." {
		t.Errorf("delete answers %q", got)
	}
	if got := eva.does("board"); strings.Contains(got, "Ett") || !strings.Contains(got, "Fyra") {
		t.Errorf("what is left is\n%s", got)
	}
	eva.does("undo")
	if got := eva.does("board"); got != before {
		t.Errorf("undo left\n%s\nwant\n%s", got, before)
	}
}

// unheard has a greeting listed, hidden and shown again.
func unheard(t *testing.T, ran map[string]bool) {
	t.Helper()
	r := newRoom(t, "colab")
	r.ran = ran
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector academia")
	eva.does("goto 1")
	asa.does(`checkin "Hej alla"`)
	has(t, asa.does("greetings"), "Åsa\tacademia\tHej alla\t-")
	asa.fails(Refused, "only the facilitator", `greeting hide "Hej alla"`)
	eva.fails(Refused, "nobody has said that", "greeting hide Annat")
	eva.does(`greeting hide "Hej alla"`)
	if got := asa.does("greetings"); got != "" {
		t.Errorf("a hidden greeting is listed: %q", got)
	}
	has(t, eva.does("greetings"), "Åsa\tacademia\tHej alla\thidden")
	eva.does(`greeting show "Hej alla"`)
	has(t, asa.does("greetings"), "Åsa\tacademia\tHej alla\t-")
}
