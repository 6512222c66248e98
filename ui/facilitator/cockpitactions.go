package facilitator

import (
	"cmp"
	"context"
	"slices"
	"strings"
	"time"

	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/audit"
	"verkstad/ui/boardview"
	"verkstad/ui/i18n"
	"verkstad/ui/projector"
	"verkstad/ui/stage"
)

// act is one thing that the facilitator can do, with its keys; why is why it cannot
// be done now, empty if it can.
func act(word, shown string, keys []string, why string, group int, do func() tea.Cmd) stage.Action {
	return stage.Action{Word: word, Shown: shown, Keys: keys, Why: why, Group: group, Do: do}
}

// labelled is an action with another label, for the phase that the group is in.
func labelled(a stage.Action, word string) stage.Action {
	a.Label = word
	return a
}

// actions is everything that can be done, and why some of it cannot be done now.
func (s *Screen) actions() stage.Actions {
	b := s.env.Board()
	return slices.Concat(s.diskActions(), s.timeActions(b), s.boardActions(b), s.roomActions(b), s.afterActions(b))
}

// when is a reason, an id of the catalogue, where it holds; else it is empty.
func when(cond bool, id string) string {
	if cond {
		return id
	}
	return ""
}

// diskActions is what can be done about the database, only when something is
// wrong with it.
func (s *Screen) diskActions() stage.Actions {
	if s.env.Room == nil || !s.env.Room.Health().Rescue {
		return nil
	}
	return stage.Actions{act("facilitator.act.rescue", "!", []string{"!"}, "", 0, s.rescue)}
}

// rescueTime is what writing the database anew may take.
const rescueTime = 30 * time.Second

// rescue asks, and has the database written anew.
func (s *Screen) rescue() tea.Cmd {
	e := s.env
	rescue := func() tea.Msg {
		ctx, stop := context.WithTimeout(context.Background(), rescueTime)
		defer stop()
		if err := e.Room.Rescue(ctx, e.Me); err != nil {
			return stage.ToastMsg{Text: e.Say(err), Bad: true}
		}
		return stage.ToastMsg{Text: e.Words.T("facilitator.rescue.done")}
	}
	return e.Ask(stage.NewConfirm(e, e.Words.T("facilitator.act.rescue"), e.Words.T("facilitator.rescue.ask"), func() tea.Cmd { return rescue }))
}

func (s *Screen) timeActions(b *model.Board) stage.Actions {
	ended := when(!b.Ended.IsZero(), "facilitator.why.ended")
	none := when(b.Phase() == nil, "facilitator.why.nophase")
	last := when(b.Current() >= len(b.Phases())-1, "facilitator.why.last")
	first := when(b.Current() <= 0, "facilitator.why.first")
	return stage.Actions{
		act("facilitator.act.clock", "", []string{"space", "s"}, cmp.Or(ended, none), 0, s.toggleClock),
		act("facilitator.act.more", "+", []string{"+", "=", "."}, cmp.Or(ended, none), 0, s.extend(time.Minute)),
		act("facilitator.act.less", "−", []string{"-", "_", ","}, cmp.Or(ended, none), 0, s.extend(-time.Minute)),
		act("facilitator.act.clockreset", "0", []string{"0"}, cmp.Or(ended, none), 0, s.doing(model.ResetClock{From: s.here()})),
		act("facilitator.act.next", "n", []string{"n"}, cmp.Or(ended, last), 0, s.once("facilitator.act.next", s.next)),
		act("facilitator.act.back", "b", []string{"b"}, cmp.Or(ended, first), 0, s.once("facilitator.act.back", s.back)),
		act("facilitator.act.goto", "g", []string{"g"}, ended, 0, s.goMenu),
		act("facilitator.act.agenda", "a", []string{"a"}, ended, 0, func() tea.Cmd { return s.env.Show(newEditor(s)) }),
		act("facilitator.act.notes", "d", []string{"d"}, cmp.Or(ended, when(len(noted(b)) == 0, "facilitator.why.nonotes")), 0, s.notes),
		act("facilitator.act.fit", "J", []string{"J"}, cmp.Or(ended, s.fitsNot(b)), 0, s.fit),
		act("facilitator.act.end", "E", []string{"E"}, ended, 0, s.end),
		act("facilitator.act.reopen", "R", []string{"R"}, when(b.Ended.IsZero(), "facilitator.why.goeson"), 0, s.reopen),
	}
}

// hides reports whether a phase that the group is in or has been in keeps what people do
// from the room, so that there is something to reveal.
func hides(b *model.Board) bool {
	return slices.ContainsFunc(b.Phases(), func(ph *model.Phase) bool {
		return ph.Does(method.RevealsLater) && (ph == b.Phase() || !ph.Entered().IsZero()) && !ph.Revealed()
	})
}

// tooFew says why there is nothing to vote on, and what to press.
func tooFew(b *model.Board) string {
	switch b.VotesOn() {
	case method.CandidatesClusters:
		return "facilitator.why.noclusters"
	case method.CandidatesLatest, method.CandidatesIdeas:
		return "facilitator.why.noideas"
	case method.CandidatesQuestions:
		return "facilitator.why.toofew"
	}
	if len(b.Questions()) > 0 {
		return "facilitator.why.toofew"
	}
	return "facilitator.why.noideas"
}

func (s *Screen) boardActions(b *model.Board) stage.Actions {
	e, ph := s.env, b.Phase()
	ended := when(!b.Ended.IsZero(), "facilitator.why.ended")
	open := b.OpenRound() != nil
	unread := ph.ReadsOut() && b.Unrevealed() > 0
	shown := when(ph == nil || !ph.Does(method.TakesIdeas) || ph.Revealed() && !unread, "facilitator.why.nothidden")
	allShown := when(!hides(b), "facilitator.why.nothidden")
	enough := s.votable.Get(max(b.Revs.Ideas, b.Revs.Questions, b.Revs.Agenda, b.Revs.Rounds), func() bool { return len(b.Votable()) > 1 })
	few := when(!enough, tooFew(b))
	none := when(s.board.selected == 0, "facilitator.why.nocard")
	nowhere := when(ph == nil, "facilitator.why.nophase")
	return stage.Actions{
		labelled(act("facilitator.act.reveal", "v", []string{"v"}, cmp.Or(ended, allShown), 1, s.reveal), revealWord(ph)),
		act("facilitator.act.peek", "V", []string{"V"}, shown, 1, s.board.peek),
		act("facilitator.act.open", "o", []string{"o"}, cmp.Or(ended, when(open, "facilitator.why.open"), few), 1, func() tea.Cmd { return s.env.Show(newBallot(s)) }),
		act("facilitator.act.close", "c", []string{"c"}, cmp.Or(ended, when(!open, "facilitator.why.noround")), 1, s.closeRound),
		act("facilitator.act.goeson", "F", []string{"F"}, cmp.Or(ended, noChoice(b)), 1, s.goesOn),
		act("facilitator.act.card", "m", []string{"m"}, none, 1, s.itemMenu),
		act("facilitator.act.choose", "y", []string{"y"}, cmp.Or(ended, when(s.onQuestion() == nil, "facilitator.why.noquestion")), 1, s.choose),
		act("facilitator.act.edit", "e", []string{"e"}, cmp.Or(ended, none, when(b.UnderVote(s.board.selected), "facilitator.why.voted")), 1, s.edit),
		act("facilitator.act.hide", "x", []string{"x"}, cmp.Or(ended, when(b.Idea(s.board.selected) == nil, "facilitator.why.nocard")), 1, s.hide),
		act("facilitator.act.write", "w", []string{"w"}, ended, 1, s.write),
		act("facilitator.act.import", "I", []string{"I"}, ended, 1, s.importIdeas),
		act("facilitator.act.propose", "f", []string{"f"}, cmp.Or(ended, when(!ph.Does(method.SortsIdeas), "facilitator.why.nosorting")), 1, s.proposeSorting),
		s.tickAction(b, ph, ended),
		act("facilitator.act.sessions", "B", []string{"B"}, cmp.Or(ended, nowhere, noSessions(ph)), 1, s.openSessions),
		act("facilitator.act.note", "N", []string{"N"}, cmp.Or(ended, when(!ph.Does(method.TakesSpeech), "facilitator.why.notalk")), 1, s.noteMenu),
		act("facilitator.act.parking", "K", []string{"K"}, "", 1, s.board.parking),
		act("facilitator.act.filter", "/", []string{"/"}, "", 1, s.board.startFilter),
		act("facilitator.act.undo", "u", []string{"u"}, cmp.Or(ended, when(!b.CanUndo(e.Me) && e.Settled(), "facilitator.why.undo")), 1, s.revisits(b.Done, model.Undo{}, "facilitator.act.undo")),
		act("facilitator.act.redo", "U", []string{"U", "ctrl+r"}, cmp.Or(ended, when(!b.CanRedo(e.Me) && e.Settled(), "facilitator.why.redo")), 1, s.revisits(b.Undone, model.Redo{}, "facilitator.act.redo")),
	}
}

// tickAction ticks off what the phase goes through: ideas that are read out, or the points
// of its checklist.
func (s *Screen) tickAction(b *model.Board, ph *model.Phase, ended string) stage.Action {
	if ph.ReadsOut() {
		return act("facilitator.act.readout", "T", []string{"T"}, cmp.Or(ended, when(b.Idea(s.board.selected) == nil, "facilitator.why.nocard")), 1, s.readOut)
	}
	return act("facilitator.act.tick", "T", []string{"T"}, cmp.Or(ended, when(ph == nil || len(ph.Checklist) == 0, "facilitator.why.nochecklist")), 1, s.tickMenu)
}

func (s *Screen) roomActions(b *model.Board) stage.Actions {
	ended := when(!b.Ended.IsZero(), "facilitator.why.ended")
	up, _ := b.Queue(s.env.Room.Presence())
	begun := when(!b.Waits(), "facilitator.why.begun")
	_, promises := b.Carried()
	alone := when(b.Series == "" && len(promises) == 0, "facilitator.why.alone")
	none := when(boardview.JoinLine(s.env.Join()) == "", "facilitator.why.notserved")
	return stage.Actions{
		act("facilitator.act.projector", "p", []string{"p"}, "", 2, s.project),
		act("facilitator.act.wall", "G", []string{"G"}, cmp.Or(ended, s.noGoals(b)), 2, s.showGoals),
		act("facilitator.act.say", "z", []string{"z", "Z"}, cmp.Or(ended, noSentence(b)), 2, s.sayNext),
		act("facilitator.act.comment", "Q", []string{"Q"}, cmp.Or(ended, noComments(b)), 2, s.pickComment),
		act("facilitator.act.invite", "i", []string{"i"}, none, 2, func() tea.Cmd { return s.env.Show(&invite{env: s.env, back: s}) }),
		act("facilitator.act.series", "C", []string{"C"}, alone, 2, s.openSeries),
		act("facilitator.act.plan", "S", []string{"S"}, cmp.Or(ended, begun), 2, s.planStart),
		act("facilitator.act.people", "P", []string{"P"}, "", 2, func() tea.Cmd { return s.env.Show(newPeople(s)) }),
		act("facilitator.act.claims", "Y", []string{"Y"}, when(len(s.waiting()) == 0, "facilitator.why.noclaim"), 2, s.claims),
		act("facilitator.act.hand", "H", []string{"H"}, cmp.Or(ended, when(len(up) == 0, "facilitator.why.nohand")), 2, s.lowerHand),
		act("facilitator.act.tables", "t", []string{"t"}, ended, 2, s.tables),
		act("facilitator.act.voters", "r", []string{"r"}, ended, 2, s.votersMenu),
		act("facilitator.act.proxies", "W", []string{"W"}, ended, 2, s.proxies),
		act("facilitator.act.door", "D", []string{"D"}, ended, 2, s.door),
		act("facilitator.act.audit", "A", []string{"A"}, "", 2, func() tea.Cmd { return s.env.Show(audit.New(s.env, s)) }),
		act("facilitator.act.menu", ":", []string{":"}, "", 2, s.menu),
	}
}

// hints are the actions most at hand now.
func (s *Screen) hints(all stage.Actions) []key.Binding {
	b := s.env.Board()
	want := []string{"facilitator.act.next", "facilitator.act.projector", "facilitator.act.invite", "facilitator.act.agenda"}
	if ph := b.Phase(); ph != nil && b.Ended.IsZero() {
		want = []string{"facilitator.act.clock", "facilitator.act.next", "facilitator.act.more"}
		if b.OpenRound() != nil {
			want = slices.Insert(want, 1, "facilitator.act.close")
		} else {
			want = hintReveal(ph, want)
			if hints := leadings[ph.Activity].hints; hints != nil {
				want = hints(b, ph, want)
			}
		}
		if s.board.selected != 0 {
			want = slices.Insert(want, 1, "facilitator.act.card")
		}
		if ph.ReadsOut() && b.Idea(s.board.selected) != nil {
			want = slices.Insert(want, 1, "facilitator.act.readout")
		} else if ph.ReadsOut() && b.Unrevealed() > 0 {
			want = slices.Insert(want, 1, "facilitator.act.peek")
		}
		if s.fitsNot(b) == "" {
			want = slices.Insert(want, 1, "facilitator.act.fit")
		}
		want = append(want, "facilitator.act.projector", "facilitator.act.menu", "facilitator.act.people")
	} else if !b.Ended.IsZero() {
		want = []string{"facilitator.act.lookback", "facilitator.act.export", "facilitator.act.continue", "facilitator.act.projector", "facilitator.act.menu"}
	} else {
		want = append(want, "facilitator.act.menu")
	}
	if len(s.waiting()) > 0 {
		want = slices.Insert(want, 0, "facilitator.act.claims")
	}
	var out []key.Binding
	for _, word := range want {
		if a, ok := all.Named(word); ok {
			a.Label = s.short(word)
			out = append(out, a.Binding(s.env))
		}
	}
	if s.onQuestion() != nil {
		out = slices.Insert(out, 0, s.env.Bind("key.choose", "y", "y"))
	}
	return append(out, s.env.HelpKey())
}

// shorts are the labels of the footer, where they are shorter than the help's.
var shorts = map[string]string{
	"facilitator.act.goeson": "facilitator.hint.goeson", "facilitator.act.more": "facilitator.hint.more", "facilitator.act.next": "key.next",
	"facilitator.act.fit": "facilitator.hint.fit", "facilitator.act.reveal": "facilitator.hint.reveal", "facilitator.act.card": "facilitator.hint.card",
	"facilitator.act.agenda": "facilitator.hint.agenda", "facilitator.act.lookback": "facilitator.hint.lookback",
	"facilitator.act.export": "facilitator.hint.export", "facilitator.act.continue": "facilitator.hint.continue",
}

// short is the label of an action in the footer.
func (s *Screen) short(word string) string {
	if word == "facilitator.act.clock" {
		if ph := s.env.Board().Phase(); ph != nil && ph.Running() {
			return "key.pause"
		}
		return "key.start"
	}
	return cmp.Or(shorts[word], word)
}

// also is an action of the cockpit on a screen over it.
func (s *Screen) also(word string) stage.Action {
	a, _ := s.actions().Named(word)
	a.Group = 0
	return a
}

// act does the action with a word, or says why it cannot be done.
func (s *Screen) act(word string) tea.Cmd {
	a, ok := s.actions().Named(word)
	if !ok {
		return nil
	}
	return a.Perform(s.env)
}

// moves are the actions that do something to where the group is.
var moves = map[string]bool{
	"facilitator.act.clock": true, "facilitator.act.more": true, "facilitator.act.less": true, "facilitator.act.clockreset": true,
	"facilitator.act.next": true, "facilitator.act.back": true, "facilitator.act.goto": true, "facilitator.act.end": true,
	"facilitator.act.reveal": true, "facilitator.act.open": true, "facilitator.act.close": true,
}

// menu lists every action with its key, and why some cannot be done now. An action is
// found by its words in every language, and by others that people call it.
func (s *Screen) menu() tea.Cmd {
	from := s.here()
	return s.env.Ask(stage.NewPalette(s.env, "facilitator.menu", "app.palette.hint", func() []stage.Choice {
		var choices []stage.Choice
		for _, a := range s.actions() {
			if a.Word == "facilitator.act.menu" {
				continue
			}
			do := func() tea.Cmd { return s.act(a.Word) }
			if moves[a.Word] {
				do = func() tea.Cmd { return s.from(from, func() tea.Cmd { return s.act(a.Word) }) }
			}
			choices = append(choices, stage.Choice{Label: a.Text(s.env), Detail: a.Key(s.env), Disabled: a.Reason(s.env), Do: do, Find: foundBy(a.Word)})
		}
		return choices
	}))
}

// foundBy is what an action is found by besides its label: the labels of all
// languages, and what else it may be called in them.
func foundBy(word string) []string {
	var all []string
	other := "facilitator.find." + strings.TrimPrefix(word, "facilitator.act.")
	for _, lang := range i18n.Languages {
		w := i18n.For(lang)
		all = append(all, w.T(word))
		if w.Has(other) {
			all = append(all, w.T(other))
		}
	}
	return all
}

func (s *Screen) doing(c model.Command) func() tea.Cmd { return s.env.Doing(c) }

func (s *Screen) project() tea.Cmd {
	screen := projector.New(s.env, func() stage.Screen { return s })
	return tea.Batch(s.env.Show(screen), stage.Toast(s.env.Words.T("facilitator.projecting")))
}
