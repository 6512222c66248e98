package ideas

import (
	"slices"

	"verkstad/model"
	"verkstad/ui/frame"
)

// laidCard is a card's place in its column, counted from the first.
type laidCard struct {
	idea  *model.Idea
	lines []string
	x, y  int
	w, h  int
}

// cardSize is what the shape of a card follows from besides its text.
type cardSize struct {
	w           int
	across      int  // how many lie side by side
	tall, boxed bool // the columns are high, and cards have boxes around them
}

type cardsKey struct {
	col  *cardColumn
	size cardSize
}

// tallFrom is the height from which a column shows more of each card.
const tallFrom = 18

// layCards breaks the texts of a column's cards into lines, and lays so many side by
// side, once for all terminals of that width.
func layCards(cache *frame.Cache, col *cardColumn, lay tableLayout, h int) []laidCard {
	size := cardSize{lay.w - columnGap, lay.across(col), h >= tallFrom, lay.boxed}
	return frame.Hold(cache, cardsKey{col, size}, func() ([]laidCard, int64) {
		y, highest := 0, 0
		cards := make([]laidCard, 0, len(col.ideas))
		for n, i := range col.ideas {
			if n%size.across == 0 {
				y, highest = y+highest, 0
			}
			card := layCard(i, size, col.filed[i.ID] != nil)
			card.x, card.y = n%size.across*lay.w, y
			highest = max(highest, card.h)
			cards = append(cards, card)
		}
		return cards, 160 * int64(len(cards))
	})
}

// layCard breaks the text of a card into lines. One that is filed has its category
// below them where there is no border to write it in.
func layCard(i *model.Idea, size cardSize, filed bool) laidCard {
	most, extra, inner := 2, 0, size.w-4
	if size.tall {
		most = 3
	}
	if size.boxed {
		most, extra = 4, 2
	}
	lines := frame.WrapLines(i.Text, inner)
	if len(lines) > most {
		lines = append(slices.Clone(lines[:most-1]), frame.Truncate(lines[most-1]+" …", inner))
	}
	card := laidCard{idea: i, lines: lines, w: size.w, h: len(lines) + extra}
	if !size.boxed && filed {
		card.h++
	}
	return card
}
