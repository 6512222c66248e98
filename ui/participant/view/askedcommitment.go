package view

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/stage"
)

// toAnswer is the commitment in one's name that waits for one's answer.
type toAnswer struct {
	rev  uint64       // of the commitments when it was looked up
	id   model.ItemID // 0 is none
	told model.ItemID // the last one that one was told of
}

// askedNow looks up what waits for an answer, again only when the commitments
// have changed.
func (t *Terminal) askedNow() model.ItemID {
	b := t.Board()
	if t.toAnswer.rev != b.Revs.Commitments {
		t.toAnswer.rev, t.toAnswer.id = b.Revs.Commitments, 0
		if c := b.AskedOf(t.Owner().Person); c != nil {
			t.toAnswer.id = c.ID
		}
	}
	return t.toAnswer.id
}

// TellAsked says in passing that somebody wrote a commitment in one's name.
func (t *Terminal) TellAsked() tea.Cmd {
	if t.Room == nil {
		return nil
	}
	id := t.askedNow()
	if id == t.toAnswer.told {
		return nil
	}
	t.toAnswer.told = id
	if id == 0 {
		return nil
	}
	return stage.Toast(t.Words.T("participant.asked.told", "Name", t.writerOf(t.Board().Commitment(id))))
}

// writerOf is who wrote a commitment, as far as that may be told.
func (t *Terminal) writerOf(c *model.Commitment) string {
	b := t.Board()
	if !b.NamesShown(c.Phase) {
		return t.Words.T("participant.asked.somebody")
	}
	return cmp.Or(b.WriterOf(c), t.Words.T("participant.asked.host"))
}

// askedActions are the key that leads to the answer.
func (k commonKeys) askedActions(at Target) stage.Actions {
	if !k.asked {
		return nil
	}
	return stage.Actions{{Keys: []string{"a", "f12"}, Word: "participant.key.asked", Footer: true, Do: OnTerminal(at, (*Terminal).answerAsked)}}
}

// answerAsked shows what was written in one's name, by whom, and what an answer
// does, and takes a yes or a no.
func (t *Terminal) answerAsked() tea.Cmd {
	b, w := t.Board(), t.Words
	c := b.Commitment(t.askedNow())
	if c == nil {
		return nil
	}
	about := []string{w.T("participant.asked.what", "What", c.What)}
	if who := report.Promiser(b, c, w); who != "" {
		about = append(about, w.T("participant.asked.who", "Who", who))
	}
	if c.When != "" {
		about = append(about, w.T("participant.asked.when", "When", c.When))
	}
	about = append(about, w.T("participant.asked.writer", "Name", t.writerOf(c)), "",
		w.T("participant.asked.if-yes"), w.T("participant.asked.if-no"))
	answer := func(word string, agree bool) stage.Choice {
		return stage.Choice{Label: w.T(word), Do: t.Doing(model.AnswerCommitment{ID: c.ID, Agree: agree})}
	}
	return t.Ask(stage.NewMenu(t.Env, w.T("participant.asked.title"), []stage.Choice{
		answer("participant.asked.yes", true), answer("participant.asked.no", false),
	}).Explain(strings.Join(about, "\n")))
}
