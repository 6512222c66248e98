package model

// originAt identifies an item of another workshop.
type originAt struct {
	workshop string
	item     ItemID
}

func originKey(o *Origin) originAt {
	workshop, item := o.First()
	return originAt{workshop, item}
}

// Holds returns a function that reports whether something of another workshop is here,
// whichever way it came: carried in, or said here in the first place.
func (b *Board) Holds() func(*Origin) bool {
	here := b.origins()
	return func(o *Origin) bool {
		w, item := o.First()
		return here[originKey(o)] || w == b.ID && b.lookup(item) != nil
	}
}

// origins returns every item of other workshops that was carried into this one, by where it
// was said first.
func (b *Board) origins() map[originAt]bool {
	out := map[originAt]bool{}
	add := func(o *Origin) {
		if o != nil {
			out[originKey(o)] = true
		}
	}
	for _, i := range b.ideas.All() {
		add(i.Origin)
	}
	for _, c := range b.clusters.All() {
		add(c.Origin)
	}
	for _, q := range b.questions.All() {
		add(q.Origin)
	}
	for _, c := range b.commitments.All() {
		add(c.Origin)
	}
	return out
}

// OriginOf returns where an item came from; nil if it was made here.
func (b *Board) OriginOf(id ItemID) *Origin {
	switch x := b.lookup(id).(type) {
	case *Idea:
		return x.Origin
	case *Cluster:
		return x.Origin
	case *Question:
		return x.Origin
	case *Commitment:
		return x.Origin
	}
	return nil
}

// CameFrom returns the item here that came from an item of another workshop; 0 if there is
// none.
func (b *Board) CameFrom(workshop string, item ItemID) ItemID {
	for id := range ItemID(b.refs.Len()) {
		if o := b.OriginOf(id + 1); o != nil && o.Workshop == workshop && o.Item == item {
			return id + 1
		}
	}
	return 0
}
