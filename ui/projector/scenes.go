package projector

import (
	"strings"

	"verkstad/model/report"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// counting reports whether the wall says how many have written, and nothing of what.
func (v *view) counting() bool {
	return v.scene.Kind == boardview.Hidden || v.scene.Kind == boardview.Scoring
}

// phase is what the group does now: the moment as a poster, and below it what hangs
// on the wall. Where there is no room for both, they are shown in turn.
func (v *view) phase(r frame.Rect) {
	r = v.foot(r)
	m := v.moment()
	if !m.alone {
		p := v.lay(r, m)
		if r.H-p.block-p.heads.height() < leastBoard {
			if v.turn(2) == 1 {
				v.hang(r)
				return
			}
			m.alone = true
		}
	}
	v.alone = m.alone
	rest := v.poster(r, m)
	switch {
	case !m.alone:
		v.hang(rest)
	case v.counting() && !rest.Empty():
		v.counts(rest)
	}
}

// leastBoard is the fewest rows that something can hang in, its caption included.
const leastBoard = 3

// hang shows what hangs on the wall, under a caption.
func (v *view) hang(r frame.Rect) {
	caption, below := r.SplitTop(1)
	if below.H >= 6 {
		_, below = below.SplitTop(1)
	}
	if !v.caption(caption, below) {
		below = r
	}
	if !below.Empty() {
		v.showWall(below)
	}
}

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
	if v.scene.Kind == boardview.Scoring {
		n := v.board.RatingsIn(v.board.Phase().ID).Given
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
	x := 0
	if p.text != "" {
		x = c.Text(0, 0, dc.Theme.Title, p.text) + 3
	}
	y, w := 0, min(c.W()-x, 60)
	if w < 12 || c.H() >= 3 {
		x, y, w = 0, 1, min(c.W(), 60)
	}
	if c.H() >= 4 {
		y = 2
	}
	frame.Progress(c, x, y, w, float64(p.n)/float64(max(1, p.of)), dc.Accent.With(frame.Bold), dc.Theme.Border)
}

// progress shows how far a count has come, and says it where no large figures do.
func (v *view) progress(r frame.Rect, text string, n, of int) {
	if v.tallied {
		text = ""
	}
	v.add(r, progressPicture{text, n, of})
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

// caption says in r what the wall below shows, how much of it, and which page it is. It
// reports whether there is anything to say.
func (v *view) caption(r, below frame.Rect) bool {
	w := v.dc.Words
	wall, at := v.wallIn(below)
	page := ""
	if wall.Pages > 1 {
		page = w.T("projector.page", "N", at+1, "Total", wall.Pages)
	}
	if v.scene.Kind == boardview.Cards && v.scene.Session == 0 {
		n, by := v.board.IdeaCount(0) // those of earlier steps hang here, too
		v.add(r, cardsCaption{captionPicture{w.N("unit.ideas", n), page}, by})
		return true
	}
	if round := v.board.OpenRound(); round != nil {
		t := v.turnout(round)
		v.progress(r, t.said, t.n, t.of)
		if page != "" {
			end, _ := r.SplitRight(frame.Width(page))
			v.add(end, pageCaption{page})
		}
		return true
	}
	text := v.captionText()
	if text == "" && page == "" {
		return false
	}
	v.add(r, captionPicture{text, page})
	return true
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

// ended is the end: the questions that the group goes on with, what was promised, and
// thanks.
func (v *view) ended(r frame.Rect) {
	w := v.dc.Words
	n, _ := v.board.IdeaCount(0)
	m := moment{heads: []string{w.T("projector.thanks")}}
	m.texts.aside = strings.Join([]string{
		w.N("unit.ideas", n), w.N("unit.clusters", len(v.board.Clusters())),
		w.N("unit.questions", len(v.board.Questions())), w.N("unit.commitments", len(v.board.Promises())),
	}, " · ")
	if on := v.goingOn(); len(on) > 0 {
		m.label, m.heads, m.listed = m.heads[0], on, true
	}
	v.hang(v.poster(r, m))
}
