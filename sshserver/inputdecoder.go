package sshserver

import (
	"bytes"
	"context"
	"io"
	"strings"
	"sync"
	"time"
	"unicode"
	"unicode/utf8"

	tea "charm.land/bubbletea/v2"
	uv "github.com/charmbracelet/ultraviolet"
	"golang.org/x/time/rate"

	"verkstad/model/safego"
	"verkstad/model/text"
	"verkstad/ui/live"
)

const (
	// escapeTime is how long an unfinished escape sequence is waited for. After it, a lone
	// ESC is the escape key.
	escapeTime = 50 * time.Millisecond
	// pasteTime is how long an unfinished paste is waited for.
	pasteTime = 2 * time.Second
)

// pasteEnd ends a bracketed paste.
var pasteEnd = []byte("\x1b[201~")

// inputDecoder turns what a terminal sends into Bubble Tea messages.
//
// Bubble Tea's own reader is not used over SSH: it builds a table of 110 KB for each
// terminal, keeps a paste of any length, believes a terminal that claims to be a million
// cells wide, and leaks a goroutine if a person keeps typing while the program ends.
type inputDecoder struct {
	limits *Limits
	send   func(tea.Msg) // blocks until the program takes the message, or has ended
	latin1 func()        // called when the terminal is found to write Latin-1; may be nil

	mu      sync.Mutex
	decoder uv.EventDecoder
	buf     []byte // not decoded yet
	writes  encoding
	pasting bool
	paste   []byte
	timer   *time.Timer // runs while something in buf is unfinished
}

// newInputDecoder returns a decoder that passes messages to send.
func newInputDecoder(limits *Limits, send func(tea.Msg)) *inputDecoder {
	k := &inputDecoder{limits: limits, send: send}
	k.timer = safego.After(time.Hour, "input decoder", k.expire)
	k.timer.Stop()
	return k
}

// Input is a piece of what somebody does at a terminal.
type Input struct {
	// Typed is what a terminal sends, in the encoding of xterm. It is used until the next
	// piece is asked for.
	Typed []byte
	// Whole is true if no key is divided between this piece and the next.
	Whole bool
	// Edit changes the text that is being written; nil for none.
	Edit *live.EditMsg
	// Taken is how many pieces there have been with this one; 0 if nobody needs to know.
	Taken int
}

// size is the bytes that count against what a person may type.
func (in Input) size() int {
	if in.Edit != nil {
		return len(in.Typed) + len(in.Edit.Insert) + in.Edit.Delete + 1
	}
	return len(in.Typed)
}

// readerInput returns a function that reads pieces from r.
func readerInput(r io.Reader, limits *Limits) func() (Input, error) {
	buf := make([]byte, min(1024, limits.InputBurst))
	return func() (Input, error) {
		n, err := r.Read(buf)
		return Input{Typed: buf[:max(n, 0)]}, err
	}
}

// listen takes pieces of input until there are none, no faster than a person types. touch
// is called for every piece, and tooMuch if the person has sent more than the limit allows
// for longer than it allows.
func (k *inputDecoder) listen(ctx context.Context, next func() (Input, error), touch, tooMuch func()) {
	defer k.timer.Stop()
	pace := rate.NewLimiter(rate.Limit(k.limits.InputRate), k.limits.InputBurst)
	var slowSince time.Time
	for {
		in, err := next()
		if n := min(in.size(), k.limits.InputBurst); n > 0 {
			now := time.Now()
			touch()
			k.take(in)
			switch wait := pace.ReserveN(now, n).DelayFrom(now); {
			case wait <= 0:
				slowSince = time.Time{}
			case slowSince.IsZero():
				slowSince = now
				fallthrough
			default:
				if now.Sub(slowSince) > k.limits.InputBacklog {
					tooMuch()
					return
				}
				if !safego.Sleep(ctx, wait) {
					return
				}
			}
		}
		if err != nil || ctx.Err() != nil {
			return
		}
	}
}

// take decodes a piece of input.
func (k *inputDecoder) take(in Input) {
	if len(in.Typed) > 0 {
		k.feed(in.Typed)
		if in.Whole {
			k.flush()
		}
	}
	if in.Edit != nil {
		k.send(*in.Edit)
	}
	if in.Taken > 0 {
		k.send(live.TakenMsg(in.Taken))
	}
}

// flush decodes what is unfinished, unless it is a paste, which may be in several pieces.
func (k *inputDecoder) flush() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if !k.pasting {
		k.decode(true)
	}
}

// feed decodes what was read.
func (k *inputDecoder) feed(p []byte) {
	k.mu.Lock()
	defer k.mu.Unlock()
	k.buf = append(k.buf, p...)
	k.decode(false)
}

// expire decodes what is unfinished as it is, without waiting for more.
func (k *inputDecoder) expire() {
	k.mu.Lock()
	defer k.mu.Unlock()
	if k.pasting {
		k.keepPaste(k.buf)
		k.buf = k.buf[:0]
		k.endPaste()
		return
	}
	k.decode(true)
}

// decode sends what is complete in the buffer or, if expired, all of it.
func (k *inputDecoder) decode(expired bool) {
	rest := k.buf
	for len(rest) > 0 {
		n := 0
		if k.pasting {
			n = k.readPaste(rest)
		} else {
			n = k.readEvent(rest, expired)
		}
		if n == 0 {
			break
		}
		rest = rest[n:]
	}
	if !k.pasting && len(rest) > k.limits.Sequence {
		rest = nil // no key or answer is that long
	}
	k.buf = append(k.buf[:0], rest...)
	switch {
	case k.pasting:
		k.timer.Reset(pasteTime)
	case len(k.buf) > 0 && k.buf[0] >= latin1From:
		k.timer.Reset(k.writes.patience())
	case len(k.buf) > 0:
		k.timer.Reset(escapeTime)
	default:
		k.timer.Stop()
	}
}

// readEvent sends the event that b starts with, and returns its length, or 0 if it is
// incomplete.
func (k *inputDecoder) readEvent(b []byte, expired bool) int {
	if b[0] >= latin1From {
		if n, ours := k.readCharacter(b, expired); ours {
			return n
		}
	}
	if n, ours := k.readOwnKey(b); n > 0 || ours && !expired {
		return n
	}
	n, event := k.decoder.Decode(b)
	if n <= 0 {
		return len(b) // always make progress
	}
	if !expired {
		_, unknown := event.(uv.UnknownEvent)
		if unknown || b[0] == 0x1b && n <= 2 {
			return 0 // more of a sequence or a character may follow
		}
	}
	if _, ok := event.(uv.PasteStartEvent); ok {
		k.pasting = true
		return n
	}
	if several, ok := event.(uv.MultiEvent); ok {
		for _, event := range several {
			k.pass(event)
		}
		return n
	}
	k.pass(event)
	return n
}

// readCharacter reads a character that begins with a byte beyond ASCII. ours is false if it
// is UTF-8, which the decoder reads; n is 0 if the rest of it is waited for.
func (k *inputDecoder) readCharacter(b []byte, expired bool) (n int, ours bool) {
	r, size := utf8.DecodeRune(b)
	switch {
	case r != utf8.RuneError || size != 1:
		k.writes = encodingUTF8
		return 0, false
	case !utf8.FullRune(b) && !expired:
		return 0, true
	case !utf8.FullRune(b) && k.writes == encodingUTF8:
		return len(b), true // the connection was cut in the middle of a character
	}
	if k.writes != encodingLatin1 && k.latin1 != nil {
		k.latin1()
	}
	k.writes = encodingLatin1
	letter := text.FromLatin1(b[0])
	k.pass(uv.KeyPressEvent{Code: letter, Text: string(letter)})
	return 1, true
}

// pass sends an event if a person can have caused it, or a query of ours. Others, such as a
// report of the window's size, are ignored: a terminal's size comes by SSH.
func (k *inputDecoder) pass(event uv.Event) {
	switch event := event.(type) {
	case uv.KeyPressEvent:
		event.Text = printable(event.Text)
		k.send(event)
	case uv.KeyReleaseEvent:
		event.Text = printable(event.Text)
		k.send(event)
	case uv.BackgroundColorEvent:
		if event.Color != nil { // it is nil if a terminal answers nonsense
			k.send(event)
		}
	case uv.MouseClickEvent, uv.MouseReleaseEvent, uv.MouseWheelEvent, uv.MouseMotionEvent,
		uv.FocusEvent, uv.BlurEvent, uv.KeyboardEnhancementsEvent:
		k.send(event)
	}
}

// printable returns the text of a key, or "" if it contains control characters.
func printable(text string) string {
	if strings.IndexFunc(text, unicode.IsControl) >= 0 {
		return ""
	}
	return text
}

// readPaste reads the part of b that belongs to the paste, and returns its length, or 0 if
// only the beginning of an end marker is there.
func (k *inputDecoder) readPaste(b []byte) int {
	if i := bytes.Index(b, pasteEnd); i >= 0 {
		k.keepPaste(b[:i])
		k.endPaste()
		return i + len(pasteEnd)
	}
	n := len(b)
	for tail := min(len(pasteEnd)-1, n); tail > 0; tail-- {
		if bytes.HasPrefix(pasteEnd, b[n-tail:]) {
			n -= tail
			break
		}
	}
	k.keepPaste(b[:n])
	return n
}

// keepPaste appends as much to the paste as the limit allows.
func (k *inputDecoder) keepPaste(b []byte) {
	k.paste = append(k.paste, b[:min(len(b), k.limits.Paste-len(k.paste))]...)
}

// endPaste sends the paste as valid text. Bubble Tea's components and the model clean it
// further.
func (k *inputDecoder) endPaste() {
	if len(k.paste) == k.limits.Paste { // the rest was dropped, perhaps in the middle of a character
		k.paste = text.WholeLetters(k.paste)
	}
	content := text.FromTerminal(k.paste)
	k.pasting, k.paste = false, nil
	k.timer.Stop()
	k.send(uv.PasteEvent{Content: content})
}
