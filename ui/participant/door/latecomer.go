package door

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/participant/matter"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// latecomer is what somebody sees first who joins when the group has come some way: where
// it is, what was decided so far, and what to do now.
type latecomer struct {
	*view.Terminal
	view.Unshared
	view.NoText
	list  *view.List
	since time.Time // it is shown
}

// unreadFor is how long enter does not go on: the number of a sector joins by itself, and
// many press enter after it.
const unreadFor = time.Second

// NewLatecomer is the view of somebody who comes late, until they go on.
func NewLatecomer(t *view.Terminal) view.View {
	return &latecomer{Terminal: t, list: view.NewList(t), since: t.Timer.Time()}
}

// latecomerKeys is what the actions follow from.
type latecomerKeys struct{ list view.ListKeys }

func (l *latecomer) Keys(last view.KeyProps) view.KeyProps {
	return view.SameKeys(last, latecomerKeys{l.list.Keys()})
}

// Actions are to go on to what the group does, and to read.
func (k latecomerKeys) Actions(at view.Target) stage.Actions {
	goOn := stage.Action{Keys: []string{"enter"}, Word: "participant.key.goon", Footer: true, Do: view.On(at, func(l *latecomer) tea.Cmd {
		if l.Timer.Time().Sub(l.since) >= unreadFor {
			l.CatchingUp = false
		}
		return nil
	})}
	return append(stage.Actions{goOn}, k.list.Actions(view.On(at, func(l *latecomer) *view.List { return l.list }))...)
}

func (l *latecomer) Update(msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(tea.MouseWheelMsg); ok {
		l.list.Wheel(msg)
	}
	return nil
}

// latecomerPrivate is what the screen follows from.
type latecomerPrivate struct {
	header view.HeaderProps
	list   view.OwnListProps
}

// latecomerPlaces is where the header, the list and what goes on from it lie.
func latecomerPlaces(r frame.Rect) (head, list, goOn frame.Rect) {
	head, list = r.SplitTop(stage.HeaderRows)
	if r.H >= 16 {
		_, list = list.SplitTop(1)
	}
	goOn, list = list.SplitBottom(1)
	return head, view.ReadingWidth(list), goOn
}

// goOnLine says how one goes on, also while the footer says something else.
type goOnLine struct{}

// Draw draws it.
func (goOnLine) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := c.Text(2, 0, dc.Theme.Key, dc.Words.T("keyname.enter"))
	c.TextIn(x+1, 0, c.W()-x-3, dc.Theme.Strong, dc.Words.T("participant.waiting.goon"))
}

// Settle takes up where the list lies.
func (l *latecomer) Settle(layout stage.SharedLayout) {
	_, list, _ := latecomerPlaces(frame.Rect(layout.(view.WholeArea)))
	revs := l.Board().Revs
	revs.Ratings, revs.People = 0, 0
	page := latecomerList{view.BoardParts(l.Snapshot(), revs), l.Person().Name, list.H}
	view.ShowList(l.list, page, list)
}

func (l *latecomer) Private(_ stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, latecomerPrivate{l.HeaderProps(l.Board().Title), l.list.OwnList()})
}

// DrawPrivate lays the list under the header, and how one goes on under that.
func (p latecomerPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	head, _, goOn := latecomerPlaces(r)
	return p.list.Add(dc, append(p.header.Panes(dc, head), dc.Pane(goOn, goOnLine{})))
}

// latecomerList is what they read, in about h rows.
type latecomerList struct {
	board *model.Board
	name  string
	h     int
}

// decidedRows is how many rows of what was decided there are, in a list of h rows.
func decidedRows(h int) int { return min(7, max(1, h/5)) }

func (l latecomerList) Rows(dc stage.DrawContext, w int) *view.Rows {
	p, b, ph := &view.Rows{W: w}, l.board, l.board.Phase()
	if ph == nil {
		return p
	}
	p.Tight = l.h < 14
	if !p.Tight {
		p.Text(2, dc.Theme.Title, dc.Words.T("participant.waiting.hello", "Name", l.name))
	}
	p.Text(2, dc.Theme.Strong, dc.Words.T("report.sofar.where", "N", b.Current()+1, "Total", len(b.Phases()), "Phase", dc.PhaseTitle(ph)))
	if lies := report.OnBoard(dc.Words, b); lies != "" && !p.Tight {
		p.Text(2, dc.Theme.Muted, dc.Words.T("report.sofar.board", "Items", lies))
	}
	if !matter.Brief(p, dc, b, decidedRows(l.h)) {
		p.Gap()
		p.Text(2, dc.Theme.Muted, dc.Words.T("report.sofar.nothing"))
	}
	p.Heading(dc.Accent.With(frame.Bold), dc.Words.T("report.sofar.now"))
	if round := b.OpenRound(); round != nil {
		p.Text(4, dc.Theme.Strong, dc.Words.T("report.sofar.vote", "Dots", dc.Words.N("unit.dots", round.Dots)))
	} else if prompt := dc.Local(ph.Prompt); prompt != "" {
		p.Text(4, dc.Theme.Strong, prompt)
	}
	p.Text(4, dc.Theme.Text, strings.TrimSpace(dc.Local(ph.Instruction)))
	return p
}
