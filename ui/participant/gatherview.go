package participant

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// own is what one has written in the phase.
func (g *gather) own() []*model.Idea { return everybodys(g.Board()).own[g.Me.Person] }

func (g *gather) panes(r frame.Rect) []frame.Pane {
	panes, rest := g.frameUp(r, false)
	rest = reading(rest)
	if len(g.categories()) > 0 {
		g.chips, rest = rest.SplitTop(1)
		panes = append(panes, g.chipsPane(g.chips))
	}
	box, rest := rest.SplitTop(g.text.rows(r))
	label, placeholder := g.Words.T("participant.gather.label"), g.Words.T("participant.gather.hint")
	if g.editing != 0 {
		label = g.Words.T("participant.gather.editing")
	}
	panes = append(panes, g.text.pane(box, label, placeholder, !g.listing))
	count, rest := rest.SplitTop(1)
	panes = append(panes, g.countPane(count))
	if r.H >= 22 {
		_, rest = rest.SplitTop(1)
	}
	return append(panes, g.ideaPanes(rest)...)
}

// countPane says how many ideas there are in the room and how many are one's own.
func (g *gather) countPane(r frame.Rect) frame.Pane {
	l, b := g.look(), g.Board()
	all, own := everybodys(b).count, len(g.own())
	hidden := !b.Phase().Revealed()
	return frame.Pane{Rect: r, Key: g.key("gather.count", 0, [3]any{all, own, hidden}), Draw: func(c *frame.Canvas) {
		x := c.Text(2, 0, l.theme.Strong, l.words.N("participant.gather.room", all))
		x = c.Text(x, 0, l.theme.Muted, "  ·  "+l.words.N("participant.gather.own", own))
		if hidden {
			text := l.words.T("participant.gather.hidden")
			if x+frame.Width(text)+4 < c.W() {
				c.TextRight(c.W()-2, 0, l.theme.Faint, text)
			}
		}
	}}
}

// ideaPanes is the list: one's own ideas until they are shown to all, then all.
func (g *gather) ideaPanes(r frame.Rect) []frame.Pane {
	b := g.Board()
	ph := b.Phase()
	g.list.choose = g.listing
	if ph.Revealed() {
		panes := g.list.panes(r, max(b.Revs.Ideas, b.Revs.Agenda), g.phase, func(l look, w int) *page {
			return ideasPage(l, ph, newestFirst(everybodys(b).ideas), w)
		})
		return append(panes, g.ownMarks()...)
	}
	own := g.own()
	var rev uint64
	for _, i := range own {
		rev = max(rev, i.Rev)
	}
	type mine struct {
		me    model.PersonID
		phase model.PhaseID
		n     int
	}
	return g.list.panes(r, rev, mine{g.Me.Person, g.phase, len(own)}, func(l look, w int) *page {
		return ideasPage(l, ph, newestFirst(own), w)
	})
}

func newestFirst(ideas []*model.Idea) []*model.Idea {
	out := make([]*model.Idea, len(ideas))
	for i, idea := range ideas {
		out[len(ideas)-1-i] = idea
	}
	return out
}

// ideasPage lists ideas with their sectors and categories. It names nobody: an
// idea is read for itself.
func ideasPage(l look, ph *model.Phase, ideas []*model.Idea, w int) *page {
	p := &page{w: w}
	for n, i := range ideas {
		if i.Phase != ph.ID {
			continue
		}
		var right []span
		if i.Category > 0 && i.Category <= len(ph.Categories) {
			right = append(right, span{l.accent, stage.Local(l.words.Lang(), ph.Categories[i.Category-1])})
		}
		p.item(entry{id: i.ID, at: n}, 4, []span{l.mark(i.Sector), {l.theme.Text, " "}}, l.theme.Text, i.Text, 3, right...)
	}
	if len(p.entries) == 0 {
		p.text(4, l.theme.Muted, l.words.T("participant.gather.empty"))
	}
	return p
}

// ownMarks tell one's own ideas from the others'.
func (g *gather) ownMarks() []frame.Pane {
	l, b := g.look(), g.Board()
	var panes []frame.Pane
	for _, e := range g.list.visible() {
		y, seen := g.list.screenY(e)
		if i := b.Idea(e.id); seen && i != nil && i.By == g.Me.Person {
			panes = append(panes, frame.Pane{
				Rect: frame.Rect{X: g.list.rect.X + 2, Y: y, W: 1, H: 1},
				Key:  g.key("own", 0, nil),
				Draw: func(c *frame.Canvas) { c.Text(0, 0, l.accent.With(frame.Bold), "›") },
			})
		}
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
	l, at := g.look(), g.category
	names := g.categories()
	return frame.Pane{Rect: r, Key: g.key("chips", g.Board().Revs.Agenda, [2]any{at, g.phase}), Draw: func(c *frame.Canvas) {
		x := 2
		for i, name := range names {
			style := l.theme.Muted
			if i+1 == at {
				style = l.accent.With(frame.Bold | frame.Reverse)
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
