package report

import "verkstad/model"

// turnoutWords say how many have voted, by who may vote, in a round that is open and in one
// that has closed.
var turnoutWords = map[model.Participation][2]string{
	model.VoteOpen:    {"votes.turnout.here", "votes.turnout.was.here"},
	model.VoteRoll:    {"votes.turnout.roll", "votes.turnout.was.roll"},
	model.VoteTickets: {"votes.turnout.tickets", "votes.turnout.was.tickets"},
}

// Turnout returns how many people have voted in a round, and of how many who could; here is
// how many are here now, which counts while the round is open to all. It tells only these
// counts.
func Turnout(w Words, b *model.Board, r *model.Round, here int) string {
	return TurnoutOf(w, r, r.Cast(), b.Electors(r, here))
}

// TurnoutOf is Turnout with the counts given. If it is not known how many could vote, of is
// 0, and it returns the number of ballots.
func TurnoutOf(w Words, r *model.Round, cast, of int) string {
	said := turnout(w, r, cast, of)
	if n := r.CameUnencrypted(); n > 0 && r.Counted() {
		said += w.T("votes.unencrypted.came", "N", n)
	}
	return said
}

func turnout(w Words, r *model.Round, cast, of int) string {
	said := turnoutWords[r.Rule]
	switch {
	case !r.Counted(): // their number is not known
		return w.T(WithheldWords[r.Withheld()])
	case of == 0:
		return w.N("unit.ballots", cast)
	}
	of = max(of, cast) // some have left since, or were shown out
	switch {
	case r.IsOpen():
		return w.T(said[0], "N", cast, "Of", of)
	case r.Rule == model.VoteOpen && cast == of && of > 1:
		return w.T("votes.turnout.all", "N", cast)
	}
	return w.T(said[1], "N", cast, "Of", of)
}

// WithheldWords say why a round shows no result.
var WithheldWords = map[model.Withheld]string{
	model.WithheldOpen: "votes.withheld.open", model.WithheldFew: "votes.withheld.toofew", model.WithheldVoid: "votes.withheld.void",
}

// failedWords say of a later round that it has no result, and why.
var failedWords = map[model.Withheld]string{
	model.WithheldFew: "votes.failed.toofew", model.WithheldVoid: "votes.failed.void",
}

// Failed returns the sentence that a vote after r closed without a result, so that the one
// shown is still r's; empty if there was none.
func Failed(w Words, b *model.Board, r *model.Round) string {
	failed := b.FailedAfter(r)
	if failed == nil {
		return ""
	}
	return w.T(failedWords[failed.Withheld()], "N", int(failed.ID), "Shown", int(r.ID))
}

// KeepWords name what a round can keep, and ToldWords tell voters so.
var (
	KeepWords = map[model.Keep]string{
		model.KeepBallots: "votes.keep.ballots", model.KeepSums: "votes.keep.sums", model.KeepBoth: "votes.keep.both",
	}
	ToldWords = map[model.Keep]string{
		model.KeepBallots: "votes.told.ballots", model.KeepSums: "votes.told.sums", model.KeepBoth: "votes.told.both",
	}
)

// Told returns what a voter is told before: that secret ballots may come unencrypted, if they
// may, and what the round keeps when it closes; empty for a round from
// before there was a choice.
func Told(w Words, r *model.Round) string {
	if r.Keep == "" {
		return ""
	}
	said := w.T(ToldWords[r.Keep])
	if r.Unencrypted {
		said = w.T("votes.unencrypted.may") + " " + said
	}
	return said
}

// TooFew returns the sentence that a secret round would show no result if it closed now;
// empty if it would.
func TooFew(w Words, r *model.Round) string {
	if r.IsOpen() && r.Secret && r.Keep != "" && r.Cast() < model.MinGroup {
		return w.T("votes.toofew.now")
	}
	return ""
}

// ParticipationWords name the three ways to say who may vote.
var ParticipationWords = map[model.Participation]string{
	model.VoteOpen: "votes.may.open", model.VoteRoll: "votes.may.roll", model.VoteTickets: "votes.may.tickets",
}
