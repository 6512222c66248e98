package participant

import (
	"errors"
	"strconv"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// join asks who somebody is: first the name, then the sector.
type join struct {
	*desk
	unshared
	name    *composer
	naming  bool // the name has the keys; otherwise the sectors have them
	at      int  // index in model.Sectors
	sectors frame.Rect
	asked   bool // the command is under way
	ahead   int  // how many come in before them, where it takes a while
	back    returning
}

// aheadMsg has a look at how many are before one.
type aheadMsg struct{}

const aheadEvery = 500 * time.Millisecond

// await tells how many are before one, as long as one waits.
func (j *join) await() tea.Cmd {
	if j.ahead = 0; !j.asked || j.hint.Ahead == nil {
		return nil
	}
	j.ahead = j.hint.Ahead()
	return tea.Tick(aheadEvery, func(time.Time) tea.Msg { return aheadMsg{} })
}

// nameField is how much can be typed for a name: more than a name may have, so
// that one which is too long is refused with what the limit is, and not cut.
const nameField = 80

func newJoin(d *desk) *join {
	j := &join{desk: d, name: newComposer(d, "", nameField), naming: true}
	j.name.input.SetValue(d.hint.Name)
	return j
}

func (j *join) actions() []action {
	switch {
	case j.back.claim != nil:
		return j.waits()
	case j.back.who != nil:
		return j.asking()
	}
	if j.naming {
		return []action{
			{keys: []string{"enter", "tab", "down"}, word: "key.next", short: true, do: j.named},
			{keys: []string{"f2"}, word: "participant.key.tongue", short: true}, // the stage does it
		}
	}
	by := func(n int) func() tea.Cmd {
		return func() tea.Cmd { j.at = (j.at + n + len(model.Sectors)) % len(model.Sectors); return nil }
	}
	actions := []action{
		{keys: []string{"up", "k"}, shown: "↑↓", word: "key.choose", short: true, do: by(-1)},
		{keys: []string{"down", "j"}, shown: "↓", word: "key.down", do: by(1)},
		{keys: []string{"enter", "space"}, word: "participant.key.join", short: true, do: j.enter},
		{keys: []string{"esc", "tab", "shift+tab"}, word: "participant.key.name", short: true, do: j.rename},
	}
	for i := range model.Sectors {
		actions = append(actions, action{keys: []string{strconv.Itoa(i + 1)}, word: sectorWords[i], do: func() tea.Cmd {
			j.at = i
			return j.enter()
		}})
	}
	return actions
}

var sectorWords = [...]string{"sector.civil", "sector.public", "sector.business", "sector.academia", "sector.entrepreneur"}

// named takes what was typed for a name: a code that brings somebody back, or
// a name.
func (j *join) named() tea.Cmd {
	switch typed := j.name.value(); {
	case typed == "":
		return stage.Complain(j.Words.T("participant.join.noname"))
	case j.mayBeCode(typed):
		return j.check(typed)
	}
	return j.goOn()
}

// goOn goes from the name to the sector, or straight in for an observer. Where
// somebody has the name already, it asks whether that is them. A name that
// nobody may have keeps the keys.
func (j *join) goOn() tea.Cmd {
	if err := model.CheckName(j.name.value(), j.hint.Role); err != nil {
		j.naming = true
		return stage.Complain(j.Say(err))
	}
	if who := j.namesake(); who != nil {
		j.back = returning{who: who}
		return nil
	}
	if j.hint.Role == model.Observer {
		return j.enter()
	}
	j.naming = false
	return nil
}

func (j *join) rename() tea.Cmd { j.naming = true; return nil }

func (j *join) enter() tea.Cmd {
	if j.asked {
		return nil
	}
	if door := j.hint.Door; j.hint.Key == "" && door != nil {
		j.asked = true
		return func() tea.Msg { return identityMsg{door.JoinAs()} }
	}
	c := model.JoinPerson{Key: j.hint.Key, Keyless: j.hint.Door != nil && j.hint.Door.Keyless(), Name: j.name.value(), Role: j.hint.Role}
	if c.Role != model.Observer {
		c.Sector = model.Sectors[j.at]
		if j.hint.Ticket != nil {
			c.Ticket = j.hint.Ticket()
		}
	}
	j.asked = true
	j.Me = model.Actor{Role: j.hint.Role}
	return tea.Batch(j.Do(c), j.await())
}

// identityMsg is who somebody without a key will be.
type identityMsg struct{ key string }

func (j *join) update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case stage.DoneMsg:
		return j.done(msg)
	case aheadMsg:
		return j.await()
	case identityMsg:
		j.hint.Key, j.asked = msg.key, false
		return j.enter()
	case typedMsg:
		return j.onTyped(msg)
	case claimedMsg:
		return j.onClaimed(msg)
	case stage.WakeMsg:
		return j.followClaim()
	case tea.KeyPressMsg, tea.PasteMsg:
		if j.typing() {
			return j.name.update(msg)
		}
	case tea.MouseClickMsg:
		if j.back.who != nil {
			if i := msg.Y - j.back.list.Y; j.back.claim == nil && j.back.list.Contains(msg.X, msg.Y) && i < len(answers) {
				j.back.at = i
				return j.answer()
			}
			return nil
		}
		if j.sectors.Contains(msg.X, msg.Y) {
			if i := msg.Y - j.sectors.Y; j.name.value() != "" && i < len(model.Sectors) {
				j.at = i
				return j.enter()
			}
		}
		if j.name.rect.Contains(msg.X, msg.Y) {
			j.naming = true
		}
	}
	return nil
}

func (j *join) done(msg stage.DoneMsg) tea.Cmd {
	if _, mine := msg.Command.(model.JoinPerson); !mine {
		return nil
	}
	j.asked, j.ahead = false, 0
	if errors.Is(msg.Err, model.ErrNameTaken) {
		j.naming = true
		if who := j.namesake(); who != nil { // somebody was quicker
			j.back = returning{who: who}
			return nil
		}
		j.name.set(j.free(j.name.value()))
	} else if errors.Is(msg.Err, model.ErrName) || errors.Is(msg.Err, model.ErrNameLong) || errors.Is(msg.Err, model.ErrNameReserved) {
		j.naming = true
	}
	if msg.Err != nil {
		return nil
	}
	if p := j.Board().Person(msg.Outcome.Person); p != nil {
		j.takeSeat(p)
	} else if p := j.Board().PersonByKey(j.hint.Key); p != nil {
		j.takeSeat(p)
	}
	if code := j.wayBack(); code != "" {
		j.codeShown = true
		return stage.Toast(j.Words.T("participant.join.welcomecode", "Name", j.name.value(), "Code", code))
	}
	return stage.Toast(j.Words.T("participant.join.welcome", "Name", j.name.value()))
}

// free proposes a name that nobody has: the same with a number after it.
func (j *join) free(name string) string {
	taken := map[string]bool{}
	for _, p := range j.Board().People() {
		taken[p.Name] = true
	}
	for n := 2; n < 1000; n++ {
		if s := name + " " + strconv.Itoa(n); !taken[s] {
			return s
		}
	}
	return name
}

func (j *join) panes(r frame.Rect) []frame.Pane {
	dc, b := j.DrawContext(), j.Board()
	tall := r.H >= 18
	r = r.Center(min(r.W, 68), min(r.H, 19))
	space := func() {
		if tall {
			_, r = r.SplitTop(1)
		}
	}
	top, r2 := r.SplitTop(2)
	r = r2
	title, place := b.Title, b.Node
	panes := []frame.Pane{{Rect: top, Key: j.key("join.top", b.Revs.Agenda, nil), Draw: func(c *frame.Canvas) {
		c.TextIn(2, 0, c.W()-4, dc.Theme.Title, title)
		c.TextIn(2, 1, c.W()-4, dc.Theme.Muted, joinNode(dc, place))
	}}}
	if b.DoorClosed {
		text := dc.Words.T("participant.join.closed")
		shut, rest := r.SplitTop(len(frame.WrapLines(text, r.W-4)))
		r = rest
		panes = append(panes, frame.Pane{Rect: shut, Key: j.key("join.closed", 0, nil), Draw: func(c *frame.Canvas) {
			c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: c.H()}, dc.Theme.Warn, text)
		}})
	}
	space()
	switch {
	case j.back.claim != nil:
		return append(panes, j.waitPane(r))
	case j.back.who != nil:
		return append(panes, j.askPanes(r)...)
	}
	height := 1
	if tall {
		height = 3
	}
	box, rest := r.SplitTop(height)
	asked := j.Words.T("participant.join.name")
	if j.lost() {
		asked = j.Words.T("participant.back.name")
	}
	hint := asked
	if tall {
		hint = "" // the box says it
	}
	panes = append(panes, j.name.pane(box, asked, hint, j.naming))
	r = rest
	space()
	if j.hint.Role != model.Observer {
		panes = append(panes, j.sectorPanes(&r)...)
		space()
	}
	if j.ahead > 0 {
		return append(panes, j.aheadPane(r))
	}
	return append(panes, j.backPane(r))
}

// aheadPane says that many are coming in.
func (j *join) aheadPane(r frame.Rect) frame.Pane {
	dc, ahead := j.DrawContext(), j.ahead
	return frame.Pane{Rect: r, Key: j.key("join.ahead", 0, ahead), Draw: func(c *frame.Canvas) {
		c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: c.H()}, dc.Accent.With(frame.Bold), dc.Words.N("participant.join.ahead", ahead))
	}}
}

func joinNode(dc stage.DrawContext, node string) string {
	if node == "" {
		return dc.Words.T("participant.join.lead")
	}
	return node + " · " + dc.Words.T("participant.join.lead")
}

func (j *join) sectorPanes(r *frame.Rect) []frame.Pane {
	dc := j.DrawContext()
	head, rest := r.SplitTop(1)
	list, rest := rest.SplitTop(len(model.Sectors))
	*r, j.sectors = rest, list
	at, naming := j.at, j.naming
	return []frame.Pane{
		{Rect: head, Key: j.key("join.ask", 0, naming), Draw: func(c *frame.Canvas) {
			style := dc.Theme.Strong
			if naming {
				style = dc.Theme.Muted
			}
			c.TextIn(2, 0, c.W()-4, style, dc.Words.T("participant.join.sector"))
		}},
		{Rect: list, Key: j.key("join.sectors", 0, [2]any{at, naming}), Draw: func(c *frame.Canvas) {
			for i, s := range model.Sectors {
				m := mark(dc, s)
				c.Text(4, i, dc.Theme.Key, strconv.Itoa(i+1))
				c.Text(7, i, m.style, m.text)
				c.TextIn(9, i, c.W()-10, dc.Theme.Text, dc.Words.T(sectorWords[i]))
				if i == at && !naming {
					c.Text(2, i, dc.Accent.With(frame.Bold), "▸")
					c.Restyle(frame.Rect{X: 2, Y: i, W: c.W() - 4, H: 1}, dc.Theme.Select)
				}
			}
		}},
	}
}

func (j *join) cursor() *frame.Cursor {
	if !j.typing() {
		return nil
	}
	return j.name.cursor()
}

func (j *join) typing() bool        { return j.naming && j.back.who == nil }
func (j *join) draft() *stage.Draft { return nil }
func (j *join) unsaved() bool       { return false }
