package lines

import (
	"cmp"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/findings"
	"verkstad/model/report"
	"verkstad/model/tally"
	"verkstad/model/text"
	"verkstad/ui/handler"
)

// bases are what --by takes, with what each is.
var bases = map[string]model.Basis{"most": model.BasisMost, "shares": model.BasisShares}

// roundChoose chooses which candidates of the newest vote go on: those that are
// named, or those that --by gives. Without either it shows what there is to choose
// between.
func (c *call) roundChoose() error {
	round, err := c.chosenFrom()
	if err != nil {
		return err
	}
	seats := cmp.Or(c.Number("choose"), round.Proposed())
	if seats > len(round.Candidates) {
		return c.Wrong("command.wrong.range", "Flag", "--choose", "Word", strconv.Itoa(seats), "Least", 1, "Most", len(round.Candidates))
	}
	if err := c.fitTogether(); err != nil {
		return err
	}
	cmd := model.ChooseCandidates{Round: round.ID, Decision: model.Decision{Basis: model.BasisHand, ByRoom: c.Has("room"), Why: c.Flag("why")}}
	if cmd.IDs, err = c.IDs(c.Args); err != nil {
		return err
	}
	if c.Has("by") {
		by, err := c.Choice(c.Flag("by"), "most", "shares")
		if err != nil {
			return err
		}
		if cmd.Basis = bases[by]; len(cmd.IDs) == 0 && !chosenBy(round, seats, &cmd.Decision) {
			return handler.Refuse("tally.choose.unknown")
		}
	} else if len(cmd.IDs) == 0 {
		return c.printAlternatives(round, seats)
	}
	if err := c.done(cmd); err != nil {
		return err
	}
	return c.request().Result(c.Room.Board().Round(round.ID))
}

// chosenFrom is the newest vote, which has to be closed and to have a result: no earlier
// one is chosen from in its place.
func (c *call) chosenFrom() (*model.Round, error) {
	round := c.Room.Board().LastRound()
	switch {
	case round == nil:
		return nil, model.ErrNoResult
	case round.IsOpen():
		return nil, model.ErrRoundOpen
	case round.Withheld() != model.Shown:
		return nil, handler.Refuse("line.choose.withheld", "N", int(round.ID), "Why", c.words.T(report.WithheldWords[round.Withheld()]))
	}
	return round, nil
}

// fitTogether refuses flags that would do nothing beside what else was given.
func (c *call) fitTogether() error {
	chooses := c.Has("by") || len(c.Args) > 0
	switch {
	case c.Has("choose") && len(c.Args) > 0:
		return c.Wrong("line.wrong.chooseids")
	case c.Has("room") && !chooses:
		return c.Wrong("line.wrong.nochoice", "Flag", "--room")
	case c.Has("why") && !chooses:
		return c.Wrong("line.wrong.nochoice", "Flag", "--why")
	}
	return nil
}

// chosenBy fills in the candidates that the basis gives; false if it is not known
// which.
func chosenBy(r *model.Round, seats int, d *model.Decision) bool {
	for _, a := range r.Alternatives(seats) {
		if a.Rule == tally.Rule(d.Basis) {
			d.IDs = a.IDs
			return true
		}
	}
	return false
}

// printAlternatives prints what there is to choose between: the rule, how many get
// nothing that they voted for, and the candidates; and then what is said of it.
func (c *call) printAlternatives(round *model.Round, seats int) error {
	round = report.Seen(c.words, c.Room.Board(), c.me, round)
	all := round.Alternatives(seats)
	told := findings.LeftOut(all)
	for n, a := range all {
		name, out := "most", "-"
		if a.Rule == tally.EqualShares {
			name = "shares"
		}
		if told[n] != nil {
			out = strconv.Itoa(*told[n])
		}
		ids := make([]string, len(a.IDs))
		for i, id := range a.IDs {
			ids[i] = strconv.Itoa(int(id))
		}
		c.line(name, out, strings.Join(ids, ","))
	}
	title := func(id model.ItemID) string { return round.Candidate(id).Title }
	for _, sentence := range findings.Choosing(c.words, round, seats, title, false) {
		c.line(text.OneLine(sentence))
	}
	return nil
}
