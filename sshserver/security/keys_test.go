package security

import (
	"testing"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"verkstad/model/text/hostile"
	"verkstad/ui/stage/stagetest"
)

// TestEveryKeyAndFieldTakesHostileText presses every key that a screen offers,
// at every moment, and types and pastes the corpus into whatever that opens:
// dialogs, fields, filters. Each step is held as in a look.
func TestEveryKeyAndFieldTakesHostileText(t *testing.T) {
	for i, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			w := &writer{next: len(s.name) * 7}
			for n, m := range s.moments {
				if i >= len(screens)-len(more) && n%2 == 1 && !long {
					continue
				}
				rounds := 1
				if long {
					rounds = 12
				}
				for round := range rounds {
					pressAll(t, s, m, w, n+round)
				}
			}
			if w.fields == 0 && !s.mute {
				t.Error("no field was written in")
			}
			t.Logf("%d keys, %d fields, %d texts", w.keys, w.fields, w.texts)
		})
	}
}

// writer gives one text after the other, and counts.
type writer struct{ next, keys, fields, texts int }

func (w *writer) text() string {
	w.next++
	w.texts++
	return hostile.At(w.next)
}

// pressAll presses each key of a screen at a moment in an app of its own.
func pressAll(t *testing.T, s screen, m stagetest.Moment, w *writer, n int) {
	size := [2]int{80, 24}
	if n%3 == 2 {
		size = [2]int{40, 12}
	}
	v := see(t, s, m, n*31, size[0], size[1])
	defer func() { v.close() }()
	keys := append([]string{"/"}, append(offered(v), "f1", "f2", "tab")...)
	v.write(w)
	for _, k := range keys {
		if v.failed {
			return
		}
		if s.name == "home" || len(s.open) > 0 { // whose keys lead elsewhere
			v.close()
			v = see(t, s, m, n*31, size[0], size[1])
		}
		w.keys++
		v.send("after "+k, stagetest.Key(k))
		v.write(w)
		for _, next := range []string{"down", "tab", "enter"} {
			v.send("after "+k+" and "+next, stagetest.Key(next))
		}
		v.write(w)
		for _, next := range []string{"enter", "esc", "esc"} {
			v.send("after "+k+" … "+next, stagetest.Key(next))
		}
	}
}

// offered is every key that the screen's help names now.
func offered(v *view) []string {
	var keys []string
	for _, group := range v.app.Screen().Keys().FullHelp() {
		for _, b := range group {
			if names := b.Keys(); b.Enabled() && len(names) > 0 && names[0] != "q" && names[0] != "ctrl+c" {
				keys = append(keys, names[0])
			}
		}
	}
	return keys
}

// write types one text and pastes another if there is a field that takes them.
func (v *view) write(w *writer) {
	if v.app.Layout().Cursor == nil {
		return
	}
	w.fields++
	pasted := w.text()
	v.send("pasted", tea.PasteMsg{Content: pasted[:min(len(pasted), 16<<10)]})
	n := 0
	for _, r := range w.text() {
		if n++; n > 12 {
			break
		}
		if !unicode.IsControl(r) && r != unicode.ReplacementChar { // which the keyboard holds back
			stagetest.Send(v.app, tea.KeyPressMsg{Code: r, Text: string(r)})
		}
	}
	v.paint("typed")
	for _, k := range []string{"left", "backspace", "home", "delete", "ctrl+k"} {
		stagetest.Send(v.app, stagetest.Key(k))
	}
	v.send("edited", tea.PasteMsg{Content: w.text()})
}
