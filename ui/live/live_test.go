package live

import (
	"bytes"
	"context"
	"fmt"
	"log/slog"
	"sync"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"go.uber.org/goleak"

	"verkstad/model"
	"verkstad/ui/frame"
)

func TestMain(m *testing.M) { goleak.VerifyTestMain(m) }

// workshop is a feed of boards that have nothing but a number.
type workshop struct {
	mu                    sync.Mutex
	board                 *model.Board
	pending               model.Pending
	news, writes          map[chan struct{}]bool
	subscribed, cancelled int
}

func newWorkshop() *workshop {
	return &workshop{board: &model.Board{Seq: 1}, news: map[chan struct{}]bool{}, writes: map[chan struct{}]bool{}}
}

func (w *workshop) Board() *model.Board {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.board
}

func (w *workshop) Pending() model.Pending {
	w.mu.Lock()
	defer w.mu.Unlock()
	return w.pending
}

func (w *workshop) Subscribe() (<-chan struct{}, func())        { return w.subscribe(w.news) }
func (w *workshop) SubscribePending() (<-chan struct{}, func()) { return w.subscribe(w.writes) }

func (w *workshop) subscribe(to map[chan struct{}]bool) (<-chan struct{}, func()) {
	w.mu.Lock()
	defer w.mu.Unlock()
	c := make(chan struct{}, 1)
	to[c] = true
	w.subscribed++
	return c, func() {
		w.mu.Lock()
		defer w.mu.Unlock()
		delete(to, c)
		w.cancelled++
	}
}

func wake(all map[chan struct{}]bool) {
	for c := range all {
		select {
		case c <- struct{}{}:
		default:
		}
	}
}

// write offers the next board as pending.
func (w *workshop) write() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.pending.Board = &model.Board{Seq: w.board.Seq + 1}
	wake(w.writes)
}

// publish has the next board come.
func (w *workshop) publish() {
	w.mu.Lock()
	defer w.mu.Unlock()
	w.board, w.pending.Board = &model.Board{Seq: w.board.Seq + 1}, nil
	wake(w.news)
}

// tick says that there is something new that is not on the board.
func (w *workshop) tick() {
	w.mu.Lock()
	defer w.mu.Unlock()
	wake(w.news)
}

// page is a screen that notes what it is told.
type page struct {
	mu         sync.Mutex
	seat       *Seat
	seen       uint64 // the board
	msgs       []string
	prerenders int
	then       map[string]tea.Cmd // what a key asks for
	layouts    int
}

func (p *page) Init() tea.Cmd  { return nil }
func (p *page) View() tea.View { return tea.NewView("") }
func (p *page) Seat() *Seat    { return p.seat }

func (p *page) Parting() string { return "" }

func (p *page) Close() {
	if p.seat != nil {
		p.seat.Leave()
	}
}

func (p *page) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	p.mu.Lock()
	defer p.mu.Unlock()
	switch msg := msg.(type) {
	case PrerenderMsg:
		p.prerenders++
		return p, nil
	case tea.KeyPressMsg:
		p.msgs = append(p.msgs, msg.String())
		if msg.String() == "U" {
			panic("in Update")
		}
		return p, p.then[msg.String()]
	case FrameMsg:
		p.seen = p.seat.CurrentCut().Board.Seq
	}
	p.msgs = append(p.msgs, fmt.Sprintf("%T", msg))
	return p, nil
}

func (p *page) Layout() frame.Layout {
	p.mu.Lock()
	defer p.mu.Unlock()
	p.layouts++
	n := p.layouts
	return frame.Layout{W: 80, H: 24, Panes: []frame.Pane{{
		Rect: frame.Rect{W: 80, H: 1}, Key: n, Draw: func(c *frame.Canvas) { c.Text(0, 0, frame.Style{}, fmt.Sprint("picture ", n)) },
	}}}
}

// drawn is how often it was laid out.
func (p *page) drawn() int {
	p.mu.Lock()
	defer p.mu.Unlock()
	return p.layouts
}

// glass is a terminal that keeps what is written on it.
type glass struct {
	mu    sync.Mutex
	size  Size
	out   bytes.Buffer
	err   error
	basic bool
	sends chan tea.Msg
}

func newGlass() *glass { return &glass{size: Size{80, 24}, sends: make(chan tea.Msg)} }

func (g *glass) Write(p []byte) (int, error) {
	g.mu.Lock()
	defer g.mu.Unlock()
	if g.err != nil {
		return 0, g.err
	}
	return g.out.Write(p)
}

func (g *glass) Size() Size {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.size
}

func (g *glass) written() string {
	g.mu.Lock()
	defer g.mu.Unlock()
	return g.out.String()
}

func (g *glass) Profile() colorprofile.Profile { return colorprofile.ANSI256 }
func (g *glass) Environ() []string             { return []string{"TERM=xterm"} }
func (g *glass) Basic() bool                   { return g.basic }

func (g *glass) Listen(ctx context.Context, send func(tea.Msg)) {
	for {
		select {
		case msg := <-g.sends:
			send(msg)
		case <-ctx.Done():
			return
		}
	}
}

// easel counts what is painted.
type easel struct {
	paints, resets int
	profile        colorprofile.Profile
	err            error
}

func (e *easel) Start() error                      { return nil }
func (e *easel) Stop() error                       { return nil }
func (e *easel) Reset()                            { e.resets++ }
func (e *easel) SetProfile(p colorprofile.Profile) { e.profile = p }
func (e *easel) Paint(frame.Layout) error          { e.paints++; return e.err }

// staged is a session that a test steps through by a clock that stands still.
type staged struct {
	*Session
	easel *easel
	glass *glass
	page  *page
	clock time.Time
}

func newStaged(t *testing.T) *staged {
	t.Helper()
	s := &staged{easel: &easel{}, glass: newGlass(), page: &page{}, clock: time.Unix(1000, 0)}
	h := NewHub(Config{Now: func() time.Time { return s.clock }})
	s.Session = NewSession(h, frame.NewCache(1<<20), s.page, s.glass, slog.New(slog.DiscardHandler))
	s.painter = s.easel
	s.ctx, s.end = context.WithCancel(t.Context())
	t.Cleanup(s.end)
	s.begin()
	return s
}

func (s *staged) painted(t *testing.T, want int, after string) {
	t.Helper()
	if s.easel.paints != want {
		t.Errorf("%d pictures after %s, want %d", s.easel.paints, after, want)
	}
}

// key is a key that was pressed.
func key(r rune) tea.KeyPressMsg { return tea.KeyPressMsg{Code: r, Text: string(r)} }
