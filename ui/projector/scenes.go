package projector

import (
	"strings"

	"verkstad/model/report"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/widget"
)

// welcome shows the way in.
func (p *page) welcome(r frame.Rect) {
	r = p.footPeople(r)
	t, w := p.env.Theme, p.env.Words
	code := p.code(r.W-40, r.H)
	if len(code) > 0 {
		var left frame.Rect
		left, r = r.SplitLeft(frame.Width(code[0]) + 5)
		p.drawCode(frame.Rect{X: left.X, Y: left.Y, W: frame.Width(code[0]), H: len(code)}, code)
	}
	lines := [4]string{w.T("projector.welcome"), w.T("projector.type"), boardview.JoinLine(p.join), w.T("projector.then")}
	if lines[2] == "" {
		lines = [4]string{w.T("projector.welcome"), w.T("projector.notserved"), "", ""}
	}
	if when := p.env.Awaited(); when != "" {
		lines[0] += " " + w.T("projector.startsat", "When", when)
	}
	if p.join.LocalOnly {
		lines[3] = w.T("projector.localonly")
	}
	fingerprint, accent := p.join.Fingerprint, p.accent.With(frame.Bold)
	counts, sectors := p.crowd.Sectors, boardview.NewSectors(p.env)
	type extra struct {
		lines  [4]string
		finger string
		counts boardview.Counts
	}
	p.add(r, "welcome", p.b.Revs.Agenda, extra{lines, fingerprint, counts}, func(c *frame.Canvas) {
		gap := 0
		if c.H() >= 12 {
			gap = 1
		}
		y := c.Wrap(frame.Rect{W: min(c.W(), textWidth), H: 2}, t.Title, lines[0]) + gap
		y += c.Wrap(frame.Rect{Y: y, W: min(c.W(), textWidth), H: 3}, t.Text, lines[1]) + gap
		y += c.Wrap(frame.Rect{Y: y, W: c.W(), H: 2}, accent, lines[2]) + gap
		y += c.Wrap(frame.Rect{Y: y, W: min(c.W(), textWidth), H: 3}, t.Muted, lines[3]) + 1
		if rows := c.H() - y; rows >= 6 {
			step := 1
			if rows >= 14 {
				step = 2
			}
			y += gap
			y += sectors.Rows(c.Sub(frame.Rect{Y: y, W: min(c.W(), textWidth), H: rows}), step, counts)
		}
		if c.H()-y >= 3 && fingerprint != "" {
			c.Wrap(frame.Rect{Y: c.H() - 2, W: c.W(), H: 2}, t.Faint, fingerprint)
		}
	})
}

// footPeople is the last line with who is here, where the way in is shown large.
func (p *page) footPeople(r frame.Rect) frame.Rect {
	line, rest := r.SplitBottom(1)
	people, t := p.people(), p.env.Theme
	p.add(line, "people", 0, people, func(c *frame.Canvas) { c.TextIn(0, 0, c.W(), t.Strong, people) })
	if r.H >= 12 {
		_, rest = rest.SplitBottom(1)
	}
	return rest
}

func (p *page) code(w, h int) []string {
	k := codeKey{p.join.URL, w, h}
	return p.s.codes.Get(k, func() []string { return boardview.Code(k.url, k.w, k.h) })
}

func (p *page) drawCode(r frame.Rect, rows []string) {
	p.add(r, "code", 0, p.join.URL, func(c *frame.Canvas) { widget.DrawQR(c, 0, 0, rows) })
}

// calm is a phase whose matter is what people say or write, not the board: the
// clock and the question fill the wall.
func (p *page) calm(r frame.Rect) {
	r = p.foot(r)
	counting := p.scene.Kind == boardview.Hidden || p.scene.Kind == boardview.Return
	h := r.H
	if counting {
		h = max(1, min(r.H-2, r.H*6/10))
	}
	if code := p.code(r.W, r.H-12); len(code) > 0 && len(code) <= r.H-12 {
		at, _ := r.SplitBottom(len(code))
		at.W = frame.Width(code[0])
		p.drawCode(at, code)
		side := frame.Rect{X: at.Right() + 6, Y: at.Y, W: r.Right() - at.Right() - 6, H: at.H}
		_, r = r.SplitBottom(len(code) + 1)
		rest := p.hero(r, r.H, p.clockRoom(r))
		if !counting {
			return
		}
		if side.W < 44 {
			_, side = rest.SplitTop(1)
		}
		p.counts(side)
		return
	}
	rest := p.hero(r, h, p.clockRoom(r))
	if counting {
		if rest.H > 8 {
			_, rest = rest.SplitTop(1)
		}
		p.counts(rest)
	}
}

// clockRoom is the width that the clock may take where nothing hangs on the
// wall: all but what the text beside it needs.
func (p *page) clockRoom(r frame.Rect) int { return max(r.W*45/100, r.W-42) }

// counts says how many ideas have come from whom, or how many have answered.
func (p *page) counts(r frame.Rect) {
	if p.scene.Kind == boardview.Return {
		n := p.b.Feedback().Len()
		p.progress(r, p.env.Words.T("projector.answered", "N", n, "Total", max(n, p.crowd.N)), n, max(n, p.crowd.N))
		return
	}
	ph := p.b.Phase()
	n, by := p.b.IdeaCount(ph.ID)
	title := p.env.Words.N("unit.ideas", n)
	sectors, t := boardview.NewSectors(p.env), p.env.Theme
	p.add(r, "counts", p.b.Revs.Ideas, ph.ID, func(c *frame.Canvas) {
		if c.H() < 7 {
			x := c.Text(0, 0, t.Title, title) + 3
			sectors.Line(c, x, 0, by)
			return
		}
		c.Text(0, 0, t.Title, title)
		step := 1
		if c.H() >= 11 {
			step = 2
		}
		sectors.Rows(c.Sub(frame.Rect{Y: 2, W: min(c.W(), 100), H: c.H() - 2}), step, by)
	})
}

// progress draws how far a count has come.
func (p *page) progress(r frame.Rect, text string, n, of int) {
	t, accent := p.env.Theme, p.accent
	type extra struct {
		text  string
		n, of int
	}
	p.add(r, "progress", p.b.Revs.Agenda, extra{text, n, of}, func(c *frame.Canvas) {
		x := c.Text(0, 0, t.Title, text) + 3
		y, w := 0, min(c.W()-x, 60)
		if w < 12 || c.H() >= 3 {
			x, y, w = 0, 1, min(c.W(), 60)
		}
		if c.H() >= 4 {
			y = 2
		}
		frame.Progress(c, x, y, w, float64(n)/float64(max(1, of)), accent.With(frame.Bold), t.Border)
	})
}

// large is a phase whose matter hangs on the wall: the clock makes room for it.
func (p *page) large(r frame.Rect) {
	r = p.foot(r)
	h := 3
	switch {
	case r.H >= 100:
		h = 22
	case r.H >= 60:
		h = 12
	case r.H >= 30:
		h = 7
	case r.H >= 24: // most instructions are read whole
		h = 5
	case r.H < 12:
		h = 1
	}
	r = p.hero(r, h, r.W*45/100)
	if r.H >= 8 {
		_, r = r.SplitTop(1)
	}
	if code := p.code(29+4, 17); r.W >= 150 && r.H >= 24 && len(code) > 0 {
		var side frame.Rect
		side, r = r.SplitRight(frame.Width(code[0]) + 6)
		p.drawCode(frame.Rect{X: side.X + 6, Y: side.Bottom() - len(code), W: side.W - 6, H: len(code)}, code)
	}
	caption, r := r.SplitTop(1)
	if r.H >= 6 {
		_, r = r.SplitTop(1)
	}
	if r.H >= 1 {
		p.caption(caption, r)
		p.hang(r)
	}
}

// caption says what hangs there, how much of it, and which page this is.
func (p *page) caption(at, hung frame.Rect) {
	w, t := p.env.Words, p.env.Theme
	on, turn := p.wallAt(hung)
	right := ""
	if on.Pages > 1 {
		right = w.T("projector.page", "N", turn+1, "Total", on.Pages)
	}
	if p.scene.Kind == boardview.Cards && p.scene.Eyes.Session == 0 {
		n, by := p.b.IdeaCount(0) // those of earlier steps hang here, too
		title, sectors := w.N("unit.ideas", n), boardview.NewSectors(p.env)
		p.add(at, "cards", p.b.Revs.Ideas, right, func(c *frame.Canvas) {
			end := c.TextRight(c.W(), 0, t.Muted, right)
			c = c.Sub(frame.Rect{W: max(1, end-2), H: 1})
			sectors.Line(c, c.Text(0, 0, t.Title, title)+3, 0, by)
		})
		return
	}
	if r := p.b.OpenRound(); r != nil {
		n, of := r.Cast(), p.b.Electors(r, p.env.Room.Presence().Voters)
		p.progress(at, report.TurnoutOf(w, r, n, of), n, max(n, of))
		if right != "" {
			at, _ = at.SplitRight(frame.Width(right))
			p.add(at, "page", 0, right, func(c *frame.Canvas) { c.Text(0, 0, t.Muted, right) })
		}
		return
	}
	text := p.captionText()
	p.add(at, "caption", p.scene.Rev, [2]string{text, right}, func(c *frame.Canvas) {
		end := c.TextRight(c.W(), 0, t.Muted, right)
		c.TextIn(0, 0, end-1, t.Title, text)
	})
}

func (p *page) captionText() string {
	w := p.env.Words
	if id := p.scene.Eyes.Session; id != 0 {
		return boardview.SessionText(p.env, id)
	}
	switch p.scene.Kind {
	case boardview.Slot:
		n, _ := p.b.IdeaCount(p.b.Phase().ID)
		return w.N("unit.sessions", len(p.b.Phase().Sessions)) + " · " + w.N("unit.ideas", n)
	case boardview.Clusters:
		n, _ := p.b.IdeaCount(0)
		return w.N("unit.clusters", len(p.b.Clusters())) + " · " + w.N("unit.ideas", n)
	case boardview.Candidates:
		return w.T("projector.soon")
	case boardview.Result:
		return w.T("projector.result") + " · " + report.Turnout(w, p.b, p.b.Round(p.scene.Round), 0)
	case boardview.Questions:
		return w.N("unit.questions", len(p.b.Questions()))
	case boardview.Chosen:
		return w.T("projector.chosen")
	case boardview.Commitments:
		return w.N("unit.commitments", len(p.b.Promises()))
	}
	return ""
}

// thanks is the end: what came of it, and how well the time was spent.
func (p *page) thanks(r frame.Rect) {
	w, t := p.env.Words, p.env.Theme
	n, _ := p.b.IdeaCount(0)
	sums := []string{
		w.N("unit.ideas", n), w.N("unit.clusters", len(p.b.Clusters())),
		w.N("unit.questions", len(p.b.Questions())), w.N("unit.commitments", len(p.b.Promises())),
	}
	texts := [2]string{w.T("projector.thanks"), strings.Join(sums, " · ")}
	accent := p.accent.With(frame.Bold)
	top, rest := r.SplitTop(min(4, r.H))
	p.add(top, "thanks", p.b.Revs.Agenda, texts, func(c *frame.Canvas) {
		c.TextIn(0, 0, c.W(), accent, texts[0])
		c.TextIn(0, 2, c.W(), t.Text, texts[1])
	})
	if rest.H >= 2 {
		p.hang(rest)
	}
}
