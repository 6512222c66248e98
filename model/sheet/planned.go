package sheet

import (
	"strings"

	"verkstad/model"
)

// sameKey is what two rows, or a row and what lies on a board, have in common
// that are the same there: what they are and what they say.
func sameKey(kind RowKind, text string) string { return string(kind) + "\x00" + fold(text) }

// whole is all that a row says, as it is compared within a file.
func (r Row) whole() string {
	return strings.Join([]string{
		string(r.Kind), fold(r.Text), fold(r.Author), fold(r.Category), fold(r.Cluster), fold(r.Phase), fold(r.Session),
	}, "\x00")
}

// isThere tells whether what a row says is on the board. Of Verkstad's own rows
// each stands for one that lies there.
func (p *planner) isThere(r Row) bool {
	key := sameKey(r.Kind, r.Text)
	at := p.there[key]
	if len(at) == 0 {
		return false
	}
	p.refer(r, model.ImportedRef{ID: at[0]})
	if p.t.Own {
		p.there[key] = at[1:]
	}
	return true
}

// onBoard is what lies on a board, as it is and as it came.
func onBoard(b *model.Board) map[string][]model.ItemID {
	there := map[string][]model.ItemID{}
	add := func(kind RowKind, id model.ItemID, now string, edits []model.Edit) {
		key := sameKey(kind, now)
		there[key] = append(there[key], id)
		if len(edits) > 0 {
			if first := sameKey(kind, edits[0].Was); first != key {
				there[first] = append(there[first], id)
			}
		}
	}
	for _, i := range b.AllIdeas().All() {
		if !i.Removed {
			add(Idea, i.ID, i.Text, i.Edits)
		}
	}
	for _, q := range b.Questions() {
		add(Question, q.ID, q.Text, q.Edits)
	}
	for _, c := range b.Commitments() {
		add(Commitment, c.ID, c.What, nil)
	}
	return there
}

// question is a row as the board would have it.
func (p *planner) question(r Row) model.ImportedQuestion {
	q := model.ImportedQuestion{
		Text: r.Text, Sector: r.Sector, Phase: p.phase(r), Kind: model.QuestionKind(r.Status), Support: r.Support, Chosen: r.Chosen,
		Goals: r.Goals, Targets: r.Targets, Parent: p.refs[r.from],
	}
	if q.Kind != model.OpenQuestion && q.Kind != model.ClosedQuestion {
		q.Kind = model.Unmarked
	}
	at := p.at(q.Phase)
	q.Author = p.name(at, r.Author, model.MaxAuthor)
	if r.Session != "" {
		q.Session = p.session(at, r.Session)
	}
	if r.cluster != "" {
		q.Cluster = p.refs[r.cluster].Cluster
	}
	return q
}

// commitment is a row as the board would have it.
func (p *planner) commitment(r Row) model.ImportedCommitment {
	c := model.ImportedCommitment{
		What: r.Text, When: line(r.When, model.MaxWhen), Sector: r.Sector, Phase: p.phase(r), From: p.refs[r.from],
		Note: line(r.Remark, model.MaxShortNote),
	}
	switch s := model.CommitmentStatus(r.Status); s {
	case model.CommitmentGoingOn, model.CommitmentDone, model.CommitmentDropped:
		c.Status = s
	}
	if p.b.NamesShown(p.at(c.Phase)) {
		c.Author, c.Who = line(r.Author, model.MaxWho), line(r.Who, model.MaxWho)
	} else if r.Author+r.Who != "" {
		p.Names++
	}
	return c
}

// name is a name as far as it is shown in a phase.
func (p *planner) name(at model.PhaseID, name string, most int) string {
	switch {
	case name == "":
		return ""
	case !p.b.NamesShown(at):
		p.Names++
		return ""
	}
	return line(name, most)
}
