package ballot

import (
	"errors"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// polled is what a turnout was counted of.
type polled struct {
	workshop stage.WorkshopEpoch
	rev      uint64
	here     int
}

// turnout is how many have voted, and how many can, counted once for all
// terminals.
func (v *vote) turnout(round *model.Round) (cast, of int) {
	b, here := v.Board(), v.Room.Presence().Voters
	n := frame.Hold(v.Cache(), polled{v.WorkshopEpoch(), max(b.Revs.Rounds, b.Revs.People), here}, func() ([2]int, int64) {
		return [2]int{round.Cast(), b.Electors(round, here)}, 0
	})
	return n[0], n[1]
}

// barred is why this person has no ballot in the round, an id of the catalogue;
// empty if they have one.
func (v *vote) barred() string {
	if v.Me.Role == model.Observer {
		return "participant.why.observer"
	}
	err := v.Board().MayVote(v.Board().Round(v.round), v.Me.Person)
	if err == nil {
		return ""
	}
	var why *model.Error
	if errors.As(err, &why) {
		return "error." + why.Code
	}
	return ""
}

// footProps is what the foot of a round says.
type footProps struct {
	round    *model.Round
	barred   string // why one has no ballot, an id of the catalogue; empty if one has
	left     int    // dots
	cast, of int    // ballots
}

// height is how high the foot is: what one has left, and what is kept or why one
// has no ballot. Where there is little room, what a vote keeps is told until one
// has laid a dot.
func (p footProps) height(dc stage.DrawContext, r frame.Rect) int {
	if p.barred != "" {
		return 1 + min(1, r.H/14)
	}
	if r.H >= 14 && r.W >= 60 {
		return 2
	}
	if p.left < p.round.Dots {
		return 1
	}
	most := 3
	if p.round.Unencrypted { // which is told besides
		most = 6
	}
	return 1 + min(most, len(frame.WrapLines(told(dc, p.round, r.W-4), r.W-4)))
}

// told is when the result is shown, and what is kept, and where three rows of a width
// have room for it how many are proposed to go on.
func told(dc stage.DrawContext, round *model.Round, w int) string {
	said := dc.Words.T("participant.vote.open")
	if round.Secret {
		said = dc.Words.T("participant.vote.secret")
	}
	said += ". " + report.Told(dc.Words, round)
	if more := said + " " + dc.Words.N("votes.goon", round.Proposed()); len(frame.WrapLines(more, w)) <= 3 {
		return more
	}
	return said
}

// Draw draws what one has left, who has voted, and what is kept.
func (p footProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	voted := report.TurnoutOf(dc.Words, p.round, p.cast, p.of)
	if p.barred != "" {
		c.TextIn(2, 0, c.W()-4, dc.Theme.Strong, dc.Words.T(p.barred))
		c.TextIn(2, 1, c.W()-4, dc.Theme.Muted, voted)
		return
	}
	text := dc.Words.T("participant.vote.alllaid")
	if p.left > 0 {
		text = dc.Words.N("participant.vote.left", p.left)
	}
	x := c.Text(2, 0, dc.Theme.Strong, text)
	if x+frame.Width(voted)+7 > c.W() {
		voted = dc.Words.T("participant.vote.cast", "N", p.cast, "Of", max(p.cast, p.of))
	}
	x = c.Text(x, 0, dc.Theme.Muted, "  ·  "+voted)
	said := dc.Words.T("participant.vote.open")
	if p.round.Secret {
		said = dc.Words.T("participant.vote.secret")
	}
	kept, style := report.Told(dc.Words, p.round), dc.Theme.Muted
	if goOn := dc.Words.N("votes.goon", p.round.Proposed()); frame.Width(kept+goOn)+5 <= c.W() {
		kept += " " + goOn
	}
	if p.round.Keep == model.KeepBoth {
		style = dc.Theme.Warn
	}
	if c.H() > 1 && c.W() < 60 || c.H() > 2 {
		c.Wrap(frame.Rect{X: 2, Y: 1, W: c.W() - 4, H: c.H() - 1}, style, told(dc, p.round, c.W()-4))
		return
	}
	if c.H() > 1 {
		c.TextIn(2, 1, c.W()-4, style, kept)
	} else if p.round.Keep == model.KeepBoth { // nobody votes without having been told
		c.TextIn(x+2, 0, c.W()-x-4, style, kept)
		return
	}
	if x+frame.Width(said)+4 < c.W() {
		c.TextRight(c.W()-2, 0, dc.Theme.Muted, said)
	}
}
