package closing

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// ratingPrivate is what the screen follows from.
type ratingPrivate struct {
	top   view.OwnTopProps
	given bool
	scale scaleProps
	text  view.TextProps
	rows  int               // of the text
	list  view.OwnListProps // how it went, once the score is given
}

// ratingPlaces is where the parts lie: the scale and the text, or the thanks and
// the list.
type ratingPlaces struct {
	top                      view.TopPlaces
	scale, box, thanks, list frame.Rect
}

func (p ratingPrivate) places(dc stage.DrawContext, r frame.Rect) ratingPlaces {
	at := ratingPlaces{top: p.top.Places(dc, r)}
	rest := view.ReadingWidth(at.top.Rest)
	if p.given {
		at.thanks, at.list = rest.SplitTop(2)
		return at
	}
	at.scale, rest = rest.SplitTop(p.scale.on.scores())
	if r.H >= 16 {
		_, rest = rest.SplitTop(1)
	}
	at.box, _ = rest.SplitTop(p.rows)
	return at
}

// props is that of the terminal now, for a screen of r.
func (f *rating) props(r frame.Rect) ratingPrivate {
	p := ratingPrivate{top: f.OwnTopProps(), given: f.given, scale: scaleProps{f.on, f.score, !f.writing}}
	if f.on.Text {
		p.text, p.rows = f.text.Props(f.Words.T(f.on.word("label")), f.writing), f.text.Rows(r)
	}
	if f.given {
		p.list = f.results.OwnList()
	}
	return p
}

// showResults shows what the answers came to; of the meeting itself, what it came to.
func (f *rating) showResults(r frame.Rect) {
	if f.on.Once {
		view.ShowList(f.results, resultsListOf(f.Terminal), r)
		return
	}
	s := f.Snapshot()
	revs := model.Revs{Ratings: f.Board().Revs.Ratings, Agenda: f.Board().Revs.Agenda}
	view.ShowList(f.results, ratingsList{view.BoardParts(s, revs), f.phase}, r)
}

// ratingsList is what the answers in a phase come to, once they may be told.
type ratingsList struct {
	board *model.Board
	phase model.PhaseID
}

func (l ratingsList) Rows(dc stage.DrawContext, w int) *view.Rows {
	p, r := &view.Rows{W: w}, l.board.RatingsIn(l.phase)
	if why := report.Untold(dc.Words, r); why != "" {
		p.Text(2, dc.Theme.Muted, why)
		return p
	}
	if !r.Told() {
		return p
	}
	section(p, dc, report.MeanSaid(dc.Words, r), view.Span{Style: dc.Theme.Muted, Text: dc.Words.N("unit.answers", r.Given)})
	for i := len(r.Counts) - 1; i >= 0; i-- {
		score := strconv.Itoa(r.Scale.Low + i)
		p.Item(view.Entry{}, 6, []view.Span{{Style: dc.Theme.Key, Text: "  " + score + "  "}}, dc.Theme.Text,
			strings.TrimRight(strconv.Itoa(r.Counts[i])+"  "+report.ScoreName(dc.Words, r.Activity, r.Scale.Low+i), " "), 1)
	}
	for _, text := range r.Texts {
		p.Text(2, dc.Theme.Text, "– "+text)
	}
	return p
}

// Settle takes up where the scale, the text and the list lie.
func (f *rating) Settle(layout stage.SharedLayout) {
	r := frame.Rect(layout.(view.WholeArea))
	at := f.props(r).places(f.DrawContext(), r)
	if f.given {
		f.showResults(at.list)
		return
	}
	f.scale = at.scale
	if f.on.Text {
		f.text.Place(at.box, f.Words.T(f.on.word("hint")))
	}
}

func (f *rating) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	return view.SamePrivate(last, f.props(frame.Rect(layout.(view.WholeArea))))
}

// DrawPrivate lays the scale and the text, or the thanks and the list.
func (p ratingPrivate) DrawPrivate(dc stage.DrawContext, r frame.Rect) []frame.Pane {
	at := p.places(dc, r)
	panes := p.top.Panes(dc, r, at.top)
	if p.given {
		return p.list.Add(dc, append(panes, dc.Pane(at.thanks, thanksProps{p.scale.on, p.scale.score})))
	}
	panes = append(panes, dc.Pane(at.scale, p.scale))
	if p.scale.on.Text {
		panes = append(panes, dc.Pane(at.box, p.text))
	}
	return panes
}

// scaleProps is the scale, with the score that is chosen.
type scaleProps struct {
	on    scaleOf
	score int  // none before one is chosen
	here  bool // it has the keys
}

// Draw draws the scale, the best at the top.
func (p scaleProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	for n := p.on.Low; n <= p.on.High; n++ {
		y := p.on.High - n
		mark, style := "○", dc.Theme.Text
		if n == p.score {
			mark, style = "●", dc.Theme.Strong
		}
		c.Text(4, y, dc.Theme.Key, strconv.Itoa(n))
		c.Text(7, y, dc.Accent.With(frame.Bold), mark)
		if p.on.named {
			c.TextIn(10, y, c.W()-12, style, p.on.name(dc.Words, n))
		}
		if n == p.score && p.here {
			c.Restyle(frame.Rect{X: 2, Y: y, W: min(c.W()-4, 46), H: 1}, dc.Theme.Select)
		}
	}
}

// thanksProps thanks for a score.
type thanksProps struct {
	on    scaleOf
	score int
}

// Draw says what was given.
func (p thanksProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	c.TextIn(2, 0, c.W()-4, dc.Accent.With(frame.Bold), dc.Words.T("participant.rating.thanks", "Score", p.on.name(dc.Words, p.score)))
}
