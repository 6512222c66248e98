package stage

import (
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"
	"charm.land/lipgloss/v2"

	"verkstad/ui/frame"
)

func itoa(n int) string { return strconv.Itoa(n) }

func two(n int) string {
	if n < 10 {
		return "0" + itoa(n)
	}
	return itoa(n)
}

// Box is a dialog's place in the middle of r: at most w×h cells with its
// border, less where there is no room.
func Box(r frame.Rect, w, h int) frame.Rect {
	w, h = min(w, r.W), min(h, r.H)
	return frame.Rect{X: r.X + (r.W-w)/2, Y: r.Y + (r.H-h)/2, W: w, H: h}
}

// DrawBox draws a dialog's border and title and gives the canvas inside.
func (e *Env) DrawBox(c *frame.Canvas, title string) *frame.Canvas {
	c.Fill(c.Bounds(), e.Theme.Text)
	c.Box(c.Bounds(), lipgloss.RoundedBorder(), e.Theme.Focus)
	if title != "" {
		first, size := utf8.DecodeRuneInString(title) // many are what a key does, in small letters
		title = string(unicode.ToUpper(first)) + title[size:]
		c.TextIn(2, 0, c.W()-4, e.Theme.Title, " "+title+" ")
	}
	return c.Sub(c.Bounds().Inset(2, 2))
}

// Confirm asks whether to go on.
type Confirm struct {
	env         *Env
	title, text string
	yes         func() tea.Cmd
	quits       bool
}

// NewConfirm asks with a title and a text; yes is called on y or enter.
func NewConfirm(e *Env, title, text string, yes func() tea.Cmd) *Confirm {
	return &Confirm{env: e, title: title, text: text, yes: yes}
}

// Update answers y, enter, n and esc.
func (d *Confirm) Update(msg tea.Msg) (tea.Cmd, bool) {
	if msg, ok := msg.(tea.KeyPressMsg); ok {
		switch msg.String() {
		case "y", "j", "enter":
			return d.yes(), true
		case "n", "esc", "q":
			return nil, true
		}
	}
	return nil, false
}

// Pane draws the question.
func (d *Confirm) Pane(r frame.Rect) frame.Pane {
	w := min(60, r.W-2)
	lines := len(frame.WrapLines(d.text, w-6))
	e := d.env
	return frame.Pane{Rect: Box(r, w, lines+6), Key: e.Key("confirm", 0, d.title+"\x00"+d.text), Draw: func(c *frame.Canvas) {
		in := e.DrawBox(c, d.title)
		n := in.Wrap(in.Bounds(), e.Theme.Text, d.text)
		x := in.Text(0, n+1, e.Theme.Key, e.Words.T("app.yes.key"))
		x = in.Text(x+1, n+1, e.Theme.KeyLabel, e.Words.T("key.yes"))
		x = in.Text(x+3, n+1, e.Theme.Key, "esc")
		in.Text(x+1, n+1, e.Theme.KeyLabel, e.Words.T("key.no"))
	}}
}

// Cursor is nowhere.
func (d *Confirm) Cursor() *frame.Cursor { return nil }

// Prompt asks for a line of text.
type Prompt struct {
	env         *Env
	title, hint string
	input       *Input
	submit      func(string) tea.Cmd
	several     *Several // what the lines of a paste may be; nil is one text
	rect        frame.Rect
}

// NewPrompt asks for a text, which starts as value; submit gets what was
// written when enter is pressed.
func NewPrompt(e *Env, title, hint, value string, most int, submit func(string) tea.Cmd) *Prompt {
	in := NewInput(e, InputOptions{Limit: most})
	in.SetValue(value)
	return &Prompt{env: e, title: title, hint: hint, input: in, submit: submit}
}

// Several lets the lines of a paste be a text each, and gives the prompt.
func (d *Prompt) Several(s Several) *Prompt {
	d.several = &s
	return d
}

// Update types, submits on enter and gives up on esc.
func (d *Prompt) Update(msg tea.Msg) (tea.Cmd, bool) {
	if msg, ok := msg.(tea.KeyPressMsg); ok {
		switch msg.String() {
		case "esc":
			return nil, true
		case "enter":
			return d.submit(d.input.Value()), true
		}
	}
	if msg, ok := msg.(tea.PasteMsg); ok && d.several != nil {
		if lines := Lines(msg.Content); lines != nil {
			again := func() tea.Cmd { return d.env.Ask(d) }
			whole := func(text string) tea.Cmd { return d.input.Update(tea.PasteMsg{Content: text}) }
			return d.env.AskSeveral(*d.several, lines, whole, again), true
		}
	}
	return d.input.Update(msg), false
}

// Pane draws the prompt.
func (d *Prompt) Pane(r frame.Rect) frame.Pane {
	e := d.env
	d.rect = Box(r, min(72, r.W-2), 7)
	inner := frame.Rect{X: d.rect.X + 2, Y: d.rect.Y + 2, W: d.rect.W - 4, H: 1}
	d.input.Place(inner)
	return frame.Pane{Rect: d.rect, Key: e.Key("prompt", 0, [4]string{d.title, d.hint, d.input.Picture()}), Draw: func(c *frame.Canvas) {
		in := e.DrawBox(c, d.title)
		d.input.Draw(in.Sub(frame.Rect{W: in.W(), H: 1}))
		in.TextIn(0, in.H()-1, in.W(), e.Theme.Muted, d.hint)
	}}
}

// Cursor is in the text.
func (d *Prompt) Cursor() *frame.Cursor { return d.input.Cursor() }

// Choice is one line of a [Menu].
type Choice struct {
	Label, Detail string
	Do            func() tea.Cmd // called when it is chosen
	Disabled      string         // why it cannot be chosen now; empty if it can
}

// Menu asks to choose one of several.
type Menu struct {
	env     *Env
	title   string
	choices []Choice
	at      int
	typed   string // the digits of a numbered line, so far
	rect    frame.Rect
}

// NewMenu asks with a title.
func NewMenu(e *Env, title string, choices []Choice) *Menu {
	return &Menu{env: e, title: title, choices: choices}
}

// StartAt selects choice i to begin with, and gives the menu.
func (d *Menu) StartAt(i int) *Menu {
	d.at = max(0, min(i, len(d.choices)-1))
	return d
}

// Update moves and chooses, by key and by mouse.
func (d *Menu) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		switch msg.String() {
		case "esc", "q":
			return nil, true
		case "up", "k":
			d.at = max(0, d.at-1)
		case "down", "j":
			d.at = min(len(d.choices)-1, d.at+1)
		case "enter", "space":
			return d.choose()
		default:
			d.number(msg.String())
		}
	case tea.MouseClickMsg:
		if row := msg.Y - d.rect.Y - 2 + d.top(); d.rect.Contains(msg.X, msg.Y) && row >= 0 && row < len(d.choices) {
			d.at = row
			return d.choose()
		}
	case tea.MouseWheelMsg:
		if msg.Button == tea.MouseWheelUp {
			d.at = max(0, d.at-1)
		} else {
			d.at = min(len(d.choices)-1, d.at+1)
		}
	}
	return nil, false
}

// number selects the line whose label begins with the digit that was typed, as
// in a list of phases; it does not choose, so that enter never goes elsewhere
// than to what is marked. A second digit goes on where there are ten or more.
func (d *Menu) number(digit string) {
	if len(digit) != 1 || digit[0] < '0' || digit[0] > '9' {
		d.typed = ""
		return
	}
	for _, typed := range []string{d.typed + digit, digit} {
		for i, c := range d.choices {
			if strings.HasPrefix(c.Label, typed+" ") {
				d.at, d.typed = i, typed
				return
			}
		}
	}
	d.typed = ""
}

func (d *Menu) choose() (tea.Cmd, bool) {
	if len(d.choices) == 0 {
		return nil, true
	}
	c := d.choices[d.at]
	if c.Disabled != "" {
		return Complain(c.Disabled), false
	}
	return c.Do(), true
}

func (d *Menu) top() int { return max(0, d.at-(d.rect.H-4)+1) }

// Pane draws the list.
func (d *Menu) Pane(r frame.Rect) frame.Pane {
	e := d.env
	d.rect = Box(r, min(76, r.W-2), len(d.choices)+4)
	var labels strings.Builder
	for _, c := range d.choices {
		labels.WriteString(c.Label + "\x00" + c.Detail + "\x00" + c.Disabled + "\x00")
	}
	top := d.top()
	type extra struct {
		title, labels string
		at            int
	}
	return frame.Pane{Rect: d.rect, Key: e.Key("menu", 0, extra{d.title, labels.String(), d.at}), Draw: func(c *frame.Canvas) {
		in := e.DrawBox(c, d.title)
		for i := top; i < len(d.choices) && i-top < in.H(); i++ {
			d.drawChoice(in, i, i-top)
		}
	}}
}

func (d *Menu) drawChoice(in *frame.Canvas, i, y int) {
	e, choice := d.env, d.choices[i]
	style, detail := e.Theme.Text, e.Theme.Muted
	if choice.Disabled != "" {
		style, detail = e.Theme.Faint, e.Theme.Faint
	}
	mark := "  "
	if i == d.at {
		mark = "▸ "
	}
	x := in.TextIn(0, y, in.W(), style, mark+choice.Label)
	if choice.Detail != "" && x+2 < in.W() {
		in.TextRight(in.W(), y, detail, frame.Truncate(choice.Detail, in.W()-x-2))
	}
	if i == d.at {
		in.Restyle(frame.Rect{Y: y, W: in.W(), H: 1}, e.Theme.Select)
	}
}

// Cursor is nowhere.
func (d *Menu) Cursor() *frame.Cursor { return nil }

// Help lists the keys of a screen.
type Help struct {
	env  *Env
	keys [][]string
	rows int
}

// NewHelp lists what keys do now; those that do nothing now are left out.
func NewHelp(e *Env, keys help.KeyMap) *Help {
	h := &Help{env: e}
	for _, group := range keys.FullHelp() {
		var rows []string
		for _, b := range group {
			if b.Help().Key != "" && b.Enabled() {
				rows = append(rows, b.Help().Key, b.Help().Desc)
			}
		}
		if len(rows) > 0 {
			h.keys = append(h.keys, rows)
			h.rows += len(rows)/2 + 1
		}
	}
	general := []string{
		"f2", e.Words.T("key.language"), "ctrl+o", e.Words.T("key.mouse"), e.Words.T("keyname.shiftdrag"), e.Words.T("key.select"),
		"?", e.Words.T("key.help"), "ctrl+c", e.Words.T("key.quit"),
	}
	h.keys = append(h.keys, general)
	h.rows += len(general) / 2
	return h
}

// Update closes on any key.
func (h *Help) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg.(type) {
	case tea.KeyPressMsg, tea.MouseClickMsg:
		return nil, true
	}
	return nil, false
}

// Pane draws the list, in two columns where one is too long.
func (h *Help) Pane(r frame.Rect) frame.Pane {
	e := h.env
	columns := 1
	if h.rows+4 > r.H && r.W >= 70 {
		columns = 2
	}
	height := (h.rows+columns-1)/columns + 5
	return frame.Pane{Rect: Box(r, min(42*columns+4, r.W), height), Key: e.Key("help", 0, h), Draw: func(c *frame.Canvas) {
		in := e.DrawBox(c, e.Words.T("key.help"))
		x, y, w := 0, 0, in.W()/columns
		for _, group := range h.keys {
			if y > 0 && y+len(group)/2 > in.H() {
				x, y = x+w, 0
			}
			for i := 0; i+1 < len(group); i += 2 {
				in.TextIn(x, y, 13, e.Theme.Key, group[i])
				in.TextIn(x+14, y, w-15, e.Theme.Text, group[i+1])
				y++
			}
			y++
		}
	}}
}

// Cursor is nowhere.
func (h *Help) Cursor() *frame.Cursor { return nil }
