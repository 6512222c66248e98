package sshserver

import (
	"io"
	"unicode"
	"unicode/utf8"

	"verkstad/model/text"
	"verkstad/ui/frame"
)

// lineEditor reads what is typed, a line at a time, on a terminal that is in raw
// mode and cannot be drawn on: it echoes, and lets one take back letters. So a
// terminal that calls itself dumb can hold a conversation in line commands.
type lineEditor struct {
	in   io.Reader
	echo io.Writer
	most int // bytes of a line; what is longer is not taken

	read    [256]byte
	unread  []byte // of read
	line    []byte // being typed
	part    []byte // of a character
	ready   []byte // typed, and not yet given
	escape  byte   // within an escape sequence: ESC, or what followed it
	carried bool   // the last was a carriage return
	ended   bool
}

func newLineEditor(in io.Reader, echo io.Writer, most int) *lineEditor {
	return &lineEditor{in: in, echo: echo, most: most}
}

// Read gives what was typed when a line is complete. Ctrl+D on an empty line,
// and ctrl+c anywhere, are the end.
func (t *lineEditor) Read(p []byte) (int, error) {
	for len(t.ready) == 0 {
		if t.ended {
			return 0, io.EOF
		}
		if len(t.unread) == 0 {
			n, err := t.in.Read(t.read[:])
			if n == 0 && err != nil {
				return 0, err
			}
			t.unread = t.read[:n]
		}
		for len(t.unread) > 0 && len(t.ready) == 0 && !t.ended {
			b := t.unread[0]
			t.unread = t.unread[1:]
			t.take(b)
		}
	}
	n := copy(p, t.ready)
	t.ready = t.ready[n:]
	return n, nil
}

// take takes one byte.
func (t *lineEditor) take(b byte) {
	afterReturn := t.carried
	t.carried = b == '\r'
	if utf8.RuneStart(b) {
		t.finish() // what came before was no UTF-8
	}
	switch {
	case t.escape != 0:
		t.inEscape(b)
	case b == 0x1b:
		t.escape = b
	case b == '\n' && afterReturn:
	case b == '\r', b == '\n':
		t.say("\n")
		t.ready, t.line = append(t.line, '\n'), nil
	case b == 0x7f, b == '\b':
		t.rubOut()
	case b == 0x15, b == 0x17: // ctrl+u, ctrl+w
		for len(t.line) > 0 {
			t.rubOut()
		}
	case b == 0x03, b == 0x04 && len(t.line) == 0:
		t.say("\n")
		t.ended = true
	case b == '\t':
		t.letter(' ')
	case b >= ' ':
		t.letter(b)
	}
}

// inEscape passes over a sequence: an arrow key, or the answer to a question.
func (t *lineEditor) inEscape(b byte) {
	switch {
	case t.escape == 0x1b && (b == '[' || b == 'O'):
		t.escape = b
	case t.escape == '[' && b < '@' && b >= ' ':
	default:
		t.escape = 0
	}
}

// letter takes one byte of a character, which counts and is echoed when it is
// whole. What is not to be seen is not taken.
func (t *lineEditor) letter(b byte) {
	if t.part = append(t.part, b); utf8.FullRune(t.part) {
		t.finish()
	}
}

// finish takes the bytes of a character that are there, whole or not.
func (t *lineEditor) finish() {
	for _, r := range text.FromTerminal(t.part) {
		t.put(r)
	}
	t.part = t.part[:0]
}

// put takes a character, if it can be seen.
func (t *lineEditor) put(r rune) {
	if unicode.IsGraphic(r) && len(t.line)+utf8.RuneLen(r) <= t.most {
		t.line = utf8.AppendRune(t.line, r)
		t.say(string(r))
	}
}

// rubOut takes the last character back.
func (t *lineEditor) rubOut() {
	r, size := utf8.DecodeLastRune(t.line)
	t.line = t.line[:len(t.line)-size]
	for range frame.Width(string(r)) * min(size, 1) {
		t.say("\b \b")
	}
}

func (t *lineEditor) say(s string) { _, _ = io.WriteString(t.echo, s) }
