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

// page is one look at the workshop, from which the panes are made.
type page struct {
	s      *Screen
	env    *stage.Env
	b      *model.Board
	scene  boardview.Scene
	crowd  boardview.Crowd
	join   workshop.Join
	accent frame.Style
	panes  []frame.Pane
}

// Panes says what lies where.
func (s *Screen) Panes(r frame.Rect) []frame.Pane {
	b := s.env.Board()
	p := &page{
		s: s, env: s.env, b: b, scene: boardview.Show(b, boardview.Eyes{Session: s.shown()}), crowd: s.crowd.Count(s.env),
		join: boardview.JoinInfo(s.env), accent: s.env.Accent(),
	}
	body := p.header(inset(r))
	switch {
	case s.joining:
		p.welcome(body)
	case s.goals || b.Wall == model.WallGoals:
		p.profile(body)
	case b.Phase() == nil && b.Ended.IsZero():
		p.welcome(body)
	case !b.Ended.IsZero():
		p.thanks(body)
	case p.scene.Large():
		p.large(body)
	default:
		p.calm(body)
	}
	return p.panes
}

// inset is the margin around the poster.
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

func (p *page) add(r frame.Rect, name string, rev uint64, extra any, draw func(*frame.Canvas)) {
	if !r.Empty() {
		p.panes = append(p.panes, frame.Pane{Rect: r, Key: p.env.Key("projector."+name, rev, extra), Draw: draw})
	}
}

// header is the title, the place, a rule and the line of phases. It gives what
// is left.
func (p *page) header(r frame.Rect) frame.Rect {
	t, accent := p.env.Theme, p.accent
	title, place := p.b.Title, p.place()
	strip := boardview.NewStrip(p.env)
	rows := 2
	if r.H >= 15 {
		rows = 3
	}
	top, rest := r.SplitTop(rows)
	p.add(top, "header", p.b.Revs.Agenda, place, func(c *frame.Canvas) {
		end := c.W()
		if room := c.W() - frame.Width(place) - 3; frame.Width(title) <= room || c.W() >= 60 {
			end = c.TextRight(c.W(), 0, t.Muted, place) - 2
		}
		c.TextIn(0, 0, end, t.Title, title)
		c.HLine(0, 1, c.W(), accent, "━")
		if c.H() > 2 {
			strip.Draw(c, 0, 2, c.W())
		}
	})
	if r.H >= 18 {
		_, rest = rest.SplitTop(1)
	}
	if r.H >= 44 {
		_, rest = rest.SplitTop(1)
	}
	return rest
}

// place is "Lund · träff 1 av 4".
func (p *page) place() string {
	w, number := p.env.Words, ""
	if p.b.Number > 0 {
		number = w.T("projector.place.nth", "N", p.b.Number)
		if m, ok := method.Get(p.b.Method); ok && m.Series >= p.b.Number && m.Series > 1 {
			number = w.T("projector.place.of", "N", p.b.Number, "Total", m.Series)
		}
	}
	if p.b.Node != "" && number != "" {
		return p.b.Node + " · " + number
	}
	return p.b.Node + number
}

// foot is the last line: the way in and who is here. It gives what is above.
func (p *page) foot(r frame.Rect) frame.Rect {
	line, rest := r.SplitBottom(1)
	t := p.env.Theme
	way, people := boardview.JoinLine(p.join), p.people()
	p.add(line, "foot", 0, [2]string{way, people}, func(c *frame.Canvas) {
		end := c.Text(0, 0, t.Strong, way)
		if end+3+frame.Width(people) <= c.W() || way == "" {
			c.TextRight(c.W(), 0, t.Muted, people)
		}
	})
	if r.H >= 16 {
		_, rest = rest.SplitBottom(1)
	}
	return rest
}

func (p *page) people() string {
	text := p.crowd.Text(p.env)
	if p.crowd.Ready > 0 {
		text += " · " + p.env.Words.T("projector.ready", "N", p.crowd.Ready, "Total", p.crowd.N)
	}
	return text
}

// wallAt lays out the scene for a place, and shows the page whose turn it is.
func (p *page) wallAt(r frame.Rect) (hung *boardview.Wall, turn int) {
	e := p.env
	k := wallKey{p.b.ID, p.scene, r.W, r.H, e.Words.Lang(), e.Theme.ID()}
	hung = p.s.walls.Get(k, func() *boardview.Wall {
		return boardview.Fit(p.scene.Blocks(e), r.W, r.H, p.scene.Forms(r.W)...)
	})
	return hung, hung.PageAt(e.Now().Unix())
}

// hang draws the scene into r.
func (p *page) hang(r frame.Rect) {
	hung, turn := p.wallAt(r)
	empty, t := "", p.env.Theme
	if hung.Empty() {
		empty = p.scene.Empty(p.env)
	}
	type extra struct {
		scene boardview.Scene
		turn  int
	}
	p.add(r, "wall", p.scene.Rev, extra{p.scene, turn}, func(c *frame.Canvas) {
		hung.Draw(c, turn)
		c.Wrap(frame.Rect{W: min(c.W(), 60), H: c.H()}, t.Muted, empty)
	})
}

// backAt is when a break is over.
func (p *page) backAt() string {
	ph := p.b.Phase()
	if !ph.Does(method.Rests) || !ph.Running() {
		return ""
	}
	end := p.env.Now().Add(max(0, ph.Remaining(p.env.Now())))
	return p.env.Words.T("projector.back", "Time", p.env.Words.Time(end.Round(time.Minute)))
}
