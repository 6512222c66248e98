package home

import (
	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/export"
	"verkstad/ui/stage"
)

// keyMap is what keys do in the list.
type keyMap struct {
	open, review, create, export, archive, archived key.Binding
	up, down, pageUp, pageDown, top, bottom         key.Binding
	search, demo, all, node, region, series         key.Binding
}

func (s *Screen) keys() keyMap {
	e := s.env
	archive, archived := "home.key.archive", "home.key.archived"
	sum := s.selected()
	if sum != nil && sum.Archived {
		archive = "home.key.unarchive"
	}
	if s.archived {
		archived = "home.key.noarchived"
	}
	k := keyMap{
		open:     e.Bind("home.key.open", "enter", "enter", "o"),
		review:   e.Bind("home.key.review", "r", "r"),
		create:   e.Bind("home.key.new", "n", "n"),
		export:   e.Bind("home.key.export", "e", "e"),
		archive:  e.Bind(archive, "a", "a"),
		archived: e.Bind(archived, "A", "A"),
		up:       e.Bind("key.up", "↑", "up", "k"),
		down:     e.Bind("key.down", "↓", "down", "j"),
		pageUp:   e.Bind("key.pageup", "pgup", "pgup"),
		pageDown: e.Bind("key.pagedown", "pgdn", "pgdown"),
		top:      e.Bind("key.top", "home", "home", "g"),
		bottom:   e.Bind("key.bottom", "end", "end", "G"),
		search:   e.Bind("key.search", "/", "/"),
		demo:     e.Bind("home.key.demo", "d", "d"),
		all:      e.Bind("home.key.all", "esc", "esc"),
		series:   e.Bind("home.key.series", "s", "s"),
		node:     e.Bind("home.key.node", "v", "v"),
		region:   e.Bind("home.key.region", "V", "V"),
	}
	if sum != nil && !sum.Ended.IsZero() { // what is over is looked back on; leading it again takes another key
		k.open, k.review = e.Bind("home.key.open", "o", "o"), e.Bind("home.key.review", "enter", "enter", "r")
	}
	for _, b := range []*key.Binding{&k.open, &k.review, &k.export, &k.archive} {
		b.SetEnabled(sum != nil)
	}
	if s.actions.Export == nil {
		k.export.SetEnabled(false)
	}
	some := len(s.all) > 0
	k.node.SetEnabled(sum != nil && s.actions.Overview != nil)
	k.series.SetEnabled(sum != nil && sum.Series != "" && s.actions.Overview != nil)
	k.region.SetEnabled(some && s.actions.Overview != nil)
	for _, b := range []*key.Binding{&k.up, &k.down, &k.pageUp, &k.pageDown, &k.top, &k.bottom, &k.search} {
		b.SetEnabled(some)
	}
	k.archived.SetEnabled(s.archived || s.hasArchived())
	k.all.SetEnabled(s.find != "")
	return k
}

func (s *Screen) hasArchived() bool {
	for _, sum := range s.all {
		if sum.Archived {
			return true
		}
	}
	return false
}

// Keys is what can be done now.
func (s *Screen) Keys() help.KeyMap {
	e := s.env
	ask := e.Bind("key.help", "?", "?")
	switch {
	case s.form != nil:
		return s.form.keys()
	case s.search != nil:
		return stage.KeyMap{Short: []key.Binding{e.Bind("home.key.found", "enter", "enter"), e.Bind("home.key.all", "esc", "esc")}}
	}
	k := s.keys()
	if len(s.shown()) == 0 {
		return stage.KeyMap{
			Short: []key.Binding{k.create, k.demo, k.all, k.archived, ask, e.Bind("key.quit", "q", "q")},
			Full:  [][]key.Binding{{k.create, k.demo, k.all, k.archived}},
		}
	}
	first, second := k.open, k.review
	if first.Help().Key != "enter" {
		first, second = second, first
	}
	return stage.KeyMap{
		Short: []key.Binding{first, k.create, second, k.search, k.export, k.archive, k.node, ask},
		Full: [][]key.Binding{
			{k.open, k.review, k.create, k.export, k.archive, k.archived},
			{k.up, k.down, k.pageUp, k.pageDown, k.top, k.bottom},
			{k.search, k.all, k.series, k.node, k.region, k.demo},
		},
	}
}

func (s *Screen) onKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.form != nil:
		return s.onFormKey(msg)
	case s.search != nil:
		return s.onSearchKey(msg)
	}
	if s.list.Update(s.env, msg, s.rows()) != stage.ListIgnored {
		return nil
	}
	k, sum := s.keys(), s.selected()
	switch {
	case key.Matches(msg, k.create):
		s.form = newForm(s.env, s.methods, s.all)
	case key.Matches(msg, k.search):
		s.search = stage.NewInput(s.env, stage.InputOptions{Limit: 80, Placeholder: s.env.Words.T("home.search.hint")})
		s.search.SetValue(s.find)
	case key.Matches(msg, k.all):
		s.find = ""
	case key.Matches(msg, k.archived):
		s.archived = !s.archived
		s.settle()
	case key.Matches(msg, k.demo):
		return s.env.Ask(stage.NewSheet(s.env, s.env.Words.T("home.demo.title"), s.env.Words.T("home.demo.text")))
	case key.Matches(msg, k.series):
		return s.actions.Overview(Scope{Node: sum.Node, Series: sum.Series})
	case key.Matches(msg, k.node):
		return s.actions.Overview(Scope{Node: sum.Node})
	case key.Matches(msg, k.region):
		return s.actions.Overview(Scope{Region: true})
	case key.Matches(msg, k.open):
		return s.open(sum.ID)
	case key.Matches(msg, k.review):
		return s.actions.Review(sum.ID)
	case key.Matches(msg, k.export):
		return s.askExport(sum)
	case key.Matches(msg, k.archive):
		if sum.Archived {
			return s.archive(*sum)
		}
		w := s.env.Words
		return s.env.Ask(stage.NewConfirm(s.env, w.T("home.archive.title"), w.T("home.archive.text", "Title", sum.Title), func() tea.Cmd { return s.archive(*sum) }))
	}
	return nil
}

func (s *Screen) onSearchKey(msg tea.KeyPressMsg) tea.Cmd {
	switch msg.String() {
	case "enter":
		s.search = nil
		return nil
	case "esc":
		s.search, s.find = nil, ""
		s.settle()
		return nil
	case "up", "down":
		s.list.Update(s.env, msg, s.rows())
		return nil
	}
	return s.write(msg)
}

func (s *Screen) askExport(sum *model.Summary) tea.Cmd {
	return export.Ask(s.env, sum.Code, func(f report.Format) (string, error) { return s.actions.Export(sum.ID, f) })
}
