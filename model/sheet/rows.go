package sheet

import (
	"errors"
	"slices"
	"strconv"
	"strings"
	"unicode/utf8"

	"verkstad/model"
	"verkstad/model/text"
)

// kinds are the roles of a row's text by the row's kind: an idea, a note, or neither.
var kinds = map[string]Role{
	"idea": Text, "idé": Text, "reflection": Text, "reflektion": Text, "note": Note, "anteckning": Note,
	"cluster": Cluster, "kluster": Cluster, "question": Ignored, "fråga": Ignored, "commitment": Ignored, "åtagande": Ignored,
	"task": Ignored, "comment": Ignored, "reply": Ignored,
}

// isReflection reports whether a column gives the kind of each row of a retrospective:
// cards are reflections, the rest was said about them.
func isReflection(rows []record, i int) bool {
	return share(rows, i, func(s string) bool { return headingKey(s) == "reflection" }) > 0 &&
		share(rows, i, func(s string) bool {
			switch headingKey(s) {
			case "reflection", "task", "comment", "reply":
				return true
			}
			return false
		}) == 100
}

// isFlag reports whether a value is yes or no.
func isFlag(s string) bool { _, ok := flags[headingKey(s)]; return ok }

var flags = map[string]bool{
	"yes": true, "ja": true, "true": true, "sant": true, "1": true, "x": true, "no": false, "nej": false, "false": false, "falskt": false, "0": false,
}

// bullets are the characters that begin the lines of a list.
const bullets = "-*•–·▪●○‣"

// readIdeas makes ideas of the rows.
func (t *Table) readIdeas(rows []record, o Options) {
	listed := t.Separator == 0 && t.Head == 0 && isList(rows)
	t.readClusters(rows)
	for _, r := range rows {
		if t.Cards() {
			t.addCards(r, o)
			continue
		}
		if t.Own {
			t.addOwn(r, o)
			continue
		}
		if kind := t.value(r, Kind); kind != "" && kinds[headingKey(kind)] != Text && kinds[headingKey(kind)] != Note {
			t.LeftOut = append(t.LeftOut, LeftOut{Line: r.line, Reason: NoIdea, Text: tidy(kind)})
			continue
		}
		said := t.raw(r, Text)
		if listed {
			said = withoutBullet(said)
		}
		switch title := t.raw(r, Title); {
		case strings.TrimSpace(said) == "":
			said = title
		case strings.TrimSpace(title) != "":
			said = title + "\n" + said
		}
		t.add(t.row(r), said, o)
	}
}

// addOwn adds a row of Verkstad's own export.
func (t *Table) addOwn(r record, o Options) {
	row, said := t.row(r), t.raw(r, Text)
	switch kind := headingKey(t.value(r, Kind)); {
	case kinds[kind] == Text, kinds[kind] == Note, kind == "":
		t.add(row, said, o)
	case kinds[kind] == Cluster:
		if _, ok := t.clusters[row.id]; !ok {
			t.LeftOut = append(t.LeftOut, LeftOut{Line: r.line, Reason: NoIdea, Text: tidy(kind)})
		}
	case kind == string(Question), kind == string(Commitment):
		row.Kind = RowKind(kind)
		row.Chosen = flags[headingKey(t.value(r, Chosen))]
		row.Support, _ = strconv.Atoi(t.value(r, Support))
		row.Who, row.When, row.Remark = t.value(r, Who), t.value(r, When), t.value(r, Remark)
		if row.Status = t.value(r, Status); row.Status == "open" && row.Kind == Commitment {
			row.Status = ""
		}
		t.addLine(row, said, o)
	default:
		t.LeftOut = append(t.LeftOut, LeftOut{Line: r.line, Reason: NoIdea, Text: tidy(kind)})
	}
}

// addLine adds a question or a commitment, which is one line, or records why not.
func (t *Table) addLine(row Row, said string, o Options) {
	if strings.ContainsRune(said, unreadable) {
		row.Broken = true
		said = strings.ReplaceAll(said, string(unreadable), "?")
	}
	said = tidy(said)
	most := model.MaxQuestion
	if row.Kind == Commitment {
		most = model.MaxShortNote
	}
	clean, err := text.Line(said, most)
	switch {
	case errors.Is(err, text.ErrEmpty):
		t.LeftOut = append(t.LeftOut, LeftOut{Line: row.Line, Reason: NoText, Text: excerpt(row.Author)})
		return
	case err != nil && !o.Shorten:
		t.LeftOut = append(t.LeftOut, LeftOut{Line: row.Line, Reason: TooLong, Text: excerpt(said), Runes: utf8.RuneCountInString(said), Most: most})
		return
	case err != nil:
		clean, row.Short = shortLine(said, most), true
	}
	row.Text = clean
	t.Rows = append(t.Rows, row)
}

// addCards adds a card for each column that has one in the row.
func (t *Table) addCards(r record, o Options) {
	for i, c := range t.Columns {
		if c.Role == Text && strings.TrimSpace(r.cell(i)) != "" {
			row := t.row(r)
			row.Category = tidy(c.Name)
			t.add(row, r.cell(i), o)
		}
	}
}

// cluster is a cluster of Verkstad's own export.
type cluster struct {
	title, category string
	phase, merged   string
	goals           []int
	targets         []model.Target
}

// readClusters reads the clusters of Verkstad's own export, by their ids, and by the names
// under which ideas refer to them: see [model.Board.ClusterName], or the id in exports
// without a column of categories.
func (t *Table) readClusters(rows []record) {
	if !t.Own {
		return
	}
	old := !slices.ContainsFunc(t.Columns, func(c Column) bool { return c.Name == "category" })
	t.clusters, t.clusterIDs = map[string]cluster{}, map[string]string{}
	for _, r := range rows {
		id := t.value(r, ID)
		if t.value(r, Kind) != "cluster" || id == "" {
			continue
		}
		if _, twice := t.clusters[id]; twice {
			continue
		}
		goals, targets := t.serves(r)
		c := cluster{t.value(r, Text), t.value(r, Category), t.value(r, Phase), t.value(r, Merged), goals, targets}
		t.clusters[id] = c
		t.order = append(t.order, id)
		if old {
			t.clusterIDs[id] = id
			continue
		}
		if _, taken := t.clusterIDs[c.title]; !taken && c.title != "" && c.merged == "" {
			t.clusterIDs[c.title] = id
		}
		t.clusterIDs[strings.TrimSpace(c.title+" #"+id)] = id
	}
}

// raw returns the cell with a role, unchanged.
func (t *Table) raw(r record, role Role) string {
	for i, c := range t.Columns {
		if c.Role == role {
			return r.cell(i)
		}
	}
	return ""
}

// value returns the cell with a role on one line, without the apostrophes that protect it
// in a spreadsheet.
func (t *Table) value(r record, role Role) string { return tidy(t.raw(r, role)) }

func tidy(s string) string {
	return text.CSVText(strings.Join(strings.Fields(strings.ReplaceAll(s, string(unreadable), "?")), " "))
}

// row returns everything in a row but its text.
func (t *Table) row(r record) Row {
	row := Row{
		Line: r.line, Author: t.author(r), Category: t.value(r, Category), Cluster: t.value(r, Cluster),
		Phase: t.value(r, Phase), Session: t.value(r, Session),
		Hidden: flags[headingKey(t.value(r, Hidden))], Parked: flags[headingKey(t.value(r, Parked))],
		Note: flags[headingKey(t.value(r, Note))] || kinds[headingKey(t.value(r, Kind))] == Note,
		id:   t.value(r, ID), merged: t.value(r, Merged), from: t.value(r, From), about: t.value(r, About),
	}
	if said := t.value(r, Sector); said != "" {
		var known bool
		if row.Sector, known = model.ParseSector(said); !known {
			row.Unknown = said
		}
	}
	row.Goals, row.Targets = t.serves(r)
	if id, ok := t.clusterIDs[row.Cluster]; ok {
		row.cluster, row.Cluster = id, t.clusters[id].title
	}
	return row
}

// serves returns the valid global goals and targets of a row.
func (t *Table) serves(r record) ([]int, []model.Target) {
	var tag model.TagItem
	for word := range strings.FieldsSeq(t.value(r, Goals)) {
		if n, err := strconv.Atoi(word); err == nil {
			tag.Goals = append(tag.Goals, n)
		}
	}
	for word := range strings.FieldsSeq(t.value(r, Targets)) {
		tag.Targets = append(tag.Targets, model.Target(word))
	}
	return tag.Clean()
}

// author returns who wrote the row; "" for text that is not a name: "Anonym", and a bare
// number, which would be read as a person's number here.
func (t *Table) author(r record) string {
	name := strings.TrimSpace(t.value(r, Author) + " " + t.value(r, Surname))
	_, err := strconv.Atoi(strings.TrimPrefix(name, "#"))
	if k := headingKey(name); k == "" || (err == nil || nobody[k]) && !t.Own {
		return ""
	}
	return name
}

// add adds an idea, or records why not.
func (t *Table) add(row Row, said string, o Options) {
	if strings.ContainsRune(said, unreadable) {
		row.Broken = true
		said = strings.ReplaceAll(said, string(unreadable), "?")
	}
	said = text.CSVText(strings.TrimSpace(said))
	clean, err := text.Idea(said)
	switch {
	case errors.Is(err, text.ErrEmpty):
		t.LeftOut = append(t.LeftOut, LeftOut{Line: row.Line, Reason: NoText, Text: excerpt(row.Author)})
		return
	case err != nil && !o.Shorten:
		t.LeftOut = append(t.LeftOut, LeftOut{Line: row.Line, Reason: TooLong, Text: excerpt(said), Runes: utf8.RuneCountInString(said), Most: text.MaxIdeaRunes})
		return
	case err != nil:
		clean, row.Short = shorten(said), true
	}
	row.Text = clean
	t.Rows = append(t.Rows, row)
}

// shorten returns as much of a text as an idea may have, with … at its end.
func shorten(s string) string {
	runes := []rune(s)
	for most := min(len(runes), text.MaxIdeaRunes-1); most > 0; most -= 50 {
		if clean, err := text.Idea(strings.TrimSpace(string(runes[:most])) + "…"); err == nil {
			return clean
		}
	}
	return "…"
}

// isList reports whether nearly all lines begin like those of a list.
func isList(rows []record) bool {
	n := 0
	for _, r := range rows {
		if withoutBullet(r.cell(0)) != r.cell(0) {
			n++
		}
	}
	return len(rows) > 1 && n*10 >= len(rows)*8
}

// withoutBullet returns a line without the bullet or the number that begins it.
func withoutBullet(s string) string {
	trimmed := strings.TrimLeft(s, " \t")
	if r, size := utf8.DecodeRuneInString(trimmed); size > 0 && strings.ContainsRune(bullets, r) {
		if rest := trimmed[size:]; strings.HasPrefix(rest, " ") || strings.HasPrefix(rest, "\t") {
			return strings.TrimSpace(rest)
		}
		return s
	}
	digits := len(trimmed) - len(strings.TrimLeft(trimmed, "0123456789"))
	if digits > 0 && digits < 4 && len(trimmed) > digits+1 && strings.ContainsRune(".)", rune(trimmed[digits])) && trimmed[digits+1] == ' ' {
		return strings.TrimSpace(trimmed[digits+1:])
	}
	return s
}
