package facilitator

import (
	"strings"

	"verkstad/model"
	"verkstad/model/question"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/likeness"
	"verkstad/ui/stage"
)

// Advice is one quiet line under the board that tells the facilitator what could
// be mended while there is time. It is never on the wall and never names anybody.

// adviceKey is what the advice follows from.
type adviceKey struct {
	workshop                         stage.WorkshopEpoch
	lang                             string
	phase                            model.PhaseID
	sel                              model.ItemID
	ideas, questions, people, agenda uint64
	open, locked                     bool
}

// advice is the line; empty where there is nothing to say.
func (s *Screen) advice() string {
	b := s.env.Board()
	ph := b.Phase()
	if ph == nil || !b.Ended.IsZero() || s.board.parked {
		return ""
	}
	k := adviceKey{
		workshop: s.env.WorkshopEpoch(), phase: ph.ID, sel: s.board.selected, ideas: b.Revs.Ideas, questions: b.Revs.Questions,
		people: b.Revs.People, agenda: b.Revs.Agenda, lang: s.env.Words.Lang(), open: b.OpenRound() != nil, locked: b.Locked(s.env.Now()),
	}
	return s.advised.Get(k, func() string {
		if advice := leadings[ph.Activity].advice; advice != nil {
			return advice(s, b, ph)
		}
		return ""
	})
}

// balanceAdvice says that a sector has been heard clearly less.
func (s *Screen) balanceAdvice(b *model.Board, ph *model.Phase) string {
	if b.Locked(s.env.Now()) {
		return ""
	}
	least, ok := b.UnheardIn(ph.ID)
	if !ok {
		return ""
	}
	return s.env.Words.N("facilitator.advice.unheard", least.N, "Sector", s.env.Words.T("sector.definite."+least.Sector.String()), "Total", least.Of)
}

// unmended is the first fault of a question that stands; empty for none.
func unmended(w string, q *model.Question) question.Fault {
	if found := question.Examine(q.Text, w); len(found.Faults) > 0 {
		return found.Faults[0]
	}
	return ""
}

// questionAdvice is the hint of the selected question, or else how many could
// be mended.
func (s *Screen) questionAdvice(b *model.Board, _ *model.Phase) string {
	w := s.env.Words
	if q := b.Question(s.board.selected); q != nil {
		if fault := unmended(w.Lang(), q); fault != "" {
			return w.T(stage.QuestionHint(fault))
		}
		return ""
	}
	n := 0
	for _, q := range b.Questions() {
		if unmended(w.Lang(), q) != "" {
			n++
		}
	}
	if n == 0 {
		return ""
	}
	return w.N("facilitator.advice.unmended", n)
}

// mergeAdvice says that candidates are alike, before a vote on them opens.
func (s *Screen) mergeAdvice(b *model.Board, _ *model.Phase) string {
	if b.OpenRound() != nil { // what is voted on is settled
		return ""
	}
	if n := len(stage.ServerState[likeness.Guesser](s.env.Shared).Pairs(b, b.Votable())); n > 0 {
		return s.env.Words.N("facilitator.advice.alike", n)
	}
	return ""
}

func (s *Screen) advicePane(r frame.Rect, said string) frame.Pane {
	return s.env.DrawContext().Pane(r, stage.LinePicture{Text: "› " + said, Style: s.env.Theme.Muted})
}

// oneRow is a title as it stands in one row.
func oneRow(b *model.Board, id model.ItemID) string {
	return strings.Join(strings.Fields(boardview.Title(b, id)), " ")
}
