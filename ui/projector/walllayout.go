package projector

import (
	"time"

	"verkstad/model"
	"verkstad/model/method"
	"verkstad/model/workshop"
	"verkstad/ui/boardview"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// view lays out what the projector shows of a workshop at a moment. It has no
// screen and no terminal: the panes follow from its fields.
type view struct {
	dc     stage.DrawContext
	snap   stage.Snapshot
	board  *model.Board // that of snap
	now    time.Time
	scene  boardview.Scene
	crowd  boardview.Crowd
	voters int // connected people who could vote
	join   workshop.Join
	starts string   // when the workshop is to begin; empty once it has
	queue  []string // names of those who want to speak and are here, the next first
	look   look
	page   int64 // counted on; see Screen.pageNumber
	// screenH is the rows of the whole screen, by which it is judged what can be read.
	screenH   int
	clockRows int  // of the figures that are shown
	alone     bool // nothing hangs on the wall
	tallied   bool // how far the count has come is said beside large figures
	shown     []shownHead
	panes     []frame.Pane
}

// Panes says what lies where.
func (s *screen) Panes(r frame.Rect) []frame.Pane { return s.lay(r).panes }

// lay lays out what is shown now in r.
func (s *screen) lay(r frame.Rect) *view {
	b, presence := s.env.Board(), s.env.Presence()
	v := &view{
		dc: s.env.DrawContext(), snap: s.env.Snapshot(), board: b, now: s.env.Now(),
		scene: boardview.Show(b, boardview.Options{Session: s.shownSession()}),
		crowd: s.crowd.Count(b, presence), join: s.env.Join(), starts: s.env.Awaited(),
		look: s.look, page: s.pageNumber(), screenH: r.Bottom() + 1,
	}
	if presence != nil {
		v.voters = presence.Voters
		here, _ := b.Queue(presence)
		for _, p := range here {
			v.queue = append(v.queue, p.Name)
		}
	}
	if v.dc.Theme.IsPainted() {
		v.add(r, stage.Blank{})
	}
	body := v.header(inset(r))
	switch {
	case s.joining:
		v.welcome(body)
	case s.goals || b.Wall == model.WallGoals:
		v.profile(body)
	case b.Phase() == nil && b.Ended.IsZero():
		v.welcome(body)
	case !b.Ended.IsZero():
		v.ended(body)
	default:
		v.phase(body)
	}
	return v
}

// inset is r without the margin around what is shown.
func inset(r frame.Rect) frame.Rect {
	switch {
	case r.W >= 180:
		r = r.Inset(6, 0)
	case r.W >= 100:
		r = r.Inset(4, 0)
	case r.W >= 60:
		r = r.Inset(2, 0)
	default:
		r = r.Inset(1, 0)
	}
	if r.H >= 22 {
		_, r = r.SplitTop(1)
	}
	if r.H >= 60 {
		_, r = r.SplitTop(1)
	}
	return r
}

// add shows a picture in r, if there is any room.
func (v *view) add(r frame.Rect, p stage.Picture) {
	if !r.Empty() {
		v.panes = append(v.panes, v.dc.Pane(r, p))
	}
}

// headerPicture is the title, the place, a rule and the line of phases.
type headerPicture struct {
	title, place string
	strip        boardview.Strip
}

func (p headerPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	end := c.W()
	if room := c.W() - frame.Width(p.place) - 3; frame.Width(p.title) <= room || c.W() >= 60 {
		end = c.TextRight(c.W(), 0, dc.Theme.Muted, p.place) - 2
	}
	c.TextIn(0, 0, end, dc.Theme.Title, p.title)
	c.HLine(0, 1, c.W(), dc.Accent, "━")
	if c.H() > 2 {
		p.strip.Draw(dc, c, 0, 2, c.W())
	}
}

// header lays the header out and gives what is left.
func (v *view) header(r frame.Rect) frame.Rect {
	rows := 2
	if r.H >= 15 {
		rows = 3
	}
	top, rest := r.SplitTop(rows)
	v.add(top, headerPicture{v.board.Title, v.place(), boardview.NewStrip(v.dc, v.board)})
	if r.H >= 18 {
		_, rest = rest.SplitTop(1)
	}
	if r.H >= 44 {
		_, rest = rest.SplitTop(1)
	}
	return rest
}

// place is "Lund · träff 1 av 4".
func (v *view) place() string {
	w, number := v.dc.Words, ""
	if v.board.Number > 0 {
		number = w.T("projector.place.nth", "N", v.board.Number)
		if m, ok := method.Get(v.board.Method); ok && m.Series >= v.board.Number && m.Series > 1 {
			number = w.T("projector.place.of", "N", v.board.Number, "Total", m.Series)
		}
	}
	if v.board.Node != "" && number != "" {
		return v.board.Node + " · " + number
	}
	return v.board.Node + number
}

// footPicture is the last line: how to join and who is here.
type footPicture struct{ join, people string }

func (p footPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	end := c.Text(0, 0, dc.Theme.Strong, p.join)
	if end+3+frame.Width(p.people) <= c.W() || p.join == "" {
		c.TextRight(c.W(), 0, dc.Theme.Muted, p.people)
	}
}

// foot lays the last line out and gives what is above.
func (v *view) foot(r frame.Rect) frame.Rect {
	line, rest := r.SplitBottom(1)
	v.add(line, footPicture{boardview.WayIn(v.join), v.people()})
	if r.H >= 16 {
		_, rest = rest.SplitBottom(1)
	}
	return rest
}

// people says how many are here and ready.
func (v *view) people() string {
	text := v.crowd.Text(v.dc.Words)
	if v.crowd.Ready > 0 {
		text += " · " + v.dc.Words.T("projector.ready", "N", v.crowd.Ready, "Total", v.crowd.N)
	}
	return text
}

// wallIn lays the scene out in r, and says which page is shown now.
func (v *view) wallIn(r frame.Rect) (wall *boardview.Wall, at int) {
	wall = v.scene.Wall(v.dc, v.snap, r.W, r.H)
	return wall, wall.Turned(v.page)
}

// showWall shows the scene in r.
func (v *view) showWall(r frame.Rect) {
	wall, at := v.wallIn(r)
	empty := ""
	if wall.Empty() {
		empty = v.scene.Empty(v.dc.Words, v.board)
	}
	v.add(r, boardview.WallPicture{Wall: wall, Page: at, Empty: empty})
}

// backAt is when a break is over.
func (v *view) backAt() string {
	ph := v.board.Phase()
	if !ph.Does(method.Rests) || !ph.Running() || !ph.Timed() {
		return ""
	}
	end := v.now.Add(max(0, ph.Remaining(v.now)))
	return v.dc.Words.T("projector.back", "Time", v.dc.Words.Time(end.Round(time.Minute)))
}
