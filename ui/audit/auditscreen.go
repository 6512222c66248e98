package audit

import (
	"slices"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/audit"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// batch is how many entries are asked for at a time.
const batch = 200

// Screen is the list of who did what, newest first. It reads the log beside the
// program, a piece at a time as one scrolls, and shows it as it was when the
// reading began.
type Screen struct {
	stage.Unshared
	env    *stage.Env
	back   stage.Screen
	filter audit.Filter

	board   *model.Board // as it was when the reading began
	reader  *audit.Reader
	reading int // which reading counts
	busy    bool
	over    bool // all has been read
	failed  error
	entries []audit.Entry

	list stage.List[int]
}

// New makes the audit of the workshop in env.Room; esc goes back.
func New(env *stage.Env, back stage.Screen) *Screen { return &Screen{env: env, back: back} }

// readMsg is a piece of the audit.
type readMsg struct {
	reading int
	entries []audit.Entry
	err     error
}

// filterMsg asks for another filter.
type filterMsg struct{ filter audit.Filter }

// begin reads from the newest entry on.
func (s *Screen) begin() tea.Cmd {
	s.reading++
	s.board = s.env.Board()
	s.reader = audit.NewReader(s.board, s.env.Room.Page, s.filter)
	s.entries, s.busy, s.over, s.failed = nil, false, false, nil
	s.list.SelectRow(0)
	return s.more()
}

// more reads the next piece, if there is one and none is being read.
func (s *Screen) more() tea.Cmd {
	if s.busy || s.over {
		return nil
	}
	s.busy = true
	reader, reading := s.reader, s.reading
	return func() tea.Msg {
		entries, err := reader.Next(batch)
		return readMsg{reading, entries, err}
	}
}

// Update reads, moves and filters.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.WakeMsg:
		return s.back.Update(msg)
	case tea.WindowSizeMsg:
		if s.reading == 0 {
			return tea.Batch(s.begin(), s.back.Update(msg))
		}
		return s.back.Update(msg)
	case readMsg:
		s.onRead(msg)
	case filterMsg:
		s.filter = msg.filter
		return s.begin()
	}
	switch s.list.Update(s.env, msg, s.rows()) {
	case stage.ListMoved:
		return s.moreAhead()
	case stage.ListClicked:
		return s.read()
	case stage.ListRefused:
		return s.env.SayMoved()
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		cmd, _ := slices.Concat(s.moveActions(), s.actions()).OnKey(s.env, k)
		return cmd
	}
	return nil
}

// moveActions are to move in the list, which reads on as its end comes near.
func (s *Screen) moveActions() stage.Actions {
	all := s.list.Actions(s.rows())
	for i := range all {
		move := all[i].Do
		all[i].Do = func() tea.Cmd { move(); return s.moreAhead() }
		if all[i].Word == "key.pagedown" {
			all[i].Keys = append(all[i].Keys, "space")
		}
	}
	return all
}

// rows is the entries that have been read. They are told apart by their place: older
// ones come after them.
func (s *Screen) rows() stage.ListRows[int] {
	return stage.ListRows[int]{N: len(s.entries), ID: func(i int) int { return i }}
}

func (s *Screen) onRead(msg readMsg) {
	if msg.reading != s.reading {
		return
	}
	s.busy, s.failed = false, msg.err
	s.entries = append(s.entries, msg.entries...)
	s.over = len(msg.entries) < batch || msg.err != nil
}

// actions is what can be done.
func (s *Screen) actions() stage.Actions {
	back, none := "key.back", audit.Filter{}
	if s.filter != none {
		back = "audit.all"
	}
	return stage.Actions{
		{Word: "key.open", Shown: "enter", Keys: []string{"enter"}, Off: len(s.entries) == 0, Do: s.read},
		{Word: "audit.person-pick", Shown: "p", Keys: []string{"p"}, Do: s.pickPerson},
		{Word: "audit.kind-pick", Shown: "s", Keys: []string{"s"}, Do: s.pickKind},
		{Word: "audit.again", Shown: "r", Keys: []string{"r"}, Group: 1, Do: s.begin},
		{Word: "key.back", Label: back, Shown: "esc", Keys: []string{"esc"}, Group: 1, Do: s.leave},
		{Word: "key.back", Hidden: true, Keys: []string{"A"}, Group: 1, Do: func() tea.Cmd { return s.env.Show(s.back) }},
	}
}

// leave shows all again, or goes back if it does.
func (s *Screen) leave() tea.Cmd {
	if s.filter != (audit.Filter{}) {
		s.filter = audit.Filter{}
		return s.begin()
	}
	return s.env.Show(s.back)
}

// moreAhead reads on when the end of what was read comes near.
func (s *Screen) moreAhead() tea.Cmd {
	if s.list.At()+2*max(1, s.list.Rect().H) >= len(s.entries) {
		return s.more()
	}
	return nil
}

// read shows one entry whole, and what else can be looked at from it.
func (s *Screen) read() tea.Cmd {
	if s.list.At() >= len(s.entries) {
		return nil
	}
	w, e := s.env.Words, s.entries[s.list.At()]
	line := Say(s.board, w, e)
	choices := []stage.Choice{s.choice(w.T("audit.only", "What", w.T("audit.kind."+string(e.Kind))), audit.Filter{Kind: e.Kind})}
	for _, id := range []model.PersonID{e.Person, e.About} {
		if id != 0 {
			choices = append(choices, s.choice(w.T("audit.only", "What", name(s.board, w, id)), audit.Filter{Person: id}))
		}
	}
	choices = append(choices, s.choice(w.T("audit.all"), audit.Filter{}))
	return s.env.Ask(stage.NewMenu(s.env, line.Who+" "+line.sentence(), choices))
}

// sentence is what was done with what.
func (l Line) sentence() string {
	if l.Text == "" {
		return l.Said
	}
	return l.Said + ": " + l.Text
}

func (s *Screen) choice(label string, f audit.Filter) stage.Choice {
	return stage.Choice{Label: label, Do: func() tea.Cmd { return func() tea.Msg { return filterMsg{f} } }}
}

func (s *Screen) pickKind() tea.Cmd {
	w := s.env.Words
	var choices []stage.Choice
	for _, k := range model.Subjects {
		choices = append(choices, s.choice(w.T("audit.kind."+string(k)), audit.Filter{Kind: k, Person: s.filter.Person}))
	}
	return s.env.Ask(stage.NewMenu(s.env, w.T("audit.kind-pick"), choices))
}

func (s *Screen) pickPerson() tea.Cmd {
	b, w := s.env.Board(), s.env.Words
	var choices []stage.Choice
	for _, p := range b.Everybody().All() {
		choices = append(choices, s.choice(name(b, w, p.ID), audit.Filter{Person: p.ID, Kind: s.filter.Kind}))
	}
	if len(choices) == 0 {
		return stage.Complain(w.T("audit.none"))
	}
	return s.env.Ask(stage.NewMenu(s.env, w.T("audit.person-pick"), choices))
}

// Cursor is nowhere.
func (s *Screen) Cursor() *frame.Cursor { return nil }

// Keys is how one looks around.
func (s *Screen) Keys() help.KeyMap {
	e := s.env
	all := s.actions()
	short := all.Bindings(e, "key.open", "audit.person-pick", "audit.kind-pick", "audit.again", "key.back")
	return stage.KeyMap{Short: append(short, e.HelpKey()), Full: slices.Concat(s.moveActions(), all).Groups(e)}
}

// Typing is never true.
func (s *Screen) Typing() bool { return false }

// Unsaved is what the screen behind says.
func (s *Screen) Unsaved() string { return s.back.Unsaved() }
