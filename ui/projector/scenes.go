package projector

import (
	"strings"

	"verkstad/model/report"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/widget"
)

// welcomePicture says how to join, and from where those come who have.
type welcomePicture struct {
	lines       [4]string
	fingerprint string
	counts      boardview.Counts
}

func (p welcomePicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t, gap := dc.Theme, 0
	if c.H() >= 12 {
		gap = 1
	}
	y := c.Wrap(frame.Rect{W: min(c.W(), textWidth), H: 2}, t.Title, p.lines[0]) + gap
	y += c.Wrap(frame.Rect{Y: y, W: min(c.W(), textWidth), H: 3}, t.Text, p.lines[1]) + gap
	y += c.Wrap(frame.Rect{Y: y, W: c.W(), H: 2}, dc.Accent.With(frame.Bold), p.lines[2]) + gap
	y += c.Wrap(frame.Rect{Y: y, W: min(c.W(), textWidth), H: 3}, t.Muted, p.lines[3]) + 1
	if rows := c.H() - y; rows >= 6 {
		step := 1
		if rows >= 14 {
			step = 2
		}
		y += gap
		y += boardview.NewSectors(dc).Rows(c.Sub(frame.Rect{Y: y, W: min(c.W(), textWidth), H: rows}), step, p.counts)
	}
	if c.H()-y >= 3 && p.fingerprint != "" {
		c.Wrap(frame.Rect{Y: c.H() - 2, W: c.W(), H: 2}, t.Faint, p.fingerprint)
	}
}

// welcome shows how to join.
func (v *view) welcome(r frame.Rect) {
	r = v.footPeople(r)
	w := v.dc.Words
	if code := v.code(r.W-40, r.H); len(code.rows) > 0 {
		var left frame.Rect
		left, r = r.SplitLeft(code.width() + 5)
		v.add(frame.Rect{X: left.X, Y: left.Y, W: code.width(), H: len(code.rows)}, code.picture)
	}
	lines := [4]string{w.T("projector.welcome"), w.T("projector.type"), boardview.JoinLine(v.join), w.T("projector.then")}
	if lines[2] == "" {
		lines = [4]string{w.T("projector.welcome"), w.T("projector.notserved"), "", ""}
	}
	if v.starts != "" {
		lines[0] += " " + w.T("projector.startsat", "When", v.starts)
	}
	if v.join.LocalOnly {
		lines[3] = w.T("projector.localonly")
	}
	v.add(r, welcomePicture{lines, v.join.Fingerprint, v.crowd.Sectors})
}

// peoplePicture is the line that says who is here.
type peoplePicture struct{ text string }

func (p peoplePicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(0, 0, c.W(), dc.Theme.Strong, p.text)
}

// footPeople is the last line with who is here, where it is shown large how to
// join. It gives what is above.
func (v *view) footPeople(r frame.Rect) frame.Rect {
	line, rest := r.SplitBottom(1)
	v.add(line, peoplePicture{v.people()})
	if r.H >= 12 {
		_, rest = rest.SplitBottom(1)
	}
	return rest
}

// codePicture is a QR code of an address, as large as fits into w×h cells.
type codePicture struct {
	url  string
	w, h int
}

func (p codePicture) Draw(_ stage.DrawContext, c *frame.Canvas) {
	widget.DrawQR(c, 0, 0, boardview.Code(p.url, p.w, p.h))
}

// code is a QR code with its rows, of which there are none if it does not fit.
type code struct {
	picture codePicture
	rows    []string
}

// width is in cells.
func (c code) width() int { return frame.Width(c.rows[0]) }

// code is the QR code of how to join, for w×h cells.
func (v *view) code(w, h int) code {
	pic := codePicture{v.join.URL, w, h}
	return frame.Hold(v.dc.Cache, pic, func() (code, int64) {
		return code{pic, boardview.Code(pic.url, pic.w, pic.h)}, 4 << 10
	})
}

// calm is a phase whose matter is what people say or write, not the board: the
// clock and the question fill the wall.
func (v *view) calm(r frame.Rect) {
	r = v.foot(r)
	counting := v.scene.Kind == boardview.Hidden || v.scene.Kind == boardview.Return
	h := r.H
	if counting {
		h = max(1, min(r.H-2, r.H*6/10))
	}
	if code := v.code(r.W, r.H-12); len(code.rows) > 0 && len(code.rows) <= r.H-12 {
		at, _ := r.SplitBottom(len(code.rows))
		at.W = code.width()
		v.add(at, code.picture)
		side := frame.Rect{X: at.Right() + 6, Y: at.Y, W: r.Right() - at.Right() - 6, H: at.H}
		_, r = r.SplitBottom(len(code.rows) + 1)
		rest := v.hero(r, r.H, v.clockRoom(r))
		if !counting {
			return
		}
		if side.W < 44 {
			_, side = rest.SplitTop(1)
		}
		v.counts(side)
		return
	}
	rest := v.hero(r, h, v.clockRoom(r))
	if counting {
		if rest.H > 8 {
			_, rest = rest.SplitTop(1)
		}
		v.counts(rest)
	}
}

// clockRoom is the width that the clock may take where nothing hangs on the
// wall: all but what the text beside it needs.
func (v *view) clockRoom(r frame.Rect) int { return max(r.W*45/100, r.W-42) }

// countsPicture is how many ideas have come, by sector.
type countsPicture struct {
	title  string
	counts boardview.Counts
}

func (p countsPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	sectors := boardview.NewSectors(dc)
	if c.H() < 7 {
		sectors.Line(c, c.Text(0, 0, dc.Theme.Title, p.title)+3, 0, p.counts)
		return
	}
	c.Text(0, 0, dc.Theme.Title, p.title)
	step := 1
	if c.H() >= 11 {
		step = 2
	}
	sectors.Rows(c.Sub(frame.Rect{Y: 2, W: min(c.W(), 100), H: c.H() - 2}), step, p.counts)
}

// counts says how many ideas have come from whom, or how many have answered.
func (v *view) counts(r frame.Rect) {
	if v.scene.Kind == boardview.Return {
		n := v.board.Feedback().Len()
		v.progress(r, v.dc.Words.T("projector.answered", "N", n, "Total", max(n, v.crowd.N)), n, max(n, v.crowd.N))
		return
	}
	n, by := v.board.IdeaCount(v.board.Phase().ID)
	v.add(r, countsPicture{v.dc.Words.N("unit.ideas", n), by})
}

// progressPicture is how far a count has come.
type progressPicture struct {
	text  string
	n, of int
}

func (p progressPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := c.Text(0, 0, dc.Theme.Title, p.text) + 3
	y, w := 0, min(c.W()-x, 60)
	if w < 12 || c.H() >= 3 {
		x, y, w = 0, 1, min(c.W(), 60)
	}
	if c.H() >= 4 {
		y = 2
	}
	frame.Progress(c, x, y, w, float64(p.n)/float64(max(1, p.of)), dc.Accent.With(frame.Bold), dc.Theme.Border)
}

// progress shows how far a count has come.
func (v *view) progress(r frame.Rect, text string, n, of int) {
	v.add(r, progressPicture{text, n, of})
}

// large is a phase whose matter hangs on the wall: the clock makes room for it.
func (v *view) large(r frame.Rect) {
	r = v.foot(r)
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
	r = v.hero(r, h, r.W*45/100)
	if r.H >= 8 {
		_, r = r.SplitTop(1)
	}
	if code := v.code(29+4, 17); r.W >= 150 && r.H >= 24 && len(code.rows) > 0 {
		var side frame.Rect
		side, r = r.SplitRight(code.width() + 6)
		v.add(frame.Rect{X: side.X + 6, Y: side.Bottom() - len(code.rows), W: side.W - 6, H: len(code.rows)}, code.picture)
	}
	caption, r := r.SplitTop(1)
	if r.H >= 6 {
		_, r = r.SplitTop(1)
	}
	if r.H >= 1 {
		v.caption(caption, r)
		v.showWall(r)
	}
}

// captionPicture is what is said over the wall, with the page at the right.
type captionPicture struct{ text, page string }

func (p captionPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	end := c.TextRight(c.W(), 0, dc.Theme.Muted, p.page)
	c.TextIn(0, 0, end-1, dc.Theme.Title, p.text)
}

// cardsCaption is that of a wall of cards: how many have come, by sector.
type cardsCaption struct {
	captionPicture
	counts boardview.Counts
}

func (p cardsCaption) Draw(dc stage.DrawContext, c *frame.Canvas) {
	end := c.TextRight(c.W(), 0, dc.Theme.Muted, p.page)
	c = c.Sub(frame.Rect{W: max(1, end-2), H: 1})
	boardview.NewSectors(dc).Line(c, c.Text(0, 0, dc.Theme.Title, p.text)+3, 0, p.counts)
}

// pageCaption is the page alone.
type pageCaption struct{ page string }

func (p pageCaption) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Text(0, 0, dc.Theme.Muted, p.page)
}

// caption says in r what the wall below shows, how much of it, and which page it is.
func (v *view) caption(r, below frame.Rect) {
	w := v.dc.Words
	wall, at := v.wallIn(below)
	page := ""
	if wall.Pages > 1 {
		page = w.T("projector.page", "N", at+1, "Total", wall.Pages)
	}
	if v.scene.Kind == boardview.Cards && v.scene.Session == 0 {
		n, by := v.board.IdeaCount(0) // those of earlier steps hang here, too
		v.add(r, cardsCaption{captionPicture{w.N("unit.ideas", n), page}, by})
		return
	}
	if round := v.board.OpenRound(); round != nil {
		n, of := round.Cast(), v.board.Electors(round, v.voters)
		v.progress(r, report.TurnoutOf(w, round, n, of), n, max(n, of))
		if page != "" {
			end, _ := r.SplitRight(frame.Width(page))
			v.add(end, pageCaption{page})
		}
		return
	}
	v.add(r, captionPicture{v.captionText(), page})
}

// captionText says what the wall shows where it is neither cards nor a round.
func (v *view) captionText() string {
	w := v.dc.Words
	if id := v.scene.Session; id != 0 {
		return boardview.SessionText(v.dc, v.board, id)
	}
	switch v.scene.Kind {
	case boardview.Slot:
		n, _ := v.board.IdeaCount(v.board.Phase().ID)
		return w.N("unit.sessions", len(v.board.Phase().Sessions)) + " · " + w.N("unit.ideas", n)
	case boardview.Clusters:
		n, _ := v.board.IdeaCount(0)
		return w.N("unit.clusters", len(v.board.Clusters())) + " · " + w.N("unit.ideas", n)
	case boardview.Candidates:
		return w.T("projector.soon")
	case boardview.Result:
		return w.T("projector.result") + " · " + report.Turnout(w, v.board, v.board.Round(v.scene.Round), 0)
	case boardview.Questions:
		return w.N("unit.questions", len(v.board.Questions()))
	case boardview.Chosen:
		return w.T("projector.chosen")
	case boardview.Commitments:
		return w.N("unit.commitments", len(v.board.Promises()))
	}
	return ""
}

// thanksPicture is the thanks at the end, and the sums of what came of it.
type thanksPicture struct{ thanks, sums string }

func (p thanksPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(0, 0, c.W(), dc.Accent.With(frame.Bold), p.thanks)
	c.TextIn(0, 2, c.W(), dc.Theme.Text, p.sums)
}

// thanks is the end: what came of it, and how well the time was spent.
func (v *view) thanks(r frame.Rect) {
	w := v.dc.Words
	n, _ := v.board.IdeaCount(0)
	sums := []string{
		w.N("unit.ideas", n), w.N("unit.clusters", len(v.board.Clusters())),
		w.N("unit.questions", len(v.board.Questions())), w.N("unit.commitments", len(v.board.Promises())),
	}
	top, rest := r.SplitTop(min(4, r.H))
	v.add(top, thanksPicture{w.T("projector.thanks"), strings.Join(sums, " · ")})
	if rest.H >= 2 {
		v.showWall(rest)
	}
}
