package stage

import (
	"verkstad/model"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
)

// maxDeed is how many cells of a text are said of what was undone.
const maxDeed = 40

// SayDeed is what an undo has taken back, or a redo has done again: "idén
// ”Verktygsbibliotek”".
func SayDeed(w *i18n.Words, d model.Deed) string {
	switch d.Kind {
	case model.DeedItems:
		return w.N("app.deed.items", d.N)
	case model.DeedPeople:
		return w.N("app.deed.people", d.N)
	case model.DeedChoice:
		return w.T("app.deed.choice")
	case model.DeedClock:
		return w.T("app.deed.clock")
	case model.DeedHidden:
		return w.T("app.deed.hidden", "Text", frame.Truncate(oneLine(d.Text), maxDeed))
	case model.DeedShown:
		return w.T("app.deed.shown", "Text", frame.Truncate(oneLine(d.Text), maxDeed))
	}
	if d.Text == "" {
		return w.T("app.deed.untitled")
	}
	return w.T(deedWords[d.Kind], "Text", frame.Truncate(oneLine(d.Text), maxDeed))
}

// deedWords are what one thing is called.
var deedWords = map[model.DeedKind]string{
	model.DeedIdea: "app.deed.idea", model.DeedCluster: "app.deed.cluster",
	model.DeedQuestion: "app.deed.question", model.DeedCommitment: "app.deed.commitment",
}

// sayUndone says what an undo or a redo of this terminal has done; empty for
// other commands.
func (a *App) sayUndone(msg DoneMsg) string {
	b, w := a.Env.Board(), a.Env.Words
	switch msg.Command.(type) {
	case model.Undo:
		if d, ok := b.Undone(msg.By); ok {
			return w.T("app.undo.undone", "Deed", SayDeed(w, d))
		}
	case model.Redo:
		if d, ok := b.Done(msg.By); ok {
			return w.T("app.undo.redone", "Deed", SayDeed(w, d))
		}
	}
	return ""
}
