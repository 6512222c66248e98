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
	"charm.land/bubbles/v2/key"
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
	if v.table != nil && v.list.Update(v.env, msg, v.columns()) != stage.ListIgnored {
		return nil
	}
	if k, ok := msg.(tea.KeyPressMsg); ok {
		return v.onKey(k.String())
	}
	return nil
}

// columns is the columns as a list, told apart by their places.
func (v *importList) columns() stage.ListRows[int] {
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

func (v *importList) onKey(key string) tea.Cmd {
	switch key {
	case "esc":
		return v.env.Show(v.home)
	case "enter":
		return v.take()
	}
	if v.table == nil {
		return nil
	}
	switch key {
	case "left", "right":
		v.turnRole(key == "right")
	case "space":
		v.options.Column, v.options.Roles = strconv.Itoa(v.list.At()+1), nil
	case "e", "s":
		if v.table.Sheet != "" {
			return nil
		}
		if key == "s" {
			v.options.Separator = sheet.SeparatorName(after([]rune{',', ';', '\t', '|', 0}, v.table.Separator))
			v.options.Column, v.options.Roles = "", nil // they were of other columns
			break
		}
		v.options.Encoding = string(after(sheet.Encodings, v.table.Encoding))
	case "h":
		v.options.Heading = sheet.HeadingYes
		if v.table.Head > 0 {
			v.options.Heading = sheet.HeadingNo
		}
	case "l":
		v.options.Shorten = !v.options.Shorten
	case "d":
		v.again = !v.again
	default:
		return nil
	}
	return v.read()
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
	case v.wrong != "":
		return stage.Complain(v.wrong)
	case v.table == nil || v.busy:
		return nil
	case p.New() == 0:
		return stage.Complain(v.result())
	case !p.Fits():
		return stage.Complain(w.T("error.room", "A", p.Room, "B", p.Needs))
	case !v.table.Sure():
		return v.env.Ask(stage.NewConfirm(v.env, w.T("facilitator.import.unsure"), v.unsure(), v.put))
	}
	return v.put()
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
	e := v.env
	take := e.Bind("facilitator.import.take", "enter", "enter")
	take.SetEnabled(v.table != nil && v.wrong == "" && v.plan.New() > 0)
	decide := []key.Binding{
		e.Bind("facilitator.import.role", "←→", "left", "right"), e.Bind("facilitator.import.only", e.Words.T("keyname.space"), "space"),
		e.Bind("facilitator.import.heading", "h", "h"), e.Bind("facilitator.import.encoding", "e", "e"), e.Bind("facilitator.import.separator", "s", "s"),
	}
	for i := range decide {
		decide[i].SetEnabled(v.table != nil && (i < 3 || v.table.Sheet == "")) // a workbook says the rest itself
	}
	shorten, again := e.Bind("facilitator.import.shorten", "l", "l"), e.Bind("facilitator.import.again", "d", "d")
	shorten.SetEnabled(v.table != nil && (v.options.Shorten || v.table.Count(sheet.TooLong) > 0))
	again.SetEnabled(v.again || v.plan.Same() > 0)
	short := append([]key.Binding{take}, decide...)
	return stage.KeyMap{Short: append(short, shorten, again, e.Bind("key.back", "esc", "esc"), e.Bind("key.help", "?", "?"))}
}

// Typing is never true.
func (v *importList) Typing() bool { return false }

// Unsaved is what the cockpit says.
func (v *importList) Unsaved() string { return v.home.Unsaved() }
