package ideas

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

// suggestion is where the cards may belong that somebody holds.
type suggestion struct {
	held    []model.ItemID // what it was asked for
	n       int            // how often something else was held
	columns []model.ItemID // clusters, the likeliest first
}

// guessMsg is what came of asking; guessAgainMsg asks once more.
type (
	suggestionMsg struct {
		of      *cluster
		n       int
		columns []model.ItemID
		err     error
	}
	suggestAgainMsg struct {
		of *cluster
		n  int
	}
)

// suggestAgainAfter is when it is asked again while somebody else's guess is made.
const suggestAgainAfter = 150 * time.Millisecond

// held is the cards that are picked up, or the one on its way with the mouse.
func (c *cluster) held() []model.ItemID {
	if c.drag.set {
		return []model.ItemID{c.drag.id}
	}
	return c.picked
}

// suggest asks where the cards may belong, if others are held than before.
func (c *cluster) suggest() tea.Cmd {
	held := c.held()
	if slices.Equal(held, c.suggestion.held) {
		return nil
	}
	c.suggestion = suggestion{held: slices.Clone(held), n: c.suggestion.n + 1}
	if len(held) == 0 || c.may() != "" {
		return nil
	}
	return c.askSuggestion()
}

// askSuggestion asks in a command: no key waits for it.
func (c *cluster) askSuggestion() tea.Cmd {
	b, held, n := c.Board(), c.suggestion.held, c.suggestion.n
	guesser := stage.ServerState[likeness.Guesser](c.Shared)
	return func() tea.Msg {
		columns, err := guesser.Columns(b, held)
		return suggestionMsg{c, n, columns, err}
	}
}

func (c *cluster) onSuggestion(msg suggestionMsg) tea.Cmd {
	switch {
	case msg.of != c || msg.n != c.suggestion.n:
		return nil
	case errors.Is(msg.err, likeness.Busy{}):
		return c.Timer.Later(suggestAgainAfter, suggestAgainMsg{c, msg.n})
	}
	c.suggestion.columns = msg.columns
	return nil
}

// suggestedColumn is a column where the cards may belong: what is marked of it, and its
// number.
type suggestedColumn struct {
	at     frame.Rect // empty if it is not seen
	number int        // 0 for no column
}

// suggestedColumns is those columns as they lie now.
func (c *cluster) suggestedColumns() (out [alike.MostColumns]suggestedColumn) {
	if len(c.held()) == 0 {
		return out
	}
	n := 0
	for at, col := range c.table.columns {
		if col.cluster == nil || n == len(out) || !slices.Contains(c.suggestion.columns, col.cluster.ID) {
			continue
		}
		out[n] = suggestedColumn{number: col.number}
		if at < len(c.table.spots) && c.table.spots[at].H > 1 {
			spot := c.table.spots[at]
			out[n].at = frame.Rect{X: spot.X, Y: spot.Y + 1, W: max(1, spot.W-1), H: 1} // its end may say that there is more
		}
		n++
	}
	return out
}

// suggestedLine is the line under the heading of a column where cards may belong.
type suggestedLine struct{}

// Draw draws it with a sign at its beginning.
func (suggestedLine) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.HLine(0, 0, c.W(), dc.Accent.With(frame.Bold), "━")
	c.Text(0, 0, dc.Accent.With(frame.Bold), "▼")
}
