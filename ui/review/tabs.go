package review

import (
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/report"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// tab is one way to look at a moment.
type tab int

const (
	boardTab tab = iota
	questionsTab
	votesTab
	commitmentsTab
	ratingsTab
	goalsTab
	reportTab
	tabs // how many
)

// maker makes the sheet of a tab. It holds values only, so that a pane can
// draw what it made at any time.
type maker struct {
	viewpoint
	w      int
	find   string // lower case
	t      *theme.Theme
	words  *i18n.Words
	accent frame.Style
	items  []lineage.Place
	series []lineage.Meeting // whose goals are added to the meeting\'s; nil is none
}

func (m *maker) sheet(which tab) *sheet {
	lay := m.ratingsSheet
	switch which {
	case boardTab:
		lay = m.board
	case questionsTab:
		lay = m.questionSheet
	case votesTab:
		lay = m.votes
	case commitmentsTab:
		lay = m.commitmentSheet
	case goalsTab:
		lay = m.goalSheet
	}
	s := lay()
	s.items = m.items
	return s
}

// item numbers an item that can be selected.
func (m *maker) item(id model.ItemID) int {
	m.items = append(m.items, lineage.Place{Workshop: m.final.ID, Item: id})
	return len(m.items)
}

// keeps reports whether what has an id, with these texts, is let through.
func (m *maker) keeps(id model.ItemID, texts ...string) bool {
	return stage.ReadFilter(m.find).Keeps(m.then.ServedBy(id), texts...)
}

// nothing is the sheet of a tab that has nothing to show.
func (m *maker) nothing(word string) *sheet {
	switch {
	case m.find != "":
		word = "review.empty.found"
	case m.then.Seq == m.final.Seq:
		word = "review.empty.end"
	}
	b := &block{w: min(m.w, 60)}
	b.gap()
	b.text(row{text: m.words.T(word), in: m.t.Muted})
	return pack([]*block{b}, 1, b.w)
}

// Widths of columns, in cells.
const (
	cardColumn = 38
	rowColumn  = 64

	ratingsColumn = 48
)

func (m *maker) board() *sheet {
	n, width := columns(m.w, cardColumn, 6)
	var blocks []*block
	add := func(id model.ItemID, title string, ideas []*model.Idea) {
		var kept []*model.Idea
		for _, i := range ideas {
			if m.keeps(i.ID, title, i.Text) {
				kept = append(kept, i)
			}
		}
		if len(kept) == 0 && m.find != "" && (id == 0 || !m.keeps(id, title)) {
			return
		}
		b := &block{w: width}
		if id != 0 {
			b.item = m.item(id)
		}
		b.heading(title, strconv.Itoa(len(kept)), m.accent.With(frame.Bold), m.t.Muted, m.t.Border)
		m.goals(b, id, 0)
		for _, i := range kept {
			m.idea(b, i)
		}
		blocks = append(blocks, b)
	}
	for _, g := range m.groups() {
		if g.Cluster == nil {
			for _, h := range m.bySession(g.Ideas) {
				add(0, h.title, h.ideas)
			}
		} else {
			add(g.Cluster.ID, m.clusterTitle(g.Cluster), g.Ideas)
		}
	}
	if parked := m.parked(); len(parked) > 0 {
		add(0, m.words.T("review.board.parked"), parked)
	}
	if len(blocks) == 0 {
		return m.nothing("review.empty.board")
	}
	return pack(blocks, n, width)
}

func (m *maker) clusterTitle(c *model.Cluster) string {
	if c.Title == "" {
		return m.words.T("review.board.untitled")
	}
	return c.Title
}

func (m *maker) idea(b *block, i *model.Idea) {
	b.item = m.item(i.ID)
	r := row{
		mark: m.t.SectorMark(int(i.Sector) - 1), markIn: m.t.Sector(int(i.Sector) - 1),
		indent: 2, text: i.Text, in: m.t.CardText, tailIn: m.t.Muted,
	}
	if n := len(m.then.Parts(i.ID)); n > 0 {
		r.tail = "×" + strconv.Itoa(n+1)
	}
	if i.Hidden {
		r.in, r.tail = m.t.Faint, m.words.T("review.board.hidden")
	}
	b.text(r)
	m.session(b, i)
	m.goals(b, i.ID, 2)
}

// goals says which goals and targets an item serves, if any.
func (m *maker) goals(b *block, id model.ItemID, indent int) {
	if s := m.then.ServedBy(id); len(s.Goals) > 0 {
		b.text(row{indent: indent, text: m.words.N("review.board.goals", max(len(s.Goals), len(s.Targets)), "Goals", s.Numbers()), in: m.t.Muted})
	}
}

func (m *maker) questionSheet() *sheet {
	n, width := columns(m.w, rowColumn, 2)
	var blocks []*block
	for _, q := range m.questions() {
		if !m.keeps(q.ID, q.Text) {
			continue
		}
		b := &block{w: width, item: m.item(q.ID)}
		r := row{mark: "○", markIn: m.t.Muted, indent: 2, text: q.Text, in: m.t.Text}
		var about []string
		if q.Chosen {
			r.mark, r.markIn, r.in = "✓", m.accent.With(frame.Bold), m.t.Strong
			about = append(about, m.words.T("review.questions.chosen"))
		}
		switch q.Kind {
		case model.OpenQuestion:
			about = append(about, m.words.T("review.questions.open"))
		case model.ClosedQuestion:
			about = append(about, m.words.T("review.questions.closed"))
		}
		if s := q.Backers(); s > 0 {
			about = append(about, m.words.N("review.questions.support", s))
		}
		if c := m.cluster(q.Cluster); c != nil {
			about = append(about, m.words.T("review.questions.from", "Cluster", m.clusterTitle(c)))
		}
		if s := m.sessionTitle(q.Session); s != "" {
			about = append(about, s)
		}
		if q.Origin != nil {
			about = append(about, m.carriedFrom(q.Origin))
		}
		b.text(r)
		if len(about) > 0 {
			b.text(row{indent: 2, text: strings.Join(about, " · "), in: m.t.Muted})
		}
		m.goals(b, q.ID, 2)
		blocks = append(blocks, b)
	}
	if len(blocks) == 0 {
		return m.nothing("review.empty.questions")
	}
	return pack(blocks, n, width)
}

func (m *maker) commitmentSheet() *sheet {
	n, width := columns(m.w, rowColumn, 2)
	var blocks []*block
	for _, c := range m.commitments() {
		from := m.origin(c.From)
		if !m.keeps(c.From, c.What, c.Who, c.When, c.Note, from) {
			continue
		}
		b := &block{w: width, item: m.item(c.ID)}
		mark, status, style := m.status(c.Status)
		b.text(row{mark: mark, markIn: style, indent: 2, text: c.What, in: m.t.Strong, tail: status, tailIn: style})
		var about []string
		for _, s := range []string{report.Promiser(m.then, c, m.words), c.When} {
			if s != "" {
				about = append(about, s)
			}
		}
		if len(about) > 0 {
			b.text(row{indent: 2, text: strings.Join(about, " · "), in: m.t.Text})
		}
		if note := report.FollowNote(m.then, c, m.words); note != "" {
			b.text(row{indent: 2, text: note, in: m.t.Text})
		}
		if c.Origin != nil {
			b.text(row{indent: 2, text: m.carriedFrom(c.Origin), in: m.t.Muted})
		}
		if from != "" {
			b.text(row{indent: 2, text: m.words.T("review.commitments.from", "Text", from), in: m.t.Muted})
		}
		blocks = append(blocks, b)
	}
	if len(blocks) == 0 {
		return m.nothing("review.empty.commitments")
	}
	return pack(blocks, n, width)
}

// carriedFrom names the meeting in which something that was carried in was said first.
func (m *maker) carriedFrom(o *model.Origin) string {
	title, number := o.FirstNamed()
	if number > 0 {
		return m.words.T("review.carried.number", "N", number)
	}
	return m.words.T("review.carried.title", "Title", title)
}

func (m *maker) status(s model.CommitmentStatus) (mark, word string, style frame.Style) {
	switch s {
	case model.CommitmentGoingOn:
		return "◐", m.words.T("review.status.going"), m.accent
	case model.CommitmentDone:
		return "●", m.words.T("review.status.done"), m.t.Ok
	case model.CommitmentDropped:
		return "×", m.words.T("review.status.dropped"), m.t.Muted
	default:
		return "○", m.words.T("review.status.open"), m.t.Muted
	}
}

// phaseTitle is a phase's title, or its activity's name.
func phaseTitle(w *i18n.Words, ph *model.Phase) string {
	if ph == nil {
		return w.T("review.before")
	}
	if s := stage.Local(w.Lang(), ph.Title); s != "" {
		return s
	}
	return w.T("activity." + string(ph.Activity))
}
