package review

import (
	"strings"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage/stagetest"
)

func TestKeysMoveThroughTime(t *testing.T) {
	a, s := open(t, stagetest.CoLab(t, stagetest.Ended), model.Host)
	n := s.history.Len()
	for _, c := range []struct {
		key  string
		want int
	}{
		{"left", n - 1}, {"right", n}, {"right", n}, {"home", 0}, {"left", 0}, {"right", 1},
		{"shift+right", s.history.nextPhase(1)}, {"ctrl+left", 0}, {"end", n},
	} {
		stagetest.Press(a, c.key)
		if s.pos != c.want || s.board.Seq != s.history.at(c.want, nil).Seq {
			t.Errorf("after %s: position %d (board %d), want %d", c.key, s.pos, s.board.Seq, c.want)
		}
	}
}

func TestKeysChangeTabs(t *testing.T) {
	a, s := open(t, stagetest.CoLab(t, stagetest.Ended), model.Host)
	stagetest.Press(a, "tab", "tab")
	if s.tab != votesTab {
		t.Errorf("two tabs lead to %d", s.tab)
	}
	stagetest.Press(a, "7", "tab", "shift+tab")
	if s.tab != reportTab {
		t.Errorf("7, on and back leads to %d", s.tab)
	}
	stagetest.Press(a, "/")
	stagetest.Shows(t, a, "går det inte att söka")
	x, y := stagetest.Find(t, a, "Åtaganden")
	stagetest.Click(a, x, y)
	stagetest.Shows(t, a, "Frågar byalaget")
}

func TestScrolling(t *testing.T) {
	a, s := open(t, stagetest.CoLab(t, stagetest.Ended), model.Host)
	stagetest.Hides(t, a, "Vem betalar för lokalen?")
	stagetest.Press(a, "pgdown", "pgdown", "pgdown", "pgdown", "down")
	stagetest.Shows(t, a, "Vem betalar för lokalen?")
	stagetest.Wheel(a, 10, 10, -100)
	if s.scroll[boardTab] != 0 {
		t.Errorf("the wheel leaves the board at row %d", s.scroll[boardTab])
	}
}

func TestSearchLeavesWhatHasTheWord(t *testing.T) {
	a, s := open(t, stagetest.CoLab(t, stagetest.Ended), model.Host)
	stagetest.Press(a, "/")
	stagetest.Type(a, "KAFÉ")
	stagetest.Shows(t, a, "Lagarkafé", "Kaffesump från kaféerna")
	stagetest.Hides(t, a, "Verktygspool")
	stagetest.Press(a, "enter", "left")
	if s.pos != s.history.Len()-1 {
		t.Error("after the search keys do not move in time")
	}
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "Verktygspool")
	stagetest.Press(a, "esc")
	stagetest.Shows(t, a, "åter")
}

func TestPlaybackComesToTheEnd(t *testing.T) {
	a, s := open(t, stagetest.CoLab(t, stagetest.Ended), model.Host)
	a.Env.Timer.After = func(time.Duration, tea.Msg) tea.Cmd { return nil } // the test says when
	stagetest.Press(a, "space", "+", "+")
	if !s.player.on || s.pos != 0 {
		t.Fatalf("playback begins at %d", s.pos)
	}
	old := playMsg{s.player.run - 1, 50}
	stagetest.Send(a, old)
	if s.pos != 0 {
		t.Error("a tick from before the change of speed moved it")
	}
	for range s.history.Len() {
		next, _ := s.history.play(s.pos, speeds[s.player.speed])
		stagetest.Send(a, playMsg{s.player.run, next})
	}
	if s.player.on || s.pos != s.history.Len() {
		t.Errorf("playback is on (%v) at %d", s.player.on, s.pos)
	}
	stagetest.Press(a, "left", "space")
	stagetest.Press(a, "left")
	if s.player.on {
		t.Error("moving by hand does not stop playback")
	}
}

func TestSliderByMouse(t *testing.T) {
	a, s := open(t, stagetest.CoLab(t, stagetest.Ended), model.Host)
	stagetest.Shows(t, a, "●")
	bar := s.places.slider
	stagetest.Click(a, bar.X, bar.Y)
	if s.pos != 0 {
		t.Errorf("the left end is position %d", s.pos)
	}
	stagetest.Drag(a, bar.X, bar.Y, bar.Right()-1, bar.Y)
	if s.pos != s.history.Len() {
		t.Errorf("the right end is position %d", s.pos)
	}
	stagetest.Send(a, tea.MouseMotionMsg{X: bar.X, Y: bar.Y, Button: tea.MouseLeft})
	if s.pos != s.history.Len() {
		t.Error("the slider follows the mouse after it was let go")
	}
}

func TestExport(t *testing.T) {
	a, _ := open(t, stagetest.CoLab(t, stagetest.Ended), model.Host)
	stagetest.Press(a, "e", "down", "down", "down", "down", "enter")
	stagetest.Shows(t, a, "traff.csv")
}

// everywhere is the text of all tabs at all moments.
func everywhere(s *Screen) string {
	var out strings.Builder
	for pos := range s.history.Len() + 1 {
		s.seek(pos)
		for which := range reportTab {
			m := &maker{viewpoint: s.viewpoint(), w: 120, t: s.env.Theme, words: s.env.Words}
			for _, r := range m.sheet(which).rows {
				out.WriteString(r.text + "\n")
			}
		}
	}
	out.WriteString(strings.Join(s.report(120).rows, "\n"))
	return out.String()
}

func TestWhatParticipantsMayNotSee(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Clustering)
	bad := r.Must(model.Host, model.AddIdea{Text: "Doldord"})
	r.Must(model.Host, model.HideIdea{ID: bad, Hidden: true})
	regretted := r.Must(model.Host, model.AddIdea{Text: "Ångerord"})
	r.Must(model.Host, model.RemoveIdea{ID: regretted})
	changed := r.Must(model.Host, model.AddIdea{Text: "Namnord"})
	r.Must(model.Host, model.EditIdea{ID: changed, Text: "Ändrat"})
	for _, me := range []model.Actor{r.People[0], {Role: model.Observer}} {
		_, s := open(t, r, me)
		all := everywhere(s)
		for _, word := range []string{"Doldord", "Ångerord", "Namnord"} {
			if strings.Contains(all, word) {
				t.Errorf("%s is shown %q of some moment", me.Role, word)
			}
		}
	}
	_, s := open(t, r, model.Host)
	if all := everywhere(s); !strings.Contains(all, "Doldord") || !strings.Contains(all, "Ångerord") {
		t.Error("the facilitator is not shown what was hidden and removed")
	}
}

func TestIdeasBeforeTheRevealAreTheirAuthors(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Gathering)
	_, s := open(t, r, r.People[0])
	all := everywhere(s)
	if !strings.Contains(all, "Verktygspool") || strings.Contains(all, "Klädbytardag") {
		t.Error("a participant is not shown own ideas alone before the reveal")
	}
}

func TestNoNamesWhereAnonymous(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Ended)
	b := r.Board()
	r.Must(model.Host, model.DescribeWorkshop{Title: b.Title, Node: b.Node, Series: b.Series, Number: b.Number, Anonymous: true})
	for _, me := range []model.Actor{model.Host, r.People[3]} {
		_, s := open(t, r, me)
		if all := everywhere(s); strings.Contains(all, "Åsa och Göran") || strings.Contains(all, "Bengt") {
			t.Errorf("%s is shown a name of an anonymous workshop", me.Role)
		}
	}
}
