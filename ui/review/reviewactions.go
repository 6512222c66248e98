package review

import (
	"slices"
	"strconv"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model/lineage"
	"verkstad/ui/export"
	"verkstad/ui/stage"
)

// actions is what can be done now.
func (s *Screen) actions() stage.Actions {
	if s.following() {
		return s.trailActions()
	}
	return slices.Concat(s.tabActions(), s.timeActions(), s.playActions(), s.restActions())
}

// tabActions go from tab to tab, and move in the one that is shown.
func (s *Screen) tabActions() stage.Actions {
	page, ready := max(1, s.places.content.H-1), s.history != nil
	chosen := ready && s.chosen() > 0
	choose, off := "review.key.choose", !ready || chosen || s.tab == reportTab
	if s.tab == goalsTab {
		choose, off = "review.key.scope", !s.inSeries()
	}
	return append(s.turnActions(0),
		stage.Action{Word: "key.up", Shown: "↑", Keys: []string{"up", "k"}, Do: s.moving(-1)},
		stage.Action{Word: "key.down", Shown: "↓", Keys: []string{"down", "j"}, Do: s.moving(1)},
		stage.Action{Word: "key.pageup", Shown: "pgup", Keys: []string{"pgup", "ctrl+b"}, Do: s.scrolling(-page)},
		stage.Action{Word: "key.pagedown", Shown: "pgdn", Keys: []string{"pgdown", "ctrl+f"}, Do: s.scrolling(page)},
		stage.Action{Word: "review.key.choose", Label: choose, Shown: "enter", Keys: []string{"enter"}, Off: off, Do: s.choose},
		stage.Action{Word: "review.key.follow", Shown: "enter", Keys: []string{"enter"}, Off: !chosen, Do: s.choose},
	)
}

// turnActions go from tab to tab, and leave a thread for it.
func (s *Screen) turnActions(group int) stage.Actions {
	show := func(to tab) func() tea.Cmd {
		return func() tea.Cmd {
			s.tab, s.thread.way = to, nil
			return nil
		}
	}
	all := stage.Actions{
		{Word: "review.key.tab", Shown: "tab", Keys: []string{"tab"}, Group: group, Do: show((s.tab + 1) % tabs)},
		{Word: "review.key.tabback", Shown: "shift+tab", Keys: []string{"shift+tab"}, Group: group, Do: show((s.tab + tabs - 1) % tabs)},
	}
	for i := range tabs {
		a := stage.Action{Word: "review.key.number", Hidden: i > 0, Keys: []string{strconv.Itoa(int(i) + 1)}, Group: group, Do: show(i)}
		if i == 0 {
			a.Shown = "1–7"
		}
		all = append(all, a)
	}
	return all
}

// moving goes to the next item, or the one before; where nothing is chosen it scrolls.
func (s *Screen) moving(by int) func() tea.Cmd {
	return func() tea.Cmd {
		if !s.stepTo(by) {
			s.scrollBy(by)
		}
		return nil
	}
}

func (s *Screen) scrolling(by int) func() tea.Cmd {
	return func() tea.Cmd {
		s.scrollBy(by)
		return nil
	}
}

// timeActions move through the time, which stops playback.
func (s *Screen) timeActions() stage.Actions {
	begun, more := s.history != nil && s.pos > 0, s.history != nil && s.pos < s.history.Len()
	seek := func(to func() int) func() tea.Cmd {
		return func() tea.Cmd {
			s.player.on = false
			s.seek(to())
			return nil
		}
	}
	return stage.Actions{
		{Word: "review.key.stepback", Shown: "←", Keys: []string{"left", "h"}, Group: 1, Off: !begun, Do: seek(func() int { return s.pos - 1 })},
		{Word: "review.key.step", Shown: "→", Keys: []string{"right", "l"}, Group: 1, Off: !more, Do: seek(func() int { return s.pos + 1 })},
		{Word: "review.key.phaseback", Shown: "shift+←", Keys: []string{"shift+left", "ctrl+left", "H"}, Group: 1, Off: !begun, Do: seek(func() int { return s.history.previousPhase(s.pos) })},
		{Word: "review.key.phase", Shown: "shift+→", Keys: []string{"shift+right", "ctrl+right", "L"}, Group: 1, Off: !more, Do: seek(func() int { return s.history.nextPhase(s.pos) })},
		{Word: "review.key.first", Shown: "home", Keys: []string{"home", "g"}, Group: 1, Off: !begun, Do: seek(func() int { return 0 })},
		{Word: "review.key.last", Shown: "end", Keys: []string{"end", "G"}, Group: 1, Off: !more, Do: seek(func() int { return s.history.Len() })},
	}
}

// playActions have the time go by itself.
func (s *Screen) playActions() stage.Actions {
	play := "review.key.play"
	if s.player.on {
		play = "review.key.stop"
	}
	still := s.history == nil || s.history.Len() == 0
	return stage.Actions{
		{Word: "review.key.play", Label: play, Shown: s.env.Words.T("keyname.space"), Keys: []string{"space"}, Group: 2, Off: still, Do: s.togglePlay},
		{Word: "review.key.faster", Shown: "+", Keys: []string{"+", "="}, Group: 2, Do: func() tea.Cmd { return s.faster(1) }},
		{Word: "review.key.slower", Shown: "−", Keys: []string{"-"}, Group: 2, Do: func() tea.Cmd { return s.faster(-1) }},
	}
}

// restActions search, export and leave.
func (s *Screen) restActions() stage.Actions {
	ready, why := s.history != nil, ""
	if s.tab == reportTab {
		why = "review.search.notreport"
	}
	back := "review.key.back"
	switch {
	case s.goesOn():
	case s.chosen() > 0:
		back = "review.key.drop"
	case s.find != "":
		back = "review.key.all"
	}
	return stage.Actions{
		{Word: "key.search", Shown: "/", Keys: []string{"/"}, Group: 3, Off: !ready, Why: why, Do: s.startSearch},
		{Word: "review.key.export", Shown: "e", Keys: []string{"e"}, Group: 3, Off: !ready, Do: func() tea.Cmd {
			return export.Ask(s.env, s.history.Final().Code, s.opts.Export)
		}},
		{Word: "review.key.back", Label: back, Shown: "esc", Keys: []string{"esc"}, Group: 3, Off: s.opts.Back == nil && back == "review.key.back", Do: s.leave},
	}
}

// trailActions walk on a thread. A tab leads away from it. Where the workshop goes
// on, esc leads back there from everywhere.
func (s *Screen) trailActions() stage.Actions {
	page := max(1, s.places.content.H-1)
	step := func(by int) func() tea.Cmd {
		return func() tea.Cmd {
			s.stepTo(by)
			return nil
		}
	}
	all := stage.Actions{
		{Word: "key.up", Shown: "↑", Keys: []string{"up", "k"}, Do: step(-1)},
		{Word: "key.down", Shown: "↓", Keys: []string{"down", "j"}, Do: step(1)},
		{Word: "key.pageup", Shown: "pgup", Keys: []string{"pgup", "ctrl+b"}, Do: s.scrolling(-page)},
		{Word: "key.pagedown", Shown: "pgdn", Keys: []string{"pgdown", "ctrl+f"}, Do: s.scrolling(page)},
		{Word: "review.key.follow", Shown: "enter", Keys: []string{"enter"}, Group: 1, Do: s.choose},
	}
	back := stage.Action{Word: "review.key.threadback", Shown: "esc", Keys: []string{"esc", "backspace"}, Group: 1, Do: s.stepBack}
	if s.goesOn() {
		back.Shown, back.Keys = s.env.Words.T("keyname.backspace"), []string{"backspace"}
		all = append(all, stage.Action{Word: "review.key.back", Shown: "esc", Keys: []string{"esc"}, Group: 1, Do: s.goBack})
	}
	return slices.Concat(append(all, back), s.turnActions(1))
}

// Keys is what can be done now.
func (s *Screen) Keys() help.KeyMap {
	e := s.env
	if s.search != nil {
		return stage.KeyMap{Short: s.searchActions().Footer(e)}
	}
	all := s.actions()
	if s.following() {
		last := "review.key.threadback"
		if s.goesOn() {
			last = "review.key.back"
		}
		short := slices.Concat([]key.Binding{e.Bind("key.choose", "↑↓", "up", "down")}, all.Bindings(e, "review.key.follow", last), []key.Binding{e.HelpKey()})
		return stage.KeyMap{Short: short, Full: all.Groups(e)}
	}
	short := slices.Concat(
		[]key.Binding{e.Bind("review.key.tabs", "tab", "tab")}, all.Bindings(e, "review.key.choose", "review.key.follow"),
		[]key.Binding{e.Bind("review.key.time", "←→", "left", "right")},
		all.Bindings(e, "review.key.back", "review.key.play", "key.search", "review.key.export"), []key.Binding{e.HelpKey()})
	return stage.KeyMap{Short: short, Full: all.Groups(e)}
}

func (s *Screen) onKey(msg tea.KeyPressMsg) tea.Cmd {
	if s.search != nil {
		return s.onSearchKey(msg)
	}
	cmd, _ := s.actions().OnKey(s.env, msg)
	return cmd
}

// leave lets go of what is chosen, shows all again after a search, or goes back.
func (s *Screen) leave() tea.Cmd {
	if s.goesOn() { // whatever is chosen or searched for
		return s.goBack()
	}
	if s.chosen() > 0 {
		s.thread.sel = lineage.Place{}
		return nil
	}
	if s.find != "" {
		s.find = ""
		return nil
	}
	return s.goBack()
}

// goBack leads to where the review was opened.
func (s *Screen) goBack() tea.Cmd {
	s.player.on = false
	return s.opts.Back()
}

// searchActions end the writing of what is searched for.
func (s *Screen) searchActions() stage.Actions {
	return stage.Actions{
		{Word: "review.key.found", Keys: []string{"enter"}, Footer: true, Do: func() tea.Cmd { s.search = nil; return nil }},
		{Word: "review.key.all", Keys: []string{"esc"}, Footer: true, Do: func() tea.Cmd { s.search, s.find = nil, ""; return nil }},
	}
}

func (s *Screen) onSearchKey(msg tea.KeyPressMsg) tea.Cmd {
	if cmd, ok := s.searchActions().OnKey(s.env, msg); ok {
		return cmd
	}
	return s.onSearchInput(msg)
}

func (s *Screen) scrollBy(n int) {
	if s.following() {
		s.thread.top = max(0, min(s.thread.top+n, s.places.most))
		return
	}
	s.scroll[s.tab] = max(0, min(s.scroll[s.tab]+n, s.places.most))
}

func (s *Screen) onWheel(msg tea.MouseWheelMsg) tea.Cmd {
	n := 3
	if msg.Button == tea.MouseWheelUp {
		n = -3
	}
	s.scrollBy(n)
	return nil
}

func (s *Screen) onClick(msg tea.MouseClickMsg) tea.Cmd {
	if s.history == nil || msg.Button != tea.MouseLeft {
		return nil
	}
	for t, r := range s.places.tabs {
		if r.Contains(msg.X, msg.Y) {
			s.tab, s.thread.way = tab(t), nil
		}
	}
	switch {
	case s.places.slider.Contains(msg.X, msg.Y):
		s.player.on, s.places.dragging = false, true
		s.seek(s.places.position(msg.X, s.history))
	case s.places.player.Contains(msg.X, msg.Y):
		return s.togglePlay()
	default:
		return s.clickItem(msg.X, msg.Y)
	}
	return nil
}
