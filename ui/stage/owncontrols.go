package stage

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/live"
)

// controls is what an app keeps for a terminal with controls of its own.
type controls struct {
	last  *live.Controls // as they were shown last; nil before
	field *Input         // the text of the last field,
	id    int            // and its number
}

// Controls are what can be written and pressed now. While nobody touches the terminal
// they stay what they were.
func (a *App) Controls() live.Controls {
	if a.controls.last != nil && a.untouched.behind {
		return *a.controls.last
	}
	c := live.Controls{Keys: a.shownKeys(), Code: a.Env.Board().Code, Lang: a.Env.Words.Lang()}
	if in := a.fieldNow(); in != nil {
		c.Field = &live.Field{ID: a.fieldID(in), Value: in.Value(), At: in.position(), Limit: in.opts.Limit, Label: a.labelOf(in)}
	}
	a.controls.last = &c
	return c
}

// shownKeys are the keys of the footer.
func (a *App) shownKeys() []live.Key {
	keys := a.screen.Keys()
	if n := len(a.dialogs); n > 0 {
		keys = a.dialogs[n-1].Keys()
	}
	var shown []live.Key
	for _, b := range keys.ShortHelp() {
		if h := b.Help(); b.Enabled() && h.Key != "" && len(b.Keys()) > 0 {
			shown = append(shown, live.Key{Name: b.Keys()[0], Shown: h.Key, Label: h.Desc})
		}
	}
	return shown
}

// fieldNow is the text that the cursor stands in; nil if it stands in none.
func (a *App) fieldNow() *Input {
	a.Env.field = nil
	if n := len(a.dialogs); n > 0 {
		a.dialogs[n-1].Cursor()
	} else {
		a.screen.Cursor()
	}
	return a.Env.field
}

// fieldID is the number of a text; another text has another.
func (a *App) fieldID(in *Input) int {
	if a.controls.field != in {
		a.controls.field = in
		a.controls.id++
	}
	return a.controls.id
}

// labelOf says what a text is.
func (a *App) labelOf(in *Input) string {
	label := in.label
	if d := a.screen.Focus(); label == "" {
		if d, ok := d.(*Draft); ok && d.Input == in {
			label = d.Label
		}
	}
	return cmp.Or(label, in.opts.Placeholder)
}

// onEdit changes the text that somebody is writing, if it is the one that they see. It is
// meant for that text alone, so it is taken at once also where the screen has just become
// another under it.
func (a *App) onEdit(msg live.EditMsg) tea.Cmd {
	in := a.fieldNow()
	if in == nil || in != a.controls.field || msg.Field != a.controls.id {
		return nil
	}
	now := a.Env.Timer.now()
	a.hands.last = now
	in.moveTo(msg.At + msg.Delete)
	var cmds []tea.Cmd
	for range min(msg.Delete, in.position()) {
		cmds = append(cmds, a.do(tea.KeyPressMsg{Code: tea.KeyBackspace}))
	}
	if msg.Insert != "" {
		cmds = append(cmds, a.do(tea.PasteMsg{Content: msg.Insert}))
	}
	if msg.Send {
		enter := tea.KeyPressMsg{Code: tea.KeyEnter}
		a.hands.take(enter, now)
		cmds = append(cmds, a.do(enter))
	}
	return tea.Batch(append(cmds, a.settle(true))...)
}

// position is where the cursor stands, in characters from the beginning.
func (in *Input) position() int {
	if in.area == nil {
		return 0
	}
	line, column := in.area.position()
	text := in.Value()
	at := 0
	for range line {
		end := strings.IndexByte(text, '\n')
		if end < 0 {
			break
		}
		at += len([]rune(text[:end])) + 1
		text = text[end+1:]
	}
	return at + column
}

// moveTo moves the cursor to a character, at most behind the last.
func (in *Input) moveTo(at int) {
	if in.area == nil {
		return
	}
	in.fresh = false
	if !strings.Contains(in.Value(), "\n") {
		in.area.moveInLine(max(0, at))
		return
	}
	for was := -1; in.position() > at && in.position() != was; {
		was = in.position()
		in.area.update(tea.KeyPressMsg{Code: tea.KeyLeft})
	}
	for was := -1; in.position() < at && in.position() != was; {
		was = in.position()
		in.area.update(tea.KeyPressMsg{Code: tea.KeyRight})
	}
}
