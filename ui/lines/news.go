package lines

import (
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/boardview"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// glance is what all may see of a workshop at a moment: the board as a big screen has
// it, and the time.
type glance struct {
	room  workshop.Live
	board *model.Board
	at    time.Time
	queue []model.PersonID // people who wish to speak, in turn
	here  int              // how many who may vote are here
}

// look returns what all may see now.
func look(room workshop.Live, at time.Time) glance {
	g := glance{room: room, board: room.Board(), at: at}
	here := room.Presence()
	up, _ := g.board.Queue(here)
	for _, p := range up {
		g.queue = append(g.queue, p.ID)
	}
	if here != nil {
		g.here = here.Voters
	}
	return g
}

// mostTold is how many things of a kind are told one by one; of more, only how many.
const mostTold = 5

// telling makes the notices of what is between two glances.
type telling struct {
	was, now glance
	shown    bool // a reveal is told
	out      []notice
}

// news returns what has happened between two glances, in the order in which it is told.
func news(was, now glance) []notice {
	t := &telling{was: was, now: now}
	t.vote()
	t.place()
	t.clock()
	t.reveal()
	t.floor()
	t.greetings()
	t.items()
	t.wall()
	return t.out
}

// add adds a notice whose text is said in each language.
func (t *telling) add(n Notice, say func(call) string) *notice {
	n.At = t.now.at.Format(time.RFC3339)
	t.out = append(t.out, notice{Notice: n, said: inEach(func(w *i18n.Words) string { return say(t.inWords(w)) })})
	return &t.out[len(t.out)-1]
}

// inWords is a call of somebody who only looks on, to say things in a language.
func (t *telling) inWords(w *i18n.Words) call {
	return call{Session: Session{Room: t.now.room, Now: func() time.Time { return t.now.at }}, words: w, me: model.Actor{Role: model.Observer}}
}

// secondsLeft is what is left of a phase, nil where it has no time.
func (g glance) secondsLeft(ph *model.Phase) *int {
	if !ph.Timed() {
		return nil
	}
	left := seconds(ph.Remaining(g.at))
	return &left
}

// moved reports whether the group is in another phase than it was.
func (t *telling) moved() bool { return t.was.board.Current() != t.now.board.Current() }

// place tells of another phase, and of the end.
func (t *telling) place() {
	b := t.now.board
	switch was := t.was.board; {
	case was.Ended.IsZero() && !b.Ended.IsZero():
		t.add(Notice{Kind: "end"}, func(c call) string { return c.words.T("line.told.end") })
		return
	case !was.Ended.IsZero() && b.Ended.IsZero():
		t.add(Notice{Kind: "end"}, func(c call) string { return c.words.T("line.told.reopened") })
	case !t.moved() || b.Phase() == nil:
		return
	}
	if ph := b.Phase(); ph != nil {
		t.add(Notice{Kind: "phase", Phase: b.Current() + 1, Left: t.now.secondsLeft(ph)}, func(c call) string { return c.phaseText(b, ph) })
	}
}

// phaseText says which phase the group is in, what to do in it, and how long it takes.
func (c *call) phaseText(b *model.Board, ph *model.Phase) string {
	said := []string{c.words.T("line.told.phase", "N", b.Current()+1, "Total", len(b.Phases()), "Title", c.phaseTitle(ph))}
	if ph.Timed() {
		said[0] += " " + c.words.T("line.told.minutes", "Time", c.words.Duration(ph.Planned()))
	}
	for _, what := range []method.Text{ph.Prompt, ph.Instruction} {
		if s := text.OneLine(stage.Local(c.words.Lang(), what)); s != "" {
			said = append(said, s)
		}
	}
	return strings.Join(said, " ")
}

// clock tells how the clock of the phase stands: started and paused, another time, a step
// of the phase, half of the time, one minute left, over.
func (t *telling) clock() {
	ph, was := t.now.board.Phase(), t.was.board.Phase()
	if ph == nil || was == nil || t.moved() || !t.now.board.Ended.IsZero() {
		return
	}
	left, before := ph.Remaining(t.now.at), was.Remaining(t.was.at)
	said := func(id string) {
		t.add(Notice{Kind: "clock", Phase: t.now.board.Current() + 1, Left: t.now.secondsLeft(ph)}, func(c call) string {
			return c.words.T(id, "Left", c.words.Clock(left))
		})
	}
	reached := func(mark time.Duration) bool { return before > mark && left <= mark }
	switch {
	case !ph.Timed():
	case ph.Planned() != was.Planned():
		said("line.told.retimed")
	case ph.Running() != was.Running() && ph.Running():
		said("line.told.started")
	case ph.Running() != was.Running():
		said("line.told.paused")
	case reached(0):
		said("line.told.over")
	case reached(time.Minute) && ph.Planned() > 2*time.Minute:
		said("line.told.minute")
	case reached(ph.Planned()/2) && ph.Planned() >= 4*time.Minute:
		said("line.told.half")
	}
	if i, _ := ph.Step(t.now.at); i > 0 {
		if before, _ := was.Step(t.was.at); before != i {
			step := ph.Steps[i%len(ph.Steps)]
			t.add(Notice{Kind: "step", Phase: t.now.board.Current() + 1, Left: t.now.secondsLeft(ph)}, func(c call) string {
				return c.words.T("line.told.step", "Step", c.stepTitle(step), "Time", c.words.Duration(time.Duration(step.Minutes)*time.Minute))
			})
		}
	}
}

// stepTitle is what a step of a phase is called.
func (c *call) stepTitle(s method.Step) string {
	if title := text.OneLine(stage.Local(c.words.Lang(), s.Title)); title != "" {
		return title
	}
	return c.words.T(boardview.StepWord(s.Who))
}

// reveal tells that hidden ideas, or answers on a scale, are shown.
func (t *telling) reveal() {
	for i, ph := range t.now.board.Phases() {
		was := t.was.board.PhaseByID(ph.ID)
		if was == nil || !ph.Does(method.RevealsLater) || was.Revealed() || !ph.Revealed() {
			continue
		}
		if ph.Does(method.TakesRatings) {
			answers := t.now.board.RatingsIn(ph.ID)
			t.add(Notice{Kind: "reveal", Phase: i + 1}, func(c call) string { return c.answersSaid(answers) })
			continue
		}
		seen := len(t.now.board.Ideas(onlooker)) - len(t.was.board.Ideas(onlooker))
		t.shown = true
		t.add(Notice{Kind: "reveal", Phase: i + 1}, func(c call) string {
			return c.words.T("line.told.reveal", "Ideas", c.words.N("unit.ideas", max(0, seen)))
		})
		return // all that is shown at once is one thing
	}
}

// answersSaid says that answers on a scale are shown, and what they come to.
func (c call) answersSaid(r model.Ratings) string {
	said := report.Untold(c.words, r)
	if r.Told() {
		said = report.MeanSaid(c.words, r) + " (" + c.words.N("unit.answers", r.Given) + ")"
	}
	return c.words.T("line.told.ratings", "Said", said)
}

// onlooker sees what a big screen shows.
var onlooker = model.Actor{Role: model.Observer}

// vote tells that a vote has opened, or closed and how it came out.
func (t *telling) vote() {
	open, was := t.now.board.OpenRound(), t.was.board.OpenRound()
	if was != nil && (open == nil || open.ID != was.ID) {
		if closed := t.now.board.Round(was.ID); closed != nil {
			t.closed(closed)
		}
	}
	if open != nil && (was == nil || open.ID != was.ID) {
		t.add(Notice{Kind: "vote", Round: int(open.ID)}, func(c call) string {
			most := ""
			if open.MaxPer > 0 && open.MaxPer < open.Dots {
				most = " " + c.words.T("line.told.most", "N", open.MaxPer)
			}
			return c.words.T("line.told.opened", "Candidates", c.words.N("line.told.candidates", len(open.Candidates)), "Dots", c.words.N("unit.dots", open.Dots)) + most
		})
	}
}

// closed tells how a vote came out, as far as it may be told.
func (t *telling) closed(round *model.Round) {
	b := t.now.board
	t.add(Notice{Kind: "closed", Round: int(round.ID)}, func(c call) string {
		return c.words.T("line.told.closed", "Turnout", report.Turnout(c.words, b, round, t.now.here))
	})
	t.add(Notice{Kind: "result", Round: int(round.ID)}, func(c call) string {
		seen := report.Seen(c.words, b, onlooker, round)
		result, ok := seen.Result()
		if !ok {
			return c.words.T(report.WithheldWords[seen.Withheld()])
		}
		var said []string
		for i, row := range result.Rows {
			if i == mostTold || row.Dots == 0 {
				break
			}
			said = append(said, c.words.T("line.told.place", "Rank", row.Rank, "Title", text.OneLine(row.Title), "Dots", c.words.N("unit.dots", row.Dots)))
		}
		return c.words.T("line.told.result", "Rows", strings.Join(append(said, report.Says(c.words, seen, seen.Proposed(), result)...), " "))
	})
}

// gaveFloor reports whether whoever has the floor has just been given it, maybe once more.
func (t *telling) gaveFloor(p *model.Person) bool {
	was := t.was.board
	before := was.Person(p.ID)
	return was.Floor() == nil || was.Floor().ID != p.ID || before != nil && was.HandUp(before) && !t.now.board.HandUp(p)
}

// floor tells who has been given the floor, and whose turn is next.
func (t *telling) floor() {
	b, ph := t.now.board, t.now.board.Phase()
	if ph == nil || t.moved() {
		return
	}
	if p := b.Floor(); p != nil && t.gaveFloor(p) {
		n := t.add(Notice{Kind: "floor"}, func(c call) string {
			if b.Anonymous || p.Name == "" {
				return ""
			}
			return c.words.T("line.told.floor", "Name", text.OneLine(p.Name))
		})
		n.to, n.mine = p.ID, inEach(func(w *i18n.Words) string { return w.T("line.told.yourfloor") })
	}
	if len(t.now.queue) > 0 && len(t.was.queue) > 0 && t.now.queue[0] != t.was.queue[0] {
		n := t.add(Notice{Kind: "next"}, func(call) string { return "" })
		n.to, n.mine = t.now.queue[0], inEach(func(w *i18n.Words) string { return w.T("line.told.yournext") })
	}
}

// greetings tells what people say at the check-in.
func (t *telling) greetings() {
	b := t.now.board
	if b.Revs.People == t.was.board.Revs.People {
		return
	}
	known := map[model.Greeting]int{}
	for _, g := range t.was.board.Greetings() {
		known[g]++
	}
	var fresh []model.Greeting
	for _, g := range b.Greetings() {
		if known[g]--; known[g] < 0 {
			fresh = append(fresh, g)
		}
	}
	if len(fresh) > mostTold {
		t.add(Notice{Kind: "checkin"}, func(c call) string { return c.words.N("line.told.greetings", len(fresh)) })
		return
	}
	for _, g := range fresh {
		n := t.add(Notice{Kind: "checkin"}, func(c call) string {
			name := c.words.T("line.told.somebody")
			if p := b.Person(g.By); p != nil && p.Name != "" {
				name = text.OneLine(p.Name)
			}
			return c.words.T("line.told.said", "Name", name, "Text", text.OneLine(g.Text))
		})
		n.by = g.By
	}
}

// items tells what is written: ideas that all may see, questions, commitments.
func (t *telling) items() {
	b, was := t.now.board, t.was.board
	if b.Seq == was.Seq {
		return
	}
	written := func(b *model.Board, each func(id model.ItemID, by model.PersonID, kind string, say func(call) string)) {
		for _, i := range b.Ideas(onlooker) {
			each(i.ID, i.By, "idea", func(call) string { return text.OneLine(i.Text) })
		}
		for _, q := range b.Questions() {
			each(q.ID, q.By, "question", func(call) string { return text.OneLine(q.Text) })
		}
		for _, k := range b.Promises() {
			each(k.ID, k.By, "commitment", func(c call) string { return c.commitmentText(k) })
		}
	}
	old := map[model.ItemID]bool{}
	written(was, func(id model.ItemID, _ model.PersonID, _ string, _ func(call) string) { old[id] = true })
	type fresh struct {
		id   model.ItemID
		by   model.PersonID
		kind string
		say  func(call) string
	}
	kinds := map[string][]fresh{}
	written(b, func(id model.ItemID, by model.PersonID, kind string, say func(call) string) {
		if !old[id] {
			kinds[kind] = append(kinds[kind], fresh{id, by, kind, say})
		}
	})
	for _, kind := range itemKinds {
		all := kinds[kind.name]
		if kind.name == "idea" && t.shown { // they are among those that were revealed
			continue
		}
		if len(all) > mostTold {
			t.add(Notice{Kind: kind.name}, func(c call) string { return c.words.N(kind.many, len(all)) })
			continue
		}
		for _, f := range all {
			n := t.add(Notice{Kind: kind.name, Item: int(f.id)}, func(c call) string {
				return c.words.T(kind.one, "N", int(f.id), "Text", f.say(c))
			})
			n.by = f.by
		}
	}
}

// itemKinds is what is said of one new item of a kind, and of many.
var itemKinds = [...]struct{ name, one, many string }{
	{"idea", "line.told.idea", "line.told.ideas"},
	{"question", "line.told.question", "line.told.questions"},
	{"commitment", "line.told.commitment", "line.told.commitments"},
}

// wall tells what the facilitator shows on the big screens for a while.
func (t *telling) wall() {
	if said := t.now.board.WallComment(); said != "" && said != t.was.board.WallComment() {
		t.add(Notice{Kind: "wall"}, func(c call) string { return c.words.T("line.told.comment", "Text", text.OneLine(said)) })
	}
}
