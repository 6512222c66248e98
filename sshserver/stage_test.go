package sshserver

import (
	"context"
	"errors"
	"fmt"
	"log/slog"
	"slices"
	"sync/atomic"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	"github.com/charmbracelet/colorprofile"
	uv "github.com/charmbracelet/ultraviolet"

	"verkstad/model/text/hostile"
	"verkstad/ui/frame"
)

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

// staged is a stage with a clock that stands still.
type staged struct {
	*stage
	easel *easel
	clock time.Time
}

func newStaged(t *testing.T) *staged {
	t.Helper()
	app := newCounter()
	s := &staged{easel: &easel{}, clock: time.Unix(1000, 0)}
	ctx, cancel := context.WithCancel(t.Context())
	l := &sessionContext{ctx: ctx, cancel: cancel, values: map[any]any{}, w: 80, h: 24}
	s.stage = &stage{
		screen: &countScreen{app: app, wake: make(chan struct{}), gone: make(chan struct{})},
		size:   shape{80, 24}, painter: s.easel, life: l, log: slog.New(slog.DiscardHandler), now: func() time.Time { return s.clock },
		terminal: Terminal{W: 80, H: 24, Profile: colorprofile.ANSI256}, interval: 33 * time.Millisecond,
	}
	s.Init()
	return s
}

func (s *staged) painted(t *testing.T, want int, after string) {
	t.Helper()
	if s.easel.paints != want {
		t.Errorf("%d pictures after %s, want %d", s.easel.paints, after, want)
	}
}

func TestWakeUpsShareAPictureAndKeysDoNotWait(t *testing.T) {
	s := newStaged(t)
	s.painted(t, 1, "the start")
	s.Update(wokenMsg{})
	s.painted(t, 2, "the first wake-up")
	s.Update(wokenMsg{})
	s.painted(t, 3, "one that comes early")
	for range 10 {
		s.Update(wokenMsg{})
	}
	s.painted(t, 3, "ten more at the same moment")
	if !s.dirty || !s.ticking {
		t.Error("the ten are not noted")
	}
	s.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
	s.painted(t, 4, "a key")
	s.Update(paintMsg{})
	s.painted(t, 4, "the delay: the key's picture showed it all")
	s.clock = s.clock.Add(33 * time.Millisecond)
	s.Update(wokenMsg{})
	s.painted(t, 5, "a wake-up a while later")
	s.Update(wokenMsg{})
	s.Update(paintMsg{})
	s.painted(t, 6, "a wake-up and its delay")
	s.clock = s.clock.Add(time.Second)
	for range 3 {
		s.Update(wokenMsg{})
	}
	s.painted(t, 8, "three after a rest: no more than one comes early")
}

func TestALargeRoomTakesLongerBetweenPictures(t *testing.T) {
	s := newStaged(t)
	s.crowd = new(atomic.Int32)
	s.crowd.Store(1000)
	for range 6 {
		s.Update(wokenMsg{})
	}
	s.painted(t, 5, "six wake-ups: four are not put off after a rest")
	s.clock = s.clock.Add(70 * time.Millisecond)
	s.Update(wokenMsg{})
	s.painted(t, 5, "one that comes too soon for a thousand")
	s.clock = s.clock.Add(5 * time.Millisecond)
	s.Update(wokenMsg{})
	s.painted(t, 6, "one after a pause")
	s.Update(wokenMsg{})
	s.painted(t, 6, "one right after it")
}

// lateScreen shows something that is not the newest.
type lateScreen struct{ Screen }

func (s lateScreen) Layout() frame.Layout {
	l := s.Screen.Layout()
	l.Late = true
	return l
}

// A screen that has shown what is not the newest is asked again, though nobody
// wakes it, and not more often than others are drawn.
func TestAScreenThatIsLateIsAskedAgain(t *testing.T) {
	s := newStaged(t)
	p := newProgram(s.stage, nil)
	waker := &follower{}
	none := make(chan struct{})
	if msg := p.latest(waker, none); msg != nil {
		t.Errorf("asked with %v though nothing is new", msg)
	}
	s.screen = lateScreen{s.screen}
	s.clock = s.clock.Add(time.Second)
	s.drawOwn(s.clock)
	s.painted(t, 2, "a key")
	if !s.busy() || s.due.Sub(s.clock) != s.pause() {
		t.Errorf("it is to be asked after %v", s.due.Sub(s.clock))
	}
	if msg := p.latest(waker, none); msg == nil {
		t.Error("it is not asked again")
	}
}

func TestBubbleTeasOwnNewsAreNotTwice(t *testing.T) {
	s := newStaged(t)
	for _, msg := range []tea.Msg{
		tea.WindowSizeMsg{Width: 5000, Height: 5000}, tea.EnvMsg{}, tea.ColorProfileMsg{Profile: colorprofile.ANSI256}, sizeMsg{},
	} {
		s.Update(msg)
		s.painted(t, 1, "what Init has told")
	}
	s.life.setSize(100, 30)
	s.Update(sizeMsg{})
	if l := s.screen.Layout(); l.W != 100 || l.H != 30 || s.easel.resets != 1 {
		t.Errorf("the screen is %dx%d after %d resets", l.W, l.H, s.easel.resets)
	}
	s.Update(tea.ColorProfileMsg{Profile: colorprofile.TrueColor})
	if s.easel.profile != colorprofile.TrueColor {
		t.Error("the painter did not hear of the colours")
	}
}

func TestATerminalThatCannotBeWrittenToIsGone(t *testing.T) {
	s := newStaged(t)
	s.easel.err = errors.New("closed")
	s.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
	if s.life.Err() == nil || s.life.reason() != silent {
		t.Errorf("life goes on: %v, %q", s.life.Err(), s.life.reason())
	}
}

// heard collects what a keyboard makes of bytes.
func heard(limits Limits, chunks ...string) []string {
	var got []string
	k := newInputDecoder(&limits, func(msg tea.Msg) {
		switch msg := msg.(type) {
		case interface{ Keystroke() string }:
			got = append(got, msg.Keystroke())
		case tea.Msg:
			got = append(got, describe(msg))
		}
	})
	for _, chunk := range chunks {
		if chunk == "later" { // what is unfinished is not waited for any longer
			k.expire()
			continue
		}
		k.feed([]byte(chunk))
	}
	k.timer.Stop()
	return got
}

// TestALetterIsWaitedForLongerThanAKey has a letter of UTF-8 come in two pieces
// with 400 ms between, by the clock: a keyboard that took the first half for an
// unfinished escape sequence dropped it after 50 ms.
func TestALetterIsWaitedForLongerThanAKey(t *testing.T) {
	synctest.Test(t, func(t *testing.T) {
		limits, got := DefaultLimits(), make(chan string, 4)
		k := newInputDecoder(&limits, func(msg tea.Msg) { got <- msg.(interface{ Keystroke() string }).Keystroke() })
		k.feed([]byte("\xc3"))
		time.Sleep(400 * time.Millisecond)
		k.feed([]byte("\xa5"))
		if key := <-got; key != "å" {
			t.Errorf("heard %q", key)
		}
		k.feed([]byte("\xe5")) // of another terminal's Latin-1 this would be å; this one writes UTF-8
		time.Sleep(10 * time.Second)
		synctest.Wait()
		k.mu.Lock()
		defer k.mu.Unlock()
		if len(got) > 0 || len(k.buf) > 0 {
			t.Errorf("heard %q, %q is left", <-got, k.buf)
		}
		k.timer.Stop()
	})
}

func TestKeyboard(t *testing.T) {
	limits := DefaultLimits()
	limits.Sequence, limits.Paste = 64, 8
	long := make([]byte, 200)
	for i := range long {
		long[i] = '1'
	}
	for _, c := range []struct {
		name   string
		chunks []string
		want   []string
	}{
		{"letters", []string{"aå"}, []string{"a", "å"}},
		{"a letter in two pieces", []string{"\xc3", "\xa5"}, []string{"å"}},
		{"a letter of Latin-1", []string{"p\xe5 v\xe4g"}, []string{"p", "å", "space", "v", "ä", "g"}},
		{"two letters of Latin-1", []string{"\xf6\xe5", "l"}, []string{"ö", "å", "l"}},
		{"a letter of Latin-1 at the end", []string{"sm\xe5", "later"}, []string{"s", "m", "å"}},
		{"a letter in two pieces with a while between", []string{"a\xc3", "", "\xa5"}, []string{"a", "å"}},
		{"a letter that the line cut, after others", []string{"å\xc3", "later", "b"}, []string{"å", "b"}},
		{"a paste of Latin-1", []string{"\x1b[200~p\xe5 \x1b[201~x"}, []string{"paste på ", "x"}},
		{"an arrow", []string{"\x1b[A"}, []string{"up"}},
		{"an arrow in pieces", []string{"\x1b", "[", "1;5", "A"}, []string{"ctrl+up"}},
		{"a paste", []string{"\x1b[200~hej\x1b[201~x"}, []string{"paste hej", "x"}},
		{"a paste in pieces", []string{"\x1b[200~h\x1b[2", "01~"}, []string{"paste h"}},
		{"a paste with a false end", []string{"\x1b[200~h\x1b[2", "Jj\x1b[201~"}, []string{"paste h\x1b[2Jj"}},
		{"a paste that is too long", []string{"\x1b[200~0123456789", "0123\x1b[201~"}, []string{"paste 01234567"}},
		{"a paste cut within a letter", []string{"\x1b[200~1234567å\x1b[201~"}, []string{"paste 1234567"}},
		{"a sequence that never ends", []string{"\x1b[" + string(long), "x"}, []string{"x"}},
		{"a string that never ends", []string{"\x1b]" + string(long), "x"}, []string{"x"}},
		{"a key that writes a control", []string{"\x1b[97;;27u"}, []string{"a"}},
		{"reports that nobody asked for", []string{"\x1b[48;9;9;9;9t\x1b[8;9;9t\x1b[5;5R\x1b[?2026;2$y\x1bP1+r5463\x1b\\x"}, []string{"x"}},
	} {
		if got := heard(limits, c.chunks...); !slices.Equal(got, c.want) {
			t.Errorf("%s: heard %q, want %q", c.name, got, c.want)
		}
	}
}

func FuzzKeyboard(f *testing.F) {
	f.Add("a\x1b[A\x1b[200~hej\x1b[201~", 3)
	f.Add("\x1b]11;rgb:ffff/ffff/ffff\x07\x1b[<0;1;1M\x9b\x90", 1)
	for _, h := range hostile.Texts() {
		f.Add(h.Text, len(h.Text)/2)
		f.Add("\x1b[200~"+h.Text+"\x1b[201~"+h.Text, 7)
	}
	f.Fuzz(func(t *testing.T, bytes string, at int) {
		limits := DefaultLimits()
		limits.Sequence, limits.Paste = 64, 64
		k := newInputDecoder(&limits, func(msg tea.Msg) {
			if text, ok := msg.(interface{ String() string }); ok && len(text.String()) > 4*len(bytes)+64 {
				t.Errorf("%T grew to %d bytes from %d", msg, len(text.String()), len(bytes))
			}
		})
		at = max(0, min(at, len(bytes)))
		k.feed([]byte(bytes[:at]))
		k.feed([]byte(bytes[at:]))
		if len(k.buf) > limits.Sequence || len(k.paste) > limits.Paste {
			t.Errorf("keeps %d and %d bytes", len(k.buf), len(k.paste))
		}
		k.expire()
		k.timer.Stop()
		if len(k.buf) > 0 && !k.pasting {
			t.Errorf("%q is left", k.buf)
		}
	})
}

// describe names a message that is no key.
func describe(msg tea.Msg) string {
	if paste, ok := msg.(uv.PasteEvent); ok {
		return "paste " + paste.Content
	}
	return fmt.Sprintf("%T", msg)
}

func TestKeysThatComeAllAtOnceShareAPicture(t *testing.T) {
	s := newStaged(t)
	for range 50 {
		s.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
	}
	s.painted(t, 2, "the first of fifty keys at one moment")
	if s.rings() == nil {
		t.Fatal("the others are not noted")
	}
	s.clock = s.clock.Add(ownEvery)
	s.Update(paintMsg{})
	s.painted(t, 3, "all of them")
	s.clock = s.clock.Add(ownEvery)
	s.Update(tea.KeyPressMsg{Code: 'x', Text: "x"})
	s.painted(t, 4, "a key a moment later")
}
