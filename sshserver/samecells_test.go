package sshserver

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"testing"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	"github.com/charmbracelet/x/vt"

	"verkstad/model"
	"verkstad/sshserver/sshtest"
	"verkstad/ui/facilitator"
	"verkstad/ui/frame"
	"verkstad/ui/live"
	"verkstad/ui/participant"
	"verkstad/ui/projector"
	ui "verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// oneScreen is an App that gives every terminal the same kind of screen.
type oneScreen struct{ make func(w, h int) live.Screen }

func (a oneScreen) Screen(c Caller, t Terminal) (live.Screen, error) { return a.make(t.W, t.H), nil }
func (a oneScreen) Line(context.Context, Caller, []string, io.Reader, io.Writer, io.Writer) int {
	return 0
}

// TestBothTerminalsShowTheSameCells shows the same moments of a workshop in a
// local terminal, drawn by Bubble Tea's renderer, and over SSH, painted with
// shared steps, and holds both to the same cells: texts, colours, attributes.
// Each terminal sees one moment after the other, so that what is held is the
// steps too.
func TestBothTerminalsShowTheSameCells(t *testing.T) {
	screens := map[string]func(*ui.Env) ui.Screen{
		"projector":   func(e *ui.Env) ui.Screen { return projector.New(e, nil) },
		"facilitator": func(e *ui.Env) ui.Screen { return facilitator.New(e) },
		"participant": func(e *ui.Env) ui.Screen { return participant.New(e, participant.Hint{}) },
	}
	for name, screen := range screens {
		t.Run(name, func(t *testing.T) { holdSameCells(t, name, screen) })
	}
}

// actor is the person at a terminal with such a screen.
func actor(r *stagetest.Room, screen string) model.Actor {
	switch screen {
	case "facilitator":
		return model.Host
	case "participant":
		return r.People[0]
	}
	return model.Actor{Role: model.Observer}
}

func holdSameCells(t *testing.T, name string, screen func(*ui.Env) ui.Screen) {
	const w, h = 100, 30
	moments := []stagetest.Moment{
		stagetest.Waiting, stagetest.Talking, stagetest.Revealed, stagetest.Clustering,
		stagetest.Defining, stagetest.Voting, stagetest.Counted, stagetest.Committing, stagetest.Ended,
	}
	var rooms []*stagetest.Room
	for _, m := range moments {
		rooms = append(rooms, stagetest.CoLab(t, m))
	}
	cache := frame.NewCache(16 << 20)
	shared := ui.NewShared(cache)
	makeApp := func(at, w, h int) *album {
		env := stagetest.Env(rooms[at], actor(rooms[at], name))
		env.Shared = shared
		return &album{App: ui.NewApp(env, screen(env), w, h), rooms: rooms, env: env}
	}
	server := open(t, func(c *Config) {
		c.Cache = cache
		c.App = oneScreen{func(w, h int) live.Screen { return makeApp(0, w, h) }}
	})
	remote := terminal(t, server.dial(t, "KRABBA", newKey(t)), w, h)
	local, program := localTerminal(t, makeApp(0, w, h), w, h)

	for i := range moments {
		if i > 0 {
			program.Send(tea.KeyPressMsg{Code: tea.KeyF12})
			remote.press(t, "\x1b[24~") // f12
		}
		var diff string
		sshtest.EventuallyOr(t, func() bool { diff = firstDifference(local, remote.screen, w, h); return diff == "" }, func() string {
			return fmt.Sprintf("moment %d: %s\nlocally\n%s\nover SSH\n%s\nnever the same", moments[i], diff, cells(local), cells(remote.screen))
		})
		fresh := makeApp(i, w, h)
		fresh.Layout() // tells panes where they lie, as a first picture does
		want := cache.Compose(fresh.Layout()).Plain()
		eventuallyShows(t, "over SSH", remote.screen, want)
		eventuallyShows(t, "locally", local, want)
		fresh.Close()
	}
}

// localTerminal runs an app with Bubble Tea's own renderer.
func localTerminal(t *testing.T, app *album, w, h int) (*sshtest.Screen, *tea.Program) {
	local := sshtest.NewScreen(t, w, h)
	t.Cleanup(app.Close)
	program := tea.NewProgram(app,
		tea.WithInput(nil), tea.WithOutput(cooked{local}), tea.WithoutSignalHandler(), tea.WithWindowSize(w, h),
		tea.WithColorProfile(colorprofile.ANSI256), tea.WithEnvironment([]string{"TERM=xterm-256color"}))
	ended := make(chan struct{})
	go func() {
		defer close(ended)
		_, _ = program.Run()
	}()
	t.Cleanup(func() { program.Quit(); <-ended })
	return local, program
}

// cooked is a terminal that nobody has put in raw mode, as Bubble Tea takes
// one without an input to be: a line feed also goes to the first column.
type cooked struct{ w io.Writer }

func (c cooked) Write(p []byte) (int, error) {
	if _, err := c.w.Write(bytes.ReplaceAll(p, []byte("\n"), []byte("\r\n"))); err != nil {
		return 0, err
	}
	return len(p), nil
}

// album is an app in which f12 turns to the next room.
type album struct {
	*ui.App
	env   *ui.Env
	rooms []*stagetest.Room
	at    int
}

func (a *album) Update(msg tea.Msg) (tea.Model, tea.Cmd) {
	if key, ok := msg.(tea.KeyPressMsg); ok && key.Code == tea.KeyF12 && a.at+1 < len(a.rooms) {
		a.at++
		a.env.Room, a.env.Now = a.rooms[a.at], a.rooms[a.at].Now
		msg = ui.WakeMsg{}
	}
	_, cmd := a.App.Update(msg)
	return a, cmd
}

func eventuallyShows(t *testing.T, where string, s *sshtest.Screen, want string) {
	t.Helper()
	sshtest.EventuallyOr(t, func() bool { return cells(s) == want }, func() string {
		return fmt.Sprintf("%s is shown\n%s\nand never\n%s\n", where, cells(s), want)
	})
}

// cells is a screen with blanks at the ends of lines.
func cells(s *sshtest.Screen) (text string) {
	s.Inspect(func(vt *vt.Emulator) { text = cellText(vt) })
	return text
}

func cellText(em *vt.Emulator) string {
	var out []byte
	for y := range em.Height() {
		if y > 0 {
			out = append(out, '\n')
		}
		for x := 0; x < em.Width(); {
			cell := em.CellAt(x, y)
			if cell == nil || cell.Content == "" {
				out = append(out, ' ')
				x++
				continue
			}
			out = append(out, cell.Content...)
			x += max(1, cell.Width)
		}
	}
	return string(out)
}

func firstDifference(one, other *sshtest.Screen, w, h int) (diff string) {
	one.Inspect(func(a *vt.Emulator) { other.Inspect(func(b *vt.Emulator) { diff = differs(a, b, w, h) }) })
	return diff
}

func differs(a, b *vt.Emulator, w, h int) string {
	for y := range h {
		for x := range w {
			p, q := a.CellAt(x, y), b.CellAt(x, y)
			if p == nil || q == nil {
				if p != q {
					return fmt.Sprintf("cell %d,%d is there in one only", x, y)
				}
				continue
			}
			blank := (p.Content == " " || p.Content == "") && (q.Content == " " || q.Content == "")
			if !blank && p.Content != q.Content || fmt.Sprint(p.Style) != fmt.Sprint(q.Style) {
				return fmt.Sprintf("cell %d,%d is %q %v locally and %q %v over SSH", x, y, p.Content, p.Style, q.Content, q.Style)
			}
		}
	}
	return ""
}
