package participant

import (
	"slices"
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/question"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// define is when the group words questions: the clusters, and under each the
// wordings that people propose.
type define struct {
	*desk
	unshared
	list    *pager
	text    *composer
	writing writing      // what the text is for; the zero value while nothing is written
	asked   model.ItemID // the cluster that a question was asked for last
	pauses  pauses
	hint    question.Fault // what is seen in the wording so far; empty for nothing
}

// writing is what a new wording is to become.
type writing struct {
	kind string // "new", "better" or "edit"; empty is none
	of   model.ItemID
	was  string // the text that is edited, as it was when that began; empty if not known
}

const defineTarget = "define.target" + model.ChoiceSlot

func newDefine(d *desk) *define {
	f := &define{desk: d, list: newPager(d, "define"), text: newComposer(d, "define", model.MaxQuestion)}
	f.pauses.desk = d
	phase := d.phaseID()
	f.text.takes("unit.questions", model.MaxQuestion, f.ask)
	f.text.sends(d.Words.T("participant.unsent.question"), f.send, func() bool { return d.goesOn(phase) })
	f.list.choose = true
	if all := d.Board().Questions(); len(all) > 0 {
		f.list.id = all[0].ID
	}
	if f.text.value() != "" { // the connection was lost while writing
		kind, of, _ := strings.Cut(d.Room.Draft(d.Me.Person, defineTarget), ":")
		if id, err := strconv.Atoi(of); err == nil {
			f.writing = writing{kind: kind, of: model.ItemID(id)}
		} else {
			f.writing = writing{kind: "new"}
		}
	}
	return f
}

func (f *define) actions() []action {
	if f.writing.kind != "" {
		return []action{
			{keys: []string{"enter"}, word: "key.send", short: true, do: f.send},
			{keys: []string{"esc"}, word: "key.cancel", short: true, do: f.stop},
		}
	}
	q := f.Board().Question(f.list.item())
	var look, none, notMine string
	switch {
	case f.Me.Role == model.Observer:
		look = "participant.why.observer"
	case f.Board().Locked(f.Now()):
		look = "error.phase-over"
	}
	if q == nil {
		none = "participant.why.noquestion"
	} else if !f.ownAlone(q) {
		notMine = "participant.why.notalone"
	}
	support, mark := "participant.key.support", "participant.key.open"
	if q != nil && slices.Contains(q.Support, f.Me.Person) {
		support = "participant.key.unsupport"
	}
	if q != nil && q.Kind == model.OpenQuestion {
		mark = "participant.key.closed"
	}
	return append([]action{
		{keys: []string{"n"}, word: "participant.key.propose", off: look, short: true, do: f.propose},
		{of: &f.list.moved, keys: []string{"space"}, word: support, off: first(look, none), short: true, do: f.support},
		{of: &f.list.moved, keys: []string{"e"}, word: "participant.key.better", off: first(look, none), short: true, do: f.better},
		{of: &f.list.moved, keys: []string{"o"}, word: mark, off: first(look, none), short: true, do: f.mark},
		{of: &f.list.moved, keys: []string{"t"}, word: "participant.key.goals", off: first(look, none), short: f.links(), do: func() tea.Cmd { return f.askGoals(f.list.item()) }},
		{of: &f.list.moved, keys: []string{"x", "delete"}, word: "key.delete", off: first(look, none, notMine), do: func() tea.Cmd {
			return f.Do(model.RemoveQuestion{ID: f.list.item()})
		}},
	}, f.list.actions()...)
}

// ownAlone tells whether it is one's own wording that nobody else supports.
func (f *define) ownAlone(q *model.Question) bool {
	return q.By == f.Me.Person && !slices.ContainsFunc(q.Support, func(p model.PersonID) bool { return p != f.Me.Person })
}

func (f *define) begin(w writing, text string) tea.Cmd {
	f.writing = w
	f.Room.SaveDraft(f.Me.Person, defineTarget, w.kind+":"+strconv.Itoa(int(w.of)))
	if f.text.value() == "" {
		f.text.set(text)
	}
	return nil
}

// propose begins a wording for the cluster that is chosen.
func (f *define) propose() tea.Cmd {
	of := f.list.item()
	if q := f.Board().Question(of); q != nil {
		of = q.Cluster
	}
	return f.begin(writing{kind: "new", of: of}, "")
}

// better begins a better wording; of one's own that nobody supports it changes
// that one.
func (f *define) better() tea.Cmd {
	q := f.Board().Question(f.list.item())
	if f.ownAlone(q) {
		return f.begin(writing{"edit", q.ID, q.Text}, q.Text)
	}
	return f.begin(writing{kind: "better", of: q.ID}, q.Text)
}

func (f *define) support() tea.Cmd {
	q := f.Board().Question(f.list.item())
	return f.Do(model.SupportQuestion{ID: q.ID, Support: !slices.Contains(q.Support, f.Me.Person)})
}

func (f *define) mark() tea.Cmd {
	q := f.Board().Question(f.list.item())
	kind := model.OpenQuestion
	if q.Kind == model.OpenQuestion {
		kind = model.ClosedQuestion
	}
	return f.Do(model.MarkQuestion{ID: q.ID, Kind: kind})
}

func (f *define) stop() tea.Cmd {
	f.writing, f.hint = writing{}, ""
	f.text.set("")
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
	text, w := f.text.value(), f.writing
	if w.kind == "" {
		w = writing{kind: "new", of: f.asked} // the next one, where the last was asked
	}
	if text == "" {
		return stage.Complain(f.Words.T("error.empty"))
	}
	if w.kind != "edit" && f.text.sendLines() {
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

func (f *define) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		f.done(msg)
	case tea.MouseWheelMsg:
		f.list.wheel(msg)
	case tea.MouseClickMsg:
		if f.list.shifted(msg.X, msg.Y) {
			return f.SayMoved()
		}
		f.list.pick(msg.X, msg.Y)
	case pausedMsg:
		return f.pauses.rests(msg, f.consider)
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
			f.list.id, f.list.held = msg.Outcome.Item, true
			return
		}
		f.writing = writing{kind: "new", of: c.Cluster}
		if c.Parent != 0 {
			f.writing = writing{kind: "better", of: c.Parent}
		}
		refused(f.text, c.Text)
	case model.EditQuestion:
		if msg.Err != nil {
			f.writing = writing{kind: "edit", of: c.ID}
			if q := f.Board().Question(c.ID); q != nil {
				f.writing.was = q.Text // they have been told
			}
			refused(f.text, c.Text)
		}
	}
}

func (f *define) panes(r frame.Rect) []frame.Pane {
	b := f.Board()
	panes, rest := f.frameUp(r, false)
	rest = reading(rest)
	if f.writing.kind != "" {
		box, above := rest.SplitBottom(f.text.rows(r))
		rest = above
		if f.hint != "" {
			said := f.hintText(rest)
			line, above := rest.SplitBottom(min(2, len(frame.WrapLines(said, rest.W-4))))
			rest = above
			panes = append(panes, f.mendPane(line, said))
		}
		panes = append(panes, f.text.pane(box, f.label(), f.Words.T("participant.define.hint"), true))
	} else if r.H >= 16 {
		said := f.Words.T("participant.define.good")
		hint, above := rest.SplitBottom(1 + len(frame.WrapLines(said, rest.W-4)))
		rest = above
		panes = append(panes, f.hintPane(hint, said))
	}
	ideas, rev := f.everybodys(), max(b.Revs.Questions, b.Revs.Ideas)
	panes = append(panes, f.list.panes(rest, rev, votesOf(b), func(dc stage.DrawContext, w int) *page { return definePage(dc, b, ideas, w) })...)
	return append(panes, f.ownMarks()...)
}

// label says what the wording is for.
func (f *define) label() string {
	b := f.Board()
	switch {
	case f.writing.kind == "edit":
		return f.Words.T("participant.define.edit")
	case f.writing.kind == "better":
		return f.Words.T("participant.define.better")
	case b.Cluster(f.writing.of) != nil:
		return f.Words.T("participant.define.about", "Title", b.Cluster(f.writing.of).Title)
	}
	return f.Words.T("participant.define.new")
}

// hintPane says what makes a question good, under an empty row.
func (f *define) hintPane(r frame.Rect, said string) frame.Pane {
	dc := f.DrawContext()
	return frame.Pane{Rect: r, Key: f.key("define.hint", 0, nil), Draw: func(c *frame.Canvas) {
		c.Wrap(frame.Rect{X: 2, Y: 1, W: c.W() - 4, H: c.H() - 1}, dc.Theme.Muted, said)
	}}
}

// ownMarks show which wordings one supports.
func (f *define) ownMarks() []frame.Pane {
	dc, b := f.DrawContext(), f.Board()
	var panes []frame.Pane
	for _, e := range f.list.visible() {
		q := b.Question(e.id)
		y, seen := f.list.screenY(e)
		if q == nil || !seen || !slices.Contains(q.Support, f.Me.Person) {
			continue
		}
		panes = append(panes, frame.Pane{
			Rect: frame.Rect{X: f.list.rect.X + 2, Y: y, W: 1, H: 1}, Key: f.key("supports", 0, nil),
			Draw: func(c *frame.Canvas) { c.Text(0, 0, dc.Theme.Ok.With(frame.Bold), "✓") },
		})
	}
	return panes
}

func (f *define) cursor() *frame.Cursor {
	if f.writing.kind == "" {
		return nil
	}
	return f.text.cursor()
}

func (f *define) draft() *stage.Draft {
	if f.writing.kind == "" {
		return nil
	}
	return f.text.draft
}

func (f *define) typing() bool  { return f.writing.kind != "" }
func (f *define) unsaved() bool { return f.writing.kind != "" && f.text.value() != "" }
