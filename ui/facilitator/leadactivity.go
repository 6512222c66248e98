package facilitator

import (
	"slices"

	"verkstad/model"
	"verkstad/model/method"
)

// leading is what the facilitator's screen has for the phases of an activity. A
// field is nil where there is nothing besides what every phase has.
type leading struct {
	// advice is a quiet line under the board; empty for none.
	advice func(s *Screen, b *model.Board, ph *model.Phase) string
	// hints puts the actions that are most at hand among those of any phase,
	// of which the clock is the first. No round is open.
	hints func(b *model.Board, ph *model.Phase, want []string) []string
}

// leadings is what each activity has. One that is not here has what every phase
// has.
var leadings = map[method.Activity]leading{
	method.Gather:   {advice: (*Screen).balanceAdvice},
	method.Define:   {advice: (*Screen).questionAdvice},
	method.Vote:     {advice: (*Screen).mergeAdvice, hints: hintVote},
	method.Feedback: {hints: hintComment},
}

// hintReveal has the reveal at hand, in any activity, while what people do is hidden.
func hintReveal(ph *model.Phase, want []string) []string {
	if !ph.Does(method.RevealsLater) || ph.Revealed() {
		return want
	}
	return slices.Insert(want, 1, "facilitator.act.reveal")
}

// hintVote has at hand to open a round, or to choose what goes on once one has
// closed.
func hintVote(b *model.Board, ph *model.Phase, want []string) []string {
	if noChoice(b) == "" && b.LastResult().Phase == ph.ID {
		return []string{want[0], "facilitator.act.goeson", want[1], "facilitator.act.open", want[2]}
	}
	return slices.Insert(want, 1, "facilitator.act.open")
}

// hintComment has the feedback comments at hand once some may be shown.
func hintComment(b *model.Board, _ *model.Phase, want []string) []string {
	if noComments(b) != "" {
		return want
	}
	return slices.Insert(want, 1, "facilitator.act.comment")
}
