package sheet

import (
	"bytes"
	"cmp"
	"encoding/json"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/encoding"
	"golang.org/x/text/encoding/charmap"
	utf "golang.org/x/text/encoding/unicode"
	"golang.org/x/text/unicode/norm"
)

// Encoding is a character encoding.
type Encoding string

// The encodings that are recognised.
const (
	UTF8        Encoding = "UTF-8"
	UTF16LE     Encoding = "UTF-16LE"
	UTF16BE     Encoding = "UTF-16BE"
	Windows1252 Encoding = "Windows-1252" // what Excel saves as "CSV" on Windows
	MacRoman    Encoding = "MacRoman"     // the same on older Macs
	CP850       Encoding = "CP850"        // the same as "CSV (MS-DOS)"
)

// Encodings lists them.
var Encodings = []Encoding{UTF8, Windows1252, MacRoman, CP850, UTF16LE, UTF16BE}

// encodingNames are other names that people and programs use, as heading keys.
var encodingNames = map[string]Encoding{
	"utf8": UTF8, "utf16": UTF16LE, "utf16le": UTF16LE, "utf16be": UTF16BE, "unicode": UTF16LE,
	"windows1252": Windows1252, "cp1252": Windows1252, "ansi": Windows1252, "latin1": Windows1252,
	"iso88591": Windows1252, "iso885915": Windows1252, "macroman": MacRoman, "macintosh": MacRoman, "mac": MacRoman,
	"cp850": CP850, "ibm850": CP850, "dos": CP850, "msdos": CP850, "cp437": CP850,
}

// parseEncoding parses the name of an encoding.
func parseEncoding(s string) (Encoding, bool) {
	e, ok := encodingNames[headingKey(s)]
	return e, ok
}

// eightBit are the encodings with one byte for each character, the commonest first.
var eightBit = []struct {
	name Encoding
	of   *charmap.Charmap
}{{Windows1252, charmap.Windows1252}, {MacRoman, charmap.Macintosh}, {CP850, charmap.CodePage850}}

// unreadable stands for what could not be decoded, until the rows are made.
const unreadable = utf8.RuneError

// decode decodes the bytes, to Unicode normalization form C and with \n for every line
// break, and begins the table.
func decode(raw []byte, o Options) (string, *Table, error) {
	t := &Table{}
	if p := checkForeign(raw); p != nil {
		return "", nil, p
	}
	if o.Encoding != "" {
		e, ok := parseEncoding(o.Encoding)
		if !ok {
			return "", nil, &Problem{Code: ProblemEncoding, Args: []string{o.Encoding}}
		}
		t.Encoding = e
	} else {
		e, others := guessEncoding(raw)
		if e == "" {
			return "", nil, &Problem{Code: ProblemBinary}
		}
		if t.Encoding = e; len(others) > 0 {
			t.doubt(DoubtEncoding, names(append([]Encoding{e}, others...))...)
		}
	}
	s := norm.NFC.String(breaks.Replace(decodeAs(raw, t.Encoding)))
	if p := markupKind(s); p != "" {
		return "", nil, &Problem{Code: p}
	}
	controls := 0
	for _, r := range s {
		if r < ' ' && r != '\n' && r != '\t' || r == 0x7f {
			controls++
		}
	}
	if controls > 8 && controls*20 > len(s) {
		return "", nil, &Problem{Code: ProblemBinary}
	}
	return s, t, nil
}

func names(all []Encoding) []string {
	out := make([]string, len(all))
	for i, e := range all {
		out[i] = string(e)
	}
	return out
}

var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n", "\x00", string(unreadable))

// checkForeign returns what a file is if it is not a list in text; nil if it may be one.
func checkForeign(raw []byte) *Problem {
	trimmed := bytes.TrimSpace(raw)
	switch {
	case len(trimmed) == 0:
		return &Problem{Code: ProblemEmpty}
	case isPacked(raw):
		code, inside := archiveKind(raw)
		return &Problem{Code: cmp.Or(code, ProblemWorkbook), Args: []string{inside}}
	case bytes.HasPrefix(raw, []byte("\xd0\xcf\x11\xe0")):
		return &Problem{Code: ProblemOld}
	case bytes.HasPrefix(raw, []byte("%PDF-")):
		return &Problem{Code: ProblemPDF}
	case (trimmed[0] == '{' || trimmed[0] == '[') && json.Valid(trimmed):
		return &Problem{Code: ProblemJSON}
	}
	return nil
}

// markupKind returns what kind of markup a text is, meant to be displayed by a program; ""
// if it is none.
func markupKind(s string) string {
	s = strings.TrimSpace(s)
	begins := strings.ToLower(s[:min(len(s), 1000)])
	switch {
	case strings.HasPrefix(begins, "{\\rtf"):
		return ProblemDocument
	case strings.HasPrefix(begins, "<?xml") && strings.Contains(begins, "office:spreadsheet"):
		return ProblemWorkbook
	case strings.HasPrefix(begins, "<?xml"), strings.HasPrefix(begins, "<!doctype"), strings.HasPrefix(begins, "<html"),
		strings.HasPrefix(begins, "<table"), strings.HasPrefix(begins, "<meta"), strings.HasPrefix(begins, "mime-version:"):
		return ProblemPage
	}
	return ""
}

// decodeAs decodes; what cannot be decoded becomes unreadable.
func decodeAs(raw []byte, e Encoding) string {
	var d encoding.Encoding
	switch e {
	case UTF8:
		return strings.ToValidUTF8(string(bytes.TrimPrefix(raw, bomUTF8)), string(unreadable))
	case UTF16LE:
		d = utf.UTF16(utf.LittleEndian, utf.UseBOM)
	case UTF16BE:
		d = utf.UTF16(utf.BigEndian, utf.UseBOM)
	default:
		for _, c := range eightBit {
			if c.name == e {
				d = c.of
			}
		}
	}
	out, err := d.NewDecoder().Bytes(raw)
	if err != nil {
		out = nil // these decoders replace what they cannot decode
	}
	return strings.Map(func(r rune) rune {
		if r >= 0x80 && r < 0xa0 { // a byte without a character
			return unreadable
		}
		return r
	}, string(out))
}

var bomUTF8, bomLE, bomBE = []byte("\xef\xbb\xbf"), []byte("\xff\xfe"), []byte("\xfe\xff")

// guessEncoding guesses the encoding from the bytes, and which others it could be. It
// returns "" for what is not text.
func guessEncoding(raw []byte) (e Encoding, others []Encoding) {
	switch {
	case bytes.HasPrefix(raw, bomLE):
		return UTF16LE, nil
	case bytes.HasPrefix(raw, bomBE):
		return UTF16BE, nil
	case bytes.IndexByte(raw, 0) >= 0:
		if e := guessUTF16(raw); e != "" || !isStray(raw) {
			return e, nil
		}
		return guessEncoding(bytes.ReplaceAll(raw, []byte{0}, []byte{'?'}))
	case utf8.Valid(raw):
		return UTF8, nil
	}
	good, bad := 0, 0
	for rest := raw; len(rest) > 0; {
		r, size := utf8.DecodeRune(rest)
		switch {
		case r == utf8.RuneError && size == 1:
			bad++
		case size > 1:
			good++
		}
		rest = rest[size:]
	}
	// Text in another encoding hardly ever looks like UTF-8 by chance.
	switch {
	case good >= 3*bad, good > 0 && bad == 1, bytes.HasPrefix(raw, bomUTF8):
		return UTF8, nil
	case good > bad:
		e, _ := guessEightBit(raw)
		return UTF8, []Encoding{e}
	case good > 0 && good*3 > bad:
		e, _ := guessEightBit(raw)
		return e, []Encoding{UTF8}
	}
	return guessEightBit(raw)
}

// guessUTF16 guesses from the positions of zero bytes: the upper bytes of spaces, line
// breaks and Latin letters are zero. It returns "" for what is not text.
func guessUTF16(raw []byte) Encoding {
	var zeros [2]int
	for i, b := range raw {
		if b == 0 {
			zeros[i%2]++
		}
	}
	many := len(raw) / 4
	if !isStray(raw) { // letters other than Latin, whose upper bytes are other control characters
		many = len(raw) / 40
	}
	switch {
	case zeros[1] > many && zeros[1] > 8*zeros[0]:
		return UTF16LE
	case zeros[0] > many && zeros[0] > 8*zeros[1]:
		return UTF16BE
	}
	return ""
}

// isStray reports whether the zeros in a file are a few that got into a text, as programs
// that are interrupted leave them: hardly anything else in it is not text.
func isStray(raw []byte) bool {
	zeros, controls := 0, 0
	for _, b := range raw {
		switch {
		case b == 0:
			zeros++
		case b < ' ' && b != '\n' && b != '\r' && b != '\t':
			controls++
		}
	}
	return zeros*8 <= len(raw) && controls*100 <= len(raw)
}

// guessEightBit returns the encoding in which the bytes look most like text.
func guessEightBit(raw []byte) (Encoding, []Encoding) {
	type guess struct {
		name   Encoding
		points int
	}
	var all []guess
	for _, c := range eightBit {
		all = append(all, guess{c.name, likelihood(raw, c.of)})
	}
	slices.SortStableFunc(all, func(a, b guess) int { return cmp.Compare(b.points, a.points) })
	best := all[0].points
	if best-all[1].points >= 2 && (best > 0 || best == 0 && all[0].name == Windows1252) {
		return all[0].name, nil
	}
	var others []Encoding
	for _, g := range all[1:] {
		others = append(others, g.name)
	}
	return all[0].name, others
}

// enough is how many non-ASCII bytes are examined to guess the encoding.
const enough = 5000

// likelihood returns points for each non-ASCII byte, by the character that it would be and
// its neighbours. Only differences between encodings are meaningful.
func likelihood(raw []byte, c *charmap.Charmap) int {
	points, seen := 0, 0
	at := func(i int) rune {
		if i < 0 || i >= len(raw) {
			return ' '
		}
		return c.DecodeByte(raw[i])
	}
	for i, b := range raw {
		if b < utf8.RuneSelf {
			continue
		}
		if seen++; seen > enough {
			break
		}
		points += likely(at(i-1), at(i), at(i+1))
	}
	return points
}

// likely returns points for a character between two others, by how common that is in texts
// in Swedish and English, and in names from elsewhere.
func likely(before, r, after rune) int {
	in := unicode.IsLetter(before) || unicode.IsLetter(after)
	switch {
	case r >= 0x80 && r < 0xa0 || r == unreadable:
		return -5
	case r == 0xa0:
		return 0
	case !unicode.IsLetter(r):
		switch {
		case strings.ContainsRune("’´`", r):
			return 1
		case unicode.IsLetter(before) && unicode.IsLetter(after):
			return -3
		case strings.ContainsRune("“”‘„«»–—…•·€§°½£", r):
			return 2
		}
		return -2
	case unicode.IsUpper(r) && unicode.IsLower(before),
		unicode.IsLower(r) && unicode.IsUpper(after),
		unicode.IsLower(r) && unicode.IsUpper(before) && !unicode.IsLower(after) && unicode.IsLetter(after):
		return -4
	case !in:
		if strings.ContainsRune("åöÅÖ", r) {
			return 0
		}
		return -2
	case strings.ContainsRune("åäöÅÄÖ", r):
		return 4
	case strings.ContainsRune("éÉüÜæøÆØ", r):
		return 2
	}
	return 0
}
