package report

import (
	"strings"

	"verkstad/model"
)

// SoFarRow is something that was decided, and what is said beside it.
type SoFarRow struct{ Title, Right string }

// SoFar returns what was decided so far, the most important alone: what goes on, or what
// came highest in the last vote, or else the chosen questions, all questions or the clusters; head is the
// id of what stands over it. rows is empty where nothing was decided.
func SoFar(w Words, b *model.Board) (head string, rows []SoFarRow) {
	if ids := b.GoingOn(); len(ids) > 0 {
		for _, id := range ids {
			rows = append(rows, SoFarRow{Title: titleOf(w, b, id)})
		}
		return "report.sofar.goeson", rows
	}
	if m := b.Matter(); m.Kind == model.MatterResult {
		if rows = highest(w, b, b.Round(m.Round)); len(rows) > 0 {
			return "report.sofar.highest", rows
		}
	}
	for _, q := range b.Questions() {
		if q.Chosen {
			rows = append(rows, SoFarRow{Title: q.Text})
		}
	}
	if len(rows) > 0 {
		return "report.sofar.chosen", rows
	}
	for _, q := range b.Questions() {
		rows = append(rows, SoFarRow{Title: q.Text})
	}
	if len(rows) > 0 {
		return "report.sofar.questions", rows
	}
	for _, c := range b.Clusters() {
		rows = append(rows, SoFarRow{Title: titleOf(w, b, c.ID)})
	}
	return "report.sofar.clusters", rows
}

// OnBoard returns how much lies on the board, seen or not, of what there is any of.
func OnBoard(w Words, b *model.Board) string {
	ideas, _ := b.IdeaCount(0)
	var parts []string
	for _, of := range []struct {
		n  int
		id string
	}{{ideas, "unit.ideas"}, {len(b.Clusters()), "unit.clusters"}, {len(b.Questions()), "unit.questions"}, {len(b.Promises()), "unit.commitments"}} {
		if of.n > 0 {
			parts = append(parts, w.N(of.id, of.n))
		}
	}
	return strings.Join(parts, ", ")
}

// titleOf returns what an item is called.
func titleOf(w Words, b *model.Board, id model.ItemID) string {
	switch {
	case b.Question(id) != nil:
		return b.Question(id).Text
	case b.Cluster(id) != nil && b.Cluster(id).Title == "":
		return w.T("report.sofar.unnamed")
	case b.Cluster(id) != nil:
		return b.Cluster(id).Title
	case b.Idea(id) != nil:
		return b.Idea(id).Text
	}
	return ""
}

// highest returns what came first, second and third in a vote that shows its result.
func highest(w Words, b *model.Board, r *model.Round) (rows []SoFarRow) {
	seen := Seen(w, b, model.Actor{Role: model.Participant}, r)
	if res, ok := seen.Result(); ok {
		for _, row := range res.Rows {
			if row.Rank <= 3 && row.Dots > 0 {
				rows = append(rows, SoFarRow{row.Title, w.N("unit.dots", row.Dots)})
			}
		}
	}
	return rows
}
