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

// footer is the line of keys at the bottom, or what the app has to say.
func footer(e *Env, r frame.Rect, keys help.KeyMap, toast ToastMsg) frame.Pane {
	if toast.Text != "" {
		return said(e, r, toast)
	}
	hints := hintsOf(keys)
	return frame.Pane{Rect: r, Key: e.Key("footer", 0, strings.Join(hints, "\x00")), Draw: func(c *frame.Canvas) {
		x := 2
		for _, i := range fitting(hints, c.W()-1-x) {
			x = c.Text(x, 0, e.Theme.Key, hints[i])
			x = c.Text(x+1, 0, e.Theme.KeyLabel, hints[i+1]) + 3
		}
	}}
}

// said is the pane of what the app has to say. A text that is too long for the
// line of keys takes lines above it as well.
func said(e *Env, r frame.Rect, toast ToastMsg) frame.Pane {
	style, mark := e.Theme.Ok, "✓ "
	switch {
	case toast.Bad:
		style, mark = e.Theme.Warn, "! "
	case toast.Quiet:
		style, mark = e.Theme.Muted, "· "
	}
	const most = 4
	lines := frame.WrapLines(mark+toast.Text, r.W-4)
	if len(lines) > most {
		lines = append(lines[:most-1], strings.Join(lines[most-1:], " "))
	}
	if h := len(lines); h > 1 {
		r.Y, r.H = r.Y-(h-r.H), h
	}
	return frame.Pane{Rect: r, Key: e.Key("toast", 0, toast), Draw: func(c *frame.Canvas) {
		for y, line := range lines {
			c.TextIn(2, y, c.W()-4, style, line)
		}
	}}
}

// helpFrom is the width in cells from which a footer keeps room for the help.
// A narrower one has room for little more than what is done most.
const helpFrom = 60

// fitting is where in hints the pairs begin that have room in w cells: as many
// as go from the first on, and from helpFrom on always the key of the help,
// which knows the rest.
func fitting(hints []string, w int) []int {
	width := func(i int) int { return frame.Width(hints[i]) + 1 + frame.Width(hints[i+1]) }
	end := len(hints)
	last := end - 2
	help := last > 0 && (hints[last] == "?" || hints[last] == "f1") && w >= helpFrom
	if help {
		end, w = last, w-width(last)-3
	}
	at := make([]int, 0, len(hints)/2)
	for i := 0; i < end && width(i) <= w; i += 2 {
		at = append(at, i)
		w -= width(i) + 3
	}
	if help {
		at = append(at, last)
	}
	return at
}

// hintsOf is the enabled keys of the short help with their labels, in pairs.
func hintsOf(keys help.KeyMap) []string {
	var hints []string
	for _, b := range keys.ShortHelp() {
		if b.Enabled() && b.Help().Key != "" {
			hints = append(hints, b.Help().Key, b.Help().Desc)
		}
	}
	return hints
}

// banner says that nothing can be written, and that it goes on when it can, or
// what whoever leads can do about it.
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
	return frame.Pane{Rect: r, Key: e.Key("banner", 0, text), Draw: func(c *frame.Canvas) {
		c.Fill(c.Bounds(), e.Theme.Danger.With(frame.Reverse))
		c.TextIn(2, 0, c.W()-4, e.Theme.Danger.With(frame.Reverse), text)
	}}
}

func tooSmall(e *Env, r frame.Rect) frame.Pane {
	return frame.Pane{Rect: r, Key: e.Key("small", 0, nil), Draw: func(c *frame.Canvas) {
		c.Wrap(c.Bounds(), e.Theme.Strong, e.Words.T("app.toosmall", "W", MinW, "H", MinH))
	}}
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
