package participant

import (
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// feedback is when everybody says whether the meeting was worth their time,
// from 0 to 4, with a line if they like. Afterwards they see how it went.
type feedback struct {
	*desk
	unshared
	score   int // -1 before one is chosen
	text    *composer
	writing bool // the line has the keys; otherwise the scale has them
	given   bool
	scale   frame.Rect
	results *pager
}

const scores = 5

var scoreWords = [scores]string{
	"participant.feedback.nothing", "participant.feedback.little", "participant.feedback.some",
	"participant.feedback.much", "participant.feedback.most",
}

func newFeedback(d *desk) *feedback {
	f := &feedback{desk: d, score: -1, text: newComposer(d, "feedback", model.MaxShortNote), results: newPager(d, "results")}
	phase := d.phaseID()
	f.text.sends(d.Words.T("participant.feedback.label"), f.send, func() bool { return f.score >= 0 && d.goesOn(phase) })
	if old := d.Board().FeedbackBy(d.Me.Person); old != nil {
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

func (f *feedback) actions() []action {
	if f.given {
		return append([]action{{keys: []string{"e", "esc"}, word: "key.edit", short: true, do: f.again}}, f.results.actions()...)
	}
	var none string
	if f.score < 0 {
		none = "participant.why.noscore"
	}
	if f.writing {
		return []action{
			{keys: []string{"enter"}, word: "key.send", off: none, short: true, do: f.send},
			{keys: []string{"tab", "esc", "up"}, word: "participant.key.scale", short: true, do: func() tea.Cmd { f.writing = false; return nil }},
		}
	}
	by := func(n int) func() tea.Cmd { return func() tea.Cmd { return f.step(n) } }
	actions := []action{
		{keys: []string{"up", "k", "right", "l"}, shown: "↑↓", word: "key.choose", short: true, do: by(1)},
		{keys: []string{"down", "j", "left", "h"}, shown: "↓", word: "key.choose", do: by(-1)},
		{keys: []string{"enter", "tab"}, word: "key.next", off: none, short: true, do: func() tea.Cmd { f.writing = true; return nil }},
	}
	for n := range scores {
		actions = append(actions, action{keys: []string{strconv.Itoa(n)}, word: scoreWords[n], do: func() tea.Cmd {
			f.choose(n)
			f.writing = true
			return nil
		}})
	}
	return actions
}

// again lets one change what was given.
func (f *feedback) again() tea.Cmd {
	f.given = false
	if old := f.Board().FeedbackBy(f.Me.Person); old != nil && f.text.value() == "" {
		f.text.set(old.Text)
	}
	f.begun()
	return nil
}

func (f *feedback) send() tea.Cmd {
	f.given, f.writing = true, false
	f.Room.SaveDraft(f.Me.Person, feedbackScore, "")
	return f.Do(model.GiveFeedback{Score: f.score, Text: f.text.take()})
}

func (f *feedback) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		if c, mine := msg.Command.(model.GiveFeedback); mine && msg.Err != nil {
			f.given, f.writing = false, true
			refused(f.text, c.Text)
		}
	case tea.MouseWheelMsg:
		f.results.wheel(msg)
	case tea.MouseClickMsg:
		f.click(msg)
	case tea.KeyPressMsg, tea.PasteMsg:
		if f.writing {
			return f.text.update(msg)
		}
	}
	return nil
}

func (f *feedback) click(msg tea.MouseClickMsg) {
	switch {
	case f.given:
	case f.scale.Contains(msg.X, msg.Y):
		if n := msg.Y - f.scale.Y; n < scores {
			f.choose(scores - 1 - n)
			f.writing = true
		}
	case f.text.rect.Contains(msg.X, msg.Y):
		f.writing = true
	}
}

func (f *feedback) panes(r frame.Rect) []frame.Pane {
	panes, rest := f.frameUp(r, false)
	rest = reading(rest)
	if f.given {
		thanks, below := rest.SplitTop(2)
		return append(append(panes, f.thanksPane(thanks)), resultPanes(f.results, below)...)
	}
	f.scale, rest = rest.SplitTop(scores)
	panes = append(panes, f.scalePane(f.scale))
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	box, _ := rest.SplitTop(f.text.rows(r))
	return append(panes, f.text.pane(box, f.Words.T("participant.feedback.label"), f.Words.T("participant.feedback.hint"), f.writing))
}

// scalePane is the scale, the best at the top.
func (f *feedback) scalePane(r frame.Rect) frame.Pane {
	dc, score, here := f.DrawContext(), f.score, !f.writing
	return frame.Pane{Rect: r, Key: f.key("scale", 0, [2]any{score, here}), Draw: func(c *frame.Canvas) {
		for n := range scores {
			y := scores - 1 - n
			mark, style := "○", dc.Theme.Text
			if n == score {
				mark, style = "●", dc.Theme.Strong
			}
			c.Text(4, y, dc.Theme.Key, strconv.Itoa(n))
			c.Text(7, y, dc.Accent.With(frame.Bold), mark)
			c.TextIn(10, y, c.W()-12, style, dc.Words.T(scoreWords[n]))
			if n == score && here {
				c.Restyle(frame.Rect{X: 2, Y: y, W: min(c.W()-4, 46), H: 1}, dc.Theme.Select)
			}
		}
	}}
}

func (f *feedback) thanksPane(r frame.Rect) frame.Pane {
	dc, score := f.DrawContext(), f.score
	return frame.Pane{Rect: r, Key: f.key("thanks", 0, score), Draw: func(c *frame.Canvas) {
		c.TextIn(2, 0, c.W()-4, dc.Accent.With(frame.Bold), dc.Words.T("participant.feedback.thanks", "Score", dc.Words.T(scoreWords[max(0, score)])))
	}}
}

func (f *feedback) cursor() *frame.Cursor {
	if !f.writing {
		return nil
	}
	return f.text.cursor()
}

func (f *feedback) draft() *stage.Draft {
	if !f.typing() {
		return nil
	}
	return f.text.draft
}

func (f *feedback) typing() bool  { return f.writing && !f.given }
func (f *feedback) unsaved() bool { return !f.given && (f.score >= 0 || f.text.value() != "") }
