package participant

import (
	"slices"

	"charm.land/bubbles/v2/key"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// steady is a part whose panes and actions follow from the board, from what
// its own person did, and from whether the phase is locked, and that lays its
// header first. When a thousand people are woken by the clock, or because
// somebody has come, such a part has little to do.
type steady interface{ isSteady() bool }

// kept is what a steady part last laid out, and what it followed from.
type kept struct {
	cause cause
	clock string
	panes []frame.Pane
	short []key.Binding
}

// cause is everything that a steady part's layout follows from, but the clock.
type cause struct {
	r       frame.Rect
	revs    model.Revs // without the people's
	me      *model.Person
	title   string
	unnamed bool
	locked  bool
	changes int // messages other than wake-ups
}

// stepsKey names the pane of [desk.stepsPane].
const stepsKey = "participant.steps"

// clockAt is the place of the clock among the panes of [stage.Header].
const clockAt = 1

// cause says what a layout in r follows from now. It is false where that is
// more than a cause can tell.
func (s *Screen) cause(r frame.Rect) (cause, bool) {
	part, ok := s.part.(steady)
	if !ok || !part.isSteady() {
		return cause{}, false
	}
	b, me := s.Board(), s.Person()
	if b.Phase() == nil || me == nil || me.Hand != 0 {
		return cause{}, false
	}
	c := cause{r: r, revs: b.Revs, me: me, title: b.Title, unnamed: b.Anonymous, locked: b.Locked(s.Now()), changes: s.changes}
	c.revs.People = 0
	return c, true
}

// keptPanes is the part's panes, laid out anew only if something has changed
// that they follow from.
func (s *Screen) keptPanes(r frame.Rect) []frame.Pane {
	now, ok := s.cause(r)
	if !ok {
		s.kept = kept{}
		return s.part.panes(r)
	}
	clock := stage.ClockText(s.Env)
	if s.kept.panes == nil || now != s.kept.cause || len(clock) != len(s.kept.clock) {
		s.kept = kept{cause: now, clock: clock, panes: s.part.panes(r)}
	} else if clock != s.kept.clock {
		s.kept.clock = clock
		s.tick(s.kept.panes)
	}
	out := make([]frame.Pane, len(s.kept.panes), len(s.kept.panes)+2) // room for the app's
	copy(out, s.kept.panes)
	return out
}

// Forget has the next layout made anew.
func (s *Screen) Forget() { s.changes++ }

// tick makes the panes anew that show a time.
func (s *Screen) tick(panes []frame.Pane) {
	panes[clockAt] = stage.ClockPane(s.Env, panes[clockAt].Rect, s.kept.clock)
	for i := range panes {
		if k, ok := panes[i].Key.(stage.Key); ok && k.Pane == stepsKey {
			panes[i] = s.stepsPane(panes[i].Rect)
		}
	}
}

// keptKeys is the keys of a part whose panes were kept.
type keptKeys struct{ s *Screen }

// ShortHelp is the footer.
func (k keptKeys) ShortHelp() []key.Binding {
	now, ok := k.s.cause(k.s.kept.cause.r)
	if !ok || now != k.s.kept.cause {
		return k.all().ShortHelp()
	}
	if k.s.kept.short == nil {
		k.s.kept.short = slices.Clip(k.all().ShortHelp())
	}
	return k.s.kept.short
}

// FullHelp is the help.
func (k keptKeys) FullHelp() [][]key.Binding { return k.all().FullHelp() }

func (k keptKeys) all() keyMap { return keyMap{k.s.desk, k.s.actions(), k.s.part.typing()} }
