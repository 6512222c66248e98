package participant

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/stage"
)

// carriedRows lists what the last workshop left: the commitments with how they
// stand, and the questions.
func carriedRows(p *page, dc stage.DrawContext, b *model.Board) {
	questions, commitments := b.Carried()
	for i, c := range commitments {
		if i == 0 {
			p.heading(dc.Theme.Strong, dc.Words.T("participant.carried.commitments"))
		}
		mark := span{dc.Accent, "▪ "}
		switch c.Status {
		case model.CommitmentDone:
			mark = span{dc.Theme.Ok, "✓ "}
		case model.CommitmentDropped:
			mark = span{dc.Theme.Muted, "× "}
		}
		text := c.What
		if who := report.Promiser(b, c, dc.Words); who != "" {
			text += " · " + who
		}
		if note := report.FollowNote(b, c, dc.Words); note != "" {
			text += " · " + note
		}
		p.item(entry{id: c.ID}, 2, []span{mark}, dc.Theme.Text, text, 3)
	}
	for i, q := range questions {
		if i == 0 {
			p.heading(dc.Theme.Strong, dc.Words.T("participant.carried.questions"))
		}
		p.item(entry{id: q.ID}, 2, []span{{dc.Accent, "○ "}}, dc.Theme.Text, q.Text, 3)
	}
	if len(questions)+len(commitments) > 0 {
		p.gap()
	}
}

// notesRows lists what is said for the record in a phase.
func notesRows(p *page, dc stage.DrawContext, b *model.Board, phase model.PhaseID, session model.SessionID) {
	for i, n := range ofSession(b.Notes(model.Actor{Role: model.Observer}, phase), session) {
		if i == 0 {
			p.heading(dc.Theme.Strong, dc.Words.T("participant.talk.notes"))
		}
		p.item(entry{id: n.ID}, 2, []span{mark(dc, n.Sector), {dc.Theme.Text, " "}}, dc.Theme.Text, n.Text, 4)
	}
}

// followUps is the commitments of earlier workshops that are one's own to follow
// up. Whether there are some is found again only when it may have changed: it is
// asked for at every wake-up.
type followUps struct {
	desk *desk
	of   followUpsOf
	some bool
}

// followUpsOf is what they follow from.
type followUpsOf struct {
	workshop            stage.WorkshopEpoch
	agenda, commitments uint64
	me                  model.Actor
}

// any reports whether there are some.
func (f *followUps) any() bool {
	revs := &f.desk.Board().Revs
	if now := (followUpsOf{f.desk.WorkshopEpoch(), revs.Agenda, revs.Commitments, f.desk.Me}); now != f.of {
		f.of, f.some = now, len(f.mine()) > 0
	}
	return f.some
}

// followUpActions are to say what came of one's commitments, which of tells of a
// part, where there are some.
func followUpActions(some bool, of func(part) *followUps) []action {
	if !some {
		return nil
	}
	ask := func(p part) tea.Cmd { return of(p).ask() }
	return []action{{keys: []string{"o", "f7"}, word: "participant.key.follow", short: true, do: ask}}
}

// mine is those commitments.
func (f *followUps) mine() []*model.Commitment {
	b := f.desk.Board()
	_, commitments := b.Carried()
	return slices.DeleteFunc(commitments, func(c *model.Commitment) bool { return !b.CanFollow(f.desk.Me, c) })
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
	d := f.desk
	return d.Ask(stage.NewMenu(d.Env, d.Words.T("participant.carried.which"), choices))
}

// askStatus asks how a commitment went, and then for a line about it.
func (f *followUps) askStatus(c *model.Commitment) tea.Cmd {
	d := f.desk
	choice := func(word string, status model.CommitmentStatus) stage.Choice {
		return stage.Choice{Label: d.Words.T(word), Do: func() tea.Cmd { return f.askLine(c, status) }}
	}
	return d.Ask(stage.NewMenu(d.Env, c.What, []stage.Choice{
		choice("participant.carried.done", model.CommitmentDone),
		choice("participant.carried.going", model.CommitmentGoingOn),
		choice("participant.carried.dropped", model.CommitmentDropped),
	}))
}

// askLine asks for a line about how a commitment went.
func (f *followUps) askLine(c *model.Commitment, status model.CommitmentStatus) tea.Cmd {
	d := f.desk
	return d.Ask(stage.NewPrompt(d.Env, d.Words.T("participant.carried.note"), d.Words.T("participant.carried.notehint"), c.Note,
		model.MaxShortNote, func(note string) tea.Cmd {
			return d.Do(model.FollowCommitment{ID: c.ID, Status: status, Note: note})
		}))
}

// ofSession is the notes that were written in a session; all if it is 0.
func ofSession(notes []*model.Idea, id model.SessionID) []*model.Idea {
	if id == 0 {
		return notes
	}
	return slices.DeleteFunc(slices.Clone(notes), func(i *model.Idea) bool { return i.Session != id })
}
