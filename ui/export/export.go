// Package export asks in which format a workshop is to be exported, the same on every
// screen, and names the file that it is written to.
package export

import (
	"cmp"
	"strings"
	"unicode"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/stage"
)

// mostName is how many characters of a title a file's name has.
const mostName = 40

// labels are the words for what each format is for, and for its name.
func labels(f report.Format) (use, name string) {
	switch f {
	case report.FormatHTML:
		return "export.html", "export.form.html"
	case report.FormatWord:
		return "export.docx", "export.form.docx"
	case report.FormatCSV:
		return "export.csv", "export.form.csv"
	case report.FormatJSON:
		return "export.json", "export.form.json"
	}
	return "export.md", "export.form.md"
}

// Ask asks for the format, has write write a file in it, and tells where the file
// is. Where write is nil, since the terminal has no disk to write to, it shows the
// line that gives the same over SSH for the workshop with the join code.
func Ask(e *stage.Env, code string, write func(report.Format) (where string, err error)) tea.Cmd {
	w := e.Words
	if write == nil {
		return e.Ask(stage.NewSheet(e, w.T("export.title"), strings.Join(lines(e, code), "\n")))
	}
	var choices []stage.Choice
	for _, f := range report.Formats() {
		use, name := labels(f)
		choices = append(choices, stage.Choice{Label: w.T(use), Detail: w.T(name), Do: func() tea.Cmd {
			return func() tea.Msg {
				where, err := write(f)
				if err != nil {
					return stage.ToastMsg{Text: e.Say(err), Bad: true}
				}
				return stage.ToastMsg{Text: w.T("export.done", "Where", where)}
			}
		}})
	}
	return e.Ask(stage.NewMenu(e, w.T("export.title"), choices))
}

// lines is what to type in one's own terminal.
func lines(e *stage.Env, code string) []string {
	var join []string
	if e.JoinFor != nil {
		join = e.JoinFor(code).Lines
	}
	if len(join) == 0 {
		return []string{e.Words.T("export.nowhere")}
	}
	return []string{
		e.Words.T("export.ssh"), "",
		join[0] + " export " + string(report.FormatMarkdown) + " > " + e.Words.T("export.file") + "." + string(report.FormatMarkdown), "",
		e.Words.T("export.forms"),
	}
}

// FileName is the name of the file that a workshop is written to: its title, in small
// letters and digits with hyphens between, and the format.
func FileName(b *model.Board, f report.Format) string {
	return cmp.Or(slug(b.Title), "verkstad") + "." + string(f)
}

// slug is a title as part of a file's name; empty if it has neither letters nor digits.
func slug(title string) string {
	words := strings.FieldsFunc(strings.ToLower(title), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	runes := []rune(strings.Join(words, "-"))
	return strings.Trim(string(runes[:min(mostName, len(runes))]), "-")
}
