package facilitator

import (
	"context"
	"errors"
	"io/fs"
	"maps"
	"path/filepath"
	"slices"
	"strconv"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/sheet"
	"verkstad/ui/frame"
	"verkstad/ui/ideaimport"
	"verkstad/ui/plainfile"
	"verkstad/ui/stage"
)

// importList shows how a list of ideas is read before it is taken in: what each
// column is for, the first ideas, what is left out. The facilitator can change
// every decision and sees the effect at once.
type importList struct {
	stage.Unshared
	env  *stage.Env
	home *Screen
	list stage.List[int] // of columns

	file    string
	raw     []byte
	options sheet.Options
	again   bool
	asked   int // readings that were asked for; the last one counts

	table *sheet.Table // nil while it is read, and where it cannot be
	plan  sheet.Plan
	held  heldAgainst // the board that the plan is of
	wrong string      // why it cannot be read
	busy  bool        // it is being taken in
	// looking is true while the plan is made anew because the board has changed.
	looking bool
}

// loadedMsg brings a file that is to be taken in.
type loadedMsg struct {
	file string
	raw  []byte
	err  error
}

// heldAgainst is what a plan depends on of a board.
type heldAgainst struct {
	phase                         model.PhaseID
	ideas, questions, commitments uint64
}

func boardOf(b *model.Board) heldAgainst {
	h := heldAgainst{0, b.Revs.Ideas, b.Revs.Questions, b.Revs.Commitments}
	if ph := b.Phase(); ph != nil {
		h.phase = ph.ID
	}
	return h
}

// readMsg brings a list as it was read.
type readMsg struct {
	asked int
	table *sheet.Table
	plan  sheet.Plan
	held  heldAgainst
	err   error
}

// importIdeas asks for the file of a list, on the computer of this terminal.
func (s *Screen) importIdeas() tea.Cmd {
	e := s.env
	if e.Load == nil {
		line := ""
		if lines := e.JoinFor(e.Board().Code).Lines; len(lines) > 0 {
			line = lines[0] + " import ideas < "
		}
		return stage.Complain(e.Words.T("facilitator.import.ssh", "Line", line))
	}
	return e.Ask(stage.NewPrompt(e, e.Words.T("facilitator.act.import"), e.Words.T("facilitator.import.which"), "", 1000, func(name string) tea.Cmd {
		if name == "" {
			return nil
		}
		load := e.Load
		return func() tea.Msg {
			raw, err := load(name, sheet.MaxFile)
			return loadedMsg{filepath.Base(name), raw, err}
		}
	}))
}

// onLoaded shows a file, or says why it cannot be had.
func (s *Screen) onLoaded(msg loadedMsg) tea.Cmd {
	w := s.env.Words
	switch {
	case errors.Is(msg.err, fs.ErrNotExist):
		return stage.Complain(w.T("facilitator.import.nofile", "File", msg.file))
	case msg.err != nil:
		return stage.Complain(plainfile.Say(w, msg.file, msg.err))
	}
	v := &importList{env: s.env, home: s, file: msg.file, raw: msg.raw}
	return tea.Batch(s.env.Show(v), v.read())
}

func (v *importList) speaker() ideaimport.Speaker { return ideaimport.NewSpeaker(v.env.Words, v.file) }

// read reads the list again, with what was decided so far.
func (v *importList) read() tea.Cmd {
	v.asked++
	asked, raw, o, b, again := v.asked, v.raw, v.options, v.env.Board(), v.again
	return func() tea.Msg {
		table, err := sheet.Read(raw, o)
		if err != nil {
			return readMsg{asked: asked, err: err}
		}
		return readMsg{asked, table, table.Plan(b, ideaimport.PlanOptions(again)), boardOf(b), nil}
	}
}

// lookAgain makes the plan anew where the board has changed since it was made,
// one at a time.
func (v *importList) lookAgain() tea.Cmd {
	b := v.env.Board()
	if v.table == nil || v.busy || v.looking || boardOf(b) == v.held {
		return nil
	}
	v.looking = true
	asked, table, again := v.asked, v.table, v.again
	return func() tea.Msg {
		return readMsg{asked, table, table.Plan(b, ideaimport.PlanOptions(again)), boardOf(b), nil}
	}
}

// Update decides, takes in, and goes back.
func (v *importList) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.WakeMsg:
		return tea.Batch(v.home.Update(msg), v.lookAgain())
	case readMsg:
		v.onRead(msg)
		return v.lookAgain()
	case takenMsg:
		return v.onTaken(msg)
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		cmd, _ := slices.Concat(v.actions(), v.list.Actions(v.columns())).OnKey(v.env, k)
		return cmd
	}
	v.list.Update(v.env, msg, v.columns())
	return nil
}

// actions are the decisions. A workbook says itself what its characters and columns
// are.
func (v *importList) actions() stage.Actions {
	read, workbook := v.table != nil, v.table != nil && v.table.Sheet != ""
	changing := func(change func()) func() tea.Cmd {
		return func() tea.Cmd { change(); return v.read() }
	}
	role := func(forward bool) func() tea.Cmd { return changing(func() { v.turnRole(forward) }) }
	shortens, again := read && (v.options.Shorten || v.table.Count(sheet.TooLong) > 0), v.again || v.plan.Same() > 0
	return stage.Actions{
		{Word: "facilitator.import.take", Keys: []string{"enter"}, Off: !read || v.wrong != "" || v.plan.New() == 0, Footer: true, Do: v.take},
		{Word: "facilitator.import.take", Hidden: true, Keys: []string{"enter"}, Do: v.sayNothing},
		{Word: "facilitator.import.role", Shown: "←→", Keys: []string{"left"}, Off: !read, Footer: true, Do: role(false)},
		{Word: "facilitator.import.role", Hidden: true, Keys: []string{"right"}, Off: !read, Do: role(true)},
		{Word: "facilitator.import.only", Keys: []string{"space"}, Off: !read, Footer: true, Do: changing(v.onlyColumn)},
		{Word: "facilitator.import.heading", Keys: []string{"h"}, Off: !read, Footer: true, Do: changing(v.turnHeading)},
		{Word: "facilitator.import.encoding", Keys: []string{"e"}, Off: !read || workbook, Footer: true, Do: changing(v.turnEncoding)},
		{Word: "facilitator.import.separator", Keys: []string{"s"}, Off: !read || workbook, Footer: true, Do: changing(v.turnSeparator)},
		{Word: "facilitator.import.shorten", Keys: []string{"l"}, Off: !shortens, Footer: true, Do: changing(func() { v.options.Shorten = !v.options.Shorten })},
		{Word: "facilitator.import.again", Keys: []string{"d"}, Off: !again, Footer: true, Do: changing(func() { v.again = !v.again })},
		{Word: "key.back", Keys: []string{"esc"}, Footer: true, Do: func() tea.Cmd { return v.env.Show(v.home) }},
	}
}

// columns is the columns as a list, told apart by their places.
func (v *importList) columns() stage.ListRows[int] {
	if v.table == nil {
		return stage.ListRows[int]{}
	}
	return rowsBy(len(v.table.Columns), func(i int) int { return i })
}

func (v *importList) onRead(msg readMsg) {
	v.looking = false
	if msg.asked != v.asked {
		return
	}
	if v.wrong = ""; msg.err != nil {
		v.wrong = v.speaker().Problem(msg.err)
		return
	}
	v.table, v.plan, v.held = msg.table, msg.plan, msg.held
}

// onlyColumn takes the texts from the selected column alone.
func (v *importList) onlyColumn() {
	v.options.Column, v.options.Roles = strconv.Itoa(v.list.At()+1), nil
}

// turnHeading says that the first row is a heading, or that it is none.
func (v *importList) turnHeading() {
	v.options.Heading = sheet.HeadingYes
	if v.table.Head > 0 {
		v.options.Heading = sheet.HeadingNo
	}
}

func (v *importList) turnEncoding() {
	v.options.Encoding = string(after(sheet.Encodings, v.table.Encoding))
}

// turnSeparator takes the next separator. What was decided of columns was of others.
func (v *importList) turnSeparator() {
	v.options.Separator = sheet.SeparatorName(after([]rune{',', ';', '\t', '|', 0}, v.table.Separator))
	v.options.Column, v.options.Roles = "", nil
}

// after is what follows on one of several, round and round.
func after[T comparable](all []T, one T) T { return all[(slices.Index(all, one)+1)%len(all)] }

// turns are what a column can be chosen to be for.
var turns = []sheet.Role{sheet.Ignored, sheet.Text, sheet.Author, sheet.Sector, sheet.Category, sheet.Cluster}

// turnRole gives the selected column the next role, or the one before.
func (v *importList) turnRole(forward bool) {
	at := slices.Index(turns, v.table.Columns[v.list.At()].Role)
	if forward {
		at++
	} else {
		at += len(turns) - 1
	}
	roles := maps.Clone(v.options.Roles)
	if roles == nil {
		roles = map[int]sheet.Role{}
	}
	roles[v.list.At()] = turns[max(0, at)%len(turns)]
	v.options.Roles = roles
}

// take lays the ideas on the board, with a question where something is unsure.
func (v *importList) take() tea.Cmd {
	w, p := v.env.Words, v.plan
	switch {
	case v.busy:
		return nil
	case !p.Fits():
		return stage.Complain(w.T("error.room", "A", p.Room, "B", p.Needs))
	case !v.table.Sure():
		return v.env.Ask(stage.NewConfirm(v.env, w.T("facilitator.import.unsure"), v.unsure(), v.put))
	}
	return v.put()
}

// sayNothing says why nothing can be taken in.
func (v *importList) sayNothing() tea.Cmd {
	switch {
	case v.wrong != "":
		return stage.Complain(v.wrong)
	case v.table == nil || v.busy:
		return nil
	}
	return stage.Complain(v.result())
}

// takenMsg says what came of a list.
type takenMsg struct {
	plan sheet.Plan
	err  error
}

// put lays the ideas on the board as it is now.
func (v *importList) put() tea.Cmd {
	if v.busy {
		return nil
	}
	v.busy = true
	room, me, op, table, again := v.env.Room, v.env.Me, v.env.NewOp(), v.table, v.again
	return func() tea.Msg {
		plan, err := ideaimport.Put(context.Background(), room, me, op, table, again)
		return takenMsg{plan, err}
	}
}

// onTaken goes back to the board when the list has been taken in.
func (v *importList) onTaken(msg takenMsg) tea.Cmd {
	v.busy = false
	if msg.err != nil {
		return tea.Batch(stage.Complain(v.env.Say(msg.err)), v.read())
	}
	say := v.speaker()
	if msg.plan.New() == 0 { // somebody else has brought it in
		return tea.Batch(v.env.Show(v.home), stage.Toast(say.Result(msg.plan, v.env.Board().Title, false)))
	}
	said := v.env.Words.T("facilitator.import.done", "Ideas", say.What(msg.plan))
	if same := say.Same(msg.plan); same != "" {
		said += " " + same
	}
	return tea.Batch(v.env.Show(v.home), stage.Toast(said))
}

// result says what would come of it.
func (v *importList) result() string {
	said := v.speaker().Result(v.plan, v.env.Board().Title, true)
	if v.plan.Same() > 0 {
		said += " " + v.env.Words.T("facilitator.import.same")
	}
	return said
}

var importDoubts = map[sheet.DoubtKind]string{
	sheet.DoubtEncoding: "facilitator.import.doubt.encoding", sheet.DoubtSeparator: "facilitator.import.doubt.separator",
	sheet.DoubtHeading: "facilitator.import.doubt.heading", sheet.DoubtColumn: "facilitator.import.doubt.column",
}

// unsure is the questions that are open.
func (v *importList) unsure() string {
	text := ""
	for i, d := range v.table.Doubts {
		if i > 0 {
			text += " "
		}
		text += v.env.Words.T(importDoubts[d.Kind])
	}
	return text
}

// Cursor is nowhere.
func (v *importList) Cursor() *frame.Cursor { return nil }

// Keys are the decisions.
func (v *importList) Keys() help.KeyMap {
	all := v.actions()
	return stage.KeyMap{
		Short: append(all.Footer(v.env), v.env.HelpKey()),
		Full:  slices.Concat(all, v.list.Actions(v.columns()).InGroup(1)).Groups(v.env),
	}
}

// Typing is never true.
func (v *importList) Typing() bool { return false }

// Unsaved is what the cockpit says.
func (v *importList) Unsaved() string { return v.home.Unsaved() }
