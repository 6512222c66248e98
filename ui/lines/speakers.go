package lines

import (
	"verkstad/model"
	"verkstad/model/text"
)

// speakers lists who has the floor, as number 0, and who wishes to speak, in turn. Where
// names are not shown it tells how many there are, and nothing of who.
func (c *call) speakers() error {
	b := c.Room.Board()
	list := func(place int, p *model.Person) {
		name, sector := "-", "-"
		if !b.Anonymous {
			sector = c.sectorName(p.Sector)
			if p.Name != "" {
				name = text.OneLine(p.Name)
			}
		}
		c.line(place, name, sector)
	}
	if p := b.Floor(); p != nil {
		list(0, p)
	}
	here, _ := b.Queue(c.Room.Presence())
	for i, p := range here {
		list(i+1, p)
	}
	return nil
}
