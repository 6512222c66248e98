package facilitator_test

import (
	"strings"
	"testing"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/facilitator"
	"verkstad/ui/participant"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestWhatNextWhenItHasEnded holds that the cockpit says what comes after the
// end: look back, take the report along, begin the next meeting, or open again.
func TestWhatNextWhenItHasEnded(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Ended)
	e := stagetest.Env(r, model.Host)
	var saved, after string
	e.Save = func(name string, raw []byte) (string, error) {
		saved = string(raw)
		return "/hem/" + name, nil
	}
	e.Continue = func(b *model.Board) tea.Cmd { after = b.Title; return nil }
	a := stagetest.App(t, e, facilitator.New(e))
	stagetest.Shows(t, a, "Vad nu?", "L  se tillbaka", "X  ta med dig", "M  nästa träff", "R  öppna träffen igen")
	stagetest.Hides(t, a, "gått ", "blanksteg startar klockan")
	stagetest.Press(a, "X", "enter")
	stagetest.Shows(t, a, "Sparad: /hem/aterbruk-och-cirkular-ekonomi-2026-11-23.md")
	if !strings.Contains(saved, "# Återbruk och cirkulär ekonomi") {
		t.Errorf("the report is %.60q", saved)
	}
	stagetest.Press(a, "M")
	if after != "Återbruk och cirkulär ekonomi" {
		t.Errorf("the next is to follow %q", after)
	}
	stagetest.Press(a, "L")
	stagetest.Shows(t, a, "Tavla", "Åtaganden")
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "Vad nu?")
	e.Save, e.Continue = nil, nil
	stagetest.Press(a, "X")
	stagetest.Shows(t, a, "export md")
	stagetest.Press(a, "esc")
	stagetest.Press(a, "M")
	stagetest.Shows(t, a, "på datorn där Verkstad körs")
}

// TestLeavingQuestionsUnchosenIsAskedAbout holds that the step where questions
// are chosen says how, and is not left by mistake.
func TestLeavingQuestionsUnchosenIsAskedAbout(t *testing.T) {
	r, a := lead(t, stagetest.Defining)
	for _, q := range r.Board().Questions() {
		if q.Chosen {
			r.Must(model.Host, model.ChooseQuestion{ID: q.ID})
		}
	}
	stagetest.Shows(t, a, "Välj frågor med ↓ och y")
	stagetest.Press(a, "n")
	stagetest.Shows(t, a, "Gå vidare utan valda frågor?", "Ingen fråga är vald")
	stagetest.Press(a, "esc", "down", "y")
	if !r.Board().Questions()[0].Chosen {
		t.Fatal("what the hint says does not choose")
	}
	stagetest.Press(a, "n")
	if !r.Board().Phase().Is(method.Vote) {
		t.Error("with a chosen question there is still a question about it")
	}
	r.Must(model.Host, model.Back{})
	r.Must(model.Host, model.ChooseQuestion{ID: r.Board().Questions()[0].ID})
	stagetest.Wake(a)
	stagetest.Press(a, "g", "6", "enter", "enter")
	if !r.Board().Phase().Is(method.Vote) {
		t.Error("yes does not go on")
	}
}

// TestRevealAfterTheGathering holds that ideas which were left hidden can be
// shown from a later step.
func TestRevealAfterTheGathering(t *testing.T) {
	r, a := lead(t, stagetest.Gathering)
	r.Must(model.Host, model.Next{})
	stagetest.Wake(a)
	stagetest.Press(a, "v")
	for _, ph := range r.Board().Phases() {
		if ph.Is(method.Gather) && !ph.Revealed() {
			t.Error("v did not reveal what was gathered before")
		}
	}
	stagetest.Press(a, "v")
	stagetest.Shows(t, a, "!")
}

// TestGoingOnAsksForIdeasThatAreNotShown holds that a group does not come to an
// empty sorting of which it says that everything lies in a cluster.
func TestGoingOnAsksForIdeasThatAreNotShown(t *testing.T) {
	r, a := lead(t, stagetest.Gathering)
	n := r.Board().Unrevealed()
	if n == 0 {
		t.Fatal("everything is shown")
	}
	stagetest.Press(a, "n")
	stagetest.Shows(t, a, "Visa idéerna först?", "Visa för alla och gå vidare")
	stagetest.Press(a, "esc")
	if !r.Board().Phase().Is(method.Gather) {
		t.Fatal("esc goes on")
	}
	stagetest.Press(a, "n", "down", "enter") // without
	if !r.Board().Phase().Is(method.Cluster) || r.Board().Unrevealed() != n {
		t.Fatalf("it is in %v with %d not shown", r.Board().Phase().Activity, r.Board().Unrevealed())
	}
	stagetest.Shows(t, a, "väntar på att visas för alla")
	asa := model.Actor{Person: 1, Role: model.Participant}
	env := stagetest.Env(r, asa)
	theirs := stagetest.App(t, env, participant.New(env, participant.Hint{}))
	stagetest.Shows(t, theirs, "är inte visade än")
	r.Must(model.Host, model.Back{})
	stagetest.Send(a) // and it is seen
	stagetest.Press(a, "n", "enter")
	if !r.Board().Phase().Is(method.Cluster) || r.Board().Unrevealed() != 0 {
		t.Errorf("it is in %v with %d not shown", r.Board().Phase().Activity, r.Board().Unrevealed())
	}
	r.Must(model.Host, model.Back{})
	stagetest.Send(a) // and it is seen
	stagetest.Press(a, "n")
	if !r.Board().Phase().Is(method.Cluster) {
		t.Error("it asks though everything is shown")
	}
}

// TestADialogSaysItsOwnKeys holds that the footer is the dialog's while one is open.
func TestADialogSaysItsOwnKeys(t *testing.T) {
	_, a := lead(t, stagetest.Voting)
	footer := func() string {
		rows := strings.Split(stagetest.Screen(a), "\n")
		return rows[len(rows)-1]
	}
	page := footer()
	for _, keys := range [][]string{{"c"}, {":"}, {"w"}, {"?"}} {
		stagetest.Press(a, keys...)
		if footer() == page || !strings.Contains(footer(), "esc") {
			t.Errorf("with %v open the footer is %q", keys, footer())
		}
		stagetest.Press(a, "esc")
		if footer() != page {
			t.Errorf("after %v the footer is %q", keys, footer())
		}
	}
	stagetest.Send(a, stage.ToastMsg{Text: "Hej"})
	stagetest.Shows(t, a, "Hej")
}

// TestJumpingBackAndEndingThere holds that the agenda ticks what was held, and
// gives no times to what was not.
func TestJumpingBackAndEndingThere(t *testing.T) {
	r, a := lead(t, stagetest.Clustering)
	r.Must(model.Host, model.EnterPhase{Phase: r.Board().Phases()[1].ID, Start: true})
	stagetest.Shows(t, a, "◐")
	r.Must(model.Host, model.EndWorkshop{})
	stagetest.Shows(t, a, "✓ 09:07 Gruppera", "– Formulera", "– Återkoppling")
	stagetest.Hides(t, a, "✓ 09:32")
}

// TestAnUndoIsSaidToWhoLeads undoes and redoes.
func TestAnUndoIsSaidToWhoLeads(t *testing.T) {
	r, a := lead(t, stagetest.Revealed)
	r.Must(model.Host, model.AddIdea{Text: "Verktygsbibliotek"})
	stagetest.Press(a, "u")
	stagetest.Shows(t, a, "Ångrade: idén ”Verktygsbibliotek”")
	stagetest.Press(a, "U")
	stagetest.Shows(t, a, "Gjorde om: idén ”Verktygsbibliotek”")
}
