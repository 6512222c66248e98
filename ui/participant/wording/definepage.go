package wording

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// byRank is the clusters with ideas or questions: what goes on from a vote first, and
// then by how they came out.
func byRank(b *model.Board) []*model.Cluster {
	rank := map[model.ItemID]int{}
	for _, round := range b.Rounds().All() {
		res, ok := round.Result()
		if !ok || round.IsOpen() {
			continue
		}
		for _, row := range res.Rows {
			if b.Cluster(row.ID) != nil {
				rank[row.ID] = row.Rank
			}
		}
	}
	clusters := b.Clusters()
	for _, id := range b.GoingOn() {
		rank[id] = -1
	}
	if len(rank) > 0 {
		place := func(c *model.Cluster) int { return cmp.Or(rank[c.ID], model.MaxItems) }
		slices.SortStableFunc(clusters, func(x, y *model.Cluster) int { return cmp.Compare(place(x), place(y)) })
	}
	return clusters
}

// definePage lists the clusters with the wordings under them, the chosen ones
// marked, better wordings under those they come from.
func definePage(dc stage.DrawContext, b *model.Board, ideas *view.VisibleIdeas, w int) *view.Rows {
	p := &view.Rows{W: w}
	of := map[model.ItemID][]*model.Question{}
	for _, q := range b.Questions() {
		at := q.Cluster
		if c := b.Cluster(at); c == nil || !c.Live() {
			at = 0
		}
		of[at] = append(of[at], q)
	}
	on := b.GoingOn()
	for _, c := range byRank(b) {
		p.Gap()
		n := 0
		for _, g := range ideas.Groups() {
			if g.Cluster != nil && g.Cluster.ID == c.ID {
				n = len(g.Ideas)
			}
		}
		right := []view.Span{{Style: dc.Theme.Muted, Text: dc.Words.N("unit.ideas", n)}}
		if slices.Contains(on, c.ID) && w >= 56 {
			right = append([]view.Span{{Style: dc.Theme.Ok, Text: dc.Words.T("participant.outcome.goeson") + "  "}}, right...)
		}
		p.Item(view.Entry{ID: c.ID}, 4, nil, dc.Accent.With(frame.Bold), c.Title, 1, right...)
		questionRows(p, dc, b, of[c.ID])
		if len(of[c.ID]) == 0 {
			p.Add(view.Row{Indent: 6, Left: []view.Span{{Style: dc.Theme.Faint, Text: frame.Truncate(dc.Words.T("participant.define.none"), w-8)}}})
		}
	}
	if rest := of[0]; len(rest) > 0 {
		p.Heading(dc.Theme.Muted.With(frame.Bold), dc.Words.T("participant.define.free"))
		questionRows(p, dc, b, rest)
	}
	looseRows(p, dc, ideas)
	if p.HasNoEntry() {
		p.Text(4, dc.Theme.Muted, dc.Words.T("participant.define.empty"))
	}
	return p
}

// looseRows lists the ideas that lie in no cluster.
func looseRows(p *view.Rows, dc stage.DrawContext, ideas *view.VisibleIdeas) {
	for _, g := range ideas.Groups() {
		if g.Cluster != nil || len(g.Ideas) == 0 {
			continue
		}
		p.Heading(dc.Theme.Muted.With(frame.Bold), dc.Words.T("participant.matter.loose"), view.Span{Style: dc.Theme.Muted, Text: dc.Words.N("unit.ideas", len(g.Ideas))})
		for _, i := range g.Ideas {
			p.Item(view.Entry{ID: i.ID}, 4, []view.Span{view.SectorMark(dc, i.Sector), {Text: " "}}, dc.Theme.Text, i.Text, 2)
		}
	}
}

// questionRows lists wordings, each followed by those that word it better.
func questionRows(p *view.Rows, dc stage.DrawContext, b *model.Board, questions []*model.Question) {
	children := map[model.ItemID][]*model.Question{}
	here := map[model.ItemID]bool{}
	for _, q := range questions {
		here[q.ID] = true
	}
	for _, q := range questions {
		parent := q.Parent
		if !here[parent] {
			parent = 0
		}
		children[parent] = append(children[parent], q)
	}
	var write func(of model.ItemID, depth int)
	write = func(of model.ItemID, depth int) {
		for _, q := range children[of] {
			questionRow(p, dc, b, q, min(depth, 4))
			if q.ID != of && depth < 50 {
				write(q.ID, depth+1)
			}
		}
	}
	write(0, 0)
}

func questionRow(p *view.Rows, dc stage.DrawContext, b *model.Board, q *model.Question, depth int) {
	style, mark := dc.Theme.Text, "○ "
	if q.Chosen {
		style, mark = dc.Theme.Strong, "● "
	}
	if depth > 0 {
		mark = strings.Repeat("  ", depth-1) + "↳ " + mark
	}
	var right []view.Span
	if _, s := b.Session(q.Session); s != nil && p.W >= 56 {
		right = append(right, view.Span{Style: dc.Theme.Muted, Text: frame.Truncate(stage.Local(dc.Words.Lang(), s.Title), p.W/4) + "  "})
	}
	if kind := kindWord(dc, q.Kind); kind != "" && p.W >= 56 {
		right = append(right, view.Span{Style: dc.Theme.Muted, Text: kind})
	}
	if q.Chosen && p.W >= 56 {
		right = append(right, view.Span{Style: dc.Accent.With(frame.Bold), Text: "  " + dc.Words.T("participant.define.chosen")})
	}
	support := "    "
	if n := q.Backers(); n > 0 {
		support = "  +" + strconv.Itoa(n)
		support += strings.Repeat(" ", max(0, 5-len(support)))
	}
	right = append(right, view.Span{Style: dc.Theme.Ok, Text: support})
	p.Item(view.Entry{ID: q.ID}, 4, []view.Span{{Style: dc.Accent, Text: mark}}, style, q.Text, 3, right...)
}

func kindWord(dc stage.DrawContext, k model.QuestionKind) string {
	switch k {
	case model.OpenQuestion:
		return dc.Words.T("participant.define.open")
	case model.ClosedQuestion:
		return dc.Words.T("participant.define.closed")
	}
	return ""
}
