package stage

import (
	"time"

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
//   - a new screen takes no key and no click for half a second, and not while
//     keys go on coming. Only letters go into its text field at once, if that is
//     where it begins, and enter after letters that all came since;
//   - after an empty field, letters that come one after the other are the next
//     text and open the dialog, for as long as somebody may not have looked up
//     (see unnoticed); the first letter alone counts as a command after half a
//     second, and any other key or a click at once. So it is, too, when enter has
//     sent a text and its field is gone;
//   - no text loses its head: letters that were typed just before the field
//     came, and read as the beginning of a text, stand before what follows;
//   - whoever takes longer from one letter to the next is given longer.

// rest is how long hands are still before what they do is meant for the screen
// as it is. For whoever types slowly it is half as long again as they take
// between two letters, and at most longRest.
const (
	rest     = 500 * time.Millisecond
	longRest = 1500 * time.Millisecond
)

// unnoticed is how long somebody may look at the keys, or think, before they begin a
// text in a field that is not there any more. Whoever has not begun by then has seen
// what has come instead: quick keys are commands there, such as n and the name of a
// cluster, or b and a ticket, and must not end as a text in the old field.
const unnoticed = 10 * time.Second

// leaveWithin bounds how long somebody who goes on typing puts off the end of
// their session.
const leaveWithin = 5 * time.Second

// Timer tells when keys come, and sends messages later. What is nil is the
// system's; tests have their own.
type Timer struct {
	Now   Clock
	After func(d time.Duration, msg tea.Msg) tea.Cmd

	done <-chan struct{} // closed with the app: what is waited for then does not come
}

func (t Timer) now() time.Time {
	if t.Now != nil {
		return t.Now()
	}
	return time.Now()
}

// Time is what the timer's clock says.
func (t Timer) Time() time.Time { return t.now() }

// Later gives a message when the time has passed.
func (t Timer) Later(d time.Duration, msg tea.Msg) tea.Cmd { return t.after(d, msg) }

func (t Timer) after(d time.Duration, msg tea.Msg) tea.Cmd {
	if t.After != nil {
		return t.After(d, msg)
	}
	return func() tea.Msg {
		timer := time.NewTimer(d)
		defer timer.Stop()
		select {
		case <-timer.C:
			return msg
		case <-t.done:
			return nil
		}
	}
}

// focus is what the keys go to: a dialog, or something on the screen.
type focus struct {
	screen Screen
	at     any  // of the screen
	typing bool // letters go into a text there
	dialog Dialog
}

func (f focus) draft() *Draft {
	d, _ := f.at.(*Draft)
	return d
}

// hands is what is known of the hands at one terminal.
type hands struct {
	on    focus             // what the keys went to last,
	by    *model.Board      // by that board; nil for none
	last  time.Time         // when the last key came
	enter bool              // it was enter
	text  bool              // it was a letter of a text
	until time.Time         // nothing is taken before that; the zero time if everything is
	draft *Draft            // the text that letters may still be meant for; nil if none
	under bool              // the screen has become another under a dialog
	first *tea.KeyPressMsg  // the first letter since, which may begin a text or be a command
	which int               // which first letter is waited for
	loose []tea.KeyPressMsg // letters that have come one after the other and gone into no text
	begun bool              // letters have gone into the field of the new screen,
	kept  bool              // in which a text was kept already
	gap   time.Duration     // how long the person takes from one letter to the next
}

// free takes everything as it comes from now on.
func (h *hands) free() {
	h.until, h.draft, h.first, h.begun, h.kept = time.Time{}, nil, nil, false, false
}

// rest is how long these hands are still between two things.
func (h *hands) rest() time.Duration { return max(rest, min(h.gap*3/2, longRest)) }

// learn takes note of how long it took from one letter of a text to the next,
// unless that was a pause.
func (h *hands) learn(gap time.Duration) {
	if gap < longRest*2/3 {
		h.gap = max(gap, h.gap*7/8)
	}
}

// mostLoose is how many letters are kept that have gone into no text.
const mostLoose = 200

// take notes a key for what may follow on it.
func (h *hands) take(key tea.KeyPressMsg, now time.Time) {
	gap, inText, follows := now.Sub(h.last), h.on.typing || h.on.dialog != nil, h.text
	h.last, h.enter, h.text = now, key.Code == tea.KeyEnter, inText && writes(key)
	if gap > h.rest() || !inText && (!writes(key) || len(h.loose) == mostLoose) {
		h.loose = nil
	}
	switch {
	case follows && h.text:
		h.learn(gap)
	case writes(key) && !inText:
		h.loose = append(h.loose, key)
	}
}

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
	f := focus{screen: a.screen, at: a.screen.Focus(), typing: a.screen.Typing()}
	if n := len(a.dialogs); n > 0 {
		f.dialog = a.dialogs[n-1]
	}
	return f
}

// field reports whether letters go into a text on the screen.
func (f focus) field() bool { return f.typing && f.dialog == nil }

// announce is what the group does now.
func (a *App) announce() string {
	if said := a.screen.Announce(); said != "" {
		return said
	}
	if ph := a.Env.Board().Phase(); ph != nil {
		return a.Env.Words.T("app.now", "Phase", a.Env.PhaseTitle(ph))
	}
	return a.Env.Board().Title
}

// isInput reports whether a message is what somebody does at the terminal.
func isInput(msg tea.Msg) bool {
	switch msg.(type) {
	case tea.KeyMsg, tea.MouseMsg, tea.PasteMsg:
		return true
	}
	return false
}

// isOwn reports whether a change that comes with a message is what the person has
// asked for: their way in, and what a facilitator does.
func (a *App) isOwn(msg tea.Msg) bool {
	leads := a.Env.Me.Role == model.Facilitator && a.screen == a.hands.on.screen
	switch msg := msg.(type) {
	case answerMsg:
		_, join := msg.done.Command.(model.JoinPerson)
		return join || leads
	case WakeMsg, awaitMsg:
		return leads && a.Env.Orders() > 0
	case firstMsg:
		return true
	}
	return a.screen != a.hands.on.screen || a.shownBoard() == a.hands.by || leads && a.Env.Orders() > 0
}

// shownBoard is the board that is shown; nil where no workshop is open.
func (a *App) shownBoard() *model.Board {
	if a.Env.Room == nil {
		return nil
	}
	return a.Env.Board()
}

// settle takes note of what the keys go to from now on, and guards it if others
// have changed that.
func (a *App) settle(own bool) tea.Cmd {
	h := &a.hands
	was, now := h.on, a.focus()
	h.on, h.by = now, a.shownBoard()
	if was == now {
		return nil
	}
	left, _ := was.dialog.(*unsent)
	if own {
		h.loose = nil
	}
	switch {
	case own && was.dialog != nil && now.dialog == nil:
		guards := left != nil || h.under
		if h.under = false; guards {
			return a.guard(was)
		}
		return nil
	case own && was.draft() != nil && now.at != nil && now.draft() == nil && now.dialog == nil && h.enter:
		h.until, h.draft = a.Env.Timer.now(), was.draft() // it is sent: letters that follow are the next
		return nil
	case own:
		return nil
	case now.dialog != nil && was.dialog == now.dialog:
		return a.changedUnder(now)
	}
	return a.guard(was)
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
	said := a.show(ToastMsg{Text: a.announce()})
	switch d := now.dialog.(type) {
	case *Prompt:
		d.moved = true
	case *GoalPicker: // what was ticked is taken
		a.dialogs = a.dialogs[:len(a.dialogs)-1]
		taken := d.submit(d.chosen)
		a.hands.on, a.hands.under = a.focus(), false
		return tea.Batch(said, taken, a.guard(now), a.Env.orders.start())
	}
	return said
}

// guard keeps what the keys went to from what they go to now.
func (a *App) guard(was focus) tea.Cmd {
	h, draft, first := &a.hands, was.draft(), a.hands.first
	if first != nil && !h.on.field() { // it has begun a text
		return a.goOn(*first)
	}
	if u, ok := was.dialog.(*unsent); ok {
		draft = u.draft
	} else if draft == nil {
		draft = h.draft // since nothing has been done on purpose
	}
	h.free()
	on := h.on.draft()
	switch {
	case first != nil:
		h.loose = nil
		return a.do(*first) // it has begun a text, and this is a field
	case draft != nil && on != nil && draft.Slot == on.Slot:
		return nil // it is the same text
	case was.draft() == draft && was.dialog == nil && draft != nil && draft.written():
		a.resume(draft)
		return nil
	}
	h.until = a.Env.Timer.now().Add(h.rest())
	h.kept = on != nil && on.written()
	if !h.on.field() {
		h.draft = draft
	}
	return nil
}

// resume goes on with a text over the screen.
func (a *App) resume(d *Draft) {
	a.dialogs = append(a.dialogs, &unsent{app: a, draft: d})
	a.hands.free()
	a.hands.loose = nil
	a.hands.on = a.focus()
}

// goOn takes letters for the next text in the field that was taken away, on a
// line of its own if one is kept there.
func (a *App) goOn(keys ...tea.Msg) tea.Cmd {
	d := a.hands.draft
	a.resume(d)
	d.newLine()
	var cmds []tea.Cmd
	for _, key := range keys {
		cmds = append(cmds, d.Update(key))
	}
	return tea.Batch(cmds...)
}

// AtRest does something when the hands at this terminal are still, or after
// leaveWithin. Until then the keys do nothing.
func (a *App) AtRest(then tea.Cmd) tea.Cmd {
	return a.onRest(restMsg{then, a.Env.Timer.now().Add(leaveWithin)})
}

func (a *App) onRest(msg restMsg) tea.Cmd {
	now := a.Env.Timer.now()
	still := a.hands.last.Add(a.hands.rest()).Sub(now)
	if still <= 0 || !now.Before(msg.by) {
		return msg.then
	}
	a.hands.free()
	a.hands.until = msg.by
	return a.Env.Timer.after(still, msg)
}
