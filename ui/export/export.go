// Package export asks in which format a workshop is to be exported, the same on every
// screen, and names the file that it is written to.
package export

import (
	"cmp"
	"strings"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/model/text"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// mostName is how many letters of a title a file's name has.
const mostName = 40

// labels are the words for what each format is for, and for its name.
func labels(f report.Format) (use, name string) {
	switch f {
	case report.FormatHTML:
		return "export.html", "export.form.html"
	case report.FormatWord:
		return "export.docx", "export.form.docx"
	case report.FormatSummary:
		return "export.summary", "export.form.summary"
	case report.FormatCalendar:
		return "export.ics", "export.form.ics"
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

// FileName is the name of the file that a workshop is written to: its title in small letters
// and digits that every system and mail keeps, with hyphens between, its day, and what the
// format ends in: aterbruk-i-byn-2026-11-23.html.
func FileName(b *model.Board, w *i18n.Words, f report.Format) string {
	name := cmp.Or(slug(b.Title), "verkstad")
	if day := report.Began(b); !day.IsZero() {
		name += "-" + day.In(w.Zone()).Format(time.DateOnly)
	}
	return name + "." + f.Extension()
}

// slug is a title as part of a file's name; empty if it has no letters or digits that could
// be.
func slug(title string) string {
	words := strings.FieldsFunc(plainLetters.Replace(text.Bare(title)), func(r rune) bool { return (r < 'a' || r > 'z') && (r < '0' || r > '9') })
	name := strings.Join(words, "-")
	return strings.Trim(name[:min(mostName, len(name))], "-")
}

// plainLetters are letters that are no plain ones with a mark.
var plainLetters = strings.NewReplacer("ø", "o", "æ", "ae", "ß", "ss", "ð", "d", "þ", "th", "ł", "l", "đ", "d")

// Saved is where a file was written, with what the format left out of it.
func Saved(where string, b *model.Board, w *i18n.Words, f report.Format) string {
	if f == report.FormatCalendar {
		if left := report.Undated(b, w); left != "" {
			return where + ". " + left
		}
	}
	return where
}
