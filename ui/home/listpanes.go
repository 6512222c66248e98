package home

import (
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// margin is the blank cells at the left and right edge.
const margin = 2

// Panes says what lies where.
func (s *Screen) Panes(r frame.Rect) []frame.Pane {
	switch {
	case s.form != nil:
		return s.form.panes(r, &s.fields)
	case !s.loaded || s.err != nil:
		return []frame.Pane{s.waiting(r)}
	case len(s.all) == 0:
		return []frame.Pane{s.env.DrawContext().Pane(r, welcomePicture{})}
	}
	head, rest := r.SplitTop(2)
	panes := []frame.Pane{s.header(head)}
	if s.search != nil || s.find != "" {
		var row frame.Rect
		row, rest = rest.SplitTop(1)
		panes = append(panes, stage.SearchPane(s.env.DrawContext(), row, margin, s.search, s.find))
	}
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
		var about frame.Rect
		about, rest = rest.SplitBottom(4)
		panes = append(panes, s.about(about))
	}
	return append(panes, s.listPane(rest))
}

// waiting says that the list is being read, or why it cannot be.
func (s *Screen) waiting(r frame.Rect) frame.Pane {
	p := stage.CenteredPicture{Text: s.env.Words.T("home.loading"), Style: s.env.Theme.Muted}
	if s.err != nil {
		p = stage.CenteredPicture{Text: s.env.Words.T("home.failed", "Reason", s.env.Say(s.err)), Style: s.env.Theme.Danger}
	}
	return s.env.DrawContext().Pane(r, p)
}

// header is the name of the program and how many workshops are listed.
func (s *Screen) header(r frame.Rect) frame.Pane {
	w, n := s.env.Words, 0
	for _, l := range s.shown() {
		if l.kind == workshopLine {
			n++
		}
	}
	right := w.N("home.list.count", n)
	if s.archived {
		right = w.T("home.list.witharchived") + " · " + right
	}
	return s.env.DrawContext().Pane(r, headerPicture{w.T("app.name"), right})
}

// headerPicture is a title over a rule.
type headerPicture struct{ title, right string }

func (p headerPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	accent := dc.Theme.Accent("gather")
	c.Text(margin, 0, accent.With(frame.Bold), p.title)
	c.TextRight(c.W()-margin, 0, dc.Theme.Muted, p.right)
	c.HLine(margin, 1, c.W()-2*margin, accent, "━")
}

// listPane is the lines around the selected one.
func (s *Screen) listPane(r frame.Rect) frame.Pane {
	rows, id := s.rows(), ""
	from, to := s.list.Place(s.env, r, rows)
	if sum := s.selected(); sum != nil {
		id = sum.ID
	}
	p := listPicture{empty: rows.N == 0}
	say := sayer{s.env.Words, s.env.Now().Local()}
	var lines []lineRow
	for _, l := range s.lines[from:to] {
		row := lineRow{kind: l.kind, indent: l.indent, text: l.text}
		if l.sum != nil {
			row.workshop, row.selected = say.row(l.sum), l.sum.ID == id
		}
		lines = append(lines, row)
	}
	p.lines = stage.ValuesOf(lines)
	return s.env.DrawContext().Pane(r, p)
}

// listPicture is the lines of the list that are seen.
type listPicture struct {
	lines stage.Values[lineRow]
	empty bool // there are none at all
}

// lineRow is a line of the list as it is drawn.
type lineRow struct {
	kind     kind
	indent   int
	text     string // of a heading
	workshop workshopRow
	selected bool
}

func (p listPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	if p.empty {
		c.Wrap(c.Bounds().Inset(margin, 0), dc.Theme.Muted, dc.Words.T("home.list.none"))
	}
	for y, l := range p.lines.Slice() {
		l.draw(dc, c.Sub(frame.Rect{Y: y, W: c.W(), H: 1}))
	}
}

func (l lineRow) draw(dc stage.DrawContext, c *frame.Canvas) {
	switch l.kind {
	case nodeLine:
		c.TextIn(margin, 0, c.W()-2*margin, dc.Theme.Title, l.text)
	case seriesLine:
		c.TextIn(margin+2, 0, c.W()-2*margin-2, dc.Theme.Muted.With(frame.Italic), l.text)
	case workshopLine:
		l.workshop.draw(dc, c, l.indent, l.selected)
		if l.selected {
			c.Restyle(c.Bounds().Inset(margin-1, 0), dc.Theme.Select)
		}
	}
}

// state is how far a workshop has come.
type state int

const (
	stateWaiting state = iota
	stateGoing
	statePlanned
	stateEnded
	stateArchived
)

// workshopRow is a workshop in words.
type workshopRow struct {
	title         string
	number        int // in its series; 0 is none
	state         state
	stateText     string
	day, longDay  string // longDay has the year
	ideas, people string // how many; empty for none
}

// draw draws the workshop's mark and title, and at the right as much about it as
// there is room for.
func (p workshopRow) draw(dc stage.DrawContext, c *frame.Canvas, indent int, selected bool) {
	t := dc.Theme
	mark, style := p.state.mark(t)
	right := c.W() - margin
	column := func(w int, in frame.Style, text string) {
		c.TextRight(right, 0, in, frame.Truncate(text, w))
		right -= w + 2
	}
	switch w := c.W(); {
	case w >= 112:
		column(17, t.Muted, p.longDay)
		column(10, t.Muted, p.ideas)
		column(11, t.Muted, p.people)
		column(17, style, p.stateText)
	case w >= 72:
		column(12, t.Muted, p.day)
		column(9, t.Muted, p.ideas)
		column(16, style, p.stateText)
	case w >= 56:
		column(16, style, p.stateText)
	}
	x := margin + indent
	if selected {
		c.Text(x, 0, t.Strong, "▸")
	}
	c.Text(x+2, 0, style, mark)
	title := t.Text
	if p.state == stateArchived {
		title = t.Faint
	}
	x += 4
	if p.number > 0 {
		x = c.Text(x, 0, t.Muted, strconv.Itoa(p.number)) + 1
	}
	c.TextIn(x, 0, max(0, right-x), title, p.title)
}

// mark is the mark of a state and its style.
func (s state) mark(t *theme.Theme) (string, frame.Style) {
	switch s {
	case stateArchived:
		return "▪", t.Faint
	case stateEnded:
		return "✓", t.Muted
	case stateGoing:
		return "●", t.Ok
	case statePlanned:
		return "◷", t.Key
	}
	return "○", t.Muted
}

// sayer says of a workshop in words what the list shows.
type sayer struct {
	words *i18n.Words
	now   time.Time // in the zone of the terminal
}

// row is a workshop in words.
func (s sayer) row(sum *model.Summary) workshopRow {
	row := workshopRow{
		title: sum.Title, number: sum.Number, day: s.day(sum, false), longDay: s.day(sum, true),
		ideas: s.count("unit.ideas", sum.Ideas), people: s.count("unit.people", sum.People),
	}
	row.state, row.stateText = s.state(sum)
	return row
}

// count says how many there are, and nothing where there are none.
func (s sayer) count(word string, n int) string {
	if n == 0 {
		return ""
	}
	return s.words.N(word, n)
}

// state is how far a workshop has come, and that in words.
func (s sayer) state(sum *model.Summary) (state, string) {
	switch {
	case sum.Archived:
		return stateArchived, s.words.T("home.state.archived")
	case !sum.Ended.IsZero():
		return stateEnded, s.words.T("home.state.ended")
	case sum.Phase > 0:
		return stateGoing, s.words.T("home.state.going", "N", sum.Phase, "Total", sum.Phases)
	case planned(sum):
		return statePlanned, s.words.T("home.state.planned", "Time", s.words.Time(sum.Start.In(s.now.Location())))
	}
	return stateWaiting, s.words.T("home.state.waiting")
}

// day is the day that a workshop is planned for, or else that it was made.
func (s sayer) day(sum *model.Summary, year bool) string {
	if planned(sum) {
		return s.date(sum.Start, year)
	}
	return s.date(sum.Created, year)
}

// date is the day, with its year where it is asked for or another than now.
func (s sayer) date(at time.Time, year bool) string {
	if at.IsZero() {
		return ""
	}
	at = at.Local()
	if !year && at.Year() == s.now.Year() {
		return s.words.Day(at)
	}
	return s.words.Day(at) + " " + strconv.Itoa(at.Year())
}

// about says more of the selected workshop, under the list.
func (s *Screen) about(r frame.Rect) frame.Pane {
	sum, w := s.selected(), s.env.Words
	if sum == nil {
		return s.env.DrawContext().Pane(r, stage.BlankPicture{})
	}
	where := []string{s.methodName(sum.Method)}
	day := sayer{w, s.env.Now().Local()}.date(sum.Created, true)
	if planned(sum) {
		day = w.T("home.startsat", "When", s.env.StartText(sum.Start))
	}
	for _, part := range []string{sum.Node, sum.Series, day} {
		if part != "" {
			where = append(where, part)
		}
	}
	what := []string{
		w.N("unit.people", sum.People), w.N("unit.ideas", sum.Ideas), w.N("unit.questions", sum.Questions),
		w.N("unit.commitments", sum.Commitments), w.T("home.code", "Code", sum.Code),
	}
	return s.env.DrawContext().Pane(r, aboutPicture{sum.Title, strings.Join(where, " · "), strings.Join(what, " · ")})
}

// aboutPicture is what is said of the selected workshop.
type aboutPicture struct{ title, where, counts string }

func (p aboutPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t := dc.Theme
	c.HLine(margin, 0, c.W()-2*margin, t.Border, "─")
	c.TextIn(margin, 1, c.W()-2*margin, t.Strong, p.title)
	c.TextIn(margin, 2, c.W()-2*margin, t.Text, p.where)
	c.TextIn(margin, 3, c.W()-2*margin, t.Muted, p.counts)
}

// methodName is a method's name, or its id where it is not known any more.
func (s *Screen) methodName(id string) string {
	for _, m := range s.methods {
		if m.ID == id {
			return m.Name.In(s.env.Words.Lang())
		}
	}
	return id
}
