package stagetest

import (
	"fmt"
	"reflect"
	"runtime"
	"strings"
	"sync/atomic"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model"
	"verkstad/model/workshop"
	"verkstad/ui/frame"
	"verkstad/ui/i18n"
	"verkstad/ui/live"
	"verkstad/ui/stage"
	"verkstad/ui/theme"
)

var operations atomic.Int64

// presses is how many things have been done at any terminal. Each comes a second
// after the one before, as from somebody who looks at what they do.
var presses atomic.Int64

func keysAt() time.Time { return time.Unix(presses.Load(), 0) }

// atOnce sends a message without the wait: nothing is done meanwhile. One that comes
// again and again, every so many seconds, does not come.
func atOnce(d time.Duration, msg tea.Msg) tea.Cmd {
	if d > leastRepeat {
		return nil
	}
	return func() tea.Msg { return msg }
}

// leastRepeat is longer than what screens wait for once.
const leastRepeat = 5 * time.Second

// Env is the surroundings of one terminal in the room, Swedish and dark.
func Env(r *Room, me model.Actor) *stage.Env {
	e := &stage.Env{
		Me: me, Words: i18n.For("sv"), Theme: theme.New(true), Now: r.Now, Timer: stage.Timer{Now: keysAt, After: atOnce},
		Shared: shared, NewOp: func() string { return fmt.Sprintf("op-%d", operations.Add(1)) },
		JoinFor: func(code string) workshop.Join {
			return workshop.Join{
				Lines: []string{"ssh -p 2222 " + code + "@192.168.1.20"}, URL: "ssh://" + code + "@192.168.1.20:2222",
				At:          workshop.Endpoint{Host: "192.168.1.20", Port: 2222, User: code},
				Fingerprint: "SHA256:47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU",
				HostKey:     "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIJ0f4v7V8nM3mO0YtqI2c1lQyGm0b7l1cXH6yqWkZ9aT",
			}
		},
	}
	e.House = &House{TB: r.tb, Rooms: []*Room{r}}
	if r.Board().Seq > 0 {
		e.Room = r
	}
	return e
}

// shared is what every app of a test process has in common, so that a pane whose key does
// not say all that its picture depends on is found out by [Golden].
var shared = stage.NewShared(frame.NewCache(64 << 20))

// App runs a screen at 80×24. It is closed when the test ends.
func App(tb testing.TB, e *stage.Env, s stage.Screen) *stage.App {
	tb.Helper()
	a := stage.NewApp(e, s, 80, 24)
	Resize(a, 80, 24)
	tb.Cleanup(a.Close)
	return a
}

// Send gives the app messages and runs every command that follows, except
// those that wait for time or for the room. Like a program, it lays out the
// screen afterwards.
func Send(a *stage.App, msgs ...tea.Msg) {
	for _, msg := range msgs {
		presses.Add(1)
		send(a, msg)
	}
	send(a, stage.WakeMsg{})
	a.Layout()
}

func send(a *stage.App, msg tea.Msg) {
	_, cmd := a.Update(msg)
	run(a, cmd)
}

// Run runs a command that an update has given, and every command that follows.
func Run(a *stage.App, cmd tea.Cmd) { run(a, cmd) }

func run(a *stage.App, cmd tea.Cmd) {
	if cmd == nil || waits(cmd) {
		return
	}
	switch msg := cmd().(type) {
	case nil, tea.QuitMsg:
	case tea.BatchMsg:
		for _, c := range msg {
			run(a, c)
		}
	default:
		if v := reflect.ValueOf(msg); v.Kind() == reflect.Slice && v.Type().Elem() == reflect.TypeFor[tea.Cmd]() {
			for i := range v.Len() { // tea.Sequence
				run(a, v.Index(i).Interface().(tea.Cmd))
			}
			return
		}
		send(a, msg)
	}
}

// waits reports whether a command would only wait: a tick, or the app's own
// waiting for the room.
func waits(cmd tea.Cmd) bool {
	name := runtime.FuncForPC(reflect.ValueOf(cmd).Pointer()).Name()
	for _, part := range []string{"bubbletea/v2.Tick", "bubbletea/v2.Every", "(*App).await", "/cursor."} {
		if strings.Contains(name, part) {
			return true
		}
	}
	return false
}

// Quits reports whether the key ends the program.
func Quits(a *stage.App, key string) bool {
	presses.Add(1)
	_, cmd := a.Update(Key(key))
	if cmd == nil {
		return false
	}
	_, quit := cmd().(tea.QuitMsg)
	return quit
}

// Wake tells the app that the room has something new.
func Wake(a *stage.App) { send(a, stage.WakeMsg{}) }

// Press presses keys by their names: "enter", "ctrl+r", "shift+tab", "a", "A".
func Press(a *stage.App, keys ...string) {
	for _, k := range keys {
		Send(a, Key(k))
	}
}

// Type types a text, letter by letter.
func Type(a *stage.App, text string) {
	for _, r := range text {
		Send(a, tea.KeyPressMsg{Code: r, Text: string(r)})
	}
}

var codes = map[string]rune{
	"enter": tea.KeyEnter, "esc": tea.KeyEscape, "tab": tea.KeyTab, "space": tea.KeySpace,
	"backspace": tea.KeyBackspace, "delete": tea.KeyDelete, "up": tea.KeyUp, "down": tea.KeyDown,
	"left": tea.KeyLeft, "right": tea.KeyRight, "home": tea.KeyHome, "end": tea.KeyEnd,
	"pgup": tea.KeyPgUp, "pgdown": tea.KeyPgDown, "f1": tea.KeyF1, "f2": tea.KeyF2, "f3": tea.KeyF3, "f4": tea.KeyF4, "f5": tea.KeyF5, "f6": tea.KeyF6,
	"f7": tea.KeyF7, "f8": tea.KeyF8, "f9": tea.KeyF9, "f10": tea.KeyF10, "f11": tea.KeyF11, "f12": tea.KeyF12, "f20": tea.KeyF20,
}

// Key is the message of a key by its name.
func Key(name string) tea.KeyPressMsg {
	var mod tea.KeyMod
	for prefix, m := range map[string]tea.KeyMod{"ctrl+": tea.ModCtrl, "alt+": tea.ModAlt, "shift+": tea.ModShift} {
		if rest, ok := strings.CutPrefix(name, prefix); ok {
			mod, name = mod|m, rest
		}
	}
	k := tea.KeyPressMsg{Mod: mod}
	code, named := codes[name]
	if !named {
		code = []rune(name)[0]
	}
	k.Code = code
	switch {
	case mod&(tea.ModCtrl|tea.ModAlt) != 0:
	case name == "space":
		k.Text = " "
	case !named:
		k.Text = name
	}
	return k
}

// Click clicks with the left button and lets go.
func Click(a *stage.App, x, y int) {
	Send(a, tea.MouseClickMsg{X: x, Y: y, Button: tea.MouseLeft}, tea.MouseReleaseMsg{X: x, Y: y, Button: tea.MouseLeft})
}

// Drag presses the left button at one cell and lets go at another.
func Drag(a *stage.App, x1, y1, x2, y2 int) {
	Send(a, tea.MouseClickMsg{X: x1, Y: y1, Button: tea.MouseLeft},
		tea.MouseMotionMsg{X: (x1 + x2) / 2, Y: (y1 + y2) / 2, Button: tea.MouseLeft},
		tea.MouseMotionMsg{X: x2, Y: y2, Button: tea.MouseLeft},
		tea.MouseReleaseMsg{X: x2, Y: y2, Button: tea.MouseLeft})
}

// Wheel turns the wheel n notches down at a cell, or up if n is negative.
func Wheel(a *stage.App, x, y, n int) {
	button := tea.MouseWheelDown
	if n < 0 {
		button, n = tea.MouseWheelUp, -n
	}
	for range n {
		Send(a, tea.MouseWheelMsg{X: x, Y: y, Button: button})
	}
}

// Resize makes the terminal w×h cells.
func Resize(a *stage.App, w, h int) { Send(a, tea.WindowSizeMsg{Width: w, Height: h}) }

// Screen is what the app shows, without colours.
func Screen(a *stage.App) string { return shared.Cache.Compose(a.Layout()).Plain() }

// Find gives the cell where a text begins on the screen.
func Find(tb testing.TB, a *stage.App, text string) (x, y int) {
	tb.Helper()
	for y, row := range strings.Split(Screen(a), "\n") {
		if before, _, ok := strings.Cut(row, text); ok {
			return frame.Width(before), y
		}
	}
	tb.Fatalf("%q is not on the screen:\n%s", text, Screen(a))
	return 0, 0
}

// Shows fails the test unless every text is on the screen.
func Shows(tb testing.TB, a *stage.App, texts ...string) {
	tb.Helper()
	screen := Screen(a)
	for _, text := range texts {
		if !strings.Contains(screen, text) {
			tb.Errorf("%q is not on the screen:\n%s", text, screen)
		}
	}
}

// Hides fails the test if any of the texts is on the screen.
func Hides(tb testing.TB, a *stage.App, texts ...string) {
	tb.Helper()
	screen := Screen(a)
	for _, text := range texts {
		if strings.Contains(screen, text) {
			tb.Errorf("%q should not be on the screen:\n%s", text, screen)
		}
	}
}

// Hub is one that tells nobody: its terminals go on to the newest board whenever
// they get a message that is not their person's doing. Set it in an Env, and call
// the app's Init, for a terminal as the server runs it.
func Hub() *live.Hub {
	var looks atomic.Int64 // there is always time for another cut
	return live.NewHub(live.Config{Still: true, Now: func() time.Time { return time.Unix(looks.Add(1), 0) }})
}
