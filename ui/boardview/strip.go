package boardview

import (
	"strings"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Strip is the line of phases: what is done ✓, where the group is ●, what comes ○.
// It is comparable.
type Strip struct {
	phases  stage.Values[stripPhase]
	current int // index of the board's phase; -1 before the first
	ended   bool
}

// stripPhase is one phase of the line.
type stripPhase struct {
	title, short string
	held         bool // the group has been there
}

// NewStrip is the line of a board's agenda.
func NewStrip(dc stage.DrawContext, b *model.Board) Strip {
	var phases []stripPhase
	for _, ph := range b.Phases() {
		phases = append(phases, stripPhase{dc.PhaseTitle(ph), dc.Words.T("activity.short." + string(ph.Activity)), !ph.Entered().IsZero()})
	}
	return Strip{stage.ValuesOf(phases), b.Current(), !b.Ended.IsZero()}
}

const stripGap = 3

// Draw draws the line in w cells from x: whole titles if there is room, else
// short names, else those around the phase where the group is.
func (s Strip) Draw(dc stage.DrawContext, c *frame.Canvas, x, y, w int) {
	phases := s.phases.Slice()
	names := make([]string, len(phases))
	for i, ph := range phases {
		names[i] = ph.title
	}
	if stripWidth(names) > w {
		for i, ph := range phases {
			names[i] = ph.short
		}
	}
	from, to := 0, len(names)
	for stripWidth(names[from:to]) > w-4 && to-from > 1 && stripWidth(names) > w {
		if s.current-from > 1 || to-1 <= s.current {
			from++
		} else {
			to--
		}
	}
	t, accent := dc.Theme, dc.Accent.With(frame.Bold)
	if from > 0 {
		x = c.Text(x, y, t.Faint, "‹") + 1
	}
	for i := from; i < to; i++ {
		mark, style, markStyle := "○", t.Faint, t.Faint
		switch {
		case !phases[i].held && (i < s.current || s.ended):
			mark = "–" // passed over
		case i < s.current || s.ended:
			mark, style, markStyle = "✓", t.Muted, t.Ok
		case i == s.current:
			mark, style, markStyle = "●", accent, accent
		}
		x = c.Text(x, y, markStyle, mark) + 1
		x = c.Text(x, y, style, names[i]) + stripGap
	}
	if to < len(names) {
		c.Text(x-stripGap+1, y, t.Faint, "›")
	}
}

func stripWidth(names []string) int {
	return frame.Width(strings.Join(names, "")) + len(names)*(2+stripGap) - stripGap
}
