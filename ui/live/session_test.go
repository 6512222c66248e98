package live

import (
	"errors"
	"log/slog"
	"slices"
	"strings"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"verkstad/ui/frame"
)

type resultMsg struct{}

func TestResultsShareAPictureAndKeysDoNotWait(t *testing.T) {
	s := newStaged(t)
	s.painted(t, 1, "the start")
	s.handle(resultMsg{})
	s.painted(t, 2, "the first result")
	s.handle(resultMsg{})
	s.painted(t, 3, "one that comes early")
	for range 10 {
		s.handle(resultMsg{})
	}
	s.painted(t, 3, "ten more at the same moment")
	if s.state != held || s.due.Sub(s.clock) != s.interval {
		t.Errorf("the ten are not held, but %d for %v", s.state, s.due.Sub(s.clock))
	}
	s.handle(key('x'))
	s.painted(t, 4, "a key")
	if s.state != shown || s.timerC() != nil {
		t.Error("the key's picture showed it all, and something is held still")
	}
	s.clock = s.clock.Add(s.interval)
	s.handle(resultMsg{})
	s.painted(t, 5, "a result a while later")
}

func TestKeysThatComeAllAtOnceShareAPicture(t *testing.T) {
	s := newStaged(t)
	for range 50 {
		s.handle(key('x'))
	}
	s.painted(t, 2, "the first of fifty keys at one moment")
	if s.timerC() == nil {
		t.Fatal("the others are not held")
	}
	s.clock = s.clock.Add(ownEvery)
	s.draw()
	s.painted(t, 3, "all of them")
	s.clock = s.clock.Add(ownEvery)
	s.handle(key('x'))
	s.painted(t, 4, "a key a moment later")
}

// What comes of a command is drawn with the frame that the scheduler owes, as in a
// burst, where everybody's own results come beside it.
func TestAResultWaitsForTheFrameThatIsOwed(t *testing.T) {
	s := newStaged(t)
	w := newWorkshop()
	h := NewHub(Config{Now: func() time.Time { return s.clock }, Still: true})
	s.page.seat = h.Sit(w)
	defer s.page.Close()
	s.page.seat.CurrentCut()
	h.still = false // or nothing would ever be owed
	s.handle(resultMsg{})
	s.painted(t, 2, "a result while the board is the newest")
	w.publish()
	s.clock = s.clock.Add(time.Second)
	s.handle(resultMsg{})
	s.painted(t, 2, "one after a board that there is no cut of yet")
	s.handle(key('x'))
	s.painted(t, 3, "a key, which does not wait")
	s.handle(resultMsg{})
	s.page.seat.tell(2)
	s.onTold(s.page.seat)
	s.painted(t, 4, "the frame")
	if s.state != shown || s.page.seen != 2 {
		t.Errorf("after the frame the state is %d, with board %d", s.state, s.page.seen)
	}
}

func TestNewsOfTheTerminalIsToldOnce(t *testing.T) {
	s := newStaged(t)
	for _, msg := range []tea.Msg{
		tea.WindowSizeMsg{Width: 5000, Height: 5000}, tea.EnvMsg{}, tea.ColorProfileMsg{Profile: colorprofile.ANSI256}, ResizedMsg{},
	} {
		s.handle(msg)
		s.painted(t, 1, "what the start has told")
	}
	s.glass.size = Size{100, 30}
	s.handle(ResizedMsg{})
	if last := s.page.msgs[len(s.page.msgs)-1]; last != "tea.WindowSizeMsg" || s.easel.resets != 1 {
		t.Errorf("the screen was told %s last, with %d resets", last, s.easel.resets)
	}
	s.handle(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	if s.easel.profile != colorprofile.TrueColor {
		t.Error("the painter did not hear of the colours")
	}
}

// A terminal whose line breaks is found out by the next picture.
func TestATerminalThatCannotBeWrittenToIsGone(t *testing.T) {
	gone := errors.New("gone")
	g := newGlass()
	done := run(t, NewHub(Config{}), &page{}, g)
	g.sends <- uv.KeyPressEvent{Code: 'x', Text: "x"}
	g.mu.Lock()
	g.err = gone
	g.mu.Unlock()
	for {
		select {
		case g.sends <- uv.KeyPressEvent{Code: 'x', Text: "x"}:
		case err := <-done:
			if !errors.Is(err, gone) {
				t.Errorf("it ended with %v", err)
			}
			return
		}
	}
}

// A picture that is made ready is not shown.
func TestAPrerenderIsNotDrawn(t *testing.T) {
	s := newStaged(t)
	h := NewHub(Config{Still: true})
	s.page.seat = h.Sit(newWorkshop())
	defer s.page.Close()
	s.page.seat.notify(tellPrerender)
	s.step()
	if s.painted(t, 1, "a prerender"); s.page.prerenders != 1 {
		t.Errorf("asked %d times", s.page.prerenders)
	}
}

// run runs a session on a terminal until the test lets it end.
func run(t *testing.T, h *Hub, p *page, g *glass) (ended <-chan error) {
	done := make(chan error, 1)
	go func() {
		s := NewSession(h, frame.NewCache(1<<20), p, g, slog.New(slog.DiscardHandler))
		done <- s.Run(t.Context())
		s.Screen().Close()
	}()
	return done
}

func TestASessionEnds(t *testing.T) {
	gone := errors.New("gone")
	for name, c := range map[string]struct {
		keys  string
		err   error // of the terminal
		want  error
		leave bool // the terminal is given back
	}{
		"because the person quits":               {"xq", nil, nil, true},
		"because its screen panics":              {"xU", nil, ErrCrashed, true},
		"because a command panics":               {"xC", nil, ErrCrashed, true},
		"because a command of several panics":    {"xB", nil, ErrCrashed, true},
		"because a command in turn panics":       {"xS", nil, ErrCrashed, true},
		"because its terminal takes nothing":     {"", gone, gone, false},
		"after commands have run one by one":     {"xO", nil, nil, true},
		"though a command of several is missing": {"xN", nil, nil, true},
	} {
		t.Run(name, func(t *testing.T) {
			g := newGlass()
			g.err = c.err
			nothing := func() tea.Msg { return nil }
			panics := func() tea.Msg { panic("in a command") }
			p := &page{then: map[string]tea.Cmd{
				"q": tea.Quit, "C": panics, "B": tea.Batch(nothing, panics), "S": tea.Sequence(nothing, panics),
				"O": tea.Sequence(nothing, tea.Sequence(nothing, nothing), tea.Quit), "N": tea.Sequence(nil, tea.Quit),
			}}
			done := run(t, NewHub(Config{}), p, g)
			for _, r := range c.keys {
				g.sends <- uv.KeyPressEvent{Code: r, Text: string(r)}
			}
			if err := <-done; !errors.Is(err, c.want) {
				t.Errorf("it ended with %v, want %v", err, c.want)
			}
			if c.keys != "" && !slices.Contains(p.msgs, "x") {
				t.Errorf("the screen was told %v", p.msgs)
			}
			if back := strings.HasSuffix(g.written(), "\x1b[?1049l"); back != c.leave {
				t.Errorf("the terminal was given back: %v", back)
			}
		})
	}
}

// A basic terminal is asked nothing: it would print the question.
func TestABasicTerminalIsAskedNothing(t *testing.T) {
	for basic, want := range map[bool]bool{true: false, false: true} {
		g := newGlass()
		g.basic = basic
		done := run(t, NewHub(Config{}), &page{then: map[string]tea.Cmd{"q": tea.Quit}}, g)
		g.sends <- uv.KeyPressEvent{Code: 'q', Text: "q"}
		<-done
		if asked := strings.Contains(g.written(), "\x1b]11;?"); asked != want {
			t.Errorf("a terminal that is basic: %v, was asked: %v", basic, asked)
		}
	}
}

// What is held is drawn by the timer, if nothing else comes.
func TestWhatIsHeldIsDrawnInTheEnd(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		g, p := newGlass(), &page{then: map[string]tea.Cmd{"q": tea.Quit}}
		done := run(t, NewHub(Config{}), p, g)
		for range 20 {
			g.sends <- uv.KeyPressEvent{Code: 'x', Text: "x"}
		}
		synctest.Wait()
		if n := p.drawn(); n != 2 {
			t.Errorf("%d pictures of twenty keys at once", n)
		}
		time.Sleep(ownEvery)
		synctest.Wait()
		if n := p.drawn(); n != 3 {
			t.Errorf("%d pictures a moment later, want 3", n)
		}
		g.sends <- uv.KeyPressEvent{Code: 'q', Text: "q"}
		<-done
	})
}
