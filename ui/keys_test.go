package ui_test

import (
	"slices"
	"strings"
	"testing"
	"unicode/utf8"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/workshop"
	"verkstad/ui/facilitator"
	"verkstad/ui/home"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	"verkstad/ui/review"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// keyScreen is a screen, or a dialog over one, whose keys are pressed.
type keyScreen struct {
	room *stagetest.Room
	app  *stage.App
}

// keyScreens open every screen and dialog, by name.
var keyScreens = map[string]func(t *testing.T) keyScreen{
	"cockpit":              leading(stagetest.Gathering),
	"cockpit, first":       leading(stagetest.Waiting),
	"cockpit, sorting":     leading(stagetest.Clustering),
	"cockpit, questions":   leading(stagetest.Defining, "down"),
	"cockpit, card":        leading(stagetest.Revealed, "right"),
	"cockpit, vote":        leading(stagetest.Voting),
	"cockpit, counted":     leading(stagetest.Counted),
	"cockpit, over":        leading(stagetest.Ended),
	"cockpit, filter":      leading(stagetest.Gathering, "/"),
	"agenda":               leading(stagetest.Gathering, "a"),
	"ballot":               leading(stagetest.Defining, "o"),
	"ballot, candidate":    leading(stagetest.Defining, "o", "end"),
	"choosing":             leading(stagetest.Counted, "F"),
	"people":               leading(stagetest.Gathering, "P"),
	"people, last":         leading(stagetest.Talking, "P", "end"),
	"sorting":              leading(stagetest.Clustering, "f"),
	"series":               leading(stagetest.Gathering, "C"),
	"tickets":              leading(stagetest.Gathering, "r", "4", "enter"),
	"invitation":           leading(stagetest.Gathering, "i"),
	"audit":                leading(stagetest.Gathering, "A"),
	"projector":            leading(stagetest.Gathering, "p"),
	"projector, goals":     leading(stagetest.Gathering, "p", "m"),
	"look back":            leading(stagetest.Ended, "L"),
	"look back, votes":     leading(stagetest.Ended, "L", "3"),
	"look back, chosen":    leading(stagetest.Ended, "L", "down"),
	"look back, thread":    leading(stagetest.Ended, "L", "down", "enter"),
	"look back, report":    leading(stagetest.Ended, "L", "7"),
	"look back, search":    leading(stagetest.Ended, "L", "/"),
	"menu":                 leading(stagetest.Gathering, ":"),
	"help":                 leading(stagetest.Gathering, "?"),
	"help, searched":       leading(stagetest.Gathering, "?", "/"),
	"figures":              leading(stagetest.Counted, "enter"),
	"goals of ideas":       taking(stagetest.Gathering, "tab", "down", "t"),
	"menu of phases":       leading(stagetest.Gathering, "g"),
	"question":             leading(stagetest.Gathering, "E"),
	"prompt":               leading(stagetest.Gathering, "w"),
	"list of workshops":    atHome(),
	"search of workshops":  atHome("/"),
	"new workshop":         atHome("n"),
	"new workshop, last":   atHome("n", "up"),
	"new workshop, method": atHome("n", "down", "down", "down", "down"),
	"document":             reading,
	"observer's wall":      observing,
	"door":                 joining,
	"check-in":             taking(stagetest.CheckingIn),
	"talk":                 taking(stagetest.Talking),
	"ideas":                taking(stagetest.Gathering),
	"ideas, list":          taking(stagetest.Gathering, "tab"),
	"cards":                taking(stagetest.Clustering),
	"wordings":             taking(stagetest.Defining),
	"vote":                 taking(stagetest.Voting),
	"result":               taking(stagetest.Counted),
	"promises":             taking(stagetest.Committing),
	"promises, list":       taking(stagetest.Committing, "tab", "tab", "tab", "tab"),
	"feedback":             taking(stagetest.Rating),
	"what it came to":      taking(stagetest.Ended),
}

// leading is the facilitator's screen at a moment, after some keys.
func leading(at stagetest.Moment, keys ...string) func(*testing.T) keyScreen {
	return func(t *testing.T) keyScreen {
		r := stagetest.CoLab(t, at)
		e := stagetest.Env(r, model.Host)
		e.Save = func(name string, _ []byte) (string, error) { return name, nil }
		return pressed(t, r, e, facilitator.New(e), keys)
	}
}

// taking is the screen of somebody who takes part, after some keys.
func taking(at stagetest.Moment, keys ...string) func(*testing.T) keyScreen {
	return func(t *testing.T) keyScreen {
		r := stagetest.CoLab(t, at)
		e := stagetest.Env(r, model.Actor{})
		return pressed(t, r, e, participant.New(e, participant.Hint{Key: r.Board().Person(r.People[1].Person).Key}), keys)
	}
}

// atHome is the list of workshops, after some keys.
func atHome(keys ...string) func(*testing.T) keyScreen {
	return func(t *testing.T) keyScreen {
		r := stagetest.CoLab(t, stagetest.Gathering)
		e := stagetest.Env(r, model.Host)
		e.Room = nil
		return pressed(t, r, e, home.New(e, home.Actions{
			Host:     func(workshop.Live) tea.Cmd { return stage.Toast("leads") },
			Review:   func(string) tea.Cmd { return stage.Toast("looks back") },
			Overview: func(home.Scope) tea.Cmd { return stage.Toast("looks at many") },
			Export:   func(string, report.Format) (string, error) { return "", nil },
			Methods:  method.All,
		}), keys)
	}
}

func reading(t *testing.T) keyScreen {
	r := stagetest.CoLab(t, stagetest.Ended)
	e := stagetest.Env(r, model.Host)
	long := func() (review.Document, error) {
		return review.Document{Text: strings.Repeat("# Word\n\nword\n\n", 40)}, nil
	}
	return pressed(t, r, e, review.NewReader(e, long, func() tea.Cmd { return stage.Toast("back") }), []string{"down"})
}

func observing(t *testing.T) keyScreen {
	r := stagetest.CoLab(t, stagetest.Gathering)
	e := stagetest.Env(r, model.Actor{Role: model.Observer})
	return pressed(t, r, e, projector.New(e, nil), nil)
}

func joining(t *testing.T) keyScreen {
	r := stagetest.CoLab(t, stagetest.Gathering)
	e := stagetest.Env(r, model.Actor{})
	return pressed(t, r, e, participant.New(e, participant.Hint{Name: "Maj"}), nil)
}

// pressed is a screen at 80×24 after some keys.
func pressed(t *testing.T, r *stagetest.Room, e *stage.Env, s stage.Screen, keys []string) keyScreen {
	t.Helper()
	a := stagetest.App(t, e, s)
	stagetest.Resize(a, 80, 24)
	stagetest.Press(a, keys...)
	stagetest.Press(a, "f20") // a key of nothing, after which no toast is shown
	return keyScreen{r, a}
}

// keys is the map of the keys that go to what lies uppermost.
func (k keyScreen) keys() help.KeyMap {
	if d := k.app.Dialog(); d != nil {
		return d.Keys()
	}
	return k.app.Screen().Keys()
}

// typing reports whether letters go into a text.
func (k keyScreen) typing() bool {
	if d := k.app.Dialog(); d != nil {
		return d.Cursor() != nil
	}
	return k.app.Screen().Typing()
}

// shown is what can be told apart of a terminal: what it shows, without the footer
// where footer is false, and what lies on its screen.
type shown struct {
	cells  string
	dialog stage.Dialog
	screen stage.Screen
	seq    uint64
}

func (k keyScreen) shown(footer bool) shown {
	cells := k.app.View().Content
	if !footer {
		for range 2 { // what it says takes two rows at most
			cells = cells[:strings.LastIndex(cells, "\n")]
		}
	}
	return shown{cells, k.app.Dialog(), k.app.Screen(), k.room.Board().Seq}
}

// keyboard is the keys that are pressed: all that a screen might take, but for those
// of the app itself.
func keyboard() []string {
	all := []string{"enter", "esc", "tab", "shift+tab", "space", "backspace", "delete", "up", "down", "left", "right", "home", "end", "pgup", "pgdown",
		"shift+up", "shift+down", "shift+left", "shift+right", "ctrl+left", "ctrl+right", "f3", "f4", "f5", "f6", "f7", "f8", "f9", "f10", "f11", "f12"}
	for _, r := range "abcdefghijklmnoprstuvwxyzåäöABCDEFGHIJKLMNOPRSTUVWXYZ0123456789+-=_.,:;/!*" {
		all = append(all, string(r))
	}
	for _, r := range "abdefghijkmnprstuvwyz" {
		all = append(all, "ctrl+"+string(r))
	}
	return all
}

// typed reports whether a key may do something to a text.
func typed(name string) bool {
	return utf8.RuneCountInString(name) == 1 || slices.Contains([]string{"space", "backspace", "delete", "left", "right", "home", "end", "ctrl+left", "ctrl+right"}, name) ||
		strings.HasPrefix(name, "ctrl+")
}

// TestAKeyDoesWhatTheHelpSays presses every key on every screen and dialog: one that
// the help does not have does nothing, one that can do nothing now at most says why,
// and each other one does something.
func TestAKeyDoesWhatTheHelpSays(t *testing.T) {
	for name, open := range keyScreens {
		t.Run(name, func(t *testing.T) {
			k := open(t)
			can, cannot := byKey(k.keys())
			for _, name := range keyboard() {
				if can[name] != "" || k.typing() && typed(name) {
					continue
				}
				footer := cannot[name] == ""
				before := k.shown(footer)
				stagetest.Press(k.app, name)
				if after := k.shown(footer); after != before {
					t.Fatalf("%s is not in the help (%v, %v), and does something:\n%s", name, can, cannot, stagetest.Screen(k.app))
				}
				stagetest.Press(k.app, "f20")
			}
		})
	}
}

// byKey is what keys do by the help and the footer, and what they cannot do now.
func byKey(m help.KeyMap) (can, cannot map[string]string) {
	can, cannot = map[string]string{}, map[string]string{}
	for _, group := range append(m.FullHelp(), m.ShortHelp()) {
		for _, b := range group {
			into := cannot
			if b.Enabled() {
				into = can
			}
			for _, name := range keysOf(b) {
				into[name] = b.Help().Desc
				if from, to, ok := strings.Cut(name, "–"); ok { // A–Z
					for r := []rune(from)[0]; r <= []rune(to)[0]; r++ {
						into[string(r)] = b.Help().Desc
					}
				}
			}
		}
	}
	return can, cannot
}

// keysOf is the keys of a binding, of one that is disabled too.
func keysOf(b key.Binding) []string {
	b.SetEnabled(true)
	return b.Keys()
}
