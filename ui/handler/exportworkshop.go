package handler

import (
	"cmp"
	"io"
	"path/filepath"
	"slices"
	"strings"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/command"
)

// Export writes the workshop in the format that was asked for, as the caller may see it. A
// table in a file is for people to open, unless the plain one is asked for.
func (r Request) Export() error {
	format, err := r.format(report.Formats()...)
	if err != nil {
		return err
	}
	if err := Readable(r.Parsed, format, r.Shown); err != nil {
		return err
	}
	raw, err := r.exported(format)
	if err != nil {
		return err
	}
	if _, err = r.Out.Write(raw); err != nil || format != report.FormatCalendar {
		return err
	}
	if left := report.Undated(r.Room.Board(), r.Words); left != "" {
		_, err = io.WriteString(r.Err, left+"\n")
	}
	return err
}

// exported returns the workshop in a format.
func (r Request) exported(format report.Format) ([]byte, error) {
	b := r.Room.Board()
	file := r.Flag("output")
	if plain := file == "" || file == "-" || r.Has("plain"); plain && format != report.FormatSummary {
		return report.Write(b, r.Me, r.Words, format)
	}
	var next *model.Board
	if format == report.FormatSummary && r.Reach != nil && b.Series != "" {
		series, err := r.Reach.Series(b)
		if err != nil {
			return nil, err
		}
		next = report.NextOf(b, series)
	}
	return report.WriteFile(b, r.Me, r.Words, format, next)
}

// Readable refuses to show a file in a terminal that nobody can read there.
func Readable(p command.Parsed, format report.Format, shown bool) error {
	if !shown || !format.Binary() {
		return nil
	}
	line := "verkstad export … --format " + string(format) + " -o FILE." + string(format)
	if p.Place == command.InLines {
		line = "ssh … export " + string(format) + " > FILE." + string(format)
	}
	return p.Wrong("command.wrong.binary", "Format", string(format), "Line", line)
}

// format is the one of some formats that a command asks for: the one that it names;
// else the one that the name of the file to write to ends in; else the first.
func (r Request) format(of ...report.Format) (report.Format, error) { return FormatOf(r.Parsed, of...) }

// FormatOf is [Request.format] of a command that is about no single workshop.
func FormatOf(p command.Parsed, of ...report.Format) (report.Format, error) {
	if asked := cmp.Or(p.Flag("format"), p.Arg(0)); asked != "" {
		format := report.Format(strings.ToLower(asked))
		if !slices.Contains(of, format) {
			return "", p.Wrong("command.wrong.format", "Word", command.Clip(asked), "Choices", names(of))
		}
		return format, nil
	}
	ending := strings.ToLower(strings.TrimPrefix(filepath.Ext(p.Flag("output")), "."))
	if i := slices.IndexFunc(of, func(f report.Format) bool { return f.Extension() == ending }); i >= 0 {
		return of[i], nil
	}
	return of[0], nil
}

// names is the formats' names, with commas.
func names(of []report.Format) string {
	all := make([]string, len(of))
	for i, f := range of {
		all[i] = string(f)
	}
	return strings.Join(all, ", ")
}
