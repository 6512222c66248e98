package facilitator

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/likeness"
	"verkstad/ui/stage"
)

// compare finds which candidates may say the same, anew only if the board has
// changed.
func (v *ballot) compare() {
	b := v.env.Board()
	if rev := max(b.Revs.Ideas, b.Revs.Questions, b.Revs.Rounds); rev != v.rev {
		v.rev, v.ids = rev, b.Votable()
		v.pairs = stage.ServerState[likeness.Guesser](v.env.Shared).Pairs(b, v.ids)
	}
}

// pair is the first two candidates that may say the same, unless one is left
// out or somebody has said that they are two.
func (v *ballot) pair() (pair [2]model.ItemID, ok bool) {
	at := slices.IndexFunc(v.pairs, func(p [2]model.ItemID) bool { return !v.apart[p] && !v.out[p[0]] && !v.out[p[1]] })
	if at < 0 {
		return pair, false
	}
	return v.pairs[at], true
}

// settlePair makes one of the two candidates that are shown, or says that they are
// two; neither if others have just put two others there.
func (v *ballot) settlePair(one bool) tea.Cmd {
	pair, ok := v.pair()
	switch {
	case !ok:
		return nil
	case !stage.Steady(v.env, &v.lately, func(p [2]model.ItemID) [2]model.ItemID { return p }):
		return v.env.SayMoved()
	case one:
		return v.mergePair(pair)
	}
	v.apart[pair] = true
	v.lately.Forget() // the next two are those that the person has asked for
	return nil
}

// mergePair makes one candidate of two. Questions are not merged: the second is
// left out.
func (v *ballot) mergePair(pair [2]model.ItemID) tea.Cmd {
	b := v.env.Board()
	switch {
	case b.Idea(pair[0]) != nil:
		return v.env.Do(model.MergeIdeas{Into: pair[0], From: []model.ItemID{pair[1]}})
	case b.Cluster(pair[0]) != nil:
		return v.env.Do(model.MergeClusters{Into: pair[0], From: []model.ItemID{pair[1]}})
	}
	v.out[pair[1]] = true
	v.lately.Forget()
	return nil
}

// pairPane shows the two side by side.
func (v *ballot) pairPane(r frame.Rect, pair [2]model.ItemID) frame.Pane {
	b := v.env.Board()
	return v.env.DrawContext().Pane(r, pairPicture{oneRow(b, pair[0]), oneRow(b, pair[1])})
}

// pairPicture asks whether two candidates say the same.
type pairPicture struct{ left, right string }

func (p pairPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	t, w, rows := dc.Theme, (c.W()-5)/2, c.H()-1
	c.TextIn(1, 0, c.W()-2, t.Warn.Without(frame.Underline), dc.Words.T("facilitator.ballot.alike"))
	c.Wrap(frame.Rect{X: 1, Y: 1, W: w, H: rows}, t.Strong, p.left)
	for y := range rows {
		c.Text(w+2, 1+y, t.Border, "│")
	}
	c.Wrap(frame.Rect{X: w + 4, Y: 1, W: w, H: rows}, t.Strong, p.right)
}
