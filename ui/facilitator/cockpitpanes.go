package facilitator

import (
	"time"

	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// narrowBelow is the width under which one pane is shown at a time.
const narrowBelow = 64

func (s *Screen) narrow() bool { return s.w < narrowBelow }

// Panes says what lies where.
func (s *Screen) Panes(r frame.Rect) []frame.Pane {
	s.w = r.W
	s.steps.show(s.env, s.here())
	if fault := s.backupFault(); fault != nil {
		var top frame.Rect
		top, r = r.SplitTop(1)
		return append(s.cockpit(r), s.backupPane(top, fault))
	}
	return s.cockpit(r)
}

// backupFault is why the last backup could not be made, or what was damaged on disk;
// nil if all is well.
func (s *Screen) backupFault() error {
	if s.env.Room == nil {
		return nil
	}
	h := s.env.Room.Health()
	if h.Backup != nil {
		return h.Backup
	}
	return h.Lost
}

// backupPane says so. Only facilitators see it, and not on the wall.
func (s *Screen) backupPane(r frame.Rect, fault error) frame.Pane {
	return s.env.DrawContext().Pane(r, warningPicture{s.env.Say(fault)})
}

// warningPicture is a line across the whole screen.
type warningPicture struct{ text string }

func (p warningPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Theme.Warn.Without(frame.Underline).With(frame.Reverse)
	c.Fill(c.Bounds(), style)
	c.TextIn(2, 0, c.W()-4, style, p.text)
}

// cockpit is all but that.
func (s *Screen) cockpit(r frame.Rect) []frame.Pane {
	if s.narrow() {
		return s.narrowPanes(r)
	}
	head, body := r.SplitTop(stage.HeaderRows)
	panes := s.header(head)
	if r.H >= 18 {
		_, body = body.SplitTop(1)
	}
	body = body.Inset(2, 0)
	side, gap := 27, 3
	switch {
	case r.W >= 150:
		side, gap = 40, 6
	case r.W >= 110:
		side, gap = 34, 4
	}
	left, middle := body.SplitLeft(side)
	_, middle = middle.SplitLeft(gap)
	panes = append(panes, s.leftPanes(left)...)
	return append(panes, s.middlePanes(middle)...)
}

// narrowPanes show the pane that has the keys, under the phase and its clock.
func (s *Screen) narrowPanes(r frame.Rect) []frame.Pane {
	head, body := r.SplitTop(stage.HeaderRows)
	title := s.env.Board().Title
	if ph := s.env.Board().Phase(); ph != nil {
		title = s.env.PhaseTitle(ph)
	}
	panes := stage.Header(s.env, head, title, "")
	body = body.Inset(1, 0)
	switch s.focus {
	case onAgenda:
		end, rest := body.SplitBottom(1)
		return append(panes, s.agenda.pane(rest, true), s.endPane(end))
	case onPeople:
		return append(panes, s.peoplePane(body))
	}
	s.agenda.rect = frame.Rect{}
	return append(panes, s.middlePanes(body)...)
}

// header is the workshop's title and when it all ends.
func (s *Screen) header(r frame.Rect) []frame.Pane {
	end, late := endText(s.env)
	return []frame.Pane{s.env.DrawContext().Pane(r, headerPicture{s.env.Board().Title, end, late})}
}

// headerPicture is a title, and when all ends.
type headerPicture struct {
	title, end string
	late       bool // it ends later than was planned
}

func (p headerPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Theme.Muted
	if p.late {
		style = dc.Theme.Warn.Without(frame.Underline)
	}
	x := c.TextRight(c.W()-2, 0, style, p.end)
	c.TextIn(2, 0, x-4, dc.Theme.Title, p.title)
	c.HLine(2, 1, c.W()-4, dc.Accent, "━")
}

func (s *Screen) endPane(r frame.Rect) frame.Pane {
	end, _ := endText(s.env)
	return s.env.DrawContext().Pane(r, stage.LinePicture{Text: end, Style: s.env.Theme.Muted})
}

// leftPanes are the clock, the agenda and the people.
func (s *Screen) leftPanes(r frame.Rect) []frame.Pane {
	var panes []frame.Pane
	if s.env.Board().Phase() != nil && s.env.Board().Ended.IsZero() {
		var clock frame.Rect
		rows := 5
		if r.H >= 30 && r.W >= 34 {
			rows = 7
		}
		clock, r = r.SplitTop(min(rows, r.H/2))
		panes = append(panes, s.clockPanes(clock)...)
		if r.H > 14 {
			_, r = r.SplitTop(1)
		}
	}
	// The people lie right under the agenda, which gives way to them.
	agenda, people := r.SplitTop(min(len(s.env.Board().Phases()), max(r.H-5, r.H/2)))
	panes = append(panes, s.agenda.pane(agenda, s.focus == onAgenda))
	gap := 1
	if people.H > 10 {
		gap = 2
	}
	_, people = people.SplitTop(gap)
	return append(panes, s.peoplePane(people))
}

// clockPanes are the big clock and the line under it.
func (s *Screen) clockPanes(r frame.Rect) []frame.Pane {
	e := s.env
	k, dc := boardview.ReadClock(e.Board(), e.Now()), e.DrawContext()
	wide := "00:00"
	if len(k.Text) > len(wide) {
		wide = k.Text
	}
	size := boardview.Largest(wide, r.W, min(5, r.H-1))
	figures, rest := r.SplitTop(size.Rows())
	now, left := s.underClock(k)
	_, rest = rest.SplitTop(min(1, max(0, rest.H-1)))
	under := frame.Rect{X: rest.X, Y: rest.Y, W: rest.W, H: min(1, rest.H)}
	return []frame.Pane{dc.Pane(figures, boardview.FiguresPicture{Clock: k, Size: size}), dc.Pane(under, stepPicture{now, left})}
}

// stepPicture is the line under the clock.
type stepPicture struct{ now, left string }

func (p stepPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := c.TextIn(0, 0, c.W()-frame.Width(p.left)-2, dc.Accent.With(frame.Bold), p.now)
	c.Text(x+2, 0, dc.Theme.Strong, p.left)
}

// underClock is the step that the clock has come to, or why it stands.
func (s *Screen) underClock(k boardview.Clock) (now, left string) {
	w := s.env.Words
	step, steps := boardview.ReadStep(s.env.DrawContext(), s.env.Board(), s.env.Now())
	switch {
	case k.Paused:
		return w.T("facilitator.stands"), ""
	case steps:
		return step.Title, step.Left
	}
	ph := s.env.Board().Phase()
	elapsed := stage.FormatClock(ph.Elapsed(s.env.Now()).Truncate(time.Second))
	return w.T("facilitator.elapsed", "Time", elapsed, "Planned", w.Duration(ph.Planned())), ""
}

// middlePanes are what the phase says, and the board.
func (s *Screen) middlePanes(r frame.Rect) []frame.Pane {
	e := s.env
	b := e.Board()
	if b.Phase() == nil && b.Ended.IsZero() && !s.board.parked {
		return s.welcomePanes(r)
	}
	var panes []frame.Pane
	if s.board.typing() || s.board.filter != "" {
		var line frame.Rect
		line, r = r.SplitBottom(1)
		panes = append(panes, s.board.filterPane(line))
	}
	if b.Ended.IsZero() && !s.board.parked && r.H >= 6 {
		var speech frame.Rect
		speech, r = s.speech(r)
		panes = append(panes, e.DrawContext().Pane(speech, s.says()))
		if r.H >= 8 {
			_, r = r.SplitTop(1)
		}
	}
	if !b.Ended.IsZero() && !s.board.parked && r.H >= afterRows {
		var after frame.Rect
		after, r = r.SplitTop(min(afterRows, r.H))
		panes = append(panes, s.afterPane(after))
	}
	if said := s.advice(); said != "" && r.H >= 6 {
		var line frame.Rect
		line, r = r.SplitBottom(1)
		panes = append(panes, s.advicePane(line, said))
	}
	caption, r := r.SplitTop(1)
	if r.H >= 6 {
		_, r = r.SplitTop(1)
	}
	if s.board.sceneNow().Kind == boardview.Hidden {
		return append(panes, s.hiddenPane(frame.Rect{X: caption.X, Y: caption.Y, W: caption.W, H: r.Bottom() - caption.Y}))
	}
	return append(append(panes, s.captionPane(caption, r)), s.board.panes(r)...)
}

// speech is the room for what the phase says: no more than a third.
func (s *Screen) speech(r frame.Rect) (at, rest frame.Rect) {
	say, w := s.says(), min(r.W, 72)
	rows := len(frame.WrapLines(say.prompt, w)) + len(frame.WrapLines(say.instruction, w))
	return r.SplitTop(max(1, min(rows, r.H/3)))
}

// speechPicture is a phase's question and its instruction.
type speechPicture struct{ prompt, instruction string }

func (p speechPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	w := min(c.W(), 72)
	y := c.Wrap(frame.Rect{W: w, H: c.H()}, dc.Accent.With(frame.Bold), p.prompt)
	c.Wrap(frame.Rect{Y: y, W: w, H: c.H() - y}, dc.Theme.Muted, p.instruction)
}

// says is what the phase says.
func (s *Screen) says() speechPicture {
	ph := s.env.Board().Phase()
	prompt := s.env.Local(ph.Prompt)
	if prompt == "" {
		prompt = s.env.PhaseTitle(ph)
	}
	return speechPicture{prompt, s.env.Local(ph.Instruction)}
}

// hiddenPane counts ideas that the room has not seen.
func (s *Screen) hiddenPane(r frame.Rect) frame.Pane {
	b := s.env.Board()
	n, by := b.IdeaCount(b.Phase().ID)
	w := s.wrote.Get([2]uint64{b.Revs.Ideas, max(b.Revs.People, b.Revs.Agenda)}, func() wrote { w, _ := countWrote(b); return w })
	return s.env.DrawContext().Pane(r, hiddenPicture{s.env.Words.N("unit.ideas", n), by, w})
}

// hiddenPicture is how many ideas there are that the room has not seen.
type hiddenPicture struct {
	title  string
	counts boardview.Counts
	wrote  wrote
}

func (p hiddenPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t, hint, sectors := dc.Theme, dc.Words.T("facilitator.hiddenideas"), boardview.NewSectors(dc)
	c.Text(0, 0, t.Title, p.title)
	if c.H() < 8 {
		sectors.Line(c, 0, 1, p.counts)
		c.Wrap(frame.Rect{Y: 2, W: min(c.W(), 60), H: c.H() - 2}, t.Muted, hint)
		return
	}
	step := 1
	if c.H() >= 16 {
		step = 2
	}
	y := 2 + sectors.Rows(c.Sub(frame.Rect{Y: 2, W: min(c.W(), 72), H: c.H() - 2}), step, p.counts)
	if p.wrote.of > 0 && c.H()-y > 4 {
		p.wrote.draw(dc, c.Sub(frame.Rect{Y: y + 1, W: c.W(), H: 1}))
		y += 2
	}
	c.Wrap(frame.Rect{Y: y + 1, W: min(c.W(), 60), H: c.H() - y - 1}, t.Muted, hint)
}

// captionPane says what lies on the board, and which page this is.
func (s *Screen) captionPane(r, under frame.Rect) frame.Pane {
	p := captionPicture{}
	if at, of := s.board.pages(under); of > 1 {
		p.page = s.env.Words.T("projector.page", "N", at, "Total", of)
	}
	p.title, p.counts, p.counted = s.caption(s.board.scene)
	return s.env.DrawContext().Pane(r, p)
}

// captionPicture is what stands over the board.
type captionPicture struct {
	title, page string
	counts      boardview.Counts
	counted     bool // counts are shown
}

func (p captionPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	end := c.TextRight(c.W(), 0, dc.Theme.Muted, p.page)
	x := c.TextIn(0, 0, end-1, dc.Theme.Title, p.title)
	if p.counted {
		boardview.NewSectors(dc).Line(c.Sub(frame.Rect{W: max(1, end-2), H: 1}), x+3, 0, p.counts)
	}
}

// caption says what lies on the board, and of cards from which sectors they are.
func (s *Screen) caption(scene boardview.Scene) (title string, counts boardview.Counts, counted bool) {
	b, w := s.env.Board(), s.env.Words
	if s.board.parked {
		return w.T("facilitator.act.parking"), counts, false
	}
	switch scene.Kind {
	case boardview.Cards:
		ph := b.Phase()
		if !ph.Does(method.TakesIdeas) {
			return "", counts, false
		}
		n, by := b.IdeaCount(0) // those of earlier steps hang here, too
		return w.N("unit.ideas", n), by, true
	case boardview.Clusters:
		n, by := b.IdeaCount(0)
		return w.N("unit.clusters", len(b.Clusters())) + " · " + w.N("unit.ideas", n), by, true
	case boardview.Candidates:
		if b.OpenRound() != nil {
			return s.castText(), counts, false
		}
		return w.T("facilitator.tovote"), counts, false
	case boardview.Result:
		if b.OpenRound() != nil {
			return s.castText(), counts, false
		}
		return w.T("projector.result") + " · " + report.Turnout(w, b, b.Round(scene.Round), 0), counts, false
	case boardview.Questions:
		chosen := 0
		for _, q := range b.Questions() {
			if q.Chosen {
				chosen++
			}
		}
		if chosen == 0 && len(b.Questions()) > 0 {
			return w.T("facilitator.unchosen.hint"), counts, false
		}
		return w.N("unit.questions", len(b.Questions())) + " · " + w.N("facilitator.chosen", chosen), counts, false
	case boardview.Chosen:
		return w.T("projector.chosen"), counts, false
	case boardview.Commitments:
		return w.N("unit.commitments", len(b.Promises())), counts, false
	case boardview.Ratings:
		if !b.Ended.IsZero() {
			return w.T("projector.thanks"), counts, false
		}
		return w.N("unit.answers", b.RatingsIn(b.Phase().ID).Given), counts, false
	}
	return "", counts, false
}
