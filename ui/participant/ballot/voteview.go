package ballot

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// detailText is a candidate with its ideas and their sectors.
func detailText(dc stage.DrawContext, c model.Candidate) string {
	var s strings.Builder
	s.WriteString(c.Title + "\n")
	for _, line := range c.Detail {
		s.WriteString("\n· " + line)
	}
	var sectors []string
	for _, sector := range model.Sectors {
		if n := c.Sectors[sector]; n > 0 {
			sectors = append(sectors, view.SectorMark(dc, sector).Text+" "+view.SectorShort(dc.Words, sector)+" "+strconv.Itoa(n))
		}
	}
	if len(sectors) > 0 {
		s.WriteString("\n\n" + strings.Join(sectors, "   "))
	}
	return s.String()
}

// voteLayout is where one's own panes lie in a round. The candidates are one's
// own too: each has them in another order.
type voteLayout struct {
	head       view.Heading
	list, dots frame.Rect
}

// Bytes is little.
func (voteLayout) Bytes() int64 { return 100 }

// voteView is what the foot says. Many have as many dots left. Who is here, and so
// how many can vote, is not on the board.
type voteView struct {
	view.EachLooks
	round    model.RoundID
	session  model.SessionID
	barred   string // why one has no ballot; empty if one has
	left     int    // dots
	cast, of int
}

// voteProps is all that the shared picture of a round follows from.
type voteProps struct {
	view.PhaseProps
	foot footProps
}

func (v *vote) SharedView(_ frame.Rect, last stage.SharedView) (stage.SharedView, bool) {
	round := v.Board().Round(v.round)
	now := voteView{round: v.round, session: v.InSession(), barred: v.barred(), left: v.left(round)}
	now.cast, now.of = v.turnout(round)
	return view.SameShared(last, now), true
}

// Props is what is seen of a board.
func (v voteView) Props(s stage.Snapshot) stage.SharedProps {
	return voteProps{view.PhaseOf(s.Board, s.Clocks, v.session), footProps{s.Board.Round(v.round), v.barred, v.left, v.cast, v.of}}
}

// DrawShared leaves room for the candidates and the dots.
func (p voteProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	panes, rest, head := p.Top(dc, r, false)
	layout := voteLayout{head: head}
	rest = view.ReadingWidth(rest)
	foot, rest := rest.SplitBottom(p.foot.height(dc, r))
	if r.H >= 18 {
		_, rest = rest.SplitBottom(1)
	}
	layout.dots, layout.list = rest.SplitRight(dotsWidth(p.foot.round) + 2)
	return append(panes, dc.Pane(foot, p.foot)), layout
}

// voteList is the candidates of a round in the order that somebody has them.
type voteList struct {
	board  *model.Board
	round  model.RoundID
	person model.PersonID
}

// voteBoardKey is what the list follows from besides the person: the round, what is
// hidden, and the ballots as far as their count is told.
type voteBoardKey struct {
	workshop      stage.WorkshopEpoch
	round         model.RoundID
	hidden, votes uint64
}

// voteList is the candidates as they are to be seen now.
func (v *vote) voteList() voteList {
	b := v.Board()
	key := voteBoardKey{workshop: v.WorkshopEpoch(), round: v.round, hidden: b.Revs.Hidden}
	if !b.Round(v.round).Secret {
		key.votes = b.Revs.Rounds
	}
	if v.listed == nil || v.listedBy != key {
		v.listed, v.listedBy = frame.Hold(v.Cache(), key, func() (*model.Board, int64) { return b, 4 << 10 }), key
	}
	return voteList{v.listed, v.round, v.Me.Person}
}

// votePrivate is what one's own panes follow from.
type votePrivate struct {
	aside view.AsideProps
	list  view.OwnListProps
	dots  dotsProps
	at    frame.Rect // where the dots lie
}

// Settle takes up where candidates and dots lie.
func (v *vote) Settle(layout stage.SharedLayout) {
	n, round := layout.(voteLayout), v.Board().Round(v.round)
	v.dots = n.dots
	switch now := [2]int{v.mine.laid, round.Dots}; {
	case v.barred() != "":
		v.Said = ""
	case v.Said == "" || v.told != now:
		v.Said, v.told = dotText(now[0], now[1]), now
	}
	view.ShowList(v.list, v.voteList(), n.list)
}

func (v *vote) Private(layout stage.SharedLayout, last view.PrivateProps) view.PrivateProps {
	n := layout.(voteLayout)
	list := v.list.OwnList()
	return view.SamePrivate(last, votePrivate{v.AsideProps(n.head), list, dotsProps{v.mine, list, v.list.Item()}, n.dots})
}

// DrawPrivate lays the candidates with one's dots beside them.
func (p votePrivate) DrawPrivate(dc stage.DrawContext, _ frame.Rect) []frame.Pane {
	return append(p.list.AddInOne(dc, p.aside.Panes(dc)), dc.Pane(p.at, p.dots))
}

// soFar is the dots of an open round; nil if it is secret.
func soFar(round *model.Round) map[model.ItemID]int {
	if round.Secret {
		return nil
	}
	dots := map[model.ItemID]int{}
	if res, ok := round.Result(); ok {
		for _, row := range res.Rows {
			dots[row.ID] = row.Dots
		}
	}
	return dots
}

// seenRound is the round as a participant may see it.
func (v *vote) seenRound() *model.Round {
	return report.Seen(v.Words, v.Board(), model.Actor{Role: model.Participant}, v.Board().Round(v.round))
}

// Rows lists the candidates, as they may be seen, with the result so far of a round
// that is not secret.
func (l voteList) Rows(dc stage.DrawContext, w int) *view.Rows {
	p := &view.Rows{W: w}
	round := l.board.Round(l.round)
	seen, now := report.Seen(dc.Words, l.board, model.Actor{Role: model.Participant}, round), soFar(round)
	for i, candidate := range round.Order(l.person) {
		c := seen.Candidate(candidate.ID)
		label := round.Label(c.ID)
		var right []view.Span
		if n := len(c.Detail); n > 1 && w >= 50 {
			right = append(right, view.Span{Style: dc.Theme.Muted, Text: dc.Words.N("unit.ideas", n)})
		}
		if now != nil {
			right = append(right, view.Span{Style: dc.Theme.Muted, Text: "  " + dc.Words.N("unit.dots", now[c.ID])})
		}
		p.Item(view.Entry{ID: c.ID, At: i}, 4, []view.Span{{Style: dc.Theme.Key, Text: label + strings.Repeat(" ", 3-len(label))}}, dc.Theme.Text, c.Title, 2, right...)
	}
	return p
}

// dotsWidth is the room that one's dots on a candidate take.
func dotsWidth(round *model.Round) int { return max(3, min(round.MaxPer, 8)) }

// dotText shows dots laid and left: ●●●○○, or 12/20 where they are many.
func dotText(laid, all int) string {
	if all > 12 {
		return "● " + strconv.Itoa(laid) + "/" + strconv.Itoa(all)
	}
	return strings.Repeat("●", max(0, laid)) + strings.Repeat("○", max(0, all-laid))
}

// dotsProps is one's own dots beside the candidates that are seen.
type dotsProps struct {
	ballot *ballot
	list   view.OwnListProps
	chosen model.ItemID
}

// Draw draws the dots in the rows where their candidates begin.
func (p dotsProps) Draw(dc stage.DrawContext, c *frame.Canvas) {
	w := c.W() - 2
	from, to := 0, 0 // the rows of the chosen candidate
	p.list.EachSeen(func(e view.Entry, y int) {
		if e.ID == p.chosen {
			from, to = max(0, y), min(c.H(), y+e.H)
		}
		n := p.ballot.on(e.ID)
		if n == 0 {
			return
		}
		text := strings.Repeat("●", n)
		if n > w {
			text = "●×" + strconv.Itoa(n)
		}
		c.Text(0, y, dc.Theme.Dot, text)
	})
	c.Restyle(frame.Rect{Y: from, W: w, H: to - from}, dc.Theme.Select)
}
