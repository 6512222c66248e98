package review

import (
	"fmt"
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
)

// thread is how somebody follows an item: the one chosen on a tab, and the way
// gone since from item to item, through the meetings of the series.
type thread struct {
	sel lineage.Place   // chosen on the tab; zero is none
	way []lineage.Place // the last is shown; empty while no thread is followed
	at  int             // the row of the trail that the keys act on, from 1; 0 is none
	top int             // first row of the trail shown

	asked  bool // for the other meetings
	others []lineage.Meeting
	err    error
	graph  *lineage.Graph
}

// seriesMsg brings the other meetings of the series.
type seriesMsg struct {
	others []lineage.Meeting
	err    error
}

// following reports whether a thread is shown instead of a tab.
func (s *Screen) following() bool { return len(s.thread.way) > 0 }

// here is the item whose thread is shown.
func (t *thread) here() lineage.Place { return t.way[len(t.way)-1] }

// ask reads the other meetings, the first time that a thread is followed.
func (s *Screen) askSeries() tea.Cmd {
	if s.thread.asked || s.opts.Series == nil {
		return nil
	}
	s.thread.asked = true
	b := s.history.Final()
	return func() tea.Msg {
		others, err := s.opts.Series(b)
		return seriesMsg{others, err}
	}
}

func (s *Screen) onSeries(msg seriesMsg) {
	s.thread.others, s.thread.err = msg.others, msg.err
	s.thread.graph = nil
}

// graph is the lineage of this meeting as it ended, and of the others as far
// as they have been read.
func (s *Screen) graph() *lineage.Graph {
	if s.thread.graph == nil {
		s.thread.graph = lineage.New(append([]lineage.Meeting{{Board: s.history.Final(), Eyes: s.env.Me}}, s.thread.others...)...)
	}
	return s.thread.graph
}

// follow shows the thread of an item.
func (s *Screen) follow(p lineage.Place) tea.Cmd {
	if _, ok := s.graph().Item(p); !ok {
		return stage.Complain(s.env.Words.T("review.thread.gone"))
	}
	s.player.on = false
	s.thread.way = append(s.thread.way, p)
	s.thread.at, s.thread.top = 0, 0
	return s.askSeries()
}

// stepBack goes back one item on the way, and at last to the tab.
func (s *Screen) stepBack() tea.Cmd {
	t := &s.thread
	was := t.here()
	t.way = t.way[:len(t.way)-1]
	t.at, t.top = 0, 0
	if s.following() {
		t.at = s.trail(s.places.content.W).find(was)
	}
	return nil
}

// choose begins to choose on a tab, at the first item in view, or follows the
// one that is chosen.
func (s *Screen) choose() tea.Cmd {
	if s.following() {
		if trail := s.trail(s.places.content.W); s.thread.at > 0 && s.thread.at <= len(trail.items) {
			return s.follow(trail.items[s.thread.at-1])
		}
		return nil
	}
	switch s.tab {
	case reportTab:
		return nil
	case goalsTab:
		return s.switchGoals()
	}
	sheet := s.sheet(s.sheetWidth())
	if sheet.find(s.thread.sel) > 0 {
		return s.follow(s.thread.sel)
	}
	for n, p := range sheet.items {
		if sheet.rectOf(n+1).Y >= s.scroll[s.tab] {
			s.thread.sel = p
			return nil
		}
	}
	return stage.Complain(s.env.Words.T("review.thread.nothing"))
}

// chosen is the number of the chosen item on the tab's sheet; 0 is none.
func (s *Screen) chosen() int {
	if s.tab == reportTab || s.history == nil || s.thread.sel == (lineage.Place{}) {
		return 0
	}
	return s.sheet(s.sheetWidth()).find(s.thread.sel)
}

// stepTo goes to the next item that can be chosen, or the one before; false
// where nothing is chosen.
func (s *Screen) stepTo(by int) bool {
	if s.following() {
		trail := s.trail(s.places.content.W)
		s.thread.at = max(min(1, len(trail.items)), min(s.thread.at+by, len(trail.items)))
		s.thread.top = inView(s.thread.top, trail.rectOf(s.thread.at), s.places.content.H)
		return true
	}
	n := s.chosen()
	if n == 0 {
		return false
	}
	sheet := s.sheet(s.sheetWidth())
	n = max(1, min(n+by, len(sheet.items)))
	s.thread.sel = sheet.items[n-1]
	s.scroll[s.tab] = inView(s.scroll[s.tab], sheet.rectOf(n), s.places.content.H)
	return true
}

// inView is the first row to show so that an item is seen in h rows.
func inView(top int, r frame.Rect, h int) int {
	return max(min(top, r.Y), min(r.Y, r.Bottom()-h), 0)
}

// clickItem chooses the item under the mouse, and follows it the second time.
func (s *Screen) clickItem(x, y int) tea.Cmd {
	c := s.places.content
	if !c.Contains(x, y) || s.tab == reportTab && !s.following() {
		return nil
	}
	if s.following() {
		trail := s.trail(c.W)
		n := trail.at(x-c.X, y-c.Y+s.thread.top)
		if n == 0 || n != s.thread.at {
			s.thread.at = n
			return nil
		}
		return s.follow(trail.items[n-1])
	}
	sheet := s.sheet(s.sheetWidth())
	n := sheet.at(x-c.X, y-c.Y+s.scroll[s.tab])
	if n == 0 {
		s.thread.sel = lineage.Place{}
		return nil
	}
	if p := sheet.items[n-1]; p != s.thread.sel {
		s.thread.sel = p
		return nil
	}
	return s.follow(s.thread.sel)
}

// sheetWidth is the cells that a sheet has beside its scroll bar.
func (s *Screen) sheetWidth() int { return max(1, s.places.content.W-2) }

// selectedPane is a chosen item once more, marked: what lies under it is the
// same picture for all.
func (s *Screen) selectedPane(sheet *sheet, n, top int, find string) []frame.Pane {
	c := s.places.content
	in := sheet.rectOf(n)
	r := frame.Rect{X: in.X, Y: in.Y - top, W: in.W, H: in.H}.Intersect(frame.Rect{W: c.W, H: c.H})
	if n == 0 || r.Empty() {
		return nil
	}
	at := frame.Rect{X: c.X + r.X, Y: c.Y + r.Y, W: r.W, H: r.H}
	return []frame.Pane{s.dc().Pane(at, chosenPicture{sheet, r.X, top + r.Y, c.W, find})}
}

// chosenPicture is the part of a sheet that is chosen, marked.
type chosenPicture struct {
	sheet   *sheet
	x, y, w int // where the part lies on the sheet, and how wide the sheet is
	find    string
}

func (p chosenPicture) Draw(dc stage.DrawContext, c *frame.Canvas) {
	p.sheet.draw(c.Sub(frame.Rect{X: -p.x, W: p.w, H: c.H()}), p.y, p.find, dc.Theme.Strong.With(frame.Underline))
	c.Restyle(c.Bounds(), dc.Theme.Select)
}

// trailKey is what a trail follows from.
type trailKey struct {
	workshop      string
	final         uint64
	who           model.Actor
	here          lineage.Place
	others        string
	waits, failed bool
	w             int
	context       stage.ContextID
}

// printOf tells other meetings, as somebody may see them, apart.
func printOf(meetings []lineage.Meeting) string {
	var print strings.Builder
	for _, m := range meetings {
		fmt.Fprintf(&print, " %s:%d:%+v", m.Board.ID, m.Board.Seq, m.Eyes)
	}
	return print.String()
}

// waits reports whether the other meetings are being read.
func (s *Screen) waits() bool {
	return s.thread.asked && s.thread.others == nil && s.thread.err == nil
}

// trail is the picture of the thread, w cells wide with its scroll bar.
func (s *Screen) trail(w int) *sheet {
	dc, final := s.dc(), s.history.Final()
	key := trailKey{final.ID, final.Seq, s.viewpoint().shared(), s.thread.here(), printOf(s.thread.others), s.waits(), s.thread.err != nil, w, dc.ID()}
	return frame.Hold(dc.Cache, key, func() (*sheet, int64) {
		m := &maker{viewpoint: s.viewpoint(), w: max(1, w-2), t: dc.Theme, words: dc.Words, accent: dc.Accent}
		made := m.trail(s.graph(), key.here, key.waits, key.failed)
		return made, made.bytes()
	})
}

// trailPanes is the thread through its window.
func (s *Screen) trailPanes(r frame.Rect) []frame.Pane {
	s.places.content = r
	trail := s.trail(r.W)
	s.places.most = max(0, trail.h-r.H)
	s.thread.top = max(0, min(s.thread.top, s.places.most))
	top := s.thread.top
	pane := s.dc().Pane(r, sheetPicture{trail, top, ""})
	return append([]frame.Pane{pane}, s.selectedPane(trail, s.thread.at, top, "")...)
}
