package view

import (
	"slices"
	"time"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/stage"
)

// Single letters are commands where no text field is open. Whoever writes a sentence
// without looking up raises hands with it, undoes what they did and opens dialogs. So a
// letter that does something waits a moment for what follows: if that is the next letter
// of a text, nothing is done with either, nor with the rest of it, and it is said that no
// field is open.

const (
	// letterWaits is how long a letter waits for the next one.
	letterWaits = 350 * time.Millisecond
	// blindPause ends a text that goes nowhere.
	blindPause = 700 * time.Millisecond
)

// atOnceLetters are those that do something at once: they move, or put something in the
// hand, and open a dialog of which the person sees at once what they type.
var atOnceLetters = []string{"h", "j", "k", "l", "g", "G", "n", "space"}

// letterRun is the letters that have come one after the other where no field is open.
type letterRun struct {
	last  string          // the last one,
	at    time.Time       // and when it came
	held  tea.KeyPressMsg // waits for what follows, if which says so
	waits bool
	which int  // which letter waits
	blind bool // they are a text, and nothing is done
}

// HeldLetterMsg says that nothing has followed on a letter.
type HeldLetterMsg struct{ which int }

// letterOf is the letter of a key; empty if it is none.
func letterOf(msg tea.KeyPressMsg) string {
	if r := []rune(msg.Text); len(r) == 1 && (unicode.IsLetter(r[0]) || r[0] == ' ') {
		return msg.Text
	}
	return ""
}

// onLetters does what a key is for, unless it belongs to a text.
func (s *Shown) onLetters(msg tea.KeyPressMsg) tea.Cmd {
	run, now, letter := &s.letters, s.Timer.Time(), letterOf(msg)
	since, before := now.Sub(run.at), run.last
	run.last, run.at = letter, now
	if run.blind && since < blindPause {
		said := s.noField()
		run.blind = msg.Code != tea.KeyEnter
		return said
	}
	run.blind = false
	follows := letter != "" && before != "" && letter != before && since < letterWaits
	var first tea.Cmd
	if run.waits {
		run.waits = false
		if follows {
			return s.noField()
		}
		first = s.act(run.held)
	}
	switch acts := s.doesSomething(msg); {
	case acts && follows:
		return tea.Batch(first, s.noField())
	case acts:
		run.held, run.waits = msg, true
		run.which++
		return tea.Batch(first, s.Timer.Later(letterWaits, HeldLetterMsg{run.which}))
	}
	return tea.Batch(first, s.act(msg))
}

// OnHeld does what a letter is for on which nothing has followed.
func (s *Shown) OnHeld(msg HeldLetterMsg) tea.Cmd {
	if run := &s.letters; run.waits && run.which == msg.which {
		run.waits = false
		return s.act(run.held)
	}
	return nil
}

// noField says that what is typed goes nowhere.
func (s *Shown) noField() tea.Cmd {
	s.letters.blind = true
	return stage.Complain(s.Words.T("participant.told.nofield"))
}

// doesSomething reports whether a letter is the key of an action that can be done now and
// is more than a movement.
func (s *Shown) doesSomething(msg tea.KeyPressMsg) bool {
	key := msg.String()
	if letterOf(msg) == "" || slices.Contains(atOnceLetters, key) {
		return false
	}
	return slices.ContainsFunc(s.actions(s.screenKeys()), func(a stage.Action) bool {
		return a.Do != nil && !a.AtOnce && a.Can() && slices.Contains(a.Keys, key)
	})
}
