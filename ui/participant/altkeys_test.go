package participant_test

import (
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/stage/stagetest"
)

// alt is a letter with alt, as every terminal sends it.
func alt(letter rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: letter, Mod: tea.ModAlt} }

// While a text is written, whatever a function key does is done by alt and a letter, too,
// and the help says so.
func TestNothingHangsOnAFunctionKeyAlone(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	a := seated(t, r, 0)
	stagetest.Type(a, "halv tanke")
	stagetest.Send(a, alt('r'))
	if !r.Board().HandUp(r.Board().Person(r.People[0].Person)) {
		t.Error("alt+r does not raise the hand")
	}
	stagetest.Send(a, alt('k'))
	if !r.Board().IsReady(r.Board().Person(r.People[0].Person)) {
		t.Error("alt+k does not mark as finished")
	}
	stagetest.Shows(t, a, "halv tanke")
	stagetest.Resize(a, 120, 40)
	stagetest.Send(a, alt('h'))
	stagetest.Shows(t, a, "f3 alt+r", "f4 alt+k", "f5 alt+p", "f1 alt+h", "reset", "KRABBA@192.168.1.20", "47DEQp")
}
