package stage

import (
	"time"

	tea "charm.land/bubbletea/v2"
)

// Others move cards, ideas and people on a screen while somebody aims at one of
// them. So what is done at a place, by a click, a letter or a number, counts
// only if the same thing has lain there for half a second: a screen tells
// [Lately] what it shows, and asks [Steady] before it acts. What hangs on a
// choice in a list, which follows its item, asks [Moved].

// Lately is what was shown at a terminal in the last half second, and what is
// shown now, which it knows by a key. The zero Lately has shown nothing.
type Lately[K comparable, T any] struct{ shown []shownAt[K, T] }

type shownAt[K comparable, T any] struct {
	key   K
	what  T
	since time.Time
}

// mostShown bounds what is remembered of half a second.
const mostShown = 64

// Show says what is shown from now on.
func (l *Lately[K, T]) Show(e *Env, key K, what T) {
	n := len(l.shown)
	if n > 0 && l.shown[n-1].key == key {
		return
	}
	now := e.shownNow()
	from := 0
	for from < n-1 && now.Sub(l.shown[from+1].since) >= rest {
		from++
	}
	kept := append(l.shown[:0], l.shown[from:]...)
	if len(kept) == mostShown {
		kept = append(kept[:1], kept[2:]...)
	}
	clear(l.shown[len(kept):])
	l.shown = append(kept, shownAt[K, T]{key, what, now})
}

// Forget takes what is shown next for what was there all the time: the person
// has turned to it themselves.
func (l *Lately[K, T]) Forget() { l.shown = nil }

// Steady reports whether what of finds has been the same for half a second.
func Steady[K comparable, T any, R comparable](e *Env, l *Lately[K, T], of func(T) R) bool {
	last := len(l.shown) - 1
	if last < 1 {
		return true
	}
	now, is := e.Timer.now(), of(l.shown[last].what)
	for i := last - 1; i >= 0 && now.Sub(l.shown[i+1].since) < rest; i-- {
		if of(l.shown[i].what) != is {
			return false
		}
	}
	return true
}

// Moved is when others last moved a choice to another thing than was chosen.
type Moved struct{ at time.Time }

// Now says that they just have.
func (m *Moved) Now(e *Env) { m.at = e.shownNow() }

// Clear says that the person has chosen anew.
func (m *Moved) Clear() { m.at = time.Time{} }

// Lately reports whether that was in the last half second.
func (m *Moved) Lately(e *Env) bool { return !m.at.IsZero() && e.Timer.now().Sub(m.at) < rest }

// SayMoved says that nothing was done since another thing lies there now.
func (e *Env) SayMoved() tea.Cmd {
	text := e.Words.T("app.moved")
	return func() tea.Msg { return ToastMsg{Text: text, Quiet: true} }
}

// shownNow is when what is being laid out is shown.
func (e *Env) shownNow() time.Time {
	if !e.passing.IsZero() {
		return e.passing
	}
	return e.Timer.now()
}

// passed is a common picture that was shown while the screen was not asked.
type passed struct {
	layout SharedLayout
	since  time.Time
}

// passOn gives the screen the pictures of the last half second that it was not asked
// for.
func (a *App) passOn() {
	for _, shown := range a.passed {
		a.Env.passing = shown.since
		a.screen.Pass(shown.layout)
	}
	a.Env.passing = time.Time{}
	a.passed = nil
}

// pass notes a picture that the terminal goes on to.
func (a *App) pass(layout SharedLayout) {
	now, from := a.Env.Timer.now(), 0
	for from < len(a.passed)-1 && now.Sub(a.passed[from+1].since) >= rest {
		from++
	}
	kept := append(a.passed[:0], a.passed[from:]...)
	if len(kept) == mostShown {
		kept = append(kept[:1], kept[2:]...)
	}
	clear(a.passed[len(kept):])
	a.passed = append(kept, passed{layout, now})
}
