package participant

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// ballotSoon is a voting phase before its round opens.
type ballotSoon struct {
	*desk
	unshared
	still
	list *pager
}

func newBallotSoon(d *desk) part { return &ballotSoon{desk: d, list: newPager(d)} }

// ballotSoonKeys is what the actions follow from.
type ballotSoonKeys struct{ list listKeys }

func (s *ballotSoon) Keys(last keyProps) keyProps {
	return sameKeys(last, ballotSoonKeys{s.list.keys()})
}

// Actions are to move in the list.
func (k ballotSoonKeys) Actions() []action {
	return k.list.actions(listOf(func(s *ballotSoon) *pager { return s.list }))
}

// votableList is what can be voted on.
type votableList struct{ board *model.Board }

func (l votableList) page(dc stage.DrawContext, w int) *page {
	p := &page{w: w}
	p.text(2, dc.Theme.Strong, dc.Words.T("participant.vote.soon"))
	p.gap()
	for _, id := range l.board.Votable() {
		p.item(entry{id: id}, 2, []span{{dc.Accent, "○ "}}, dc.Theme.Text, itemText(l.board, id), 2)
	}
	return p
}

// Settle takes up the list.
func (s *ballotSoon) Settle(layout stage.SharedLayout) {
	revs, rest := s.Board().Revs, s.ownTopProps().places(s.DrawContext(), frame.Rect(layout.(wholeArea))).rest
	show(s.list, votableList{sameParts(s.Snapshot(), model.Revs{Ideas: revs.Ideas, Questions: revs.Questions, Agenda: revs.Agenda, Rounds: revs.Rounds})}, reading(rest))
}

func (s *ballotSoon) Private(_ stage.SharedLayout, last privateProps) privateProps {
	return samePrivate(last, topListProps{s.ownTopProps(), s.list.ownList()})
}

// topListProps is the upper part of a phase with a list under it, of which nothing
// is shared.
type topListProps struct {
	top  ownTopProps
	list ownListProps
}

// DrawPrivate lays both.
func (p topListProps) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	return p.list.add(dc, p.top.panes(dc, r, p.top.places(dc, r)))
}
