package lines

import (
	"testing"
)

// TestWhomAFacilitatorWritesFor holds that --as names a person by number, takes no
// name that nobody could have, and says what is wrong with none.
func TestWhomAFacilitatorWritesFor(t *testing.T) {
	r := newRoom(t, "colab")
	eva, asa := r.caller("Eva", facilitator), r.caller("Åsa")
	asa.does("join --name Åsa --sector akademi")
	eva.does("goto gather --start")
	eva.does(`idea --as "#1" "Lagarkafé"`)
	if i := r.room.Board().Idea(1); i.Author != "Åsa" {
		t.Errorf("it is by %q", i.Author)
	}
	eva.fails(Refused, "nobody's number", `idea --as "#7" Smyg`)
	eva.fails(Refused, "no role name", `idea --as Processledare Smyg`)
	eva.fails(Refused, "uses that name itself", `idea --as någon Smyg`)
	eva.fails(Usage, "must follow --as", `idea --as '' Smyg`)
	eva.fails(Usage, "must follow --as", `idea --as=" " --sector akademi Smyg`)
	eva.fails(Usage, "when you give a sector", `idea --sector akademi Smyg`)
}
