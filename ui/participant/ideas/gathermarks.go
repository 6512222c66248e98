package ideas

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// marks finds where on the list the ideas of each person begin.
func marks(l view.ListLayout) map[model.PersonID]*[]frame.Rect {
	marks := map[model.PersonID]*[]frame.Rect{}
	for _, e := range l.Rows.Beginning(l.Top, l.Rect.H) {
		if e.By == 0 {
			continue
		}
		at := marks[e.By]
		if at == nil {
			at = new([]frame.Rect)
			marks[e.By] = at
		}
		*at = append(*at, frame.Rect{X: l.Rect.X + 2, Y: l.Rect.Y + e.Y - l.Top, W: 1, H: 1})
	}
	return marks
}

// gathering is the phase, while the group is in it; nil afterwards.
func (g *gather) gathering() *model.Phase {
	if ph := g.Board().Phase(); ph != nil && ph.ID == g.phase {
		return ph
	}
	return nil
}

// chipsProps is the categories of a phase, with the one that the next idea gets.
type chipsProps struct {
	phase *model.Phase // nil for none
	at    int          // from 1; 0 is none
}

func (g *gather) chipsProps() chipsProps { return chipsProps{g.gathering(), g.category} }

// names is what the categories are called.
func (p chipsProps) names(dc stage.DrawContext) []string {
	if p.phase == nil {
		return nil
	}
	out := make([]string, len(p.phase.Categories))
	for i, c := range p.phase.Categories {
		out[i] = dc.Local(c)
	}
	return out
}

// Draw draws them in a row.
func (p chipsProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := 2
	for i, name := range p.names(dc) {
		style := dc.Theme.Muted
		if i+1 == p.at {
			style = dc.Accent.With(frame.Bold | frame.Reverse)
		}
		x = c.Text(x, 0, style, " "+name+" ") + 1
	}
}

// chipAt is the category at column x of the chips; 0 between them.
func (p chipsProps) chipAt(dc stage.DrawContext, x int) int {
	at := 2
	for i, name := range p.names(dc) {
		w := frame.Width(name) + 2
		if x >= at && x < at+w {
			return i + 1
		}
		at += w + 1
	}
	return 0
}
