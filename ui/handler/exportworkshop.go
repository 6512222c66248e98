package handler

import (
	"cmp"
	"path/filepath"
	"slices"
	"strings"

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
	write := report.Write
	if file := r.Flag("output"); file != "" && file != "-" && !r.Has("plain") {
		write = report.WriteFile
	}
	raw, err := write(r.Room.Board(), r.Me, r.Words, format)
	if err != nil {
		return err
	}
	_, err = r.Out.Write(raw)
	return err
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
	ending := report.Format(strings.ToLower(strings.TrimPrefix(filepath.Ext(p.Flag("output")), ".")))
	if slices.Contains(of, ending) {
		return ending, nil
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
