package ideas

import (
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/stage"
)

// take remembers where a card lay when it was picked up.
func (c *cluster) take(id model.ItemID) {
	if c.lay == nil {
		c.lay = map[model.ItemID]model.ItemID{}
	}
	c.lay[id] = 0
	if i := c.Board().Idea(id); i != nil {
		if cl := c.Board().ClusterOf(i); cl != nil {
			c.lay[id] = cl.ID
		}
	}
}

func (c *cluster) toggle(id model.ItemID) {
	if at := slices.Index(c.picked, id); at >= 0 {
		c.picked = slices.Delete(c.picked, at, at+1)
		return
	}
	c.picked = append(c.picked, id)
	c.take(id)
}

func (c *cluster) pickHere() tea.Cmd {
	id := c.table.card()
	if id == 0 {
		if len(c.picked) > 0 {
			return c.drop()
		}
		return stage.Complain(c.Words.T("participant.why.nocard"))
	}
	c.toggle(id)
	return c.suggest()
}

func (c *cluster) drop() tea.Cmd { return c.dropIn(c.table.column) }

// dropIn puts what is picked up in a column.
func (c *cluster) dropIn(column int) tea.Cmd { return c.dropInto(c.table.columns[column].id()) }

// dropInto is dropIn for a cluster; 0 is the free ideas.
func (c *cluster) dropInto(into model.ItemID) tea.Cmd {
	for _, id := range c.picked {
		c.Do(model.MoveIdea{ID: id, Cluster: into})
	}
	if len(c.picked) > 0 {
		c.table.choose(c.picked[len(c.picked)-1])
	}
	c.picked, c.suggestion.held = nil, nil
	return nil
}

// letGo leaves the card in the hand where it lies, after a key that did not put it down:
// whoever presses without looking would take it along with the next. A handful stays.
func (c *cluster) letGo() {
	if len(c.picked) == 1 {
		c.picked = nil
	}
}

// hold keeps in the hand what is still on the board and where it was picked up, and says
// what others have done with the rest: what one of them has put somewhere lies there.
func (c *cluster) hold() tea.Cmd {
	var said tea.Cmd
	b, moved, gone := c.Board(), []model.ItemID(nil), 0
	for _, id := range c.held() {
		if !c.onBoard(id) {
			gone++
			continue
		}
		i := b.Idea(id)
		before, known := c.lay[id]
		c.take(id)
		if known && before != c.lay[id] && i.Changed.By != c.Me.Person {
			moved = append(moved, id)
		}
	}
	if len(moved) > 0 {
		c.picked = slices.DeleteFunc(c.picked, func(id model.ItemID) bool { return slices.Contains(moved, id) })
		if c.drag.set {
			c.drag = drag{}
		}
		column, _ := c.table.find(moved[0])
		said = stage.Toast(c.Words.N("participant.cluster.moved", len(moved), "Title", c.table.columns[max(0, column)].title(c.DrawContext())))
	}
	if gone > 0 {
		c.picked = slices.DeleteFunc(c.picked, func(id model.ItemID) bool { return !c.onBoard(id) })
		said = tea.Batch(said, stage.Complain(c.Words.N("participant.cluster.gone", gone)))
	}
	return said
}

// askColumn asks by number for the column where what is picked up is put down, or
// which one goes to.
func (c *cluster) askColumn() tea.Cmd {
	title := c.Words.T("participant.cluster.goto")
	if len(c.picked) > 0 {
		title = c.Words.N("participant.cluster.into", len(c.picked))
	}
	var choices []stage.Choice
	for _, col := range c.table.columns {
		id := col.id()
		choices = append(choices, stage.Choice{
			Label: strconv.Itoa(col.number) + " " + col.title(c.DrawContext()), Detail: c.Words.N("unit.ideas", len(col.ideas)),
			Do: func() tea.Cmd { return c.toColumn(id) },
		})
	}
	return c.Ask(stage.NewMenu(c.Env, title, choices).StartAt(c.table.column))
}

// toColumn puts what is picked up in a cluster, or goes to it; 0 is the free ideas.
func (c *cluster) toColumn(id model.ItemID) tea.Cmd {
	c.table.refresh()
	at := slices.IndexFunc(c.table.columns, func(col *cardColumn) bool { return col.id() == id })
	switch {
	case at < 0:
		return stage.Complain(c.Words.T("participant.why.columngone"))
	case len(c.picked) > 0:
		return c.dropInto(id)
	}
	c.table.goTo(at)
	return nil
}
