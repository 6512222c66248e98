package boardview

import (
	"strings"

	"verkstad/model/workshop"
	"verkstad/ui/i18n"
	"verkstad/ui/widget"
)

// JoinLine is the best line to type, or empty.
func JoinLine(j workshop.Join) string {
	if len(j.Lines) == 0 {
		return ""
	}
	return j.Lines[0]
}

// WayIn is what is shown first of how to come in: the address of the page if browsers are
// let in, or else the line to type; empty if the workshop is not served.
func WayIn(j workshop.Join) string {
	if address := j.Address(); address != "" {
		return address
	}
	return JoinLine(j)
}

// InATerminal says how to come in over SSH, where the first way in is another; empty where
// it is not.
func InATerminal(w *i18n.Words, j workshop.Join) string {
	if j.Address() == "" || JoinLine(j) == "" {
		return ""
	}
	return w.T("app.connect.orterminal", "Line", JoinLine(j))
}

// HowIn says what to do with [WayIn]; code is true where a QR code of it is beside.
func HowIn(w *i18n.Words, j workshop.Join, code bool) string {
	switch {
	case j.Address() != "" && code:
		return w.T("app.connect.scan")
	case j.Address() != "":
		return w.T("app.connect.open")
	case code:
		return w.T("app.connect.typeorscan")
	}
	return w.T("app.connect.type")
}

// Code is a QR code of the way in, at most w×h cells: twice as large where
// there is room for it, nothing where there is none.
func Code(url string, w, h int) []string {
	if url == "" {
		return nil
	}
	for _, quiet := range [...]int{widget.WideQuiet, widget.NarrowQuiet} {
		rows := widget.QR(url, quiet)
		switch {
		case len(rows) == 0 || len(rows) > h || len([]rune(rows[0])) > w:
			continue
		case 2*len(rows) <= h && 2*len([]rune(rows[0])) <= w:
			return enlarge(rows)
		}
		return rows
	}
	return nil
}

// halves say which half of a cell is ink.
var halves = map[rune][2]string{'█': {"██", "██"}, '▀': {"██", "  "}, '▄': {"  ", "██"}, ' ': {"  ", "  "}}

// enlarge doubles rows of half blocks in both directions.
func enlarge(rows []string) []string {
	var out []string
	for _, row := range rows {
		var top, bottom strings.Builder
		for _, r := range row {
			top.WriteString(halves[r][0])
			bottom.WriteString(halves[r][1])
		}
		out = append(out, top.String(), bottom.String())
	}
	return out
}

// FirstTime says what ssh asks whoever connects for the first time, and that the answer is
// yes if the fingerprint is that of the server; empty if the fingerprint is not known.
func FirstTime(w *i18n.Words, j workshop.Join) string {
	if j.Fingerprint == "" {
		return ""
	}
	return w.T("app.connect.first")
}

// FirstTimeShort is FirstTime with the ends of the fingerprint, for where there is little
// room.
func FirstTimeShort(w *i18n.Words, j workshop.Join) string {
	first, last := j.FingerprintEnds()
	if first == "" {
		return ""
	}
	return w.T("app.connect.firstshort", "First", first, "Last", last)
}

// Ends is the first and the last characters of the fingerprint, to be set large; empty if
// it is not known.
func Ends(j workshop.Join) string {
	first, last := j.FingerprintEnds()
	if first == "" {
		return ""
	}
	return first + " … " + last
}

// InAWindow says host, port and user apart, for clients that ask for them in fields; empty
// if the workshop is not served.
func InAWindow(w *i18n.Words, j workshop.Join) string {
	if j.At.Host == "" {
		return ""
	}
	return w.T("app.connect.window", "Host", j.At.Host, "Port", j.At.Port, "User", j.At.User)
}

// OpenTerminal says in one line for each kind of computer how a terminal is opened on it.
func OpenTerminal(w *i18n.Words) []string {
	return []string{w.T("app.connect.windows"), w.T("app.connect.macos"), w.T("app.connect.linux"), w.T("app.connect.chromeos")}
}

// Invitation is the way in as text for the chat of a video meeting: the line and the link,
// how a terminal is opened, and what ssh asks the first time. It ends in a line break.
func Invitation(w *i18n.Words, title string, j workshop.Join) string {
	parts := []string{title}
	if address := j.Address(); address != "" {
		parts = append(parts, HowIn(w, j, false), address, "", w.T("app.connect.insteadterminal"))
	} else {
		parts = append(parts, w.T("app.connect.type"))
	}
	parts = append(parts, JoinLine(j), j.URL, "", w.T("app.connect.terminal"))
	parts = append(append(parts, OpenTerminal(w)...), InAWindow(w, j))
	if first := FirstTime(w, j); first != "" {
		parts = append(parts, "", first, j.Fingerprint)
	}
	if known := j.KnownHosts(); known != "" {
		parts = append(parts, w.T("app.connect.known"), known)
	}
	return strings.Join(append(parts, "", w.T("projector.then")), "\n") + "\n"
}
