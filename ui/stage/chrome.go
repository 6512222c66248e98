package stage

import (
	"strings"
	"time"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"

	"verkstad/model"
	"verkstad/ui/frame"
)

const footerRows = 1

func splitFooter(r frame.Rect) (area, foot frame.Rect) {
	foot, area = r.SplitBottom(footerRows)
	return area, foot
}

// footer is the line of keys at the bottom, or what the app has to say. A terminal that
// shows the keys in controls of its own has none.
func footer(e *Env, r frame.Rect, keys help.KeyMap, toast ToastMsg) frame.Pane {
	switch {
	case toast.Text != "":
		return toastPane(e.DrawContext(), r, toast)
	case e.Controls:
		return frame.Pane{}
	}
	return e.DrawContext().Pane(r, footerPicture{ValuesOf(hintsOf(keys))})
}

// keyHint is a key and what it does.
type keyHint struct{ key, label string }

// footerPicture is a line of keys, as many as it has room for.
type footerPicture struct{ hints Values[keyHint] }

func (p footerPicture) Draw(dc DrawContext, c *frame.Canvas) {
	x := 2
	for _, h := range fitting(p.hints.Slice(), c.W()-1-x) {
		x = c.Text(x, 0, dc.Theme.Key, h.key)
		x = c.Text(x+1, 0, dc.Theme.KeyLabel, h.label) + 3
	}
}

// toastPane shows a toast in the place of the line of keys. A text that is too
// long for it takes lines above it as well.
func toastPane(dc DrawContext, r frame.Rect, toast ToastMsg) frame.Pane {
	p := toastPicture(toast)
	_, lines := p.lines(dc, r.W)
	if h := len(lines); h > 1 {
		r.Y, r.H = r.Y-(h-r.H), h
	}
	return dc.Pane(r, p)
}

// toastPicture is a toast.
type toastPicture ToastMsg

func (p toastPicture) Draw(dc DrawContext, c *frame.Canvas) {
	style, lines := p.lines(dc, c.W())
	for y, line := range lines {
		c.TextIn(2, y, c.W()-4, style, line)
	}
}

// lines is the text in lines for w cells with their margin, at most four, and
// their style.
func (p toastPicture) lines(dc DrawContext, w int) (frame.Style, []string) {
	style, mark := dc.Theme.Ok, "✓ "
	switch {
	case p.Bad:
		style, mark = dc.Theme.Warn, "! "
	case p.Quiet:
		style, mark = dc.Theme.Muted, "· "
	}
	const most = 4
	lines := frame.WrapLines(mark+p.Text, w-4)
	if len(lines) > most {
		lines = append(lines[:most-1], strings.Join(lines[most-1:], " "))
	}
	return style, lines
}

// helpFrom is the width in cells from which a footer keeps room for the help.
// A narrower one has room for little more than what is done most.
const helpFrom = 60

// fitting is the hints that have room in w cells: as many as go from the first on,
// and from helpFrom on always the last if it is the key of the help, which lists
// the rest.
func fitting(hints []keyHint, w int) []keyHint {
	width := func(h keyHint) int { return frame.Width(h.key) + 1 + frame.Width(h.label) }
	last := len(hints) - 1
	help := last > 0 && (hints[last].key == "?" || hints[last].key == "f1") && w >= helpFrom
	rest := hints
	if help {
		rest, w = hints[:last], w-width(hints[last])-3
	}
	n := 0
	for n < len(rest) && width(rest[n]) <= w {
		w -= width(rest[n]) + 3
		n++
	}
	if help {
		return append(rest[:n:n], hints[last])
	}
	return rest[:n]
}

// hintsOf is the enabled keys of the short help.
func hintsOf(keys help.KeyMap) []keyHint {
	short := keys.ShortHelp()
	hints := make([]keyHint, 0, len(short))
	for _, b := range short {
		if h := b.Help(); b.Enabled() && h.Key != "" {
			hints = append(hints, keyHint{h.Key, h.Desc})
		}
	}
	return hints
}

// banner says that nothing can be written, and that it goes on when it can, or
// what a facilitator can do about it.
func banner(e *Env, r frame.Rect, health model.Health) frame.Pane {
	var text string
	switch {
	case health.Rescue && e.Me.Role == model.Facilitator:
		text = e.Words.T("app.rescue")
	case health.Lasts:
		text = e.Say(health.Err)
	default:
		text = e.Words.T("app.readonly", "Reason", e.Say(health.Err))
	}
	return e.DrawContext().Pane(r, bannerPicture(text))
}

// bannerPicture is a line across the whole screen.
type bannerPicture string

func (p bannerPicture) Draw(dc DrawContext, c *frame.Canvas) {
	style := dc.Theme.Danger.With(frame.Reverse)
	c.Fill(c.Bounds(), style)
	c.TextIn(2, 0, c.W()-4, style, string(p))
}

// tooSmallPicture says that the terminal is too small.
type tooSmallPicture struct{}

func (tooSmallPicture) Draw(dc DrawContext, c *frame.Canvas) {
	c.Wrap(c.Bounds(), dc.Theme.Strong, dc.Words.T("app.toosmall", "W", MinW, "H", MinH))
}

// HeaderRows is the height of [Header].
const HeaderRows = 2

// Header is the two lines at the top of a screen: what the group does now, the
// clock, and whatever right says, over a rule in the phase's colour.
func Header(e *Env, r frame.Rect, title, right string) []frame.Pane {
	dc, clock := e.DrawContext(), ClockText(e)
	row, rule := r.SplitTop(1)
	rightR, row := row.SplitRight(min(row.W/2, frame.Width(right)+2))
	clockR, row := row.SplitRight(min(row.W/2, frame.Width(clock)+3))
	return []frame.Pane{dc.Pane(row, titleProps(title)), dc.Pane(clockR, clockProps(clock)), dc.Pane(rightR, asideProps(right)), rulePane(dc, rule)}
}

// OpenHeader is a [Header] with the clock at the right edge, and room for an
// aside of that many cells before it, which who lays it out may leave to
// others: it gives where the room ends.
func OpenHeader(dc DrawContext, r frame.Rect, title, clock string, room int) (panes []frame.Pane, asideEnd int) {
	row, rule := r.SplitTop(1)
	clockW := 0
	if clock != "" {
		clockW = frame.Width(clock) + 2
		_, row = row.SplitRight(1)
	}
	clockR, row := row.SplitRight(min(row.W/2, clockW))
	titleR, _ := row.SplitLeft(row.W - min(r.W/2, room))
	panes = make([]frame.Pane, 0, 16) // room for what the screen adds
	return append(panes, dc.Pane(titleR, titleProps(title)), dc.Pane(clockR, clockProps(clock)), rulePane(dc, rule)), row.Right()
}

// Aside is what stands before the clock of an [OpenHeader], up to end.
func Aside(dc DrawContext, r frame.Rect, end int, text string) frame.Pane {
	if text == "" {
		return frame.Pane{}
	}
	w := min(r.W/2, frame.Width(text)+2, end)
	return dc.Pane(frame.Rect{X: end - w, Y: r.Y, W: w, H: 1}, asideProps(text))
}

// The parts of a header; each is the text that it shows.
type (
	titleProps string
	asideProps string
	clockProps string // as [ClockText] says it
	ruleProps  struct{}
)

// Draw draws the title in the phase's colour.
func (p titleProps) Draw(dc DrawContext, c *frame.Canvas) {
	c.TextIn(2, 0, c.W()-3, dc.Accent.With(frame.Bold), string(p))
}

// Draw draws the aside; where there is no room for all of it, its end goes.
func (p asideProps) Draw(dc DrawContext, c *frame.Canvas) {
	text := string(p)
	if frame.Width(text) > c.W()-2 {
		text = frame.Truncate(strings.TrimSpace(text), c.W()-2)
	}
	c.TextRight(c.W()-2, 0, dc.Theme.Muted, text)
}

// Draw draws the clock, marked where the time is over.
func (p clockProps) Draw(dc DrawContext, c *frame.Canvas) {
	style := dc.Theme.Strong
	if strings.HasPrefix(string(p), "+") {
		style = dc.Theme.Danger
	}
	c.TextRight(c.W()-1, 0, style, string(p))
}

// Draw draws the rule in the phase's colour.
func (ruleProps) Draw(dc DrawContext, c *frame.Canvas) { c.HLine(2, 0, c.W()-4, dc.Accent, "━") }

func rulePane(dc DrawContext, r frame.Rect) frame.Pane {
	r.H = min(r.H, 1)
	return dc.Pane(r, ruleProps{})
}

// ClockText is the current phase's clock: what is left, or "+2:10" over time,
// with a mark while it stands; empty in a phase without time and after the end.
func ClockText(e *Env) string { return ClocksOf(e.Board(), e.Now()).Text(e.Board()) }

// FormatClock writes a time that is left as 6:12, or 1:02:10, and one that is
// over as +0:31. What is left is rounded up, so that it starts at the whole
// time and ends at 0:00.
func FormatClock(left time.Duration) string {
	sign, whole := "", wholeSeconds(left)
	if left < 0 {
		sign, whole = "+", -whole
	}
	s := int(whole / time.Second)
	if h := s / 3600; h > 0 {
		return sign + itoa(h) + ":" + two(s/60%60) + ":" + two(s%60)
	}
	return sign + itoa(s/60) + ":" + two(s%60)
}

// Bind makes a key binding whose label is in the catalogue under key.*.
func (e *Env) Bind(word, shown string, keys ...string) key.Binding {
	return key.NewBinding(key.WithKeys(keys...), key.WithHelp(shown, e.Words.T(word)))
}

// KeyMap is a help.KeyMap of lists.
type KeyMap struct {
	Short []key.Binding
	Full  [][]key.Binding
	All   bool // the help shows also what cannot be done now, as such
}

// ShortHelp is the footer.
func (k KeyMap) ShortHelp() []key.Binding { return k.Short }

// FullHelp is the help, in groups.
func (k KeyMap) FullHelp() [][]key.Binding {
	if k.Full == nil {
		return [][]key.Binding{k.Short}
	}
	return k.Full
}
