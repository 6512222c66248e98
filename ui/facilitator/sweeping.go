package facilitator

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// sweepChoice is one choice of whom to show out at once.
type sweepChoice struct {
	minutes int  // only people who joined in the last minutes; 0 is whenever they joined
	wrote   bool // also people who have written something
	here    bool // people who are connected; false is those who are gone
}

// sweepChoices are what a facilitator chooses from, the most careful first.
var sweepChoices = []sweepChoice{
	{},
	{minutes: 5, here: true},
	{minutes: 15, here: true},
	{minutes: 5, here: true, wrote: true},
	{minutes: 15, here: true, wrote: true},
}

// swept is the people whom it would take now, and their texts.
func (s sweepChoice) swept(e *stage.Env) (people []model.PersonID, items []model.ItemID) {
	m := model.Sweep{Here: s.here, Wrote: s.wrote}
	if s.minutes > 0 {
		m.Since = e.Now().Add(-time.Duration(s.minutes) * time.Minute)
	}
	return e.Board().Swept(m, e.Room.Presence())
}

func (s sweepChoice) label(e *stage.Env) string {
	word := "facilitator.sweep.silent"
	switch {
	case s.minutes == 0:
		word = "facilitator.sweep.gone"
	case s.wrote:
		word = "facilitator.sweep.all"
	}
	return e.Words.T(word, "Minutes", s.minutes)
}

// sweep asks whom to show out of many that nobody knows, with how many that are.
func (p *people) sweep() tea.Cmd {
	e := p.env
	var choices []stage.Choice
	for _, s := range sweepChoices {
		people, _ := s.swept(e)
		c := stage.Choice{
			Label: s.label(e), Detail: e.Words.N("facilitator.sweep.people", len(people)),
			Do: func() tea.Cmd { return p.askSweep(s) },
		}
		switch {
		case len(people) == 0:
			c.Disabled = e.Words.T("facilitator.sweep.nobody")
		case s.wrote && e.Board().OpenRound() != nil:
			c.Disabled = e.Say(model.ErrRoundOpen)
		}
		choices = append(choices, c)
	}
	return e.Ask(stage.NewMenu(e, e.Words.T("facilitator.people.sweep"), append(append(choices, p.texts()...), p.unhearing()...)))
}

// textCounts are how many of the newest texts can be taken away at once.
var textCounts = []int{10, 50, 200}

// texts offers to take away the newest texts of the phase, or all of them, from all
// authors.
func (p *people) texts() (choices []stage.Choice) {
	e := p.env
	ph := e.Board().Phase()
	if ph == nil {
		return nil
	}
	offer := func(n int, label string) {
		c := stage.Choice{Label: label, Do: func() tea.Cmd { return p.askTexts(ph.ID, n) }}
		if e.Board().OpenRound() != nil {
			c.Disabled = e.Say(model.ErrRoundOpen)
		}
		choices = append(choices, c)
	}
	total := len(e.Board().MadeIn(ph.ID))
	for _, n := range textCounts {
		if n < total {
			offer(n, e.Words.N("facilitator.sweep.newest", n))
		}
	}
	if total > 0 {
		offer(model.MaxItems, e.Words.N("facilitator.sweep.every", total))
	}
	return choices
}

// askTexts asks once more before the newest n texts of a phase are taken away.
func (p *people) askTexts(phase model.PhaseID, n int) tea.Cmd {
	w, items := p.env.Words, p.env.Board().MadeIn(phase)
	items = items[:min(n, len(items))]
	said := w.N("facilitator.sweep.take", len(items)) + " " + w.T("facilitator.sweep.undo")
	yes := p.env.Doing(model.RemoveItems{Items: items})
	return p.env.Ask(stage.NewConfirm(p.env, w.T("facilitator.people.sweep"), said, yes))
}

// mostNamed is how many of the people whom a sweep would take are named.
const mostNamed = 6

// askSweep asks once more, with some of the names.
func (p *people) askSweep(s sweepChoice) tea.Cmd {
	w, b := p.env.Words, p.env.Board()
	people, items := s.swept(p.env)
	if len(people) == 0 {
		return stage.Complain(w.T("facilitator.sweep.nobody"))
	}
	said := []string{w.N("facilitator.sweep.ask", len(people))}
	if !b.Anonymous {
		var names []string
		for _, id := range people[:min(mostNamed, len(people))] {
			names = append(names, b.Person(id).Name)
		}
		end := "."
		if len(people) > mostNamed {
			end = " …"
		}
		said = append(said, strings.Join(names, ", ")+end)
	}
	if s.wrote {
		said = append(said, w.N("facilitator.sweep.items", len(items)))
	}
	said = append(said, w.T("facilitator.sweep.undo"))
	yes := p.env.Doing(model.SweepPeople{People: people, Texts: s.wrote})
	return p.env.Ask(stage.NewConfirm(p.env, w.T("facilitator.people.sweep"), strings.Join(said, " "), yes))
}

// unhearing offers to hide a greeting of the check-in, or to show one again.
func (p *people) unhearing() []stage.Choice {
	e := p.env
	if len(e.Board().Greetings())+len(e.Board().HiddenGreetings()) == 0 || !e.Board().Ended.IsZero() {
		return nil
	}
	title := e.Words.T("facilitator.sweep.greetings.title")
	return []stage.Choice{{Label: title, Do: func() tea.Cmd {
		var choices []stage.Choice
		for _, g := range e.Board().Greetings() {
			choices = append(choices, stage.Choice{Label: g.Text, Do: func() tea.Cmd { return e.Do(model.HideGreeting{Text: g.Text, Hidden: true}) }})
		}
		for _, g := range e.Board().HiddenGreetings() {
			choices = append(choices, stage.Choice{
				Label: g.Text, Detail: e.Words.T("facilitator.sweep.greetings.hidden"),
				Do: func() tea.Cmd { return e.Do(model.HideGreeting{Text: g.Text}) },
			})
		}
		return e.Ask(stage.NewMenu(e, title, choices))
	}}}
}
