package model

import (
	"cmp"
	"slices"
	"time"
)

// Greeting is what somebody said at the check-in, as all may read it.
type Greeting struct {
	By     PersonID // 0 if its author must not be told
	Sector Sector   // its author's sector, as far as it may be told
	Text   string
}

// HideGreeting hides all greetings with a text from everybody, or shows them again.
// Facilitators only. It goes by the text, since the author may not be known.
type HideGreeting struct {
	Text   string
	Hidden bool
}

// GreetingHidden records whether the greetings with a text are hidden.
type GreetingHidden struct {
	Text   string `json:"text"`
	Hidden bool   `json:"hidden"`
	// Undoable is that it counts as an action that can be undone. In a log without it,
	// an undo that follows took back what was done before.
	Undoable bool `json:"undoable,omitempty"`
}

// Greetings returns what was said at the check-in and is not hidden: first the greetings
// with a name, of people who were not shown out, in the order they joined; then those
// without a name, whoever wrote them, alphabetically. So neither its position nor that it
// disappears when somebody does tells whose it is.
func (b *Board) Greetings() []Greeting { return b.greetings(false) }

// HiddenGreetings returns what a facilitator has hidden, in the same order.
func (b *Board) HiddenGreetings() []Greeting { return b.greetings(true) }

func (b *Board) greetings(hidden bool) (out []Greeting) {
	var nameless []Greeting
	for _, p := range b.people.All() {
		g := Greeting{By: p.ID, Sector: b.SectorOfCheckIn(p), Text: p.CheckIn}
		switch {
		case p.CheckIn == "" || p.unheard != hidden:
		case !b.CheckInNamed(p):
			g.By = 0
			nameless = append(nameless, g)
		case !p.Removed:
			out = append(out, g)
		}
	}
	slices.SortFunc(nameless, func(a, b Greeting) int {
		return cmp.Or(cmp.Compare(a.Text, b.Text), cmp.Compare(a.Sector, b.Sector))
	})
	return append(out, nameless...)
}

// Greeted returns how many greetings there are, and how many people take part: at least as
// many as have greeted, since some of those may have become facilitators or have been shown
// out.
func (b *Board) Greeted() (said, of int) {
	for _, p := range b.people.All() {
		if p.CheckIn != "" && (!p.Removed || !b.CheckInNamed(p)) {
			said++
		}
		if b.takesPart(p.ID) {
			of++
		}
	}
	return said, max(said, of)
}

func (c HideGreeting) decide(b *Board, by Actor, _ time.Time) ([]Event, error) {
	if err := b.lead(by); err != nil {
		return nil, err
	}
	has := func(g Greeting) bool { return g.Text == c.Text }
	switch {
	case slices.ContainsFunc(b.greetings(!c.Hidden), has):
		return one(GreetingHidden{Text: c.Text, Hidden: c.Hidden, Undoable: true})
	case slices.ContainsFunc(b.greetings(c.Hidden), has):
		return nil, nil
	}
	return nil, ErrNoGreeting
}

func (e GreetingHidden) apply(b *Board, r Record) {
	b.setHeard(e.Text, e.Hidden, r)
	if e.Undoable {
		b.heard = greetingTurn{e.Text, e.Hidden}
	}
}

// setHeard keeps the greetings that have a text from everybody, or no longer.
func (b *Board) setHeard(text string, hidden bool, r Record) {
	for _, p := range b.people.All() {
		if p.CheckIn != "" && p.CheckIn == text {
			b.changePerson(p.ID, r, func(p *Person) { p.unheard = hidden })
		}
	}
}

// greetingTurn is a text whose greetings were hidden, or shown again. The zero
// greetingTurn is none.
type greetingTurn struct {
	text   string
	hidden bool
}

// turnGreeting takes it back, or does it again.
func (b *Board) turnGreeting(t greetingTurn, again bool, r Record) {
	if t.text != "" {
		b.setHeard(t.text, t.hidden == again, r)
	}
}

// isHeard reports whether the greetings of an action are still as it left them, or, where
// it was taken back, as that did.
func (b *Board) isHeard(t greetingTurn, made bool) bool {
	if t.text == "" {
		return true
	}
	return slices.ContainsFunc(b.greetings(t.hidden == made), func(g Greeting) bool { return g.Text == t.text })
}
