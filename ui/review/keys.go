package review

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model/lineage"
	"verkstad/ui/export"
	"verkstad/ui/stage"
)

// keyMap is what keys do.
type keyMap struct {
	next, previous, number       key.Binding
	up, down, pageUp, pageDown   key.Binding
	back, on, phaseBack, phaseOn key.Binding
	first, last                  key.Binding
	play, faster, slower         key.Binding
	search, export, leave        key.Binding
	choose, follow, stepBack     key.Binding
}

func (s *Screen) keys() keyMap {
	e := s.env
	leave := "review.key.back"
	if s.find != "" {
		leave = "review.key.all"
	}
	play := "review.key.play"
	if s.player.on {
		play = "review.key.stop"
	}
	k := keyMap{
		next:      e.Bind("review.key.tab", "tab", "tab"),
		previous:  e.Bind("review.key.tabback", "shift+tab", "shift+tab"),
		number:    e.Bind("review.key.number", "1–7", "1", "2", "3", "4", "5", "6", "7"),
		up:        e.Bind("key.up", "↑", "up", "k"),
		down:      e.Bind("key.down", "↓", "down", "j"),
		pageUp:    e.Bind("key.pageup", "pgup", "pgup", "ctrl+b"),
		pageDown:  e.Bind("key.pagedown", "pgdn", "pgdown", "ctrl+f"),
		back:      e.Bind("review.key.stepback", "←", "left", "h"),
		on:        e.Bind("review.key.step", "→", "right", "l"),
		phaseBack: e.Bind("review.key.phaseback", "shift+←", "shift+left", "ctrl+left", "H"),
		phaseOn:   e.Bind("review.key.phase", "shift+→", "shift+right", "ctrl+right", "L"),
		first:     e.Bind("review.key.first", "home", "home", "g"),
		last:      e.Bind("review.key.last", "end", "end", "G"),
		play:      e.Bind(play, e.Words.T("keyname.space"), "space"),
		faster:    e.Bind("review.key.faster", "+", "+", "="),
		slower:    e.Bind("review.key.slower", "−", "-"),
		search:    e.Bind("key.search", "/", "/"),
		export:    e.Bind("review.key.export", "e", "e"),
		leave:     e.Bind(leave, "esc", "esc"),
	}
	k.choose, k.follow = e.Bind("review.key.choose", "enter", "enter"), e.Bind("review.key.follow", "enter", "enter")
	k.stepBack = e.Bind("review.key.threadback", "esc", "esc", "backspace")
	s.enable(&k)
	return k
}

// enable leaves the keys that do something now, and names what esc and enter do.
func (s *Screen) enable(k *keyMap) {
	e := s.env
	ready := s.history != nil
	for _, b := range []*key.Binding{&k.back, &k.phaseBack, &k.first} {
		b.SetEnabled(ready && s.pos > 0)
	}
	for _, b := range []*key.Binding{&k.on, &k.phaseOn, &k.last} {
		b.SetEnabled(ready && s.pos < s.history.Len())
	}
	k.search.SetEnabled(ready && s.tab != reportTab)
	k.export.SetEnabled(ready)
	k.play.SetEnabled(ready && s.history.Len() > 0)
	k.leave.SetEnabled(s.opts.Back != nil || s.find != "")
	chosen := ready && (s.following() || s.chosen() > 0)
	k.choose.SetEnabled(ready && !chosen && s.tab != reportTab)
	if s.tab == goalsTab && !s.following() {
		k.choose.SetHelp("enter", e.Words.T("review.key.scope"))
		k.choose.SetEnabled(s.inSeries())
	}
	k.follow.SetEnabled(chosen)
	k.stepBack.SetEnabled(ready && s.following())
	if s.goesOn() {
		k.leave.SetHelp("esc", e.Words.T("review.key.back"))
		k.stepBack.SetKeys("backspace")
		k.stepBack.SetHelp(e.Words.T("keyname.backspace"), e.Words.T("review.key.threadback"))
		return
	}
	if s.chosen() > 0 && !s.following() {
		k.leave.SetHelp("esc", e.Words.T("review.key.drop"))
		k.leave.SetEnabled(true)
	}
}

// Keys is what can be done now.
func (s *Screen) Keys() help.KeyMap {
	if s.search != nil {
		e := s.env
		return stage.KeyMap{Short: []key.Binding{
			e.Bind("review.key.found", "enter", "enter"), e.Bind("review.key.all", "esc", "esc"),
		}}
	}
	k := s.keys()
	if s.following() {
		short := []key.Binding{s.env.Bind("key.choose", "↑↓", "up", "down"), k.follow, k.stepBack}
		if s.goesOn() {
			short[2] = k.leave
		}
		return stage.KeyMap{Short: append(short, s.env.Bind("key.help", "?", "?")), Full: [][]key.Binding{{k.up, k.down, k.pageUp, k.pageDown}, {k.follow, k.stepBack, k.next, k.number}}}
	}
	tab := s.env.Bind("review.key.tabs", "tab", "tab")
	both := s.env.Bind("review.key.time", "←→", "left", "right")
	return stage.KeyMap{
		Short: []key.Binding{tab, k.choose, k.follow, both, k.leave, k.play, k.search, k.export, s.env.Bind("key.help", "?", "?")},
		Full: [][]key.Binding{
			{k.next, k.previous, k.number, k.up, k.down, k.pageUp, k.pageDown, k.choose, k.follow},
			{k.back, k.on, k.phaseBack, k.phaseOn, k.first, k.last},
			{k.play, k.faster, k.slower},
			{k.search, k.export, k.leave},
		},
	}
}

func (s *Screen) onKey(msg tea.KeyPressMsg) tea.Cmd {
	if s.search != nil {
		return s.onSearchKey(msg)
	}
	k := s.keys()
	if s.goesOn() && key.Matches(msg, k.leave) {
		return s.goBack() // whatever is chosen or searched for
	}
	if s.following() {
		return s.onTrailKey(msg, k)
	}
	if s.onTimeKey(msg, k) || s.onLookKey(msg, k) {
		return nil
	}
	switch {
	case key.Matches(msg, k.choose), key.Matches(msg, k.follow):
		return s.choose()
	case key.Matches(msg, k.play):
		return s.togglePlay()
	case key.Matches(msg, k.faster):
		return s.faster(1)
	case key.Matches(msg, k.slower):
		return s.faster(-1)
	case key.Matches(msg, k.search):
		s.startSearch()
	case msg.String() == "/" && s.tab == reportTab:
		return stage.Complain(s.env.Words.T("review.search.notreport"))
	case key.Matches(msg, k.export):
		return export.Ask(s.env, s.history.Final().Code, s.opts.Export)
	case key.Matches(msg, k.leave):
		return s.leave()
	}
	return nil
}

// onTrailKey walks on a thread. A tab leads away from it.
func (s *Screen) onTrailKey(msg tea.KeyPressMsg, k keyMap) tea.Cmd {
	page := max(1, s.places.content.H-1)
	switch {
	case key.Matches(msg, k.up):
		s.stepTo(-1)
	case key.Matches(msg, k.down):
		s.stepTo(1)
	case key.Matches(msg, k.pageUp):
		s.scrollBy(-page)
	case key.Matches(msg, k.pageDown):
		s.scrollBy(page)
	case key.Matches(msg, k.follow):
		return s.choose()
	case key.Matches(msg, k.stepBack):
		s.stepBack()
	case key.Matches(msg, k.next), key.Matches(msg, k.previous), key.Matches(msg, k.number):
		s.thread.way = nil
		s.onLookKey(msg, k)
	}
	return nil
}

// leave lets go of what is chosen, shows all again after a search, or goes back.
func (s *Screen) leave() tea.Cmd {
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

func (s *Screen) onSearchKey(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "enter":
		s.search = nil
		return nil
	case "esc":
		s.search, s.find = nil, ""
		return nil
	}
	return s.onSearchInput(msg)
}

// onTimeKey moves through the time. Whoever does so stops playback.
func (s *Screen) onTimeKey(msg tea.KeyPressMsg, k keyMap) bool {
	pos := s.pos
	switch {
	case key.Matches(msg, k.back):
		pos--
	case key.Matches(msg, k.on):
		pos++
	case key.Matches(msg, k.phaseBack):
		pos = s.history.PreviousPhase(pos)
	case key.Matches(msg, k.phaseOn):
		pos = s.history.NextPhase(pos)
	case key.Matches(msg, k.first):
		pos = 0
	case key.Matches(msg, k.last):
		pos = s.history.Len()
	default:
		return false
	}
	s.player.on = false
	s.seek(pos)
	return true
}

// onLookKey changes the tab or scrolls in it.
func (s *Screen) onLookKey(msg tea.KeyPressMsg, k keyMap) bool {
	page := max(1, s.places.content.H-1)
	switch {
	case key.Matches(msg, k.next):
		s.tab = (s.tab + 1) % tabs
	case key.Matches(msg, k.previous):
		s.tab = (s.tab + tabs - 1) % tabs
	case key.Matches(msg, k.number):
		s.tab = tab(msg.Code - '1')
	case key.Matches(msg, k.up):
		if !s.stepTo(-1) {
			s.scrollBy(-1)
		}
	case key.Matches(msg, k.down):
		if !s.stepTo(1) {
			s.scrollBy(1)
		}
	case key.Matches(msg, k.pageUp):
		s.scrollBy(-page)
	case key.Matches(msg, k.pageDown):
		s.scrollBy(page)
	default:
		return false
	}
	return true
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
