package participant

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
)

// detailText is a candidate with its ideas and their sectors.
func detailText(l look, c model.Candidate) string {
	var s strings.Builder
	s.WriteString(c.Title + "\n")
	for _, line := range c.Detail {
		s.WriteString("\n· " + line)
	}
	var sectors []string
	for _, sector := range model.Sectors {
		if n := c.Sectors[sector]; n > 0 {
			sectors = append(sectors, l.mark(sector).text+" "+sectorShort(l.words, sector)+" "+strconv.Itoa(n))
		}
	}
	if len(sectors) > 0 {
		s.WriteString("\n\n" + strings.Join(sectors, "   "))
	}
	return s.String()
}

// voteNote is where one's own panes lie in a round. The candidates are one's
// own too: each has them in another order.
type voteNote struct {
	head       heading
	list, dots frame.Rect
}

func (v *vote) panes(r frame.Rect) []frame.Pane { return whole(v, r) }

// voteLook is what the foot says. Many have as many dots left.
type voteLook struct {
	barred   string
	left     int
	cast, of int
}

func (v *vote) alike(frame.Rect) any {
	round := v.Board().Round(v.round)
	look := voteLook{barred: v.barred(), left: v.left(round)}
	look.cast, look.of = v.turnout(round) // who is here is not on the board
	return remembered(&v.seen[0], look)
}

func (v *vote) common(r frame.Rect) ([]frame.Pane, any) {
	round := v.Board().Round(v.round)
	panes, rest, head := v.top(r, false)
	note := &voteNote{head: head}
	rest = reading(rest)
	foot, rest := rest.SplitBottom(v.footRows(r, round))
	if r.H >= 18 {
		_, rest = rest.SplitBottom(1)
	}
	note.dots, note.list = rest.SplitRight(dotsWidth(round) + 2)
	return append(panes, v.footPane(foot, round)), note
}

// voteCause is what one's own panes follow from besides one's own keys.
type voteCause struct {
	voteNote
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

func (v *vote) cause(n any) (own, keys any) {
	round := v.Board().Round(v.round)
	c := voteCause{*n.(*voteNote), v.barred(), max(v.soFarRev(round), v.Board().Revs.Hidden), v.loads}
	return remembered(&v.seen[1], c), remembered(&v.seen[2], voteKeys{v.Board().Revs.Agenda, v.loads, c.barred})
}

func (v *vote) own(r frame.Rect, n any) []frame.Pane {
	note, round := n.(*voteNote), v.Board().Round(v.round)
	v.dots = note.dots
	dots := dotText(round.Dots-v.left(round), round.Dots)
	if v.barred() != "" {
		dots = "" // said drops what is empty
	}
	panes := v.aside(r, note.head, dots)
	order, res := v.order, v.soFar(round)
	v.list.lay(note.list, uint64(round.ID), [3]any{v.Me.Person, res.rev, v.Board().Revs.Hidden}, func(l look, w int) *page {
		return votePage(l, v.seenRound(), order, res, w)
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
func votePage(l look, seen *model.Round, order []model.ItemID, now soFar, w int) *page {
	p := &page{w: w}
	for i, id := range order {
		c := seen.Candidate(id)
		label := strconv.Itoa(i + 1)
		if len(order) <= 26 {
			label = string(rune('A' + i))
		}
		var right []span
		if n := len(c.Detail); n > 1 && w >= 50 {
			right = append(right, span{l.theme.Muted, l.words.N("unit.ideas", n)})
		}
		if now.dots != nil {
			right = append(right, span{l.theme.Muted, "  " + l.words.N("unit.dots", now.dots[c.ID])})
		}
		p.item(entry{id: c.ID, at: i}, 4, []span{{l.theme.Key, label + strings.Repeat(" ", 3-len(label))}}, l.theme.Text, c.Title, 2, right...)
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
	l, w := v.look(), r.W-2
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
			c.Text(0, d.y, l.theme.Dot, text)
		}
		c.Restyle(frame.Rect{Y: here.from, W: w, H: here.to - here.from}, l.theme.Select)
	}}
}
