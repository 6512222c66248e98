package facilitator

import (
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// broom is one line of the menu of whom to show out at once.
type broom struct {
	minutes int // only who came so lately; 0 is ever
	wrote   bool
	here    bool
}

// brooms are what a facilitator chooses from, the most careful first.
var brooms = []broom{
	{},
	{minutes: 5, here: true},
	{minutes: 15, here: true},
	{minutes: 5, here: true, wrote: true},
	{minutes: 15, here: true, wrote: true},
}

// swept is whom it takes now, and what goes with them.
func (s broom) swept(e *stage.Env) (people []model.PersonID, items []model.ItemID) {
	m := model.Sweep{Here: s.here, Wrote: s.wrote}
	if s.minutes > 0 {
		m.Since = e.Now().Add(-time.Duration(s.minutes) * time.Minute)
	}
	return e.Board().Swept(m, e.Room.Presence())
}

func (s broom) label(e *stage.Env) string {
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
	for _, s := range brooms {
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
		case s.wrote && e.Board().SweepTells(people) != nil:
			c.Disabled = e.Say(model.ErrSweepTells)
		}
		choices = append(choices, c)
	}
	return e.Ask(stage.NewMenu(e, e.Words.T("facilitator.people.sweep"), choices))
}

// named is how many are named of those whom a sweep would take.
const named = 6

// askSweep asks once more, with some of the names.
func (p *people) askSweep(s broom) tea.Cmd {
	w, b := p.env.Words, p.env.Board()
	people, items := s.swept(p.env)
	if len(people) == 0 {
		return stage.Complain(w.T("facilitator.sweep.nobody"))
	}
	said := []string{w.N("facilitator.sweep.ask", len(people))}
	if !b.Anonymous {
		var names []string
		for _, id := range people[:min(named, len(people))] {
			names = append(names, b.Person(id).Name)
		}
		end := "."
		if len(people) > named {
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
