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
	still
	list *pager
}

func newResults(d *desk) *results { return &results{desk: d, list: newPager(d, "results")} }

func (s *results) actions() []action {
	if s.hint.LookBack == nil {
		return s.list.actions()
	}
	look := action{keys: []string{"v", "enter"}, word: "participant.key.lookback", short: true, do: func() tea.Cmd {
		return s.Show(s.hint.LookBack())
	}}
	return append([]action{look}, s.list.actions()...)
}

func (s *results) update(msg tea.Msg) tea.Cmd {
	if msg, ok := msg.(tea.MouseWheelMsg); ok {
		s.list.wheel(msg)
	}
	return nil
}

func (s *results) panes(r frame.Rect) []frame.Pane {
	dc, b := s.DrawContext(), s.Board()
	head, rest := r.SplitTop(stage.HeaderRows)
	panes := s.header(head, b.Title)
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	said := dc.Words.T("participant.results.thanks")
	thanks, rest := rest.SplitTop(len(frame.WrapLines(said, r.W-4)) + min(1, max(0, r.H/10-1)))
	panes = append(panes, frame.Pane{Rect: thanks, Key: s.key("ended", 0, nil), Draw: func(c *frame.Canvas) {
		c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: c.H()}, dc.Theme.Strong, said)
	}})
	return append(panes, resultPanes(s.list, rest)...)
}

// resultPanes show what a workshop has come to so far.
func resultPanes(g *pager, r frame.Rect) []frame.Pane {
	b, ideas := g.desk.Board(), g.desk.everybodys()
	revs := b.Revs
	rev := max(revs.Ideas, revs.Questions, revs.Commitments, revs.Agenda, revs.Rounds)
	return g.panes(r, rev, nil, func(dc stage.DrawContext, w int) *page { return resultsPage(dc, b, ideas, w) })
}

// resultsPage is the questions, the last vote, the commitments and the board.
func resultsPage(dc stage.DrawContext, b *model.Board, ideas *view, w int) *page {
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
	for i, g := range ideas.groups() {
		if len(g.Ideas) == 0 {
			continue
		}
		col := tableColumn{cluster: g.Cluster, ideas: g.Ideas, number: i}
		section(p, dc, col.title(dc), span{dc.Theme.Muted, strconv.Itoa(len(g.Ideas))})
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
	if len(p.rows) == 0 {
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
