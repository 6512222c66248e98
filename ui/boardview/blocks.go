package boardview

import (
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/question"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// Blocks is what the scene of a board is made of.
func (s Scene) Blocks(dc stage.DrawContext, b *model.Board) []Block {
	m := &maker{dc: dc, b: b, opts: s.Options, accent: dc.Accent.With(frame.Bold)}
	m.filter = stage.ReadFilter(s.Filter)
	switch s.Kind {
	case Greetings:
		m.greetings()
	case Cards:
		m.cards()
	case Clusters:
		m.clusters()
	case Candidates:
		m.candidates(s.Round)
	case Result:
		m.result(s.Round)
	case Questions:
		m.questions(false)
	case Chosen:
		m.questions(true)
	case Checklist:
		m.checklist()
	case Commitments:
		m.commitments()
	case Carried:
		m.carried()
	case Notes:
		m.notedOn()
		m.notes()
	case Slot:
		m.slot()
	case Ratings:
		m.ratings()
	case Outcome:
		m.outcome()
	}
	return m.out
}

// maker makes the blocks of one scene.
type maker struct {
	dc     stage.DrawContext
	b      *model.Board
	opts   Options
	filter stage.GoalFilter
	accent frame.Style
	out    []Block
}

// keeps reports whether the filter lets a text through of something that serves no goals.
func (m *maker) keeps(text string) bool { return m.filter.Keeps(model.Serves{}, text) }

func (m *maker) add(lines ...Line) { m.out = append(m.out, Block{Lines: lines}) }

func (m *maker) greetings() {
	for _, g := range m.b.Greetings() {
		if m.keeps(g.Text) {
			style := m.dc.Theme.Sector(int(g.Sector) - 1)
			mark := m.dc.Theme.SectorMark(int(g.Sector) - 1)
			m.out = append(m.out, Block{
				Lines: []Line{{Mark: mark, MarkStyle: style, Text: g.Text, Style: m.dc.Theme.CardText}},
				Edge:  style, Foot: mark + " " + m.dc.SectorName(g.Sector), FootStyle: style,
			})
		}
	}
	if _, commitments := m.b.Carried(); len(commitments) > 0 {
		m.carriedCommitments(commitments)
	}
}

// sees reports whether the card is shown to those whom the board is shown to.
func (m *maker) sees(i *model.Idea) bool {
	if !m.filter.Keeps(m.b.ServedBy(i.ID), i.Text) {
		return false
	}
	room := model.Actor{Role: model.Observer}
	switch {
	case m.b.CanSee(room, i):
		return true
	case !m.opts.Leads || i.Removed || i.Merged != 0:
		return false
	}
	if m.opts.Peek {
		return true
	}
	ph := m.b.PhaseByID(i.Phase)
	return i.Hidden && (ph == nil || ph.Revealed())
}

func (m *maker) ideas() []*model.Idea {
	if m.opts.Parked {
		return m.b.ParkingLot(model.Host)
	}
	return m.b.Ideas(model.Host)
}

// parts counts what was merged into each card.
func (m *maker) parts() map[model.ItemID]int {
	n := map[model.ItemID]int{}
	for _, i := range m.b.AllIdeas().All() {
		if i.Merged != 0 {
			n[i.Merged]++
		}
	}
	return n
}

func (m *maker) cards() {
	parts := m.parts()
	for _, i := range m.ideas() {
		if m.sees(i) && m.ofSession(i.Session) {
			m.out = append(m.out, m.card(i, parts[i.ID]))
		}
	}
}

func (m *maker) card(i *model.Idea, parts int) Block {
	t := m.dc.Theme
	style, mark := t.Sector(int(i.Sector)-1), t.SectorMark(int(i.Sector)-1)
	b := Block{Edge: style, Foot: mark + " " + m.dc.SectorName(i.Sector), FootStyle: style}
	b.Lines = []Line{m.ideaLine(i, parts)}
	b.Lines[0].Tail = "" // the border says it
	var head []string
	if category := m.dc.Local(m.b.CategoryOf(i.ID)); category != "" {
		head = append(head, category)
	}
	if parts > 0 {
		head = append(head, m.dc.Words.T("wall.parts", "N", parts+1))
	}
	if m.opts.Leads && i.Read != 0 && m.b.Phase().ReadsOut() {
		head = append(head, m.dc.Words.T("wall.read"))
	}
	if i.Hidden {
		head = append(head, m.dc.Words.T("wall.hidden"))
		b.Edge = t.Faint
	}
	if goals := m.goals(i.ID); goals != "" {
		head = append(head, goals)
	}
	b.Head = strings.Join(head, " · ")
	return b
}

// goals is the numbers of the goals and targets that an item serves.
func (m *maker) goals(id model.ItemID) string {
	numbers := m.b.ServedBy(id).Numbers()
	if numbers == "" {
		return ""
	}
	return m.dc.Words.T("wall.goals", "Numbers", numbers)
}

func (m *maker) ideaLine(i *model.Idea, parts int) Line {
	t := m.dc.Theme
	l := Line{
		Item: i.ID, Text: i.Text, Style: t.CardText, TailStyle: t.Muted,
		Mark: t.SectorMark(int(i.Sector) - 1), MarkStyle: t.Sector(int(i.Sector) - 1),
	}
	if parts > 0 {
		l.Tail = "×" + strconv.Itoa(parts+1)
	}
	if m.opts.Leads { // a facilitator needs to see many; editing a card shows all of it
		l.Most = leadersRows
	}
	if i.Hidden {
		l.Style = t.Faint.With(frame.Strike)
		l.Tail = m.dc.Words.T("wall.hidden")
	}
	return l
}

// leadersRows is how much of one idea a facilitator's board shows: one long
// idea must not fill a small screen.
const leadersRows = 5

func (m *maker) clusters() {
	parts := m.parts()
	at := map[model.ItemID]int{}
	var blocks []Block
	t := m.dc.Theme
	for _, c := range m.b.Clusters() {
		title := Line{Item: c.ID, Text: c.Title, Style: m.accent, TailStyle: t.Muted}
		if c.Title == "" {
			title.Text, title.Style = m.dc.Words.T("wall.unnamed"), t.Muted
		}
		at[c.ID] = len(blocks)
		blocks = append(blocks, Block{Lines: []Line{title, {Rule: true, Style: t.Border}}})
	}
	free := Block{Lines: []Line{{Text: m.dc.Words.T("wall.free"), Style: t.Muted.With(frame.Bold), TailStyle: t.Muted}, {Rule: true, Style: t.Border}}}
	for _, i := range m.ideas() {
		if !m.sees(i) {
			continue
		}
		block := &free
		if c := m.b.ClusterOf(i); c != nil {
			block = &blocks[at[c.ID]]
		}
		block.Lines = append(block.Lines, m.ideaLine(i, parts[i.ID]))
	}
	blocks = append(blocks, free)
	for _, b := range blocks {
		n := len(b.Lines) - 2
		id := b.Lines[0].Item
		if id != 0 {
			b.Lines = append(b.Lines, m.topic(id)...)
		}
		b.Lines[0].Tail = joined(" · ", m.dc.Local(m.b.CategoryOf(id)), m.goals(id), strconv.Itoa(n))
		if n > 0 || id != 0 && m.filter.Keeps(m.b.ServedBy(id), b.Lines[0].Text) {
			m.out = append(m.out, b)
		}
	}
}

func (m *maker) checklist() {
	for i, point := range m.b.Phase().Checklist {
		l := Line{Mark: "○", MarkStyle: m.accent, Text: m.dc.Local(point), Style: m.dc.Theme.Strong}
		if m.b.Phase().Ticked(i + 1) {
			l.Mark, l.MarkStyle, l.Style = "✓", m.dc.Theme.Ok, m.dc.Theme.Text
		}
		m.add(l)
	}
}

// questions lays each cluster's questions under it; only those that were
// chosen if that is asked for.
func (m *maker) questions(chosen bool) {
	t := m.dc.Theme
	at := map[model.ItemID]int{}
	for _, q := range m.b.Questions() {
		if chosen && !q.Chosen || !m.filter.Keeps(m.b.ServedBy(q.ID), q.Text) {
			continue
		}
		l := Line{Item: q.ID, Mark: "○", MarkStyle: t.Muted, Text: q.Text, Style: t.Text, TailStyle: t.Muted}
		if q.Chosen {
			l.Mark, l.MarkStyle, l.Style = "✓", m.accent, t.Strong
		}
		var tail []string
		if s := SessionText(m.dc, m.b, q.Session); s != "" {
			tail = append(tail, s)
		}
		if m.opts.Leads && len(question.Examine(q.Text, m.dc.Words.Lang()).Faults) > 0 {
			tail = append(tail, m.dc.Words.T("wall.unmended"))
		}
		if q.Kind == model.ClosedQuestion {
			tail = append(tail, m.dc.Words.T("wall.closed"))
		}
		if n := q.Backers(); n > 0 {
			tail = append(tail, m.dc.Words.N("wall.support", n))
		}
		if goals := m.goals(q.ID); goals != "" {
			tail = append(tail, goals)
		}
		l.Tail = strings.Join(tail, " · ")
		if chosen {
			m.add(append([]Line{l}, m.topic(q.ID)...)...)
			continue
		}
		if _, ok := at[q.Cluster]; !ok {
			at[q.Cluster] = len(m.out)
			m.add(Line{Text: m.clusterTitle(q.Cluster), Style: m.accent}, Line{Rule: true, Style: t.Border})
		}
		block := &m.out[at[q.Cluster]]
		block.Lines = append(append(block.Lines, l), m.topic(q.ID)...)
	}
	if !chosen && m.b.Phase().Does(method.TakesQuestions) {
		m.unasked(at)
	}
}

// unasked lays the clusters of which nobody has asked anything, with the cards behind
// them; what lies in no cluster only while there is nothing else.
func (m *maker) unasked(asked map[model.ItemID]int) {
	before, others := len(m.out), len(asked)+len(m.b.Clusters()) > 0
	m.clusters()
	m.out = append(m.out[:before], slices.DeleteFunc(m.out[before:], func(b Block) bool {
		id := b.Lines[0].Item
		_, has := asked[id]
		return has || id == 0 && others
	})...)
}

func (m *maker) clusterTitle(id model.ItemID) string {
	if c := m.b.Cluster(id); c != nil && c.Title != "" {
		return c.Title
	}
	return m.dc.Words.T("wall.nocluster")
}

func (m *maker) commitments() {
	all := m.b.Commitments()
	m.promises(all)
	if len(all) == 0 {
		m.promisedOn()
	}
}

// promisedOn is what the promises are about: what goes on from the vote, or the chosen
// questions.
func (m *maker) promisedOn() {
	ids := m.b.Answerable()
	if len(ids) == 0 {
		if r := m.b.Round(m.b.Matter().Round); r != nil {
			ids = m.highest(r.ID)
		}
	}
	for i, id := range ids {
		if i == 0 {
			m.add(Line{Text: m.dc.Words.T("wall.about"), Style: m.dc.Theme.Muted.With(frame.Bold)}, Line{Rule: true, Style: m.dc.Theme.Border})
		}
		last := &m.out[len(m.out)-1]
		last.Lines = append(last.Lines, Line{Mark: "●", MarkStyle: m.accent, Text: Title(m.b, id), Style: m.dc.Theme.Text})
	}
}

func (m *maker) promises(commitments []*model.Commitment) {
	t := m.dc.Theme
	for _, c := range commitments {
		if !m.filter.Keeps(m.b.ServedBy(c.From), c.What, c.Who) {
			continue
		}
		what := Line{Item: c.ID, Mark: "→", MarkStyle: m.accent, Text: c.What, Style: t.Strong}
		switch c.Status {
		case model.CommitmentDone:
			what.Mark, what.MarkStyle = "✓", t.Ok
		case model.CommitmentDropped:
			what.Mark, what.MarkStyle, what.Style = "×", t.Muted, t.Faint.With(frame.Strike)
		}
		lines := []Line{what}
		if by := joined(" · ", report.Promiser(m.b, c, m.dc.Words), c.When, report.FollowNote(m.b, c, m.dc.Words)); by != "" {
			lines = append(lines, Line{Item: c.ID, Mark: " ", Text: by, Style: t.Muted})
		}
		m.add(lines...)
	}
}

func joined(between string, parts ...string) string {
	var have []string
	for _, p := range parts {
		if p != "" {
			have = append(have, p)
		}
	}
	return strings.Join(have, between)
}
