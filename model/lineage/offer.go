package lineage

import (
	"cmp"
	"slices"

	"verkstad/model"
	"verkstad/model/method"
)

// Sort is the group of things left by a meeting that an offer belongs to.
type Sort int

// The sorts, in the order in which they are offered.
const (
	GoOn     Sort = iota // questions to go on with
	Promised             // commitments that are open or going on
	Shelved              // the parking lot
	Banked               // the idea bank: questions that were not chosen
	Said                 // ideas on the board
)

// Offer is one thing that can be carried from an earlier meeting.
type Offer struct {
	Place
	Sort   Sort
	Text   string
	Sector model.Sector           // of an idea
	Status model.CommitmentStatus // of a commitment
	Pledge *model.Commitment      // as it would be carried; nil if it is not a commitment
	Here   bool                   // it has been carried in already
}

// Leavings is everything that can be carried from one earlier meeting.
type Leavings struct {
	Board  *model.Board
	Offers []Offer
	carry  model.CarryIn
}

// Offers returns what can be carried to a meeting from earlier ones, the newest first. What
// was carried on from one to a later one is offered by the later alone, where it may have
// been done meanwhile.
func Offers(here *model.Board, earlier []*model.Board) []Leavings {
	earlier = slices.DeleteFunc(slices.Clone(earlier), func(b *model.Board) bool { return b.ID == here.ID || b.Created.After(here.Created) })
	slices.SortStableFunc(earlier, func(a, b *model.Board) int {
		return cmp.Or(cmp.Compare(b.Number, a.Number), b.Created.Compare(a.Created))
	})
	held := here.Holds()
	later := map[Place]bool{}
	var out []Leavings
	for _, b := range earlier {
		l := leavings(b, held, later)
		for id := model.ItemID(1); id < b.NextItem(); id++ {
			if o := b.OriginOf(id); o != nil {
				later[first(o)] = true
			}
		}
		if len(l.Offers) > 0 {
			out = append(out, l)
		}
	}
	return out
}

// LeftBy is what one meeting left to another, also what a later one has carried on.
func LeftBy(from, here *model.Board) Leavings {
	return leavings(from, here.Holds(), map[Place]bool{})
}

func first(o *model.Origin) Place {
	workshop, item := o.First()
	return Place{workshop, item}
}

// carryEverything is an agenda that asks for everything that can be carried.
var carryEverything = []method.Phase{{Settings: method.Settings{CarryIn: []string{method.CarryIdeas}}}}

func leavings(b *model.Board, held func(*model.Origin) bool, later map[Place]bool) Leavings {
	l := Leavings{Board: b, carry: b.Leaves(carryEverything)}
	add := func(o *model.Origin, offer Offer) {
		offer.Place, offer.Here = Place{o.Workshop, o.Item}, held(o)
		if !later[first(o)] {
			l.Offers = append(l.Offers, offer)
		}
	}
	for _, q := range l.carry.Questions {
		add(q.Origin, Offer{Sort: GoOn, Text: q.Text})
	}
	for _, c := range l.carry.Commitments {
		add(c.Origin, Offer{Sort: Promised, Text: c.What, Pledge: &c, Status: c.Status})
	}
	for _, i := range l.carry.Ideas {
		sort := Said
		switch {
		case b.Question(i.Origin.Item) != nil:
			sort = Banked
		case i.Parked:
			sort = Shelved
		}
		add(i.Origin, Offer{Sort: sort, Text: i.Text, Sector: i.Sector})
	}
	slices.SortStableFunc(l.Offers, func(a, b Offer) int { return cmp.Compare(a.Sort, b.Sort) })
	return l
}

// CarryIn returns the command that brings in what was chosen.
func (l Leavings) CarryIn(chosen func(Place) bool) model.CarryIn {
	c := model.CarryIn{From: l.carry.From}
	wanted := func(o *model.Origin) bool { return chosen(Place{o.Workshop, o.Item}) }
	for _, q := range l.carry.Questions {
		if wanted(q.Origin) {
			c.Questions = append(c.Questions, q)
		}
	}
	for _, x := range l.carry.Commitments {
		if wanted(x.Origin) {
			c.Commitments = append(c.Commitments, x)
		}
	}
	in := map[model.ItemID]bool{} // clusters that something comes in of
	for _, i := range l.carry.Ideas {
		if wanted(i.Origin) {
			c.Ideas = append(c.Ideas, i)
			in[i.Cluster] = true
		}
	}
	for _, x := range l.carry.Clusters {
		if in[x.ID] {
			c.Clusters = append(c.Clusters, x)
		}
	}
	return c
}
