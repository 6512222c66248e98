package wording

import (
	"slices"

	"verkstad/model"
	"verkstad/model/question"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// definePrivate is what the screen follows from.
type definePrivate struct {
	top     view.OwnTopProps
	writing bool
	fault   question.Fault // what may be mended in what is written; empty for nothing
	text    view.TextProps
	rows    int // of the text
	list    view.OwnListProps
	board   *model.Board // whose questions the list has
	me      model.PersonID
}

// definePlaces is where the parts lie. What is not there is empty.
type definePlaces struct {
	top                   view.TopPlaces
	good, mend, box, list frame.Rect
}

func (p definePrivate) places(dc stage.DrawContext, r frame.Rect) definePlaces {
	at := definePlaces{top: p.top.Places(dc, r)}
	at.list = view.ReadingWidth(at.top.Rest)
	switch {
	case p.writing:
		at.box, at.list = at.list.SplitBottom(p.rows)
		if p.fault != "" {
			said := mendProps{p.fault, at.list.H >= 10}.text(dc, at.list.W)
			at.mend, at.list = at.list.SplitBottom(min(2, len(frame.WrapLines(said, at.list.W-4))))
		}
	case r.H >= 16:
		said := dc.Words.T("participant.define.good")
		at.good, at.list = at.list.SplitBottom(1 + len(frame.WrapLines(said, at.list.W-4)))
	}
	return at
}

// props is that of the terminal now, for a screen of r.
func (f *define) props(r frame.Rect) definePrivate {
	p := definePrivate{top: f.OwnTopProps(), writing: f.writing.kind != "", list: f.list.OwnList(), board: f.questions().board, me: f.Me.Person}
	if p.writing {
		p.fault, p.text, p.rows = f.hint, f.text.Props(f.label(), true), f.text.Rows(r)
	}
	return p
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

// questionsList is the clusters with the wordings under them.
type questionsList struct {
	board *model.Board
	ideas *view.VisibleIdeas
}

func (f *define) questions() questionsList {
	s, revs := f.Snapshot(), f.Board().Revs
	revs.People, revs.Commitments, revs.Ratings = 0, 0, 0
	return questionsList{view.BoardParts(s, revs), view.VisibleIdeasOf(s)}
}

func (l questionsList) Rows(dc stage.DrawContext, w int) *view.Rows {
	return definePage(dc, l.board, l.ideas, w)
}

// Settle takes up where the text and the list lie.
func (f *define) Settle(layout stage.SharedLayout) {
	r := frame.Rect(layout.(view.WholeArea))
	at := f.props(r).places(f.DrawContext(), r)
	if f.writing.kind != "" {
		f.text.Place(at.box, f.Words.T("participant.define.hint"))
	}
	view.ShowList(f.list, f.questions(), at.list)
}

func (f *define) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, f.props(frame.Rect(layout.(view.WholeArea))))
}

// DrawPrivate lays the list, in which those have a sign that one supports, over what
// is written.
func (p definePrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	at := p.places(dc, r)
	panes := p.top.Panes(dc, r, at.top)
	if !at.good.Empty() {
		panes = append(panes, dc.Pane(at.good, goodQuestion{}))
	}
	if !at.mend.Empty() {
		panes = append(panes, dc.Pane(at.mend, mendProps{p.fault, at.mend.H+at.list.H >= 10}))
	}
	if p.writing {
		panes = append(panes, dc.Pane(at.box, p.text))
	}
	return p.list.Signs(dc, p.list.Add(dc, panes), view.SupportSign, func(e view.Entry) bool {
		q := p.board.Question(e.ID)
		return q != nil && slices.Contains(q.Support, p.me)
	})
}

// goodQuestion says what makes a question good, under an empty row.
type goodQuestion struct{}

// Draw draws the advice.
func (goodQuestion) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{X: 2, Y: 1, W: c.W() - 4, H: c.H() - 1}, dc.Theme.Muted, dc.Words.T("participant.define.good"))
}

// mendProps says what may be mended in a wording.
type mendProps struct {
	fault question.Fault
	tall  bool // the screen has room for two rows of it
}

// text is the hint with its mending, or where it would take more than two rows of a
// low screen the mending alone.
func (p mendProps) text(dc stage.DrawContext, w int) string {
	whole := dc.Words.T(stage.QuestionHint(p.fault))
	if lines := len(frame.WrapLines(whole, w-4)); lines <= 1 || lines == 2 && p.tall {
		return whole
	}
	return dc.Words.T(stage.QuestionMending(p.fault))
}

// Draw draws the hint.
func (p mendProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: c.H()}, dc.Theme.Muted, p.text(dc, c.W()))
}
