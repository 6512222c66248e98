package door

import (
	"strconv"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// joinPrivate is what the door follows from.
type joinPrivate struct {
	step        joinStep
	title, node string
	closed      bool // nobody new is let in
	back        bool // whoever comes may be somebody who has joined
	looksOn     bool // whoever comes takes no part, and is asked for no sector
	name        view.TextProps
	at          int    // the sector or the answer that is marked
	ahead       int    // people who come in before them
	who         string // whose name was typed
	check       int    // the number that the facilitator must see, too
}

// joinPlaces is where the parts lie. Those that are not there are empty.
type joinPlaces struct{ top, closed, box, ask, list, rest frame.Rect }

// tall tells from which height there is room between the parts.
func (joinPrivate) tall(r frame.Rect) bool { return r.H >= 18 }

func (p joinPrivate) places(dc stage.DrawContext, r frame.Rect) (at joinPlaces) {
	height := 1
	tall := p.tall(r)
	if tall {
		height = 3
	}
	r = r.Center(min(r.W, 68), min(r.H, 19))
	space := func() {
		if tall {
			_, r = r.SplitTop(1)
		}
	}
	at.top, r = r.SplitTop(2)
	if p.closed {
		at.closed, r = r.SplitTop(len(frame.WrapLines(dc.Words.T("participant.join.closed"), r.W-4)))
	}
	space()
	switch p.step {
	case atWaiting:
		at.rest = r
		return at
	case atAnswer:
		at.ask, r = r.SplitTop(3)
		at.list, at.rest = r.SplitTop(len(answers))
		return at
	}
	at.box, r = r.SplitTop(height)
	space()
	if !p.looksOn {
		at.ask, r = r.SplitTop(1)
		at.list, r = r.SplitTop(len(model.Sectors))
		space()
	}
	at.rest = r
	return at
}

// props is that of the terminal now.
func (j *join) props() joinPrivate {
	b := j.Board()
	p := joinPrivate{
		step: j.step(), title: b.Title, node: b.Node, closed: b.DoorClosed, back: j.mayComeBack(), looksOn: j.Hint.Role == model.Observer,
		at: j.at, ahead: j.ahead,
	}
	switch p.step {
	case atWaiting:
		p.who, p.check = j.back.who.Name, j.back.claim.Check
	case atAnswer:
		p.who, p.at = j.back.who.Name, j.back.at
	default:
		p.name = j.name.Props(j.asks(), j.naming)
	}
	return p
}

// asks is what the name is asked for with.
func (j *join) asks() string {
	if j.mayComeBack() {
		return j.Words.T("participant.back.name")
	}
	return j.Words.T("participant.join.name")
}

// Settle takes up where the name and the list lie.
func (j *join) Settle(layout stage.SharedLayout) {
	r, p := frame.Rect(layout.(view.WholeArea)), j.props()
	at := p.places(j.DrawContext(), r)
	switch p.step {
	case atWaiting:
	case atAnswer:
		j.back.list = at.list
	default:
		hint := ""
		if !p.tall(r) { // else the box says it
			hint = j.asks()
		}
		j.name.Place(at.box, hint)
		if !p.looksOn {
			j.sectors = at.list
		}
	}
}

func (j *join) Private(_ stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, j.props())
}

// DrawPrivate lays the workshop's name over what is asked.
func (p joinPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	at := p.places(dc, r)
	panes := []frame.Pane{dc.Pane(at.top, workshopProps{p.title, p.node})}
	if p.closed {
		panes = append(panes, dc.Pane(at.closed, closedDoor{}))
	}
	switch p.step {
	case atWaiting:
		return append(panes, dc.Pane(at.rest, checkProps{p.who, p.check}))
	case atAnswer:
		return append(panes, dc.Pane(at.ask, wasThatYou(p.who)), dc.Pane(at.list, answersProps{p.who, p.at}), dc.Pane(at.rest, nothingMore{}))
	}
	naming := p.step == atName
	panes = append(panes, dc.Pane(at.box, p.name))
	if !p.looksOn {
		panes = append(panes, dc.Pane(at.ask, sectorQuestion{naming}), dc.Pane(at.list, sectorsProps{p.at, naming}))
	}
	if p.ahead > 0 {
		return append(panes, dc.Pane(at.rest, aheadProps(p.ahead)))
	}
	return append(panes, dc.Pane(at.rest, backProps{p.back}))
}

// workshopProps is the workshop that somebody comes to.
type workshopProps struct{ title, node string }

// Draw draws its title, and its node if it has one.
func (p workshopProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	lead := dc.Words.T("participant.join.lead")
	if p.node != "" {
		lead = p.node + " · " + lead
	}
	c.TextIn(2, 0, c.W()-4, dc.Theme.Title, p.title)
	c.TextIn(2, 1, c.W()-4, dc.Theme.Muted, lead)
}

// closedDoor says that nobody new is let in.
type closedDoor struct{}

// Draw draws that.
func (closedDoor) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: c.H()}, dc.Theme.Warn, dc.Words.T("participant.join.closed"))
}

// aheadProps is how many come in before somebody.
type aheadProps int

// Draw says that many are coming in.
func (p aheadProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: c.H()}, dc.Accent.With(frame.Bold), dc.Words.N("participant.join.ahead", int(p)))
}

// sectorQuestion asks for the sector.
type sectorQuestion struct{ later bool } // the name comes first

// Draw draws the question.
func (p sectorQuestion) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Theme.Strong
	if p.later {
		style = dc.Theme.Muted
	}
	c.TextIn(2, 0, c.W()-4, style, dc.Words.T("participant.join.sector"))
}

// sectorsProps is the sectors, with the one that is marked.
type sectorsProps struct {
	at    int
	later bool // the name comes first: none is marked yet
}

// Draw draws them in rows.
func (p sectorsProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	for i, s := range model.Sectors {
		m := view.SectorMark(dc, s)
		c.Text(4, i, dc.Theme.Key, strconv.Itoa(i+1))
		c.Text(7, i, m.Style, m.Text)
		c.TextIn(9, i, c.W()-10, dc.Theme.Text, dc.Words.T(view.SectorWords[i]))
		if i == p.at && !p.later {
			drawChoice(dc, c, i)
		}
	}
}

// drawChoice marks a row as chosen.
func drawChoice(dc stage.DrawContext, c *frame.Canvas, y int) {
	c.Text(2, y, dc.Accent.With(frame.Bold), "▸")
	c.Restyle(frame.Rect{X: 2, Y: y, W: c.W() - 4, H: 1}, dc.Theme.Select)
}

// backProps says how to come back.
type backProps struct{ may bool } // whoever comes may be somebody who has joined

// Draw says it to those whom it may concern.
func (p backProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	if p.may {
		c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: c.H()}, dc.Theme.Muted, dc.Words.T("participant.back.lost"))
	}
}

// wasThatYou asks whether somebody is who they say.
type wasThatYou string

// Draw draws the question.
func (p wasThatYou) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: 2}, dc.Theme.Strong, dc.Words.T("participant.back.was", "Name", string(p)))
}

// answersProps is the answers to that, with the one that is marked.
type answersProps struct {
	name string
	at   int
}

// Draw draws them in rows.
func (p answersProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	for i, word := range answers {
		c.Text(4, i, dc.Theme.Key, strconv.Itoa(i+1))
		c.TextIn(7, i, c.W()-9, dc.Theme.Text, dc.Words.T(word, "Name", p.name))
		if i == p.at {
			drawChoice(dc, c, i)
		}
	}
}

// nothingMore is an empty rest of the screen.
type nothingMore struct{}

// Draw draws nothing.
func (nothingMore) Draw(stage.DrawContext, *frame.Canvas) {}

// checkProps is the number that the facilitator must see, too, before somebody gets
// back the place of that name.
type checkProps struct {
	name  string
	check int
}

// Draw draws the number with what to say.
func (p checkProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	y := c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: 2}, dc.Theme.Strong, dc.Words.T("participant.back.wait", "Name", p.name))
	number := " " + strconv.Itoa(p.check) + " "
	x := c.Text(2, y+1, dc.Accent.With(frame.Bold|frame.Reverse), number) // first, so that it is there on any screen
	c.TextIn(x+2, y+1, c.W()-x-3, dc.Theme.Muted, dc.Words.T("participant.back.check"))
	c.Wrap(frame.Rect{X: 2, Y: y + 3, W: c.W() - 4, H: c.H() - y - 3}, dc.Theme.Muted, dc.Words.T("participant.back.say"))
}
