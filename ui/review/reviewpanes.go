package review

import (
	"strconv"
	"strings"

	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// places is what lay where when the screen was last drawn, for the mouse.
type places struct {
	tabs     [tabs]frame.Rect
	content  frame.Rect
	slider   frame.Rect
	player   frame.Rect
	most     int // the last row that can be scrolled to
	dragging bool
}

// position is the position of the history under column x of the slider.
func (p places) position(x int, h *History) int {
	if h == nil || p.slider.W < 2 {
		return 0
	}
	x = max(0, min(x-p.slider.X, p.slider.W-1))
	return (x*h.Len() + (p.slider.W-1)/2) / (p.slider.W - 1)
}

// margin is the blank cells at the left and right edge.
const margin = 2

// Panes says what lies where.
func (s *Screen) Panes(r frame.Rect) []frame.Pane {
	if s.history == nil {
		return []frame.Pane{s.waiting(r)}
	}
	roomy := r.H >= 18
	head, rest := r.SplitTop(2)
	tabRow, rest := rest.SplitTop(1)
	panes := []frame.Pane{s.header(head), s.tabRow(tabRow)}
	if s.goesOn() {
		var row frame.Rect
		row, rest = rest.SplitTop(1)
		panes = append(panes, s.goesOnRow(row))
	}
	if s.search != nil || s.find != "" {
		var row frame.Rect
		row, rest = rest.SplitTop(1)
		panes = append(panes, stage.SearchPane(s.dc(), row, margin, s.search, s.find))
	}
	if roomy {
		_, rest = rest.SplitTop(1)
	}
	foot, rest := rest.SplitBottom(2)
	if roomy {
		_, rest = rest.SplitBottom(1)
	}
	panes = append(panes, s.contentPanes(rest.Inset(margin, 0))...)
	return append(panes, s.sliderPanes(foot)...)
}

// waiting is the screen while the workshop is read, or when it cannot be.
func (s *Screen) waiting(r frame.Rect) frame.Pane {
	p := stage.CenteredPicture{Text: s.env.Words.T("review.loading"), Style: s.env.Theme.Muted}
	if s.err != nil {
		p = stage.CenteredPicture{Text: s.env.Words.T("review.failed", "Reason", s.env.Say(s.err)), Style: s.env.Theme.Danger}
	}
	return s.dc().Pane(r, p)
}

// header is the title and where the workshop belongs.
func (s *Screen) header(r frame.Rect) frame.Pane {
	b, w := s.history.Final(), s.env.Words
	var about []string
	if b.Node != "" {
		about = append(about, b.Node)
	}
	if b.Number > 0 {
		about = append(about, w.T("review.number", "N", b.Number))
	}
	about = append(about, w.Day(b.Created.Local())+" "+strconv.Itoa(b.Created.Local().Year()))
	return s.dc().Pane(r, headerPicture{b.Title, strings.Join(about, " · ")})
}

// headerPicture is a title over a rule in the colour of the phase.
type headerPicture struct{ title, right string }

func (p headerPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	end := c.W() - margin
	if frame.Width(p.right)+frame.Width(p.title)+8 <= c.W() {
		end = c.TextRight(end, 0, dc.Theme.Muted, p.right) - 2
	}
	c.TextIn(margin, 0, end-margin, dc.Accent.With(frame.Bold), p.title)
	c.HLine(margin, 1, c.W()-2*margin, dc.Accent, "━")
}

// goesOnRow says that the workshop goes on, and which key leads back to it.
func (s *Screen) goesOnRow(r frame.Rect) frame.Pane {
	return s.dc().Pane(r, stage.LinePicture{Text: s.env.Words.T("review.goeson"), Style: s.env.Theme.Warn.With(frame.Bold), Inset: margin})
}

// tabGap is the blank cells between two tabs.
const tabGap = 3

// tabRow is the names of the tabs with how much is in each. Where there is no
// room for that there are the names alone, and where there is none for them,
// numbers. No tab moves when a count changes.
func (s *Screen) tabRow(r frame.Rect) frame.Pane {
	row, n := r.Inset(margin, 0), s.tabCounts()
	var labels, counts [tabs]string
	var widths [tabs]int
	names, all := -tabGap, -tabGap
	for i := range tabs {
		labels[i] = s.env.Words.T(tabWords[i])
		room := 0
		if most := max(n[0][i], n[1][i]); most > 0 {
			room = 1 + len(strconv.Itoa(most))
		}
		if n[0][i] > 0 {
			counts[i] = " " + strconv.Itoa(n[0][i])
		}
		widths[i] = frame.Width(labels[i]) + room
		names += frame.Width(labels[i]) + tabGap
		all += widths[i] + tabGap
	}
	for i := range tabs {
		if all > row.W {
			if names > row.W && i != s.tab {
				labels[i] = strconv.Itoa(int(i) + 1)
			}
			counts[i], widths[i] = "", frame.Width(labels[i])
		}
	}
	x, p := row.X, tabsPicture{at: s.tab}
	for i, w := range widths {
		rect := frame.Rect{X: x, Y: r.Y, W: max(0, min(w, row.Right()-x)), H: 1}
		s.places.tabs[i] = rect
		p.tabs[i] = tabLabel{labels[i], counts[i], rect.X - r.X, rect.W}
		x += w + tabGap
	}
	return s.dc().Pane(r, p)
}

// tabsPicture is the row of tabs.
type tabsPicture struct {
	tabs [tabs]tabLabel
	at   tab
}

// tabLabel is the name of a tab, with how much is in it, and where it stands.
type tabLabel struct {
	name, count string
	x, w        int
}

func (p tabsPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	for i, label := range p.tabs {
		in := dc.Theme.Muted
		if tab(i) == p.at {
			in = dc.Accent.With(frame.Bold | frame.Underline)
		}
		end := c.TextIn(label.x, 0, label.w, in, label.name)
		c.Text(end, 0, dc.Theme.Muted, label.count)
	}
}

// contentPanes is the tab's sheet through its window, and what is chosen on it; or
// a thread.
func (s *Screen) contentPanes(r frame.Rect) []frame.Pane {
	s.places.content = r
	if s.following() {
		return s.trailPanes(r)
	}
	dc, w := s.dc(), s.sheetWidth()
	if s.tab == reportTab {
		p := s.report(w)
		return []frame.Pane{dc.Pane(r, reportPicture{p, s.window(len(p.rows), r.H), w, true})}
	}
	sheet := s.sheet(w)
	top := s.window(sheet.h, r.H)
	pane := dc.Pane(r, sheetPicture{sheet, top, s.find})
	return append([]frame.Pane{pane}, s.selectedPane(sheet, sheet.find(s.thread.sel), top, s.find)...)
}

// reportPicture is a report through a window, with a thin bar at the right where
// there is more.
type reportPicture struct {
	report  *renderedText
	top     int  // first row that is seen
	w       int  // of the rows
	scrolls bool // there is a bar
}

func (p reportPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	p.report.draw(c.Sub(frame.Rect{W: p.w, H: c.H()}), p.top)
	if p.scrolls {
		scrollBar(c, p.top, len(p.report.rows), dc.Theme.Border, dc.Theme.Muted)
	}
}

// sheetPicture is a sheet through a window, with a thin bar at the right where
// there is more.
type sheetPicture struct {
	sheet *sheet
	top   int    // first row that is seen
	find  string // what is underlined
}

func (p sheetPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	p.sheet.draw(c, p.top, p.find, dc.Theme.Strong.With(frame.Underline))
	scrollBar(c, p.top, p.sheet.h, dc.Theme.Border, dc.Theme.Muted)
}

// window is the first row shown of n when h have room.
func (s *Screen) window(n, h int) int {
	s.places.most = max(0, n-h)
	s.scroll[s.tab] = min(s.scroll[s.tab], s.places.most)
	return s.scroll[s.tab]
}

func scrollBar(c *frame.Canvas, top, n int, track, thumb frame.Style) {
	if n <= c.H() {
		return
	}
	x, h := c.W()-1, c.H()
	size := max(1, h*h/n)
	c.VLine(x, 0, h, track, "│")
	c.VLine(x, (h-size)*top/max(1, n-h), size, thumb, "┃")
}

// sliderPanes is the time of the whole workshop, each phase in its colour, and
// below it what the moment is.
func (s *Screen) sliderPanes(r frame.Rect) []frame.Pane {
	line, say := r.SplitTop(1)
	line = line.Inset(margin, 0)
	s.places.slider = line
	s.places.player = frame.Rect{X: r.X + margin, Y: say.Y, W: min(12, r.W-margin), H: 1}
	dc := s.dc()
	playing, left, right := s.momentWords()
	return []frame.Pane{dc.Pane(line, s.history.slider(s.pos)), dc.Pane(say, momentPicture{playing, left, right})}
}

// momentPicture is the line under the slider; see [Screen.momentWords].
type momentPicture struct{ playing, left, right string }

func (p momentPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	end := c.TextRight(c.W()-margin, 0, dc.Theme.Muted, p.right)
	x := c.Text(margin, 0, dc.Accent.With(frame.Bold), p.playing) + 2
	c.TextIn(x, 0, end-x-1, dc.Theme.Text, p.left)
}

// momentWords says what the moment is: whether it plays and how fast, the time
// and phase, and which event of how many.
func (s *Screen) momentWords() (playing, left, right string) {
	w := s.env.Words
	playing = "▶"
	if s.player.on {
		playing = "‖"
	}
	playing += " " + strconv.Itoa(speeds[s.player.speed]) + "×"
	right = w.T("review.event", "N", s.pos, "Total", s.history.Len())
	return playing, s.momentName(w), right
}

func (s *Screen) momentName(w *i18n.Words) string {
	at := s.history.time(s.pos)
	name := phaseTitle(w, s.board.Phase())
	if !s.board.Ended.IsZero() {
		name = w.T("review.ended")
	}
	if at.IsZero() {
		return name
	}
	return w.Time(at.Local()) + " · " + name
}

// sliderPicture is the time of a workshop, with a knob at a position of it.
type sliderPicture struct {
	n, pos int
	phases stage.Values[sliderPhase]
}

// sliderPhase is where a phase begins.
type sliderPhase struct {
	from     int
	activity method.Activity
}

// slider is the slider at a position of the history.
func (h *History) slider(pos int) sliderPicture {
	var phases []sliderPhase
	for _, p := range h.phases {
		next := sliderPhase{from: p.at}
		if ph := h.Final().PhaseByID(p.phase); ph != nil {
			next.activity = ph.Activity
		}
		phases = append(phases, next)
	}
	return sliderPicture{h.Len(), pos, stage.ValuesOf(phases)}
}

// Draw draws what has been passed thick and what is left thin, each phase in its
// colour.
func (p sliderPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	n, last := max(1, p.n), c.W()-1
	at := p.pos * last / n
	phases, style := p.phases.Slice(), dc.Theme.Muted
	for x := range c.W() {
		for len(phases) > 0 && phases[0].from*last <= x*n {
			if style = dc.Theme.Muted; phases[0].activity != "" {
				style = dc.Theme.Accent(string(phases[0].activity))
			}
			phases = phases[1:]
		}
		ch := "─"
		if x < at {
			ch = "━"
		}
		c.Text(x, 0, style, ch)
	}
	c.Text(at, 0, dc.Theme.Strong, "●")
}
