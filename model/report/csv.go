package report

import (
	"bytes"
	"cmp"
	"encoding/csv"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/sheet"
	"verkstad/model/text"
)

// columns are the headings of [CSV]. They are the same in every language, so that programs
// need not know the language.
var columns = sheet.OwnColumns()

// CSV writes one row for each idea, note, cluster, question and commitment that v may see,
// in UTF-8 with headings. Categories, clusters and phases are given by name, in the
// language of w; package model/sheet reads the ideas back. Dots and voters are those of the
// last closed round with the item as a candidate. Whose ideas, notes and questions are is
// told as [model.Board.TellsAuthor] says. Cells that a spreadsheet would take for a formula
// begin with an apostrophe. It may be called by several goroutines at once.
func CSV(b *model.Board, v model.Actor, w Words) ([]byte, error) {
	return writeRows(tableOf(b, v, w), ',')
}

// byteOrderMark is what Excel knows UTF-8 by.
const byteOrderMark = "\ufeff"

// Spreadsheet writes the same rows as [CSV] for people who open them in Excel or the like:
// headings and fixed values in the language of w, with semicolons, as Excel expects them
// where the decimal mark is a comma. Package model/sheet reads it back too.
func Spreadsheet(b *model.Board, v model.Actor, w Words) ([]byte, error) {
	rows := tableOf(b, v, w)
	for _, row := range rows[1:] {
		for i, name := range slices.Backward(columns) { // the kind of a row is needed for what follows it
			row[i] = sheet.OwnValue(row[1], name, row[i], w.Lang())
		}
	}
	for i, name := range columns {
		rows[0][i] = sheet.OwnHeading(name, w.Lang())
	}
	raw, err := writeRows(rows, ';')
	return append([]byte(byteOrderMark), raw...), err
}

// tableOf returns the rows, the first being the headings.
func tableOf(b *model.Board, v model.Actor, w Words) [][]string {
	s := table{b: b, v: v, words: w, d: b.Document(v), votes: lastVotes(b)}
	rows := [][]string{slices.Clone(columns)} // its cells may be changed
	rows = append(rows, s.ideas()...)
	rows = append(rows, s.clusters()...)
	rows = append(rows, s.questions()...)
	return append(rows, s.commitments()...)
}

// writeRows writes rows with a character between the cells.
func writeRows(rows [][]string, between rune) ([]byte, error) {
	var out bytes.Buffer
	w := csv.NewWriter(&out)
	w.Comma = between
	for _, row := range rows {
		for i, cell := range row {
			row[i] = text.CSVCell(text.Draw(cell))
		}
	}
	if err := w.WriteAll(rows); err != nil {
		return nil, fmt.Errorf("write rows: %w", err)
	}
	return out.Bytes(), nil
}

// table makes rows of the document, from which everything that v may not see has been left
// out.
type table struct {
	words Words
	b     *model.Board
	v     model.Actor
	d     model.Document
	votes map[model.ItemID]model.Row
}

// lastVotes returns each candidate's result in the last closed round it was in.
func lastVotes(b *model.Board) map[model.ItemID]model.Row {
	votes := map[model.ItemID]model.Row{}
	for _, r := range b.Rounds().All() {
		if r.IsOpen() {
			continue
		}
		if res, ok := r.Result(); ok {
			for _, row := range res.Rows {
				votes[row.ID] = row
			}
		}
	}
	return votes
}

// entry is a row by the names of its columns; others are empty.
type entry map[string]string

func (s table) row(id model.ItemID, kind, what string, phase model.PhaseID, more entry) []string {
	more["id"], more["kind"], more["text"], more["phase"] = number(int(id)), kind, what, s.b.PhaseName(phase, s.words.Lang(), func(a model.Activity) string { return s.words.T("activity." + string(a)) })
	more["category"] = s.b.CategoryOf(id).In(s.words.Lang())
	if vote, ok := s.votes[id]; ok {
		more["dots"], more["voters"] = strconv.Itoa(vote.Dots), strconv.Itoa(vote.Voters)
	}
	row := make([]string, len(columns))
	for i, name := range columns {
		row[i] = more[name]
	}
	return row
}

// hostWrote stands for the host's terminal in place of a writer's name.
const hostWrote = "#host"

// writer returns who wrote something in another's name.
func writer(said model.Said) string {
	if said.Other && said.Writer == "" {
		return hostWrote
	}
	return said.Writer
}

// author returns whose something is, if s.v may be told.
func (s table) author(said model.Said, by model.PersonID) string {
	if said.Other || s.b.TellsAuthor(s.v, by) {
		return said.Author
	}
	return ""
}

func (s table) ideas() [][]string {
	var rows [][]string
	for _, i := range s.d.Ideas {
		if i.Removed {
			continue
		}
		said := s.b.SaidOf(s.b.Idea(i.ID))
		more := entry{
			"sector": i.Sector.String(), "author": s.author(said, s.b.Idea(i.ID).By), "writer": writer(said), "goals": goalNumbers(i.Goals), "targets": targetNumbers(i.Targets),
			"parked": yes(i.Parked), "hidden": yes(i.Hidden), "merged": number(int(i.Merged)),
			"session": s.session(i.Session), "about": number(int(i.About)),
		}
		more["cluster"] = s.b.ClusterName(s.b.ClusterOf(i))
		kind := "idea"
		if i.Note {
			kind = "note"
		}
		rows = append(rows, s.row(i.ID, kind, i.Text, i.Phase, more))
	}
	return rows
}

func (s table) clusters() [][]string {
	var rows [][]string
	for _, c := range s.d.Clusters {
		if !c.Removed {
			more := entry{"goals": goalNumbers(c.Goals), "targets": targetNumbers(c.Targets), "merged": number(int(c.Merged))}
			rows = append(rows, s.row(c.ID, "cluster", c.Title, c.Phase, more))
		}
	}
	return rows
}

func (s table) questions() [][]string {
	var rows [][]string
	for _, q := range s.d.Questions {
		if q.Removed {
			continue
		}
		more := entry{
			"cluster": s.b.ClusterName(s.b.WholeCluster(q.Cluster)), "from": number(int(q.Parent)), "chosen": yes(q.Chosen),
			"support": strconv.Itoa(q.Backers()), "status": string(q.Kind), "goals": goalNumbers(q.Goals),
			"session": s.session(q.Session),
			"targets": targetNumbers(q.Targets),
		}
		said := s.b.SaidOfQuestion(s.b.Question(q.ID))
		more["author"], more["writer"], more["sector"] = s.author(said, s.b.Question(q.ID).By), writer(said), q.Sector.String()
		if q.By != 0 {
			more["sector"] = s.b.Question(q.ID).Sector.String()
		}
		rows = append(rows, s.row(q.ID, "question", q.Text, q.Phase, more))
	}
	return rows
}

func (s table) commitments() [][]string {
	var rows [][]string
	for _, c := range s.d.Commitments {
		if c.Removed {
			continue
		}
		status := c.Status
		if status == model.CommitmentOpen {
			status = "open"
		}
		more := entry{"from": number(int(c.From)), "who": c.Who, "when": c.When, "status": string(status), "note": c.Note, "consent": consentNames[s.b.ConsentOf(c)]}
		if c.Imported {
			more["author"], more["sector"] = c.Writer, c.Sector.String()
		}
		more["follower"], _ = s.b.FollowerOf(s.b.Commitment(c.ID))
		more["writer"] = s.promiseWriter(c)
		if p := s.b.Person(c.By); p != nil {
			more["author"], more["sector"] = p.Name, s.b.SectorOf(s.b.Commitment(c.ID)).String()
		}
		rows = append(rows, s.row(c.ID, "commitment", c.What, c.Phase, more))
	}
	return rows
}

// promiseWriter returns who wrote a commitment in another's name, reworded one, or let
// somebody write at their terminal.
func (s table) promiseWriter(c *model.Commitment) string {
	switch p := s.b.Person(c.Via); {
	case c.Reworded && s.b.WrittenByOther(c):
		return cmp.Or(s.b.WriterOf(c), hostWrote)
	case c.Reworded:
		return ""
	case p != nil:
		return p.Name
	case c.HostWrote:
		return hostWrote
	case c.Origin != nil:
		return c.Writer
	}
	return ""
}

// consentNames are the values in the table for the answer of a person in whose name another
// wrote.
var consentNames = map[model.Consent]string{
	model.NotAsked: "not asked", model.Waiting: "waiting", model.Agreed: "agreed", model.Refused: "refused",
}

// session returns the title of a session.
func (s table) session(id model.SessionID) string {
	if _, session := s.b.Session(id); session != nil {
		return session.Title.In(s.words.Lang())
	}
	return ""
}

// number formats an id; 0, which is none, gives "".
func number(n int) string {
	if n == 0 {
		return ""
	}
	return strconv.Itoa(n)
}

func yes(b bool) string {
	if b {
		return "yes"
	}
	return ""
}

func goalNumbers(goals []int) string {
	numbers := make([]string, len(goals))
	for i, g := range goals {
		numbers[i] = strconv.Itoa(g)
	}
	return strings.Join(numbers, " ")
}

func targetNumbers(targets []model.Target) string {
	numbers := make([]string, len(targets))
	for i, t := range targets {
		numbers[i] = string(t)
	}
	return strings.Join(numbers, " ")
}
