package facilitator

import (
	"hash/fnv"
	"slices"
	"strconv"

	tea "charm.land/bubbletea/v2"

	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// listRows is the rows of a list as others may move them: which row has what,
// what is selected, and what was shown where in the last half second.
type listRows struct {
	id     int // of the selected row,
	bound  bool
	n      int
	coming int         // the row, from 1, that is selected when there is one more
	moved  stage.Moved // what was selected is gone
	lately stage.Lately[rowsKey, rowsShown]
}

// rowsShown is the rows that are seen, by what they are of.
type rowsShown struct {
	rect frame.Rect
	ids  []int
}

type rowsKey struct {
	rect  frame.Rect
	print uint64 // a hash (FNV-1a) of ids
}

// follow keeps the selection on what it is of, of n rows that id tells apart.
func (l *list) follow(e *stage.Env, n int, id func(int) int) {
	r := &l.rows
	switch {
	case r.coming > 0 && n > r.n:
		l.at, r.bound = r.coming-1, false
	case r.bound && (l.at >= n || l.at < 0 || id(l.at) != r.id):
		at := 0
		for at < n && id(at) != r.id {
			at++
		}
		if at < n {
			l.at = at
		} else {
			r.moved.Now(e)
		}
	}
	if n != r.n {
		r.n, r.coming = n, 0
	}
	if l.at = max(0, min(l.at, n-1)); n > 0 {
		r.id, r.bound = id(l.at), true
	}
}

// chose binds the selection to what the person has gone to, of n rows.
func (l *list) chose(n int, id func(int) int) {
	l.rows.bound = l.at < n
	if l.rows.bound {
		l.rows.id = id(l.at)
	}
	l.rows.moved.Clear()
}

// await selects a row when there is one more.
func (l *list) await(at int) { l.rows.coming = at + 1 }

// shown notes what lies where, as it was just placed.
func (l *list) shown(e *stage.Env, n int, id func(int) int) {
	h, now := fnv.New64a(), rowsShown{rect: l.rect}
	for i := max(0, l.top); i < min(n, l.top+l.rect.H); i++ {
		now.ids = append(now.ids, id(i))
		h.Write(strconv.AppendInt(nil, int64(id(i)), 36))
		h.Write([]byte{' '})
	}
	l.rows.lately.Show(e, rowsKey{l.rect, h.Sum64()}, now)
}

// shifted tells whether a message is a click where another row lay until just
// now, or a key that acts on what is selected, which is gone; keys are those.
func (l *list) shifted(e *stage.Env, msg tea.Msg, keys ...string) bool {
	switch msg := msg.(type) {
	case tea.MouseWheelMsg:
		l.rows.lately.Forget()
	case tea.KeyPressMsg:
		return l.rows.moved.Lately(e) && slices.Contains(keys, msg.String())
	case tea.MouseClickMsg:
		return l.rect.Contains(msg.X, msg.Y) && !stage.Steady(e, &l.rows.lately, func(r rowsShown) int {
			if at := msg.Y - r.rect.Y; r.rect.Contains(msg.X, msg.Y) && at < len(r.ids) {
				return r.ids[at]
			}
			return -1
		})
	}
	return false
}
