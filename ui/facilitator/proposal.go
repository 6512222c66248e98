package facilitator

import (
	"slices"
	"strconv"

	"charm.land/bubbles/v2/help"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/likeness"
	"verkstad/ui/stage"
)

// proposal is a first sorting of the free cards as a preview: each heap can be
// renamed or left, each card left free, before it is taken.
type proposal struct {
	listScreen
	heaps []likeness.Proposed
	out   map[model.ItemID]bool // cards that stay free
	left  map[int]bool          // heaps that are not taken
}

// sortedMsg brings a first sorting.
type sortedMsg struct{ heaps []likeness.Proposed }

// proposeSorting makes a first sorting, in a command.
func (s *Screen) proposeSorting() tea.Cmd {
	b, guesser := s.env.Board(), stage.ServerState[likeness.Guesser](s.env.Shared)
	return func() tea.Msg { return sortedMsg{guesser.Sorting(b)} }
}

// onSorted shows it.
func (s *Screen) onSorted(msg sortedMsg) tea.Cmd {
	if len(msg.heaps) == 0 {
		return stage.Complain(s.env.Words.T("facilitator.propose.nothing"))
	}
	return s.env.Show(&proposal{listScreen: listOver(s), heaps: msg.heaps, out: map[model.ItemID]bool{}, left: map[int]bool{}})
}

// line is a row of the preview: a heap, or a card in one.
type line struct {
	heap int
	card model.ItemID // 0 for the heap itself
}

func (p *proposal) lines() []line {
	var out []line
	for h, heap := range p.heaps {
		out = append(out, line{heap: h})
		for _, id := range heap.Ideas {
			out = append(out, line{h, id})
		}
	}
	return out
}

// lineID tells lines apart by the card, or the heap, that they are of.
func lineID(lines []line) func(int) int {
	return func(i int) int {
		if lines[i].card == 0 {
			return -1 - lines[i].heap
		}
		return int(lines[i].card)
	}
}

// Update moves, leaves, renames and takes.
func (p *proposal) Update(msg tea.Msg) tea.Cmd {
	if _, ok := msg.(stage.WakeMsg); ok {
		p.forget()
		return p.home.Update(msg)
	}
	lines := p.lines()
	return p.steer(msg, rowsBy(len(lines), lineID(lines)), p.actions)
}

// actions take, leave and rename.
func (p *proposal) actions() stage.Actions {
	onLine := func(what func(line) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd { return what(p.lines()[p.list.At()]) }
	}
	return stage.Actions{
		{Word: "facilitator.propose.take", Keys: []string{"enter"}, Footer: true, Do: p.take},
		{Word: "facilitator.ballot.leaveout", Keys: []string{"space", "x"}, Moved: p.list.Moved, Footer: true, Do: onLine(p.toggle)},
		{Word: "facilitator.editor.rename", Keys: []string{"e"}, Moved: p.list.Moved, Footer: true, Do: onLine(p.rename)},
		p.back(p.cockpit),
	}
}

// forget drops cards that somebody has moved or taken away meanwhile.
func (p *proposal) forget() {
	b := p.env.Board()
	for h := range p.heaps {
		p.heaps[h].Ideas = slices.DeleteFunc(slices.Clone(p.heaps[h].Ideas), func(id model.ItemID) bool {
			i := b.Idea(id)
			return i == nil || !i.Live() || b.ClusterOf(i) != nil
		})
	}
}

func (p *proposal) toggle(l line) tea.Cmd {
	if l.card == 0 {
		p.left[l.heap] = !p.left[l.heap]
	} else {
		p.out[l.card] = !p.out[l.card]
	}
	return nil
}

// rename asks for another title of the heap that a line is of.
func (p *proposal) rename(l line) tea.Cmd {
	w, heap := p.env.Words, l.heap
	return p.env.Ask(stage.NewPrompt(p.env, w.T("facilitator.item.rename"), w.T("facilitator.cluster.hint"), p.heaps[heap].Title, model.MaxCluster,
		func(title string) tea.Cmd { p.heaps[heap].Title = title; return nil }))
}

// taken is the clusters that would be made now.
func (p *proposal) taken() []model.CreateCluster {
	var out []model.CreateCluster
	for h, heap := range p.heaps {
		c := model.CreateCluster{Title: heap.Title}
		for _, id := range heap.Ideas {
			if !p.out[id] {
				c.Ideas = append(c.Ideas, id)
			}
		}
		if !p.left[h] && len(c.Ideas) > 0 {
			out = append(out, c)
		}
	}
	return out
}

// take makes the clusters, as one action.
func (p *proposal) take() tea.Cmd {
	clusters := p.taken()
	if len(clusters) == 0 {
		return stage.Complain(p.env.Words.T("facilitator.propose.nothing"))
	}
	return p.env.DoLeaving(model.SortIdeas{Clusters: clusters}, p.env.Words.N("facilitator.propose.taken", len(clusters)), p, p.home)
}

// Panes is the preview.
func (p *proposal) Panes(r frame.Rect) []frame.Pane {
	e, b := p.env, p.env.Board()
	panes, body := p.headed(r, e.Words.T("facilitator.propose.title"), e.Words.N("unit.clusters", len(p.taken())))
	lines := p.lines()
	row := func(i int) proposalRow {
		l := lines[i]
		if l.card == 0 {
			return proposalRow{p.heaps[l.heap].Title + " · " + strconv.Itoa(len(p.heaps[l.heap].Ideas)), true, p.left[l.heap]}
		}
		return proposalRow{oneRow(b, l.card), false, p.left[l.heap] || p.out[l.card]}
	}
	return append(panes, stage.ListPane(e, &p.list, body, rowsBy(len(lines), lineID(lines)), row, ""))
}

// proposalRow is a proposed cluster, or a card in one.
type proposalRow struct {
	text    string
	heading bool // of a cluster
	left    bool // it is not taken
}

// DrawRow draws the row.
func (r proposalRow) DrawRow(dc stage.DrawContext, c *frame.Canvas) {
	x, style, mark := 3, dc.Theme.Text, "✓"
	if r.heading {
		x, style = 1, dc.Accent.With(frame.Bold)
	}
	if r.left {
		style, mark = dc.Theme.Faint, " "
	}
	c.Text(x, 0, style, mark)
	c.TextIn(x+2, 0, c.W()-x-3, style, r.text)
}

// Keys take, leave and rename.
func (p *proposal) Keys() help.KeyMap {
	lines := p.lines()
	return p.keyMap(rowsBy(len(lines), lineID(lines)), p.actions())
}
