package review

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
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
		panes = append(panes, s.searchRow(row))
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
	text, style := s.env.Words.T("review.loading"), s.env.Theme.Muted
	if s.err != nil {
		text, style = s.env.Words.T("review.failed", "Reason", s.env.Say(s.err)), s.env.Theme.Danger
	}
	return frame.Pane{Rect: r, Key: s.key("waiting", text), Draw: func(c *frame.Canvas) {
		lines := frame.WrapLines(text, min(60, c.W()-4))
		for i, line := range lines {
			c.TextCenter(c.Bounds(), c.H()/2-len(lines)/2+i, style, line)
		}
	}}
}

// header is the title and where the workshop belongs, over a rule in the
// colour of the phase.
func (s *Screen) header(r frame.Rect) frame.Pane {
	b, w, t, accent := s.history.Final(), s.env.Words, s.env.Theme, s.accent()
	var about []string
	if b.Node != "" {
		about = append(about, b.Node)
	}
	if b.Number > 0 {
		about = append(about, w.T("review.number", "N", b.Number))
	}
	about = append(about, w.Day(b.Created.Local())+" "+strconv.Itoa(b.Created.Local().Year()))
	right := strings.Join(about, " · ")
	type extra struct {
		title, right string
		accent       frame.Style
	}
	return frame.Pane{Rect: r, Key: s.key("header", extra{b.Title, right, accent}), Draw: func(c *frame.Canvas) {
		end := c.W() - margin
		if frame.Width(right)+frame.Width(b.Title)+8 <= c.W() {
			end = c.TextRight(end, 0, t.Muted, right) - 2
		}
		c.TextIn(margin, 0, end-margin, accent.With(frame.Bold), b.Title)
		c.HLine(margin, 1, c.W()-2*margin, accent, "━")
	}}
}

// goesOnRow says that the workshop goes on, and which key leads back to it.
func (s *Screen) goesOnRow(r frame.Rect) frame.Pane {
	said, style := s.env.Words.T("review.goeson"), s.env.Theme.Warn.With(frame.Bold)
	return frame.Pane{Rect: r, Key: s.key("goeson", said), Draw: func(c *frame.Canvas) {
		c.TextIn(margin, 0, c.W()-2*margin, style, said)
	}}
}

// tabGap is the blank cells between two tabs.
const tabGap = 3

// tabRow is the names of the tabs with how much is in each. Where there is no
// room for that there are the names alone, and where there is none for them,
// numbers. No tab moves when a count changes.
func (s *Screen) tabRow(r frame.Rect) frame.Pane {
	t, row, n := s.env.Theme, r.Inset(margin, 0), s.tabCounts()
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
	x := row.X
	for i, w := range widths {
		s.places.tabs[i] = frame.Rect{X: x, Y: r.Y, W: max(0, min(w, row.Right()-x)), H: 1}
		x += w + tabGap
	}
	type extra struct {
		labels, counts [tabs]string
		at             tab
		accent         frame.Style
	}
	at, rects, accent := s.tab, s.places.tabs, s.accent()
	return frame.Pane{Rect: r, Key: s.key("tabs", extra{labels, counts, at, accent}), Draw: func(c *frame.Canvas) {
		for i, rect := range rects {
			in := t.Muted
			if tab(i) == at {
				in = accent.With(frame.Bold | frame.Underline)
			}
			end := c.TextIn(rect.X-r.X, 0, rect.W, in, labels[i])
			c.Text(end, 0, t.Muted, counts[i])
		}
	}}
}

func (s *Screen) searchRow(r frame.Rect) frame.Pane {
	t := s.env.Theme
	in := s.search
	row := frame.Rect{X: r.X + margin + 2, Y: r.Y, W: max(1, r.W-2*margin-2), H: 1}
	if in == nil {
		find := s.find
		return frame.Pane{Rect: r, Key: s.key("found", find), Draw: func(c *frame.Canvas) {
			c.Text(margin, 0, t.Key, "/")
			c.TextIn(margin+2, 0, c.W()-2*margin-2, t.Strong, find)
		}}
	}
	in.Place(row)
	return frame.Pane{Rect: r, Key: s.key("search", in.Picture()), Draw: func(c *frame.Canvas) {
		c.Text(margin, 0, t.Key, "/")
		in.Draw(c.Sub(frame.Rect{X: margin + 2, W: row.W, H: 1}))
	}}
}

// contentPanes is the tab's picture through its window, with a thin bar at the
// right where there is more, and what is chosen on it; or a thread.
func (s *Screen) contentPanes(r frame.Rect) []frame.Pane {
	s.places.content = r
	if s.following() {
		return s.trailPanes(r)
	}
	type extra struct {
		look
		tab  tab
		top  int
		wide bool
		read int
	}
	if s.tab == reportTab {
		p := s.paper(s.sheetWidth())
		top := s.window(len(p.rows), r.H)
		key := extra{look: look{final: s.history.Final().Seq, who: s.env.Me}, tab: s.tab, top: top}
		t, n, w := s.env.Theme, len(p.rows), s.sheetWidth()
		return []frame.Pane{{Rect: r, Key: s.key("report", key), Draw: func(c *frame.Canvas) {
			p.draw(c.Sub(frame.Rect{W: w, H: c.H()}), top)
			scrollBar(c, top, n, t.Border, t.Muted)
		}}}
	}
	sheet := s.sheet(s.sheetWidth())
	top := s.window(sheet.h, r.H)
	find, t, key := s.find, s.env.Theme, extra{s.look(), s.tab, top, s.wide, len(s.thread.others)}
	pane := frame.Pane{Rect: r, Key: s.key("content", key), Draw: func(c *frame.Canvas) {
		sheet.draw(c, top, find, t.Strong.With(frame.Underline))
		scrollBar(c, top, sheet.h, t.Border, t.Muted)
	}}
	return append([]frame.Pane{pane}, s.selectedPane(sheet, sheet.find(s.thread.sel), top, find, [2]any{key, r.W})...)
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
	h, pos, t := s.history, s.pos, s.env.Theme
	final := h.Final()
	type sliderKey struct {
		pos   int
		final uint64
	}
	slider := frame.Pane{Rect: line, Key: s.key("slider", sliderKey{pos, final.Seq}), Draw: func(c *frame.Canvas) {
		drawSlider(c, h, pos, func(ph *model.Phase) frame.Style {
			if ph == nil {
				return t.Muted
			}
			return t.Accent(string(ph.Activity))
		}, t.Strong)
	}}
	playing, left, right := s.momentWords()
	type momentKey struct {
		playing, left, right string
		accent               frame.Style
	}
	accent := s.accent()
	moment := frame.Pane{Rect: say, Key: s.key("moment", momentKey{playing, left, right, accent}), Draw: func(c *frame.Canvas) {
		end := c.TextRight(c.W()-margin, 0, t.Muted, right)
		x := c.Text(margin, 0, accent.With(frame.Bold), playing) + 2
		c.TextIn(x, 0, end-x-1, t.Text, left)
	}}
	return []frame.Pane{slider, moment}
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
	at := s.history.Time(s.pos)
	name := phaseTitle(w, s.board.Phase())
	if !s.board.Ended.IsZero() {
		name = w.T("review.ended")
	}
	if at.IsZero() {
		return name
	}
	return w.Time(at.Local()) + " · " + name
}

// drawSlider draws the way that has been gone thick and what is left thin.
func drawSlider(c *frame.Canvas, h *History, pos int, accent func(*model.Phase) frame.Style, knob frame.Style) {
	n := max(1, h.Len())
	last := c.W() - 1
	at := pos * last / n
	next, phase := 0, (*model.Phase)(nil)
	for x := range c.W() {
		for next < len(h.phases) && h.phases[next].at*last <= x*n {
			phase = h.Final().PhaseByID(h.phases[next].phase)
			next++
		}
		ch := "─"
		if x < at {
			ch = "━"
		}
		c.Text(x, 0, accent(phase), ch)
	}
	c.Text(at, 0, knob, "●")
}
