package security

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"maps"
	"regexp"
	"slices"
	"strings"
	"testing"
	"time"

	"github.com/yuin/goldmark"
	"github.com/yuin/goldmark/ast"
	"github.com/yuin/goldmark/extension"
	gmtext "github.com/yuin/goldmark/text"
	"golang.org/x/net/html"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/model/text/hostile"
	"verkstad/ui/frame/frametest"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
	"verkstad/ui/ticketprint"
)

// papers is everything that is written of a workshop, by file name.
func papers(r *stagetest.Room, w *i18n.Words) map[string]string {
	b := r.Board()
	boards := []*model.Board{b}
	must := func(raw []byte, err error) string {
		if err != nil {
			panic(err)
		}
		return string(raw)
	}
	planned := report.Planned{Board: b, Start: time.Unix(0, 0), Join: "ssh KRABBA@host"}
	trace := ""
	for _, i := range b.Ideas(model.Host) {
		trace += report.Trace(boards, b.ID, i.ID, w)
	}
	sheet := ticketprint.Sheet{Board: b, Papers: []stage.Paper{{No: 1, Written: "7Q2MX-B4KPN"}}, JoinFor: stagetest.Env(r, model.Host).JoinFor}
	paper := report.Paper(boards, w, b.Title)
	return map[string]string{
		"board.md": report.Markdown(b, model.Host, w), "board.html": must(report.HTML(b, model.Host, w)),
		"board.csv": must(report.CSV(b, model.Host, i18n.For("sv"))), "board.json": must(b.Document(model.Host).JSON()),
		"paper.md": paper, "overview.md": report.Overview(boards, w), "trace.md": trace,
		"paper.html":  must(report.AcrossHTML(boards, paper, b.Title, w)),
		"strips.html": must(sheet.HTML(w)), "strips.text": sheet.Text(w),
		"invite.text": report.Invitation(planned, w), "invite.ics": string(report.Calendar(planned, w, time.Unix(0, 0))),
	}
}

// TestDocumentsHoldWhatPeopleWroteAsText writes every document of a workshop in
// which every text is hostile, and holds that nothing of it has become markup,
// a formula, a line of its own or a control.
func TestDocumentsHoldWhatPeopleWroteAsText(t *testing.T) {
	for _, m := range []stagetest.Moment{stagetest.Ended, seminars, tabled, followed} {
		plain := papers(atMoment(t, m), i18n.For("sv"))
		for i := range len(hostile.Texts()) / step() {
			r := poisoned(t, m, i*step())
			for name, doc := range papers(r, i18n.For("sv")) {
				err := shown(doc)
				if err == nil {
					err = holds(name, doc, plain[name])
				}
				if err != nil {
					t.Errorf("moment %d, texts from %d: %s: %v", m, i*step(), name, err)
				}
			}
		}
	}
}

// step is from which text to which a board is made anew: a board holds some 150.
func step() int {
	if long {
		return 1
	}
	return 12
}

// shown is an error if a document has what a terminal would act on.
func shown(doc string) error {
	for i, r := range doc {
		if r != '\n' && r != '\r' && !frametest.Permitted(r) {
			return fmt.Errorf("%U in %q", r, doc[max(0, i-20):min(len(doc), i+20)])
		}
	}
	return nil
}

// holds compares what a document is made of with what a harmless one is.
func holds(name, doc, plain string) error {
	switch kind := name[strings.LastIndex(name, ".")+1:]; kind {
	case "md":
		return within(markdownParts(doc), markdownParts(plain))
	case "html":
		return within(htmlParts(doc), htmlParts(plain))
	case "csv":
		return noFormula(doc)
	case "json":
		if !json.Valid([]byte(doc)) {
			return fmt.Errorf("no JSON")
		}
	case "ics":
		return within(calendarParts(doc), calendarParts(plain))
	}
	return nil
}

// within is an error if there is a kind of part that the plain one has not, or
// more of it. Lines within a text may be more.
func within(got, want map[string]int) error {
	for _, part := range slices.Sorted(maps.Keys(got)) {
		if got[part] > want[part] && part != "<br>" {
			return fmt.Errorf("has %d %s, and a plain one has %d", got[part], part, want[part])
		}
	}
	return nil
}

var github = goldmark.New(goldmark.WithExtensions(extension.Table, extension.Strikethrough, extension.TaskList, extension.DefinitionList, extension.Footnote))

// markdownParts counts the nodes of a document by kind, headings by level. Text
// and line breaks are no parts.
func markdownParts(doc string) map[string]int {
	parts := map[string]int{}
	tree := github.Parser().Parse(gmtext.NewReader([]byte(doc)))
	_ = ast.Walk(tree, func(n ast.Node, entering bool) (ast.WalkStatus, error) {
		kind := n.Kind().String()
		if h, ok := n.(*ast.Heading); ok {
			kind += fmt.Sprint(h.Level)
		}
		if entering && n.Type() != ast.TypeInline || n.ChildCount() > 0 || n.Kind() != ast.KindText && n.Kind() != ast.KindString {
			parts[kind]++
		}
		return ast.WalkContinue, nil
	})
	return parts
}

// longWord is what a page puts around a word that is longer than a phone is wide, so that
// it can be broken. No text of the corpus has it.
const longWord = `<span class="long">`

// htmlParts counts the elements of a page with the names of their attributes.
func htmlParts(doc string) map[string]int {
	parts := map[string]int{}
	doc = strings.ReplaceAll(doc, longWord, "")
	for z := html.NewTokenizer(strings.NewReader(doc)); ; {
		switch z.Next() {
		case html.ErrorToken:
			return parts
		case html.StartTagToken, html.SelfClosingTagToken:
			token := z.Token()
			names := []string{token.Data}
			for _, a := range token.Attr {
				if token.Data == "table" && a.Key == "class" { // it follows how long the words of a table are
					continue
				}
				names = append(names, a.Key)
			}
			parts["<"+strings.Join(names, " ")+">"]++
		case html.CommentToken, html.DoctypeToken:
			parts[z.Token().String()]++
		}
	}
}

// noFormula is an error if a spreadsheet would compute a cell, whether it parts
// cells by commas, as the file does, or by semicolons.
func noFormula(doc string) error {
	rows, err := csv.NewReader(strings.NewReader(doc)).ReadAll()
	if err != nil {
		return err
	}
	for _, row := range rows {
		if len(row) != len(rows[0]) {
			return fmt.Errorf("a row of %d cells", len(row))
		}
		for _, cell := range row {
			for part := range strings.FieldsFuncSeq(cell, func(r rune) bool { return strings.ContainsRune(";\t\n\r", r) }) {
				if formula.MatchString(part) {
					return fmt.Errorf("the formula %q", part)
				}
			}
		}
	}
	return nil
}

var formula = regexp.MustCompile(`^[\s"]*[=+\-@＝＋－＠]`)

// calendarParts counts the lines of a calendar by what stands before the colon.
func calendarParts(doc string) map[string]int {
	parts := map[string]int{}
	for line := range strings.SplitSeq(strings.ReplaceAll(doc, "\r\n ", ""), "\r\n") {
		name, value, _ := strings.Cut(line, ":")
		if name == "BEGIN" || name == "END" {
			name += value
		}
		parts[name]++
	}
	return parts
}

// TestTheTestSeesMarkup holds that what this file looks for is found.
func TestTheTestSeesMarkup(t *testing.T) {
	for name, doc := range map[string]string{
		"a.md": "# x\n\n<b>x</b>", "b.md": "[a](b)", "c.md": "    code", "a.html": "<p onclick=x>", "b.html": "<script>",
		"a.csv": "a\n=1", "b.csv": "a\n\"ok;=1\"", "a.ics": "BEGIN:VALARM\r\n",
	} {
		if holds(name, doc, "x") == nil {
			t.Errorf("%s: %q is taken for plain", name, doc)
		}
	}
	if shown("a\u202eb") == nil || shown("a\x1bb") == nil {
		t.Error("a control is taken for text")
	}
}
