package participant

import (
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

var fieldWords = [...]string{"participant.commit.what", "participant.commit.who", "participant.commit.when", "participant.commit.question"}

var fieldHints = [...]string{"participant.commit.whathint", "participant.commit.whohint", "participant.commit.whenhint"}

const labelWidth = 11

func (c *commit) panes(r frame.Rect) []frame.Pane {
	panes, rest := c.frameUp(r, false)
	rest = reading(rest)
	for i := range c.spots {
		c.spots[i] = frame.Rect{}
		if i == fieldQuestion && c.last() != fieldQuestion {
			continue
		}
		var at frame.Rect
		at, rest = rest.SplitTop(1)
		c.spots[i] = at
		label, field := at.SplitLeft(labelWidth)
		panes = append(panes, c.labelPane(label, i))
		if i == fieldQuestion {
			panes = append(panes, c.questionPane(field))
		} else {
			panes = append(panes, c.fields[i].pane(field, "", c.Words.T(fieldHints[i]), c.at == i))
		}
	}
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	b := c.Board()
	c.list.choose = c.at == fieldList
	rev := max(b.Revs.Commitments, b.Revs.Questions)
	panes = append(panes, c.list.panes(rest, rev, nil, func(dc stage.DrawContext, w int) *page { return commitmentsPage(dc, b, w) })...)
	return append(panes, c.ownMarks()...)
}

func (c *commit) labelPane(r frame.Rect, i int) frame.Pane {
	dc, here := c.DrawContext(), c.at == i
	word := fieldWords[i]
	return frame.Pane{Rect: r, Key: c.key("label", 0, [2]any{i, here}), Draw: func(cv *frame.Canvas) {
		style := dc.Theme.Muted
		if here {
			style = dc.Accent.With(frame.Bold)
			cv.Text(0, 0, style, "▸")
		}
		cv.TextIn(2, 0, cv.W()-2, style, dc.Words.T(word))
	}}
}

func (c *commit) questionPane(r frame.Rect) frame.Pane {
	dc, here := c.DrawContext(), c.at == fieldQuestion
	text := dc.Words.T("participant.commit.noquestion")
	if said := itemText(c.Board(), c.from); said != "" {
		text = strings.Join(strings.Fields(said), " ")
	}
	return frame.Pane{Rect: r, Key: c.key("commit.question", 0, [2]any{text, here}), Draw: func(cv *frame.Canvas) {
		style := dc.Theme.Text
		if here {
			style = dc.Accent.With(frame.Bold)
		}
		cv.Text(2, 0, dc.Theme.Key, "‹")
		end := cv.TextIn(4, 0, cv.W()-8, style, text)
		cv.Text(end+1, 0, dc.Theme.Key, "›")
	}}
}

// commitmentsPage lists all commitments under the questions they answer.
func commitmentsPage(dc stage.DrawContext, b *model.Board, w int) *page {
	p := &page{w: w}
	all := b.Commitments()
	p.add(row{indent: 2, left: []span{{dc.Theme.Strong, dc.Words.N("unit.commitments", len(b.Promises()))}}})
	if len(all) == 0 {
		p.gap()
		p.text(4, dc.Theme.Muted, dc.Words.T("participant.commit.empty"))
	}
	var order []model.ItemID
	for _, c := range all {
		if !slices.Contains(order, c.From) {
			order = append(order, c.From)
		}
	}
	for _, from := range order {
		p.gap()
		if text := itemText(b, from); text != "" {
			p.add(row{indent: 4, left: []span{{dc.Theme.Muted, frame.Truncate(text, w-8)}}})
		}
		for _, c := range all {
			if c.From == from {
				commitmentRow(p, dc, b, c)
			}
		}
	}
	return p
}

func commitmentRow(p *page, dc stage.DrawContext, b *model.Board, c *model.Commitment) {
	p.item(entry{id: c.ID}, 4, []span{{dc.Accent, "▪ "}}, dc.Theme.Text, c.What, 3)
	var by []span
	if who := report.Promiser(b, c, dc.Words); who != "" {
		by = append(by, span{dc.Theme.Strong, frame.Truncate(who, p.w-10)})
	}
	if c.When != "" {
		if len(by) > 0 {
			by = append(by, span{dc.Theme.Muted, "  ·  "})
		}
		by = append(by, span{dc.Theme.Muted, frame.Truncate(c.When, max(4, p.w-10-width(by)))})
	}
	if len(by) > 0 {
		p.add(row{indent: 6, left: by})
		p.entries[len(p.entries)-1].h++
	}
}

// ownMarks tell one's own commitments from the others'.
func (c *commit) ownMarks() []frame.Pane {
	dc, b := c.DrawContext(), c.Board()
	var panes []frame.Pane
	for _, e := range c.list.visible() {
		x := b.Commitment(e.id)
		if y, seen := c.list.screenY(e); seen && x != nil && x.By == c.Me.Person {
			panes = append(panes, frame.Pane{
				Rect: frame.Rect{X: c.list.rect.X + 2, Y: y, W: 1, H: 1}, Key: c.key("own", 0, nil),
				Draw: func(cv *frame.Canvas) { cv.Text(0, 0, dc.Accent.With(frame.Bold), "›") },
			})
		}
	}
	return panes
}
