package lines

import (
	"cmp"
	"io"
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/model/text"
	"verkstad/ui/boardview"
)

// words that a text may have: "-" reads it from the input.
func (c *call) textArg(i int) (string, error) {
	if c.Arg(i) != "-" {
		return c.Arg(i), nil
	}
	raw, err := io.ReadAll(io.LimitReader(c.in, text.MaxBytes+1))
	return string(raw), err
}

func (c *call) checkin() error {
	s, err := c.textArg(0)
	if err != nil {
		return err
	}
	return c.done(model.CheckIn{Text: s})
}

// greetings lists what was said at the check-in: who, as far as it is told, the sector
// and the text. Whoever leads has what they hid as well.
func (c *call) greetings() error {
	b := c.Room.Board()
	list := func(all []model.Greeting, mark string) {
		for _, g := range all {
			name := "-"
			if p := b.Person(g.By); p != nil {
				name = text.OneLine(p.Name)
			}
			c.line(name, c.sectorName(g.Sector), text.OneLine(g.Text), mark)
		}
	}
	list(b.Greetings(), "-")
	if c.me.Role == model.Facilitator {
		list(b.HiddenGreetings(), c.words.T("line.board.hidden"))
	}
	return nil
}

func (c *call) greetingHide() error {
	return c.done(model.HideGreeting{Text: c.Arg(0), Hidden: true})
}
func (c *call) greetingShow() error { return c.done(model.HideGreeting{Text: c.Arg(0)}) }

func (c *call) idea() error {
	s, err := c.textArg(0)
	if err != nil {
		return err
	}
	cmd := model.AddIdea{Text: s, Category: c.Number("category")}
	if c.Has("as") || c.Has("sector") {
		if c.me.Role != model.Facilitator {
			return model.ErrNotAllowed
		}
		cmd.Author = strings.TrimSpace(c.Flag("as"))
		switch { // the model keeps a sector only with an author
		case c.Has("as") && cmd.Author == "":
			return c.Wrong("command.wrong.value", "Flag", "--as")
		case cmd.Author == "":
			return c.Wrong("line.wrong.as")
		}
		if cmd.Sector, err = c.sector(); err != nil {
			return err
		}
	}
	return c.made(cmd)
}

// sector reads --sector; none if it was not given.
func (c *call) sector() (model.Sector, error) {
	if !c.Has("sector") {
		return model.NoSector, nil
	}
	s, ok := model.ParseSector(c.Flag("sector"))
	if !ok {
		return s, model.ErrSector
	}
	return s, nil
}

func (c *call) park() error {
	s, err := c.textArg(0)
	if err != nil {
		return err
	}
	return c.made(model.AddIdea{Text: s, Parked: true})
}

// edit changes whatever bears the number.
func (c *call) edit() error {
	id, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	b := c.Room.Board()
	if old := b.Commitment(id); old != nil {
		cmd := model.EditCommitment{ID: id, What: cmp.Or(c.Arg(1), old.What), Who: old.Who, When: old.When}
		if c.Has("who") {
			if cmd.Who, err = c.Names("who"); err != nil {
				return err
			}
		}
		if c.Has("when") {
			cmd.When = c.Flag("when")
		}
		return c.done(cmd)
	}
	for _, flag := range []string{"who", "when"} {
		if c.Has(flag) {
			return c.Wrong("line.wrong.notpromise", "Flag", "--"+flag)
		}
	}
	s, err := c.textArg(1)
	if err != nil {
		return err
	}
	switch {
	case b.Question(id) != nil:
		return c.done(model.EditQuestion{ID: id, Text: s})
	case b.Cluster(id) != nil:
		return c.done(model.RenameCluster{ID: id, Title: s})
	}
	return c.done(model.EditIdea{ID: id, Text: s})
}

// delete takes back whatever bears the number, or several at once by numbers and
// ranges of them.
func (c *call) delete() error {
	if len(c.Args) > 1 || strings.ContainsAny(c.Arg(0), "-,") {
		return c.deleteMany()
	}
	id, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	b := c.Room.Board()
	switch {
	case b.Commitment(id) != nil:
		return c.done(model.WithdrawCommitment{ID: id})
	case b.Question(id) != nil:
		return c.done(model.RemoveQuestion{ID: id})
	case b.Cluster(id) != nil:
		return c.done(model.RemoveCluster{ID: id})
	}
	return c.done(model.RemoveIdea{ID: id})
}

// deleteMany takes away all of some numbers and ranges. Of a range only what lies on
// the board goes, which must be something.
func (c *call) deleteMany() error {
	spans, err := c.Spans(c.Args)
	if err != nil {
		return err
	}
	var items []model.ItemID
	for _, span := range spans {
		within := c.Room.Board().Lying(span.From, span.To)
		if len(within) == 0 {
			within = []model.ItemID{span.From} // which the refusal names
		}
		items = append(items, within...)
	}
	slices.Sort(items)
	items = slices.Compact(items)
	err = c.done(model.RemoveItems{Items: items})
	if err == nil {
		c.line(c.words.N("line.delete", len(items)))
	}
	return err
}

func (c *call) hide() error { return c.setHidden(true) }
func (c *call) show() error { return c.setHidden(false) }

// setHidden hides ideas or shows them again, by numbers and ranges of them. Of a range
// it is the ideas that count, of which there must be one.
func (c *call) setHidden(hidden bool) error {
	spans, err := c.Spans(c.Args)
	if err != nil {
		return err
	}
	b := c.Room.Board()
	var ids []model.ItemID
	for _, span := range spans {
		if span.From == span.To {
			if err := c.mustBe(span.From, ideas); err != nil {
				return err
			}
			ids = append(ids, span.From)
			continue
		}
		within := slices.DeleteFunc(b.Lying(span.From, span.To), func(id model.ItemID) bool { return b.Idea(id) == nil })
		if len(within) == 0 {
			within = []model.ItemID{span.From} // which the refusal names
		}
		ids = append(ids, within...)
	}
	for _, id := range ids {
		if err := c.done(model.HideIdea{ID: id, Hidden: hidden}); err != nil {
			return err
		}
	}
	return nil
}

// withItem does a command about what has the id that is the first word, and is of the
// kind.
func (c *call) withItem(want kinds, make func(model.ItemID) model.Command) error {
	id, err := c.ID(c.Arg(0))
	if err == nil {
		err = c.mustBe(id, want)
	}
	if err != nil {
		return err
	}
	return c.done(make(id))
}

// turnItem is withItem for a command that turns something on, or off where the second
// word says so.
func (c *call) turnItem(want kinds, off string, make func(id model.ItemID, on bool) model.Command) error {
	on, err := c.TurnsOn(1, off)
	if err != nil {
		return err
	}
	return c.withItem(want, func(id model.ItemID) model.Command { return make(id, on) })
}

func (c *call) question() error {
	cmd := model.AskQuestion{}
	var err error
	if cmd.Text, err = c.textArg(0); err != nil {
		return err
	}
	if c.Has("cluster") {
		if cmd.Cluster, err = c.ID(c.Flag("cluster")); err != nil {
			return err
		}
	}
	if c.Has("better") {
		if cmd.Parent, err = c.ID(c.Flag("better")); err != nil {
			return err
		}
	}
	return c.made(cmd)
}

func (c *call) mark() error {
	id, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	kind, err := c.Choice(c.Arg(1), "open", "closed", "none")
	if err == nil {
		err = c.mustBe(id, questions)
	}
	if err != nil {
		return err
	}
	if kind == "none" {
		kind = ""
	}
	return c.done(model.MarkQuestion{ID: id, Kind: model.QuestionKind(kind)})
}

func (c *call) support() error {
	return c.turnItem(questions, "no", func(id model.ItemID, on bool) model.Command { return model.SupportQuestion{ID: id, Support: on} })
}

func (c *call) choose() error {
	return c.turnItem(questions, "no", func(id model.ItemID, on bool) model.Command { return model.ChooseQuestion{ID: id, Chosen: on} })
}

func (c *call) commit() error {
	cmd := model.MakeCommitment{When: c.Flag("when")}
	var err error
	if cmd.Who, err = c.Names("who"); err != nil {
		return err
	}
	if cmd.What, err = c.textArg(0); err != nil {
		return err
	}
	if c.Has("for") {
		if cmd.From, err = c.ID(c.Flag("for")); err != nil {
			return err
		}
	}
	return c.made(cmd)
}

// consent lists the commitments that others wrote in one's name and that wait
// for an answer, or answers for one.
func (c *call) consent() error {
	b := c.Room.Board()
	if c.Arg(0) == "" {
		for _, k := range b.Commitments() {
			if k.WaitsFor(c.me.Person) {
				c.line(int(k.ID), c.commitmentText(k))
			}
		}
		return nil
	}
	id, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	answer, err := c.Choice(c.Arg(1), "yes", "no")
	if err == nil {
		err = c.mustBe(id, promises)
	}
	if err != nil {
		return err
	}
	return c.done(model.AnswerCommitment{ID: id, Agree: answer == "yes"})
}

func (c *call) follow() error {
	id, err := c.ID(c.Arg(0))
	if err != nil {
		return err
	}
	status, err := c.Choice(c.Arg(1), "open", string(model.CommitmentGoingOn), string(model.CommitmentDone), string(model.CommitmentDropped))
	if err == nil {
		err = c.mustBe(id, promises)
	}
	if err != nil {
		return err
	}
	if status == "open" {
		status = string(model.CommitmentOpen)
	}
	return c.done(model.FollowCommitment{ID: id, Status: model.CommitmentStatus(status), Note: c.Arg(2)})
}

// rate answers on the scale of the command's activity. What was written to an earlier score
// stays until it is replaced or cleared.
func (c *call) rate() error {
	answer := model.Rate{Activity: c.Command.Rates, Score: -1}
	if n, err := strconv.Atoi(c.Arg(0)); err == nil {
		answer.Score = n
	}
	s, err := c.textArg(1)
	if err != nil {
		return err
	}
	b, phase := c.Room.Board(), model.PhaseID(0)
	if ph := b.Phase(); ph != nil && ph.Activity == answer.Activity {
		phase = ph.ID
	}
	if old := b.RatingBy(c.me.Person, phase); old != nil && old.Text != "" && s == "" && !c.Has("clear") {
		answer.Text = old.Text
		if err := c.done(answer); err != nil {
			return err
		}
		c.say("line.rating.kept", "Text", text.OneLine(old.Text), "Command", c.Command.Name, "Score", answer.Score)
		return nil
	}
	if s != "" && c.Has("clear") {
		return c.Wrong("line.wrong.cleared", "Word", c.Command.Name)
	}
	answer.Text = s
	return c.done(answer)
}

// printRatings lists how many gave each score in the phase, once the caller may know.
func (c *call) printRatings() {
	b := c.Room.Board()
	if boardview.Show(b, boardview.Options{Leads: c.me.Role == model.Facilitator}).Kind != boardview.Ratings || b.Phase() == nil {
		return
	}
	r := b.RatingsIn(b.Phase().ID)
	for i, n := range r.Counts {
		c.line("-", c.words.T("thing.answers"), r.Scale.Low+i, n, report.ScoreName(c.words, r.Activity, r.Scale.Low+i))
	}
}
