package participant

import (
	"errors"
	"slices"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/alike"
	"verkstad/ui/frame"
	"verkstad/ui/likeness"
	"verkstad/ui/stage"
)

// guess is where the cards may belong that somebody holds.
type guess struct {
	held    []model.ItemID // what it was asked for
	n       int            // how often something else was held
	columns []model.ItemID // clusters, the likeliest first
}

// guessMsg is what came of asking; guessAgainMsg asks once more.
type (
	guessMsg struct {
		of      *cluster
		n       int
		columns []model.ItemID
		err     error
	}
	guessAgainMsg struct {
		of *cluster
		n  int
	}
)

// guessRetry is when it is asked again while somebody else's guess is made.
const guessRetry = 150 * time.Millisecond

// held is the cards that are picked up, or the one on its way with the mouse.
func (c *cluster) held() []model.ItemID {
	if c.drag.set {
		return []model.ItemID{c.drag.id}
	}
	return c.picked
}

// guessing asks where the cards may belong, if others are held than before.
func (c *cluster) guessing() tea.Cmd {
	held := c.held()
	if slices.Equal(held, c.guess.held) {
		return nil
	}
	c.guess = guess{held: slices.Clone(held), n: c.guess.n + 1}
	if len(held) == 0 || c.may() != "" {
		return nil
	}
	return c.askGuess()
}

// askGuess asks in a command: no key waits for it.
func (c *cluster) askGuess() tea.Cmd {
	b, held, n := c.Board(), c.guess.held, c.guess.n
	guesser := stage.ServerState[likeness.Guesser](c.Shared)
	return func() tea.Msg {
		columns, err := guesser.Columns(b, held)
		return guessMsg{c, n, columns, err}
	}
}

func (c *cluster) onGuess(msg guessMsg) tea.Cmd {
	switch {
	case msg.of != c || msg.n != c.guess.n:
		return nil
	case errors.Is(msg.err, likeness.Busy{}):
		return c.Timer.Later(guessRetry, guessAgainMsg{c, msg.n})
	}
	c.guess.columns = msg.columns
	return nil
}

// marked is a column where the cards may belong: what is marked of it, and its
// number.
type marked struct {
	at     frame.Rect // empty if it is not seen
	number int        // 0 for no column
}

// marked is those columns as they lie now.
func (c *cluster) marked() (out [alike.MostColumns]marked) {
	if len(c.held()) == 0 {
		return out
	}
	n := 0
	for at, col := range c.table.columns {
		if col.cluster == nil || n == len(out) || !slices.Contains(c.guess.columns, col.cluster.ID) {
			continue
		}
		out[n] = marked{number: col.number}
		if at < len(c.table.spots) && c.table.spots[at].H > 1 {
			spot := c.table.spots[at]
			out[n].at = frame.Rect{X: spot.X, Y: spot.Y + 1, W: max(1, spot.W-1), H: 1} // its end may say that there is more
		}
		n++
	}
	return out
}

// maybeProps is the line under the heading of a column where cards may belong.
type maybeProps struct{}

// Draw draws it with a sign at its beginning.
func (maybeProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.HLine(0, 0, c.W(), dc.Accent.With(frame.Bold), "━")
	c.Text(0, 0, dc.Accent.With(frame.Bold), "▼")
}
