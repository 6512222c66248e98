package xlsx

import (
	"encoding/xml"
	"math"
	"regexp"
	"strconv"
	"strings"
	"time"
)

// dateForm matches a number format of a date or a time.
var dateForm = regexp.MustCompile(`(?i)[ydhs]|mm|m[/.-]|[/.-]m`)

// unshown matches the parts of a number format that are no fields: texts, colours,
// languages, fillers.
var unshown = regexp.MustCompile(`"[^"]*"|\[[^\]hms]*\]|\\.|_.|\*.|(?i)general|standard`)

// styles finds out which styles of cells are dates.
func (w *workbook) styles() error {
	formats, in, n := map[string]string{}, false, 0
	return w.each("xl/styles.xml", func(_ *xml.Decoder, e xml.StartElement) error {
		switch e.Name.Local {
		case "numFmt":
			formats[attribute(e, "numFmtId")] = attribute(e, "formatCode")
		case "cellXfs":
			in = true
		case "cellStyles", "dxfs":
			in = false
		case "xf":
			if !in {
				break
			}
			id := attribute(e, "numFmtId")
			builtin, _ := strconv.Atoi(id)
			form, own := formats[id]
			w.dates[n] = own && dateForm.MatchString(unshown.ReplaceAllString(form, "")) ||
				!own && (builtin >= 14 && builtin <= 22 || builtin >= 27 && builtin <= 36 || builtin >= 45 && builtin <= 47 || builtin >= 50 && builtin <= 58)
			n++
		}
		return nil
	})
}

// textOf reads to the end of an element and returns its text, without the phonetic runs.
func textOf(d *xml.Decoder) (string, error) {
	var out strings.Builder
	for depth, in := 1, 0; depth > 0; {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch x := token.(type) {
		case xml.StartElement:
			if x.Name.Local == "rPh" {
				if err := d.Skip(); err != nil {
					return "", err
				}
				continue
			}
			depth++
			if x.Name.Local == "t" {
				in = depth
			}
		case xml.EndElement:
			if depth--; depth < in {
				in = 0
			}
		case xml.CharData:
			if in > 0 {
				out.Write(x)
			}
		}
	}
	return unescape(out.String()), nil
}

var breaks = strings.NewReplacer("\r\n", "\n", "\r", "\n")

var escape = regexp.MustCompile(`_x[0-9A-Fa-f]{4}_`)

// unescape decodes characters that XML cannot contain, written as _x000D_ for example.
func unescape(s string) string {
	s = escape.ReplaceAllStringFunc(s, func(e string) string {
		n, _ := strconv.ParseUint(e[2:6], 16, 16)
		return string(rune(n))
	})
	return breaks.Replace(s)
}

// cell reads a cell and returns its value as text.
func (w *workbook) cell(d *xml.Decoder, e xml.StartElement) (string, error) {
	kind, value := attribute(e, "t"), ""
	for {
		token, err := d.Token()
		if err != nil {
			return "", err
		}
		switch x := token.(type) {
		case xml.StartElement:
			switch x.Name.Local {
			case "v":
				err = d.DecodeElement(&value, &x)
			case "is":
				value, err = textOf(d)
			default: // the formula; its value follows
				err = d.Skip()
			}
			if err != nil {
				return "", err
			}
		case xml.EndElement:
			style, _ := strconv.Atoi(attribute(e, "s"))
			return w.value(kind, value, w.dates[style]), nil
		}
	}
}

// value returns what a cell shows. Errors of formulas give "".
func (w *workbook) value(kind, value string, date bool) string {
	switch kind {
	case "s":
		if n, err := strconv.Atoi(value); err == nil && n >= 0 && n < len(w.shared) {
			return w.shared[n]
		}
		return ""
	case "inlineStr":
		return value
	case "str":
		return unescape(value)
	case "b":
		return map[string]string{"1": "true", "0": "false"}[value]
	case "e":
		return ""
	case "d":
		return strings.Replace(value, "T", " ", 1)
	}
	n, err := strconv.ParseFloat(value, 64)
	if err != nil || math.IsInf(n, 0) || math.IsNaN(n) {
		return value
	}
	if date && n >= 0 && n < 3e6 {
		return w.date(n)
	}
	short, _ := strconv.ParseFloat(strconv.FormatFloat(n, 'g', 15, 64), 64) // as it is shown, not as it is stored
	return strconv.FormatFloat(short, 'f', -1, 64)
}

// date formats a number of days as a date, a time of day, or both.
func (w *workbook) date(days float64) string {
	whole := math.Floor(days)
	at := w.since.AddDate(0, 0, int(whole)).Add(time.Duration(math.Round((days-whole)*86400)) * time.Second)
	switch {
	case days == whole:
		return at.Format(time.DateOnly)
	case days < 1:
		return at.Format("15:04")
	}
	return at.Format("2006-01-02 15:04")
}
