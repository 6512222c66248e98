package facilitator

import (
	"slices"
	"strconv"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/stage"
)

// confirm asks before something that many would notice.
func (s *Screen) confirm(title, text string, yes func() tea.Cmd) tea.Cmd {
	return s.env.Ask(stage.NewConfirm(s.env, s.env.Words.T(title), text, yes))
}

// here is where the group is by what is shown: what is done next moves it from
// there, and nowhere if a colleague has been quicker.
func (s *Screen) here() model.Place { return s.env.Board().Place() }

// from does something if the group is where it was when that was asked for.
func (s *Screen) from(p model.Place, do func() tea.Cmd) tea.Cmd {
	if p != s.here() {
		return stage.Complain(s.env.Say(model.ErrElsewhere))
	}
	return do()
}

func (s *Screen) toggleClock() tea.Cmd {
	if s.env.Board().Phase().Running() {
		return s.env.Do(model.PauseClock{From: s.here()})
	}
	return s.env.Do(model.StartClock{From: s.here()})
}

func (s *Screen) extend(by time.Duration) func() tea.Cmd {
	return s.doing(model.ExtendClock{By: by, From: s.here()})
}

// next goes on; an open round is offered to be closed first. A break starts
// by itself, all else when the facilitator has said what it is about.
func (s *Screen) next() tea.Cmd {
	b := s.env.Board()
	return s.enterPhase(b.Phases()[b.Current()+1])
}

func (s *Screen) back() tea.Cmd {
	b := s.env.Board()
	return s.enterPhase(b.Phases()[b.Current()-1])
}

func (s *Screen) enterPhase(ph *model.Phase) tea.Cmd {
	enter := s.doing(s.entering(ph))
	if s.leavesUnchosen(ph) {
		return s.confirm("facilitator.unchosen.title", s.alsoWriting(s.env.Words.T("facilitator.unchosen.ask")), enter)
	}
	if s.env.Board().OpenRound() == nil {
		if s.leavesKept(ph) {
			return s.askReveal(enter)
		}
		return s.unhurried("facilitator.goon", enter)
	}
	ask := "facilitator.closefirst"
	if b := s.env.Board(); slices.Index(b.Phases(), ph) < b.Current() {
		ask = "facilitator.closeback"
	}
	return s.confirm(ask, s.alsoWriting(s.closingText()), s.closing(enter))
}

// entering takes the group to a phase, after its vote has closed.
func (s *Screen) entering(ph *model.Phase) model.EnterPhase {
	return model.EnterPhase{Phase: ph.ID, Start: ph.Does(method.Rests), From: s.here().Closed()}
}

// leavesKept reports whether the group would go on to work with ideas that only
// their writers can see.
func (s *Screen) leavesKept(ph *model.Phase) bool {
	if s.env.Board().Unrevealed() == 0 {
		return false
	}
	return ph.Does(method.BuildsOnIdeas)
}

// askReveal asks whether to show the ideas before going on.
func (s *Screen) askReveal(enter func() tea.Cmd) tea.Cmd {
	w, n, from := s.env.Words, s.env.Board().Unrevealed(), s.here()
	return s.env.Ask(stage.NewMenu(s.env, s.alsoWriting(w.T("facilitator.kept.title")), []stage.Choice{
		{Label: w.T("facilitator.kept.show"), Detail: w.N("facilitator.kept.ask", n), Do: func() tea.Cmd {
			return tea.Batch(s.env.Do(model.Reveal{From: from}), enter())
		}},
		{Label: w.T("facilitator.kept.leave"), Do: enter},
	}))
}

// goTo asks before a jump that leaves phases out or goes back.
func (s *Screen) goTo(ph *model.Phase) tea.Cmd {
	text := s.env.Words.T("facilitator.goto.ask", "Phase", s.env.PhaseTitle(ph))
	if s.env.Board().OpenRound() != nil || s.leavesUnchosen(ph) {
		return s.enterPhase(ph)
	}
	return s.confirm("facilitator.act.goto", s.alsoWriting(text), s.doing(s.entering(ph)))
}

func (s *Screen) goMenu() tea.Cmd {
	b, from := s.env.Board(), s.here()
	var choices []stage.Choice
	for i, ph := range b.Phases() {
		c := stage.Choice{Label: strconv.Itoa(i+1) + "  " + s.env.PhaseTitle(ph), Detail: s.env.Words.T("unit.minutes", "N", ph.Minutes)}
		c.Do = func() tea.Cmd { return s.from(from, func() tea.Cmd { return s.enterPhase(ph) }) }
		if ph == b.Phase() {
			c.Disabled = s.env.Words.T("facilitator.why.here")
		}
		choices = append(choices, c)
	}
	return s.env.Ask(stage.NewMenu(s.env, s.env.Words.T("facilitator.act.goto"), choices).StartAt(b.Current() + 1))
}

// reveal shows what is hidden to all, after a question while people still have
// time to write: what has been seen cannot be hidden again.
func (s *Screen) reveal() tea.Cmd {
	do := s.doing(model.Reveal{From: s.here()})
	ph := s.env.Board().Phase()
	title, ask := revealWord(ph), "facilitator.haste.ask"
	if title != "facilitator.act.reveal" {
		ask = "facilitator.haste.answers"
	}
	left := ph.Remaining(s.env.Now())
	if !ph.Does(method.RevealsLater) || ph.Revealed() || !ph.Running() || left <= 0 {
		return s.unhurried(title, do)
	}
	return s.confirm(title, s.alsoWriting(s.env.Words.T(ask, "Left", s.env.Words.Clock(left))), do)
}

// revealWord says what is revealed in a phase: ideas, or answers on a scale.
func revealWord(ph *model.Phase) string {
	if ph.Does(method.TakesRatings) && !ph.Does(method.TakesIdeas) {
		return "facilitator.act.answers"
	}
	return "facilitator.act.reveal"
}

// revisits undoes or does again what deed finds, after a question if that was done in
// another step: what one means to take back may be what cannot be, such as the step
// itself or a vote.
func (s *Screen) revisits(deed func(model.Actor) (model.Deed, bool), c model.Command, title string) func() tea.Cmd {
	do := s.doing(c)
	return func() tea.Cmd {
		b := s.env.Board()
		d, any := deed(s.env.Me)
		ph, there := b.Phase(), b.PhaseByID(d.Phase)
		if !any || there == nil || there == ph {
			return do()
		}
		return s.confirm(title, s.env.Words.T("facilitator.revisit.ask", "Phase", s.env.PhaseTitle(there), "Deed", stage.SayDeed(s.env.Words, d)), do)
	}
}

// unhurried does something that changes everybody's screen, after a question if
// people are in the middle of a text.
func (s *Screen) unhurried(title string, do func() tea.Cmd) tea.Cmd {
	if s.writing() == "" {
		return do()
	}
	return s.confirm(title, s.writing(), do)
}

// writing is how many are in the middle of a text; empty if nobody is.
func (s *Screen) writing() string {
	n := s.env.Room.Writing()
	if n == 0 {
		return ""
	}
	return s.env.Words.N("facilitator.writing", n)
}

// alsoWriting is a question with how many are in the middle of a text.
func (s *Screen) alsoWriting(question string) string {
	return strings.TrimSpace(question + " " + s.writing())
}

// castText is how many have voted of those who are here.
func (s *Screen) castText() string {
	b := s.env.Board()
	return report.Turnout(s.env.Words, b, b.OpenRound(), s.env.Room.Presence().Voters) + "."
}

// closingText is castText, and that there would be no result where so few have
// voted.
func (s *Screen) closingText() string {
	few := report.TooFew(s.env.Words, s.env.Board().OpenRound())
	return strings.TrimSpace(s.castText() + " " + few)
}

func (s *Screen) closeRound() tea.Cmd {
	return s.confirm("facilitator.act.close", s.alsoWriting(s.closingText()), s.doing(model.CloseRound{From: s.here()}))
}

// closing closes the open round, and then does something.
func (s *Screen) closing(then func() tea.Cmd) func() tea.Cmd {
	from := s.here()
	return func() tea.Cmd { return tea.Batch(s.env.Do(model.CloseRound{From: from}), then()) }
}

func (s *Screen) end() tea.Cmd {
	yes := s.doing(model.EndWorkshop{From: s.here().Closed()})
	text := s.env.Words.T("facilitator.end.ask")
	if s.env.Board().OpenRound() != nil {
		yes = s.closing(yes)
		text = s.closingText() + " " + text
	}
	return s.confirm("facilitator.act.end", s.alsoWriting(text), yes)
}

func (s *Screen) reopen() tea.Cmd {
	return s.confirm("facilitator.act.reopen", s.env.Words.T("facilitator.reopen.ask"), s.doing(model.ReopenWorkshop{}))
}

func (s *Screen) lowerHand() tea.Cmd {
	up, _ := s.env.Board().Queue(s.env.Room.Presence())
	if len(up) == 0 { // they have just gone
		return stage.Complain(s.env.Words.T("facilitator.why.nohand"))
	}
	return s.giveWord(up[0])
}

func (s *Screen) door() tea.Cmd {
	closed := !s.env.Board().DoorClosed
	return s.turn(model.MoveDoor{Closed: closed}, closed, "facilitator.door.closed", "facilitator.door.opened")
}

// proxies opens for writing for others at one's table, or no longer.
func (s *Screen) proxies() tea.Cmd {
	allowed := !s.env.Board().Proxies
	return s.turn(model.AllowProxies{Allowed: allowed}, allowed, "facilitator.proxies.on", "facilitator.proxies.off")
}

// turn turns something on or off, and says which.
func (s *Screen) turn(c model.Command, on bool, is, not string) tea.Cmd {
	word := not
	if on {
		word = is
	}
	return s.env.DoSaying(c, s.env.Words.T(word))
}

func (s *Screen) tables() tea.Cmd {
	w := s.env.Words
	return s.env.Ask(stage.NewPrompt(s.env, w.T("facilitator.act.tables"), w.T("facilitator.tables.hint"), "", 3, func(text string) tea.Cmd {
		n, err := strconv.Atoi(strings.TrimSpace(text))
		if err != nil && strings.TrimSpace(text) != "" {
			return stage.Complain(w.T("facilitator.number"))
		}
		return s.env.Do(model.SetTables{Tables: n})
	}))
}

// planStart asks when the workshop is to begin.
func (s *Screen) planStart() tea.Cmd {
	e, was := s.env, ""
	if start := e.Board().Start; !start.IsZero() {
		was = start.In(e.Now().Location()).Format(stage.StartLayout)
	}
	return s.prompt("facilitator.act.plan", "facilitator.plan.hint", was, 40, func(text string) tea.Cmd {
		start, err := stage.ParseStart(text, e.Now())
		if err != nil {
			return stage.Complain(e.Words.T(stage.StartFault(err, "facilitator.plan.wrong"), "Text", text))
		}
		return e.Do(model.PlanWorkshop{Start: start})
	})
}

// leavesUnchosen reports whether going to a phase leaves the one in which
// questions are chosen, with questions asked and none chosen.
func (s *Screen) leavesUnchosen(to *model.Phase) bool {
	b := s.env.Board()
	if !b.Phase().Does(method.TakesQuestions) || to.Does(method.TakesQuestions) || slices.Index(b.Phases(), to) < b.Current() {
		return false
	}
	questions := b.Questions()
	return len(questions) > 0 && !slices.ContainsFunc(questions, func(q *model.Question) bool { return q.Chosen })
}
