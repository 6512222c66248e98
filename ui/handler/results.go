package handler

import (
	"verkstad/model"
	"verkstad/model/report"
)

// Results shows how the newest vote came out, or the one that is named.
func (r Request) Results() error {
	b := r.Room.Board()
	round := b.LastRound()
	if r.Arg(0) != "" {
		id, err := r.ID(r.Arg(0))
		if err != nil {
			return err
		}
		round = b.Round(model.RoundID(id))
	}
	return r.Result(round)
}

// Result writes rank, dots, voters, id, mark and title of each candidate of a vote,
// and, where the same was voted on before, how it moved since.
func (r Request) Result(round *model.Round) error {
	if round == nil {
		return Refuse("handler.results.none")
	}
	round = report.Seen(r.Words, r.Room.Board(), r.Me, round)
	result, ok := round.Result()
	if !ok {
		return Refuse(report.WithheldWords[round.Withheld()])
	}
	moves := round.Moves(r.Room.Board().Before(round))
	for _, row := range result.Rows {
		mark := "-"
		switch {
		case row.Tied:
			mark = r.Words.T("handler.results.tied")
		case row.Near:
			mark = r.Words.T("handler.results.near")
		}
		columns := []any{row.Rank, row.Dots, row.Voters, int(row.ID), mark, row.Title}
		if move, ok := moves[row.ID]; ok {
			columns = append(columns, move.Arrow())
		}
		if err := r.row(columns...); err != nil {
			return err
		}
	}
	for _, sentence := range report.Says(r.Words, round, round.Proposed(), result) {
		if err := r.row(sentence); err != nil {
			return err
		}
	}
	return r.say("handler.results.total", "Ballots", r.Turnout(round), "Dots", r.Words.N("unit.dots", result.Dots))
}

// Turnout is how many have voted, of how many.
func (r Request) Turnout(round *model.Round) string {
	here := 0
	if now := r.Room.Presence(); now != nil {
		here = now.Voters
	}
	return report.Turnout(r.Words, r.Room.Board(), round, here)
}
