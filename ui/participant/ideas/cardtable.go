package ideas

import (
	"slices"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/ui/frame"
	"verkstad/ui/participant/view"
	"verkstad/ui/stage"
)

// cardTable is the columns of cards, and where one is among them.
type cardTable struct {
	desk    *view.Terminal
	columns []*cardColumn
	changes []cardChange // of the cards in them
	of      *model.Board // that they are of
	start   int          // the place of the heap that the free ideas are read from
	fresh   uint64       // cards are marked from that revision on; 0 if none is
	resting uint64       // letters that were freed from that revision on are given to no other; 0 for none
	layout  tableLayout

	column         int          // the chosen one
	row            int          // the chosen card in it; -1 is the heading
	id             model.ItemID // the chosen card, so that it stays chosen when it moves
	left           int          // the columns that are passed over between the free ideas and the first cluster that is shown
	begin          model.ItemID // that cluster; 0 is none
	rect           frame.Rect   // what the columns were last laid out in
	tops           map[model.ItemID]int
	cards          []placedCard // what is seen, from left to right
	spots          []frame.Rect // the columns' places on the screen, by index; empty if unseen
	rev            uint64
	turns          int          // of the wheel
	away           bool         // the columns are not seen from their beginnings
	wheeled, bring bool         // the person has turned the wheel, or chosen something, since it was last laid out
	at             model.ItemID // the cluster whose column is chosen; 0 is the free ideas

	lately           stage.Lately[*clusterLayout, *clusterLayout]
	ofCard, ofColumn stage.Moved
}

// cardColumn is the free ideas or a cluster.
type cardColumn struct {
	cluster *model.Cluster // nil for the free ideas
	ideas   []*model.Idea
	number  int                          // of the cluster, which it keeps; 0 for the free ideas
	print   uint64                       // differs when the column looks different
	filed   map[model.ItemID]method.Text // categories of the cluster and its ideas
	kept    int                          // of the free ideas, how many are not shown to everybody yet
}

// placedCard is a card that is seen.
type placedCard struct {
	id     model.ItemID
	rev    uint64 // of the idea
	column int
	of     model.ItemID // the cluster of that; 0 for the free ideas
	down   int          // rows from the first that is seen of the column
	rect   frame.Rect
	tall   bool           // it stands in a high column
	letter byte           // 0 for none
	fresh  bool           // it is marked as changed just now,
	by     model.PersonID // by that person
}

// letters are those on the cards. U is redo and G goes to the end.
const letters = "ABCDEFHIJKLMNOPQRSTVWXYZ"

func newCardTable(t *view.Terminal) *cardTable {
	return &cardTable{desk: t, start: startOf(t.Me.Person), left: -1, tops: map[model.ItemID]int{}}
}

// refresh takes the latest columns and keeps the choice where it was.
func (t *cardTable) refresh() {
	b := t.desk.Board()
	if b != t.of {
		all := columnsOf(t.desk.Snapshot(), t.start)
		t.columns, t.changes, t.of = all.columns, all.changes, b
	}
	t.followColumns()
	was := t.id
	if t.id != 0 && t.rev != b.Revs.Ideas {
		t.followCard()
	}
	t.rev = b.Revs.Ideas
	if at := t.columns[t.column].id(); at != t.at {
		t.at = at
		t.ofColumn.Now(t.desk.Env)
	}
	n := len(t.columns[t.column].ideas)
	if t.row = min(t.row, n-1); n > 0 && t.column == 0 {
		t.row = max(0, t.row)
	}
	if t.id = t.card(); was != 0 && t.id != was {
		t.ofCard.Now(t.desk.Env)
	}
}

// followColumns keeps the chosen column, and the first that is shown, where others
// make or dissolve some before them.
func (t *cardTable) followColumns() {
	t.column = max(0, min(t.column, len(t.columns)-1))
	chosen := t.columns[t.column].id() == t.at
	for n, col := range t.columns {
		if col.id() == t.at && !chosen {
			t.column = n
		}
		if n > 0 && col.id() == t.begin {
			t.left = n - 1
		}
	}
}

// followCard keeps the chosen card wherever it lies now. If others have moved it
// out of sight, it is let go: the columns stay where one looks.
func (t *cardTable) followCard() {
	column, row := t.find(t.id)
	if column < 0 {
		return
	}
	i := t.desk.Board().Idea(t.id)
	own := i.Rev > t.rev && i.Changed.By == t.desk.Me.Person
	t.bring = t.bring || own
	if column == t.column || own || t.inSight(column) {
		t.column, t.row = column, row
	}
}

// inSight reports whether a column is shown while nobody scrolls.
func (t *cardTable) inSight(column int) bool {
	if t.rect.Empty() {
		return true
	}
	lay := layoutFor(t.rect, t.columns)
	left := max(0, min(t.left, len(t.columns)-1-lay.shown))
	return lay.shown > 0 && (column == 0 || column > left && column <= left+lay.shown)
}

// first is the first cluster that is shown beside the free ideas; 0 for none.
func (t *cardTable) first() model.ItemID {
	if n := t.left + 1; n < len(t.columns) {
		return t.columns[n].id()
	}
	return 0
}

// find is where a card lies; column is -1 where it does nowhere.
func (t *cardTable) find(id model.ItemID) (column, row int) {
	for c, col := range t.columns {
		for r, i := range col.ideas {
			if i.ID == id {
				return c, r
			}
		}
	}
	return -1, -1
}

// chose says that the person has chosen what is chosen now.
func (t *cardTable) chose() {
	t.at, t.bring = t.columns[t.column].id(), true
	t.ofCard.Clear()
	t.ofColumn.Clear()
}

// age marks what was changed just now.
func (t *cardTable) age() {
	second := secondOf(t.desk.Board(), t.desk.Now())
	t.fresh, t.resting = changedWithin(recent, t.changes, second), changedWithin(letterRests, t.changes, second)
}

// aged reports whether marks have gone that no clock on the screen tells of: where the
// phase's clock stands, the time goes on all the same.
func (t *cardTable) aged() bool {
	b := t.desk.Board()
	if ph := b.Phase(); ph == nil || ph.Running() {
		return false
	}
	second := secondOf(b, t.desk.Now())
	return t.fresh != changedWithin(recent, t.changes, second) || t.resting != changedWithin(letterRests, t.changes, second)
}

// choose goes to a card wherever it lies now.
func (t *cardTable) choose(id model.ItemID) {
	t.id = id
	if t.card() == id && id != 0 {
		return
	}
	if c, r := t.find(id); c >= 0 {
		t.column, t.row = c, r
	}
}

// card is the chosen card; 0 if a heading is chosen.
func (t *cardTable) card() model.ItemID {
	if t.column >= len(t.columns) {
		return 0
	}
	if col := t.columns[t.column]; t.row >= 0 && t.row < len(col.ideas) {
		return col.ideas[t.row].ID
	}
	return 0
}

// cluster is the one whose column is chosen; nil in the free ideas.
func (t *cardTable) cluster() *model.Cluster {
	if t.column >= len(t.columns) {
		return nil
	}
	return t.columns[t.column].cluster
}

// goTo chooses a column, at about the height one was at.
func (t *cardTable) goTo(column int) {
	t.column = max(0, min(column, len(t.columns)-1))
	t.row = min(max(t.row, 0), len(t.columns[t.column].ideas)-1)
	t.id = t.card()
	t.chose()
}

// step goes down a column, or up.
func (t *cardTable) step(n int) {
	low, last := -1, len(t.columns[t.column].ideas)-1
	if t.column == 0 {
		low = 0
		if free := t.layout.free; free > 1 {
			n = t.stepAcross(n, free, last)
		}
	}
	t.row = max(low, min(t.row+n, last))
	t.id = t.card()
	t.chose()
}

// stepAcross is by how many cards one goes on where so many lie side by side: up and down
// one stays in line, as far as there are cards.
func (t *cardTable) stepAcross(n, free, last int) int {
	switch {
	case n > 1 || n < -1:
		return n
	case t.row+n*free < 0, n > 0 && t.row/free == last/free:
		return 0
	}
	return n * free
}

// side goes to the card beside, or to the next column.
func (t *cardTable) side(n int) {
	free, last := max(1, t.layout.free), len(t.columns[0].ideas)-1
	switch at := t.row % free; {
	case t.column == 0 && t.row >= 0 && at+n >= 0 && at+n < free && t.row+n <= last:
		t.row += n
		t.id = t.card()
		t.chose()
	case t.column == 1 && n < 0 && free > 1:
		t.goTo(0)
		t.row = min(t.row-t.row%free+free-1, last)
		t.id = t.card()
		t.chose()
	default:
		t.goTo(t.column + n)
	}
}

// numbered is the index of the column with a number; -1 if there is none.
func numbered(columns []*cardColumn, number int) int {
	return slices.IndexFunc(columns, func(c *cardColumn) bool { return c.number == number && (number > 0 || c.cluster == nil) })
}

// many reports whether there are columns whose number is no key.
func (t *cardTable) many() bool {
	return slices.ContainsFunc(t.columns, func(c *cardColumn) bool { return c.number > oneKey })
}

// lettered is the card with that letter.
func (t *cardTable) lettered(letter byte) (model.ItemID, bool) {
	for _, c := range t.cards {
		if c.letter == letter && letter != 0 {
			return c.id, true
		}
	}
	return 0, false
}

// hit is what lies at a cell: a column, and a card or 0. What was laid out last
// may have columns that are gone since: nothing lies there.
func (t *cardTable) hit(x, y int) (column int, id model.ItemID, ok bool) {
	for _, c := range t.cards {
		if c.rect.Contains(x, y) {
			return c.column, c.id, c.column < len(t.columns)
		}
	}
	for n, r := range t.spots {
		if r.Contains(x, y) {
			return n, 0, n < len(t.columns)
		}
	}
	return 0, 0, false
}

// place is what lies at a cell, by name.
type place struct {
	column, card model.ItemID
	some         bool
}

// at is what lies at a cell of a picture.
func (n *clusterLayout) at(x, y int) place {
	column := func(at int) model.ItemID { return n.columns[at].id() }
	for _, c := range n.cards {
		if c.rect.Contains(x, y) {
			return place{column(c.column), c.id, true}
		}
	}
	for at, r := range n.spots {
		if r.Contains(x, y) {
			return place{column(at), 0, true}
		}
	}
	return place{}
}

// steadyAt reports whether the same thing has lain at a cell for half a second;
// steadyIn whether the same column has.
func (t *cardTable) steadyAt(x, y int) bool {
	return stage.Steady(t.desk.Env, &t.lately, func(n *clusterLayout) place { return n.at(x, y) })
}

func (t *cardTable) steadyIn(x, y int) bool {
	return stage.Steady(t.desk.Env, &t.lately, func(n *clusterLayout) model.ItemID { return n.at(x, y).column })
}

// steadyKey reports whether a letter has been the same card's, or a number the
// same column's, for half a second.
func (t *cardTable) steadyKey(key byte) bool {
	return stage.Steady(t.desk.Env, &t.lately, func(n *clusterLayout) model.ItemID {
		if number := int(key) - '0'; number >= 0 && number <= oneKey {
			if at := numbered(n.columns, number); at >= 0 {
				return n.columns[at].id()
			}
			return 0
		}
		for _, c := range n.cards {
			if c.letter == key {
				return c.id
			}
		}
		return 0
	})
}

func (t *cardTable) wheel(msg tea.MouseWheelMsg) {
	column, _, ok := t.hit(msg.X, msg.Y)
	if !ok {
		return
	}
	n := 2
	if msg.Button == tea.MouseWheelUp {
		n = -2
	}
	id := t.columns[column].id()
	if t.tops[id] += n; t.tops[id] <= 0 {
		delete(t.tops, id)
	}
	t.turns++
	t.wheeled = true
	t.lately.Forget()
	if column == t.column {
		t.row = -1
		t.id = 0
	}
}

// tableActions are to go from card to card and from column to column.
func tableActions(at view.Target) stage.Actions {
	col := func(n int) func() tea.Cmd {
		return view.On(at, func(c *cluster) tea.Cmd { c.table.side(n); return nil })
	}
	row := func(n int) func() tea.Cmd {
		return view.On(at, func(c *cluster) tea.Cmd { c.table.step(n); return nil })
	}
	return stage.Actions{
		{Keys: []string{"left", "h", "shift+tab"}, Shown: "←", Word: "key.left", Do: col(-1)},
		{Keys: []string{"right", "l", "tab"}, Shown: "→", Word: "key.right", Do: col(1)},
		{Keys: []string{"up", "k"}, Shown: "↑", Word: "key.up", Do: row(-1)},
		{Keys: []string{"down", "j"}, Shown: "↓", Word: "key.down", Do: row(1)},
		{Keys: []string{"home", "g"}, Word: "key.top", Do: row(-1 << 20)},
		{Keys: []string{"end", "G"}, Word: "key.bottom", Do: row(1 << 20)},
	}
}
