package stage

import (
	"strings"
	"time"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
)

// A screen may become another under somebody's hands: the group goes on, a vote
// opens, the meeting ends. What they type at that moment is meant for what they
// saw before, and single letters are commands on many screens. So the app
// watches what the keys go to, and when that changes for another reason than
// the person's own keys:
//
//   - whoever is in the middle of a text stays in it until it is sent or left,
//     in a dialog over the new screen (see [Draft]);
//   - the new screen takes no key and no click for half a second, and not while
//     keys go on coming;
//   - after an empty field, letters that come one after the other are the next
//     text and open the dialog; the first letter alone counts as a command
//     after half a second, and any other key or a click at once. So it is, too,
//     when enter has sent a text and its field is gone.

// Focused is a [Screen] whose keys go to several things.
type Focused interface {
	// Focus is what the keys go to now: a comparable value that differs when a
	// key does something else. It is a [*Draft] while they go into a text.
	Focus() any
}

// Announcer is a [Screen] that says in a few words what the group does now.
type Announcer interface{ Announce() string }

// rest is how long hands are still before what they do is meant for the screen
// as it is.
const rest = 500 * time.Millisecond

// leaveWithin bounds how long somebody who goes on typing puts off the end of
// their session.
const leaveWithin = 5 * time.Second

// Timer tells when keys come, and sends messages later. What is nil is the
// system's; tests have their own.
type Timer struct {
	Now   Clock
	After func(d time.Duration, msg tea.Msg) tea.Cmd
}

func (t Timer) now() time.Time {
	if t.Now != nil {
		return t.Now()
	}
	return time.Now()
}

func (t Timer) after(d time.Duration, msg tea.Msg) tea.Cmd {
	if t.After != nil {
		return t.After(d, msg)
	}
	return tea.Tick(d, func(time.Time) tea.Msg { return msg })
}

// focus is what the keys go to: a dialog, or something on the screen.
type focus struct {
	screen Screen
	at     any // of the screen
	dialog Dialog
}

func (f focus) draft() *Draft {
	d, _ := f.at.(*Draft)
	return d
}

// hands is what is known of the hands at one terminal.
type hands struct {
	on    focus            // what the keys went to last
	last  time.Time        // when the last key came
	enter bool             // it was enter
	until time.Time        // nothing is taken before that; the zero time if everything is
	draft *Draft           // the text that letters may still be meant for; nil if none
	under bool             // the screen has become another under a dialog
	first *tea.KeyPressMsg // the first letter since, which may begin a text or be a command
	which int              // which first letter is waited for
}

// free takes everything as it comes from now on.
func (h *hands) free() { h.until, h.draft, h.first = time.Time{}, nil, nil }

// Messages of the app to itself.
type (
	// firstMsg says that nothing has followed on the first letter.
	firstMsg struct{ which int }
	// restMsg asks whether the hands are still, to do something then.
	restMsg struct {
		then tea.Cmd
		by   time.Time
	}
)

// focus is what the keys go to now.
func (a *App) focus() focus {
	f := focus{screen: a.screen}
	if s, ok := a.screen.(Focused); ok {
		f.at = s.Focus()
	}
	if n := len(a.dialogs); n > 0 {
		f.dialog = a.dialogs[n-1]
	}
	return f
}

// announce is what the group does now.
func (a *App) announce() string {
	if s, ok := a.screen.(Announcer); ok {
		return s.Announce()
	}
	if ph := a.Env.Board().Phase(); ph != nil {
		return a.Env.Words.T("app.now", "Phase", a.Env.PhaseTitle(ph))
	}
	return a.Env.Board().Title
}

// isInput tells whether a message is what somebody does at the terminal.
func isInput(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyMsg, tea.MouseMsg, tea.PasteMsg:
		return true
	}
	return false
}

// isOwn tells whether a change that comes with a message is what the person has
// asked for: their way in, and what a facilitator does.
func (a *App) isOwn(msg tea.Msg) bool {
	leads := a.Env.Me.Role == model.Facilitator && a.screen == a.hands.on.screen
	switch msg := msg.(type) {
	case answerMsg:
		_, join := msg.done.Command.(model.JoinPerson)
		return join || leads
	case WakeMsg, awaitMsg:
		return leads && a.Env.Orders() > 0
	}
	return true
}

// settle takes note of what the keys go to from now on, and guards it if others
// have changed that.
func (a *App) settle(own bool) tea.Cmd {
	h := &a.hands
	was, now := h.on, a.focus()
	h.on = now
	if was == now {
		return nil
	}
	left, _ := was.dialog.(*unsent)
	switch {
	case own && was.dialog != nil && now.dialog == nil:
		if left != nil || h.under {
			a.guard(was)
		}
		h.under = false
		return nil
	case own && was.draft() != nil && now.at != nil && now.draft() == nil && now.dialog == nil && h.enter:
		h.until, h.draft = a.Env.Timer.now(), was.draft() // it is sent: letters that follow are the next
		return nil
	case own:
		return nil
	case now.dialog != nil && was.dialog == now.dialog:
		return a.changedUnder(now)
	}
	a.guard(was)
	return nil
}

// changedUnder is when the screen has become another under a dialog, which
// keeps the keys. A text that is at home again goes back to its field.
func (a *App) changedUnder(now focus) tea.Cmd {
	a.hands.under = true
	if u, ok := now.dialog.(*unsent); ok {
		if d := now.draft(); d != nil && d.Slot == u.draft.Slot {
			a.dialogs = a.dialogs[:len(a.dialogs)-1]
			a.hands.on, a.hands.under = a.focus(), false
		}
		return nil
	}
	return a.show(ToastMsg{Text: a.announce()})
}

// guard keeps what the keys went to from what they go to now.
func (a *App) guard(was focus) {
	h, draft := &a.hands, was.draft()
	if h.first != nil { // it has begun a text
		a.goOn(*h.first)
		return
	}
	if u, ok := was.dialog.(*unsent); ok {
		draft = u.draft
	} else if draft == nil {
		draft = h.draft // since nothing has been done on purpose
	}
	h.free()
	on := h.on.draft()
	switch {
	case draft != nil && on != nil && draft.Slot == on.Slot:
		return // it is the same text
	case on != nil && h.on.dialog == nil && !on.written():
		return // letters begin a text there
	case was.draft() == draft && was.dialog == nil && draft != nil && draft.written():
		a.resume(draft)
		return
	}
	h.until = a.Env.Timer.now().Add(rest)
	if on == nil {
		h.draft = draft
	}
}

// resume goes on with a text over the screen.
func (a *App) resume(d *Draft) {
	a.dialogs = append(a.dialogs, &unsent{app: a, draft: d})
	a.hands.free()
	a.hands.on = a.focus()
}

// mostKept is how many characters the lines have together that somebody writes
// into a field that was taken away.
const mostKept = 4000

// goOn takes letters for the next text in the field that was taken away, on a
// line of its own if one is kept there.
func (a *App) goOn(keys ...tea.Msg) tea.Cmd {
	d := a.hands.draft
	a.resume(d)
	if d.written() {
		d.Input.Widen(mostKept)
		d.Input.SetValue(strings.TrimRight(d.Input.Value(), "\n") + "\n")
	}
	var cmds []tea.Cmd
	for _, key := range keys {
		cmds = append(cmds, d.Update(key))
	}
	return tea.Batch(cmds...)
}

// admit tells whether something that somebody does is meant for the screen as
// it is.
func (a *App) admit(msg tea.Msg) (cmd tea.Cmd, ok bool) {
	h, now := &a.hands, a.Env.Timer.now()
	key, isKey := msg.(tea.KeyPressMsg)
	if isKey {
		h.last, h.enter = now, key.Code == tea.KeyEnter
	}
	switch {
	case h.until.IsZero():
		return nil, true
	case isKey && key.String() == "ctrl+c", h.draft == nil && !now.Before(h.until):
		h.free()
		return nil, true
	case now.Before(h.until):
		return a.hold(msg, now)
	}
	return a.begin(msg)
}

// hold takes nothing but what is written in a text.
func (a *App) hold(msg tea.Msg, now time.Time) (cmd tea.Cmd, ok bool) {
	h := &a.hands
	switch {
	case edits(msg) && h.on.dialog == nil && h.on.draft() != nil:
		return nil, true
	case writes(msg) && h.draft != nil:
		return a.goOn(msg), false
	}
	switch msg.(type) {
	case tea.KeyPressMsg:
		h.until = now.Add(rest)
	case tea.MouseClickMsg:
	default:
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
		return a.Env.Timer.after(rest, firstMsg{h.which}), false
	case isKey && first != nil && key.String() == "backspace":
		h.first = nil
		return nil, false
	case writes(msg) && (!isKey || isText(*first, key)):
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
	return a.do(*first)
}

// do does what somebody has done, and puts up what it asks for.
func (a *App) do(msg tea.Msg) tea.Cmd { return tea.Batch(a.update(msg), a.Turn()) }

// AtRest does something when the hands at this terminal are still, or after
// leaveWithin. Until then the keys do nothing.
func (a *App) AtRest(then tea.Cmd) tea.Cmd {
	return a.onRest(restMsg{then, a.Env.Timer.now().Add(leaveWithin)})
}

func (a *App) onRest(msg restMsg) tea.Cmd {
	now := a.Env.Timer.now()
	still := a.hands.last.Add(rest).Sub(now)
	if still <= 0 || !now.Before(msg.by) {
		return msg.then
	}
	a.hands.free()
	a.hands.until = msg.by
	return a.Env.Timer.after(still, msg)
}

// writes tells whether a message puts letters into a text.
func writes(msg tea.Msg) bool {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		return msg.Text != ""
	case tea.PasteMsg:
		return true
	}
	return false
}

// edits tells whether a message changes a text, or where one writes in it.
func edits(msg tea.Msg) bool {
	key, _ := msg.(tea.KeyPressMsg)
	switch key.Code {
	case tea.KeyBackspace, tea.KeyDelete, tea.KeyLeft, tea.KeyRight, tea.KeyHome, tea.KeyEnd:
		return true
	}
	return writes(msg)
}

// isText tells whether two keys that come one after the other begin a text, such
// as "al", " u", "3 ", "EU" or "I'". The same key twice does not, nor does a
// capital with a figure, which choose a card and where it goes, nor what begins
// with a sign.
func isText(one, two tea.KeyPressMsg) bool {
	a, _ := utf8.DecodeRuneInString(one.Text)
	b, _ := utf8.DecodeRuneInString(two.Text)
	inWord := func(r rune) bool { return unicode.IsLetter(r) || unicode.IsDigit(r) || r == ' ' }
	return a != b && inWord(a) && (inWord(b) || strings.ContainsRune(",.:;!?'’-", b)) && !(unicode.IsUpper(a) && unicode.IsDigit(b))
}
