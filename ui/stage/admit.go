package stage

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
)

// admit reports whether something that somebody does is meant for the screen as
// it is.
func (a *App) admit(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	h, now := &a.hands, a.Env.Timer.now()
	key, isKey := msg.(tea.KeyPressMsg)
	if isKey {
		h.take(key, now)
		if key.String() == "ctrl+c" {
			h.free()
		}
	}
	switch over := !now.Before(h.until); {
	case h.draft == nil && over, h.first == nil && !h.until.IsZero() && now.Sub(h.until) > unnoticed:
		h.free()
	}
	switch {
	case h.on.field() && writes(msg):
		return a.write(msg), false
	case h.until.IsZero():
		return nil, true
	case now.Before(h.until):
		return a.hold(msg, now)
	}
	return a.begin(msg)
}

// write puts letters into the field of the screen: after those that came just
// before the field did, if they are the beginning of the text, and apart from a
// text that was kept there.
func (a *App) write(msg tea.Msg) tea.Cmd {
	h := &a.hands
	d, head := h.on.draft(), h.loose
	h.loose = nil
	switch {
	case h.kept && d.Lines:
		d.newLine()
		h.kept = false
	case h.kept && !h.begun:
		d.end()
	}
	h.begun = true
	var cmds []tea.Cmd
	if key, isKey := msg.(tea.KeyPressMsg); isKey && isText(append(head, key)) {
		for _, letter := range head {
			cmds = append(cmds, a.do(letter))
		}
	}
	return tea.Batch(append(cmds, a.do(msg))...)
}

// hold takes nothing but what is written in a text, and enter when all of the
// text has been written in this field.
func (a *App) hold(msg tea.Msg, now time.Time) (cmd tea.Cmd, ok bool) {
	h := &a.hands
	key, isKey := msg.(tea.KeyPressMsg)
	_, click := msg.(tea.MouseClickMsg)
	switch {
	case h.on.field() && (edits(msg) || key.Code == tea.KeyEnter && h.begun && !h.kept):
		return nil, true
	case writes(msg) && h.draft != nil:
		return a.goOn(msg), false
	case isKey:
		h.until = now.Add(h.rest())
		if d := h.on.draft(); d != nil && key.Code == tea.KeyEnter && h.on.dialog == nil {
			d.end() // the text stays, and what follows is the next
		}
	case !click:
		return nil, false
	}
	return a.show(ToastMsg{Text: a.Env.Words.T("app.held"), Quiet: true}), false
}

// begin takes the first thing that is done after an empty field was taken away.
// A letter alone may be the beginning of a text: it waits for what follows.
func (a *App) begin(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	h := &a.hands
	first := h.first
	key, isKey := msg.(tea.KeyPressMsg)
	switch _, click := msg.(tea.MouseClickMsg); {
	case !isKey && !click && !writes(msg):
		return nil, true // the wheel
	case isKey && writes(msg) && first == nil:
		h.first, h.which = &key, h.which+1
		return a.Env.Timer.after(h.rest(), firstMsg{h.which}), false
	case isKey && first != nil && key.String() == "backspace":
		h.first = nil
		return nil, false
	case writes(msg) && (!isKey || isText([]tea.KeyPressMsg{*first, key})):
		if first == nil {
			return a.goOn(msg), false
		}
		return a.goOn(*first, msg), false
	}
	h.free()
	if first != nil {
		cmd = a.do(*first)
	}
	return cmd, true
}

// onFirst takes the first letter for a command, since nothing has followed.
func (a *App) onFirst(msg firstMsg) tea.Cmd {
	first := a.hands.first
	if first == nil || msg.which != a.hands.which {
		return nil
	}
	a.hands.free()
	a.hands.loose = nil
	return a.do(*first)
}

// do does what somebody has done, and puts up what it asks for.
func (a *App) do(msg tea.Msg) tea.Cmd { return tea.Batch(a.update(msg), a.Turn()) }

// writes reports whether a message puts letters into a text.
func writes(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return msg.Text != ""
	case tea.PasteMsg:
		return true
	}
	return false
}

// edits reports whether a message changes a text, or where one writes in it.
func edits(msg tea.Msg) bool {
	key, _ := msg.(tea.KeyPressMsg)
	switch key.Code {
	case tea.KeyBackspace, tea.KeyDelete, tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd:
		return true
	}
	return writes(msg)
}

// isText reports whether keys that come one after the other begin a text, such as
// "al", " u", "3 ", "EU" or "I'". The same key twice does not, nor does a
// capital with a figure, which choose a card and where it goes, nor what begins
// with a sign.
func isText(keys []tea.KeyPressMsg) bool {
	if len(keys) < 2 {
		return false
	}
	a, _ := utf8.DecodeRuneInString(keys[0].Text)
	b, _ := utf8.DecodeRuneInString(keys[1].Text)
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' }
	return a != b && inWord(a) && (inWord(b) || strings.ContainsRune(",.:;!?'’-", b)) && !(unicode.IsUpper(a) && unicode.IsDigit(b))
}
