package lines

import (
	"verkstad/model"
	"verkstad/ui/handler"
)

// kinds of items that a command is for.
type kinds uint8

const (
	ideas kinds = 1 << iota
	clusters
	questions
	promises
	anything kinds = 0 // also what is no item
)

// kindNames are the words for one item of a kind, and for the kind.
var kindNames = map[kinds][2]string{
	ideas: {"thing.idea", "line.kind.ideas"}, clusters: {"thing.cluster", "line.kind.clusters"},
	questions: {"thing.question", "line.kind.questions"}, promises: {"thing.commitment", "line.kind.commitments"},
}

// mustBe is nil for an item of the kind, and for a number that nothing on the board has,
// of which the workshop's rules say so. Of anything else it says what it is.
func (c *call) mustBe(id model.ItemID, want kinds) error {
	b := c.Room.Board()
	var is kinds
	switch {
	case b.Idea(id) != nil:
		is = ideas
	case b.Cluster(id) != nil:
		is = clusters
	case b.Question(id) != nil:
		is = questions
	case b.Commitment(id) != nil:
		is = promises
	}
	if is == 0 || want == anything || is == want || len(b.Lying(id, id)) == 0 {
		return nil
	}
	said := "line.kind.notfor"
	if c.Command.Name == "hide" {
		said = "line.kind.hide"
	}
	return handler.Refuse(said, "ID", int(id), "Is", c.words.T(kindNames[is][0]), "Command", c.Command.Name, "For", c.words.T(kindNames[want][1]))
}

// allMustBe is mustBe of several.
func (c *call) allMustBe(ids []model.ItemID, want kinds) error {
	for _, id := range ids {
		if err := c.mustBe(id, want); err != nil {
			return err
		}
	}
	return nil
}
