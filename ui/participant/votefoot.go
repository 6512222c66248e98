package participant

import (
	"errors"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
)

// polled is what a turnout was counted of.
type polled struct {
	workshop string
	rev      uint64
	here     int
}

// turnout is how many have voted, and how many can, counted once for all
// terminals.
func (v *vote) turnout(round *model.Round) (cast, of int) {
	b, here := v.Board(), v.Room.Presence().Voters
	n := frame.Hold(v.Cache(), polled{b.Edition(), max(b.Revs.Rounds, b.Revs.People), here}, func() ([2]int, int64) {
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
	var why *model.Error
	if errors.As(v.Board().MayVote(v.Board().Round(v.round), v.Me.Person), &why) {
		return "error." + why.Code
	}
	return ""
}

// footRows is how high the foot is: what one has left, and what is kept or why
// one has no ballot. Where there is little room, what a vote keeps is told until
// one has laid a dot.
func (v *vote) footRows(r frame.Rect, round *model.Round) int {
	if v.barred() != "" {
		return 1 + min(1, r.H/14)
	}
	if r.H >= 14 && r.W >= 60 {
		return 2
	}
	if v.left(round) < round.Dots {
		return 1
	}
	return 1 + min(3, len(frame.WrapLines(told(v.look(), round, r.W-4), r.W-4)))
}

// told is when the result is shown, and what is kept, and where three rows of a width
// have room for it how many are proposed to go on.
func told(l look, round *model.Round, w int) string {
	said := l.words.T("participant.vote.open")
	if round.Secret {
		said = l.words.T("participant.vote.secret")
	}
	said += ". " + report.Told(l.words, round)
	if more := said + " " + l.words.N("votes.goon", round.Proposed()); len(frame.WrapLines(more, w)) <= 3 {
		return more
	}
	return said
}

func (v *vote) footPane(r frame.Rect, round *model.Round) frame.Pane {
	l, left, barred := v.look(), v.left(round), v.barred()
	cast, of := v.turnout(round)
	all := told(l, round, r.W-4)
	return frame.Pane{Rect: r, Key: v.key("vote.foot", uint64(round.ID), [4]any{left, cast, of, barred}), Draw: func(c *frame.Canvas) {
		voted := report.TurnoutOf(l.words, round, cast, of)
		if barred != "" {
			c.TextIn(2, 0, c.W()-4, l.theme.Strong, l.words.T(barred))
			c.TextIn(2, 1, c.W()-4, l.theme.Muted, voted)
			return
		}
		text := l.words.T("participant.vote.alllaid")
		if left > 0 {
			text = l.words.N("participant.vote.left", left)
		}
		x := c.Text(2, 0, l.theme.Strong, text)
		if x+frame.Width(voted)+7 > c.W() {
			voted = l.words.T("participant.vote.cast", "N", cast, "Of", max(cast, of))
		}
		x = c.Text(x, 0, l.theme.Muted, "  ·  "+voted)
		said := l.words.T("participant.vote.open")
		if round.Secret {
			said = l.words.T("participant.vote.secret")
		}
		told, style := report.Told(l.words, round), l.theme.Muted
		if goOn := l.words.N("votes.goon", round.Proposed()); frame.Width(told+goOn)+5 <= c.W() {
			told += " " + goOn
		}
		if round.Keep == model.KeepBoth {
			style = l.theme.Warn
		}
		if c.H() > 1 && c.W() < 60 || c.H() > 2 {
			c.Wrap(frame.Rect{X: 2, Y: 1, W: c.W() - 4, H: c.H() - 1}, style, all)
			return
		}
		if c.H() > 1 {
			c.TextIn(2, 1, c.W()-4, style, told)
		} else if round.Keep == model.KeepBoth { // nobody votes without having been told
			said = told
			c.TextIn(x+2, 0, c.W()-x-4, style, said)
			return
		}
		if x+frame.Width(said)+4 < c.W() {
			c.TextRight(c.W()-2, 0, l.theme.Muted, said)
		}
	}}
}
