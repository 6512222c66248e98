// Package ticketprint writes tickets down to be cut apart and handed out: one strip
// for each, with the line to type, as text or as a page to print.
package ticketprint

import (
	"bytes"
	_ "embed"
	"fmt"
	"html/template"
	"strings"

	"rsc.io/qr"

	"verkstad/model"
	"verkstad/model/text"
	"verkstad/model/workshop"
	"verkstad/ui/i18n"
	"verkstad/ui/stage"
)

// Sheet is tickets of one workshop.
type Sheet struct {
	Board   *model.Board
	Papers  []stage.Paper
	JoinFor func(code string) workshop.Join // may be nil
}

// Strip is one ticket with how its holder joins.
type Strip struct {
	stage.Paper
	Line string // ssh -p 2222 KRABBA+7Q2MX-B4KPN@192.168.1.20; the user name alone where no address is known
	URL  string // the same as a link; empty where no address is known
}

// Strips returns a strip for each ticket, in order.
func (s Sheet) Strips() []Strip {
	all := make([]Strip, len(s.Papers))
	for i, p := range s.Papers {
		user := s.Board.Code + "+" + p.Written
		all[i] = Strip{Paper: p, Line: user}
		if s.JoinFor == nil {
			continue
		}
		join := s.JoinFor(user)
		if all[i].URL = join.URL; len(join.Lines) > 0 {
			all[i].Line = join.Lines[0]
		}
	}
	return all
}

// Text returns the strips one after the other, with lines to cut along.
func (s Sheet) Text(w *i18n.Words) string {
	var out strings.Builder
	cut := "✂" + strings.Repeat(" -", 33) + "\n"
	for _, strip := range s.Strips() {
		title := text.Draw(s.Board.Title)
		fmt.Fprintf(&out, "%s\n  %s · %s\n\n      %s\n\n  %s\n\n", cut, title, w.T("votes.strip.number", "N", strip.No), strip.Line, w.T("votes.strip.rule"))
	}
	return out.String() + cut
}

//go:embed page.html
var pageSource string

var page = template.Must(template.New("page").Parse(pageSource))

// HTML returns a page that loads nothing from elsewhere, with a QR code on each strip
// where an address is known.
func (s Sheet) HTML(w *i18n.Words) ([]byte, error) {
	type printed struct {
		Strip
		Number string
		Code   *drawing
	}
	data := struct {
		Lang, Title, How, Rule, Scan string
		Strips                       []printed
	}{Lang: w.Lang(), Title: text.Draw(s.Board.Title), How: w.T("votes.strip.how"), Rule: w.T("votes.strip.rule"), Scan: w.T("votes.strip.scan")}
	for _, strip := range s.Strips() {
		code, err := draw(strip.URL)
		if err != nil {
			return nil, err
		}
		data.Strips = append(data.Strips, printed{strip, w.T("votes.strip.number", "N", strip.No), code})
	}
	var out bytes.Buffer
	if err := page.Execute(&out, data); err != nil {
		return nil, fmt.Errorf("write the page of tickets: %w", err)
	}
	return out.Bytes(), nil
}

// drawing is a QR code as an SVG path, one unit a module.
type drawing struct {
	Size int // with its margin
	Path string
}

// quiet is the blank margin that the standard asks for, in modules.
const quiet = 4

// draw makes the QR code of a link; nil for none.
func draw(url string) (*drawing, error) {
	if url == "" {
		return nil, nil
	}
	code, err := qr.Encode(url, qr.M)
	if err != nil {
		return nil, fmt.Errorf("draw a QR code: %w", err)
	}
	var path strings.Builder
	for y := range code.Size {
		for x := 0; x < code.Size; x++ {
			from := x
			for x < code.Size && code.Black(x, y) {
				x++
			}
			if x > from {
				fmt.Fprintf(&path, "M%d %dh%dv1h-%dz", from+quiet, y+quiet, x-from, x-from)
			}
		}
	}
	return &drawing{code.Size + 2*quiet, path.String()}, nil
}
