package participant

import (
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// sideFrom is the width from which the instruction stands beside what it is
// about instead of above it.
const sideFrom = 110

// phaseProps is what the upper part of every phase follows from: its name, what
// is asked, and the clocks.
type phaseProps struct {
	phase   *model.Phase // nil before the first
	title   string       // of the workshop
	clock   string       // as it is shown
	clocks  stage.Clocks
	session *method.Session // that one is in; nil for none
	speaks  bool            // people only speak
	tables  bool            // people sit at tables
}

// phaseOf is that of a board, in a session.
func phaseOf(b *model.Board, clocks stage.Clocks, session model.SessionID) phaseProps {
	_, s := b.Session(session)
	ph := b.Phase()
	return phaseProps{ph, b.Title, clocks.Text(b), clocks, s, ph != nil && onlySpeaks(b), b.Tables > 0}
}

// phase is that of the terminal's board.
func (d *desk) phase() phaseProps {
	return phaseOf(d.Board(), stage.ClocksOf(d.Board(), d.Now()), d.inSession())
}

// name is what the group does.
func (p phaseProps) name(dc stage.DrawContext) string {
	if p.phase == nil {
		return p.title
	}
	if s := dc.Local(p.phase.Title); s != "" {
		return s
	}
	return dc.Words.T("activity." + string(p.phase.Activity))
}

// frameUp lays out what every phase has: header, prompt and instruction. It
// gives its panes and the room that is left. wide phases need the width and
// have the instruction above, however wide the screen is.
func (d *desk) frameUp(r frame.Rect, wide bool, right ...string) (panes []frame.Pane, rest frame.Rect) {
	head, rest := r.SplitTop(stage.HeaderRows)
	p := d.phase()
	panes, rest = p.introduce(d.DrawContext(), d.header(head, d.title(), right...), r, rest, wide)
	mates, rest := p.matesRow(r, rest)
	return d.withMates(panes, mates), rest
}

// introduce lays prompt and instruction into the rest of r under a header.
func (p phaseProps) introduce(dc stage.DrawContext, panes []frame.Pane, r, rest frame.Rect, wide bool) ([]frame.Pane, frame.Rect) {
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	ph := p.phase
	if ph == nil {
		return panes, rest
	}
	intro := introProps{dc.Local(ph.Prompt), dc.Local(ph.Instruction)}
	var at frame.Rect
	if !wide && r.W >= sideFrom {
		at, rest = rest.SplitLeft(min(56, max(36, r.W*3/10)))
		panes = append(panes, dc.Pane(at, intro))
	} else {
		at, rest = rest.SplitTop(introRows(dc.Cache, intro, r.W, p.introMost(r)))
		panes = append(panes, dc.Pane(at, intro))
		if r.H >= 16 {
			_, rest = rest.SplitTop(1)
		}
	}
	if len(ph.Steps) > 0 {
		panes, rest = p.stepsUp(dc, panes, r, rest)
	}
	if ph.Slot() {
		panes, rest = p.sessionUp(dc, panes, r, rest)
	}
	return panes, rest
}

// introMost is how many rows prompt and instruction may take above the rest. Where
// people only speak, that is what the header, the clock and the first rows of the
// queue leave.
func (p phaseProps) introMost(r frame.Rect) int {
	if r.H < 16 {
		return 2
	}
	most := max(2, min(6, r.H/4))
	if !p.speaks {
		return most
	}
	const around, queue = stage.HeaderRows + 2 + 2, 3 // with the empty rows around it and the clock
	return max(most, r.H-around-clockRows(r)-queue)
}

// onlySpeaks tells whether the phase shows nothing but its clock and who wants to
// speak.
func onlySpeaks(b *model.Board) bool {
	ph := b.Phase()
	if ph == nil || screens[ph.Activity] != nil || len(ph.Checklist)+len(ph.Steps) > 0 || ph.TakesNotes() || ph.Slot() {
		return false
	}
	if len(ph.CarryIn) == 0 {
		return true
	}
	questions, commitments := b.Carried()
	return len(questions)+len(commitments) == 0
}

// introWidth is that of the text of an introduction: no line is longer than
// can be read with ease.
func introWidth(w int) int { return min(w-4, 96) }

// introRows is how many rows prompt and instruction take above the rest.
func introRows(cache *frame.Cache, p introProps, w, most int) int {
	w = introWidth(w)
	return min(most, frame.Hold(cache, introKey{p, w}, func() (int, int64) {
		return len(frame.WrapLines(p.prompt, w)) + len(frame.WrapLines(p.instruction, w)), 0
	}))
}

type introKey struct {
	props introProps
	w     int
}

// introProps is what is asked, and how.
type introProps struct{ prompt, instruction string }

// Draw draws the prompt and as much of the instruction as there is room for.
func (p introProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	w, beside := introWidth(c.W()), c.H() > 8
	y := 0
	if p.prompt != "" {
		rows := c.H()
		if p.instruction != "" && !beside {
			rows = max(1, c.H()-1)
		}
		y += c.Wrap(frame.Rect{X: 2, W: w, H: min(rows, 3)}, dc.Accent.With(frame.Bold), p.prompt)
		if beside {
			y++
		}
	}
	c.Wrap(frame.Rect{X: 2, Y: y, W: w, H: c.H() - y}, dc.Theme.Muted, p.instruction)
}

// stepsUp lays the line of timed steps above the rest.
func (p phaseProps) stepsUp(dc stage.DrawContext, panes []frame.Pane, r, rest frame.Rect) ([]frame.Pane, frame.Rect) {
	at, rest := rest.SplitTop(1)
	clock := p.clocks.StepText()
	if !p.clocks.Running && !p.clocks.Begun {
		clock = dc.Words.Duration(time.Duration(p.phase.Timeline()[max(0, p.clocks.Step)].Minutes) * time.Minute)
	}
	panes = append(panes, dc.Pane(at, stepsProps{p.phase, p.clocks.Step, clock}))
	if r.H >= 20 {
		_, rest = rest.SplitTop(1)
	}
	return panes, rest
}

// stepsProps is the steps of a phase, which of them it is and what is left of
// that one.
type stepsProps struct {
	phase *model.Phase
	now   int
	clock string
}

// Draw draws the step that it is and as many of the next as have room.
func (p stepsProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	drawSteps(c, dc, p.phase, dc.Words.Lang(), p.now, p.clock)
}

func drawSteps(c *frame.Canvas, dc stage.DrawContext, ph *model.Phase, lang string, now int, clock string) {
	steps := ph.Timeline()
	title := func(i int) string {
		if s := stage.Local(lang, steps[i].Title); s != "" {
			return s
		}
		return dc.Words.T(stepWords[steps[i].Who])
	}
	x := c.Text(2, 0, dc.Accent.With(frame.Bold), "● "+title(now)+"  "+clock)
	for i := now + 1; i < len(steps); i++ {
		next := "   ○ " + title(i)
		if x+frame.Width(next) > c.W()-2 {
			break
		}
		x = c.Text(x, 0, dc.Theme.Faint, next)
	}
}

var stepWords = map[string]string{
	"":       "participant.step.all",
	"alone":  "participant.step.alone",
	"pairs":  "participant.step.pairs",
	"fours":  "participant.step.fours",
	"tables": "participant.step.tables",
	"all":    "participant.step.all",
}

// reading narrows r so that lines stay short enough to read.
func reading(r frame.Rect) frame.Rect {
	r.W = min(r.W, 110)
	return r
}
