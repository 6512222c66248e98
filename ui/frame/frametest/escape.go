package frametest

import (
	"bytes"
	"slices"
	"strconv"
	"strings"
)

// private are the modes that Verkstad switches: see the painter.
var private = []int{7, 25, 1002, 1006, 1049, 2004, 2026}

// escape takes one escape sequence off b, 0 if it is not all there.
func (t *Terminal) escape(b []byte) int {
	if len(b) < 2 {
		return 0
	}
	switch b[1] {
	case '[':
		end := bytes.IndexFunc(b[2:], func(r rune) bool { return r < '0' || r > '?' })
		if end < 0 {
			return 0
		}
		t.control(string(b[2:2+end]), b[2+end])
		return 3 + end
	case ']':
		end := bytes.IndexByte(b, '\a')
		if end < 0 {
			return 0
		}
		t.command(string(b[2:end]))
		return end + 1
	}
	t.fail("the sequence %.20q", b)
	return len(b)
}

// command is an OSC: the title, and the question for the background.
func (t *Terminal) command(text string) {
	title, ok := strings.CutPrefix(text, "2;")
	switch {
	case ok:
		if strings.IndexFunc(title, func(r rune) bool { return !Permitted(r) }) >= 0 {
			t.fail("the title %q", title)
		}
		t.Titles = append(t.Titles, title)
	case text != "11;?":
		t.fail("the command %.20q", text)
	}
}

// control is a CSI.
func (t *Terminal) control(params string, final byte) {
	if mode, ok := strings.CutPrefix(params, "?"); ok && (final == 'h' || final == 'l') {
		n, _ := strconv.Atoi(mode)
		if !slices.Contains(private, n) {
			t.fail("the mode %s", params)
		}
		t.modes[n] = final == 'h'
		return
	}
	args, ok := numbers(params)
	switch {
	case !ok:
		t.fail("the sequence CSI %s %c", params, final)
	case final == 'm':
		t.pen(args)
	case final == 'H' && len(args) <= 2:
		t.moveTo(at(args, 1), at(args, 0))
	case final == 'G' && len(args) == 1:
		t.moveTo(args[0], t.y+1)
	case final == 'K' && len(args) == 0:
		for x := t.x; x < t.w; x++ {
			t.put(x, " ")
		}
	case final == 'J' && params == "2":
		for i := range t.cells {
			t.cells[i] = " "
		}
	case final == 't' && (params == "22;2" || params == "23;2"):
	default:
		t.fail("the sequence CSI %s %c", params, final)
	}
}

// moveTo places the cursor; x and y count from 1.
func (t *Terminal) moveTo(x, y int) {
	if inside := x <= t.w && y <= t.h || x == 1 && y == 1; x < 1 || y < 1 || !inside {
		t.fail("the cursor is sent to %d,%d of %d×%d", x, y, t.w, t.h)
		return
	}
	t.x, t.y, t.pending = x-1, y-1, false
}

// pen holds an SGR to colours and the attributes that are used.
func (t *Terminal) pen(args []int) {
	t.styled = len(args) > 0
	for i := 0; i < len(args); i++ {
		switch n := args[i]; {
		case n == 0, n == 1, n == 2, n == 3, n == 4, n == 7, n == 9:
		case n >= 30 && n <= 37, n >= 40 && n <= 47, n >= 90 && n <= 97, n >= 100 && n <= 107, n == 39, n == 49:
		case (n == 38 || n == 48) && at(args, i+1) == 5 && i+2 < len(args):
			i += 2
		case (n == 38 || n == 48) && at(args, i+1) == 2 && i+4 < len(args):
			i += 4
		default:
			t.fail("the style %v", args)
		}
	}
}

// at is argument i, or 1 where it is left out.
func at(args []int, i int) int {
	if i < len(args) {
		return args[i]
	}
	return 1
}

// numbers reads parameters parted by semicolons; none is fine.
func numbers(params string) ([]int, bool) {
	if params == "" {
		return nil, true
	}
	var out []int
	for field := range strings.SplitSeq(params, ";") {
		n, err := strconv.Atoi(field)
		if err != nil || n > 1<<20 {
			return nil, false
		}
		out = append(out, n)
	}
	return out, true
}
