package handler_test

import (
	"bytes"
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"verkstad/model"
	"verkstad/model/report"
	"verkstad/ui/command"
	"verkstad/ui/handler"
	"verkstad/ui/i18n"
	"verkstad/ui/stage/stagetest"
)

// asked is a command as it was given in a place, with its flags as name and value.
func asked(t *testing.T, place command.Place, name string, args []string, flags ...string) command.Parsed {
	t.Helper()
	p := command.Parsed{Command: command.Lookup(name), Place: place, Args: args, Flags: map[string]string{}}
	if p.Command == nil || p.Command.Shell == nil {
		t.Fatalf("%s is not in both places", name)
	}
	for i := 0; i < len(flags); i += 2 {
		p.Flags[flags[i]] = flags[i+1]
	}
	return p
}

// request asks for it of a co-lab that has ended.
func request(t *testing.T, p command.Parsed, out *bytes.Buffer) handler.Request {
	t.Helper()
	return handler.Request{
		Parsed: p, Room: stagetest.CoLab(t, stagetest.Ended), Me: model.Host, Words: i18n.For("en"), NewOp: func() string { return "" },
		In: strings.NewReader(""), Out: out, Err: out,
	}
}

// TestTheFormatIsTheSameEverywhere holds the one rule: what is named, else what the
// file's name ends in, else Markdown.
func TestTheFormatIsTheSameEverywhere(t *testing.T) {
	for _, c := range []struct {
		p    command.Parsed
		want report.Format
	}{
		{asked(t, command.InLines, "export", nil), report.FormatMarkdown},
		{asked(t, command.InShell, "export", nil), report.FormatMarkdown},
		{asked(t, command.InLines, "export", []string{"HTML"}), report.FormatHTML},
		{asked(t, command.InShell, "export", nil, "format", "html"), report.FormatHTML},
		{asked(t, command.InShell, "export", nil, "output", "Kallelse.DOCX"), report.FormatWord},
		{asked(t, command.InShell, "export", nil, "output", "board.JSON"), report.FormatJSON},
		{asked(t, command.InShell, "export", nil, "output", "a/b.csv"), report.FormatCSV},
		{asked(t, command.InShell, "export", nil, "output", "board.pdf"), report.FormatMarkdown},
		{asked(t, command.InShell, "export", nil, "format", "md", "output", "board.json"), report.FormatMarkdown},
	} {
		if got, err := handler.FormatOf(c.p, report.Formats()...); err != nil || got != c.want {
			t.Errorf("%v %v is %s (%v), want %s", c.p.Args, c.p.Flags, got, err, c.want)
		}
	}
	var wrong *command.UsageError
	if _, err := handler.FormatOf(asked(t, command.InLines, "export", []string{"pdf"}), report.Formats()...); !errors.As(err, &wrong) || wrong.ID != "command.wrong.format" {
		t.Errorf("pdf gives %v", err)
	}
}

// TestBothPlacesAnswerAlike gives each command in lines and in the shell, and compares
// what is written where both write the same kind of answer, and what is refused.
func TestBothPlacesAnswerAlike(t *testing.T) {
	run := map[string]func(handler.Request) error{
		"export":  handler.Request.Export,
		"results": handler.Request.Results,
		"trace":   handler.Request.Trace,
		"audit":   func(r handler.Request) error { return r.Audit(context.Background()) },
		"tickets": func(r handler.Request) error { return r.Tickets(context.Background()) },
	}
	for _, c := range []struct {
		name          string
		line, shell   []string // words
		lineF, shellF []string // flags
	}{
		{name: "export"},
		{name: "export", line: []string{"csv"}, shellF: []string{"format", "csv"}},
		{name: "results"},
		{name: "results", line: []string{"99"}, shell: []string{"99"}},
		{name: "trace", line: []string{"99999"}, shell: []string{"99999"}},
		{name: "audit", lineF: []string{"page", "1"}, shellF: []string{"page", "1"}},
		{name: "audit", line: []string{"Nobody"}, shellF: []string{"person", "Nobody"}},
		{name: "audit", lineF: []string{"page", "2", "json", ""}, shellF: []string{"page", "2", "json", ""}},
		{name: "tickets", line: []string{"0"}, shell: []string{"0"}},
	} {
		var line, shell bytes.Buffer
		lineErr := run[c.name](request(t, asked(t, command.InLines, c.name, c.line, c.lineF...), &line))
		shellErr := run[c.name](request(t, asked(t, command.InShell, c.name, c.shell, c.shellF...), &shell))
		if line.String() != shell.String() {
			t.Errorf("%s %v answers in lines\n%.400s\nand in the shell\n%.400s", c.name, c.line, line.String(), shell.String())
		}
		if (lineErr == nil) != (shellErr == nil) || lineErr != nil && lineErr.Error() != shellErr.Error() {
			t.Errorf("%s %v is refused in lines with %v, in the shell with %v", c.name, c.line, lineErr, shellErr)
		}
		if lineErr == nil && line.Len() == 0 {
			t.Errorf("%s %v answers nothing", c.name, c.line)
		}
	}
}

// TestAFileIsNotShownInATerminal holds that a format that nobody can read in a terminal is
// refused there with the line that writes it to a file, and only there.
func TestAFileIsNotShownInATerminal(t *testing.T) {
	for _, f := range report.Formats() {
		for place, line := range map[command.Place]string{command.InLines: "ssh … export docx > FILE.docx", command.InShell: "verkstad export … --format docx -o FILE.docx"} {
			p := asked(t, place, "export", nil)
			err := handler.Readable(p, f, true)
			var wrong *command.UsageError
			if got := errors.As(err, &wrong) && wrong.ID == "command.wrong.binary" && slices.Contains(wrong.Args, any(line)); got != (f == report.FormatWord) {
				t.Errorf("%s shown in a terminal: %v", f, err)
			}
			if err := handler.Readable(p, f, false); err != nil {
				t.Errorf("%s that is kept: %v", f, err)
			}
		}
	}
}
