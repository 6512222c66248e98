package stage

import (
	"strings"
	"sync"
	"unicode/utf8"

	"charm.land/bubbles/v2/textarea"
	tea "charm.land/bubbletea/v2"
)

// textArea is a text area of Bubbles.
//
// A textarea.Model is 30 KB, and most of its methods copy it, so that a function which
// calls one has a stack frame of 30 or 60 KB, also where it does not come to the call.
// That is most of a person's memory where a thousand read and nobody writes. So the
// calls are here alone, in functions that the compiler may not put into others.
type textArea struct{ model *textarea.Model }

// models are text areas that are empty again. One takes 240 KB, nearly all of it
// room for ten thousand lines: where a hundred people a second begin to write,
// that was a quarter of all memory that the garbage collector had to see to.
var models = sync.Pool{New: func() any {
	model := textarea.New()
	return &model
}}

// newTextArea returns an empty text area of w×h cells; lines says whether alt+enter and
// ctrl+j make a new line.
//
//go:noinline
func newTextArea(lines, dark bool, w, h int) *textArea {
	m := models.Get().(*textarea.Model)
	m.ShowLineNumbers = false
	m.Prompt = ""
	m.CharLimit = 0                  // the input has its own: the area drops what is over in silence
	m.KeyMap.Paste.SetEnabled(false) // it reads the clipboard of the computer that this runs on
	m.SetVirtualCursor(false)
	m.KeyMap.InsertNewline.SetEnabled(lines)
	m.KeyMap.InsertNewline.SetKeys("alt+enter", "ctrl+j", "shift+enter")
	m.SetStyles(textarea.DefaultStyles(dark))
	styles := m.Styles()
	styles.Focused = textarea.StyleState{}
	styles.Blurred = textarea.StyleState{}
	m.SetStyles(styles)
	m.SetHeight(max(1, h))
	m.SetWidth(max(1, w))
	m.Focus()
	return &textArea{m}
}

// release gives the text area back. Another may have it if its text was in one line,
// which is taken out the way that a person would: its Reset makes a new one.
//
//go:noinline
func (a *textArea) release() {
	a.model.MoveToEnd()
	a.update(tea.KeyPressMsg{Code: 'u', Mod: tea.ModCtrl})
	if a.model.LineCount() == 1 && a.model.Length() == 0 {
		models.Put(a.model)
	}
}

// text returns what is written.
//
//go:noinline
func (a *textArea) text() string { return a.model.Value() }

// setText replaces the text, and puts the cursor at its end.
//
//go:noinline
func (a *textArea) setText(s string) {
	a.model.SetValue(s)
	a.model.MoveToEnd()
}

// position returns the line of the text and the character in it that the cursor stands at,
// both from 0.
//
//go:noinline
func (a *textArea) position() (line, column int) { return a.model.Line(), a.model.Column() }

// moveInLine moves the cursor in its line, at most behind the last character.
//
//go:noinline
func (a *textArea) moveInLine(column int) { a.model.SetCursorColumn(column) }

// update types.
//
//go:noinline
func (a *textArea) update(msg tea.Msg) tea.Cmd {
	m, cmd := a.model.Update(msg)
	*a.model = m
	return cmd
}

// setWidth brings the row with the cursor into view.
//
//go:noinline
func (a *textArea) setWidth(w int) {
	a.model.SetWidth(max(1, w))
	a.update(nil)
}

// setHeight shows what a taller text area had scrolled past, if the cursor stands after
// the last character.
//
//go:noinline
func (a *textArea) setHeight(h int) {
	a.model.SetHeight(max(1, h))
	if a.atEnd() {
		a.model.MoveToBegin()
		a.model.MoveToEnd()
	}
}

// atEnd reports whether the cursor stands after the last character.
//
//go:noinline
func (a *textArea) atEnd() bool {
	lines := strings.Split(a.model.Value(), "\n")
	last := len(lines) - 1
	return a.model.Line() == last && a.model.Column() == utf8.RuneCountInString(lines[last])
}

// shown returns the text as the area shows it, and where its cursor is.
//
//go:noinline
func (a *textArea) shown() (string, *tea.Cursor) { return a.model.View(), a.model.Cursor() }
