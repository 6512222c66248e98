package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/method"
)

// everyone is the reader of documents over several workshops, who sees nothing hidden.
var everyone = model.Actor{Role: model.Observer}

// acrossWriter writes documents over several workshops.
type acrossWriter struct {
	docWriter
	boards []*model.Board // oldest first
}

func newAcross(boards []*model.Board, w Words) *acrossWriter {
	boards = slices.Clone(boards)
	slices.SortStableFunc(boards, func(a, b *model.Board) int { return cmp.Or(a.Created.Compare(b.Created), cmp.Compare(a.ID, b.ID)) })
	// Each line has only the numbers of goals: their names are in a table.
	return &acrossWriter{docWriter{v: everyone, w: w, b: model.Empty(), mapped: true}, boards}
}

// forBoard makes the writer write about one of the workshops.
func (a *acrossWriter) forBoard(b *model.Board) *docWriter { a.b = b; return &a.docWriter }

// source returns where something was said: node, workshop, day, item.
func (a *acrossWriter) source(b *model.Board, id model.ItemID) string {
	var parts []string
	for _, s := range []string{flat(b.Node), numberedTitle(b), a.creationDay(b)} {
		if s != "" {
			parts = append(parts, s)
		}
	}
	return "*[" + strings.Join(parts, ", ") + " #" + strconv.Itoa(int(id)) + "]*"
}

// creationDay returns the day on which a workshop was created.
func (a *acrossWriter) creationDay(b *model.Board) string {
	return b.Created.In(a.w.Zone()).Format(time.DateOnly)
}

// numberedTitle returns a workshop's title with its number in the series.
func numberedTitle(b *model.Board) string {
	if b.Number == 0 {
		return flat(b.Title)
	}
	return flat(b.Title) + " " + strconv.Itoa(b.Number)
}

// need is a cluster with its support.
type need struct {
	b       *model.Board
	g       model.Group
	term    string
	sectors int // number of sectors that its ideas come from
	dots    int
}

// Paper writes a position paper over several workshops, in Markdown: the present state, the
// needs by term, reservations, questions and commitments. Needs and questions are ordered
// by support across sectors, and each line says where it was said. It leaves out what is
// hidden, and names where they are hidden.
func Paper(boards []*model.Board, w Words, title string) string {
	a := newAcross(boards, w)
	a.heading(1, flat(title))
	a.paragraph("*" + w.N("region.paper.from", len(boards)) + "*")
	a.present()
	a.needs()
	a.reservations()
	a.questions()
	a.promises()
	a.touched()
	a.heading(2, w.T("region.paper.sources"))
	for _, b := range a.boards {
		a.item(0, numberedTitle(b)+" — "+flat(b.Node)+", "+a.creationDay(b)+", "+w.N("unit.people", b.Joined()))
	}
	a.gap()
	return a.out.String()
}

func (a *acrossWriter) present() {
	said := false
	for _, b := range a.boards {
		for _, i := range b.Ideas(everyone) {
			ph := b.PhaseByID(i.Phase)
			if b.ClusterOf(i) != nil || ph != nil && !ph.Does(method.TakesIdeas) {
				continue
			}
			if !said {
				a.heading(2, a.w.T("report.document.present"))
				said = true
			}
			a.item(0, a.forBoard(b).idea(i)+" "+a.source(b, i.ID))
		}
	}
	if said {
		a.gap()
	}
}

// needs writes the clusters of all workshops by the term under which they were filed, those
// supported by more sectors first.
func (a *acrossWriter) needs() {
	var terms []string
	var all []need
	for _, b := range a.boards {
		votes := lastVotes(b)
		for _, ph := range b.Phases() {
			for _, c := range ph.Categories {
				if name := flat(c.In(a.w.Lang())); !slices.Contains(terms, name) {
					terms = append(terms, name)
				}
			}
		}
		for _, g := range b.Groups(everyone)[1:] {
			if len(g.Ideas) > 0 {
				all = append(all, need{b, g, a.forBoard(b).category(g.Cluster.ID), sectorsOf(g.Ideas), votes[g.Cluster.ID].Dots})
			}
		}
	}
	slices.SortStableFunc(all, func(x, y need) int { return cmp.Or(cmp.Compare(y.sectors, x.sectors), cmp.Compare(y.dots, x.dots)) })
	for _, term := range append(terms, "") {
		title := a.w.T("report.document.needs", "Term", term)
		if term == "" {
			title = a.w.T("report.document.otherneeds")
		}
		said := false
		for _, n := range all {
			if n.term != term {
				continue
			}
			if !said {
				a.heading(2, title)
				said = true
			}
			p := a.forBoard(n.b)
			a.item(0, "**"+p.clusterTitle(n.g.Cluster)+"** · "+p.sources(n.g.Ideas)+" · "+a.w.N("report.document.dots", n.dots)+" "+a.source(n.b, n.g.Cluster.ID))
			for _, i := range n.g.Ideas {
				a.item(1, p.idea(i)+" *[#"+strconv.Itoa(int(i.ID))+"]*")
			}
		}
		if said {
			a.gap()
		}
	}
}

func sectorsOf(ideas []*model.Idea) int {
	seen := map[model.Sector]bool{}
	for _, i := range ideas {
		if i.Sector != model.NoSector {
			seen[i.Sector] = true
		}
	}
	return len(seen)
}

func (a *acrossWriter) reservations() {
	said := false
	for _, b := range a.boards {
		for _, n := range b.Notes(everyone, 0) {
			if !said {
				a.heading(2, a.w.T("region.paper.reservations"))
				said = true
			}
			a.item(0, "**"+a.sector(n.Sector)+"**: "+esc(n.Text)+" "+a.source(b, n.ID))
		}
	}
	if said {
		a.gap()
	}
}

// questions writes the questions that the groups chose, or all of a group that chose none.
func (a *acrossWriter) questions() {
	said := false
	for _, b := range a.boards {
		chosen := slices.ContainsFunc(b.Questions(), func(q *model.Question) bool { return q.Chosen })
		for _, q := range b.Questions() {
			if q.Chosen != chosen || q.Origin != nil && a.has(q.Origin.Workshop) {
				continue
			}
			if !said {
				a.heading(2, a.w.T("report.questions.title"))
				said = true
			}
			a.item(0, flat(q.Text)+" "+a.source(b, q.ID))
		}
	}
	if said {
		a.gap()
	}
}

// has reports whether a workshop is among those of the document.
func (a *acrossWriter) has(id string) bool {
	return slices.ContainsFunc(a.boards, func(b *model.Board) bool { return b.ID == id })
}

func (a *acrossWriter) promises() {
	said := false
	for _, b := range a.boards {
		for _, c := range b.Commitments() {
			if c.Origin != nil && a.has(c.Origin.Workshop) && c.Status == model.CommitmentOpen {
				continue
			}
			if !said {
				a.heading(2, a.w.T("report.commitments.title"))
				said = true
			}
			line := flat(c.What)
			if who := Promiser(b, c, a.w); who != "" {
				line += " — " + flat(who)
			}
			status := a.w.T(statusWord(c.Status))
			if b.Untaken(c) {
				status = a.w.T("report.untaken")
			}
			a.item(0, line+" *("+status+")* "+a.source(b, c.ID))
		}
	}
	if said {
		a.gap()
	}
}
