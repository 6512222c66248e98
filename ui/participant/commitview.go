package participant

import (
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

var fieldWords = [...]string{"participant.commit.what", "participant.commit.who", "participant.commit.when", "participant.commit.question"}

var fieldHints = [...]string{"participant.commit.whathint", "participant.commit.whohint", "participant.commit.whenhint"}

const labelWidth = 11

// commitPrivate is what the screen follows from.
type commitPrivate struct {
	top    ownTopProps
	at     int // the field that has the keys
	fields [fieldQuestion]textProps
	asks   bool // there is a field for the question
	answer string
	list   ownListProps
	me     model.PersonID
}

// commitPlaces is where the fields and the list lie. The place of a field that is
// not there is empty.
type commitPlaces struct {
	top    topPlaces
	fields [fieldList]frame.Rect
	list   frame.Rect
}

func (p commitPrivate) places(dc stage.DrawContext, r frame.Rect) commitPlaces {
	at := commitPlaces{top: p.top.places(dc, r)}
	rest := reading(at.top.rest)
	for i := range at.fields {
		if i != fieldQuestion || p.asks {
			at.fields[i], rest = rest.SplitTop(1)
		}
	}
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	at.list = rest
	return at
}

// props is that of the terminal now.
func (c *commit) props() commitPrivate {
	p := commitPrivate{top: c.ownTopProps(), at: c.at, asks: c.last() == fieldQuestion, list: c.list.ownList(), me: c.Me.Person}
	for i := range p.fields {
		p.fields[i] = c.fields[i].props("", c.at == i)
	}
	if p.asks {
		p.answer = strings.Join(strings.Fields(itemText(c.Board(), c.from)), " ")
	}
	return p
}

// commitmentsList is all commitments.
type commitmentsList struct{ board *model.Board }

func (l commitmentsList) page(dc stage.DrawContext, w int) *page {
	return commitmentsPage(dc, l.board, w)
}

// Settle takes up where the fields and the list lie.
func (c *commit) Settle(layout stage.SharedLayout) {
	at := c.props().places(c.DrawContext(), frame.Rect(layout.(wholeArea)))
	c.spots = at.fields
	for i, text := range c.fields {
		_, field := at.fields[i].SplitLeft(labelWidth)
		text.place(field, c.Words.T(fieldHints[i]))
	}
	revs := c.Board().Revs
	revs.Feedback = 0
	c.list.letChoose(c.at == fieldList)
	show(c.list, commitmentsList{sameParts(c.Snapshot(), revs)}, at.list)
}

func (c *commit) Private(_ stage.SharedLayout, last privateProps) privateProps {
	return samePrivate(last, c.props())
}

// DrawPrivate lays the fields over the list, in which one's own commitments have a
// sign.
func (p commitPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	at := p.places(dc, r)
	panes := p.top.panes(dc, r, at.top)
	for i, spot := range at.fields {
		if i == fieldQuestion && !p.asks {
			continue
		}
		label, field := spot.SplitLeft(labelWidth)
		panes = append(panes, dc.Pane(label, labelProps{i, p.at == i}))
		if i == fieldQuestion {
			panes = append(panes, dc.Pane(field, questionProps{p.answer, p.at == i}))
		} else {
			panes = append(panes, dc.Pane(field, p.fields[i]))
		}
	}
	return p.list.signs(dc, p.list.add(dc, panes), ownSign, func(e entry) bool { return e.by == p.me })
}

// labelProps is the label of a field.
type labelProps struct {
	field int
	here  bool // it has the keys
}

// Draw draws the label, with an arrow where the keys are.
func (p labelProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style := dc.Theme.Muted
	if p.here {
		style = dc.Accent.With(frame.Bold)
		c.Text(0, 0, style, "▸")
	}
	c.TextIn(2, 0, c.W()-2, style, dc.Words.T(fieldWords[p.field]))
}

// questionProps is what a commitment answers.
type questionProps struct {
	text string // empty for nothing
	here bool   // it has the keys
}

// Draw draws it between arrows.
func (p questionProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	style, text := dc.Theme.Text, p.text
	if text == "" {
		text = dc.Words.T("participant.commit.noquestion")
	}
	if p.here {
		style = dc.Accent.With(frame.Bold)
	}
	c.Text(2, 0, dc.Theme.Key, "‹")
	end := c.TextIn(4, 0, c.W()-8, style, text)
	c.Text(end+1, 0, dc.Theme.Key, "›")
}

// commitmentsPage lists all commitments under the questions they answer.
func commitmentsPage(dc stage.DrawContext, b *model.Board, w int) *page {
	p := &page{w: w}
	all := b.Commitments()
	p.add(row{indent: 2, left: []span{{dc.Theme.Strong, dc.Words.N("unit.commitments", len(b.Promises()))}}})
	if len(all) == 0 {
		p.gap()
		p.text(4, dc.Theme.Muted, dc.Words.T("participant.commit.empty"))
	}
	var order []model.ItemID
	for _, c := range all {
		if !slices.Contains(order, c.From) {
			order = append(order, c.From)
		}
	}
	for _, from := range order {
		p.gap()
		if text := itemText(b, from); text != "" {
			p.add(row{indent: 4, left: []span{{dc.Theme.Muted, frame.Truncate(text, w-8)}}})
		}
		for _, c := range all {
			if c.From == from {
				commitmentRow(p, dc, b, c)
			}
		}
	}
	return p
}

func commitmentRow(p *page, dc stage.DrawContext, b *model.Board, c *model.Commitment) {
	p.item(entry{id: c.ID, by: c.By}, 4, []span{{dc.Accent, "▪ "}}, dc.Theme.Text, c.What, 3)
	var by []span
	if who := report.Promiser(b, c, dc.Words); who != "" {
		by = append(by, span{dc.Theme.Strong, frame.Truncate(who, p.w-10)})
	}
	if c.When != "" {
		if len(by) > 0 {
			by = append(by, span{dc.Theme.Muted, "  ·  "})
		}
		by = append(by, span{dc.Theme.Muted, frame.Truncate(c.When, max(4, p.w-10-width(by)))})
	}
	if len(by) > 0 {
		p.addToLast(row{indent: 6, left: by})
	}
}
