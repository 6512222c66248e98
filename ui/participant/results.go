package participant

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// results is what the workshop came to, to read through when it has ended.
type results struct {
	*desk
	unshared
	still
	list *pager
}

func newResults(d *desk) part { return &results{desk: d, list: newPager(d)} }

// resultsKeys is what the actions follow from.
type resultsKeys struct {
	list     listKeys
	lookBack bool // there is a review to go to
}

func (s *results) Keys(last keyProps) keyProps {
	return sameKeys(last, resultsKeys{s.list.keys(), s.hint.LookBack != nil})
}

// Actions are to read, and to look back.
func (k resultsKeys) Actions() []action {
	actions := k.list.actions(listOf(func(s *results) *pager { return s.list }))
	if !k.lookBack {
		return actions
	}
	look := action{keys: []string{"v", "enter"}, word: "participant.key.lookback", short: true, do: on(func(s *results) tea.Cmd {
		return s.Show(s.hint.LookBack())
	})}
	return append([]action{look}, actions...)
}

func (s *results) Update(msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(tea.MouseWheelMsg); ok {
		s.list.wheel(msg)
	}
	return nil
}

// resultsPrivate is what the screen follows from.
type resultsPrivate struct {
	header headerProps
	list   ownListProps
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
	_, _, list := resultsPlaces(s.DrawContext(), frame.Rect(layout.(wholeArea)))
	show(s.list, resultsListOf(s.desk), list)
}

func (s *results) Private(_ stage.SharedLayout, last privateProps) privateProps {
	return samePrivate(last, resultsPrivate{s.headerProps(s.Board().Title), s.list.ownList()})
}

// DrawPrivate lays the thanks over the list.
func (p resultsPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	head, thanks, _ := resultsPlaces(dc, r)
	return p.list.add(dc, append(p.header.panes(dc, head), dc.Pane(thanks, endedThanks{})))
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
	ideas *view
}

// resultsList is that of the terminal's board.
func resultsListOf(d *desk) resultsList {
	s, revs := d.Snapshot(), d.Board().Revs
	revs.Feedback = 0
	return resultsList{sameParts(s, revs), everybodys(s)}
}

func (l resultsList) page(dc stage.DrawContext, w int) *page {
	return resultsPage(dc, l.board, l.ideas, w)
}

// resultsPage is the questions, the last vote, the commitments and the board.
func resultsPage(dc stage.DrawContext, b *model.Board, seen *view, w int) *page {
	p := &page{w: w}
	chosenQuestions(p, dc, b)
	if round := b.LastResult(); round != nil {
		section(p, dc, dc.Words.T("activity.vote"))
		outcomeRows(p, dc, b, round, 7)
	}
	if all := b.Commitments(); len(all) > 0 {
		section(p, dc, dc.Words.T("participant.results.commitments"))
		for _, c := range all {
			commitmentRow(p, dc, b, c)
		}
	}
	for _, g := range seen.groups() {
		if len(g.Ideas) == 0 {
			continue
		}
		section(p, dc, groupTitle(dc, g), span{dc.Theme.Muted, strconv.Itoa(len(g.Ideas))})
		for _, idea := range g.Ideas {
			p.item(entry{id: idea.ID}, 4, []span{mark(dc, idea.Sector), {dc.Theme.Text, " "}}, dc.Theme.Text, idea.Text, 3)
		}
	}
	if parked := b.ParkingLot(room); len(parked) > 0 {
		section(p, dc, dc.Words.T("participant.results.parked"))
		for _, idea := range parked {
			p.item(entry{id: idea.ID}, 4, []span{mark(dc, idea.Sector), {dc.Theme.Text, " "}}, dc.Theme.Text, idea.Text, 3)
		}
	}
	if p.empty() {
		p.text(2, dc.Theme.Muted, dc.Words.T("participant.results.empty"))
	}
	return p
}

func section(p *page, dc stage.DrawContext, title string, right ...span) {
	p.heading(dc.Accent.With(frame.Bold), title, right...)
	p.add(row{hasRule: true, rule: dc.Theme.Border})
}

func chosenQuestions(p *page, dc stage.DrawContext, b *model.Board) {
	first := true
	for _, q := range b.Questions() {
		if !q.Chosen {
			continue
		}
		if first {
			section(p, dc, dc.Words.T("participant.results.questions"))
			first = false
		}
		p.item(entry{id: q.ID}, 4, []span{{dc.Accent, "★ "}}, dc.Theme.Text, q.Text, 3)
	}
}
