package wording

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/question"
	"verkstad/ui/frame"
	"verkstad/ui/participant/matter"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// define is when the group words questions: the clusters, and under each the
// wordings that people propose.
type define struct {
	*view.Terminal
	view.Unshared
	list    *view.List
	text    *view.Composer
	writing writing      // what the text is for; the zero value while nothing is written
	asked   model.ItemID // the cluster that a question was asked for last
	pauses  view.Pauses
	hint    question.Fault // what is seen in the wording so far; empty for nothing
}

// writing is what a new wording is to become.
type writing struct {
	kind string // "new", "better" or "edit"; empty is none
	of   model.ItemID
	was  string // the text that is edited, as it was when that began; empty if not known
}

const defineTarget = "define.target" + model.ChoiceSlot

// NewDefine is the view in which the group words questions.
func NewDefine(t *view.Terminal) view.View {
	f := &define{Terminal: t, list: view.NewList(t), text: view.NewComposer(t, QuestionSlot, model.MaxQuestion)}
	f.pauses = view.NewPauses(t)
	phase := t.PhaseID()
	f.text.Takes("unit.questions", model.MaxQuestion, f.ask)
	f.text.Sends(t.Words.T("participant.unsent.question"), f.send, func() bool { return t.GoesOn(phase) })
	f.list.LetChoose(true)
	if all := t.Board().Questions(); len(all) > 0 {
		f.list.Mark(all[0].ID)
	}
	if f.text.Value() != "" { // the connection was lost while writing
		kind, of, _ := strings.Cut(t.Room.Draft(t.Me.Person, defineTarget), ":")
		if id, err := strconv.Atoi(of); err == nil {
			f.writing = writing{kind: kind, of: model.ItemID(id)}
		} else {
			f.writing = writing{kind: "new"}
		}
	}
	return f
}

// defineKeys is what the actions follow from: what they are called, and why what
// cannot be done cannot, ids of the catalogue.
type defineKeys struct {
	writing           bool
	no, none, notMine string
	empty             string // why there is nothing to open
	supports, open    bool   // the chosen question
	goals             bool   // items are linked to goals
	list              view.ListKeys
}

func (f *define) Keys(last view.KeyProps) view.KeyProps {
	k := defineKeys{writing: f.writing.kind != "", goals: f.LinksGoals(), list: f.list.Keys()}
	switch {
	case f.Me.Role == model.Observer:
		k.no = "participant.why.observer"
	case f.Board().Locked(f.Now()):
		k.no = "error.phase-over"
	}
	k.empty = view.Unless(f.list.Item() != 0, "participant.why.nothing")
	if q := f.Board().Question(f.list.Item()); q == nil {
		k.none = "participant.why.noquestion"
	} else {
		k.notMine = view.Unless(f.ownAlone(q), "participant.why.notalone")
		k.supports, k.open = slices.Contains(q.Support, f.Me.Person), q.Kind == model.OpenQuestion
	}
	return view.SameKeys(last, k)
}

// Actions are to write a wording, or to do something with the chosen one.
func (k defineKeys) Actions(at view.Target) stage.Actions {
	if k.writing {
		return stage.Actions{
			{Keys: []string{"enter"}, Word: "key.send", Footer: true, Do: view.On(at, (*define).send)},
			{Keys: []string{"esc"}, Word: "key.cancel", Footer: true, Do: view.On(at, (*define).stop)},
		}
	}
	support, mark := "participant.key.support", "participant.key.open"
	if k.supports {
		support = "participant.key.unsupport"
	}
	if k.open {
		mark = "participant.key.closed"
	}
	moved := view.On(at, func(f *define) *stage.Moved { return f.list.Moved() })
	return append(stage.Actions{
		{Keys: []string{"n"}, Word: "participant.key.propose", Why: k.no, Footer: true, Do: view.On(at, (*define).propose)},
		{Keys: []string{"enter", "v"}, Word: "participant.key.cards", Why: k.empty, Footer: k.none != "", Do: view.On(at, (*define).open)},
		{Moved: moved, Keys: []string{"space"}, Word: support, Why: cmp.Or(k.no, k.none), Footer: true, Do: view.On(at, (*define).support)},
		{Moved: moved, Keys: []string{"e"}, Word: "participant.key.better", Why: cmp.Or(k.no, k.none), Footer: true, Do: view.On(at, (*define).better)},
		{Moved: moved, Keys: []string{"o"}, Word: mark, Why: cmp.Or(k.no, k.none), Footer: true, Do: view.On(at, (*define).mark)},
		{Moved: moved, Keys: []string{"t"}, Word: "participant.key.goals", Why: cmp.Or(k.no, k.none), Footer: k.goals, Do: view.On(at, func(f *define) tea.Cmd { return f.AskGoals(f.list.Item()) })},
		{Moved: moved, Keys: []string{"x", "delete"}, Word: "key.delete", Why: cmp.Or(k.no, k.none, k.notMine), Do: view.On(at, func(f *define) tea.Cmd {
			return f.Do(model.RemoveQuestion{ID: f.list.Item()})
		})},
	}, k.list.Actions(view.On(at, func(f *define) *view.List { return f.list }))...)
}

// ownAlone reports whether it is one's own wording that nobody else supports.
func (f *define) ownAlone(q *model.Question) bool {
	return q.By == f.Me.Person && !slices.ContainsFunc(q.Support, func(p model.PersonID) bool { return p != f.Me.Person })
}

func (f *define) begin(w writing, text string) tea.Cmd {
	f.writing = w
	f.Room.SaveDraft(f.Me.Person, defineTarget, w.kind+":"+strconv.Itoa(int(w.of)))
	if f.text.Value() == "" {
		f.text.Set(text)
	}
	return nil
}

// propose begins a wording for the cluster that is chosen.
func (f *define) propose() tea.Cmd {
	of := f.list.Item()
	switch b := f.Board(); {
	case b.Question(of) != nil:
		of = b.Question(of).Cluster
	case b.Cluster(of) == nil:
		of = 0
	}
	return f.begin(writing{kind: "new", of: of}, "")
}

// open shows the cards behind the chosen cluster or question.
func (f *define) open() tea.Cmd {
	head, text := matter.Behind(f.DrawContext(), f.Board(), f.VisibleIdeas(), f.list.Item())
	if head == "" {
		return nil
	}
	return f.Ask(stage.NewSheet(f.Env, head, text))
}

// better begins a better wording; of one's own that nobody supports it changes
// that one.
func (f *define) better() tea.Cmd {
	q := f.Board().Question(f.list.Item())
	if f.ownAlone(q) {
		return f.begin(writing{"edit", q.ID, q.Text}, q.Text)
	}
	return f.begin(writing{kind: "better", of: q.ID}, q.Text)
}

func (f *define) support() tea.Cmd {
	q := f.Board().Question(f.list.Item())
	return f.Do(model.SupportQuestion{ID: q.ID, Support: !slices.Contains(q.Support, f.Me.Person)})
}

func (f *define) mark() tea.Cmd {
	q := f.Board().Question(f.list.Item())
	kind := model.OpenQuestion
	if q.Kind == model.OpenQuestion {
		kind = model.ClosedQuestion
	}
	return f.Do(model.MarkQuestion{ID: q.ID, Kind: kind})
}

func (f *define) stop() tea.Cmd {
	f.writing, f.hint = writing{}, ""
	f.text.Set("")
	return nil
}

// ask asks one of several questions, for the cluster that the field is open for.
func (f *define) ask(text string) tea.Cmd {
	w := f.writing
	if w.kind != "new" {
		w.of = f.asked
	}
	return f.Do(model.AskQuestion{Text: text, Cluster: w.of})
}

func (f *define) send() tea.Cmd {
	text, w := f.text.Value(), f.writing
	if w.kind == "" {
		w = writing{kind: "new", of: f.asked} // the next one, where the last was asked
	}
	if text == "" {
		return stage.Complain(f.Words.T("error.empty"))
	}
	if w.kind != "edit" && f.text.SendLines() {
		return f.stop()
	}
	f.stop()
	if w.kind == "new" {
		f.asked = w.of
	}
	switch w.kind {
	case "better":
		return f.Do(model.AskQuestion{Text: text, Parent: w.of})
	case "edit":
		return f.Do(model.EditQuestion{ID: w.of, Text: text, Was: w.was})
	}
	return f.Do(model.AskQuestion{Text: text, Cluster: w.of})
}

func (f *define) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		f.done(msg)
	case tea.MouseWheelMsg:
		f.list.Wheel(msg)
	case tea.MouseClickMsg:
		if f.list.Shifted(msg.X, msg.Y) {
			return f.SayMoved()
		}
		f.list.Pick(msg.X, msg.Y)
	case view.PausedMsg:
		return f.pauses.Rests(msg, f.consider)
	case tea.KeyPressMsg, tea.PasteMsg:
		if f.writing.kind != "" {
			return f.write(msg)
		}
	}
	return nil
}

// done goes to what was made, and gives back what was refused.
func (f *define) done(msg stage.DoneMsg) {
	switch c := msg.Command.(type) {
	case model.AskQuestion:
		if msg.Err == nil {
			f.list.GoTo(msg.Outcome.Item)
			return
		}
		f.writing = writing{kind: "new", of: c.Cluster}
		if c.Parent != 0 {
			f.writing = writing{kind: "better", of: c.Parent}
		}
		f.text.GiveBack(c.Text)
	case model.EditQuestion:
		if msg.Err != nil {
			f.writing = writing{kind: "edit", of: c.ID}
			if q := f.Board().Question(c.ID); q != nil {
				f.writing.was = q.Text // they have been told
			}
			f.text.GiveBack(c.Text)
		}
	}
}

func (f *define) Cursor() *frame.Cursor {
	if f.writing.kind == "" {
		return nil
	}
	return f.text.Cursor()
}

func (f *define) Draft() *stage.Draft {
	if f.writing.kind == "" {
		return nil
	}
	return f.text.Draft
}

func (f *define) Typing() bool  { return f.writing.kind != "" }
func (f *define) Unsaved() bool { return f.writing.kind != "" && f.text.Value() != "" }

// QuestionSlot is where the wording is kept that somebody is writing.
const QuestionSlot = "define"

// Restores reports whether what was refused is a wording.
func (f *define) Restores(c model.Command) bool {
	switch c.(type) {
	case model.AskQuestion, model.EditQuestion:
		return true
	}
	return false
}
