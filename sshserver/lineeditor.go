package sshserver

import (
	"io"
	"unicode"
	"unicode/utf8"

	"verkstad/model/text"
	"verkstad/ui/frame"
)

// lineEditor reads what is typed, a line at a time, on a terminal that is in raw mode and
// cannot be drawn on: it echoes characters and handles backspace. So a terminal of type
// dumb can hold a conversation in line commands.
type lineEditor struct {
	in      io.Reader
	echo    io.Writer
	maxLine int // bytes of a line; more are not accepted

	read    [256]byte
	unread  []byte // the rest of read
	line    []byte // being typed
	partial []byte // of an incomplete character
	ready   []byte // complete lines that Read has not returned yet
	escape  byte   // in an escape sequence: ESC, or the byte after it
	afterCR bool   // the last byte was a carriage return
	ended   bool
}

func newLineEditor(in io.Reader, echo io.Writer, most int) *lineEditor {
	return &lineEditor{in: in, echo: echo, maxLine: most}
}

// Read returns what was typed, once a line is complete. It returns io.EOF at ctrl+d on an
// empty line, and at ctrl+c anywhere.
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
			t.typeByte(b)
		}
	}
	n := copy(p, t.ready)
	t.ready = t.ready[n:]
	return n, nil
}

// typeByte handles one byte that was typed.
func (t *lineEditor) typeByte(b byte) {
	afterReturn := t.afterCR
	t.afterCR = b == '\r'
	if utf8.RuneStart(b) {
		t.finishPartial() // the bytes before it were not valid UTF-8
	}
	switch {
	case t.escape != 0:
		t.inEscape(b)
	case b == 0x1b:
		t.escape = b
	case b == '\n' && afterReturn:
	case b == '\r', b == '\n':
		t.writeEcho("\n")
		t.ready, t.line = append(t.line, '\n'), nil
	case b == 0x7f, b == '\b':
		t.backspace()
	case b == 0x15, b == 0x17: // ctrl+u, ctrl+w
		for len(t.line) > 0 {
			t.backspace()
		}
	case b == 0x03, b == 0x04 && len(t.line) == 0:
		t.writeEcho("\n")
		t.ended = true
	case b == '\t':
		t.typePartial(' ')
	case b >= ' ':
		t.typePartial(b)
	}
}

// inEscape skips an escape sequence: an arrow key, or a terminal's answer to a query.
func (t *lineEditor) inEscape(b byte) {
	switch {
	case t.escape == 0x1b && (b == '[' || b == 'O'):
		t.escape = b
	case t.escape == '[' && b < '@' && b >= ' ':
	default:
		t.escape = 0
	}
}

// typePartial handles one byte of a character of several bytes, which is added and echoed
// when it is complete.
func (t *lineEditor) typePartial(b byte) {
	if t.partial = append(t.partial, b); utf8.FullRune(t.partial) {
		t.finishPartial()
	}
}

// finishPartial adds the bytes of a character that have come, complete or not.
func (t *lineEditor) finishPartial() {
	for _, r := range text.FromTerminal(t.partial) {
		t.typeRune(r)
	}
	t.partial = t.partial[:0]
}

// typeRune adds a character to the line, if it is visible.
func (t *lineEditor) typeRune(r rune) {
	if unicode.IsGraphic(r) && len(t.line)+utf8.RuneLen(r) <= t.maxLine {
		t.line = utf8.AppendRune(t.line, r)
		t.writeEcho(string(r))
	}
}

// backspace removes the last character.
func (t *lineEditor) backspace() {
	r, size := utf8.DecodeLastRune(t.line)
	t.line = t.line[:len(t.line)-size]
	for range frame.Width(string(r)) * min(size, 1) {
		t.writeEcho("\b \b")
	}
}

func (t *lineEditor) writeEcho(s string) { _, _ = io.WriteString(t.echo, s) }
