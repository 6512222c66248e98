package home

import (
	"cmp"
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// kind is what a line of the list is.
type kind int

const (
	nodeLine kind = iota
	seriesLine
	workshopLine
	blankLine
)

// row is what a line is in a list of rows.
func (k kind) row() stage.RowKind {
	switch k {
	case workshopLine:
		return stage.RowItem
	case blankLine:
		return stage.RowBlank
	}
	return stage.RowHeading
}

// line is one row of the list.
type line struct {
	kind   kind
	text   string // of a heading
	sum    *model.Summary
	indent int
}

// id tells a line apart from the others: the id of its workshop, or the text of a
// heading.
func (l line) id() string {
	if l.sum != nil {
		return l.sum.ID
	}
	return " " + l.text
}

// planned reports whether a workshop has a start to come and has not begun.
func planned(sum *model.Summary) bool {
	return !sum.Start.IsZero() && sum.Phase == 0 && sum.Ended.IsZero() && !sum.Archived
}

// arrange lays what is planned first, the soonest at the top, and the others by
// node, in a node by series, and in a series by number. What has no series
// comes first in its node, the newest first.
func arrange(all []model.Summary, find string, archived bool, w *i18n.Words) []line {
	var kept []*model.Summary
	for i := range all {
		if sum := &all[i]; (archived || !sum.Archived) && matches(sum, find) {
			kept = append(kept, sum)
		}
	}
	coming := slices.DeleteFunc(slices.Clone(kept), func(sum *model.Summary) bool { return !planned(sum) })
	kept = slices.DeleteFunc(kept, planned)
	slices.SortStableFunc(kept, func(a, b *model.Summary) int {
		return cmp.Or(
			last(a.Node, b.Node), cmp.Compare(fold(a.Node), fold(b.Node)),
			cmp.Compare(fold(a.Series), fold(b.Series)), compareIn(a, b),
		)
	})
	out := plannedLines(coming, w)
	if len(out) > 0 && len(kept) > 0 {
		out = append(out, line{kind: blankLine})
	}
	for i, sum := range kept {
		newNode := i == 0 || fold(kept[i-1].Node) != fold(sum.Node)
		if newNode {
			if i > 0 {
				out = append(out, line{kind: blankLine})
			}
			text := sum.Node
			if text == "" {
				text = w.T("home.list.nonode")
			}
			out = append(out, line{kind: nodeLine, text: text})
		}
		if sum.Series != "" && (newNode || fold(kept[i-1].Series) != fold(sum.Series)) {
			out = append(out, line{kind: seriesLine, text: sum.Series})
		}
		indent := 0
		if sum.Series != "" {
			indent = 2
		}
		out = append(out, line{kind: workshopLine, sum: sum, indent: indent})
	}
	return out
}

// plannedLines is what is planned, the soonest first.
func plannedLines(coming []*model.Summary, w *i18n.Words) []line {
	slices.SortStableFunc(coming, func(a, b *model.Summary) int {
		return cmp.Or(a.Start.Compare(b.Start), cmp.Compare(a.ID, b.ID))
	})
	out := make([]line, 0, 2*len(coming))
	for i, sum := range coming {
		if i == 0 {
			out = append(out, line{kind: nodeLine, text: w.T("home.list.planned")})
		}
		out = append(out, line{kind: workshopLine, sum: sum})
	}
	return out
}

// last puts what is empty after what is not.
func last(a, b string) int {
	switch {
	case a == "" && b != "":
		return 1
	case a != "" && b == "":
		return -1
	}
	return 0
}

// compareIn orders workshops of the same series, or those of none.
func compareIn(a, b *model.Summary) int {
	if a.Series != "" && a.Number != b.Number {
		return cmp.Compare(a.Number, b.Number)
	}
	return cmp.Or(b.Created.Compare(a.Created), cmp.Compare(a.ID, b.ID))
}

func fold(s string) string { return text.Fold(s) }

func matches(sum *model.Summary, find string) bool {
	for _, s := range []string{sum.Title, sum.Node, sum.Series, sum.Method, sum.Code} {
		if strings.Contains(fold(s), find) {
			return true
		}
	}
	return false
}
