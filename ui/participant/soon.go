package participant

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// ballotSoon is a voting phase before its round opens.
type ballotSoon struct {
	*desk
	still
	list *pager
}

func newBallotSoon(d *desk) *ballotSoon { return &ballotSoon{desk: d, list: newPager(d, "soon")} }

func (s *ballotSoon) actions() []action { return s.list.actions() }

func (s *ballotSoon) panes(r frame.Rect) []frame.Pane {
	panes, rest := s.frameUp(r, false)
	b := s.Board()
	rev := max(b.Revs.Ideas, b.Revs.Questions, b.Revs.Agenda)
	return append(panes, s.list.panes(reading(rest), rev, nil, func(dc stage.DrawContext, w int) *page {
		p := &page{w: w}
		p.text(2, dc.Theme.Strong, dc.Words.T("participant.vote.soon"))
		p.gap()
		for _, id := range b.Votable() {
			p.item(entry{id: id}, 2, []span{{dc.Accent, "○ "}}, dc.Theme.Text, itemText(b, id), 2)
		}
		return p
	})...)
}

// itemText is what an item says.
func itemText(b *model.Board, id model.ItemID) string {
	switch {
	case b.Question(id) != nil:
		return b.Question(id).Text
	case b.Cluster(id) != nil:
		return b.Cluster(id).Title
	case b.Idea(id) != nil:
		return b.Idea(id).Text
	}
	return ""
}
