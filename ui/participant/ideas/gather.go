package ideas

import (
	"strconv"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// gather is when everybody writes ideas. The text has the keys until somebody
// goes to the list.
type gather struct {
	*view.Terminal
	phase    model.PhaseID
	text     *view.Composer
	list     *view.List
	listing  bool         // the list has the keys
	editing  model.ItemID // the idea whose text is being changed; 0 is a new one
	was      string       // what that said when the editing began
	category int          // of the next idea, from 1; 0 is none
	pauses   view.Pauses
	twin     model.ItemID // the idea that says what is being written; 0 is none
	chips    frame.Rect
	mine     *ownIdeas // what the person wrote, as it was listed last
}

// NewGather is the view in which everybody writes ideas.
func NewGather(t *view.Terminal) view.View {
	ph := t.Board().Phase()
	g := &gather{Terminal: t, phase: ph.ID, text: view.NewComposer(t, IdeaSlot(ph.ID), text.MaxIdeaRunes), list: view.NewList(t)}
	g.pauses = view.NewPauses(t)
	g.text.Takes("unit.ideas", text.MaxIdeaRunes, g.add)
	g.text.Sends(t.Words.T("participant.unsent.idea"), g.send, func() bool { return t.GoesOn(g.phase) })
	return g
}

// IdeaSlot is where the idea is kept that somebody is writing in a phase.
func IdeaSlot(id model.PhaseID) string { return "gather." + strconv.Itoa(int(id)) }

// EditSlot is where the text is kept that an idea is being given.
func EditSlot(id model.ItemID) string { return "gather.edit." + strconv.Itoa(int(id)) }

// gatherKeys is what the actions follow from.
type gatherKeys struct {
	looksOn, locked  bool
	listing, editing bool
	twin             bool         // an idea says what is being written
	newest           model.ItemID // that the person wrote, where ideas are linked to goals; 0 is none
	goals            bool         // ideas are linked to goals
	categories       int
	notMine          string // why nothing can be done with the chosen idea
	reads, read      bool   // ideas are read out, and the chosen one has been
	list             view.ListKeys
}

func (g *gather) Keys(last view.KeyProps) view.KeyProps {
	k := gatherKeys{
		looksOn: g.Me.Role == model.Observer, locked: g.Board().Locked(g.Now()), listing: g.listing, editing: g.editing != 0,
		twin: g.likens() != nil, goals: g.LinksGoals(), list: g.list.Keys(),
	}
	if ph := g.gathering(); ph != nil {
		k.categories = len(ph.Categories)
	}
	if k.goals {
		k.newest = g.NewestIdea()
	}
	if g.listing {
		switch i := g.Board().Idea(g.list.Item()); {
		case i == nil:
			k.notMine = "participant.why.noidea"
		case i.By != g.Me.Person:
			k.notMine = "participant.why.notyours"
		default:
			k.read = i.Read != 0
		}
	}
	k.reads = g.Board().Phase().ReadsOut()
	return view.SameKeys(last, k)
}

// Actions are to write, or to do something on the list.
func (k gatherKeys) Actions(at view.Target) stage.Actions {
	if k.listing {
		return append(k.list.Actions(view.On(at, func(g *gather) *view.List { return g.list })), k.listActions(at)...)
	}
	send := stage.Action{Keys: []string{"enter"}, Word: "key.send", Footer: true, Do: view.On(at, (*gather).send)}
	if k.looksOn {
		send.Why = "participant.why.observer"
	} else if k.locked {
		send.Why = "error.phase-over"
	}
	actions := stage.Actions{send}
	if k.editing {
		actions[0].Word = "key.save"
		actions = append(actions, stage.Action{Keys: []string{"esc"}, Word: "key.cancel", Footer: true, Do: view.On(at, (*gather).stopEditing)})
	}
	toList := []string{"tab", "esc", "down"}
	if k.twin {
		actions = append(actions, stage.Action{Keys: []string{"tab"}, Word: "participant.key.addto", Footer: true, Do: view.On(at, (*gather).addTo)})
		toList = toList[1:]
	}
	actions = append(actions,
		stage.Action{Keys: toList, Word: "participant.key.list", Footer: true, Do: view.On(at, (*gather).toList)})
	if k.newest != 0 {
		actions = append(actions, stage.Action{Keys: []string{"f8", "alt+m"}, Word: "participant.key.goals", Footer: true, Do: view.OnTerminal(at, func(t *view.Terminal) tea.Cmd { return t.AskGoals(k.newest) })})
	}
	if k.categories > 0 {
		actions = append(actions, stage.Action{Keys: []string{"shift+tab", "alt+c"}, Word: "participant.key.category", Footer: true, Do: view.On(at, func(g *gather) tea.Cmd {
			g.category = (g.category + 1) % (k.categories + 1)
			return nil
		})})
	}
	return actions
}

func (k gatherKeys) listActions(at view.Target) stage.Actions {
	moved := view.On(at, func(g *gather) *stage.Moved { return g.list.Moved() })
	read := "participant.key.readout"
	if k.read {
		read = "participant.key.unread"
	}
	var actions stage.Actions
	if k.reads {
		actions = stage.Actions{{Moved: moved, Keys: []string{"space"}, Word: read, Why: k.notMine, Footer: true, Do: view.On(at, (*gather).readOut)}}
	}
	return append(actions, stage.Actions{
		{Keys: []string{"tab", "esc", "enter"}, Word: "key.write", Footer: true, Do: view.On(at, (*gather).toText)},
		{Moved: moved, Keys: []string{"e"}, Word: "key.edit", Why: k.notMine, Footer: true, Do: view.On(at, (*gather).edit)},
		{Moved: moved, Keys: []string{"t"}, Word: "participant.key.goals", Why: k.notMine, Footer: k.goals, Do: view.On(at, func(g *gather) tea.Cmd { return g.AskGoals(g.list.Item()) })},
		{Moved: moved, Keys: []string{"x", "delete", "backspace"}, Word: "key.delete", Why: k.notMine, Footer: true, Do: view.On(at, func(g *gather) tea.Cmd {
			return g.Do(model.RemoveIdea{ID: g.list.Item()})
		})},
	}...)
}

// readOut ticks the chosen idea off as read out, or takes the tick back.
func (g *gather) readOut() tea.Cmd {
	i := g.Board().Idea(g.list.Item())
	return g.Do(model.ReadOut{ID: i.ID, Read: i.Read == 0})
}

func (g *gather) toList() tea.Cmd { g.listing = true; g.list.Follow(); return nil }
func (g *gather) toText() tea.Cmd { g.listing = false; return nil }

func (g *gather) edit() tea.Cmd {
	i := g.Board().Idea(g.list.Item())
	g.editing, g.was, g.listing = i.ID, i.Text, false
	g.twin = 0
	if g.text.From(EditSlot(i.ID)); g.text.Value() == "" {
		g.text.Set(i.Text)
	}
	return nil
}

// stopEditing leaves the idea as it was and takes up what was being written.
func (g *gather) stopEditing() tea.Cmd {
	g.text.Set("")
	g.editing = 0
	g.text.From(IdeaSlot(g.phase))
	return nil
}

// send lays the idea on the board and leaves the text empty for the next.
func (g *gather) send() tea.Cmd {
	written := g.text.Value()
	if written == "" {
		return stage.Complain(g.Words.T("error.empty"))
	}
	if g.editing == 0 && g.text.SendLines() {
		return nil
	}
	if id, was := g.editing, g.was; id != 0 {
		g.stopEditing()
		return g.Do(model.EditIdea{ID: id, Text: written, Was: was})
	}
	g.text.Set("")
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
	case view.PausedMsg:
		return g.pauses.Rests(msg, g.askTwin)
	case twinMsg:
		return g.onTwin(msg)
	case tea.MouseWheelMsg:
		g.list.Wheel(msg)
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
			g.text.GiveBack(c.Text)
		} else if c.Into != 0 {
			g.list.Mark(c.Into)
			return stage.Toast(g.Words.T("participant.gather.added"))
		} else if !c.Parked {
			g.list.Mark(msg.Outcome.Item)
		}
	case model.EditIdea:
		if i := g.Board().Idea(c.ID); msg.Err != nil && i != nil && i.Live() {
			g.editing, g.was, g.listing = c.ID, i.Text, false
			g.text.From(EditSlot(c.ID))
		}
		if msg.Err != nil {
			g.text.GiveBack(c.Text)
		}
	}
	return nil
}

func (g *gather) click(msg tea.MouseClickMsg) tea.Cmd {
	switch {
	case g.text.Rect.Contains(msg.X, msg.Y):
		g.listing = false
	case g.chips.Contains(msg.X, msg.Y):
		g.category = g.chipsProps().chipAt(g.DrawContext(), msg.X-g.chips.X)
	case g.list.Shifted(msg.X, msg.Y):
		return g.SayMoved()
	case g.list.Pick(msg.X, msg.Y):
		g.listing = true
	}
	return nil
}

func (g *gather) Cursor() *frame.Cursor {
	if g.listing {
		return nil
	}
	return g.text.Cursor()
}

func (g *gather) Draft() *stage.Draft {
	if g.listing {
		return nil
	}
	return g.text.Draft
}

func (g *gather) Typing() bool  { return !g.listing }
func (g *gather) Unsaved() bool { return g.text.Value() != "" }

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
