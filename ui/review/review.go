package review

import (
	"strings"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/lineage"
	"verkstad/model/report"
	"verkstad/model/text"
	"verkstad/ui/frame"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

// Options say what is reviewed and what can be done from there.
type Options struct {
	// Load reads the workshop. It runs in a command, once; a History may be
	// shared by all terminals.
	Load func() (*History, error)
	// Back leads to where the review was opened; nil is nowhere.
	Back func() tea.Cmd
	// Export writes the workshop to a file and says where. Nil is for terminals
	// without a disk, over SSH: they are told the line to use.
	Export func(report.Format) (where string, err error)
	// Series reads the other meetings of a workshop's series as this reader may
	// see them, oldest first; see [stage.Reach]. It runs in a command, when
	// somebody first follows an item. Nil is none.
	Series func(*model.Board) ([]lineage.Meeting, error)
}

// Screen shows a workshop afterwards. See [New].
type Screen struct {
	stage.Unshared
	env  *stage.Env
	opts Options

	loading bool
	err     error
	history *History
	board   *model.Board // at pos
	pos     int

	tab    tab
	wide   bool // the goals are those of the whole series
	scroll [tabs]int
	player player
	search *stage.Input // nil while nobody searches
	find   string       // lower case
	thread thread

	places places
	counts stage.Memo[viewKey, [2][tabs]int]
}

// New makes the screen. It reads the workshop when it is first shown.
func New(env *stage.Env, o Options) *Screen { return &Screen{env: env, opts: o} }

type loadedMsg struct {
	history *History
	err     error
}

// load reads the workshop the first time.
func (s *Screen) load() tea.Cmd {
	if s.loading {
		return nil
	}
	s.loading = true
	return func() tea.Msg {
		h, err := s.opts.Load()
		return loadedMsg{h, err}
	}
}

// Update takes what happens.
func (s *Screen) Update(msg tea.Msg) tea.Cmd {
	switch msg := msg.(type) {
	case tea.WindowSizeMsg:
		return s.load()
	case loadedMsg:
		s.onLoaded(msg)
	case seriesMsg:
		s.onSeries(msg)
	case playMsg:
		return s.onPlay(msg)
	case tea.KeyPressMsg:
		return s.onKey(msg)
	case tea.MouseClickMsg:
		return s.onClick(msg)
	case tea.MouseMotionMsg:
		if msg.Button == tea.MouseLeft && s.places.dragging {
			s.seek(s.places.position(msg.X, s.history))
		}
	case tea.MouseReleaseMsg:
		s.places.dragging = false
	case tea.MouseWheelMsg:
		return s.onWheel(msg)
	case tea.PasteMsg:
		return s.onSearchInput(msg)
	}
	return nil
}

func (s *Screen) onLoaded(msg loadedMsg) {
	if s.history, s.err = msg.history, msg.err; s.history != nil {
		s.thread = thread{}
		s.seek(s.history.Len())
	}
}

// seek shows the moment at a position.
func (s *Screen) seek(pos int) {
	if s.history == nil {
		return
	}
	s.pos = max(0, min(pos, s.history.Len()))
	s.board = s.history.at(s.pos, s.board)
}

// goesOn reports whether the workshop that is looked back at had ended, and has been
// opened again since: the others are in it, and there is a way back to them.
func (s *Screen) goesOn() bool {
	if s.history == nil || s.env.Room == nil || s.opts.Back == nil {
		return false
	}
	now, final := s.env.Board(), s.history.Final()
	return now.ID == final.ID && !final.Ended.IsZero() && now.Ended.IsZero()
}

func (s *Screen) viewpoint() viewpoint { return viewpoint{s.env.Me, s.board, s.history.Final()} }

// accent is the colour of the phase of the moment shown.
func (s *Screen) accent() frame.Style {
	if s.board != nil {
		if ph := s.board.Phase(); ph != nil {
			return s.env.Theme.Accent(string(ph.Activity))
		}
	}
	return s.env.Theme.Title
}

// viewKey is what all pictures of a moment depend on.
type viewKey struct {
	seq, final uint64
	who        model.Actor
	find       string
}

func (s *Screen) viewKey() viewKey {
	return viewKey{s.board.Seq, s.history.Final().Seq, s.viewpoint().shared(), s.find}
}

// dc is the context that the screen is drawn in: the colour is that of the phase of
// the moment shown.
func (s *Screen) dc() stage.DrawContext {
	dc := s.env.DrawContext()
	dc.Accent = s.accent()
	return dc
}

// sheetKey is what the sheet of a tab follows from.
type sheetKey struct {
	workshop string
	viewKey
	tab     tab
	series  bool   // the goals are those of the whole series
	others  string // its other meetings that have been read
	w       int
	context stage.ContextID
}

// sheet is the sheet of the tab, w cells wide.
func (s *Screen) sheet(w int) *sheet {
	dc, series := s.dc(), s.series()
	key := sheetKey{s.history.Final().ID, s.viewKey(), s.tab, series != nil, printOf(series), w, dc.ID()}
	return frame.Hold(dc.Cache, key, func() (*sheet, int64) {
		m := &maker{viewpoint: s.viewpoint(), w: w, find: s.find, t: dc.Theme, words: dc.Words, accent: dc.Accent, series: series}
		made := m.sheet(s.tab)
		return made, made.bytes()
	})
}

// reportKey is what a report follows from.
type reportKey struct {
	workshop string
	final    uint64
	who      model.Actor
	w        int
	lang     string
	theme    theme.ID
}

// report is the report of the whole workshop, w cells wide.
func (s *Screen) report(w int) *renderedText {
	final, dc := s.history.Final(), s.dc()
	key := reportKey{final.ID, final.Seq, s.env.Me, w, dc.Words.Lang(), dc.Theme.ID()}
	return frame.Hold(dc.Cache, key, func() (*renderedText, int64) {
		made := render(report.Markdown(final, s.env.Me, dc.Words), w, dc.Theme)
		return made, made.bytes()
	})
}

// Cursor is in the search while there is one.
func (s *Screen) Cursor() *frame.Cursor {
	if s.search == nil {
		return nil
	}
	return s.search.Cursor()
}

// Typing reports whether letters go into the search.
func (s *Screen) Typing() bool { return s.search != nil }

// Unsaved is nothing: a review changes nothing.
func (s *Screen) Unsaved() string { return "" }

// startSearch opens the search, with what was searched for before.
func (s *Screen) startSearch() tea.Cmd {
	s.search = stage.NewInput(s.env, stage.InputOptions{Limit: 80, Placeholder: s.env.Words.T("review.search.hint")})
	s.search.SetValue(s.find)
	return nil
}

func (s *Screen) onSearchInput(msg tea.Msg) tea.Cmd {
	if s.search == nil {
		return nil
	}
	cmd := s.search.Update(msg)
	if find := text.Fold(strings.TrimSpace(s.search.Value())); find != s.find {
		s.find, s.scroll[s.tab] = find, 0
	}
	return cmd
}

// player goes through the time by itself.
type player struct {
	on    bool
	speed int  // index in speeds
	run   int  // counts starts, so that an old tick moves nothing
	ticks int  // that have not come yet
	late  bool // the next to come, even an old one, is to start anew
}

// mostTicks is how many ticks wait at a time, most of them old, when somebody
// starts and stops faster than they come.
const mostTicks = 8

// speeds are how many times faster than the workshop playback goes.
var speeds = [...]int{1, 10, 60, 300}

type playMsg struct{ run, to int }

// togglePlay starts playback, from the beginning if it stands at the end.
func (s *Screen) togglePlay() tea.Cmd {
	if s.history == nil {
		return nil
	}
	s.player.on = !s.player.on
	s.player.run++
	if !s.player.on {
		return nil
	}
	if s.pos == s.history.Len() {
		s.seek(0)
	}
	return s.tick()
}

func (s *Screen) tick() tea.Cmd {
	if s.player.ticks >= mostTicks {
		s.player.late = true
		return nil
	}
	s.player.ticks++
	next, wait := s.history.play(s.pos, speeds[s.player.speed])
	run := s.player.run
	return s.env.Timer.Later(wait, playMsg{run, next})
}

func (s *Screen) onPlay(msg playMsg) tea.Cmd {
	s.player.ticks = max(0, s.player.ticks-1)
	late := s.player.late
	s.player.late = false
	switch {
	case !s.player.on:
		return nil
	case msg.run != s.player.run && late:
		return s.tick()
	case msg.run != s.player.run:
		return nil
	}
	s.seek(msg.to)
	if s.pos == s.history.Len() {
		s.player.on = false
		return nil
	}
	return s.tick()
}

// faster changes the speed, and at once if it plays.
func (s *Screen) faster(by int) tea.Cmd {
	s.player.speed = max(0, min(s.player.speed+by, len(speeds)-1))
	if !s.player.on {
		return nil
	}
	s.player.run++
	return s.tick()
}

// tabWords are the names of the tabs.
var tabWords = [tabs]string{
	"review.tab.board", "review.tab.questions", "review.tab.votes",
	"review.tab.commitments", "review.tab.feedback", "review.tab.goals", "review.tab.report",
}

// counts is how much is in each tab at a moment.
func (v viewpoint) counts() (n [tabs]int) {
	for _, g := range v.groups() {
		n[boardTab] += len(g.Ideas)
	}
	n[questionsTab] = len(v.questions())
	n[votesTab] = v.then.Rounds().Len()
	n[commitmentsTab] = len(v.commitments())
	for _, r := range v.ratings() {
		n[ratingsTab] += r.Given
	}
	for _, served := range model.SumGoals(v.me, v.then).Goals {
		n[goalsTab] += min(served, 1)
	}
	return n
}

// tabCounts is the counts of the moment and, for the room that they take,
// those of the end.
func (s *Screen) tabCounts() [2][tabs]int {
	return s.counts.Get(s.viewKey(), func() [2][tabs]int {
		last := viewpoint{s.env.Me, s.history.Final(), s.history.Final()}
		return [2][tabs]int{s.viewpoint().counts(), last.counts()}
	})
}
