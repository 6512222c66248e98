package ideas

import (
	"errors"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/likeness"
	"verkstad/ui/stage"
)

// write types, and has what is written looked at in the next pause.
func (g *gather) write(msg tea.Msg) tea.Cmd {
	before := g.text.Input.Value()
	cmd := g.text.Update(msg)
	now := g.text.Input.Value()
	if now == before || g.editing != 0 {
		return cmd
	}
	if strings.TrimSpace(now) == "" {
		g.twin = 0
	}
	return tea.Batch(cmd, g.pauses.Typed())
}

// twinMsg is what came of looking for an idea that says the same.
type twinMsg struct {
	of  *gather
	n   int // the change of the text that it was looked for at
	id  model.ItemID
	err error
}

// askTwin looks for an idea that says what is being written, in a command: no
// key waits for it.
func (g *gather) askTwin() tea.Cmd {
	b, me, n, text := g.Board(), g.Me, g.pauses.N, g.text.Value()
	where := likeness.Where{Workshop: g.WorkshopEpoch(), Phase: g.phase, Session: g.InSession()}
	if g.editing != 0 || !strings.Contains(text, " ") || strings.Contains(text, "\n") {
		g.twin = 0
		return nil
	}
	guesser := stage.ServerState[likeness.Guesser](g.Shared)
	return func() tea.Msg {
		id, err := guesser.Twin(b, me, where, text)
		return twinMsg{g, n, id, err}
	}
}

func (g *gather) onTwin(msg twinMsg) tea.Cmd {
	switch {
	case msg.of != g || msg.n != g.pauses.N:
		return nil
	case errors.Is(msg.err, likeness.Busy{}):
		return g.pauses.Wait()
	}
	g.twin = msg.id
	return nil
}

// likens is the idea that says what is being written, as long as it can be seen
// and added to; nil for none.
func (g *gather) likens() *model.Idea {
	i := g.Board().Idea(g.twin)
	if i == nil || g.editing != 0 || g.listing || !i.Live() || !g.Board().CanSee(g.Me, i) || g.text.Value() == "" {
		return nil
	}
	return i
}

// addTo makes what is written part of the idea that says the same.
func (g *gather) addTo() tea.Cmd {
	into, written := g.likens().ID, g.text.Take()
	g.twin = 0
	return g.Do(model.AddIdea{Text: written, Into: into, Category: g.category, Phase: g.phase})
}

// twinProps is the idea that says what is being written.
type twinProps struct{ idea *model.Idea }

// Draw says which idea it is, and what can be done about it. It names nobody.
func (p twinProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	word := "participant.gather.alike.full"
	if c.W() < 72 {
		word = "participant.gather.alike.short"
	}
	text := strings.Join(strings.Fields(p.idea.Text), " ")
	room := c.W() - 4 - frame.Width(dc.Words.T(word, "N", p.idea.ID, "Text", ""))
	c.TextIn(2, 0, c.W()-4, dc.Theme.Muted, dc.Words.T(word, "N", p.idea.ID, "Text", frame.Truncate(text, max(4, room))))
}
