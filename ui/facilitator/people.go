package facilitator

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// people is everybody who has joined: raised hands first, then who leads, then
// by sector; or only those who have not had the word in this phase. The
// selection is a person, who may move in the list.
type people struct {
	page
	silent bool // only those who have not had the word
	crowd  boardview.CrowdCounter
	memo   stage.Memo[guestsKey, []guest]
	wrote  stage.Memo[[2]uint64, wrote]
}

type guestsKey struct {
	here, people, agenda uint64
	silent               bool
}

// guest is one row of the list.
type guest struct {
	person *model.Person
	sector model.Sector // none where the workshop is anonymous
	here   bool
	hand   int // place in the queue, from 1; 0 is down
	ready  bool
	spoke  bool   // in this phase
	via    string // at whose terminal they take part; empty is their own
	slot   model.SessionID
	ticket int // that they vote with
}

func newPeople(home *Screen) *people { return &people{page: pageOver(home)} }

// speaks tells whether somebody is among those who take the word in a phase.
func speaks(p *model.Person) bool { return p.Role == model.Participant && !p.Removed }

func (p *people) guests() []guest {
	b, pres := p.env.Board(), p.env.Room.Presence()
	return p.memo.Get(guestsKey{pres.Rev, b.Revs.People, b.Revs.Agenda, p.silent}, func() []guest {
		queue := map[model.PersonID]int{}
		up, _ := b.Queue(pres)
		for i, h := range up {
			queue[h.ID] = i + 1
		}
		var out []guest
		var phase model.PhaseID
		if ph := b.Phase(); ph != nil {
			phase = ph.ID
		}
		for _, who := range b.Everybody().All() {
			spoke := who.HasSpoken(phase)
			if p.silent && (!speaks(who) || spoke) {
				continue
			}
			g := guest{person: who, sector: who.Sector, here: who.Here(pres), hand: queue[who.ID], ready: b.IsReady(who), spoke: spoke}
			g.via, g.slot = whereOf(b, who)
			g.ticket = who.Ticket
			g.keepBack(b, phase)
			out = append(out, g)
		}
		slices.SortStableFunc(out, func(a, b guest) int {
			return cmp.Or(
				cmp.Compare(handOrder(a.hand), handOrder(b.hand)),
				compareBool(a.person.Removed, b.person.Removed),
				compareBool(!leads(a.person), !leads(b.person)),
				cmp.Compare(a.sector, b.sector),
				cmp.Compare(a.person.Name, b.person.Name))
		})
		return out
	})
}

// keepBack leaves out what would tie a name to what nobody's name stands by: the
// sector that it is told of, the ticket, whose sector is told elsewhere, and the
// session that it was written in. What people do before all eyes stays: that they
// are here, a hand, a turn to speak.
func (g *guest) keepBack(b *model.Board, phase model.PhaseID) {
	if b.Anonymous {
		g.sector, g.ticket = model.NoSector, 0
	}
	if !b.NamesShown(phase) {
		g.slot = 0
	}
}

func handOrder(n int) int {
	if n == 0 {
		return math.MaxInt
	}
	return n
}

func compareBool(a, b bool) int {
	switch {
	case a == b:
		return 0
	case b:
		return -1
	}
	return 1
}

// follow keeps the selection on its person when the list has changed.
func (p *people) follow() []guest {
	guests := p.guests()
	p.list.follow(p.env, len(guests), guestID(guests))
	return guests
}

// guestID tells rows apart by who they are of.
func guestID(guests []guest) func(int) int {
	return func(i int) int { return int(guests[i].person.ID) }
}

func (p *people) selected() *model.Person {
	if g := p.follow(); p.list.at < len(g) {
		return g[p.list.at].person
	}
	return nil
}

// Update moves, lowers hands, shows people out and in.
func (p *people) Update(msg tea.Msg) tea.Cmd {
	if _, wake := msg.(stage.WakeMsg); wake {
		return p.home.Update(msg)
	}
	guests := p.guests()
	if cmd, taken := p.steer(msg, len(guests), guestID(guests), "H", "enter", "space", "s", "x", "delete", "F", "O"); taken {
		return cmd
	}
	k, ok := msg.(tea.KeyPressMsg)
	if !ok {
		return nil
	}
	who := p.selected()
	switch k.String() {
	case "esc", "P":
		return p.env.Show(p.home)
	case "D":
		return p.home.act("facilitator.act.door")
	case "r":
		return p.home.act("facilitator.act.voters")
	case "W":
		return p.home.act("facilitator.act.proxies")
	case "Y":
		return p.home.act("facilitator.act.claims")
	case "H", "enter":
		return p.lower(who)
	case "space", "s":
		return p.mark(who)
	case "f":
		p.silent, p.list.at = !p.silent, 0
		p.list.rows = listRows{}
	case "x", "delete":
		return p.remove(who)
	case "S":
		return p.sweep()
	case "u":
		return p.home.act("facilitator.act.undo")
	case "F":
		return p.share(who)
	case "O":
		return p.handOver(who)
	case "A":
		return p.home.act("facilitator.act.audit")
	}
	return nil
}

func (p *people) lower(who *model.Person) tea.Cmd {
	switch {
	case who == nil:
		return stage.Complain(p.env.Words.T("facilitator.why.nohand"))
	case !p.env.Board().HandUp(who):
		return stage.Complain(p.env.Words.T("facilitator.people.nohand", "Name", who.Name))
	}
	return p.home.giveWord(who)
}

// mark says that somebody has had the word, or has not after all.
func (p *people) mark(who *model.Person) tea.Cmd {
	ph := p.env.Board().Phase()
	switch {
	case who == nil:
		return nil
	case ph == nil:
		return stage.Complain(p.env.Words.T("facilitator.why.nophase"))
	case !speaks(who):
		return stage.Complain(p.env.Words.T("facilitator.why.nospeaker"))
	}
	return p.env.Do(model.MarkSpoken{Person: who.ID, Spoken: !who.HasSpoken(ph.ID)})
}

func (p *people) remove(who *model.Person) tea.Cmd {
	switch {
	case who == nil:
		return nil
	case who.Removed:
		return p.env.Do(model.ReadmitPerson{Person: who.ID})
	case leads(who):
		return stage.Complain(p.env.Say(model.ErrStillLeads))
	}
	return p.confirm("facilitator.people.remove", "facilitator.askremove.person", who, model.RemovePerson{Person: who.ID})
}

// Panes are the counts and the list.
func (p *people) Panes(r frame.Rect) []frame.Pane {
	e := p.env
	b, t := e.Board(), e.Theme
	head, body := r.SplitTop(stage.HeaderRows)
	crowd := p.crowd.Count(e.Board(), e.Presence())
	said := crowd.Text(e.Words)
	if b.DoorClosed {
		said = e.Words.T("facilitator.door.shut") + " (D) · " + said
	}
	if text := p.home.claimsText(); text != "" {
		said = "↩ " + text + " (Y)"
	}
	panes := stage.Header(e, head, e.Words.T("facilitator.title.people"), beside(head, said))
	body = body.Inset(2, 0)
	sectors := boardview.NewSectors(e.DrawContext())
	line, body := body.SplitTop(1)
	panes = append(panes, frame.Pane{Rect: line, Key: e.Key("facilitator.people.sectors", b.Revs.People, crowd.Sectors), Draw: func(c *frame.Canvas) {
		sectors.Line(c, 0, 0, crowd.Sectors)
	}})
	line, body = body.SplitTop(1)
	panes = append(panes, p.voicesPane(line))
	if body.H > 8 {
		var rule frame.Rect
		rule, body = body.SplitTop(2)
		text := votersText(e)
		panes = append(panes, frame.Pane{Rect: rule, Key: e.Key("facilitator.people.voters", b.Revs.People, text), Draw: func(c *frame.Canvas) {
			x := c.Text(0, 0, t.Key, "r") + 1
			c.TextIn(x, 0, c.W()-x, t.Muted, text)
		}})
	}
	guests, names := p.guests(), p.names()
	type extra struct {
		pres, agenda uint64
		silent       bool
	}
	return append(panes, p.rows(body, "facilitator.people.list", b.Revs.People, rowSet{
		n: len(guests), id: guestID(guests), print: always(extra{e.Room.Presence().Rev, b.Revs.Agenda, p.silent}),
		draw:  func(c *frame.Canvas, y, i int) { drawGuest(c, y, guests[i], t, names) },
		empty: func(c *frame.Canvas) { c.Wrap(c.Bounds(), t.Muted, names.none) },
	}))
}

// guestWords are the words of a row, taken when the pane is made.
type guestWords struct {
	none, hand, ready, removed, table, spoke, leads, ticket string
	sectors                                                 [len(model.Sectors) + 1]string
	whereabouts
}

func (p *people) names() guestWords {
	w := p.env.Words
	n := guestWords{
		none: w.T("facilitator.people.none"), hand: w.T("facilitator.people.hand"), ready: w.T("facilitator.people.ready"),
		leads: w.T("facilitator.people.leads"), spoke: w.T("facilitator.people.spoke"), removed: w.T("facilitator.people.removed"), table: w.T("facilitator.people.table"),
		ticket:      w.T("facilitator.people.ticket"),
		whereabouts: whereaboutsOf(p.env),
	}
	if p.silent {
		n.none = w.T("facilitator.people.allspoke")
	}
	for i := range n.sectors {
		if p.env.Board().Anonymous {
			break
		}
		n.sectors[i] = p.env.SectorName(model.Sector(i))
	}
	return n
}

func drawGuest(c *frame.Canvas, y int, g guest, t *theme.Theme, n guestWords) {
	who := g.person
	here, style, text := " ", t.Faint, t.Muted // away: its row is fainter, and has no mark
	if g.here {
		here, style, text = "✓", t.Ok, t.Text
	}
	if who.Removed {
		text = t.Faint.With(frame.Strike)
	}
	c.Text(0, y, style, here)
	c.Text(2, y, t.Sector(int(g.sector)-1), t.SectorMark(int(g.sector)-1))
	c.TextIn(4, y, 24, text, who.Name)
	if c.W() >= 56 {
		c.TextIn(30, y, 14, t.Muted, n.sectors[g.sector])
	}
	right := ""
	if g.ticket > 0 {
		right = fmt.Sprintf("%s %d", n.ticket, g.ticket)
	}
	switch {
	case who.Removed:
		right = n.removed
	case g.hand > 0:
		right = fmt.Sprintf("%s %d", n.hand, g.hand)
	case leads(who):
		right = n.leads
	case g.spoke:
		right = n.spoke
	case g.ready:
		right = n.ready
	case g.via != "":
		right = fmt.Sprintf(n.via, g.via)
	}
	if title := n.sessions[g.slot]; title != "" && c.W() >= 90 {
		c.TextIn(56, y, c.W()-58-frame.Width(right), t.Muted, title)
	}
	if who.Table > 0 && c.W() >= 56 {
		c.TextIn(45, y, 9, t.Muted, fmt.Sprintf("%s %d", n.table, who.Table))
	}
	c.TextRight(c.W()-1, y, t.Strong, right)
}

// Keys is what can be done with the selected person.
func (p *people) Keys() help.KeyMap {
	e, who := p.env, p.selected()
	hand, out := e.Bind("facilitator.people.word", "H", "H"), e.Bind("facilitator.people.remove", "x", "x")
	share, over := e.Bind("facilitator.people.appoint", "F", "F"), e.Bind("facilitator.people.handover", "O", "O")
	spoke, filter := e.Bind("facilitator.people.mark", e.Words.T("keyname.space"), "space"), e.Bind("facilitator.people.silent", "f", "f")
	if p.silent {
		filter.SetHelp("f", e.Words.T("facilitator.people.everybody"))
	}
	ph := e.Board().Phase()
	filter.SetEnabled(ph != nil || p.silent)
	spoke.SetEnabled(ph != nil && who != nil && speaks(who))
	if ph != nil && who != nil && who.HasSpoken(ph.ID) {
		spoke.SetHelp(e.Words.T("keyname.space"), e.Words.T("facilitator.people.unmark"))
	}
	hand.SetEnabled(p.env.Board().HandUp(who))
	out.SetEnabled(who != nil && !leads(who))
	share.SetEnabled(who != nil && !who.Removed)
	over.SetEnabled(who != nil && !who.Removed && who.ID != e.Me.Person)
	if who != nil && who.Removed {
		out.SetHelp("x", e.Words.T("facilitator.people.readmit"))
	}
	if who != nil && leads(who) {
		share.SetHelp("F", e.Words.T("facilitator.people.dismiss"))
	}
	sweep, undo := e.Bind("facilitator.people.sweep", "S", "S"), e.Bind("facilitator.act.undo", "u", "u")
	undo.SetEnabled(e.Board().CanUndo(e.Me))
	door, back := e.Bind("facilitator.act.door", "D", "D"), e.Bind("key.back", "esc", "esc")
	return stage.KeyMap{
		Short: []key.Binding{hand, spoke, filter, back, out, share, over, door, e.Bind("key.help", "?", "?")},
		Full:  [][]key.Binding{{hand, spoke, filter, out, share, over}, {door, sweep, undo, e.Bind("facilitator.act.voters", "r", "r"), e.Bind("facilitator.act.proxies", "W", "W"), e.Bind("facilitator.act.audit", "A", "A"), back}},
	}
}
