package participant

import (
	"cmp"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/stage"
)

// asked is the commitment in one's name that waits for one's answer.
type asked struct {
	rev  uint64       // of the commitments when it was looked up
	id   model.ItemID // 0 is none
	told model.ItemID // the last one that one was told of
}

// askedNow looks up what waits for an answer, again only when the commitments
// have changed.
func (d *desk) askedNow() model.ItemID {
	b := d.Board()
	if d.asks.rev != b.Revs.Commitments {
		d.asks.rev, d.asks.id = b.Revs.Commitments, 0
		if c := b.AskedOf(d.owner().Person); c != nil {
			d.asks.id = c.ID
		}
	}
	return d.asks.id
}

// tellAsked says in passing that somebody wrote a commitment in one's name.
func (d *desk) tellAsked() tea.Cmd {
	if d.Room == nil {
		return nil
	}
	id := d.askedNow()
	if id == d.asks.told {
		return nil
	}
	d.asks.told = id
	if id == 0 {
		return nil
	}
	return stage.Toast(d.Words.T("participant.asked.told", "Name", d.writerOf(d.Board().Commitment(id))))
}

// writerOf is who wrote a commitment, as far as that may be told.
func (d *desk) writerOf(c *model.Commitment) string {
	b := d.Board()
	if !b.NamesShown(c.Phase) {
		return d.Words.T("participant.asked.somebody")
	}
	return cmp.Or(b.WriterOf(c), d.Words.T("participant.asked.host"))
}

// askedActions are the key that leads to the answer.
func (k commonKeys) askedActions() []action {
	if !k.asked {
		return nil
	}
	return []action{{keys: []string{"a", "f12"}, word: "participant.key.asked", short: true, do: onDesk((*desk).answerAsked)}}
}

// answerAsked shows what was written in one's name, by whom, and what an answer
// does, and takes a yes or a no.
func (d *desk) answerAsked() tea.Cmd {
	b, w := d.Board(), d.Words
	c := b.Commitment(d.askedNow())
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
	about = append(about, w.T("participant.asked.writer", "Name", d.writerOf(c)), "",
		w.T("participant.asked.if-yes"), w.T("participant.asked.if-no"))
	answer := func(word string, agree bool) stage.Choice {
		return stage.Choice{Label: w.T(word), Do: d.Doing(model.AnswerCommitment{ID: c.ID, Agree: agree})}
	}
	return d.Ask(stage.NewMenu(d.Env, w.T("participant.asked.title"), []stage.Choice{
		answer("participant.asked.yes", true), answer("participant.asked.no", false),
	}).Explain(strings.Join(about, "\n")))
}
