package boardview

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// Clock is what the phase's clock says. It is comparable.
type Clock struct {
	Text   string // "6:12", "+0:31"; empty in a phase without time
	Over   bool
	Soon   bool // the last minute
	Paused bool
}

// ReadClock reads the clock of a board's phase.
func ReadClock(b *model.Board, now time.Time) Clock {
	ph := b.Phase()
	if ph == nil || !b.Ended.IsZero() || ph.Planned() == 0 && ph.Elapsed(now) == 0 {
		return Clock{}
	}
	left := ph.Remaining(now)
	if !ph.Timed() { // without a plan it counts up
		return Clock{Text: stage.FormatClock(ph.Elapsed(now)), Paused: !ph.Running()}
	}
	return Clock{
		Text: stage.FormatClock(left), Over: left < 0, Paused: !ph.Running(),
		Soon: left >= 0 && left <= time.Minute && ph.Planned() > 2*time.Minute,
	}
}

// Style is the colour it is read in.
func (k Clock) Style(t *theme.Theme, accent frame.Style) frame.Style {
	switch {
	case k.Over:
		return t.Danger.Without(frame.Underline)
	case k.Paused:
		return t.Muted
	case k.Soon:
		return t.Warn.Without(frame.Underline).With(frame.Bold)
	}
	return accent
}

// Size is how large figures are drawn: 0 is a line of text, 3 and 5 are rows,
// and more is 5 rows enlarged.
type Size int

// Rows is the height of the figures.
func (s Size) Rows() int {
	if s <= 0 {
		return 1
	}
	return int(s)
}

// Width is the cells that text takes.
func (s Size) Width(text string) int {
	switch {
	case s <= 0:
		return frame.Width(text)
	case s < 5:
		return frame.BigWidth(text, 3)
	}
	return frame.BigWidth(text, 5) * (int(s) / 5)
}

// Largest is the largest size of at most 40 rows in which text takes at most w
// cells and h rows.
func Largest(text string, w, h int) Size {
	for _, s := range []Size{40, 30, 25, 20, 15, 10, 5, 3} {
		if s.Width(text) <= w && s.Rows() <= h {
			return s
		}
	}
	return 0
}

// drawFigures draws text with its corner at x, y. Only figures, ':', '+' and
// '-' are drawn in sizes above 0.
func drawFigures(c *frame.Canvas, x, y int, size Size, style frame.Style, text string) {
	switch {
	case size <= 0:
		c.Text(x, y, style.With(frame.Bold), text)
	case size < 5:
		frame.BigText3(c, x, y, style, text)
	default:
		k := int(size) / 5
		if k == 1 {
			frame.BigText(c, x, y, style, text)
			return
		}
		small := frame.Draw(frame.BigWidth(text, 5), 5, func(c *frame.Canvas) { frame.BigText(c, 0, 0, style, text) })
		for j, line := range strings.Split(small.Plain(), "\n") {
			for i, r := range []rune(line) {
				if r != ' ' {
					for dy := range k {
						c.HLine(x+i*k, y+j*k+dy, k, style, "█")
					}
				}
			}
		}
	}
}

// PauseWidth is the cells that the sign of a pause takes after figures of a size, the
// gap before it included.
func PauseWidth(size Size) int {
	if size < 5 {
		return 5
	}
	return 8 * int(size) / 5
}

// drawPause draws the sign of a pause, two bars, up to the column before end.
func drawPause(c *frame.Canvas, end int, size Size, style frame.Style) {
	if size <= 0 {
		c.Text(end-2, 0, style, "‖")
		return
	}
	bar := 1
	if size >= 5 {
		bar = 2 * int(size) / 5
	}
	for y := range size.Rows() {
		c.HLine(end-3*bar, y, bar, style, "█")
		c.HLine(end-bar, y, bar, style, "█")
	}
}

// Step is where the clock of a phase made of steps has come to. It is
// comparable.
type Step struct {
	Index, Of int
	Title     string
	Next      string // the step after it; empty for the last
	Left      string // "1:12"
}

// ReadStep reads the step of a board's phase; ok is false in one without steps.
func ReadStep(dc stage.DrawContext, b *model.Board, now time.Time) (s Step, ok bool) {
	ph := b.Phase()
	if ph == nil || !b.Ended.IsZero() {
		return Step{}, false
	}
	i, left := ph.Step(now)
	if i < 0 {
		return Step{}, false
	}
	steps := ph.Timeline()
	s = Step{Index: i, Of: len(steps), Title: stepTitle(dc, steps[i].Title, steps[i].Who), Left: stage.FormatClock(left)}
	if i+1 < len(steps) {
		s.Next = stepTitle(dc, steps[i+1].Title, steps[i+1].Who)
	}
	return s, true
}

// whoWords name a step that has no title of its own.
var whoWords = map[string]string{
	"alone": "wall.step.alone", "pairs": "wall.step.pairs", "fours": "wall.step.fours",
	"tables": "wall.step.tables", "all": "wall.step.everyone", "": "wall.step.everyone",
}

// StepWord is the id of the word for a step that has no title of its own, by who works
// together in it.
func StepWord(who string) string { return whoWords[who] }

func stepTitle(dc stage.DrawContext, title map[string]string, who string) string {
	if s := dc.Local(title); s != "" {
		return s
	}
	return dc.Words.T(whoWords[who])
}

// Bell rings the terminal's bell once when a phase's time runs out, and when a step of
// it does. It belongs to one screen and is asked at every wake-up.
type Bell struct {
	phase model.PhaseID
	left  bool // there was time left when it was last asked
	step  int  // of the phase, when it was last asked; -1 without steps
}

// late is how long after the end it is still worth ringing.
const late = 5 * time.Second

// Ring is the command that rings, or nil.
func (r *Bell) Ring(b *model.Board, now time.Time) tea.Cmd {
	ph := b.Phase()
	if ph == nil || !ph.Running() || ph.Planned() == 0 {
		r.phase = 0
		return nil
	}
	left := ph.Remaining(now)
	step, _ := ph.Step(now)
	known := r.phase == ph.ID
	ring := known && (r.left && left <= 0 && left > -late || step == r.step+1)
	r.phase, r.left, r.step = ph.ID, left > 0, step
	if !ring {
		return nil
	}
	return tea.Raw("\a")
}
