package home

import (
	"context"
	"fmt"
	"hash/fnv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Actions are where the list leads.
type Actions struct {
	// Host leads a workshop.
	Host func(workshop.Live) tea.Cmd
	// Review looks back on the workshop with this id.
	Review func(id string) tea.Cmd
	// Overview shows what a series, a node or the region has come to; nil
	// where there is none to show.
	Overview func(Scope) tea.Cmd
	// Methods is what a workshop can be made from, best first.
	Methods func() []method.Method
	// Export writes a workshop to a file and says where.
	Export func(id string, format report.Format) (where string, err error)
}

// Scope is which workshops an overview is about: those of a node, and of a
// series in it if that is given, or with Region all.
type Scope struct {
	Node, Series string
	Region       bool
}

// Screen is the list of workshops. See [New].
type Screen struct {
	stage.Unshared
	env     *stage.Env
	actions Actions

	loading bool
	loaded  bool
	err     error
	all     []model.Summary
	rev     uint64 // of all
	methods []method.Method

	archived bool // archived ones are shown
	search   *stage.Input
	find     string             // lower case
	list     stage.List[string] // the lines, by the id of the workshop
	form     *form
	after    *model.Board // the workshop that a new one is to follow; nil is none

	fields [fields]frame.Rect // where the fields of the form were drawn last, for the mouse
	lines  []line
	linesOf
}

// linesOf is what lines was made from.
type linesOf struct {
	rev      uint64
	find     string
	archived bool
	lang     string
}

// New makes the screen. It reads the list when it is first shown.
func New(env *stage.Env, actions Actions) *Screen { return &Screen{env: env, actions: actions} }

// timeout bounds how long a person waits for the disk before being told.
const timeout = 10 * time.Second

type listedMsg struct {
	all     []model.Summary
	methods []method.Method
	err     error
}

// read reads the workshops again.
func (s *Screen) read() tea.Cmd {
	s.loading = true
	return func() tea.Msg {
		all, err := s.env.House.List()
		return listedMsg{all, s.actions.Methods(), err}
	}
}

// Update takes what happens.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		if !s.loading {
			return s.read()
		}
	case listedMsg:
		s.onListed(msg)
	case openedMsg:
		return s.onOpened(msg)
	case changedMsg:
		return s.onChanged(msg)
	case stage.ThemeMsg:
		if s.form != nil {
			s.form.restyle()
		}
	case tea.KeyPressMsg:
		return s.onKey(msg)
	case tea.PasteMsg:
		return s.onPaste(msg)
	case tea.MouseClickMsg:
		if s.form != nil {
			return s.onFormClick(msg)
		}
		return s.onList(msg)
	case tea.MouseWheelMsg:
		if s.form == nil {
			return s.onList(msg)
		}
	}
	return nil
}

func (s *Screen) onListed(msg listedMsg) {
	s.loaded, s.err = true, msg.err
	s.all, s.methods = msg.all, msg.methods
	hash := fnv.New64a()
	fmt.Fprintf(hash, "%+v", s.all)
	s.rev = hash.Sum64()
	s.settle()
	s.begin()
}

// settle keeps the selection on a workshop that is there: where it was, or
// else on the newest that has not ended.
func (s *Screen) settle() {
	if s.selected() != nil {
		return
	}
	var best *model.Summary
	for _, l := range s.shown() {
		if l.kind != workshopLine {
			continue
		}
		if best == nil || !best.Ended.IsZero() && l.sum.Ended.IsZero() ||
			best.Ended.IsZero() == l.sum.Ended.IsZero() && l.sum.Changed.After(best.Changed) {
			best = l.sum
		}
	}
	if best != nil {
		s.list.SelectID(best.ID)
		s.list.Follow(s.env, s.rows())
	}
}

// selected is the workshop that keys act on; nil if none is shown.
func (s *Screen) selected() *model.Summary {
	id, ok := s.list.ID()
	if !ok {
		return nil
	}
	for _, l := range s.shown() {
		if l.kind == workshopLine && l.sum.ID == id {
			return l.sum
		}
	}
	return nil
}

// rows is the lines as rows of a list; only workshops can be selected.
func (s *Screen) rows() stage.ListRows[string] {
	lines := s.shown()
	return stage.ListRows[string]{
		N:    len(lines),
		ID:   func(i int) string { return lines[i].id() },
		Kind: func(i int) stage.RowKind { return lines[i].kind.row() },
	}
}

// onList moves in the list. A second click on a workshop does what enter does.
func (s *Screen) onList(msg tea.Msg) tea.Cmd {
	switch s.list.Update(s.env, msg, s.rows()) {
	case stage.ListRefused:
		return s.env.SayMoved()
	case stage.ListClicked:
		if sum := s.selected(); sum != nil && !sum.Ended.IsZero() {
			return s.actions.Review(sum.ID)
		} else if sum != nil {
			return s.open(sum.ID)
		}
	}
	return nil
}

// shown is the lines of the list as it is shown now.
func (s *Screen) shown() []line {
	of := linesOf{s.rev, s.find, s.archived, s.env.Words.Lang()}
	if s.lines == nil || s.linesOf != of {
		s.lines, s.linesOf = arrange(s.all, s.find, s.archived, s.env.Words), of
	}
	return s.lines
}

// Cursor is in the text that is being written.
func (s *Screen) Cursor() *frame.Cursor {
	switch {
	case s.form != nil:
		return s.form.cursor()
	case s.search != nil:
		return s.search.Cursor()
	}
	return nil
}

// Typing reports whether letters go into a text.
func (s *Screen) Typing() bool { return s.search != nil || s.form != nil && s.form.typing() }

// Unsaved names a workshop that is being written.
func (s *Screen) Unsaved() string {
	if s.form != nil && s.form.written() {
		return s.env.Words.T("home.form.unsaved")
	}
	return ""
}

// onPaste puts what was pasted into the text that is being written.
func (s *Screen) onPaste(msg tea.PasteMsg) tea.Cmd {
	switch {
	case s.form != nil:
		return s.form.write(msg)
	case s.search != nil:
		return s.write(msg)
	}
	return nil
}

// write types in the search.
func (s *Screen) write(msg tea.Msg) tea.Cmd {
	cmd := s.search.Update(msg)
	s.find = text.Fold(strings.TrimSpace(s.search.Value()))
	s.settle()
	return cmd
}

type openedMsg struct {
	room workshop.Live
	err  error
}

// open leads the workshop with an id.
func (s *Screen) open(id string) tea.Cmd {
	house := s.env.House
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), timeout)
		defer cancel()
		room, err := house.Open(ctx, id)
		return openedMsg{room, err}
	}
}

func (s *Screen) onOpened(msg openedMsg) tea.Cmd {
	if msg.err != nil {
		if s.form != nil {
			s.form.busy = false
		}
		return stage.Complain(s.env.Say(msg.err))
	}
	s.form = nil
	return s.actions.Host(msg.room)
}

// changedMsg says that something was done to a workshop, and what to say of it.
type changedMsg struct {
	say string
	err error
}

func (s *Screen) onChanged(msg changedMsg) tea.Cmd {
	if msg.err != nil {
		return stage.Complain(s.env.Say(msg.err))
	}
	return tea.Batch(s.read(), stage.Toast(msg.say))
}

// archive hides a workshop from the list, or shows it again.
func (s *Screen) archive(sum model.Summary) tea.Cmd {
	house, op, hide := s.env.House, s.env.NewOp(), !sum.Archived
	say := s.env.Words.T("home.archive.done")
	if !hide {
		say = s.env.Words.T("home.archive.back")
	}
	return func() tea.Msg {
		ctx, cancel := context.WithTimeout(context.Background(), timeout)
		defer cancel()
		room, err := house.Open(ctx, sum.ID)
		if err == nil {
			_, err = room.Do(ctx, model.Host, op, model.ArchiveWorkshop{Archived: hide})
		}
		return changedMsg{say, err}
	}
}
