package projector_test

import (
	"fmt"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/ui/i18n"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// beside is what stands on the screen from a column on, as one text.
func beside(a *stage.App, from int) string {
	var words []string
	for _, row := range strings.Split(stagetest.Screen(a), "\n") {
		if cells := []rune(row); len(cells) > from {
			words = append(words, strings.Fields(string(cells[from:]))...)
		}
	}
	return strings.Join(words, " ")
}

// door is a projector before the first phase, with nobody or all people here.
func door(t *testing.T, people int, lang string) *stage.App {
	until := stagetest.Waiting
	if people == 0 {
		until--
	}
	r := stagetest.CoLab(t, until)
	e := stagetest.Env(r, observer)
	e.Words = i18n.For(lang)
	return stagetest.App(t, e, projector.New(e, nil))
}

// The wall says what ssh asks the first time, and what to compare, at every size; a phone is
// spoken of only where there is a code to point it at.
func TestTheWallPreparesForTheFirstTime(t *testing.T) {
	for _, lang := range i18n.Languages {
		a, w := door(t, 14, lang), i18n.For(lang)
		for _, size := range [][2]int{{40, 12}, {60, 16}, {80, 24}, {100, 30}, {120, 34}, {160, 45}, {200, 56}} {
			t.Run(fmt.Sprint(lang, size), func(t *testing.T) {
				stagetest.Resize(a, size[0], size[1])
				x, _ := stagetest.Find(t, a, w.T("projector.welcome"))
				said := beside(a, x)
				long := strings.Contains(said, w.T("app.connect.first")) && strings.Contains(said, "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU")
				if short := w.T("app.connect.firstshort", "First", "47DEQp", "Last", "3hSuFU"); !long && !strings.Contains(said, short) {
					t.Errorf("nothing is said of the first time:\n%s", stagetest.Screen(a))
				}
				if !strings.Contains(said, w.T("projector.then")) && !strings.Contains(said, w.T("projector.thenshort")) {
					t.Errorf("what comes then is cut:\n%s", stagetest.Screen(a))
				}
				code := strings.Contains(stagetest.Screen(a), "█▀▀▀▀▀█")
				if phone := strings.Contains(said, "QR"); phone && !code {
					t.Errorf("a phone is spoken of, and there is no code:\n%s", stagetest.Screen(a))
				}
				if strings.Contains(said, "…?") && !long {
					t.Errorf("the question is cut:\n%s", stagetest.Screen(a))
				}
			})
		}
	}
}

// While few are in, the wall says how a terminal is opened on each kind of computer, and
// host, port and user for clients that have a window.
func TestTheWallSaysHowATerminalIsOpenedWhileFewAreIn(t *testing.T) {
	for _, lang := range i18n.Languages {
		for _, size := range [][2]int{{120, 34}, {160, 45}, {200, 56}} {
			few, many := door(t, 0, lang), door(t, 14, lang)
			stagetest.Resize(few, size[0], size[1])
			stagetest.Resize(many, size[0], size[1])
			stagetest.Shows(t, few, "powershell", "ctrl+alt+T", "Add SSH", "cmd+")
			stagetest.Hides(t, many, "powershell", "ctrl+alt+T")
			for _, a := range []*stage.App{few, many} {
				all := beside(a, 0)
				for _, part := range []string{"Host 192.168.1.20", "Port 2222", "User KRABBA"} {
					if !strings.Contains(all, part) {
						t.Errorf("%s, %v: no %q:\n%s", lang, size, part, stagetest.Screen(a))
					}
				}
			}
		}
	}
}

// Where the server's key is not known, nothing is said of it.
func TestAWallWithoutAFingerprint(t *testing.T) {
	r := stagetest.CoLab(t, stagetest.Waiting)
	e := stagetest.Env(r, model.Actor{Role: model.Observer})
	e.JoinFor = func(code string) workshop.Join { return workshop.Join{Lines: []string{"ssh " + code + "@here"}} }
	a := stagetest.App(t, e, projector.New(e, nil))
	for _, size := range [][2]int{{40, 12}, {80, 24}, {200, 56}} {
		stagetest.Resize(a, size[0], size[1])
		stagetest.Hides(t, a, "yes", "Host", "QR")
		stagetest.Shows(t, a, "ssh KRABBA@here")
	}
}

// The mouse stays the terminal's on a wall, where nothing is clicked: a connection that is
// killed leaves no mode on. A dialog takes it.
func TestTheWallLeavesTheMouse(t *testing.T) {
	a := door(t, 14, "sv")
	if a.Layout().Mouse {
		t.Error("the wall takes the mouse")
	}
	stagetest.Press(a, "?")
	if !a.Layout().Mouse {
		t.Error("the help does not take the mouse")
	}
}

// Where browsers are let in, the wall says the page's address at every size, with ssh beside
// it, and how a terminal is opened no more.
func TestTheWallShowsTheAddressForBrowsers(t *testing.T) {
	for _, lang := range i18n.Languages {
		r := stagetest.CoLab(t, stagetest.Waiting-1)
		e, w := stagetest.Env(r, observer), i18n.For(lang)
		e.Words = w
		join := e.JoinFor
		e.JoinFor = func(code string) workshop.Join {
			j := join(code)
			j.Web = []string{"http://192.168.1.20:8080/" + code}
			return j
		}
		a := stagetest.App(t, e, projector.New(e, nil))
		for _, size := range [][2]int{{60, 16}, {80, 24}, {100, 30}, {120, 34}, {160, 45}, {200, 56}} {
			t.Run(fmt.Sprint(lang, size), func(t *testing.T) {
				stagetest.Resize(a, size[0], size[1])
				x, _ := stagetest.Find(t, a, w.T("projector.welcome"))
				said := beside(a, x)
				for _, part := range []string{"http://192.168.1.20:8080/", "ssh -p 2222"} {
					if !strings.Contains(said, part) {
						t.Errorf("%s is not said:\n%s", part, stagetest.Screen(a))
					}
				}
				if strings.Contains(said, w.T("app.connect.terminal")) {
					t.Errorf("how a terminal is opened is said:\n%s", stagetest.Screen(a))
				}
			})
		}
	}
}
