package frame

import (
	"strconv"
	"unicode/utf8"
)

// attrCodes are the SGR parameters that switch attributes on
// (ECMA-48, 8.3.117).
var attrCodes = [...]struct {
	attr Attr
	code byte
}{{Bold, '1'}, {Faint, '2'}, {Italic, '3'}, {Underline, '4'}, {Reverse, '7'}, {Strike, '9'}}

// appendSGR appends the shortest sequence that takes the pen from one style
// to another; nothing if they are the same.
func appendSGR(out []byte, from, to Style) []byte {
	if from == to {
		return out
	}
	if to == (Style{}) {
		return append(out, "\x1b[m"...)
	}
	out = append(out, "\x1b["...)
	start := len(out)
	if from.Attrs&^to.Attrs != 0 { // switching off differs between terminals: start over
		out = append(out, "0;"...)
		from = Style{}
	}
	for _, a := range attrCodes {
		if to.Attrs&^from.Attrs&a.attr != 0 {
			out = append(out, a.code, ';')
		}
	}
	if from.Fg != to.Fg {
		out = appendColor(out, to.Fg, 30)
	}
	if from.Bg != to.Bg {
		out = appendColor(out, to.Bg, 40)
	}
	if len(out) > start {
		out = out[:len(out)-1]
	}
	return append(out, 'm')
}

// appendColor appends the parameters of a colour, each with a semicolon after
// it. Base is 30 for text and 40 for what is behind it.
func appendColor(out []byte, c Color, base int64) []byte {
	num := func(v int64) { out = append(strconv.AppendInt(out, v, 10), ';') }
	i := int64(c & 0xff)
	switch {
	case c == 0:
		num(base + 9)
	case c&kindMask == rgbColor:
		num(base + 8)
		num(2)
		num(int64(c >> 16 & 0xff))
		num(int64(c >> 8 & 0xff))
		num(i)
	case i < 8:
		num(base + i)
	case i < 16:
		num(base + 60 + i - 8)
	default:
		num(base + 8)
		num(5)
		num(i)
	}
	return out
}

// appendGlyph appends the text of a cell.
func (p *picture) appendGlyph(out []byte, c cell) []byte {
	switch {
	case c.width == 0:
		return out
	case c.glyph < 0:
		return append(out, p.clusters[^c.glyph]...)
	case c.glyph < utf8.RuneSelf:
		return append(out, byte(c.glyph))
	}
	return utf8.AppendRune(out, c.glyph)
}
