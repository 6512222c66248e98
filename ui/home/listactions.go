package home

import (
	"slices"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/export"
	"verkstad/ui/stage"
)

// listActions is what can be done in the list.
func (s *Screen) listActions() stage.Actions {
	sum := s.selected()
	none, nowhere := sum == nil, s.actions.Overview == nil
	open, review := []string{"enter", "o"}, []string{"r"}
	if sum != nil && !sum.Ended.IsZero() { // what is over is looked back on; leading it again takes another key
		open, review = []string{"o"}, []string{"enter", "r"}
	}
	archive, archived := "home.key.archive", "home.key.archived"
	if sum != nil && sum.Archived {
		archive = "home.key.unarchive"
	}
	if s.archived {
		archived = "home.key.noarchived"
	}
	overview := func(scope func() Scope) func() tea.Cmd {
		return func() tea.Cmd { return s.actions.Overview(scope()) }
	}
	return stage.Actions{
		{Word: "home.key.open", Shown: open[0], Keys: open, Off: none, Do: func() tea.Cmd { return s.open(sum.ID) }},
		{Word: "home.key.review", Shown: review[0], Keys: review, Off: none, Do: func() tea.Cmd { return s.actions.Review(sum.ID) }},
		{Word: "home.key.new", Shown: "n", Keys: []string{"n"}, Do: s.startForm},
		{Word: "home.key.export", Shown: "e", Keys: []string{"e"}, Off: none || s.actions.Export == nil, Do: func() tea.Cmd { return s.askExport(sum) }},
		{Word: "home.key.archive", Label: archive, Shown: "a", Keys: []string{"a"}, Off: none, Do: func() tea.Cmd { return s.askArchive(*sum) }},
		{Word: "home.key.archived", Label: archived, Shown: "A", Keys: []string{"A"}, Off: !s.archived && !s.hasArchived(), Do: s.turnArchived},
		{Word: "key.search", Shown: "/", Keys: []string{"/"}, Group: 1, Off: len(s.all) == 0, Do: s.startSearch},
		{Word: "home.key.all", Shown: "esc", Keys: []string{"esc"}, Group: 1, Off: s.find == "", Do: s.showAll},
		{Word: "home.key.series", Shown: "s", Keys: []string{"s"}, Group: 1, Off: none || sum.Series == "" || nowhere, Do: overview(func() Scope { return Scope{Node: sum.Node, Series: sum.Series} })},
		{Word: "home.key.node", Shown: "v", Keys: []string{"v"}, Group: 1, Off: none || nowhere, Do: overview(func() Scope { return Scope{Node: sum.Node} })},
		{Word: "home.key.region", Shown: "V", Keys: []string{"V"}, Group: 1, Off: len(s.all) == 0 || nowhere, Do: overview(func() Scope { return Scope{Region: true} })},
		{Word: "home.key.demo", Shown: "d", Keys: []string{"d"}, Group: 1, Do: s.showDemo},
	}
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
	switch {
	case s.form != nil:
		all := s.formActions()
		return stage.KeyMap{Short: all.Footer(e), Full: all.Groups(e)}
	case s.search != nil:
		return stage.KeyMap{Short: s.searchActions().Footer(e)}
	}
	all := s.listActions()
	if len(s.shown()) == 0 {
		start := all.Bindings(e, "home.key.new", "home.key.demo", "home.key.all", "home.key.archived")
		return stage.KeyMap{Short: append(slices.Clip(start), e.HelpKey(), e.Bind("key.quit", "q", "q")), Full: [][]key.Binding{start}}
	}
	first, second := "home.key.open", "home.key.review"
	if a, _ := all.Named(first); a.Shown != "enter" {
		first, second = second, first
	}
	short := all.Bindings(e, first, "home.key.new", second, "key.search", "home.key.export", "home.key.archive", "home.key.node")
	groups := all.Groups(e)
	return stage.KeyMap{Short: append(short, e.HelpKey()), Full: [][]key.Binding{groups[0], s.list.Actions(s.rows()).Groups(e)[0], groups[1]}}
}

func (s *Screen) onKey(msg tea.KeyPressMsg) tea.Cmd {
	switch {
	case s.form != nil:
		return s.onFormKey(msg)
	case s.search != nil:
		return s.onSearchKey(msg)
	}
	rows := s.rows()
	s.list.Follow(s.env, rows)
	cmd, _ := slices.Concat(s.list.Actions(rows), s.listActions()).OnKey(s.env, msg)
	return cmd
}

func (s *Screen) startForm() tea.Cmd {
	s.form = newForm(s.env, s.methods, s.all)
	return nil
}

// startSearch opens the search, with what was searched for before.
func (s *Screen) startSearch() tea.Cmd {
	s.search = stage.NewInput(s.env, stage.InputOptions{Limit: 80, Placeholder: s.env.Words.T("home.search.hint")})
	s.search.SetValue(s.find)
	return nil
}

func (s *Screen) showAll() tea.Cmd {
	s.find = ""
	return nil
}

// turnArchived shows archived workshops too, or hides them again.
func (s *Screen) turnArchived() tea.Cmd {
	s.archived = !s.archived
	s.settle()
	return nil
}

func (s *Screen) showDemo() tea.Cmd {
	return s.env.Ask(stage.NewSheet(s.env, s.env.Words.T("home.demo.title"), s.env.Words.T("home.demo.text")))
}

// askArchive asks before it hides a workshop from the list; one that is hidden is
// shown again at once.
func (s *Screen) askArchive(sum model.Summary) tea.Cmd {
	if sum.Archived {
		return s.archive(sum)
	}
	w := s.env.Words
	return s.env.Ask(stage.NewConfirm(s.env, w.T("home.archive.title"), w.T("home.archive.text", "Title", sum.Title), func() tea.Cmd { return s.archive(sum) }))
}

// searchActions end the writing of what is searched for, and move in what is found.
func (s *Screen) searchActions() stage.Actions {
	return append(stage.Actions{
		{Word: "home.key.found", Keys: []string{"enter"}, Footer: true, Do: func() tea.Cmd { s.search = nil; return nil }},
		{Word: "home.key.all", Keys: []string{"esc"}, Footer: true, Do: func() tea.Cmd {
			s.search, s.find = nil, ""
			s.settle()
			return nil
		}},
	}, s.list.Actions(s.rows())[:2].WhileTyping()...)
}

func (s *Screen) onSearchKey(msg tea.KeyPressMsg) tea.Cmd {
	if cmd, ok := s.searchActions().OnKey(s.env, msg); ok {
		return cmd
	}
	return s.write(msg)
}

func (s *Screen) askExport(sum *model.Summary) tea.Cmd {
	return export.Ask(s.env, sum.Code, func(f report.Format) (string, error) { return s.actions.Export(sum.ID, f) })
}
