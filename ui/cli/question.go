package cli

import (
	"bytes"
	"encoding/json"
	"strings"
	"unicode/utf8"

	"github.com/spf13/cobra"

	"verkstad/model/question"
	"verkstad/model/text"
	"verkstad/ui/stage"
)

// maxQuestions bounds what question reads, in bytes.
const maxQuestions = 4 << 20

// questionCommand looks at questions; it needs no data folder.
func questionCommand(o *Options) *cobra.Command {
	var asJSON bool
	cmd := &cobra.Command{
		Use: "question [TEXT…|-]", Short: o.Words.T("question.short"), Long: o.Words.T("question.long"),
		Example: "verkstad question \"Hur kan en app få fler att cykla?\"\nverkstad question - --json < questions.txt",
		RunE: func(cmd *cobra.Command, args []string) error {
			asked, err := questions(o, args, cmd.UseLine())
			if err != nil {
				return err
			}
			for _, q := range asked {
				if err := sayQuestion(o, q, asJSON); err != nil {
					return err
				}
			}
			return nil
		},
	}
	cmd.Flags().BoolVar(&asJSON, "json", false, o.Words.T("cli.flag.jsonlines"))
	return cmd
}

// questions is what is to be looked at: the lines of the input for "-", else
// the words, which are one question unless some of them were quoted.
func questions(o *Options, args []string, usageLine string) ([]string, error) {
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
			return nil, usage("cli.wrong.toofew", "Usage", usageLine)
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
