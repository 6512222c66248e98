package lines

import (
	"slices"
	"strconv"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/model/text"
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
		c.line(c.request().Turnout(round))
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
