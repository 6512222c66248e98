package facilitator

import (
	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/x/ansi"

	"verkstad/model/workshop"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/widget"
)

// welcomePanes are what a facilitator needs before the first phase.
func (s *Screen) welcomePanes(r frame.Rect) []frame.Pane {
	e, w, dc := s.env, s.env.Words, s.env.DrawContext()
	join := e.Join()
	p := firstPicture{[6]string{
		w.T("facilitator.first.title"), w.T("facilitator.first.invite"), boardview.WayIn(join),
		w.T("facilitator.first.projector"), w.T("facilitator.first.next"), w.T("facilitator.first.help"),
	}}
	if join.Address() != "" {
		p.lines[1] = w.T("facilitator.first.inviteweb")
	}
	if p.lines[2] == "" {
		p.lines[1] = w.T("projector.notserved")
	}
	if when := e.Awaited(); when != "" {
		p.lines[0] = w.T("facilitator.first.startsat", "When", when)
	}
	code := boardview.Code(join.Scanned(), min(r.W, 34), r.H-14)
	if len(code) == 0 {
		return []frame.Pane{dc.Pane(r, p)}
	}
	text, below := r, r
	text.H = min(p.height(r.W), r.H-len(code))
	below.Y, below.W, below.H = text.Bottom(), frame.Width(code[0]), len(code)
	return []frame.Pane{dc.Pane(text, p), dc.Pane(below, codePicture{join.Scanned()})}
}

// firstPicture is what a facilitator needs before the first phase, in lines; an
// empty one is left out.
type firstPicture struct{ lines [6]string }

// height is the rows that the lines take in w cells, each with one below it.
func (p firstPicture) height(w int) (rows int) {
	for _, line := range p.lines {
		rows += len(frame.WrapLines(line, min(w, 66))) + 1
	}
	return rows
}

func (p firstPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	y, gap := 0, 1
	if c.H() < p.height(c.W())-1 {
		gap = 0
	}
	for i, text := range p.lines {
		style := dc.Theme.Text
		switch i {
		case 0:
			style = dc.Theme.Title
		case 2:
			style = dc.Accent.With(frame.Bold)
		}
		if text != "" {
			y += c.Wrap(frame.Rect{Y: y, W: min(c.W(), 66), H: c.H() - y}, style, text) + gap
		}
	}
}

// codePicture is the QR code of an address, as large as its canvas.
type codePicture struct{ url string }

func (p codePicture) Draw(_ stage.DrawContext, c *frame.Canvas) {
	widget.DrawQR(c, 0, 0, boardview.Code(p.url, c.W(), c.H()))
}

// invite shows every way in, large. It scrolls where not all of it fits.
type invite struct {
	stage.Unshared
	env  *stage.Env
	back stage.Screen
	top  int // first row that is shown
	most int // the last such row that there is
}

// Update goes back on esc, scrolls, and copies the line.
func (v *invite) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		cmd, _ := v.actions().OnKey(v.env, msg)
		return cmd
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelDown {
			v.scroll(1)
		} else {
			v.scroll(-1)
		}
	}
	return nil
}

// actions copy the line, scroll and go back.
func (v *invite) actions() stage.Actions {
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { v.scroll(n); return nil } }
	whole := v.most == 0
	return stage.Actions{
		{Word: "facilitator.invite.copy", Keys: []string{"y"}, Footer: true, Do: v.copyLine},
		{Word: "key.more", Shown: "↓", Keys: []string{"down", "j"}, Footer: true, Off: whole, Do: by(1)},
		{Word: "key.up", Shown: "↑", Keys: []string{"up", "k"}, Off: whole, Do: by(-1)},
		{Word: "key.back", Keys: []string{"esc", "i", "enter"}, Footer: true, Do: func() tea.Cmd { return v.env.Show(v.back) }},
	}
}

func (v *invite) scroll(by int) { v.top = max(0, min(v.top+by, v.most)) }

// copyLine asks the terminal to put the line to type on the clipboard of its computer
// (OSC 52). Nothing else is ever put there, and nothing is read from it.
func (v *invite) copyLine() tea.Cmd {
	line, w := boardview.WayIn(v.env.Join()), v.env.Words
	switch {
	case line == "":
		return stage.Complain(w.T("projector.notserved"))
	case v.env.Plain:
		return stage.Complain(w.T("facilitator.invite.nocopy"))
	}
	return tea.Batch(tea.Raw(ansi.SetSystemClipboard(line)), stage.Toast(w.T("facilitator.invite.copied")))
}

// Panes are the lines to type, the code and the fingerprint of the host key.
func (v *invite) Panes(r frame.Rect) []frame.Pane {
	e, w, dc := v.env, v.env.Words, v.env.DrawContext()
	head, body := r.SplitTop(stage.HeaderRows)
	panes := stage.Header(e, head, w.T("facilitator.title.invite"), "")
	if r.H >= 16 {
		_, body = body.SplitTop(1)
	}
	body = body.Inset(2, 0)
	join := e.Join()
	code := boardview.Code(join.Scanned(), body.W-40, body.H)
	if len(code) > 0 {
		var left frame.Rect
		left, body = body.SplitLeft(frame.Width(code[0]))
		left.H = len(code)
		_, body = body.SplitLeft(2)
		panes = append(panes, dc.Pane(left, codePicture{join.Scanned()}))
	}
	rows := v.rows(join, len(code) > 0, min(body.W-2, 76))
	v.most = max(0, len(rows)-body.H)
	v.scroll(0)
	shown := rows[v.top:min(len(rows), v.top+body.H)]
	return append(panes, dc.Pane(body, invitePicture{stage.ValuesOf(shown), v.top > 0, v.top < v.most}))
}

// inviteKind is what a row of the invitation is, by which it is drawn.
type inviteKind int

const (
	inviteText inviteKind = iota
	inviteHead
	inviteLine // to type
	inviteMore // what some need
	inviteWarn
)

// inviteRow is one row of the invitation.
type inviteRow struct {
	kind inviteKind
	text string
}

// rows is the whole invitation in w cells.
func (v *invite) rows(join workshop.Join, code bool, w int) (rows []inviteRow) {
	words := v.env.Words
	say := func(kind inviteKind, texts ...string) {
		for _, text := range texts {
			for _, row := range frame.WrapLines(text, max(1, w)) {
				rows = append(rows, inviteRow{kind, row})
			}
		}
		rows = append(rows, inviteRow{})
	}
	if start := v.env.StartText(v.env.Board().Start); start != "" {
		say(inviteHead, words.T("facilitator.invite.startsat", "When", start))
	}
	if len(join.Lines) == 0 {
		say(inviteText, words.T("projector.notserved"))
		return rows
	}
	say(inviteText, boardview.HowIn(words, join, code))
	for i, address := range join.Web {
		if i == 1 {
			say(inviteMore, words.T("facilitator.invite.elsewhere"))
		}
		say(inviteLine, address)
	}
	if join.Address() != "" {
		say(inviteMore, words.T("facilitator.invite.plain"))
		say(inviteText, words.T("app.connect.insteadterminal"))
	}
	for i, line := range join.Lines {
		if i == 1 {
			say(inviteMore, words.T("facilitator.invite.elsewhere"))
		}
		say(inviteLine, line)
	}
	if join.LocalOnly {
		say(inviteWarn, words.T("projector.localonly"))
	}
	say(inviteText, words.T("projector.then"))
	if first := boardview.FirstTime(words, join); first != "" {
		say(inviteText, first, join.Fingerprint)
	}
	say(inviteMore, boardview.InAWindow(words, join))
	say(inviteHead, words.T("app.connect.terminal"))
	rows = rows[:len(rows)-1]
	say(inviteMore, boardview.OpenTerminal(words)...)
	if known := join.KnownHosts(); known != "" {
		say(inviteMore, words.T("app.connect.known"), known)
	}
	return rows[:len(rows)-1]
}

// invitePicture is the rows of the invitation that are shown.
type invitePicture struct {
	rows        stage.Values[inviteRow]
	above, more bool // whether there are more rows above and below
}

// Draw draws the rows.
func (p invitePicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t := dc.Theme
	styles := [...]frame.Style{inviteText: t.Text, inviteHead: t.Strong, inviteLine: dc.Accent.With(frame.Bold), inviteMore: t.Muted, inviteWarn: t.Warn}
	for y, row := range p.rows.Slice() {
		c.TextIn(0, y, c.W()-2, styles[row.kind], row.text)
	}
	if p.above {
		c.Text(c.W()-1, 0, t.Key, "▲")
	}
	if p.more {
		c.Text(c.W()-1, c.H()-1, t.Key, "▼")
	}
}

// Cursor is nowhere.
func (v *invite) Cursor() *frame.Cursor { return nil }

// Keys go back, copy and scroll.
func (v *invite) Keys() help.KeyMap {
	return v.actions().KeyMap(v.env, false)
}

// Typing is never true.
func (v *invite) Typing() bool { return false }

// Unsaved is nothing.
func (v *invite) Unsaved() string { return "" }
