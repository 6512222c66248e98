package lines

import (
	"slices"
	"strconv"
	"verkstad/model/text"

	"verkstad/model"
	"verkstad/model/lineage"
)

// sortWords name what a meeting leaves.
var sortWords = map[lineage.Sort]string{
	lineage.GoOn: "thing.question", lineage.Promised: "thing.commitment", lineage.Shelved: "line.board.parked",
	lineage.Banked: "line.carry.banked", lineage.Said: "thing.idea",
}

// carry lists what earlier meetings of the series left, or brings in what one
// of them left: all of it but the ideas on its board, or what is named.
func (c *call) carry() error {
	if c.Has("confirm") {
		if err := c.confirmSeries(); err != nil {
			return err
		}
	}
	all, err := c.leavings()
	if err != nil {
		return err
	}
	if b := c.Room.Board(); len(all) == 0 && b.Series != "" && !b.SeriesKnown() {
		return refusal("line.carry.unknown")
	}
	if len(c.Args) == 0 {
		for _, l := range all {
			for _, o := range l.Offers {
				state := "-"
				if o.Here {
					state = c.words.T("line.carry.here")
				}
				c.line(meetingName(l.Board), int(o.Item), c.words.T(sortWords[o.Sort]), state, text.OneLine(o.Text))
			}
		}
		return nil
	}
	ids, err := c.IDs(c.Args[1:])
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(l lineage.Leavings) bool { return meetingName(l.Board) == c.Arg(0) })
	if at < 0 {
		return refusal("line.carry.nomeeting")
	}
	chosen, here := map[lineage.Place]bool{}, 0
	for _, o := range all[at].Offers {
		if len(ids) == 0 && o.Sort == lineage.Said || len(ids) > 0 && !slices.Contains(ids, o.Item) {
			continue
		}
		chosen[o.Place] = true
		if o.Here {
			here++
		}
	}
	for _, id := range ids {
		if !slices.ContainsFunc(all[at].Offers, func(o lineage.Offer) bool { return o.Item == id }) {
			return c.Wrong("line.carry.notoffered", "ID", int(id))
		}
	}
	if err := c.done(all[at].CarryIn(func(p lineage.Place) bool { return chosen[p] })); err != nil {
		return err
	}
	if here > 0 {
		c.say("line.carry.heldtoo", "N", len(chosen)-here, "Here", here)
	} else {
		c.say("line.carry.done", "N", len(chosen))
	}
	return nil
}

// confirmSeries says that the workshop belongs in its series.
func (c *call) confirmSeries() error {
	if c.Reach == nil {
		return model.ErrNotAllowed
	}
	cmd, err := c.Reach.Confirms(c.Room.Board())
	if err != nil {
		return err
	}
	return c.done(cmd)
}

func (c *call) leavings() ([]lineage.Leavings, error) {
	b := c.Room.Board()
	var earlier []*model.Board
	if c.Reach != nil {
		var err error
		if earlier, err = c.Reach.Earlier(b); err != nil {
			return nil, err
		}
	}
	return lineage.Offers(b, earlier), nil
}

// meetingName is a meeting's number in the series, or its id if it has none.
func meetingName(b *model.Board) string {
	if b.Number > 0 {
		return strconv.Itoa(b.Number)
	}
	return b.ID
}
