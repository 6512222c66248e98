package participant

import (
	"verkstad/model"
	"verkstad/ui/frame"
)

// marks finds where on the list the ideas of each person begin.
func marks(l listLayout) map[model.PersonID]*[]frame.Rect {
	marks := map[model.PersonID]*[]frame.Rect{}
	for _, e := range l.page.beginning(l.top, l.rect.H) {
		if e.by == 0 {
			continue
		}
		at := marks[e.by]
		if at == nil {
			at = new([]frame.Rect)
			marks[e.by] = at
		}
		*at = append(*at, frame.Rect{X: l.rect.X + 2, Y: l.rect.Y + e.y - l.top, W: 1, H: 1})
	}
	return marks
}

const ownSign = "›"

// ownMarks tell one's own ideas from the others', but for the chosen one.
func (g *gather) ownMarks(at []frame.Rect, chosen []frame.Pane) []frame.Pane {
	dc := g.DrawContext()
	var panes []frame.Pane
	for _, r := range at {
		if len(chosen) > 0 && !chosen[0].Intersect(r).Empty() {
			continue
		}
		panes = append(panes, frame.Pane{Rect: r, Key: g.key("own", 0, nil), Draw: func(c *frame.Canvas) {
			c.Text(0, 0, dc.Accent.With(frame.Bold), ownSign)
		}})
	}
	return panes
}

func (g *gather) categories() []string {
	ph := g.Board().Phase()
	if ph == nil || ph.ID != g.phase {
		return nil
	}
	out := make([]string, len(ph.Categories))
	for i, c := range ph.Categories {
		out[i] = g.Local(c)
	}
	return out
}

// chipsPane shows the categories, with the one that the next idea gets.
func (g *gather) chipsPane(r frame.Rect) frame.Pane {
	dc, at := g.DrawContext(), g.category
	names := g.categories()
	return frame.Pane{Rect: r, Key: g.key("chips", g.Board().Revs.Agenda, [2]any{at, g.phase}), Draw: func(c *frame.Canvas) {
		x := 2
		for i, name := range names {
			style := dc.Theme.Muted
			if i+1 == at {
				style = dc.Accent.With(frame.Bold | frame.Reverse)
			}
			x = c.Text(x, 0, style, " "+name+" ") + 1
		}
	}}
}

// chipAt is the category at column x of the chips; 0 between them.
func (g *gather) chipAt(x int) int {
	at := 2
	for i, name := range g.categories() {
		w := frame.Width(name) + 2
		if x >= at && x < at+w {
			return i + 1
		}
		at += w + 1
	}
	return 0
}
