package stage

import (
	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
)

// List is which of the rows of a list is selected, and which are seen. The
// selection stays on what it is of when others put rows before it or take some
// away. The zero List selects the first row.
type List[ID comparable] struct {
	at, top int
	rect    frame.Rect
	id      ID    // of the selected row
	bound   bool  // id is known
	n       int   // rows there were last
	coming  int   // the row, from 1, that is selected as soon as there is one more
	moved   Moved // what was selected is gone
	lately  Lately[listShown[ID], listShown[ID]]
}

// ListRows is the rows that a list has now.
type ListRows[ID comparable] struct {
	N  int
	ID func(i int) ID // what a row is of, which tells it apart from the others
	// Kind is which kind a row is of; nil is that all can be selected.
	Kind func(i int) RowKind
}

// RowKind is what a row of a list is for.
type RowKind int

// The kinds of rows.
const (
	RowItem    RowKind = iota // can be selected
	RowHeading                // of the rows below it, which it is seen with
	RowBlank
)

func (r ListRows[ID]) kind(i int) RowKind {
	if r.Kind == nil {
		return RowItem
	}
	return r.Kind(i)
}

// listShown is the rows that are seen, by what they are of.
type listShown[ID comparable] struct {
	rect frame.Rect
	ids  Values[ID]
}

// ListEvent is what a message was to a list.
type ListEvent int

// What a message may be to a list.
const (
	ListIgnored ListEvent = iota // it was for something else
	ListMoved                    // another row is selected, or the end was reached
	ListClicked                  // the selected row was clicked once more
	// ListRefused is that nothing was done, since others have just moved the rows;
	// see [Env.SayMoved].
	ListRefused
)

// At is the selected row; it may be one that is no longer there.
func (l *List[ID]) At() int { return l.at }

// ID is what the selected row is of; false where none has been selected yet.
func (l *List[ID]) ID() (id ID, ok bool) { return l.id, l.bound }

// Rect is where the list lies, as it was placed last.
func (l *List[ID]) Rect() frame.Rect { return l.rect }

// SelectRow selects a row, whatever was selected before.
func (l *List[ID]) SelectRow(at int) {
	l.at, l.bound, l.n, l.coming = at, false, 0, 0
	l.moved.Clear()
	l.lately.Forget()
}

// SelectID selects the row that is of something, once there is such a row.
func (l *List[ID]) SelectID(id ID) { l.id, l.bound = id, true }

// Await selects a row as soon as there is one more.
func (l *List[ID]) Await(at int) { l.coming = at + 1 }

// Follow keeps the selection on what it is of. It is called with the rows of now
// before anything is asked about the selected one.
func (l *List[ID]) Follow(e *Env, rows ListRows[ID]) {
	switch n := rows.N; {
	case l.coming > 0 && n > l.n:
		l.at, l.bound = l.coming-1, false
	case l.bound && (l.at >= n || l.at < 0 || rows.ID(l.at) != l.id):
		at := 0
		for at < n && rows.ID(at) != l.id {
			at++
		}
		if at < n {
			l.at = at
		} else {
			l.moved.Now(e)
		}
	}
	if rows.N != l.n {
		l.n, l.coming = rows.N, 0
	}
	l.at = l.nearest(rows, max(0, min(l.at, rows.N-1)))
	l.bind(rows)
}

// bind remembers what the selected row is of.
func (l *List[ID]) bind(rows ListRows[ID]) {
	if l.at < rows.N && rows.kind(l.at) == RowItem {
		l.id, l.bound = rows.ID(l.at), true
	}
}

// nearest is the row nearest to one that can be selected, below it if there is one.
func (l *List[ID]) nearest(rows ListRows[ID], at int) int {
	for i := at; i < rows.N; i++ {
		if rows.kind(i) == RowItem {
			return i
		}
	}
	for i := at - 1; i >= 0; i-- {
		if rows.kind(i) == RowItem {
			return i
		}
	}
	return at
}

// move selects the row n further down of those that can be selected, or up; it
// stays at the ends.
func (l *List[ID]) move(rows ListRows[ID], n int) {
	step := 1
	if n < 0 {
		step, n = -1, -n
	}
	for i := l.at + step; n > 0 && i >= 0 && i < rows.N; i += step {
		if rows.kind(i) == RowItem {
			l.at = i
			n--
		}
	}
	l.bind(rows)
	l.moved.Clear()
}

// movePage selects the row a page further down, or up.
func (l *List[ID]) movePage(rows ListRows[ID], pages int) {
	l.move(rows, pages*max(1, l.rect.H-1))
}

// Moved is when others last put another row in the place of the selected one.
func (l *List[ID]) Moved() *Moved { return &l.moved }

// Actions are to move the selection. rows are those of now.
func (l *List[ID]) Actions(rows ListRows[ID]) Actions {
	to := func(n int) func() tea.Cmd {
		return func() tea.Cmd { l.move(rows, n); return nil }
	}
	page := func(n int) func() tea.Cmd {
		return func() tea.Cmd { l.movePage(rows, n); return nil }
	}
	return MoveActions(rows.N == 0, to, page)
}

// MoveActions are the actions by which every list is moved in: to goes n rows further down,
// or up, and page n pages. Off says that there is nothing to move in.
func MoveActions(off bool, to, page func(n int) func() tea.Cmd) Actions {
	const end = 1 << 20 // more rows than any list has
	return Actions{
		{Word: "key.up", Shown: "↑", Keys: []string{"up", "k"}, Off: off, Do: to(-1)},
		{Word: "key.down", Shown: "↓", Keys: []string{"down", "j"}, Off: off, Do: to(1)},
		{Word: "key.pageup", Keys: []string{"pgup"}, Off: off, Do: page(-1)},
		{Word: "key.pagedown", Shown: "pgdn", Keys: []string{"pgdown"}, Off: off, Do: page(1)},
		{Word: "key.top", Keys: []string{"home", "g"}, Off: off, Do: to(-end)},
		{Word: "key.bottom", Keys: []string{"end", "G"}, Off: off, Do: to(end)},
	}
}

// Update moves the selection by the mouse. A click is refused if others have just
// put another row where it is.
func (l *List[ID]) Update(e *Env, msg tea.Msg, rows ListRows[ID]) ListEvent {
	l.Follow(e, rows)
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		l.lately.Forget()
		l.move(rows, wheelLines(msg))
		return ListMoved
	case tea.MouseClickMsg:
		return l.onClick(e, msg, rows)
	}
	return ListIgnored
}

func (l *List[ID]) onClick(e *Env, msg tea.MouseClickMsg, rows ListRows[ID]) ListEvent {
	if !l.rect.Contains(msg.X, msg.Y) {
		return ListIgnored
	}
	at := l.top + msg.Y - l.rect.Y
	if rows.Kind != nil && (at >= rows.N || rows.kind(at) != RowItem) {
		return ListIgnored
	}
	if !Steady(e, &l.lately, func(s listShown[ID]) any { return s.at(msg.X, msg.Y) }) {
		return ListRefused
	}
	was := l.at
	l.at = max(0, min(at, rows.N-1))
	l.bind(rows)
	l.moved.Clear()
	if at == was {
		return ListClicked
	}
	return ListMoved
}

// at is what the row at a cell of the screen is of; nil is nothing.
func (s listShown[ID]) at(x, y int) any {
	if ids := s.ids.Slice(); s.rect.Contains(x, y) && y-s.rect.Y < len(ids) {
		return ids[y-s.rect.Y]
	}
	return nil
}

// Place says where the list lies, and keeps the selected row in view. It gives the
// rows that are seen.
func (l *List[ID]) Place(e *Env, r frame.Rect, rows ListRows[ID]) (from, to int) {
	l.Follow(e, rows)
	l.rect = r
	above := l.at // the headings over the selected row come along
	for above > 0 && rows.kind(above-1) == RowHeading {
		above--
	}
	l.top = max(0, min(l.top, above, rows.N-r.H))
	if l.at >= l.top+r.H {
		l.top = l.at - r.H + 1
	}
	from, to = l.top, min(l.top+max(0, r.H), rows.N)
	var ids []ID
	for i := from; i < to; i++ {
		ids = append(ids, rows.ID(i))
	}
	shown := listShown[ID]{r, ValuesOf(ids)}
	l.lately.Show(e, shown, shown)
	return from, to
}

// ListRow is a row of a list as it is drawn: a comparable value, as [Picture].
type ListRow interface {
	comparable
	// DrawRow draws on a canvas of one row.
	DrawRow(dc DrawContext, c *frame.Canvas)
}

// ListPane is a list whose selected row is marked; row is asked for the rows that
// are seen, and empty is said where there are none.
func ListPane[ID comparable, Row ListRow](e *Env, l *List[ID], r frame.Rect, rows ListRows[ID], row func(i int) Row, empty string) frame.Pane {
	from, to := l.Place(e, r, rows)
	seen := make([]Row, 0, max(0, to-from))
	for i := from; i < to; i++ {
		seen = append(seen, row(i))
	}
	p := listPicture[Row]{rows: ValuesOf(seen), selected: l.at - from}
	if rows.N == 0 {
		p.empty = empty
	}
	return e.DrawContext().Pane(r, p)
}

// listPicture is the rows of a list that are seen.
type listPicture[Row ListRow] struct {
	rows     Values[Row]
	selected int    // counted from the first that is seen
	empty    string // said where there are none
}

func (p listPicture[Row]) Draw(dc DrawContext, c *frame.Canvas) {
	c.Wrap(frame.Rect{W: min(c.W(), 60), H: c.H()}, dc.Theme.Muted, p.empty)
	for y, row := range p.rows.Slice() {
		in := c.Sub(frame.Rect{Y: y, W: c.W(), H: 1})
		row.DrawRow(dc, in)
		if y == p.selected {
			in.Restyle(in.Bounds(), dc.Theme.Select)
		}
	}
}
