package stage

import (
	"cmp"
	"hash/fnv"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// Prompt asks for a line of text. What is written is kept as a draft until it
// has been sent or given up: somebody who is asked the same again goes on with it.
type Prompt struct {
	closing
	env         *Env
	title, hint string
	first       string // what it began with
	input       *Input
	submit      func(string) tea.Cmd
	several     *Several            // what the lines of a paste may be; nil is one text
	hintOf      func(string) string // says what can be mended in a text; nil says nothing
	mend        string              // what hintOf said of what is written now
	changes     int                 // how often the text has been changed
	moved       bool                // the screen under it has become another
	hasty       hasty
	read        scrolledText
}

// NewPrompt asks for a text, which starts as value, or as what is kept from the
// last time; submit gets what was written when enter is pressed. If a command
// that it gives is refused, the prompt comes back.
func NewPrompt(e *Env, title, hint, value string, most int, submit func(string) tea.Cmd) *Prompt {
	in := NewInput(e, InputOptions{Limit: most})
	in.label = title
	d := &Prompt{env: e, title: title, hint: hint, first: value, input: in, submit: submit}
	d.hasty.opened = e.Timer.now()
	in.SetValue(value)
	if kept := e.draft(d.slot()); kept != "" {
		in.SetValue(kept)
		d.hint = strings.TrimSpace(hint + " " + e.Words.T("app.prompt.kept"))
	}
	return d
}

// Several lets the lines of a paste be a text each, and gives the prompt.
func (d *Prompt) Several(s Several) *Prompt {
	d.several = &s
	return d
}

// hasty is whether a prompt that a letter opened may have got the rest of a sentence that was
// written without looking up.
type hasty struct {
	asks   bool // it is asked about
	opened time.Time
	may    bool // the first letter came at once
}

// hastyWithin is how soon after the letter that opens a prompt only the next letter of a
// text comes.
const hastyWithin = 350 * time.Millisecond

// AskIfHasty has enter ask once more where the text began as soon as the prompt was open, and
// gives the prompt.
func (d *Prompt) AskIfHasty() *Prompt {
	d.hasty.asks = true
	return d
}

// restsMsg says that nothing has been typed for a while after a change of a prompt.
type restsMsg struct {
	of      *Prompt
	changes int
}

// mendPause is how long nobody types before something is said of what is written.
const mendPause = 700 * time.Millisecond

// Mending shows what hintOf says of the text in the place of the hint, after each
// pause in the typing, and gives the prompt.
func (d *Prompt) Mending(hintOf func(string) string) *Prompt {
	d.hintOf = hintOf
	d.consider()
	return d
}

func (d *Prompt) consider() {
	if d.hintOf != nil {
		d.mend = d.hintOf(d.input.Value())
	}
}

// slot is where the text is kept: by what is asked, and about what.
func (d *Prompt) slot() string {
	h := fnv.New64a()
	_, _ = h.Write([]byte(d.title + "\x00" + d.first))
	return "prompt." + strconv.FormatUint(h.Sum64(), 36)
}

// written reports whether there is anything to lose.
func (d *Prompt) written() bool {
	value := strings.TrimSpace(d.input.Value())
	return value != "" && value != strings.TrimSpace(d.first)
}

// keep keeps what is written, if it is anything new.
func (d *Prompt) keep() {
	if d.written() {
		d.env.saveDraft(d.slot(), d.input.Value())
	} else {
		d.drop()
	}
}

// drop keeps it no longer.
func (d *Prompt) drop() { d.env.saveDraft(d.slot(), "") }

// Update types, submits on enter and gives up on esc; where the screen has
// become another meanwhile, esc keeps the text for the next time.
func (d *Prompt) Update(msg tea.Msg) (tea.Cmd, bool) {
	switch msg := msg.(type) {
	case tea.KeyPressMsg:
		if cmd, done, ok := d.onKey(d.env, d.actions(), msg); ok {
			return cmd, done
		}
	case restsMsg:
		if msg.of == d && msg.changes == d.changes {
			d.consider()
		}
		return nil, false
	case tea.MouseWheelMsg:
		d.read.onWheel(msg)
		return nil, false
	case tea.PasteMsg:
		if lines := Lines(msg.Content); d.several != nil && lines != nil {
			again := func() tea.Cmd { return d.env.Ask(d) }
			whole := func(text string) tea.Cmd { return d.write(tea.PasteMsg{Content: text}) }
			return d.env.AskSeveral(*d.several, lines, whole, again), true
		}
	}
	return d.write(msg), false
}

// enter sends what was written, and closes the prompt; where the text may not have been
// meant for it, it asks first.
func (d *Prompt) enter() tea.Cmd {
	if d.hasty.may {
		d.hasty.may, d.hint, d.mend = false, d.env.Words.T("app.prompt.hasty"), ""
		return nil
	}
	d.close()
	return d.send()
}

// send submits what was written. A command that is refused brings the prompt back.
func (d *Prompt) send() tea.Cmd {
	d.drop()
	d.env.orders.asked = d
	defer func() { d.env.orders.asked = nil }()
	return d.submit(d.input.Value())
}

func (d *Prompt) giveUp() tea.Cmd {
	if d.moved && d.written() {
		d.env.saveDraft(d.slot(), strings.TrimRight(d.input.Value(), " ")+" ") // apart from what is written next
		return Toast(d.env.Words.T("app.prompt.keeps"))
	}
	d.drop()
	return nil
}

// write types, and keeps what is typed.
func (d *Prompt) write(msg tea.Msg) tea.Cmd {
	was := d.input.Value()
	cmd := d.input.Update(msg)
	if d.input.Value() != was {
		if d.changes == 0 && d.hasty.asks {
			d.hasty.may = d.env.Timer.now().Sub(d.hasty.opened) < hastyWithin
		}
		if d.changes++; d.hintOf != nil {
			d.mend = ""
			cmd = tea.Batch(cmd, d.env.Timer.Later(mendPause, restsMsg{d, d.changes}))
		}
		d.keep()
	}
	return cmd
}

// refused reports whether the prompt comes back because what was written was not
// taken.
func (d *Prompt) refused() bool {
	if d == nil || strings.TrimSpace(d.input.Value()) == "" {
		return false
	}
	d.moved = true
	d.keep()
	return true
}

// Pane draws the prompt: a title that is too long for the border, the field, and
// what is said of it.
func (d *Prompt) Pane(r frame.Rect) frame.Pane {
	const wide = 72
	hint := frame.WrapLines(cmp.Or(d.mend, d.hint), min(wide, r.W-2)-4)
	below := 1
	if len(hint) > 0 {
		below += 1 + len(hint)
	}
	p := d.read.layout(r, dialogParts{width: wide, title: d.title, least: below, most: below})
	field := p.under()
	field.H = min(field.H, 1)
	d.input.Place(field)
	return d.env.DrawContext().Pane(p.rect, promptPicture{p.dialogBox, d.input.Shown(), ValuesOf(hint), d.mend != ""})
}

// promptPicture is a prompt.
type promptPicture struct {
	box   dialogBox
	field InputPicture
	hint  Values[string]
	warns bool // hint says what can be mended
}

func (p promptPicture) Draw(dc DrawContext, c *frame.Canvas) {
	in, style := p.box.draw(dc, c), dc.Theme.Muted
	if p.warns {
		style = dc.Theme.Warn.Without(frame.Underline)
	}
	p.field.Draw(dc, in.Sub(frame.Rect{W: in.W(), H: 1}))
	gap := min(1, max(0, in.H()-1-p.hint.Len())) // there is none on a low terminal
	for y, line := range p.hint.Slice() {
		in.Text(0, 1+gap+y, style, line)
	}
}

// Cursor is in the text.
func (d *Prompt) Cursor() *frame.Cursor { return d.input.Cursor() }
