package cli

import (
	"bytes"
	"context"
	"slices"
	"strings"
	"testing"

	"github.com/spf13/cobra"
	"github.com/spf13/pflag"

	"verkstad/ui/command"
	"verkstad/ui/i18n"
)

// eachFlag calls f for every flag of every command, once for each command that has it.
func eachFlag(t *testing.T, f func(cmd *cobra.Command, flag *pflag.Flag)) {
	t.Helper()
	o := &Options{version: "1", given: map[string]string{}, Words: i18n.For("en"), environ: func(string) (string, bool) { return "", false }}
	var each func(*cobra.Command)
	each = func(cmd *cobra.Command) {
		cmd.LocalFlags().VisitAll(func(flag *pflag.Flag) { f(cmd, flag) })
		for _, sub := range cmd.Commands() {
			each(sub)
		}
	}
	each(newRoot(lockedProgram{}, o))
}

// TestEveryNumberIsWithinBounds gives each flag that takes a number or a time what no
// such flag can be: less than it takes, more, no number and nothing. It is a usage
// error, in one sentence that names the flag, in both languages, before anything is
// opened.
func TestEveryNumberIsWithinBounds(t *testing.T) {
	seen := 0
	eachFlag(t, func(cmd *cobra.Command, flag *pflag.Flag) {
		if !slices.Contains([]string{"int", "uint64", "duration"}, flag.Value.Type()) {
			return
		}
		seen++
		wrong := []string{"", "x", "1,", "1.5x", "99999999999999999999999", "-99999999999999999999999", "-1"}
		if v, ok := flag.Value.(*flagValue); ok && v.flag.Kind == command.Number && v.flag.Least == 1 {
			wrong = append(wrong, "0")
		}
		for _, value := range wrong {
			for _, lang := range i18n.Languages {
				args := append(strings.Fields(cmd.CommandPath())[1:], "a", "--"+flag.Name+"="+value, "--lang", lang)
				var out, errs bytes.Buffer
				code := Run(context.Background(), lockedProgram{}, Setup{
					Args: args, Env: func(string) (string, bool) { return "", false }, In: strings.NewReader(""), Out: &out, Err: &errs, Version: "1",
				})
				said := errs.String()
				if code != Usage || strings.Count(said, "\n") != 1 || !strings.Contains(said, "--"+flag.Name) || strings.Contains(said, "⟨") {
					t.Errorf("%s --%s=%q in %s: exit code %d, %q", cmd.CommandPath(), flag.Name, value, lang, code, said)
				}
			}
		}
	})
	if seen < 10 {
		t.Errorf("only %d flags take a number", seen)
	}
}

// TestBoundsThemselvesAreTaken holds that a flag takes the least and the most that its
// sentence names.
func TestBoundsThemselvesAreTaken(t *testing.T) {
	eachFlag(t, func(cmd *cobra.Command, flag *pflag.Flag) {
		var bounds []string
		if v, ok := flag.Value.(*flagValue); ok && (v.flag.Kind == command.Number || v.flag.Kind == command.Time) {
			bounds = []string{v.flag.Bound(v.flag.Least), v.flag.Bound(v.flag.Most)}
		}
		for _, value := range bounds {
			v := *flag.Value.(*flagValue)
			v.o = &Options{given: map[string]string{}}
			if err := v.Set(value); err != nil {
				t.Errorf("%s --%s=%s: %v", cmd.CommandPath(), flag.Name, value, err)
			}
		}
	})
}

func TestAMistypedCommandIsGuessed(t *testing.T) {
	for line, want := range map[string]string{
		"exprot KRABBA":            "Did you mean verkstad export?",
		"hsot":                     "Did you mean verkstad host?",
		"flyg":                     "verkstad --help lists all",
		"audit KRABBA --knid vote": "Did you mean --kind?",
		"rehearse x":               "CODE@HOST:PORT",
		"rehearse @:2222":          "CODE@HOST:PORT",
		"serve --listen nope":      "nope is no address to listen on",
		"invite KRABBA --listen x": "x is no address to listen on",
		"host --code x":            "x cannot be a code",
		"host --code åäö":          "åäö cannot be a code",
		"import b.json --code=":    "cannot be a code",
		"host --minutes=-5":        "--minutes must be a whole number from 1 to 1440, not -5",
	} {
		var out, errs bytes.Buffer
		code := Run(context.Background(), lockedProgram{}, Setup{
			Args: append(strings.Fields(line), "--lang", "en"), Env: func(string) (string, bool) { return "", false }, In: strings.NewReader(""), Out: &out, Err: &errs, Version: "1",
		})
		if code != Usage || !strings.Contains(errs.String(), want) {
			t.Errorf("%s: exit code %d, %q, want %q", line, code, errs.String(), want)
		}
	}
}
