package report

import (
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/alike"
)

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
