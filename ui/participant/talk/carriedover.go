package talk

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// carriedRows lists what the last workshop left: the commitments with how they
// stand, and the questions.
func carriedRows(p *view.Rows, dc stage.DrawContext, b *model.Board) {
	questions, commitments := b.Carried()
	for i, c := range commitments {
		if i == 0 {
			p.Heading(dc.Theme.Strong, dc.Words.T("participant.carried.commitments"))
		}
		mark := view.Span{Style: dc.Accent, Text: "▪ "}
		switch c.Status {
		case model.CommitmentDone:
			mark = view.Span{Style: dc.Theme.Ok, Text: "✓ "}
		case model.CommitmentDropped:
			mark = view.Span{Style: dc.Theme.Muted, Text: "× "}
		}
		text := c.What
		if who := report.Promiser(b, c, dc.Words); who != "" {
			text += " · " + who
		}
		if note := report.FollowNote(b, c, dc.Words); note != "" {
			text += " · " + note
		}
		p.Line(2, []view.Span{mark}, dc.Theme.Text, text, 3)
	}
	for i, q := range questions {
		if i == 0 {
			p.Heading(dc.Theme.Strong, dc.Words.T("participant.carried.questions"))
		}
		p.Line(2, []view.Span{{Style: dc.Accent, Text: "○ "}}, dc.Theme.Text, q.Text, 3)
	}
	if len(questions)+len(commitments) > 0 {
		p.Gap()
	}
}

// notesRows lists what is said for the record in a phase and belongs to no topic.
func notesRows(p *view.Rows, dc stage.DrawContext, b *model.Board, phase model.PhaseID, session model.SessionID) {
	head := "participant.talk.notes"
	if len(b.Topics()) > 0 {
		head = "participant.talk.othernotes"
	}
	for i, n := range ofSession(b.NotesOf(model.Actor{Role: model.Observer}, phase, 0), session) {
		if i == 0 {
			p.Heading(dc.Theme.Strong, dc.Words.T(head))
		}
		p.Line(2, []view.Span{view.SectorMark(dc, n.Sector), {Style: dc.Theme.Text, Text: " "}}, dc.Theme.Text, n.Text, 4)
	}
}

// followUps is the commitments of earlier workshops that are one's own to follow
// up. Whether there are some is found again only when it may have changed: it is
// asked for at every wake-up.
type followUps struct {
	terminal *view.Terminal
	of       followUpsOf
	some     bool
}

// followUpsOf is what they follow from.
type followUpsOf struct {
	workshop            stage.WorkshopEpoch
	agenda, commitments uint64
	me                  model.Actor
}

// any reports whether there are some.
func (f *followUps) any() bool {
	revs := &f.terminal.Board().Revs
	if now := (followUpsOf{f.terminal.WorkshopEpoch(), revs.Agenda, revs.Commitments, f.terminal.Me}); now != f.of {
		f.of, f.some = now, len(f.mine()) > 0
	}
	return f.some
}

// followUpActions are to say what came of one's commitments, where there are some;
// of finds them.
func followUpActions(some bool, of func() *followUps) stage.Actions {
	if !some {
		return nil
	}
	return stage.Actions{{Keys: []string{"o", "f7"}, Word: "participant.key.follow", Footer: true, Do: func() tea.Cmd { return of().ask() }}}
}

// mine is those commitments.
func (f *followUps) mine() []*model.Commitment {
	b := f.terminal.Board()
	_, commitments := b.Carried()
	return slices.DeleteFunc(commitments, func(c *model.Commitment) bool { return !b.CanFollow(f.terminal.Me, c) })
}

// ask asks which one, if there are several, and what came of it.
func (f *followUps) ask() tea.Cmd {
	mine := f.mine()
	if len(mine) == 1 {
		return f.askStatus(mine[0])
	}
	var choices []stage.Choice
	for _, c := range mine {
		choices = append(choices, stage.Choice{Label: c.What, Do: func() tea.Cmd { return f.askStatus(c) }})
	}
	t := f.terminal
	return t.Ask(stage.NewMenu(t.Env, t.Words.T("participant.carried.which"), choices))
}

// askStatus asks how a commitment went, and then for a line about it.
func (f *followUps) askStatus(c *model.Commitment) tea.Cmd {
	t := f.terminal
	choice := func(word string, status model.CommitmentStatus) stage.Choice {
		return stage.Choice{Label: t.Words.T(word), Do: func() tea.Cmd { return f.askLine(c, status) }}
	}
	return t.Ask(stage.NewMenu(t.Env, c.What, []stage.Choice{
		choice("participant.carried.done", model.CommitmentDone),
		choice("participant.carried.going", model.CommitmentGoingOn),
		choice("participant.carried.dropped", model.CommitmentDropped),
	}))
}

// askLine asks for a line about how a commitment went.
func (f *followUps) askLine(c *model.Commitment, status model.CommitmentStatus) tea.Cmd {
	t := f.terminal
	return t.Ask(stage.NewPrompt(t.Env, t.Words.T("participant.carried.note"), t.Words.T("participant.carried.notehint"), c.Note,
		model.MaxShortNote, func(note string) tea.Cmd {
			return t.Do(model.FollowCommitment{ID: c.ID, Status: status, Note: note})
		}))
}

// ofSession is the notes that were written in a session; all if it is 0.
func ofSession(notes []*model.Idea, id model.SessionID) []*model.Idea {
	if id == 0 {
		return notes
	}
	return slices.DeleteFunc(slices.Clone(notes), func(i *model.Idea) bool { return i.Session != id })
}
