package ideas

import (
	"slices"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// ownIdeas is what a person wrote in a phase. It does not change.
type ownIdeas struct {
	phase *model.Phase
	ideas []*model.Idea
}

// ownIdeasList lists them, while nobody sees those of others.
type ownIdeasList struct{ mine *ownIdeas }

func (l ownIdeasList) Rows(dc stage.DrawContext, w int) *view.Rows {
	return ideasPage{dc: dc, phase: l.mine.phase, ideas: l.mine.ideas, reads: l.mine.phase.ReadsOut(), empty: "participant.gather.empty"}.rows(w)
}

// ideasPage lists ideas, the newest first, with their sectors and categories. It names
// nobody: an idea is read for itself.
type ideasPage struct {
	dc      stage.DrawContext
	phase   *model.Phase
	ideas   []*model.Idea
	session model.SessionID  // only those of it; 0 for all
	reads   bool             // those that were read out are ticked off
	head    string           // over it, and what is said instead of ideas:
	empty   string           // ids of the catalogue
	tail    func(*view.Rows) // adds rows below; nil for none
}

// listed reports whether an idea is on the list.
func (l ideasPage) listed(i *model.Idea) bool {
	return l.session == 0 || i.Phase == l.phase.ID && i.Session == l.session
}

// rows lays it out in w cells.
func (l ideasPage) rows(w int) *view.Rows {
	count := 0
	for _, i := range l.ideas {
		if l.listed(i) {
			count++
		}
	}
	p := &view.Rows{W: w}
	if l.head != "" {
		p.Heading(l.dc.Theme.Strong, l.dc.Words.T(l.head))
	}
	if count == 0 {
		p.Text(4, l.dc.Theme.Muted, l.dc.Words.T(l.empty))
		if l.tail != nil {
			l.tail(p)
		}
		return p
	}
	left, tail := len(l.ideas), l.tail
	p.Later(count, func() bool {
		for left > 0 {
			left--
			if i := l.ideas[left]; l.listed(i) {
				p.AddEntry(view.Entry{ID: i.ID, By: i.By}, l.row(i, w))
				return true
			}
		}
		if tail != nil {
			tail(p)
			tail = nil
		}
		return false
	})
	return p
}

// row is the rows of an idea, ticked off where it was read out.
func (l ideasPage) row(i *model.Idea, w int) []view.Row {
	rows := ideaRows(l.dc, l.phase, i, w)
	if !l.reads {
		return rows
	}
	mark := view.Span{Style: l.dc.Accent, Text: "○ "}
	if i.Read != 0 {
		mark = view.Span{Style: l.dc.Theme.Ok, Text: "✓ "}
	}
	rows = slices.Clone(ideaRows(l.dc, l.phase, i, w-2))
	for n := range rows {
		rows[n].Indent += 2
	}
	rows[0].Indent, rows[0].Left = 4, append([]view.Span{mark}, rows[0].Left...)
	return rows
}

// ideaKey is what the rows of an idea follow from.
type ideaKey struct {
	idea   *model.Idea
	phase  *model.Phase
	lang   string
	theme  theme.ID
	accent frame.Style
	w      int
}

// ideaRows is the rows of an idea, which never change: when another one comes,
// this one need not be broken into lines again.
func ideaRows(dc stage.DrawContext, ph *model.Phase, i *model.Idea, w int) []view.Row {
	return frame.Hold(dc.Cache, ideaKey{i, ph, dc.Words.Lang(), dc.Theme.ID(), dc.Accent, w}, func() ([]view.Row, int64) {
		p := &view.Rows{W: w}
		ideaRow(p, dc, ph, i)
		rows, _ := p.All()
		return rows, view.RowBytes * int64(len(rows))
	})
}

// ideaRow adds one of a list of ideas.
func ideaRow(p *view.Rows, dc stage.DrawContext, ph *model.Phase, i *model.Idea) {
	var right []view.Span
	category := i.Category
	if i.Filed.Phase == ph.ID {
		category = i.Filed.Category
	}
	if category > 0 && category <= len(ph.Categories) {
		right = append(right, view.Span{Style: dc.Accent, Text: stage.Local(dc.Words.Lang(), ph.Categories[category-1])})
	}
	if goals := (model.Serves{Goals: i.Goals, Targets: i.Targets}).Numbers(); goals != "" && p.W >= 56 {
		right = append(right, view.Span{Style: dc.Theme.Muted, Text: "  " + frame.Truncate(dc.Words.T("wall.goals", "Numbers", goals), 24)})
	}
	p.Item(view.Entry{ID: i.ID}, 4, []view.Span{view.SectorMark(dc, i.Sector), {Style: dc.Theme.Text, Text: " "}}, dc.Theme.Text, i.Text, 3, right...)
}
