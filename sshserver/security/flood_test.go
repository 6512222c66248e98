package security

import (
	"errors"
	"fmt"
	"math/rand/v2"
	"runtime"
	"testing"
	"time"

	tea "charm.land/bubbletea/v2"

	"verkstad/model/text/hostile"
	"verkstad/ui/stage"
	"verkstad/ui/stage/stagetest"
)

// floods is how many messages go into each screen, in all or, in the wide form,
// at each moment.
const floods = 10_000

// slowest is how long a processor may work on one message. It stands far above what
// any takes, so that it finds what does not end. What does much else on the machine
// does not count, where the system tells that apart (see worked).
const slowest = 10 * time.Second

// TestScreensOutliveAFloodOfKeysAndMice throws keys that there are and that
// there are not, clicks inside and outside, pastes, sizes and wake-ups at every
// screen in no order. A seed that is printed makes the same again.
func TestScreensOutliveAFloodOfKeysAndMice(t *testing.T) {
	for i, s := range screens {
		t.Run(s.name, func(t *testing.T) {
			t.Parallel()
			for n, m := range s.moments {
				messages := floods / len(s.moments)
				if i >= len(screens)-len(more) { // what they have in common is in the others
					messages /= 25
				}
				switch {
				case long:
					messages = floods
				case testing.Short():
					messages /= 4
				}
				flood(t, s, m, uint64(n+1), messages)
			}
		})
	}
}

// flood throws messages at one screen, and looks at it now and then.
func flood(t *testing.T, s screen, m stagetest.Moment, seed uint64, messages int) {
	t.Helper()
	v := see(t, s, m, int(seed)*29, 80, 24)
	v.what += fmt.Sprintf(", seed %d", seed)
	defer v.close()
	random := rand.New(rand.NewPCG(seed, 0))
	runtime.LockOSThread() // whose work is measured
	defer runtime.UnlockOSThread()
	for i := range messages {
		msg := anything(random, v.w, v.h)
		if size, ok := msg.(tea.WindowSizeMsg); ok {
			if i%20 == 0 && !v.resize(size.Width, size.Height) {
				return
			}
			continue
		}
		began := worked()
		stagetest.Send(v.app, msg)
		if took := worked() - began; took > slowest {
			t.Errorf("%s: message %d, %#v, took %v", v.what, i, msg, took)
		}
		if i%50 == 49 && !v.paint(fmt.Sprintf("after message %d, %#v", i, msg)) {
			return
		}
	}
}

// names are the keys that screens know, and some that they do not.
var names = []string{
	"enter", "esc", "tab", "shift+tab", "space", "backspace", "delete", "up", "down", "left", "right", "home", "end",
	"pgup", "pgdown", "f1", "f2", "ctrl+r", "ctrl+z", "ctrl+j", "ctrl+k", "ctrl+w", "alt+enter", "alt+b", "shift+up", "ctrl+up",
}

// anything is some message that a terminal, a room or a clock may send.
func anything(r *rand.Rand, w, h int) tea.Msg {
	mouse := tea.Mouse{X: r.IntN(w+10) - 5, Y: r.IntN(h+10) - 5, Button: tea.MouseButton(r.IntN(12)), Mod: tea.KeyMod(r.IntN(8))}
	if r.IntN(4) > 0 {
		mouse.Button = tea.MouseLeft
	}
	if r.IntN(50) == 0 {
		mouse.X, mouse.Y = 1<<30-r.IntN(2)<<31, r.Int()
	}
	switch r.IntN(16) {
	case 0:
		return tea.PasteMsg{Content: hostile.At(r.IntN(1000))}
	case 1:
		return tea.MouseClickMsg(mouse)
	case 2:
		return tea.MouseMotionMsg(mouse)
	case 3:
		return tea.MouseReleaseMsg(mouse)
	case 4:
		return tea.MouseWheelMsg(mouse)
	case 5:
		size := sizes[r.IntN(6)]
		return tea.WindowSizeMsg{Width: size[0], Height: size[1]}
	case 6:
		return tea.KeyPressMsg{Code: rune(r.Int32()), Mod: tea.KeyMod(r.IntN(256)), ShiftedCode: rune(r.Int32()), IsRepeat: r.IntN(2) == 0}
	case 7:
		return oddities[r.IntN(len(oddities))]
	case 8, 9, 10:
		return stagetest.Key(names[r.IntN(len(names))])
	}
	letter := rune('!' + r.IntN('~'-'!'+1))
	return tea.KeyPressMsg{Code: letter, Text: string(letter)}
}

// oddities are messages that come seldom.
var oddities = []tea.Msg{
	stage.WakeMsg{}, stage.ThemeMsg{}, tea.FocusMsg{}, tea.BlurMsg{}, tea.PasteMsg{}, tea.KeyPressMsg{}, tea.KeyReleaseMsg{Code: 'a'},
	tea.BackgroundColorMsg{Color: backgrounds[0]}, tea.BackgroundColorMsg{Color: backgrounds[1]},
	stage.ToastMsg{Text: hostile.Get("clipboard"), Bad: true}, stage.ToastMsg{Text: hostile.Get("zalgo")}, stage.DoneMsg{Err: errors.New(hostile.Get("title"))},
	tea.KeyPressMsg{Code: tea.KeyExtended, Text: hostile.Get("families")}, tea.KeyPressMsg{Code: 'x', Text: hostile.Get("long-wide")},
	tea.KeyPressMsg{Code: -1, Text: "\u0301"}, tea.KeyPressMsg{Code: 0x10ffff, Mod: tea.ModCtrl}, tea.KeyboardEnhancementsMsg{},
}

// TestPastesAreNotKept pastes for a long time into every field that is open, and
// holds that the memory of it is let go.
func TestPastesAreNotKept(t *testing.T) {
	const pastes, most = 1_000, 16 << 20
	s := screens[0]
	v := see(t, s, stagetest.Gathering, 0, 80, 24)
	defer v.close()
	before := heap() - held()
	for i := range pastes {
		content := hostile.At(i) + hostile.Get("long-wide")
		v.app.Update(tea.PasteMsg{Content: content[:min(len(content), 16<<10)]})
		v.app.Layout()
	}
	if grew := heap() - held() - before; grew > most {
		t.Errorf("%d pastes keep %d MB", pastes, grew>>20)
	}
}

// heap is how many bytes are in use, and held how many of them the pictures
// that are kept on purpose may take.
func heap() int64 {
	var m runtime.MemStats
	runtime.GC()
	runtime.ReadMemStats(&m)
	return int64(m.HeapAlloc)
}

func held() int64 {
	kept := pictures.Stats()
	return 2 * (kept.Frames.Bytes + kept.Composed.Bytes + kept.Steps.Bytes)
}
