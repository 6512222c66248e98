package ballot

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// beforeVote is a voting phase before its round opens.
type beforeVote struct {
	*view.Terminal
	view.Unshared
	view.NoText
	list *view.List
}

func newBeforeVote(t *view.Terminal) view.View {
	return &beforeVote{Terminal: t, list: view.NewList(t)}
}

// beforeVoteKeys is what the actions follow from.
type beforeVoteKeys struct{ list view.ListKeys }

func (s *beforeVote) Keys(last view.KeyProps) view.KeyProps {
	return view.SameKeys(last, beforeVoteKeys{s.list.Keys()})
}

// Actions are to move in the list.
func (k beforeVoteKeys) Actions(at view.Target) stage.Actions {
	return k.list.Actions(view.On(at, func(s *beforeVote) *view.List { return s.list }))
}

// votableList is what can be voted on.
type votableList struct{ board *model.Board }

func (l votableList) Rows(dc stage.DrawContext, w int) *view.Rows {
	p := &view.Rows{W: w}
	p.Text(2, dc.Theme.Strong, dc.Words.T("participant.vote.soon"))
	p.Gap()
	for _, id := range l.board.Votable() {
		p.Item(view.Entry{ID: id}, 2, []view.Span{{Style: dc.Accent, Text: "○ "}}, dc.Theme.Text, view.ItemText(l.board, id), 2)
	}
	return p
}

// Settle takes up the list.
func (s *beforeVote) Settle(layout stage.SharedLayout) {
	revs, rest := s.Board().Revs, s.OwnTopProps().Places(s.DrawContext(), frame.Rect(layout.(view.WholeArea))).Rest
	view.ShowList(s.list, votableList{view.BoardParts(s.Snapshot(), model.Revs{Ideas: revs.Ideas, Questions: revs.Questions, Agenda: revs.Agenda, Rounds: revs.Rounds})}, view.ReadingWidth(rest))
}

func (s *beforeVote) Private(_ stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, topListProps{s.OwnTopProps(), s.list.OwnList()})
}

// topListProps is the upper part of a phase with a list under it, of which nothing
// is shared.
type topListProps struct {
	top  view.OwnTopProps
	list view.OwnListProps
}

// DrawPrivate lays both.
func (p topListProps) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	return p.list.Add(dc, p.top.Panes(dc, r, p.top.Places(dc, r)))
}
