package projector_test

import (
	"strings"
	"testing"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// walls are the sizes that walls are judged in.
var walls = [][2]int{{80, 24}, {120, 34}, {200, 56}}

// TestEveryMomentIsAPoster walks through all phases of all methods on walls of three
// sizes in both languages. The instruction stands there whole, what the phase works on is
// to be seen, and the largest thing is what the phase is about.
func TestEveryMomentIsAPoster(t *testing.T) {
	for _, m := range method.All() {
		t.Run(m.ID, func(t *testing.T) {
			stagetest.Hold(t, m, func(r *stagetest.Room, n int) {
				e := stagetest.Env(r, observer)
				a := stagetest.App(t, e, projector.New(e, nil))
				for _, lang := range i18n.Languages {
					e.Words = i18n.For(lang)
					stagetest.Send(a, stage.ThemeMsg{})
					for _, size := range walls {
						judge(t, r, a, size)
					}
				}
			})
		})
	}
}

// judge holds what a wall shows of a phase to what it is to show.
func judge(t *testing.T, r *stagetest.Room, a *stage.App, size [2]int) {
	t.Helper()
	stagetest.Resize(a, size[0], size[1])
	e, ph := a.Env, r.Board().Phase()
	where := strings.Join([]string{e.Words.Lang(), ph.Title[e.Words.Lang()], string(ph.Activity)}, " ")
	var screens []string
	for page := range 8 { // what does not fit is turned to
		screens = append(screens, stagetest.Screen(a))
		if page == 0 {
			judgeHead(t, r, a, size, where)
		}
		r.Pass(boardview.PageTime * time.Second)
	}
	all := strings.Join(screens, "\n")
	if text := e.Local(ph.Instruction); text != "" && !isWhole(screens, text) {
		t.Errorf("%s at %v: the instruction is not whole:\n%s\n%s", where, size, text, screens[0])
	}
	for _, made := range works[ph.Activity] {
		if isOn(r.Board(), made) && !strings.Contains(all, made) {
			t.Errorf("%s at %v: %q is nowhere to be seen:\n%s", where, size, made, all)
		}
	}
}

// works is what [stagetest.Hold] makes in phases of each activity, that hangs on the wall.
var works = map[method.Activity][]string{
	method.Checkin: {"Jag vill lära känna"}, method.Gather: {"Verktygspool", "Byggmaterial"},
	method.Cluster: {"Dela det vi har", "Verktygspool"}, method.Define: {"Hur kan vi dela verktyg?", "Hur bygger vi"},
	method.Commit: {"Ringer kommunen"},
}

// isOn reports whether the board has something with a text that begins so.
func isOn(b *model.Board, text string) bool {
	for id := model.ItemID(1); id < b.NextItem(); id++ {
		if strings.HasPrefix(boardview.Title(b, id), text) {
			return true
		}
	}
	return false
}

// isWhole reports whether one of the screens has all of a text, broken into lines of some
// width that stand below each other.
func isWhole(screens []string, text string) bool {
	for _, screen := range screens {
		for w := 20; w <= 200; w++ {
			if hasLines(strings.Split(screen, "\n"), frame.WrapLines(text, w)) {
				return true
			}
		}
	}
	return false
}

func hasLines(rows, lines []string) bool {
	for y := range rows {
		n := 0
		for n < len(lines) && y+n < len(rows) && strings.Contains(rows[y+n], strings.TrimSpace(lines[n])) {
			n++
		}
		if n == len(lines) {
			return true
		}
	}
	return false
}

// judgeHead holds that the largest thing on the wall is what the phase is about, that it is
// there as it is said to be, and that it can be read from the back of the room.
func judgeHead(t *testing.T, r *stagetest.Room, a *stage.App, size [2]int, where string) {
	t.Helper()
	e, b, ph := a.Env, r.Board(), r.Board().Phase()
	laid := projector.Lay(a.Screen(), frame.Rect{W: size[0], H: size[1] - 1})
	want := e.Local(ph.Prompt)
	switch {
	case ph.Is(method.Commit) && len(b.Promises()) > 0:
		want = b.Promises()[len(b.Promises())-1].What
	case want == "":
		want = e.PhaseTitle(ph)
	}
	if len(laid.Heads) == 0 {
		if size[1] >= 34 {
			t.Errorf("%s at %v: nothing is set large:\n%s", where, size, stagetest.Screen(a))
		}
		stagetest.Shows(t, a, strings.Fields(want)[0])
		return
	}
	rows := strings.Split(stagetest.Screen(a), "\n")
	var said []string
	for _, h := range laid.Heads {
		said = append(said, h.Text)
		for y, row := range h.Picture {
			if on := strings.TrimRight(string([]rune(rows[h.At.Y+y])[h.At.X:]), " "); on != strings.TrimRight(row, " ") {
				t.Fatalf("%s at %v: row %d of %q is\n%s\nnot\n%s", where, size, y, h.Text, on, row)
			}
		}
		if 100*h.Rows < 6*size[1] || h.Rows < laid.Clock {
			t.Errorf("%s at %v: a line of %q is %d rows high, and the clock %d", where, size, h.Text, h.Rows, laid.Clock)
		}
	}
	about := []string{want}
	if len(ph.Prompt) == 0 && ph.Does(method.TakesSpeech) {
		about = append(about, "Hur kan vi dela verktyg?", "Hur bygger vi av det som rivs?")
	}
	if !strings.Contains(strings.Join(about, " "), said[0]) {
		t.Errorf("%s at %v: the largest is %q, want one of %q", where, size, said, about)
	}
	alone := ph.Is(method.Checkin) || laid.Alone && len(ph.Prompt) > 0 && (ph.Is(method.Gather) || ph.Is(method.Talk))
	if h := laid.Heads[0]; alone && size[1] >= 34 && (4*h.At.H < size[1] || 2*h.W < size[0]) {
		t.Errorf("%s at %v: the question takes %d×%d", where, size, h.W, h.At.H)
	}
}
