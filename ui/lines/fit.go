package lines

import (
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/ui/command"
	"verkstad/ui/handler"
	"verkstad/ui/stage"
)

// agendaFit gives the phases to come other minutes, so that the workshop ends when it
// should: number, minutes before and after, title; then when it ends.
func (c *call) agendaFit() error {
	b := c.Room.Board()
	due := b.Due()
	if c.Has("end") {
		end, err := stage.ParseStart(c.Flag("end"), c.Now())
		if err != nil || end.IsZero() {
			return c.Wrong(stage.StartFault(err, "line.wrong.start"), "Text", command.Clip(c.Flag("end")))
		}
		due = end
	}
	drop, err := c.droppedPhases()
	if err != nil {
		return err
	}
	from := b.Place()
	f, ok := b.Fit(c.Now(), due, drop...)
	switch {
	case !ok:
		c.say("line.fit.nothing")
		return nil
	case f.Short > 0 && !c.Has("least"):
		if len(f.Suggest) == 0 {
			return handler.Refuse("line.fit.never", "End", c.clock(f.End), "Due", c.clock(due))
		}
		return handler.Refuse("line.fit.short", "End", c.clock(f.End), "Due", c.clock(due), "Drop", c.phaseNumbers(f.Suggest))
	case !c.Has("dry-run"):
		if err := c.done(f.Command(from)); err != nil {
			return err
		}
	}
	for _, r := range f.Changes {
		c.line(phaseNumber(b, r.Phase), r.Was, r.Now, c.phaseTitle(b.PhaseByID(r.Phase)))
	}
	for _, id := range drop {
		c.line(phaseNumber(b, id), b.PhaseByID(id).Minutes, "-", c.phaseTitle(b.PhaseByID(id)))
	}
	c.say("line.fit.ends", "End", c.clock(f.End))
	return nil
}

// droppedPhases is the phases that --drop names, parted by commas.
func (c *call) droppedPhases() (ids []model.PhaseID, err error) {
	for name := range strings.SplitSeq(c.Flag("drop"), ",") {
		if name = strings.TrimSpace(name); name == "" {
			continue
		}
		i, err := c.phaseIndex(name)
		if err != nil {
			return nil, err
		}
		ids = append(ids, c.Room.Board().Phases()[i].ID)
	}
	return ids, nil
}

// phaseNumber is a phase's number in the agenda, from 1.
func phaseNumber(b *model.Board, id model.PhaseID) int {
	for i, ph := range b.Phases() {
		if ph.ID == id {
			return i + 1
		}
	}
	return 0
}

// phaseNumbers is phases as --drop takes them.
func (c *call) phaseNumbers(ids []model.PhaseID) string {
	var all []string
	for _, id := range ids {
		all = append(all, strconv.Itoa(phaseNumber(c.Room.Board(), id)))
	}
	return strings.Join(all, ",")
}

func (c *call) clock(at time.Time) string {
	return c.words.Time(at.Round(time.Minute).In(c.Now().Location()))
}
