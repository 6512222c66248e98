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

// frameUp lays out what every phase has: header, prompt and instruction. It
// gives its panes and the room that is left. wide phases need the width and
// have the instruction above, however wide the screen is.
func (d *desk) frameUp(r frame.Rect, wide bool, right ...string) (panes []frame.Pane, rest frame.Rect) {
	head, rest := r.SplitTop(stage.HeaderRows)
	panes, rest = d.introduce(d.header(head, d.title(), right...), r, rest, wide)
	mates, rest := d.matesRow(r, rest)
	return d.withMates(panes, mates), rest
}

// introduce lays prompt and instruction into the rest of r under a header.
func (d *desk) introduce(panes []frame.Pane, r, rest frame.Rect, wide bool) ([]frame.Pane, frame.Rect) {
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	ph := d.Board().Phase()
	if ph == nil {
		return panes, rest
	}
	prompt, instruction := d.Local(ph.Prompt), d.Local(ph.Instruction)
	var at frame.Rect
	if !wide && r.W >= sideFrom {
		at, rest = rest.SplitLeft(min(56, max(36, r.W*3/10)))
		panes = append(panes, d.introPane(at, prompt, instruction, at.H))
	} else {
		most := introMost(d.Board(), r)
		n := introRows(d.Cache(), prompt, instruction, r.W, most)
		at, rest = rest.SplitTop(n)
		panes = append(panes, d.introPane(at, prompt, instruction, most))
		if r.H >= 16 {
			_, rest = rest.SplitTop(1)
		}
	}
	if len(ph.Steps) > 0 {
		panes, rest = d.stepsUp(panes, r, rest)
	}
	if ph.Slot() {
		panes, rest = d.sessionUp(panes, r, rest)
	}
	return panes, rest
}

// introMost is how many rows prompt and instruction may take above the rest. Where
// people only speak, that is what the header, the clock and the first rows of the
// queue leave.
func introMost(b *model.Board, r frame.Rect) int {
	if r.H < 16 {
		return 2
	}
	most := max(2, min(6, r.H/4))
	if !onlySpeaks(b) {
		return most
	}
	const around, queue = stage.HeaderRows + 2 + 2, 3 // with the empty rows around it and the clock
	return max(most, r.H-around-clockRows(r)-queue)
}

// onlySpeaks tells whether the phase shows nothing but its clock and who wants to
// speak.
func onlySpeaks(b *model.Board) bool {
	ph := b.Phase()
	if !ph.Is(method.Talk) && !ph.Is(method.Break) || len(ph.Checklist)+len(ph.Steps) > 0 || ph.TakesNotes() || ph.Slot() {
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
func introRows(cache *frame.Cache, prompt, instruction string, w, most int) int {
	w = introWidth(w)
	return min(most, frame.Hold(cache, introKey{prompt, instruction, w}, func() (int, int64) {
		return len(frame.WrapLines(prompt, w)) + len(frame.WrapLines(instruction, w)), 0
	}))
}

type introKey struct {
	prompt, instruction string
	w                   int
}

// introPane draws the prompt and as much of the instruction as there is room for.
func (d *desk) introPane(r frame.Rect, prompt, instruction string, most int) frame.Pane {
	l := d.look()
	beside := r.H > 8
	return frame.Pane{Rect: r, Key: d.key("intro", 0, [2]string{prompt, instruction}), Draw: func(c *frame.Canvas) {
		w := introWidth(c.W())
		y := 0
		if prompt != "" {
			rows := c.H()
			if instruction != "" && !beside {
				rows = max(1, c.H()-1)
			}
			y += c.Wrap(frame.Rect{X: 2, W: w, H: min(rows, 3)}, l.accent.With(frame.Bold), prompt)
			if beside {
				y++
			}
		}
		c.Wrap(frame.Rect{X: 2, Y: y, W: w, H: c.H() - y}, l.theme.Muted, instruction)
	}}
}

// stepsUp lays the line of timed steps above the rest.
func (d *desk) stepsUp(panes []frame.Pane, r, rest frame.Rect) ([]frame.Pane, frame.Rect) {
	at, rest := rest.SplitTop(1)
	panes = append(panes, d.stepsPane(at))
	if r.H >= 20 {
		_, rest = rest.SplitTop(1)
	}
	return panes, rest
}

// stepsPane shows the steps of a phase, which of them it is and what is left
// of that one.
func (d *desk) stepsPane(r frame.Rect) frame.Pane {
	l, ph := d.look(), d.Board().Phase()
	now, left := ph.Step(d.Now())
	lang := d.Words.Lang()
	clock := stage.FormatClock(left)
	if !ph.Running() && ph.Elapsed(d.Now()) == 0 {
		clock = l.words.Duration(time.Duration(ph.Timeline()[max(0, now)].Minutes) * time.Minute)
	}
	key := d.key("steps", d.Board().Revs.Agenda, [2]any{now, clock})
	return frame.Pane{Rect: r, Key: key, Draw: func(c *frame.Canvas) {
		drawSteps(c, l, ph, lang, now, clock)
	}}
}

func drawSteps(c *frame.Canvas, l look, ph *model.Phase, lang string, now int, clock string) {
	steps := ph.Timeline()
	title := func(i int) string {
		if s := stage.Local(lang, steps[i].Title); s != "" {
			return s
		}
		return l.words.T(stepWords[steps[i].Who])
	}
	x := c.Text(2, 0, l.accent.With(frame.Bold), "● "+title(now)+"  "+clock)
	for i := now + 1; i < len(steps); i++ {
		next := "   ○ " + title(i)
		if x+frame.Width(next) > c.W()-2 {
			break
		}
		x = c.Text(x, 0, l.theme.Faint, next)
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
