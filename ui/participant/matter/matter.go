// Package matter lists what a phase works on: what an earlier phase made. So a talk has
// the result or the questions in front of it, and who writes a promise what came first.
package matter

import (
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/participant/ballot"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// List is what a list of the matter follows from. Two that are equal have the same rows.
type List struct {
	Board *model.Board // the parts of it that are shown
	Ideas *view.VisibleIdeas
	// Talks says that people are listed with what they talk at, and the notes with what
	// they belong to.
	Talks bool
}

// Of is the list of a snapshot. talks says that it is of a talk.
func Of(s stage.Snapshot, talks bool) List {
	revs := s.Board.Revs
	parts := model.Revs{Agenda: revs.Agenda, Ideas: revs.Ideas, Questions: revs.Questions, Rounds: revs.Rounds, Hidden: revs.Hidden}
	if talks {
		parts.People, parts.Commitments = revs.People, revs.Commitments
	}
	return List{view.BoardParts(s, parts), view.VisibleIdeasOf(s), talks}
}

// Facts is what a terminal needs to know of the matter at every wake-up.
type Facts struct {
	Any    bool           // the phase works on something that a list would show
	Topics []model.ItemID // that people choose among; see [model.Board.Topics]
}

// factsKey is what they follow from.
type factsKey struct {
	workshop stage.WorkshopEpoch
	revs     model.Revs
}

// FactsOf finds the facts of a snapshot once for all terminals.
func FactsOf(s stage.Snapshot) *Facts {
	revs := s.Board.Revs
	k := factsKey{s.Workshop, model.Revs{Agenda: revs.Agenda, Ideas: revs.Ideas, Questions: revs.Questions, Rounds: revs.Rounds}}
	return frame.Hold(s.Cache, k, func() (*Facts, int64) {
		b, m := s.Board, s.Board.Matter()
		f := &Facts{Any: m.Kind != model.NoMatter, Topics: b.Topics()}
		if m.Kind == model.MatterIdeas {
			f.Any = slices.ContainsFunc(b.Ideas(view.Anybody), func(i *model.Idea) bool { return i.Phase == m.Phase })
		}
		return f, int64(8 * len(f.Topics))
	})
}

// Add adds the matter to rows. most is how many rows of a result there are at most.
func (l List) Add(p *view.Rows, dc stage.DrawContext, most int) {
	m := l.Board.Matter()
	switch m.Kind {
	case model.MatterResult:
		ballot.OutcomeRowsWith(p, dc, l.Board, l.Board.Round(m.Round), most, func(id model.ItemID) { l.topic(p, dc, id) })
		l.others(p, dc, l.Board.Round(m.Round))
	case model.MatterQuestions:
		l.questions(p, dc)
	case model.MatterClusters:
		l.clusters(p, dc)
	case model.MatterIdeas:
		l.ideas(p, dc, m.Phase)
	}
}

// others adds the topics that were not voted on, and where the result is withheld all that
// was voted on.
func (l List) others(p *view.Rows, dc stage.DrawContext, r *model.Round) {
	var ids []model.ItemID
	shown := r.Withheld() == model.Shown
	if l.Talks {
		ids = l.Board.Topics()
	}
	if !shown {
		p.Gap()
		if len(ids) == 0 {
			for _, c := range r.Candidates {
				ids = append(ids, c.ID)
			}
		}
	}
	for _, id := range ids {
		if !shown || r.Candidate(id) == nil {
			p.Item(view.Entry{ID: id}, 2, []view.Span{{Style: dc.Accent, Text: "● "}}, dc.Theme.Text, view.ItemText(l.Board, id), 2)
			l.topic(p, dc, id)
		}
	}
}

// questions adds the chosen questions, or all where none is chosen.
func (l List) questions(p *view.Rows, dc stage.DrawContext) {
	all := l.Board.Questions()
	head, mark := "participant.matter.questions", "○ "
	if chosen := slices.DeleteFunc(slices.Clone(all), func(q *model.Question) bool { return !q.Chosen }); len(chosen) > 0 {
		all, head, mark = chosen, "participant.matter.chosen", "● "
	}
	p.Heading(dc.Theme.Strong, dc.Words.T(head))
	for _, q := range all {
		p.Item(view.Entry{ID: q.ID}, 2, []view.Span{{Style: dc.Accent, Text: mark}}, dc.Theme.Text, q.Text, 3)
		l.topic(p, dc, q.ID)
	}
}

// clusters adds the clusters, each with its first ideas, and last what lies in none.
func (l List) clusters(p *view.Rows, dc stage.DrawContext) {
	var loose []*model.Idea
	for _, g := range l.Ideas.Groups() {
		if g.Cluster == nil {
			loose = g.Ideas
			continue
		}
		count := view.Span{Style: dc.Theme.Muted, Text: dc.Words.N("unit.ideas", len(g.Ideas))}
		p.Gap()
		p.Item(view.Entry{ID: g.Cluster.ID}, 2, nil, dc.Accent.With(frame.Bold), title(dc, g.Cluster), 2, count)
		for _, i := range g.Ideas[:min(len(g.Ideas), shownCards)] {
			p.AddToLast(view.Row{Indent: 4, Left: cardLine(dc, i, p.W-6)})
		}
		l.topic(p, dc, g.Cluster.ID)
	}
	if len(loose) == 0 {
		return
	}
	p.Heading(dc.Theme.Muted.With(frame.Bold), dc.Words.T("participant.matter.loose"))
	for _, i := range loose {
		p.Item(view.Entry{ID: i.ID}, 4, []view.Span{view.SectorMark(dc, i.Sector), {Text: " "}}, dc.Theme.Text, i.Text, 2)
	}
}

// shownCards is how many ideas stand under a cluster: all of them are opened with enter.
const shownCards = 3

// ideas adds what was written in a phase, the newest first.
func (l List) ideas(p *view.Rows, dc stage.DrawContext, phase model.PhaseID) {
	p.Heading(dc.Theme.Strong, dc.PhaseTitle(l.Board.PhaseByID(phase)))
	for _, i := range slices.Backward(l.Ideas.Ideas) {
		if i.Phase == phase {
			p.Item(view.Entry{ID: i.ID}, 2, []view.Span{view.SectorMark(dc, i.Sector), {Text: " "}}, dc.Theme.Text, i.Text, 2)
		}
	}
}

// topic adds to the last entry who talks at it, and what was noted there.
func (l List) topic(p *view.Rows, dc stage.DrawContext, id model.ItemID) {
	if !l.Talks {
		return
	}
	b := l.Board
	var at []view.Span
	n, room := 0, p.W-8
	for _, someone := range b.People() {
		if b.TopicOf(someone) != id {
			continue
		}
		n++
		name, sector := view.SeenAs(b.Anonymous, dc.Words, someone)
		mark := view.SectorMark(dc, sector)
		if b.Anonymous {
			continue
		}
		if room -= frame.Width(name) + 4; room < 12 {
			continue
		}
		at = append(at, mark, view.Span{Style: dc.Theme.Text, Text: " " + name + "  "})
	}
	if n > 0 {
		here := view.Span{Style: dc.Theme.Ok, Text: dc.Words.N("participant.matter.here", n) + "  "}
		p.AddToLast(view.Row{Indent: 4, Left: append([]view.Span{here}, at...)})
	}
	for _, note := range b.NotesOf(view.Anybody, b.Phase().ID, id) {
		for i, line := range frame.WrapLines(note.Text, max(8, p.W-10)) {
			left := []view.Span{{Style: dc.Theme.Muted, Text: "– "}, view.SectorMark(dc, note.Sector), {Text: " "}, {Style: dc.Theme.Text, Text: line}}
			if i > 0 {
				left = []view.Span{{Text: "    "}, {Style: dc.Theme.Text, Text: line}}
			}
			p.AddToLast(view.Row{Indent: 4, Left: left})
		}
	}
}

// Behind is what lies behind an item: the cards of a cluster, of the cluster that a
// question came from, or of what was voted on. It is empty where there is nothing.
func Behind(dc stage.DrawContext, b *model.Board, ideas *view.VisibleIdeas, id model.ItemID) (head, text string) {
	if q := b.Question(id); q != nil {
		head, id = q.Text, q.Cluster
	}
	c := b.Cluster(id)
	if c == nil {
		if i := b.Idea(id); i != nil && head == "" {
			return dc.Words.T("participant.matter.idea"), i.Text
		}
		return head, ""
	}
	if head == "" {
		head = title(dc, c)
	} else {
		text = title(dc, c) + "\n\n"
	}
	for _, g := range ideas.Groups() {
		if g.Cluster == nil || g.Cluster.ID != c.ID {
			continue
		}
		for _, i := range g.Ideas {
			text += view.SectorMark(dc, i.Sector).Text + " " + i.Text + "\n"
		}
	}
	return head, strings.TrimRight(text, "\n")
}

// title is what a cluster is called.
func title(dc stage.DrawContext, c *model.Cluster) string {
	if c.Title == "" {
		return dc.Words.T("participant.matter.unnamed")
	}
	return c.Title
}

// cardLine is an idea on one row of w cells.
func cardLine(dc stage.DrawContext, i *model.Idea, w int) []view.Span {
	return []view.Span{view.SectorMark(dc, i.Sector), {Style: dc.Theme.Muted, Text: " " + frame.Truncate(i.Text, max(1, w-2))}}
}

// Brief adds the most important of the matter in few rows: what goes on, or came highest,
// or else the questions or the clusters. It adds nothing where there is none, and reports
// whether there was any.
func Brief(p *view.Rows, dc stage.DrawContext, b *model.Board, most int) bool {
	head, rows := report.SoFar(dc.Words, b)
	if len(rows) == 0 {
		return false
	}
	p.Heading(dc.Theme.Strong, dc.Words.T(head))
	for _, r := range rows[:min(len(rows), most)] {
		var right []view.Span
		if r.Right != "" {
			right = []view.Span{{Style: dc.Theme.Muted, Text: r.Right}}
		}
		title := frame.Truncate(strings.Join(strings.Fields(r.Title), " "), max(4, p.W-10-view.Width(right)))
		p.Add(view.Row{Indent: 4, Left: []view.Span{{Style: dc.Accent, Text: "● "}, {Style: dc.Theme.Text, Text: title}}, Right: right})
	}
	if more := len(rows) - most; more > 0 {
		p.Add(view.Row{Indent: 6, Left: []view.Span{{Style: dc.Theme.Muted, Text: dc.Words.T("participant.talk.more", "N", more)}}})
	}
	return true
}
