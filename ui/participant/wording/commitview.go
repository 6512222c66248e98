package wording

import (
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/participant/matter"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

var fieldWords = [...]string{"participant.commit.what", "participant.commit.who", "participant.commit.when", "participant.commit.question"}

var fieldHints = [...]string{"participant.commit.whathint", "participant.commit.whohint", "participant.commit.whenhint"}

const labelWidth = 11

// commitPrivate is what the screen follows from.
type commitPrivate struct {
	top    view.OwnTopProps
	at     int // the field that has the keys
	fields [fieldQuestion]view.TextProps
	asks   bool // there is a field for the question
	answer string
	list   view.OwnListProps
	me     model.PersonID
}

// commitPlaces is where the fields and the list lie. The place of a field that is
// not there is empty.
type commitPlaces struct {
	top    view.TopPlaces
	fields [fieldList]frame.Rect
	list   frame.Rect
}

func (p commitPrivate) places(dc stage.DrawContext, r frame.Rect) commitPlaces {
	at := commitPlaces{top: p.top.Places(dc, r)}
	rest := view.ReadingWidth(at.top.Rest)
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
	p := commitPrivate{top: c.OwnTopProps(), at: c.at, asks: c.last() == fieldQuestion, list: c.list.OwnList(), me: c.Me.Person}
	for i := range p.fields {
		p.fields[i] = c.fields[i].Props("", c.at == i)
	}
	if p.asks {
		p.answer = strings.Join(strings.Fields(view.ItemText(c.Board(), c.from)), " ")
	}
	return p
}

// commitmentsList is all commitments.
type commitmentsList struct{ board *model.Board }

func (l commitmentsList) Rows(dc stage.DrawContext, w int) *view.Rows {
	return commitmentsPage(dc, l.board, w)
}

// Settle takes up where the fields and the list lie.
func (c *commit) Settle(layout stage.SharedLayout) {
	at := c.props().places(c.DrawContext(), frame.Rect(layout.(view.WholeArea)))
	c.spots = at.fields
	for i, text := range c.fields {
		_, field := at.fields[i].SplitLeft(labelWidth)
		text.Place(field, c.Words.T(fieldHints[i]))
	}
	revs := c.Board().Revs
	revs.Ratings = 0
	c.list.LetChoose(c.at == fieldList)
	view.ShowList(c.list, commitmentsList{view.BoardParts(c.Snapshot(), revs)}, at.list)
}

func (c *commit) Private(_ stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, c.props())
}

// DrawPrivate lays the fields over the list, in which one's own commitments have a
// sign.
func (p commitPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	at := p.places(dc, r)
	panes := p.top.Panes(dc, r, at.top)
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
	return p.list.Signs(dc, p.list.Add(dc, panes), view.OwnSign, func(e view.Entry) bool { return e.By == p.me })
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

// briefRows is how much of what the promises are about stands over them.
const briefRows = 3

// commitmentsPage lists all commitments under the questions they answer.
func commitmentsPage(dc stage.DrawContext, b *model.Board, w int) *view.Rows {
	p := &view.Rows{W: w}
	all := b.Commitments()
	matter.Brief(p, dc, b, briefRows)
	p.Gap()
	p.Add(view.Row{Indent: 2, Left: []view.Span{{Style: dc.Theme.Strong, Text: dc.Words.N("unit.commitments", len(b.Promises()))}}})
	if len(all) == 0 {
		p.Gap()
		p.Text(4, dc.Theme.Muted, dc.Words.T("participant.commit.empty"))
	}
	var order []model.ItemID
	for _, c := range all {
		if !slices.Contains(order, c.From) {
			order = append(order, c.From)
		}
	}
	for _, from := range order {
		p.Gap()
		if text := view.ItemText(b, from); text != "" {
			p.Add(view.Row{Indent: 4, Left: []view.Span{{Style: dc.Theme.Muted, Text: frame.Truncate(text, w-8)}}})
		}
		for _, c := range all {
			if c.From == from {
				CommitmentRow(p, dc, b, c)
			}
		}
	}
	return p
}

// CommitmentRow adds a commitment, with who keeps it and until when.
func CommitmentRow(p *view.Rows, dc stage.DrawContext, b *model.Board, c *model.Commitment) {
	p.Item(view.Entry{ID: c.ID, By: c.By}, 4, []view.Span{{Style: dc.Accent, Text: "▪ "}}, dc.Theme.Text, c.What, 3)
	var by []view.Span
	if who := report.Promiser(b, c, dc.Words); who != "" {
		by = append(by, view.Span{Style: dc.Theme.Strong, Text: frame.Truncate(who, p.W-10)})
	}
	if c.When != "" {
		if len(by) > 0 {
			by = append(by, view.Span{Style: dc.Theme.Muted, Text: "  ·  "})
		}
		by = append(by, view.Span{Style: dc.Theme.Muted, Text: frame.Truncate(c.When, max(4, p.W-10-view.Width(by)))})
	}
	if len(by) > 0 {
		p.AddToLast(view.Row{Indent: 6, Left: by})
	}
}
