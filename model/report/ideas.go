package report

import (
	"bufio"
	"bytes"
	"encoding/csv"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"
	"unicode/utf8"

	"golang.org/x/text/encoding/charmap"
	"golang.org/x/text/encoding/unicode"
	"golang.org/x/text/transform"

	"verkstad/model"
	"verkstad/model/text"
)

// MaxIdeasFile bounds a file of ideas, in bytes.
const MaxIdeasFile = 8 << 20

// IdeaRow is one idea of a file.
type IdeaRow struct {
	Line         int // of the file, from 1
	Text, Author string
	Sector       model.Sector // NoSector where the file says none
}

// Names that a column of ideas, authors or sectors may have when nobody says
// which it is, best first.
var (
	ideaColumns   = []string{"comment-body", "text", "idea", "idé", "ide", "förslag", "comment", "kommentar"}
	authorColumns = []string{"author", "författare", "name", "namn", "author-id"}
	sectorColumns = []string{"sector", "sektor"}
)

// ParseIdeas reads a table of ideas: values parted by comma, semicolon or tab,
// as a spreadsheet saves them in UTF-8, UTF-16 or Windows-1252. The columns of
// the ideas, their authors and their sectors are named by their heads; an
// empty name looks for the usual ones (comment-body, text, idea, idé) and takes
// the first column where there are none. Of a file that [CSV] wrote only the
// ideas are read. Rows without text are passed over.
//
// Errors name the line; a column that was asked for and is not there is named
// with those that are. Every text is within the bounds of an idea, and cleaned.
func ParseIdeas(r io.Reader, column, author, sector string) ([]IdeaRow, error) {
	raw, err := readAll(r)
	if err != nil {
		return nil, err
	}
	table := csv.NewReader(bytes.NewReader(raw))
	table.Comma = separator(raw)
	table.FieldsPerRecord = -1
	table.TrimLeadingSpace = true
	first, err := table.Read()
	if errors.Is(err, io.EOF) {
		return nil, errors.New("read ideas: the file is empty")
	}
	if err != nil {
		return nil, fmt.Errorf("read ideas: %w", err)
	}
	at, head, err := findColumns(first, column, author, sector)
	if err != nil {
		return nil, err
	}
	var rows []IdeaRow
	for row := first; ; {
		line, _ := table.FieldPos(0)
		if !head {
			if rows, err = at.add(rows, row, line); err != nil {
				return nil, fmt.Errorf("read ideas: line %d: %w", line, err)
			}
		}
		head = false
		switch row, err = table.Read(); {
		case errors.Is(err, io.EOF):
			return rows, nil
		case err != nil:
			return nil, fmt.Errorf("read ideas: %w", err) // names the line itself
		}
	}
}

// readAll reads a bounded file as UTF-8 without a byte order mark.
func readAll(r io.Reader) ([]byte, error) {
	raw, err := io.ReadAll(io.LimitReader(r, MaxIdeasFile+1))
	if err != nil {
		return nil, fmt.Errorf("read ideas: %w", err)
	}
	if len(raw) > MaxIdeasFile {
		return nil, fmt.Errorf("read ideas: the file is larger than %d MB", MaxIdeasFile>>20)
	}
	fallback := unicode.UTF8.NewDecoder()
	if !utf8.Valid(raw) { // what Excel in Sweden saves as "CSV"
		fallback = charmap.Windows1252.NewDecoder()
	}
	out, _, err := transform.Bytes(unicode.BOMOverride(fallback), raw)
	if err != nil {
		return nil, fmt.Errorf("read ideas: %w", err)
	}
	return out, nil
}

// separator is what parts the values: the one of tab, semicolon and comma that
// stands most often in the first line outside quotes.
func separator(raw []byte) rune {
	line, _ := bufio.NewReader(bytes.NewReader(raw)).ReadString('\n')
	counts := map[rune]int{}
	quoted := false
	for _, r := range line {
		if r == '"' {
			quoted = !quoted
		} else if !quoted {
			counts[r]++
		}
	}
	best := ','
	for _, r := range []rune{';', '\t'} {
		if counts[r] > counts[best] {
			best = r
		}
	}
	return best
}

// places is where in a row what stands; -1 is nowhere.
type places struct{ idea, author, sector, kind int }

// findColumns reads the first row, and tells whether it is a head.
func findColumns(first []string, column, author, sector string) (at places, head bool, err error) {
	names := make([]string, len(first))
	for i, cell := range first {
		names[i] = strings.ToLower(strings.TrimSpace(cell))
	}
	find := func(asked string, usual []string) int {
		if asked != "" {
			usual = []string{strings.ToLower(strings.TrimSpace(asked))}
		}
		for _, name := range usual {
			if i := slices.Index(names, name); i >= 0 {
				return i
			}
		}
		if asked != "" && err == nil {
			err = fmt.Errorf("read ideas: no column %q; there are %q", asked, names)
		}
		return -1
	}
	at = places{find(column, ideaColumns), find(author, authorColumns), find(sector, sectorColumns), slices.Index(names, "kind")}
	head = at.idea >= 0 || at.author >= 0 || at.sector >= 0
	if at.idea < 0 {
		at.idea = 0
	}
	return at, head, err
}

func (at places) add(rows []IdeaRow, row []string, line int) ([]IdeaRow, error) {
	if kind := cell(row, at.kind); kind != "" && kind != "idea" {
		return rows, nil
	}
	idea, err := text.Idea(cell(row, at.idea))
	switch {
	case errors.Is(err, text.ErrEmpty):
		return rows, nil
	case err != nil:
		return nil, err
	}
	if len(rows) >= model.MaxItems {
		return nil, fmt.Errorf("more than %d ideas", model.MaxItems)
	}
	s, _ := model.ParseSector(cell(row, at.sector))
	return append(rows, IdeaRow{Line: line, Text: idea, Author: cell(row, at.author), Sector: s}), nil
}

// cell is a value without the apostrophes that guard it in a spreadsheet.
func cell(row []string, i int) string {
	if i < 0 || i >= len(row) {
		return ""
	}
	return text.CSVText(strings.TrimSpace(row[i]))
}
