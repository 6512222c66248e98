package lines

import (
	"slices"
	"strconv"
	"verkstad/model/text"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/stage"
)

// vote lays dots and shows the ballot. A candidate that is not named keeps
// what it has.
func (c *call) vote() error {
	round := c.Room.Board().OpenRound()
	if round == nil {
		return model.ErrNoRound
	}
	given, err := c.Dots(c.Args)
	if err != nil {
		return err
	}
	if len(given) > 0 || c.Has("clear") {
		if c.me.Role == model.Facilitator {
			return model.ErrLeads
		}
		if err := c.cast(round, given); err != nil {
			return err
		}
	}
	c.printBallot(round)
	return nil
}

// cast lays what was laid before with what is given now.
func (c *call) cast(round *model.Round, given []model.Dot) error {
	var dots []model.Dot
	before := c.Room.MyBallot(c.me.Person)
	if !c.Has("clear") && c.me.Via == 0 {
		dots = slices.Clone(before.Dots)
	}
	for _, d := range given {
		if d.N < 0 {
			return c.Wrong("line.wrong.dots", "Word", strconv.Itoa(int(d.ID))+"="+strconv.Itoa(d.N))
		}
		at := slices.IndexFunc(dots, func(old model.Dot) bool { return old.ID == d.ID })
		if at < 0 {
			dots = append(dots, d)
		} else {
			dots[at].N = d.N
		}
	}
	return c.done(model.CastBallot{Round: round.ID, Dots: dots, After: before.Count})
}

// printBallot lists the candidates in the person's own order with their dots.
func (c *call) printBallot(round *model.Round) {
	mine := map[model.ItemID]int{}
	laid := 0
	if c.me.Via != 0 && len(c.Room.MyBallot(c.me.Person).Dots) > 0 {
		c.say("line.vote.boxed") // whoever has the keyboard now is not told what is in it
		return
	}
	if c.me.Person != 0 {
		for _, d := range c.Room.MyBallot(c.me.Person).Dots {
			mine[d.ID] = d.N
			laid += d.N
		}
	}
	round = report.Seen(c.words, c.Room.Board(), c.me, round)
	for _, candidate := range round.Order(c.me.Person) {
		c.line(int(candidate.ID), mine[candidate.ID], text.OneLine(candidate.Title))
	}
	if c.me.Role != model.Participant {
		c.line(c.turnout(round))
	} else if err := c.Room.Board().MayVote(round, c.me.Person); err != nil {
		c.line(stage.Say(c.words, err))
	} else {
		said := "line.vote.left"
		if round.MaxPer >= round.Dots {
			said = "line.vote.unbound"
		}
		c.say(said, "Left", round.Dots-laid, "Dots", c.words.N("unit.dots", round.Dots), "Max", round.MaxPer)
		if told := report.Told(c.words, round); told != "" {
			c.line(told)
		}
	}
}

// results shows how the newest round came out, or the one that is named.
func (c *call) results() error {
	b := c.Room.Board()
	round := b.LastRound()
	if c.Arg(0) != "" {
		id, err := c.ID(c.Arg(0))
		if err != nil {
			return err
		}
		round = b.Round(model.RoundID(id))
	}
	return c.printResult(round)
}

// printResult prints rank, dots, voters, id, mark and title of each candidate,
// and where the same was voted on before, how it moved since.
func (c *call) printResult(round *model.Round) error {
	if round == nil {
		return refusal("line.results.none")
	}
	round = report.Seen(c.words, c.Room.Board(), c.me, round)
	result, ok := round.Result()
	if !ok {
		return refusal(report.WithheldWords[round.Withheld()])
	}
	moves := round.Moves(c.Room.Board().Before(round))
	for _, row := range result.Rows {
		mark := "-"
		switch {
		case row.Tied:
			mark = c.words.T("line.results.tied")
		case row.Near:
			mark = c.words.T("line.results.near")
		}
		columns := []any{row.Rank, row.Dots, row.Voters, int(row.ID), mark, text.OneLine(row.Title)}
		if move, ok := moves[row.ID]; ok {
			columns = append(columns, move.Arrow())
		}
		c.line(columns...)
	}
	for _, sentence := range report.Says(c.words, round, round.Proposed(), result) {
		c.line(text.OneLine(sentence))
	}
	c.say("line.results.total", "Ballots", c.turnout(round), "Dots", c.words.N("unit.dots", result.Dots))
	return nil
}

// turnout is how many have voted, of how many.
func (c *call) turnout(round *model.Round) string {
	here := 0
	if now := c.Room.Presence(); now != nil {
		here = now.Voters
	}
	return report.Turnout(c.words, c.Room.Board(), round, here)
}
