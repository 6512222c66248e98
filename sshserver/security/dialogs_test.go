package security

import (
	"fmt"
	"strings"
	"testing"
	"unicode"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// TestNoDialogIsCut opens every dialog that a key of any screen leads to, and
// those that their choices lead to, and holds that all that stands in them on a
// large terminal can be read on small ones, in both languages.
func TestNoDialogIsCut(t *testing.T) {
	for _, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			d := &dialogs{t: t, screen: s, seen: map[string]bool{}}
			for n, m := range s.moments {
				if len(s.moments) > 3 && n%3 != 0 && m != stagetest.Voting && m != stagetest.Clustering && !long {
					continue
				}
				for _, lang := range []string{"sv", "en"} {
					d.moment, d.lang = m, lang
					d.all()
				}
			}
			t.Logf("%d dialogs", len(d.seen))
		})
	}
}

// dialogs walks the dialogs of a screen.
type dialogs struct {
	t      *testing.T
	screen screen
	moment stagetest.Moment
	lang   string
	seen   map[string]bool // what dialogs look like that were held
}

// opened is an app whose keys have been pressed.
func (d *dialogs) opened(w, h int, keys []string) *stage.App {
	r := stagetest.Replay(d.t, records(d.t, d.moment))
	if d.moment == stagetest.Committing && len(r.People) > 0 {
		name := r.Board().Person(r.People[0].Person).Name
		r.Must(r.People[4], model.MakeCommitment{
			What: "Ringer alla fritidsgårdar i kommunen och frågar vad de har att låna ut, och skriver en lista som alla kan läsa på bibliotekets webbplats",
			Who:  name + ", Kulturskolans vaktmästare och biblioteket", When: "före midsommar, helst redan i maj",
		})
	}
	env, first := d.screen.make(d.t, r)
	env.Words = i18n.For(d.lang)
	env.Shared = shared
	a := stage.NewApp(env, first, w, h)
	stagetest.Send(a, stage.ThemeMsg{})
	stagetest.Resize(a, w, h)
	stagetest.Press(a, append(append([]string(nil), d.screen.open...), keys...)...)
	return a
}

// all presses each key that the screen offers.
func (d *dialogs) all() {
	a := d.opened(200, 90, nil)
	v := &view{app: a}
	keys := append(offered(v), "f1", ":")
	a.Close()
	for _, k := range keys {
		d.look([]string{k}, 0)
	}
}

// look holds the dialog that some keys lead to, and goes on to those of its
// choices, two dialogs deep.
func (d *dialogs) look(keys []string, deep int) {
	a := d.opened(200, 90, keys)
	defer a.Close()
	over := a.Dialog()
	if over == nil {
		return
	}
	want := picture(over, 200, 89)
	if d.seen[want] {
		return
	}
	d.seen[want] = true
	n := choices(over)
	d.holds(over, keys, want)
	if _, menu := over.(*stage.Menu); !menu || deep > 1 || (n > 20 || d.lang == "en") && !long {
		return // what a long menu leads to, keys lead to as well
	}
	for i := range n {
		next := append([]string(nil), keys...)
		for range i {
			next = append(next, "down")
		}
		d.look(append(next, "enter"), deep+1)
	}
}

// holds that what stands in a dialog can be read at every size.
func (d *dialogs) holds(over stage.Dialog, keys []string, want string) {
	for _, size := range [][2]int{{40, 12}, {80, 24}, {120, 40}} {
		d.rewind(over, size)
		read, last := "", ""
		for still := 0; still < size[1]; { // what is selected moves before the list does
			now := picture(over, size[0], size[1]-1)
			if still++; now != last {
				last, read, still = now, read+" "+now, 0
			}
			_, _ = over.Update(stagetest.Key(scrolls(over)))
		}
		_, goals := over.(*stage.GoalPicker)
		if word := cut(read); word != "" && !goals {
			d.t.Errorf("%s at %d: %v cuts %q at %v, %s", d.screen.name, d.moment, keys, word, size, d.lang)
		}
		shown := letters(read)
		for _, word := range strings.Fields(want) {
			if word = letters(word); word != "" && !strings.Contains(shown, word) && frame.Width(word) < size[0]-10 {
				d.t.Errorf("%s at %d: %v does not show %q at %v, %s:\n%s", d.screen.name, d.moment, keys, word, size, d.lang, last)
				break
			}
		}
	}
}

// rewind goes to the top of a dialog.
func (d *dialogs) rewind(over stage.Dialog, size [2]int) {
	for last := ""; ; {
		now := picture(over, size[0], size[1]-1)
		if now == last {
			return
		}
		last = now
		for range size[1] {
			if _, done := over.Update(stagetest.Key("up")); done {
				d.t.Fatal("up closes a dialog")
			}
			_, _ = over.Update(stagetest.Key("pgup"))
		}
	}
}

// scrolls is the key that goes on in a dialog.
func scrolls(d stage.Dialog) string {
	if _, field := d.(*stage.Prompt); field {
		return "pgdown"
	}
	return "down"
}

// picture is a dialog as it stands in w×h cells.
func picture(d stage.Dialog, w, h int) string {
	r := frame.Rect{W: w, H: h}
	return pictures.Compose(frame.Layout{W: w, H: h, Panes: []frame.Pane{d.Pane(r)}}).Plain()
}

// choices is how often down goes on to another choice.
func choices(d stage.Dialog) int {
	last := picture(d, 200, 89)
	for n := 1; ; n++ {
		_, _ = d.Update(stagetest.Key("down"))
		now := picture(d, 200, 89)
		if now == last {
			return n
		}
		last = now
	}
}

// cut is a word that was cut: the mark of that stands right after a letter.
func cut(text string) string {
	for _, word := range strings.Fields(text) {
		if head, _, found := strings.Cut(word, "…"); found && head != "" && head != "“" && head != "”" {
			return word
		}
	}
	return ""
}

// letters is what can be read of a text, in small letters, without what frames
// it: a title has a capital letter in the border.
func letters(text string) string {
	return strings.ToLower(strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsNumber(r) || r == ' ' {
			return r
		}
		return ' '
	}, fmt.Sprint(text)))
}
