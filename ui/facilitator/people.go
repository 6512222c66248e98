package facilitator

import (
	"cmp"
	"math"
	"slices"

	"charm.land/bubbles/v2/help"
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
	return p.steer(msg, guestRows(guests), p.actions)
}

// actions are what can be done with the selected person, and with all.
func (p *people) actions() stage.Actions {
	b, ph, who := p.env.Board(), p.env.Board().Phase(), p.selected()
	none := who == nil
	mark, filter, out, share := "facilitator.people.mark", "facilitator.people.silent", "facilitator.people.remove", "facilitator.people.appoint"
	name := []any{"Name", ""}
	if who != nil {
		name[1] = who.Name
		if ph != nil && who.HasSpoken(ph.ID) {
			mark = "facilitator.people.unmark"
		}
		if who.Removed {
			out = "facilitator.people.readmit"
		}
		if leads(who) {
			share = "facilitator.people.dismiss"
		}
	}
	if p.silent {
		filter = "facilitator.people.everybody"
	}
	noHand := cmp.Or(when(none, "facilitator.why.nohand"), when(!b.HandUp(who), "facilitator.people.nohand"))
	noMark := cmp.Or(when(ph == nil, "facilitator.why.nophase"), when(!none && !speaks(who), "facilitator.why.nospeaker"))
	stays := when(!none && !who.Removed && leads(who), "error.still-leads")
	do := func(what func(*model.Person) tea.Cmd) func() tea.Cmd {
		return func() tea.Cmd { return what(who) }
	}
	return slices.Concat(stage.Actions{
		{Word: "facilitator.people.word", Keys: []string{"H", "enter"}, Args: name, Why: noHand, Moved: p.list.Moved, Do: do(p.home.giveWord)},
		{Word: "facilitator.people.mark", Label: mark, Keys: []string{"space", "s"}, Off: none, Why: noMark, Moved: p.list.Moved, Do: do(p.mark)},
		{Word: "facilitator.people.silent", Label: filter, Keys: []string{"f"}, Off: ph == nil && !p.silent, Do: p.turnSilent},
		{Word: "facilitator.people.remove", Label: out, Keys: []string{"x", "delete"}, Off: none, Why: stays, Moved: p.list.Moved, Do: do(p.remove)},
		{Word: "facilitator.people.appoint", Label: share, Keys: []string{"F"}, Off: none || who.Removed, Moved: p.list.Moved, Do: do(p.share)},
		{Word: "facilitator.people.handover", Keys: []string{"O"}, Off: none || who.Removed || who.ID == p.env.Me.Person, Moved: p.list.Moved, Do: do(p.handOver)},
	}, stage.Actions{
		p.home.also("facilitator.act.door"),
		{Word: "facilitator.people.sweep", Keys: []string{"S"}, Do: p.sweep},
		p.home.also("facilitator.act.undo"), p.home.also("facilitator.act.voters"), p.home.also("facilitator.act.proxies"),
		p.home.also("facilitator.act.claims"), p.home.also("facilitator.act.audit"),
		p.back(p.cockpit, "P"),
	}.InGroup(1))
}

// turnSilent shows only those who have not had the word, or everybody again.
func (p *people) turnSilent() tea.Cmd {
	p.silent = !p.silent
	p.list.SelectRow(0)
	return nil
}

// mark says that somebody has had the word, or has not after all.
func (p *people) mark(who *model.Person) tea.Cmd {
	return p.env.Do(model.MarkSpoken{Person: who.ID, Spoken: !who.HasSpoken(p.env.Board().Phase().ID)})
}

func (p *people) remove(who *model.Person) tea.Cmd {
	if who.Removed {
		return p.env.Do(model.ReadmitPerson{Person: who.ID})
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
	m := p.keyMap(guestRows(p.guests()), p.actions(), "facilitator.people.word", "facilitator.people.mark", "facilitator.people.silent", "key.back",
		"facilitator.people.remove", "facilitator.people.appoint", "facilitator.people.handover", "facilitator.act.door")
	m.Short = append(m.Short, p.env.HelpKey())
	return m
}
