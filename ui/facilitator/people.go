package facilitator

import (
	"cmp"
	"math"
	"slices"

	"charm.land/bubbles/v2/help"
	"charm.land/bubbles/v2/key"
	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// people is the screen with everybody who has joined: raised hands first, then
// those who lead, then by sector; or only those who have not had the word in this
// phase. The selection stays on a person who moves in the list.
type people struct {
	listScreen
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

func newPeople(home *Screen) *people { return &people{listScreen: listOver(home)} }

// speaks reports whether somebody is among those who take the word in a phase.
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
	p.list.Follow(p.env, guestRows(guests))
	return guests
}

// guestRows is people as a list, told apart by who they are.
func guestRows(guests []guest) stage.ListRows[int] {
	return rowsBy(len(guests), func(i int) int { return int(guests[i].person.ID) })
}

func (p *people) selected() *model.Person {
	if g := p.follow(); p.list.At() < len(g) {
		return g[p.list.At()].person
	}
	return nil
}

// Update moves, lowers hands, shows people out and in.
func (p *people) Update(msg tea.Msg) tea.Cmd {
	if _, wake := msg.(stage.WakeMsg); wake {
		return p.home.Update(msg)
	}
	guests := p.guests()
	if cmd, taken := p.steer(msg, guestRows(guests), "H", "enter", "space", "s", "x", "delete", "F", "O"); taken {
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
		p.silent = !p.silent
		p.list.SelectRow(0)
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
	b, dc := e.Board(), e.DrawContext()
	head, body := r.SplitTop(stage.HeaderRows)
	crowd := p.crowd.Count(b, e.Presence())
	said := crowd.Text(e.Words)
	if b.DoorClosed {
		said = e.Words.T("facilitator.door.shut") + " (D) · " + said
	}
	if text := p.home.claimsText(); text != "" {
		said = "↩ " + text + " (Y)"
	}
	panes := stage.Header(e, head, e.Words.T("facilitator.title.people"), beside(head, said))
	body = body.Inset(2, 0)
	line, body := body.SplitTop(1)
	panes = append(panes, dc.Pane(line, sectorsPicture{crowd.Sectors}))
	line, body = body.SplitTop(1)
	panes = append(panes, p.voicesPane(line))
	if body.H > 8 {
		var rule frame.Rect
		rule, body = body.SplitTop(2)
		panes = append(panes, dc.Pane(rule, votersPicture{votersText(e)}))
	}
	guests, empty := p.guests(), e.Words.T("facilitator.people.none")
	if p.silent {
		empty = e.Words.T("facilitator.people.allspoke")
	}
	row := func(i int) guestRow { return p.row(guests[i]) }
	return append(panes, stage.ListPane(e, &p.list, body, guestRows(guests), row, empty))
}

// sectorsPicture is how many are here of each sector.
type sectorsPicture struct{ counts boardview.Counts }

func (p sectorsPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	boardview.NewSectors(dc).Line(c, 0, 0, p.counts)
}

// votersPicture says which people may vote, with the key that changes it.
type votersPicture struct{ text string }

func (p votersPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	x := c.Text(0, 0, dc.Theme.Key, "r") + 1
	c.TextIn(x, 0, c.W()-x, dc.Theme.Muted, p.text)
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
