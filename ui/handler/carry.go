package handler

import (
	"cmp"
	"context"
	"slices"
	"strconv"
	"strings"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/method"
	"verkstad/model/text"
)

// sortWords name what a meeting leaves.
var sortWords = map[lineage.Sort]string{
	lineage.GoOn: "thing.question", lineage.Promised: "thing.commitment", lineage.Shelved: "handler.carry.parked",
	lineage.Banked: "handler.carry.banked", lineage.Said: "thing.idea",
}

// Carry lists what earlier meetings of the series left, or brings in what one of them
// left: what is named, or what [Request.Bring] does.
func (r Request) Carry(ctx context.Context) error {
	if r.Has("confirm") {
		if err := r.confirmSeries(ctx); err != nil {
			return err
		}
	}
	all, err := r.leavings()
	if err != nil {
		return err
	}
	if b := r.Room.Board(); len(all) == 0 && b.Series != "" && !b.SeriesKnown() {
		return Refuse("handler.carry.unknown")
	}
	if len(r.Args) == 0 {
		return r.listLeavings(all)
	}
	ids, err := r.IDs(r.Args[1:])
	if err != nil {
		return err
	}
	at := slices.IndexFunc(all, func(l lineage.Leavings) bool { return meetingName(l.Board) == r.Arg(0) })
	if at < 0 {
		if _, err := strconv.Atoi(r.Arg(0)); err != nil {
			return r.Wrong("handler.carry.nomeeting")
		}
		return Refuse("handler.carry.nomeeting")
	}
	return r.Bring(ctx, all[at], ids)
}

// listLeavings writes a row for each thing that can be brought in: meeting, id, what it
// is, whether it is here already, text.
func (r Request) listLeavings(all []lineage.Leavings) error {
	for _, l := range all {
		for _, o := range l.Offers {
			state := "-"
			if o.Here {
				state = r.Words.T("handler.carry.here")
			}
			if err := r.row(meetingName(l.Board), int(o.Item), r.Words.T(sortWords[o.Sort]), state, o.Text); err != nil {
				return err
			}
		}
	}
	return nil
}

// Bring brings in what a meeting left: what has the numbers, or without any what a new
// meeting of the series would open with, which is all but the ideas on its board, and
// those too where the agenda asks for them.
func (r Request) Bring(ctx context.Context, l lineage.Leavings, ids []model.ItemID) error {
	for _, id := range ids {
		if !slices.ContainsFunc(l.Offers, func(o lineage.Offer) bool { return o.Item == id }) {
			return r.Wrong("handler.carry.notoffered", "ID", int(id))
		}
	}
	b := r.Room.Board()
	asked := slices.ContainsFunc(b.Phases(), func(ph *model.Phase) bool { return slices.Contains(ph.CarryIn, method.CarryIdeas) })
	chosen, here := map[lineage.Place]bool{}, 0
	var brought []lineage.Sort
	for _, o := range l.Offers {
		if len(ids) == 0 && o.Sort == lineage.Said && !asked || len(ids) > 0 && !slices.Contains(ids, o.Item) {
			continue
		}
		if chosen[o.Place] = true; o.Here {
			here++
			continue
		}
		brought = append(brought, o.Sort)
	}
	if err := r.do(ctx, l.CarryIn(func(p lineage.Place) bool { return chosen[p] })); err != nil {
		return err
	}
	id := "handler.carry.done"
	if here > 0 {
		id = "handler.carry.heldtoo"
	}
	return r.say(id, "Title", text.Draw(b.Title), "From", text.Draw(l.Board.Title), "What", r.sayBrought(brought), "Here", here)
}

// sayBrought says how much of what was brought in: "1 question, 2 ideas".
func (r Request) sayBrought(all []lineage.Sort) string {
	var said []string
	for _, unit := range []struct {
		word string
		of   []lineage.Sort
	}{{"unit.questions", []lineage.Sort{lineage.GoOn}}, {"unit.commitments", []lineage.Sort{lineage.Promised}}, {"unit.ideas", []lineage.Sort{lineage.Shelved, lineage.Banked, lineage.Said}}} {
		n := 0
		for _, s := range all {
			if slices.Contains(unit.of, s) {
				n++
			}
		}
		if n > 0 {
			said = append(said, r.Words.N(unit.word, n))
		}
	}
	return cmp.Or(strings.Join(said, ", "), r.Words.T("handler.carry.none"))
}

// confirmSeries says that the workshop belongs in its series.
func (r Request) confirmSeries(ctx context.Context) error {
	if r.Reach == nil {
		return model.ErrNotAllowed
	}
	cmd, err := r.Reach.Confirms(r.Room.Board())
	if err != nil {
		return err
	}
	return r.do(ctx, cmd)
}

// leavings is what earlier meetings of the series left, the newest first.
func (r Request) leavings() ([]lineage.Leavings, error) {
	b := r.Room.Board()
	var earlier []*model.Board
	if r.Reach != nil {
		var err error
		if earlier, err = r.Reach.Earlier(b); err != nil {
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
