package lines

import (
	"verkstad/model/report"
	"verkstad/model/text"
	"verkstad/ui/stage"
)

// mostDecided is how much of what was decided somebody who comes late is told.
const mostDecided = 7

// catchUp tells somebody who comes late what the others know: where the group is, what was
// decided so far, and what to do now.
func (c *call) catchUp() {
	b, w := c.Room.Board(), c.words
	ph := b.Phase()
	c.say("report.sofar.where", "N", b.Current()+1, "Total", len(b.Phases()), "Phase", c.phaseTitle(ph))
	if lies := report.OnBoard(w, b); lies != "" {
		c.say("report.sofar.board", "Items", lies)
	}
	head, rows := report.SoFar(w, b)
	if len(rows) == 0 {
		c.say("report.sofar.nothing")
	} else {
		c.line(w.T(head) + ":")
	}
	for _, r := range rows[:min(len(rows), mostDecided)] {
		said := "  " + text.OneLine(r.Title)
		if r.Right != "" {
			said += ", " + r.Right
		}
		c.line(said)
	}
	if more := len(rows) - mostDecided; more > 0 {
		c.line("  " + w.T("participant.talk.more", "N", more))
	}
	c.line(w.T("report.sofar.now") + ":")
	if round := b.OpenRound(); round != nil {
		c.line("  " + w.T("report.sofar.vote", "Dots", w.N("unit.dots", round.Dots)))
	}
	for _, said := range []string{stage.Local(w.Lang(), ph.Prompt), stage.Local(w.Lang(), ph.Instruction)} {
		if said = text.OneLine(said); said != "" {
			c.line("  " + said)
		}
	}
}
