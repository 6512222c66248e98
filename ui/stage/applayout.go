package stage

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// Layout says what lies where now.
func (a *App) Layout() frame.Layout {
	if a.untouched.behind {
		return a.untouched.layout
	}
	a.Env.held = a.Env.Board()
	defer func() { a.Env.held = nil }()
	l := frame.Layout{W: a.w, H: a.h, Title: a.Env.Words.T("app.name"), Mouse: !a.mouseOff && a.usesMouse()}
	whole := frame.Rect{W: a.w, H: a.h}
	if a.w < MinW || a.h < MinH {
		l.Panes = []frame.Pane{a.Env.DrawContext().Pane(whole, tooSmallPicture{})}
		return l
	}
	rest := whole
	if a.Env.Room != nil {
		if health := a.Env.Room.Health(); health.Err != nil {
			var top frame.Rect
			top, rest = rest.SplitTop(1)
			l.Panes = append(l.Panes, banner(a.Env, top, health))
		}
	}
	area, foot := splitFooter(rest)
	shared := l.Panes == nil && a.share(&l, area, foot)
	if !shared {
		a.base = nil // it would hold all that came after it
		l.Panes = append(l.Panes, a.screen.Panes(area)...)
		l.Panes = append(l.Panes, footer(a.Env, foot, a.screen.Keys(), a.toast))
	}
	l.Cursor = a.screen.Cursor()
	for _, d := range a.dialogs {
		l.Panes = append(l.Panes, d.Pane(area))
		l.Cursor = d.Cursor()
	}
	if n := len(a.dialogs); n > 0 {
		l.Panes = append(l.Panes, footer(a.Env, foot, a.dialogs[n-1].Keys(), a.toast))
	}
	if a.untouched = (untouched{}); shared && len(a.dialogs) == 0 {
		a.untouched = untouched{layout: l, ready: true}
	}
	return l
}

// mouseFree is implemented by screens on which the mouse does nothing: it is left to the
// terminal, which selects text with it.
type mouseFree interface{ MouseFree() }

// usesMouse reports whether clicks do anything now.
func (a *App) usesMouse() bool {
	_, free := a.screen.(mouseFree)
	return !free || len(a.dialogs) > 0
}

// View is Layout for Bubble Tea's own renderer.
func (a *App) View() tea.View {
	l := a.Layout()
	v := tea.NewView(a.cache.Compose(l).Styled())
	v.AltScreen = true
	v.WindowTitle = l.Title
	if l.Mouse {
		v.MouseMode = tea.MouseModeCellMotion
	}
	if l.Cursor != nil {
		v.Cursor = tea.NewCursor(l.Cursor.X, l.Cursor.Y)
	}
	return v
}
