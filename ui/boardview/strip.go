package boardview

import (
	"strings"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// Strip is the line of phases: what is done ✓, where we are ●, what comes ○.
type Strip struct {
	theme   *theme.Theme
	accent  frame.Style
	titles  []string
	shorts  []string
	held    []bool // the group has been there
	current int
	ended   bool
}

// NewStrip takes the agenda as it is now.
func NewStrip(e *stage.Env) Strip {
	b := e.Board()
	s := Strip{theme: e.Theme, accent: e.Accent().With(frame.Bold), current: b.Current(), ended: !b.Ended.IsZero()}
	for _, ph := range b.Phases() {
		s.titles = append(s.titles, e.PhaseTitle(ph))
		s.held = append(s.held, !ph.Entered().IsZero())
		s.shorts = append(s.shorts, e.Words.T("activity.short."+string(ph.Activity)))
	}
	return s
}

const stripGap = 3

// Draw draws the line in w cells from x: whole titles if there is room, else
// short names, else those around where we are.
func (s Strip) Draw(c *frame.Canvas, x, y, w int) {
	names := s.titles
	if stripWidth(names) > w {
		names = s.shorts
	}
	from, to := 0, len(names)
	for stripWidth(names[from:to]) > w-4 && to-from > 1 && stripWidth(names) > w {
		if s.current-from > 1 || to-1 <= s.current {
			from++
		} else {
			to--
		}
	}
	if from > 0 {
		x = c.Text(x, y, s.theme.Faint, "‹") + 1
	}
	for i := from; i < to; i++ {
		mark, style, markStyle := "○", s.theme.Faint, s.theme.Faint
		switch {
		case !s.held[i] && (i < s.current || s.ended):
			mark = "–" // passed over
		case i < s.current || s.ended:
			mark, style, markStyle = "✓", s.theme.Muted, s.theme.Ok
		case i == s.current:
			mark, style, markStyle = "●", s.accent, s.accent
		}
		x = c.Text(x, y, markStyle, mark) + 1
		x = c.Text(x, y, style, names[i]) + stripGap
	}
	if to < len(names) {
		c.Text(x-stripGap+1, y, s.theme.Faint, "›")
	}
}

func stripWidth(names []string) int {
	return frame.Width(strings.Join(names, "")) + len(names)*(2+stripGap) - stripGap
}
