package sshserver

import (
	"fmt"
	"slices"
	"testing"
	"testing/synctest"
	"time"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"

	"verkstad/model/text/hostile"
)

// heard collects what a decoder makes of bytes.
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
// with 400 ms between, by the clock: a decoder that took the first half for an
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
