package view

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

// PhaseProps is what the upper part of every phase follows from: its name, what
// is asked, and the clocks.
type PhaseProps struct {
	Phase   *model.Phase // nil before the first
	title   string       // of the workshop
	Clock   string       // as it is shown
	clocks  stage.Clocks
	session *method.Session // that one is in; nil for none
	Speaks  bool            // people only speak; see onlySpeaks
	tables  bool            // people sit at tables
}

// PhaseOf is that of a board, in a session.
func PhaseOf(b *model.Board, clocks stage.Clocks, session model.SessionID) PhaseProps {
	_, s := b.Session(session)
	ph := b.Phase()
	return PhaseProps{Phase: ph, title: b.Title, Clock: clocks.Text(b), clocks: clocks, session: s, tables: b.Tables > 0}
}

// name is what the group does.
func (p PhaseProps) name(dc stage.DrawContext) string {
	if p.Phase == nil {
		return p.title
	}
	if s := dc.Local(p.Phase.Title); s != "" {
		return s
	}
	return dc.Words.T("activity." + string(p.Phase.Activity))
}

// TopPlaces is where the parts of the upper part of a phase lie, and what is left
// for what is done in it. Those that are empty have no pane.
type TopPlaces struct {
	head, intro, steps, session, tablemates frame.Rect
	Rest                                    frame.Rect
}

// places says where in r the upper part lies. Wide phases need the width and have
// the instruction above, however wide the screen is.
func (p PhaseProps) places(dc stage.DrawContext, r frame.Rect, wide bool) (t TopPlaces) {
	t.head, t.Rest = r.SplitTop(stage.HeaderRows)
	if r.H >= 16 {
		_, t.Rest = t.Rest.SplitTop(1)
	}
	ph := p.Phase
	if ph == nil {
		t.tablemates, t.Rest = p.tablemateRow(r, t.Rest)
		return t
	}
	intro := p.intro(dc)
	if !wide && r.W >= sideFrom {
		t.intro, t.Rest = t.Rest.SplitLeft(min(56, max(36, r.W*3/10)))
	} else {
		t.intro, t.Rest = t.Rest.SplitTop(introRows(dc.Cache, intro, r.W, p.introMost(r)))
		if r.H >= 16 {
			_, t.Rest = t.Rest.SplitTop(1)
		}
	}
	gap := func() {
		if r.H >= 20 {
			_, t.Rest = t.Rest.SplitTop(1)
		}
	}
	if len(ph.Steps) > 0 {
		t.steps, t.Rest = t.Rest.SplitTop(1)
		gap()
	}
	if line := p.sessionLine(dc, r); line != (sessionProps{}) {
		t.session, t.Rest = t.Rest.SplitTop(1)
		gap()
	}
	t.tablemates, t.Rest = p.tablemateRow(r, t.Rest)
	return t
}

// panes adds the prompt, the instruction, the steps and the session.
func (p PhaseProps) panes(dc stage.DrawContext, panes []frame.Pane, r frame.Rect, t TopPlaces) []frame.Pane {
	if p.Phase == nil {
		return panes
	}
	panes = append(panes, dc.Pane(t.intro, p.intro(dc)))
	if !t.steps.Empty() {
		panes = append(panes, dc.Pane(t.steps, p.steps(dc)))
	}
	if !t.session.Empty() {
		panes = append(panes, dc.Pane(t.session, p.sessionLine(dc, r)))
	}
	return panes
}

// intro is what is asked in the phase, and how.
func (p PhaseProps) intro(dc stage.DrawContext) introProps {
	return introProps{dc.Local(p.Phase.Prompt), dc.Local(p.Phase.Instruction)}
}

// steps is the timed steps of the phase and what is left of the one it is.
func (p PhaseProps) steps(dc stage.DrawContext) stepsProps {
	clock := p.clocks.StepText()
	if !p.clocks.Running && !p.clocks.Begun {
		clock = dc.Words.Duration(time.Duration(p.Phase.Timeline()[max(0, p.clocks.Step)].Minutes) * time.Minute)
	}
	return stepsProps{p.Phase, p.clocks.Step, clock}
}

// HeaderProps is the two lines at the top of a screen that nothing of is shared.
type HeaderProps struct {
	title, clock string
	self         selfProps
}

// HeaderProps is that of the terminal, under a title.
func (t *Terminal) HeaderProps(title string) HeaderProps {
	return HeaderProps{title, stage.ClockText(t.Env), t.selfProps()}
}

// Panes is the title, the clock and what is said of the person.
func (p HeaderProps) Panes(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	said := p.self.text(dc, r)
	panes, end := stage.OpenHeader(dc, r, p.title, p.clock, frame.Width(said)+2)
	return append(panes, stage.Aside(dc, r, end, said))
}

// OwnTopProps is the upper part of a phase of which nothing is shared.
type OwnTopProps struct {
	phase      PhaseProps
	header     HeaderProps
	tablemates tablemateProps
}

// OwnTopProps is that of the terminal's phase.
func (t *Terminal) OwnTopProps() OwnTopProps {
	b := t.Board()
	return OwnTopProps{PhaseOf(b, stage.ClocksOf(b, t.Now()), t.InSession()), t.HeaderProps(t.Title()), t.tablemateProps()}
}

// Places says where it lies in r.
func (p OwnTopProps) Places(dc stage.DrawContext, r frame.Rect) TopPlaces {
	return p.phase.places(dc, r, false)
}

// Panes is header, prompt, instruction and those one sits with.
func (p OwnTopProps) Panes(dc stage.DrawContext, r frame.Rect, t TopPlaces) []frame.Pane {
	return p.tablemates.add(dc, p.phase.panes(dc, p.header.Panes(dc, t.head), r, t), t.tablemates)
}

// nameRoom is what a shared header leaves for what is said of oneself, in cells.
func nameRoom(r frame.Rect) int {
	if r.W < 60 {
		return 2
	}
	return 26
}

// Heading is where a terminal's own panes lie in the upper part of a shared
// picture of that area: what is said of oneself ends at end, and tablemates is a row
// for those one sits with.
type Heading struct {
	area       frame.Rect
	end        int
	tablemates frame.Rect
}

// Top is a shared header and what is told of the phase under it.
func (p PhaseProps) Top(dc stage.DrawContext, r frame.Rect, wide bool) (panes []frame.Pane, rest frame.Rect, h Heading) {
	t := p.places(dc, r, wide)
	panes, end := stage.OpenHeader(dc, t.head, p.name(dc), p.Clock, nameRoom(r))
	return p.panes(dc, panes, r, t), t.Rest, Heading{r, end, t.tablemates}
}

// AsideProps is what is said of oneself and of one's table, over a shared header.
type AsideProps struct {
	head       Heading
	self       selfProps
	tablemates tablemateProps
}

// AsideProps is that of the terminal, over a shared header.
func (t *Terminal) AsideProps(h Heading) AsideProps {
	return AsideProps{h, t.selfProps(), t.tablemateProps()}
}

// Panes is the name before the clock, and the row of the table.
func (p AsideProps) Panes(dc stage.DrawContext) []frame.Pane {
	panes := make([]frame.Pane, 1, 8)
	panes[0] = stage.Aside(dc, p.head.area, p.head.end, p.self.text(dc, p.head.area))
	return p.tablemates.add(dc, panes, p.head.tablemates)
}

// introMost is how many rows prompt and instruction may take above the rest. Where
// people only speak, that is what the header, the clock and the first rows of the
// queue leave.
func (p PhaseProps) introMost(r frame.Rect) int {
	if r.H < 16 {
		return 2
	}
	most := max(2, min(6, r.H/4))
	if !p.Speaks {
		return most
	}
	const around, queue = stage.HeaderRows + 2 + 2, 3 // with the empty rows around it and the clock
	return max(most, r.H-around-ClockRows(r)-queue)
}

// ClockRows is how high the clock's figures are in a screen of that size.
func ClockRows(r frame.Rect) int {
	switch {
	case r.H >= 22:
		return 5
	case r.H >= 15:
		return 3
	}
	return 0
}

// IntroWidth is that of the text of an introduction: no line is longer than
// can be read with ease.
func IntroWidth(w int) int { return min(w-4, 96) }

// introRows is how many rows prompt and instruction take above the rest.
func introRows(cache *frame.Cache, p introProps, w, most int) int {
	w = IntroWidth(w)
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
	w, beside := IntroWidth(c.W()), c.H() > 8
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

// ReadingWidth narrows r so that lines stay short enough to read.
func ReadingWidth(r frame.Rect) frame.Rect {
	r.W = min(r.W, 110)
	return r
}
