package ideas

import (
	"sort"
	"time"

	"charm.land/lipgloss/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// recent is how long a card that was changed stays marked. The mark lies in
// the common picture: it comes and goes for all at once, and only who made the
// change lays what was there before over it.
const recent = 6 * time.Second

// letterRests is how long the letter of a card that was moved out of sight is given to no
// other: longer than people mostly take from reading a card to pressing its letter.
const letterRests = 12 * time.Second

// cardChange is the latest change of a card.
type cardChange struct {
	rev uint64
	at  time.Time
}

// changesOf is the latest change of each card, by revision, of those that have left the
// board as well. What was done before the group came to the phase is not among them.
func changesOf(b *model.Board) []cardChange {
	var all []cardChange
	for _, i := range b.AllIdeas().All() {
		if i.Rev > b.Revs.Phase {
			all = append(all, cardChange{i.Rev, i.Changed.At})
		}
	}
	sort.Slice(all, func(i, j int) bool { return all[i].rev < all[j].rev })
	return all
}

// changedWithin is the revision of the first change that is not older; 0 if all are. It
// moves only when one has grown older, so that everybody who has the same board and is in the
// same second has the same.
func changedWithin(d time.Duration, changes []cardChange, second time.Time) uint64 {
	n := len(changes)
	at := sort.Search(n, func(i int) bool { return !second.After(changes[i].at.Add(d)) })
	if at == n {
		return 0
	}
	return changes[at].rev
}

// secondOf is when the second began that the phase's clock shows. Where the
// clock stands, it is the second of the day.
func secondOf(b *model.Board, now time.Time) time.Time {
	ph := b.Phase()
	if ph == nil || !ph.Running() {
		return now.Truncate(time.Second)
	}
	part := -ph.Remaining(now) % time.Second
	if part < 0 {
		part += time.Second
	}
	return now.Add(-part)
}

const freshMark = "•"

// freshX is the column of a card where that mark stands.
func freshX(boxed bool) int {
	if boxed {
		return 4
	}
	return 1
}

// drawFresh marks the card that begins in row y.
func drawFresh(c *frame.Canvas, dc stage.DrawContext, y int, boxed bool) {
	c.Text(freshX(boxed), y, dc.Accent.With(frame.Bold), freshMark)
}

// unmarkedProps is a card's first row as it is without the mark, where that stands.
type unmarkedProps struct{ boxed bool }

// Draw draws the border of a boxed card, or nothing.
func (p unmarkedProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	if p.boxed {
		c.Text(0, 0, dc.Theme.CardBorder, lipgloss.RoundedBorder().Top)
	}
}
