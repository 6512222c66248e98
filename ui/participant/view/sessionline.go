package view

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// InSession is the session that the terminal's person is in now, in a slot.
func (t *Terminal) InSession() model.SessionID {
	b := t.Board()
	return b.SessionOf(t.Person(), b.Phase())
}

// openSlot is the phase whose session one can choose now: the current one, or
// the next that has several; nil if there is none.
func (t *Terminal) openSlot() *model.Phase {
	b := t.Board()
	for i, ph := range b.Phases() {
		if i >= b.Current() && ph.Parallel() {
			return ph
		}
	}
	return nil
}

// StillOpen reports whether the sessions of a phase can be chosen among.
func (t *Terminal) StillOpen(id model.PhaseID) bool {
	b := t.Board()
	for i, ph := range b.Phases() {
		if ph.ID == id {
			return i >= b.Current() && ph.Parallel()
		}
	}
	return false
}

// sessionKeys is what the key that leads to the choice of a session follows from.
type sessionKeys struct {
	phase     model.PhaseID // whose sessions they are; 0 for no key
	now, soon bool          // it is the phase now, or one that comes next
}

func (t *Terminal) sessionKeys() sessionKeys {
	b, ph := t.Board(), t.openSlot()
	if ph == nil || t.Me.Role == model.Observer || t.Choosing != 0 || ph == b.Phase() && t.InSession() == 0 {
		return sessionKeys{}
	}
	k := sessionKeys{phase: ph.ID, now: ph == b.Phase()}
	k.soon = k.now || b.Current()+1 < len(b.Phases()) && b.Phases()[b.Current()+1] == ph
	return k
}

// actions are that key.
func (k sessionKeys) actions(at Target) stage.Actions {
	if k.phase == 0 {
		return nil
	}
	word := "participant.key.session"
	if !k.now { // the next phase: time to choose
		word = "participant.key.choose"
	}
	return stage.Actions{{Keys: []string{"w", "f10"}, Word: word, Footer: k.soon, Do: OnTerminal(at, func(t *Terminal) tea.Cmd {
		t.Choosing = k.phase
		return nil
	})}}
}

// SessionText is "Laga tillsammans · Sal B · Bo Ek".
func SessionText(lang string, s *method.Session) string {
	line := stage.Local(lang, s.Title)
	for _, more := range []string{s.Place, s.Host} {
		if more != "" {
			line += " · " + more
		}
	}
	return line
}

// sessionLine says which session one is in, and how far its checklist has come; it
// is empty where one is in none. r is the screen.
func (p PhaseProps) sessionLine(dc stage.DrawContext, r frame.Rect) sessionProps {
	ph, s := p.Phase, p.session
	if s == nil || !ph.Slot() {
		return sessionProps{}
	}
	line := sessionProps{here: dc.Words.T("participant.session.here") + " ", line: SessionText(dc.Words.Lang(), s)}
	if !ph.Parallel() {
		line.here = dc.Words.T("participant.session.stop") + " "
		if stop, same := strings.CutPrefix(line.line, p.name(dc)); same { // the header says it
			line.line = strings.TrimPrefix(stop, " · ")
		}
	}
	if r.W < 60 || line.line == "" {
		line.here = ""
	}
	if n := len(ph.Checklist); n > 0 {
		done := 0
		for i := range n {
			if ph.Ticked(i + 1) {
				done++
			}
		}
		line.ticked = "✓ " + strconv.Itoa(done) + "/" + strconv.Itoa(n)
	}
	if line.line+line.ticked == "" {
		return sessionProps{}
	}
	return line
}

// sessionProps is the line of the session that one is in.
type sessionProps struct{ here, line, ticked string }

// Draw draws where one is, and to the right how far the checklist has come.
func (p sessionProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	end := c.W() - 2
	if p.ticked != "" {
		end = c.TextRight(end, 0, dc.Theme.Muted, p.ticked) - 2
	}
	x := c.Text(2, 0, dc.Theme.Muted, p.here)
	c.TextIn(x, 0, end-x, dc.Accent.With(frame.Bold), p.line)
}
