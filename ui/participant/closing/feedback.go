package closing

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// feedback is when everybody says whether the meeting was worth their time, from 0 to 4.
// A score counts as soon as its number is pressed; whoever likes then opens the field for
// a line. Afterwards they see how it went.
type feedback struct {
	*view.Terminal
	view.Unshared
	score   int // -1 before one is chosen
	text    *view.Composer
	writing bool // the line has the keys; otherwise the scale has them
	given   bool
	scale   frame.Rect
	results *view.List
}

const scores = 5

var scoreWords = [scores]string{
	"participant.feedback.nothing", "participant.feedback.little", "participant.feedback.some",
	"participant.feedback.much", "participant.feedback.most",
}

// NewFeedback is the view in which everybody says what the meeting was worth.
func NewFeedback(t *view.Terminal) view.View {
	f := &feedback{Terminal: t, score: -1, text: view.NewComposer(t, FeedbackSlot, model.MaxShortNote), results: view.NewList(t)}
	phase := t.PhaseID()
	f.text.Sends(t.Words.T("participant.feedback.label"), f.send, func() bool { return f.score >= 0 && t.GoesOn(phase) })
	if old := t.Board().FeedbackBy(t.Me.Person); old != nil {
		f.score, f.given = old.Score, true
	} else {
		f.begun()
	}
	return f
}

const feedbackScore = "feedback.score" + model.ChoiceSlot

// begun takes up the score that was chosen and not sent.
func (f *feedback) begun() {
	if n, err := strconv.Atoi(f.Room.Draft(f.Me.Person, feedbackScore)); err == nil && n >= 0 && n < scores {
		f.score = n
	}
}

// choose chooses a score, which is kept until it is sent.
func (f *feedback) choose(n int) {
	f.score = n
	f.Room.SaveDraft(f.Me.Person, feedbackScore, strconv.Itoa(n))
}

// step goes up or down the scale. The first step is to its middle, whichever way it
// goes: nobody says the worst or the best by one key that is not its number.
func (f *feedback) step(n int) tea.Cmd {
	if f.score < 0 {
		f.choose(scores / 2)
		return nil
	}
	f.choose(max(0, min(f.score+n, scores-1)))
	return nil
}

// give gives a score, which counts at once. The line that was given before stays.
func (f *feedback) give(n int) tea.Cmd {
	f.choose(n)
	return f.count(f.line())
}

// line is the line that was given; empty if none was.
func (f *feedback) line() string {
	if old := f.Board().FeedbackBy(f.Me.Person); old != nil {
		return old.Text
	}
	return ""
}

// count sends the score with a line.
func (f *feedback) count(line string) tea.Cmd {
	f.given, f.writing = true, false
	f.Room.SaveDraft(f.Me.Person, feedbackScore, "")
	return f.Do(model.GiveFeedback{Score: f.score, Text: line})
}

// feedbackKeys is what the actions follow from.
type feedbackKeys struct {
	given, writing bool
	chosen         bool // a score is
	list           view.ListKeys
}

func (f *feedback) Keys(last view.KeyProps) view.KeyProps {
	return view.SameKeys(last, feedbackKeys{f.given, f.writing, f.score >= 0, f.results.Keys()})
}

// Actions are to choose a score, to write a line, and to change them afterwards.
func (k feedbackKeys) Actions(at view.Target) stage.Actions {
	if k.given {
		return append(stage.Actions{
			{Keys: []string{"enter", "tab"}, Word: "participant.key.line", Footer: true, Do: view.On(at, (*feedback).more)},
			{Keys: []string{"e", "esc"}, Word: "key.edit", Footer: true, Do: view.On(at, (*feedback).again)},
		},
			k.list.Actions(view.On(at, func(f *feedback) *view.List { return f.results }))...)
	}
	none := view.Unless(k.chosen, "participant.why.noscore")
	write := func(writes bool) func() tea.Cmd {
		return view.On(at, func(f *feedback) tea.Cmd { f.writing = writes; return nil })
	}
	if k.writing {
		return stage.Actions{
			{Keys: []string{"enter"}, Word: "key.send", Why: none, Footer: true, Do: view.On(at, (*feedback).send)},
			{Keys: []string{"tab", "esc", "up"}, Word: "participant.key.scale", Footer: true, Do: write(false)},
		}
	}
	by := func(n int) func() tea.Cmd { return view.On(at, func(f *feedback) tea.Cmd { return f.step(n) }) }
	actions := stage.Actions{
		{Keys: []string{"up", "k", "right", "l"}, Shown: "↑↓", Word: "key.choose", Footer: true, Do: by(1)},
		{Keys: []string{"down", "j", "left", "h"}, Shown: "↓", Word: "key.choose", Do: by(-1)},
		{Keys: []string{"enter"}, Word: "key.send", Why: none, Footer: true, Do: view.On(at, func(f *feedback) tea.Cmd { return f.give(f.score) })},
		{Keys: []string{"tab"}, Word: "participant.key.line", Why: none, Footer: true, Do: write(true)},
	}
	for n := range scores {
		actions = append(actions, stage.Action{Keys: []string{strconv.Itoa(n)}, Word: scoreWords[n], Do: view.On(at, func(f *feedback) tea.Cmd { return f.give(n) })})
	}
	return actions
}

// again lets one change what was given.
func (f *feedback) again() tea.Cmd {
	f.given = false
	if line := f.line(); line != "" && f.text.Value() == "" {
		f.text.Set(line)
	}
	f.begun()
	return nil
}

// more opens the field for a line to the score that was given.
func (f *feedback) more() tea.Cmd {
	f.again()
	f.writing = true
	return nil
}

func (f *feedback) send() tea.Cmd { return f.count(f.text.Take()) }

func (f *feedback) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		if c, mine := msg.Command.(model.GiveFeedback); mine && msg.Err != nil {
			f.given = false
			if c.Text != f.line() {
				f.writing = true
				f.text.GiveBack(c.Text)
			}
		}
	case tea.MouseWheelMsg:
		f.results.Wheel(msg)
	case tea.MouseClickMsg:
		return f.click(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		if f.writing {
			return f.text.Update(msg)
		}
	}
	return nil
}

func (f *feedback) click(msg tea.MouseClickMsg) tea.Cmd {
	switch {
	case f.given:
	case f.scale.Contains(msg.X, msg.Y):
		if n := msg.Y - f.scale.Y; n < scores {
			return f.give(scores - 1 - n)
		}
	case f.text.Rect.Contains(msg.X, msg.Y):
		f.writing = true
	}
	return nil
}

// feedbackPrivate is what the screen follows from.
type feedbackPrivate struct {
	top   view.OwnTopProps
	given bool
	scale scaleProps
	text  view.TextProps
	rows  int               // of the text
	list  view.OwnListProps // how it went, once the score is given
}

// feedbackPlaces is where the parts lie: the scale and the text, or the thanks and
// the list.
type feedbackPlaces struct {
	top                      view.TopPlaces
	scale, box, thanks, list frame.Rect
}

func (p feedbackPrivate) places(dc stage.DrawContext, r frame.Rect) feedbackPlaces {
	at := feedbackPlaces{top: p.top.Places(dc, r)}
	rest := view.ReadingWidth(at.top.Rest)
	if p.given {
		at.thanks, at.list = rest.SplitTop(2)
		return at
	}
	at.scale, rest = rest.SplitTop(scores)
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	at.box, _ = rest.SplitTop(p.rows)
	return at
}

// props is that of the terminal now, for a screen of r.
func (f *feedback) props(r frame.Rect) feedbackPrivate {
	p := feedbackPrivate{
		top: f.OwnTopProps(), given: f.given, scale: scaleProps{f.score, !f.writing},
		text: f.text.Props(f.Words.T("participant.feedback.label"), f.writing), rows: f.text.Rows(r),
	}
	if f.given {
		p.list = f.results.OwnList()
	}
	return p
}

// Settle takes up where the scale, the text and the list lie.
func (f *feedback) Settle(layout stage.SharedLayout) {
	r := frame.Rect(layout.(view.WholeArea))
	at := f.props(r).places(f.DrawContext(), r)
	if f.given {
		view.ShowList(f.results, resultsListOf(f.Terminal), at.list)
		return
	}
	f.scale = at.scale
	f.text.Place(at.box, f.Words.T("participant.feedback.hint"))
}

func (f *feedback) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, f.props(frame.Rect(layout.(view.WholeArea))))
}

// DrawPrivate lays the scale and the text, or the thanks and the list.
func (p feedbackPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	at := p.places(dc, r)
	panes := p.top.Panes(dc, r, at.top)
	if p.given {
		return p.list.Add(dc, append(panes, dc.Pane(at.thanks, thanksProps{p.scale.score})))
	}
	return append(panes, dc.Pane(at.scale, p.scale), dc.Pane(at.box, p.text))
}

// scaleProps is the scale, with the score that is chosen.
type scaleProps struct {
	score int  // -1 for none
	here  bool // it has the keys
}

// Draw draws the scale, the best at the top.
func (p scaleProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	for n := range scores {
		y := scores - 1 - n
		mark, style := "○", dc.Theme.Text
		if n == p.score {
			mark, style = "●", dc.Theme.Strong
		}
		c.Text(4, y, dc.Theme.Key, strconv.Itoa(n))
		c.Text(7, y, dc.Accent.With(frame.Bold), mark)
		c.TextIn(10, y, c.W()-12, style, dc.Words.T(scoreWords[n]))
		if n == p.score && p.here {
			c.Restyle(frame.Rect{X: 2, Y: y, W: min(c.W()-4, 46), H: 1}, dc.Theme.Select)
		}
	}
}

// thanksProps thanks for a score.
type thanksProps struct{ score int }

// Draw says what was given.
func (p thanksProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(2, 0, c.W()-4, dc.Accent.With(frame.Bold), dc.Words.T("participant.feedback.thanks", "Score", dc.Words.T(scoreWords[max(0, p.score)])))
}

func (f *feedback) Cursor() *frame.Cursor {
	if !f.writing {
		return nil
	}
	return f.text.Cursor()
}

func (f *feedback) Draft() *stage.Draft {
	if !f.Typing() {
		return nil
	}
	return f.text.Draft
}

func (f *feedback) Typing() bool  { return f.writing && !f.given }
func (f *feedback) Unsaved() bool { return f.text.Value() != "" || !f.given && f.score >= 0 }

// FeedbackSlot is where the line is kept that somebody is writing.
const FeedbackSlot = "feedback"

// Restores reports whether what was refused is feedback.
func (f *feedback) Restores(c model.Command) bool {
	_, is := c.(model.GiveFeedback)
	return is
}
