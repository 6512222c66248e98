package projector

import (
	"fmt"
	"strconv"
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// moment is what the wall says at a moment, besides what hangs on it.
type moment struct {
	label string   // a line over the head
	heads []string // what is set largest: all of them if there is room, else one after the other
	texts texts
	tally tally
	alone bool // nothing hangs below
	first bool // what hangs below is less than the head
	// titled says that the phase has no question, and its title is the head.
	titled bool
	// listed says that the heads stand in what hangs below, too.
	listed bool
}

// tally is how far a count has come. The zero tally is none.
type tally struct {
	figures string // "12/14"
	said    string // "12 av 14 har röstat"
	n, of   int
}

// moment says what the wall shows now, by what hangs there.
func (v *view) moment() moment {
	b, ph := v.board, v.board.Phase()
	m := moment{alone: !v.scene.Large()}
	prompt := v.dc.Local(ph.Prompt)
	if prompt == "" {
		prompt, m.titled = v.dc.PhaseTitle(ph), true
	}
	m.heads = []string{prompt}
	m.texts.instruction = v.dc.Local(ph.Instruction)
	m.texts.speakers = v.speakers()
	if step, ok := v.turnedStep(); ok {
		return v.stepMoment(m, prompt, step)
	}
	if back := v.backAt(); back != "" {
		m.heads = []string{back}
	}
	switch v.scene.Kind {
	case boardview.Greetings:
		m.first = true
	case boardview.Candidates:
		if r := b.OpenRound(); r != nil {
			m.tally = v.turnout(r)
		}
	case boardview.Result:
		v.resultMoment(&m, prompt)
	case boardview.Chosen:
		v.talkMoment(&m)
	case boardview.Commitments:
		v.newestPromise(&m, prompt)
	case boardview.Scoring:
		n := b.RatingsIn(ph.ID).Given
		m.tally = tallyOf(v.dc.Words.T("projector.answered", "N", n, "Total", max(n, v.crowd.N)), n, max(n, v.crowd.N))
	}
	v.commentMoment(&m)
	return m
}

// commentMoment puts up the feedback comment that the facilitator has picked.
func (v *view) commentMoment(m *moment) {
	if text := v.board.WallComment(); text != "" {
		m.label, m.heads = v.dc.Words.T("projector.comment"), []string{v.dc.Words.T("tally.quoted", "Text", text)}
		m.titled, m.listed = false, false
	}
}

func tallyOf(said string, n, of int) tally {
	return tally{strconv.Itoa(n) + "/" + strconv.Itoa(of), said, n, of}
}

// turnout is how many have voted; what is said alone where it cannot be told how many
// could.
func (v *view) turnout(r *model.Round) tally {
	n, of := r.Cast(), v.board.Electors(r, v.voters)
	said := report.TurnoutOf(v.dc.Words, r, n, of)
	if !r.Counted() || of == 0 {
		return tally{said: said, n: n, of: max(n, of)}
	}
	return tallyOf(said, n, max(n, of))
}

// stepTurn is how long a new step stands over everything.
const stepTurn = 8 * time.Second

// turnedStep is the step that the clock has just come to, if it is not the first.
func (v *view) turnedStep() (boardview.Step, bool) {
	step, ok := boardview.ReadStep(v.dc, v.board, v.now)
	if !ok || step.Index == 0 || !v.board.Phase().Running() {
		return step, false
	}
	steps := v.board.Phase().Timeline()
	_, left := v.board.Phase().Step(v.now)
	return step, time.Duration(steps[step.Index].Minutes)*time.Minute-left < stepTurn
}

// stepMoment is a new step over everything.
func (v *view) stepMoment(m moment, prompt string, step boardview.Step) moment {
	m.heads, m.alone = []string{step.Title}, true
	if prompt != step.Title {
		m.texts.aside = prompt
	}
	return m
}

// resultMoment puts up what has won, where it can be told. In a talk the question that
// is talked about stands there, and the result below it.
func (v *view) resultMoment(m *moment, prompt string) {
	b, w := v.board, v.dc.Words
	if r := b.OpenRound(); r != nil {
		m.tally = v.turnout(r)
		return
	}
	if b.Phase().Does(method.TakesSpeech) {
		v.talkMoment(m)
		return
	}
	out := v.outcome()
	if n := len(out.said); n > 0 {
		at := b.Say % n
		m.texts.instruction = fmt.Sprintf("%d/%d  %s", at+1, n, out.said[at])
		v.scene.Unsaid = true
	}
	switch {
	case len(out.won) == 1:
		m.label = w.T("projector.won")
	case len(out.won) > 1:
		m.label = w.T("projector.tied", "Place", report.Place(w, 1))
	default:
		return
	}
	m.heads, m.texts.aside, m.listed, m.titled = out.won, prompt, true, false
}

// outcome is what is said of a vote that is closed.
type outcome struct {
	won  []string // what came first, or shares the first place
	said []string // the sentences about it; empty where nothing may be told
}

// outcomeKey is what an outcome follows from.
type outcomeKey struct {
	workshop stage.WorkshopEpoch
	scene    boardview.Scene
	lang     string
}

// outcome is that of the vote whose result hangs on the wall.
func (v *view) outcome() outcome {
	return frame.Hold(v.dc.Cache, outcomeKey{v.snap.Workshop, v.scene, v.dc.Words.Lang()}, func() (out outcome, size int64) {
		seen := report.Seen(v.dc.Words, v.board, model.Actor{Role: model.Observer}, v.board.Round(v.scene.Round))
		if seen == nil {
			return outcome{}, 0
		}
		res, ok := seen.Result()
		if ok && len(res.Rows) > 0 {
			out.said = report.Says(v.dc.Words, seen, seen.Proposed(), res)
		}
		for _, row := range res.Rows {
			if row.Rank == 1 && row.Dots > 0 {
				out.won = append(out.won, row.Title)
			}
		}
		return out, int64(100*len(out.won) + 300*len(out.said))
	})
}

// talkMoment puts up what is talked about, in a talk that has no question of its own:
// what goes on from the vote, or the questions that were chosen.
func (v *view) talkMoment(m *moment) {
	if len(v.board.Phase().Prompt) > 0 {
		return
	}
	if about := v.goingOn(); len(about) > 0 {
		m.label, m.heads, m.listed, m.titled = m.heads[0], about, true, false
	}
}

// goingOn is the titles of what the group works on with.
func (v *view) goingOn() (titles []string) {
	for _, id := range v.board.GoingOn() {
		titles = append(titles, boardview.Title(v.board, id))
	}
	if len(titles) > 0 {
		return titles
	}
	for _, q := range v.board.Questions() {
		if q.Chosen {
			titles = append(titles, q.Text)
		}
	}
	return titles
}

// newestPromise puts up the promise that was made last.
func (v *view) newestPromise(m *moment, prompt string) {
	made := v.board.Promises()
	if len(made) == 0 {
		return
	}
	c := made[len(made)-1]
	m.label, m.heads, m.listed, m.titled = prompt, []string{c.What}, true, false
	m.texts.aside = report.Promiser(v.board, c, v.dc.Words)
	if m.texts.aside != "" && c.When != "" {
		m.texts.aside += " · "
	}
	m.texts.aside += c.When
}

// speakers is who speaks next, where that may be told by name.
func (v *view) speakers() string {
	if v.board.Anonymous {
		return ""
	}
	w, has := v.dc.Words, ""
	if p := v.board.Floor(); p != nil {
		has = w.T("projector.floor", "Name", p.Name)
	}
	if len(v.queue) == 0 {
		return has
	}
	said := w.T("projector.next", "Name", v.queue[0])
	if has != "" {
		said = has + " · " + said
	}
	for i, name := range v.queue[1:min(len(v.queue), 4)] {
		if i == 0 {
			said += " · " + w.T("projector.after", "Name", name)
			continue
		}
		said += ", " + name
	}
	return said
}
