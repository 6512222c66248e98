package participant

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model/question"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// fewestWords is how many words a wording must have before anything is said of
// it: less is the beginning of one.
const fewestWords = 4

// write types, and has the wording considered in the next pause.
func (f *define) write(msg tea.Msg) tea.Cmd {
	before := f.text.input.Value()
	cmd := f.text.update(msg)
	if f.text.input.Value() == before {
		return cmd
	}
	if f.text.value() == "" {
		f.hint = ""
	}
	return tea.Batch(cmd, f.pauses.typed())
}

// consider sees what may be mended in the wording. It takes microseconds.
func (f *define) consider() tea.Cmd {
	f.hint = ""
	if text := f.text.value(); f.writing.kind != "" && len(strings.Fields(text)) >= fewestWords {
		if found := question.Look(text, f.Words.Lang()); len(found.Faults) > 0 {
			f.hint = found.Faults[0]
		}
	}
	return nil
}

// hintText is the hint with its mending, or where it would take more than two
// rows of a low screen the mending alone.
func (f *define) hintText(r frame.Rect) string {
	whole := f.Words.T(stage.QuestionHint(f.hint))
	if lines := len(frame.WrapLines(whole, r.W-4)); lines <= 1 || lines == 2 && r.H >= 10 {
		return whole
	}
	return f.Words.T(stage.QuestionMending(f.hint))
}

func (f *define) mendPane(r frame.Rect, said string) frame.Pane {
	dc := f.DrawContext()
	return frame.Pane{Rect: r, Key: f.key("define.mend", 0, said), Draw: func(c *frame.Canvas) {
		c.Wrap(frame.Rect{X: 2, W: c.W() - 4, H: c.H()}, dc.Theme.Muted, said)
	}}
}
