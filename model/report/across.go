package report

import (
	"cmp"
	"slices"
	"strconv"
	"strings"
	"time"

	"verkstad/model"
	"verkstad/model/alike"
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

// Overview writes the results of a region, or of a node, in Markdown: its workshops by
// node, questions asked in several places, the sectors reached, the goals touched, the
// commitments kept.
func Overview(boards []*model.Board, w Words) string {
	a := newAcross(boards, w)
	a.heading(1, w.T("region.overview.title"))
	a.nodes()
	a.several()
	a.reached()
	a.kept()
	a.touched()
	return a.out.String()
}

func (a *acrossWriter) nodes() {
	var order []string
	of := map[string][]*model.Board{}
	for _, b := range a.boards {
		if of[b.Node] == nil {
			order = append(order, b.Node)
		}
		of[b.Node] = append(of[b.Node], b)
	}
	slices.Sort(order)
	for _, name := range order {
		title := flat(name)
		if name == "" {
			title = a.w.T("region.overview.nonode")
		}
		a.heading(2, title)
		for _, b := range of[name] {
			ideas, _ := b.IdeaCount(0)
			a.item(0, strings.Join([]string{
				"**" + numberedTitle(b) + "**", a.creationDay(b), a.w.N("unit.people", b.Joined()),
				a.w.N("unit.ideas", ideas), a.w.N("unit.questions", len(b.Questions())), a.w.N("unit.commitments", len(b.Promises())),
			}, " · "))
			for _, q := range b.Questions() {
				if q.Chosen && (q.Origin == nil || !a.has(q.Origin.Workshop)) {
					a.item(1, flat(q.Text))
				}
			}
		}
		a.gap()
	}
}

// asked is a question and where it was asked.
type asked struct {
	b *model.Board
	q *model.Question
}

// several writes the questions that were asked in more than one node.
func (a *acrossWriter) several() {
	var all []asked
	var texts []string
	for _, b := range a.boards {
		for _, q := range b.Questions() {
			if q.Origin == nil && len(all) < alike.Most {
				all, texts = append(all, asked{b, q}), append(texts, q.Text)
			}
		}
	}
	set := alike.NewSet(texts)
	said := false
	used := map[int]bool{}
	for i, x := range all {
		var also []asked
		for j := i + 1; j < len(all); j++ {
			if y := all[j]; !used[i] && !used[j] && y.b.Node != x.b.Node && set.Sure(i, j) >= alike.Enough {
				also, used[j] = append(also, y), true
			}
		}
		if len(also) == 0 {
			continue
		}
		if !said {
			a.heading(2, a.w.T("region.overview.several"))
			said = true
		}
		a.item(0, flat(x.q.Text)+" "+a.source(x.b, x.q.ID))
		for _, y := range also {
			a.item(1, flat(y.q.Text)+" "+a.source(y.b, y.q.ID))
		}
	}
	if said {
		a.gap()
	}
}

func (a *acrossWriter) reached() {
	var sum [len(model.Sectors) + 1]int
	for _, b := range a.boards {
		for s, n := range b.BySector() {
			sum[s] += n
		}
	}
	a.heading(2, a.w.T("region.overview.sectors"))
	for _, s := range model.Sectors {
		a.item(0, a.sector(s)+": "+strconv.Itoa(sum[s]))
	}
	a.gap()
}

func (a *acrossWriter) kept() {
	counts := map[model.CommitmentStatus]int{}
	for _, b := range a.boards {
		for _, c := range b.Commitments() {
			if latest := a.latest(b, c); c.Origin == nil && (latest != model.CommitmentOpen || !b.Untaken(c)) {
				counts[latest]++
			}
		}
	}
	a.heading(2, a.w.T("region.overview.kept"))
	for _, s := range []model.CommitmentStatus{model.CommitmentDone, model.CommitmentGoingOn, model.CommitmentOpen, model.CommitmentDropped} {
		a.item(0, a.w.T(statusWord(s))+": "+strconv.Itoa(counts[s]))
	}
	a.gap()
}

// latest returns the status of a commitment in the last workshop that it was carried to.
func (a *acrossWriter) latest(b *model.Board, c *model.Commitment) model.CommitmentStatus {
	for range a.boards {
		next := false
		for _, later := range a.boards {
			if x := later.Commitment(later.CameFrom(b.ID, c.ID)); x != nil && later != b {
				b, c, next = later, x, true
				break
			}
		}
		if !next {
			break
		}
	}
	return c.Status
}

func (a *acrossWriter) touched() {
	if sum := model.SumGoals(everyone, a.boards...); !sum.Empty() {
		a.heading(2, a.w.T("report.document.goals"))
		a.goalTable(sum)
	}
}

// AcrossHTML converts the result of [Paper] or [Overview] to one page, with charts of the
// sectors that ideas come from and of the goals of all workshops, each in its section.
func AcrossHTML(boards []*model.Board, md, title string, w Words) ([]byte, error) {
	var sectors [len(model.Sectors) + 1]int
	for _, b := range boards {
		_, by := b.IdeaCount(0)
		for i, n := range by {
			sectors[i] += n
		}
	}
	var charts []placedChart
	for _, c := range []placedChart{
		{bySector(sectors, w), sectionEnd(md, w.T("region.overview.sectors"))},
		{byGoal(model.SumGoals(everyone, boards...).Goals, w), sectionEnd(md, w.T("report.document.goals"))},
	} {
		if len(c.Bars) > 0 {
			charts = append(charts, c)
		}
	}
	return htmlPage(title, w.Lang(), md, "", charts)
}

// sectionEnd returns where in a document the section with a heading ends; without one, the
// end of the document.
func sectionEnd(md, heading string) int {
	_, after, found := strings.Cut(md, "\n## "+heading+"\n")
	if !found {
		return len(md)
	}
	if next := strings.Index(after, "\n## "); next >= 0 {
		return len(md) - len(after) + next
	}
	return len(md)
}
