package home

import (
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/theme"
)

// margin is the blank cells at the left and right edge.
const margin = 2

// Panes says what lies where.
func (s *Screen) Panes(r frame.Rect) []frame.Pane {
	switch {
	case s.form != nil:
		return s.form.panes(r, &s.places)
	case !s.loaded || s.err != nil:
		return []frame.Pane{s.waiting(r)}
	case len(s.all) == 0:
		return []frame.Pane{s.welcome(r)}
	}
	head, rest := r.SplitTop(2)
	panes := []frame.Pane{s.header(head)}
	if s.search != nil || s.find != "" {
		var row frame.Rect
		row, rest = rest.SplitTop(1)
		panes = append(panes, s.searchRow(row))
	}
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
		var about frame.Rect
		about, rest = rest.SplitBottom(4)
		panes = append(panes, s.about(about))
	}
	return append(panes, s.listPane(rest))
}

func (s *Screen) waiting(r frame.Rect) frame.Pane {
	text, style := s.env.Words.T("home.loading"), s.env.Theme.Muted
	if s.err != nil {
		text, style = s.env.Words.T("home.failed", "Reason", s.env.Say(s.err)), s.env.Theme.Danger
	}
	return frame.Pane{Rect: r, Key: s.env.Key("home.waiting", 0, text), Draw: func(c *frame.Canvas) {
		lines := frame.WrapLines(text, min(60, c.W()-4))
		for i, line := range lines {
			c.TextCenter(c.Bounds(), c.H()/2-len(lines)/2+i, style, line)
		}
	}}
}

// header is the name of the house and how much is in it.
func (s *Screen) header(r frame.Rect) frame.Pane {
	w, t := s.env.Words, s.env.Theme
	n := 0
	for _, l := range s.shown() {
		if l.kind == workshopLine {
			n++
		}
	}
	right := w.N("home.list.count", n)
	if s.archived {
		right = w.T("home.list.witharchived") + " · " + right
	}
	name := w.T("app.name")
	accent := t.Accent("gather")
	return frame.Pane{Rect: r, Key: s.env.Key("home.header", 0, right), Draw: func(c *frame.Canvas) {
		c.Text(margin, 0, accent.With(frame.Bold), name)
		c.TextRight(c.W()-margin, 0, t.Muted, right)
		c.HLine(margin, 1, c.W()-2*margin, accent, "━")
	}}
}

func (s *Screen) searchRow(r frame.Rect) frame.Pane {
	t, in := s.env.Theme, s.search
	row := frame.Rect{X: r.X + margin + 2, Y: r.Y, W: max(1, r.W-2*margin-2), H: 1}
	if in == nil {
		find := s.find
		return frame.Pane{Rect: r, Key: s.env.Key("home.found", 0, find), Draw: func(c *frame.Canvas) {
			c.Text(margin, 0, t.Key, "/")
			c.TextIn(margin+2, 0, c.W()-2*margin-2, t.Strong, find)
		}}
	}
	in.Place(row)
	return frame.Pane{Rect: r, Key: s.env.Key("home.search", 0, in.Picture()), Draw: func(c *frame.Canvas) {
		c.Text(margin, 0, t.Key, "/")
		in.Draw(c.Sub(frame.Rect{X: margin + 2, W: row.W, H: 1}))
	}}
}

// listPane is the lines around the selected one.
func (s *Screen) listPane(r frame.Rect) frame.Pane {
	s.places.list = r
	lines := s.shown()
	at := row(lines, s.at)
	above := at // the headings over the selected line come along
	for above > 0 && lines[above-1].kind != workshopLine && lines[above-1].kind != blankLine {
		above--
	}
	s.top = max(at-r.H+1, min(s.top, above))
	s.top = max(0, min(s.top, len(lines)-r.H))
	shown := linesKey{s.linesOf, s.top, r}
	s.lately.Show(s.env, shown, linesShown{shown, lines})
	type extra struct {
		of  linesOf
		at  string
		top int
		day int
	}
	painter := listPainter{s.env.Theme, s.env.Words, s.env.Now().Local(), s.at}
	top, none := s.top, s.env.Words.T("home.list.none")
	key := extra{s.linesOf, s.at, top, painter.now.YearDay()}
	return frame.Pane{Rect: r, Key: s.env.Key("home.list", s.rev, key), Draw: func(c *frame.Canvas) {
		if len(lines) == 0 {
			c.Wrap(c.Bounds().Inset(margin, 0), painter.t.Muted, none)
		}
		for y := 0; y < c.H() && top+y < len(lines); y++ {
			painter.draw(c.Sub(frame.Rect{Y: y, W: c.W(), H: 1}), lines[top+y])
		}
	}}
}

// listPainter draws lines of the list.
type listPainter struct {
	t   *theme.Theme
	w   *i18n.Words
	now time.Time
	at  string
}

func (p listPainter) draw(c *frame.Canvas, l line) {
	switch l.kind {
	case nodeLine:
		c.TextIn(margin, 0, c.W()-2*margin, p.t.Title, l.text)
	case seriesLine:
		c.TextIn(margin+2, 0, c.W()-2*margin-2, p.t.Muted.With(frame.Italic), l.text)
	case workshopLine:
		p.workshop(c, l)
		if l.sum.ID == p.at {
			c.Restyle(c.Bounds().Inset(margin-1, 0), p.t.Select)
		}
	}
}

// workshop draws one workshop: its mark and title, and at the right as much
// about it as there is room for.
func (p listPainter) workshop(c *frame.Canvas, l line) {
	sum := l.sum
	mark, state, style := p.state(sum)
	right := c.W() - margin
	column := func(w int, in frame.Style, text string) {
		c.TextRight(right, 0, in, frame.Truncate(text, w))
		right -= w + 2
	}
	switch w := c.W(); {
	case w >= 112:
		column(17, p.t.Muted, p.day(sum, true))
		column(10, p.t.Muted, p.count("unit.ideas", sum.Ideas))
		column(11, p.t.Muted, p.count("unit.people", sum.People))
		column(17, style, state)
	case w >= 72:
		column(12, p.t.Muted, p.day(sum, false))
		column(9, p.t.Muted, p.count("unit.ideas", sum.Ideas))
		column(16, style, state)
	case w >= 56:
		column(16, style, state)
	}
	x := margin + l.indent
	if sum.ID == p.at {
		c.Text(x, 0, p.t.Strong, "▸")
	}
	c.Text(x+2, 0, style, mark)
	title := p.t.Text
	if sum.Archived {
		title = p.t.Faint
	}
	x += 4
	if sum.Number > 0 {
		x = c.Text(x, 0, p.t.Muted, strconv.Itoa(sum.Number)) + 1
	}
	c.TextIn(x, 0, max(0, right-x), title, sum.Title)
}

// count says how many there are, and nothing where there are none.
func (p listPainter) count(word string, n int) string {
	if n == 0 {
		return ""
	}
	return p.w.N(word, n)
}

// state is how far a workshop has come: a mark, words and their style.
func (p listPainter) state(sum *model.Summary) (mark, state string, style frame.Style) {
	switch {
	case sum.Archived:
		return "▪", p.w.T("home.state.archived"), p.t.Faint
	case !sum.Ended.IsZero():
		return "✓", p.w.T("home.state.ended"), p.t.Muted
	case sum.Phase > 0:
		return "●", p.w.T("home.state.going", "N", sum.Phase, "Total", sum.Phases), p.t.Ok
	case planned(sum):
		return "◷", p.w.T("home.state.planned", "Time", p.w.Time(sum.Start.In(p.now.Location()))), p.t.Key
	default:
		return "○", p.w.T("home.state.waiting"), p.t.Muted
	}
}

// day is the day that a workshop is planned for, or else that it was made.
func (p listPainter) day(sum *model.Summary, year bool) string {
	if planned(sum) {
		return p.date(sum.Start, year)
	}
	return p.date(sum.Created, year)
}

// date is the day, with its year where it is asked for or another than now.
func (p listPainter) date(at time.Time, year bool) string {
	if at.IsZero() {
		return ""
	}
	at = at.Local()
	if !year && at.Year() == p.now.Year() {
		return p.w.Day(at)
	}
	return p.w.Day(at) + " " + strconv.Itoa(at.Year())
}

// about says more of the selected workshop, under the list.
func (s *Screen) about(r frame.Rect) frame.Pane {
	sum, w, t := s.selected(), s.env.Words, s.env.Theme
	if sum == nil {
		return frame.Pane{Rect: r, Key: s.env.Key("home.about", s.rev, ""), Draw: func(*frame.Canvas) {}}
	}
	p := listPainter{t, w, s.env.Now().Local(), s.at}
	where := []string{s.methodName(sum.Method)}
	day := p.date(sum.Created, true)
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
	title, about, counts := sum.Title, strings.Join(where, " · "), strings.Join(what, " · ")
	return frame.Pane{Rect: r, Key: s.env.Key("home.about", s.rev, title+about+counts), Draw: func(c *frame.Canvas) {
		c.HLine(margin, 0, c.W()-2*margin, t.Border, "─")
		c.TextIn(margin, 1, c.W()-2*margin, t.Strong, title)
		c.TextIn(margin, 2, c.W()-2*margin, t.Text, about)
		c.TextIn(margin, 3, c.W()-2*margin, t.Muted, counts)
	}}
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

// welcome is the first thing that anybody sees of Verkstad.
func (s *Screen) welcome(r frame.Rect) frame.Pane {
	w, t := s.env.Words, s.env.Theme
	name, tagline := w.T("app.name"), w.T("app.tagline")
	lines := []string{w.T("home.welcome.first"), w.T("home.welcome.second"), w.T("home.welcome.third")}
	keys := [][2]string{{"n", w.T("home.welcome.new")}, {"d", w.T("home.welcome.demo")}}
	return frame.Pane{Rect: r, Key: s.env.Key("home.welcome", 0, nil), Draw: func(c *frame.Canvas) {
		drawWelcome(c, t, name, tagline, lines, keys)
	}}
}

func drawWelcome(c *frame.Canvas, t *theme.Theme, name, tagline string, lines []string, keys [][2]string) {
	width := min(74, c.W()-2*margin)
	var text []string
	for i, line := range lines {
		for j, part := range frame.WrapLines(line, width-3) {
			number := "   "
			if j == 0 {
				number = strconv.Itoa(i+1) + "  "
			}
			text = append(text, number+part)
		}
	}
	height := 2 + 1 + len(text) + 1 + len(keys)
	cards := c.H() >= height+6
	if cards {
		height += 5
	}
	x, y := (c.W()-width)/2, max(0, (c.H()-height)/2)
	if cards {
		drawCards(c, t, y)
		y += 5
	}
	c.TextCenter(c.Bounds(), y, t.Title, spaced(name, c.W()))
	c.TextCenter(c.Bounds(), y+1, t.Muted, tagline)
	y += 3
	for _, line := range text {
		c.Text(x, y, t.Muted, line[:3])
		c.TextIn(x+3, y, width-3, t.Text, line[3:])
		y++
	}
	for i, k := range keys {
		end := c.Text(x, y+1+i, t.Key, k[0])
		c.TextIn(end+2, y+1+i, width-3, t.Strong, k[1])
	}
}

// spaced is a title as on a poster, where there is room.
func spaced(s string, w int) string {
	if 4*len(s) > w {
		return s
	}
	return strings.Join(strings.Split(strings.ToUpper(s), ""), " ")
}

// drawCards draws five notes, one in the colour of each sector.
func drawCards(c *frame.Canvas, t *theme.Theme, y int) {
	const w = 7
	x := (c.W() - (theme.Sectors*(w+1) - 1)) / 2
	for i := range theme.Sectors {
		r := frame.Rect{X: x + i*(w+1), Y: y + i%2, W: w, H: 3}
		c.Box(r, rounded, t.Sector(i))
		c.Text(r.X+w/2, r.Y+1, t.Sector(i), t.SectorMark(i))
	}
}
