package participant

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// gather is when everybody writes ideas. The text has the keys until somebody
// goes to the list.
type gather struct {
	*desk
	phase    model.PhaseID
	text     *composer
	list     *pager
	listing  bool         // the list has the keys
	editing  model.ItemID // the idea whose text is being changed; 0 is a new one
	was      string       // what that said when the editing began
	category int          // of the next idea, from 1; 0 is none
	pauses   pauses
	twin     model.ItemID // the idea that says what is being written; 0 is none
	chips    frame.Rect
	mine     *ownIdeas // what the person wrote, as it was listed last
}

func newGather(d *desk) part {
	ph := d.Board().Phase()
	g := &gather{desk: d, phase: ph.ID, text: newComposer(d, ideaSlot(ph.ID), text.MaxIdeaRunes), list: newPager(d)}
	g.pauses = newPauses(d)
	g.text.takes("unit.ideas", text.MaxIdeaRunes, g.add)
	g.text.sends(d.Words.T("participant.unsent.idea"), g.send, func() bool { return d.goesOn(g.phase) })
	return g
}

// ideaSlot is where the idea is kept that somebody is writing in a phase.
func ideaSlot(id model.PhaseID) string { return "gather." + strconv.Itoa(int(id)) }

// editSlot is where the text is kept that an idea is being given.
func editSlot(id model.ItemID) string { return "gather.edit." + strconv.Itoa(int(id)) }

// gatherKeys is what the actions follow from.
type gatherKeys struct {
	looksOn, locked  bool
	listing, editing bool
	twin             bool         // an idea says what is being written
	newest           model.ItemID // that the person wrote, where ideas are linked to goals; 0 is none
	goals            bool         // ideas are linked to goals
	categories       int
	notMine          string // why nothing can be done with the chosen idea
	list             listKeys
}

func (g *gather) Keys(last keyProps) keyProps {
	k := gatherKeys{
		looksOn: g.Me.Role == model.Observer, locked: g.Board().Locked(g.Now()), listing: g.listing, editing: g.editing != 0,
		twin: g.likens() != nil, goals: g.links(), list: g.list.keys(),
	}
	if ph := g.gathering(); ph != nil {
		k.categories = len(ph.Categories)
	}
	if k.goals {
		k.newest = g.newest()
	}
	if g.listing {
		switch i := g.Board().Idea(g.list.item()); {
		case i == nil:
			k.notMine = "participant.why.noidea"
		case i.By != g.Me.Person:
			k.notMine = "participant.why.notyours"
		}
	}
	return sameKeys(last, k)
}

// Actions are to write, or to do something on the list.
func (k gatherKeys) Actions() []action {
	if k.listing {
		return append(k.list.actions(listOf(func(g *gather) *pager { return g.list })), k.listActions()...)
	}
	send := action{keys: []string{"enter"}, word: "key.send", short: true, do: on((*gather).send)}
	if k.looksOn {
		send.off = "participant.why.observer"
	} else if k.locked {
		send.off = "error.phase-over"
	}
	actions := []action{send}
	if k.editing {
		actions[0].word = "key.save"
		actions = append(actions, action{keys: []string{"esc"}, word: "key.cancel", short: true, do: on((*gather).stopEditing)})
	}
	toList := []string{"tab", "esc", "down"}
	if k.twin {
		actions = append(actions, action{keys: []string{"tab"}, word: "participant.key.addto", short: true, do: on((*gather).addTo)})
		toList = toList[1:]
	}
	actions = append(actions,
		action{keys: toList, word: "participant.key.list", short: true, do: on((*gather).toList)})
	if k.newest != 0 {
		actions = append(actions, action{keys: []string{"f8"}, word: "participant.key.goals", short: true, do: onDesk(func(d *desk) tea.Cmd { return d.askGoals(k.newest) })})
	}
	if k.categories > 0 {
		actions = append(actions, action{keys: []string{"shift+tab", "alt+c"}, word: "participant.key.category", short: true, do: on(func(g *gather) tea.Cmd {
			g.category = (g.category + 1) % (k.categories + 1)
			return nil
		})})
	}
	return actions
}

func (k gatherKeys) listActions() []action {
	moved := onMoved(func(g *gather) *stage.Moved { return g.list.moved() })
	return []action{
		{keys: []string{"tab", "esc", "enter"}, word: "key.write", short: true, do: on((*gather).toText)},
		{moved: moved, keys: []string{"e"}, word: "key.edit", off: k.notMine, short: true, do: on((*gather).edit)},
		{moved: moved, keys: []string{"t"}, word: "participant.key.goals", off: k.notMine, short: k.goals, do: on(func(g *gather) tea.Cmd { return g.askGoals(g.list.item()) })},
		{moved: moved, keys: []string{"x", "delete", "backspace"}, word: "key.delete", off: k.notMine, short: true, do: on(func(g *gather) tea.Cmd {
			return g.Do(model.RemoveIdea{ID: g.list.item()})
		})},
	}
}

func (g *gather) toList() tea.Cmd { g.listing = true; g.list.follow(); return nil }
func (g *gather) toText() tea.Cmd { g.listing = false; return nil }

func (g *gather) edit() tea.Cmd {
	i := g.Board().Idea(g.list.item())
	g.editing, g.was, g.listing = i.ID, i.Text, false
	g.twin = 0
	if g.text.from(editSlot(i.ID)); g.text.value() == "" {
		g.text.set(i.Text)
	}
	return nil
}

// stopEditing leaves the idea as it was and takes up what was being written.
func (g *gather) stopEditing() tea.Cmd {
	g.text.set("")
	g.editing = 0
	g.text.from(ideaSlot(g.phase))
	return nil
}

// send lays the idea on the board and leaves the text empty for the next.
func (g *gather) send() tea.Cmd {
	written := g.text.value()
	if written == "" {
		return stage.Complain(g.Words.T("error.empty"))
	}
	if g.editing == 0 && g.text.sendLines() {
		return nil
	}
	if id, was := g.editing, g.was; id != 0 {
		g.stopEditing()
		return g.Do(model.EditIdea{ID: id, Text: written, Was: was})
	}
	g.text.set("")
	g.twin = 0
	return g.add(written)
}

func (g *gather) add(text string) tea.Cmd {
	return g.Do(model.AddIdea{Text: text, Category: g.category, Phase: g.phase})
}

func (g *gather) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		return g.done(msg)
	case pausedMsg:
		return g.pauses.rests(msg, g.askTwin)
	case twinMsg:
		return g.onTwin(msg)
	case tea.MouseWheelMsg:
		g.list.wheel(msg)
	case tea.MouseClickMsg:
		return g.click(msg)
	case tea.KeyPressMsg:
		if g.listing {
			return nil
		}
		if i, ok := ctrlDigit(msg.String()); ok && i <= len(g.chipsProps().names(g.DrawContext())) {
			g.category = i
			return nil
		}
		return g.write(msg)
	case tea.PasteMsg:
		g.listing = false
		return g.write(msg)
	}
	return nil
}

// ctrlDigit reads "ctrl+3" or "alt+3".
func ctrlDigit(key string) (int, bool) {
	for _, prefix := range []string{"ctrl+", "alt+"} {
		if rest, ok := strings.CutPrefix(key, prefix); ok && len(rest) == 1 && rest[0] >= '0' && rest[0] <= '9' {
			return int(rest[0] - '0'), true
		}
	}
	return 0, false
}

// done gives back what could not be sent, and chooses what was.
func (g *gather) done(msg stage.DoneMsg) tea.Cmd {
	switch c := msg.Command.(type) {
	case model.AddIdea:
		if msg.Err != nil && !c.Parked {
			g.text.giveBack(c.Text)
		} else if c.Into != 0 {
			g.list.mark(c.Into)
			return stage.Toast(g.Words.T("participant.gather.added"))
		} else if !c.Parked {
			g.list.mark(msg.Outcome.Item)
		}
	case model.EditIdea:
		if i := g.Board().Idea(c.ID); msg.Err != nil && i != nil && i.Live() {
			g.editing, g.was, g.listing = c.ID, i.Text, false
			g.text.from(editSlot(c.ID))
		}
		if msg.Err != nil {
			g.text.giveBack(c.Text)
		}
	}
	return nil
}

func (g *gather) click(msg tea.MouseClickMsg) tea.Cmd {
	switch {
	case g.text.rect.Contains(msg.X, msg.Y):
		g.listing = false
	case g.chips.Contains(msg.X, msg.Y):
		g.category = g.chipsProps().chipAt(g.DrawContext(), msg.X-g.chips.X)
	case g.list.shifted(msg.X, msg.Y):
		return g.SayMoved()
	case g.list.pick(msg.X, msg.Y):
		g.listing = true
	}
	return nil
}

func (g *gather) Cursor() *frame.Cursor {
	if g.listing {
		return nil
	}
	return g.text.cursor()
}

func (g *gather) Draft() *stage.Draft {
	if g.listing {
		return nil
	}
	return g.text.draft
}

func (g *gather) Typing() bool  { return !g.listing }
func (g *gather) Unsaved() bool { return g.text.value() != "" }

// Restores reports whether what was refused is an idea of this phase, or a new text
// of an idea.
func (g *gather) Restores(c model.Command) bool {
	switch c := c.(type) {
	case model.AddIdea:
		return c.Phase == g.phase
	case model.EditIdea:
		return true
	}
	return false
}
