package lines

import (
	"encoding/json"
	"testing"
)

// TestUndoSaysWhatItTookBack holds that undo and redo say what they did, to people
// and to programs.
func TestUndoSaysWhatItTookBack(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector akademi")
	eva.does("goto gather --start")
	asa.does(`idea "Lagarkafé"`)
	has(t, asa.does("undo"), "Undone: the idea “Lagarkafé”. redo does it again.")
	has(t, asa.does("redo --lang sv"), "Gjorde om: idén ”Lagarkafé”.")
	for _, how := range []string{"undo", "redo"} {
		var told map[string]Deed
		if err := json.Unmarshal([]byte(asa.does("%s --json", how)), &told); err != nil {
			t.Fatal(err)
		}
		if got := told[map[string]string{"undo": "undone", "redo": "redone"}[how]]; len(told) != 1 || got != (Deed{"idea", "Lagarkafé", 1}) {
			t.Errorf("%s --json tells %+v", how, told)
		}
	}
	eva.does("extend 2m")
	eva.does("clock reset")
	has(t, eva.does("undo"), "Undone: resetting the clock. redo does it again.")
	eva.fails(Refused, "nothing to undo", "undo")
}
