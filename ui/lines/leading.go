package lines

import (
	"fmt"
	"maps"
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/report"
	"verkstad/model/text"
	"verkstad/ui/command"
	"verkstad/ui/likeness"
	"verkstad/ui/stage"
)

// moved does a command that moves the group, and says where it is then.
func (c *call) moved(cmd model.Command) error {
	if err := c.done(cmd); err != nil {
		return err
	}
	b := c.Room.Board()
	if ph := b.Phase(); ph != nil {
		c.line(b.Current()+1, c.phaseTitle(ph))
		if ph.Does(method.TakesVotes) && c.tooFew() { // while something can be done about it
			c.warn("votes.toofew.before")
		}
	}
	return nil
}

func (c *call) start() error      { return c.done(model.StartClock{}) }
func (c *call) pause() error      { return c.done(model.PauseClock{}) }
func (c *call) clockReset() error { return c.done(model.ResetClock{}) }
func (c *call) reopen() error     { return c.done(model.ReopenWorkshop{}) }

// from is where the group is, if that is the phase that --from names; else
// nothing is done. Of several who go on at the same time one does.
func (c *call) from() (model.Place, error) {
	b := c.Room.Board()
	if !c.Has("from") {
		return b.Place(), nil
	}
	i, err := c.phaseIndex(c.Flag("from"))
	if err != nil {
		return model.Place{}, err
	}
	if i != b.Current() {
		return model.Place{}, model.ErrElsewhere
	}
	return b.Place(), nil
}

// moving does a command that is about where the group is.
func (c *call) moving(do func(model.Command) error, cmd func(model.Place) model.Command) error {
	from, err := c.from()
	if err != nil {
		return err
	}
	return do(cmd(from))
}

func (c *call) next() error {
	return c.moving(c.moved, func(p model.Place) model.Command { return model.Next{Start: c.Has("start"), From: p} })
}

func (c *call) back() error {
	return c.moving(c.moved, func(p model.Place) model.Command { return model.Back{From: p} })
}

func (c *call) reveal() error {
	return c.moving(c.done, func(p model.Place) model.Command { return model.Reveal{From: p} })
}

func (c *call) end() error {
	return c.moving(c.done, func(p model.Place) model.Command { return model.EndWorkshop{From: p} })
}

// rescue has the database written anew.
func (c *call) rescue() error { return c.Room.Rescue(c.ctx, c.me) }

// enter goes to a phase by its number in the agenda, or by how its title begins.
func (c *call) enter() error {
	i, err := c.phaseIndex(c.Arg(0))
	if err != nil {
		return err
	}
	to := c.Room.Board().Phases()[i].ID
	return c.moving(c.moved, func(p model.Place) model.Command {
		return model.EnterPhase{Phase: to, Start: c.Has("start"), From: p}
	})
}

func (c *call) phaseIndex(s string) (int, error) {
	phases := c.Room.Board().Phases()
	if n, err := strconv.Atoi(s); err == nil {
		if n < 1 || n > len(phases) {
			return 0, model.ErrNoSuchPhase
		}
		return n - 1, nil
	}
	var found []int
	for i, ph := range phases {
		if strings.EqualFold(c.phaseTitle(ph), s) {
			return i, nil
		}
		if hasFoldPrefix(c.phaseTitle(ph), s) || strings.EqualFold(s, string(ph.Activity)) {
			found = append(found, i)
		}
	}
	switch len(found) {
	case 0:
		return 0, c.Wrong("line.wrong.nophase", "Word", command.Clip(s))
	case 1:
		return found[0], nil
	}
	return 0, c.severalPhases(s, found)
}

// severalPhases says which phases a word could be, with their numbers.
func (c *call) severalPhases(word string, found []int) error {
	var said []string
	for _, i := range found {
		said = append(said, strconv.Itoa(i+1)+" "+c.phaseTitle(c.Room.Board().Phases()[i]))
	}
	return c.Wrong("line.wrong.phases", "Word", command.Clip(word), "Phases", strings.Join(said, ", "))
}

func hasFoldPrefix(s, prefix string) bool {
	return strings.HasPrefix(strings.ToLower(s), strings.ToLower(prefix))
}

func (c *call) phaseTitle(ph *model.Phase) string {
	if s := stage.Local(c.words.Lang(), ph.Title); s != "" {
		return text.OneLine(s)
	}
	return c.words.T("activity." + string(ph.Activity))
}

func (c *call) extend() error {
	by, err := c.Duration(c.Arg(0))
	if err != nil {
		return err
	}
	return c.moving(c.done, func(p model.Place) model.Command { return model.ExtendClock{By: by, From: p} })
}

func (c *call) door() error {
	to, err := c.Choice(c.Arg(0), "open", "close")
	if err != nil {
		return err
	}
	return c.done(model.MoveDoor{Closed: to == "close"})
}

func (c *call) tables() error {
	n, err := strconv.Atoi(c.Arg(0))
	if err != nil {
		return c.Wrong("line.wrong.number", "Word", command.Clip(c.Arg(0)))
	}
	return c.done(model.SetTables{Tables: n})
}

func (c *call) describe() error {
	b := c.Room.Board()
	cmd := model.DescribeWorkshop{Title: b.Title, Node: b.Node, Series: b.Series, Number: b.Number, Anonymous: b.Anonymous}
	for flag, field := range map[string]*string{"title": &cmd.Title, "node": &cmd.Node, "series": &cmd.Series} {
		if c.Has(flag) {
			*field = c.Flag(flag)
		}
	}
	if c.Has("number") {
		cmd.Number = c.Number("number")
	}
	if c.Has("start") {
		start, err := stage.ParseStart(c.Flag("start"), c.Now())
		if err != nil {
			return c.Wrong(stage.StartFault(err, "line.wrong.start"), "Text", command.Clip(c.Flag("start")))
		}
		if err := c.done(model.PlanWorkshop{Start: start}); err != nil {
			return err
		}
	}
	return c.done(cmd)
}

// phases is a copy of the agenda that may be changed.
func (c *call) phases() []model.Phase {
	var out []model.Phase
	for _, ph := range c.Room.Board().Phases() {
		p := *ph
		p.Title = maps.Clone(ph.Title)
		out = append(out, p)
	}
	return out
}

// adjust sets what --minutes and --title say.
func (c *call) adjust(ph *model.Phase) error {
	if c.Has("minutes") {
		if ph.Minutes = c.Number("minutes"); ph.Minutes < ph.MinMinutes {
			return c.Wrong("command.wrong.range", "Flag", "--minutes", "Word", strconv.Itoa(ph.Minutes), "Least", ph.MinMinutes, "Most", command.MostMinutes)
		}
	}
	if c.Has("title") {
		ph.Title = method.Text{}
		if title := c.Flag("title"); title != "" {
			ph.Title[c.Room.Board().Lang] = title
		}
	}
	if c.Has("keep") {
		if !ph.Uses(method.SettingKeep) {
			return c.Wrong("line.wrong.novote")
		}
		keep, err := c.Choice(c.Flag("keep"), method.KeepBallots, method.KeepSums)
		if err != nil {
			return err
		}
		ph.Keep = keep
	}
	return nil
}

func (c *call) agendaAdd() error {
	var names []string
	for _, a := range method.Activities() {
		names = append(names, string(a))
	}
	activity, err := c.Choice(c.Arg(0), names...)
	if err != nil {
		return err
	}
	ph := c.Room.Board().NewPhase(method.Activity(activity))
	if err := c.adjust(&ph); err != nil {
		return err
	}
	phases := c.phases()
	after := len(phases)
	if c.Has("after") {
		if after = c.Number("after"); after > len(phases) {
			return model.ErrNoSuchPhase
		}
	}
	return c.done(model.ChangeAgenda{Phases: slices.Insert(phases, after, ph)})
}

func (c *call) agendaSet() error {
	i, err := c.phaseIndex(c.Arg(0))
	if err != nil {
		return err
	}
	phases := c.phases()
	if err := c.adjust(&phases[i]); err != nil {
		return err
	}
	return c.done(model.ChangeAgenda{Phases: phases})
}

func (c *call) agendaMove() error {
	from, err := c.phaseIndex(c.Arg(0))
	if err != nil {
		return err
	}
	to, err := c.phaseIndex(c.Arg(1))
	if err != nil {
		return err
	}
	phases := c.phases()
	ph := phases[from]
	phases = slices.Insert(slices.Delete(phases, from, from+1), to, ph)
	return c.done(model.ChangeAgenda{Phases: phases})
}

func (c *call) agendaRemove() error {
	i, err := c.phaseIndex(c.Arg(0))
	if err != nil {
		return err
	}
	return c.done(model.ChangeAgenda{Phases: slices.Delete(c.phases(), i, i+1)})
}

func (c *call) roundOpen() error {
	cmd := model.OpenRound{Open: c.Has("open"), Unencrypted: c.Has("unencrypted"), Keep: model.Keep(c.Flags["keep"])}
	var err error
	if cmd.Candidates, err = c.candidates(); err != nil {
		return err
	}
	cmd.Dots = c.Number("dots")
	cmd.MaxPer = c.Number("max")
	cmd.Choose = c.Number("choose")
	if r := c.Room.Board().LastResult(); c.Has("runoff") {
		if r == nil {
			return model.ErrNoResult
		}
		cmd.Runoff = r.ID
	}
	few := !cmd.Open && c.tooFew()
	if err := c.moving(c.done, func(p model.Place) model.Command { cmd.From = p; return cmd }); err != nil {
		return err
	}
	if few {
		c.warn("votes.toofew.before")
	}
	if r := c.Room.Board().LastRound(); r != nil {
		c.warnAlike(r)
		said := "line.round.opened"
		if r.MaxPer >= r.Dots {
			said = "line.round.unbound"
		}
		c.say(said, "N", int(r.ID), "Candidates", len(r.Candidates), "Dots", c.words.N("unit.dots", r.Dots), "Max", r.MaxPer)
		c.line(c.words.N("votes.goon", r.Proposed()))
		c.line(report.Told(c.words, r))
	}
	return nil
}

// candidates is what is named to vote on, by numbers and ranges; or where nothing is,
// what the newest vote of this phase sent on. It is none where the workshop's rules say
// what is voted on: at first, and where questions went on, which are then the chosen ones.
func (c *call) candidates() ([]model.ItemID, error) {
	b := c.Room.Board()
	if len(c.Args) == 0 {
		r, ph, on := b.LastRound(), b.Phase(), b.GoingOn()
		questions := slices.ContainsFunc(on, func(id model.ItemID) bool { return b.Question(id) != nil })
		if c.Has("runoff") || r == nil || ph == nil || r.Decision == nil || r.Phase != ph.ID || questions || len(on) < 2 {
			return nil, nil
		}
		return on, nil
	}
	spans, err := c.Spans(c.Args)
	if err != nil {
		return nil, err
	}
	var ids []model.ItemID
	for _, span := range spans {
		if span.From == span.To {
			ids = append(ids, span.From)
			continue
		}
		within := slices.DeleteFunc(b.Lying(span.From, span.To), func(id model.ItemID) bool { return b.Commitment(id) != nil })
		if len(within) == 0 {
			within = []model.ItemID{span.From} // which the refusal names
		}
		ids = append(ids, within...)
	}
	return ids, nil
}

// tooFew reports whether a vote that is opened now would be secret and show no
// result, since so few could cast a ballot.
func (c *call) tooFew() bool {
	b, here := c.Room.Board(), c.Room.Presence()
	return here != nil && b.OpenRound() == nil && b.VotesSecretly() && b.TooFewToShow(here.Voters)
}

// warn says something besides the answer.
func (c *call) warn(id string, kv ...any) { _, _ = fmt.Fprintln(c.errw, c.words.T(id, kv...)) }

// guesser is the server's, or one for this line alone.
func (c *call) guesser() *likeness.Guesser {
	if c.Guesser == nil {
		return &likeness.Guesser{}
	}
	return c.Guesser
}

// mostAlike is how many pairs of candidates that are alike are named.
const mostAlike = 5

// warnAlike names candidates that may say the same. Lines never ask.
func (c *call) warnAlike(r *model.Round) {
	ids := make([]model.ItemID, len(r.Candidates))
	for n, candidate := range r.Candidates {
		ids[n] = candidate.ID
	}
	pairs := c.guesser().Pairs(c.Room.Board(), ids)
	for _, p := range pairs[:min(len(pairs), mostAlike)] {
		c.warn("line.round.alike", "A", int(p[0]), "B", int(p[1]))
	}
}

func (c *call) roundClose() error {
	if err := c.moving(c.done, func(p model.Place) model.Command { return model.CloseRound{From: p} }); err != nil {
		return err
	}
	round := c.Room.Board().LastRound()
	if why := round.Withheld(); why != model.Shown { // it is closed all the same
		c.say(report.WithheldWords[why])
		return nil
	}
	return c.request().Result(round)
}
