package closing

import (
	"slices"
	"strconv"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// rating is when everybody answers on a scale: on how well their time was spent, or on what
// the phase asks. A score counts as soon as its number is pressed. Where the scale has room
// for a text, whoever likes then opens the field for it. Afterwards they see how it went.
type rating struct {
	*view.Terminal
	view.Unshared
	on      scaleOf
	phase   model.PhaseID
	score   int // none before one is chosen
	text    *view.Composer
	writing bool // the text has the keys; otherwise the scale has them
	given   bool
	scale   frame.Rect
	results *view.List
}

// scaleOf is an activity with its scale.
type scaleOf struct {
	activity method.Activity
	method.Scale
	named bool // its scores have names
}

// scaleIn is the scale of a phase's activity.
func scaleIn(ph *model.Phase, w *i18n.Words) scaleOf {
	o := scaleOf{activity: ph.Activity, Scale: ph.Activity.Description().Scale}
	o.named = w.Has(o.word(strconv.Itoa(o.Low)))
	return o
}

// scores is how many scores the scale has.
func (o scaleOf) scores() int { return o.High - o.Low + 1 }

// word is an id of the catalogue that belongs to the scale.
func (o scaleOf) word(name string) string { return "scale." + string(o.activity) + "." + name }

// keyWord is the id of what a score's key is said to do; its placeholder is the score.
func (o scaleOf) keyWord(score int) string {
	if o.named {
		return o.word(strconv.Itoa(score))
	}
	return "participant.rating.number"
}

// name is what a score is called, to begin a row; its number where it is called nothing.
func (o scaleOf) name(w *i18n.Words, score int) string {
	name := report.ScoreName(w, o.activity, score)
	if name == "" {
		return strconv.Itoa(score)
	}
	first, size := utf8.DecodeRuneInString(name)
	return string(unicode.ToUpper(first)) + name[size:]
}

// chosenSlot is where a score is kept that somebody has chosen and not sent.
func (o scaleOf) chosenSlot() string { return string(o.activity) + ".score" + model.ChoiceSlot }

// none says that no score is chosen.
const none = -1

// NewRating is the view in which everybody answers on the scale of the phase's activity.
func NewRating(t *view.Terminal) view.View {
	ph := t.Board().Phase()
	f := &rating{
		Terminal: t, on: scaleIn(ph, t.Words), phase: ph.ID, score: none,
		text: view.NewComposer(t, RatingSlot(ph.Activity), model.MaxShortNote), results: view.NewList(t),
	}
	if f.on.Text {
		f.text.Sends(t.Words.T(f.on.word("label")), f.send, func() bool { return f.score != none && t.GoesOn(ph.ID) })
	}
	if old := t.Board().RatingBy(t.Me.Person, ph.ID); old != nil {
		f.score, f.given = old.Score, true
	} else {
		f.begun()
	}
	return f
}

// begun takes up the score that was chosen and not sent.
func (f *rating) begun() {
	if n, err := strconv.Atoi(f.Room.Draft(f.Me.Person, f.on.chosenSlot())); err == nil && f.on.Has(n) {
		f.score = n
	}
}

// choose chooses a score, which is kept until it is sent.
func (f *rating) choose(n int) {
	f.score = n
	f.Room.SaveDraft(f.Me.Person, f.on.chosenSlot(), strconv.Itoa(n))
}

// step goes up or down the scale. The first step is to its middle, whichever way it
// goes: nobody says the worst or the best by one key that is not its number.
func (f *rating) step(n int) tea.Cmd {
	if f.score == none {
		f.choose(f.on.Low + f.on.scores()/2)
		return nil
	}
	f.choose(max(f.on.Low, min(f.score+n, f.on.High)))
	return nil
}

// give gives a score, which counts at once. The line that was given before stays.
func (f *rating) give(n int) tea.Cmd {
	f.choose(n)
	return f.count(f.line())
}

// line is the line that was given; empty if none was.
func (f *rating) line() string {
	if old := f.Board().RatingBy(f.Me.Person, f.phase); old != nil {
		return old.Text
	}
	return ""
}

// count sends the score with a line.
func (f *rating) count(line string) tea.Cmd {
	f.given, f.writing = true, false
	f.Room.SaveDraft(f.Me.Person, f.on.chosenSlot(), "")
	return f.Do(model.Rate{Activity: f.on.activity, Score: f.score, Text: line})
}

// ratingKeys is what the actions follow from.
type ratingKeys struct {
	on             scaleOf
	given, writing bool
	chosen         bool // a score is
	list           view.ListKeys
}

func (f *rating) Keys(last view.KeyProps) view.KeyProps {
	return view.SameKeys(last, ratingKeys{f.on, f.given, f.writing, f.score != none, f.results.Keys()})
}

// Actions are to choose a score, to write a line, and to change them afterwards.
func (k ratingKeys) Actions(at view.Target) stage.Actions {
	if k.given {
		actions := stage.Actions{{Keys: []string{"e", "esc"}, Word: "key.edit", Footer: true, Do: view.On(at, (*rating).again)}}
		if k.on.Text {
			actions = slices.Insert(actions, 0, stage.Action{Keys: []string{"enter", "tab"}, Word: "participant.key.line", Footer: true, Do: view.On(at, (*rating).more)})
		}
		return append(actions, k.list.Actions(view.On(at, func(f *rating) *view.List { return f.results }))...)
	}
	unchosen := view.Unless(k.chosen, "participant.why.noscore")
	write := func(writes bool) func() tea.Cmd {
		return view.On(at, func(f *rating) tea.Cmd { f.writing = writes; return nil })
	}
	if k.writing {
		return stage.Actions{
			{Keys: []string{"enter"}, Word: "key.send", Why: unchosen, Footer: true, Do: view.On(at, (*rating).send)},
			{Keys: []string{"tab", "esc", "up"}, Word: "participant.key.scale", Footer: true, Do: write(false)},
		}
	}
	by := func(n int) func() tea.Cmd { return view.On(at, func(f *rating) tea.Cmd { return f.step(n) }) }
	actions := stage.Actions{
		{Keys: []string{"up", "k", "right", "l"}, Shown: "↑↓", Word: "key.choose", Footer: true, Do: by(1)},
		{Keys: []string{"down", "j", "left", "h"}, Shown: "↓", Word: "key.choose", Do: by(-1)},
		{Keys: []string{"enter"}, Word: "key.send", Why: unchosen, Footer: true, Do: view.On(at, func(f *rating) tea.Cmd { return f.give(f.score) })},
	}
	if k.on.Text {
		actions = append(actions, stage.Action{Keys: []string{"tab"}, Word: "participant.key.line", Why: unchosen, Footer: true, Do: write(true)})
	}
	for n := k.on.Low; n <= k.on.High; n++ {
		actions = append(actions, stage.Action{
			Keys: []string{strconv.Itoa(n)}, Word: k.on.keyWord(n), Args: []any{"N", n},
			Do: view.On(at, func(f *rating) tea.Cmd { return f.give(n) }),
		})
	}
	return actions
}

// again lets one change what was given.
func (f *rating) again() tea.Cmd {
	f.given = false
	if line := f.line(); line != "" && f.text.Value() == "" {
		f.text.Set(line)
	}
	f.begun()
	return nil
}

// more opens the field for a line to the score that was given.
func (f *rating) more() tea.Cmd {
	f.again()
	f.writing = true
	return nil
}

func (f *rating) send() tea.Cmd { return f.count(f.text.Take()) }

func (f *rating) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		if c, mine := msg.Command.(model.Rate); mine && msg.Err != nil {
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

func (f *rating) click(msg tea.MouseClickMsg) tea.Cmd {
	switch {
	case f.given:
	case f.scale.Contains(msg.X, msg.Y):
		return f.give(max(f.on.Low, f.on.High-(msg.Y-f.scale.Y)))
	case f.on.Text && f.text.Rect.Contains(msg.X, msg.Y):
		f.writing = true
	}
	return nil
}

func (f *rating) Cursor() *frame.Cursor {
	if !f.writing {
		return nil
	}
	return f.text.Cursor()
}

func (f *rating) Draft() *stage.Draft {
	if !f.Typing() {
		return nil
	}
	return f.text.Draft
}

func (f *rating) Typing() bool  { return f.writing && !f.given }
func (f *rating) Unsaved() bool { return f.text.Value() != "" || !f.given && f.score != none }

// RatingSlot is where the text is kept that somebody is writing to a score of an activity.
func RatingSlot(a method.Activity) string { return string(a) }

// Restores reports whether what was refused is a score.
func (f *rating) Restores(c model.Command) bool {
	_, is := c.(model.Rate)
	return is
}
