package lines

import (
	"cmp"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/model/text"
)

// board lists everything that the caller may see: id, kind, what it belongs
// to, sector, text, and what was answered in the phase; or the ideas, clusters and questions that serve a goal.
func (c *call) board() error {
	f, err := c.filter()
	if err != nil {
		return err
	}
	b := c.Room.Board()
	for _, group := range b.Groups(c.me) {
		in := model.ItemID(0)
		if group.Cluster != nil {
			in = group.Cluster.ID
			title := cmp.Or(unmarked(group.Cluster.Title), c.words.T("line.board.untitled"))
			if f.Serves(b.ServedBy(in)) {
				c.line(int(in), c.words.T("thing.cluster"), "-", "-", title+c.about(in))
			}
		}
		for _, i := range group.Ideas {
			if f.Serves(b.ServedBy(i.ID)) {
				c.printIdea(i, "thing.idea", in)
			}
		}
	}
	for _, q := range b.Questions() {
		if !f.Serves(b.ServedBy(q.ID)) {
			continue
		}
		text := unmarked(q.Text)
		if q.Chosen {
			text += " (" + c.words.T("line.board.chosen") + ")"
		}
		c.line(int(q.ID), c.words.T("thing.question"), dash(cmp.Or(q.Parent, q.Cluster)), "-", text+c.about(q.ID))
	}
	if f.Goals() {
		return nil
	}
	for _, k := range b.Commitments() {
		c.line(int(k.ID), c.words.T("thing.commitment"), dash(k.From), "-", c.commitmentText(k)+c.about(k.ID))
	}
	for _, i := range b.ParkingLot(c.me) {
		c.printIdea(i, "line.board.parked", 0)
	}
	c.printFiled()
	c.printRatings()
	return nil
}

func (c *call) printIdea(i *model.Idea, kind string, in model.ItemID) {
	text := unmarked(i.Text)
	if i.Hidden {
		text += " (" + c.words.T("line.board.hidden") + ")"
	}
	c.line(int(i.ID), c.words.T(kind), dash(in), c.sectorName(i.Sector), text+c.about(i.ID))
}

// about is the category of an item, the goals that it serves, and which
// workshop it came from.
func (c *call) about(id model.ItemID) string {
	b, said := c.Room.Board(), ""
	if s := b.CategoryOf(id).In(c.words.Lang()); s != "" {
		said += " (" + text.OneLine(s) + ")"
	}
	if s := b.ServedBy(id).Numbers(); s != "" {
		said += " (" + c.words.T("wall.goals", "Numbers", s) + ")"
	}
	if _, s := b.Session(b.SessionOfItem(id)); s != nil {
		said += " (" + text.OneLine(s.Title.In(c.words.Lang())) + ")"
	}
	if o := b.OriginOf(id); o != nil {
		title, _ := o.FirstNamed()
		said += " (" + c.words.T("line.board.from", "Title", text.OneLine(title)) + ")"
	}
	return said
}

func (c *call) commitmentText(k *model.Commitment) string {
	var about []string
	for _, s := range []string{text.OneLine(report.Promiser(c.Room.Board(), k, c.words)), text.OneLine(text.Unmarked(k.When))} {
		if s != "" {
			about = append(about, s)
		}
	}
	text := unmarked(k.What)
	if len(about) > 0 {
		text += " (" + strings.Join(about, ", ") + ")"
	}
	return text
}

// dash is an id, or a hyphen where there is none.
func dash(id model.ItemID) any {
	if id == 0 {
		return "-"
	}
	return int(id)
}

// agenda lists the phases: number, where the group is, minutes, title.
func (c *call) agenda() error {
	b := c.Room.Board()
	for i, ph := range b.Phases() {
		where := "line.agenda.later"
		switch {
		case i == b.Current() && b.Ended.IsZero():
			where = "line.agenda.now"
		case ph.Entered().IsZero() && (i < b.Current() || !b.Ended.IsZero()):
			where = "line.agenda.skipped"
		case i < b.Current() || !b.Ended.IsZero():
			where = "line.agenda.done"
		}
		c.line(i+1, c.words.T(where), ph.Minutes, c.phaseTitle(ph))
	}
	return nil
}

// unmarked is a text on one line, after which marks stand in parentheses.
func unmarked(s string) string { return text.UnmarkedEnd(text.OneLine(s)) }
