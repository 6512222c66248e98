package cli

import (
	"bytes"
	"context"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"verkstad/model/question"
	"verkstad/model/text"
	"verkstad/ui/command"
	"verkstad/ui/stage"
)

// maxQuestions bounds what question reads, in bytes.
const maxQuestions = 4 << 20

// runQuestion says of questions what is seen in them.
func runQuestion(_ context.Context, _ Program, o *Options, asked command.Parsed) error {
	all, err := questions(o, asked)
	if err != nil {
		return err
	}
	for _, q := range all {
		if err := sayQuestion(o, q, asked.Has("json")); err != nil {
			return err
		}
	}
	return nil
}

// questions is what is to be looked at: the lines of the input for "-", else
// the words, which are one question unless some of them were quoted.
func questions(o *Options, p command.Parsed) ([]string, error) {
	args := p.Args
	if len(args) == 1 && args[0] == "-" {
		raw, err := read(o, "-", maxQuestions)
		if err != nil {
			return nil, err
		}
		return questionLines(raw)
	}
	asked := []string{strings.Join(args, " ")}
	for _, arg := range args {
		if strings.ContainsAny(strings.TrimSpace(arg), " \t\n") {
			asked = args
		}
	}
	for n, q := range asked {
		if strings.TrimSpace(q) == "" {
			return nil, p.Wrong("command.wrong.toofew")
		}
		if !utf8.ValidString(q) {
			return nil, &failure{"question.encoding", []any{"N", n + 1}, Failed}
		}
	}
	return asked, nil
}

// questionLines is the lines that say something. Bytes that are no UTF-8 could
// not be given back in JSON, and are no letters that anybody meant.
func questionLines(raw []byte) ([]string, error) {
	raw = bytes.TrimPrefix(raw, []byte("\ufeff"))
	var out []string
	for n, line := range strings.Split(string(raw), "\n") {
		if !utf8.ValidString(line) {
			return nil, &failure{"question.encoding", []any{"N", n + 1}, Failed}
		}
		if line = strings.TrimSuffix(line, "\r"); strings.TrimSpace(line) != "" {
			out = append(out, line)
		}
	}
	return out, nil
}

// sayQuestion prints what is seen in a question, a line.
func sayQuestion(o *Options, q string, asJSON bool) error {
	found := question.Examine(q, o.Lang)
	if asJSON {
		return jsonLine(o, struct {
			Text   string           `json:"text"`
			Open   bool             `json:"open"`
			Faults []question.Fault `json:"faults"`
		}{q, found.Open, append([]question.Fault{}, found.Faults...)})
	}
	var said []string
	for _, f := range found.Faults {
		said = append(said, o.Words.T(stage.QuestionHint(f)))
	}
	switch {
	case len(said) == 0 && found.Open:
		said = append(said, o.Words.T("question.open"))
	case len(said) == 0:
		said = append(said, o.Words.T("question.unsure"))
	}
	return put(o, "", []byte(strings.Join(said, " ")+"\n"))
}

// jsonLine prints a value as one line of JSON, in which texts stand as they
// are, but for what a terminal would act on.
func jsonLine(o *Options, value any) error {
	var line bytes.Buffer
	enc := json.NewEncoder(&line)
	enc.SetEscapeHTML(false)
	if err := enc.Encode(value); err != nil {
		return err
	}
	return put(o, "", text.EscapeJSON(line.Bytes()))
}
