package wording

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model/question"
)

// fewestWords is how many words a wording must have before anything is said of
// it: less is the beginning of one.
const fewestWords = 4

// write types, and has the wording considered in the next pause.
func (f *define) write(msg tea.Msg) tea.Cmd {
	before := f.text.Input.Value()
	cmd := f.text.Update(msg)
	if f.text.Input.Value() == before {
		return cmd
	}
	if f.text.Value() == "" {
		f.hint = ""
	}
	return tea.Batch(cmd, f.pauses.Typed())
}

// consider sees what may be mended in the wording. It takes microseconds.
func (f *define) consider() tea.Cmd {
	f.hint = ""
	if text := f.text.Value(); f.writing.kind != "" && len(strings.Fields(text)) >= fewestWords {
		if found := question.Examine(text, f.Words.Lang()); len(found.Faults) > 0 {
			f.hint = found.Faults[0]
		}
	}
	return nil
}
