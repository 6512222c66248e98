package report

import "verkstad/model"

// turnoutWords say how many have voted, by the rule, in a round that is open
// and in one that has closed.
var turnoutWords = map[model.Participation][2]string{
	model.VoteOpen:    {"votes.turnout.here", "votes.turnout.was.here"},
	model.VoteRoll:    {"votes.turnout.roll", "votes.turnout.was.roll"},
	model.VoteTickets: {"votes.turnout.tickets", "votes.turnout.was.tickets"},
}

// moreWords are for when more have voted than there are now: some have gone,
// or somebody has many keys.
var moreWords = [2]string{"votes.turnout.more", "votes.turnout.was.more"}

// Turnout says how many have voted in a round of how many who could, by its
// rule; here is how many are here now, which counts while it is open to all.
// It tells nothing but the counts.
func Turnout(w Words, b *model.Board, r *model.Round, here int) string {
	return TurnoutOf(w, r, r.Cast(), b.Electors(r, here))
}

// TurnoutOf is Turnout with the counts given. Where it is not known how many
// could vote, of is 0, and it says how many ballots there are.
func TurnoutOf(w Words, r *model.Round, cast, of int) string {
	said := turnoutWords[r.Rule]
	switch {
	case of == 0:
		return w.N("unit.ballots", cast)
	case cast > of && r.Rule == model.VoteOpen:
		said = moreWords
	case cast > of: // a ticket has been voided since, or its holder shown out
		of = cast
	}
	if r.IsOpen() {
		return w.T(said[0], "N", cast, "Of", of)
	}
	return w.T(said[1], "N", cast, "Of", of)
}

// ParticipationWords name the three ways of who may vote.
var ParticipationWords = map[model.Participation]string{
	model.VoteOpen: "votes.may.open", model.VoteRoll: "votes.may.roll", model.VoteTickets: "votes.may.tickets",
}
