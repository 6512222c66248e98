package participant

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
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
			sectors = append(sectors, mark(dc, sector).text+" "+sectorShort(dc.Words, sector)+" "+strconv.Itoa(n))
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
	head       heading
	list, dots frame.Rect
}

// Bytes is little.
func (voteLayout) Bytes() int64 { return 100 }

func (v *vote) panes(r frame.Rect) []frame.Pane { return whole(v, v.desk, r) }

// voteView is what the foot says. Many have as many dots left. Who is here, and so
// how many can vote, is not on the board.
type voteView struct {
	eachLooks
	round    model.RoundID
	session  model.SessionID
	barred   string // why one has no ballot; empty if one has
	left     int    // dots
	cast, of int
}

// voteProps is all that the shared picture of a round follows from.
type voteProps struct {
	phaseProps
	foot footProps
}

func (v *vote) view(frame.Rect) (stage.SharedView, bool) {
	round := v.Board().Round(v.round)
	view := voteView{round: v.round, session: v.inSession(), barred: v.barred(), left: v.left(round)}
	view.cast, view.of = v.turnout(round)
	return same(&v.viewed, view), true
}

// Props is what is seen of a board.
func (v voteView) Props(s stage.Snapshot) stage.SharedProps {
	return voteProps{phaseOf(s.Board, s.Clocks, v.session), footProps{s.Board.Round(v.round), v.barred, v.left, v.cast, v.of}}
}

// DrawShared leaves room for the candidates and the dots.
func (p voteProps) DrawShared(dc stage.DrawContext, r frame.Rect) ([]frame.Pane, stage.SharedLayout) {
	panes, rest, head := p.top(dc, r, false)
	layout := voteLayout{head: head}
	rest = reading(rest)
	foot, rest := rest.SplitBottom(p.foot.height(dc, r))
	if r.H >= 18 {
		_, rest = rest.SplitBottom(1)
	}
	layout.dots, layout.list = rest.SplitRight(dotsWidth(p.foot.round) + 2)
	return append(panes, dc.Pane(foot, p.foot)), layout
}

// voteDependencies is what one's own panes follow from besides one's own keys.
type voteDependencies struct {
	voteLayout
	barred string
	soFar  uint64
	loads  int
}

// voteKeys is what the keys follow from.
type voteKeys struct {
	agenda uint64
	loads  int
	barred string
}

func (v *vote) dependencies(layout stage.SharedLayout) (own, keys any) {
	round := v.Board().Round(v.round)
	c := voteDependencies{layout.(voteLayout), v.barred(), max(v.soFarRev(round), v.Board().Revs.Hidden), v.loads}
	return remembered(&v.seen[0], c), remembered(&v.seen[1], voteKeys{v.Board().Revs.Agenda, v.loads, c.barred})
}

func (v *vote) own(r frame.Rect, layout stage.SharedLayout) []frame.Pane {
	note, round := layout.(voteLayout), v.Board().Round(v.round)
	v.dots = note.dots
	dots := dotText(round.Dots-v.left(round), round.Dots)
	if v.barred() != "" {
		dots = "" // said drops what is empty
	}
	panes := v.aside(r, note.head, dots)
	order, res := v.order, v.soFar(round)
	v.list.lay(note.list, uint64(round.ID), [3]any{v.Me.Person, res.rev, v.Board().Revs.Hidden}, func(dc stage.DrawContext, w int) *page {
		return votePage(dc, v.seenRound(), order, res, w)
	})
	return append(panes, v.list.windowWithChosen(), v.dotsPane(note.dots))
}

// soFar is the result of an open round that is not secret.
type soFar struct {
	rev  uint64
	dots map[model.ItemID]int
}

// soFarRev tells one result of an open round from another; 0 if it is secret.
func (v *vote) soFarRev(round *model.Round) uint64 {
	if round.Secret {
		return 0
	}
	return v.Board().Revs.Rounds
}

func (v *vote) soFar(round *model.Round) soFar {
	if round.Secret {
		return soFar{}
	}
	s := soFar{rev: v.soFarRev(round), dots: map[model.ItemID]int{}}
	if res, ok := round.Result(); ok {
		for _, row := range res.Rows {
			s.dots[row.ID] = row.Dots
		}
	}
	return s
}

// seenRound is the round as a participant may see it.
func (v *vote) seenRound() *model.Round {
	return report.Seen(v.Words, v.Board(), model.Actor{Role: model.Participant}, v.Board().Round(v.round))
}

// votePage lists the candidates of a round, as they may be seen, in an order.
func votePage(dc stage.DrawContext, seen *model.Round, order []model.ItemID, now soFar, w int) *page {
	p := &page{w: w}
	for i, id := range order {
		c := seen.Candidate(id)
		label := strconv.Itoa(i + 1)
		if len(order) <= 26 {
			label = string(rune('A' + i))
		}
		var right []span
		if n := len(c.Detail); n > 1 && w >= 50 {
			right = append(right, span{dc.Theme.Muted, dc.Words.N("unit.ideas", n)})
		}
		if now.dots != nil {
			right = append(right, span{dc.Theme.Muted, "  " + dc.Words.N("unit.dots", now.dots[c.ID])})
		}
		p.item(entry{id: c.ID, at: i}, 4, []span{{dc.Theme.Key, label + strings.Repeat(" ", 3-len(label))}}, dc.Theme.Text, c.Title, 2, right...)
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

// dotsPane is one's own dots beside the candidates that are seen.
func (v *vote) dotsPane(r frame.Rect) frame.Pane {
	type dotRow struct{ y, n int }
	type look struct {
		dots     string
		from, to int // the rows of the chosen candidate
	}
	dc, w := v.DrawContext(), r.W-2
	here := look{}
	var rows []dotRow
	var print strings.Builder
	for _, e := range v.list.visible() {
		y, seen := v.list.screenY(e)
		if e.id == v.list.item() {
			here.from, here.to = max(0, y-r.Y), min(r.H, y-r.Y+e.h)
		}
		if n := v.mine[e.id]; seen && n > 0 {
			rows = append(rows, dotRow{y - r.Y, n})
			print.WriteString(strconv.Itoa(y-r.Y) + ":" + strconv.Itoa(n) + " ")
		}
	}
	here.dots = print.String()
	return frame.Pane{Rect: r, Key: v.key("dots", uint64(w), here), Draw: func(c *frame.Canvas) {
		for _, d := range rows {
			text := strings.Repeat("●", d.n)
			if d.n > w {
				text = "●×" + strconv.Itoa(d.n)
			}
			c.Text(0, d.y, dc.Theme.Dot, text)
		}
		c.Restyle(frame.Rect{Y: here.from, W: w, H: here.to - here.from}, dc.Theme.Select)
	}}
}
