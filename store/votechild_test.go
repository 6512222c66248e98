package store_test

import (
	"errors"
	"slices"

	"verkstad/model"
	"verkstad/store"
)

// voteAsk is what a client asks the process that holds the workshop.
type voteAsk struct {
	Op     string
	Kind   string // vote, open, close or tally
	Person int    // from 1
	Round  int
	Choice int // candidate, from 1; 0 takes the vote back
	Place  int // of the operation in the log, from 1, for the judge; 0 if it is not known
}

// voteSays is the answer.
type voteSays struct {
	Seq     uint64 // where the log ended when it was done, or looked at
	Same    bool   // the ballot was so already: nothing is written now
	Refused bool
	Failed  string // neither done nor refused
	Round   int    // of a tally and of what was opened; 0 before the first
	Open    bool
	Cast    int
	Dots    [candidates + 1]int // by candidate; once it is closed
}

// candidates is how many ideas there are to vote on.
const candidates = 3

// holdVotes is a child that does what comes on its input, each at once, until
// it is killed.
func holdVotes(dir string) error { return hold(dir, quiet, answerVote) }

func answerVote(l *store.Live, ask voteAsk) voteSays {
	var says voteSays
	if ask.Kind == "tally" {
		says.read(l.Board())
		return says
	}
	by, c := model.Host, model.Command(model.CloseRound{})
	switch ask.Kind {
	case "open":
		open := model.OpenRound{Dots: 1}
		for _, i := range l.Board().Ideas(model.Host)[:candidates] {
			open.Candidates = append(open.Candidates, i.ID)
		}
		c = open
	case "vote":
		by = model.Actor{Person: model.PersonID(ask.Person), Role: model.Participant}
		ballot := model.CastBallot{After: model.AfterAny, Round: model.RoundID(ask.Round)}
		if ask.Choice > 0 {
			ballot.Dots = []model.Dot{{ID: l.Board().Ideas(model.Host)[ask.Choice-1].ID, N: 1}}
		}
		c, says.Same = ballot, slices.Equal(ballot.Dots, l.MyBallot(by.Person).Dots)
	}
	out, err := l.Do(ctx, by, ask.Op, c)
	says.Round, says.Seq = int(out.Round), out.Seq
	switch {
	case errors.Is(err, model.ErrNoRound), errors.Is(err, model.ErrRoundOpen):
		says.Refused = true
	case err != nil:
		says.Failed = err.Error()
	}
	return says
}

// read notes how the last round stands, as everyone may see it.
func (v *voteSays) read(b *model.Board) {
	v.Seq = b.Seq
	r := b.LastRound()
	if r == nil {
		return
	}
	v.Round, v.Open, v.Cast = int(r.ID), r.IsOpen(), r.Cast()
	result, ok := r.Result()
	if !ok {
		return
	}
	ideas := b.Ideas(model.Host)
	for _, row := range result.Rows {
		for i := range candidates {
			if ideas[i].ID == row.ID {
				v.Dots[i+1] = row.Dots
			}
		}
	}
}
