package frame

// bigDigits are the figures of a clock that is read across a room, five rows
// high. All are six cells wide except the colon, so that a clock stands still.
var bigDigits = map[rune][5]string{
	'0': {" ████ ", "██  ██", "██  ██", "██  ██", " ████ "},
	'1': {"  ██  ", " ███  ", "  ██  ", "  ██  ", "██████"},
	'2': {"█████ ", "    ██", " ████ ", "██    ", "██████"},
	'3': {"█████ ", "    ██", " ████ ", "    ██", "█████ "},
	'4': {"██  ██", "██  ██", "██████", "    ██", "    ██"},
	'5': {"██████", "██    ", "█████ ", "    ██", "█████ "},
	'6': {" ████ ", "██    ", "█████ ", "██  ██", " ████ "},
	'7': {"██████", "    ██", "   ██ ", "  ██  ", "  ██  "},
	'8': {" ████ ", "██  ██", " ████ ", "██  ██", " ████ "},
	'9': {" ████ ", "██  ██", " █████", "    ██", " ████ "},
	':': {"  ", "██", "  ", "██", "  "},
	'+': {"      ", "  ██  ", "██████", "  ██  ", "      "},
	'-': {"      ", "      ", "██████", "      ", "      "},
}

// smallDigits are the same in three rows of half blocks.
var smallDigits = map[rune][3]string{
	'0': {"█▀█", "█ █", "▀▀▀"},
	'1': {"▀█ ", " █ ", "▀▀▀"},
	'2': {"▀▀█", "█▀▀", "▀▀▀"},
	'3': {"▀▀█", " ▀█", "▀▀▀"},
	'4': {"█ █", "▀▀█", "  ▀"},
	'5': {"█▀▀", "▀▀█", "▀▀▀"},
	'6': {"█▀▀", "█▀█", "▀▀▀"},
	'7': {"▀▀█", "  █", "  ▀"},
	'8': {"█▀█", "█▀█", "▀▀▀"},
	'9': {"█▀█", "▀▀█", "▀▀▀"},
	':': {"▄", "▄", " "},
	'+': {" ▄ ", "▀█▀", "   "},
	'-': {"   ", "▀▀▀", "   "},
}

// bigGap is the number of blank columns between two figures, by rows.
func bigGap(rows int) int {
	if rows >= 5 {
		return 2
	}
	return 1
}

// bigRows gives the rows of a figure; nil for what cannot be drawn.
func bigRows(r rune, rows int) []string {
	if rows >= 5 {
		if d, ok := bigDigits[r]; ok {
			return d[:]
		}
		return nil
	}
	if d, ok := smallDigits[r]; ok {
		return d[:]
	}
	return nil
}

// BigText draws figures, ':', '+' and '-' five rows high. Other characters are
// left out.
func BigText(c *Canvas, x, y int, s Style, text string) { drawBig(c, x, y, 5, s, text) }

// BigText3 is BigText three rows high.
func BigText3(c *Canvas, x, y int, s Style, text string) { drawBig(c, x, y, 3, s, text) }

func drawBig(c *Canvas, x, y, rows int, s Style, text string) {
	for _, r := range text {
		glyph := bigRows(r, rows)
		if glyph == nil {
			continue
		}
		for i, row := range glyph {
			c.Text(x, y+i, s, row)
		}
		x += Width(glyph[0]) + bigGap(rows)
	}
}

// BigWidth is the number of columns that text takes in BigText (rows 5) or
// BigText3 (rows 3).
func BigWidth(text string, rows int) int {
	w := 0
	for _, r := range text {
		if glyph := bigRows(r, rows); glyph != nil {
			w += Width(glyph[0]) + bigGap(rows)
		}
	}
	return max(0, w-bigGap(rows))
}
