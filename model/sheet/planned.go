package sheet

import (
	"strings"

	"verkstad/model"
)

// sameKey returns a key of kind and text that is equal for rows, and items on a board, that
// are the same.
func sameKey(kind RowKind, text string) string { return string(kind) + "\x00" + fold(text) }

// whole returns everything in a row, for comparing rows of a file.
func (r Row) whole() string {
	return strings.Join([]string{
		string(r.Kind), fold(r.Text), fold(r.Author), fold(r.Category), fold(r.Cluster), fold(r.Phase), fold(r.Session),
	}, "\x00")
}

// isThere reports whether the item of a row is on the board. Each of Verkstad's own rows
// stands for one item.
func (p *planner) isThere(r Row) bool {
	key := sameKey(r.Kind, r.Text)
	at := p.existing[key]
	if len(at) == 0 {
		return false
	}
	p.refer(r, model.ImportedRef{ID: at[0]})
	if p.t.Own {
		p.existing[key] = at[1:]
	}
	return true
}

// onBoard returns the items on a board, by their text now and by the text they came with.
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

// question returns the question of a row.
func (p *planner) question(r Row) model.ImportedQuestion {
	q := model.ImportedQuestion{
		Text: r.Text, Sector: r.Sector, Phase: p.phase(r), Kind: model.QuestionKind(r.Status), Support: r.Support, Chosen: r.Chosen,
		Goals: r.Goals, Targets: r.Targets, Parent: p.refs[r.from],
	}
	if q.Kind != model.OpenQuestion && q.Kind != model.ClosedQuestion {
		q.Kind = model.Unmarked
	}
	at := p.orCurrent(q.Phase)
	q.Author = p.name(at, r.Author, model.MaxAuthor)
	if r.Session != "" {
		q.Session = p.session(at, r.Session)
	}
	if r.cluster != "" {
		q.Cluster = p.refs[r.cluster].Cluster
	}
	return q
}

// commitment returns the commitment of a row.
func (p *planner) commitment(r Row) model.ImportedCommitment {
	c := model.ImportedCommitment{
		What: r.Text, When: shortLine(r.When, model.MaxWhen), Sector: r.Sector, Phase: p.phase(r), From: p.refs[r.from],
		Note: shortLine(r.Remark, model.MaxShortNote),
	}
	switch s := model.CommitmentStatus(r.Status); s {
	case model.CommitmentGoingOn, model.CommitmentDone, model.CommitmentDropped:
		c.Status = s
	}
	if p.b.NamesShown(p.orCurrent(c.Phase)) {
		c.Author, c.Who = shortLine(r.Author, model.MaxWho), shortLine(r.Who, model.MaxWho)
	} else if r.Author+r.Who != "" {
		p.Names++
	}
	return c
}

// name returns a name if names are shown in a phase.
func (p *planner) name(at model.PhaseID, name string, most int) string {
	switch {
	case name == "":
		return ""
	case !p.b.NamesShown(at):
		p.Names++
		return ""
	}
	return shortLine(name, most)
}
