package closing

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/ballot"
	"verkstad/ui/participant/ideas"
	"verkstad/ui/participant/view"
	"verkstad/ui/participant/wording"
	"verkstad/ui/stage"
)

// results is what the workshop came to, to read through when it has ended.
type results struct {
	*view.Terminal
	view.Unshared
	view.NoText
	list *view.List
}

// NewResults is the view of a workshop that has ended.
func NewResults(t *view.Terminal) view.View { return &results{Terminal: t, list: view.NewList(t)} }

// resultsKeys is what the actions follow from.
type resultsKeys struct {
	list     view.ListKeys
	lookBack bool // there is a review to go to
}

func (s *results) Keys(last view.KeyProps) view.KeyProps {
	return view.SameKeys(last, resultsKeys{s.list.Keys(), s.Hint.LookBack != nil})
}

// Actions are to read, and to look back.
func (k resultsKeys) Actions(at view.Target) stage.Actions {
	actions := k.list.Actions(view.On(at, func(s *results) *view.List { return s.list }))
	if !k.lookBack {
		return actions
	}
	look := stage.Action{Keys: []string{"v", "enter"}, Word: "participant.key.lookback", Footer: true, Do: view.On(at, func(s *results) tea.Cmd {
		return s.Show(s.Hint.LookBack())
	})}
	return append(stage.Actions{look}, actions...)
}

func (s *results) Update(msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(tea.MouseWheelMsg); ok {
		s.list.Wheel(msg)
	}
	return nil
}

// resultsPrivate is what the screen follows from.
type resultsPrivate struct {
	header view.HeaderProps
	list   view.OwnListProps
}

// resultsPlaces is where the header, the thanks and the list lie.
func resultsPlaces(dc stage.DrawContext, r frame.Rect) (head, thanks, list frame.Rect) {
	head, rest := r.SplitTop(stage.HeaderRows)
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	said := dc.Words.T("participant.results.thanks")
	thanks, list = rest.SplitTop(len(frame.WrapLines(said, r.W-4)) + min(1, max(0, r.H/10-1)))
	return head, thanks, list
}

// Settle takes up where the list lies.
func (s *results) Settle(layout stage.SharedLayout) {
	_, _, list := resultsPlaces(s.DrawContext(), frame.Rect(layout.(view.WholeArea)))
	view.ShowList(s.list, resultsListOf(s.Terminal), list)
}

func (s *results) Private(_ stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, resultsPrivate{s.HeaderProps(s.Board().Title), s.list.OwnList()})
}

// DrawPrivate lays the thanks over the list.
func (p resultsPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	head, thanks, _ := resultsPlaces(dc, r)
	return p.list.Add(dc, append(p.header.Panes(dc, head), dc.Pane(thanks, endedThanks{})))
}

// endedThanks thanks everybody.
type endedThanks struct{}

// Draw draws the thanks.
func (endedThanks) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: c.H()}, dc.Theme.Strong, dc.Words.T("participant.results.thanks"))
}

// resultsList is what a workshop has come to so far.
type resultsList struct {
	board *model.Board
	ideas *view.VisibleIdeas
}

// resultsList is that of the terminal's board.
func resultsListOf(t *view.Terminal) resultsList {
	s, revs := t.Snapshot(), t.Board().Revs
	revs.Ratings = 0
	return resultsList{view.BoardParts(s, revs), view.VisibleIdeasOf(s)}
}

func (l resultsList) Rows(dc stage.DrawContext, w int) *view.Rows {
	return resultsPage(dc, l.board, l.ideas, w)
}

// resultsPage is the questions, the last vote, the commitments and the board.
func resultsPage(dc stage.DrawContext, b *model.Board, seen *view.VisibleIdeas, w int) *view.Rows {
	p := &view.Rows{W: w}
	chosenQuestions(p, dc, b)
	if round := b.LastResult(); round != nil {
		section(p, dc, dc.Words.T("activity.vote"))
		ballot.OutcomeRows(p, dc, b, round, 7)
	}
	if all := b.Commitments(); len(all) > 0 {
		section(p, dc, dc.Words.T("participant.results.commitments"))
		for _, c := range all {
			wording.CommitmentRow(p, dc, b, c)
		}
	}
	for _, g := range seen.Groups() {
		if len(g.Ideas) == 0 {
			continue
		}
		section(p, dc, ideas.GroupTitle(dc, g), view.Span{Style: dc.Theme.Muted, Text: strconv.Itoa(len(g.Ideas))})
		for _, idea := range g.Ideas {
			p.Item(view.Entry{ID: idea.ID}, 4, []view.Span{view.SectorMark(dc, idea.Sector), {Style: dc.Theme.Text, Text: " "}}, dc.Theme.Text, idea.Text, 3)
		}
	}
	if parked := b.ParkingLot(view.Anybody); len(parked) > 0 {
		section(p, dc, dc.Words.T("participant.results.parked"))
		for _, idea := range parked {
			p.Item(view.Entry{ID: idea.ID}, 4, []view.Span{view.SectorMark(dc, idea.Sector), {Style: dc.Theme.Text, Text: " "}}, dc.Theme.Text, idea.Text, 3)
		}
	}
	if p.Empty() {
		p.Text(2, dc.Theme.Muted, dc.Words.T("participant.results.empty"))
	}
	return p
}

func section(p *view.Rows, dc stage.DrawContext, title string, right ...view.Span) {
	p.Heading(dc.Accent.With(frame.Bold), title, right...)
	p.Add(view.Row{HasRule: true, Rule: dc.Theme.Border})
}

func chosenQuestions(p *view.Rows, dc stage.DrawContext, b *model.Board) {
	first := true
	for _, q := range b.Questions() {
		if !q.Chosen {
			continue
		}
		if first {
			section(p, dc, dc.Words.T("participant.results.questions"))
			first = false
		}
		p.Item(view.Entry{ID: q.ID}, 4, []view.Span{{Style: dc.Accent, Text: "● "}}, dc.Theme.Text, q.Text, 3)
	}
}
