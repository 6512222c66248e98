package lines

import (
	"testing"
)

// TestWhoChoosesALanguageIsNotWriting holds that nobody who leads is asked to wait
// for somebody who has only chosen a language, and that one chosen before is kept.
func TestWhoChoosesALanguageIsNotWriting(t *testing.T) {
	r := newRoom(t, "colab")
	asa := r.caller("Åsa", func(s *Session) { s.Lang = "" })
	asa.does("join --name Åsa --sector akademi")
	asa.does("lang en")
	if n := r.room.Writing(); n != 0 {
		t.Errorf("%d are said to be writing", n)
	}
	has(t, asa.does("lang"), "en")
	asa.does("lang sv")
	has(t, asa.does("lang"), "sv")

	bo := r.caller("Bo", func(s *Session) { s.Lang = "" })
	bo.does("join --name Bo --sector public")
	r.room.SaveDraft(2, oldLangSlot, "en")
	has(t, bo.does("lang"), "en")
}
