package ideaimport

import (
	"cmp"
	"maps"
	"slices"
	"strconv"
	"strings"

	"verkstad/model/sheet"
	"verkstad/model/text"
	"verkstad/ui/i18n"
)

// Speaker says how a list is read, in a person's language.
type Speaker struct {
	w    *i18n.Words
	name string // of the file; empty is the input
}

// NewSpeaker speaks of a file.
func NewSpeaker(w *i18n.Words, file string) Speaker { return Speaker{w, file} }

func (s Speaker) file() string { return cmp.Or(s.name, s.w.T("sheet.wrong.stdin")) }

// mostNames is how many names are said.
const mostNames = 12

// list is names with commas between, of which too many are not all said.
func list(names []string) string {
	if len(names) > mostNames {
		names = append(slices.Clone(names[:mostNames]), "…")
	}
	return strings.Join(names, ", ")
}

var separators = map[rune]string{
	',': "sheet.as.comma", ';': "sheet.as.semicolon", '\t': "sheet.as.tab", '|': "sheet.as.pipe", 0: "sheet.as.lines",
}

// As says how the file is read as a whole.
func (s Speaker) As(t *sheet.Table) string {
	head := s.w.T("sheet.as.nohead")
	if t.Head > 0 {
		head = s.w.T("sheet.as.head", "N", t.Head)
	}
	if t.Sheet != "" {
		return s.w.T("sheet.as.workbook", "File", s.file(), "Sheet", one(t.Sheet), "Head", head)
	}
	return s.w.T("sheet.as.said", "File", s.file(), "Encoding", string(t.Encoding), "Separator", s.w.T(separators[t.Separator]), "Head", head)
}

var roles = map[sheet.Role]string{
	sheet.Text: "sheet.role.text", sheet.Title: "sheet.role.title", sheet.Author: "sheet.role.author", sheet.Surname: "sheet.role.surname",
	sheet.Sector: "sheet.role.sector", sheet.Category: "sheet.role.category", sheet.Cluster: "sheet.role.cluster", sheet.Kind: "sheet.role.kind",
	sheet.Hidden: "sheet.role.hidden", sheet.Parked: "sheet.role.parked", sheet.Note: "sheet.role.note", sheet.Phase: "sheet.role.phase",
	sheet.Session: "sheet.role.session", sheet.Goals: "sheet.role.goals", sheet.Targets: "sheet.role.targets", sheet.ID: "sheet.role.number",
	sheet.Merged: "sheet.role.merged", sheet.Chosen: "sheet.role.chosen", sheet.Support: "sheet.role.support", sheet.From: "sheet.role.origin",
	sheet.Who: "sheet.role.promiser", sheet.When: "sheet.role.deadline", sheet.Status: "sheet.role.status", sheet.Remark: "sheet.role.remark",
}

var whys = map[sheet.Why]string{
	sheet.WhyID: "sheet.why.code", sheet.WhyTime: "sheet.why.time", sheet.WhyMail: "sheet.why.mail", sheet.WhyNumber: "sheet.why.number",
	sheet.WhyFew: "sheet.why.repeated", sheet.WhyPrivate: "sheet.why.private", sheet.WhyEmpty: "sheet.why.empty",
	sheet.WhyAnew: "sheet.why.anew",
}

// Role says what a column is taken for, or why it is left out.
func (s Speaker) Role(t *sheet.Table, c sheet.Column) string {
	switch {
	case c.Role == sheet.Ignored:
		return s.w.T(cmp.Or(whys[c.Why], "sheet.why.unused"))
	case c.Role == sheet.Text && t.Cards():
		return s.w.T("sheet.role.cards", "Name", c.Name)
	}
	return s.w.T(roles[c.Role])
}

// firstRows is how many ideas a preview has.
const firstRows = 5

// preview is how the file is read, in lines with tabs between columns.
func (s Speaker) preview(t *sheet.Table) []string {
	lines := []string{s.As(t), s.w.T("sheet.columns")}
	for i, c := range t.Columns {
		lines = append(lines, strings.Join([]string{
			strconv.Itoa(i + 1), cmp.Or(one(c.Name), "-"), s.Role(t, c), cmp.Or(one(strings.Join(c.Samples, " | ")), "-"),
		}, "\t"))
	}
	lines = append(lines, s.w.T("sheet.first"))
	for _, r := range t.Rows[:min(firstRows, len(t.Rows))] {
		lines = append(lines, strings.Join([]string{strconv.Itoa(r.Line), one(r.Text), cmp.Or(one(s.Besides(r)), "-")}, "\t"))
	}
	return lines
}

func one(s string) string { return strings.Join(strings.Fields(text.Draw(s)), " ") }

// Besides is what a row has beside its text.
func (s Speaker) Besides(r sheet.Row) string {
	var all []string
	kind := ""
	switch r.Kind {
	case sheet.Question:
		kind = s.w.T("sheet.kind.question")
	case sheet.Commitment:
		kind = s.w.T("sheet.kind.commitment")
	}
	for _, x := range []string{kind, r.Author, r.Category, r.Cluster, r.Phase, r.Who, r.When} {
		if x != "" {
			all = append(all, x)
		}
	}
	if r.Sector != 0 {
		all = append(all, s.w.T("sector.short."+r.Sector.String()))
	}
	for _, flag := range []struct {
		on bool
		id string
	}{{r.Note, "sheet.role.note"}, {r.Parked, "sheet.role.parked"}, {r.Hidden, "sheet.role.hidden"}} {
		if flag.on {
			all = append(all, s.w.T(flag.id))
		}
	}
	return strings.Join(all, " · ")
}

var doubts = map[sheet.DoubtKind]string{
	sheet.DoubtEncoding: "sheet.doubt.encoding", sheet.DoubtSeparator: "sheet.doubt.separator",
	sheet.DoubtHeading: "sheet.doubt.heading", sheet.DoubtColumn: "sheet.doubt.column",
}

// doubt says what could not be decided, and the flag that decides.
func (s Speaker) doubt(d sheet.Doubt) string {
	return s.w.T(doubts[d.Kind], "Choices", list(d.Choices), "First", d.Choices[0])
}

// mostNotes is how many rows are named one by one.
const mostNotes = 10

// Notes says what was left out and why, and what else should be known.
func (s Speaker) Notes(t *sheet.Table, p sheet.Plan) []string {
	var notes []string
	add := func(id string, kv ...any) { notes = append(notes, s.w.T(id, kv...)) }
	notes = append(notes, s.long(t)...)
	for _, x := range []struct {
		id    string
		lines []int
	}{
		{"sheet.note.broken", t.Broken()}, {"sheet.note.repaired", t.Repaired},
		{"sheet.note.notext", linesOf(t, sheet.NoText)}, {"sheet.note.above", linesOf(t, sheet.AboveHead)},
		{"sheet.note.surplus", linesOf(t, sheet.Surplus)},
	} {
		if len(x.lines) > 0 {
			add(x.id, "Lines", s.lines(x.lines))
		}
	}
	if len(t.Sheets) > 0 {
		add("sheet.note.sheets", "Names", list(t.Sheets))
	}
	if kinds := s.kinds(t); kinds != "" {
		add("sheet.note.noidea", "Kinds", kinds)
	}
	if left := columnsLeft(t); len(left) > 0 {
		add("sheet.note.columns", "Columns", list(left))
	}
	if unknown, n := unknownSectors(t); n > 0 {
		add("sheet.note.sectors", "Names", list(unknown), "N", n)
	}
	if p.Names > 0 {
		add("sheet.note.names", "N", p.Names)
	}
	if len(p.Topics) > 0 {
		add("sheet.note.topics", "Names", list(p.Topics))
	}
	if len(p.Phases) > 0 {
		add("sheet.note.phases", "Names", list(p.Phases))
	}
	return notes
}

// long says of each text that is too long what became of it.
func (s Speaker) long(t *sheet.Table) []string {
	var notes []string
	for _, l := range t.LeftOut {
		if l.Reason == sheet.TooLong {
			notes = append(notes, s.w.T("sheet.note.long", "Line", l.Line, "N", l.Runes, "Most", l.Most, "Text", l.Text))
		}
	}
	for _, r := range t.Rows {
		if r.Short {
			begin := []rune(one(r.Text))
			notes = append(notes, s.w.T("sheet.note.short", "Line", r.Line, "Text", string(begin[:min(len(begin), 59)])+"…"))
		}
	}
	if more := len(notes) - mostNotes; more > 1 {
		notes = append(notes[:mostNotes], s.w.T("sheet.note.more", "N", more))
	}
	return notes
}

func linesOf(t *sheet.Table, r sheet.Reason) []int {
	var lines []int
	for _, l := range t.LeftOut {
		if l.Reason == r {
			lines = append(lines, l.Line)
		}
	}
	return lines
}

// lines says which lines, as far as they are not too many.
func (s Speaker) lines(at []int) string {
	names := make([]string, len(at))
	for i, n := range at {
		names[i] = strconv.Itoa(n)
	}
	return s.w.N("sheet.note.lines", len(at), "Lines", list(names))
}

// kinds says how many rows were left out of each kind that is no idea.
func (s Speaker) kinds(t *sheet.Table) string {
	n := map[string]int{}
	for _, l := range t.LeftOut {
		if l.Reason == sheet.NoIdea {
			n[l.Text]++
		}
	}
	var out []string
	for _, kind := range slices.Sorted(maps.Keys(n)) {
		out = append(out, strconv.Itoa(n[kind])+" "+kind)
	}
	return list(out)
}

// columnsLeft is the columns that were left out and may have been meant to
// come in: those of which nothing is known, and their values are texts.
func columnsLeft(t *sheet.Table) []string {
	var left []string
	for i, c := range t.Columns {
		if !t.Own && c.Role == sheet.Ignored && c.Why == sheet.WhyOther {
			left = append(left, cmp.Or(one(c.Name), strconv.Itoa(i+1)))
		}
	}
	return left
}

// unknownSectors is what stands for a sector and is none, each once, and how
// many rows have it.
func unknownSectors(t *sheet.Table) (names []string, rows int) {
	for _, r := range t.Rows {
		if r.Unknown == "" {
			continue
		}
		rows++
		if name := one(r.Unknown); !slices.Contains(names, name) && len(names) <= mostNames {
			names = append(names, name)
		}
	}
	return names, rows
}
